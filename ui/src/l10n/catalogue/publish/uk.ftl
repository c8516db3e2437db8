### Публікація й вихідні, українською.

## Публікація

publish-title = Публікація
publish-title-first = Опублікувати версію { $number }
publish-title-update = Опублікувати версію { $number } як оновлення
publish-preview = Так це побачать читачі
publish-as-readers = Так це побачать читачі
publish-first-about = Читачі ще не бачили цього матеріалу.
publish-live-since = На сайті з { $time }.
publish-words-changed =
    { $count ->
        [0] Жодного слова не змінено.
        [one] Змінено { $count } слово: чи потрібна читачам примітка?
        [few] Змінено { $count } слова: чи потрібна читачам примітка?
        [many] Змінено { $count } слів: чи потрібна читачам примітка?
       *[other] Змінено { $count } слова: чи потрібна читачам примітка?
    }
publish-note-text = Примітка для читачів
change-kind = Що це за зміна?
change-typo = Описка: без примітки
change-weighty = Що читачі вже бачили й тепер прочитають інакше
change-noted = Примітка для читачів уже є в тексті; вона піде з цим оновленням.
change-unfinished = TK стоїть на місці того, що знаєте лише ви. Впишіть це або виберіть інший вид зміни.
change-reason = Чому читачам не потрібна примітка
change-reason-about = Змінилося число, ім’я, цитата чи «не». Причина зберігається з версією; читачі її не бачать.
publish-where = Куди йде
publish-nowhere = Місць призначення немає. Додайте їх у налаштуваннях.
publish-live-revision = на сайті версія { $number }
intent-will-publish = Опублікується
intent-will-update = Оновиться
intent-same = Уже там
intent-will-wait = Чекатиме
intent-look-first = Спершу гляньте
publish-approves-too = Ви схвалюєте власний текст. Записано: схвалено автором.
publish-now = Опублікувати зараз
publish-update-now = Оновити зараз
publish-later = На час…
publish-not-later = Таки зараз
publish-then = Запланувати
publish-at = Коли опублікувати
publish-at-past = Цей час минув.
publish-sending = Ставлю в чергу…
publish-line-drops = Якщо зв’язок зникне, Copydesk пробуватиме далі й ніколи не опублікує двічі.
publish-refused = Зараз не може піти
publish-failed = Аркуш не вдалося скласти
receipt-done = Версія { $number } там, де має бути.
receipt-going = У дорозі: прибуло { $done } із { $of }. Можна закрити й працювати далі.
receipt-close = Працювати далі
receipt-outbox = До відправлень
page-open = Відкрити сторінку
adapter-site = Локальний сайт
adapter-wordpress = WordPress
adapter-ghost = Ghost
adapter-endpoint = Власна CMS

## Відправлення

outbox-title = Що де є
outbox-about = Ваш текст у безпеці в кожному рядку. Ніщо не надсилається двічі.
outbox-tray-everything = Усе
outbox-tray-on-the-way = У дорозі
outbox-tray-sending = Надсилається
outbox-tray-waiting = Чекає
outbox-tray-asking = Питаю, чи дійшло
outbox-tray-needs-person = Потребує людини
outbox-tray-arrived = Дійшло сьогодні
outbox-empty = З цього столу ще нічого не публікували.
outbox-empty-tray = Тут порожньо.
outbox-settled = Де все так, як має бути
outbox-read-at = Станом на { $time }
outbox-is-paused = Надсилання призупинено
outbox-is-paused-about = Нічого не виходить, доки ви не продовжите. Що на сайті, те на сайті.
outbox-pause-all = Призупинити все
outbox-go-on = Надсилати далі
outbox-edit-destinations = Змінити місця призначення
this-disk = Цей диск
ledger-where = Де
ledger-text = Текст там
ledger-since = Відколи
ledger-what = Що сталося
ledger-rev = верс. { $number }
ledger-nothing = ще нічого
ledger-next-try = Нова спроба о { $time }.
ledger-attempts = Спроб: { $count }.
ledger-progress = Надсилання: { $place }
job = Відправлення
job-none = Відправлення не вибрано
job-none-about = Натисніть «Докладніше» в рядку, щоб побачити спроби й що можна зробити.
job-details = Докладніше про відправлення: { $place }
job-details-short = Докладніше
job-failed = Це відправлення не вдалося прочитати
job-now = Спробувати зараз
job-ask = Спитати зараз
job-go-on = Продовжити
job-stop = Зупинити
job-new-secret = Увести новий пароль…
job-open-story = Відкрити матеріал
job-safe = Ваш текст тут у безпеці.
job-attempts = Спроби
job-no-attempts = Ще не пробували
attempt-done = Зроблено
job-revision = Версія
job-text = Текст
job-approved-by = Схвалено
job-operation = Операція
job-next-try = Наступна спроба
job-address = Адреса
job-title-queued = «{ $slug }» чекає на { $place }
job-title-sending = «{ $slug }» у дорозі: { $place }
job-title-waiting = «{ $slug }» ще не там: { $place }
job-title-unknown = «{ $slug }» може бути там: { $place }. Питаю
job-title-needs_person = «{ $slug }» не там: { $place }
job-title-ask = Надсилати «{ $slug }»: { $place }?
job-title-arrived = «{ $slug }» там: { $place }
job-title-stopped = «{ $slug }» зупинено: { $place }
job-title-superseded = Новіша версія «{ $slug }» іде: { $place }
job-state-queued = У черзі
job-state-sending = Надсилається
job-state-waiting = Нова спроба
job-state-unknown = Питаю
job-state-needs-person = Потребує людини
job-state-ask = Питаю вас
job-state-arrived = На сайті
job-state-stopped = Зупинено
job-state-superseded = Іде новіша
step-preflight = Перевірка тут
step-resolve = Пошук авторів, рубрики й тегів там
step-media = Надсилання світлин
step-find = Пошук попередньої копії
step-discard = Прибирання подвоєної чернетки
step-reserve = Місце займається
step-read = Читання того, що там є
step-write = Запис тексту
step-set-state = Оприлюднення
step-tidy = Прибирання слідів бронювання
step-verify = Перечитування
happened-disk = Збережено
happened-queued = Чекає на свою чергу.
happened-sending = { $step }.
happened-waiting = Ваш текст у безпеці.
happened-unknown = Могло дійти. Спершу дивлюся, не надсилаю знову.
happened-needs-person = Ваш текст у безпеці. Потрібна людина.
happened-ask = Цей стіл відновлено або скопійовано: продовжувати?
happened-arrived = На сайті. Перечитано: те саме, що схвалено.
happened-stopped = Зупинено людиною.
happened-superseded = Замість неї йде новіша версія.

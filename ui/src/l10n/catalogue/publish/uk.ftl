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
intent-nothing = Там нічого
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

publish-tray-title =
    { $count ->
        [one] Опублікувати { $count } матеріал зі списку
        [few] Опублікувати { $count } матеріали зі списку
        [many] Опублікувати { $count } матеріалів зі списку
       *[other] Опублікувати { $count } матеріалу зі списку
    }
publish-tray-about = Кожен виходить сам по собі туди, куди зазвичай. Те, на що треба глянути окремо, лишається й каже чому.
publish-tray-stays = Лишається тут.
publish-tray-unapproved = Його ще ніхто не схвалив.
publish-tray-change = Читачі його вже мають: скажіть у його власному вікні, що змінилося.
publish-tray-nowhere = Він уже всюди, саме такий.
publish-tray-scheduled = У нього свій час: { $time }. Тоді він вийде сам.
publish-tray-moves = Його вебадреса змінюється: гляньте в його власному вікні, що станеться зі старою.
publish-tray-taken = Його забрано від читачів. Знову до них він піде лише з його власного вікна.
publish-tray-open = Відкрити «{ $slug }»
publish-tray-do =
    { $count ->
        [0] Опублікувати
        [one] Опублікувати { $count } матеріал
        [few] Опублікувати { $count } матеріали
        [many] Опублікувати { $count } матеріалів
       *[other] Опублікувати { $count } матеріалу
    }
publish-tray-then =
    { $count ->
        [0] Запланувати
        [one] Запланувати { $count } матеріал
        [few] Запланувати { $count } матеріали
        [many] Запланувати { $count } матеріалів
       *[other] Запланувати { $count } матеріалу
    }
publish-tray-arrived = На місці: { $arrived } з { $sent }. Це вікно можна закрити й працювати далі.
publish-tray-planned =
    { $sent ->
        [one] Заплановано { $sent } матеріал, час: { $time }. Він вийде сам, якщо Copydesk тоді буде відкрито.
        [few] Заплановано { $sent } матеріали, час: { $time }. Вони вийдуть самі, якщо Copydesk тоді буде відкрито.
        [many] Заплановано { $sent } матеріалів, час: { $time }. Вони вийдуть самі, якщо Copydesk тоді буде відкрито.
       *[other] Заплановано { $sent } матеріалу, час: { $time }. Вони вийдуть самі, якщо Copydesk тоді буде відкрито.
    }
late-at-start = «{ $slug }»: { $late } Відповідь чекає у вихідних.
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

## Хтось змінив це там

action-merge-look = Глянути, чи хтось не змінив це там
action-merge-mine = Взяти моє
action-merge-theirs = Взяти їхнє
action-merge-both = Взяти обидва й відредагувати
action-merge-page = Побачити всю сторінку
action-merge-home = Забрати додому без публікації
action-merge-publish = Опублікувати об’єднаний текст
merge-compare = Порівняти
merge-title = Хтось змінив це там
merge-about = { $who } редагує цей матеріал просто на { $place } ({ $time }), після того як звідси вийшла версія { $revision }. Обидва тексти збережено.
merge-about-choose = Для кожного місця, що різниться, виберіть, що отримають читачі.
merge-about-nothing = У самому тексті жодне слово не різниться; що ще там змінено, сказано нижче.
merge-unchanged-title = Ніхто цього там не змінював
merge-unchanged = { $place } має те, що опубліковано звідси ({ $time }). Переглянуто о { $looked }.
merge-nowhere = Читачі ще ніде не мають цього матеріалу.
merge-looking = Дивлюся, що там є…
merge-where = Де
merge-failed = Не вийшло
merge-somebody = Хтось
merge-besides = Змінено там також. Додому це забрати не можна; публікація поставить на його місце ваше:
merge-pictures-added =
    { $count ->
        [one] Там додано { $count } зображення.
        [few] Там додано { $count } зображення.
        [many] Там додано { $count } зображень.
       *[other] Там додано { $count } зображень.
    }
merge-differences =
    { $count ->
        [one] { $count } відмінність
        [few] { $count } відмінності
        [many] { $count } відмінностей
       *[other] { $count } відмінностей
    }
merge-settled = Вирішено: { $settled }, вибрати: { $open }
merge-base = Опубліковане востаннє
merge-mine = Моє
merge-theirs = На сайті зараз
merge-revision = Версія { $number }
merge-not-saved = Не збережено як версію
merge-same =
    { $count ->
        [one] Ще { $count } місце однакове в усіх трьох
        [few] Ще { $count } місця однакові в усіх трьох
        [many] Ще { $count } місць однакові в усіх трьох
       *[other] Ще { $count } місць однакові в усіх трьох
    }
merge-place-headline = Заголовок
merge-place-deck = Підзаголовок
merge-place-caption = Підпис до світлини
merge-place-credit = Автор світлини
merge-place-paragraph = Абзац { $number }
merge-take-mine = Моє
merge-take-theirs = Їхнє
merge-take-both = Обидва, редагувати
merge-keys-step = далі, назад
merge-chosen = Вибрано
merge-only-theirs = Взято, бо змінили лише вони
merge-only-mine = Взято, бо змінили лише ви
merge-agreed = Обидві сторони змінили однаково
merge-not-there = Цього не було.
merge-gone-mine = Ви це прибрали.
merge-gone-theirs = Вони це прибрали.
merge-both-about = Ваші слова та їхні одним текстом
merge-both-edit = { $place }, обидва: змінюйте як завгодно
merge-both-words = { $place }, обидва
merge-back = назад до вибору
merge-readers-get = Що отримають читачі: { $place }
merge-not-chosen = Ще не вибрано.
merge-taken-out = Нічого: це прибрано.
merge-nothing-overwritten = Ніщо не перезаписується, доки ви не виберете.
merge-to-choose =
    { $count ->
        [one] Вибрати: { $count }
        [few] Вибрати: { $count }
        [many] Вибрати: { $count }
       *[other] Вибрати: { $count }
    }
merge-all-chosen = Усе вибрано.
merge-outcome = Що з цього вийде
merge-later = Вирішити пізніше
merge-back-to-outbox = Назад до відправлення
merge-done = Версія { $number } має те, що змінено на { $place }. Вона вийде, коли її схвалять і опублікують.

## Де текст

action-ledger-show = Що де є
this-backup = Резервна копія
ledger-unknown = невідомо
ledger-theirs = не наш
ledger-who = { $name }
happened-backup = Той самий текст, що тут.
happened-backup-older = Давніший текст; цей увійде до наступної копії.
happened-backup-not-yet = Зроблена до цього матеріалу; він увійде до наступної копії.
happened-backup-none = Резервної копії ще немає.
happened-backup-unknown = Який текст у резервній копії, невідомо.
where-title = Що де є
where-failed = Не вдалося дізнатися
where-nowhere = Його ще нікуди не надсилали.
glance-same = { $place }: саме цей текст
glance-other = { $place }: інший текст або жодного
glance-unknown = { $place }: невідомо
glance-wrong = { $place }: потрібна людина

## Зміни в опублікованому

action-live-withdraw = Відкликати з повідомленням…
action-live-take-back = Забрати від читачів…
action-live-remove = Видалити там…
take-title-back = Забрати від читачів
take-title-remove = Видалити там
take-about-back = Читачі його більше не знайдуть; там він лишиться чернеткою, і його можна опублікувати знову. Якщо їм треба сказати чому, краще відкличте його з повідомленням.
take-about-remove = Матеріал зникне звідти. Його текст, історія й те, що опубліковано, лишаються тут.
take-failed = Його не забрано
take-nowhere = Читачі ніде не мають цього матеріалу.
take-some-nowhere = У деяких із цих місць забирати було нічого.
take-do-back = Забрати
take-do-remove = Видалити там
take-queued-back = Матеріал забирають від читачів.
take-queued-remove = Матеріал там видаляють.
take-back-site = Його сторінка й усі рядки, що ведуть до неї, зникнуть; місце в списках лишиться порожнім.
take-back-wordpress = Там він стане чернеткою.
take-back-ghost = Там він стане чернеткою.
take-back-endpoint = Там його притримають; що тоді скаже його сторінка, вирішує отримувач.
take-remove-site = Його сторінка й усі рядки, що ведуть до неї, зникнуть.
take-remove-wordpress = Він піде до кошика сайту, звідки його ще можуть дістати там.
take-remove-ghost = Там його видалять назавжди.
take-remove-endpoint = Його притримають, а тоді видалять, якщо отримувач робить це на чиєсь слово.
moves-leads = Переїжджає з { $from } на { $to }; стара адреса веде до нової
moves-unknown = Переїжджає з { $from } на { $to }; чи стара адреса ще кудись веде, вирішує сайт
moves-lost = Переїжджає з { $from } на { $to }; стара адреса більше нікуди не веде
step-withdraw = Повідомлення стає на його місце
step-take-back = Забирання від читачів
step-remove = Видалення там
happened-withdraw = Відкликано. На його місці стоїть повідомлення.
happened-take-back = Забрано. Читачі його більше не знайдуть.
happened-remove = Там видалено.

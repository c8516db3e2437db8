### Інтерфейс українською.

## Рама

screens = Екрани
screen-write = Текст
screen-review = Редагування
screen-archive = Архів
screen-outbox = Відправлення
desk = Стіл
story = Матеріал
more = Ще
loading = Читаю…
close = Закрити
cancel = Скасувати
done = Готово
keep = Зберегти
change = Змінити
change-named = Змінити: { $name }
open = Відкрити
add = + Додати
name = Ім’я
why = Чому
view = Вигляд
on = Увімкнено
paused = Призупинено
try-again = Спробувати ще раз
undo = Скасувати дію
redo = Повернути дію
percent = { $number } %
desk-failed = Стіл не вдалося відкрити
story-failed = Цей матеріал не вдалося відкрити
error-unreachable = Ядро Copydesk не відповідає. Набране збережено в цьому вікні й буде надіслано, коли воно відповість.
notices = Повідомлення
notice-close = Прибрати повідомлення
read-only = Диск не приймає записів: усе можна читати й вивантажити, нічого не втрачено

## Дії: так їх називають кнопки, підказки й палітра

action-palette = Перейти будь-куди
action-story-new = Новий матеріал
action-sample-open = Відкрити зразок
action-revision-save = Зберегти версію
action-story-file = Надіслати редакторові
action-story-approve = Схвалити саме цей текст
action-story-send-back = Повернути з приміткою
action-publish = Опублікувати…
action-publish-tray = Опублікувати всі в списку…
action-tab-checks = Показати перевірки
action-check-mend = Вставити перше виправлення в текст
action-tab-details = Показати відомості
action-tab-revisions = Показати версії
action-compare = Порівняти версії
action-revision-restore = Відновити як нову версію
action-change-next = Наступна зміна
action-change-previous = Попередня зміна
action-story-read = Позначити прочитаним
action-view-inline = Зміни в тексті
action-view-sides = Зміни поруч
action-view-changed = Лише зміни
action-view-typography = Без стилю лапок
action-quote-tick = Позначити цитату звіреною
action-block-menu = Меню рядка
action-figure-choose = Вибрати світлину…
action-embed-related = Пов’язаний матеріал…
action-embed-page = Сторінка деінде…
action-reader-note-add = Примітка для читачів
action-story-claim = Сказати, що я це читаю
action-story-revoke = Відкликати схвалення…
action-story-hold = Притримати…
action-story-release = Відпустити
action-story-hand-over = Передати іншому редакторові…
action-story-spike = Зняти…
action-story-unspike = Повернути зняте
action-story-archive = До архіву
action-story-reopen = Дістати з архіву
action-story-copy = Зберегти копію деінде…
action-screen-write = До тексту
action-screen-review = До редагування
action-screen-archive = До архіву матеріалів
action-screen-outbox = До відправлень
action-settings = Налаштування
action-search = Шукати у списку
action-list-next = Наступний матеріал у списку
action-list-previous = Попередній матеріал у списку
action-drawer-list = Показати список матеріалів
action-drawer-side = Показати бічну панель
action-outbox-pause = Призупинити все або продовжити
action-member-switch = Діяти як хтось інший
action-theme-next = Світла, темна або як у системі
action-folder-open = Де мої дані?
action-keys = Усі клавіші

## Перш ніж щось зроблено

ask-revision-save = Зберегти версію
ask-revision-save-about = Текст уже збережено. Версія — це місце, до якого можна повернутися.
ask-story-file = Надіслати редакторові
ask-story-file-about = Матеріал піде до лотка редактора з цим текстом.
ask-story-send-back = Повернути авторові
ask-story-send-back-about = Автор спершу прочитає вашу примітку.
ask-story-hold = Притримати цей матеріал
ask-story-hold-about = Поки його притримано, нікуди нічого не надсилається.
ask-story-revoke = Відкликати схвалення
ask-story-revoke-about = Що ще не надіслано, буде зупинено.
ask-story-hand-over = Передати
ask-story-hand-over-about = Матеріал піде до лотка іншого редактора.
ask-story-spike = Зняти цей матеріал
ask-story-spike-about = Він зникне зі списку. Повернути його можна будь-коли.
send-back-short = Повернути
revision-note = Примітка до версії
note-to-whom = Кому

## Після того, як зроблено

done-filed = Надіслано редакторові.
done-claimed = Інші бачать, що ви це читаєте.
done-sent_back = Повернуто з вашою приміткою.
done-approved = Схвалено: саме цей текст.
done-approval_revoked = Схвалення відкликано.
done-held = Притримано. Нічого не надсилається.
done-released = Відпущено.
done-handed_over = Передано.
done-spiked = Знято. Його можна повернути.
done-unspiked = Повернуто.
done-archived = В архіві.
done-reopened = Дістано з архіву.
done-copy = Копію збережено.
done-revision = Версію { $number } збережено.
done-restored = Версію { $number } відновлено як нову.
done-member = Збережено.
done-person = Збережено. Картка кожного матеріалу покаже це з наступною публікацією.
done-outbox-paused = Усе призупинено. Нічого не надсилається, доки ви не продовжите.
done-outbox-goes-on = Надсилання триває.
done-destination-removed = «{ $name }» прибрано. Що там опубліковано, те там і лишається.

## Що збережено й де

saved-at = Збережено на цьому комп’ютері { $time }
saved-all = Усе збережено на цьому комп’ютері
saving-sending = Зберігаю…
saving-composing = Набір…
not-saved-disk_full = Не збережено: диск повний. Ваш текст у пам’яті
not-saved-read_only = Не збережено: диск не приймає записів. Ваш текст у пам’яті
not-saved-broken = Не збережено: запис не вдався, спроби тривають. Ваш текст у пам’яті
not-saved-unreachable = Не збережено: ядро Copydesk не відповідає. Ваш текст у цьому вікні
rescued = Це вікно і стіл розійшлися щодо тексту. Ваш збережено окремою версією.
status-waits =
    { $count ->
        [one] { $count } відправлення чекає
        [few] { $count } відправлення чекають
        [many] { $count } відправлень чекають
       *[other] { $count } відправлення чекають
    }
status-needs-person =
    { $count ->
        [one] { $count } потребує людини
        [few] { $count } потребують людини
        [many] { $count } потребують людини
       *[other] { $count } потребують людини
    }
status-needs-secret = Місцю призначення потрібен пароль

## Кількість і час

words =
    { $count ->
        [one] { $count } слово
        [few] { $count } слова
        [many] { $count } слів
       *[other] { $count } слова
    }
words-of =
    { $count ->
        [one] { $written } з { $count } слова
        [few] { $written } з { $count } слів
        [many] { $written } з { $count } слів
       *[other] { $written } з { $count } слова
    }
minutes = { $count } хв
min-read = { $count } хв читання
changes =
    { $count ->
        [0] Змін немає
        [one] { $count } зміна
        [few] { $count } зміни
        [many] { $count } змін
       *[other] { $count } зміни
    }
bars = слів додано: { $added }, вилучено: { $removed }
moment-none = Немає
moment-set = Вказати час
moment-clear = Без часу
moment-date = Дата
time-yesterday = Учора
time-now = щойно
time-minutes = { $count } хв
time-hours = { $count } год
time-days = { $count } д
length-hint = { $count } із приблизно { $limit } знаків
length-over = { $count } знаків: більше за { $limit }, які зазвичай видно

## Учасники

members-honest = Кожен за цим комп’ютером може діяти тут від імені будь-кого.
members-roles-guide = Ролі підказують; вони не замок.
members-edit = Учасники й ролі…
member-new = Новий учасник
member-change = Змінити учасника
member-me = ви
member-initials = Ініціали
member-person = У друці
member-no-person = Ніхто
roles = Ролі
roles-all = усі ролі
role-reporter = Репортер
role-editor = Редактор
role-photo_desk = Фоторедакція
role-chief_editor = Головний редактор
role-production = Випуск

## Список

search-label = Шукати матеріали
search-short = Пошук
search-stories =
    { $count ->
        [0] Шукати матеріали
        [one] Шукати в { $count } матеріалі
        [few] Шукати у { $count } матеріалах
        [many] Шукати у { $count } матеріалах
       *[other] Шукати у { $count } матеріалах
    }
trays = Лотки
tray-drafts = Мої чернетки
tray-in_review = На редагуванні
tray-sent_back = Повернуті
tray-ready = Готові
tray-published = Опубліковані
tray-spiked = Зняті
tray-archived = В архіві
tray-all = Усі
tray-waiting = Чекають на мене
list-first = Тут буде список ваших матеріалів.
list-empty = Тут порожньо.
list-nothing-found = У жодного матеріалу немає цих літер у заголовку чи робочій назві.
list-more =
    { $count ->
        [one] Ще { $count }: шукайте або гляньте в архів
        [few] Ще { $count }: шукайте або гляньте в архів
        [many] Ще { $count }: шукайте або гляньте в архів
       *[other] Ще { $count }: шукайте або гляньте в архів
    }
slugline-none = без робочої назви
headline-none = Заголовка ще немає
state-draft = Чернетка
state-in_review = На редагуванні
state-sent_back = Повернуто
state-ready = Готово
state-spiked = Знято
state-archived = В архіві
live-none = Не опубліковано
live-scheduled = Заплановано
live-sending = Надсилається
live-published = Опубліковано
live-updating = Оновлюється
live-partly_published = Опубліковано не всюди
live-withdrawn = Відкликано
row-held = притримано
row-changed-since-approval = змінено після схвалення
row-reading = читає { $name }
row-live-since = на сайті з { $time }
row-revision = Версія { $number }
row-new-to-you = нове для вас
row-nothing-new = нічого нового, відколи ви читали
row-words-since =
    { $count ->
        [one] змінено { $count } слово, відколи ви читали
        [few] змінено { $count } слова, відколи ви читали
        [many] змінено { $count } слів, відколи ви читали
       *[other] змінено { $count } слова, відколи ви читали
    }
row-due = здати до { $time }
row-sample = зразок

## Перший запуск

start-title = Ваш стіл порожній
start-lead = Нічого налаштовувати. Почніть писати або відкрийте зразок.
start-title-later = Про що напишете?
start-lead-later = Виберіть матеріал ліворуч або почніть новий.
start-sample = Зразок матеріалу
start-sample-kind = Зразок · світлина, примітки, версії
start-sample-title = Матеріал, на якому можна все спробувати
start-sample-about = Змініть його, опублікуйте, викиньте.
start-write = Пишіть
start-write-about = Кожне натискання клавіші зберігається на цьому комп’ютері.
start-check = Перевірте
start-check-about = Список каже, що ще заважає, і веде туди.
start-publish = Опублікуйте
start-publish-about = Матеріал піде на локальний сайт, і сторінка відкриється у браузері.
start-where = Куди йдуть матеріали
start-site-about = Тека { $folder } на цьому комп’ютері. Її може показати будь-який вебсервер.
start-look = Подивитися на сайт
start-later = Згодом, коли схочете
start-later-destination = Додайте WordPress, Ghost або власну CMS як місце публікації.
start-later-members = Додайте учасників, щоб працювати з редакторами за цим комп’ютером. До того цей стіл лише ваш: без облікового запису, без сервера.

## Палітра

palette-open = Перейти будь-куди
palette-label = Перейти будь-куди
palette-ask = Команда, матеріал або людина
palette-found = знайдено { $count }
palette-command = Команда
palette-story = Матеріал
palette-person = Людина
palette-open-now = відкрито зараз
palette-move = рух
palette-do = виконати
palette-only-stories = лише матеріали
palette-everything = усе
palette-back = назад до тексту, курсор на місці
palette-none = Цих літер немає ніде.

## Клавіші

keys-title = Усі клавіші
keys-single-on = Поодинокі літери діють лише там, де не набирають текст. У налаштуваннях їх можна вимкнути.
keys-single-off = Клавіші-літери вимкнено в налаштуваннях.

## Письмо

manuscript = Рукопис
inspector = Про цей матеріал
tab-details = Відомості
tab-revisions = Версії
tab-checks = Перевірки
headline = Заголовок
headline-hint = Заголовок
headline-short = Короткий заголовок
headline-web = Заголовок для вебу
headline-same = Такий самий, як заголовок
deck = Підзаголовок
deck-hint = Що ще читач має знати одразу
body = Текст
body-hint = Пишіть, вставляйте або перетягніть світлину
caption = Підпис
caption-hint = Що на світлині, де й коли
byline = Автори
byline-none = Автора ще не вказано
byline-who = Людина або ім’я
byline-by = Автор
byline-additional-reporting = За участі
byline-editing = Редагування
byline-photos = Світлини
byline-earlier = Раніше
byline-later = Пізніше
byline-remove = Прибрати
lead = Головна світлина
lead-drop = Перетягніть світлину сюди або виберіть
figure-of-body = Світлина в тексті
figure-facts = Авторство і права
figure-remove = Прибрати світлину
figure-no-alt = Світлина без опису
figure-not-here = Самої світлини на цьому комп’ютері немає.
figure-alt = Опис світлини
figure-alt-hint = Що на світлині, для тих, хто її не бачить
figure-creator = Автор світлини
figure-provider = Надано
figure-distributor = Розповсюджувач
figure-credit-override = Інший підпис авторства
figure-credit-printed = Друкується як { $line }
figure-credit-none = Авторства ще не вказано
figure-copyright = Авторське право
figure-usage = Умови використання
figure-illustrative = Лише як ілюстрація
figure-illustrative-printed = Ілюстративне фото.
figure-location = Файл містить місце зйомки. Воно ніколи не публікується.
framing = Кадр і головна точка
framing-hint = Тягніть кути й точку або користуйтеся стрілками (Shift: далі).
framing-numbers = Числами, у відсотках
framing-whole = Показувати все
framing-focal = Головна точка: { $x } % зліва, { $y } % згори
framing-start = Кадр, лівий верхній кут: { $x } % зліва, { $y } % згори
framing-end = Кадр, правий нижній кут: { $x } % зліва, { $y } % згори
framing-focal-x = Головна точка зліва
framing-focal-y = Головна точка згори
framing-start-x = Лівий край
framing-start-y = Верхній край
framing-end-x = Правий край
framing-end-y = Нижній край
photo-in = Світлину додано. Авторство з файлу: { $line }
photo-in-no-credit = Світлину додано. У файлі про авторство нічого немає.
dateline = Місце й дата
dateline-hint = КИЇВ
place = Місце
place-hint = Місце, про яке йдеться
section = Рубрика
tags = Теги
tag-add = Тег
tag-remove = Прибрати тег { $tag }
embargo = Ембарго
embargo-proposal = Запропоноване ембарго
embargo-hint = Немає. Поки воно триває, жодне місце призначення не дізнається про матеріал.
embargo-hint-proposal = Його встановлює редактор. Тут можна запропонувати час.
embargo-proposed = Запропоновано: { $time }. Воно не діє, доки ви його не встановите.
embargo-holds = Діє до { $time }
embargo-over = Знято { $time }
names = Назви й адреси
slugline = Робоча назва
slugline-hint = ferry-bridge
web-slug = Вебадреса
web-slug-proposed = Буде { $slug }
description = Опис для пошуку
language = Мова
due = Здати до
story-type = Жанр
story-type-news = Новина
story-type-analysis = Аналітика
story-type-feature = Нарис
story-type-interview = Інтерв’ю
story-type-explainer = Роз’яснення
story-type-opinion = Думка
assignee = Доручено
assignee-none = Ще нікому
target-words = Бажаний обсяг, слів
target-words-none = Немає
priority = Пріоритет
priority-none = Немає
priority-named = { $number } · { $word }
priority-1 = негайно
priority-2 = терміново
priority-3 = звичайний
priority-4 = може почекати
priority-5 = будь-коли
planning = Для редакції
canonical = Канонічна адреса
canonical-hint = Де матеріал опубліковано вперше, якщо це було деінде.
reader-notes = Примітки для читачів
note-kind = Вид
note-kind-none = Без примітки
note-kind-update = Оновлення
note-kind-clarification = Уточнення
note-kind-correction = Виправлення
note-kind-editors-note = Від редакції
note-kind-withdrawal = Відкликання
note-placement = Стоїть
note-top = Угорі
note-foot = Унизу
note-add = Написати
note-write = Писати
note-remove = Забрати
note-empty = Ще нічого не написано
note-text = { $label }, для читачів
note-hint = Що мають знати читачі
note-hint-update = Матеріал оновлено: додано …
note-hint-clarification = Матеріал змінено, щоб уточнити, що …
note-hint-correction = У попередній версії цього матеріалу помилково …
note-hint-editors-note = …
note-hint-withdrawal = Матеріал відкликано, бо …
note-printed = надруковано { $time }
block-menu = Рядок під курсором
block-paragraph = Абзац
block-h2 = Підзаголовок
block-h3 = Менший підзаголовок
block-quote = Цитата
block-pullquote = Виділена цитата
block-source = Хто сказав
block-ul = Список
block-ol = Нумерований список
block-rule = Риска
block-figure = Світлина
block-embed = Вставка
mark-strong = Жирний
mark-em = Курсив
mark-link = Посилання
link-address = Адреса
link-bad = Це не вебадреса.
link-set = Поставити посилання
link-remove = Прибрати посилання
related-which = Який матеріал
embed-related = Пов’язаний матеріал
embed-page = Сторінка деінде
embed-page-title = Що читачі побачать на цьому місці
embed-page-title-hint = Назва сторінки
embed-set = Вставити
embed-remove = Вилучити
embed-missing = Того, що тут стояло, немає на цьому столі.
paste-left-out = Вставлено без: { $what }.
combo-as-typed = Узяти «{ $words }»
combo-none = У списку нічого немає.

## Перевірки

checks = Перевірки
checks-before = Перш ніж публікувати
check-jump = перейти
check-ignore = Не зважати тут
check-ignore-title = Не зважати на це тут
check-ignore-about = Поруч стоятиме ваше ім’я, і редактор побачить це під час схвалення.
check-ignored-by = не зважає { $name }
check-heed = зважати знову
severity-blocks = Заважає публікації
severity-warns = Гляньте
severity-passes = Гаразд
severity-ignored = Не зважати
check-tk =
    .fails = У тексті лишилося «{ $text }»
    .passes = Жодного TK не лишилося
check-tk-maybe =
    .fails = «{ $text }» може бути незаповненим місцем
    .passes = Незаповнених місць немає
check-headline =
    .fails = Немає заголовка
    .passes = Заголовок є
check-byline =
    .fails = Автора не вказано
    .passes = Автора вказано
check-credit =
    .fails = У світлини немає авторства
    .passes = Авторство кожної світлини вказано
check-alt =
    .fails = У світлини немає опису
    .passes = Кожну світлину описано
check-embargo =
    .fails = Під ембарго до { $until }
    .passes = Ембарго немає
check-slug =
    .fails = Вебадресу вже зайнято: { $destination }
    .passes = Вебадреса вільна
check-approval =
    .fails = Текст новіший за схвалення
    .passes = Схвалено саме цей текст
check-approval-none = Ще ніхто не схвалив
check-held =
    .fails = Матеріал притримано
    .passes = Матеріал не притримано
check-suggestions =
    .fails =
        { $count ->
            [one] { $count } пропозицію правки не розглянуто
            [few] { $count } пропозиції правок не розглянуто
           *[many] { $count } пропозицій правок не розглянуто
        }
    .passes = Нерозглянутих пропозицій немає
check-threads =
    .fails =
        { $count ->
            [one] { $count } коментар відкритий
            [few] { $count } коментарі відкриті
           *[many] { $count } коментарів відкрито
        }
    .passes = Відкритих коментарів немає
check-note-items =
    .fails =
        { $count ->
            [one] { $count } пункт нотатки не позначено
            [few] { $count } пункти нотатки не позначено
           *[many] { $count } пунктів нотатки не позначено
        }
    .passes = Усі пункти нотатки позначено
check-when =
    .fails = «{ $text }» написано: { $written }; читачі матимуть це: { $goes }
    .passes = Дні названо так, як їх прочитають
check-when-quoted =
    .fails = «{ $text }» у цитаті, записаній: { $written }; читачі матимуть її: { $goes }. Цитату не змінюють: скажіть, коли це було сказано
    .passes = Видно, коли сказано цитати
check-when-age =
    .fails = Вік { $text } написано: { $written }; читачі матимуть це: { $goes }
    .passes = Вік відповідає дню читання
check-mend = Вставити «{ $words }»
check-moved = Текст там тим часом змінився; нічого не зроблено. Гляньте ще раз.
check-clock =
    .fails =
        { $way ->
            [slow]
                { $minutes ->
                    [one] Годинник комп’ютера відстає на { $minutes } хвилину ({ $destination })
                    [few] Годинник комп’ютера відстає на { $minutes } хвилини ({ $destination })
                   *[many] Годинник комп’ютера відстає на { $minutes } хвилин ({ $destination })
                }
           *[fast]
                { $minutes ->
                    [one] Годинник комп’ютера поспішає на { $minutes } хвилину ({ $destination })
                    [few] Годинник комп’ютера поспішає на { $minutes } хвилини ({ $destination })
                   *[many] Годинник комп’ютера поспішає на { $minutes } хвилин ({ $destination })
                }
        }
    .passes = Годинник комп’ютера йде правильно
check-section =
    .fails = Немає рубрики
    .passes = Рубрику вказано
check-dateline =
    .fails = Немає місця й дати
    .passes = Місце й дату вказано
check-body =
    .fails = Матеріал без тексту
    .passes = Текст є
check-other =
    .fails = Гляньте: { $kind }
    .passes = Гаразд: { $kind }
place-paragraph = Абзац { $number }
place-headline = Заголовок
place-headline-short = Короткий заголовок
place-headline-web = Заголовок для вебу
place-deck = Підзаголовок
place-body = Текст
place-caption = Підпис
place-reader = Примітка для читачів
place-byline = Автори
place-section = Рубрика
place-dateline = Місце й дата
place-embargo = Ембарго
place-web-slug = Вебадреса
place-figure = Світлина

## Версії та редагування

revisions = Версії
rail-now = Зараз
rail-not-saved-as-revision = на диску, ще не версія
rail-revision = Версія { $number }
rail-compare = Порівняти
rail-compare-named = Порівняти версію { $number } з теперішнім текстом
rail-compare-now = Порівняти з теперішнім
rail-restore = Відновити
rail-restore-named = Відновити версію { $number } як нову
rail-none = Версій ще немає. Текст усе одно збережено.
revision-filed = надіслано редакторові
revision-sent_back = повернуто
revision-approved = схвалено
revision-published = опубліковано
revision-restored = відновлено
revision-merged = забрано додому
revision-rescued = врятовано
revision-saved = збережено
revision-failed = Цю версію не вдалося відкрити
life = Життя матеріалу: слова в часі, кожна точка — версія
compare-from = Старіша сторона
compare-to = Новіша сторона
comparison = Що змінилося
side-read = Прочитане востаннє
side-approved = Схвалене востаннє
side-published = Опубліковане востаннє
side-now = Зараз
side-revision = Версія { $number }
view-inline = У тексті
view-sides = Поруч
marks-changed = Ті самі слова з іншими позначками
review-pick = Виберіть матеріал ліворуч.
review-failed = Ці два тексти не вдалося порівняти
review-new-to-you = Нове для вас: увесь текст
review-words-since =
    { $count ->
        [one] слово змінено, відколи ви читали
        [few] слова змінено, відколи ви читали
        [many] слів змінено, відколи ви читали
       *[other] слова змінено, відколи ви читали
    }
review-words-between =
    { $count ->
        [one] слово змінено
        [few] слова змінено
        [many] слів змінено
       *[other] слова змінено
    }
review-moved =
    { $count ->
        [one] абзац переміщено
        [few] абзаци переміщено
        [many] абзаців переміщено
       *[other] абзаци переміщено
    }
news-number =
    { $count ->
        [one] число
        [few] числа
        [many] чисел
       *[other] числа
    }
news-name =
    { $count ->
        [one] ім’я
        [few] імені
        [many] імен
       *[other] імені
    }
news-quotation =
    { $count ->
        [one] цитата
        [few] цитати
        [many] цитат
       *[other] цитати
    }
news-negation =
    { $count ->
        [one] заперечення
        [few] заперечення
        [many] заперечень
       *[other] заперечення
    }
news-attribution =
    { $count ->
        [one] посилання на джерело
        [few] посилання на джерела
        [many] посилань на джерела
       *[other] посилання на джерела
    }
news-link =
    { $count ->
        [one] гіперпосилання
        [few] гіперпосилання
        [many] гіперпосилань
       *[other] гіперпосилання
    }
news-look = звірте
quote-changed = Змінено цитату. Чи ті самі слова в записі?
quote-ticked = Змінено цитату. Звірено: { $name }.
take-back = Скасувати
passage-moved = Переміщено сюди
passage-moved-away = Переміщено в інше місце: { $text }
passage-split = Відокремлено в абзац
passage-joined = Абзаци об’єднано
review-approved-by = Схвалено: саме цей текст · Версія { $number }, { $name }, { $time }
review-sent-back-note = Примітка, з якою повернуто
facts = Змінені відомості
fact-none = немає
fact-headline = Заголовок
fact-headline-short = Короткий заголовок
fact-headline-web = Заголовок для вебу
fact-deck = Підзаголовок
fact-byline = Автори
fact-credit = Авторство світлини
fact-caption = Підпис
fact-alt = Опис світлини
fact-creator = Автор світлини
fact-provider = Надано
fact-distributor = Розповсюджувач
fact-copyright = Авторське право
fact-usage = Умови використання
fact-illustrative = Лише як ілюстрація
fact-crop = Кадрування
fact-figure = Світлина
fact-image = Світлина
fact-lead = Головна світлина
fact-section = Рубрика
fact-tags = Теги
fact-dateline = Місце й дата
fact-place = Місце
fact-language = Мова
fact-web-slug = Вебадреса
fact-description = Опис
fact-credit-override = Авторство
fact-reader-note-kind = Вид примітки
fact-reader-note-language = Мова примітки
fact-reader-note-placement = Місце примітки
fact-usage-terms = Умови використання
fact-focal = Точка уваги
fact-asset = Світлина
fact-canonical = Канонічна адреса
fact-embed-target = Пов’язаний матеріал або сторінка
fact-embed-title = Назва вставки
fact-embed = Вставка
fact-reader-note = Примітка для читачів
fact-note = Примітка для читачів

## Архів

archive-find = Знайти
archive-find-hint = кілька літер заголовка або робочої назви
archive-found =
    { $count ->
        [one] { $count } матеріал
        [few] { $count } матеріали
        [many] { $count } матеріалів
       *[other] { $count } матеріалу
    }
archive-more = Показати ще

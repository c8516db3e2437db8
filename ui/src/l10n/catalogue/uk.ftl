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
action-tab-checks = Показати перевірки
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
start-later-destination = Додайте WordPress як місце публікації.
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
revision-rescued = врятовано
revision-saved = збережено
revision-failed = Цю версію не вдалося відкрити
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
review-approved-by = Версію { $number } схвалено: { $name }, { $time }
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
publish-note-kind = Примітка для читачів
publish-note-text = Що в ній сказано
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

## Налаштування

settings-sections = Розділи налаштувань
settings-house = Редакція
settings-members = Учасники
settings-people = Люди у друці
settings-destinations = Місця призначення
settings-looks = Це вікно
house-name = Назва редакції
house-name-hint = Читачі бачать її на кожній сторінці.
house-description = Речення про неї
house-description-hint = Стоїть унизу сторінки.
house-story-language = Мова нових матеріалів
house-time-zone = Часовий пояс друкованих дат
house-lists = Списки
house-sections = Рубрики
house-places = Місця
house-tags = Теги
house-placeholders = Слова, що заважають публікації
house-placeholders-hint = Крім TK. По одному в рядку.
one-a-line = По одному в рядку
house-credit = Рядок авторства
house-credit-hint = Зразок, як-от (Creator / Provider / Distributor)
house-rules = Правила
house-eyes = Друга пара очей
house-eyes-second =
    { $count ->
        [one] Щойно з’явиться другий учасник (зараз: вимкнено)
        [few] Щойно з’явиться другий учасник (зараз: увімкнено)
        [many] Щойно з’явиться другий учасник (зараз: увімкнено)
       *[other] Щойно з’явиться другий учасник (зараз: увімкнено)
    }
house-eyes-always = Завжди: схвалює хтось інший
house-eyes-never = Ніколи: можна схвалювати власний текст
person-photo-add = Світлина…
people-about = Хто друкується: автори та їхні картки під матеріалами. Людина — це не вхід у систему.
people-none = Ще нікого.
person-new = Нова людина
person-change = Змінити людину
person-name = Ім’я, як друкується
person-role = Посада
person-role-hint = Відділ міста
person-forms = Форми імені
person-form-en = Англійською
person-form-uk = Українською
person-short-bio = Коротка біографія
person-short-bio-hint = Одне-два речення під кожним матеріалом
person-long-bio = Повна біографія
person-links = Посилання
person-link-label = Назва посилання { $number }
person-link-label-hint = Назва
person-link-url = Адреса посилання { $number }
person-link-remove = Прибрати посилання { $number }
person-link-add = Додати посилання
person-photo-of = Світлина: { $name }
destinations = Місця призначення
destinations-about = Куди йдуть матеріали. Кожне має власні квитанції; пароль ніколи не повертається зі сховища ключів комп’ютера.
destination-needs-secret = потрібен пароль
destination-paused = призупинено: { $why }
destination-address = Адреса сайту
destination-name = Ваша назва
destination-login = Логін там
destination-private = Ця адреса на моєму комп’ютері чи в моїй мережі, і я цього хочу
destination-add = Додати й спитати
destination-not-added = Не додано
destination-remove = Прибрати
destination-remove-sure = Прибрати: що на сайті, те лишиться
wordpress-add = Додати WordPress
wordpress-about = У WordPress: Користувачі, Профіль, Паролі застосунків. Створіть пароль Copydesk і вставте сюди.
application-password = Пароль застосунку
application-password-hint = Не той, яким ви входите: створений там у вашому профілі.
new-secret = Новий пароль
secret-goes-to-keychain = Він іде до сховища ключів цього комп’ютера й ніколи не повертається.
secret-stays-in-memory = Він лишається в пам’яті, і його спитають під час кожного запуску.
secrets-memory = На цьому комп’ютері немає сховища ключів
secrets-memory-about = Паролі зберігаються лише в пам’яті, і їх питають під час кожного запуску.
probe = Спитати
probing = Питаю…
probe-ok = Відповідає: { $server }, як { $me }.
probe-not-ok = Матеріали ще не можуть туди йти.
probe-clock =
    { $count ->
        [one] Його годинник відрізняється від цього комп’ютера на { $count } хвилину.
        [few] Його годинник відрізняється від цього комп’ютера на { $count } хвилини.
        [many] Його годинник відрізняється від цього комп’ютера на { $count } хвилин.
       *[other] Його годинник відрізняється від цього комп’ютера на { $count } хвилини.
    }
pause = Призупинити
go-on = Продовжити
site-look = Подивитися
looks-language = Мова Copydesk
looks-theme = Тема
looks-size = Розмір тексту
looks-single-letters = Поодинокі літери — клавіші там, де не набирають текст
theme-system = Як у системі
theme-light = Світла
theme-dark = Темна
theme-now = Тема: { $theme }
about = Про Copydesk
about-version = Copydesk { $version }

## Стіл, який не вдалося відкрити або відкрито лише для читання

closed-looking = Стіл не відкрився. Дивимося, що там є…
closed-safe = Нічого не видалено і нічого не змінено.
closed-damaged = Базу даних столу пошкоджено
closed-damaged-about = Її не вдається прочитати. Таке буває через диск, що псується, або зникнення струму. Світлини й опубліковані сторінки лежать окремо, їх це не зачепило.
closed-newer = Цей стіл записав новіший Copydesk
closed-newer-about = Ваші матеріали цілі. Ця версія ({ $version }) їх не чіпає, щоб не зіпсувати того, чого не знає: стіл має формат { $found }, а ця версія знає формати до { $known }. Оновіть Copydesk і запустіть його знову.
closed-other-build = Цей стіл записала інша збірка Copydesk
closed-other-build-about = Ваші матеріали цілі. Установіть той Copydesk, яким користувалися досі, або новіший. Це версія { $version }.
closed-not-upgraded = Стіл не вдалося оновити
closed-not-upgraded-about = База даних точно така, як була до спроби цієї версії ({ $version }). Можна далі працювати з попереднім Copydesk.
closed-in-use = Цей стіл уже відкрито
closed-in-use-about = Його тримає інше вікно Copydesk або команда в терміналі. На стіл пише хтось один, щоб слова не загубилися між двома. Закрийте його там і спробуйте ще раз.
closed-read-only = Диск не приймає записів
closed-read-only-about = Столу на ньому ще немає, тож читати нема чого. Дозвольте запис у теку або запустіть Copydesk з текою на іншому диску.
closed-full = Диск заповнено
closed-full-about = Бракує місця, щоб відкрити стіл. Звільніть трохи й спробуйте ще раз.
closed-house = Налаштування редакції не читаються
closed-house-about = Рядок { $line } у house.toml в теці столу не такий, як треба: хтось правив його вручну. Виправте його або приберіть файл з теки, щоб почати зі звичних налаштувань; тоді спробуйте ще раз. Матеріалів у цьому файлі немає.
closed-broken = Стіл не вдалося відкрити
closed-broken-about = Спробуйте ще раз. Якщо не допоможе, перезапустіть комп’ютер і насамперед гляньте на теку.
closed-backups = Резервні копії, які відкриваються
closed-backups-about = Кожну щойно відкрито й перевірено. Набраного після її створення в копії немає; пошкоджена база лишається поруч, у теці «aside», і її ще може прочитати той, хто вміє.
closed-no-backups = Немає жодної копії, яка відкривається. Перш ніж щось робити, скопіюйте теку столу на інший диск і попросіть допомоги.
closed-backup-stories = { $count ->
    [one] { $count } матеріал
    [few] { $count } матеріали
    [many] { $count } матеріалів
   *[other] { $count } матеріалу
}
backup-daily = денна копія
backup-weekly = тижнева копія
backup-before-upgrade = зроблено перед оновленням
closed-before = Перед тим зроблено копію: { $time }, { $count ->
    [one] { $count } матеріал
    [few] { $count } матеріали
    [many] { $count } матеріалів
   *[other] { $count } матеріалу
}.
closed-open = Відкрити цю
closed-open-named = Відкрити копію від { $time }
closed-folder = Показати теку
closed-details = Для того, хто вам допомагає
closed-restored = Копію від { $time } відкрито. Пошкоджена база лишається в теці столу, у «aside». Що чекало на відправлення, спершу спитає вас.
no-writes-read-only = Диск не приймає записів.
no-writes-full = Диск заповнено.
no-writes-about = Стіл відкрито для читання: кожен матеріал можна читати й скопіювати звідси, змінити не можна нічого.
no-writes-still = Записати досі нічого не вдається. Читати можна все.

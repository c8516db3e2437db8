### Речення ядра українською: за видами, які називає ядро.

## Адреса і лінія

said-wire-address-is-none = Адреса сайту не є вебадресою.
said-wire-address-holds-password = В адресі сайту є пароль; введіть його в окреме поле.
said-wire-address-not-secret = Адреса сайту має починатися з https://, щоб ніхто не прочитав пароль.
said-wire-address-not-https = Адреса сайту має починатися з https://.
said-wire-address-names-no-site = В адресі не названо сайту.
said-wire-address-private = Адреса сайту належить приватній мережі; якщо так і треба, дозвольте це в налаштуваннях місця публікації.
said-wire-address-forwards = Адреса сайту перенаправляє на іншу; введіть ту іншу в налаштуваннях.
said-wire-cannot-be-sent = В адресі або паролі сайту є знаки, які не можна передати.
said-wire-no-secure-connections = Цей комп’ютер не може встановити захищене з’єднання.
said-wire-unreachable = До сайту не вдається дістатися.
said-wire-certificate = Сертифікат сайту не прийнято (перевірте годинник цього комп’ютера).
said-wire-timed-out = Сайт не відповів вчасно.
said-wire-line-dropped = Зв’язок із сайтом обірвався.
said-wire-answer-cut = Зв’язок обірвався, перш ніж відповідь сайту надійшла повністю.
said-wire-answer-too-large = Відповідь сайту більша за будь-яку очікувану.
said-wire-answer-unreadable = Сайт відповів не даними (попередження додатка або сторінка входу в цю мережу).
said-wire-page-address-is-none = Публічна адреса матеріалу не є вебадресою.
said-wire-page-forwards-for-ever = Публічна адреса матеріалу перенаправляє без кінця.

## Що каже будь-який сервер

said-wire-account-refused = Сайт не прийняв імені або пароля цього облікового запису.
said-wire-nothing-here = За цією адресою сайт не має того, що потрібно для публікації.
said-wire-no-longer-taken = Сайт більше не приймає того, що надсилає ця версія Copydesk.
said-wire-still-busy = Сайт іще зайнятий цим матеріалом.
said-wire-file-too-large = Сайт не приймає таких великих файлів.
said-wire-file-of-this-kind = Сайт не приймає файлів такого виду.
said-wire-story-not-taken = Сайт не приймає цього матеріалу таким, як він є.
said-wire-slower = Сайт просить сповільнитися.
said-wire-down = Сайт зараз не працює.
said-wire-failed = На сайті стався збій під час роботи.
said-wire-unexpected = Сайт відмовив, і причина незвична.

## Що каже WordPress

said-wire-wrong-password = Сайт не знає цього імені з цим паролем застосунку.
said-wire-may-not = Обліковому запису на сайті цього не дозволено.
said-wire-interface-off = Інтерфейс сайту для публікації вимкнено, або його постійні посилання встановлено на «простий» вид.
said-wire-story-deleted = Матеріал на сайті видалено.
said-wire-story-in-bin = Матеріал у кошику сайту.
said-wire-character-not-taken = База даних сайту не приймає якогось знака цього матеріалу.
said-wire-picture-not-taken = Сайт не приймає файлу цього зображення.
said-wire-picture-damaged = Зображення надійшло пошкодженим.
said-wire-author-gone = Цього автора на сайті вже немає.
said-wire-author-unknown = На сайті нікого не звати так, як автора.
said-wire-author-ambiguous = Так, як автора, на сайті звати кількох людей.
said-wire-author-not-ours = Цей обліковий запис може публікувати лише під власним іменем, а в підписі інше.
said-wire-section-unknown = Такої рубрики на сайті немає.
said-wire-tag-unknown = Якогось із тегів на сайті немає.
said-wire-reserved-then-dropped = Місце для матеріалу відведено, і тоді зв’язок обірвався.
said-wire-second-copy = На сайті є друга копія матеріалу, і вона не порожня.
said-wire-changed-there = Хтось змінив матеріал на сайті.
said-wire-saved-in-the-same-moment = Хтось зберіг матеріал на сайті в ту саму мить; написане ними є в редакціях на сайті.
said-wire-not-what-was-approved = На сайті не те, що було схвалено.
said-wire-state-not-taken = Сайт не прийняв нового стану матеріалу; там він чекає на людину.
said-wire-number-is-none = Номер матеріалу на сайті не є номером WordPress.
said-wire-no-place-yet = Матеріал іще не має місця на сайті.
said-wire-author-not-looked-up = Автора на сайті ще не знайдено.
said-wire-cannot-remove = Сайт не прибирає матеріалів ні на чиє слово; його можна відкликати або забрати від читачів.
said-wire-term-not-looked-up = Рубрику або тег на сайті ще не знайдено.
said-wire-picture-not-looked-up = Зображення на сайті ще не знайдено.

## Що каже Ghost

said-wire-key-form = Ключ Admin API має дві частини з двокрапкою між ними; скопіюйте його повністю з власної інтеграції в Ghost.
said-wire-key-unknown = Сайт не знає цього ключа Admin API.
said-wire-ghost-too-old = Цей сайт не є Ghost версії 5 або новішої.
said-wire-slug-of-the-site = Ця вебадреса потрібна самому сайтові.
said-wire-longer-than = Це задовго для сайту; він приймає щонайбільше знаків: { $most }.

## Що каже точка приймання

said-wire-secret-form = Секрет підпису починається з whsec_ і має щонайменше 24 знаки; скопіюйте його в приймача повністю.
said-wire-secret-unknown = Приймач не знає цього секрету підпису.
said-wire-clocks-apart = Годинники приймача й цього комп’ютера надто розходяться (перевірте годинник цього комп’ютера).
said-wire-contract-unknown = Приймач знає іншу версію контракту, ніж цей Copydesk.

## Що відомо ще до надсилання

said-wire-no-headline = Матеріал без заголовка.
said-wire-headline-too-long = Заголовок задовгий для сайту.
said-wire-no-byline = Матеріал без підпису, а сайт мусить назвати автора.
said-wire-slug-form = У вебадресі можуть бути лише малі латинські літери, цифри й поодинокі дефіси, щонайбільше 200.
said-wire-slug-taken = Інший матеріал на сайті вже має цю вебадресу.
said-wire-term-too-long = Рубрика або тег довші за 200 знаків.
said-wire-picture-without-file = Зображення не має файлу для надсилання.
said-wire-adapter-unknown = Ця версія Copydesk не вміє там публікувати. Оновіть Copydesk.

## Сайт у теці

said-wire-site-address-not-whole = Адреса сайту має бути повною, як https://news.example/.
said-wire-no-story-of-this-site = Цього матеріалу на цьому сайті немає.
said-wire-folder-picture-changed = Хтось змінив зображення в теці сайту.
said-wire-folder-not-empty = Відведене місце вже не порожнє.
said-wire-folder-story-gone = Матеріалу вже немає в теці сайту.
said-wire-folder-story-changed = Хтось змінив матеріал у теці сайту.
said-wire-folder-other-version = У теці сайту інша версія матеріалу.
said-wire-folder-other-desk = Інша редакція опублікувала на цьому сайті іншу версію матеріалу.
said-wire-folder-file-changed = Хтось змінив { $file } у теці сайту; збережіть написане деінде, приберіть його звідти й опублікуйте знову.
said-wire-folder-record-outside = Записи теки сайту пошкоджено: один із них називає файл поза нею.
said-wire-folder-records-damaged = Записи теки сайту пошкоджено.
said-wire-folder-record-missing = Записи теки сайту пошкоджено: одного бракує.
said-wire-folder-newer = Теку сайту записав новіший Copydesk; оновіть цей.
said-wire-folder-record-unwritten = Запис не вдалося записати.
said-wire-folder-list-closed = Список сайту не вдалося відкрити.
said-wire-folder-disk-full = Диск, на якому тека сайту, заповнено.
said-wire-folder-read-only = Цьому комп’ютерові не дозволено писати в теку сайту.
said-wire-folder-away = Теки сайту немає; чи під’єднано її диск?
said-wire-folder-in-the-way = Там, де теці сайту потрібен файл або тека, стоїть щось інше.
said-wire-folder-disk-fails = Диск, на якому тека сайту, відповів не так, як мав.
said-wire-theme-file = Файл теми { $file } непридатний; виправте його або приберіть, щоб узяти звичайний.
said-wire-theme-line = Файл теми { $file }, рядок { $line }, непридатний; виправте його або приберіть, щоб узяти звичайний.

## Чим відрізняється опубліковане

said-differs-in-bin = Матеріал у кошику сайту.
said-differs-page-closed = Читачі не можуть відкрити сторінки матеріалу.
said-differs-headline = Заголовок на сайті не такий, як схвалено.
said-differs-text = Текст на сайті не такий, як схвалено.
said-differs-summary = Підводка на сайті не така, як схвалено.
said-differs-web-address = Вебадреса на сайті не така, як схвалено.
said-differs-author = Автор на сайті не той, якого схвалено.
said-differs-section = Рубрика на сайті не та, яку схвалено.
said-differs-tags = Теги на сайті не такі, як схвалено.
said-differs-featured-image = Головне зображення на сайті не те, яке схвалено.
said-differs-page-headline = На сторінці немає заголовка.
said-differs-page-text = На сторінці немає тексту таким, як його схвалено.
said-differs-page-picture = На сторінці немає зображення.
said-differs-page-author = На сторінці немає імені автора.
said-differs-page-caption = На сторінці немає підпису або авторства зображення.
said-differs-not-in-folder = Матеріалу немає в теці.
said-differs-page-not-in-folder = Сторінки немає в теці.
said-differs-page-changed = Сторінку змінено після того, як її записано.
said-differs-page-of-another-text = Сторінка має інший текст, ніж схвалено.
said-differs-name-missing = На сторінці немає імені з підпису.
said-differs-picture-missing = Зображення немає, або його змінено.

## На що вказує перевірка зв’язку

said-remark-drafts-only = Цей обліковий запис може створювати там чернетки, але не публікувати.
said-remark-no-uploads = Цей обліковий запис не може завантажувати туди зображення.
said-remark-own-name-only = Цей обліковий запис може публікувати там лише під власним іменем.
said-remark-clock = Годинники цього комп’ютера і сайту розходяться більш ніж на дві хвилини.
said-remark-no-address = Сайт не має адреси, тому не має стрічки й карти сайту.
said-remark-set-aside = Хтось змінив сторінки сайту, що лише ведуть до матеріалів. Їх надруковано наново; що там стояло, збережено в теці .copydesk/aside.

## У чому відмовляє редакція

said-desk-spiked-or-archived = Матеріал знято або він в архіві. Спершу поверніть його.
said-desk-claim-in-review = Узяти можна лише матеріал на редагуванні.
said-desk-send-back-in-review = Повернути можна лише матеріал на редагуванні.
said-desk-approved-already = Саме цей текст уже схвалено, або матеріал знято чи він в архіві.
said-desk-no-approval = Немає схвалення цього тексту, яке можна відкликати.
said-desk-held-already = Матеріал уже притримано.
said-desk-not-held = Матеріал не притримано.
said-desk-hand-over-in-review = Передати можна лише матеріал на редагуванні.
said-desk-not-spiked = Матеріал не знято.
said-desk-not-archived = Матеріал не в архіві.
said-desk-no-embargo = На матеріалі немає ембарго.
said-desk-no-schedule = Часу публікації не призначено.
said-desk-nothing-to-take-back = Скасовувати нічого: відтоді хтось уже діяв.
said-desk-not-your-move = Скасувати цю дію може лише той, хто її зробив.
said-desk-no-such-move = Такої дії немає.
said-desk-editors-only = Це може лише редактор. Перейдіть до учасника, який ним є, або надішліть матеріал редакторові.
said-desk-senders-only = Це може лише редактор або випусковий.
said-desk-second-pair-of-eyes = Увесь цей текст написали ви. За правилом редакції його має схвалити хтось інший.
said-desk-clashes-open = Ту саму частину матеріалу змінено на двох комп’ютерах. Спершу оберіть одну з двох: схвалюється саме те, що отримають читачі.
said-desk-suggestions-pending = Є нерозглянуті пропозиції правок. Спершу прийміть або відхиліть їх: схвалюється саме те, що отримають читачі.
said-desk-suggestion-gone = Цієї пропозиції вже немає.
said-desk-nothing-said = Спершу щось напишіть.
said-desk-proposal-settled = Цю пропозицію вже розглянуто.
said-desk-proposal-newer = Це запропоновано в новішому Copydesk. Оновіть Copydesk, щоб прийняти.
said-desk-quote-unchanged = Ця цитата така, як була.
said-desk-chief-editor-only = За правилом редакції це може лише головний редактор.
said-desk-note-needed = Щоб повернути, потрібна примітка: скажіть, що зробити, перш ніж матеріал прийде знову.
said-desk-time-needed = Потрібен час, який іще не настав.
said-desk-to-whom = Скажіть, кому.
said-desk-section-unknown = Такої рубрики в редакції немає. Рубрики ведуть у налаштуваннях.
said-desk-embed-address = Вставці потрібна адреса, що починається з https:// або http://.
said-desk-crop-outside = Кадр виходить за межі зображення.
said-desk-canonical-address = Канонічна адреса починається з https:// або http://.
said-desk-priority-range = Пріоритет — число від 1 до 5.
said-desk-not-ignorable = Цього не можна оминути; це треба виправити.
said-desk-note-printed = Читачі вже бачили цю примітку. Напишіть іншу, яка скаже, що змінилося.
said-desk-member-name = Учасникові потрібне ім’я.
said-desk-member-role = Учасникові потрібна хоча б одна роль.
said-desk-person-name = Людині потрібне ім’я.
said-desk-time-zone = Такого часового поясу немає.
said-desk-no-place-chosen = Виберіть хоча б одне місце публікації.
said-desk-checks-block = Деякі перевірки ще не пускають цей матеріал. Відкрийте перевірки, щоб їх побачити.
said-desk-approve-too = Публікація схвалює цей текст від вашого імені. Спершу підтвердьте це.
said-desk-change-unsaid = Змінилося число, ім’я, цитата чи «не», які читачі вже бачили. Напишіть їм примітку або скажіть, чому вона не потрібна.
said-desk-note-unfinished = У примітці для читачів лишилася заглушка. Спершу впишіть, чого бракує.
said-desk-job-finished = Цю публікацію завершено.
said-desk-job-sending = Її саме надсилають. Дочекайтеся відповіді.
said-desk-destination-name = Дайте місцю публікації назву.
said-desk-destination-known = Це місце публікації вже є у списку.
said-desk-destination-busy = Туди ще щось прямує. Спершу зупиніть його.
said-desk-nothing-published = Там іще нічого не опубліковано.
said-desk-merge-open = Ви й хтось інший змінили ті самі місця. Для кожного виберіть, що отримають читачі.
said-desk-revision-newer = Цю версію записав новіший Copydesk. Оновіть Copydesk, щоб її відкрити.
said-desk-revision-damaged = Цю версію пошкоджено, і історія матеріалу не підтверджує її тексту. Інші версії та сам матеріал такі, як були.
said-desk-revision-proven = Збережену версію пошкоджено. Її текст відкрито з історії матеріалу й підтверджено гешем.
said-desk-restored = Цю редакцію відновлено з копії або скопійовано з іншого комп’ютера. Вона працює далі як новий пристрій; публікації, що були в дорозі, чекають у відправленні на ваше слово.

## Що стримує публікацію

said-hold-revoked = Схвалення відкликано до надсилання.
said-hold-spiked = Матеріал знято до надсилання.
said-hold-embargo = Ембарго ще не закінчилося.
said-hold-held = Матеріал притримано. Він рушить, коли його відпустять.
said-hold-by-person = Призупинила людина.
said-hold-no-secret = Немає пароля до цього сайту. Введіть його знову.
said-hold-earlier-under-way = У дорозі попередня версія.
said-hold-changed-there = Хтось змінив це там. Нічого не буде перезаписано, доки ви не виберете, що отримають читачі.
said-hold-in-bin = Матеріал там у кошику. Дістаньте його звідти або зупиніть цю публікацію.
said-hold-wrong-byline = Там стоїть чуже ім’я. Матеріал повернуто в чернетки там, де сайт це дозволяє.
said-hold-differs = Те, що бачать читачі, відрізняється від схваленого. { $differences }
said-hold-no-identifier = Позначення матеріалу там іще невідоме.
said-hold-not-the-approved = Збережена версія не є тим текстом, який схвалено.
said-hold-no-pictures = Не вдалося підготувати зображення матеріалу.

## Коли щось не так

said-fault-stale = Матеріал тим часом змінився. Його прочитано знову.
said-fault-misfit = Правка не пасує до тексту. Матеріал відкривається знову; ваші слова збережено.
said-fault-disk-full = Не збережено: диск заповнено. Ваш текст у пам’яті.
said-fault-disk-read-only = Не збережено: на диск не можна писати. Ваш текст у пам’яті.
said-fault-not-saved = Ще не збережено. Ваш текст у пам’яті, спроби зберегти тривають.
said-fault-moved = Текст змінився, відколи ви його бачили; нічого не зроблено. Погляньте ще раз.
said-fault-missing = Цього немає ({ $what }).
said-fault-read-only = На цей диск не можна писати. Кожен матеріал можна прочитати й вивантажити; нічого не змінено.
said-fault-house = house.toml не вдається прочитати: рядок { $line } не такий, як має бути. Файл лишився, як був.
said-fault-house-disk = house.toml не вдалося прочитати або записати.
said-fault-text = Щось не так із текстом матеріалу ({ $what }). Збережене в безпеці.
said-fault-newer = Це записав новіший Copydesk. Оновіть Copydesk, щоб відкрити.
said-fault-damaged = Збережено не те, що було записано. Запустіть doctor; резервні копії в теці даних.
said-fault-full = Диск заповнено. Збережене в безпеці.
said-fault-busy = Базу даних тримає інша програма. Спробуйте ще раз.
said-fault-disk = Диск відповів помилкою. Збережене в безпеці.
said-fault-broken = Щось не працює ({ $what }). Збережене в безпеці.

## Світлини

said-photo-not-a-picture = Цей файл не є зображенням JPEG, PNG або WebP.
said-photo-other-kind = Це файл { $kind }. Copydesk приймає JPEG, PNG і WebP: збережіть зображення в одному з них і спробуйте ще раз.
said-photo-too-many-bytes = Файл має { $megabytes } МБ. Copydesk приймає зображення до { $limit_megabytes } МБ.
said-photo-too-many-pixels = Зображення має { $width } на { $height } пікселів. Copydesk приймає зображення до { $limit_megapixels } млн пікселів.
said-photo-too-much-memory = Щоб відкрити це зображення, треба { $megabytes } МБ пам’яті, більше за { $limit_megabytes } МБ, які дає Copydesk. Вистачить меншого його варіанта.
said-photo-truncated = Файл закінчується раніше за зображення: частини бракує. Візьміть його знову там, звідки він.
said-photo-damaged = Файл пошкоджено, його не вдається прочитати як { $format }. Візьміть його знову там, звідки він.
said-photo-unsupported = Це зображення { $format } збережено так, що Copydesk не може його відкрити ({ $what }). Збережіть його знову як звичайне { $format } і спробуйте ще раз.
said-photo-animation = Цей файл { $format } — анімація. Copydesk приймає нерухомі зображення.
said-photo-bad-crop = Кадр виходить за межі зображення.
said-photo-bad-width = Ширина має бути щонайменше один піксель.
said-photo-too-much-text = Підпис, автор і права разом задовгі, щоб записати їх у зображення ({ $bytes } байтів із { $limit_bytes }).
said-photo-not-written = Зображення не вдалося записати як { $format }.
said-photo-bad-frame = Частина Copydesk, що відкриває зображення, відповіла не так, як очікувалося. Матеріал не змінено; спробуйте ще раз.

## Вставляння

said-paste-too-large = Це забагато, щоб вставити за раз ({ $megabytes } МБ). Вставте частинами; ваш текст такий, як був.
said-paste-too-deep = Цього не можна вставити: вкладення надто глибоке. Ваш текст такий, як був.
said-paste-too-many = Цього не можна вставити: забагато частин. Вставте частинами; ваш текст такий, як був.
said-left-out-pictures =
    { $count ->
        [one] { $count } зображення
        [few] { $count } зображень
        [many] { $count } зображень
       *[other] { $count } зображення
    }
said-left-out-pages =
    { $count ->
        [one] { $count } вбудованої сторінки
        [few] { $count } вбудованих сторінок
        [many] { $count } вбудованих сторінок
       *[other] { $count } вбудованої сторінки
    }
said-left-out-recordings =
    { $count ->
        [one] { $count } відео чи звуку
        [few] { $count } відео чи звуків
        [many] { $count } відео чи звуків
       *[other] { $count } відео чи звуку
    }
said-left-out-drawings =
    { $count ->
        [one] { $count } малюнка
        [few] { $count } малюнків
        [many] { $count } малюнків
       *[other] { $count } малюнка
    }
said-left-out-formulas =
    { $count ->
        [one] { $count } формули
        [few] { $count } формул
        [many] { $count } формул
       *[other] { $count } формули
    }
said-left-out-links =
    { $count ->
        [one] { $count } посилання, що не веде ні в мережу, ні до скриньки
        [few] { $count } посилань, що не ведуть ні в мережу, ні до скриньки
        [many] { $count } посилань, що не ведуть ні в мережу, ні до скриньки
       *[other] { $count } посилання, що не веде ні в мережу, ні до скриньки
    }

## Виклики й система

said-call-bad = Щось у цьому вікні попросило того, чого немає. Нічого не зроблено.
said-call-door = Ці двері туди не ведуть.
said-call-crashed = Щось зламалося всередині. Ваш текст у безпеці; спробуйте ще раз.
said-shut-is-closed = Стіл не відкрито. Нічого не зроблено.
said-shut-is-open = Стіл відкрито: його тексти в ньому. Нічого не зроблено.
said-shut-not-by-backup = Резервна копія тут не допоможе. Нічого не зроблено.
said-shut-unreadable = З бази нічого не вдається прочитати. Нічого не змінено. Скопіюйте теку столу на інший диск і попросіть допомоги.
said-shut-not-there = Тексти не вдалося туди записати. У столі нічого не змінено. Виберіть інше місце.
said-host-not-a-file = Це не файл на цьому комп’ютері.
said-host-unreadable = Файл не вдалося прочитати.
said-host-larger-than-ours = Файл більший, ніж може бути файл матеріалу. Нічого не змінено.
said-host-unwritable = Копію не вдалося туди записати. Виберіть інше місце.
said-host-no-folders = На цьому комп’ютері немає програми, яка відкриває теки.
said-host-no-pages = На цьому комп’ютері немає програми, яка відкриває сторінки.
said-host-no-window = Для цього потрібне вікно. З командного рядка користуйтеся шляхами й адресами.

## Файли матеріалів і архів редакції

said-file-not-sealed = Це не файл матеріалу й не архів Copydesk. Нічого не змінено.
said-file-needs-passphrase = Цей файл замкнено парольною фразою. Запитайте її у відправника.
said-file-wrong-passphrase = Файл замкнено іншою парольною фразою. Нічого не змінено.
said-file-not-for-us = Цей файл замкнено для іншого столу. Попросіть відправника замкнути його для цього столу або парольною фразою. Нічого не змінено.
said-file-damaged = Файл пошкоджено: дорогою його обрізано або змінено. Нічого не змінено. Попросіть відправника надіслати його ще раз.
said-file-too-large = У файлі більше, ніж дозволено ({ $what }). Нічого не змінено.
said-file-newer = Файл записано новішим Copydesk. Оновіть Copydesk, щоб його відкрити. Нічого не змінено.
said-file-strange = У файлі немає того, що має бути в такому файлі. Нічого не змінено.
said-file-not-the-text = Те, що файл каже про свій текст, не відповідає самому тексту. Нічого не змінено.
said-file-in-our-name = У файлі є записи від імені цього столу, яких цей стіл ніколи не робив. Нічого не змінено.
said-file-nothing-in-common = Ця копія не має спільної версії з матеріалом тут, тож їх не звести разом. Попросіть повний файл матеріалу. Нічого не змінено.
said-file-two-histories = Дві історії цього матеріалу мають ту саму позначку; одна з них походить із відновленої резервної копії. Нічого не змінено.
said-file-key-changed = Файл підписано іншим ключем, ніж раніше. Запитайте у відправника слова його ключа й підтвердьте, що запитали. Нічого не змінено.
said-file-bad-recipient = Це не ключ, яким можна замкнути файл.
said-file-no-reader = Оберіть, для кого файл, або задайте парольну фразу.
said-file-short-passphrase = Парольна фраза має щонайменше 8 знаків. Краще чотири слова.
said-file-not-written = Файл не вдалося записати. Оберіть інше місце.
said-file-not-empty = У цій теці щось є. Оберіть порожню.
said-file-clash-settled = Хтось уже обрав.
said-file-archive-damaged = Архів записано, але він не відкривається. Не покладайтеся на нього; зробіть інший.
said-work-stopped = Зупинено на ваше прохання. Нічого не записано й не змінено.

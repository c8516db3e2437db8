### Налаштування і стіл, який не відкрився, українською.

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
house-late = Copydesk був закритий, коли матеріал мав вийти
house-late-asks = Сказати, на скільки він запізнився, і запитати
house-late-goes = Випустити його, щойно Copydesk знову відкрито
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
address = Публічна адреса…
address-label = Публічна адреса
address-about = Де сайт є в мережі. Без неї немає стрічки й карти сайту, і саме її бачать пошукові системи та інші програми.
address-hint = Як-от https://news.example.org/. Порожньо: адреси немає, а отже й стрічки та карти сайту.
address-keep = Зберегти
address-keeping = Друкується…
address-not-kept = Не збережено
address-printing = Усі сторінки друкуються заново
address-uploading = Сторінки вивантажуються
address-where = за адресою { $address }
address-first = Збережено. Вона стоятиме на кожній сторінці від першої публікації.
address-none = Сайт не має публічної адреси.
address-done =
    { $count ->
        [one] Адреса стоїть на сторінках { $count } матеріалу й на всіх списках. Є стрічка й карта сайту.
        [few] Адреса стоїть на сторінках { $count } матеріалів і на всіх списках. Є стрічка й карта сайту.
        [many] Адреса стоїть на сторінках { $count } матеріалів і на всіх списках. Є стрічка й карта сайту.
       *[other] Адреса стоїть на сторінках { $count } матеріалу й на всіх списках. Є стрічка й карта сайту.
    }
address-taken =
    { $count ->
        [one] Адресу прибрано зі сторінок { $count } матеріалу й з усіх списків; стрічки й карти сайту більше немає.
        [few] Адресу прибрано зі сторінок { $count } матеріалів і з усіх списків; стрічки й карти сайту більше немає.
        [many] Адресу прибрано зі сторінок { $count } матеріалів і з усіх списків; стрічки й карти сайту більше немає.
       *[other] Адресу прибрано зі сторінок { $count } матеріалу й з усіх списків; стрічки й карти сайту більше немає.
    }
address-not-uploaded = У теці вона вже є, а там, куди вивантажується сайт, ще ні. Її принесе туди наступна публікація.
address-theirs = Хтось змінив або прибрав це в теці, тож його залишено як є: { $pages }
address-owed = Частина сторінок іще така, як до зміни адреси. Наступна публікація на сайт надрукує їх заново.
address-print-now = Надрукувати зараз
upload = Вивантажувати…
upload-to = Також вивантажувати
upload-about = Тека лишається на цьому комп’ютері. Опубліковане спершу йде туди, а сторінки, що ведуть до нього, — останніми.
upload-kind-none = Нікуди
upload-kind-sftp = На сервер, через SFTP
upload-kind-s3 = До сховища, що знає S3
upload-server = Сервер
upload-server-hint = news.example або, з портом, news.example:2222
upload-account = Логін там
upload-under = Тека там
upload-under-hint = Вона вже має бути; порожньо: там, де починає обліковий запис
upload-secret-sftp = Пароль або приватний ключ
upload-secret-sftp-hint = Ключ такий, як у файлі, без парольної фрази. Порожньо: ключі, які має ssh на цьому комп’ютері.
upload-service = Адреса служби
upload-bucket = Відро (bucket)
upload-region = Регіон
upload-region-hint = Як його називає служба; порожньо, якщо регіонів немає
upload-access-key = Ключ доступу
upload-secret-s3 = Секретний ключ
upload-prefix = Під назвою
upload-prefix-hint = З чого починаються всі назви; порожньо: усе відро
upload-secret-kept = Порожньо: той, що вже є.
upload-fingerprint = Ключ сервера, якому довірено
upload-computer-keys = Брати ключі цього комп’ютера, а пароль чи ключ забути
upload-keep = Зберегти й спитати
upload-trust = Довіритися цьому ключеві
upload-not-kept = Ще не збережено
upload-where = також на { $address }
wordpress-add = Додати WordPress
wordpress-about = У WordPress: Користувачі, Профіль, Паролі застосунків. Створіть пароль Copydesk і вставте сюди.
ghost-add = Додати Ghost
ghost-about = У Ghost: Налаштування, Інтеграції, Додати власну інтеграцію. Назвіть її Copydesk і вставте сюди її ключ Admin API. Адреса — та, під якою відкриваються редакторські сторінки Ghost, без /ghost.
admin-key = Ключ Admin API
admin-key-hint = Дві частини з двокрапкою між ними, з власної інтеграції в Ghost.
endpoint-add = Додати власну CMS
endpoint-about = Для CMS, що знає контракт Copydesk: підписаний POST для кожного матеріалу, у форматі ninjs. Контракт і готовий приймач ваш інженер знайде в docs/destinations.md.
endpoint-address = Адреса її точки приймання
signing-secret = Секрет підпису
signing-secret-hint = Починається з whsec_; його має той, хто налаштував приймач.
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
probe-ok-nobody = Відповідає: { $server }.
probe-not-ok = Матеріали ще не можуть туди йти.
pause = Призупинити
go-on = Продовжити
site-look = Подивитися
looks-language = Мова Copydesk
looks-theme = Тема
looks-size = Розмір тексту
looks-single-letters = Поодинокі літери — клавіші там, де не набирають текст
looks-session = Запускати Copydesk непомітно, коли я входжу в систему
looks-session-about = Тоді заплановані матеріали виходять, хоч вікна й не відкрито. Якщо комусь треба глянути, вікно з’явиться саме; закрити його — ще не вийти: для цього в меню є «Вийти».
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
closed-texts = Зберегти тексти…
closed-texts-about = Усе, що ще читається з ваших матеріалів, можна записати до вибраної теки простим текстом, по файлу на матеріал. Стіл лишиться, як був.
closed-texts-saved =
    { $whole ->
        [one] { $whole } текст записано повністю
        [few] { $whole } тексти записано повністю
        [many] { $whole } текстів записано повністю
       *[other] { $whole } тексту записано повністю
    } до теки «{ $folder }».
closed-texts-part =
    { $part ->
        [one] У { $part } матеріалі дещо не прочиталося: назва його файлу закінчується на «(part)»
        [few] У { $part } матеріалах дещо не прочиталося: назви їхніх файлів закінчуються на «(part)»
        [many] У { $part } матеріалах дещо не прочиталося: назви їхніх файлів закінчуються на «(part)»
       *[other] У { $part } матеріалах дещо не прочиталося: назви їхніх файлів закінчуються на «(part)»
    }, поруч лежить остання версія, яку вдалося прочитати.
closed-texts-lost =
    { $lost ->
        [one] { $lost } не вдалося прочитати зовсім.
        [few] { $lost } не вдалося прочитати зовсім.
        [many] { $lost } не вдалося прочитати зовсім.
       *[other] { $lost } не вдалося прочитати зовсім.
    }
closed-folder = Показати теку
closed-details = Для того, хто вам допомагає
closed-restored = Копію від { $time } відкрито. Пошкоджена база лишається в теці столу, у «aside». Що чекало на відправлення, спершу спитає вас.
no-writes-read-only = Диск не приймає записів.
no-writes-full = Диск заповнено.
no-writes-about = Стіл відкрито для читання: кожен матеріал можна читати й скопіювати звідси, змінити не можна нічого.
no-writes-still = Записати досі нічого не вдається. Читати можна все.

# Каталог друку українською: що сторінка каже, крім самого тексту.

language-name = Українська

byline-by = { $count ->
    [1] Автор: { $names }
   *[other] Автори: { $names }
}
byline-additional_reporting = Також над матеріалом працювали: { $names }
byline-editing = { $count ->
    [1] Редактор: { $names }
   *[other] Редактори: { $names }
}
byline-photos = Фото: { $names }
list-between = { ", " }
list-last = { " і " }
byline-between = { ". " }

min-read = { $minutes ->
    [one] { $minutes } хвилина читання
    [few] { $minutes } хвилини читання
   *[many] { $minutes } хвилин читання
}
published = Опубліковано { $time }
updated = Оновлено { $time }

note-update = Від редакції
note-clarification = Уточнення
note-correction = Виправлення
note-editors_note = Від редакції
note-withdrawal = Відкликано
kind-update = Оновлення
kind-clarification = Уточнення
kind-correction = Виправлення
kind-editors_note = Від редакції
kind-withdrawal = Відкликано
note-to-readers = Примітка для читачів
label-colon = { $label }:
withdrawn-title = Цей матеріал відкликано
withdrawn-story = Відкликаний матеріал

draft-update = Матеріал оновлено: TK.
draft-clarification = Матеріал змінено, щоб уточнити: TK.
draft-correction = У попередній версії цього матеріалу йшлося: TK.
draft-correction-now = У попередній версії цього матеріалу йшлося: «{ $old }». Правильно: «{ $new }».
draft-correction-gone = У попередній версії цього матеріалу йшлося: «{ $old }». Це було помилкою.
draft-editors_note = TK
draft-withdrawal = Матеріал відкликано, бо TK.

illustrative = Ілюстративне фото
illustrative-caption = Ілюстративне фото: { $caption }
related = До теми
related-story = Матеріал до теми
portrait-of = Портрет: { $name }
embed-from = З сайту { $host }
embed-elsewhere = З іншого сайту
embed-about = Сторінка іншого сайту. З неї нічого не завантажується, доки ви її не відкриєте.
embed-open = Відкрити на { $host }

skip-story = Перейти до матеріалу
skip-news = Перейти до новин
sections = Рубрики
all = Усі
corrections = Виправлення
all-corrections = Усі виправлення
no-corrections = Оновлень і виправлень ще не було.
updated-and-corrected = Оновлено й виправлено
notes-to-readers = Примітки для читачів
news-feed = Стрічка новин
no-news = Матеріалів ще немає.
show-more = Показати більше
latest = До найновіших
feed = Стрічка
feed-atom = Стрічка (Atom)
authors = Автори
about = Про сайт
write-to-the-desk = Написати редакції
read-more = Докладніше
topics = Теми
who-wrote-this = Хто написав цей матеріал
page-number = сторінка { $number }
moved-title = Цю сторінку перенесено
moved-here = Матеріал тепер тут:
foot = { $name } виправляє помилки відкрито: що було не так, як правильно і коли це змінено, видно в матеріалі й на сторінці виправлень.

date = { $day } { $month } { $year }
date-this-year = { $day } { $month }
date-time = { $date }, { $time } { $zone }
date-time-short = { $date }, { $time }
day-heading = { $weekday }, { $date }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
month = { $n ->
    [1] січня
    [2] лютого
    [3] березня
    [4] квітня
    [5] травня
    [6] червня
    [7] липня
    [8] серпня
    [9] вересня
    [10] жовтня
    [11] листопада
   *[12] грудня
}
month-short = { $n ->
    [1] січ.
    [2] лют.
    [3] бер.
    [4] квіт.
    [5] трав.
    [6] черв.
    [7] лип.
    [8] серп.
    [9] верес.
    [10] жовт.
    [11] листоп.
   *[12] груд.
}
weekday = { $n ->
    [1] Понеділок
    [2] Вівторок
    [3] Середа
    [4] Четвер
    [5] П’ятниця
    [6] Субота
   *[7] Неділя
}
on-date = { $date }
on-weekday = { $n ->
    [1] у понеділок
    [2] у вівторок
    [3] у середу
    [4] у четвер
    [5] у п’ятницю
    [6] у суботу
   *[7] у неділю
}

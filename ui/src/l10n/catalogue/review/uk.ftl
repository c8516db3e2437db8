# Перевірка: хто що написав, журнал.
action-view-authors = Хто що написав
action-view-approved = Що змінилося після схвалення
action-log-show = Журнал матеріалу
view-authors = Хто що написав
authors-failed = Не вдалося показати, хто що написав.
authors-nobody = Невідомо
authors-shares = Автори та їхні частки тексту
authors-percent = { $percent } %
authors-how = Клацніть слова або проходьте їх клавішами J, K та стрілками: Enter скаже, хто й коли їх написав.
authors-passage = { $name }: { $text }
authors-told = Вибрані слова
authors-when = Написано
authors-from-to = { $from } – { $to }
authors-time-unknown = невідомо коли
authors-where = Де
authors-came = З’явилося у
authors-revision = Версія { $number }
authors-no-revision = ще в жодній версії
authors-brought = Перенесено або повернуто
log = Журнал матеріалу
log-about = Усе, що з ним відбувалося, від найновішого.
log-save = Зберегти копію…
log-failed = Не вдалося показати журнал.
log-empty = Ще нічого не відбулося.
log-when = Коли
log-who = Хто
log-what = Що
log-where = Де

# Лоток редактора.
row-answers =
    { $count ->
        [one] відповідь на { $count } вашу примітку
        [few] відповідь на { $count } ваші примітки
        [many] відповідь на { $count } ваших приміток
       *[other] відповідь на { $count } вашої примітки
    }
row-for = для: { $name }
row-waits = чекає { $time }
row-overdue = треба було здати до { $time }
take-over = Перебрати на себе

# Дії.
action-story-undo = Скасувати останню дію
done-undone = Скасовано: наче цього й не було.
take-back-move = Скасувати: { $move }
move-filed = Надіслати редакторові
move-claimed = Читати
move-sent_back = Повернути
move-approved = Схвалити
move-approval_revoked = Відкликати схвалення
move-held = Притримати
move-released = Відпустити
move-handed_over = Передати
move-spiked = Зняти
move-unspiked = Повернути зняте
move-archived = До архіву
move-reopened = Дістати з архіву
move-embargo_set = Встановити ембарго
move-embargo_lifted = Зняти ембарго
move-scheduled = Призначити час публікації
move-unscheduled = Скасувати час публікації
move-undone = Скасувати

# Життя матеріалу.
flag-filed = надіслано редакторові
    .mark = Н
flag-sent_back = повернуто
    .mark = П
flag-approved = схвалено
    .mark = С
flag-published = опубліковано
    .mark = О
flag-corrected = опубліковано з виправленням
    .mark = В
flag-withdrawn = відкликано
    .mark = Х
life-revision = Версія
life-who = Хто
life-when = Коли
life-words = Слова
life-what = Що сталося

# Запитання.
ask-propose = Запропонувати інше значення
ask-gone =
    { $count ->
        [one] { $count } пропозиція, якої вже немає
        [few] { $count } пропозиції, яких уже немає
        [many] { $count } пропозицій, яких уже немає
       *[other] { $count } пропозиції, яких уже немає
    }
ask-fate-accepted = прийнято: { $name }
ask-fate-rejected = відхилено: { $name }
ask-fate-overwritten = слова вилучено: { $name }

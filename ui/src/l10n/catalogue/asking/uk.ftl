### Питання й пропозиції, українською.

action-comment-add = Коментувати
action-asking-next = Наступний коментар або пропозиція
action-asking-previous = Попередній коментар або пропозиція
action-tab-asking = Показати коментарі й пропозиції
action-suggest-mode = Пропонувати, а не змінювати
action-suggestion-accept = Прийняти пропозицію
action-suggestion-reject = Відхилити пропозицію
tab-asking = Коментарі
ask-what = Коментарі й пропозиції
ask-mention = Попросити когось поглянути
ask-comment = Коментар
ask-comment-words = Коментар до виділених слів
ask-comment-figure = Коментар до світлини
ask-comment-fact = Коментар до цього поля
ask-comment-story = Коментар до всього матеріалу
ask-on-words = до «{ $quote }»
ask-on-story = до всього матеріалу
ask-on-fact = до: { $name }
ask-thread-by = Коментар від { $name } { $about }
ask-text-gone = Цього тексту вже немає
ask-did-opened = коментар
ask-did-replied = відповідь
ask-did-resolved = вирішено
ask-did-reopened = відкрито знову
ask-did-proposed = пропозиція
ask-did-accepted = прийнято
ask-did-rejected = відхилено
ask-reply = Відповісти
ask-resolve = Вирішено
ask-reopen = Відкрити знову
ask-in-revision = запитано у версії { $number }
ask-asks-me = вас просять поглянути
ask-accept = Прийняти
ask-reject = Відхилити
ask-accept-all = Прийняти всі
ask-reject-all = Відхилити всі
ask-accept-by = Прийняти всі від { $name }
ask-reject-by = Відхилити всі від { $name }
ask-suggestion-by = Пропозиція від { $name }
ask-suggests-insert = вставити
ask-suggests-delete = вилучити
ask-suggests-replace = замінити
ask-suggests-format = змінити вигляд
ask-suggests-block = змінити абзац
ask-suggesting = Пропоную
ask-suggestions =
    { $count ->
        [one] { $count } пропозиція
        [few] { $count } пропозиції
        [many] { $count } пропозицій
       *[other] { $count } пропозиції
    }
ask-approval-waits =
    { $count ->
        [one] Схвалення чекає: { $count } пропозицію не прийнято й не відхилено
        [few] Схвалення чекає: { $count } пропозиції не прийнято й не відхилено
        [many] Схвалення чекає: { $count } пропозицій не прийнято й не відхилено
       *[other] Схвалення чекає: { $count } пропозиції не прийнято й не відхилено
    }
ask-comments =
    { $count ->
        [one] { $count } відкритий коментар
        [few] { $count } відкриті коментарі
        [many] { $count } відкритих коментарів
       *[other] { $count } відкритого коментаря
    }
ask-resolved =
    { $count ->
        [one] { $count } вирішений коментар
        [few] { $count } вирішені коментарі
        [many] { $count } вирішених коментарів
       *[other] { $count } вирішеного коментаря
    }
ask-note-of = Про що просить { $name } у версії { $number }
ask-answers =
    { $count ->
        [one] виконано { $count } прохання
        [few] виконано { $count } прохання
        [many] виконано { $count } прохань
       *[other] виконано { $count } прохання
    }

### Asking and suggesting, in English.

action-comment-add = Comment
action-asking-next = Next comment or suggestion
action-asking-previous = Previous comment or suggestion
action-tab-asking = Show comments and suggestions
action-suggest-mode = Suggest instead of changing
action-suggestion-accept = Accept the suggestion
action-suggestion-reject = Reject the suggestion
tab-asking = Comments
ask-what = Comments and suggestions
ask-mention = Ask somebody to look
ask-comment = Comment
ask-comment-words = Comment on the selected words
ask-comment-figure = Comment on the picture
ask-comment-fact = Comment on this detail
ask-comment-story = Comment on the whole story
ask-on-words = on “{ $quote }”
ask-on-story = on the whole story
ask-on-fact = on: { $name }
ask-thread-by = Comment by { $name } { $about }
ask-text-gone = The text is gone
ask-did-opened = commented
ask-did-replied = replied
ask-did-resolved = resolved it
ask-did-reopened = took it up again
ask-did-proposed = proposed
ask-did-accepted = accepted it
ask-did-rejected = rejected it
ask-reply = Reply
ask-resolve = Resolve
ask-reopen = Take up again
ask-in-revision = asked in revision { $number }
ask-asks-me = asks you to look
ask-accept = Accept
ask-reject = Reject
ask-accept-all = Accept all
ask-reject-all = Reject all
ask-accept-by = Accept all by { $name }
ask-reject-by = Reject all by { $name }
ask-suggestion-by = Suggestion by { $name }
ask-suggests-insert = inserts
ask-suggests-delete = deletes
ask-suggests-replace = replaces
ask-suggests-format = formats
ask-suggests-block = changes the paragraph
ask-suggesting = Suggesting
ask-suggestions =
    { $count ->
        [one] 1 suggestion
       *[other] { $count } suggestions
    }
ask-approval-waits =
    { $count ->
        [one] Approval waits: 1 suggestion is neither accepted nor rejected
       *[other] Approval waits: { $count } suggestions are neither accepted nor rejected
    }
ask-comments =
    { $count ->
        [one] 1 open comment
       *[other] { $count } open comments
    }
ask-resolved =
    { $count ->
        [one] 1 resolved comment
       *[other] { $count } resolved comments
    }
ask-note-of = What { $name } asked for in revision { $number }
ask-answers =
    { $count ->
        [one] answers 1 of the notes
       *[other] answers { $count } of the notes
    }

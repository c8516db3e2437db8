# Review: who wrote what, the log.
action-view-authors = Who wrote what
action-view-approved = What changed since approval
action-log-show = Log of the story
view-authors = Who wrote what
authors-failed = Who wrote what cannot be shown.
authors-nobody = Unknown
authors-shares = Authors and their shares of the text
authors-percent = { $percent } %
authors-how = Click on words, or go through them with J, K and the arrows: Enter tells who wrote them, and when.
authors-passage = { $name }: { $text }
authors-told = The words that are chosen
authors-when = Written
authors-from-to = { $from } – { $to }
authors-time-unknown = at an unknown time
authors-where = On
authors-came = Came in
authors-revision = Revision { $number }
authors-no-revision = no revision yet
authors-brought = Moved or brought back by
log = Log of the story
log-about = Everything that happened to it, the latest first.
log-save = Save a copy…
log-failed = The log cannot be shown.
log-empty = Nothing has happened yet.
log-when = When
log-who = Who
log-what = What
log-where = On

# The editor's tray.
row-answers =
    { $count ->
        [one] answers { $count } of your notes
       *[other] answers { $count } of your notes
    }
row-for = for { $name }
row-waits = waits { $time }
row-overdue = was due { $time }
take-over = Take over

# Moves.
action-story-undo = Take the last move back
done-undone = Taken back: as if it had never been done.
take-back-move = Take back: { $move }
move-filed = Send to an editor
move-claimed = Read it
move-sent_back = Send back
move-approved = Approve
move-approval_revoked = Take the approval back
move-held = Hold
move-released = Release
move-handed_over = Hand over
move-spiked = Spike
move-unspiked = Bring back
move-archived = Archive
move-reopened = Take out of the archive
move-embargo_set = Set an embargo
move-embargo_lifted = Lift the embargo
move-scheduled = Set a time to publish
move-unscheduled = Take the time to publish back
move-undone = Take back

# The story's life.
flag-filed = sent to an editor
    .mark = F
flag-sent_back = sent back
    .mark = B
flag-approved = approved
    .mark = A
flag-published = published
    .mark = P
flag-corrected = published with a correction
    .mark = C
flag-withdrawn = withdrawn
    .mark = W
life-revision = Revision
life-who = Who
life-when = When
life-words = Words
life-what = What happened

# Asking.
ask-propose = Propose another value
ask-gone =
    { $count ->
        [one] { $count } suggestion that is gone
       *[other] { $count } suggestions that are gone
    }
ask-fate-accepted = accepted by { $name }
ask-fate-rejected = rejected by { $name }
ask-fate-overwritten = { $name } took its words away

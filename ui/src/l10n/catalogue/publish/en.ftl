### Publishing and the outbox, in English.

## Publishing

publish-title = Publish
publish-title-first = Publish revision { $number }
publish-title-update = Publish revision { $number } as an update
publish-preview = As readers will see it
publish-as-readers = As readers will see it
publish-first-about = Readers have not seen this story yet.
publish-live-since = Live since { $time }.
publish-words-changed =
    { $count ->
        [0] Not a word changed.
        [one] 1 word changed: do readers need a note?
       *[other] { $count } words changed: do readers need a note?
    }
publish-note-text = Note to readers
change-kind = What kind of change is this?
change-typo = Typo: no note
change-weighty = What readers have seen and would now read differently
change-noted = A note to readers stands in the text already; it goes with this update.
change-unfinished = TK stands for what only you know. Put it in, or choose another kind.
change-reason = Why readers need no note
change-reason-about = A number, a name, a quotation or a “not” changed. The reason is kept with the revision; readers do not see it.
publish-where = Where it goes
publish-nowhere = There is no destination. Add one in the settings.
publish-live-revision = live, revision { $number }
intent-will-publish = Will publish
intent-will-update = Will update
intent-same = Already there
intent-will-wait = Will wait
intent-look-first = Look first
intent-nothing = Nothing there
publish-approves-too = You approve your own text. It is recorded as approved by its author.
publish-now = Publish now
publish-update-now = Publish update now
publish-later = Schedule…
publish-not-later = Now instead
publish-then = Schedule
publish-at = Publish at
publish-at-past = This time is past.
publish-sending = Queueing…
publish-line-drops = If the line drops, Copydesk keeps trying and never posts it twice.
publish-refused = It cannot go now
publish-failed = The sheet could not be made
receipt-done = Revision { $number } is where it should be.
receipt-going = On its way: { $done } of { $of } have arrived. You can close this and go on working.
receipt-close = Go on working
receipt-outbox = Open the outbox
page-open = Open the page
adapter-site = Local site
adapter-wordpress = WordPress
adapter-ghost = Ghost
adapter-endpoint = Own CMS

publish-tray-title =
    { $count ->
        [one] Publish the story in this tray
       *[other] Publish the { $count } stories in this tray
    }
publish-tray-about = Each goes by itself to where it usually goes. What needs your own look stays, and says why.
publish-tray-stays = Stays here.
publish-tray-unapproved = Nobody has approved it yet.
publish-tray-change = Readers have it already: say in its own sheet what changed.
publish-tray-nowhere = It is everywhere already, exactly so.
publish-tray-scheduled = It has its time: { $time }. It goes then by itself.
publish-tray-moves = Its web address changes: see in its own sheet what becomes of the old one.
publish-tray-taken = It was taken from readers. It goes to them again only from its own sheet.
publish-tray-open = Open “{ $slug }”
publish-tray-do =
    { $count ->
        [0] Publish
        [one] Publish 1 story
       *[other] Publish { $count } stories
    }
publish-tray-then =
    { $count ->
        [0] Schedule
        [one] Schedule 1 story
       *[other] Schedule { $count } stories
    }
publish-tray-arrived = { $arrived } of { $sent } are where they should be. You can close this and go on working.
publish-tray-planned =
    { $sent ->
        [one] 1 story is planned for { $time }. It goes by itself then, if Copydesk is open.
       *[other] { $sent } stories are planned for { $time }. They go by themselves then, if Copydesk is open.
    }

## The outbox

late-at-start = “{ $slug }”: { $late } It waits for your word in the outbox.
outbox-title = What is where
outbox-about = Your text is safe in every row. Nothing is ever sent twice.
outbox-tray-everything = Everything
outbox-tray-on-the-way = On the way
outbox-tray-sending = Sending
outbox-tray-waiting = Waiting
outbox-tray-asking = Asking whether it arrived
outbox-tray-needs-person = Needs a person
outbox-tray-arrived = Arrived today
outbox-empty = Nothing was published from this desk yet.
outbox-empty-tray = Nothing here.
outbox-settled = Where everything is as it should be
outbox-read-at = As of { $time }
outbox-is-paused = Sending is paused
outbox-is-paused-about = Nothing goes out until you go on. What is live stays live.
outbox-pause-all = Pause everything
outbox-go-on = Go on sending
outbox-edit-destinations = Change destinations
this-disk = This disk
ledger-where = Where
ledger-text = Text there
ledger-since = Since
ledger-what = What happened
ledger-rev = rev { $number }
ledger-nothing = nothing yet
ledger-next-try = Trying again at { $time }.
ledger-attempts = Tried { $count } times.
ledger-progress = Sending to { $place }
job = Delivery
job-none = No delivery chosen
job-none-about = Choose “Details” in a row to see what was tried and what can be done.
job-details = Details of the delivery to { $place }
job-details-short = Details
job-failed = This delivery could not be read
job-now = Try now
job-ask = Ask now
job-go-on = Go on
job-stop = Stop
job-new-secret = Enter a new password…
job-open-story = Open the story
job-safe = Your text is safe here.
job-attempts = Attempts
job-no-attempts = Not tried yet
attempt-done = Done
job-revision = Revision
job-text = Text
job-approved-by = Approved by
job-operation = Operation
job-next-try = Next try
job-address = Address
job-title-queued = “{ $slug }” waits to go to { $place }
job-title-sending = “{ $slug }” is on its way to { $place }
job-title-waiting = “{ $slug }” is not at { $place } yet
job-title-unknown = “{ $slug }” may be at { $place }: asking
job-title-needs_person = “{ $slug }” is not at { $place }
job-title-ask = Shall “{ $slug }” go to { $place }?
job-title-arrived = “{ $slug }” is at { $place }
job-title-stopped = “{ $slug }” was stopped before { $place }
job-title-superseded = A newer version of “{ $slug }” goes to { $place }
job-state-queued = Queued
job-state-sending = Sending
job-state-waiting = Trying again
job-state-unknown = Asking
job-state-needs-person = Needs a person
job-state-ask = Asking you
job-state-arrived = Live
job-state-stopped = Stopped
job-state-superseded = A newer one goes
step-preflight = Looking it through here
step-resolve = Finding authors, section and tags there
step-media = Sending the pictures
step-find = Looking for an earlier copy
step-discard = Taking a doubled draft away
step-reserve = Reserving its place
step-read = Reading what is there
step-write = Writing the text
step-set-state = Making it public
step-tidy = Tidying up what was reserved
step-verify = Reading it back
happened-disk = Kept
happened-queued = Waits for its turn.
happened-sending = { $step }.
happened-waiting = Your text is safe.
happened-unknown = It may have arrived. Looking first, not sending again.
happened-needs-person = Your text is safe. A person must act.
happened-ask = This desk was restored or copied: shall it go on?
happened-arrived = Live. Read back: same as approved.
happened-stopped = Stopped by a person.
happened-superseded = A newer version goes instead.

## Somebody changed it there

action-merge-look = Look whether somebody changed it there
action-merge-mine = Take mine
action-merge-theirs = Take theirs
action-merge-both = Take both, then edit
action-merge-page = See the whole page
action-merge-home = Bring it home without publishing
action-merge-publish = Publish merged text
merge-compare = Compare
merge-title = Somebody changed it there
merge-about = { $who } edited this story on { $place } itself ({ $time }), after revision { $revision } went out from here. Both texts are kept.
merge-about-choose = For each place that differs, choose what readers will get.
merge-about-nothing = No word of the text differs; what else changed there is told below.
merge-unchanged-title = Nobody changed it there
merge-unchanged = { $place } still has what was published from here ({ $time }). Looked at { $looked }.
merge-nowhere = Readers have this story nowhere yet.
merge-looking = Looking what stands there…
merge-where = Where
merge-failed = It could not be done
merge-somebody = Somebody
merge-besides = Also changed there. It cannot come home; publishing puts yours in its place:
merge-pictures-added =
    { $count ->
        [one] A picture was put in there.
       *[other] { $count } pictures were put in there.
    }
merge-differences =
    { $count ->
        [one] 1 difference
       *[other] { $count } differences
    }
merge-settled = { $settled } settled, { $open } to choose
merge-base = Last published
merge-mine = Mine
merge-theirs = Live on the website
merge-revision = Revision { $number }
merge-not-saved = Not saved as a revision
merge-same =
    { $count ->
        [one] 1 other place is the same in all three
       *[other] { $count } other places are the same in all three
    }
merge-place-headline = Headline
merge-place-deck = Deck
merge-place-caption = Caption
merge-place-credit = Image credit
merge-place-paragraph = Paragraph { $number }
merge-take-mine = Mine
merge-take-theirs = Theirs
merge-take-both = Both, edit
merge-keys-step = next, previous
merge-chosen = Chosen
merge-only-theirs = Taken, because only they changed it
merge-only-mine = Taken, because only you changed it
merge-agreed = Both changed it to the same
merge-not-there = It was not there.
merge-gone-mine = You took this out.
merge-gone-theirs = They took this out.
merge-both-about = Your words and theirs, as one text
merge-both-edit = { $place }, both: change it as you like
merge-both-words = { $place }, both
merge-back = back to choosing
merge-readers-get = What readers will get, { $place }
merge-not-chosen = Not chosen yet.
merge-taken-out = Nothing: it is taken out.
merge-nothing-overwritten = Nothing is overwritten until you choose.
merge-to-choose =
    { $count ->
        [one] 1 to choose
       *[other] { $count } to choose
    }
merge-all-chosen = Everything is chosen.
merge-outcome = What comes of it
merge-later = Decide later
merge-back-to-outbox = Back to the outbox
merge-done = Revision { $number } has what was changed on { $place }. It goes out when it is approved and published.

## Where a text is

action-ledger-show = What is where
this-backup = Backup
ledger-unknown = not known
ledger-theirs = not ours
ledger-who = { $name }
happened-backup = Same text as here.
happened-backup-older = An older text; the next backup takes this one in.
happened-backup-not-yet = Made before this story; the next backup takes it in.
happened-backup-none = There is no backup yet.
happened-backup-unknown = Which text the backup holds is not known.
where-title = What is where
where-failed = It could not be looked up
where-nowhere = It was sent to no destination yet.
glance-same = { $place }: exactly this text
glance-other = { $place }: another text, or none
glance-unknown = { $place }: not known
glance-wrong = { $place }: needs a person

## Changing a live story

action-live-withdraw = Withdraw with a notice…
action-live-take-back = Take back from readers…
action-live-remove = Delete there…
take-title-back = Take back from readers
take-title-remove = Delete there
take-about-back = Readers find it no longer; it stays there as a draft, and can be published again. Where they should be told, withdraw it with a notice instead.
take-about-remove = The story goes from there. Its text, its history and what was published stay here.
take-failed = It was not taken away
take-nowhere = Readers have this story nowhere.
take-some-nowhere = At some of these places there was nothing to take away.
take-do-back = Take back
take-do-remove = Delete there
take-queued-back = It is being taken back from readers.
take-queued-remove = It is being deleted there.
take-back-site = Its page and every line that leads to it go; its place in the lists stays empty.
take-back-wordpress = It becomes a draft there.
take-back-ghost = It becomes a draft there.
take-back-endpoint = It is withheld there; what its page then says is the receiver’s own business.
take-remove-site = Its page and every line that leads to it go.
take-remove-wordpress = It goes into the site’s bin, where its own people can still take it out.
take-remove-ghost = It is deleted there, for good.
take-remove-endpoint = It is withheld, and then deleted, where the receiver does that at anybody’s word.
moves-leads = Moves from { $from } to { $to }; the old address leads to the new one
moves-unknown = Moves from { $from } to { $to }; whether the old address still leads anywhere is the site’s own business
moves-lost = Moves from { $from } to { $to }; the old address leads nowhere any more
step-withdraw = Putting the notice in its place
step-take-back = Taking it back from readers
step-remove = Deleting it there
happened-withdraw = Withdrawn. A notice stands in its place.
happened-take-back = Taken back. Readers find it no longer.
happened-remove = Deleted there.

### The interface in English.

## The frame

screens = Screens
screen-write = Write
screen-review = Review
screen-archive = Archive
screen-outbox = Outbox
desk = Desk
story = Story
more = More
loading = Reading…
close = Close
cancel = Cancel
done = Done
keep = Keep
change = Change
change-named = Change { $name }
open = Open
add = + Add
name = Name
why = Why
view = View
on = On
paused = Paused
try-again = Try again
undo = Undo
redo = Redo
percent = { $number } %
desk-failed = The desk could not be opened
story-failed = This story could not be opened
error-unreachable = Copydesk’s core does not answer. What you typed is kept in this window and will be sent when it does.
notices = Messages
notice-close = Take this message away
read-only = The disk takes no writes: everything can be read and exported, nothing is lost

## Actions: what buttons, tooltips and the palette call them

action-palette = Go to anything
action-story-new = New story
action-sample-open = Open sample
action-revision-save = Save revision
action-story-file = Send to editor
action-story-approve = Approve exactly this text
action-story-send-back = Send back with a note
action-publish = Publish…
action-publish-tray = Publish the whole tray…
action-tab-checks = Show the checks
action-check-mend = Put the first fix into the text
action-tab-details = Show the details
action-tab-revisions = Show the revisions
action-compare = Compare revisions
action-revision-restore = Restore as a new revision
action-change-next = Next change
action-change-previous = Previous change
action-story-read = Mark as read
action-view-inline = Changes inline
action-view-sides = Changes side by side
action-view-changed = Only changes
action-view-typography = Hide quote styles
action-quote-tick = Tick the quotation
action-block-menu = The menu of the line
action-figure-choose = Choose a photo…
action-embed-related = Related story…
action-embed-page = Page elsewhere…
action-reader-note-add = Note to readers
action-story-claim = Say that I am reading it
action-story-revoke = Take the approval back…
action-story-hold = Hold…
action-story-release = Release from hold
action-story-hand-over = Hand over to another editor…
action-story-spike = Spike…
action-story-unspike = Bring back from the spike
action-story-archive = Archive
action-story-reopen = Take out of the archive
action-story-copy = Save a copy elsewhere…
action-screen-write = Go to Write
action-screen-review = Go to Review
action-screen-archive = Go to Archive
action-screen-outbox = Go to Outbox
action-settings = Settings
action-search = Search the list
action-list-next = Next story in the list
action-list-previous = Previous story in the list
action-drawer-list = Show the story list
action-drawer-side = Show the side panel
action-outbox-pause = Pause everything, or go on
action-member-switch = Act as somebody else
action-theme-next = Light, dark, or as the system
action-folder-open = Where is my data?
action-keys = All keys

## Before something is done

ask-revision-save = Save a revision
ask-revision-save-about = The text is already saved. A revision is a point to come back to.
ask-story-file = Send to an editor
ask-story-file-about = The story goes to the editor’s tray with this text.
ask-story-send-back = Send back to the reporter
ask-story-send-back-about = The reporter reads your note first.
ask-story-hold = Hold this story
ask-story-hold-about = Nothing is sent anywhere while it is held.
ask-story-revoke = Take the approval back
ask-story-revoke-about = What is not yet sent is stopped.
ask-story-hand-over = Hand over
ask-story-hand-over-about = The story goes to another editor’s tray.
ask-story-spike = Spike this story
ask-story-spike-about = It leaves the list. It can be brought back at any time.
send-back-short = Send back
revision-note = Revision note
note-to-whom = To

## After it was done

done-filed = Sent to an editor.
done-claimed = The others see that you are reading it.
done-sent_back = Sent back with your note.
done-approved = Approved: exactly this text.
done-approval_revoked = The approval is taken back.
done-held = Held. Nothing is sent.
done-released = Released.
done-handed_over = Handed over.
done-spiked = Spiked. It can be brought back.
done-unspiked = Back from the spike.
done-archived = Archived.
done-reopened = Out of the archive.
done-copy = A copy is saved.
done-revision = Revision { $number } is saved.
done-restored = Revision { $number } is restored as a new revision.
done-member = Kept.
done-person = Kept. Every story’s card shows it at its next publication.
done-outbox-paused = Everything is paused. Nothing is sent until you go on.
done-outbox-goes-on = Sending goes on.
done-destination-removed = { $name } is removed. What is published there stays there.

## What is saved, and where

saved-at = Saved on this computer { $time }
saved-all = Everything saved on this computer
saving-sending = Saving…
saving-composing = Writing…
not-saved-disk_full = Not saved: the disk is full. Your text is in memory
not-saved-read_only = Not saved: the disk takes no writes. Your text is in memory
not-saved-broken = Not saved: writing failed and is being tried again. Your text is in memory
not-saved-unreachable = Not saved: Copydesk’s core does not answer. Your text is in this window
rescued = This window and the desk disagreed about a text. Yours is kept as a revision of its own.
status-waits =
    { $count ->
        [one] 1 delivery waits
       *[other] { $count } deliveries wait
    }
status-needs-person =
    { $count ->
        [one] 1 needs a person
       *[other] { $count } need a person
    }
status-needs-secret = A destination needs its password

## Counts and times

words =
    { $count ->
        [one] 1 word
       *[other] { $count } words
    }
words-of =
    { $count ->
        [one] { $written } of 1 word
       *[other] { $written } of { $count } words
    }
minutes = { $count } min
min-read = { $count } min read
changes =
    { $count ->
        [0] No changes
        [one] 1 change
       *[other] { $count } changes
    }
bars = { $added } words added, { $removed } removed
moment-none = None
moment-set = Set a time
moment-clear = No time
moment-date = Date
time-yesterday = Yest.
time-now = now
time-minutes = { $count } min
time-hours = { $count } h
time-days = { $count } d
length-hint = { $count } of about { $limit } characters
length-over = { $count } characters: more than the { $limit } that are usually shown

## Members

members-honest = Anyone at this computer can act as anyone here.
members-roles-guide = Roles guide; they are no lock.
members-edit = Members and roles…
member-new = New member
member-change = Change a member
member-me = you
member-initials = Initials
member-person = In print
member-no-person = Nobody
roles = Roles
roles-all = all roles
role-reporter = Reporter
role-editor = Editor
role-photo_desk = Photo desk
role-chief_editor = Chief editor
role-production = Production

## The list

search-label = Search stories
search-short = Search
search-stories =
    { $count ->
        [0] Search stories
        [one] Search 1 story
       *[other] Search { $count } stories
    }
trays = Trays
tray-drafts = My drafts
tray-in_review = In review
tray-sent_back = Sent back
tray-ready = Ready
tray-published = Published
tray-spiked = Spiked
tray-archived = Archived
tray-all = All
tray-waiting = Waiting for me
list-first = Your stories will be listed here.
list-empty = Nothing here.
list-nothing-found = No story has these letters in its headline or slugline.
list-more =
    { $count ->
        [one] 1 more: search, or look in the archive
       *[other] { $count } more: search, or look in the archive
    }
slugline-none = no slugline
headline-none = No headline yet
state-draft = Draft
state-in_review = In review
state-sent_back = Sent back
state-ready = Ready
state-spiked = Spiked
state-archived = Archived
live-none = Not published
live-scheduled = Scheduled
live-sending = Sending
live-published = Published
live-updating = Updating
live-partly_published = Partly published
live-withdrawn = Withdrawn
row-held = held
row-changed-since-approval = changed since approval
row-reading = { $name } is reading
row-live-since = live since { $time }
row-revision = Revision { $number }
row-new-to-you = new to you
row-nothing-new = nothing new since you read it
row-words-since =
    { $count ->
        [one] 1 word changed since you read it
       *[other] { $count } words changed since you read it
    }
row-due = due { $time }
row-sample = sample

## The first run

start-title = Your desk is empty
start-lead = Nothing to set up. Start typing, or open the sample story.
start-title-later = What will you write?
start-lead-later = Pick a story at the left, or begin a new one.
start-sample = Sample story
start-sample-kind = Sample story · photo, notes, revisions
start-sample-title = A story to try things on
start-sample-about = Change it, publish it, throw it away.
start-write = Write
start-write-about = Every keystroke is saved on this computer as you type.
start-check = Check
start-check-about = A list says what still blocks the story, and jumps there.
start-publish = Publish
start-publish-about = It goes to the local site, and the page opens in your browser.
start-where = Where stories go
start-site-about = The folder { $folder } on this computer. Any web server can serve it.
start-look = Look at the site
start-later = Later, when you want
start-later-destination = Add WordPress, Ghost or your own CMS as a place to publish.
start-later-members = Add members to work with editors at this computer. Until then this desk is yours alone: no account, no server.

## The palette

palette-open = Go to anything
palette-label = Go to anything
palette-ask = Command, story or person
palette-found = { $count } found
palette-command = Command
palette-story = Story
palette-person = Person
palette-open-now = open now
palette-move = move
palette-do = do it
palette-only-stories = only stories
palette-everything = everything
palette-back = back to your text, cursor where it was
palette-none = Nothing has these letters.

## Keys

keys-title = All keys
keys-single-on = Single letters are keys only where no text is typed. Settings can turn them off.
keys-single-off = Single-letter keys are turned off in the settings.

## Writing

manuscript = Manuscript
inspector = About this story
tab-details = Details
tab-revisions = Revisions
tab-checks = Checks
headline = Headline
headline-hint = Headline
headline-short = Short headline
headline-web = Web title
headline-same = Same as the headline
deck = Deck
deck-hint = What else the reader should know at once
body = Body
body-hint = Write, paste, or drop a photo
caption = Caption
caption-hint = What the picture shows, where and when
byline = Byline
byline-none = No byline yet
byline-who = Person or name
byline-by = By
byline-additional-reporting = Additional reporting by
byline-editing = Editing by
byline-photos = Photos by
byline-earlier = Earlier
byline-later = Later
byline-remove = Remove
lead = Lead image
lead-drop = Drop a photo here, or choose one
figure-of-body = Image in the text
figure-facts = Credit and rights
figure-remove = Take the picture away
figure-no-alt = Picture without alt text
figure-not-here = The pixels of this picture are not on this computer.
figure-alt = Alt text
figure-alt-hint = What the picture shows, for those who do not see it
figure-creator = Creator
figure-provider = Provider
figure-distributor = Distributor
figure-credit-override = Credit, if other
figure-credit-printed = Printed as { $line }
figure-credit-none = No credit yet
figure-copyright = Copyright
figure-usage = Usage terms
figure-illustrative = Illustrative purposes only
figure-illustrative-printed = Illustrative purposes only.
figure-location = The file carries a location. It is never published.
framing = Crop and focal point
framing-hint = Drag the corners and the point, or use the arrow keys (Shift: farther).
framing-numbers = As numbers, in percent
framing-whole = Show all of it
framing-focal = Focal point: { $x } % from the left, { $y } % from the top
framing-start = Crop, upper left corner: { $x } % from the left, { $y } % from the top
framing-end = Crop, lower right corner: { $x } % from the left, { $y } % from the top
framing-focal-x = Focal point from the left
framing-focal-y = Focal point from the top
framing-start-x = Left edge
framing-start-y = Upper edge
framing-end-x = Right edge
framing-end-y = Lower edge
photo-in = The photo is in. Credit read from the file: { $line }
photo-in-no-credit = The photo is in. The file says nothing of its credit.
dateline = Dateline
dateline-hint = KYIV
place = Place
place-hint = The place behind the dateline
section = Section
tags = Tags
tag-add = Tag
tag-remove = Remove the tag { $tag }
embargo = Embargo
embargo-proposal = Proposed embargo
embargo-hint = None. Until it lifts, no destination hears of the story.
embargo-hint-proposal = An editor sets it. Here you can propose a time.
embargo-proposed = Proposed: { $time }. It does not hold until you set it.
embargo-holds = Holds until { $time }
embargo-over = Lifted { $time }
names = Names and addresses
slugline = Slugline
slugline-hint = ferry-bridge
web-slug = Web address
web-slug-proposed = Will be { $slug }
description = Description for search
language = Language
due = Due
story-type = Story type
story-type-news = News
story-type-analysis = Analysis
story-type-feature = Feature
story-type-interview = Interview
story-type-explainer = Explainer
story-type-opinion = Opinion
assignee = Assigned to
assignee-none = Nobody yet
target-words = Target length, words
target-words-none = None
priority = Priority
priority-none = None
priority-named = { $number } · { $word }
priority-1 = at once
priority-2 = urgent
priority-3 = usual
priority-4 = can wait
priority-5 = any time
planning = For the desk
canonical = Canonical address
canonical-hint = Where the story was first published, if it was elsewhere.
reader-notes = Notes to readers
note-kind = Kind
note-kind-none = No note
note-kind-update = Update
note-kind-clarification = Clarification
note-kind-correction = Correction
note-kind-editors-note = Editor’s note
note-kind-withdrawal = Withdrawal
note-placement = Stands
note-top = At the top
note-foot = At the foot
note-add = Write it
note-write = Write
note-remove = Take back
note-empty = Nothing written yet
note-text = { $label }, for readers
note-hint = What readers should know
note-hint-update = The story was updated to add …
note-hint-clarification = This story was changed to make clear that …
note-hint-correction = An earlier version of this story misstated …
note-hint-editors-note = …
note-hint-withdrawal = This story was withdrawn because …
note-printed = printed { $time }
block-menu = The line at the cursor
block-paragraph = Paragraph
block-h2 = Heading
block-h3 = Smaller heading
block-quote = Quote
block-pullquote = Pull quote
block-source = Who said it
block-ul = List
block-ol = Numbered list
block-rule = Rule
block-figure = Picture
block-embed = Embed
mark-strong = Bold
mark-em = Italic
mark-link = Link
link-address = Address
link-bad = This is no web address.
link-set = Set the link
link-remove = Remove the link
related-which = Which story
embed-related = Related story
embed-page = Page elsewhere
embed-page-title = What readers see in its place
embed-page-title-hint = The page’s title
embed-set = Put it in
embed-remove = Take it out
embed-missing = What stood here is not on this desk.
paste-left-out = Pasted without { $what }.
combo-as-typed = Use “{ $words }”
combo-none = Nothing in the list.

## Checks

checks = Checks
checks-before = Before it can be published
check-jump = jump
check-ignore = Ignore here
check-ignore-title = Ignore this here
check-ignore-about = Your name stands beside it, and the editor sees it at approval.
check-ignored-by = ignored by { $name }
check-heed = heed it again
severity-blocks = Blocks publishing
severity-warns = Look
severity-passes = In order
severity-ignored = Ignored
check-tk =
    .fails = “{ $text }” is left in the text
    .passes = No TK left
check-tk-maybe =
    .fails = “{ $text }” may be a gap left to fill
    .passes = No gap left to fill
check-headline =
    .fails = No headline
    .passes = The headline is set
check-byline =
    .fails = No byline
    .passes = The byline is set
check-credit =
    .fails = An image has no credit
    .passes = Every image has a credit
check-alt =
    .fails = An image has no alt text
    .passes = Every image has alt text
check-embargo =
    .fails = Under embargo until { $until }
    .passes = No embargo holds
check-slug =
    .fails = The web address is taken at { $destination }
    .passes = The web address is free
check-approval =
    .fails = The text is newer than its approval
    .passes = Exactly this text is approved
check-approval-none = Nobody has approved it yet
check-held =
    .fails = The story is held
    .passes = The story is not held
check-suggestions =
    .fails =
        { $count ->
            [one] 1 suggestion is neither accepted nor rejected
           *[other] { $count } suggestions are neither accepted nor rejected
        }
    .passes = No suggestions are pending
check-threads =
    .fails =
        { $count ->
            [one] 1 comment is open
           *[other] { $count } comments are open
        }
    .passes = No comments are open
check-note-items =
    .fails =
        { $count ->
            [one] 1 item of the note is not ticked
           *[other] { $count } items of the note are not ticked
        }
    .passes = Every item of the note is ticked
check-when =
    .fails = “{ $text }” was written on { $written }; readers will have it on { $goes }
    .passes = Days are named as readers will read them
check-when-quoted =
    .fails = “{ $text }” in a quotation was written down on { $written }; readers will have it on { $goes }. A quotation is not changed: say when it was said
    .passes = Quotations say when they were said
check-when-age =
    .fails = The age { $text } was written on { $written }; readers will have it on { $goes }
    .passes = Ages are of the day of reading
check-mend = Put “{ $words }”
check-moved = The text has changed there meanwhile; nothing was done. Look again.
check-clock =
    .fails =
        { $minutes ->
            [one] The computer’s clock is 1 minute { $way } ({ $destination })
           *[other] The computer’s clock is { $minutes } minutes { $way } ({ $destination })
        }
    .passes = The computer’s clock is right
check-section =
    .fails = No section
    .passes = The section is set
check-dateline =
    .fails = No dateline
    .passes = The dateline is set
check-body =
    .fails = The story has no text
    .passes = The story has text
check-other =
    .fails = To look at: { $kind }
    .passes = In order: { $kind }
place-paragraph = Paragraph { $number }
place-headline = Headline
place-headline-short = Short headline
place-headline-web = Web title
place-deck = Deck
place-body = Body
place-caption = Caption
place-reader = Note to readers
place-byline = Byline
place-section = Section
place-dateline = Dateline
place-embargo = Embargo
place-web-slug = Web address
place-figure = Picture

## Revisions and review

revisions = Revisions
rail-now = Now
rail-not-saved-as-revision = on disk, not a revision yet
rail-revision = Revision { $number }
rail-compare = Compare
rail-compare-named = Compare revision { $number } with the text as it is
rail-compare-now = Compare with now
rail-restore = Restore
rail-restore-named = Restore revision { $number } as a new one
rail-none = No revision yet. The text is saved all the same.
revision-filed = sent to editor
revision-sent_back = sent back
revision-approved = approved
revision-published = published
revision-restored = restored
revision-merged = brought home
revision-rescued = rescued
revision-saved = saved
revision-failed = This revision could not be opened
life = The story’s life: words over time, each dot a revision
compare-from = Older side
compare-to = Newer side
comparison = What changed
side-read = Last read
side-approved = Last approved
side-published = Last published
side-now = Now
side-revision = Rev { $number }
view-inline = Inline
view-sides = Side by side
marks-changed = The same words, with other marks
review-pick = Pick a story at the left.
review-failed = These two could not be compared
review-new-to-you = New to you: the whole text
review-words-since =
    { $count ->
        [one] word changed since you read it
       *[other] words changed since you read it
    }
review-words-between =
    { $count ->
        [one] word changed
       *[other] words changed
    }
review-moved =
    { $count ->
        [one] paragraph moved
       *[other] paragraphs moved
    }
news-number =
    { $count ->
        [one] number
       *[other] numbers
    }
news-name =
    { $count ->
        [one] name
       *[other] names
    }
news-quotation =
    { $count ->
        [one] quotation
       *[other] quotations
    }
news-negation =
    { $count ->
        [one] negation
       *[other] negations
    }
news-attribution =
    { $count ->
        [one] attribution
       *[other] attributions
    }
news-link =
    { $count ->
        [one] link
       *[other] links
    }
news-look = look
quote-changed = A quotation changed. Same words on the recording?
quote-ticked = A quotation changed. { $name } has looked at it.
take-back = Take back
passage-moved = Moved here
passage-moved-away = Moved elsewhere: { $text }
passage-split = Split off as a paragraph
passage-joined = Paragraphs joined
review-approved-by = Approved: exactly this text · Revision { $number }, { $name }, { $time }
review-sent-back-note = The note that it was sent back with
facts = Facts that changed
fact-none = none
fact-headline = Headline
fact-headline-short = Short headline
fact-headline-web = Web title
fact-deck = Deck
fact-byline = Byline
fact-credit = Image credit
fact-caption = Caption
fact-alt = Alt text
fact-creator = Creator
fact-provider = Provider
fact-distributor = Distributor
fact-copyright = Copyright
fact-usage = Usage terms
fact-illustrative = Illustrative
fact-crop = Crop
fact-figure = Picture
fact-image = Picture
fact-lead = Lead image
fact-section = Section
fact-tags = Tags
fact-dateline = Dateline
fact-place = Place
fact-language = Language
fact-web-slug = Web address
fact-description = Description
fact-credit-override = Credit
fact-reader-note-kind = Kind of note
fact-reader-note-language = Language of the note
fact-reader-note-placement = Place of the note
fact-usage-terms = Usage terms
fact-focal = Focal point
fact-asset = Picture
fact-canonical = Canonical address
fact-embed-target = Related story or page
fact-embed-title = Title of the embed
fact-embed = Embed
fact-reader-note = Note to readers
fact-note = Note to readers

## Archive

archive-find = Find
archive-find-hint = a few letters of headline or slugline
archive-found =
    { $count ->
        [one] 1 story
       *[other] { $count } stories
    }
archive-more = Show more

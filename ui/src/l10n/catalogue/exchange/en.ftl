### The post room and the desk archive, in English.

action-parcel-send = Save a file for a colleague…
action-parcel-open = Open a story file…
action-clash-choose = Choose between two versions…
action-desk-archive = Save the whole desk…

## Sending

file-here = On this computer
file-here-about = The editor sits here, or comes here.
file-away = Save a file for an editor elsewhere
file-away-about = It is sent here, and a sealed file is saved that you carry or send.
send-title = A file for a colleague
send-about = The story goes into one sealed file. Carry it on a stick or send it in any way: nobody on the way can read it or learn who sent it.
send-for-whom = Who can open it
send-to-colleagues = Colleagues whose key is known here
send-known-since = known since { $time }
send-with-passphrase = Whoever knows a passphrase
send-nobody-known = No colleague’s key is known here yet: it comes with the first file from them. Until then, agree on a passphrase, and tell it on another way than the file.
send-what = What is in it
send-kind-full = The whole story
send-kind-full-about = Every version, every keystroke, comments and photos. What both of you write meanwhile comes together word by word.
send-kind-clean = A clean copy
send-kind-clean-about = The text as it is now and the approved versions, without history or comments. What comes back is compared with what left.
send-save = Save the file…
send-sealing = Sealing…
send-failed = No file was saved
send-done = The file is saved
send-written = { $name }, { $size }
send-opens-for = It can be opened by { $names }, and on this computer.
send-opens-with-passphrase = It can be opened by whoever knows the passphrase.
send-own-words = Your key in words. Read them to your colleague on the telephone: their Copydesk shows the same.

## A passphrase

passphrase = Passphrase
passphrase-again = The same again
passphrase-none =
    { $count ->
        [one] At least { $count } character. Four or five words that do not belong together are best.
       *[other] At least { $count } characters. Four or five words that do not belong together are best.
    }
passphrase-short =
    { $count ->
        [one] Too short: it needs at least { $count } character.
       *[other] Too short: it needs at least { $count } characters.
    }
passphrase-weak = Weak: whoever has the file and patience can guess it.
passphrase-fair = Fair: it keeps out the curious, not somebody with many computers.
passphrase-strong = Strong: nobody will guess it.
passphrase-differs = The two are not the same.

## Receiving

arrival-title = A story file
arrival-locked = It is locked with a passphrase. Ask its sender for it. Nothing is changed by opening it.
arrival-not-opened = It was not opened
arrival-unlock = Unlock
arrival-opening = Opening…
arrival-leave = Leave it
arrival-from = From { $name }, { $time }
arrival-new = new here
arrival-known = here already
arrival-key-own = Signed with this computer’s own key.
arrival-key-known = Signed with the key of { $name }, which is known here:
arrival-key-first = Signed with a key that comes here for the first time. Taken in, it stands for { $name } from now on. Have { $name } read these words to you:
arrival-key-changed = Another key than before
arrival-key-changed-about = Files from { $name } were signed with another key until now. It may be a new computer, or somebody else. Ask { $name }, not by the way that the file came.
arrival-key-changed-ours = { $name } is a member of this desk, and this file comes from another desk. It may be their second computer, or somebody who uses their name. Ask them.
arrival-key-now = The key of this file
arrival-key-before = The key before
arrival-key-asked = I asked { $name }, and they read exactly these words to me.
arrival-brings = What it brings
arrival-nothing = Everything in it is here already. Nothing would change.
arrival-whole =
    { $count ->
        [one] The whole story: { $count } word, with its history
       *[other] The whole story: { $count } words, with its history
    }
arrival-clean =
    { $count ->
        [one] A clean copy: { $count } word, without its history
       *[other] A clean copy: { $count } words, without its history
    }
arrival-words-in =
    { $count ->
        [one] { $count } word comes into your text
       *[other] { $count } words come into your text
    }
arrival-words-out =
    { $count ->
        [one] { $count } goes
       *[other] { $count } go
    }
arrival-no-words = Changes that are no words of your text: suggestions, facts, formats
arrival-revisions =
    { $count ->
        [one] { $count } revision
       *[other] { $count } revisions
    }
arrival-moves =
    { $count ->
        [one] { $count } move (sent, read, sent back, approved …)
       *[other] { $count } moves (sent, read, sent back, approved …)
    }
arrival-comments =
    { $count ->
        [one] { $count } word to colleagues: a comment or an answer
       *[other] { $count } words to colleagues: comments and answers
    }
arrival-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
arrival-approved = Approved by { $name }: exactly the text that you will have. The key above signed it.
arrival-approved-another = Approved by { $name }, but another text than you will have: it does not count for yours. The key above signed it.
arrival-clashes =
    { $count ->
        [one] One part that both of you changed
       *[other] { $count } parts that both of you changed
    }
arrival-clashes-about = Both are kept. You choose once the file is taken in; until then nothing is approved or published.
arrival-take = Take it in
arrival-taking = Taking it in…
arrival-not-taken = It was not taken in
arrival-open-story = Open the story
arrival-done = The file from { $name } is taken in.

## Two versions

clash-title = Changed on two computers
clash-about = Both are kept until you choose. Until then the story is neither approved nor published.
clash-here = On this computer
clash-there = From { $name }
clash-own = Something better
clash-own-words = Your words
clash-empty = (empty)
clash-left =
    { $count ->
        [one] { $count } to choose
       *[other] { $count } to choose, one after the other
    }
clash-keep = Keep this
clash-keeping = Keeping…
clash-later = Decide later
clash-none = Nothing is left to choose.
clash-failed = Nothing was chosen
clash-done = { $place }: chosen.
check-clash =
    .fails = { $place }: changed on two computers, choose one
    .passes = Nothing waits for a choice
place-description = Search description
place-canonical = Canonical address
place-place = Place
place-language = Language

## The desk archive

settings-data = Your data
data-folder = Where it is
data-folder-about = Everything is in one folder on this computer, with a backup for each of the last days.
data-archive = The whole desk in one file
data-archive-about = Stories with their history, photos, the house’s settings, in one file locked with a passphrase: for a shelf elsewhere, or for a new computer. Passwords of destinations are not in it.
data-archive-lost = Nobody can open it without the passphrase, and nobody can find the passphrase again.
data-archive-save = Save the whole desk…
data-archive-saving = Writing it, and opening it again…
data-archive-failed = No archive was saved
data-archive-done = { $name }, { $size }: written, and opened again to its end.
data-archive-stories =
    { $count ->
        [one] { $count } story
       *[other] { $count } stories
    }
data-restore = How to bring it back
data-restore-about = On any computer with Copydesk, in a terminal. The folder must be empty; the file phrase.txt holds the passphrase in its first line:
data-restore-after = The desk that comes out is a new device: unfinished publications ask before they go on, and passwords of destinations are entered again.
closed-archive = If you have an archive of the whole desk, it can be brought back into an empty folder, in a terminal:

# Long work.
work-far = { $percent } %
work-stop = Stop
work-archive-1 = Sealing the whole desk
work-archive-2 = Opening it again to its end

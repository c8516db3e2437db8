### Settings, and a desk that could not be opened, in English.

## Settings

settings-sections = Sections of the settings
settings-house = House
settings-members = Members
settings-people = People in print
settings-destinations = Destinations
settings-looks = This window
house-name = The newsroom’s name
house-name-hint = Readers see it on every page.
house-description = A sentence about it
house-description-hint = It stands at the foot of a page.
house-story-language = Language of new stories
house-time-zone = Time zone of printed dates
house-lists = Lists
house-sections = Sections
house-places = Places
house-tags = Tags
house-placeholders = Words that block publishing
house-placeholders-hint = Besides TK. One a line.
one-a-line = One a line
house-credit = Credit line
house-credit-hint = A template such as (Creator / Provider / Distributor)
house-rules = Rules
house-eyes = A second pair of eyes
house-eyes-second =
    { $count ->
        [one] Once a second member joins (now: off)
       *[other] Once a second member joins (now: on)
    }
house-eyes-always = Always: somebody else approves
house-eyes-never = Never: one may approve one’s own text
house-late = Copydesk was closed when a story was to go
house-late-asks = Say how late it is, and ask
house-late-goes = Let it go as soon as Copydesk is open again
person-photo-add = Photo…
people-about = Who is printed: bylines and the author cards under stories. A person is not a login.
people-none = Nobody yet.
person-new = New person
person-change = Change a person
person-name = Name as printed
person-role = Role
person-role-hint = City desk
person-forms = Forms of the name
person-form-en = In English
person-form-uk = In Ukrainian
person-short-bio = Short biography
person-short-bio-hint = A sentence or two, under each story
person-long-bio = Long biography
person-links = Links
person-link-label = Name of link { $number }
person-link-label-hint = Name
person-link-url = Address of link { $number }
person-link-remove = Remove link { $number }
person-link-add = Add a link
person-photo-of = Photo of { $name }
destinations = Destinations
destinations-about = Where stories go. Each keeps its own receipts; a password never comes back out of the computer’s keychain.
destination-needs-secret = needs its password
destination-paused = paused: { $why }
destination-address = Address of the site
destination-name = Your name for it
destination-login = Login there
destination-private = This address is on my own computer or network, and I mean it
destination-add = Add and ask
destination-not-added = Not added
destination-remove = Remove
destination-remove-sure = Remove it: what is live stays live
address = Public address…
address-label = Public address
address-about = Where the site is on the web. Its feed and its sitemap need it, and it is the address that search engines and other programs see.
address-hint = Like https://news.example.org/. Empty: none, and neither feed nor sitemap.
address-keep = Keep
address-keeping = Printing…
address-not-kept = Not kept
address-printing = Printing every page anew
address-uploading = Uploading the pages
address-where = at { $address }
address-first = Kept. It stands on every page from the first publication on.
address-none = The site has no public address.
address-done =
    { $count ->
        [one] The address stands on the pages of { $count } story and on all lists. There is a feed and a sitemap.
       *[other] The address stands on the pages of { $count } stories and on all lists. There is a feed and a sitemap.
    }
address-taken =
    { $count ->
        [one] The address is gone from the pages of { $count } story and from all lists, and so are the feed and the sitemap.
       *[other] The address is gone from the pages of { $count } stories and from all lists, and so are the feed and the sitemap.
    }
address-not-uploaded = The folder has it; the place where it is uploaded to does not yet. The next publication brings it there.
address-theirs = Somebody had changed or removed these in the folder, so they were left as they are: { $pages }
address-owed = Some pages still stand as before the address changed. The next publication to the site prints them anew.
address-print-now = Print them now
upload = Upload…
upload-to = Also upload to
upload-about = The folder stays on this computer. What is published goes to this place first, the pages that lead to it last.
upload-kind-none = Nowhere
upload-kind-sftp = A server, over SFTP
upload-kind-s3 = Storage that speaks S3
upload-server = Server
upload-server-hint = news.example, or news.example:2222 with a port
upload-account = Login there
upload-under = Folder there
upload-under-hint = It must be there already; empty: where the account begins
upload-secret-sftp = Password, or a private key
upload-secret-sftp-hint = A key as it is in its file, without a passphrase. Empty: the keys that ssh has on this computer.
upload-service = Address of the service
upload-bucket = Bucket
upload-region = Region
upload-region-hint = As the service names it; empty where it has none
upload-access-key = Access key
upload-secret-s3 = Secret key
upload-prefix = Under
upload-prefix-hint = What all names begin with; empty: the whole bucket
upload-secret-kept = Empty: the one that is known.
upload-fingerprint = Trusted key of the server
upload-computer-keys = Use the keys of this computer, and forget the password or key
upload-keep = Keep and ask
upload-trust = Trust this key
upload-not-kept = Not kept yet
upload-where = also to { $address }
wordpress-add = Add WordPress
wordpress-about = In WordPress: Users, Profile, Application Passwords. Make one named Copydesk and put it here.
ghost-add = Add Ghost
ghost-about = In Ghost: Settings, Integrations, Add custom integration. Name it Copydesk, and put its Admin API key here. The address is the one under which Ghost’s own pages for editors open, without /ghost.
admin-key = Admin API key
admin-key-hint = Two parts with a colon between, from the custom integration in Ghost.
endpoint-add = Add your own CMS
endpoint-about = For a CMS that speaks Copydesk’s contract: a signed POST for each story, as ninjs. Your engineer finds the contract, and a receiver that runs, in docs/destinations.md.
endpoint-address = Address of its endpoint
signing-secret = Signing secret
signing-secret-hint = It begins with whsec_; whoever set the receiver up has it.
application-password = Application password
application-password-hint = Not the password you sign in with: one made in your profile there.
new-secret = New password
secret-goes-to-keychain = It goes to this computer’s keychain and never comes back.
secret-stays-in-memory = It stays in memory and is asked again at each start.
secrets-memory = No keychain on this computer
secrets-memory-about = Passwords are kept in memory only, and asked again at each start.
probe = Ask it
probing = Asking…
probe-ok = It answers: { $server }, as { $me }.
probe-ok-nobody = It answers: { $server }.
probe-not-ok = Stories cannot go there yet.
pause = Pause
go-on = Go on
site-look = Look at it
looks-language = Language of Copydesk
looks-theme = Theme
looks-size = Size of type
looks-single-letters = Single letters are keys where no text is typed
looks-session = Start Copydesk when I log in, out of sight
looks-session-about = Stories that are planned then go out although no window is open. The window comes by itself where somebody has to look; closing it does not end Copydesk then, “Quit” in the menu does.
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme-now = Theme: { $theme }
about = About
about-version = Copydesk { $version }

## A desk that could not be opened, or only for reading

closed-looking = The desk did not open. Looking at what is there…
closed-safe = Nothing was deleted, and nothing was changed.
closed-damaged = The desk’s database is damaged
closed-damaged-about = It cannot be read. A failing disk or a power cut can do that. Photos and published pages are not part of it and are not affected.
closed-newer = This desk was written by a newer Copydesk
closed-newer-about = Your stories are untouched. This version ({ $version }) leaves them alone, so that it cannot spoil what it does not know: the desk has format { $found }, this version knows up to { $known }. Update Copydesk, then start it again.
closed-other-build = This desk was written by another build of Copydesk
closed-other-build-about = Your stories are untouched. Install the Copydesk that you used before, or a newer one. This is version { $version }.
closed-not-upgraded = The desk could not be brought up to date
closed-not-upgraded-about = The database is exactly as it was before this version ({ $version }) tried. You can go on with the Copydesk that you used before.
closed-in-use = This desk is open already
closed-in-use-about = Another window of Copydesk or a command in a terminal has it. One at a time writes to a desk, so that no words get lost between two. Close it there, then try again.
closed-read-only = This disk takes no writes
closed-read-only-about = There is no desk on it yet, so there is nothing to read. Allow writing to the folder, or start Copydesk with a folder on another disk.
closed-full = The disk is full
closed-full-about = There is no room to open the desk. Make some, then try again.
closed-house = The house’s settings cannot be read
closed-house-about = Line { $line } of house.toml in the desk’s folder is not as expected: somebody edited it by hand. Put it right, or move the file out of the folder to begin with the usual settings; then try again. Stories are not in that file.
closed-broken = The desk could not be opened
closed-broken-about = Try again. If it does not help, start the computer anew, and look at the folder before anything else.
closed-backups = Backups that open
closed-backups-about = Each was opened and checked just now. What was typed after a backup was made is not in it; the damaged database is kept beside the desk, in the folder “aside”, and may still be read by somebody who knows how.
closed-no-backups = There is no backup that opens. Copy the desk’s folder to another disk before you try anything, and ask for help.
closed-backup-stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
backup-daily = the day’s backup
backup-weekly = the week’s backup
backup-before-upgrade = made before an upgrade
closed-before = A backup was made before: { $time }, { $count ->
    [one] { $count } story
   *[other] { $count } stories
}.
closed-open = Open this one
closed-open-named = Open the backup of { $time }
closed-texts = Save the texts…
closed-texts-about = What can still be read of your stories can be written into a folder of your choice, as plain text, a file a story. The desk is not touched.
closed-texts-saved =
    { $whole ->
        [one] One text is whole
       *[other] { $whole } texts are whole
    } in the folder “{ $folder }”.
closed-texts-part =
    { $part ->
        [one] Of one story something could not be read: its file’s name ends in “(part)”
       *[other] Of { $part } stories something could not be read: their files’ names end in “(part)”
    }, and the last revision that could be read lies beside.
closed-texts-lost =
    { $lost ->
        [one] One could not be read at all.
       *[other] { $lost } could not be read at all.
    }
closed-folder = Show the folder
closed-details = For whoever helps you
closed-restored = The backup of { $time } is open. The damaged database is kept in the desk’s folder, under “aside”. What waited in the outbox asks you before it is sent.
no-writes-read-only = The disk takes no writes.
no-writes-full = The disk is full.
no-writes-about = The desk is open for reading: every story can be read and copied out, and nothing can be changed.
no-writes-still = Still nothing can be written. Everything can be read.

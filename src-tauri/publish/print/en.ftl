# The print catalogue in English: what a page says besides the story. A language is one file here.

language-name = English

# Bylines. $names is the list made by the list- messages; $count is how many names it has.
byline-by = By { $names }
byline-additional_reporting = Additional reporting by { $names }
byline-editing = Editing by { $names }
byline-photos = Photos by { $names }
list-between = { ", " }
list-last = { " and " }
byline-between = { ". " }

min-read = { $minutes ->
    [one] { $minutes } min read
   *[other] { $minutes } min read
}
published = Published { $time }
updated = Updated { $time }

# Notes to readers: the label in front of the words, and the name of the kind.
note-update = Editor’s note
note-clarification = Clarification
note-correction = Correction
note-editors_note = Editor’s note
note-withdrawal = Withdrawn
kind-update = Update
kind-clarification = Clarification
kind-correction = Correction
kind-editors_note = Editor’s note
kind-withdrawal = Withdrawn
note-to-readers = Note to readers
label-colon = { $label }:
withdrawn-title = This story was withdrawn
withdrawn-story = A story that was withdrawn

# Drafts of a note. TK stands where only a person knows; it blocks until somebody has filled it in.
draft-update = The story was updated with TK.
draft-clarification = This story was changed to make clear that TK.
draft-correction = An earlier version of this story said TK.
draft-correction-now = An earlier version of this story said “{ $old }”. It should have said “{ $new }”.
draft-correction-gone = An earlier version of this story said “{ $old }”. That was wrong.
draft-editors_note = TK
draft-withdrawal = This story was withdrawn because TK.

# Pictures, cards, embeds
illustrative = Illustrative purposes only
illustrative-caption = Illustrative purposes only: { $caption }
related = Related
related-story = Related story
portrait-of = Portrait of { $name }
embed-from = From { $host }
embed-elsewhere = From another website
embed-about = A page on another website. Nothing is loaded from it until you open it.
embed-open = Open on { $host }

# The site's frame
skip-story = Go to the story
skip-news = Go to the news
sections = Sections
all = All
corrections = Corrections
all-corrections = All corrections
no-corrections = Nothing has been updated or corrected.
updated-and-corrected = Updated and corrected
notes-to-readers = Notes to readers
news-feed = News feed
no-news = No stories yet.
show-more = Show more
latest = Back to the latest
feed = Feed
feed-atom = Feed (Atom)
authors = Authors
about = About
write-to-the-desk = Write to the desk
read-more = Read more
topics = Topics
who-wrote-this = Who wrote this story
page-number = page { $number }
moved-title = This page has moved
moved-here = The story is now here:
foot = { $name } corrects in the open: what was wrong, what is right and when it changed stay on the story and on the corrections page.

# Dates. Months and days of the week are numbers from 1; weeks begin on Monday.
date = { $day } { $month } { $year }
date-this-year = { $day } { $month }
date-time = { $date }, { $time } { $zone }
date-time-short = { $date }, { $time }
day-heading = { $weekday } { $date }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
month = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
# Days as a sentence names them: "it opened on Tuesday".
on-date = on { $date }
on-weekday = { $n ->
    [1] on Monday
    [2] on Tuesday
    [3] on Wednesday
    [4] on Thursday
    [5] on Friday
    [6] on Saturday
   *[7] on Sunday
}

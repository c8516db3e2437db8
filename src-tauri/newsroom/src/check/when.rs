//! Time-aware copy: what "today" meant when somebody wrote it, and whether it still says so to those who will
//! read it.
//!
//! *The day of writing* is the day, in the house's zone, on which the last letter of the word was typed. The
//! document knows that of every letter (its operation, and the span that has the operation's time), so a
//! paragraph of Monday and one of Tuesday are each held against their own day; the text's last change would
//! make yesterday's "today" young again with every comma. What was pasted, or brought back from a revision,
//! counts as written then: nobody knows better, and a person had it before their eyes. A time is known to the
//! minute that its span began, and by the clock of the computer that it was typed on.
//!
//! *The day of reading* is that of the moment at which the story goes out: now, its publishing time, or the
//! end of its embargo, whichever is last.
//!
//! What is offered is a weekday or a date, never "yesterday": that would be right for one day only, and would
//! itself count as written today. What a quotation says is told, and never changed.

use super::{
    time_word::{time_words, Means, Room, TimeWord},
    Check, Kind, Place, Severity,
};
use crate::{outbox::live, workflow::State, Error, Newsroom, Result};
use chrono::{Datelike, Duration, NaiveDate};
use copy::{ReaderCopy, Sha256, StoryId};
use document::{Container, Utf16};
use publish::print::{is_within_a_week, Catalogue};
use std::collections::BTreeMap;

/// An age is looked at again when the story has waited for so many days: a birthday is likelier to lie between.
const AGE_LASTS: i64 = 7;

/// A word of time with the moment in which it was written.
#[derive(Debug, Clone)]
pub struct Timed {
    /// Its text.
    pub container: Container,
    /// That text's language (BCP 47).
    pub language: String,
    /// The word.
    pub word: TimeWord,
    /// When, UTC milliseconds.
    pub written_ms: i64,
}

/// What those who read it on that day, in that zone, would misunderstand, each with what may stand there instead.
pub(super) fn slipped(words: &[Timed], goes_ms: i64, time_zone: &str) -> Vec<Check> {
    let mut catalogues = BTreeMap::new();
    let told = words.iter().filter_map(|timed| {
        let language = timed.language.as_str();
        let catalogue = catalogues.entry(language).or_insert_with(|| Catalogue::new(language, time_zone));
        let (written, goes) = (catalogue.day(timed.written_ms), catalogue.day(goes_ms));
        let fixes = mended(&timed.word, written, goes, catalogue)?;
        Some(finding(timed, fixes, goes_ms, (written, goes)))
    });
    told.collect()
}

fn finding(timed: &Timed, fixes: Vec<String>, goes_ms: i64, days: (NaiveDate, NaiveDate)) -> Check {
    let word = &timed.word;
    let kind = match word.means {
        _ if word.is_quoted => Kind::WhenQuoted,
        Means::Age => Kind::WhenAge,
        _ => Kind::When,
    };
    let place = Place {
        container: timed.container.to_string(),
        paragraph: if timed.container == Container::Body { word.paragraph } else { 0 },
        from: word.from,
        to: word.to,
    };
    let mut check = Check::new(kind, Severity::Warns, Some(place))
        .with("text", word.words.as_str())
        .with("written", timed.written_ms.to_string())
        .with("goes", goes_ms.to_string());
    // Whoever lets it stand for one day has not let it stand for the next.
    let anchor = format!("{} {} {:?}", timed.container, word.context, days);
    check.key = format!("{}:{}", kind.key(), Sha256::of(anchor.as_bytes()));
    check.ignorable = true;
    check.fixes = fixes;
    check
}

/// What a word may be replaced with, so that it means on the day of reading what it meant on that of writing.
/// `None`: it still does. Nothing in it: a person has to write it anew, or it is somebody else's.
fn mended(
    word: &TimeWord,
    written: NaiveDate,
    goes: NaiveDate,
    catalogue: &Catalogue,
) -> Option<Vec<String>> {
    // A clock that was put back: what goes out before it was written tells nothing.
    let slip = u64::try_from((goes - written).num_days()).ok().filter(|slip| *slip > 0)?;
    let forms = match word.means {
        Means::Day(days) => {
            let day = written.checked_add_signed(Duration::days(days))?;
            form(word, day, written, goes, catalogue).into_iter().collect()
        }
        Means::Tonight => Vec::new(),
        Means::Weekday(number) => {
            let back = i64::from((written.weekday().number_from_monday() + 7 - number) % 7);
            let last = written.checked_sub_signed(Duration::days(back))?;
            let next = last.checked_add_signed(Duration::days(7))?;
            // As long as none has gone by since, readers take it for the one that was meant.
            if next >= goes {
                return None;
            }
            let is_replaceable = word.room == Room::Name;
            let dates = [last, next].map(|day| catalogue.date(day, goes));
            dates.into_iter().filter(|_| is_replaceable).collect()
        }
        Means::Age if slip.cast_signed() < AGE_LASTS => return None,
        Means::Age => Vec::new(),
    };
    Some(if word.is_quoted { Vec::new() } else { forms })
}

/// A day, as it may stand in a word's place.
fn form(
    word: &TimeWord,
    day: NaiveDate,
    written: NaiveDate,
    goes: NaiveDate,
    catalogue: &Catalogue,
) -> Option<String> {
    // A weekday that was still to come and has gone by would be asked about at once.
    let is_weekday = is_within_a_week(day, goes) && !(written < day && day < goes);
    let name = match (word.room, is_weekday) {
        (Room::Free, true) => catalogue.on_weekday(day),
        (Room::Free, false) if !word.has_hour => catalogue.on_date(day, goes),
        (Room::Name | Room::Bound, true) => catalogue.weekday(day),
        (Room::Name, false) if !word.has_hour => catalogue.date(day, goes),
        _ => return None,
    };
    let is_capital = word.words.chars().next().is_some_and(char::is_uppercase);
    match name.chars().next().filter(|_| is_capital) {
        Some(first) => Some(first.to_uppercase().chain(name.chars().skip(1)).collect()),
        None => Some(name),
    }
}

/// The texts of a copy that may speak of days, each with its language.
fn texts(copy: &ReaderCopy) -> impl Iterator<Item = (Container, &str)> {
    let story = copy.language.as_str();
    let fixed = [Container::Headline, Container::Deck, Container::Body].map(|text| (text, story));
    let captions = copy.figures.iter().map(move |figure| (Container::Caption(figure.id), story));
    let notes = copy.reader_notes.iter().map(|note| (Container::ReaderNote(note.id), note.language.as_str()));
    fixed.into_iter().chain(captions).chain(notes)
}

impl Newsroom {
    /// When a story goes out, as far as is known: at its publishing time and not before its embargo lifts.
    pub(crate) fn goes_ms(&self, story: StoryId, state: &State) -> Result<i64> {
        let now_ms = self.now().at_ms;
        let jobs = self.store().read(|on| store::job::list(on, story).map_err(Error::from))?;
        let due = jobs.iter().filter(|job| !job.is_finished).filter_map(|job| job.due_ms).max();
        let known = [due.or(state.scheduled_ms), state.embargo_until_ms].into_iter().flatten();
        Ok(known.chain([now_ms]).max().unwrap_or(now_ms))
    }

    /// The words of time in a story's headline, deck, body, captions and notes to readers that no reader has yet.
    /// What went out stands under the day that is printed above it.
    pub(crate) fn words_of_time(&self, story: StoryId, copy: &ReaderCopy) -> Result<Vec<Timed>> {
        let mut found = Vec::new();
        for (container, language) in texts(copy) {
            let lines = self.text_lines(story, &container)?;
            let words = time_words(&lines, language);
            let stretches: Vec<_> =
                words.iter().map(|word| (Utf16(word.from as usize), Utf16(word.to as usize))).collect();
            let written = self.last_written(story, &container, &stretches)?;
            let timed = words.into_iter().zip(written);
            let timed = timed.filter_map(|(word, at)| {
                Some(Timed { container, language: language.into(), word, written_ms: at? })
            });
            found.extend(timed);
        }
        if !found.is_empty() {
            let live_ms = self.live_text_ms(story)?;
            found.retain(|timed| live_ms.is_none_or(|live_ms| timed.written_ms > live_ms));
        }
        Ok(found)
    }

    /// When the text that readers have was set down.
    fn live_text_ms(&self, story: StoryId) -> Result<Option<i64>> {
        let (receipts, revisions) = self.store().read(|on| {
            Ok::<_, Error>((store::receipt::list(on, story)?, store::revision::list(on, story)?))
        })?;
        let live = live::live(&receipts).pop().map(|receipt| receipt.revision);
        let row = revisions.iter().find(|row| Some(row.revision) == live);
        Ok(row.map(|row| row.at.at_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Line, Run};

    fn one(text: &str, language: &str) -> TimeWord {
        let runs = vec![Run { text: text.to_owned(), ..Run::default() }];
        let line = Line { number: 1, runs, ..Line::default() };
        time_words(&[line], language).into_iter().next().expect("a word of time")
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 10, day).unwrap()
    }

    /// What is offered for a text of Tuesday 14 October that goes out on that day.
    fn mend(text: &str, language: &str, goes: u32) -> Option<Vec<String>> {
        mended(&one(text, language), day(14), day(goes), &Catalogue::new(language, "UTC"))
    }

    fn just(form: &str) -> Option<Vec<String>> {
        Some(vec![form.into()])
    }

    #[test]
    fn what_is_read_on_the_day_of_writing_stands() {
        for text in ["today", "tomorrow", "on Monday", "tonight", "aged 7"] {
            assert_eq!(mend(text, "en", 14), None, "{text}");
            assert_eq!(mend(text, "en", 13), None, "{text}, and a clock that was put back");
        }
    }

    #[test]
    fn what_slips_to_another_day_says_what_it_meant() {
        assert_eq!(mend("today", "en", 15), just("on Tuesday"));
        assert_eq!(mend("Today", "en", 15), just("On Tuesday"));
        assert_eq!(mend("tomorrow", "en", 15), just("on Wednesday"));
        assert_eq!(mend("yesterday", "en", 15), just("on Monday"));
        assert_eq!(mend("today", "en", 20), just("on Tuesday"));
        assert_eq!(mend("today", "en", 21), just("on 14 October"), "a week later it would be another one");
        assert_eq!(mend("tomorrow", "en", 17), just("on 15 October"), "not a weekday that has gone by since");
        assert_eq!(mend("until tomorrow", "en", 15), just("Wednesday"));
        assert_eq!(mend("today’s", "en", 15), just("Tuesday"), "what hangs on it stays");
        assert_eq!(mend("today’s", "en", 30), Some(vec![]), "no date has a possessive");
        assert_eq!(mend("tomorrow night", "en", 15), just("on Wednesday"));
        assert_eq!(mend("tomorrow night", "en", 30), Some(vec![]));
        assert_eq!(mend("tonight", "en", 15), Some(vec![]));
        assert_eq!(mend("сьогодні", "uk", 15), just("у вівторок"));
        assert_eq!(mend("Завтра", "uk", 15), just("У середу"));
        assert_eq!(mend("Сьогодні", "uk", 28), just("14 жовтня"));
    }

    #[test]
    fn a_quotation_is_told_and_never_changed() {
        assert_eq!(mend("“We open today,” he said", "en", 15), Some(vec![]));
        assert_eq!(mend("«Відкриємо завтра», — каже він", "uk", 15), Some(vec![]));
    }

    #[test]
    fn a_weekday_is_asked_about_once_another_one_has_gone_by() {
        assert_eq!(mend("on Monday", "en", 20), None, "the next Monday is still to come");
        let both = Some(vec!["13 October".into(), "20 October".into()]);
        assert_eq!(mend("on Monday", "en", 21), both, "which of them was meant only a person knows");
        assert_eq!(mend("next Monday", "en", 21), Some(vec![]));
        assert_eq!(mend("у понеділок", "uk", 21), Some(vec![]));
    }

    #[test]
    fn an_age_lasts_for_some_days() {
        assert_eq!(mend("aged 7", "en", 20), None);
        assert_eq!(mend("aged 7", "en", 21), Some(vec![]));
    }

    #[test]
    fn what_is_put_there_is_not_asked_about_again() {
        for (text, goes) in
            [("today", 15), ("tomorrow", 15), ("tomorrow", 17), ("yesterday", 15), ("today", 30)]
        {
            let fix = mend(text, "en", goes).expect("told").remove(0);
            let runs = vec![Run { text: format!("It opens {fix}."), ..Run::default() }];
            let words = time_words(&[Line { runs, ..Line::default() }], "en");
            let catalogue = Catalogue::new("en", "UTC");
            let again = words.iter().find_map(|word| mended(word, day(14), day(goes), &catalogue));
            assert_eq!(again, None, "“{text}” of the 14th, read on the {goes}th, is now “{fix}”");
        }
    }
}

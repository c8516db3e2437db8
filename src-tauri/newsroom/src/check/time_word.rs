//! Words that mean a day by the day on which they are read: "today", "завтра", "on Monday", an age. Where they
//! stand, and what stands around them; what they say of a day is [`super::when`]'s.

use super::Line;
use document::diff::news;

/// What a word says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// So many days from the day of writing.
    Day(i64),
    /// A part of the day of writing ("tonight"), which another day has no word for.
    Tonight,
    /// A day of the week, from Monday 1.
    Weekday(u32),
    /// How old somebody is.
    Age,
}

/// What may be put in a word's place, by what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Words that stand by themselves: "on Tuesday".
    Free,
    /// A name alone, because a preposition stands before it: "until Tuesday". The preposition stays.
    Name,
    /// A name that something hangs on: "Tuesday’s".
    Bound,
    /// Nothing that this knows of: the sentence has to be written anew.
    Tight,
}

/// A word of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeWord {
    /// The words.
    pub words: String,
    /// What they say.
    pub means: Means,
    /// Whether somebody else says it.
    pub is_quoted: bool,
    /// What may stand there instead.
    pub room: Room,
    /// Whether a part of the day follows ("tomorrow morning").
    pub has_hour: bool,
    /// Its paragraph, from 1.
    pub paragraph: u32,
    /// From, in UTF-16 units of its text.
    pub from: u32,
    /// To.
    pub to: u32,
    /// The words with what stands around them, which anchors "ignore here".
    pub context: String,
}

/// So many characters on each side anchor a finding.
const AROUND: usize = 24;

/// What a language calls days. A language that is not here has no such check.
struct Words {
    days: &'static [(&'static str, i64)],
    tonight: &'static [&'static str],
    weekdays: &'static [(&'static str, u32)],
    /// What a weekday's date may follow: the rest, "last Monday" and "Monday morning", is told only.
    on: &'static [&'static str],
    /// Whether a weekday means a day only with something of `on` or `points` before it.
    is_weekday_led: bool,
    /// What points from the day of writing: "next Monday".
    points: &'static [&'static str],
    /// Any of them, and so no day: "every Monday".
    any: &'static [&'static str],
    /// Prepositions after which a bare name stands.
    before_name: &'static [&'static str],
    /// Prepositions after which a name would need a form that is not known here.
    before_form: &'static [&'static str],
    hours: &'static [&'static str],
    /// What follows a number that is an age.
    after_age: &'static [&'static str],
    /// The word before a number that is an age.
    before_age: &'static [&'static str],
}

const ENGLISH: Words = Words {
    days: &[("today", 0), ("tomorrow", 1), ("yesterday", -1)],
    tonight: &["tonight"],
    weekdays: &[
        ("monday", 1),
        ("tuesday", 2),
        ("wednesday", 3),
        ("thursday", 4),
        ("friday", 5),
        ("saturday", 6),
        ("sunday", 7),
    ],
    on: &["on"],
    is_weekday_led: false,
    points: &["last", "next", "this", "coming", "previous"],
    any: &["every", "each", "any", "a", "most", "some"],
    before_name: &[
        "until", "till", "by", "from", "since", "for", "of", "before", "after", "through", "to", "than",
    ],
    before_form: &[],
    hours: &["morning", "afternoon", "evening", "night", "noon", "midnight"],
    after_age: &["-year-old", " years old"],
    before_age: &["aged", "age"],
};

const UKRAINIAN: Words = Words {
    days: &[
        ("сьогодні", 0),
        ("завтра", 1),
        ("вчора", -1),
        ("учора", -1),
        ("післязавтра", 2),
        ("позавчора", -2),
    ],
    tonight: &[],
    weekdays: &[
        ("понеділок", 1),
        ("вівторок", 2),
        ("середу", 3),
        ("четвер", 4),
        ("п'ятницю", 5),
        ("суботу", 6),
        ("неділю", 7),
    ],
    // "У середу" becomes "15 жовтня": the preposition would go, and so it is told only.
    on: &[],
    is_weekday_led: true,
    points: &["у", "в", "цю", "на", "минулу", "минулий", "наступну", "наступний"],
    any: &["кожен", "кожну", "щосереди"],
    before_name: &[],
    before_form: &["до", "на", "з", "із", "зі", "від", "після", "про", "за", "о", "аж"],
    hours: &["вранці", "зранку", "вдень", "ввечері", "увечері", "вночі", "уночі", "опівночі"],
    after_age: &["-річн"],
    before_age: &["віком"],
};

fn words_of(language: &str) -> Option<&'static Words> {
    match language.split('-').next().unwrap_or_default().to_lowercase().as_str() {
        "en" => Some(&ENGLISH),
        "uk" => Some(&UKRAINIAN),
        _ => None,
    }
}

/// The words of time in some lines.
pub fn time_words(lines: &[Line], language: &str) -> Vec<TimeWord> {
    let Some(words) = words_of(language) else { return Vec::new() };
    lines.iter().flat_map(|line| in_line(line, words)).collect()
}

/// A word and where it stands in its line, in characters.
struct Token {
    from: usize,
    to: usize,
    folded: String,
}

/// A line's characters. What is only suggested is not there for readers, and stands for itself as blanks, so
/// that what follows is where it is.
fn characters(line: &Line) -> Vec<char> {
    let blank = |c: char| if c.len_utf16() == 2 { '\u{1F5CC}' } else { ' ' };
    let run = |run: &super::Run| -> Vec<char> {
        run.text.chars().map(|c| if run.is_suggested { blank(c) } else { c }).collect()
    };
    line.runs.iter().flat_map(run).collect()
}

fn in_line(line: &Line, words: &Words) -> Vec<TimeWord> {
    let text = characters(line);
    let folded = |from: usize, to: usize| -> String {
        let part = text.get(from..to).unwrap_or_default();
        part.iter()
            .flat_map(|c| c.to_lowercase())
            .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
            .collect()
    };
    let tokens: Vec<Token> =
        tokens(&text).into_iter().map(|(from, to)| Token { from, to, folded: folded(from, to) }).collect();
    let quoted = quoted(&text);
    let mut found = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| tokens.get(n)).filter(|before| {
            // Not over the end of a sentence.
            text.get(before.to..token.from).is_some_and(|between| between.iter().all(|c| c.is_whitespace()))
        });
        let before = before.map(|token| token.folded.as_str()).unwrap_or_default();
        let next = tokens.get(n + 1).map(|token| token.folded.as_str()).unwrap_or_default();
        let (word, is_bound) = match token.folded.split_once('\'') {
            Some((word, "s")) => (word, true),
            _ => (token.folded.as_str(), false),
        };
        let means = meaning(word, before, words).or_else(|| {
            // Only a number is looked around for its words.
            let is_number = word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit());
            let after = is_number.then(|| folded(token.to, (token.to + 12).min(text.len())))?;
            is_age(before, &after, words).then_some(Means::Age)
        });
        let Some(means) = means else { continue };
        let to = token.from + word.chars().count();
        let unit = |at: usize| -> u32 {
            let before = text.get(..at).unwrap_or_default();
            line.from + before.iter().map(|c| u32::try_from(c.len_utf16()).unwrap_or(1)).sum::<u32>()
        };
        let around = text.get(token.from.saturating_sub(AROUND)..(to + AROUND).min(text.len()));
        let has_hour = words.hours.contains(&next);
        found.push(TimeWord {
            words: text.get(token.from..to).unwrap_or_default().iter().collect(),
            means,
            is_quoted: line.is_quote || quoted.get(token.from).copied().unwrap_or(false),
            room: room(means, before, is_bound, has_hour, words),
            has_hour,
            paragraph: line.number,
            from: unit(token.from),
            to: unit(to),
            context: around.unwrap_or_default().iter().collect(),
        });
    }
    found
}

fn meaning(word: &str, before: &str, words: &Words) -> Option<Means> {
    if let Some((_, days)) = words.days.iter().find(|(known, _)| *known == word) {
        return Some(Means::Day(*days));
    }
    if words.tonight.contains(&word) {
        return Some(Means::Tonight);
    }
    let (_, number) = words.weekdays.iter().find(|(known, _)| *known == word)?;
    let is_led = words.on.contains(&before) || words.points.contains(&before);
    let is_a_day = (is_led || !words.is_weekday_led) && !words.any.contains(&before);
    is_a_day.then_some(Means::Weekday(*number))
}

fn is_age(before: &str, after: &str, words: &Words) -> bool {
    words.after_age.iter().any(|known| after.starts_with(known)) || words.before_age.contains(&before)
}

fn room(means: Means, before: &str, is_bound: bool, has_hour: bool, words: &Words) -> Room {
    match means {
        Means::Tonight | Means::Age => Room::Tight,
        Means::Weekday(_) if words.on.contains(&before) && !is_bound && !has_hour => Room::Name,
        Means::Weekday(_) => Room::Tight,
        Means::Day(_) if is_bound => Room::Bound,
        Means::Day(_) if words.before_name.contains(&before) => Room::Name,
        Means::Day(_) if words.before_form.contains(&before) => Room::Tight,
        Means::Day(_) => Room::Free,
    }
}

/// Where words stand: letters and digits, with an apostrophe between two of them.
fn tokens(text: &[char]) -> Vec<(usize, usize)> {
    let is_word = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
    let joins = |at: usize| {
        let apostrophe = text.get(at).is_some_and(|c| matches!(c, '\'' | '’' | 'ʼ'));
        apostrophe && at.checked_sub(1).is_some_and(is_word) && is_word(at + 1)
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 0..text.len() {
        if is_word(at) || joins(at) {
            match found.last_mut() {
                Some((_, to)) if *to == at => *to = at + 1,
                _ => found.push((at, at + 1)),
            }
        }
    }
    found
}

/// Which characters stand within quotation marks, of whichever house.
fn quoted(text: &[char]) -> Vec<bool> {
    let whole: String = text.iter().collect();
    let within = news::quotations(&whole);
    let places = whole.char_indices().map(|(at, _)| at);
    places.map(|at| within.iter().any(|range| range.contains(&at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Run;

    fn line(text: &str) -> Line {
        let run = Run { text: text.to_owned(), ..Run::default() };
        Line { from: 10, number: 1, runs: vec![run], is_quote: false }
    }

    fn found(text: &str, language: &str) -> Vec<(String, Means, u32, u32)> {
        let words = time_words(&[line(text)], language).into_iter();
        words.map(|word| (word.words, word.means, word.from, word.to)).collect()
    }

    fn room_of(text: &str, language: &str) -> Room {
        time_words(&[line(text)], language).first().expect("a word of time").room
    }

    #[test]
    fn words_of_time_are_found_whole_and_where_they_stand() {
        assert_eq!(found("😀 Buses run today.", "en"), [("today".into(), Means::Day(0), 23, 28)]);
        assert_eq!(found("Yesterday’s works", "en"), [("Yesterday".into(), Means::Day(-1), 10, 19)]);
        assert_eq!(found("It opens on Monday", "en-GB"), [("Monday".into(), Means::Weekday(1), 22, 28)]);
        assert_eq!(found("A 34-year-old and one aged 7, of 12 buses", "en").len(), 2);
        assert_eq!(found("todays Mondays tomorrows, every Monday", "en"), []);
        assert_eq!(found("Сьогодні й завтра, у п’ятницю", "uk").len(), 3);
        assert_eq!(found("34-річний водій віком 34 роки", "uk").len(), 2);
        assert_eq!(found("On page 12 he managed 7 of stage 3", "en"), [], "words that only end like an age");
        assert_eq!(found("Чоловіком 30 було", "uk"), []);
        assert_eq!(found("Понеділок — день важкий", "uk"), [], "a weekday that names no day");
        assert_eq!(found("heute und morgen", "de"), [], "no language that is not known");
    }

    #[test]
    fn what_is_only_suggested_is_no_word_of_readers() {
        let run = |text: &str, is_suggested| Run { text: text.to_owned(), is_suggested, ..Run::default() };
        let runs = vec![run("It opens ", false), run("😀 tomorrow ", true), run("today.", false)];
        let words = time_words(&[Line { runs, ..line("") }], "en");
        assert_eq!(words.len(), 1, "{words:?}");
        assert_eq!((words[0].words.as_str(), words[0].from, words[0].to), ("today", 31, 36));
    }

    #[test]
    fn what_stands_around_a_word_says_what_may_take_its_place() {
        assert_eq!(room_of("It opens today.", "en"), Room::Free);
        assert_eq!(room_of("It is closed until tomorrow.", "en"), Room::Name);
        assert_eq!(room_of("Today’s meeting", "en"), Room::Bound);
        assert_eq!(room_of("It ends. On Monday it opens", "en"), Room::Name);
        assert_eq!(room_of("Next Monday it opens", "en"), Room::Tight, "a date after “next” says nothing");
        assert_eq!(room_of("It opens on Monday morning", "en"), Room::Tight);
        assert_eq!(room_of("He left, by then. Today it opens", "en"), Room::Free, "another sentence’s word");
        assert_eq!(room_of("до завтра", "uk"), Room::Tight, "a form that is not known here");
        assert_eq!(room_of("у середу", "uk"), Room::Tight);
        assert_eq!(room_of("Завтра відкриють", "uk"), Room::Free);
    }

    #[test]
    fn what_somebody_else_says_is_known_as_that() {
        let is_quoted = |text: &str| time_words(&[line(text)], "en")[0].is_quoted;
        assert!(is_quoted("“We open today,” he said"));
        assert!(is_quoted("„Today“"));
        assert!(is_quoted("‘It’s open today,’ he said"));
        assert!(is_quoted("“It goes on and on today"), "a quotation that goes on in the next paragraph");
        assert!(!is_quoted("“We open,” he said today"));
        let block = Line { is_quote: true, ..line("We open today") };
        assert!(time_words(&[block], "en")[0].is_quoted, "and a quotation set as a block");
    }
}

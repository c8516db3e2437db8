//! What stands between a story and its readers: checks before publishing, each with its place.
//!
//! Pure: what is looked at comes in, what was found goes out. Sentences are the interface's.

mod ignore;
mod line;
mod placeholder;
mod time_word;
mod when;

pub use line::{Line, Run};
pub use placeholder::{is_unfinished, placeholders, Placeholder};
pub use when::Timed;

use crate::house::House;
use crate::outbox::ClockSaid;
use crate::story_file::Clash;
use crate::workflow::State;
use copy::{FigureId, ReaderCopy, Sha256};
use publish::ClockOff;
use std::collections::BTreeMap;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Publishing is refused.
    Blocks,
    /// A person should look.
    Warns,
    /// All is well.
    Passes,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// A text (`body`) or a fact (`byline`, `figure:<id>`).
    pub container: String,
    /// Its paragraph, from 1; 0: none.
    pub paragraph: u32,
    /// From, in UTF-16 units of the text.
    pub from: u32,
    /// To.
    pub to: u32,
}

impl Place {
    fn fact(name: impl Into<String>) -> Self {
        Self { container: name.into(), ..Self::default() }
    }
}

/// Which check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // The names say it; the sentences are the interface's.
pub enum Kind {
    Tk,
    TkMaybe,
    Headline,
    Byline,
    Credit,
    Alt,
    Embargo,
    Slug,
    Approval,
    Held,
    Clash,
    Suggestions,
    Threads,
    NoteItems,
    When,
    WhenQuoted,
    WhenAge,
    Clock,
}

impl Kind {
    /// The name on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tk => "tk",
            Self::TkMaybe => "tk_maybe",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Alt => "alt",
            Self::Embargo => "embargo",
            Self::Slug => "slug",
            Self::Approval => "approval",
            Self::Held => "held",
            Self::Clash => "clash",
            Self::Suggestions => "suggestions",
            Self::Threads => "threads",
            Self::NoteItems => "note_items",
            Self::When => "when",
            Self::WhenQuoted => "when_quoted",
            Self::WhenAge => "when_age",
            Self::Clock => "clock",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable for one place in one text, so that "ignore here" is anchored.
    pub key: String,
    /// Which check.
    pub kind: Kind,
    /// How serious.
    pub severity: Severity,
    /// Arguments of the sentence.
    pub arguments: BTreeMap<&'static str, String>,
    /// Where.
    pub place: Option<Place>,
    /// Whether a person may ignore it here.
    pub ignorable: bool,
    /// Who did.
    pub ignored_by: Option<String>,
    /// Words that may be put in the place of those that were found; a person chooses.
    pub fixes: Vec<String>,
}

impl Check {
    fn new(kind: Kind, severity: Severity, place: Option<Place>) -> Self {
        Self {
            key: kind.key().to_owned(),
            kind,
            severity,
            arguments: BTreeMap::new(),
            place,
            ignorable: false,
            ignored_by: None,
            fixes: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.insert(name, value.into());
        self
    }
}

/// Everything a check may look at.
pub struct Subject<'a> {
    /// The head.
    pub copy: &'a ReaderCopy,
    /// The head's body with the place of each paragraph.
    pub lines: &'a [Line],
    /// The state at the desk.
    pub state: &'a State,
    /// The house.
    pub house: &'a House,
    /// When it is to be sent, UTC milliseconds.
    pub sent_ms: i64,
    /// When readers will have it: not before the embargo lifts.
    pub goes_ms: i64,
    /// What a destination says of this computer's clock.
    pub clock: Option<&'a ClockSaid>,
    /// The words of time that no reader has yet.
    pub times: &'a [Timed],
    /// Slugs taken by other stories, with the destination's name.
    pub slugs_taken: &'a [(String, String)],
    /// Whether somebody else must approve; otherwise publishing approves.
    pub needs_approval: bool,
    /// What colleagues have asked for and nobody has settled.
    pub asked: Asked,
    /// Parts that two desks changed at once, between which nobody has chosen.
    pub clashes: &'a [Clash],
}

/// What colleagues have asked for in a story, and nobody has settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Suggestions that are neither accepted nor rejected.
    pub suggestions: usize,
    /// Threads that are open.
    pub threads: usize,
    /// Items of the last revision note that nobody has ticked.
    pub items: usize,
}

/// All findings: blocking ones first, then warnings, then what is well.
pub fn run(subject: &Subject<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(text(subject));
    checks.push(headline(subject.copy));
    checks.push(byline(subject.copy));
    checks.extend(figures(subject));
    checks.extend(desk(subject));
    checks.extend(clashes(subject.clashes));
    checks.extend(asked(subject.asked));
    checks.extend(times(subject));
    checks.extend(subject.clock.map(clock));
    checks.sort_by_key(|check| check.severity);
    keep_apart(&mut checks);
    checks
}

/// The same words in two places are two findings, each to be ignored by itself.
fn keep_apart(checks: &mut [Check]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for check in checks {
        let times = seen.entry(check.key.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            check.key = format!("{}:{times}", check.key);
        }
    }
}

/// By a clock that is off, embargoes and schedules are, too.
fn clock(said: &ClockSaid) -> Check {
    let (way, minutes) = match said.off {
        ClockOff::Slow(minutes) => ("slow", minutes),
        ClockOff::Fast(minutes) => ("fast", minutes),
    };
    Check::new(Kind::Clock, Severity::Warns, None)
        .with("way", way)
        .with("minutes", minutes.to_string())
        .with("destination", said.destination.as_str())
}

fn times(subject: &Subject<'_>) -> Vec<Check> {
    when::slipped(subject.times, subject.goes_ms, &subject.house.time_zone)
}

/// The findings that forbid publishing.
pub fn blocking(checks: &[Check]) -> impl Iterator<Item = &Check> {
    checks.iter().filter(|check| check.severity == Severity::Blocks && check.ignored_by.is_none())
}

fn text(subject: &Subject<'_>) -> Vec<Check> {
    let found = placeholders(subject.lines, &subject.house.placeholders);
    found
        .into_iter()
        .map(|placeholder| {
            let (kind, severity) = if placeholder.certain {
                (Kind::Tk, Severity::Blocks)
            } else {
                (Kind::TkMaybe, Severity::Warns)
            };
            let place = Place {
                container: "body".into(),
                paragraph: placeholder.paragraph,
                from: placeholder.from,
                to: placeholder.to,
            };
            let mut check = Check::new(kind, severity, Some(place))
                .with("text", placeholder.word)
                .with("paragraph", placeholder.paragraph.to_string());
            check.key = format!("{}:{}", kind.key(), Sha256::of(placeholder.context.as_bytes()));
            check.ignorable = true;
            check
        })
        .collect()
}

fn headline(copy: &ReaderCopy) -> Check {
    let severity = if copy.headline.is_blank() { Severity::Blocks } else { Severity::Passes };
    Check::new(Kind::Headline, severity, Some(Place::fact("headline")))
}

fn byline(copy: &ReaderCopy) -> Check {
    let named = copy.byline.iter().any(|one| !one.name.trim().is_empty());
    let severity = if named { Severity::Passes } else { Severity::Blocks };
    Check::new(Kind::Byline, severity, Some(Place::fact("byline")))
}

fn figures(subject: &Subject<'_>) -> Vec<Check> {
    let template = &subject.house.credit_template;
    let lacking = |kind: Kind, lacks: &dyn Fn(&copy::FigureFacts) -> bool| {
        let ids: Vec<FigureId> = subject
            .copy
            .figures
            .iter()
            .filter(|figure| lacks(&figure.facts))
            .map(|figure| figure.id)
            .collect();
        if ids.is_empty() && !subject.copy.figures.is_empty() {
            return vec![Check::new(kind, Severity::Passes, None)];
        }
        ids.into_iter()
            .map(|id| {
                let mut check = Check::new(kind, Severity::Blocks, Some(Place::fact(format!("figure:{id}"))));
                check.key = format!("{}:{id}", kind.key());
                check
            })
            .collect()
    };
    let mut checks = lacking(Kind::Credit, &|facts| copy::credit::credit_line(template, facts).is_empty());
    checks.extend(lacking(Kind::Alt, &|facts| facts.alt.trim().is_empty()));
    checks
}

fn desk(subject: &Subject<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(until) = subject.state.embargo_until_ms.filter(|until| *until > subject.sent_ms) {
        let place = Some(Place::fact("embargo"));
        checks.push(Check::new(Kind::Embargo, Severity::Blocks, place).with("until", until.to_string()));
    }
    for (destination, slug) in subject.slugs_taken {
        let mut check = Check::new(Kind::Slug, Severity::Blocks, Some(Place::fact("web_slug")))
            .with("destination", destination.as_str())
            .with("slug", slug.as_str());
        check.key = format!("slug:{destination}");
        checks.push(check);
    }
    if subject.state.held {
        checks.push(Check::new(Kind::Held, Severity::Blocks, None));
    }
    if subject.state.approval.is_some() {
        checks.push(Check::new(Kind::Approval, Severity::Passes, None));
    } else if subject.needs_approval {
        let changed = subject.state.changed_since_approval.to_string();
        checks.push(Check::new(Kind::Approval, Severity::Blocks, None).with("changed", changed));
    }
    checks
}

/// Each by itself: the place of a clash is the choice between its two versions.
fn clashes(clashes: &[Clash]) -> impl Iterator<Item = Check> + '_ {
    clashes.iter().filter_map(|clash| {
        let name = format!("{}:{}", Kind::Clash.key(), clash.id?);
        let place = Some(Place::fact(name.clone()));
        let check = Check::new(Kind::Clash, Severity::Blocks, place).with("place", clash.place.as_str());
        Some(Check { key: name, ..check })
    })
}

fn asked(asked: Asked) -> Vec<Check> {
    let found = [
        (Kind::Suggestions, Severity::Blocks, asked.suggestions),
        (Kind::Threads, Severity::Warns, asked.threads),
        (Kind::NoteItems, Severity::Warns, asked.items),
    ];
    let some = found.into_iter().filter(|(.., count)| *count > 0);
    some.map(|(kind, severity, count)| Check::new(kind, severity, None).with("count", count.to_string()))
        .collect()
}

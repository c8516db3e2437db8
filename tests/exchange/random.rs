//! Desks at random: they write, say, suggest, approve, bring back, keep and send, in any order; in the end
//! everybody takes everything twice and all have the same.
//!
//! A case is a list of steps with raw numbers, read modulo what there is when a step runs: so any step of
//! one that fails can be dropped, and what is printed is the shortest that still does.

use crate::{
    first_seed, rounds,
    story_file::{agree, Office},
};
use copy::{StoryId, SuggestionId, ThreadId};
use copydesk_tests::desk::SetClock;
use document::{Container, Delta, FactChange, Place, Utf16, Verdict};
use newsroom::{
    review::Wish,
    revision::RevisionKind,
    story_file::Kind,
    suggestion::Which,
    thread::{About, Standing, Words},
    workflow::Move,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{collections::BTreeSet, panic::AssertUnwindSafe};

const BODY: Container = Container::Body;

/// Everybody knows everybody's key: from here on files are locked for colleagues.
fn introduce(offices: &[Office]) {
    for (at, office) in offices.iter().enumerate() {
        let story = office.desk().whole_story("Hello", "Hello.");
        let file = office.sends(story, Kind::Full);
        for (other, colleague) in offices.iter().enumerate() {
            if other != at {
                colleague.takes(&file);
            }
        }
    }
}

/// Who, what, and two raw numbers.
type Step = [usize; 4];

fn drawn(seed: u64, count: usize) -> Vec<Step> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| std::array::from_fn(|_| dice.random_range(0..10_000))).collect()
}

/// Runs the cases of the seeds; of one that fails the shortest form is printed.
fn hold(short: u64, long: u64, count: usize, run: impl Fn(&[Step])) {
    let fails = |steps: &[Step]| std::panic::catch_unwind(AssertUnwindSafe(|| run(steps))).err();
    for seed in first_seed().map_or(0..rounds(short, long), |seed| seed..seed + 1) {
        let mut steps = drawn(seed, count);
        let Some(panic) = fails(&steps) else { continue };
        let why = panic.downcast_ref::<String>().cloned().unwrap_or_default();
        let mut at = steps.len();
        while at > 0 {
            at -= 1;
            let mut fewer = steps.clone();
            fewer.remove(at);
            if fails(&fewer).is_some() {
                steps = fewer;
            }
        }
        panic!("COPYDESK_SEED={seed}: {why}\nthe shortest case: {steps:?}");
    }
}

fn chosen<T>(from: &[T], raw: usize) -> Option<&T> {
    from.get(raw % from.len().max(1))
}

struct World<'a> {
    offices: &'a [Office],
    story: StoryId,
    files: Vec<Vec<u8>>,
    /// Every word that was written, and that nobody took away.
    words: BTreeSet<String>,
    next: usize,
    threads: BTreeSet<ThreadId>,
    /// All that were ever pending, but for those that their authors took back.
    suggested: BTreeSet<SuggestionId>,
}

impl World<'_> {
    fn step(&mut self, [who, what, a, b]: Step) {
        let Some(office) = chosen(self.offices, who) else { return };
        let (desk, member, story) = (office.desk(), office.desk().reporter, self.story);
        if desk.open_story(story).is_err() {
            return self.take(office, a);
        }
        let body = office.body(story);
        let starts: Vec<usize> =
            body.char_indices().map(|(byte, _)| body[..byte].encode_utf16().count()).collect();
        let from = *chosen(&starts, a).expect("a place");
        let to = (from + 1 + b % 12).min(starts.len().saturating_sub(1)).max(from);
        match what % 24 {
            0..6 => {
                let word = self.word("w");
                desk.types(member, story, BODY, Delta::new().retain(from).insert(format!(" {word} ")));
                self.words.insert(word);
            }
            6 => desk.sets(story, FactChange::Dateline(format!("Dateline {}", a % 4))),
            7 | 8 => drop(desk.save_revision(member, story, RevisionKind::Saved, "")),
            9 => {
                let moves = [Move::Filed, Move::Approved, Move::SentBack, Move::Held, Move::Released];
                let kind = *chosen(&moves, a).expect("a move");
                // Rules may say no.
                let _ = desk.move_story(member, story, Wish::because(kind, "why"));
            }
            10 | 11 => {
                let word = self.word("s");
                self.suggest(office, Delta::new().retain(from).insert(format!(" {word} ")));
            }
            12 | 13 if to > from => self.suggest(office, Delta::new().retain(from).delete(to - from)),
            14 => {
                let pending = desk.suggestions(story).expect("listed").pending;
                if let Some(one) = chosen(&pending, a) {
                    let verdict = if b.is_multiple_of(2) { Verdict::Accept } else { Verdict::Reject };
                    let which = Which::These(vec![one.id]);
                    self.losing(office, || drop(desk.settle_suggestions(member, story, &which, verdict)));
                }
            }
            15 if to > from => {
                let place = Place { container: BODY, from: Utf16(from), to: Utf16(to) };
                let words = Words::plain("Who says so?");
                let thread = desk.open_thread(member, story, &About::Words(place), None, words, None);
                self.threads.insert(thread.expect("opened"));
            }
            16 => {
                let revisions = desk.revisions(story).expect("listed");
                if let Some(row) = chosen(&revisions, a) {
                    self.losing(office, || drop(desk.restore_revision(member, story, row.revision)));
                }
            }
            17 if to > from => {
                let delta = Delta::new().retain(from).delete(to - from);
                self.losing(office, || drop(desk.types(member, story, BODY, delta)));
            }
            18..20 => self.files.push(office.sends_to_colleagues(story, Kind::Full)),
            _ => self.take(office, a),
        }
    }

    fn word(&mut self, family: &str) -> String {
        self.next += 1;
        format!("{family}{}e", self.next)
    }

    fn take(&self, office: &Office, raw: usize) {
        if let Some(file) = chosen(&self.files, raw) {
            office.takes(file);
        }
    }

    fn suggest(&mut self, office: &Office, delta: Delta) {
        let desk = office.desk();
        let pending = || -> BTreeSet<SuggestionId> {
            desk.suggestions(self.story).expect("listed").pending.iter().map(|one| one.id).collect()
        };
        let before = pending();
        desk.suggest_story(desk.reporter, desk.edit(self.story, BODY, delta)).expect("suggested");
        let after = pending();
        let unexplained: Vec<_> = {
            let gone = desk.suggestions(self.story).expect("listed").gone;
            let known: BTreeSet<_> = gone.iter().map(|row| row.suggestion).collect();
            before.difference(&after).filter(|id| !known.contains(id)).copied().collect()
        };
        // One's own words, taken back before anybody decided.
        self.suggested.retain(|id| !unexplained.contains(id));
        self.suggested.extend(after);
    }

    /// Something that takes words away; those that are not there any more nobody promises.
    fn losing(&mut self, office: &Office, act: impl FnOnce()) {
        let before = office.body(self.story);
        act();
        let after = office.body(self.story);
        self.words.retain(|word| torn(&before, word) == 0 || (after.contains(word.as_str())));
    }

    /// Everybody takes everything, twice and in two orders.
    fn settle(&self) {
        for office in self.offices {
            office.takes(&self.files[0]);
        }
        for _ in 0..2 {
            let last: Vec<_> =
                self.offices.iter().map(|one| one.sends_to_colleagues(self.story, Kind::Full)).collect();
            for office in self.offices {
                for file in last.iter().chain(last.iter().rev()) {
                    office.takes(file);
                }
            }
        }
    }

    fn check(&self) {
        for office in self.offices {
            agree(&self.offices[0], office, self.story);
            let body = office.body(self.story);
            for word in &self.words {
                assert_eq!(torn(&body, word), 1, "{word} is there once");
            }
            let found = office.desk().suggestions(self.story).expect("listed");
            let pending: BTreeSet<_> = found.pending.iter().map(|one| one.id).collect();
            let gone: BTreeSet<_> = found.gone.iter().map(|row| row.suggestion).collect();
            for id in &self.suggested {
                assert!(pending.contains(id) || gone.contains(id), "{id} is gone, and nobody knows why");
            }
            let threads = office.desk().threads(self.story).expect("listed");
            for id in &self.threads {
                let one = threads.iter().find(|one| one.id == *id).expect("no thread is dropped");
                let is_on_words = matches!(&one.standing, Standing::Words(places) if !places.is_empty());
                assert!(is_on_words || !one.quote.is_empty(), "it has its words or their quotation");
            }
        }
    }
}

fn one_story(offices: &[Office], steps: &[Step]) {
    let story = offices[0].desk().whole_story("Bridge closes", "Start");
    let files = vec![offices[0].sends_to_colleagues(story, Kind::Full)];
    let mut world = World {
        offices,
        story,
        files,
        words: BTreeSet::new(),
        next: 0,
        threads: BTreeSet::new(),
        suggested: BTreeSet::new(),
    };
    steps.iter().for_each(|step| world.step(*step));
    world.settle();
    world.check();
}

/// How often a word is there, also with others typed into it.
fn torn(body: &str, word: &str) -> usize {
    let number: String = word.chars().filter(char::is_ascii_digit).collect();
    let whole = body.matches(word).count();
    // A word that somebody typed into still has all its letters, in their order.
    let mut letters = word.chars().peekable();
    if whole == 0 {
        body.chars().for_each(|c| {
            letters.next_if_eq(&c);
        });
        return usize::from(letters.peek().is_none() && !number.is_empty());
    }
    whole
}

#[test]
fn desks_at_random_end_with_the_same() {
    let clock = SetClock::still();
    let mut offices: Vec<Office> = (1..=3).map(|seed| Office::new(seed, &clock)).collect();
    introduce(&offices);
    hold(12, 400, 32, |steps| one_story(&offices, steps));
    for office in &mut offices {
        office.restarts();
        office.is_healthy();
    }
}

/// Two desks that send clean copies only: the words of both, each once and apart from its neighbours.
fn two_clean_copies(offices: &[Office], clock: &SetClock, steps: &[Step]) {
    let [a, b] = offices else { unreachable!("two offices") };
    let story = a.desk().whole_story("Bridge closes", "Start");
    b.takes(&a.sends_to_colleagues(story, Kind::Clean));
    let mut words = vec!["Start".to_owned()];
    let mut files: [Vec<Vec<u8>>; 2] = Default::default();
    for (n, [who, what, at, _]) in steps.iter().enumerate() {
        let from = who % 2;
        let (office, other) = if from == 0 { (a, b) } else { (b, a) };
        clock.advance_ms(1_000);
        match what % 4 {
            0 | 1 => {
                // Before a word, or behind one, with the space that belongs there.
                let word = format!("w{n}e");
                let body = office.body(story);
                let (at, begins) = *chosen(&edges(&body), *at).expect("a word");
                let typed = if begins { format!("{word} ") } else { format!(" {word}") };
                let delta = Delta::new().retain(at).insert(typed);
                office.desk().types(office.desk().reporter, story, BODY, delta);
                words.push(word);
            }
            2 => files[from].push(office.sends_to_colleagues(story, Kind::Clean)),
            _ => {
                if let Some(file) = chosen(&files[from], *at) {
                    other.takes(file);
                }
            }
        }
    }
    for _ in 0..2 {
        b.takes(&a.sends_to_colleagues(story, Kind::Clean));
        a.takes(&b.sends_to_colleagues(story, Kind::Clean));
    }
    assert_eq!(a.hash(story), b.hash(story), "one copy on both desks");
    let body = a.body(story);
    for word in &words {
        let found = body.split_whitespace().filter(|it| it == word).count();
        assert_eq!(found, 1, "{word} is there once, and a word: {body}");
    }
}

/// Where the words of a text begin (true) and end, in UTF-16 units of ASCII text.
fn edges(body: &str) -> Vec<(usize, bool)> {
    let is_space =
        |at: Option<usize>| at.and_then(|at| body.as_bytes().get(at)).is_none_or(u8::is_ascii_whitespace);
    let edge = |at: usize| match (is_space(at.checked_sub(1)), is_space(Some(at))) {
        (true, false) => Some((at, true)),
        (false, true) => Some((at, false)),
        _ => None,
    };
    (0..body.len()).filter_map(edge).collect()
}

#[test]
fn clean_copies_at_random_lose_nothing_and_double_nothing() {
    let clock = SetClock::still();
    let offices: Vec<Office> = (4..=5).map(|seed| Office::new(seed, &clock)).collect();
    introduce(&offices);
    hold(24, 400, 24, |steps| two_clean_copies(&offices, &clock, steps));
}

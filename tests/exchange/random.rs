//! Desks at random: they write, say, approve, keep and send, in any order; in the end everybody takes
//! everything twice and all have the same.

use crate::{
    first_seed, rounds,
    story_file::{agree, Office},
};
use copy::StoryId;
use copydesk_tests::desk::SetClock;
use document::{Container, Delta, FactChange};
use newsroom::{revision::RevisionKind, story_file::Kind, workflow::Move};
use rand::{seq::IndexedRandom, Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

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

struct World<'a> {
    offices: &'a [Office],
    random: ChaCha8Rng,
    files: Vec<Vec<u8>>,
    /// Every word that was written and not taken away.
    words: Vec<String>,
    next: usize,
}

impl World<'_> {
    fn step(&mut self, story: StoryId) {
        let office = self.offices.choose(&mut self.random).expect("an office");
        let here = office.desk().open_story(story).is_ok();
        match self.random.random_range(0..12) {
            0..5 if here => {
                let body = office.body(story);
                let starts: Vec<usize> =
                    body.char_indices().map(|(byte, _)| body[..byte].encode_utf16().count()).collect();
                let at = *starts.choose(&mut self.random).expect("a place");
                self.next += 1;
                let word = format!("w{}e", self.next);
                let delta = Delta::new().retain(at).insert(format!(" {word} "));
                office.desk().types(office.desk().reporter, story, Container::Body, delta);
                self.words.push(word);
            }
            5 if here => {
                let section = format!("Dateline {}", self.random.random_range(0..4));
                office.desk().sets(story, FactChange::Dateline(section));
            }
            6 if here => {
                let _ = office.desk().save_revision(office.desk().reporter, story, RevisionKind::Saved, "");
            }
            7 if here => {
                let kind = *[Move::Filed, Move::Approved, Move::SentBack, Move::Held, Move::Released]
                    .choose(&mut self.random)
                    .expect("a move");
                let wish = newsroom::review::Wish::because(kind, "why");
                // Rules may say no.
                let _ = office.desk().move_story(office.desk().reporter, story, wish);
            }
            8 | 9 if here => self.files.push(office.sends_to_colleagues(story, Kind::Full)),
            _ => {
                if let Some(file) = self.files.choose(&mut self.random) {
                    office.takes(file);
                }
            }
        }
    }
}

fn one_story(offices: &[Office], seed: u64, steps: usize) {
    println!("COPYDESK_SEED={seed}");
    let story = offices[0].desk().whole_story("Bridge closes", "Start");
    let files = vec![offices[0].sends_to_colleagues(story, Kind::Full)];
    let random = ChaCha8Rng::seed_from_u64(seed);
    let mut world = World { offices, random, files, words: Vec::new(), next: 0 };
    for _ in 0..steps {
        world.step(story);
    }
    for office in offices {
        office.takes(&world.files[0]);
    }
    let last: Vec<_> = offices.iter().map(|one| one.sends_to_colleagues(story, Kind::Full)).collect();
    for office in offices {
        for file in last.iter().chain(last.iter().rev()) {
            office.takes(file);
        }
    }
    for office in offices {
        agree(&offices[0], office, story);
        let body = office.body(story);
        for word in &world.words {
            assert_eq!(torn(&body, word), 1, "seed {seed}: {word} is there once");
        }
    }
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
    match first_seed() {
        Some(seed) => one_story(&offices, seed, 30),
        None => (0..rounds(12, 400)).for_each(|seed| one_story(&offices, seed, 30)),
    }
    for office in &mut offices {
        office.restarts();
        office.is_healthy();
    }
}

#[test]
fn clean_copies_at_random_lose_nothing_and_double_nothing() {
    let clock = SetClock::still();
    let offices: Vec<Office> = (4..=5).map(|seed| Office::new(seed, &clock)).collect();
    introduce(&offices);
    let seeds = first_seed().map_or(0..rounds(20, 400), |seed| seed..seed + 1);
    for seed in seeds {
        println!("COPYDESK_SEED={seed}");
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let [a, b] = &offices[..] else { unreachable!("two offices") };
        let story = a.desk().whole_story("Bridge closes", "Start");
        b.takes(&a.sends_to_colleagues(story, Kind::Clean));
        let mut words = vec!["Start".to_owned()];
        let mut files: [Vec<Vec<u8>>; 2] = Default::default();
        for step in 0..24 {
            let from = random.random_range(0..2_usize);
            let (office, other) = if from == 0 { (a, b) } else { (b, a) };
            clock.advance_ms(1_000);
            match random.random_range(0..4) {
                0 | 1 => {
                    let word = format!("w{step}e");
                    let at = if from == 0 { 0 } else { office.body(story).encode_utf16().count() - 1 };
                    let words_typed = if from == 0 { format!("{word} ") } else { format!(" {word}") };
                    let delta = Delta::new().retain(at).insert(words_typed);
                    office.desk().types(office.desk().reporter, story, Container::Body, delta);
                    words.push(word);
                }
                2 => files[from].push(office.sends_to_colleagues(story, Kind::Clean)),
                _ => {
                    if let Some(file) = files[from].choose(&mut random) {
                        other.takes(file);
                    }
                }
            }
        }
        for _ in 0..2 {
            b.takes(&a.sends_to_colleagues(story, Kind::Clean));
            a.takes(&b.sends_to_colleagues(story, Kind::Clean));
        }
        assert_eq!(a.hash(story), b.hash(story), "seed {seed}: one copy on both desks");
        for word in &words {
            let found = a.body(story).matches(word.as_str()).count();
            assert_eq!(found, 1, "seed {seed}: {word} is there once in {}", a.body(story));
        }
    }
}

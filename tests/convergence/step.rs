//! A case is a list of steps with raw numbers, read modulo what there is when the step runs: so any
//! step can be dropped and the rest still means something, which is what shrinking needs.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{fmt, str::FromStr};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal $weight:literal)*) => {
        /// What happens.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $name),* }

        impl Kind {
            const ALL: &'static [(Kind, &'static str, u32)] = &[$((Kind::$name, $word, $weight)),*];
        }
    };
}

kinds! {
    /// A word is typed.
    Type "type" 14
    /// Enter, in a line or at its end.
    Split "split" 6
    /// Backspace at a line's start.
    Join "join" 5
    /// A range is typed over.
    Retype "retype" 5
    /// A line becomes another kind.
    Block "block" 5
    /// Marks on a range, or off.
    Mark "mark" 7
    /// A range goes.
    Delete "delete" 5
    /// Lines are pasted.
    Paste "paste" 3
    /// A line (a figure, often) goes elsewhere.
    Move "move" 4
    /// A client's last change is undone.
    Undo "undo" 5
    /// The headline changes.
    Headline "headline" 3
    /// A client suggests from now on, or edits again.
    Turn "turn" 3
    /// A comment is put on words of the body.
    Comment "comment" 3
    /// A pending suggestion is accepted or rejected, or all are.
    Settle "settle" 3
    /// A fact or the byline changes.
    Fact "fact" 3
    /// A desk keeps a revision.
    Keep "keep" 2
    /// A kept revision, perhaps another desk's, is brought back.
    Restore "restore" 1
    /// A desk writes the story to a file.
    File "file" 3
    /// A desk takes a file in, its own too, any of them, again and again.
    Take "take" 4
    /// A client sends what is unsent.
    Send "send" 14
    /// A desk reads a client's next call.
    Call "call" 16
    /// The last call of a client arrives once more.
    Again "again" 2
    /// A client reads its channel's next message.
    Read "read" 18
    /// A desk reads something that another one wrote, in any order.
    Carry "carry" 12
    /// And once more.
    Double "double" 2
    /// A line between desks goes down, or up again.
    Cut "cut" 2
    /// The app is closed and opened: a new run, a new peer.
    Reopen "reopen" 1
    /// Rows become a snapshot.
    Compact "compact" 1
}

/// One step: what, who, and three raw numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub kind: Kind,
    pub who: u32,
    pub a: u32,
    pub b: u32,
    pub c: u32,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Kind::ALL.iter().find(|(kind, ..)| *kind == self.kind).map_or("", |(_, word, _)| word);
        write!(f, "{word} {} {} {} {}", self.who, self.a, self.b, self.c)
    }
}

impl FromStr for Step {
    type Err = String;
    fn from_str(line: &str) -> Result<Self, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [word, who, a, b, c] = words.as_slice() else { return Err(format!("not a step: {line}")) };
        let kind = Kind::ALL.iter().find(|(_, name, _)| name == word).ok_or(format!("no step {word}"))?.0;
        let number = |text: &str| text.parse::<u32>().map_err(|error| error.to_string());
        Ok(Self { kind, who: number(who)?, a: number(a)?, b: number(b)?, c: number(c)? })
    }
}

/// A case: how many clients sit at each desk, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub clients_at: Vec<usize>,
    pub steps: Vec<Step>,
}

impl Case {
    /// The case of a seed.
    pub fn of_seed(seed: u64) -> Self {
        const SEATS: [&[usize]; 9] = [
            &[2],
            &[3],
            &[1, 1],
            &[2, 1],
            &[1, 1, 1],
            &[2, 2],
            &[1, 1, 1, 1],
            &[2, 1, 1, 1],
            &[1, 1, 1, 1, 1],
        ];
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let clients_at = SEATS[dice.random_range(0..SEATS.len())].to_vec();
        let length = dice.random_range(40..160);
        let total: u32 = Kind::ALL.iter().map(|(_, _, weight)| weight).sum();
        let desks = u32::try_from(clients_at.len()).unwrap_or(0);
        // Every third story is written by desks without lines between them, by files alone.
        let is_apart = seed.is_multiple_of(3);
        let cut = |who, a| Step { kind: Kind::Cut, who, a, b: 0, c: 0 };
        let lines = (0..desks).flat_map(|who| (who + 1..desks).map(move |to| cut(who, to)));
        let mut steps: Vec<Step> = if is_apart { lines.collect() } else { Vec::new() };
        for _ in 0..length {
            let mut drawn = dice.random_range(0..total);
            let mut kind = Kind::Type;
            for (each, _, weight) in Kind::ALL {
                if drawn < *weight {
                    kind = *each;
                    break;
                }
                drawn -= weight;
            }
            if is_apart && kind == Kind::Cut {
                kind = Kind::Take;
            }
            let mut small = || dice.random_range(0..10_000);
            steps.push(Step { kind, who: small(), a: small(), b: small(), c: small() });
        }
        Self { clients_at, steps }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seats: Vec<String> = self.clients_at.iter().map(ToString::to_string).collect();
        writeln!(f, "{}", seats.join(" "))?;
        self.steps.iter().try_for_each(|step| writeln!(f, "{step}"))
    }
}

impl FromStr for Case {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let seats = lines.next().ok_or("an empty case")?;
        let clients_at = seats
            .split_whitespace()
            .map(|n| n.parse().map_err(|_| format!("not seats: {seats}")))
            .collect::<Result<_, _>>()?;
        Ok(Self { clients_at, steps: lines.map(str::parse).collect::<Result<_, _>>()? })
    }
}

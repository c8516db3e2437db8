//! Stories of any size, the same for the same seed: for benches and for tests that need a long one.

use copy::{Block, BlockKind, Inline, Marks, ReaderCopy, Span};
use document::{Attributes, Container, Delta, Document, Error, Ops, PeerId};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

/// What the words are made of, by script: a story of a Ukrainian desk with English names in it.
const SYLLABLES: [&[&str]; 2] = [
    &["міст", "ра", "ко", "від", "по", "ста", "но", "ви", "ть", "ся", "ків", "ний", "ою", "пере", "ї"],
    &["bri", "dge", "co", "un", "cil", "fer", "ry", "ri", "ver", "side", "ing", "ed", "al", "ope", "n"],
];

/// Draws stories.
pub struct StoryMaker {
    dice: ChaCha8Rng,
}

/// A story with everything that was done to it.
pub struct Made {
    /// The text as it is now.
    pub document: Document,
    /// The first operation rows: the story as it was written down at first.
    pub draft: Vec<Ops>,
    /// One row an edit after that.
    pub edits: Vec<Ops>,
}

impl StoryMaker {
    /// The maker of a seed.
    pub fn new(seed: u64) -> Self {
        Self { dice: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// What an id is made of.
    pub fn random_16(&mut self) -> [u8; 16] {
        self.dice.random()
    }

    /// One word; every ninth is English.
    pub fn word(&mut self) -> String {
        let syllables = SYLLABLES[usize::from(self.dice.random_range(0..9) == 0)];
        let length = self.dice.random_range(1..=3);
        (0..length).map(|_| syllables[self.dice.random_range(0..syllables.len())]).collect()
    }

    /// A line of so many words, with commas, numbers and a full stop.
    pub fn line(&mut self, words: usize) -> Inline {
        let mut line = Inline::default();
        for n in 0..words {
            let marks = Marks { strong: self.dice.random_range(0..60) == 0, ..Marks::default() };
            let mut word = match self.dice.random_range(0..40) {
                0 => format!("{}.{}", self.dice.random_range(1..90), self.dice.random_range(0..10)),
                _ => self.word(),
            };
            match self.dice.random_range(0..12) {
                _ if n + 1 == words => word.push('.'),
                0 => word.push_str(", "),
                1 => word.push_str(". "),
                _ => word.push(' '),
            }
            line.push(&word, marks);
        }
        line
    }

    /// Blocks of so many words together: paragraphs of 25 to 70, a heading or a quote now and then.
    pub fn blocks(&mut self, words: usize) -> Vec<Block> {
        let (mut blocks, mut left) = (Vec::new(), words);
        while left > 0 {
            let (kind, length) = match self.dice.random_range(0..12) {
                0 => (BlockKind::Heading(2), self.dice.random_range(3..8)),
                1 => (BlockKind::Quote, self.dice.random_range(10..30)),
                _ => (BlockKind::Paragraph, self.dice.random_range(25..70)),
            };
            let length = left.min(length);
            blocks.push(Block { kind, text: self.line(length) });
            left -= length;
        }
        blocks
    }

    /// A reader's copy with a body of so many words.
    pub fn copy(&mut self, words: usize) -> ReaderCopy {
        ReaderCopy {
            headline: self.line(8),
            deck: self.line(15),
            body: self.blocks(words),
            ..ReaderCopy::default()
        }
    }

    /// The same copy after an editor: at so many places a word is replaced, dropped or added.
    pub fn revised(&mut self, copy: &ReaderCopy, places: usize) -> ReaderCopy {
        let mut revised = copy.clone();
        for _ in 0..places {
            let at = self.dice.random_range(0..revised.body.len());
            let block = &mut revised.body[at];
            let mut spans: Vec<Span> = block.text.spans().to_vec();
            let Some(longest) = (0..spans.len()).max_by_key(|at| spans[*at].text.len()) else { continue };
            let mut words: Vec<String> =
                spans[longest].text.split_inclusive(' ').map(str::to_owned).collect();
            let word = self.dice.random_range(0..words.len());
            match self.dice.random_range(0..3) {
                0 => words[word] = format!("{} ", self.word()),
                1 if words.len() > 1 => drop(words.remove(word)),
                _ => words.insert(word, format!("{} ", self.word())),
            }
            spans[longest].text = words.concat();
            block.text = Inline::from(spans);
        }
        revised
    }

    /// A document with a body of so many words, and so many edits after that, a row each: bursts of
    /// typing, key by key, some of it taken back, now and then a mark or a line's kind.
    ///
    /// # Errors
    /// [`Error`], as the document has it.
    pub fn story(&mut self, words: usize, edits: usize) -> Result<Made, Error> {
        let mut document = Document::create(PeerId(self.dice.random()))?;
        let copy = self.copy(words);
        document.restore(&copy)?;
        let draft = take(&mut document)?;
        let mut made = Made { document, draft, edits: Vec::with_capacity(edits) };
        while made.edits.len() < edits {
            self.burst(&mut made, edits)?;
        }
        Ok(made)
    }

    /// Somebody types a few words somewhere.
    fn burst(&mut self, made: &mut Made, edits: usize) -> Result<(), Error> {
        let body = Container::Body;
        let text = made.document.text(&body).text();
        let breaks: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| *c == '\n')
            .map(|(byte, _)| document::Utf16::of(&text[..byte]).0)
            .collect();
        let line = self.dice.random_range(0..breaks.len());
        let from = line.checked_sub(1).map_or(0, |above| breaks[above] + 1);
        let mut at = self.dice.random_range(from..=breaks[line]);
        for _ in 0..self.dice.random_range(10..120) {
            if made.edits.len() == edits {
                return Ok(());
            }
            let delta = match self.dice.random_range(0..100) {
                0 if line > 0 => Delta::new()
                    .retain(breaks[0])
                    .retain_with(1, Attributes::from([("b".into(), json!("h:3"))])),
                1..12 if at > from => {
                    at -= 1;
                    Delta::new().retain(at).delete(1)
                }
                drawn => {
                    at += 1;
                    let letter = [" ", "а", "і", "р", "ж", "e", "n"][drawn % 7];
                    Delta::new().retain(at - 1).insert(letter)
                }
            };
            made.document.apply(&body, &delta)?;
            made.edits.extend(take(&mut made.document)?);
        }
        Ok(())
    }
}

/// All rows that wait.
fn take(document: &mut Document) -> Result<Vec<Ops>, Error> {
    let mut rows = Vec::new();
    while let Some(ops) = document.take_ops()? {
        rows.push(ops);
    }
    Ok(rows)
}

//! Sentences for people on their way to the screen.

use super::dto;
use copy::{
    sentence::{Kind, Word},
    Sentence,
};
use std::collections::BTreeMap;

dto! {
    /// What a sentence is filled with.
    #[serde(untagged)]
    pub enum SaidWord {
        /// A count, for which languages have forms.
        Number(f64),
        /// A name.
        Text(String),
        /// Sentences within the sentence.
        Said(Vec<Said>),
    }

    /// A sentence of the core: the interface says it from its own catalogue, by kind.
    pub struct Said {
        /// Which one; empty: one that is known in English only.
        pub kind: String,
        /// What it is filled with.
        pub words: BTreeMap<String, SaidWord>,
        /// How it reads in English.
        pub message: String,
    }
}

impl Said {
    /// A sentence that is said in English everywhere: what only a program can have asked wrongly.
    pub fn plain(message: impl Into<String>) -> Self {
        Self { kind: String::new(), words: BTreeMap::new(), message: message.into() }
    }
}

impl From<Word> for SaidWord {
    #[allow(clippy::cast_precision_loss)] // Counts: bytes, pixels, pictures.
    fn from(word: Word) -> Self {
        match word {
            Word::Number(number) => Self::Number(number as f64),
            Word::Text(text) => Self::Text(text),
            Word::Said(said) => Self::Said(said.into_iter().map(Said::from).collect()),
        }
    }
}

impl From<Sentence> for Said {
    fn from(sentence: Sentence) -> Self {
        let words = sentence.words.into_iter().map(|(name, word)| (name, word.into())).collect();
        Self { kind: sentence.kind, words, message: sentence.english }
    }
}

/// Every kind of sentence that the core says: what the interface's catalogues must have.
pub fn kinds() -> Vec<Kind> {
    [
        publish::Reason::kinds(),
        publish::Difference::kinds(),
        publish::Remark::kinds(),
        newsroom::FileRefusal::kinds(),
        newsroom::Refusal::kinds(),
        newsroom::Hold::kinds(),
        newsroom::Fault::kinds(),
        photo::PhotoError::kinds(),
        exchange::PasteError::kinds(),
        exchange::LeftOut::kinds(),
        crate::error::Wrong::kinds(),
        crate::answer::start::Shut::kinds(),
        crate::host::HostError::kinds(),
        crate::work::WorkSaid::kinds(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fmt::Write};

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/ipc/generated/sentences.ts");

    /// Writes the kinds for the catalogues' own test; `./dev check` fails when the committed list is stale.
    #[test]
    fn export_sentences() {
        let mut file = String::from(
            "// Written by `cargo test -p copydesk-api`. Do not edit.\n\n/** Every kind of sentence that the core says, \
             with the names of what fills it. */\nexport const SENTENCES: Readonly<Record<string, readonly string[]>> = \
             {\n",
        );
        for Kind { kind, words } in kinds() {
            let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
            let _ = writeln!(file, "  '{kind}': [{}],", words.join(", "));
        }
        file.push_str("};\n");
        if std::fs::read_to_string(FILE).ok().as_ref() != Some(&file) {
            std::fs::write(FILE, file).unwrap();
        }
    }

    #[test]
    fn no_two_rooms_say_one_kind() {
        let all = kinds();
        let names: BTreeSet<_> = all.iter().map(|kind| &kind.kind).collect();
        assert_eq!(names.len(), all.len(), "each kind of sentence is declared once");
    }
}

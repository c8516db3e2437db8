//! What is said to a person, in whichever language they read: which sentence it is, what it is filled
//! with, and how it reads in English.
//!
//! A room declares its sentences with [`crate::sentences!`], as an enum. The command line and the logs
//! say the English; the interface looks the kind up in its own catalogue, and says the English where it
//! knows no better (a sentence of a newer Copydesk). Stored with what it explains, it outlives a change
//! of language.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Sentence {
    /// Which: `wire-unreachable`. Empty: one that is known in English only.
    pub kind: String,
    /// What it is filled with.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Word>,
    /// How it reads in English.
    pub english: String,
}

/// What a sentence is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Word {
    /// A count, for which languages have forms.
    Number(u64),
    /// A name.
    Text(String),
    /// Sentences within the sentence.
    Said(Vec<Sentence>),
}

/// Also reads the bare English that was stored before sentences had kinds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    English(String),
    Whole {
        kind: String,
        #[serde(default)]
        words: BTreeMap<String, Word>,
        english: String,
    },
}

impl From<Stored> for Sentence {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::English(english) => Self { kind: String::new(), words: BTreeMap::new(), english },
            Stored::Whole { kind, words, english } => Self { kind, words, english },
        }
    }
}

impl Sentence {
    /// A declared sentence; called by [`crate::sentences!`].
    pub fn declared<const N: usize>(kind: String, words: [(&str, Word); N], english: String) -> Self {
        let words = words.into_iter().map(|(name, word)| (name.to_owned(), word)).collect();
        Self { kind, words, english }
    }

    /// For the shelves.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the shelves; a text that is no stored sentence is taken for English.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Stored::English(text.to_owned()).into())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

/// Sentences within a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several(pub Vec<Sentence>);

impl fmt::Display for Several {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|one| one.english.as_str()).collect::<Vec<_>>().join(" "))
    }
}

impl From<Several> for Word {
    fn from(several: Several) -> Self {
        Self::Said(several.0)
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Word {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Word {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Word {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

/// A declared kind of sentence, as the interface's catalogues must have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub kind: String,
    /// The names of what fills it.
    pub words: &'static [&'static str],
}

/// The kind of a variant: its room, and its name in small letters with hyphens.
pub fn kind_of(room: &str, variant: &str) -> String {
    variant.chars().fold(room.to_owned(), |mut kind, c| {
        if c.is_ascii_uppercase() {
            kind.push('-');
        }
        kind.push(c.to_ascii_lowercase());
        kind
    })
}

/// Declares the sentences of a room: an enum whose variants are kinds, each with its English.
#[macro_export]
macro_rules! sentences {
    (
        $(#[$meta:meta])*
        pub enum $name:ident in $room:literal {
            $(
                $(#[$about:meta])*
                $variant:ident $({ $($(#[$what:meta])* $word:ident: $type:ty),+ $(,)? })? = $english:literal,
            )+
        }
    ) => {
        $(#[$meta])*
        #[allow(missing_docs)] // Each is its own sentence.
        pub enum $name {
            $($(#[$about])* $variant $({ $($(#[$what])* $word: $type),+ })?,)+
        }

        impl $name {
            /// Every kind of sentence in it.
            pub fn kinds() -> Vec<$crate::sentence::Kind> {
                vec![$($crate::sentence::Kind {
                    kind: $crate::sentence::kind_of($room, stringify!($variant)),
                    words: &[$($(stringify!($word)),+)?],
                }),+]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #[allow(unused_variables)] // What only other languages need.
                match self {
                    $(Self::$variant $({ $($word),+ })? => write!(f, $english),)+
                }
            }
        }

        impl std::error::Error for $name {}

        impl From<$name> for $crate::Sentence {
            fn from(said: $name) -> Self {
                let english = said.to_string();
                match said {
                    $($name::$variant $({ $($word),+ })? => Self::declared(
                        $crate::sentence::kind_of($room, stringify!($variant)),
                        [$($((stringify!($word), $crate::sentence::Word::from($word))),+)?],
                        english,
                    ),)+
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::sentences! {
        /// For the test.
        #[derive(Debug, Clone)]
        pub enum Weather in "sky" {
            Fair = "It is fair.",
            RainFor { hours: u32, town: String } = "It rains in {town}.",
            Mixed { parts: Several } = "Both: {parts}",
        }
    }

    #[test]
    fn a_declared_sentence_has_a_kind_its_words_and_english() {
        let rain = Sentence::from(Weather::RainFor { hours: 3, town: "Lviv".into() });
        assert_eq!((rain.kind.as_str(), rain.english.as_str()), ("sky-rain-for", "It rains in Lviv."));
        assert_eq!(rain.words.get("hours"), Some(&Word::Number(3)));
        let kinds: Vec<_> = Weather::kinds().into_iter().map(|it| (it.kind, it.words.len())).collect();
        assert_eq!(kinds, [("sky-fair".into(), 0), ("sky-rain-for".into(), 2), ("sky-mixed".into(), 1)]);
    }

    #[test]
    fn it_reads_back_from_the_shelves_and_bare_english_does_too() {
        let parts =
            Several(vec![Weather::Fair.into(), Weather::RainFor { hours: 1, town: "T".into() }.into()]);
        let said = Sentence::from(Weather::Mixed { parts });
        assert_eq!(said.english, "Both: It is fair. It rains in T.");
        assert_eq!(Sentence::from_text(&said.to_text()), said);
        let before = Sentence::from_text("the disk is full");
        assert_eq!((before.kind.as_str(), before.english.as_str()), ("", "the disk is full"));
    }
}

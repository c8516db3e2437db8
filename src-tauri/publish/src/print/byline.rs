//! The byline in words: who did what, names as pieces of their own so that a page can link them.

use super::Catalogue;
use copy::{Byline, BylineRole};
use fluent_bundle::{FluentArgs, FluentValue};

/// A piece of a printed byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words between the names.
    Words(String),
    /// The name at this place of the byline.
    Name(usize),
}

/// One role of the byline: "By A and B".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Which role.
    pub role: BylineRole,
    /// Its words and names in order.
    pub pieces: Vec<Piece>,
}

/// Stands for a name while the message is put together: names may hold anything, these never stand
/// in a message.
const NAME: char = '\u{e000}';

impl Catalogue {
    /// The credits of a byline, in the order of the roles.
    pub fn credits(&self, byline: &[Byline]) -> Vec<Credit> {
        BylineRole::ALL.into_iter().filter_map(|role| self.credit(byline, role)).collect()
    }

    fn credit(&self, byline: &[Byline], role: BylineRole) -> Option<Credit> {
        let places: Vec<usize> =
            byline.iter().enumerate().filter(|(_, who)| who.role == role).map(|(n, _)| n).collect();
        let (_, before) = places.split_last()?;
        let mut names = vec![NAME.to_string(); before.len()].join(&self.text("list-between"));
        if !before.is_empty() {
            names.push_str(&self.text("list-last"));
        }
        names.push(NAME);
        let mut args = FluentArgs::new();
        args.set("names", FluentValue::from(names));
        args.set("count", FluentValue::from(places.len()));
        let printed = self.format(&format!("byline-{}", role.key()), &args);
        let mut pieces = vec![];
        let mut places = places.into_iter();
        for (n, words) in printed.split(NAME).enumerate() {
            if n > 0 {
                pieces.extend(places.next().map(Piece::Name));
            }
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
        }
        Some(Credit { role, pieces })
    }

    /// The credits as plain text: "By A and B. Photos by C".
    pub fn byline(&self, byline: &[Byline]) -> String {
        self.credits_text(&self.credits(byline), byline)
    }

    /// Only who wrote it: "By A and B".
    pub fn byline_short(&self, byline: &[Byline]) -> String {
        let by: Vec<Credit> = self.credit(byline, BylineRole::By).into_iter().collect();
        self.credits_text(&by, byline)
    }

    fn credits_text(&self, credits: &[Credit], byline: &[Byline]) -> String {
        let text = |credit: &Credit| -> String {
            credit
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Words(words) => words.as_str(),
                    Piece::Name(n) => byline.get(*n).map(|who| who.name.as_str()).unwrap_or_default(),
                })
                .collect()
        };
        credits.iter().map(text).collect::<Vec<_>>().join(&self.text("byline-between"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[(&str, BylineRole)]) -> Vec<Byline> {
        names.iter().map(|(name, role)| Byline { person: None, role: *role, name: (*name).into() }).collect()
    }

    #[test]
    fn names_are_listed_as_the_language_lists_them() {
        let by = |list: &[&str]| names(&list.iter().map(|name| (*name, BylineRole::By)).collect::<Vec<_>>());
        let english = Catalogue::new("en", "UTC");
        let ukrainian = Catalogue::new("uk", "UTC");
        for (list, en, uk) in [
            (&["A"][..], "By A", "Автор: A"),
            (&["A", "B"], "By A and B", "Автори: A і B"),
            (&["A", "B", "C"], "By A, B and C", "Автори: A, B і C"),
        ] {
            assert_eq!(english.byline(&by(list)), en);
            assert_eq!(ukrainian.byline(&by(list)), uk);
        }
        assert_eq!(english.byline(&[]), "");
    }

    #[test]
    fn roles_follow_each_other_whatever_their_order_in_the_byline() {
        let byline = names(&[
            ("P", BylineRole::Photos),
            ("A", BylineRole::By),
            ("E", BylineRole::Editing),
            ("R", BylineRole::AdditionalReporting),
            ("B", BylineRole::By),
        ]);
        let english = Catalogue::new("en", "UTC");
        assert_eq!(
            english.byline(&byline),
            "By A and B. Additional reporting by R. Editing by E. Photos by P"
        );
        assert_eq!(english.byline_short(&byline), "By A and B");
        let first = &english.credits(&byline)[0];
        assert_eq!(
            first.pieces,
            [Piece::Words("By ".into()), Piece::Name(1), Piece::Words(" and ".into()), Piece::Name(4)]
        );
    }

    #[test]
    fn a_name_that_looks_like_a_message_is_a_name() {
        let byline = names(&[("{ $names } \u{e000}", BylineRole::By)]);
        assert_eq!(Catalogue::new("en", "UTC").byline(&byline), "By { $names } \u{e000}");
    }
}

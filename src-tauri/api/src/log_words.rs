//! The words of a story's log, in the interface's language. The log is said here and not by the page: a
//! saved copy and the command line say what the screen says.

use fluent_bundle::{concurrent::FluentBundle, FluentArgs, FluentResource};

macro_rules! catalogue {
    ($language:literal) => {
        (
            $language,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../ui/src/l10n/catalogue/log/",
                $language,
                ".ftl"
            )),
        )
    };
}

/// The languages; the first stands in for those without a catalogue.
const CATALOGUES: [(&str, &str); 2] = [catalogue!("en"), catalogue!("uk")];

/// The words of one language.
pub struct LogWords(FluentBundle<FluentResource>);

impl LogWords {
    /// The words of a language (BCP 47).
    pub fn new(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let [english, ..] = CATALOGUES;
        let found = CATALOGUES.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(primary));
        let (language, source) = found.unwrap_or(english);
        let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
        // No isolation marks, as on the page: the words end up in files and on terminals.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.0.has_message(id)
    }

    /// A message, filled with words.
    pub fn say(&self, id: &str, words: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, word) in words {
            args.set((*name).to_owned(), *word);
        }
        let pattern = self.0.get_message(id).and_then(|message| message.value());
        match pattern {
            Some(pattern) => self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned(),
            None => id.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::{suggestion::Fate, thread::Kind, workflow::Move};

    #[test]
    fn every_language_of_the_interface_has_its_words() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/l10n/catalogue/log");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        let mut files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, CATALOGUES.map(|(language, _)| format!("{language}.ftl")));
    }

    #[test]
    fn every_kind_of_record_has_words_in_every_language() {
        for (language, _) in CATALOGUES {
            let words = LogWords::new(language);
            let moves = Move::ALL.map(|kind| format!("log-moved-{}", kind.key()));
            let threads = Kind::ALL.map(|kind| format!("log-said-{}", kind.key()));
            let fates = [Fate::Accepted, Fate::Rejected, Fate::Overwritten];
            let fates = fates.map(|fate| format!("log-settled-{}", fate.key()));
            for id in moves.iter().chain(&threads).chain(&fates) {
                assert!(words.has(id), "{language} has no {id}");
            }
        }
    }

    #[test]
    fn words_are_filled_in_and_an_unknown_language_is_said_in_english() {
        let filled = [("number", "3")];
        assert_eq!(LogWords::new("uk-UA").say("log-kept-saved", &filled), "збережено версію 3");
        assert_eq!(LogWords::new("fi").say("log-kept-saved", &filled), "saved revision 3");
    }
}

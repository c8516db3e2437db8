//! The window's menu. Most of its entries are acts of the interface, which has the keys, the palette and
//! the words of their answers: a click here is told to it by name. What only the shell can do (the data
//! folder, About, quitting) is done here.
//!
//! No accelerators: the toolkit would take the key before the page sees it, and one table of keys, the
//! interface's, is enough.

use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

use crate::words::{Phrase, Words};

/// An entry of the menu that the interface acts on.
const TOLD: [(&str, Phrase); 12] = [
    ("story-new", Phrase::NewStory),
    ("revision-save", Phrase::SaveRevision),
    ("publish", Phrase::Publish),
    ("parcel-send", Phrase::SendFile),
    ("parcel-open", Phrase::OpenFile),
    ("palette", Phrase::Palette),
    ("screen-write", Phrase::Write),
    ("screen-review", Phrase::Review),
    ("screen-archive", Phrase::Archive),
    ("screen-outbox", Phrase::Outbox),
    ("settings", Phrase::Settings),
    ("keys", Phrase::Keys),
];

/// What a click on the menu asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Chosen {
    /// An act of the interface, by its name there.
    Told(&'static str),
    /// Open the desk's folder and say how to back it up.
    Data,
    /// Say what this is.
    About,
    /// Close the window.
    Quit,
}

impl Chosen {
    /// Reads an entry's id.
    pub fn of(id: &str) -> Option<Self> {
        match id {
            "data" => Some(Self::Data),
            "about" => Some(Self::About),
            "quit" => Some(Self::Quit),
            _ => TOLD.iter().find(|(act, _)| *act == id).map(|(act, _)| Self::Told(act)),
        }
    }
}

/// Builds the menu in the person's language.
pub fn build<R: Runtime>(app: &AppHandle<R>, words: Words) -> tauri::Result<Menu<R>> {
    let [new, save, publish, send_file, open_file, palette, write, review, archive, outbox, settings, keys] =
        TOLD;
    let entry = |(act, phrase): (&'static str, Phrase)| (act, words.of(phrase));

    let mut file = SubmenuBuilder::new(app, words.of(Phrase::File));
    for (act, text) in [new, save, publish].map(entry) {
        file = file.text(act, text);
    }
    file = file.separator();
    for (act, text) in [send_file, open_file].map(entry) {
        file = file.text(act, text);
    }
    let file = file
        .separator()
        .text("data", words.of(Phrase::WhereIsMyData))
        .separator()
        .text("quit", words.of(Phrase::Quit))
        .build()?;

    let mut go = SubmenuBuilder::new(app, words.of(Phrase::Go));
    for (act, text) in [palette, write, review, archive, outbox, settings].map(entry) {
        go = go.text(act, text);
    }
    let go = go.build()?;

    let (act, text) = entry(keys);
    let help = SubmenuBuilder::new(app, words.of(Phrase::Help))
        .text(act, text)
        .separator()
        .text("about", words.of(Phrase::About))
        .build()?;
    MenuBuilder::new(app).items(&[&file, &go, &help]).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_that_is_told_is_read_back() {
        for (act, _) in TOLD {
            assert_eq!(Chosen::of(act), Some(Chosen::Told(act)));
        }
        assert_eq!(Chosen::of("data"), Some(Chosen::Data));
        assert_eq!(Chosen::of("anything else"), None);
    }
}

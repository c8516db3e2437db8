//! The dialogs of the browser journeys: two folders stand for what a person would have answered. A file is
//! chosen by putting it into `open`, and saved by there being a `save`; without them a dialog is closed.

use api::{Checks, ChosenFile, Host, HostError, NoHost, SavedFile, WireError, Writes};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Answers dialogs from a folder.
pub struct Dialogs(pub PathBuf);

impl Dialogs {
    fn chosen(&self) -> Option<PathBuf> {
        let mut files: Vec<_> =
            fs::read_dir(self.0.join("open")).ok()?.flatten().map(|it| it.path()).collect();
        files.sort();
        files.pop()
    }

    fn place(&self, suggested_name: &str) -> Option<PathBuf> {
        let folder = self.0.join("save");
        folder.is_dir().then(|| folder.join(suggested_name))
    }
}

impl Host for Dialogs {
    fn choose_photo(&self) -> Result<Option<ChosenFile>, HostError> {
        self.choose_file("", &[])
    }

    fn save_text(&self, suggested_name: &str, text: &str) -> Result<bool, HostError> {
        Ok(self.save_file(suggested_name, text.as_bytes())?.is_some())
    }

    fn choose_file(&self, _kind: &str, _endings: &[&str]) -> Result<Option<ChosenFile>, HostError> {
        self.chosen().map(|path| ChosenFile::read(&path)).transpose()
    }

    fn save_file(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<SavedFile>, HostError> {
        self.place(suggested_name).map(|path| api::write_whole(&path, bytes)).transpose()
    }

    fn save_stream(
        &self,
        suggested_name: &str,
        write: Writes<'_>,
        check: Checks<'_>,
    ) -> Result<Option<SavedFile>, WireError> {
        let Some(path) = self.place(suggested_name) else { return Ok(None) };
        api::write_checked(&path, write, check)?;
        SavedFile::at(&path).map(Some).map_err(WireError::refused)
    }

    fn choose_folder(&self) -> Result<Option<PathBuf>, HostError> {
        let folder = self.0.join("save");
        Ok(folder.is_dir().then_some(folder))
    }

    fn open_folder(&self, folder: &Path) -> Result<(), HostError> {
        NoHost.open_folder(folder)
    }

    fn open_page(&self, address: &str) -> Result<(), HostError> {
        NoHost.open_page(address)
    }
}

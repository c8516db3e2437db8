//! What the counter asks of the window's system: native dialogs, the file manager, the browser. Each is called on
//! a thread that may block.

use std::path::{Path, PathBuf};

use api::{Checks, ChosenFile, Host, HostError, SavedFile, WireError, Writes};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;

use crate::{login, window::Desk};

/// The system around the window.
pub struct System<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Host for System<R> {
    fn choose_photo(&self) -> Result<Option<ChosenFile>, HostError> {
        let kinds = ["jpg", "jpeg", "jpe", "png", "webp"];
        let Some(chosen) = self.0.dialog().file().add_filter("JPEG, PNG, WebP", &kinds).blocking_pick_file()
        else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|_| HostError::NotAFile)?;
        let bytes = std::fs::read(&path).map_err(|_| HostError::Unreadable)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Some(ChosenFile { name, bytes }))
    }

    fn save_text(&self, suggested_name: &str, text: &str) -> Result<bool, HostError> {
        let Some(chosen) = self.0.dialog().file().set_file_name(suggested_name).blocking_save_file() else {
            return Ok(false);
        };
        let path = chosen.into_path().map_err(|_| HostError::NotAFile)?;
        std::fs::write(path, text).map_err(|_| HostError::Unwritable)?;
        Ok(true)
    }

    fn choose_file(&self, kind: &str, endings: &[&str]) -> Result<Option<ChosenFile>, HostError> {
        let Some(chosen) = self.0.dialog().file().add_filter(kind, endings).blocking_pick_file() else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|_| HostError::NotAFile)?;
        ChosenFile::read(&path).map(Some)
    }

    fn handed_file(&self) -> Result<Option<ChosenFile>, HostError> {
        let handed = self.0.state::<Desk>().take_handed();
        handed.map(|path| ChosenFile::read(&path)).transpose()
    }

    fn save_file(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<SavedFile>, HostError> {
        let Some(chosen) = self.0.dialog().file().set_file_name(suggested_name).blocking_save_file() else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|_| HostError::NotAFile)?;
        api::write_whole(&path, bytes).map(Some)
    }

    fn save_stream(
        &self,
        suggested_name: &str,
        write: Writes<'_>,
        check: Checks<'_>,
    ) -> Result<Option<SavedFile>, WireError> {
        let Some(chosen) = self.0.dialog().file().set_file_name(suggested_name).blocking_save_file() else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|_| WireError::refused(HostError::NotAFile))?;
        api::write_checked(&path, write, check)?;
        SavedFile::at(&path).map(Some).map_err(WireError::refused)
    }

    fn choose_folder(&self) -> Result<Option<PathBuf>, HostError> {
        let asked = self.0.dialog().file();
        // Where people keep what they write, and not what this program opened last.
        let start = self.0.path().document_dir().or_else(|_| self.0.path().home_dir());
        let asked = start.into_iter().fold(asked, |asked, start| asked.set_directory(start));
        let chosen = asked.blocking_pick_folder();
        chosen.map(|folder| folder.into_path().map_err(|_| HostError::NotAFile)).transpose()
    }

    fn starts_with_session(&self) -> Option<bool> {
        login::starts()
    }

    fn start_with_session(&self, starts: bool) -> Result<(), HostError> {
        login::start(starts)
    }

    fn open_folder(&self, folder: &Path) -> Result<(), HostError> {
        crate::window::show_data(&self.0, folder);
        Ok(())
    }

    fn open_page(&self, address: &str) -> Result<(), HostError> {
        tauri_plugin_opener::open_url(address, None::<&str>).map_err(|_| HostError::NoPages)
    }
}

//! What only a window has: native dialogs, the file manager, the browser. File paths come only from
//! dialogs that the host opens itself, and never cross to the interface.

/// A file that a person chose.
pub struct ChosenFile {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The host. Every call may block; none is made on the interface's thread.
pub trait Host: Send + Sync {
    /// Lets the person choose a photo; `None`: they closed the dialog.
    fn choose_photo(&self) -> Result<Option<ChosenFile>, String>;
    /// Lets the person say where to save a text; whether they did and it is there.
    fn save_text(&self, suggested_name: &str, text: &str) -> Result<bool, String>;
    /// Shows a folder in the file manager.
    fn open_folder(&self, folder: &std::path::Path) -> Result<(), String>;
    /// Opens a page in the browser.
    fn open_page(&self, address: &str) -> Result<(), String>;
}

/// A door without a window.
pub struct NoHost;

const NO_WINDOW: &str = "This needs the window. From the command line, use paths and addresses directly.";

impl Host for NoHost {
    fn choose_photo(&self) -> Result<Option<ChosenFile>, String> {
        Err(NO_WINDOW.into())
    }
    fn save_text(&self, _suggested_name: &str, _text: &str) -> Result<bool, String> {
        Err(NO_WINDOW.into())
    }
    fn open_folder(&self, _folder: &std::path::Path) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }
    fn open_page(&self, _address: &str) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }
}

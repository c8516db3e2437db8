//! What only a window has: native dialogs, the file manager, the browser. File paths come only from
//! dialogs that the host opens itself, and never cross to the interface.

copy::sentences! {
    /// What the host could not do.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum HostError in "host" {
        NotAFile = "That is not a file on this computer.",
        Unreadable = "The file could not be read.",
        Unwritable = "The copy could not be written there. Choose another place.",
        NoFolders = "This computer has no program that opens folders.",
        NoPages = "This computer has no program that opens pages.",
        NoWindow = "This needs the window. From the command line, use paths and addresses directly.",
    }
}

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
    fn choose_photo(&self) -> Result<Option<ChosenFile>, HostError>;
    /// Lets the person say where to save a text; whether they did and it is there.
    fn save_text(&self, suggested_name: &str, text: &str) -> Result<bool, HostError>;
    /// Shows a folder in the file manager.
    fn open_folder(&self, folder: &std::path::Path) -> Result<(), HostError>;
    /// Opens a page in the browser.
    fn open_page(&self, address: &str) -> Result<(), HostError>;
}

/// A door without a window.
pub struct NoHost;

impl Host for NoHost {
    fn choose_photo(&self) -> Result<Option<ChosenFile>, HostError> {
        Err(HostError::NoWindow)
    }
    fn save_text(&self, _suggested_name: &str, _text: &str) -> Result<bool, HostError> {
        Err(HostError::NoWindow)
    }
    fn open_folder(&self, _folder: &std::path::Path) -> Result<(), HostError> {
        Err(HostError::NoWindow)
    }
    fn open_page(&self, _address: &str) -> Result<(), HostError> {
        Err(HostError::NoWindow)
    }
}

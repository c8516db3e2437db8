//! What only a window has: native dialogs, the file manager, the browser. File paths come only from
//! dialogs that the host opens itself, and never cross to the interface.

use crate::WireError;

copy::sentences! {
    /// What the host could not do.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum HostError in "host" {
        NotAFile = "That is not a file on this computer.",
        Unreadable = "The file could not be read.",
        LargerThanOurs = "This file is larger than a story file can be. Nothing was changed.",
        Unwritable = "The copy could not be written there. Choose another place.",
        NoFolders = "This computer has no program that opens folders.",
        NoSession = "This computer does not let Copydesk start with the session. Nothing was changed.",
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

/// A file that was saved where a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFile {
    /// Its name, without folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

impl SavedFile {
    /// What is at a place that was just written.
    ///
    /// # Errors
    /// There is nothing.
    pub fn at(path: &std::path::Path) -> Result<Self, HostError> {
        let bytes = std::fs::metadata(path).map_err(|_| HostError::Unwritable)?.len();
        Ok(Self { name: name_of(path), bytes })
    }
}

impl ChosenFile {
    /// Reads a story file or an archive that a person chose. Larger files are none of ours, and are not read
    /// into memory to find that out.
    ///
    /// # Errors
    /// It cannot be read, or is too large.
    pub fn read(path: &std::path::Path) -> Result<Self, HostError> {
        let found = std::fs::metadata(path).map_err(|_| HostError::Unreadable)?;
        if !found.is_file() {
            return Err(HostError::NotAFile);
        }
        if found.len() > LARGEST_FILE_BYTES {
            return Err(HostError::LargerThanOurs);
        }
        let bytes = std::fs::read(path).map_err(|_| HostError::Unreadable)?;
        Ok(Self { name: name_of(path), bytes })
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes a file in one step: what stood there before is there until the new one is whole and on the disk.
///
/// # Errors
/// The place cannot be written to.
pub fn write_whole(path: &std::path::Path, bytes: &[u8]) -> Result<SavedFile, HostError> {
    let unwritten = || newsroom::FileRefusal::NotWritten.into();
    let mut write = |file: &mut dyn std::io::Write| file.write_all(bytes).map_err(|_| unwritten());
    write_checked(path, &mut write, &|_, _| Ok(())).map_err(|_| HostError::Unwritable)?;
    SavedFile::at(path)
}

/// No file that a person chooses is larger.
pub const LARGEST_FILE_BYTES: u64 = exchange::story_file::LIMITS.sealed_bytes;

/// Writes a file.
pub type Writes<'a> = &'a mut dyn FnMut(&mut dyn std::io::Write) -> Result<(), newsroom::Error>;
/// Reads a file that was written, of so many bytes.
pub type Checks<'a> = &'a dyn Fn(&mut dyn std::io::Read, u64) -> Result<(), newsroom::Error>;

/// Writes a file beside its place, reads it back, and only then gives it its name.
///
/// # Errors
/// What `write` or `check` said, or that the place cannot be written to.
pub fn write_checked(path: &std::path::Path, write: Writes<'_>, check: Checks<'_>) -> Result<(), WireError> {
    let unwritable = |_| WireError::refused(HostError::Unwritable);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let made = (|| {
        let mut file = std::fs::File::create(&part).map_err(unwritable)?;
        write(&mut file)?;
        file.sync_all().map_err(unwritable)?;
        let length = file.metadata().map_err(unwritable)?.len();
        check(&mut std::fs::File::open(&part).map_err(unwritable)?, length)?;
        std::fs::rename(&part, path).map_err(unwritable)
    })();
    if made.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    made
}

/// The host. Every call may block; none is made on the interface's thread.
pub trait Host: Send + Sync {
    /// Lets the person choose a photo; `None`: they closed the dialog.
    fn choose_photo(&self) -> Result<Option<ChosenFile>, HostError>;
    /// Lets the person say where to save a text; whether they did and it is there.
    fn save_text(&self, suggested_name: &str, text: &str) -> Result<bool, HostError>;
    /// Lets the person choose a file of a kind; `None`: they closed the dialog.
    fn choose_file(&self, kind: &str, endings: &[&str]) -> Result<Option<ChosenFile>, HostError>;
    /// A file that the system handed to the app (a double click, a word on the command line), once; `None`: none waits.
    fn handed_file(&self) -> Result<Option<ChosenFile>, HostError> {
        Ok(None)
    }
    /// Lets the person say where to save a file; `None`: they closed the dialog.
    fn save_file(&self, suggested_name: &str, bytes: &[u8]) -> Result<Option<SavedFile>, HostError>;
    /// The same for a file that is too large to hold: `write` writes it, and `check` reads it back from the
    /// disk before it gets its name.
    fn save_stream(
        &self,
        suggested_name: &str,
        write: Writes<'_>,
        check: Checks<'_>,
    ) -> Result<Option<SavedFile>, WireError>;
    /// Lets the person choose a folder to write into; `None`: they closed the dialog.
    fn choose_folder(&self) -> Result<Option<std::path::PathBuf>, HostError>;
    /// Whether Copydesk starts with the person's session, out of sight; `None`: nothing can be said of that here.
    fn starts_with_session(&self) -> Option<bool> {
        None
    }
    /// From the next session on it does, or does not.
    fn start_with_session(&self, _starts: bool) -> Result<(), HostError> {
        Err(HostError::NoWindow)
    }
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
    fn choose_file(&self, _kind: &str, _endings: &[&str]) -> Result<Option<ChosenFile>, HostError> {
        Err(HostError::NoWindow)
    }
    fn save_file(&self, _suggested_name: &str, _bytes: &[u8]) -> Result<Option<SavedFile>, HostError> {
        Err(HostError::NoWindow)
    }
    fn save_stream(
        &self,
        _suggested_name: &str,
        _write: Writes<'_>,
        _check: Checks<'_>,
    ) -> Result<Option<SavedFile>, WireError> {
        Err(WireError::refused(HostError::NoWindow))
    }
    fn choose_folder(&self) -> Result<Option<std::path::PathBuf>, HostError> {
        Err(HostError::NoWindow)
    }
    fn open_folder(&self, _folder: &std::path::Path) -> Result<(), HostError> {
        Err(HostError::NoWindow)
    }
    fn open_page(&self, _address: &str) -> Result<(), HostError> {
        Err(HostError::NoWindow)
    }
}

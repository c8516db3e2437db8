//! What can go wrong before a window is there to say so.

/// The shell's errors. Each message is a sentence for the person at the computer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system names no folder for a program's data.
    #[error("This computer names no folder for Copydesk's data. Start it with --desk and a folder.")]
    NoDataFolder,
    /// Tauri or the webview failed.
    #[error("The window could not be opened.")]
    Window(#[from] tauri::Error),
}

/// A result of this room.
pub type Result<T, E = Error> = std::result::Result<T, E>;

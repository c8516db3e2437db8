//! What the desk is given from outside: the time, randomness, a place for secrets, a safe place to
//! decode pictures. Only the doors (shell, headless) have real ones.

use copy::Stamp;
use std::sync::Arc;

/// The wall clock.
pub trait Clock: Send + Sync {
    /// The moment, with the computer's zone.
    fn now(&self) -> Stamp;
}

/// Randomness.
pub trait Random: Send + Sync {
    /// 32 bytes that nobody can guess.
    fn bytes(&self) -> [u8; 32];
}

/// How long a secret lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretsKept {
    /// In the system's keychain.
    Keychain,
    /// Until the app ends.
    Memory,
}

/// Where the passwords of destinations are. They never come near the database.
pub trait Keychain: Send + Sync {
    /// The secret of that name.
    fn get(&self, name: &str) -> Option<String>;
    /// Keeps it.
    fn set(&self, name: &str, secret: &str);
    /// Forgets it.
    fn forget(&self, name: &str);
    /// How long it lasts here.
    fn kept(&self) -> SecretsKept;
}

/// Where pictures are decoded: a helper process with limits in the app, the function itself in tests.
pub trait Darkroom: Send + Sync {
    /// Reads a picture.
    fn read(&self, bytes: &[u8]) -> Result<photo::Reading, photo::PhotoError>;
    /// Makes a rendition.
    fn rendition(
        &self,
        bytes: &[u8],
        order: &photo::RenditionOrder,
    ) -> Result<photo::Rendition, photo::PhotoError>;
}

/// Who reads a document from outside before anybody else does: a helper process with limits in the app,
/// the function itself in tests.
pub trait CopyTaster: Send + Sync {
    /// Reads their text, and merges it with ours where it can do no harm.
    fn taste(&self, ours: Option<&[u8]>, theirs: &[u8]) -> Result<document::taste::Taste, document::Error>;
}

/// The picture desk in this process: for tests, and inside the helper itself.
pub struct InProcess;

impl Darkroom for InProcess {
    fn read(&self, bytes: &[u8]) -> Result<photo::Reading, photo::PhotoError> {
        photo::read(bytes)
    }

    fn rendition(
        &self,
        bytes: &[u8],
        order: &photo::RenditionOrder,
    ) -> Result<photo::Rendition, photo::PhotoError> {
        photo::rendition(bytes, order)
    }
}

impl CopyTaster for InProcess {
    fn taste(&self, ours: Option<&[u8]>, theirs: &[u8]) -> Result<document::taste::Taste, document::Error> {
        document::taste::taste(ours, theirs)
    }
}

/// All of it.
#[derive(Clone)]
pub struct World {
    /// The wall clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Secrets.
    pub keychain: Arc<dyn Keychain>,
    /// Pictures.
    pub darkroom: Arc<dyn Darkroom>,
    /// Documents from outside.
    pub taster: Arc<dyn CopyTaster>,
    /// Through which door people act.
    pub door: Door,
}

/// Through which door something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The window.
    Window,
    /// The command line.
    CommandLine,
}

impl Door {
    /// Its name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::CommandLine => "command_line",
        }
    }
}

//! Whether the desk is open, and what can be done where it is not.

use super::dto;

dto! {
    /// How the desk stands after a start.
    pub struct StartView {
        /// Why it is closed; `null`: it is open.
        pub closed: Option<ClosedView>,
        /// The sentence that the core has for it; for whoever is asked for help. Empty: it is open.
        pub said: String,
        /// The language of the interface, where the house's file can be read; empty: this computer's.
        pub language: String,
        /// Copydesk's version.
        pub version: String,
        /// Copies of the database that were opened and found whole, the newest first.
        pub backups: Vec<BackupView>,
    }

    /// Why a desk is closed, told apart by what can be done.
    #[serde(rename_all = "snake_case", tag = "why")]
    pub enum ClosedView {
        /// The database is damaged: a copy can take its place.
        Damaged,
        /// A newer Copydesk wrote it.
        Newer {
            /// The database's version.
            found: u32,
            /// The newest that this Copydesk knows.
            known: u32,
        },
        /// Another build of Copydesk wrote it.
        OtherBuild,
        /// It could not be brought to this Copydesk's version, and is as it was.
        NotUpgraded,
        /// Another window or command has it open.
        InUse,
        /// The disk takes no writes, and there is no desk on it yet.
        ReadOnly,
        /// The disk is full, and there is no desk on it yet.
        Full,
        /// The house's file cannot be read.
        House {
            /// The line; 0: not known.
            line: u32,
        },
        /// Anything else.
        Broken,
    }

    /// Why a backup was made.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum BackupReason {
        /// The day's.
        Daily,
        /// The week's.
        Weekly,
        /// Before an upgrade.
        BeforeUpgrade,
    }

    /// A copy of the database.
    pub struct BackupView {
        /// What names it in a request.
        pub id: String,
        /// When it was made.
        pub at_ms: f64,
        /// Why.
        pub reason: BackupReason,
        /// How many stories it holds.
        pub stories: u32,
    }

    /// What was written out of a desk that is closed.
    pub struct SalvageView {
        /// The name of the folder that was made, without the folders around it; `null`: the person closed the
        /// dialog.
        pub folder: Option<String>,
        /// Stories whose text is there, every word of it.
        pub whole: u32,
        /// Stories of which something could not be read.
        pub part: u32,
        /// Stories of which nothing could be read.
        pub lost: u32,
    }

    /// One backup.
    pub struct BackupRef {
        /// Which.
        pub backup: String,
    }
}

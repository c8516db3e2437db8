//! The command line: its words, and what each leads to.

use crate::{command, demo, desk, file_command, keychain::InMemory, photo_command, story_command};
use api::{Caller, Counter, NoHost, WireError};
use clap::{Parser, Subcommand};
use copy::{MemberId, ReaderNoteKind};
use newsroom::Door;
use std::{ffi::OsString, fs, path::PathBuf, process::ExitCode, sync::Arc};

/// Copydesk without its window. What it does is recorded as done by command line.
#[derive(Parser)]
#[command(name = "copydesk", version, disable_help_subcommand = true)]
struct Line {
    /// The desk folder; the usual one if none is named.
    #[arg(long, global = true, value_name = "DIR")]
    desk: Option<PathBuf>,
    /// Act as this member: a name, initials or an identifier.
    #[arg(long = "as", global = true, value_name = "MEMBER")]
    member: Option<String>,
    /// Print JSON for scripts.
    #[arg(long, global = true)]
    json: bool,
    /// Passwords of destinations, a line `NAME=PASSWORD` each; nothing of it is kept.
    #[arg(long, global = true, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// Call one command with its arguments as JSON.
    Call {
        /// List every command with its class and types.
        #[arg(long)]
        list: bool,
        /// The command's name.
        name: Option<String>,
        /// Its arguments.
        args: Option<String>,
        /// A file whose bytes travel beside the arguments (photos).
        #[arg(long, value_name = "FILE")]
        body: Option<PathBuf>,
    },
    /// List, show and publish stories.
    #[command(subcommand)]
    Story(StoryWord),
    /// The desk archive: the whole desk in one sealed file.
    #[command(subcommand)]
    Desk(DeskWord),
    /// Read a photo's embedded facts, or make what destinations get of it.
    #[command(subcommand)]
    Photo(PhotoWord),
    /// Look at database, documents, revisions, photos, backups and unsent work. Mends nothing.
    Doctor,
    /// The main job on the sample story, step by step: draft, review, approval, publication.
    Demo {
        /// The folder of the site that is made.
        #[arg(long, value_name = "DIR")]
        site: PathBuf,
    },
    /// The loopback host of the browser journeys.
    #[cfg(feature = "test-host")]
    Host {
        /// The folder of the built interface.
        #[arg(long, value_name = "DIR")]
        pages: PathBuf,
        /// The folder that answers dialogs: `open` with the file that is chosen, `save` for those that are saved.
        #[arg(long, value_name = "DIR")]
        dialogs: Option<PathBuf>,
    },
}

/// What can be done with stories.
#[derive(Subcommand)]
pub enum StoryWord {
    /// The stories, newest first.
    List {
        /// A few letters of the headline or slugline.
        #[arg(default_value = "")]
        query: String,
    },
    /// One story with its copy hash, desk state and live states.
    Show {
        /// Its identifier, or its beginning.
        story: String,
    },
    /// Where a story's text is: on this disk, in the backup, at each destination; with hash, time and who.
    Where {
        /// Its identifier, or its beginning.
        story: String,
    },
    /// Everything that happened to a story: who did what, when, on which computer.
    Log {
        /// Its identifier, or its beginning.
        story: String,
    },
    /// Seal a story into a file for a colleague's desk.
    Export {
        /// Its identifier, or its beginning.
        story: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Head and approved revisions only, without the history of the text.
        #[arg(long)]
        clean: bool,
        /// A file whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// A colleague that a file came from: a name, or the words of the key; several times for several.
        #[arg(long = "to", value_name = "COLLEAGUE")]
        to: Vec<String>,
    },
    /// Take a colleague's file in: both works are in one text afterwards.
    Import {
        /// The file.
        file: PathBuf,
        /// A file whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Only say what it would bring.
        #[arg(long)]
        show: bool,
        /// The key that signed it is another than before, and its words were compared.
        #[arg(long)]
        key_checked: bool,
    },
    /// Look whether somebody changed a live story at a destination, and bring their change home.
    Merge {
        /// Its identifier, or its beginning.
        story: String,
        /// Where: a destination's name or identifier.
        #[arg(long, value_name = "DESTINATION")]
        at: String,
        /// Of what both sides changed, take this; none: only say what differs.
        #[arg(long, value_name = "SIDE")]
        take: Option<Side>,
    },
    /// Publish the head and wait until it has arrived or a person must act.
    Publish {
        /// Its identifier, or its beginning.
        story: String,
        /// Where: a destination's name or identifier; several times for several. None: those that the publish
        /// sheet would tick.
        #[arg(long = "to", value_name = "DESTINATION")]
        to: Vec<String>,
        /// Approve this text in your own name where it has no approval.
        #[arg(long)]
        approve: bool,
        #[command(flatten)]
        change: Change,
    },
}

/// What is said of a change that readers have an older text of.
#[derive(clap::Args)]
pub struct Change {
    /// A note to readers, dated and printed with the story. Its kind is `--note-kind`.
    #[arg(long, value_name = "TEXT", requires = "note_kind")]
    pub note: Option<String>,
    /// The note's kind.
    #[arg(long, value_name = "KIND", requires = "note", value_parser = note_kind)]
    pub note_kind: Option<ReaderNoteKind>,
    /// Why readers need no note although numbers, names or quotations changed; kept with the revision.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
}

fn note_kind(word: &str) -> Result<ReaderNoteKind, String> {
    ReaderNoteKind::from_key(word).ok_or_else(|| {
        let known = ReaderNoteKind::ALL.map(ReaderNoteKind::key);
        format!("one of {}", known.join(", "))
    })
}

/// Which side's words are taken where both changed them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Side {
    /// Ours.
    Mine,
    /// Theirs.
    Theirs,
    /// Both, as one text.
    Both,
}

/// What can be done with a desk as a whole.
#[derive(Subcommand)]
pub enum DeskWord {
    /// Seal the whole desk into a file, and open it again to be sure. Passwords are not in it.
    Export {
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// A file whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
    },
    /// Write what can be read of a desk that does not open into text files. The desk is not touched.
    Salvage {
        /// The folder in which one is made for the texts.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Put an archived desk into an empty folder, as a new device.
    Restore {
        /// The archive.
        file: PathBuf,
        /// The folder.
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// A file whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
    },
}

/// What can be done with photos.
#[derive(Subcommand)]
pub enum PhotoWord {
    /// What a photo says of itself.
    Read {
        /// The photo.
        file: PathBuf,
    },
    /// The renditions exactly as a destination would get them.
    Publish {
        /// The photo.
        file: PathBuf,
        /// Where to write them.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Why a command ended without success, with its exit code.
pub struct Failure {
    /// For people.
    pub sentence: String,
    /// See [`crate::main`].
    pub code: u8,
}

impl Failure {
    /// Something does not work.
    pub fn broken(sentence: impl ToString) -> Self {
        Self { sentence: sentence.to_string(), code: 1 }
    }

    /// The command line is wrong.
    pub fn wrong(sentence: impl ToString) -> Self {
        Self { sentence: sentence.to_string(), code: 2 }
    }
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        let code = match error.code {
            api::Code::Refused | api::Code::Moved | api::Code::NeedsSecret => 3,
            api::Code::BadCall | api::Code::Missing => 2,
            _ => 1,
        };
        Self { sentence: error.said.message, code }
    }
}

impl From<newsroom::Error> for Failure {
    fn from(error: newsroom::Error) -> Self {
        WireError::from(error).into()
    }
}

/// A desk that commands act on.
pub struct Session {
    /// The counter.
    pub counter: Counter,
    /// As whom.
    pub caller: Caller,
    /// Whether to print JSON.
    pub json: bool,
    /// The desk, for its lock.
    _desk: desk::OpenDesk,
}

impl Session {
    /// Asks the counter.
    pub async fn ask(&self, name: &str, args: serde_json::Value) -> Result<serde_json::Value, Failure> {
        Ok(self.counter.dispatch(&self.caller, name, args, Vec::new()).await?)
    }

    /// Who acts.
    pub fn member(&self) -> MemberId {
        self.caller.member.unwrap_or_else(|| self.counter.desk().me())
    }
}

pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = std::iter::once(OsString::from("copydesk")).chain(arguments);
    let line = match Line::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return ExitCode::FAILURE,
    };
    match runtime.block_on(lead(line)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.sentence);
            ExitCode::from(failure.code)
        }
    }
}

async fn lead(line: Line) -> Result<(), Failure> {
    match &line.word {
        Word::Call { list: true, .. } => return command::list(line.json),
        Word::Photo(word) => return photo_command::run(word, line.json),
        Word::Demo { site } => return demo::run(site).await,
        Word::Desk(word @ DeskWord::Restore { .. }) => return file_command::restore(word, line.json),
        Word::Desk(DeskWord::Salvage { out }) => {
            return file_command::salvage(&folder(&line)?, out, line.json)
        }
        #[cfg(feature = "test-host")]
        Word::Host { pages, dialogs } => {
            return crate::host::serve(folder(&line)?, pages.clone(), dialogs.clone()).await
        }
        _ => {}
    }
    let session = open(&line)?;
    let desk = Arc::clone(session.counter.desk());
    let done = match line.word {
        Word::Call { name, args, body, .. } => command::call(&session, name, args, body).await,
        Word::Story(word) => story_command::run(&session, word).await,
        Word::Doctor => command::doctor(&session),
        Word::Desk(DeskWord::Export { out, passphrase_file }) => {
            file_command::archive(&session, &out, &passphrase_file)
        }
        #[cfg(feature = "test-host")]
        Word::Host { .. } => Ok(()),
        Word::Photo(_) | Word::Demo { .. } => Ok(()),
        Word::Desk(DeskWord::Restore { .. } | DeskWord::Salvage { .. }) => Ok(()),
    };
    desk.close()?;
    done
}

fn folder(line: &Line) -> Result<PathBuf, Failure> {
    let folder = line.desk.clone().or_else(desk::usual_folder);
    folder.ok_or_else(|| Failure::wrong("There is no folder for a desk here. Name one with --desk."))
}

fn open(line: &Line) -> Result<Session, Failure> {
    let folder = folder(line)?;
    let secrets = match &line.secret_file {
        Some(file) => {
            fs::read_to_string(file).map_err(|_| Failure::wrong("The file of passwords cannot be read."))?
        }
        None => String::new(),
    };
    let keychain = Arc::new(InMemory::default());
    let opened = desk::open(&folder, None, keychain, Door::CommandLine).map_err(|error| Failure {
        code: if matches!(error, desk::OpenError::InUse) { 4 } else { 1 },
        sentence: error.to_string(),
    })?;
    opened.newsroom.adopt_secrets(&secrets)?;
    let member = match &line.member {
        Some(wanted) => Some(find_member(&opened, wanted)?),
        None => None,
    };
    let (name, bytes) = desk::SAMPLE_PHOTO;
    let counter = Counter::new(Arc::clone(&opened.newsroom), Arc::new(NoHost), (name.into(), bytes.to_vec()));
    Ok(Session { counter, caller: Caller::command_line(member), json: line.json, _desk: opened })
}

fn find_member(opened: &desk::OpenDesk, wanted: &str) -> Result<MemberId, Failure> {
    let members = opened.newsroom.members()?;
    let fits = members
        .iter()
        .find(|member| member.id.to_string() == wanted || member.name == wanted || member.initials == wanted);
    fits.map(|member| member.id).ok_or_else(|| Failure::wrong("There is no such member at this desk."))
}

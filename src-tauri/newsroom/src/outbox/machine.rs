//! The outbox's state machine: pure, so that ten thousand lives of it can be lived in a test.
//!
//! A job walks the steps of the reserve protocol. Before each the desk writes down that it is under
//! way, after each what came of it. What was under way when the desk ended, and every answer that
//! leaves open whether something arrived, leads back to *looking*: nothing is ever sent again before
//! the other end was asked what stands there.

use crate::Hold;
use copy::sentence::Several;
use publish::{Found, PublicState, RemoteCopy, RemoteId, Trouble, Verdict};

/// What a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Its text is to stand there, live.
    Publish,
    /// A notice is to stand in the story's place.
    Withdraw,
    /// Readers are to find it no longer; it stays there as a draft.
    TakeBack,
    /// It is to go from there.
    Remove,
}

impl Errand {
    /// The name in rows; whether it is the first publication or a later one is the row's own.
    pub fn key(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Withdraw => "withdraw",
            Self::TakeBack => "take_back",
            Self::Remove => "remove",
        }
    }

    /// Reads a row's kind; `publish` and `update` are one errand.
    pub fn from_key(key: &str) -> Self {
        let others = [Self::Withdraw, Self::TakeBack, Self::Remove];
        others.into_iter().find(|errand| errand.key() == key).unwrap_or(Self::Publish)
    }

    /// Whether it only takes something from readers: no rule of the house holds that back.
    pub fn only_takes(self) -> bool {
        matches!(self, Self::TakeBack | Self::Remove)
    }
}

/// A step of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What can be known to fail before anything is sent.
    Preflight,
    /// People and terms there.
    Resolve,
    /// Pictures.
    Media,
    /// Is it there already?
    Find,
    /// Empty drafts of ours beside the oldest one.
    Discard,
    /// An empty draft, to have an identifier.
    Reserve,
    /// What stands there now.
    Read,
    /// The whole content.
    Write,
    /// Live, or whatever the errand is.
    SetState,
    /// Empty drafts of ours that came late.
    Tidy,
    /// Read back.
    Verify,
}

impl Step {
    /// In order.
    pub const ALL: [Self; 11] = [
        Self::Preflight,
        Self::Resolve,
        Self::Media,
        Self::Find,
        Self::Discard,
        Self::Reserve,
        Self::Read,
        Self::Write,
        Self::SetState,
        Self::Tidy,
        Self::Verify,
    ];

    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::Resolve => "resolve",
            Self::Media => "media",
            Self::Find => "find",
            Self::Discard => "discard",
            Self::Reserve => "reserve",
            Self::Read => "read",
            Self::Write => "write",
            Self::SetState => "set_state",
            Self::Tidy => "tidy",
            Self::Verify => "verify",
        }
    }

    /// Reads [`Self::key`]; an unknown one begins at the beginning, which is always safe.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|step| step.key() == key).unwrap_or(Self::Preflight)
    }

    /// How many steps are behind it.
    pub fn done(self) -> u32 {
        Self::ALL.iter().take_while(|step| **step != self).map(|_| 1).sum()
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // As the interface describes them.
pub enum JobState {
    Queued,
    Sending,
    Waiting,
    Unknown,
    NeedsPerson,
    Ask,
    Arrived,
    Stopped,
    Superseded,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Sending,
        Self::Waiting,
        Self::Unknown,
        Self::NeedsPerson,
        Self::Ask,
        Self::Arrived,
        Self::Stopped,
        Self::Superseded,
    ];

    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Unknown => "unknown",
            Self::NeedsPerson => "needs_person",
            Self::Ask => "ask",
            Self::Arrived => "arrived",
            Self::Stopped => "stopped",
            Self::Superseded => "superseded",
        }
    }

    /// Reads [`Self::key`]; what is not known waits for a person.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::NeedsPerson)
    }

    /// Whether nothing more will happen to the job.
    pub fn is_finished(self) -> bool {
        matches!(self, Self::Arrived | Self::Stopped | Self::Superseded)
    }
}

/// What a step brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Brought {
    /// The step is done; there is nothing to know.
    Done,
    /// `find` looked.
    Found(Option<Found>),
    /// `reserve` made it.
    Reserved(RemoteId),
    /// What stands there, and whether it is already exactly this edition.
    There {
        /// It.
        copy: RemoteCopy,
        /// Exactly this edition.
        holds: bool,
        /// Still the empty draft, or what this desk last knew there.
        is_ours: bool,
    },
    /// Nothing stands there any more.
    Gone,
    /// The read-back.
    Verdict(Verdict),
}

/// What the desk does next with the job.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Go on with this step at once.
    Step(Step),
    /// Wait so long, then this step. `unknown`: it may have arrived.
    After {
        /// Milliseconds.
        wait_ms: u64,
        /// Then.
        step: Step,
        /// Whether something may have arrived.
        unknown: bool,
        /// Why.
        trouble: Trouble,
    },
    /// A person must act.
    Person {
        /// Why.
        trouble: Trouble,
        /// Whether the destination as a whole waits for a person.
        pause_destination: bool,
        /// Whether it must be taken back to a draft first (somebody else's name stands on it).
        pull_back: bool,
    },
    /// It is there, and it is what was approved.
    Arrived {
        /// The public address.
        url: Option<String>,
    },
}

/// What the machine must know about the destination and the job's past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// How long to wait before looking, after an answer that leaves things open.
    pub settle_ms: u64,
    /// How often it was tried in a row without getting on.
    pub tries: u32,
    /// A number that nobody else draws, for spreading retries.
    pub jitter: u32,
    /// Whether the identifier there is known.
    pub has_remote: bool,
    /// What the job is for.
    pub errand: Errand,
    /// What came to its end there last; `None`: nothing ever did.
    pub last: Option<Errand>,
}

impl Setting {
    /// Whether readers had the story there when the job began.
    fn was_live(&self) -> bool {
        self.last.is_some_and(|last| !last.only_takes())
    }
}

const FIRST_RETRY_MS: u64 = 1_000;
// A story that is finished goes within half a minute of the line's coming back; a server that wants to be left
// alone for longer says so.
const LONGEST_RETRY_MS: u64 = 30 * 1_000;
/// Read-backs through caches may lag: so often a difference is looked at again before a person is asked.
const LAGGING_READ_BACKS: u32 = 3;

/// What follows a step that brought this.
pub fn next(step: Step, outcome: Result<Brought, Trouble>, setting: &Setting) -> Next {
    match outcome {
        Ok(brought) => onwards(step, brought, setting),
        Err(trouble) => after_trouble(step, trouble, setting),
    }
}

/// Where to look first when it is open what happened: by identifier where there is one.
pub fn look(has_remote: bool) -> Step {
    if has_remote {
        Step::Read
    } else {
        Step::Find
    }
}

/// The step that a job begins with after the desk was ended during `step`. What does not leave
/// anything that must be looked for is simply done again.
pub fn resume(step: Step, has_remote: bool) -> Step {
    match step {
        Step::Preflight | Step::Resolve | Step::Media | Step::Tidy | Step::Verify => step,
        _ => look(has_remote),
    }
}

fn onwards(step: Step, brought: Brought, setting: &Setting) -> Next {
    match (step, brought) {
        // Somebody wanted it twice, and the first time it went away.
        (Step::Preflight, _) if setting.errand.only_takes() && is_gone(setting) => {
            Next::Arrived { url: None }
        }
        // What was never there cannot be taken away, and is not made for that.
        (Step::Preflight | Step::Media, _) if setting.errand != Errand::Publish && !setting.has_remote => {
            person(Trouble::conflict(Hold::NoIdentifier))
        }
        // Taking away needs neither authors nor pictures.
        (Step::Preflight, _) if setting.errand.only_takes() => Next::Step(Step::Read),
        (Step::Preflight, _) => Next::Step(Step::Resolve),
        (Step::Resolve, _) => Next::Step(Step::Media),
        (Step::Media, _) => Next::Step(look(setting.has_remote)),
        (Step::Find, Brought::Found(None)) => Next::Step(Step::Reserve),
        (Step::Find, Brought::Found(Some(found))) if found.state.is_none() => binned(),
        (Step::Find, Brought::Found(Some(found))) if !found.others.is_empty() => Next::Step(Step::Discard),
        (Step::Find | Step::Discard | Step::Reserve, _) => Next::Step(Step::Read),
        (Step::Read, there) if setting.errand != Errand::Publish => to_take(there, setting),
        (Step::Read, Brought::There { copy, .. }) if copy.state.is_none() => binned(),
        (Step::Read, Brought::There { copy, holds: true, .. }) => {
            Next::Step(if copy.state == Some(PublicState::Live) { Step::Tidy } else { Step::SetState })
        }
        (Step::Read, Brought::There { is_ours: false, .. }) => person(Trouble::conflict(Hold::ChangedThere)),
        (Step::Read, _) => Next::Step(Step::Write),
        (Step::Write, _) => Next::Step(Step::SetState),
        (Step::SetState, _) if setting.errand == Errand::Withdraw => Next::Step(Step::Verify),
        (Step::SetState, _) if setting.errand.only_takes() => Next::Arrived { url: None },
        // A request that was doubled on the way may have left a second reservation: look once more.
        (Step::SetState, _) => Next::Step(Step::Tidy),
        (Step::Tidy, _) => Next::Step(Step::Verify),
        (Step::Verify, Brought::Verdict(verdict)) => judged(verdict, setting),
        (Step::Verify, _) => Next::Step(Step::Verify),
    }
}

fn is_gone(setting: &Setting) -> bool {
    !setting.has_remote && setting.last == Some(Errand::Remove)
}

/// What follows a look at what is to be withdrawn or taken away.
fn to_take(there: Brought, setting: &Setting) -> Next {
    let errand = setting.errand;
    let (copy, is_known) = match there {
        Brought::There { copy, holds, is_ours } => (copy, holds || is_ours),
        _ if errand.only_takes() => return Next::Arrived { url: None },
        _ => return binned(),
    };
    match (errand, copy.state) {
        // A draft of ours may be one whose last step was cut short, with some of it before readers.
        (Errand::TakeBack, Some(PublicState::Draft)) if is_known => Next::Step(Step::SetState),
        (Errand::TakeBack, None | Some(PublicState::Draft)) | (Errand::Remove, None) => {
            Next::Arrived { url: None }
        }
        (_, None) => binned(),
        // A notice speaks to readers, and these never had the story.
        (Errand::Withdraw, Some(PublicState::Draft)) if !setting.was_live() => {
            person(Trouble::conflict(Hold::NeverLive))
        }
        // A notice stands there: ours, by an answer that was lost, or another. Who sets it holds it against ours.
        (Errand::Withdraw, Some(PublicState::Withdrawn)) => Next::Step(Step::SetState),
        _ if !is_known => person(Trouble::conflict(Hold::ChangedThere)),
        _ => Next::Step(Step::SetState),
    }
}

fn judged(verdict: Verdict, setting: &Setting) -> Next {
    if verdict.differs.is_empty() && !verdict.wrong_byline {
        return Next::Arrived { url: verdict.url };
    }
    let reason = if verdict.wrong_byline {
        Hold::WrongByline
    } else {
        Hold::Differs { differences: Several(verdict.differs) }
    };
    let trouble = Trouble::Conflict { reason: reason.into(), wrong_byline: verdict.wrong_byline };
    if verdict.wrong_byline {
        return Next::Person { trouble, pause_destination: false, pull_back: true };
    }
    if setting.tries < LAGGING_READ_BACKS {
        return Next::After { wait_ms: setting.settle_ms, step: Step::Verify, unknown: false, trouble };
    }
    person(trouble)
}

fn binned() -> Next {
    person(Trouble::conflict(Hold::InBin))
}

fn person(trouble: Trouble) -> Next {
    Next::Person { trouble, pause_destination: false, pull_back: false }
}

fn after_trouble(step: Step, trouble: Trouble, setting: &Setting) -> Next {
    match trouble {
        Trouble::Later { retry_after_ms, .. } => {
            let wait_ms = retry_after_ms.unwrap_or(0).max(backoff_ms(setting));
            Next::After { wait_ms, step, unknown: false, trouble }
        }
        // Looking, resolving and uploading by hash leave nothing that could stand there twice.
        Trouble::Unknown { .. } => {
            let step = resume(step, setting.has_remote);
            let wait_ms = setting.settle_ms.max(backoff_ms(setting));
            Next::After { wait_ms, step, unknown: true, trouble }
        }
        Trouble::Story { .. } => person(trouble),
        Trouble::Conflict { wrong_byline, .. } => {
            Next::Person { trouble, pause_destination: false, pull_back: wrong_byline }
        }
        Trouble::Paused { .. } => Next::Person { trouble, pause_destination: true, pull_back: false },
    }
}

/// Doubles with each try, up to half a minute, and spreads over the upper half.
fn backoff_ms(setting: &Setting) -> u64 {
    let full = FIRST_RETRY_MS.saturating_mul(1 << setting.tries.min(20)).min(LONGEST_RETRY_MS);
    full / 2 + u64::from(setting.jitter) % (full / 2 + 1)
}

#[cfg(test)]
mod tests;

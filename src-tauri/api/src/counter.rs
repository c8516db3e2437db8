//! The counter itself: takes a call, checks it, answers it; lets windows watch.

use crate::{
    answer,
    command::{self, Class},
    dto::*,
    work::Works,
    Code, Host, WireError, Wrong,
};
use copy::{MemberId, Sha256, StoryId};
use newsroom::{Change, Newsroom};
use std::{
    panic::{catch_unwind, AssertUnwindSafe},
    sync::Arc,
};

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// As whom; `None`: whoever acts at the desk now.
    pub member: Option<MemberId>,
    /// What the door lets through.
    pub classes: &'static [Class],
}

impl Caller {
    /// The window: everything that the list has.
    pub fn window() -> Self {
        Self {
            member: None,
            classes: &[Class::Read, Class::Write, Class::Publish, Class::Secret, Class::File],
        }
    }

    /// The command line: no dialogs.
    pub fn command_line(member: Option<MemberId>) -> Self {
        Self { member, classes: &[Class::Read, Class::Write, Class::Publish, Class::Secret] }
    }
}

/// One call, as handlers see it.
pub(crate) struct Call<'a> {
    pub desk: &'a Arc<Newsroom>,
    pub host: &'a dyn Host,
    pub sample: &'a (String, Vec<u8>),
    pub member: MemberId,
    pub body: Vec<u8>,
    pub parcels: &'a answer::Parcels,
    pub works: &'a Works,
}

/// The counter of an open desk.
pub struct Counter {
    desk: Arc<Newsroom>,
    host: Arc<dyn Host>,
    sample: Arc<(String, Vec<u8>)>,
    parcels: Arc<answer::Parcels>,
    works: Arc<Works>,
}

/// Ends a watch when it is dropped.
pub struct Unwatch {
    desk: Arc<Newsroom>,
    story: StoryId,
    id: u64,
}

impl Drop for Unwatch {
    fn drop(&mut self) {
        self.desk.unwatch_story(self.story, self.id);
    }
}

macro_rules! router {
    ($($class:ident $name:ident($args:ty) -> $result:ty;)*) => {
        fn route(call: &Call<'_>, name: &str, args: serde_json::Value) -> Result<serde_json::Value, WireError> {
            match name {
                $(stringify!($name) => {
                    let args: $args = serde_json::from_value(args).map_err(bad_call)?;
                    let result: $result = answer::$name(call, args)?;
                    serde_json::to_value(result).map_err(bad_call)
                })*
                _ => Err(unknown()),
            }
        }
    };
}

command::with_commands!(router);

fn bad_call(error: serde_json::Error) -> WireError {
    // Serde names fields and types, never values of ours.
    tracing::debug!(line = error.line(), column = error.column(), "a call did not fit");
    WireError::new(Code::BadCall, "The call does not have the form that this command takes.")
}

fn unknown() -> WireError {
    WireError::new(Code::BadCall, "There is no such command.")
}

impl Counter {
    /// The counter of a desk. `sample` is the sample photo's name and bytes.
    pub fn new(desk: Arc<Newsroom>, host: Arc<dyn Host>, sample: (String, Vec<u8>)) -> Self {
        Self { desk, host, sample: Arc::new(sample), parcels: Arc::default(), works: Arc::default() }
    }

    /// The desk behind it, for the door that opened it.
    pub fn desk(&self) -> &Arc<Newsroom> {
        &self.desk
    }

    /// Answers a call. `body` are the raw bytes that travel beside the arguments (photos). The work
    /// is done on a thread that may block; a panic ends the call, not the desk.
    pub async fn dispatch(
        &self,
        caller: &Caller,
        name: &str,
        args: serde_json::Value,
        body: Vec<u8>,
    ) -> Result<serde_json::Value, WireError> {
        let command = command::allowed(caller, name)?;
        let (desk, host, sample) = (Arc::clone(&self.desk), Arc::clone(&self.host), Arc::clone(&self.sample));
        let (parcels, works) = (Arc::clone(&self.parcels), Arc::clone(&self.works));
        let member = caller.member.unwrap_or_else(|| desk.me());
        let work = tokio::task::spawn_blocking(move || {
            let call = Call {
                desk: &desk,
                host: &*host,
                sample: &sample,
                member,
                body,
                parcels: &parcels,
                works: &works,
            };
            catch_unwind(AssertUnwindSafe(|| route(&call, command.name, args)))
        });
        let crashed = || WireError::said(Code::Broken, Wrong::Crashed);
        let answer = work.await.map_err(|_| crashed())?;
        let answer = answer.unwrap_or_else(|_| Err(crashed()));
        if let Err(error) = &answer {
            tracing::debug!(command = name, code = ?error.code, "a call was not answered");
        }
        answer
    }

    /// Hears a story's events in order, until the guard is dropped.
    pub fn watch_story(
        &self,
        story: StoryId,
        mut hear: impl FnMut(StoryEvent) + Send + 'static,
    ) -> Result<Unwatch, WireError> {
        let watcher = Box::new(move |event: &newsroom::story::StoryEvent| hear(answer::story_event(event)));
        let id = self.desk.watch_story(story, watcher).map_err(WireError::from)?;
        Ok(Unwatch { desk: Arc::clone(&self.desk), story, id })
    }

    /// Hears of everything that changes at the desk.
    pub fn watch_desk(&self, hear: impl Fn(DeskEvent) + Send + Sync + 'static) {
        self.desk.listen(Arc::new(move |changes| {
            for change in changes {
                hear(match change {
                    Change::Story(story) => DeskEvent::Story { story: story.to_string() },
                    Change::Desk => DeskEvent::Desk,
                    Change::Outbox => DeskEvent::Outbox,
                });
            }
        }));
    }

    /// A photo for the screen, by its hash: without anything embedded, no wider than asked.
    pub fn photo(&self, asset: Sha256, max_width: u32) -> Result<(Vec<u8>, &'static str), WireError> {
        self.desk.asset(asset).map_err(WireError::from)?;
        self.desk.thumbnail(asset, max_width).map_err(WireError::from)
    }
}

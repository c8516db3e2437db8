//! Threads: what colleagues say to each other about a story: on words, on a picture, on a fact, on the whole
//! of it. Never published. What was said and settled are records; where the words are is the text's to know.

mod fold;

pub use fold::{Entry, Kind, Outcome, Proposed};

use crate::{
    causal,
    story::lock,
    transact::{Change, Changes},
    Error, Newsroom, Refusal, Result,
};
use copy::{FigureId, MemberId, RecordId, RevisionId, StoryId, ThreadId};
use document::{Anchor, Container, Place, Proposal, Whereabouts};
use fold::fold;
use store::thread::{self as shelf, ThreadRow};

/// Facts that a thread may be on, by their names on the wire.
pub const FACTS: [&str; 16] = [
    "assignee",
    "byline",
    "canonical",
    "dateline",
    "description",
    "due",
    "embargo_proposal",
    "language",
    "lead",
    "place",
    "priority",
    "section",
    "slugline",
    "story_type",
    "tags",
    "web_slug",
];
/// The place of a thread on all of a story.
const WHOLE: &str = "story";
const FIGURE: &str = "figure:";

/// What a thread is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Words of a text.
    Words(Place),
    /// A picture.
    Figure(FigureId),
    /// A fact, one of [`FACTS`].
    Fact(String),
    /// The story.
    Story,
}

/// Where the words of a thread are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is not about words.
    Apart,
    /// On these ranges: several where its words were parted.
    Words(Vec<Place>),
    /// On no mark any more, but found by its quotation.
    Found(Place),
    /// The text is gone; where it was, if that can be told.
    Gone(Option<Place>),
}

/// A thread.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Its identifier.
    pub id: ThreadId,
    /// What it is about: a text's name, `figure:<id>`, a fact's name, or `story`.
    pub place: String,
    /// Where its words are now.
    pub standing: Standing,
    /// Its words when it was opened.
    pub quote: String,
    /// What stood before them.
    pub quote_before: String,
    /// What stood after them.
    pub quote_after: String,
    /// The newest revision when it was opened.
    pub revision: Option<RevisionId>,
    /// Whether something is still to be said or done.
    pub is_open: bool,
    /// What was said and done, in order.
    pub entries: Vec<Entry>,
    /// What is proposed for a fact, in order.
    pub proposals: Vec<Proposed>,
}

/// What is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Members who are asked to look.
    pub mentions: Vec<MemberId>,
}

impl Words {
    /// Words to nobody in particular.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), mentions: Vec::new() }
    }
}

impl Newsroom {
    /// Opens a thread. `version` is the one that a range of words speaks of; another text refuses it.
    ///
    /// # Errors
    /// [`Error::Stale`], [`Error::Misfit`] for a range that is not there, [`Error::Refused`] for nothing said.
    pub fn open_thread(
        &self,
        member: MemberId,
        story: StoryId,
        about: &About,
        version: Option<u32>,
        words: Words,
        proposal: Option<&Proposal>,
    ) -> Result<ThreadId> {
        if words.text.trim().is_empty() && proposal.is_none() {
            return Err(Error::refused(Refusal::NothingSaid));
        }
        self.know_all(&words.mentions)?;
        let thread = ThreadId::from_random(self.random_16());
        let mut row = self.thread_row(member, story, thread, Kind::Opened, words);
        row.place = match about {
            About::Words(place) => {
                let anchor = self.mark_words(member, story, version, thread, *place)?;
                row.quote = anchor.quote;
                row.quote_before = anchor.before;
                row.quote_after = anchor.after;
                row.cursors = anchor.cursors;
                place.container.to_string()
            }
            About::Figure(figure) => {
                let session = self.session(story)?;
                if !lock(&session).document.figures().contains_key(figure) {
                    return Err(Error::Missing("figure"));
                }
                format!("{FIGURE}{figure}")
            }
            About::Fact(name) if FACTS.contains(&name.as_str()) => name.clone(),
            About::Fact(_) => return Err(Error::Missing("fact")),
            About::Story => WHOLE.to_owned(),
        };
        let proposed = proposal.map(|proposal| ThreadRow {
            value: proposal.to_text(),
            parents: vec![row.record],
            ..self.thread_row(member, story, thread, Kind::Proposed, Words::default())
        });
        self.session(story)?;
        self.transact(move |tx, changes| {
            row.revision = store::revision::last(tx, story)?.map(|last| last.revision);
            shelf::insert(tx, &row)?;
            if let Some(proposed) = proposed {
                shelf::insert(tx, &proposed)?;
            }
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.tell_facts(story);
        Ok(thread)
    }

    /// Puts the thread's mark on its words, and says what they are.
    fn mark_words(
        &self,
        member: MemberId,
        story: StoryId,
        version: Option<u32>,
        thread: ThreadId,
        place: Place,
    ) -> Result<Anchor> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let session = self.session(story)?;
        let (anchor, writing) = {
            let mut live = lock(&session);
            if version.is_some_and(|version| version != live.version) {
                return Err(Error::Stale { version: live.version });
            }
            let anchor = live.document.anchor(place)?;
            let now = self.now();
            let peer = live.speak_for(self, member, &now)?;
            let patch = live.document.comment(thread, place)?;
            let events = live.changed(vec![(place.container, patch)], None).into_iter().collect();
            live.take_tick(peer, |_| None, events, &now)?;
            (anchor, self.begin_save(&mut live)?)
        };
        self.end_save(&session, writing)?;
        Ok(anchor)
    }

    /// Answers in a thread.
    pub fn reply_thread(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        words: Words,
    ) -> Result<()> {
        if words.text.trim().is_empty() {
            return Err(Error::refused(Refusal::NothingSaid));
        }
        self.know_all(&words.mentions)?;
        self.add_to_thread(self.thread_row(member, story, thread, Kind::Replied, words))
    }

    /// Settles a thread; with words, if there is something to be said.
    pub fn resolve_thread(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        words: Words,
    ) -> Result<()> {
        self.know_all(&words.mentions)?;
        self.add_to_thread(self.thread_row(member, story, thread, Kind::Resolved, words))
    }

    /// Takes a thread up again.
    pub fn reopen_thread(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        words: Words,
    ) -> Result<()> {
        self.know_all(&words.mentions)?;
        self.add_to_thread(self.thread_row(member, story, thread, Kind::Reopened, words))
    }

    /// Proposes a value of a fact in a thread that there is; the record that names it.
    pub fn propose(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        words: Words,
        proposal: &Proposal,
    ) -> Result<RecordId> {
        self.know_all(&words.mentions)?;
        let row = ThreadRow {
            value: proposal.to_text(),
            ..self.thread_row(member, story, thread, Kind::Proposed, words)
        };
        let record = row.record;
        self.add_to_thread(row)?;
        Ok(record)
    }

    /// Accepts what is proposed, which writes the fact, or rejects it. The thread is settled by it.
    ///
    /// # Errors
    /// [`Error::Refused`] for one that is settled already.
    pub fn settle_proposal(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        proposal: RecordId,
        is_accepted: bool,
    ) -> Result<()> {
        let known = self.thread(story, thread)?;
        let found = known.proposals.into_iter().find(|one| one.record == proposal);
        let found = found.ok_or(Error::Missing("proposal"))?;
        if found.outcome != Outcome::Pending {
            return Err(Error::refused(Refusal::ProposalSettled));
        }
        if is_accepted {
            let wanted = found.proposal.ok_or(Error::refused(Refusal::ProposalNewer))?;
            self.check_proposal(&wanted)?;
            self.change_story(member, story, |document| {
                document.carry_out(&wanted)?;
                Ok(((), Vec::new()))
            })?;
        }
        let kind = if is_accepted { Kind::Accepted } else { Kind::Rejected };
        let row = self.thread_row(member, story, thread, kind, Words::default());
        self.add_to_thread(ThreadRow { proposal: Some(proposal), ..row })
    }

    fn check_proposal(&self, proposal: &Proposal) -> Result<()> {
        match proposal {
            Proposal::Fact { change } => self.check_fact(change),
            Proposal::Byline { .. } | Proposal::Figure { .. } => Ok(()),
        }
    }

    /// One thread.
    pub fn thread(&self, story: StoryId, thread: ThreadId) -> Result<Thread> {
        let found = self.threads(story)?.into_iter().find(|one| one.id == thread);
        found.ok_or(Error::Missing("thread"))
    }

    /// A story's threads: those on words in the order of the text, then the others as they were opened. A
    /// thread whose words are gone is among them, with its quotation.
    pub fn threads(&self, story: StoryId) -> Result<Vec<Thread>> {
        let rows = self.store().read(|on| shelf::list(on, story).map_err(Error::from))?;
        let mut threads = fold(rows);
        let session = self.session(story)?;
        let mut live = lock(&session);
        let review = live.review();
        for (thread, cursors) in &mut threads {
            let Ok(container) = thread.place.parse::<Container>() else { continue };
            thread.standing = match review.comments.get(&thread.id) {
                Some(places) => Standing::Words(places.clone()),
                None => {
                    let anchor = Anchor {
                        container,
                        quote: thread.quote.clone(),
                        before: thread.quote_before.clone(),
                        after: thread.quote_after.clone(),
                        cursors: std::mem::take(cursors),
                    };
                    match live.document.seek(&anchor) {
                        Whereabouts::Found(place) => Standing::Found(place),
                        Whereabouts::Gone(place) => Standing::Gone(place),
                    }
                }
            };
        }
        let order: Vec<Container> = live.document.containers();
        let rank = |thread: &Thread| {
            let place = match &thread.standing {
                Standing::Words(places) => places.first().copied(),
                Standing::Found(place) => Some(*place),
                Standing::Gone(_) | Standing::Apart => None,
            };
            place.map_or((usize::MAX, 0), |place| {
                let text = order.iter().position(|known| *known == place.container);
                (text.unwrap_or(usize::MAX), place.from.0)
            })
        };
        let mut threads: Vec<Thread> = threads.into_iter().map(|(thread, _)| thread).collect();
        threads.sort_by_key(rank);
        Ok(threads)
    }

    /// How many threads of a story are open.
    pub(crate) fn open_threads(&self, story: StoryId) -> Result<usize> {
        let rows = self.store().read(|on| shelf::list(on, story).map_err(Error::from))?;
        Ok(fold(rows).iter().filter(|(thread, _)| thread.is_open).count())
    }

    fn know_all(&self, members: &[MemberId]) -> Result<()> {
        members.iter().try_for_each(|member| self.member(*member).map(drop))
    }

    fn thread_row(
        &self,
        member: MemberId,
        story: StoryId,
        thread: ThreadId,
        kind: Kind,
        words: Words,
    ) -> ThreadRow {
        ThreadRow {
            record: self.new_record(),
            story,
            thread,
            kind: kind.key().into(),
            parents: Vec::new(),
            text: words.text.trim().to_owned(),
            mentions: words.mentions,
            place: String::new(),
            quote: String::new(),
            quote_before: String::new(),
            quote_after: String::new(),
            cursors: Vec::new(),
            revision: None,
            value: String::new(),
            proposal: None,
            member,
            device: self.device(),
            at: self.now(),
        }
    }

    /// Writes a record after all that are known here of its thread.
    fn add_to_thread(&self, row: ThreadRow) -> Result<()> {
        let story = row.story;
        self.transact(move |tx, changes: &mut Changes| {
            let known: causal::Parents<RecordId> = shelf::list(tx, story)?
                .into_iter()
                .filter(|other| other.thread == row.thread)
                .map(|other| (other.record, other.parents))
                .collect();
            if known.is_empty() {
                return Err(Error::Missing("thread"));
            }
            shelf::insert(tx, &ThreadRow { parents: causal::newest(&known), ..row })?;
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.tell_facts(story);
        Ok(())
    }
}

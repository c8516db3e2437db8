//! Review: making moves, the state that they make, who has read what.

use crate::{
    member::Member,
    revision::RevisionKind,
    story::{lock, Shown},
    transact::Change,
    workflow::{self, Event, LastMove, Move, Mover, State},
    Error, Newsroom, Refusal, Result,
};
use copy::{MemberId, Sha256, StoryId};
use store::{event::EventRow, reading::ReadingRow};

/// A move that somebody wants to make.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What.
    pub kind: Move,
    /// Why, or the revision note.
    pub why: String,
    /// Until when, or at what time.
    pub until_ms: Option<i64>,
    /// To whom.
    pub to: Option<MemberId>,
    /// The copy hash that the person saw; another head refuses the move.
    pub seen: Option<Sha256>,
}

impl Wish {
    /// A move without particulars.
    pub fn of(kind: Move) -> Self {
        Self { kind, why: String::new(), until_ms: None, to: None, seen: None }
    }

    /// With a reason or note.
    pub fn because(kind: Move, why: &str) -> Self {
        Self { why: why.to_owned(), ..Self::of(kind) }
    }
}

pub(crate) fn event_of(row: EventRow) -> Option<Event> {
    Some(Event {
        id: row.record,
        kind: Move::from_key(&row.kind)?,
        revision: row.revision,
        hash: row.copy_hash,
        parents: row.parents,
        until_ms: row.until_ms,
        to: row.to_member,
        why: row.why,
        member: row.member,
        stamp: row.at,
    })
}

impl Newsroom {
    /// A story's moves in the order of their arrival.
    pub fn events(&self, story: StoryId) -> Result<Vec<Event>> {
        let rows = self.store().read(|on| store::event::list(on, story).map_err(Error::from))?;
        Ok(rows.into_iter().filter_map(event_of).collect())
    }

    /// Where a story with this head stands.
    pub fn state_of(&self, story: StoryId, head: Sha256) -> Result<State> {
        Ok(workflow::fold(&self.events(story)?, Some(head)))
    }

    /// Where a story stands.
    pub fn state(&self, story: StoryId) -> Result<State> {
        let (_, hash) = self.head(story)?;
        self.state_of(story, hash)
    }

    /// The rules as they are for a member and a story.
    pub fn mover(&self, member: MemberId, story: StoryId) -> Result<Mover> {
        let members = self.members()?;
        let roles = members.iter().find(|one| one.id == member).map(|one: &Member| one.roles.clone());
        let (is_sole_author, has_suggestions) = match self.shown(story)? {
            Shown::Session(session) => {
                let mut live = lock(&session);
                let is_sole_author = live.members.values().all(|author| *author == member);
                (is_sole_author, !live.review().suggestions.is_empty())
            }
            Shown::Galley(shown) => {
                let peers = self.store().read(|on| store::peer::list(on, story).map_err(Error::from))?;
                let is_sole_author = peers.iter().all(|peer| peer.member == member);
                (is_sole_author, shown.particulars.has_suggestions)
            }
        };
        let rules = self.house().rules;
        Ok(Mover {
            member,
            roles: roles.ok_or(Error::Missing("member"))?,
            is_sole_author,
            has_suggestions,
            has_clashes: !self.clashes(story)?.is_empty(),
            chief_editor_only: rules.chief_editor_only.iter().filter_map(|key| Move::from_key(key)).collect(),
            second_pair_of_eyes: self.house().wants_second_pair_of_eyes(members.len()),
        })
    }

    /// The moves that a member may make now.
    pub fn allowed_moves(&self, member: MemberId, story: StoryId, state: &State) -> Result<Vec<Move>> {
        Ok(workflow::allowed(state, &self.mover(member, story)?))
    }

    /// The moves that only a rule of the house or an open question keeps a member from, each with its sentence:
    /// their role and the story's state would let them.
    pub fn blocked_moves(
        &self,
        member: MemberId,
        story: StoryId,
        state: &State,
    ) -> Result<Vec<(Move, Refusal)>> {
        let mover = self.mover(member, story)?;
        let free = Mover {
            second_pair_of_eyes: false,
            chief_editor_only: Vec::new(),
            has_suggestions: false,
            has_clashes: false,
            ..mover.clone()
        };
        let rule = |kind: Move| {
            let why = workflow::refusal(kind, state, &mover)?;
            workflow::refusal(kind, state, &free).is_none().then_some((kind, why))
        };
        Ok(Move::ALL.into_iter().filter_map(rule).collect())
    }

    /// Makes a move, or refuses it with a sentence. Filing, sending back and approving save a
    /// revision; the move speaks of it.
    pub fn move_story(&self, member: MemberId, story: StoryId, wish: Wish) -> Result<()> {
        let (_, hash) = self.head(story)?;
        let state = self.state_of(story, hash)?;
        if let Some(sentence) = workflow::refusal(wish.kind, &state, &self.mover(member, story)?) {
            return Err(Error::refused(sentence));
        }
        check_particulars(&wish, self.now().at_ms)?;
        if wish.seen.is_some_and(|seen| seen != hash) {
            return Err(Error::Moved);
        }
        let revision = match wish.kind {
            Move::Filed => Some(self.prepare_revision(member, story, RevisionKind::Filed, &wish.why)?),
            Move::SentBack => {
                Some(self.prepare_revision(member, story, RevisionKind::SentBack, &wish.why)?)
            }
            Move::Approved => {
                Some(self.prepare_revision(member, story, RevisionKind::Approved, &wish.why)?)
            }
            _ => None,
        };
        // What is approved is what was seen: a key pressed in between makes it another text.
        if revision.as_ref().is_some_and(|revision| wish.kind == Move::Approved && revision.hash != hash) {
            return Err(Error::Moved);
        }
        let row = self.event_row(member, story, &wish, revision.as_ref().map(|one| (one.id, one.hash)));
        let row = EventRow { copy_hash: row.copy_hash.or(Some(hash)), ..row };
        let read = revision.as_ref().filter(|_| wish.kind != Move::Filed).map(|one| ReadingRow {
            member,
            story,
            revision: Some(one.id),
            copy_hash: Some(one.hash),
            at: row.at.clone(),
        });
        let kind = wish.kind;
        if let Some(last) = state.last_move.filter(|_| kind == Move::Undone) {
            self.check_untouched(story, last)?;
        }
        self.transact(move |tx, changes| {
            if let Some(revision) = revision {
                revision.insert_in(tx, changes)?;
            }
            insert_after_the_newest(tx, row)?;
            if let Some(read) = read {
                store::reading::put(tx, &read)?;
            }
            if matches!(kind, Move::Released | Move::EmbargoLifted | Move::EmbargoSet | Move::Undone) {
                crate::outbox::wake_in(tx, story)?;
                changes.add(Change::Outbox);
            }
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.refresh_story(story)?;
        self.tell_facts(story);
        self.outbox.ring();
        Ok(())
    }

    /// Refuses to take a move back that something was done on already: a publication was ordered on an
    /// approval.
    fn check_untouched(&self, story: StoryId, last: LastMove) -> Result<()> {
        let jobs = self.store().read(|on| store::job::list(on, story).map_err(Error::from))?;
        match jobs.iter().any(|job| job.approval == Some(last.event)) {
            true => Err(Error::refused(Refusal::NothingToTakeBack)),
            false => Ok(()),
        }
    }

    pub(crate) fn event_row(
        &self,
        member: MemberId,
        story: StoryId,
        wish: &Wish,
        revision: Option<(copy::RevisionId, Sha256)>,
    ) -> EventRow {
        EventRow {
            record: self.new_record(),
            story,
            kind: wish.kind.key().into(),
            revision: revision.map(|(id, _)| id),
            copy_hash: revision.map(|(_, hash)| hash),
            parents: Vec::new(),
            until_ms: wish.until_ms,
            to_member: wish.to,
            why: wish.why.trim().to_owned(),
            member,
            device: self.device(),
            at: self.now(),
            door: self.world.door.key().into(),
        }
    }

    /// A member has read the story up to its newest revision. What was typed after it will be shown
    /// as changed next time: rather twice than never.
    pub fn mark_read(&self, member: MemberId, story: StoryId) -> Result<()> {
        let now = self.now();
        self.transact(move |tx, changes| {
            let Some(last) = store::revision::last(tx, story)? else { return Ok(()) };
            let before = store::reading::get(tx, member, story)?;
            if before.is_some_and(|row| row.revision == Some(last.revision)) {
                return Ok(());
            }
            let copy_hash = Some(last.copy_hash);
            store::reading::put(
                tx,
                &ReadingRow { member, story, revision: Some(last.revision), copy_hash, at: now },
            )?;
            changes.add(Change::Story(story));
            Ok(())
        })
    }
}

/// Writes a move after all that are known here: it names the newest as its parents.
pub(crate) fn insert_after_the_newest(tx: &store::Tx<'_>, row: EventRow) -> Result<()> {
    let known: Vec<Event> = store::event::list(tx, row.story)?.into_iter().filter_map(event_of).collect();
    let parents = workflow::fold(&known, None).newest;
    store::event::insert(tx, &EventRow { parents, ..row })?;
    Ok(())
}

fn check_particulars(wish: &Wish, now_ms: i64) -> Result<()> {
    match wish.kind {
        Move::SentBack if wish.why.trim().is_empty() => Err(Error::refused(Refusal::NoteNeeded)),
        Move::EmbargoSet | Move::Scheduled if wish.until_ms.is_none_or(|until| until <= now_ms) => {
            Err(Error::refused(Refusal::TimeNeeded))
        }
        Move::HandedOver if wish.to.is_none() => Err(Error::refused(Refusal::ToWhom)),
        _ => Ok(()),
    }
}

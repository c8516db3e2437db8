//! Somebody changed it there: the live copy comes home, is laid beside what was last published and what stands
//! here, and what a person chooses is a revision that needs its approval like any other.
//!
//! What stands there is read only when somebody asks for it, and kept: the three texts are on this disk before
//! anybody chooses. What was taken in is the ground of the next write there; nothing older is overwritten unseen.

use crate::{
    member::initials_of,
    outbox::{superseded, Errand, JobState},
    revision::RevisionKind,
    transact::Change,
    Error, Hold, Newsroom, Refusal, Result,
};
use copy::{canonical, DestinationId, FigureId, MemberId, ReaderCopy, Sentence, Sha256, StoryId};
use document::merge::{self, home, Choice, Merge};
use exchange::{paste, LeftOut};
use publish::{besides, Besides, Carried, LiveText, Reason, Setup, Trouble};
use std::{collections::BTreeMap, sync::Arc};
use store::{
    destination::DestinationRow,
    job::JobRow,
    live_copy::{self as shelf, LiveCopyRow},
    member::MemberRow,
    receipt::ReceiptRow,
    revision::RevisionRow,
    Tx,
};

/// The three texts of a story at one destination.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Where.
    pub destination: DestinationRow,
    /// What was read there.
    pub row: LiveCopyRow,
    /// What this desk had last published there.
    pub receipt: ReceiptRow,
    /// Its revision.
    pub published: RevisionRow,
    /// What was last published.
    pub base: ReaderCopy,
    /// What stands here.
    pub mine: Arc<ReaderCopy>,
    /// Its hash.
    pub mine_hash: Sha256,
    /// What stands there.
    pub theirs: ReaderCopy,
    /// Place by place.
    pub merge: Merge,
    /// What else changed there.
    pub besides: Besides,
}

impl Newsroom {
    /// Looks at what stands at a destination; whether somebody changed it there. What was found is kept.
    ///
    /// # Errors
    /// [`Error::Refused`] where nothing of the story is live there, and with the wire's sentence where it
    /// could not be read.
    pub async fn look_there(
        self: &Arc<Self>,
        member: MemberId,
        story: StoryId,
        destination: DestinationId,
    ) -> Result<bool> {
        let (_, carried, _) = self.carried_for(story, destination)?;
        let receipt = self.text_receipt(story, destination)?;
        let row = self.destination(destination)?;
        let desk = Arc::clone(self);
        let dressed = tokio::task::spawn_blocking(move || {
            let opened = desk.open_revision(story, receipt.revision)?;
            let number = u32::try_from(opened.row.number).unwrap_or(0);
            let edition = desk.edition(story, number, opened.copy, Some(destination))?;
            Ok::<_, Error>((receipt, edition))
        });
        let (receipt, edition) = dressed.await.map_err(|_| Error::refused(Hold::NoPictures))??;
        let endpoint = self.connect(&row).map_err(Error::refused)?;
        let live = endpoint.read_text(&edition, &carried).await.map_err(Error::refused)?;
        // What a publication wrote that has not come to its receipt is no stranger's.
        let there = self.there(story, destination)?;
        let open = there.open.and_then(|job| Carried::from_bytes(&job.carried).content_hash);
        if [carried.content_hash, open].contains(&Some(live.copy.content_hash)) {
            return Ok(false);
        }
        let credits: BTreeMap<FigureId, String> =
            edition.pictures.iter().map(|picture| (picture.figure, picture.credit.clone())).collect();
        let (theirs, besides) = brought_home(&edition.copy, &credits, &live)?;
        let found = LiveCopyRow {
            record: self.new_record(),
            story,
            destination,
            receipt: receipt.record,
            version: live.copy.version,
            content_hash: live.copy.content_hash.to_string(),
            changed_by: live.by,
            changed_ms: live.at_ms,
            format: canonical::FORMAT.into(),
            body: canonical::kept_form(&theirs).into_bytes(),
            besides: besides.to_text(),
            revision: None,
            member,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            shelf::insert(tx, &found)?;
            changes.add(Change::Story(story));
            changes.add(Change::Outbox);
            Ok(())
        })?;
        Ok(true)
    }

    /// Whether a publication stopped because somebody changed the story there, so that looking there helps.
    pub fn was_changed_there(job: &JobRow) -> bool {
        let over: [Sentence; 4] = [
            Hold::ChangedThere.into(),
            Reason::ChangedThere.into(),
            Reason::FolderStoryChanged.into(),
            Reason::FolderOtherDesk.into(),
        ];
        let is_stopped = JobState::from_key(&job.state) == JobState::NeedsPerson;
        let trouble = Trouble::from_text(&job.trouble).filter(|_| is_stopped);
        trouble.is_some_and(|trouble| over.iter().any(|one| one.kind == trouble.reason().kind))
    }

    /// The receipt of the text there, also of one that was taken back to a draft.
    fn text_receipt(&self, story: StoryId, destination: DestinationId) -> Result<ReceiptRow> {
        let last =
            self.store().read(|on| store::receipt::last(on, story, destination).map_err(Error::from))?;
        match last {
            Some(last) if has_a_text(&last) => Ok(last),
            Some(last) if Errand::from_key(&last.kind) == Errand::Withdraw => {
                Err(Error::refused(Refusal::NoticeStands))
            }
            _ => Err(Error::refused(Refusal::NothingPublished)),
        }
    }

    /// What was last read at a destination and nobody has taken in yet, beside the other two texts.
    pub fn meeting(&self, story: StoryId, destination: DestinationId) -> Result<Option<Meeting>> {
        let found = self.store().read(|on| shelf::last(on, story, destination).map_err(Error::from))?;
        let Some(row) = found.filter(|row| row.revision.is_none()) else { return Ok(None) };
        let receipt = self.text_receipt(story, destination)?;
        // What was published since knows of it, or was held against something newer.
        if row.receipt != receipt.record {
            return Ok(None);
        }
        if row.format > i64::from(canonical::FORMAT) {
            return Err(Error::refused(Refusal::RevisionNewer));
        }
        let theirs = std::str::from_utf8(&row.body).ok().and_then(|json| canonical::read_kept(json).ok());
        let theirs = theirs.ok_or(Error::Missing("text of that reading"))?;
        let opened = self.open_revision(story, receipt.revision)?;
        let (mine, mine_hash) = self.head(story)?;
        let merge = merge::three(&opened.copy, &mine, &theirs);
        let besides = Besides::from_text(&row.besides);
        let destination = self.destination(destination)?;
        let (published, base) = (opened.row, opened.copy);
        Ok(Some(Meeting {
            destination,
            row,
            receipt,
            published,
            base,
            mine,
            mine_hash,
            theirs,
            merge,
            besides,
        }))
    }

    /// The copy that choices make, without doing anything.
    pub fn chosen(&self, meeting: &Meeting, choices: &BTreeMap<usize, Choice>) -> Result<ReaderCopy> {
        Ok(resolve(meeting, choices)?.copy)
    }

    /// Takes what stands there in, as the choices say: one edit and one revision, their words marked as theirs.
    /// A publication that stopped over it has had its day; the next one stands on what was read.
    ///
    /// # Errors
    /// [`Error::Moved`] where the text here or there is another than the one that was seen; [`Error::Refused`]
    /// while something that both sides changed waits for a choice.
    pub fn take_home(
        &self,
        member: MemberId,
        meeting: &Meeting,
        choices: &BTreeMap<usize, Choice>,
    ) -> Result<RevisionRow> {
        let (story, destination) = (meeting.row.story, meeting.row.destination);
        let merged = resolve(meeting, choices)?;
        let now = self.store().read(|on| shelf::last(on, story, destination).map_err(Error::from))?;
        if now.is_none_or(|now| now.record != meeting.row.record || now.revision.is_some()) {
            return Err(Error::Moved);
        }
        let who = self.stranger(meeting)?;
        let seen = meeting.mine_hash;
        self.change_story(member, story, |document| {
            if canonical::copy_hash(&document.reader_copy()) != seen {
                return Err(Error::Moved);
            }
            Ok(((), document.restore_by(&merged.copy, &merged.hands, Some(who))?))
        })?;
        // What it is says the revision's kind, in each reader's language; the note says from where and whose.
        let note = match (&meeting.destination.name, meeting.row.changed_by.as_str()) {
            (place, "") => place.clone(),
            (place, name) => format!("{place}: {name}"),
        };
        let prepared = self.prepare_revision(member, story, RevisionKind::Merged, &note)?;
        let (id, record, at_ms) = (prepared.id, meeting.row.record, self.now().at_ms);
        self.transact(move |tx, changes| {
            prepared.insert_in(tx, changes)?;
            shelf::take(tx, record, id)?;
            supersede_unknowing(tx, story, destination, at_ms)?;
            changes.add(Change::Outbox);
            Ok(())
        })?;
        self.refresh_story(story)?;
        self.tell_facts(story);
        self.revision(id)
    }

    /// Who wrote there: somebody who acts elsewhere, the same on every desk. A destination that does not say who
    /// it was stands for them itself.
    fn stranger(&self, meeting: &Meeting) -> Result<MemberId> {
        let (place, by) = (&meeting.destination, meeting.row.changed_by.trim());
        let name = match by {
            "" => place.name.clone(),
            by => format!("{by} · {}", place.name),
        };
        let key = Setup::reservation(meeting.row.story, &place.adapter, &place.address).site_key;
        let digest = Sha256::of(format!("stranger {key:08x} {by}").as_bytes());
        let mut random = [0; 16];
        random.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        let member = MemberId::from_random(random);
        if self.member(member).is_ok() {
            return Ok(member);
        }
        let row = MemberRow {
            record: self.new_record(),
            member,
            initials: initials_of(&name),
            name,
            roles: String::new(),
            person: None,
            follows: None,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            store::member::insert(tx, &row)?;
            changes.add(Change::Desk);
            Ok(())
        })?;
        Ok(member)
    }
}

fn resolve(meeting: &Meeting, choices: &BTreeMap<usize, Choice>) -> Result<merge::Merged> {
    let copies = (&meeting.base, &*meeting.mine, &meeting.theirs);
    meeting.merge.resolve(copies, choices).ok_or_else(|| Error::refused(Refusal::MergeOpen))
}

/// Their text as a copy. It comes in through the post room: no HTML and nothing that runs gets past it.
fn brought_home(
    base: &ReaderCopy,
    credits: &BTreeMap<FigureId, String>,
    live: &LiveText,
) -> Result<(ReaderCopy, Besides)> {
    let read = |html: &str| paste(html, "").map_err(Error::refused);
    let (ours, theirs) = (read(&live.ours)?, read(&live.theirs)?);
    let pictures = |left_out: &[LeftOut]| {
        left_out
            .iter()
            .map(|left| if let LeftOut::Pictures { count } = left { *count } else { 0 })
            .sum::<usize>()
    };
    let (before, now) = (pictures(&ours.left_out), pictures(&theirs.left_out));
    let pages =
        home::Pages { ours: &ours.blocks, theirs: &theirs.blocks, pictures_gone: before.saturating_sub(now) };
    let home = home::home(base, credits, pages);
    let besides = Besides {
        differs: live.besides.iter().copied().map(Sentence::from).collect(),
        lines: home.left.into_iter().map(|left| besides::Line { was: left.was, is: left.is }).collect(),
        pictures_added: now.saturating_sub(before),
    };
    Ok((home.copy, besides))
}

/// Whether the story stands there with its text, for readers or as a draft.
pub(crate) fn has_a_text(last: &ReceiptRow) -> bool {
    matches!(Errand::from_key(&last.kind), Errand::Publish | Errand::TakeBack)
}

/// A publication that came to a person there, or is to go there later, pins a text that does not know of theirs: it
/// never goes on. One that only takes from readers still does.
fn supersede_unknowing(tx: &Tx<'_>, story: StoryId, destination: DestinationId, at_ms: i64) -> Result<()> {
    for job in store::job::list(tx, story)? {
        let stopped = matches!(JobState::from_key(&job.state), JobState::NeedsPerson | JobState::Ask);
        let is_to_come = !job.is_in_flight && Errand::from_key(&job.kind) == Errand::Publish;
        if job.destination == destination && !job.is_finished && (stopped || is_to_come) {
            store::job::update(tx, &superseded(job, at_ms))?;
        }
    }
    Ok(())
}

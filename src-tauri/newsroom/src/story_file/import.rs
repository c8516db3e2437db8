//! A file is taken in: everything in one transaction, and the text in memory only after it.

use super::{arrival::Arrival, judge, refusal::brought, FileRefusal, Parcel};
use crate::{story::arrive, transact::Change, Error, Newsroom, Result};
use copy::{canonical, MemberId, RecordId, RevisionId, Rows, Stamp};
use document::PeerId;
use exchange::StoryFile;
use std::{collections::BTreeSet, sync::Arc};
use store::{
    asset::AssetRow,
    colleague::{self, ClashRow, ColleagueRow},
    op::OpRow,
    revision,
    story::StoryRow,
    travel,
    verdict::{self, VerdictRow},
    Tx,
};

/// What is written.
struct Delivery {
    file: Arc<StoryFile>,
    signed_by: [u8; 32],
    is_own: bool,
    merge: judge::Merge,
    rows: Vec<OpRow>,
    clashes: Vec<ClashRow>,
    /// Why suggestions are gone that the merge leaves no word of.
    verdicts: Vec<VerdictRow>,
    new_story: Option<StoryRow>,
    /// Photos that are on the disk by now.
    photos: Vec<AssetRow>,
    /// Which bodies of revisions are what they say.
    proof: revision::travel::Proof,
    at: Stamp,
}

impl Newsroom {
    /// Takes a file in. `key_was_checked`: the person has compared the words of a key that changed.
    ///
    /// # Errors
    /// [`FileRefusal`]; nothing was changed then.
    pub fn import_story_file(
        &self,
        member: MemberId,
        parcel: &Parcel,
        key_was_checked: bool,
    ) -> Result<Arrival> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        Self::admit(&self.standing(parcel)?, key_was_checked)?;
        let story = parcel.story();
        let session = match self.session(story) {
            Ok(session) => Some(session),
            Err(Error::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        let arrival = match &session {
            Some(session) => {
                // Locked until it is on disk and in the text: nobody types on a version between the two.
                let mut live = self.settled(session)?;
                let ours = judge::ours(&mut live)?;
                let (delivery, mut arrival) =
                    self.prepare_delivery(parcel, Some(&ours), live.last_seq(self.device()), member)?;
                let (rows, updates) = (delivery.rows.clone(), delivery.merge.updates.clone());
                let members: Vec<_> =
                    delivery.merge.peers.iter().map(|row| (PeerId(row.peer), row.member)).collect();
                let at_ms = delivery.at.at_ms;
                arrival.clashes = shown(&delivery.clashes);
                self.store().write(move |tx| delivery.write(tx))?;
                live.arrive(&rows, &updates, members, at_ms)?;
                arrival
            }
            None => {
                let (delivery, mut arrival) = self.prepare_delivery(parcel, None, 0, member)?;
                let delivery = Delivery { new_story: Some(self.row_of(parcel, member)), ..delivery };
                arrival.clashes = shown(&delivery.clashes);
                self.store().write(move |tx| delivery.write(tx))?;
                arrival
            }
        };
        self.refresh_story(story)?;
        self.tell(&BTreeSet::from([Change::Story(story), Change::Desk, Change::Outbox]));
        self.outbox.ring();
        Ok(arrival)
    }

    fn prepare_delivery(
        &self,
        parcel: &Parcel,
        ours: Option<&judge::Ours>,
        last_seq: i64,
        member: MemberId,
    ) -> Result<(Delivery, Arrival)> {
        let verdict = self.judge(parcel, ours, member)?;
        let photos = self.keep_photos(parcel, &verdict.photos)?;
        let at = self.now();
        let (story, manifest) = (parcel.story(), &parcel.file.manifest);
        let proof = match parcel.table("revision") {
            Some(rows) => {
                self.store().read(|on| revision::travel::prove(on, story, rows).map_err(brought))?
            }
            None => revision::travel::Proof::default(),
        };
        let clash = |clash: &super::Clash| ClashRow {
            clash: self.new_record(),
            story,
            place: clash.place.clone(),
            ours: clash.ours.clone(),
            theirs: clash.theirs.clone(),
            member: clash.member,
            at: at.clone(),
        };
        let delivery = Delivery {
            file: Arc::clone(&parcel.file),
            signed_by: parcel.signed_by,
            is_own: parcel.signed_by == self.sign_key()?,
            rows: arrive::rows(story, self.device(), last_seq, &verdict.merge.ops, &at),
            clashes: verdict.arrival.clashes.iter().map(clash).collect(),
            verdicts: self.overwritten(story, &verdict.merge.lost, manifest.member, &at),
            merge: verdict.merge,
            new_story: None,
            photos,
            proof,
            at: at.clone(),
        };
        Ok((delivery, verdict.arrival))
    }

    /// The row of a story that is new here; the index makes it anew from its text.
    fn row_of(&self, parcel: &Parcel, member: MemberId) -> StoryRow {
        let manifest = &parcel.file.manifest;
        StoryRow {
            story: manifest.story,
            created: Stamp { at_ms: manifest.at_ms, zone: manifest.zone.clone() },
            slugline: manifest.facts.get("slugline").cloned().unwrap_or_default(),
            headline: parcel.head.headline.text(),
            deck: String::new(),
            byline: String::new(),
            section: parcel.head.section.clone(),
            language: parcel.head.language.clone(),
            words: parcel.head.words().into(),
            updated_ms: self.now().at_ms,
            due_ms: None,
            assignee: Some(member),
            desk_state: "draft".into(),
            head_hash: None,
            live: String::new(),
            live_since_ms: None,
            is_sample: false,
            is_spiked: false,
            is_archived: false,
        }
    }
}

fn shown(rows: &[ClashRow]) -> Vec<super::Clash> {
    let one = |row: &ClashRow| super::Clash {
        id: Some(row.clash),
        place: row.place.clone(),
        ours: row.ours.clone(),
        theirs: row.theirs.clone(),
        member: row.member,
    };
    rows.iter().map(one).collect()
}

impl Delivery {
    fn table(&self, name: &str) -> Option<&Rows> {
        self.file.tables.iter().find(|rows| rows.table == name)
    }

    fn write(&self, tx: &Tx<'_>) -> Result<()> {
        let story = self.file.manifest.story;
        if let Some(row) = &self.new_story {
            if store::story::get(tx, story)?.is_some() {
                // It came in by another call meanwhile: look again.
                return Err(Error::Moved);
            }
            store::story::put(tx, row)?;
        }
        self.photos.iter().try_for_each(|photo| crate::picture::insert_in(tx, photo))?;
        self.write_text(tx)?;
        self.write_revisions(tx)?;
        for rows in &self.file.tables {
            let new = match rows.table.as_str() {
                // Each has its own way: with the text, with the bodies, through the darkroom.
                "peer" | "span" | "revision" | "revision_note_item" | "photo" => continue,
                "member" => travel::bring_members(tx, rows).map(|_| Vec::new()),
                "person" => travel::bring_persons(tx, rows).map(|_| Vec::new()),
                _ => travel::bring(tx, story, rows),
            }
            .map_err(brought)?;
            if rows.table == "event" && !self.is_own {
                for nth in new {
                    let id = rows.rows.get(nth).and_then(|row| row.first()).map(travel::ids_in::<RecordId>);
                    for record in id.into_iter().flatten() {
                        colleague::put_brought(tx, record, self.signed_by, self.at.at_ms)?;
                    }
                }
            }
        }
        for clash in &self.clashes {
            colleague::put_clash(tx, clash)?;
        }
        self.write_verdicts(tx)?;
        if !self.is_own {
            let row = ColleagueRow {
                sign_key: self.signed_by,
                device: self.file.manifest.device,
                recipient: self.file.manifest.recipient.clone(),
                member: self.file.manifest.member,
                name: self.file.manifest.member_name.clone(),
                at: self.at.clone(),
            };
            colleague::pin(tx, &row)?;
        }
        crate::outbox::wake_in(tx, story)?;
        Ok(())
    }

    /// Only what nobody has given a reason for, here or in the file.
    fn write_verdicts(&self, tx: &Tx<'_>) -> Result<()> {
        if self.verdicts.is_empty() {
            return Ok(());
        }
        let known: BTreeSet<_> =
            verdict::list(tx, self.file.manifest.story)?.into_iter().map(|row| row.suggestion).collect();
        let unknown = self.verdicts.iter().filter(|row| !known.contains(&row.suggestion));
        unknown.into_iter().try_for_each(|row| crate::suggestion::insert_in(tx, row))
    }

    fn write_text(&self, tx: &Tx<'_>) -> Result<()> {
        let story = self.file.manifest.story;
        for peer in &self.merge.peers {
            store::peer::insert(tx, peer)?;
        }
        for span in &self.merge.spans {
            store::span::put(tx, span)?;
        }
        for row in &self.rows {
            if row.seq != store::op::last_seq(tx, story, row.device)? + 1 {
                return Err(Error::Moved);
            }
            store::op::append(tx, row)?;
        }
        let known = colleague::met(tx, story)?;
        for (hash, frontiers) in &self.merge.met {
            let is_known =
                known.iter().any(|(one, at, _)| one == hash && (frontiers.is_empty() || at == frontiers));
            if !is_known {
                colleague::put_met(tx, story, *hash, frontiers, self.at.at_ms)?;
            }
        }
        Ok(())
    }

    fn write_revisions(&self, tx: &Tx<'_>) -> Result<()> {
        let (Some(rows), Some(items)) = (self.table("revision"), self.table("revision_note_item")) else {
            return Ok(());
        };
        let new = revision::travel::bring(tx, self.file.manifest.story, rows, items, &self.proof)
            .map_err(brought)?;
        let kinds = rows.column("kind").enumerate().filter(|(nth, _)| self.proof.is_proven(*nth));
        // What an approval or a publication stands on is read to the end now, the rest when it is opened.
        let stands =
            kinds.filter(|(_, kind)| matches!(kind.text(), Some("approved" | "filed" | "published")));
        let ids = stands.filter_map(|(nth, _)| rows.rows.get(nth)?.first().map(travel::ids_in::<RevisionId>));
        for id in ids.flatten().filter(|id| new.contains(id)) {
            let Some(row) = revision::get(tx, id)? else { continue };
            let Ok(body) = revision::body(tx, id) else { continue };
            let copy = std::str::from_utf8(&body).ok().and_then(|json| canonical::read_kept(json).ok());
            if copy.is_none_or(|copy| canonical::copy_hash(&copy) != row.copy_hash) {
                return Err(FileRefusal::NotTheText.into());
            }
        }
        Ok(())
    }
}

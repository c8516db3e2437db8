//! A file is taken in: everything in one transaction, and the text in memory only after it.

use super::{arrival::Arrival, judge, refusal::brought, FileRefusal, Parcel};
use crate::{story::arrive, transact::Change, Error, Newsroom, Result};
use copy::{canonical, MemberId, RecordId, RevisionId, Rows, Stamp};
use document::PeerId;
use exchange::story_file::Manifest;
use std::collections::BTreeSet;
use store::{
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
    manifest: Manifest,
    signed_by: [u8; 32],
    is_own: bool,
    tables: Vec<Rows>,
    merge: judge::Merge,
    rows: Vec<OpRow>,
    clashes: Vec<ClashRow>,
    /// Why suggestions are gone that the merge leaves no word of.
    verdicts: Vec<VerdictRow>,
    new_story: Option<StoryRow>,
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
        for (name, bytes) in self.new_photos(parcel)? {
            self.bring_photo(&name, bytes)?;
        }
        let at = self.now();
        let (story, manifest) = (parcel.story(), &parcel.file.manifest);
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
            manifest: manifest.clone(),
            signed_by: parcel.signed_by,
            is_own: parcel.signed_by == self.sign_key()?,
            tables: parcel.file.tables.clone(),
            rows: arrive::rows(story, self.device(), last_seq, &verdict.merge.ops, &at),
            clashes: verdict.arrival.clashes.iter().map(clash).collect(),
            verdicts: self.overwritten(story, &verdict.merge.lost, manifest.member, &at),
            merge: verdict.merge,
            new_story: None,
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
        self.tables.iter().find(|rows| rows.table == name)
    }

    fn write(&self, tx: &Tx<'_>) -> Result<()> {
        let story = self.manifest.story;
        if let Some(row) = &self.new_story {
            if store::story::get(tx, story)?.is_some() {
                // It came in by another call meanwhile: look again.
                return Err(Error::Moved);
            }
            store::story::put(tx, row)?;
        }
        self.write_text(tx)?;
        self.write_revisions(tx)?;
        for rows in &self.tables {
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
                device: self.manifest.device,
                recipient: self.manifest.recipient.clone(),
                member: self.manifest.member,
                name: self.manifest.member_name.clone(),
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
            verdict::list(tx, self.manifest.story)?.into_iter().map(|row| row.suggestion).collect();
        let unknown = self.verdicts.iter().filter(|row| !known.contains(&row.suggestion));
        unknown.into_iter().try_for_each(|row| crate::suggestion::insert_in(tx, row))
    }

    fn write_text(&self, tx: &Tx<'_>) -> Result<()> {
        let story = self.manifest.story;
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
        let came = revision::travel::bring(tx, self.manifest.story, rows, items).map_err(brought)?;
        let proven: Vec<RevisionId> =
            came.new.iter().filter(|id| !came.unproven.contains(id)).copied().collect();
        // What an approval or a publication stands on is read to the end now, the rest when it is opened.
        for id in proven {
            let Some(row) = revision::get(tx, id)? else { continue };
            if !["approved", "filed", "published"].contains(&row.kind.as_str()) {
                continue;
            }
            let Ok(body) = revision::body(tx, id) else { continue };
            let copy = std::str::from_utf8(&body).ok().and_then(|json| canonical::read_kept(json).ok());
            if copy.is_none_or(|copy| canonical::copy_hash(&copy) != row.copy_hash) {
                return Err(FileRefusal::NotTheText.into());
            }
        }
        Ok(())
    }
}

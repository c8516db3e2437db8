//! A story leaves.

use super::{refusal::sealed, FileRefusal, Kind};
use crate::{workflow::Move, Error, Newsroom, Result};
use copy::{canonical, MemberId, PersonId, ReaderCopy, RevisionId, Rows, Sha256, StoryId};
use exchange::{
    story_file::{self, Manifest, FORMAT},
    Lock, StoryFile,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
};
use store::{colleague, revision, travel};

/// The shortest passphrase.
const SHORTEST: usize = 8;

/// For whom a file is locked.
#[derive(Debug, Clone)]
pub enum For {
    /// Whoever is told the passphrase.
    Passphrase(String),
    /// These colleagues' desks, by their keys (and this one).
    Colleagues(Vec<[u8; 32]>),
}

impl Newsroom {
    pub(crate) fn device_secret(&self) -> Result<[u8; 32]> {
        let bytes = fs::read(self.folder().join(crate::desk::DEVICE_KEY)).ok();
        bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(Error::Missing("key of this desk"))
    }

    pub(crate) fn lock_for(&self, reader: &For) -> Result<Lock> {
        match reader {
            For::Passphrase(passphrase) if passphrase.chars().count() < SHORTEST => {
                Err(FileRefusal::ShortPassphrase.into())
            }
            For::Passphrase(passphrase) => Ok(Lock::Passphrase(passphrase.clone())),
            For::Colleagues(keys) => {
                let known = self.colleagues()?;
                let mut desks = vec![self.recipient()?];
                for key in keys {
                    let one = known.iter().find(|one| one.key == *key);
                    desks.push(one.ok_or(FileRefusal::BadRecipient)?.recipient.clone());
                }
                Ok(Lock::Desks(desks))
            }
        }
    }

    /// Seals a story with everything that happened to it, or a clean copy of it.
    ///
    /// # Errors
    /// [`FileRefusal`]; a photo that cannot be read.
    pub fn export_story(
        &self,
        member: MemberId,
        story: StoryId,
        kind: Kind,
        reader: &For,
    ) -> Result<Vec<u8>> {
        self.export_story_to(member, story, kind, reader, |_| Vec::new())
    }

    /// The same, written to what `out` makes once it is known about how many bytes there are.
    ///
    /// # Errors
    /// As [`Self::export_story`]; what is written to says no.
    pub fn export_story_to<W: Write>(
        &self,
        member: MemberId,
        story: StoryId,
        kind: Kind,
        reader: &For,
        out: impl FnOnce(u64) -> W,
    ) -> Result<W> {
        let lock = self.lock_for(reader)?;
        let device = self.device_secret()?;
        let file = self.pack(member, story, kind)?;
        let out = out(file.weight());
        story_file::seal(&file, &lock, &device, out).map_err(sealed)
    }

    fn pack(&self, member: MemberId, story: StoryId, kind: Kind) -> Result<StoryFile> {
        let session = self.session(story)?;
        let (text, head, hash, frontiers, root, facts, figures, spans) = {
            // Where nothing can be written everything is on disk already.
            let mut live = match self.is_read_only() {
                true => crate::story::lock(&session),
                false => self.settled(&session)?,
            };
            let (head, hash) = live.copy();
            let text = if kind == Kind::Full { live.document.snapshot()? } else { Vec::new() };
            let frontiers = live.document.frontiers();
            let root = live.document.root().ok_or(Error::Missing("beginning of the text"))?;
            let figures = live.document.figures();
            (text, head, hash, frontiers, root, live.document.facts(), figures, live.spans.clone())
        };
        if !self.is_read_only() {
            // The version that a clean copy is merged against when it comes back.
            self.remember(story, hash, frontiers.clone())?;
        }
        let mut assets: Vec<Sha256> = match kind {
            Kind::Full => figures.values().filter_map(|facts| facts.asset).collect(),
            Kind::Clean => head.figures.iter().filter_map(|figure| figure.facts.asset).collect(),
        };
        let (mut tables, bases, persons) = self.store().read(|on| {
            let mut tables = match kind {
                Kind::Full => {
                    let mut spans_there = store::span::list(on, story)?;
                    spans_there.extend(spans);
                    let mut tables = travel::rows_of(on, story)?;
                    tables.push(travel::spans_to(&spans_there));
                    tables.extend(revision::travel::rows_of(on, story, None)?);
                    tables
                }
                Kind::Clean => {
                    let carried = ["event", "receipt", "reservation"];
                    let mut tables = travel::rows_of(on, story)?;
                    tables.retain(|rows| carried.contains(&rows.table.as_str()));
                    let approved = approved(on, story)?;
                    tables.extend(revision::travel::rows_of(on, story, Some(&approved))?);
                    tables
                }
            };
            let mut members = named_members(&tables);
            members.insert(member);
            let (cards, persons) = travel::members_to(on, &members)?;
            tables.push(cards);
            Ok::<_, Error>((tables, bases(on, story, hash)?, persons))
        })?;
        let persons: BTreeSet<PersonId> =
            head.byline.iter().filter_map(|one| one.person).chain(persons).collect();
        for person in &persons {
            assets.extend(self.person(*person).ok().and_then(|card| card.photo));
        }
        assets.sort();
        assets.dedup();
        let (cards, names) = self.store().read(|on| {
            Ok::<_, Error>((travel::persons_to(on, &persons)?, travel::photos_to(on, &assets)?))
        })?;
        tables.extend([cards, names]);
        let photo = |asset: &Sha256| Ok((*asset, self.asset_bytes(*asset)?));
        let photos = assets.iter().map(photo).collect::<Result<_>>()?;
        let now = self.now();
        let manifest = Manifest {
            format: FORMAT,
            kind,
            story,
            device: self.device(),
            member,
            member_name: self.member_name(member),
            at_ms: now.at_ms,
            zone: now.zone,
            frontiers: frontiers.iter().map(|byte| format!("{byte:02x}")).collect(),
            copy_hash: hash,
            root: root.to_string(),
            bases,
            recipient: self.recipient()?,
            facts: BTreeMap::from([
                ("slugline".to_owned(), facts.slugline.clone()),
                ("story_type".to_owned(), facts.story_type.clone()),
            ]),
        };
        Ok(StoryFile { manifest, head: kept(&head), text, tables, photos })
    }

    /// Writes down that this version of the text is one that another desk has too.
    fn remember(&self, story: StoryId, hash: Sha256, frontiers: Vec<u8>) -> Result<()> {
        let at_ms = self.now().at_ms;
        self.transact(move |tx, _| {
            let newest = colleague::met(tx, story)?.into_iter().next();
            if newest.is_none_or(|(known, ..)| known != hash) {
                colleague::put_met(tx, story, hash, &frontiers, at_ms)?;
            }
            Ok(())
        })
    }
}

fn kept(copy: &ReaderCopy) -> String {
    canonical::kept_form(copy)
}

/// The revisions that an approval speaks of.
fn approved(on: &store::Reader<'_>, story: StoryId) -> Result<BTreeSet<RevisionId>> {
    let events = store::event::list(on, story)?;
    let approved = events.into_iter().filter(|event| event.kind == Move::Approved.key());
    Ok(approved.filter_map(|event| event.revision).collect())
}

/// Versions that the head came of, the newest first: the head, what was met, the revisions.
fn bases(on: &store::Reader<'_>, story: StoryId, head: Sha256) -> Result<Vec<Sha256>> {
    let met = colleague::met(on, story)?.into_iter().map(|(hash, _, at_ms)| (at_ms, hash));
    let kept = revision::list(on, story)?.into_iter().rev().map(|row| (row.at.at_ms, row.copy_hash));
    let mut before: Vec<(i64, Sha256)> = met.chain(kept).collect();
    before.sort_by_key(|(at_ms, _)| std::cmp::Reverse(*at_ms));
    let mut bases = vec![head];
    let mut seen = BTreeSet::from([head]);
    bases.extend(before.into_iter().map(|(_, hash)| hash).filter(|hash| seen.insert(*hash)));
    bases.truncate(story_file::MOST_BASES);
    Ok(bases)
}

/// Everybody whom these records name.
pub(super) fn named_members(tables: &[Rows]) -> BTreeSet<MemberId> {
    const COLUMNS: [&str; 4] = ["member", "to_member", "suggested_by", "mentions"];
    let cells = tables.iter().flat_map(|rows| COLUMNS.iter().flat_map(|column| rows.column(column)));
    cells.flat_map(travel::ids_in::<MemberId>).collect()
}

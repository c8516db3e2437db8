//! What a file would do to the story here, worked out without writing anything.

use super::{
    arrival::{ApprovedThere, Arrival},
    clash,
    reconcile::Apart,
    refusal::*,
    Clash, FileRefusal, Kind, Parcel, Standing,
};
use crate::{workflow::Move, Error, Newsroom, Result};
use copy::{canonical, Cell, MemberId, ReaderCopy, RevisionId, Sha256, Stamp, StoryId, SuggestionId};
use document::{
    diff,
    taste::{Merged, Taste},
    Clock, Document, FactChange, Ops, PeerId, Review, Suggestion,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    panic::resume_unwind,
    sync::Arc,
    thread,
};
use store::{colleague, peer::PeerRow, revision, span::SpanRow, travel};

/// Tables that have a way of their own; the others merge by union.
const APART: [&str; 6] = ["span", "revision", "revision_note_item", "member", "person", "photo"];
/// The peer of copies that nobody writes in.
const NOBODY: PeerId = PeerId(2);
const NO_UPDATES: &[&[u8]] = &[];

/// The story as it is here.
pub(super) struct Ours {
    pub snapshot: Vec<u8>,
    pub copy: Arc<ReaderCopy>,
    pub hash: Sha256,
    root: Option<PeerId>,
    clock: Clock,
    review: Arc<Review>,
}

/// What is to be written.
#[derive(Default)]
pub(super) struct Merge {
    /// Operations that are new here, one stretch a peer.
    pub ops: Vec<Ops>,
    /// The same for the text in memory: one update, or several.
    pub updates: Vec<Vec<u8>>,
    /// Peers of the file, and the one that a clean copy is written by.
    pub peers: Vec<PeerRow>,
    /// When the file's stretches were written.
    pub spans: Vec<SpanRow>,
    /// Versions that both desks have from now on, the newest last.
    pub met: Vec<(Sha256, Vec<u8>)>,
    /// What was suggested on either side and has no word left: each took away what the other still had.
    pub lost: Vec<Suggestion>,
}

impl Merge {
    /// Operations; a head that is written here by hand is one edit, of as many as it takes.
    fn edits(&self) -> u64 {
        let all = self.ops.iter().map(|ops| u64::from(ops.counter_to.abs_diff(ops.counter_from))).sum();
        if self.met.is_empty() {
            all
        } else {
            all.min(1)
        }
    }
}

/// What of a file's records is not here yet.
#[derive(Default)]
struct News {
    revisions: BTreeSet<RevisionId>,
    /// Of the tables that merge by union: the rows' places.
    rows: BTreeMap<String, Vec<usize>>,
}

/// All that was found out.
pub(super) struct Verdict {
    pub arrival: Arrival,
    pub merge: Merge,
    /// Photos that are not here, each read.
    pub photos: Vec<Sha256>,
}

pub(super) fn strange() -> Error {
    FileRefusal::Strange.into()
}

impl Newsroom {
    /// Looks at a file without changing anything: what it would bring.
    ///
    /// # Errors
    /// [`FileRefusal`].
    pub fn preview_story_file(&self, parcel: &Parcel) -> Result<Arrival> {
        let ours = match self.session(parcel.story()) {
            Ok(session) => Some(ours(&mut crate::story::lock(&session))?),
            Err(Error::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        Ok(self.judge(parcel, ours.as_ref(), self.me())?.arrival)
    }

    /// `member`: who takes it in.
    pub(super) fn judge(&self, parcel: &Parcel, ours: Option<&Ours>, member: MemberId) -> Result<Verdict> {
        let manifest = &parcel.file.manifest;
        let news = self.news(parcel)?;
        self.refuse_our_name(parcel, &news)?;
        let standing = self.standing(parcel)?;
        // The photos' pixels are decoded while the text is read.
        let (merged, photos) = thread::scope(|scope| {
            let photos = scope.spawn(|| self.new_photos(parcel));
            let merged = match ours {
                None => self.merge_new(parcel),
                Some(ours) => self.merge_known(parcel, ours, member),
            };
            (merged, photos.join().unwrap_or_else(|gone| resume_unwind(gone)))
        });
        let ((merge, merged, clashes), photos) = (merged?, photos?);
        let diff = match (ours, &merged) {
            (Some(ours), Some(merged)) => diff::copies(&ours.copy, merged),
            (Some(_), None) => diff::CopyDiff::default(),
            (None, _) => diff::copies(&ReaderCopy::default(), &parcel.head),
        };
        let count = |table: &str| news.rows.get(table).map_or(0, Vec::len);
        let afterwards = match (ours, &merged) {
            (_, Some(merged)) => canonical::copy_hash(merged),
            (Some(ours), None) => ours.hash,
            (None, None) => manifest.copy_hash,
        };
        let approvals = self.new_approvals(parcel, &news, afterwards)?;
        let arrival = Arrival {
            story: manifest.story,
            kind: manifest.kind,
            headline: parcel.head.headline.text(),
            from: manifest.member_name.clone(),
            at_ms: manifest.at_ms,
            standing,
            is_new: ours.is_none(),
            edits: merge.edits(),
            words_added: diff.words_added,
            words_removed: diff.words_removed,
            revisions: news.revisions.len(),
            moves: count("event"),
            approvals,
            comments: count("thread"),
            photos: photos.len(),
            clashes,
        };
        Ok(Verdict { arrival, merge, photos })
    }

    /// The story is new here.
    fn merge_new(&self, parcel: &Parcel) -> Result<Judged> {
        let manifest = &parcel.file.manifest;
        if manifest.kind == Kind::Full {
            let found = self.taste(parcel, None)?;
            let merge = self.with_history(parcel, found.lacking, Vec::new())?;
            return Ok((merge, None, Vec::new()));
        }
        let peer = PeerId(self.random_8());
        let mut text = Document::create(peer)?;
        text.restore(&parcel.head)?;
        for (name, change) in [
            ("slugline", FactChange::Slugline as fn(String) -> FactChange),
            ("story_type", FactChange::StoryType),
        ] {
            if let Some(value) = manifest.facts.get(name).filter(|value| !value.is_empty()) {
                text.set_fact(&change(value.clone()))?;
            }
        }
        let met = met_by(parcel, text.frontiers());
        let merge = self.by_hand(parcel, &text, peer, &BTreeMap::new())?;
        Ok((Merge { met, ..merge }, None, Vec::new()))
    }

    fn merge_known(&self, parcel: &Parcel, ours: &Ours, member: MemberId) -> Result<Judged> {
        let manifest = &parcel.file.manifest;
        if manifest.kind == Kind::Full {
            let found = self.taste(parcel, Some(&ours.snapshot))?;
            if ours.root == Some(found.root) {
                let Taste { clock, asked, lacking, merged, .. } = found;
                let Some(merged) = merged else {
                    return Ok((self.with_history(parcel, lacking, Vec::new())?, None, Vec::new()));
                };
                let merge = self.with_history(parcel, lacking, vec![merged.update.clone()])?;
                let both_wrote =
                    ours.clock.iter().any(|(peer, at)| clock.get(peer).copied().unwrap_or(0) < *at);
                let (mut merge, merged, clashes) = if both_wrote {
                    self.merge_both(parcel, ours, (merge, merged), &clock, member)?
                } else {
                    (merge, merged, Vec::new())
                };
                merge.lost = lost(ours.review.suggestions.iter().cloned().chain(asked), merged.pending);
                return Ok((merge, Some(merged.copy), clashes));
            }
        }
        self.merge_apart(parcel, ours)
    }

    /// Both wrote since they had one text: what they did alike, or against each other, is put right.
    fn merge_both(
        &self,
        parcel: &Parcel,
        ours: &Ours,
        (mut merge, mut merged): (Merge, Merged),
        clock: &Clock,
        member: MemberId,
    ) -> Result<(Merge, Merged, Vec<Clash>)> {
        let decided = self.decided_apart(parcel)?;
        let is_at_odds = merged.is_doubled || !decided.is_empty();
        if !is_at_odds && !clash::may_be(&ours.copy, &parcel.head) {
            return Ok((merge, merged, Vec::new()));
        }
        // What both had before is slow to make, so it is asked for only here.
        let mut here = Document::open(Some(&ours.snapshot), NO_UPDATES, NOBODY)?;
        let parting = here.at_parting(clock)?;
        let clashes =
            clash::between(&parting.reader_copy(), &ours.copy, &parcel.head, parcel.file.manifest.member);
        if !is_at_odds && clashes.is_empty() {
            return Ok((merge, merged, clashes));
        }
        let theirs = Document::open(Some(&parcel.file.text), NO_UPDATES, NOBODY).map_err(tasted)?;
        let mut text = Document::open(Some(&ours.snapshot), NO_UPDATES, NOBODY)?;
        text.absorb(&merged.update)?;
        let apart = Apart { parting, here, theirs: &theirs, had: &ours.clock, clock, decided };
        merge.reconciled(self.reconcile(parcel, &mut text, &apart, &clashes, member)?);
        merged.copy = text.reader_copy();
        merged.pending = pending(&text);
        Ok((merge, merged, clashes))
    }

    /// Texts that began apart: their head as a word diff against everything that both had before.
    ///
    /// Their head holds all of its bases. What we have of those, taken together, is the text that both
    /// know: the difference from there is theirs, and merges with what we wrote meanwhile. (One base alone
    /// would not do: after two files crossed on their way, each side has the other's work beside its own.)
    fn merge_apart(&self, parcel: &Parcel, ours: &Ours) -> Result<Judged> {
        let manifest = &parcel.file.manifest;
        let known = self.known(manifest.story)?;
        let mut text = Document::open(Some(&ours.snapshot), NO_UPDATES, NOBODY)?;
        let age = |hash: &Sha256| known.iter().position(|(one, _)| one == hash);
        let bases = || manifest.bases.iter().filter(|hash| **hash != manifest.copy_hash);
        if manifest.copy_hash == ours.hash {
            // The same words, found on both sides: from here on both have this version.
            let met = met_by(parcel, text.frontiers());
            return Ok((Merge { met, ..Merge::default() }, None, Vec::new()));
        }
        // A version that ours came of: an older file, or this one again. (One that they went back to is
        // newer than a base of its own.)
        let newest_base = bases().filter_map(age).min();
        if age(&manifest.copy_hash).is_some_and(|head| newest_base.is_none_or(|base| head < base)) {
            return Ok((Merge::default(), None, Vec::new()));
        }
        let both_have: BTreeSet<&Sha256> = bases().collect();
        let versions: Vec<Vec<u8>> = known
            .iter()
            .filter(|(hash, frontiers)| both_have.contains(hash) && !frontiers.is_empty())
            .map(|(_, frontiers)| frontiers.clone())
            .collect();
        let mut past = text.at_join(&versions).map_err(|error| match error {
            document::Error::Incomplete { .. } => FileRefusal::NothingInCommon.into(),
            other => Error::from(other),
        })?;
        let base = past.reader_copy();
        let clashes = clash::between(&base, &ours.copy, &parcel.head, manifest.member);
        let had = past.clock();
        let peer = PeerId(self.random_8());
        past.set_peer(peer)?;
        past.restore(&parcel.head)?;
        let met = met_by(parcel, past.frontiers());
        let ours_had = text.clock();
        for ops in past.ops_beyond(&had)?.iter().filter(|ops| ops.peer == peer) {
            text.meet(&past, ops)?;
            text.write_once(&ours_had, &past.clock())?;
        }
        let lost = lost(ours.review.suggestions.iter().cloned(), pending(&text));
        let merged = text.reader_copy();
        let merge = self.by_hand(parcel, &text, peer, &ours_had)?;
        Ok((Merge { met, lost, ..merge }, Some(merged), clashes))
    }

    /// What the copy taster says of a file's text; and it must be the text that the file says.
    fn taste(&self, parcel: &Parcel, ours: Option<&[u8]>) -> Result<Taste> {
        let found = self.world.taster.taste(ours, &parcel.file.text).map_err(tasted)?;
        let manifest = &parcel.file.manifest;
        match found.their_hash == manifest.copy_hash && found.root.to_string() == manifest.root {
            true => Ok(found),
            false => Err(FileRefusal::NotTheText.into()),
        }
    }

    /// Operations with the history that came along: whose they are, and when they were written.
    fn with_history(&self, parcel: &Parcel, ops: Vec<Ops>, updates: Vec<Vec<u8>>) -> Result<Merge> {
        let manifest = &parcel.file.manifest;
        let peers: BTreeMap<u64, PeerRow> = parcel.peers()?.into_iter().map(|row| (row.peer, row)).collect();
        let here = self.store().read(|on| store::peer::list(on, manifest.story).map_err(Error::from))?;
        let here: BTreeMap<u64, PeerRow> = here.into_iter().map(|row| (row.peer, row)).collect();
        // Nobody writes without having said who they are.
        let is_named = |ops: &Ops| here.contains_key(&ops.peer.0) || peers.contains_key(&ops.peer.0);
        if !ops.iter().all(is_named) {
            return Err(strange());
        }
        let is_forged = |ops: &Ops| {
            let said = peers.get(&ops.peer.0).filter(|_| !here.contains_key(&ops.peer.0));
            said.is_some_and(|row| row.device == self.device())
        };
        if ops.iter().any(is_forged) {
            return Err(FileRefusal::InOurName.into());
        }
        let mut spans =
            travel::spans_from(manifest.story, parcel.table("span").ok_or_else(strange)?).map_err(brought)?;
        // When our own words were written we know ourselves.
        let ours = |peer: u64| here.get(&peer).is_some_and(|row| row.device == self.device());
        spans.retain(|span| !ours(span.peer));
        Ok(Merge { ops, updates, peers: peers.into_values().collect(), spans, ..Merge::default() })
    }

    /// A head without history: written here, by a peer that is the sender's, at the file's time.
    fn by_hand(
        &self,
        parcel: &Parcel,
        text: &Document,
        peer: PeerId,
        had: &document::Clock,
    ) -> Result<Merge> {
        let manifest = &parcel.file.manifest;
        let at = Stamp { at_ms: manifest.at_ms, zone: manifest.zone.clone() };
        let mut ops = text.ops_beyond(had)?;
        ops.retain(|ops| ops.peer == peer);
        let span = |ops: &Ops| SpanRow {
            story: manifest.story,
            peer: peer.0,
            counter_from: ops.counter_from.into(),
            counter_to: ops.counter_to.into(),
            at: at.clone(),
        };
        let row = PeerRow {
            peer: peer.0,
            story: manifest.story,
            device: manifest.device,
            member: manifest.member,
            at: at.clone(),
        };
        Ok(Merge {
            updates: ops.iter().map(|ops| ops.bytes.clone()).collect(),
            spans: ops.iter().map(span).collect(),
            peers: if ops.is_empty() { Vec::new() } else { vec![row] },
            ops,
            ..Merge::default()
        })
    }

    /// Versions of a story that this desk has or has seen, the newest first.
    fn known(&self, story: StoryId) -> Result<Known> {
        self.store().read(|on| {
            let met =
                colleague::met(on, story)?.into_iter().map(|(hash, frontiers, at)| (at, hash, frontiers));
            let kept = revision::list(on, story)?.into_iter().rev();
            let kept = kept.map(|row| (row.at.at_ms, row.copy_hash, row.frontiers));
            let mut known: Vec<_> = met.chain(kept).collect();
            known.sort_by_key(|(at_ms, ..)| std::cmp::Reverse(*at_ms));
            Ok(known.into_iter().map(|(_, hash, frontiers)| (hash, frontiers)).collect())
        })
    }

    /// What of a file's records is not here yet.
    fn news(&self, parcel: &Parcel) -> Result<News> {
        let mut news = News::default();
        self.store().read(|on| {
            for rows in &parcel.file.tables {
                if rows.table == "revision" {
                    news.revisions = revision::travel::news(on, rows).map_err(brought)?.into_iter().collect();
                } else if !APART.contains(&rows.table.as_str()) {
                    if !travel::is_known(rows) {
                        return Err(FileRefusal::Newer.into());
                    }
                    news.rows.insert(rows.table.clone(), travel::news(on, rows).map_err(brought)?);
                }
            }
            Ok::<_, Error>(news)
        })
    }

    /// Refuses records that say they were written at this desk and are not here.
    fn refuse_our_name(&self, parcel: &Parcel, news: &News) -> Result<()> {
        let own = Cell::Blob(id_bytes(&self.device().to_string()));
        for rows in &parcel.file.tables {
            let Some(place) = rows.place("device") else { continue };
            let is_ours = |row: &[Cell]| row.get(place) == Some(&own);
            let is_new = |row: &[Cell]| {
                let id = row.first().map(travel::ids_in::<RevisionId>).unwrap_or_default();
                id.iter().any(|id| news.revisions.contains(id))
            };
            let forged = match rows.table.as_str() {
                "revision" => rows.rows.iter().any(|row| is_ours(row) && is_new(row)),
                // Cards only come in where nobody has one; peers are looked at with their words.
                "peer" => false,
                name => {
                    let new = news.rows.get(name).map(Vec::as_slice).unwrap_or_default();
                    new.iter().any(|nth| rows.rows.get(*nth).is_some_and(|row| is_ours(row)))
                }
            };
            if forged {
                return Err(FileRefusal::InOurName.into());
            }
        }
        Ok(())
    }

    /// Approvals that are not here yet, and whether each is of the text as it will be.
    fn new_approvals(&self, parcel: &Parcel, news: &News, afterwards: Sha256) -> Result<Vec<ApprovedThere>> {
        let Some(rows) = parcel.table("event") else { return Ok(Vec::new()) };
        let place = |name| rows.place(name).ok_or_else(strange);
        let (kind, hash, member) = (place("kind")?, place("copy_hash")?, place("member")?);
        let new = news.rows.get("event").into_iter().flatten().filter_map(|nth| rows.rows.get(*nth));
        let approved = new.filter(|row| row.get(kind).and_then(Cell::text) == Some(Move::Approved.key()));
        let of = |row: &Vec<Cell>| ApprovedThere {
            member: row.get(member).map(|id| self.name_in(parcel, id)).unwrap_or_default(),
            is_of_this_text: row.get(hash).and_then(Cell::blob) == Some(afterwards.as_bytes().as_slice()),
        };
        Ok(approved.map(of).collect())
    }

    /// A member's name: ours for whom we know, else as the file says.
    fn name_in(&self, parcel: &Parcel, id: &Cell) -> String {
        let known =
            travel::ids_in::<MemberId>(id).first().map(|id| self.member_name(*id)).unwrap_or_default();
        if !known.is_empty() {
            return known;
        }
        let said = parcel.table("member").and_then(|rows| {
            let (member, name) = (rows.place("member")?, rows.place("name")?);
            let row = rows.rows.iter().find(|row| row.get(member) == Some(id))?;
            row.get(name)?.text().map(str::to_owned)
        });
        said.unwrap_or_default()
    }

    /// Whether a key may bring something in.
    pub(super) fn admit(standing: &Standing, key_was_checked: bool) -> Result<()> {
        match standing {
            Standing::Changed { .. } if !key_was_checked => Err(FileRefusal::KeyChanged.into()),
            _ => Ok(()),
        }
    }
}

/// Versions that both desks have once a file is taken in: its older ones (contained, so that an older
/// file that comes later brings nothing), and its head, which is here at these frontiers.
fn met_by(parcel: &Parcel, frontiers: Vec<u8>) -> Vec<(Sha256, Vec<u8>)> {
    let manifest = &parcel.file.manifest;
    let older = manifest.bases.iter().rev().filter(|hash| **hash != manifest.copy_hash);
    older.map(|hash| (*hash, Vec::new())).chain([(manifest.copy_hash, frontiers)]).collect()
}

/// What is still suggested in a text.
fn pending(text: &Document) -> BTreeSet<SuggestionId> {
    text.review().suggestions.into_iter().map(|one| one.id).collect()
}

/// The suggestions of which a merged text has nothing, each once.
fn lost(asked: impl Iterator<Item = Suggestion>, pending: BTreeSet<SuggestionId>) -> Vec<Suggestion> {
    let mut known = pending;
    asked.filter(|one| known.insert(one.id)).collect()
}

/// A merge, the text that comes of it (`None`: ours, or theirs where the story is new), the clashes.
type Judged = (Merge, Option<ReaderCopy>, Vec<Clash>);
/// Versions by copy hash, with where in the text's history they are; nothing: contained in a later one.
type Known = Vec<(Sha256, Vec<u8>)>;

pub(super) fn ours(live: &mut crate::story::Session) -> Result<Ours> {
    let (copy, hash) = live.copy();
    let (snapshot, review) = (live.document.snapshot()?, live.review());
    Ok(Ours { snapshot, copy, hash, root: live.document.root(), clock: live.document.clock(), review })
}

fn id_bytes(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

//! Who wrote what, and when. Who: a run's `by`, else its peer's member. When: the spans, which a file
//! brings along with what was written elsewhere; then the op rows that no snapshot has taken in.

use crate::{story::lock, Error, Newsroom, Result};
use copy::{BlockKind, DeviceId, MemberId, RevisionId, Stamp, StoryId};
use document::{Clock, Container, PeerId, Utf16, WrittenLine, WrittenRun};
use std::collections::BTreeMap;
use store::{peer::PeerRow, revision::RevisionRow, span::SpanRow};

/// A stretch that one member wrote at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it begins.
    pub from: Utf16,
    /// Where it ends.
    pub to: Utf16,
    /// Who.
    pub member: Option<MemberId>,
    /// On which device, where that is known.
    pub device: Option<copy::DeviceId>,
    /// When, by that computer's clock.
    pub at: Option<Stamp>,
}

/// Words of a line that one member wrote on one computer, and that came in one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub text: String,
    /// Who; `None`: that is not known.
    pub member: Option<MemberId>,
    /// Who brought them back or moved them, where that is somebody else.
    pub brought_by: Option<MemberId>,
    /// On which computer.
    pub device: Option<DeviceId>,
    /// When the first of them was written, by that computer's clock.
    pub from_ms: Option<i64>,
    /// When the last of them was.
    pub to_ms: Option<i64>,
    /// The first revision that has them; `None`: none has.
    pub revision: Option<RevisionId>,
}

impl Passage {
    /// Whether the other one goes on where this one ends, by the same hand.
    fn goes_on(&self, next: &Self) -> bool {
        let hand = |one: &Self| (one.member, one.brought_by, one.device, one.revision);
        hand(self) == hand(next)
    }
}

/// A line of a story with the hands that wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text that it stands in.
    pub container: Container,
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in order.
    pub passages: Vec<Passage>,
}

/// From a character to what is known about it.
struct Known {
    spans: Vec<SpanRow>,
    peers: BTreeMap<u64, PeerRow>,
    /// For each peer: up to which counter each revision goes, in the order of their numbers.
    revisions: BTreeMap<PeerId, Vec<(i32, RevisionId)>>,
}

impl Known {
    fn new(mut spans: Vec<SpanRow>, peers: Vec<PeerRow>, held: &[(RevisionId, Clock)]) -> Self {
        spans.sort_by_key(|span| (span.peer, span.counter_from));
        let mut revisions: BTreeMap<PeerId, Vec<(i32, RevisionId)>> = BTreeMap::new();
        for (revision, clock) in held {
            for (peer, counter) in clock {
                let known = revisions.entry(*peer).or_default();
                // Only what a revision has beyond all before it came in it.
                if known.last().is_none_or(|(before, _)| before < counter) {
                    known.push((*counter, *revision));
                }
            }
        }
        Self { spans, peers: peers.into_iter().map(|row| (row.peer, row)).collect(), revisions }
    }

    fn when(&self, peer: PeerId, counter: i32) -> Option<&Stamp> {
        let place = (peer.0, i64::from(counter));
        let before = self.spans.partition_point(|span| (span.peer, span.counter_from) <= place);
        let span = self.spans.get(before.checked_sub(1)?)?;
        (span.peer == peer.0).then_some(&span.at)
    }

    /// The revision that a character came in, and up to which counter that is so.
    fn revision(&self, peer: PeerId, counter: i32) -> (Option<RevisionId>, i32) {
        let known = self.revisions.get(&peer).map(Vec::as_slice).unwrap_or_default();
        match known.get(known.partition_point(|(to, _)| *to <= counter)) {
            Some((to, revision)) => (Some(*revision), *to),
            None => (None, i32::MAX),
        }
    }

    /// A run's words, one passage for each revision that they came in.
    fn passages(&self, run: &WrittenRun) -> Vec<Passage> {
        let row = self.peers.get(&run.peer.0);
        let hand = row.map(|row| row.member);
        let member = run.by.or(hand);
        let brought_by = hand.filter(|hand| Some(*hand) != member);
        let (mut found, mut chars, mut counter) = (Vec::new(), run.text.chars(), run.counter);
        while counter < run.counter_to {
            let (revision, to) = self.revision(run.peer, counter);
            let to = to.min(run.counter_to);
            let count = usize::try_from(to - counter).unwrap_or(0);
            let at = |counter| self.when(run.peer, counter).map(|at| at.at_ms);
            found.push(Passage {
                text: chars.by_ref().take(count).collect(),
                member,
                brought_by,
                device: row.map(|row| row.device),
                from_ms: at(counter),
                to_ms: at(to - 1),
                revision,
            });
            counter = to;
        }
        found
    }

    fn line(&self, container: Container, line: WrittenLine) -> Line {
        let mut passages: Vec<Passage> = Vec::new();
        for passage in line.runs.iter().flat_map(|run| self.passages(run)) {
            match passages.last_mut().filter(|last| last.goes_on(&passage)) {
                Some(last) => {
                    last.text.push_str(&passage.text);
                    last.from_ms = [last.from_ms, passage.from_ms].into_iter().flatten().min();
                    last.to_ms = last.to_ms.max(passage.to_ms);
                }
                None => passages.push(passage),
            }
        }
        Line { container, kind: line.kind, passages }
    }
}

impl Newsroom {
    /// Who wrote a text, run by run. A run that took longer has the time of its beginning.
    pub fn written(&self, story: StoryId, container: &Container) -> Result<Vec<Written>> {
        let session = self.session(story)?;
        let (runs, members, newest) = {
            let live = lock(&session);
            (live.document.blame(container), live.members.clone(), live.spans.clone())
        };
        let (mut spans, peers) = self
            .store()
            .read(|on| Ok::<_, Error>((store::span::list(on, story)?, store::peer::list(on, story)?)))?;
        spans.extend(newest);
        spans.sort_by_key(|span| (span.peer, span.counter_from));
        let when = |peer: u64, counter: i64| {
            let before =
                spans.partition_point(|span: &SpanRow| (span.peer, span.counter_from) <= (peer, counter));
            let span = spans.get(before.checked_sub(1)?)?;
            (span.peer == peer).then(|| span.at.clone())
        };
        let written = runs.into_iter().map(|run| Written {
            from: run.from,
            to: run.to,
            member: run.by.or_else(|| members.get(&run.peer).copied()),
            device: peers.iter().find(|row| row.peer == run.peer.0).map(|row| row.device),
            at: when(run.peer.0, run.counter.into()),
        });
        Ok(written.collect())
    }

    /// When the last letter of each stretch of a text was written, by the clock that it was written by; `None`:
    /// that is not known.
    pub(crate) fn last_written(
        &self,
        story: StoryId,
        container: &Container,
        stretches: &[(Utf16, Utf16)],
    ) -> Result<Vec<Option<i64>>> {
        if stretches.is_empty() {
            return Ok(Vec::new());
        }
        let session = self.session(story)?;
        let (runs, newest) = {
            let live = lock(&session);
            let blame = |(from, to): &(Utf16, Utf16)| live.document.blame_range(container, *from, *to);
            (stretches.iter().map(blame).collect::<Vec<_>>(), live.spans.clone())
        };
        let mut spans = self.store().read(|on| store::span::list(on, story).map_err(Error::from))?;
        spans.extend(newest);
        let known = Known::new(spans, Vec::new(), &[]);
        let last = |runs: Vec<document::BlameRun>| {
            let times = runs.iter().filter_map(|run| known.when(run.peer, run.counter_to - 1));
            times.map(|at| at.at_ms).max()
        };
        Ok(runs.into_iter().map(last).collect())
    }

    /// A story as it is now, line by line, and who wrote which words: the headline, the deck, the body, the
    /// captions where their pictures stand. Suggestions are as not accepted.
    pub fn passages(&self, story: StoryId) -> Result<Vec<Line>> {
        let session = self.session(story)?;
        let (copy, _) = self.head(story)?;
        let (mut rows, mut spans, peers) = self.store().read(|on| {
            let rows = store::revision::list(on, story)?;
            Ok::<_, Error>((rows, store::span::list(on, story)?, store::peer::list(on, story)?))
        })?;
        // Numbers are causal: what came by file may arrive after what was made of it.
        rows.sort_by_key(|row| row.number);
        let figures = copy.figures.iter().map(|figure| Container::Caption(figure.id));
        let containers = [Container::Headline, Container::Deck, Container::Body].into_iter().chain(figures);
        let (mut written, held) = {
            let live = lock(&session);
            spans.extend(live.spans.clone());
            let held = |row: &RevisionRow| Some((row.revision, live.document.clock_at(&row.frontiers)?));
            let lines = |container| (container, live.document.written_lines(&container));
            let written: BTreeMap<_, _> = containers.map(lines).collect();
            (written, rows.iter().filter_map(held).collect::<Vec<_>>())
        };
        let known = Known::new(spans, peers, &held);
        let mut take = |container: Container| -> Vec<Line> {
            let lines = written.remove(&container).unwrap_or_default();
            lines.into_iter().map(|line| known.line(container, line)).collect()
        };
        let mut told = take(Container::Headline);
        told.extend(take(Container::Deck));
        told.extend(copy.lead_figure().map(|figure| take(Container::Caption(figure.id))).unwrap_or_default());
        for line in take(Container::Body) {
            let caption = match line.kind {
                BlockKind::Figure(id) => take(Container::Caption(id)),
                _ => Vec::new(),
            };
            told.push(line);
            told.extend(caption);
        }
        Ok(told)
    }
}

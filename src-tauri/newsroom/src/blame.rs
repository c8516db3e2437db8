//! Who wrote what, and when. Who: a run's `by`, else its peer's member. When: the spans, which a file
//! brings along with what was written elsewhere; then the op rows that no snapshot has taken in.

use crate::{story::lock, Error, Newsroom, Result};
use copy::{MemberId, Stamp, StoryId};
use document::{Container, Utf16};
use store::span::SpanRow;

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
}

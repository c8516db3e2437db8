//! From records to a state.
//!
//! Records are a set; each names those it was made after. Two are *concurrent* when neither was made
//! after the other: two desks without a line. Then the more cautious wins: held over sent back over
//! approved, spiked over not, and of two embargoes the later.

use super::Move;
use copy::{MemberId, RecordId, RevisionId, Sha256, Stamp};
use std::collections::{BTreeMap, BTreeSet};

/// A move that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its record.
    pub id: RecordId,
    /// What was done.
    pub kind: Move,
    /// The revision it speaks of.
    pub revision: Option<RevisionId>,
    /// The copy hash it speaks of.
    pub hash: Option<Sha256>,
    /// The newest records that were known where it was made.
    pub parents: Vec<RecordId>,
    /// Until when (embargo), at what time (schedule); UTC milliseconds.
    pub until_ms: Option<i64>,
    /// To whom.
    pub to: Option<MemberId>,
    /// Why, or the revision note.
    pub why: String,
    /// Who.
    pub member: MemberId,
    /// When, by that computer's clock.
    pub stamp: Stamp,
}

/// A story's state at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // PRODUCT's own words.
pub enum Desk {
    #[default]
    Draft,
    InReview,
    SentBack,
    Ready,
    Spiked,
    Archived,
}

/// An approval in force for the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Its record.
    pub event: RecordId,
    /// The revision.
    pub revision: Option<RevisionId>,
    /// Who.
    pub member: MemberId,
    /// When.
    pub at_ms: i64,
}

/// The last move, while no other was made after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastMove {
    /// Its record.
    pub event: RecordId,
    /// What was done.
    pub kind: Move,
    /// Who.
    pub member: MemberId,
}

/// Where a story stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// At the desk.
    pub desk: Desk,
    /// Whether sending is blocked.
    pub held: bool,
    /// Approved once, and edited since.
    pub changed_since_approval: bool,
    /// The approval of exactly the head, if there is one.
    pub approval: Option<Approval>,
    /// The embargo set last and not lifted.
    pub embargo_until_ms: Option<i64>,
    /// The time to publish at, set last and not taken back.
    pub scheduled_ms: Option<i64>,
    /// Who said "I am reading it" since it was filed.
    pub reader: Option<MemberId>,
    /// Whom it was given to.
    pub editor: Option<MemberId>,
    /// The note that came back with it, while it is sent back.
    pub note: Option<String>,
    /// Since when it waits for an editor, while it is in review, by the clock of whoever sent it.
    pub waiting_since_ms: Option<i64>,
    /// The move that can be taken back: nobody has acted on it.
    pub last_move: Option<LastMove>,
    /// Records that no other was made after: the parents of the next.
    pub newest: Vec<RecordId>,
}

/// The ancestors of every record.
struct History<'a> {
    events: &'a [Event],
    before: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

impl<'a> History<'a> {
    fn of(events: &'a [Event]) -> Self {
        let parents: BTreeMap<RecordId, &[RecordId]> =
            events.iter().map(|event| (event.id, event.parents.as_slice())).collect();
        let mut before = BTreeMap::new();
        for event in events {
            let mut seen = BTreeSet::new();
            let mut next = event.parents.clone();
            while let Some(id) = next.pop() {
                if seen.insert(id) {
                    next.extend(parents.get(&id).copied().unwrap_or_default());
                }
            }
            before.insert(event.id, seen);
        }
        Self { events, before }
    }

    /// Whether `earlier` was known when `later` was made.
    fn precedes(&self, earlier: &Event, later: &Event) -> bool {
        self.before.get(&later.id).is_some_and(|before| before.contains(&earlier.id))
    }

    /// Those of some kinds that no other of these kinds was made after.
    fn newest(&self, kinds: &[Move]) -> Vec<&'a Event> {
        let of_kind: Vec<&Event> = self.events.iter().filter(|event| kinds.contains(&event.kind)).collect();
        let newest = |event: &&Event| !of_kind.iter().any(|other| self.precedes(event, other));
        of_kind.iter().filter(|event| newest(event)).copied().collect()
    }

    /// Whether the first of two opposite kinds stands: concurrent, it wins.
    fn stands(&self, on: Move, off: Move) -> bool {
        self.newest(&[on, off]).iter().any(|event| event.kind == on)
    }
}

/// The moves that were not taken back.
pub fn standing(events: &[Event]) -> Vec<Event> {
    let undone = events.iter().filter(|event| event.kind == Move::Undone);
    let taken_back: BTreeSet<RecordId> = undone.flat_map(|event| event.parents.clone()).collect();
    events.iter().filter(|event| !taken_back.contains(&event.id)).cloned().collect()
}

/// The state that these records make of a story whose head has this hash.
pub fn fold(events: &[Event], head: Option<Sha256>) -> State {
    use Move::*;
    // A move that was taken back is as if it had never been made; who knew of what stays as it was.
    let kept = standing(events);
    let history = History { events: &kept, ..History::of(events) };
    let events = kept.as_slice();
    let later = |kind: Move, than: &Event| {
        events.iter().any(|event| event.kind == kind && !history.precedes(event, than) && event.id != than.id)
    };
    let revoked = |approval: &Event| {
        events.iter().any(|event| {
            event.kind == ApprovalRevoked && event.hash == approval.hash && !history.precedes(event, approval)
        })
    };
    let approvals: Vec<&Event> =
        events.iter().filter(|event| event.kind == Approved && !revoked(event)).collect();
    let approval = approvals
        .iter()
        .rfind(|approval| head.is_some() && approval.hash == head && !later(SentBack, approval))
        .map(|event| Approval {
            event: event.id,
            revision: event.revision,
            member: event.member,
            at_ms: event.stamp.at_ms,
        });
    let review = history.newest(&[Filed, SentBack, Approved, ApprovalRevoked]);
    let sent_back = review.iter().find(|event| event.kind == SentBack);
    let under_review = if sent_back.is_some() {
        Desk::SentBack
    } else if review.is_empty() {
        Desk::Draft
    } else {
        Desk::InReview
    };
    let desk = if history.stands(Spiked, Unspiked) {
        Desk::Spiked
    } else if history.stands(Archived, Reopened) {
        Desk::Archived
    } else if approval.is_some() {
        Desk::Ready
    } else {
        under_review
    };
    let latest = |on: Move, off: Move| {
        history
            .newest(&[on, off])
            .into_iter()
            .filter(|event| event.kind == on)
            .filter_map(|e| e.until_ms)
            .max()
    };
    let since_filed =
        |kind: Move| history.newest(&[Filed, kind, SentBack]).into_iter().rfind(|e| e.kind == kind);
    let newest: Vec<&Event> = history.newest(&Move::ALL);
    let last_move = match newest.as_slice() {
        [last] if last.kind != Undone => {
            Some(LastMove { event: last.id, kind: last.kind, member: last.member })
        }
        _ => None,
    };
    let waiting = history.newest(&[Filed, HandedOver, SentBack]).into_iter().rfind(|e| e.kind != SentBack);
    State {
        waiting_since_ms: waiting.filter(|_| desk == Desk::InReview).map(|event| event.stamp.at_ms),
        last_move,
        changed_since_approval: approval.is_none() && desk == Desk::InReview && !approvals.is_empty(),
        held: history.stands(Held, Released),
        embargo_until_ms: latest(EmbargoSet, EmbargoLifted),
        scheduled_ms: latest(Scheduled, Unscheduled),
        reader: since_filed(Claimed).map(|event| event.member),
        editor: since_filed(HandedOver).and_then(|event| event.to),
        note: sent_back.filter(|_| desk == Desk::SentBack).map(|event| event.why.clone()),
        newest: newest.into_iter().map(|event| event.id).collect(),
        approval,
        desk,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Move::*;

    fn id(n: u8) -> RecordId {
        RecordId::from_random([n; 16])
    }

    fn hash(n: u8) -> Sha256 {
        Sha256::of(&[n])
    }

    /// A record made after `parents`, speaking of text `of`.
    fn event(n: u8, kind: Move, of: u8, parents: &[u8]) -> Event {
        Event {
            id: id(n),
            kind,
            revision: None,
            hash: Some(hash(of)),
            parents: parents.iter().map(|n| id(*n)).collect(),
            until_ms: Some(i64::from(of)),
            to: None,
            why: format!("note {n}"),
            member: MemberId::from_random([n; 16]),
            stamp: Stamp { at_ms: i64::from(n), zone: "UTC".into() },
        }
    }

    fn desk(events: &[Event], head: u8) -> Desk {
        fold(events, Some(hash(head))).desk
    }

    #[test]
    fn an_approval_speaks_of_one_text_and_undo_brings_it_back() {
        let events = [event(1, Filed, 7, &[]), event(2, Approved, 7, &[1])];
        assert_eq!(desk(&events, 7), Desk::Ready);
        let moved_on = fold(&events, Some(hash(8)));
        assert_eq!(moved_on.desk, Desk::InReview, "one more word and it is no longer ready");
        assert!(moved_on.changed_since_approval);
        assert_eq!(desk(&events, 7), Desk::Ready, "undone, it is ready again");
    }

    #[test]
    fn revoking_and_sending_back_end_an_approval_until_it_is_given_again() {
        let mut events = vec![event(1, Filed, 7, &[]), event(2, Approved, 7, &[1])];
        events.push(event(3, ApprovalRevoked, 7, &[2]));
        assert_eq!(desk(&events, 7), Desk::InReview);
        events.push(event(4, Approved, 7, &[3]));
        assert_eq!(desk(&events, 7), Desk::Ready);
        events.push(event(5, SentBack, 7, &[4]));
        let state = fold(&events, Some(hash(7)));
        assert_eq!(state.desk, Desk::SentBack);
        assert_eq!(state.note.as_deref(), Some("note 5"));
        events.push(event(6, Filed, 7, &[5]));
        assert_eq!(desk(&events, 7), Desk::InReview);
    }

    #[test]
    fn of_concurrent_moves_the_more_cautious_wins_in_any_order() {
        let both = [event(1, Filed, 7, &[]), event(2, Approved, 7, &[1]), event(3, SentBack, 7, &[1])];
        let turned = [both[2].clone(), both[1].clone(), both[0].clone()];
        assert_eq!(desk(&both, 7), Desk::SentBack);
        assert_eq!(desk(&turned, 7), Desk::SentBack);

        let held = [event(1, Held, 7, &[]), event(2, Released, 7, &[1]), event(3, Held, 7, &[1])];
        assert!(fold(&held, None).held, "a hold that the release did not know of stands");

        let embargoes =
            [event(1, EmbargoSet, 50, &[]), event(2, EmbargoSet, 90, &[1]), event(3, EmbargoSet, 60, &[1])];
        assert_eq!(fold(&embargoes, None).embargo_until_ms, Some(90), "of two embargoes the later");
        let lifted = [embargoes[0].clone(), event(2, EmbargoLifted, 0, &[1])];
        assert_eq!(fold(&lifted, None).embargo_until_ms, None);
    }

    #[test]
    fn a_move_that_was_taken_back_is_as_if_it_had_never_been_made() {
        let mut events = vec![event(1, Filed, 7, &[]), event(2, Approved, 7, &[1])];
        let last = fold(&events, Some(hash(7))).last_move.expect("a last move");
        assert_eq!((last.event, last.kind), (id(2), Approved));
        events.push(event(3, Undone, 7, &[2]));
        let state = fold(&events, Some(hash(7)));
        assert_eq!((state.desk, state.changed_since_approval), (Desk::InReview, false));
        assert_eq!((state.newest, state.last_move), (vec![id(3)], None), "and that is not taken back again");
        events.push(event(4, SentBack, 7, &[3]));
        assert_eq!(desk(&events, 7), Desk::SentBack, "the next move stands after it");
        events.push(event(5, Undone, 7, &[4]));
        assert_eq!(desk(&events, 7), Desk::InReview);
        let embargoes =
            [event(1, EmbargoSet, 50, &[]), event(2, EmbargoSet, 90, &[1]), event(3, Undone, 0, &[2])];
        assert_eq!(
            fold(&embargoes, None).embargo_until_ms,
            Some(50),
            "the embargo before it is in force again"
        );
    }

    #[test]
    fn what_another_desk_did_meanwhile_stands_though_a_move_was_taken_back() {
        let events = [
            event(1, Filed, 7, &[]),
            event(2, Held, 7, &[1]),
            event(3, Undone, 7, &[2]),
            event(4, SentBack, 7, &[2]),
        ];
        let state = fold(&events, Some(hash(7)));
        assert_eq!((state.desk, state.held), (Desk::SentBack, false));
        assert_eq!(state.last_move, None, "two desks moved it at once: nothing is taken back blindly");
    }

    #[test]
    fn spiking_is_reversible_and_gives_the_state_before_back() {
        let mut events = vec![event(1, Filed, 7, &[]), event(2, Spiked, 7, &[1])];
        assert_eq!(desk(&events, 7), Desk::Spiked);
        events.push(event(3, Unspiked, 7, &[2]));
        assert_eq!(desk(&events, 7), Desk::InReview);
        assert_eq!(fold(&events, None).newest, vec![id(3)]);
    }
}

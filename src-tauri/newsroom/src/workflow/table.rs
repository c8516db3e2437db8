//! Who may make which move, and from where. Everything that is not in the table is refused with a
//! sentence, never ignored.

use super::{Desk, Move, State};
use crate::{member::Role, Refusal};
use copy::MemberId;

/// Who wants to move, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    /// Who.
    pub member: MemberId,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Whether nobody else has written any of the text.
    pub is_sole_author: bool,
    /// The house's rule that somebody else must approve.
    pub second_pair_of_eyes: bool,
    /// The house's rule of what only the chief editor may do.
    pub chief_editor_only: Vec<Move>,
    /// Whether suggestions are pending in the story: readers' text is not decided then.
    pub has_suggestions: bool,
    /// Whether two desks changed a part of it at once, and nobody has chosen.
    pub has_clashes: bool,
}

/// A row of the table.
struct Rule {
    kind: Move,
    /// Any of these.
    roles: &'static [Role],
    /// In these desk states.
    from: &'static [Desk],
    /// What else must be so, and the sentence if it is not.
    condition: fn(&State) -> Result<(), Refusal>,
    /// The sentence when the state is another.
    otherwise: Refusal,
}

const ANY: &[Desk] =
    &[Desk::Draft, Desk::InReview, Desk::SentBack, Desk::Ready, Desk::Spiked, Desk::Archived];
const OPEN: &[Desk] = &[Desk::Draft, Desk::InReview, Desk::SentBack, Desk::Ready];
const EVERYBODY: &[Role] = &[Role::Reporter, Role::Editor, Role::PhotoDesk, Role::Production];
const EDITORS: &[Role] = &[Role::Editor];
const SENDERS: &[Role] = &[Role::Editor, Role::Production];
const SPIKED: Refusal = Refusal::SpikedOrArchived;

fn always(_: &State) -> Result<(), Refusal> {
    Ok(())
}

const TABLE: &[Rule] = &[
    Rule { kind: Move::Filed, roles: EVERYBODY, from: OPEN, condition: always, otherwise: SPIKED },
    Rule {
        kind: Move::Claimed,
        roles: EDITORS,
        from: &[Desk::InReview, Desk::Ready],
        condition: always,
        otherwise: Refusal::ClaimInReview,
    },
    Rule {
        kind: Move::SentBack,
        roles: EDITORS,
        from: &[Desk::InReview, Desk::Ready],
        condition: always,
        otherwise: Refusal::SendBackInReview,
    },
    Rule {
        kind: Move::Approved,
        roles: EDITORS,
        from: &[Desk::Draft, Desk::InReview, Desk::SentBack],
        condition: always,
        otherwise: Refusal::ApprovedAlready,
    },
    Rule {
        kind: Move::ApprovalRevoked,
        roles: EDITORS,
        from: &[Desk::Ready],
        condition: always,
        otherwise: Refusal::NoApproval,
    },
    Rule {
        kind: Move::Held,
        roles: SENDERS,
        from: OPEN,
        condition: |state| if state.held { Err(Refusal::HeldAlready) } else { Ok(()) },
        otherwise: SPIKED,
    },
    Rule {
        kind: Move::Released,
        roles: SENDERS,
        from: ANY,
        condition: |state| if state.held { Ok(()) } else { Err(Refusal::NotHeld) },
        otherwise: SPIKED,
    },
    Rule {
        kind: Move::HandedOver,
        roles: EDITORS,
        from: &[Desk::InReview, Desk::Ready],
        condition: always,
        otherwise: Refusal::HandOverInReview,
    },
    Rule { kind: Move::Spiked, roles: EVERYBODY, from: OPEN, condition: always, otherwise: SPIKED },
    Rule {
        kind: Move::Unspiked,
        roles: EVERYBODY,
        from: &[Desk::Spiked],
        condition: always,
        otherwise: Refusal::NotSpiked,
    },
    Rule { kind: Move::Archived, roles: SENDERS, from: OPEN, condition: always, otherwise: SPIKED },
    Rule {
        kind: Move::Reopened,
        roles: SENDERS,
        from: &[Desk::Archived],
        condition: always,
        otherwise: Refusal::NotArchived,
    },
    Rule { kind: Move::EmbargoSet, roles: EDITORS, from: OPEN, condition: always, otherwise: SPIKED },
    Rule {
        kind: Move::EmbargoLifted,
        roles: EDITORS,
        from: ANY,
        condition: |state| {
            if state.embargo_until_ms.is_some() {
                Ok(())
            } else {
                Err(Refusal::NoEmbargo)
            }
        },
        otherwise: SPIKED,
    },
    Rule { kind: Move::Scheduled, roles: SENDERS, from: OPEN, condition: always, otherwise: SPIKED },
    Rule {
        kind: Move::Unscheduled,
        roles: SENDERS,
        from: ANY,
        condition: |state| {
            if state.scheduled_ms.is_some() {
                Ok(())
            } else {
                Err(Refusal::NoSchedule)
            }
        },
        otherwise: SPIKED,
    },
    Rule {
        kind: Move::Undone,
        roles: EVERYBODY,
        from: ANY,
        condition: |state| {
            if state.last_move.is_some() {
                Ok(())
            } else {
                Err(Refusal::NothingToTakeBack)
            }
        },
        otherwise: SPIKED,
    },
];

/// Why a move is refused; `None`: it may be made.
pub fn refusal(kind: Move, state: &State, mover: &Mover) -> Option<Refusal> {
    let Some(rule) = TABLE.iter().find(|rule| rule.kind == kind) else {
        return Some(Refusal::NoSuchMove);
    };
    let is_chief = mover.roles.contains(&Role::ChiefEditor);
    if mover.chief_editor_only.contains(&kind) && !is_chief {
        return Some(Refusal::ChiefEditorOnly);
    }
    if kind == Move::Undone && state.last_move.is_some_and(|last| last.member != mover.member) {
        return Some(Refusal::NotYourMove);
    }
    // The chief editor is an editor.
    let has = |role: &Role| mover.roles.contains(role) || (is_chief && *role == Role::Editor);
    if !rule.roles.iter().any(has) {
        return Some(if rule.roles == EDITORS { Refusal::EditorsOnly } else { Refusal::SendersOnly });
    }
    if !rule.from.contains(&state.desk) {
        return Some(rule.otherwise);
    }
    if let Err(sentence) = (rule.condition)(state) {
        return Some(sentence);
    }
    if kind == Move::Approved && mover.has_suggestions {
        return Some(Refusal::SuggestionsPending);
    }
    if kind == Move::Approved && mover.has_clashes {
        return Some(Refusal::ClashesOpen);
    }
    if kind == Move::Approved && mover.second_pair_of_eyes && mover.is_sole_author {
        return Some(Refusal::SecondPairOfEyes);
    }
    None
}

/// The moves that may be made.
pub fn allowed(state: &State, mover: &Mover) -> Vec<Move> {
    Move::ALL.into_iter().filter(|kind| refusal(*kind, state, mover).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mover(roles: &[Role]) -> Mover {
        Mover {
            member: MemberId::from_random([1; 16]),
            roles: roles.to_vec(),
            is_sole_author: false,
            second_pair_of_eyes: true,
            chief_editor_only: Vec::new(),
            has_suggestions: false,
            has_clashes: false,
        }
    }

    fn state(desk: Desk) -> State {
        State { desk, ..State::default() }
    }

    #[test]
    fn every_kind_of_move_has_one_rule() {
        for kind in Move::ALL {
            assert_eq!(TABLE.iter().filter(|rule| rule.kind == kind).count(), 1, "{}", kind.key());
            assert_eq!(Move::from_key(kind.key()), Some(kind));
        }
    }

    #[test]
    fn a_reporter_files_and_an_editor_decides() {
        let (reporter, editor) = (mover(&[Role::Reporter]), mover(&[Role::Editor]));
        assert_eq!(refusal(Move::Filed, &state(Desk::Draft), &reporter), None);
        assert!(refusal(Move::Approved, &state(Desk::InReview), &reporter).is_some());
        assert_eq!(refusal(Move::Approved, &state(Desk::InReview), &editor), None);
        assert_eq!(refusal(Move::SentBack, &state(Desk::InReview), &editor), None);
        assert!(refusal(Move::SentBack, &state(Desk::Draft), &editor).is_some());
    }

    #[test]
    fn nobody_approves_a_text_that_is_all_their_own_where_the_house_wants_two() {
        let mut editor = mover(&[Role::Reporter, Role::Editor]);
        editor.is_sole_author = true;
        assert!(refusal(Move::Approved, &state(Desk::InReview), &editor).is_some());
        editor.second_pair_of_eyes = false;
        assert_eq!(refusal(Move::Approved, &state(Desk::InReview), &editor), None);
    }

    #[test]
    fn nobody_approves_while_suggestions_are_pending() {
        let mut editor = mover(&[Role::Editor]);
        editor.has_suggestions = true;
        assert_eq!(
            refusal(Move::Approved, &state(Desk::InReview), &editor),
            Some(Refusal::SuggestionsPending)
        );
        assert_eq!(refusal(Move::SentBack, &state(Desk::InReview), &editor), None, "everything else goes on");
    }

    #[test]
    fn nobody_approves_while_two_versions_wait_for_a_choice() {
        let mut editor = mover(&[Role::Editor]);
        editor.has_clashes = true;
        assert_eq!(refusal(Move::Approved, &state(Desk::InReview), &editor), Some(Refusal::ClashesOpen));
        assert_eq!(refusal(Move::Filed, &state(Desk::InReview), &editor), None, "everything else goes on");
    }

    #[test]
    fn a_house_may_leave_moves_to_its_chief_editor() {
        let (mut editor, mut chief) = (mover(&[Role::Editor]), mover(&[Role::ChiefEditor]));
        assert_eq!(refusal(Move::Approved, &state(Desk::InReview), &chief), None, "the chief is an editor");
        for one in [&mut editor, &mut chief] {
            one.chief_editor_only = vec![Move::Approved];
        }
        let refused = refusal(Move::Approved, &state(Desk::InReview), &editor);
        assert_eq!(refused, Some(Refusal::ChiefEditorOnly));
        assert_eq!(refusal(Move::Approved, &state(Desk::InReview), &chief), None);
        assert_eq!(
            refusal(Move::SentBack, &state(Desk::InReview), &editor),
            None,
            "only what the rule names"
        );
    }

    #[test]
    fn a_spiked_story_only_comes_back() {
        let all = mover(EVERYBODY);
        assert_eq!(allowed(&state(Desk::Spiked), &all), vec![Move::Unspiked]);
    }
}

//! Review: filing, reading what changed, sending back, approving exactly one text, and who may do what.

use crate::Room;
use copy::{MemberId, StoryId};
use copydesk_tests::{desk::Desk, edition::picture};
use document::{Container, Delta, FactChange, FigureChange};
use newsroom::{
    member::Role,
    outbox::{NoteWish, PublishWish},
    review::Wish,
    workflow::{Desk as State, Move},
    Error,
};

fn state(desk: &Desk, story: StoryId) -> State {
    desk.state(story).expect("a state").desk
}

/// A desk of two and a story that the reporter has filed.
fn filed(seed: u64) -> (Room, MemberId, StoryId) {
    let room = Room::open(seed);
    let editor = room.desk.editor_joins();
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    room.desk.moves(room.desk.reporter, story, Move::Filed, "For tonight");
    (room, editor, story)
}

#[test]
fn a_story_is_filed_sent_back_with_a_note_filed_again_and_approved() {
    let (room, editor, story) = filed(40);
    let desk = &room.desk;
    assert_eq!(state(desk, story), State::InReview, "filed is in review");
    desk.moves(editor, story, Move::Claimed, "");
    assert_eq!(desk.state(story).expect("a state").reader, Some(editor), "the editor is reading it");
    let refused = desk.refusal(editor, story, Wish::of(Move::SentBack));
    assert!(refused.contains("note"), "sending back needs a note: {refused}");
    desk.moves(editor, story, Move::SentBack, "Who says so?");
    let back = desk.state(story).expect("a state");
    assert_eq!((back.desk, back.note.as_deref()), (State::SentBack, Some("Who says so?")), "with its note");
    desk.writes(desk.reporter, story, "The mayor says: ");
    desk.moves(desk.reporter, story, Move::Filed, "With a source");
    assert_eq!(desk.words_since_read(editor, story).expect("counted"), Some(3), "N words since you read it");
    desk.mark_read(editor, story).expect("read");
    assert_eq!(desk.words_since_read(editor, story).expect("counted"), Some(0), "read is read");
    assert_eq!(desk.words_since_read(desk.reporter, story).expect("counted"), None, "who never read it");
    desk.moves(editor, story, Move::Approved, "");
    assert_eq!(state(desk, story), State::Ready, "approved is ready");
    let kinds: Vec<_> = desk.revisions(story).expect("listed").into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds, ["filed", "sent_back", "filed", "approved"], "each of these kept a revision");
    let approval = desk.state(story).expect("a state").approval.expect("approved");
    assert_eq!(approval.member, editor, "the approval has a name on it");
    let room = room.reopened();
    assert_eq!(state(&room.desk, story), State::Ready, "and is there at the next start");
}

#[test]
fn an_approval_is_of_exactly_one_text() {
    let (room, editor, story) = filed(41);
    let desk = &room.desk;
    let figure = desk.lead_photo(story, &picture(41).bytes);
    desk.moves(editor, story, Move::Approved, "");
    desk.writes(desk.reporter, story, "Newer. ");
    let changed = desk.state(story).expect("a state");
    assert_eq!(changed.desk, State::InReview, "one more word and it is in review");
    assert!(changed.changed_since_approval, "changed since approval");
    desk.deletes(desk.reporter, story, "Newer. ".len());
    assert_eq!(state(desk, story), State::Ready, "undo is ready again");

    desk.sets(story, FactChange::Section("City".into()));
    assert_eq!(state(desk, story), State::InReview, "the section is part of what was approved");
    desk.sets(story, FactChange::Section(String::new()));
    assert_eq!(state(desk, story), State::Ready, "put back, it is that text again");
    desk.signs(story, "Somebody Else");
    assert_eq!(state(desk, story), State::InReview, "so is the byline");
    desk.signs(story, "Author One");
    let credit = FigureChange::CreditOverride("Agency".into());
    desk.set_figure(desk.reporter, story, figure, &credit).expect("credited otherwise");
    assert_eq!(state(desk, story), State::InReview, "so is a credit");
    let credit = FigureChange::CreditOverride(String::new());
    desk.set_figure(desk.reporter, story, figure, &credit).expect("credited as before");
    desk.types(desk.reporter, story, Container::Caption(figure), Delta::new().insert("Yes. "));
    assert_eq!(state(desk, story), State::InReview, "so is a caption");
    desk.types(desk.reporter, story, Container::Caption(figure), Delta::new().delete(5));
    assert_eq!(state(desk, story), State::Ready, "all put back");

    desk.sets(story, FactChange::Slugline("bridge-2".into()));
    desk.sets(story, FactChange::Assignee("AO".into()));
    assert_eq!(state(desk, story), State::Ready, "the desk's own words are not the readers'");
}

#[test]
fn an_approval_of_a_text_that_moved_meanwhile_is_refused() {
    let (room, editor, story) = filed(42);
    let desk = &room.desk;
    let seen = desk.head(story).expect("the head").1;
    desk.writes(desk.reporter, story, "A late change. ");
    let wish = Wish { seen: Some(seen), ..Wish::of(Move::Approved) };
    let refused = desk.move_story(editor, story, wish);
    assert!(matches!(refused, Err(Error::Moved)), "what is approved is what was seen: {refused:?}");
    assert_eq!(state(desk, story), State::InReview, "nothing was done");
}

#[test]
fn the_second_pair_of_eyes_comes_with_the_second_member() {
    let room = Room::open(43);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    assert!(!desk.mover(desk.reporter, story).expect("rules").second_pair_of_eyes, "off for a desk of one");
    desk.moves(desk.reporter, story, Move::Approved, "");
    assert_eq!(state(desk, story), State::Ready, "alone at home one approves one's own text");
    let editor = desk.editor_joins();
    let other = desk.whole_story("Ferry returns", "The ferry is back.");
    desk.moves(desk.reporter, other, Move::Filed, "");
    let refused = desk.refusal(desk.reporter, other, Wish::of(Move::Approved));
    assert!(refused.contains("somebody else"), "the sole author cannot approve any more: {refused}");
    desk.moves(editor, other, Move::Approved, "");
    assert_eq!(state(desk, other), State::Ready, "the second member can");

    let mut house = desk.house();
    house.rules.second_pair_of_eyes = Some(false);
    desk.set_house(house).expect("the house's rule");
    let third = desk.whole_story("Tram waits", "The tram waits.");
    desk.moves(desk.reporter, third, Move::Approved, "");
    assert_eq!(state(desk, third), State::Ready, "a house may say otherwise");
}

#[test]
fn holding_revoking_and_spiking_can_be_taken_back() {
    let (room, editor, story) = filed(44);
    let desk = &room.desk;
    desk.moves(editor, story, Move::Approved, "");
    desk.moves(editor, story, Move::Held, "The lawyer reads it");
    let held = desk.state(story).expect("a state");
    assert!(held.held && held.desk == State::Ready, "held is a flag beside the state");
    assert!(!desk.refusal(editor, story, Wish::of(Move::Held)).is_empty(), "held twice is refused");
    desk.moves(editor, story, Move::Released, "");
    assert!(!desk.state(story).expect("a state").held, "released");
    desk.moves(editor, story, Move::ApprovalRevoked, "A name is wrong");
    assert_eq!(state(desk, story), State::InReview, "revoked is in review again");
    desk.moves(editor, story, Move::Approved, "");
    assert_eq!(state(desk, story), State::Ready, "and may be approved anew");
    desk.moves(desk.reporter, story, Move::Spiked, "Overtaken");
    assert_eq!(state(desk, story), State::Spiked, "spiked");
    assert!(!desk.refusal(desk.reporter, story, Wish::of(Move::Filed)).is_empty(), "only to be brought back");
    desk.moves(desk.reporter, story, Move::Unspiked, "");
    assert_eq!(state(desk, story), State::Ready, "unspiked it is what it was");
}

#[test]
fn an_illegal_move_is_refused_with_a_sentence_and_changes_nothing() {
    let room = Room::open(45);
    let desk = &room.desk;
    let editor = desk.editor_joins();
    let writer = desk.put_member(None, "Young Writer", "", &[Role::Reporter], None).expect("joined");
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let later = desk.now().at_ms - 1;
    for (member, wish) in [
        (writer, Wish::of(Move::Approved)),
        (writer, Wish::of(Move::Held)),
        (writer, Wish::of(Move::Archived)),
        (editor, Wish::because(Move::SentBack, "x")),
        (editor, Wish::of(Move::Claimed)),
        (editor, Wish::of(Move::HandedOver)),
        (editor, Wish::of(Move::ApprovalRevoked)),
        (editor, Wish::of(Move::Released)),
        (editor, Wish::of(Move::Unspiked)),
        (editor, Wish::of(Move::Reopened)),
        (editor, Wish::of(Move::EmbargoLifted)),
        (editor, Wish::of(Move::Unscheduled)),
        (editor, Wish { until_ms: Some(later), ..Wish::of(Move::EmbargoSet) }),
        (editor, Wish::of(Move::Scheduled)),
    ] {
        let kind = wish.kind.key();
        let sentence = desk.refusal(member, story, wish);
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{kind}: {sentence:?} is no sentence");
    }
    assert!(desk.events(story).expect("listed").is_empty(), "nothing of it was recorded");
    assert_eq!(state(desk, story), State::Draft, "nothing of it was done");
}

#[test]
fn an_embargo_is_beside_the_approval_and_lifted_only_by_an_editor() {
    let (room, editor, story) = filed(46);
    let desk = &room.desk;
    desk.moves(editor, story, Move::Approved, "");
    let until = |hours: i64| Wish {
        until_ms: Some(desk.now().at_ms + hours * 3_600_000),
        ..Wish::of(Move::EmbargoSet)
    };
    desk.move_story(editor, story, until(2)).expect("an embargo");
    let embargoed = desk.state(story).expect("a state");
    assert_eq!(embargoed.desk, State::Ready, "an embargo is not part of the text that was approved");
    let writer = desk.put_member(None, "Young Writer", "", &[Role::Reporter], None).expect("joined");
    assert!(desk.refusal(writer, story, until(1)).contains("editor"), "to bring it forward is an editor's");
    assert!(
        desk.refusal(writer, story, Wish::of(Move::EmbargoLifted)).contains("editor"),
        "so is lifting it"
    );
    desk.move_story(editor, story, until(1)).expect("brought forward");
    let moved = desk.state(story).expect("a state").embargo_until_ms;
    assert_eq!(moved, Some(desk.now().at_ms + 3_600_000), "the one that was set knowing the other");
    desk.moves(editor, story, Move::EmbargoLifted, "");
    assert_eq!(desk.state(story).expect("a state").embargo_until_ms, None, "lifted");
}

#[test]
fn who_wrote_which_words_and_when_is_known_over_a_restart() {
    let room = Room::open(80);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "is open.");
    let editor = desk.editor_joins();
    room.place.clock.advance_ms(3_600_000);
    let at_ms = desk.writes(editor, story, "The bridge ").saved_at_ms;
    let told = |desk: &Desk| {
        let runs = desk.written(story, &Container::Body).expect("known");
        runs.into_iter()
            .map(|run| (run.from.0, run.to.0, run.member, run.at.map(|at| at.at_ms)))
            .collect::<Vec<_>>()
    };
    let found = told(desk);
    assert_eq!(found[0], (0, 11, Some(editor), Some(at_ms)), "the editor's words, an hour later: {found:?}");
    assert!(
        found[1..].iter().all(|(_, _, member, at)| *member == Some(desk.reporter) && *at < Some(at_ms)),
        "the rest is the reporter's, from before: {found:?}"
    );
    let room = room.reopened();
    assert_eq!(told(&room.desk), found, "and it is the same after a restart");
}

#[test]
fn a_move_is_taken_back_by_who_made_it_while_nobody_acted_on_it() {
    let (room, editor, story) = filed(81);
    let desk = &room.desk;
    desk.moves(editor, story, Move::Approved, "");
    assert_eq!(state(desk, story), State::Ready);
    let others = desk.refusal(desk.reporter, story, Wish::of(Move::Undone));
    assert!(others.contains("Only who made"), "nobody takes another's move back: {others}");
    desk.moves(editor, story, Move::Undone, "Too fast");
    assert_eq!(state(desk, story), State::InReview, "as if it had never been made");
    let again = desk.refusal(editor, story, Wish::of(Move::Undone));
    assert!(again.contains("nothing to take back"), "{again}");
    desk.moves(editor, story, Move::Held, "");
    desk.moves(editor, story, Move::Undone, "");
    assert!(!desk.state(story).expect("a state").held);
    let room = room.reopened();
    assert_eq!(state(&room.desk, story), State::InReview, "after a restart too");
    let desk = &room.desk;
    desk.moves(editor, story, Move::Approved, "");
    desk.publishes(editor, story, desk.site());
    let gone = desk.refusal(editor, story, Wish::of(Move::Undone));
    assert!(gone.contains("nothing to take back"), "a publication was ordered on it: {gone}");
}

#[test]
fn what_only_a_rule_keeps_an_editor_from_is_told_with_its_sentence() {
    let (room, editor, story) = filed(82);
    let desk = &room.desk;
    let mut house = desk.house();
    house.rules.chief_editor_only = vec!["approved".into()];
    desk.set_house(house).expect("a rule");
    let state = desk.state(story).expect("a state");
    let blocked = desk.blocked_moves(editor, story, &state).expect("told");
    let [(Move::Approved, why)] = blocked.as_slice() else { panic!("{blocked:?}") };
    assert!(why.to_string().contains("chief editor"), "{why}");
    assert!(desk.blocked_moves(desk.reporter, story, &state).expect("told").len() <= 1);
}

#[test]
fn the_editors_tray_says_what_waits_for_whom_since_when_and_what_was_answered() {
    let (room, editor, story) = filed(83);
    let desk = &room.desk;
    let other = desk.put_member(None, "Second Editor", "", &[Role::Editor], None).expect("joined");
    let brief = |member| {
        let query = store::story::StoryQuery { limit: 10, ..Default::default() };
        let row =
            desk.stories(&query).expect("listed").into_iter().find(|row| row.story == story).expect("there");
        desk.brief(member, &row).expect("told")
    };
    let since = desk.now().at_ms;
    assert_eq!(brief(editor).waiting_since_ms, Some(since));
    assert!(brief(editor).waits_for_me && brief(other).waits_for_me, "it waits for every editor");
    desk.moves(editor, story, Move::Claimed, "");
    assert!(brief(editor).waits_for_me && !brief(other).waits_for_me, "claimed, it waits for who reads it");
    assert_eq!(brief(other).reader.as_deref(), Some("Editor One"), "and the others see who");
    desk.moves(other, story, Move::Claimed, "");
    assert!(brief(other).waits_for_me, "nobody is locked out: it is taken over");
    desk.moves(editor, story, Move::SentBack, "Who says so?\nAnd when?");
    room.place.clock.advance_ms(60_000);
    let item = desk.notes(story).expect("notes")[0].items[0].id;
    desk.tick_item(desk.reporter, story, item, true).expect("ticked");
    desk.moves(desk.reporter, story, Move::Filed, "");
    assert_eq!((brief(editor).answers, brief(other).answers), (1, 0), "it answers one of her notes");
    assert_eq!(brief(editor).waiting_since_ms, Some(since + 60_000));
}

#[test]
fn the_flags_of_a_storys_life_stand_at_the_revisions_that_they_speak_of() {
    use newsroom::life::Kind;
    let (room, editor, story) = filed(84);
    let desk = &room.desk;
    desk.moves(editor, story, Move::SentBack, "Who says so?");
    desk.writes(desk.reporter, story, "The mayor says: ");
    desk.moves(desk.reporter, story, Move::Filed, "");
    desk.moves(editor, story, Move::Approved, "");
    desk.publishes(editor, story, desk.site());
    desk.sends();
    let kinds = |flags: &[newsroom::life::Flag]| flags.iter().map(|flag| flag.kind).collect::<Vec<_>>();
    let flags = desk.flags(story).expect("flags");
    assert_eq!(kinds(&flags), [Kind::Filed, Kind::SentBack, Kind::Filed, Kind::Approved, Kind::Published]);
    let revisions = desk.revisions(story).expect("listed");
    assert!(flags.iter().all(|flag| revisions.iter().any(|row| row.revision == flag.revision)), "{flags:?}");
    // A correction is told once, by the receipt that readers first had it with.
    room.place.clock.advance_ms(60_000);
    desk.writes(desk.reporter, story, "On Monday ");
    let text = "It said who, and not when.".into();
    let note = NoteWish { kind: copy::ReaderNoteKind::Correction, text, placement: None };
    let wish = PublishWish { note: Some(note), ..desk.wish(story, desk.site()) };
    desk.publish_story(editor, story, wish).expect("queued");
    desk.sends();
    assert_eq!(kinds(&desk.flags(story).expect("flags"))[6..], [Kind::Corrected]);
    room.place.clock.advance_ms(60_000);
    desk.writes(desk.reporter, story, "At last ");
    desk.publishes(editor, story, desk.site());
    desk.sends();
    assert_eq!(kinds(&desk.flags(story).expect("flags"))[8..], [Kind::Published]);
}

#[test]
fn what_is_most_urgent_comes_first_however_short_the_list_is() {
    let (room, editor, claimed) = filed(85);
    let desk = &room.desk;
    let other = desk.put_member(None, "Second Editor", "", &[Role::Editor], None).expect("joined");
    desk.moves(other, claimed, Move::Claimed, "");
    let file = |headline: &str, due: Option<i64>| {
        room.place.clock.advance_ms(60_000);
        let story = desk.whole_story(headline, "The bridge is open.");
        desk.sets(story, FactChange::DueMs(due));
        desk.moves(desk.reporter, story, Move::Filed, "");
        story
    };
    let longest = file("It waits longest", None);
    let first = file("It is due first", Some(desk.now().at_ms + 3_600_000));
    let second = file("It is due then", Some(desk.now().at_ms + 7_200_000));
    let latest = file("It came last", None);
    // Typed in last of all, which is no reason to come first.
    desk.writes(desk.reporter, latest, "So it is. ");
    let waiting = |limit| -> Vec<StoryId> {
        let query = store::story::StoryQuery { limit, ..Default::default() };
        let rows = desk.waiting_stories(editor, &query).expect("listed");
        rows.into_iter().map(|row| row.story).collect()
    };
    let whole = [first, second, longest, latest, claimed];
    assert_eq!(waiting(10), whole, "by deadline, then by how long; what another reads comes last");
    assert_eq!(waiting(2), whole[..2], "and the limit cuts the least urgent");
}

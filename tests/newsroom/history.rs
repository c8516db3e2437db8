//! What happened to a story: who wrote which words through undo, moves and restores, and the log.

use crate::Room;
use copy::{MemberId, RevisionId, StoryId};
use copydesk_tests::desk::Desk;
use document::{Container, Delta};
use newsroom::{
    outbox::PublishWish,
    review::Wish,
    revision::RevisionKind,
    story_log::{About, Act},
    thread::{About as On, Words},
    workflow::Move,
};

const BODY: Container = Container::Body;

fn saved(desk: &Desk, member: MemberId, story: StoryId) -> RevisionId {
    desk.save_revision(member, story, RevisionKind::Saved, "").expect("saved").revision
}

/// The body's words with their author, and who brought them back.
fn hands(desk: &Desk, story: StoryId) -> Vec<(String, Option<MemberId>, Option<MemberId>)> {
    let lines = desk.passages(story).expect("told");
    let body = lines.into_iter().filter(|line| line.container == BODY).flat_map(|line| line.passages);
    body.map(|one| (one.text, one.member, one.brought_by)).collect()
}

#[test]
fn a_run_of_typing_is_told_by_the_revisions_that_its_words_came_in() {
    let room = Room::open(120);
    let desk = &room.desk;
    let story = desk.story();
    let mut first = desk.edit(story, BODY, Delta::new().insert("The bridge"));
    let client = first.client.clone();
    desk.edit_story(desk.reporter, first.clone()).expect("typed");
    let one = saved(desk, desk.reporter, story);
    room.place.clock.advance_ms(600_000);
    first = desk.edit(story, BODY, Delta::new().retain(10).insert(" is open"));
    (first.client, first.seq) = (client, 2);
    desk.edit_story(desk.reporter, first).expect("typed on");
    let two = saved(desk, desk.reporter, story);
    desk.types(desk.reporter, story, BODY, Delta::new().retain(18).insert(" again"));
    let told = |desk: &Desk| {
        let lines = desk.passages(story).expect("told");
        let body = lines.into_iter().find(|line| line.container == BODY).expect("a body");
        let device = Some(desk.device());
        assert!(body.passages.iter().all(|one| one.device == device && one.from_ms.is_some()), "{body:?}");
        body.passages.into_iter().map(|one| (one.text, one.revision)).collect::<Vec<_>>()
    };
    let found = told(desk);
    let expected = [("The bridge", Some(one)), (" is open", Some(two)), (" again", None)]
        .map(|(text, at)| (text.into(), at));
    assert_eq!(found, expected, "one hand, one run of typing, and three moments that it came in");
    let room = room.reopened();
    assert_eq!(told(&room.desk), found, "and it is the same after a restart");
}

#[test]
fn words_stay_their_authors_through_undo_move_and_restore() {
    let room = Room::open(121);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open. The mayor said so.");
    let editor = desk.editor_joins();
    let kept = saved(desk, desk.reporter, story);
    // The editor takes a sentence away and puts it back, elsewhere: a move, by one window.
    let mut cut = desk.edit(story, BODY, Delta::new().delete(20));
    let client = cut.client.clone();
    desk.edit_story(editor, cut.clone()).expect("cut");
    cut = desk.edit(story, BODY, Delta::new().retain(18).insert("The bridge is open. "));
    (cut.client, cut.seq) = (client.clone(), 2);
    desk.edit_story(editor, cut).expect("pasted");
    let moved = hands(desk, story);
    let by = |text: &str, moved: &[(String, Option<MemberId>, Option<MemberId>)]| {
        let found = moved.iter().find(|(words, ..)| words.contains(text));
        let (_, member, brought) = found.unwrap_or_else(|| panic!("{text} is not there: {moved:?}"));
        (*member, *brought)
    };
    assert_eq!(by("bridge", &moved), (Some(desk.reporter), Some(editor)), "moved, they are the reporter's");
    assert_eq!(by("mayor", &moved), (Some(desk.reporter), None));
    // Undone: what she took away comes back where it stood.
    let mut undone = desk.edit(story, BODY, Delta::new().retain(18).delete(20));
    (undone.client, undone.seq) = (client.clone(), 3);
    desk.edit_story(editor, undone).expect("undone");
    let mut back = desk.edit(story, BODY, Delta::new().insert("The bridge is open. "));
    (back.client, back.seq) = (client, 4);
    desk.edit_story(editor, back).expect("undone");
    assert_eq!(by("bridge", &hands(desk, story)).0, Some(desk.reporter), "undone, still the reporter's");
    // Her own words are hers, and a restored revision keeps its authors.
    desk.writes(editor, story, "Late: ");
    assert_eq!(by("Late", &hands(desk, story)), (Some(editor), None));
    desk.deletes(editor, story, 6);
    desk.restore_revision(editor, story, kept).expect("restored");
    assert_eq!(desk.text(story, BODY), "The bridge is open. The mayor said so.\n");
    let restored = hands(desk, story);
    assert!(
        restored.iter().all(|(_, member, _)| *member == Some(desk.reporter)),
        "restored, it is the work of whoever wrote it: {restored:?}"
    );
}

#[test]
fn the_log_has_every_record_with_who_when_and_where() {
    let room = Room::open(122);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let editor = desk.editor_joins();
    let minute = || room.place.clock.advance_ms(60_000);
    minute();
    desk.moves(desk.reporter, story, Move::Filed, "For tonight");
    minute();
    desk.moves(editor, story, Move::Claimed, "");
    minute();
    let thread = desk
        .open_thread(editor, story, &On::Fact("byline".into()), None, Words::plain("Who else?"), None)
        .expect("asked");
    minute();
    desk.reply_thread(desk.reporter, story, thread, Words::plain("Nobody")).expect("answered");
    minute();
    desk.moves(editor, story, Move::SentBack, "Who says so?");
    minute();
    let item = desk.notes(story).expect("notes")[0].items[0].id;
    desk.tick_item(desk.reporter, story, item, true).expect("ticked");
    minute();
    desk.move_story(editor, story, Wish { to: Some(editor), ..Wish::of(Move::Filed) }).expect("filed again");
    let log = desk.story_log(story).expect("a log");
    assert!(log.iter().all(|entry| entry.device == desk.device() && !entry.is_command_line), "{log:?}");
    assert!(log.windows(2).all(|two| two[0].at.at_ms <= two[1].at.at_ms), "in the order of the clock");
    let said = |act: &Act| match act {
        Act::Made => "made".into(),
        Act::Wrote => "wrote".into(),
        Act::Moved { kind, why, .. } => format!("{} {why}", kind.key()),
        Act::Said { kind, about: About::Place(place), text } => format!("{kind} {place} {text}"),
        Act::Ticked { item, is_done } => format!("ticked {item} {is_done}"),
        other => format!("{other:?}"),
    };
    let told: Vec<String> = log.iter().map(|entry| said(&entry.act)).collect();
    assert_eq!(
        told,
        [
            "made",
            "wrote",
            "filed For tonight",
            "claimed ",
            "opened byline Who else?",
            "replied byline Nobody",
            "sent_back Who says so?",
            "ticked Who says so? true",
            "filed ",
        ],
        "each record once: a revision that belongs to a move is told with it"
    );
    let who: Vec<_> = log.iter().skip(2).map(|entry| entry.member == editor).collect();
    assert_eq!(who, [false, true, true, false, true, false, true], "each with who did it");
    let room = room.reopened();
    assert_eq!(room.desk.story_log(story).expect("a log"), log, "and it is the same after a restart");
}

#[test]
fn the_log_tells_who_saved_what_somebody_else_approved_and_why_readers_got_no_note() {
    let room = Room::open(123);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "It has 14 lanes.");
    let kept = saved(desk, desk.reporter, story);
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    desk.types(desk.reporter, story, Container::Body, Delta::new().retain(7).delete(2).insert("12"));
    let wish = PublishWish { reason: "Only the caption was read.".into(), ..desk.wish(story, desk.site()) };
    desk.publish_story(desk.reporter, story, wish).expect("published");
    let log = desk.story_log(story).expect("a log");
    let approvals = log.iter().filter(|entry| matches!(entry.act, Act::Moved { kind: Move::Approved, .. }));
    assert_eq!(approvals.count(), 2, "each approval is told: {log:?}");
    let notes: Vec<_> = log
        .iter()
        .filter_map(|entry| match &entry.act {
            Act::Kept { revision, note, .. } => Some((*revision == kept, note.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(notes.len(), 2, "beside what was approved and saved by hand, the reason: {notes:?}");
    assert!(notes[0].0, "who saved it is told, though it was approved since");
    assert_eq!(notes[1].1, "Only the caption was read.");
}

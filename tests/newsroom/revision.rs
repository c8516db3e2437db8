//! Revisions: kept with a note, compared by words and facts, brought back, and honest when damaged.

use crate::Room;
use document::{Container, Delta, FactChange};
use newsroom::{compare::Side, revision::RevisionKind};

#[test]
fn a_revision_has_a_number_a_note_and_its_words() {
    let room = Room::open(30);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let first = desk.save_revision(desk.reporter, story, RevisionKind::Saved, " First take ").expect("saved");
    assert_eq!((first.number, first.note.as_str()), (1, "First take"), "numbered from one, with its note");
    assert_eq!((first.words, first.words_added), (first.words_added, first.words), "all of it is new");
    desk.deletes(desk.reporter, story, "The ".len());
    desk.writes(desk.reporter, story, "Since Monday the old ");
    let second = desk.save_revision(desk.reporter, story, RevisionKind::Saved, "When").expect("saved");
    assert_eq!(
        (second.number, second.words_added, second.words_removed),
        (2, 4, 1),
        "four words came, one went"
    );
    let room = room.reopened();
    let notes: Vec<_> =
        room.desk.revisions(story).expect("listed").into_iter().map(|row| (row.number, row.note)).collect();
    assert_eq!(notes, [(1, "First take".into()), (2, "When".into())], "listed, the oldest first");
    let opened = room.desk.open_revision(story, first.revision).expect("opened");
    assert_eq!(opened.copy.body[0].text.text(), "The bridge is open.", "the first opens as it was");
    assert_eq!(opened.remark, None, "there is nothing to remark on");
}

#[test]
fn two_revisions_are_compared_by_words_and_by_facts() {
    let room = Room::open(31);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let first = desk.save_revision(desk.reporter, story, RevisionKind::Saved, "").expect("saved");
    desk.writes(desk.reporter, story, "Yesterday: ");
    desk.types(desk.reporter, story, Container::Headline, Delta::new().retain(7).insert("slowly "));
    desk.signs(story, "Second Reporter");
    let second = desk.save_revision(desk.reporter, story, RevisionKind::Saved, "").expect("saved");
    let from_to = (Side::Revision(first.revision), Side::Revision(second.revision));
    let found = desk.compare(story, from_to.0, from_to.1).expect("compared");
    assert_eq!((found.from.number, found.to.number), (Some(1), Some(2)), "the sides have their numbers");
    assert_eq!((found.diff.words_added, found.diff.words_removed), (1, 0), "one word came into the body");
    let facts: Vec<_> =
        found.diff.facts.iter().map(|it| (it.name.as_str(), it.old.as_str(), it.new.as_str())).collect();
    assert!(facts.contains(&("headline", "Bridge reopens", "Bridge slowly reopens")), "{facts:?}");
    let byline = facts.iter().find(|(name, ..)| *name == "byline").expect("the byline is a fact");
    assert!(byline.1.contains("Author One") && byline.2.contains("Second Reporter"), "{byline:?}");
    let same = desk.compare(story, from_to.1, Side::Head).expect("compared");
    assert!(same.diff.is_empty(), "the head is the second revision");
}

#[test]
fn an_earlier_revision_comes_back_as_a_new_one() {
    let room = Room::open(32);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let first = desk.save_revision(desk.reporter, story, RevisionKind::Saved, "").expect("saved");
    desk.writes(desk.reporter, story, "Rewritten. ");
    desk.sets(story, FactChange::Section("City".into()));
    let second = desk.save_revision(desk.reporter, story, RevisionKind::Saved, "").expect("saved");
    let back = desk.restore_revision(desk.reporter, story, first.revision).expect("brought back");
    assert_eq!((back.number, back.kind.as_str()), (3, "restored"), "history only grows");
    assert_eq!(back.copy_hash, first.copy_hash, "it is exactly the text and facts of the first");
    assert_eq!(desk.text(story, Container::Body), "The bridge is open.\n", "the head has it");
    let rewritten = desk.open_revision(story, second.revision).expect("opened");
    assert!(rewritten.copy.body[0].text.text().starts_with("Rewritten. "), "and nothing is lost");
}

#[test]
fn a_damaged_row_is_said_and_the_text_is_opened_from_the_storys_history() {
    let room = Room::open(33);
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    let mut saved = Vec::new();
    for word in ["One. ", "Two. ", "Three. "] {
        room.desk.writes(room.desk.reporter, story, word);
        let row = room.desk.save_revision(room.desk.reporter, story, RevisionKind::Saved, "").expect("saved");
        saved.push(row);
    }
    room.desk.close().expect("closed: the history is compacted");
    let on = rusqlite::Connection::open(store::Paths::new(&room.place.folder).database()).expect("opened");
    let mut body: Vec<u8> = on
        .query_row("SELECT body FROM revision WHERE number = 2", [], |row| row.get(0))
        .expect("the second row");
    let middle = body.len() / 2;
    body[middle] ^= 0x40;
    on.execute("UPDATE revision SET body = ?1 WHERE number = 2", [&body]).expect("tampered with");
    drop(on);
    let room = room.reopened();
    let opened = room.desk.open_revision(story, saved[1].revision).expect("it opens all the same");
    assert_eq!(opened.remark, Some(newsroom::Refusal::RevisionProven), "the app says so");
    assert_eq!(
        opened.copy.body[0].text.text(),
        "Two. One. The bridge is open.",
        "the text is the one that was saved, proven by its hash"
    );
    let third = room.desk.open_revision(story, saved[2].revision).expect("the next one opens too");
    assert_eq!(
        third.copy.body[0].text.text(),
        "Three. Two. One. The bridge is open.",
        "though it leaned on it"
    );
    let found = room.desk.examine(|_, _| {}).expect("examined");
    assert!(
        found.troubles.iter().any(|it| it.contains("Revision")),
        "the doctor says it: {:?}",
        found.troubles
    );
}

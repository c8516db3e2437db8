//! Asking and suggesting: threads that follow their words, suggestions that readers never see, proposals,
//! the items of a revision note, quotations; and that nothing of it is ever published.

use crate::Room;
use copy::{Byline, BylineRole, MemberId, StoryId};
use copydesk_tests::desk::{files, Desk};
use document::{Container, Delta, FactChange, Place, Proposal, SuggestionKind, Utf16, Verdict};
use newsroom::{
    check::{Kind, Severity},
    review::Wish,
    suggestion::Which,
    thread::{About, Outcome, Standing, Thread, Words},
    workflow::{Desk as State, Move},
    Error,
};

const BODY: Container = Container::Body;

/// A desk of two with a story that the reporter wrote.
fn desk_of_two(seed: u64, body: &str) -> (Room, MemberId, StoryId) {
    let room = Room::open(seed);
    let editor = room.desk.editor_joins();
    let story = room.desk.whole_story("Bridge reopens", body);
    (room, editor, story)
}

fn suggests(desk: &Desk, member: MemberId, story: StoryId, container: Container, delta: Delta) {
    let edit = desk.edit(story, container, delta);
    desk.suggest_story(member, edit).expect("the suggestion is saved");
}

fn place(desk: &Desk, story: StoryId, words: &str) -> Place {
    let text = desk.text(story, BODY);
    let (before, _) = text.split_once(words).expect("the words are there");
    let from = Utf16::of(before);
    Place { container: BODY, from, to: from + Utf16::of(words) }
}

fn comments(desk: &Desk, member: MemberId, story: StoryId, words: &str, says: &str) -> copy::ThreadId {
    let about = About::Words(place(desk, story, words));
    let thread = desk.open_thread(member, story, &about, None, Words::plain(says), None);
    thread.expect("the thread is opened")
}

fn only(desk: &Desk, story: StoryId) -> Thread {
    let mut threads = desk.threads(story).expect("listed");
    assert_eq!(threads.len(), 1, "one thread");
    threads.remove(0)
}

/// The words that the only thread is on; nothing where its text is gone.
fn words(desk: &Desk, story: StoryId) -> Vec<String> {
    let text: Vec<u16> = desk.text(story, BODY).encode_utf16().collect();
    let of = |place: &Place| String::from_utf16(&text[place.from.0..place.to.0]).expect("whole characters");
    match only(desk, story).standing {
        Standing::Words(places) => places.iter().map(of).collect(),
        Standing::Found(place) => vec![of(&place)],
        Standing::Gone(_) | Standing::Apart => Vec::new(),
    }
}

#[test]
fn a_thread_follows_its_words_and_is_listed_with_its_quotation_when_they_are_gone() {
    let (room, editor, story) = desk_of_two(80, "The bridge is open. The mayor said so. More.");
    let desk = &room.desk;
    let thread = comments(desk, editor, story, "The mayor said", "Who says?");
    desk.writes(desk.reporter, story, "Late: ");
    assert_eq!(words(desk, story), ["The mayor said"], "an edit before it moves it");

    // Cut and pasted in one window.
    let at = place(desk, story, "The mayor said");
    let window = desk.edit(story, BODY, Delta::new().retain(at.from.0).delete(14));
    let client = window.client.clone();
    desk.edit_story(desk.reporter, window).expect("cut");
    let gone = only(desk, story);
    assert!(matches!(gone.standing, Standing::Gone(_)), "text gone: {:?}", gone.standing);
    assert_eq!(gone.quote, "The mayor said", "with its words");
    let mut pasted = desk.edit(story, BODY, Delta::new().insert("The mayor said"));
    (pasted.client, pasted.seq) = (client, 2);
    desk.edit_story(desk.reporter, pasted).expect("pasted");
    assert_eq!(words(desk, story), ["The mayor said"], "pasted, it is on them again");

    // Taken away, and the text brought back as it was.
    let revision = desk.save_revision(desk.reporter, story, newsroom::revision::RevisionKind::Saved, "x");
    let revision = revision.expect("saved").revision;
    desk.deletes(desk.reporter, story, "The mayor said".len());
    desk.restore_revision(desk.reporter, story, revision).expect("restored");
    assert_eq!(words(desk, story), ["The mayor said"], "restored words are found by their quotation");
    assert_eq!(only(desk, story).id, thread, "it is still that thread");
}

#[test]
fn a_thread_is_answered_settled_and_taken_up_again_across_a_restart() {
    let (room, editor, story) = desk_of_two(81, "The bridge is open.");
    let desk = &room.desk;
    let thread = comments(desk, editor, story, "bridge", "Which one?");
    let to = Words { text: "The iron one".into(), mentions: vec![editor] };
    desk.reply_thread(desk.reporter, story, thread, to).expect("answered");
    desk.resolve_thread(editor, story, thread, Words::default()).expect("settled");
    assert!(!only(desk, story).is_open);
    desk.reopen_thread(desk.reporter, story, thread, Words::plain("Wait")).expect("reopened");
    let empty = desk.reply_thread(editor, story, thread, Words::plain("  "));
    assert!(matches!(empty, Err(Error::Refused(_))), "nothing said is refused: {empty:?}");
    let stale = About::Words(place(desk, story, "open"));
    let stale = desk.open_thread(editor, story, &stale, Some(1), Words::plain("x"), None);
    assert!(matches!(stale, Err(Error::Stale { .. })), "a range of another version is refused: {stale:?}");
    let room = room.reopened();
    let found = only(&room.desk, story);
    assert!(found.is_open, "reopened it is open, after a crash too");
    let said: Vec<_> = found.entries.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(said, ["Which one?", "The iron one", "", "Wait"]);
    assert_eq!(found.entries[1].mentions, [editor]);
    assert_eq!(words(&room.desk, story), ["bridge"]);
}

#[test]
fn what_is_proposed_for_a_fact_is_written_when_it_is_accepted() {
    let (room, editor, story) = desk_of_two(82, "The bridge is open.");
    let desk = &room.desk;
    let byline = vec![Byline { person: None, role: BylineRole::By, name: "Author Two".into() }];
    let proposal = Proposal::Byline { byline: byline.clone() };
    let about = About::Fact("byline".into());
    let thread = desk
        .open_thread(editor, story, &about, None, Words::plain("She wrote it"), Some(&proposal))
        .expect("proposed");
    assert_ne!(desk.head(story).expect("head").0.byline, byline, "nothing is written yet");
    let first = only(desk, story).proposals[0].record;
    desk.settle_proposal(desk.reporter, story, thread, first, true).expect("accepted");
    assert_eq!(desk.head(story).expect("head").0.byline, byline, "accepting writes the fact");
    assert!(!only(desk, story).is_open, "and settles the thread");
    let twice = desk.settle_proposal(editor, story, thread, first, false);
    assert!(matches!(twice, Err(Error::Refused(_))), "settled once: {twice:?}");

    let wrong = Proposal::Fact { change: FactChange::Section("Nowhere".into()) };
    let second = desk.propose(editor, story, thread, Words::default(), &wrong).expect("proposed");
    let refused = desk.settle_proposal(desk.reporter, story, thread, second, true);
    assert!(matches!(refused, Err(Error::Refused(_))), "the house's rules hold: {refused:?}");
    desk.settle_proposal(desk.reporter, story, thread, second, false).expect("rejected");
    let outcomes: Vec<_> = only(desk, story).proposals.iter().map(|one| one.outcome).collect();
    assert_eq!(outcomes, [Outcome::Accepted, Outcome::Rejected]);
}

#[test]
fn suggestions_block_the_approval_until_they_are_settled_and_readers_never_see_them() {
    let (room, editor, story) = desk_of_two(83, "The bridge is open. It was closed.");
    let desk = &room.desk;
    desk.moves(desk.reporter, story, Move::Filed, "");
    let (before, hash) = desk.head(story).expect("head");
    let at = place(desk, story, "open");
    suggests(desk, editor, story, BODY, Delta::new().retain(at.from.0).insert("closed again").delete(4));
    suggests(desk, editor, story, Container::Headline, Delta::new().retain(7).delete(2));
    assert_eq!(desk.head(story).expect("head"), (before, hash), "text, counts and hash are as they were");
    let pending = desk.suggestions(story).expect("listed").pending;
    let told: Vec<_> =
        pending.iter().map(|one| (one.kind, one.before.as_str(), one.after.as_str())).collect();
    assert_eq!(
        told,
        [(SuggestionKind::Replace, "open", "closed again"), (SuggestionKind::Replace, "reopens", "opens")],
        "a word that changes in part is read whole"
    );
    assert!(pending.iter().all(|one| one.member == Some(editor) && one.at_ms == desk.now().at_ms));

    let refused = desk.refusal(editor, story, Wish::of(Move::Approved));
    assert!(refused.contains("uggestions"), "a pending one blocks the approval: {refused}");
    let checks = desk.checks(story).expect("checked");
    let check = checks.iter().find(|check| check.kind == Kind::Suggestions).expect("a check");
    assert_eq!((check.severity, check.arguments["count"].as_str()), (Severity::Blocks, "2"));

    desk.writes(desk.reporter, story, "Now: ");
    let one = Which::These(vec![pending[0].id]);
    assert_eq!(desk.settle_suggestions(desk.reporter, story, &one, Verdict::Accept).expect("accepted"), 1);
    assert_eq!(desk.text(story, BODY), "Now: The bridge is closed again. It was closed.\n");
    let by = Which::By(editor);
    assert_eq!(desk.settle_suggestions(desk.reporter, story, &by, Verdict::Reject).expect("rejected"), 1);
    assert_eq!(desk.text(story, Container::Headline), "Bridge reopens");
    let again = desk.settle_suggestions(desk.reporter, story, &one, Verdict::Accept);
    assert!(matches!(again, Err(Error::Refused(_))), "one that is gone is refused: {again:?}");
    let gone = desk.suggestions(story).expect("listed").gone;
    let why: Vec<_> = gone.iter().map(|row| (row.kind.as_str(), row.text_before.as_str())).collect();
    assert_eq!(why, [("accepted", "open"), ("rejected", "reopens")], "and says why");
    desk.moves(editor, story, Move::Approved, "");
    assert_eq!(desk.state(story).expect("a state").desk, State::Ready);
}

#[test]
fn a_suggestion_whose_words_are_taken_away_says_who_did_it_and_undo_brings_it_back() {
    let (room, editor, story) = desk_of_two(84, "The bridge is open.");
    let desk = &room.desk;
    let at = place(desk, story, " open");
    suggests(desk, editor, story, BODY, Delta::new().retain(at.from.0).delete(5));
    let window = desk.edit(story, BODY, Delta::new().retain(at.from.0).delete(5));
    let client = window.client.clone();
    desk.edit_story(desk.reporter, window).expect("deleted");
    let known = desk.suggestions(story).expect("listed");
    assert!(known.pending.is_empty());
    assert_eq!((known.gone[0].kind.as_str(), known.gone[0].member), ("overwritten", desk.reporter));
    let mut undo = desk.edit(story, BODY, Delta::new().retain(at.from.0).insert(" open"));
    (undo.client, undo.seq) = (client, 2);
    desk.edit_story(desk.reporter, undo).expect("undone");
    let known = desk.suggestions(story).expect("listed");
    assert_eq!((known.pending.len(), known.gone.len()), (1, 0), "it is pending again");
    let range = Which::In(place(desk, story, "is open"));
    assert_eq!(desk.settle_suggestions(editor, story, &range, Verdict::Accept).expect("accepted"), 1);
    assert_eq!(desk.text(story, BODY), "The bridge is.\n");
}

#[test]
fn an_edit_that_suggests_and_comes_twice_is_suggested_once() {
    let (room, editor, story) = desk_of_two(85, "The bridge is open.");
    let desk = &room.desk;
    let edit = desk.edit(story, BODY, Delta::new().insert("Look: "));
    let first = desk.suggest_story(editor, edit.clone()).expect("saved");
    assert_eq!(desk.suggest_story(editor, edit).expect("answered again"), first);
    assert_eq!(desk.text(story, BODY), "Look: The bridge is open.\n");
    let room = room.reopened();
    assert_eq!(room.desk.suggestions(story).expect("listed").pending.len(), 1, "it is on the disk");
}

#[test]
fn the_items_of_a_note_are_ticked_off_and_counted() {
    let (room, editor, story) = desk_of_two(86, "The bridge is open.");
    let desk = &room.desk;
    desk.moves(desk.reporter, story, Move::Filed, "");
    desk.moves(editor, story, Move::SentBack, "- Who says so?\n- Since when?");
    comments(desk, editor, story, "open", "Really?");
    let count = |kind: Kind| {
        let found = desk.checks(story).expect("checked").into_iter().find(|check| check.kind == kind);
        found.map(|check| (check.severity, check.arguments["count"].clone()))
    };
    assert_eq!(count(Kind::NoteItems), Some((Severity::Warns, "2".into())));
    assert_eq!(count(Kind::Threads), Some((Severity::Warns, "1".into())));
    let items = desk.notes(story).expect("listed")[0].items.clone();
    assert_eq!(
        items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(),
        ["Who says so?", "Since when?"]
    );
    desk.tick_item(desk.reporter, story, items[0].id, true).expect("ticked");
    desk.tick_item(desk.reporter, story, items[1].id, true).expect("ticked");
    desk.tick_item(desk.reporter, story, items[1].id, false).expect("taken back");
    let done = &desk.notes(story).expect("listed")[0].items;
    assert_eq!(done[0].done.as_ref().map(|(member, _)| *member), Some(desk.reporter));
    assert_eq!((&done[1].done, count(Kind::NoteItems)), (&None, Some((Severity::Warns, "1".into()))));
}

#[test]
fn an_edit_inside_a_quotation_is_ticked_by_an_editor_for_exactly_that_change() {
    let (room, editor, story) = desk_of_two(87, "The bridge is open.");
    let desk = &room.desk;
    let writer = desk.put_member(None, "Young Writer", "", &[newsroom::member::Role::Reporter], None);
    let refused = desk.tick_quote(writer.expect("joined"), story, "“yes”", "“no”", true);
    assert!(matches!(refused, Err(Error::Refused(_))), "an editor's to tick: {refused:?}");
    desk.tick_quote(editor, story, "“yes”", "“no”", true).expect("ticked");
    let ticks = desk.quote_ticks(story).expect("listed");
    assert_eq!((ticks[0].before.as_str(), ticks[0].after.as_str()), ("“yes”", "“no”"));
    desk.tick_quote(editor, story, "“yes”", "“no”", false).expect("taken back");
    assert!(desk.quote_ticks(story).expect("listed").is_empty());
}

/// Words that no reader may ever get.
const CANARY: &str = "CANARYCANARY";

#[test]
fn nothing_of_comments_and_suggestions_is_ever_published() {
    let (room, editor, story) = desk_of_two(88, "The bridge is open. It was closed.");
    let desk = &room.desk;
    let at = place(desk, story, "It was closed.");
    let before = desk.head(story).expect("head");
    suggests(desk, editor, story, BODY, Delta::new().retain(at.from.0).insert(CANARY));
    suggests(desk, editor, story, BODY, Delta::new().retain(at.from.0).insert(format!("{CANARY}\n")));
    for container in [Container::Headline, Container::Deck, Container::HeadlineWeb] {
        suggests(desk, editor, story, container, Delta::new().insert(CANARY));
    }
    let proposal = Proposal::Fact { change: FactChange::Description(CANARY.into()) };
    let words = || Words::plain(CANARY);
    let on = About::Words(place(desk, story, "bridge"));
    desk.open_thread(editor, story, &on, None, words(), None).expect("opened");
    desk.open_thread(editor, story, &About::Story, None, words(), Some(&proposal)).expect("opened");
    desk.moves(desk.reporter, story, Move::Filed, CANARY);
    assert_eq!(desk.head(story).expect("head"), before, "readers' text is what it was");

    let clean = |what: &str, text: &str| assert!(!text.contains(CANARY), "{what} holds a canary");
    let (copy, _) = desk.head(story).expect("head");
    clean("the canonical form", &copy::canonical::kept_form(&copy));
    clean("the plain text", &copy::text::plain_text(&copy));
    // Everything that any destination gets is made of this.
    let edition = desk.edition(story, 1, copy::ReaderCopy::clone(&copy), Some(desk.site())).expect("dressed");
    clean("the edition", &format!("{edition:?}"));
    let plan = desk.plan(desk.reporter, story).expect("planned");
    clean("the preview", &desk.preview(story, &plan).expect("previewed"));

    // Settled one way for the words, the other for the rest, it goes live.
    desk.settle_suggestions(editor, story, &Which::All, Verdict::Reject).expect("rejected");
    let mut house = desk.house();
    house.rules.second_pair_of_eyes = Some(false);
    desk.set_house(house).expect("the house's rule");
    desk.publishes(desk.reporter, story, desk.site());
    let late = place(desk, story, "bridge");
    suggests(desk, editor, story, BODY, Delta::new().retain(late.from.0).insert(CANARY));
    desk.sends();
    let published = files(&room.place.site);
    assert!(published.iter().any(|file| file.extension().is_some_and(|it| it == "html")), "it went live");
    for file in published {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("read")).into_owned();
        clean(&file.display().to_string(), &text);
        assert!(!text.contains("comment_"), "{} holds a comment's mark", file.display());
    }
    for row in desk.revisions(story).expect("listed") {
        let opened = desk.open_revision(story, row.revision).expect("opened");
        clean("a revision", &copy::canonical::kept_form(&opened.copy));
    }
}

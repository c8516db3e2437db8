//! Checks before publishing: each finds its fault, says where, and passes when it is mended.

use crate::Room;
use copy::StoryId;
use copydesk_tests::{desk::Desk, edition::picture};
use document::{Container, Delta, FactChange, FigureChange};
use newsroom::{
    check::{Check, Kind, Severity},
    review::Wish,
    workflow::Move,
    Error,
};

/// The findings of a kind that block.
fn blocks(desk: &Desk, story: StoryId, kind: Kind) -> Vec<Check> {
    let all = desk.checks(story).expect("checked");
    let open = |check: &Check| check.severity == Severity::Blocks && check.ignored_by.is_none();
    all.into_iter().filter(|check| check.kind == kind && open(check)).collect()
}

#[test]
fn tk_is_found_where_it_stands_also_after_an_emoji_and_may_be_ignored_with_a_name() {
    let room = Room::open(50);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "First line.\n🚋👩‍👩‍👧 cost TK million.");
    let found = blocks(desk, story, Kind::Tk);
    assert_eq!(found.len(), 1, "one TK: {found:?}");
    let place = found[0].place.clone().expect("a place");
    let text: Vec<u16> = desk.text(story, Container::Body).encode_utf16().collect();
    let there = String::from_utf16_lossy(&text[place.from as usize..place.to as usize]);
    assert_eq!(there, "TK", "the place is right in UTF-16 units, emoji before it counted");
    assert_eq!((place.container.as_str(), place.paragraph), ("body", 2), "in the second paragraph");
    let refused = desk.publish_story(desk.reporter, story, desk.wish(story, desk.site()));
    assert!(matches!(refused, Err(Error::Refused(_))), "it blocks: {refused:?}");
    desk.ignore_check(desk.reporter, story, &found[0].key, "A quote", true).expect("ignored here");
    assert!(blocks(desk, story, Kind::Tk).is_empty(), "ignored, it no longer blocks");
    let all = desk.checks(story).expect("checked");
    let ignored = all.iter().find(|check| check.kind == Kind::Tk).expect("still listed");
    assert_eq!(ignored.ignored_by.as_deref(), Some("Author One"), "with a name on it");
    let room = room.reopened();
    assert!(blocks(&room.desk, story, Kind::Tk).is_empty(), "and at the next start");
    let end = room.desk.text(story, Container::Body).encode_utf16().count() - 1;
    let delta = Delta::new().retain(end).insert("\nAnd TK more.");
    room.desk.types(room.desk.reporter, story, Container::Body, delta);
    assert_eq!(blocks(&room.desk, story, Kind::Tk).len(), 1, "another one is another finding");
}

#[test]
fn headline_byline_credit_and_alt_text_are_asked_for() {
    let room = Room::open(51);
    let desk = &room.desk;
    let story = desk.story();
    desk.writes(desk.reporter, story, "The bridge is open.");
    assert_eq!(blocks(desk, story, Kind::Headline).len(), 1, "no headline");
    assert_eq!(blocks(desk, story, Kind::Byline).len(), 1, "no byline");
    desk.types(desk.reporter, story, Container::Headline, Delta::new().insert("Bridge reopens"));
    desk.signs(story, "Author One");
    assert!(blocks(desk, story, Kind::Headline).is_empty(), "there is a headline now");
    assert!(blocks(desk, story, Kind::Byline).is_empty(), "and a byline");
    let figure = desk.lead_photo(story, &picture(51).bytes);
    let all = [Kind::Credit, Kind::Alt];
    assert!(all.iter().all(|kind| blocks(desk, story, *kind).is_empty()), "a photo with all it needs");
    for change in [
        FigureChange::Alt(String::new()),
        FigureChange::Creator(String::new()),
        FigureChange::Provider(String::new()),
    ] {
        desk.set_figure(desk.reporter, story, figure, &change).expect("emptied");
    }
    for kind in all {
        let found = blocks(desk, story, kind);
        assert_eq!(found.len(), 1, "{} is missing", kind.key());
        let place = found[0].place.clone().expect("a place");
        assert_eq!(place.container, format!("figure:{figure}"), "the finding leads to the photo");
    }
    let key = blocks(desk, story, Kind::Credit)[0].key.clone();
    let refused = desk.ignore_check(desk.reporter, story, &key, "", true);
    assert!(matches!(refused, Err(Error::Refused(_))), "a credit cannot be ignored: {refused:?}");
}

#[test]
fn embargo_hold_and_approval_block_until_they_do_not() {
    let room = Room::open(52);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let until_ms = Some(desk.now().at_ms + 60_000);
    let wish = Wish { until_ms, ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
    assert_eq!(blocks(desk, story, Kind::Embargo).len(), 1, "under embargo");
    room.place.clock.advance_ms(60_000);
    assert!(blocks(desk, story, Kind::Embargo).is_empty(), "it has lifted");
    desk.moves(desk.reporter, story, Move::Held, "");
    assert_eq!(blocks(desk, story, Kind::Held).len(), 1, "held");
    desk.moves(desk.reporter, story, Move::Released, "");
    assert!(blocks(desk, story, Kind::Held).is_empty(), "released");
    assert!(blocks(desk, story, Kind::Approval).is_empty(), "alone, publishing approves");
    let editor = desk.editor_joins();
    assert_eq!(blocks(desk, story, Kind::Approval).len(), 1, "with two, somebody must");
    desk.moves(editor, story, Move::Approved, "");
    assert!(blocks(desk, story, Kind::Approval).is_empty(), "somebody has");
    desk.writes(desk.reporter, story, "Newer. ");
    let found = blocks(desk, story, Kind::Approval);
    assert_eq!(found.len(), 1, "the text is newer than its approval");
    assert_eq!(found[0].arguments["changed"], "true", "and the finding says that");
}

#[test]
fn a_slug_that_another_story_has_there_is_found() {
    let room = Room::open(53);
    let desk = &room.desk;
    let first = desk.whole_story("Bridge reopens", "The bridge is open.");
    desk.sets(first, FactChange::WebSlug("bridge".into()));
    desk.publishes(desk.reporter, first, desk.site());
    desk.sends();
    let second = desk.whole_story("Bridge closes", "The bridge is closed.");
    desk.sets(second, FactChange::WebSlug("bridge".into()));
    let found = blocks(desk, second, Kind::Slug);
    assert_eq!(found.len(), 1, "the slug is taken");
    assert_eq!(found[0].arguments["destination"], "Local site", "the finding says where");
    desk.sets(second, FactChange::WebSlug("bridge-again".into()));
    assert!(blocks(desk, second, Kind::Slug).is_empty(), "another slug is free");
    assert!(blocks(desk, first, Kind::Slug).is_empty(), "a story's own slug is not in its way");
}

use super::*;
use crate::{DeltaOp, PeerId};

const BODY: Container = Container::Body;

fn thread() -> ThreadId {
    ThreadId::from_random([3; 16])
}

fn story(body: &str) -> Document {
    let mut story = Document::create(PeerId(1)).expect("a story");
    story.apply(&BODY, &Delta::new().insert(body)).expect("applies");
    story
}

fn place(story: &Document, words: &str) -> Place {
    let text = story.text(&BODY).text();
    let (before, _) = text.split_once(words).expect("the words are there");
    let from = Utf16::of(before);
    Place { container: BODY, from, to: from + Utf16::of(words) }
}

/// The words that carry the comment.
fn words(story: &Document) -> Vec<String> {
    let places = story.review().comments.remove(&thread()).unwrap_or_default();
    places.iter().map(|it| story.slice(&it.container, it.from, it.to).expect("in range")).collect()
}

#[test]
fn a_comment_follows_its_words_through_edits_splits_and_joins() {
    let mut story = story("Before. The mayor said no. After");
    let at = place(&story, "The mayor said");
    story.comment(thread(), at).expect("marked");
    story.apply(&BODY, &Delta::new().insert("More. ")).expect("applies");
    assert_eq!(words(&story), ["The mayor said"]);
    let at = place(&story, "mayor");
    story.apply(&BODY, &Delta::new().retain(at.from.0).insert("\n")).expect("split");
    assert_eq!(words(&story), ["The ", "mayor said"], "split, it is on both halves");
    story.apply(&BODY, &Delta::new().retain(at.from.0).delete(1)).expect("joined");
    assert_eq!(words(&story), ["The mayor said"]);
    let at = place(&story, "The ");
    story.apply(&BODY, &Delta::new().retain(at.from.0).delete(4)).expect("deleted");
    assert_eq!(words(&story), ["mayor said"], "what is left of it");
}

#[test]
fn words_without_a_mark_are_found_by_what_stands_beside_them_or_are_gone() {
    let mut story = story("He said no on Monday. He said no on Tuesday. He said no.");
    let at = place(&story, "no on Tuesday");
    let anchor = story.anchor(at).expect("in range");
    assert_eq!((anchor.quote.as_str(), anchor.after.as_str()), ("no on Tuesday", ". He said no.\n"));
    assert!(anchor.before.ends_with("He said ") && anchor.before.chars().count() <= 40);
    story.apply(&BODY, &Delta::new().insert("New. ")).expect("applies");
    assert_eq!(story.seek(&anchor), Whereabouts::Found(place(&story, "no on Tuesday")));
    let at = place(&story, "no on Tuesday");
    story.apply(&BODY, &Delta::new().retain(at.from.0).delete(13)).expect("applies");
    let Whereabouts::Gone(Some(was)) = story.seek(&anchor) else { panic!("the words are gone") };
    assert_eq!(was.from, at.from, "and where they were is known");
}

#[test]
fn words_long_enough_to_be_no_others_are_found_wherever_they_went() {
    let mut story = story("One. The mayor said so. Two.");
    let anchor = story.anchor(place(&story, "The mayor said")).expect("in range");
    let gone = place(&story, "The mayor said");
    story.apply(&BODY, &Delta::new().retain(gone.from.0).delete(14)).expect("applies");
    story.apply(&BODY, &Delta::new().insert("The mayor saidLate: ")).expect("applies");
    assert_eq!(story.seek(&anchor), Whereabouts::Found(place(&story, "The mayor said")));
    story.apply(&BODY, &Delta::new().insert("The mayor said, ")).expect("applies");
    assert!(matches!(story.seek(&anchor), Whereabouts::Gone(_)), "twice, it could be either");
}

#[test]
fn a_quotation_that_could_be_two_places_is_none() {
    let mut story = story("yes yes");
    let anchor = Anchor {
        container: BODY,
        quote: "yes".into(),
        before: String::new(),
        after: String::new(),
        cursors: Vec::new(),
    };
    assert_eq!(story.seek(&anchor), Whereabouts::Gone(None));
    story.apply(&BODY, &Delta::new().delete(7)).expect("applies");
    assert_eq!(story.seek(&anchor), Whereabouts::Gone(None));
}

#[test]
fn an_empty_or_foreign_range_takes_no_comment() {
    let mut story = story("yes");
    for (from, to) in [(1, 1), (2, 9), (3, 2)] {
        let place = Place { container: BODY, from: Utf16(from), to: Utf16(to) };
        assert!(story.comment(thread(), place).is_err(), "{from} to {to}");
    }
    let plain = |op: &DeltaOp| matches!(op, DeltaOp::Insert(_, marks) if marks.is_empty());
    assert!(story.text(&BODY).0.iter().all(plain), "nothing was marked");
}

//! Facts, byline, figures, embeds and notes: what stands beside the texts.

use super::{delta, meet, story, twin, BODY};
use crate::{Container, Delta, Document, Error, FactChange, FigureChange, NoteChange, NoteFacts};
use copy::{Byline, BylineRole, Embed, EmbedTarget, FigureFacts, FigureId, Placement, ReaderNoteKind};
use serde_json::json;

#[test]
fn facts_are_registers_and_tags_a_set() {
    let mut a = story(1, "");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    let lead = FigureId::from_random([1; 16]);
    for change in [
        FactChange::Slugline("ferry-bridge".into()),
        FactChange::Section("City".into()),
        FactChange::Lead(Some(lead)),
        FactChange::DueMs(Some(1_800_000_000_000)),
        FactChange::Priority(Some(2)),
        FactChange::TagAdd("річка".into()),
        FactChange::TagAdd("bridge".into()),
    ] {
        assert_eq!(a.set_fact(&change), Ok(true), "{change:?}");
        assert_eq!(a.set_fact(&change), Ok(false), "saying it again changes nothing");
    }
    for change in [FactChange::TagAdd("ferry".into()), FactChange::Language("uk".into())] {
        b.set_fact(&change).expect("sets");
    }
    meet(&mut a, &mut b);
    let facts = a.facts();
    assert_eq!(facts, b.facts());
    assert_eq!(facts.tags, ["bridge", "ferry", "річка"]);
    assert_eq!(
        (facts.slugline.as_str(), facts.lead, facts.due_ms, facts.priority),
        ("ferry-bridge", Some(lead), Some(1_800_000_000_000), Some(2))
    );
    a.set_fact(&FactChange::TagRemove("ferry".into())).expect("sets");
    a.set_fact(&FactChange::Section(String::new())).expect("sets");
    assert_eq!(a.facts().tags, ["bridge", "річка"]);
    assert_eq!(a.facts().section, "");
    assert_eq!(
        serde_json::to_value(FactChange::DueMs(None)).expect("json"),
        json!({"field": "due_ms", "value": null})
    );
}

fn person(name: &str, role: BylineRole) -> Byline {
    Byline { person: None, role, name: name.into() }
}

#[test]
fn the_byline_keeps_everybody_once() {
    let names = |story: &Document| story.byline().into_iter().map(|entry| entry.name).collect::<Vec<_>>();
    let mut a = story(1, "");
    a.byline_insert(0, &person("A", BylineRole::By)).expect("inserts");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.byline_insert(1, &person("B", BylineRole::By)).expect("inserts");
    b.byline_insert(0, &person("B", BylineRole::By)).expect("inserts");
    b.byline_insert(9, &person("C", BylineRole::Photos)).expect("inserts");
    meet(&mut a, &mut b);
    assert_eq!(names(&a), names(&b));
    assert_eq!(names(&a), ["B", "A", "C"], "B was added twice and stands once");
    a.byline_move(0, 2).expect("moves");
    assert_eq!(names(&a), ["A", "B", "C"], "the other B takes the first one's place");
    a.byline_remove(1).expect("removes");
    assert_eq!(names(&a), ["A", "C"], "and both are gone at once");
    a.byline_set(1, &person("Ц", BylineRole::Photos)).expect("sets");
    a.byline_replace(&[
        person("Ц", BylineRole::Photos),
        person("D", BylineRole::By),
        person("D", BylineRole::By),
        person("A", BylineRole::By),
    ])
    .expect("replaces");
    assert_eq!(names(&a), ["Ц", "D", "A"]);
    assert_eq!(a.byline_remove(3), Err(Error::NoSuch { what: "byline entry" }));
}

#[test]
fn the_readers_copy_has_figures_embeds_and_notes_in_order() {
    let (lead, inner) = (FigureId::from_random([1; 16]), FigureId::from_random([2; 16]));
    let embed = copy::EmbedId::from_random([3; 16]);
    let (first, second) =
        (copy::ReaderNoteId::from_random([9; 16]), copy::ReaderNoteId::from_random([4; 16]));
    let mut story = story(1, "text\n\n");
    story.apply(&BODY, &delta(json!([{"retain": 5}, {"retain": 1, "attributes": {"b": format!("figure:{inner}")}}, {"retain": 1, "attributes": {"b": format!("embed:{embed}")}}]))).expect("applies");
    let facts = FigureFacts { alt: "A bridge".into(), people: vec!["A".into()], ..FigureFacts::default() };
    story.figure_put(inner, &facts).expect("puts");
    story.figure_put(lead, &FigureFacts::default()).expect("puts");
    assert_eq!(story.figure_set(lead, &FigureChange::Illustrative(true)), Ok(true));
    assert_eq!(
        story.figure_set(FigureId::from_random([8; 16]), &FigureChange::Alt("x".into())),
        Err(Error::NoSuch { what: "figure" })
    );
    story.apply(&Container::Caption(inner), &Delta::new().insert("Caption")).expect("applies");
    story.set_fact(&FactChange::Lead(Some(lead))).expect("sets");
    let related =
        Embed { id: embed, target: EmbedTarget::Url("https://example.org".into()), title: "Related".into() };
    story.embed_put(&related).expect("puts");
    let note =
        |kind| NoteFacts { kind, placement: Placement::Foot, language: "en".into(), ..NoteFacts::default() };
    // The second note's clock is years behind.
    story
        .reader_note_put(first, &NoteFacts { written_at: 5_000, ..note(ReaderNoteKind::Update) })
        .expect("puts");
    story
        .reader_note_put(second, &NoteFacts { written_at: 1, ..note(ReaderNoteKind::Correction) })
        .expect("puts");
    story.apply(&Container::ReaderNote(second), &Delta::new().insert("It misstated …")).expect("applies");
    let copy = story.reader_copy();
    assert_eq!(copy.figures.iter().map(|figure| figure.id).collect::<Vec<_>>(), [lead, inner]);
    assert_eq!(
        copy.figure(inner).map(|figure| (figure.caption.text(), figure.facts.clone())),
        Some(("Caption".into(), facts))
    );
    assert_eq!(copy.lead_figure().map(|figure| figure.facts.illustrative), Some(true));
    assert_eq!(copy.embeds, [related]);
    assert_eq!(
        copy.reader_notes.iter().map(|note| note.id).collect::<Vec<_>>(),
        [first, second],
        "in order of writing, not of clocks"
    );
    story.reader_note_set(first, &NoteChange::Removed(true)).expect("sets");
    let copy = story.reader_copy();
    assert_eq!(
        copy.reader_notes.iter().map(|note| (note.id, note.text.text())).collect::<Vec<_>>(),
        [(second, "It misstated …".into())]
    );
    assert_eq!(story.reader_notes().len(), 2, "a note is never deleted");
}

use super::*;
use crate::PeerId;
use copy::{Byline, BylineRole, FigureFacts, FigureId, ReaderNoteId, ReaderNoteKind, Span};
use serde_json::json;

const BODY: Container = Container::Body;

fn delta(json: serde_json::Value) -> Delta {
    serde_json::from_value(json).expect("a delta")
}

fn story(body: serde_json::Value) -> Document {
    let mut story = Document::create(PeerId(1)).expect("a story");
    story.apply(&BODY, &delta(body)).expect("applies");
    story
}

#[test]
fn a_restored_story_is_the_old_copy_with_todays_comments() {
    let mut story = story(json!([
        {"insert": "The council opened the "},
        {"insert": "old bridge", "attributes": {"comment_1": true}},
        {"insert": " on Friday.\nIt cost 4.2 million.\nNobody was hurt."},
    ]));
    let then = story.reader_copy();
    let authors = story.blame(&BODY);
    story.set_peer(PeerId(2)).expect("a peer");
    story.apply(&BODY, &delta(json!([
        {"retain": 27}, {"insert": "new ", "attributes": {"comment_1": true}}, {"retain": 17},
        {"retain": 1, "attributes": {"b": "h:2"}}, {"delete": 21}, {"retain": 17}, {"insert": "added\n"},
    ]))).expect("applies");
    let changed = story.text(&BODY);
    let patches = story.restore(&then).expect("restores");
    assert_eq!(story.reader_copy(), then);
    assert_eq!(copy::canonical::copy_hash(&story.reader_copy()), copy::canonical::copy_hash(&then));
    let [(BODY, patch)] = patches.as_slice() else { panic!("only the body changed: {patches:?}") };
    assert_eq!(changed.compose(patch).expect("fits").text(), story.text(&BODY).text());
    let commented: String = story
        .text(&BODY)
        .0
        .iter()
        .filter_map(|op| match op {
            DeltaOp::Insert(text, marks) if marks.contains_key("comment_1") => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(commented, "old bridge", "the comment is where it was");
    let first_line = |runs: &[crate::BlameRun]| runs.first().map(|run| (run.peer, run.counter));
    assert_eq!(first_line(&story.blame(&BODY)), first_line(&authors), "what stayed is its author's");
    assert!(story.restore(&then).expect("restores").is_empty(), "restoring what is there changes nothing");
}

#[test]
fn a_colleagues_typing_survives_a_restore() {
    let mut a = story(json!([{"insert": "One paragraph stands here.\nAnother one."}]));
    let then = a.reader_copy();
    a.apply(&BODY, &delta(json!([{"retain": 14}, {"insert": "never "}]))).expect("applies");
    let snapshot = a.snapshot().expect("a snapshot");
    let mut b = Document::open(Some(&snapshot), &[] as &[&[u8]], PeerId(2)).expect("opens");
    while a.take_ops().expect("exports").is_some() {}
    a.restore(&then).expect("restores");
    b.apply(&BODY, &delta(json!([{"retain": 45}, {"insert": " And more."}]))).expect("applies");
    let of_b = b.take_ops().expect("exports").expect("ops");
    a.import(&of_b.bytes).expect("imports");
    assert_eq!(a.text(&BODY).text(), "One paragraph stands here.\nAnother one. And more.\n");
}

#[test]
fn suggestions_stay_pending_through_a_restore() {
    let mut story = story(
        json!([{"insert": "It is "}, {"insert": "very ", "attributes": {"ins_1": {"member": "x"}}}, {"insert": "late."}]),
    );
    let then = story.reader_copy();
    story.apply(&BODY, &delta(json!([{"delete": 2}, {"insert": "That"}]))).expect("applies");
    story.restore(&then).expect("restores");
    assert_eq!(story.text(&BODY).text(), "It is very late.\n");
    assert_eq!(story.reader_copy(), then);
}

#[test]
fn a_line_whose_break_is_only_suggested_gets_one_of_its_own_kind() {
    let mut story = story(json!([{"insert": "One."}]));
    let heading = BlockKind::Heading(2);
    let wanted = ReaderCopy {
        body: vec![Block { kind: heading, text: Inline::plain("Two.") }],
        ..story.reader_copy()
    };
    let suggested = json!({"member": "x"});
    story
        .apply(&BODY, &delta(json!([{"retain": 4}, {"retain": 1, "attributes": {"ins_1": suggested}}])))
        .expect("applies");
    assert_eq!(story.blocks().len(), 1, "readers see its words all the same");
    story.restore(&wanted).expect("restores");
    assert_eq!(story.reader_copy(), wanted);
    assert!(story.restore(&wanted).expect("restores").is_empty(), "and once is enough");
}

/// A small deterministic source of choices.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn inline(&mut self) -> Inline {
        let words = ["міст", "bridge ", "👩‍👧", "الجسر", "漢字", "e\u{301} ", ", ", "4.2"];
        let spans = (0..self.below(6)).map(|_| Span {
            text: words[self.below(words.len())].into(),
            marks: Marks {
                strong: self.below(4) == 0,
                em: self.below(5) == 0,
                lang: (self.below(6) == 0).then(|| "uk".into()),
                link: (self.below(6) == 0).then(|| copy::Link::Address("https://example.org".into())),
            },
        });
        Inline::from(spans.collect::<Vec<_>>())
    }

    fn copy(&mut self) -> ReaderCopy {
        let mut copy = ReaderCopy {
            headline: self.inline(),
            deck: self.inline(),
            section: self.below(3).to_string(),
            ..ReaderCopy::default()
        };
        let mut figures = vec![1, 2, 3];
        for _ in 0..=self.below(7) {
            let kinds = ["", "", "", "h:2", "quote", "li:ul:1", "table:9", "rule"];
            let mut kind = BlockKind::from_key(kinds[self.below(kinds.len())]);
            if self.below(5) == 0 {
                if let Some(n) = figures.pop() {
                    kind = BlockKind::Figure(FigureId::from_random([n; 16]));
                }
            }
            let text = if kind.is_atom() { Inline::default() } else { self.inline() };
            copy.body.push(Block { kind, text });
        }
        for block in &copy.body {
            if let BlockKind::Figure(id) = block.kind {
                let facts = FigureFacts { alt: self.below(3).to_string(), ..FigureFacts::default() };
                copy.figures.push(copy::Figure { id, caption: self.inline(), facts });
            }
        }
        let names = ["A", "Б", "C", "D"];
        for _ in 0..self.below(4) {
            let entry = Byline { person: None, role: BylineRole::By, name: names[self.below(4)].into() };
            if !copy.byline.contains(&entry) {
                copy.byline.push(entry);
            }
        }
        copy.tags = ["a", "b", "c"].into_iter().filter(|_| self.below(2) == 0).map(str::to_owned).collect();
        if self.below(2) == 0 {
            copy.reader_notes.push(copy::ReaderNote {
                id: ReaderNoteId::from_random([7; 16]),
                kind: ReaderNoteKind::ALL[self.below(5)],
                language: "uk".into(),
                text: self.inline(),
                placement: copy::Placement::Foot,
                member: None,
                written_at: 12,
            });
        }
        copy
    }
}

#[test]
fn every_copy_restores_to_itself_from_every_other() {
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let mut story = Document::create(PeerId(1)).expect("a story");
        for _ in 0..4 {
            let wanted = dice.copy();
            let before: Vec<_> = Container::FIXED.iter().map(|container| story.text(container)).collect();
            let patches = story.restore(&wanted).expect("restores");
            assert_eq!(story.reader_copy(), wanted, "seed {seed}");
            for (container, before) in Container::FIXED.iter().zip(before) {
                let patch = patches
                    .iter()
                    .find(|(of, _)| of == container)
                    .map(|(_, patch)| patch.clone())
                    .unwrap_or_default();
                assert_eq!(
                    before.compose(&patch),
                    Ok(story.text(container)),
                    "seed {seed}: the patch for {container} fits"
                );
            }
        }
    }
}

use super::*;
use copy::{Block, BlockKind, FigureId};
use serde_json::json;

mod record;

const BODY: Container = Container::Body;

fn delta(json: serde_json::Value) -> Delta {
    serde_json::from_value(json).expect("a delta")
}

fn story(peer: u64, body: &str) -> Document {
    let mut story = Document::create(PeerId(peer)).expect("a story");
    story.apply(&BODY, &Delta::new().insert(body)).expect("applies");
    story
}

/// Another desk with the same story.
fn twin(story: &mut Document, peer: u64) -> Document {
    let snapshot = story.snapshot().expect("a snapshot");
    Document::open(Some(&snapshot), &[] as &[&[u8]], PeerId(peer)).expect("opens")
}

fn ops(story: &mut Document) -> Ops {
    story.take_ops().expect("exports").expect("there are some")
}

/// Both take in what the other did, and what each import says fits what each shows.
fn meet(a: &mut Document, b: &mut Document) {
    let (of_a, of_b) = (ops(a), ops(b));
    for (story, update) in [(&mut *a, of_b), (&mut *b, of_a)] {
        let before = story.text(&BODY);
        let patches = story.import(&update.bytes).expect("imports").patches;
        let body = patches.into_iter().find(|(container, _)| *container == BODY);
        if let Some((_, patch)) = body {
            assert_eq!(
                before.compose(&patch),
                Ok(story.text(&BODY)),
                "the patch makes the new text of the old"
            );
        }
    }
    assert_eq!(a.text(&BODY), b.text(&BODY), "both show one text");
}

fn kinds(story: &Document) -> Vec<String> {
    story.blocks().into_iter().map(|block| format!("{}|{}", block.kind.key(), block.text.text())).collect()
}

#[test]
fn a_new_story_has_its_final_line_break_in_its_first_operation() {
    let mut story = Document::create(PeerId(7)).expect("a story");
    assert_eq!(story.text(&BODY), Delta::new().insert("\n"));
    let first = ops(&mut story);
    assert_eq!((first.peer, first.counter_from, first.counter_to), (PeerId(7), 0, 1));
    assert_eq!(story.take_ops(), Ok(None), "nothing is left to take");
    let read = Document::open(None, &[first.bytes], PeerId(8)).expect("opens");
    assert_eq!(read.text(&BODY), Delta::new().insert("\n"));
    assert!(matches!(Document::create(PeerId(u64::MAX)), Err(Error::BadPeer)));
    assert!(matches!(
        Document::open(None, &[] as &[&[u8]], PeerId(1)),
        Err(Error::Damaged { during: "opening" })
    ));
}

#[test]
fn operations_are_dense_for_each_peer_and_open_in_any_order() {
    let mut story = story(1, "Міст");
    let mut rows = vec![ops(&mut story)];
    story.apply(&BODY, &Delta::new().retain(4).insert(" відкрито")).expect("applies");
    rows.push(ops(&mut story));
    story.apply(&BODY, &Delta::new().insert("«")).expect("applies");
    story.set_peer(PeerId(2)).expect("a peer");
    story.apply(&BODY, &Delta::new().retain(14).insert("»")).expect("applies");
    rows.push(ops(&mut story));
    rows.push(ops(&mut story));
    assert_eq!(story.take_ops(), Ok(None));
    let spans: Vec<_> = rows.iter().map(|row| (row.peer.0, row.counter_from, row.counter_to)).collect();
    assert_eq!(spans, [(1, 0, 5), (1, 5, 14), (1, 14, 15), (2, 0, 1)]);
    rows.reverse();
    let bytes: Vec<&[u8]> = rows.iter().map(|row| row.bytes.as_slice()).collect();
    let read = Document::open(None, &bytes, PeerId(3)).expect("opens");
    assert_eq!(read.text(&BODY).text(), "«Міст відкрито»\n");
    let lacking = bytes.get(..3).expect("three");
    assert!(matches!(Document::open(None, lacking, PeerId(3)), Err(Error::Incomplete { during: "opening" })));
}

#[test]
fn what_must_not_be_applied_is_refused_as_a_whole() {
    let mut story = story(1, "a👩b");
    let before = story.text(&BODY);
    for (bad, why) in [
        (json!([{"retain": 6}]), Refused::OutOfRange),
        (json!([{"retain": 1}, {"delete": 9}]), Refused::OutOfRange),
        (json!([{"insert": "x"}, {"retain": 2}, {"insert": "y"}]), Refused::SplitsCharacter),
        (json!([{"insert": "x"}, {"delete": 2}]), Refused::SplitsCharacter),
        (json!([{"insert": "x\u{200b}"}]), Refused::Control),
        (json!([{"insert": "x\ty"}]), Refused::Control),
        (json!([{"insert": "x\r"}]), Refused::Control),
        (json!([{"insert": "x", "attributes": {"b": "h:2"}}]), Refused::BadMark),
        (json!([{"retain": 4, "attributes": {"b": "h:2"}}]), Refused::BadMark),
        (json!([{"insert": "x", "attributes": {"a:b": true}}]), Refused::BadMark),
        (json!([{"insert": "x", "attributes": {"": true}}]), Refused::BadMark),
        (json!([{"insert": "\n", "attributes": {"b": ""}}]), Refused::BadMark),
        (json!([{"insert": "\n", "attributes": {"b": 2}}]), Refused::BadMark),
    ] {
        assert_eq!(story.apply(&BODY, &delta(bad.clone())), Err(Error::Refused(why)), "{bad}");
        assert_eq!(story.text(&BODY), before, "nothing of {bad} was applied");
    }
    for bad in [json!([{"insert": "x\ny"}]), json!([{"insert": "\n"}])] {
        assert_eq!(story.apply(&Container::Headline, &delta(bad)), Err(Error::Refused(Refused::LineBreak)));
    }
    let odd = Delta(vec![DeltaOp::Retain(usize::MAX, Attributes::new()), DeltaOp::Delete(usize::MAX)]);
    assert_eq!(story.apply(&BODY, &odd), Err(Error::Refused(Refused::OutOfRange)));
}

#[test]
fn joiners_direction_marks_and_soft_breaks_are_text() {
    let mut story = story(1, "");
    let text = "👩\u{200d}👧 \u{200f}نص\u{200e}\u{2028}e\u{301}";
    story.apply(&Container::Deck, &Delta::new().insert(text)).expect("applies");
    assert_eq!(story.text(&Container::Deck).text(), text);
    assert_eq!(story.mark(&Container::Deck).length_utf16, text.encode_utf16().count());
}

#[test]
fn inserts_carry_exactly_the_marks_they_were_sent_with() {
    let mut story = story(1, "one two");
    story
        .apply(
            &BODY,
            &delta(json!([{"retain": 3, "attributes": {"strong": true, "comment_1": {"by": "x"}}}])),
        )
        .expect("applies");
    // At the end of bold, plain: bold grows by itself, and must not here.
    story.apply(&BODY, &delta(json!([{"retain": 3}, {"insert": "X"}]))).expect("applies");
    // In the middle with the full set: the comment stays one.
    story.apply(&BODY, &delta(json!([{"retain": 1}, {"insert": "Y", "attributes": {"strong": true, "comment_1": {"by": "x"}}}]))).expect("applies");
    // In the middle without any: plain text.
    story
        .apply(&BODY, &delta(json!([{"retain": 2}, {"insert": "Z", "attributes": {"em": null}}])))
        .expect("applies");
    assert_eq!(
        story.text(&BODY),
        delta(json!([
            {"insert": "oY", "attributes": {"strong": true, "comment_1": {"by": "x"}}},
            {"insert": "Z"},
            {"insert": "ne", "attributes": {"strong": true, "comment_1": {"by": "x"}}},
            {"insert": "X two\n"},
        ]))
    );
    story.apply(&BODY, &delta(json!([{"retain": 5, "attributes": {"strong": null}}]))).expect("applies");
    assert_eq!(
        story.text(&BODY).0.first(),
        delta(json!([{"insert": "oY", "attributes": {"comment_1": {"by": "x"}}}])).0.first()
    );
}

#[test]
fn bold_grows_with_a_colleagues_typing_at_its_end_and_a_link_does_not() {
    let mut a = story(1, "bold link");
    a.apply(&BODY, &delta(json!([{"retain": 4, "attributes": {"strong": true}}, {"retain": 1}, {"retain": 4, "attributes": {"link": "https://example.org"}}]))).expect("applies");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(&BODY, &delta(json!([{"retain": 9}, {"insert": "!"}]))).expect("applies");
    b.apply(&BODY, &delta(json!([{"retain": 4}, {"insert": "er", "attributes": {"strong": true}}])))
        .expect("applies");
    meet(&mut a, &mut b);
    assert_eq!(
        a.text(&BODY),
        delta(json!([
            {"insert": "bolder", "attributes": {"strong": true}},
            {"insert": " "},
            {"insert": "link", "attributes": {"link": "https://example.org"}},
            {"insert": "!\n"},
        ]))
    );
}

#[test]
fn the_final_line_break_stays_in_place_whatever_a_composed_delta_says() {
    let mut story = story(1, "one\ntwo");
    let last = story.blame(&BODY).last().map(|run| (run.peer, run.counter_to));
    // The last paragraph deleted as a block.
    story.apply(&BODY, &delta(json!([{"retain": 4}, {"delete": 4}]))).expect("applies");
    assert_eq!(story.text(&BODY), Delta::new().insert("one\n"));
    // Enter at the end and Delete above it, composed to one.
    story.apply(&BODY, &delta(json!([{"retain": 3}, {"insert": " 1\n", "attributes": {}}, {"insert": "\n", "attributes": {"b": "quote"}}, {"delete": 1}]))).expect("applies");
    assert_eq!(kinds(&story), ["|one 1", "quote|"]);
    assert_eq!(
        story.blame(&BODY).last().map(|run| (run.peer, run.counter_to)),
        last,
        "it is the first operation's character still"
    );
    // Lines added below it.
    story.apply(&BODY, &delta(json!([{"retain": 7}, {"insert": "below\n"}]))).expect("applies");
    assert_eq!(kinds(&story), ["|one 1", "quote|", "|below"]);
    // Everything replaced.
    let length = story.length(&BODY).0;
    story.apply(&BODY, &Delta::new().insert("new\n").delete(length)).expect("applies");
    assert_eq!(kinds(&story), ["|new"]);
}

#[test]
fn a_delta_without_a_break_at_its_end_gets_one_back_with_its_marks() {
    for (edit, correction, shown) in [
        (
            json!([{"delete": 4}]),
            json!([{"insert": "\n", "attributes": {"b": "quote"}}]),
            ["quote|"].as_slice(),
        ),
        (
            json!([{"retain": 3}, {"delete": 1}]),
            json!([{"retain": 3}, {"insert": "\n", "attributes": {"b": "quote"}}]),
            &["quote|one"],
        ),
        (
            json!([{"insert": "new"}, {"delete": 4}]),
            json!([{"retain": 3}, {"insert": "\n", "attributes": {"b": "quote"}}]),
            &["quote|new"],
        ),
        (
            json!([{"retain": 4}, {"insert": "x"}]),
            json!([{"retain": 5}, {"insert": "\n"}]),
            &["quote|one", "|x"],
        ),
    ] {
        let mut story = story(1, "one");
        story
            .apply(&BODY, &delta(json!([{"retain": 3}, {"retain": 1, "attributes": {"b": "quote"}}])))
            .expect("applies");
        let before = story.text(&BODY);
        let edit = delta(edit);
        let answer = story.apply(&BODY, &edit).expect("applies").expect("a correction");
        assert_eq!(answer, delta(correction));
        assert_eq!(before.compose(&edit).and_then(|sent| sent.compose(&answer)), Ok(story.text(&BODY)));
        assert_eq!(kinds(&story), shown);
    }
}

#[test]
fn two_desks_that_end_the_story_differently_still_end_it_with_a_line_break() {
    let mut a = story(1, "text");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(
        &BODY,
        &delta(json!([{"retain": 4}, {"insert": "\n", "attributes": {"b": "quote"}}, {"delete": 1}])),
    )
    .expect("applies");
    b.apply(&BODY, &delta(json!([{"retain": 4}, {"insert": " goes on"}]))).expect("applies");
    meet(&mut a, &mut b);
    assert!(a.text(&BODY).text().ends_with('\n'));
    assert_eq!(kinds(&a), ["quote|text goes on"]);
}

#[test]
fn a_lines_kind_is_one_key_and_the_last_writer_wins_as_a_whole() {
    let mut a = story(1, "line\nnext");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(&BODY, &delta(json!([{"retain": 4}, {"retain": 1, "attributes": {"b": "li:ul:1"}}])))
        .expect("applies");
    b.apply(&BODY, &delta(json!([{"retain": 4}, {"retain": 1, "attributes": {"b": "h:2"}}])))
        .expect("applies");
    meet(&mut a, &mut b);
    let first = kinds(&a).first().cloned().expect("a line");
    assert!(["h:2|line", "li:ul:1|line"].contains(&first.as_str()), "{first}");
    a.apply(&BODY, &delta(json!([{"retain": 4}, {"retain": 1, "attributes": {"b": null}}])))
        .expect("applies");
    assert_eq!(kinds(&a), ["|line", "|next"]);
}

#[test]
fn what_is_typed_between_two_lines_that_change_kind_has_no_kind() {
    let mut a = story(1, "\n\n");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(&BODY, &delta(json!([{"retain": 3, "attributes": {"b": "quote"}}]))).expect("applies");
    b.apply(&BODY, &delta(json!([{"retain": 1}, {"insert": "between"}]))).expect("applies");
    meet(&mut a, &mut b);
    assert_eq!(
        a.text(&BODY),
        delta(json!([
            {"insert": "\n", "attributes": {"b": "quote"}},
            {"insert": "between"},
            {"insert": "\n\n", "attributes": {"b": "quote"}},
        ]))
    );
}

#[test]
fn repair_is_a_rule_of_the_view() {
    let id = FigureId::from_random([3; 16]);
    let figure = format!("figure:{id}");
    let mut story = story(1, "above\n\nbelow\n");
    story.apply(&BODY, &delta(json!([{"retain": 6}, {"retain": 1, "attributes": {"b": figure}}, {"retain": 6}, {"retain": 1, "attributes": {"b": figure}}]))).expect("applies");
    // Backspace at the figure's start: the text above merges onto its line.
    story.apply(&BODY, &delta(json!([{"retain": 5}, {"delete": 1}]))).expect("applies");
    let now = story.text(&BODY);
    assert_eq!(
        story.blocks(),
        [
            Block { kind: BlockKind::Figure(id), text: Default::default() },
            Block { kind: BlockKind::Paragraph, text: copy::Inline::plain("above") },
            Block { kind: BlockKind::Paragraph, text: copy::Inline::plain("below") },
        ]
    );
    assert_eq!(story.text(&BODY), now, "looking changes nothing");
    assert_eq!(story.take_ops().map(|ops| ops.is_some()), Ok(true));
    assert_eq!(story.take_ops(), Ok(None));
}

#[test]
fn unknown_kinds_marks_and_attributes_are_kept() {
    let mut story = story(1, "x\n");
    let odd = json!([{"retain": 1, "attributes": {"future": {"a": [1, 2.5, "я", null]}}}, {"retain": 1, "attributes": {"b": "table:3"}}]);
    story.apply(&BODY, &delta(odd)).expect("applies");
    let read = twin(&mut story, 2);
    assert_eq!(
        read.text(&BODY),
        delta(json!([
            {"insert": "x", "attributes": {"future": {"a": [1, 2.5, "я", null]}}},
            {"insert": "\n", "attributes": {"b": "table:3"}},
            {"insert": "\n"},
        ]))
    );
    assert_eq!(kinds(&read), ["table:3|x", "|"]);
}

#[test]
fn readers_do_not_see_suggestions_or_comments() {
    let mut story = story(1, "");
    story
        .apply(
            &BODY,
            &delta(json!([
                {"insert": "The "},
                {"insert": "old ", "attributes": {"del_1": {"member": "x"}}},
                {"insert": "new", "attributes": {"ins_1": {"member": "x"}}},
                {"insert": "\n", "attributes": {"ins_2": {"member": "x"}}},
                {"insert": "bridge", "attributes": {"comment_1": true, "fmt_1": {"strong": true}}},
                {"insert": "\n", "attributes": {"blk_1": "h:2"}},
            ])),
        )
        .expect("applies");
    assert_eq!(
        story.blocks(),
        [Block { kind: BlockKind::Paragraph, text: copy::Inline::plain("The old bridge") }, Block::default(),]
    );
}

#[test]
fn importing_twice_or_too_early_is_harmless() {
    let mut a = story(1, "a");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(&BODY, &Delta::new().retain(1).insert("b")).expect("applies");
    let first = ops(&mut a);
    a.apply(&BODY, &Delta::new().retain(2).insert("c")).expect("applies");
    let second = ops(&mut a);
    let early = b.import(&second.bytes).expect("imports");
    assert!(!early.complete && early.patches.is_empty(), "it waits for the first");
    let both = b.import(&first.bytes).expect("imports");
    assert_eq!(both.patches, [(BODY, Delta::new().retain(1).insert("bc"))]);
    let again = b.import(&second.bytes).expect("imports");
    assert!(again.complete && again.patches.is_empty());
    assert_eq!(b.text(&BODY).text(), "abc\n");
    assert_eq!(b.take_ops(), Ok(None), "another's operations are not ours to take");
}

#[test]
fn damaged_and_foreign_bytes_are_refused_without_the_engines_words() {
    let mut story = story(1, "a");
    let good = story.snapshot().expect("a snapshot");
    let cut = good.get(..good.len() / 2).expect("half").to_vec();
    let mut flipped = good.clone();
    flipped.iter_mut().skip(30).take(1).for_each(|byte| *byte ^= 0x40);
    for bytes in [&b"not a story"[..], &[], &cut, &flipped] {
        let error = story.import(bytes).expect_err("must be refused");
        let opened = Document::open(Some(bytes), &[] as &[&[u8]], PeerId(2)).expect_err("must be refused");
        for error in [error.to_string(), opened.to_string()] {
            assert!(error.contains("story's text"), "{error}");
            assert!(!error.contains("/") && !error.to_lowercase().contains("decode"), "{error}");
        }
    }
    assert_eq!(story.text(&BODY).text(), "a\n", "and the story is untouched");
}

#[test]
fn import_patches_count_utf16_and_speak_of_every_text() {
    let mut a = story(1, "👩‍👧 один 👩");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    a.apply(&BODY, &delta(json!([{"retain": 6}, {"insert": "і "}, {"delete": 5}, {"retain": 2, "attributes": {"em": true}}]))).expect("applies");
    a.apply(&Container::Headline, &Delta::new().insert("Міст")).expect("applies");
    let id = FigureId::from_random([9; 16]);
    a.apply(&Container::Caption(id), &Delta::new().insert("Підпис")).expect("applies");
    let patches = b.import(&ops(&mut a).bytes).expect("imports").patches;
    assert_eq!(
        patches,
        [
            (
                BODY,
                delta(
                    json!([{"retain": 6}, {"insert": "і "}, {"delete": 5}, {"retain": 2, "attributes": {"em": true}}])
                )
            ),
            (Container::Headline, Delta::new().insert("Міст")),
            (Container::Caption(id), Delta::new().insert("Підпис")),
        ]
    );
}

#[test]
fn the_past_opens_from_the_history() {
    let mut story = story(1, "first");
    let then = story.frontiers();
    let copy = story.reader_copy();
    story.apply(&BODY, &Delta::new().insert("second ").delete(5)).expect("applies");
    let past = story.at(&then).expect("opens");
    assert_eq!(past.reader_copy(), copy);
    assert_eq!(story.text(&BODY).text(), "second \n", "and the story stays where it is");
    let mut other = Document::create(PeerId(5)).expect("a story");
    assert!(matches!(other.at(&then), Err(Error::Incomplete { .. })));
    assert!(matches!(story.at(b"\xff\xff"), Err(Error::Damaged { .. })));
}

#[test]
fn a_reused_peer_is_noticed() {
    let mut a = story(1, "a");
    let mut b = twin(&mut a, 1);
    a.take_ops().expect("exports");
    a.apply(&BODY, &Delta::new().insert("x")).expect("applies");
    b.apply(&BODY, &Delta::new().insert("yyy")).expect("applies");
    assert_eq!(a.import(&ops(&mut b).bytes), Err(Error::PeerReused));
}

#[test]
fn blame_tells_peers_apart_and_follows_the_by_mark() {
    let mut a = story(1, "один");
    let mut b = twin(&mut a, 2);
    a.take_ops().expect("exports");
    let member = copy::MemberId::from_random([5; 16]);
    b.apply(&BODY, &delta(json!([{"retain": 2}, {"insert": "👩x"}, {"insert": "y", "attributes": {"by": member.to_string()}}]))).expect("applies");
    a.import(&ops(&mut b).bytes).expect("imports");
    let runs: Vec<_> = a
        .blame(&BODY)
        .into_iter()
        .map(|run| (run.from.0, run.to.0, run.peer.0, run.counter, run.by))
        .collect();
    assert_eq!(
        runs,
        [
            (0, 2, 1, 1, None),
            (2, 5, 2, 0, None),
            (5, 6, 2, 2, Some(member)),
            (6, 8, 1, 3, None),
            (8, 9, 1, 0, None)
        ]
    );
}

#[test]
fn the_lines_of_a_body_tell_who_wrote_what_readers_see() {
    let mut a = story(1, "one two\nthree");
    let mut b = twin(&mut a, 2);
    b.apply(
        &BODY,
        &delta(json!([{"retain": 4}, {"insert": "👩 "}, {"insert": "no", "attributes": {"ins_1": {}}}])),
    )
    .expect("applies");
    a.import(&ops(&mut b).bytes).expect("imports");
    let lines: Vec<Vec<_>> = a
        .written_lines(&BODY)
        .into_iter()
        .map(|line| {
            line.runs.into_iter().map(|run| (run.text, run.peer.0, run.counter_to - run.counter)).collect()
        })
        .collect();
    let run = |text: &str, peer, length| (text.to_owned(), peer, length);
    assert_eq!(
        lines,
        [vec![run("one ", 1, 4), run("👩 ", 2, 2), run("two", 1, 3)], vec![run("three", 1, 5)]],
        "without what is only suggested"
    );
}

use super::*;

fn blocks(lines: &[&str]) -> Vec<Block> {
    lines.iter().map(|line| Block { text: Inline::plain(*line), ..Block::default() }).collect()
}

/// Their words in brackets.
fn shown(written: &Written) -> String {
    let line = |(block, theirs): (&Block, &Vec<Range<usize>>)| -> String {
        let mut out = String::new();
        for (at, c) in block.text.text().chars().enumerate() {
            if theirs.iter().any(|range| range.start == at) {
                out.push('[');
            }
            out.push(c);
            if theirs.iter().any(|range| range.end == at + 1) {
                out.push(']');
            }
        }
        out
    };
    written.blocks.iter().zip(&written.theirs).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn both_sides_words_stand_in_one_text() {
    for (base, mine, theirs, expected) in [
        ("The bridge is open.", "The bridge is open.", "The bridge is open.", "The bridge is open."),
        ("The bridge is open.", "The old bridge is open.", "The bridge is open again.", "The old bridge is open[ again]."),
        // The case of the design: a clause that goes on from what it follows stays at the end.
        (
            "Lorries stay until the operator has load-tested the new parts.",
            "Lorries above 18 tonnes stay until the operator has load-tested the new parts, which it expects to do soon.",
            "Lorries stay until the bridge company has load-tested the new parts in November.",
            "Lorries above 18 tonnes stay until the [bridge company] has load-tested the new parts[ in November], which it expects to do soon.",
        ),
        // Both changed the same word: ours, then theirs.
        ("It has 14 lanes.", "It has 12 lanes.", "It has 16 lanes.", "It has 12 [16] lanes."),
        ("It has 14 lanes.", "It has 12 lanes.", "It has 12 lanes.", "It has 12 lanes."),
        // What one took away stays away; what the other wrote stays.
        ("Buses return on Monday.", "Buses return.", "Buses and trams return on Monday.", "Buses [and trams ]return."),
        ("Buses return on Monday.", "", "Buses return on Tuesday.", "[Buses return on Tuesday.]"),
        ("", "One.", "Two.", "One.[Two.]"),
        ("Міст відкрито.", "Старий міст відкрито.", "Міст відкрито знову.", "Старий міст відкрито[ знову]."),
        ("漢字の橋。", "漢字の新橋。", "漢字の橋、開通。", "漢字の新橋[、開通]。"),
    ] {
        let written = both(&blocks(&[base]), &blocks(&[mine]), &blocks(&[theirs]));
        let text = shown(&written);
        let loose = |text: &str| text.replace(['[', ']', ' '], "");
        assert_eq!(loose(&text), loose(expected), "{base:?} {mine:?} {theirs:?}: {text:?}");
    }
}

#[test]
fn whose_words_they_are_is_known() {
    let written = both(
        &blocks(&["Buses return on Monday."]),
        &blocks(&["All buses return on Monday."]),
        &blocks(&["Buses return on Monday, says Kyiv."]),
    );
    assert_eq!(shown(&written), "All buses return on Monday[, says Kyiv].");
}

#[test]
fn a_paragraph_that_one_split_and_the_other_changed() {
    let base = blocks(&["One two three. Four five six."]);
    let mine = blocks(&["One two three.", "Four five six."]);
    let theirs = blocks(&["One two three. Four five seven."]);
    let written = both(&base, &mine, &theirs);
    assert_eq!(shown(&written), "One two three.\nFour five [seven].");
}

#[test]
fn marks_of_either_side_stay() {
    let bold = |text: &str| {
        Inline::from(vec![copy::Span {
            text: text.into(),
            marks: Marks { strong: true, ..Marks::default() },
        }])
    };
    let plain = blocks(&["Buses return."]);
    let strong = vec![Block { text: bold("Buses return."), ..Block::default() }];
    let longer = blocks(&["Buses return today."]);
    let written = both(&plain, &strong, &longer);
    let [block] = written.blocks.as_slice() else { panic!("one block") };
    assert!(
        block.text.spans().iter().any(|span| span.marks.strong && span.text.starts_with("Buses")),
        "{block:?}"
    );
    assert_eq!(block.text.text(), "Buses return today.");
    let kinds =
        both(&plain, &[Block { kind: BlockKind::Quote, text: Inline::plain("Buses return.") }], &longer);
    assert_eq!(
        kinds.blocks.first().map(|block| block.kind.clone()),
        Some(BlockKind::Quote),
        "the kind that one gave it"
    );
}

#[test]
fn what_a_person_types_over_it_keeps_whose_the_rest_is() {
    let written = both(
        &blocks(&["Buses return."]),
        &blocks(&["All buses return."]),
        &blocks(&["Buses return on Monday."]),
    );
    let typed = written.retyped("All buses return on Monday morning.");
    assert_eq!(shown(&typed), "All buses return[ on Monday] morning.");
    assert_eq!(written.retyped("One.\nTwo.").blocks.len(), 2, "a new line is a new paragraph");
    assert_eq!(written.retyped("").blocks.len(), 0, "and nothing is no paragraph");
}

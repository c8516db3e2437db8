use super::*;
use copy::{Block, Inline, Link, Marks, Span};

/// `-went-` and `+came+`.
fn show(old: &str, new: &str) -> String {
    let piece = |run: &Run| match run.change {
        Change::Same => run.text.clone(),
        Change::Removed => format!("-{}-", run.text),
        Change::Added => format!("+{}+", run.text),
    };
    words(old, new).iter().map(piece).collect()
}

#[test]
fn words_change_as_a_reader_would_say() {
    for (old, new, shown) in [
        ("", "", ""),
        ("", "new", "+new+"),
        ("The bridge opened.", "The bridge opened.", "The bridge opened."),
        ("The bridge opened.", "The old bridge opened.", "The +old +bridge opened."),
        ("It cost 4.2 million.", "It cost 4.7 million.", "It cost -4.2-+4.7+ million."),
        ("Yes, he said", "Yes he said", "Yes-,- he said"),
        ("one two three four", "one other things four", "one -two three-+other things+ four"),
        ("П’ять об'єктів", "П’ять обʼєктів", "П’ять -об'єктів-+обʼєктів+"),
        ("افتتح المجلس الجسر", "افتتح الرئيس الجسر", "افتتح -المجلس-+الرئيس+ الجسر"),
        ("他们在北京学习", "他们在上海学习", "他们在-北京-+上海+学习"),
        ("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", "a -👩‍👩‍👧-+👩‍👩‍👦+ b"),
        ("cafe\u{301} x", "cafe x", "-cafe\u{301}-+cafe+ x"),
        ("น้ำ ก", "น้า ก", "-น้ำ-+น้า+ ก"),
        ("Kyiv", "Куiv", "-Kyiv-+Куiv+"),
    ] {
        assert_eq!(show(old, new), shown);
    }
}

#[test]
fn both_sides_read_back_and_no_grapheme_is_cut() {
    use unicode_segmentation::UnicodeSegmentation;
    let alphabet: Vec<char> =
        "ab я0.,'\" é\u{301}\u{308}👩\u{200d}👧🇺🇦漢字ا\u{64b}ำน้\u{2028}_-:;\u{600}각".chars().collect();
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    for round in 0..2_000 {
        let mut text = |length| (0..length).map(|_| alphabet[draw(alphabet.len())]).collect::<String>();
        let (old, new) = (text(round % 23), text(round % 19));
        let runs = words(&old, &new);
        let side = |but: Change| {
            runs.iter().filter(|run| run.change != but).map(|run| run.text.as_str()).collect::<String>()
        };
        assert_eq!((side(Change::Added), side(Change::Removed)), (old.clone(), new.clone()));
        for text in [&old, &new] {
            let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            let mut at = 0;
            for token in tokens(text) {
                assert!(boundaries.contains(&at), "{text:?} is cut at {at}");
                at += token.len();
            }
            assert_eq!(at, text.len());
        }
    }
}

#[test]
fn plain_text_is_cut_as_unicode_says() {
    use unicode_segmentation::UnicodeSegmentation;
    let alphabet: Vec<char> = "aBéżяЇґʼ09_.,;:'’\"«»—–…“”„!? \u{a0}\u{2028}-/@\n\t".chars().collect();
    let mut seed = 3_u64;
    for round in 0..40_000 {
        let mut text = String::new();
        for _ in 0..round % 12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(alphabet[usize::try_from(seed >> 33).expect("31 bits") % alphabet.len()]);
        }
        assert_eq!(tokens(&text), text.split_word_bounds().collect::<Vec<_>>(), "{text:?}");
        assert_eq!(token::count(&text), copy::words::count(&text), "{text:?}");
    }
}

fn copy_of(lines: &[(&str, &str)]) -> ReaderCopy {
    let body = lines
        .iter()
        .map(|(kind, text)| Block { kind: BlockKind::from_key(kind), text: Inline::plain(*text) })
        .collect();
    ReaderCopy { body, ..ReaderCopy::default() }
}

fn outline(diff: &CopyDiff) -> Vec<String> {
    diff.blocks
        .iter()
        .map(|block| format!("{:?} {:?}→{:?}", block.change, block.old_index, block.new_index))
        .collect()
}

#[test]
fn blocks_are_aligned_by_what_they_say() {
    let old = copy_of(&[
        ("", "The council opened the bridge on Friday."),
        ("", "It cost 4.2 million and took two years."),
        ("quote", "We waited long."),
        ("", "Residents welcomed the ferry's end."),
    ]);
    let new = copy_of(&[
        ("h:2", "A bridge at last"),
        ("", "The council opened the new bridge on Friday."),
        ("quote", "We waited long."),
        ("", "Nobody was hurt in the storm meanwhile."),
        ("pullquote", "Residents welcomed the ferry's end."),
    ]);
    let diff = copies(&old, &new);
    assert_eq!(
        outline(&diff),
        [
            "Added None→Some(0)",
            "Changed Some(0)→Some(1)",
            "Removed Some(1)→None",
            "Same Some(2)→Some(2)",
            "Added None→Some(3)",
            "Changed Some(3)→Some(4)",
        ]
    );
    assert_eq!(diff.blocks[5].old_kind, Some(BlockKind::Paragraph));
    assert_eq!((diff.words_added, diff.words_removed), (4 + 1 + 7, 8));
    assert!(copies(&old, &old).is_empty());
    assert!(!diff.is_empty());
}

#[test]
fn a_word_in_anothers_place_counts_once() {
    let old = copy_of(&[("", "one two three four five")]);
    let new = copy_of(&[("", "one 2 three four five six")]);
    let diff = copies(&old, &new);
    assert_eq!((diff.words_added, diff.words_removed, diff.words_changed), (2, 1, 2));
}

#[test]
fn marks_and_facts_are_changes_too() {
    let old = copy_of(&[("", "See here.")]);
    let mut new = old.clone();
    let link = Marks { link: Some(Link::Address("https://example.org".into())), ..Marks::default() };
    new.body[0].text = Inline::from(vec![
        Span { text: "See ".into(), marks: Marks::default() },
        Span { text: "here".into(), marks: link },
        Span { text: ".".into(), marks: Marks::default() },
    ]);
    new.headline = Inline::plain("Bridge opens");
    new.tags = vec!["bridge".into(), "ferry".into()];
    let diff = copies(&old, &new);
    assert_eq!((diff.blocks[0].change, diff.blocks[0].marks_changed), (BlockChange::Changed, true));
    assert_eq!(diff.words_changed, 0);
    let facts: Vec<_> =
        diff.facts.iter().map(|fact| (fact.name.as_str(), fact.old.as_str(), fact.new.as_str())).collect();
    assert_eq!(facts, [("headline", "", "Bridge opens"), ("tags", "", "bridge, ferry")]);
    let json = serde_json::to_value(&diff.blocks[0].runs).expect("json");
    assert_eq!(json, serde_json::json!([{"change": "same", "text": "See here."}]));
}

#[test]
fn a_lead_picture_is_told_once_and_a_byline_as_it_is_read() {
    use copy::{Byline, BylineRole, Figure, FigureFacts, FigureId};
    let id: FigureId = "ffffffffffff4fffbfffffffffffffff".parse().expect("an identifier");
    let old = copy_of(&[("", "x")]);
    let mut new = old.clone();
    new.lead = Some(id);
    new.figures = vec![Figure { id, caption: Inline::plain("A bridge"), facts: FigureFacts::default() }];
    new.byline = [(BylineRole::By, "A"), (BylineRole::Photos, "B")]
        .map(|(role, name)| Byline { person: None, role, name: name.into() })
        .into();
    let told: Vec<_> = facts(&old, &new).into_iter().map(|fact| (fact.name, fact.new)).collect();
    assert_eq!(told, [("byline".into(), "A, photos: B".into()), ("lead".into(), id.to_string())]);
}

use super::*;
use crate::diff;
use copy::{Block, BlockKind, Marks, Span};

fn copy_of(lines: &[&str]) -> ReaderCopy {
    let line = |line: &&str| Block { kind: BlockKind::Paragraph, text: Inline::plain(*line) };
    ReaderCopy { body: lines.iter().map(line).collect(), ..ReaderCopy::default() }
}

/// `kind old→new`, one a line.
fn told(old: &ReaderCopy, new: &ReaderCopy) -> Vec<String> {
    let items = items(old, new, &diff::copies(old, new));
    items.iter().map(|item| format!("{:?} {}→{}", item.kind, item.old, item.new)).collect()
}

fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(told(&copy_of(&[old]), &copy_of(&[new])), expected, "{old}\n{new}");
}

#[test]
fn what_an_editor_looks_at_twice_is_told() {
    check(
        "It cost 4.2 million euros.",
        "It cost 4.7 million euros.",
        &["Number 4.2 million euros→4.7 million euros"],
    );
    check("3 dead and 5 hurt were found.", "5 dead and 3 hurt were found.", &["Number 3→5", "Number 5→3"]);
    check("It opens on 12 May, they said.", "It opens on 14 May, they said.", &["Number 12 May→14 May"]);
    check("He came on Friday.", "He came on Saturday.", &["Number Friday→Saturday"]);
    check(
        "Mayor Ivan Bondar spoke.",
        "Mayor Іvan Bondar spoke.",
        &["Name Mayor Ivan Bondar→Mayor Іvan Bondar"],
    );
    check("The minister would resign.", "The minister would not resign.", &["Negation →not"]);
    check("Він прийде.", "Він не прийде.", &["Negation →не"]);
    check("Three people were hurt.", "Three people were hurt, police said.", &["Attribution →said"]);
    check("Міст безпечний.", "Міст безпечний, за словами мера.", &["Attribution →за словами"]);
    check("The bridge opened.", "The old bridge opened.", &[]);
}

#[test]
fn an_edit_inside_a_quotation_is_told_with_the_whole_of_it() {
    check(
        "“We waited for ten years,” she said.",
        "“We waited for twenty years,” she said.",
        &[
            "Number ten years→twenty years",
            "Quotation “We waited for ten years,”→“We waited for twenty years,”",
        ],
    );
    check(
        "Вона сказала: «Ми чекали довго».",
        "Вона сказала: «Ми чекали».",
        &["Quotation «Ми чекали довго»→«Ми чекали»"],
    );
    check("She said they waited.", "She said they “waited”.", &["Quotation →“waited”"]);
    check("“We waited,” she said.", "“We waited,” she said again.", &[]);
}

#[test]
fn what_only_moved_is_no_change_of_it() {
    let old = copy_of(&[
        "A bridge opened here.",
        "It rained all day.",
        "The mayor Ivan Bondar gave 300 euros to the ferry.",
    ]);
    let new = copy_of(&[
        "The mayor Ivan Bondar gave 300 euros to the ferry.",
        "A bridge opened here.",
        "It rained all day.",
    ]);
    assert_eq!(told(&old, &new), Vec::<String>::new());
}

#[test]
fn links_are_told_by_words_and_address() {
    let linked = |address: &str| {
        let link = Marks { link: Some(Link::Address(address.into())), ..Marks::default() };
        let spans = vec![
            Span { text: "See ".into(), marks: Marks::default() },
            Span { text: "the report".into(), marks: link },
        ];
        let block = Block { kind: BlockKind::Paragraph, text: Inline::from(spans) };
        ReaderCopy { body: vec![block], ..ReaderCopy::default() }
    };
    assert_eq!(
        told(&linked("https://a.example/"), &linked("https://b.example/")),
        ["Link the report → https://a.example/→the report → https://b.example/"]
    );
}

#[test]
fn facts_that_are_sentences_are_read_too() {
    let (mut old, mut new) = (copy_of(&["x"]), copy_of(&["x"]));
    old.headline = Inline::plain("Bridge costs 4 million");
    new.headline = Inline::plain("Bridge costs 5 million");
    let diff = diff::copies(&old, &new);
    let items = items(&old, &new, &diff);
    assert_eq!(
        items.iter().map(|item| (item.kind, item.spot)).collect::<Vec<_>>(),
        [(NewsKind::Number, Spot::Fact(0))]
    );
}

use super::*;
use copy::{Figure, FigureFacts, Link, Span};

const RULED: &str = "rule";

fn figure_id() -> FigureId {
    "1".repeat(32).parse().expect("an id")
}

fn base() -> ReaderCopy {
    let block = |kind: &str, text: &str| Block { kind: BlockKind::from_key(kind), text: Inline::plain(text) };
    let story = Link::Story(copy::StoryId::from_random([7; 16]));
    let linked = Inline::from(vec![
        Span { text: "The works cost 4 million, ".into(), marks: Marks::default() },
        Span { text: "as reported".into(), marks: Marks { link: Some(story), ..Marks::default() } },
        Span { text: " in May.".into(), marks: Marks::default() },
    ]);
    let lead = FigureId::from_random([9; 16]);
    ReaderCopy {
        headline: Inline::plain("Bridge reopens"),
        deck: Inline::plain("Buses return on Monday."),
        dateline: "RIVERSIDE".into(),
        body: vec![
            block("", "The crossing reopened on Tuesday."),
            Block { kind: BlockKind::Paragraph, text: linked },
            block("", ""),
            block(&format!("figure:{}", figure_id()), ""),
            block("h:2", "What changes"),
            block("pullquote", "We would rather lose a week."),
            block(RULED, ""),
            block("", "The free ferry runs until Sunday."),
        ],
        lead: Some(lead),
        figures: vec![
            Figure { id: lead, caption: Inline::plain("A road bridge."), facts: FigureFacts::default() },
            Figure { id: figure_id(), caption: Inline::plain("A ferry."), facts: FigureFacts::default() },
        ],
        ..ReaderCopy::default()
    }
}

fn credits() -> BTreeMap<FigureId, String> {
    base().figures.iter().map(|figure| (figure.id, "(Photo Desk)".to_owned())).collect()
}

/// The page as a destination prints it.
fn page() -> Vec<(&'static str, &'static str)> {
    vec![
        ("", "City News"),
        ("h:2", "Bridge reopens"),
        ("", "Buses return on Monday."),
        ("", "By Author One"),
        ("", "A road bridge. (Photo Desk)"),
        ("", "RIVERSIDE — The crossing reopened on Tuesday."),
        ("", "The works cost 4 million, as reported in May."),
        ("", "A ferry. (Photo Desk)"),
        ("h:2", "What changes"),
        ("quote", "We would rather lose a week."),
        (RULED, ""),
        ("", "The free ferry runs until Sunday."),
        ("", "Correction: It is 18 tonnes."),
        ("", "About City News"),
    ]
}

fn blocks(lines: &[(&str, &str)]) -> Vec<Block> {
    lines
        .iter()
        .map(|(kind, text)| Block { kind: BlockKind::from_key(kind), text: Inline::plain(*text) })
        .collect()
}

fn comes(change: impl FnOnce(&mut Vec<(&'static str, &'static str)>)) -> Home {
    let mut theirs = page();
    change(&mut theirs);
    let (ours, theirs) = (blocks(&page()), blocks(&theirs));
    home(&base(), &credits(), Pages { ours: &ours, theirs: &theirs, pictures_gone: 0 })
}

fn body(home: &Home) -> Vec<String> {
    home.copy.body.iter().map(|block| block.text.text()).collect()
}

#[test]
fn a_page_that_nobody_changed_is_the_copy_itself() {
    let home = comes(|_| {});
    assert_eq!(home, Home { copy: base(), left: Vec::new() });
}

#[test]
fn words_that_changed_come_home_and_the_rest_keeps_what_no_page_knows() {
    let home = comes(|page| page[6].1 = "The works cost 5 million, as reported in May.");
    assert_eq!(home.left, []);
    let line = &home.copy.body[1].text;
    assert_eq!(line.text(), "The works cost 5 million, as reported in May.");
    let link =
        line.spans().iter().find(|span| span.marks.link.is_some()).expect("the link to our own story stays");
    assert_eq!(link.text, "as reported");
    assert_eq!(home.copy.body[5].kind, BlockKind::PullQuote, "and so do kinds that pages do not tell apart");
}

#[test]
fn the_dateline_is_not_part_of_the_first_paragraph() {
    let home = comes(|page| page[5].1 = "RIVERSIDE — The crossing reopened on Wednesday.");
    assert_eq!(body(&home)[0], "The crossing reopened on Wednesday.");
    assert_eq!(home.left, []);
    let home = comes(|page| page[5].1 = "HARBOUR — The crossing reopened on Tuesday.");
    assert_eq!(body(&home)[0], "The crossing reopened on Tuesday.");
    assert_eq!(
        home.left,
        [Left { was: "RIVERSIDE — ".into(), is: "HARBOUR — ".into() }],
        "and a new one is told"
    );
}

#[test]
fn paragraphs_come_and_go() {
    let new = "Nobody was hurt when it closed.";
    let home = comes(|page| page.insert(7, ("", new)));
    assert_eq!(body(&home)[2], new, "behind what it stands behind");
    let home = comes(|page| page.insert(5, ("", new)));
    assert_eq!(body(&home)[0], new, "before the first");
    let home = comes(|page| page.insert(12, ("", new)));
    assert_eq!(body(&home).last().map(String::as_str), Some(new), "and after the last");
    let home = comes(|page| {
        page.remove(6);
    });
    assert_eq!(home.copy.body.len(), base().body.len() - 1);
    assert!(!body(&home).iter().any(|line| line.contains("4 million")));
    assert_eq!(home.left, []);
}

#[test]
fn headline_deck_caption_and_credit_come_home() {
    let home = comes(|page| page[1].1 = "Bridge reopens at last");
    assert_eq!(home.copy.headline.text(), "Bridge reopens at last");
    let home = comes(|page| page[2].1 = "Buses return on Tuesday.");
    assert_eq!(home.copy.deck.text(), "Buses return on Tuesday.");
    let home = comes(|page| page[7].1 = "A free ferry. (Photo Desk)");
    assert_eq!(home.copy.figure(figure_id()).expect("the figure").caption.text(), "A free ferry.");
    let home = comes(|page| page[4].1 = "A road bridge. (Photo Desk / City News)");
    let lead = home.copy.lead_figure().expect("the lead");
    assert_eq!(
        (lead.caption.text().as_str(), lead.facts.credit_override.as_str()),
        ("A road bridge.", "(Photo Desk / City News)")
    );
    assert_eq!(home.left, []);
}

#[test]
fn what_has_no_place_in_a_copy_is_told() {
    let home = comes(|page| page[3].1 = "By Author Two");
    assert_eq!(home.copy, base());
    assert_eq!(home.left, [Left { was: "By Author One".into(), is: "By Author Two".into() }]);
    let home = comes(|page| page[12].1 = "Correction: It is 16 tonnes.");
    assert_eq!(home.left.len(), 1, "a note's words are history, and theirs are told");
    let home = comes(|page| page.push(("", "Sponsored by nobody")));
    assert_eq!(home.left, [Left { was: String::new(), is: "Sponsored by nobody".into() }]);
    let home = comes(|page| {
        page.remove(7);
    });
    assert_eq!(home.copy.body, base().body, "a picture whose caption is gone may still be there");
    assert_eq!(home.left.len(), 1);
}

#[test]
fn a_picture_that_is_gone_there_is_gone() {
    let mut theirs = page();
    theirs.remove(7);
    let (ours, theirs) = (blocks(&page()), blocks(&theirs));
    let home = home(&base(), &credits(), Pages { ours: &ours, theirs: &theirs, pictures_gone: 1 });
    assert!(home.copy.body.iter().all(|block| block.kind != BlockKind::Figure(figure_id())));
}

#[test]
fn a_page_that_was_written_anew_comes_home_whole() {
    let ours = blocks(&page());
    let theirs = blocks(&[("h:2", "Bridge reopens"), ("", "Somebody there wrote this."), ("", "And this.")]);
    let home = home(&base(), &credits(), Pages { ours: &ours, theirs: &theirs, pictures_gone: 0 });
    let text = body(&home).join("\n");
    assert!(text.contains("Somebody there wrote this.\nAnd this."), "{text}");
    assert!(!text.contains("The works cost"), "{text}");
}

#[test]
fn marks_that_changed_there_come_home() {
    let ours = blocks(&page());
    let mut theirs = ours.clone();
    theirs[11].text = Inline::from(vec![
        Span { text: "The free ferry runs until ".into(), marks: Marks::default() },
        Span { text: "Sunday".into(), marks: Marks { strong: true, ..Marks::default() } },
        Span { text: ".".into(), marks: Marks::default() },
    ]);
    let home = home(&base(), &credits(), Pages { ours: &ours, theirs: &theirs, pictures_gone: 0 });
    assert_eq!(home.copy.body[7].text, theirs[11].text);
    assert_eq!(home.left, []);
}

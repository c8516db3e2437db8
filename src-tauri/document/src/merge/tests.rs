use super::*;
use copy::{BlockKind, FigureFacts};

fn copy_of(lines: &[&str]) -> ReaderCopy {
    let block = |line: &&str| {
        let (kind, text) = line.split_once('|').unwrap_or(("", line));
        Block { kind: BlockKind::from_key(kind), text: Inline::plain(text) }
    };
    ReaderCopy {
        headline: Inline::plain("Bridge reopens"),
        deck: Inline::plain("Buses return."),
        body: lines.iter().map(block).collect(),
        ..ReaderCopy::default()
    }
}

fn body(copy: &ReaderCopy) -> Vec<String> {
    copy.body.iter().map(|block| block.text.text()).collect()
}

/// The paragraphs of three bodies, with how each stands, and the body that comes of it when everything that is
/// open takes both.
fn check(base: &[&str], mine: &[&str], theirs: &[&str], expected: &[(Standing, &str)]) {
    let (base, mine, theirs) = (copy_of(base), copy_of(mine), copy_of(theirs));
    let merge = three(&base, &mine, &theirs);
    let choices: BTreeMap<usize, Choice> =
        merge.open(&BTreeMap::new()).into_iter().map(|at| (at, Choice::Both)).collect();
    let merged = merge.resolve((&base, &mine, &theirs), &choices).expect("everything is chosen");
    let standings: Vec<Standing> = merge
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| matches!(row.place, Place::Paragraph(_)))
        .filter(|(at, row)| row.taken(choices.get(at)).is_some_and(|taken| !taken.blocks.is_empty()))
        .map(|(_, row)| row.standing)
        .collect();
    let seen: Vec<_> = standings.iter().copied().zip(body(&merged.copy)).collect();
    let expected: Vec<_> = expected.iter().map(|(standing, text)| (*standing, (*text).to_owned())).collect();
    assert_eq!(seen, expected);
    let open = standings.iter().filter(|standing| **standing == Standing::Open).count();
    assert_eq!(
        merge.resolve((&base, &mine, &theirs), &BTreeMap::new()).is_none(),
        open > 0,
        "what is open waits"
    );
}

use Standing::{Agreed, OnlyMine, OnlyTheirs, Open, Same};

const A: &str = "The council reopened the river crossing on Tuesday morning.";
const B: &str = "The works cost about 4 million, according to the council.";
const C: &str = "The free ferry runs until Sunday evening at no charge.";

#[test]
fn what_only_one_side_changed_is_taken() {
    check(&[A, B, C], &[A, B, C], &[A, B, C], &[(Same, A), (Same, B), (Same, C)]);
    let b = "The works cost about 5 million, according to the council.";
    check(&[A, B, C], &[A, B, C], &[A, b, C], &[(Same, A), (OnlyTheirs, b), (Same, C)]);
    check(&[A, B, C], &[A, b, C], &[A, B, C], &[(Same, A), (OnlyMine, b), (Same, C)]);
    check(&[A, B, C], &[A, b, C], &[A, b, C], &[(Same, A), (Agreed, b), (Same, C)]);
}

#[test]
fn what_one_side_added_or_took_away_is_taken() {
    let new = "A second, wholly different paragraph was added here.";
    check(&[A, B], &[A, B], &[A, new, B], &[(Same, A), (OnlyTheirs, new), (Same, B)]);
    check(&[A, B], &[A, new, B], &[A, B], &[(Same, A), (OnlyMine, new), (Same, B)]);
    let other = "Nobody was hurt when the ferry hit a pier downstream.";
    check(
        &[A, B],
        &[A, new, B],
        &[A, other, B],
        &[(Same, A), (OnlyMine, new), (OnlyTheirs, other), (Same, B)],
    );
    check(&[A, B], &[A, new, B], &[A, new, B], &[(Same, A), (Agreed, new), (Same, B)]);
    check(&[A, B, C], &[A, C], &[A, B, C], &[(Same, A), (Same, C)]);
    check(&[A, B, C], &[A, B, C], &[A, C], &[(Same, A), (Same, C)]);
    check(&[A, B, C], &[A, C], &[A, C], &[(Same, A), (Same, C)]);
    check(&[A, B], &[A, B], &[new, A, B], &[(OnlyTheirs, new), (Same, A), (Same, B)]);
    check(&[A, B], &[A, B], &[A, B, new], &[(Same, A), (Same, B), (OnlyTheirs, new)]);
    check(&[], &[A], &[B], &[(OnlyMine, A), (OnlyTheirs, B)]);
}

#[test]
fn what_both_changed_waits_for_a_person() {
    let mine = "The works cost 4.2 million, according to the council.";
    let theirs = "The works cost about 4 million, according to the city council.";
    check(
        &[A, B],
        &[A, mine],
        &[A, theirs],
        &[(Same, A), (Open, "The works cost 4.2 million, according to the city council.")],
    );
}

#[test]
fn what_one_took_away_and_the_other_changed_waits_for_a_person() {
    let changed = "The free ferry runs until Sunday evening at 23:40 at no charge.";
    let (base, mine, theirs) = (copy_of(&[A, C]), copy_of(&[A]), copy_of(&[A, changed]));
    let merge = three(&base, &mine, &theirs);
    let open = merge.open(&BTreeMap::new());
    let [row] = open.as_slice() else { panic!("one is open: {open:?}") };
    assert!(merge.rows[*row].mine.is_empty(), "ours is gone");
    for (choice, expected) in [(Choice::Mine, vec![A]), (Choice::Theirs, vec![A, changed])] {
        let merged =
            merge.resolve((&base, &mine, &theirs), &BTreeMap::from([(*row, choice)])).expect("chosen");
        assert_eq!(body(&merged.copy), expected);
    }
}

#[test]
fn a_paragraph_that_one_moved_and_the_other_changed_is_changed_where_it_stands_now() {
    let changed = "The works cost about 5 million, according to the council.";
    check(&[A, B, C], &[B, A, C], &[A, changed, C], &[(OnlyTheirs, changed), (Same, A), (Same, C)]);
    check(&[A, B, C], &[A, changed, C], &[A, C, B], &[(Same, A), (Same, C), (OnlyMine, changed)]);
}

#[test]
fn headline_deck_and_captions_have_rows_of_their_own() {
    let id: FigureId = "1".repeat(32).parse().expect("an id");
    let with = |caption: &str| {
        let mut copy = copy_of(&[A]);
        copy.figures = vec![Figure { id, caption: Inline::plain(caption), facts: FigureFacts::default() }];
        copy.lead = Some(id);
        copy
    };
    let (base, mut mine, mut theirs) = (with("A bridge."), with("A bridge."), with("A road bridge."));
    mine.headline = Inline::plain("Bridge reopens at last");
    theirs.headline = Inline::plain("Bridge is open");
    theirs.figures[0].facts.credit_override = "(City News)".into();
    let merge = three(&base, &mine, &theirs);
    let standing = |place: Place| merge.rows.iter().find(|row| row.place == place).map(|row| row.standing);
    assert_eq!(standing(Place::Headline), Some(Open));
    assert_eq!(standing(Place::Deck), Some(Same));
    assert_eq!(standing(Place::Caption(id)), Some(OnlyTheirs));
    assert_eq!(standing(Place::Credit(id)), Some(OnlyTheirs));
    let choices = BTreeMap::from([(0, Choice::Typed("Bridge is open\nat last".into()))]);
    let merged = merge.resolve((&base, &mine, &theirs), &choices).expect("chosen");
    assert_eq!(merged.copy.headline.text(), "Bridge is open at last", "a headline is one line");
    assert_eq!(merged.copy.figures[0].caption.text(), "A road bridge.");
    assert_eq!(merged.copy.figures[0].facts.credit_override, "(City News)");
    assert_eq!(merged.hands.get(&Container::Caption(id)), Some(&vec![vec![2..7]]), "“road ” is theirs");
}

#[test]
fn a_picture_that_we_took_out_and_they_wrote_about_waits_for_a_person() {
    let id: FigureId = "1".repeat(32).parse().expect("an id");
    let key = format!("figure:{id}|");
    let with = |caption: Option<&str>| {
        let mut copy = copy_of(&[A, &key, B]);
        match caption {
            Some(caption) => {
                copy.figures =
                    vec![Figure { id, caption: Inline::plain(caption), facts: FigureFacts::default() }];
            }
            None => copy.body.retain(|block| !block.kind.is_atom()),
        }
        copy
    };
    let (base, mine, theirs) = (with(Some("A bridge.")), with(None), with(Some("A road bridge.")));
    let merge = three(&base, &mine, &theirs);
    let open = merge.open(&BTreeMap::new());
    assert_eq!(open.len(), 1, "the picture: {open:?}");
    let merged =
        merge.resolve((&base, &mine, &theirs), &BTreeMap::from([(open[0], Choice::Theirs)])).expect("chosen");
    assert_eq!(merged.copy.figure(id).map(|figure| figure.caption.text()), Some("A road bridge.".into()));
}

//! Golden vectors: what an approval speaks of, to the byte. A test that fails here means that every
//! approval ever given would speak of another text: make a new format number instead.

use super::*;
use crate::{
    Block, BlockKind, BylineRole, Crop, FigureFacts, FigureId, Link, Marks, Placement, Point, ReaderNoteKind,
    Span,
};
use expect_test::{expect, Expect};

fn id<T: std::str::FromStr<Err = crate::id::BadId>>(digit: char) -> T {
    digit.to_string().repeat(32).parse().unwrap()
}

fn check(copy: &ReaderCopy, form: Expect, hash: &str) {
    form.assert_eq(&hashed_form(copy));
    assert_eq!(copy_hash(copy).to_string(), hash);
    let kept = kept_form(copy);
    assert_eq!(&read_kept(&kept).unwrap(), copy, "the kept form reads back whole");
    assert_eq!(kept_form(&read_kept(&kept).unwrap()), kept, "and is written the same again");
}

fn headline(text: &str) -> ReaderCopy {
    ReaderCopy { headline: Inline::plain(text), ..ReaderCopy::default() }
}

#[test]
fn an_empty_copy() {
    check(
        &ReaderCopy::default(),
        expect![[
            r#"{"format":1,"headline":[],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "9ead16f48c06d27de8d1db7ee2778916503cab63dec143aa94d9365ab6f7bf98",
    );
}

#[test]
fn ascii_with_what_json_escapes() {
    check(
        &headline("A \"quoted\" \\ line / <b> & more"),
        expect![[
            r#"{"format":1,"headline":[{"text":"A \"quoted\" \\ line / <b> & more","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "c5eef390057ff661c68e7d44e8e7aa39cf27d7ad4e382e7ddb49eb9222685f47",
    );
}

#[test]
fn ukrainian_composed_and_decomposed_are_two_texts() {
    check(
        &headline("Її з’їзд у Києві"),
        expect![[
            r#"{"format":1,"headline":[{"text":"Її з’їзд у Києві","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "805088dcb39d6313d43422ca219c76714c8b58ac78739d53fb4379987263c7d3",
    );
    let decomposed = headline("І\u{308}і\u{308} з’і\u{308}зд у Києві");
    check(
        &decomposed,
        expect![[
            r#"{"format":1,"headline":[{"text":"Її з’їзд у Києві","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "c34a09854b91f3476f354c08d41e13694e6387b0600f4d5edb0c085a9b34c68a",
    );
}

#[test]
fn arabic() {
    check(
        &ReaderCopy {
            language: "ar".into(),
            dateline: "القاهرة".into(),
            ..headline("افتتح المجلس الجسر\u{200f}!")
        },
        expect![[
            r#"{"format":1,"headline":[{"text":"افتتح المجلس الجسر‏!","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"القاهرة","place":"","language":"ar","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "106c3e651acd2ea8af519637257caf7f429a28d345cc45f4f7325377897a19c4",
    );
}

#[test]
fn emoji_with_joiners_and_marks() {
    check(
        &headline("👩‍👩‍👧 ❤️ 🇺🇦 e\u{301}"),
        expect![[
            r#"{"format":1,"headline":[{"text":"👩‍👩‍👧 ❤️ 🇺🇦 é","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "e21d14cffbce73884233efdc38a40979d8ab7fbf7a9838057209ac866d25b8b2",
    );
}

#[test]
fn control_characters() {
    check(
        &headline("\u{0}\t\n\u{1f}\u{7f}\u{85}\u{2028}\u{feff}"),
        expect![[
            r#"{"format":1,"headline":[{"text":"\u0000\u0009\u000a\u001f ﻿","marks":{}}],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[],"figures":[],"embeds":[],"reader_notes":[]}"#
        ]],
        "aab289e9efa30b2b14a321141139d1c1d0f55363467d3f5280799cd274157d9e",
    );
}

#[test]
fn every_kind_of_block_and_mark() {
    let kinds = [
        "",
        "h:2",
        "h:3",
        "quote",
        "pullquote",
        "source",
        "li:ul:1",
        "li:ol:2",
        "rule",
        "table:7",
        "figure:11111111111111111111111111111111",
        "embed:22222222222222222222222222222222",
    ];
    let mut body: Vec<Block> = kinds
        .iter()
        .map(|key| {
            let kind = BlockKind::from_key(key);
            let text = if kind.is_atom() { Inline::default() } else { Inline::plain(*key) };
            Block { kind, text }
        })
        .collect();
    let marks = [
        Marks { strong: true, ..Marks::default() },
        Marks { strong: true, em: true, ..Marks::default() },
        Marks { lang: Some("uk".into()), ..Marks::default() },
        Marks { link: Some(Link::Address("https://a.example/?q=\"1\"".into())), ..Marks::default() },
        Marks { link: Some(Link::Story(id('3'))), ..Marks::default() },
    ];
    let spans: Vec<Span> = marks.into_iter().map(|marks| Span { text: "x".into(), marks }).collect();
    body.push(Block { kind: BlockKind::Paragraph, text: spans.into() });
    let embeds = vec![
        Embed { id: id('2'), target: EmbedTarget::Story(id('3')), title: String::new() },
        Embed { id: id('4'), target: EmbedTarget::Url("https://b.example".into()), title: "Readings".into() },
    ];
    check(
        &ReaderCopy { body, embeds, ..ReaderCopy::default() },
        expect![[
            r#"{"format":1,"headline":[],"headline_short":[],"headline_web":[],"deck":[],"web_slug":"","section":"","tags":[],"byline":[],"description":"","canonical":"","dateline":"","place":"","language":"","body":[{"kind":"","text":[]},{"kind":"h:2","text":[{"text":"h:2","marks":{}}]},{"kind":"h:3","text":[{"text":"h:3","marks":{}}]},{"kind":"quote","text":[{"text":"quote","marks":{}}]},{"kind":"pullquote","text":[{"text":"pullquote","marks":{}}]},{"kind":"source","text":[{"text":"source","marks":{}}]},{"kind":"li:ul:1","text":[{"text":"li:ul:1","marks":{}}]},{"kind":"li:ol:2","text":[{"text":"li:ol:2","marks":{}}]},{"kind":"rule","text":[]},{"kind":"table:7","text":[{"text":"table:7","marks":{}}]},{"kind":"figure:11111111111111111111111111111111","text":[]},{"kind":"embed:22222222222222222222222222222222","text":[]},{"kind":"","text":[{"text":"x","marks":{"strong":true}},{"text":"x","marks":{"strong":true,"em":true}},{"text":"x","marks":{"lang":"uk"}},{"text":"x","marks":{"link":"https://a.example/?q=\"1\""}},{"text":"x","marks":{"link":"story:33333333333333333333333333333333"}}]}],"figures":[],"embeds":[{"id":"22222222222222222222222222222222","target":{"story":"33333333333333333333333333333333"},"title":""},{"id":"44444444444444444444444444444444","target":{"url":"https://b.example"},"title":"Readings"}],"reader_notes":[]}"#
        ]],
        "8d3ce3fb7f319af9b188a7f5991bc5123bf66b009231d24325f5d363def762a8",
    );
}

fn whole() -> ReaderCopy {
    let figure = Figure {
        id: id('1'),
        caption: Inline::plain("A bridge"),
        facts: FigureFacts {
            asset: Some(Sha256::of(b"pixels")),
            alt: "A road bridge".into(),
            creator: "Photo Desk".into(),
            provider: "City News".into(),
            distributor: "Agency".into(),
            credit_override: "(as agreed)".into(),
            copyright: "© 2025".into(),
            usage_terms: "News only".into(),
            illustrative: true,
            crop: Some(Crop { x: 0, y: 125, width: 10000, height: 5625 }),
            focal: Some(Point { x: 5000, y: 3333 }),
            people: vec!["A. Person".into()],
        },
    };
    let bare = Figure { id: id('5'), caption: Inline::default(), facts: FigureFacts::default() };
    let notes =
        ReaderNoteKind::ALL.into_iter().zip(['6', '7', '8', '9', 'a']).map(|(kind, digit)| ReaderNote {
            id: id(digit),
            kind,
            language: "en".into(),
            text: Inline::plain(kind.key()),
            placement: kind.usual_placement(),
            member: (kind == ReaderNoteKind::Correction).then(|| id('b')),
            written_at: 1_760_436_720_000,
        });
    let byline = BylineRole::ALL.into_iter().map(|role| Byline {
        person: (role == BylineRole::By).then(|| id('c')),
        role,
        name: format!("Name {}", role.key()),
    });
    ReaderCopy {
        headline: Inline::plain("Main"),
        headline_short: Inline::plain("Short"),
        headline_web: Inline::plain("Web"),
        deck: Inline::plain("Deck"),
        web_slug: "main".into(),
        section: "City".into(),
        tags: vec!["bridges".into(), "річка".into()],
        byline: byline.collect(),
        description: "What it is".into(),
        canonical: "https://a.example/main".into(),
        dateline: "RIVERSIDE".into(),
        place: "Riverside".into(),
        language: "en".into(),
        body: vec![],
        lead: Some(id::<FigureId>('1')),
        figures: vec![figure, bare],
        embeds: vec![],
        reader_notes: notes.collect(),
    }
}

#[test]
fn facts_figures_with_crop_and_notes() {
    check(
        &whole(),
        expect![[
            r#"{"format":1,"headline":[{"text":"Main","marks":{}}],"headline_short":[{"text":"Short","marks":{}}],"headline_web":[{"text":"Web","marks":{}}],"deck":[{"text":"Deck","marks":{}}],"web_slug":"main","section":"City","tags":["bridges","річка"],"byline":[{"role":"by","name":"Name by"},{"role":"additional_reporting","name":"Name additional_reporting"},{"role":"editing","name":"Name editing"},{"role":"photos","name":"Name photos"}],"description":"What it is","canonical":"https://a.example/main","dateline":"RIVERSIDE","place":"Riverside","language":"en","body":[],"lead":"11111111111111111111111111111111","figures":[{"id":"11111111111111111111111111111111","caption":[{"text":"A bridge","marks":{}}],"asset":"6ec9c2b0eb14010746c8bce8939303b382344b296206612eb8a907a37b2b2f37","alt":"A road bridge","creator":"Photo Desk","provider":"City News","distributor":"Agency","credit_override":"(as agreed)","copyright":"© 2025","usage_terms":"News only","illustrative":true,"crop":{"x":0,"y":125,"width":10000,"height":5625},"focal":{"x":5000,"y":3333}},{"id":"55555555555555555555555555555555","caption":[],"alt":"","creator":"","provider":"","distributor":"","credit_override":"","copyright":"","usage_terms":"","illustrative":false}],"embeds":[],"reader_notes":[{"id":"66666666666666666666666666666666","kind":"update","language":"en","text":[{"text":"update","marks":{}}],"placement":"top"},{"id":"77777777777777777777777777777777","kind":"clarification","language":"en","text":[{"text":"clarification","marks":{}}],"placement":"top"},{"id":"88888888888888888888888888888888","kind":"correction","language":"en","text":[{"text":"correction","marks":{}}],"placement":"foot"},{"id":"99999999999999999999999999999999","kind":"editors_note","language":"en","text":[{"text":"editors_note","marks":{}}],"placement":"top"},{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","kind":"withdrawal","language":"en","text":[{"text":"withdrawal","marks":{}}],"placement":"top"}]}"#
        ]],
        "76ce4d253494245e2ff08f60d0ba888a6ebadf21035ff914898682dbb8f420e5",
    );
}

#[test]
fn what_is_kept_but_not_approved_does_not_change_the_hash() {
    let (whole, mut other) = (whole(), whole());
    other.byline.iter_mut().for_each(|byline| byline.person = Some(id('d')));
    other.figures.iter_mut().for_each(|figure| figure.facts.people.clear());
    for note in &mut other.reader_notes {
        (note.member, note.written_at) = (None, 7);
    }
    assert_eq!(copy_hash(&whole), copy_hash(&other));
    assert_ne!(kept_form(&whole), kept_form(&other), "but it is kept");
}

#[test]
fn every_approved_fact_changes_the_hash() {
    let hash = copy_hash(&whole());
    let changes: Vec<fn(&mut ReaderCopy)> = vec![
        |copy| copy.headline = Inline::plain("Main "),
        |copy| copy.headline_short = Inline::default(),
        |copy| copy.headline_web = Inline::default(),
        |copy| copy.deck = Inline::default(),
        |copy| copy.web_slug.push('x'),
        |copy| copy.section.push('x'),
        |copy| copy.tags.reverse(),
        |copy| copy.byline.reverse(),
        |copy| copy.byline[0].name.push('x'),
        |copy| copy.description.push('x'),
        |copy| copy.canonical.push('x'),
        |copy| copy.dateline.push('x'),
        |copy| copy.place.push('x'),
        |copy| copy.language.push('x'),
        |copy| copy.body.push(Block::default()),
        |copy| copy.lead = None,
        |copy| copy.figures[0].caption = Inline::default(),
        |copy| copy.figures[0].facts.asset = None,
        |copy| copy.figures[0].facts.alt.clear(),
        |copy| copy.figures[0].facts.creator.clear(),
        |copy| copy.figures[0].facts.provider.clear(),
        |copy| copy.figures[0].facts.distributor.clear(),
        |copy| copy.figures[0].facts.credit_override.clear(),
        |copy| copy.figures[0].facts.copyright.clear(),
        |copy| copy.figures[0].facts.usage_terms.clear(),
        |copy| copy.figures[0].facts.illustrative = false,
        |copy| copy.figures[0].facts.crop = None,
        |copy| copy.figures[0].facts.focal = None,
        |copy| copy.reader_notes[0].text = Inline::default(),
        |copy| copy.reader_notes[0].kind = ReaderNoteKind::Correction,
        |copy| copy.reader_notes[0].language.push('x'),
        |copy| copy.reader_notes[0].placement = Placement::Foot,
    ];
    for (n, change) in changes.iter().enumerate() {
        let mut copy = whole();
        change(&mut copy);
        assert_ne!(copy_hash(&copy), hash, "change {n} is part of what was approved");
    }
}

#[test]
fn a_newer_format_and_a_damaged_one_are_refused() {
    let kept = kept_form(&whole());
    let newer = kept.replacen("\"format\":1", "\"format\":2", 1);
    assert!(matches!(read_kept(&newer), Err(ReadError::Newer(2))));
    for damaged in ["", "{}", "null", kept.get(..200).unwrap(), "{\"format\":1,\"headline\":7}"] {
        assert!(matches!(read_kept(damaged), Err(ReadError::Damaged)), "{damaged}");
    }
}

//! Editions to publish: stories of every kind of block, in several scripts, with a photograph.

use copy::{
    canonical, Block, BlockKind, Byline, BylineRole, Figure, FigureFacts, FigureId, Inline, Link, Marks,
    Placement, ReaderCopy, ReaderNote, ReaderNoteId, ReaderNoteKind, Sha256, StoryId,
};
use publish::{Edition, House, Picture, Rendition, Reservation};
use std::{collections::BTreeMap, sync::Arc};

/// 14 October 2025, 10:12 UTC.
pub const NOW_MS: i64 = 1_760_436_720_000;

/// A story by one author, the `n`-th of its kind: its own words, number, picture and web address.
pub fn edition(n: u32, author: &str) -> Edition {
    let id = |kind: u8| {
        let mut random = [kind; 16];
        random[12..].copy_from_slice(&n.to_be_bytes());
        random
    };
    let figure = FigureId::from_random(id(2));
    let file = picture(n);
    let mut linked = Inline::plain("The works cost 4.2 million, according to ");
    linked.push(
        "the council’s figures",
        Marks {
            link: Some(Link::Address("https://council.example/figures?a=1&b=2".into())),
            ..Marks::default()
        },
    );
    linked.push(", a tenth ", Marks::default());
    linked.push("more", Marks { em: true, ..Marks::default() });
    linked.push(" than was budgeted.", Marks::default());
    let line = |key: &str, text: &str| Block { kind: BlockKind::from_key(key), text: Inline::plain(text) };
    let body = vec![
        line(
            "",
            &format!("The crossing numbered {n} reopened on Tuesday, nine months after the inspection."),
        ),
        Block { kind: BlockKind::Paragraph, text: linked },
        line("h:2", "What changes on Monday"),
        line("", "Міст відкрито для руху: «Ми радше втратимо тиждень», — кажуть у службі. 🚋"),
        line("li:ul:1", "Buses on lines 4, 11 and 18"),
        line("li:ul:2", "every ten minutes"),
        line("li:ul:1", "Lorries above 18 tonnes stay on the ring road"),
        line("quote", "We said \"Monday\" -- and it's Monday... at last :)"),
        line("pullquote", "We would rather lose a week than guess."),
        line("source", "The bridge operator"),
        line("rule", ""),
        line("h:3", "Why the bearings cracked"),
        line("", "وقال المهندسون إن الجسر آمن."),
        line("", "The plates measure 9x9 metres. [gallery] https://example.org/ Wordpress"),
    ];
    let copy = ReaderCopy {
        headline: Inline::plain(format!("Council reopens crossing {n} after “nine-month” repair & tests")),
        deck: Inline::plain("Buses return on Monday; heavy lorries wait."),
        web_slug: format!("council-reopens-crossing-{n}"),
        section: "City".into(),
        tags: vec!["bridges".into(), "transport & trams".into()],
        byline: vec![Byline { person: None, role: BylineRole::By, name: author.into() }],
        dateline: "RIVERSIDE".into(),
        language: "en".into(),
        body,
        lead: Some(figure),
        figures: vec![Figure {
            id: figure,
            caption: Inline::plain("A road bridge at low water."),
            facts: FigureFacts {
                asset: Some(file.sha256),
                alt: "A road bridge over a wide river".into(),
                creator: "Photo Desk".into(),
                provider: "City News".into(),
                copyright: "© City News".into(),
                illustrative: n % 2 == 1,
                ..FigureFacts::default()
            },
        }],
        ..ReaderCopy::default()
    };
    Edition {
        story: StoryId::from_random(id(1)),
        revision: 1,
        copy_hash: canonical::copy_hash(&copy),
        web_slug: copy.web_slug.clone(),
        people: vec![],
        portraits: BTreeMap::new(),
        pictures: vec![Picture { figure, credit: "(Photo Desk / City News)".into(), renditions: vec![file] }],
        first_published_ms: None,
        now_ms: NOW_MS,
        notes: vec![],
        related: BTreeMap::new(),
        house: House {
            name: "City News".into(),
            description: "News of the city".into(),
            language: "en".into(),
            time_zone: "Europe/Kyiv".into(),
            contact: String::new(),
            sections: vec!["City".into(), "Region".into()],
            note_labels: BTreeMap::new(),
        },
        copy,
    }
}

/// The next revision of an edition: a paragraph more, and the correction that says so.
pub fn corrected(before: &Edition) -> Edition {
    let mut edition = before.clone();
    edition.revision += 1;
    edition.first_published_ms = Some(before.now_ms);
    edition.now_ms += 3_600_000;
    edition
        .copy
        .body
        .push(Block { kind: BlockKind::Paragraph, text: Inline::plain("It is 18 tonnes, not 16.") });
    edition.copy.reader_notes.push(ReaderNote {
        id: ReaderNoteId::from_random([9; 16]),
        kind: ReaderNoteKind::Correction,
        language: "en".into(),
        text: Inline::plain("An earlier version of this story misstated the weight."),
        placement: Placement::Foot,
        member: None,
        written_at: edition.now_ms,
    });
    edition.copy_hash = canonical::copy_hash(&edition.copy);
    edition
}

/// Where an edition is reserved at a destination.
pub fn reservation(edition: &Edition, adapter: &str, address: &str) -> Reservation {
    Reservation { story: edition.story, site_key: Reservation::site_key(adapter, address) }
}

/// The lines that a reader must see, in their order.
pub fn lines(edition: &Edition) -> Vec<String> {
    let copy = &edition.copy;
    let caption = copy.lead_figure().map(|figure| figure.caption.text());
    let deck = copy.deck.text();
    let body = copy.body.iter().map(|block| block.text.text());
    let notes = copy.reader_notes.iter().map(|note| note.text.text());
    let all = std::iter::once(deck)
        .chain(caption)
        .chain(edition.pictures.iter().map(|picture| picture.credit.clone()));
    all.chain(body).chain(notes).filter(|line| !line.is_empty()).collect()
}

/// A small JPEG that no other number has.
pub fn picture(n: u32) -> Rendition {
    let (width, height) = (64, 48);
    let [_, r, g, b] = n.wrapping_mul(2_654_435_761).to_be_bytes();
    let pixels: Vec<u8> = (0..width * height).flat_map(|at| [r, g.wrapping_add((at % 7) as u8), b]).collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 85)
        .encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)
        .expect("a small picture can be encoded");
    // A comment of its own: two colours may be the same after compression.
    let mut own = bytes[..2].to_vec();
    own.extend_from_slice(&[0xff, 0xfe, 0, 6]);
    own.extend_from_slice(&n.to_be_bytes());
    own.extend_from_slice(&bytes[2..]);
    Rendition {
        width,
        height,
        media_type: "image/jpeg".into(),
        sha256: Sha256::of(&own),
        bytes: Arc::from(own.into_boxed_slice()),
    }
}

/// The text of some HTML as a reader sees it, in one line: tags out, entities read, white space as one
/// space. Written apart from the wire's own reading, which it judges.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let skipped = ["script", "style"].into_iter().find(|name| after.starts_with(name));
        let after = match skipped {
            Some(name) => after.split_once(&format!("</{name}")).map_or("", |(_, after)| after),
            None if after.starts_with("!--") => {
                rest = after.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            None => after,
        };
        let inline = ["a ", "/a", "em", "/em", "strong", "/strong", "span", "/span"];
        if !inline.iter().any(|name| after.starts_with(name)) {
            text.push(' ');
        }
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, after) = after.split_once(';').expect("every & of a page begins an entity");
        let number = name.strip_prefix('#').map(|n| match n.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).expect("a number"),
            None => n.parse().expect("a number"),
        });
        plain.push(match (number, name) {
            (Some(number), _) => char::from_u32(number).expect("a character"),
            (None, "amp") => '&',
            (None, "lt") => '<',
            (None, "gt") => '>',
            (None, "quot") => '"',
            (None, "nbsp") => '\u{a0}',
            (None, other) => panic!("an entity that no page of ours has: {other}"),
        });
        rest = after;
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that these lines stand in this text, in their order.
pub fn assert_reads(text: &str, lines: &[String]) {
    let mut rest = text;
    for line in lines {
        let (_, after) = rest
            .split_once(line.as_str())
            .unwrap_or_else(|| panic!("{line:?} does not stand where it should in {text:?}"));
        rest = after;
    }
}

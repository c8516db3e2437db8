//! The model story and its neighbours, as the design draws them; printed for the eye.

use super::{assert_site_is_sound, Shop, BASE};
use copy::{
    canonical, Block, BlockKind, Byline, BylineRole, Embed, EmbedTarget, Figure, FigureFacts, FigureId,
    Inline, Link, Marks, Person, PersonId, ReaderCopy, ReaderNote, ReaderNoteId, ReaderNoteKind, Sha256,
    StoryId,
};
use publish::{Edition, House, Picture, PrintedNote, Rendition};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// 14 October 2025, 10:12 UTC.
pub const PUBLISHED: i64 = 1_760_436_720_000;
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 1_440 * MINUTE;

pub fn id<T: std::str::FromStr>(n: u32) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("{n:08x}{}", "0".repeat(24)).parse().expect("an identifier")
}

pub fn house() -> House {
    House {
        name: "City News".into(),
        description: String::new(),
        language: "en".into(),
        time_zone: "UTC".into(),
        contact: "desk@city-news.example".into(),
        sections: ["City", "Region", "Transport", "Economy"].map(String::from).to_vec(),
        note_labels: BTreeMap::new(),
    }
}

/// A view in three bands, like the design's.
pub fn view(width: u16, height: u16, bands: [(u16, [u8; 3]); 3]) -> Rendition {
    // Encoding is the slowest part of these tests, and the views are few.
    static KNOWN: Mutex<BTreeMap<View, Rendition>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().expect("no test panicked here");
    known.entry((width, height, bands)).or_insert_with(|| encoded(width, height, bands)).clone()
}

type View = (u16, u16, [(u16, [u8; 3]); 3]);

fn encoded(width: u16, height: u16, bands: [(u16, [u8; 3]); 3]) -> Rendition {
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        let percent = u32::from(y) * 100 / u32::from(height);
        let band = bands.iter().find(|(until, _)| percent < u32::from(*until)).unwrap_or(&bands[2]);
        for _ in 0..width {
            pixels.extend_from_slice(&band.1);
        }
    }
    let mut bytes = vec![];
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a picture can be encoded");
    Rendition {
        width: width.into(),
        height: height.into(),
        media_type: "image/jpeg".into(),
        sha256: Sha256::of(&bytes),
        bytes: Arc::from(bytes.into_boxed_slice()),
    }
}

const RIVER: [(u16, [u8; 3]); 3] =
    [(46, [0xb9, 0xc6, 0xcf]), (62, [0x8d, 0x9a, 0x8c]), (100, [0x5d, 0x67, 0x5c])];
const TRAM: [(u16, [u8; 3]); 3] =
    [(52, [0xc3, 0xc6, 0xcb]), (70, [0xa2, 0x4f, 0x45]), (100, [0x55, 0x58, 0x5c])];
const GRAIN: [(u16, [u8; 3]); 3] =
    [(38, [0xcf, 0xd3, 0xcf]), (58, [0xc9, 0xb2, 0x7a]), (100, [0xa0, 0x86, 0x48])];
const CLINIC: [(u16, [u8; 3]); 3] =
    [(55, [0xd5, 0xdd, 0xe0]), (72, [0xe9, 0xe6, 0xdd]), (100, [0x7d, 0x84, 0x73])];
const ROOF: [(u16, [u8; 3]); 3] =
    [(44, [0xc6, 0xd2, 0xda]), (72, [0x4b, 0x5d, 0x78]), (100, [0x8c, 0x7a, 0x6b])];
const GRID: [(u16, [u8; 3]); 3] =
    [(60, [0xa7, 0xad, 0xb8]), (66, [0x5c, 0x60, 0x69]), (100, [0x43, 0x47, 0x4b])];

pub fn line(key: &str, text: &str) -> Block {
    Block { kind: BlockKind::from_key(key), text: Inline::plain(text) }
}

/// A plain story with a number, a headline and a picture.
pub fn story(n: u32, headline: &str, section: &str, now_ms: i64) -> Edition {
    illustrated(n, headline, "", section, now_ms, RIVER)
}

fn illustrated(
    n: u32,
    headline: &str,
    deck: &str,
    section: &str,
    now_ms: i64,
    bands: [(u16, [u8; 3]); 3],
) -> Edition {
    let figure: FigureId = id(n);
    let renditions = vec![view(96, 64, bands), view(480, 320, bands), view(960, 640, bands)];
    let copy = ReaderCopy {
        headline: Inline::plain(headline),
        deck: Inline::plain(deck),
        web_slug: copy::slug::web_slug(headline, "story"),
        section: section.into(),
        byline: vec![Byline { person: None, role: BylineRole::By, name: "Staff Reporter".into() }],
        language: "en".into(),
        body: vec![line("", &"Words of the story. ".repeat(40))],
        lead: Some(figure),
        figures: vec![Figure {
            id: figure,
            caption: Inline::plain("A view"),
            facts: FigureFacts {
                asset: Some(renditions[2].sha256),
                alt: "A view".into(),
                ..FigureFacts::default()
            },
        }],
        ..ReaderCopy::default()
    };
    seal(Edition {
        story: id(n),
        revision: 1,
        copy_hash: Sha256::of(b""),
        web_slug: copy.web_slug.clone(),
        people: vec![],
        portraits: BTreeMap::new(),
        pictures: vec![Picture { figure, credit: "(Photo Desk / City News)".into(), renditions }],
        first_published_ms: None,
        now_ms,
        notes: vec![],
        related: BTreeMap::new(),
        house: house(),
        copy,
    })
}

/// Gives the edition the hash of its copy.
pub fn seal(mut edition: Edition) -> Edition {
    edition.copy_hash = canonical::copy_hash(&edition.copy);
    edition
}

/// The next revision, `minutes` later.
pub fn later(before: &Edition, minutes: i64, change: impl FnOnce(&mut Edition)) -> Edition {
    let mut edition = before.clone();
    edition.revision += 1;
    edition.first_published_ms.get_or_insert(before.now_ms);
    edition.now_ms += minutes * MINUTE;
    change(&mut edition);
    seal(edition)
}

pub fn note(n: u32, kind: ReaderNoteKind, text: &str) -> ReaderNote {
    ReaderNote {
        id: id::<ReaderNoteId>(n),
        kind,
        language: "en".into(),
        text: Inline::plain(text),
        placement: kind.usual_placement(),
        member: None,
        written_at: 0,
    }
}

pub fn person(n: u32, name: &str, role: &str, short_bio: &str) -> Person {
    Person {
        id: id::<PersonId>(n),
        name: name.into(),
        name_forms: BTreeMap::new(),
        role: role.into(),
        short_bio: short_bio.into(),
        long_bio: String::new(),
        photo: None,
        links: vec![],
    }
}

pub fn by(person: &Person, role: BylineRole) -> Byline {
    Byline { person: Some(person.id), role, name: person.name.clone() }
}

const FERRY: u32 = 21;
const TRAM_STORY: u32 = 22;

/// The stories around it, oldest first.
pub fn neighbours() -> Vec<Edition> {
    let at = |day: i64, hour: i64, minute: i64| {
        PUBLISHED - 612 * MINUTE + day * DAY + (hour * 60 + minute) * MINUTE
    };
    let reads = |mut edition: Edition, minutes: usize| {
        edition.copy.body = vec![line("", &"word ".repeat(minutes * 275 - 60))];
        seal(edition)
    };
    vec![
        reads(
            illustrated(
                FERRY,
                "Ferry that stood in for the bridge carried 1.1 million people",
                "Two boats lent by the port made 61 crossings a day.",
                "Transport",
                at(0, 11, 30),
                RIVER,
            ),
            2,
        ),
        reads(
            illustrated(
                23,
                "Grid operator lists towns first in line for new transformers",
                "Hospitals and water works come before everything else.",
                "Economy",
                at(0, 13, 5),
                GRID,
            ),
            3,
        ),
        reads(
            illustrated(
                24,
                "Forty schools to get solar roofs by spring",
                "Classes stay open while the panels go up, one wing at a time.",
                "City",
                at(0, 16, 5),
                ROOF,
            ),
            1,
        ),
        reads(
            illustrated(
                25,
                "Clinics on wheels reach the last villages on the list",
                "Two vans, nine nurses and a timetable pinned to every village shop.",
                "Region",
                at(0, 18, 20),
                CLINIC,
            ),
            2,
        ),
        reads(
            illustrated(
                26,
                "Grain exporters look to rail as port fees rise",
                "Four in ten wagons this autumn left by the southern line.",
                "Economy",
                at(1, 7, 15),
                GRAIN,
            ),
            4,
        ),
        reads(
            illustrated(
                TRAM_STORY,
                "Tram 9 gets its own lane, and a slower start",
                "The lane saves eleven minutes; drivers want a month to learn the new signals.",
                "Transport",
                at(1, 8, 40),
                TRAM,
            ),
            3,
        ),
    ]
}

/// The model story as it was first published.
pub fn bridge() -> Edition {
    let mut edition = illustrated(
        20,
        "Council reopens river crossing after nine-month repair",
        "Buses return on Monday; heavy lorries wait until the new bearings are load-tested.",
        "City",
        PUBLISHED,
        RIVER,
    );
    let portrait =
        view(128, 128, [(34, [0xd3, 0xcd, 0xbf]), (60, [0x77, 0x70, 0x5f]), (100, [0x8a, 0x83, 0x72])]);
    let mut staff = person(31, "Staff Reporter", "City desk", "Covers the council, the river and everything that crosses it. Came to City News from a harbour weekly.");
    let mut second = person(32, "Second Reporter", "Transport correspondent", "Writes about buses, trams and the people who wait for them. Reads every timetable so that readers need not.");
    let desk = person(33, "Photo Desk", "", "");
    staff.photo = Some(portrait.sha256);
    second.photo = Some(portrait.sha256);
    let copy = &mut edition.copy;
    copy.byline =
        vec![by(&staff, BylineRole::By), by(&second, BylineRole::By), by(&desk, BylineRole::Photos)];
    copy.dateline = "RIVERSIDE".into();
    copy.place = "Riverside".into();
    copy.figures[0].caption = Inline::plain("a road bridge at low water.");
    copy.figures[0].facts.alt = "A road bridge over a wide river under a pale sky".into();
    copy.figures[0].facts.illustrative = true;
    let (related, elsewhere) = (id(41), id(42));
    copy.embeds = vec![
        Embed { id: related, target: EmbedTarget::Story(id::<StoryId>(TRAM_STORY)), title: String::new() },
        Embed {
            id: elsewhere,
            target: EmbedTarget::Url("https://bridge-operator.example/tests".into()),
            title: "Load tests on the east span: timetable and readings".into(),
        },
    ];
    let mut works =
        Inline::plain("The works cost 4.2 million, about a tenth more than was budgeted, according to ");
    let link = Link::Address("https://council.example/figures".into());
    works.push("the council’s figures", Marks { link: Some(link), ..Marks::default() });
    works.push(
        ". Buses follow on Monday, when lines 4, 11 and 18 go back to their old stops.",
        Marks::default(),
    );
    copy.body = vec![
        line("", "The crossing that carries a third of the city’s traffic reopened to cars on Tuesday, nine months after inspectors found two cracked bearings under the east span."),
        Block { kind: BlockKind::Paragraph, text: works },
        line("", "Lorries above 18 tonnes stay on the ring road until the operator has load-tested the new parts, which it expects to do “before the first frost”."),
        line("", "Each bearing will carry one and a half times its working load for an hour, the operator said in a statement on Tuesday afternoon, and every reading will be published the same day."),
        Block { kind: BlockKind::Embed(related), text: Inline::default() },
        line("h:2", "What changes on Monday"),
        line("", "The free ferry that stood in for the buses makes its last run on Sunday at 23:40. It carried 1.1 million passengers since January, the counters at its two landings show."),
        line("", "Cyclists and walkers keep the north footway, which never closed. The south footway stays shut until the painting ends in November. The speed limit on the deck is 30 km/h for the first month, and two lanes of the four carry buses only between seven and nine in the morning."),
        line("pullquote", "“We would rather lose a week than guess.”"),
        line("source", "The bridge operator, in its statement"),
        line("", "Market traders on the east bank say that the closure cost them about one customer in five. The council has put aside 300,000 for rent relief and takes claims until the end of the year. Two in three stalls are open again, the market office counted on Tuesday, and the fish hall follows on Friday."),
        Block { kind: BlockKind::Embed(elsewhere), text: Inline::default() },
        line("h:2", "Why the bearings cracked"),
        line("", "An inquiry that the council published in June found that grit from the resurfacing of 2019 had worked its way under both plates. It asked for a camera inspection every spring; the next is due in April."),
        line("", "Until then sensors on all eight bearings send a reading every ten minutes, and the crossing closes by itself if two of them disagree."),
        line("", "The council votes on the rest of the repair plan on 4 November. The plan asks for new lamps, a wider south footway and a fund for the next repair, which engineers expect in about twelve years."),
    ];
    edition.people = vec![staff, second, desk];
    edition.portraits = BTreeMap::from([(portrait.sha256, portrait)]);
    seal(edition)
}

/// The model story with its update and its correction, as the design shows it.
pub fn corrected_bridge() -> Edition {
    let at = |day: i64, hour: i64, minute: i64| {
        PUBLISHED - 612 * MINUTE + day * DAY + (hour * 60 + minute) * MINUTE
    };
    later(&bridge(), 0, |edition| {
        let update = note(
            51,
            ReaderNoteKind::Update,
            "The story was updated to add the operator’s statement on the load tests.",
        );
        let correction = note(52, ReaderNoteKind::Correction, "An earlier version of this story misstated the weight above which lorries must use the ring road. It is 18 tonnes, not 16.");
        edition.notes = vec![
            PrintedNote { note: update.id, printed_at_ms: at(0, 14, 32) },
            PrintedNote { note: correction.id, printed_at_ms: at(1, 9, 5) },
        ];
        edition.copy.reader_notes = vec![update, correction];
        edition.now_ms = at(1, 9, 5);
    })
}

/// The site that the design draws.
pub async fn city_news(base: Option<&str>) -> Shop {
    let mut shop = Shop::new(base);
    shop.publish(&bridge()).await.expect("published");
    for neighbour in neighbours() {
        shop.publish(&neighbour).await.expect("published");
    }
    shop.publish(&corrected_bridge()).await.expect("corrected");
    shop
}

#[tokio::test]
async fn the_model_site_stands() {
    let shop = city_news(Some(BASE)).await;
    assert_site_is_sound(shop.root());
    // For the eye: where this names a folder, the site is left there to be looked at.
    if let Some(folder) = std::env::var_os("COPYDESK_MODEL_SITE") {
        for (path, bytes) in super::files(shop.root()) {
            let file = std::path::Path::new(&folder).join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            std::fs::write(file, bytes).expect("written");
        }
        let preview = shop.site.preview(&corrected_bridge()).expect("a preview");
        std::fs::write(std::path::Path::new(&folder).join("preview.html"), preview).expect("written");
    }
}

//! Hostile strings in every field: they are read as they were typed, and run nowhere.

use super::{
    assert_site_is_sound,
    model::{corrected_bridge, id, line, seal, story, MINUTE, PUBLISHED},
    texts, Shop, BASE,
};
use copy::{Embed, EmbedTarget, Inline, Link, Marks, PersonLink};
use publish::{Edition, PublicState, RelatedStory};

const STRINGS: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% include 'base.html' %}",
    "<!--<script>--><![CDATA[ ]]>",
    "\u{0}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}&#0;&lt;b&gt;",
    "\u{202e}evil\u{2066}",
    "a\u{2028}b",
    "%00%2e%2e%2f../../x",
    "\u{e000}\u{e000}",
];

/// Every text of an edition becomes this.
fn poisoned(text: &str) -> Edition {
    let mut edition = corrected_bridge();
    let inline = || {
        let mut inline = Inline::plain(text);
        for address in [text, "javascript:alert(1)", "https://a.example/\"><script>alert(1)</script>"] {
            inline.push("link", Marks { link: Some(Link::Address(address.into())), ..Marks::default() });
            inline.push(" ", Marks { lang: Some(text.into()), strong: true, em: true, ..Marks::default() });
        }
        inline
    };
    let copy = &mut edition.copy;
    for field in [&mut copy.headline, &mut copy.headline_web, &mut copy.deck] {
        *field = inline();
    }
    for field in [
        &mut copy.section,
        &mut copy.description,
        &mut copy.canonical,
        &mut copy.dateline,
        &mut copy.place,
        &mut copy.language,
    ] {
        *field = text.into();
    }
    copy.tags = vec![text.into()];
    copy.byline.iter_mut().for_each(|who| who.name = text.into());
    copy.body = ["", "h:2", "quote", "pullquote", "source", "li:ul:1", "li:ol:2", "strange"]
        .map(|key| line(key, text))
        .to_vec();
    copy.body.iter_mut().for_each(|block| block.text = inline());
    for (n, target) in [
        (91, EmbedTarget::Url(text.into())),
        (92, EmbedTarget::Url(format!("https://{text}"))),
        (93, EmbedTarget::Story(id(94))),
    ] {
        copy.body.push(line(&format!("embed:{}", id::<copy::EmbedId>(n)), ""));
        copy.embeds.push(Embed { id: id(n), target, title: text.into() });
    }
    for figure in &mut copy.figures {
        figure.caption = inline();
        figure.facts.alt = text.into();
    }
    for note in &mut copy.reader_notes {
        (note.text, note.language) = (inline(), text.into());
    }
    let related = RelatedStory {
        headline: text.into(),
        section: text.into(),
        reading_time_min: 1,
        address: Some(text.into()),
    };
    edition.related.insert(id(94), related);
    edition.pictures.iter_mut().for_each(|picture| picture.credit = text.into());
    for person in &mut edition.people {
        for field in [&mut person.name, &mut person.role, &mut person.short_bio, &mut person.long_bio] {
            *field = text.into();
        }
        person.links = vec![PersonLink { label: text.into(), url: text.into() }];
    }
    let house = &mut edition.house;
    for field in [
        &mut house.name,
        &mut house.description,
        &mut house.contact,
        &mut house.language,
        &mut house.time_zone,
    ] {
        *field = text.into();
    }
    house.sections = vec![text.into()];
    house.note_labels.insert("update.en".into(), text.into());
    seal(edition)
}

#[tokio::test]
async fn nothing_that_was_typed_runs_anywhere() {
    for text in STRINGS {
        let mut shop = Shop::new(Some(BASE));
        let edition = poisoned(text);
        shop.publish(&edition).await.unwrap_or_else(|trouble| panic!("{text:?}: {trouble:?}"));
        shop.publish(&story(2, "A neighbour", "City", PUBLISHED + MINUTE)).await.expect("published");
        assert_site_is_sound(shop.root());
        let preview = scraper::Html::parse_document(&shop.site.preview(&edition).expect("a preview"));
        super::assert_page_is_sound("preview", &preview);
        shop.bring(&edition, PublicState::Withdrawn).await.expect("withdrawn");
        assert_site_is_sound(shop.root());
        assert!(!shop.root().parent().expect("a folder").join("x").exists(), "nothing is written outside");
    }
}

#[tokio::test]
async fn what_was_typed_is_what_is_read() {
    for text in ["<script>alert(1)</script>", "Tom & \"Jerry\" <b>'s</b>", "{{ 7 * 7 }} &amp; &lt;"] {
        let mut shop = Shop::new(None);
        let mut edition = story(1, "One", "City", PUBLISHED);
        edition.copy.headline = Inline::plain(text);
        edition.copy.byline[0].name = text.into();
        edition.copy.figures[0].facts.alt = text.into();
        edition.copy.body = vec![line("", text)];
        shop.publish(&seal(edition)).await.expect("published");
        let page = shop.html("story/one.html");
        assert_eq!(texts(&page, "h1"), [text]);
        assert_eq!(texts(&page, ".body p"), [text]);
        assert_eq!(texts(&page, ".byline"), [format!("By {text}")]);
        assert_eq!(super::select(&page, ".lead img")[0].attr("alt"), Some(text));
    }
}

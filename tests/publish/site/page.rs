//! A story's page, as readers and machines get it.

use super::{
    assert_page_is_sound, assert_site_is_sound, model,
    model::{
        bridge, city_news, corrected_bridge, id, later, line, note, person, seal, story, DAY, MINUTE,
        PUBLISHED,
    },
    select, texts, Shop, BASE,
};
use copy::{Byline, BylineRole, Inline, Link, Marks, ReaderNoteKind};
use publish::PublicState;
use scraper::Html;

fn json_ld(html: &Html) -> serde_json::Value {
    let text: String = select(html, "script[type='application/ld+json']")[0].text().collect();
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn the_model_case_reads_as_it_is_drawn() {
    let shop = city_news(Some(BASE)).await;
    let page = shop.html("story/council-reopens-river-crossing-after-nine-month-repair.html");
    let one = |selector: &str| texts(&page, selector).into_iter().next().unwrap_or_default();
    assert_eq!(one(".story > p > .label"), "City");
    assert_eq!(one("h1"), "Council reopens river crossing after nine-month repair");
    assert_eq!(one(".byline"), "By Staff Reporter and Second Reporter. Photos by Photo Desk");
    assert_eq!(
        one(".times"),
        "Published 14 October 2025, 10:12 UTC Updated 15 October, 09:05 UTC 2 min read"
    );
    assert_eq!(
        one(".lead figcaption"),
        "Illustrative purposes only: a road bridge at low water. (Photo Desk / City News)"
    );
    assert_eq!(
        texts(&page, "aside.note"),
        [
            "Editor’s note: The story was updated to add the operator’s statement on the load tests.Update · 14 October 2025, 14:32 UTC",
            "Correction: An earlier version of this story misstated the weight above which lorries must use the ring road. It is 18 tonnes, not 16.15 October 2025, 09:05 UTC · All corrections",
        ]
    );
    assert!(one(".body > p").starts_with("RIVERSIDE — The crossing that carries"));
    assert_eq!(one(".card"), "RelatedTram 9 gets its own lane, and a slower startTransport 3 min read");
    assert_eq!(
        one(".pull"),
        "“We would rather lose a week than guess.”The bridge operator, in its statement"
    );
    assert!(one(".embed").ends_with("Open on bridge-operator.example"));
    assert_eq!(texts(&page, ".author h2"), ["Staff Reporter", "Second Reporter"]);
    assert_eq!(texts(&page, ".feedbox h3").len(), 4);
    assert_eq!(one(".feedbox .more"), "Show more");
    assert_eq!(
        select(&page, ".lead img")[0].attr("srcset").expect("sizes").split(", ").count(),
        3,
        "three renditions"
    );
    let front = shop.html("index.html");
    assert_eq!(texts(&front, ".top-story h2"), ["Council reopens river crossing after nine-month repair"]);
    assert_eq!(texts(&front, ".top-story .meta")[0], "Updated 09:05 City 2 min read");
    assert_eq!(texts(&front, ".day"), ["Wednesday 15 October", "Tuesday 14 October"]);
    assert_eq!(texts(&front, ".rail .kind"), ["Correction", "Update"]);
    let preview = shop.site.preview(&corrected_bridge()).expect("a preview");
    let preview = Html::parse_document(&preview);
    assert_page_is_sound("preview", &preview);
    assert_eq!(texts(&preview, "article.story"), texts(&page, "article.story"), "the preview is the page");
    for element in select(&preview, "[src], a[href]") {
        let address = element.attr("src").or(element.attr("href")).expect("an address");
        let inert = address.starts_with('#')
            || address.starts_with("data:image/")
            || address.starts_with("https://council")
            || address.starts_with("mailto:");
        assert!(inert, "a preview asks nobody for anything: {address}");
    }
}

#[tokio::test]
async fn machines_read_the_same_story() {
    let shop = city_news(Some(BASE)).await;
    let path = "story/council-reopens-river-crossing-after-nine-month-repair.html";
    let article = json_ld(&shop.html(path));
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["url"], format!("{BASE}{path}"));
    assert_eq!(article["datePublished"], "2025-10-14T10:12:00+00:00");
    assert_eq!(article["dateModified"], "2025-10-15T09:05:00+00:00");
    assert_eq!(article["author"][1]["name"], "Second Reporter");
    assert_eq!(article["author"][0]["url"], format!("{BASE}author/staff-reporter.html"));
    assert_eq!(article["correction"][0]["@type"], "CorrectionComment");
    assert_eq!(article["correction"][0]["datePublished"], "2025-10-15T09:05:00+00:00");
    assert_eq!(article["locationCreated"]["name"], "Riverside");
    assert_eq!(article["image"][0]["creditText"], "(Photo Desk / City News)");
    let feed = shop.text("feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 7);
    assert!(feed.contains(&format!("{BASE}{path}")) && feed.contains(&bridge().story.urn()));
    let map = shop.text("sitemap-latest.xml");
    assert_eq!(map.matches("<loc>").count(), 8, "the stories, and the front page");
    assert!(shop.text("sitemap.xml").contains("sitemap-latest.xml"));
}

#[tokio::test]
async fn a_site_without_an_address_promises_none() {
    let mut shop = Shop::new(None);
    shop.publish(&bridge()).await.expect("published");
    let page = shop.html("story/council-reopens-river-crossing-after-nine-month-repair.html");
    assert!(select(&page, "link[rel=canonical], link[rel=alternate]").is_empty());
    assert!(json_ld(&page).get("url").is_none());
    let files = shop.pages();
    assert!(!files.keys().any(|path| path.ends_with(".xml")), "no feed, no sitemap");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_ukrainian_story_is_ukrainian_throughout() {
    let mut shop = Shop::new(None);
    let mut edition = story(1, "Єдиний міст відкрили", "Місто", PUBLISHED);
    edition.house.time_zone = "Europe/Kyiv".into();
    edition.copy.language = "uk".into();
    edition.copy.byline = ["Олена Їжак", "Ганна Щур", "Юрій Яр"]
        .map(|name| Byline { person: None, role: BylineRole::By, name: name.into() })
        .to_vec();
    let edition = later(&seal(edition), 90, |edition| {
        let mut correction = note(5, ReaderNoteKind::Correction, "У попередній версії була помилка.");
        correction.language = "uk".into();
        edition.copy.reader_notes = vec![correction];
    });
    assert_eq!(edition.web_slug, "yedynyi-mist-vidkryly");
    shop.publish(&edition).await.expect("published");
    let page = shop.html("story/yedynyi-mist-vidkryly.html");
    assert_eq!(select(&page, "html")[0].attr("lang"), Some("uk"));
    assert_eq!(texts(&page, ".byline"), ["Автори: Олена Їжак, Ганна Щур і Юрій Яр"]);
    assert_eq!(
        texts(&page, ".times"),
        ["Опубліковано 14 жовтня 2025, 13:12 EEST Оновлено 14 жовтня, 14:42 EEST 1 хвилина читання"]
    );
    assert_eq!(texts(&page, ".note b"), ["Виправлення:"]);
    assert_eq!(select(&page, ".mast")[0].attr("lang"), Some("en"), "the frame is the house’s, and says so");
    let front = shop.html("index.html");
    assert_eq!(select(&front, ".top-story h2")[0].attr("lang"), Some("uk"));
    assert!(shop.files().contains_key("section/misto.html"));
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_story_from_right_to_left_says_so_and_so_do_runs_in_it() {
    let mut shop = Shop::new(None);
    let mut edition = story(1, "افتتح المجلس الجسر", "City", PUBLISHED);
    edition.copy.language = "ar".into();
    edition.web_slug = "bridge-opens".into();
    let mut mixed = Inline::plain("قال ");
    mixed.push("City News", Marks { lang: Some("en".into()), ..Marks::default() });
    edition.copy.body[0].text = mixed;
    shop.publish(&seal(edition)).await.expect("published");
    let page = shop.html("story/bridge-opens.html");
    assert_eq!(select(&page, "html")[0].attr("dir"), Some("rtl"));
    let run = select(&page, ".body span[lang=en]");
    assert_eq!(run[0].attr("dir"), Some("ltr"));
    let words = select(&page, ".times")[0];
    assert_eq!(
        (words.attr("lang"), words.attr("dir")),
        (Some("en"), Some("ltr")),
        "words that are not Arabic say so"
    );
    let front = shop.html("index.html");
    assert_eq!(select(&front, ".top-story h2")[0].attr("dir"), Some("rtl"));
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_link_to_a_story_leads_to_where_it_is_and_is_text_where_it_is_not() {
    let mut shop = Shop::new(None);
    let first = story(1, "The first", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    let mut second = story(2, "The second", "City", PUBLISHED + MINUTE);
    let mut text = Inline::default();
    for (words, to) in [("first", 1), ("nowhere", 9)] {
        text.push(words, Marks { link: Some(Link::Story(id(to))), ..Marks::default() });
    }
    second.copy.body[0].text = text;
    shop.publish(&seal(second)).await.expect("published");
    let page = shop.html("story/the-second.html");
    let links = select(&page, ".body a");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].attr("href"), Some("../story/the-first.html"));
    assert!(texts(&page, ".body p")[0].contains("nowhere"));
}

#[tokio::test]
async fn a_moved_story_leaves_a_way_to_itself() {
    let mut shop = Shop::new(Some(BASE));
    let first = story(1, "The first address", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    let second = later(&first, 10, |edition| edition.web_slug = "the-second-address".into());
    shop.publish(&second).await.expect("moved");
    let third = later(&second, 10, |edition| edition.web_slug = "the-third-address".into());
    shop.publish(&third).await.expect("moved again");
    for old in ["the-first-address", "the-second-address"] {
        let page = shop.html(&format!("story/{old}.html"));
        let refresh = select(&page, "meta[http-equiv=refresh]");
        assert_eq!(refresh[0].attr("content"), Some("0; url=../story/the-third-address.html"), "{old}");
    }
    assert_eq!(texts(&shop.html("index.html"), "h2 a"), ["The first address"], "one story in the list");
    // And back: the old address is a page again.
    let back = later(&third, 10, |edition| edition.web_slug = "the-first-address".into());
    shop.publish(&back).await.expect("moved back");
    assert_eq!(select(&shop.html("story/the-first-address.html"), "article.story").len(), 1);
    let refresh = shop.html("story/the-third-address.html");
    assert_eq!(
        select(&refresh, "meta[http-equiv=refresh]")[0].attr("content"),
        Some("0; url=../story/the-first-address.html")
    );
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_withdrawn_story_leaves_a_notice_and_none_of_its_words() {
    let mut shop = Shop::new(Some(BASE));
    let mut first = story(1, "A libellous headline", "City", PUBLISHED);
    first.copy.deck = Inline::plain("A libellous deck");
    let first = seal(first);
    shop.publish(&first).await.expect("published");
    let corrected = later(&first, 5, |edition| {
        edition.copy.reader_notes = vec![note(1, ReaderNoteKind::Correction, "It was worse.")];
    });
    shop.publish(&corrected).await.expect("corrected");
    let second = later(&corrected, 5, |edition| {
        edition.copy.reader_notes.push(note(2, ReaderNoteKind::Withdrawal, "It did not meet our standards."));
    });
    let there = shop.bring(&second, PublicState::Withdrawn).await.expect("withdrawn");
    assert_eq!(there.state, Some(PublicState::Withdrawn));
    let page = shop.html("story/a-libellous-headline.html");
    assert_eq!(texts(&page, "h1"), ["This story was withdrawn"]);
    assert!(texts(&page, ".note")[1].starts_with("Withdrawn: It did not meet our standards."));
    for (path, bytes) in super::files(shop.root()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains("libellous deck") && !text.contains("libellous headline\""),
            "{path} holds its words"
        );
        assert!(!text.contains("A libellous headline"), "{path} holds its headline");
    }
    assert_eq!(
        texts(&shop.html("corrections.html"), ".kind"),
        ["Withdrawn", "Correction"],
        "the withdrawal is on the corrections page"
    );
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_person_has_one_page_and_one_card() {
    let mut shop = Shop::new(None);
    let mut who = person(7, "Ганна Щур", "City desk", "Short.");
    who.long_bio = "Long.".into();
    who.links = vec![
        copy::PersonLink { label: "Site".into(), url: "https://hanna.example".into() },
        copy::PersonLink { label: "Bad".into(), url: "javascript:alert(1)".into() },
    ];
    let other = person(8, "Ганна Щур", "", "");
    let written = |n: u32, headline: &str, who: &copy::Person| {
        let mut edition = story(n, headline, "City", PUBLISHED + i64::from(n) * MINUTE);
        edition.copy.byline = vec![model::by(who, BylineRole::By)];
        edition.people = vec![who.clone()];
        seal(edition)
    };
    shop.publish(&written(1, "One", &who)).await.expect("published");
    shop.publish(&written(2, "Two", &other)).await.expect("published");
    who.short_bio = "Shorter.".into();
    shop.publish(&written(3, "Three", &who)).await.expect("published");
    let page = shop.html("author/hanna-shchur.html");
    assert_eq!(texts(&page, ".feed h3"), ["Three", "One"]);
    assert_eq!(texts(&page, ".profile .bio"), ["Long."]);
    assert_eq!(texts(&page, ".profile .links a"), ["Site"]);
    let namesake: Vec<String> =
        shop.files().into_keys().filter(|path| path.starts_with("author/hanna-shchur-p")).collect();
    assert_eq!(namesake.len(), 1, "a namesake has a page of their own");
    assert_eq!(texts(&shop.html(&namesake[0]), ".feed h3"), ["Two"]);
    let people = shop.html("authors.html");
    assert_eq!(texts(&people, ".bio"), ["Read more", "Shorter. Read more"]);
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_page_a_year_later_prints_the_year() {
    let mut shop = Shop::new(None);
    shop.publish(&story(1, "Old", "City", PUBLISHED)).await.expect("published");
    shop.publish(&story(2, "New", "City", PUBLISHED + 365 * DAY)).await.expect("published");
    assert_eq!(texts(&shop.html("index.html"), ".day"), ["Tuesday 14 October 2025"]);
    let mut body = story(3, "Third", "City", PUBLISHED + 365 * DAY + MINUTE);
    body.copy.body.push(line("", "More."));
    shop.publish(&seal(body)).await.expect("published");
    assert_eq!(texts(&shop.html("story/third.html"), ".feedbox time"), ["10:12", "14 Oct 2025"]);
}

//! The folder belongs to the newsroom: what is not ours stays, what was changed there is not lost.

use super::{
    assert_site_is_sound,
    model::{house, later, story, MINUTE, PUBLISHED},
    texts, Shop, BASE,
};
use copy::Inline;
use publish::{Destination, PublicState, Reprint, Trouble};
use std::fs;

#[tokio::test]
async fn unknown_files_are_never_touched() {
    let mut shop = Shop::new(None);
    for (path, words) in
        [("robots.txt", "User-agent: *"), ("story/by-hand.html", "By hand"), ("CNAME", "news.example")]
    {
        let file = shop.root().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, words).expect("written");
    }
    let taken = story(1, "By hand", "City", PUBLISHED);
    let refused = shop.publish(&taken).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "web_slug"),
        "{refused:?}"
    );
    shop.publish(&story(2, "Ours", "City", PUBLISHED)).await.expect("published");
    for (path, words) in
        [("robots.txt", "User-agent: *"), ("story/by-hand.html", "By hand"), ("CNAME", "news.example")]
    {
        assert_eq!(shop.text(path), words);
    }
    let front = Shop::new(None);
    let mut front = front;
    fs::write(front.root().join("index.html"), "Somebody's site").expect("written");
    let refused = front.publish(&story(1, "One", "City", PUBLISHED)).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "a front page that is not ours: {refused:?}");
    assert_eq!(front.text("index.html"), "Somebody's site");
}

#[tokio::test]
async fn an_edited_page_is_a_conflict_until_it_is_known() {
    let mut shop = Shop::new(None);
    let first = story(1, "One", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    let path = "story/one.html";
    let before = shop.text(path);
    fs::write(shop.root().join(path), before.replace("One", "Won")).expect("edited");
    let files = shop.files();
    let refused = shop.publish(&later(&first, 5, |edition| edition.copy.deck = Inline::plain("New"))).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "{refused:?}");
    let after = shop.files();
    assert_eq!(after.get(path), files.get(path), "their words stand");
    fs::write(shop.root().join(path), before).expect("put back");
    let second = later(&first, 5, |edition| edition.copy.deck = Inline::plain("New"));
    shop.publish(&second).await.expect("published once nobody's words are in the way");
    shop.forget();
    // Another desk: it looks, and finds what it would have written.
    shop.publish(&second).await.expect("it is there already");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn an_edited_page_that_only_leads_to_stories_is_kept_aside() {
    let mut shop = Shop::new(Some("https://news.example/"));
    let first = story(1, "One", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    assert!(shop.site.probe().await.expect("asked").remarks.is_empty(), "nothing is aside");
    let mut edited = Vec::new();
    for path in ["index.html", "section/city.html", "site.css", "feed.xml"] {
        let theirs = shop.text(path).replace("One", "Won") + "<!-- theirs -->";
        fs::write(shop.root().join(path), &theirs).expect("edited");
        edited.push(theirs);
    }
    shop.publish(&later(&first, 5, |edition| edition.copy.deck = Inline::plain("New")))
        .await
        .expect("it goes");
    let aside = shop.root().join(".copydesk/aside");
    let kept: Vec<String> = fs::read_dir(aside)
        .expect("the folder")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("text"))
        .collect();
    for theirs in &edited {
        assert!(kept.contains(theirs), "what they wrote is kept, byte for byte");
    }
    assert!(!shop.text("index.html").contains("theirs"), "and the pages lead to stories again");
    assert_eq!(shop.site.probe().await.expect("asked").remarks.len(), 1, "which is said");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn another_desk_goes_on_but_does_not_overwrite_unseen() {
    let mut shop = Shop::new(None);
    let first = story(1, "One", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    shop.forget();
    shop.publish(&story(2, "Two", "City", PUBLISHED + MINUTE))
        .await
        .expect("another desk publishes another story");
    assert_eq!(texts(&shop.html("section/city.html"), ".feed h3"), ["Two", "One"]);
    let refused = shop.publish(&later(&first, 5, |edition| edition.copy.deck = Inline::plain("New"))).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "a version that it never saw: {refused:?}");
}

#[tokio::test]
async fn a_page_that_somebody_removed_is_in_the_bin_there() {
    let mut shop = Shop::new(None);
    let first = story(1, "One", "City", PUBLISHED);
    let there = shop.publish(&first).await.expect("published");
    fs::remove_file(shop.root().join("story/one.html")).expect("removed");
    let read = publish::Destination::read(&shop.site, &there.id).await.expect("read");
    assert_eq!(read.state, None);
}

#[tokio::test]
async fn a_story_taken_back_is_nowhere() {
    let mut shop = Shop::new(Some(BASE));
    let first = story(1, "One and only", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    shop.bring(&first, PublicState::Draft).await.expect("taken back");
    for (path, bytes) in super::files(shop.root()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("One and only"), "{path} still has it");
    }
    assert!(!shop.root().join("story/one-and-only.html").exists());
    shop.publish(&first).await.expect("published again");
    assert_eq!(texts(&shop.html("index.html"), ".top-story h2"), ["One and only"]);
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn the_newsroom_has_the_last_word_on_the_look() {
    let mut shop = Shop::new(None);
    let first = story(1, "One", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    assert!(!shop.site.is_stale(&house()).expect("read"));
    let theme = shop.root().join("theme");
    fs::create_dir(&theme).expect("made");
    fs::write(theme.join("site.css"), "body { color: teal }").expect("written");
    fs::write(
        theme.join("story.html"),
        "{% extends 'base.html' %}{% block main %}<main id='main'><h1>Own: {{ headline }}</h1></main>{% endblock %}",
    )
    .expect("written");
    assert!(shop.site.is_stale(&house()).expect("read"), "a changed theme is a full rewrite, and is said");
    shop.publish(&story(2, "Two", "City", PUBLISHED + MINUTE)).await.expect("published");
    assert_eq!(shop.text("site.css"), "body { color: teal }");
    assert_eq!(texts(&shop.html("story/two.html"), "h1"), ["Own: Two"]);
    assert_eq!(
        texts(&shop.html("story/one.html"), "h1"),
        ["One"],
        "other pages stand until they are rewritten"
    );
    let mut seen = vec![];
    let mut house = house();
    house.sections.push("Sport".into());
    let printed = shop.site.rewrite(&house, &|| PUBLISHED + 9 * MINUTE, &mut |done, of| {
        seen.push((done, of));
        true
    });
    assert_eq!(printed, Ok(Reprint { stories: 2, theirs: vec![], is_whole: true }));
    assert_eq!(seen.first().map(|(done, _)| *done), Some(0));
    assert!(seen.last().is_some_and(|(done, of)| done == of), "progress comes to its end");
    assert_eq!(texts(&shop.html("story/one.html"), "h1"), ["Own: One"]);
    assert!(texts(&shop.html("section/city.html"), ".mast nav a").contains(&"Sport".to_owned()));
    assert!(!shop.site.is_stale(&house).expect("read"));
    assert_site_is_sound(shop.root());
    fs::write(theme.join("story.html"), "{% if %}").expect("written");
    let refused = shop.publish(&story(3, "Three", "City", PUBLISHED + 10 * MINUTE)).await;
    assert!(
        matches!(&refused, Err(Trouble::Paused { reason }) if reason.english.contains("story.html, line 1,")),
        "a broken theme is said in words: {refused:?}"
    );
}

#[tokio::test]
async fn a_newer_or_damaged_manifest_is_never_guessed_at() {
    let mut shop = Shop::new(None);
    shop.publish(&story(1, "One", "City", PUBLISHED)).await.expect("published");
    let root = shop.text(".copydesk.json");
    for (text, word) in [(root.replace("\"format\":1", "\"format\":2"), "newer"), ("{".into(), "damaged")] {
        fs::write(shop.root().join(".copydesk.json"), text).expect("written");
        let refused = shop.publish(&story(2, "Two", "City", PUBLISHED)).await;
        assert!(
            matches!(&refused, Err(Trouble::Paused { reason }) if reason.english.contains(word)),
            "{refused:?}"
        );
    }
    let escape = root.replace("\"site.css\"", "\"../site.css\"");
    assert_ne!(escape, root);
    fs::write(shop.root().join(".copydesk.json"), root).expect("put back");
    shop.publish(&story(2, "Two", "City", PUBLISHED)).await.expect("published");
}

#[tokio::test]
async fn what_cannot_be_printed_is_said_before_anything_is_written() {
    let mut shop = Shop::new(None);
    for (change, field) in [
        (
            (|edition: &mut publish::Edition| edition.web_slug = "../../etc".into())
                as fn(&mut publish::Edition),
            "web_slug",
        ),
        (|edition| edition.web_slug = String::new(), "web_slug"),
        (|edition| edition.copy.headline = Inline::plain("  "), "headline"),
        (|edition| edition.pictures.clear(), "figure:00000001000000000000000000000000"),
    ] {
        let edition = later(&story(1, "One", "City", PUBLISHED), 0, change);
        let refused = shop.publish(&edition).await;
        assert!(
            matches!(&refused, Err(Trouble::Story { field: Some(named), .. }) if named == field),
            "{field}: {refused:?}"
        );
    }
    assert!(shop.files().is_empty());
}

#[tokio::test]
async fn the_site_says_who_it_is() {
    let shop = Shop::new(None);
    let probe = publish::Destination::probe(&shop.site).await.expect("an answer");
    assert!(probe.can_publish_for_others);
    assert_eq!(probe.remarks.len(), 1);
    for bad in ["news.example", "ftp://news.example", "https://"] {
        assert!(publish::Site::new(shop.root(), Some(bad)).is_err(), "{bad}");
    }
    let file = tempfile::NamedTempFile::new().expect("a file");
    let site = publish::Site::new(file.path(), None).expect("a site");
    assert!(matches!(
        publish::Destination::probe(&site).await,
        Err(Trouble::Paused { .. } | Trouble::Later { .. })
    ));
}

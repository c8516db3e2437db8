//! Ghost, the real one, where it is installed; and what it once answered, everywhere.

mod recorded;

use super::{
    conformance::{self, Standing, World},
    line,
};
use copy::{Byline, BylineRole, Inline, Marks, PersonId};
use copydesk_tests::{
    edition::{assert_reads, corrected, edition, lines, reservation, text_of},
    faulty_proxy::{Fault, FaultyProxy, Weather},
    ghost::{paragraph, GhostServer, AUTHORS},
    wordpress::clock,
};
use publish::{
    ghost::Ghost,
    http::{Access, Http},
    Carried, Clock, Destination, Edition, PublicState, RemoteId, Trouble,
};
use serde_json::json;
use std::time::Duration;

/// The tests' Ghost does in a moment what it does at all.
const SETTLE: Duration = Duration::from_millis(1_500);

struct Site<'a>(&'a GhostServer);

impl World for Site<'_> {
    fn address(&self) -> String {
        self.0.url()
    }

    fn stories(&self) -> Vec<Standing> {
        let standing = self.0.stories().into_iter().map(|post| Standing {
            id: RemoteId(post.id),
            headline: post.title,
            html: post.printed,
            author: post.authors.first().cloned().unwrap_or_default(),
            is_public: post.status == "published",
            pictures: post.pictures,
        });
        standing.collect()
    }

    fn picture_files(&self) -> u64 {
        self.0.library()
    }

    fn page(&self, url: &str) -> String {
        page(self.0, url)
    }

    fn change(&self, id: &RemoteId, words: &str) {
        self.0.change(&id.0, json!({ "lexical": paragraph(words) }));
    }

    fn author(&self) -> &'static str {
        "Author One"
    }

    fn second_author(&self) -> Option<&'static str> {
        Some(AUTHORS[1])
    }

    fn stranger(&self) -> Option<&'static str> {
        Some("Nobody There")
    }

    fn at(&self, address: &str, access: Access, clock: Clock) -> Option<Box<dyn Destination>> {
        let settings = publish::ghost::Settings { access, ..self.0.settings("key", address) };
        Some(Box::new(Ghost::new(&settings, clock).expect("loopback is allowed")))
    }

    fn secret(&self) -> String {
        self.0.key("key").split_once(':').expect("two parts").1.to_owned()
    }

    fn settle(&self) -> Duration {
        SETTLE
    }
}

fn page(site: &GhostServer, url: &str) -> String {
    let access = Access { private_addresses: true, ..Access::default() };
    let http = Http::new(&site.url(), access).expect("loopback is allowed");
    let url = url.to_owned();
    // The suite runs on a runtime of its own already.
    let read = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(http.public_page(&url)).expect("the page is served").text()
    });
    read.join().expect("the page is read")
}

fn destination(site: &GhostServer, login: &str) -> Ghost {
    Ghost::new(&site.settings(login, &site.url()), clock()).expect("loopback is allowed")
}

#[tokio::test]
async fn keeps_every_promise_of_a_destination() {
    for major in [5, 6] {
        let Some(site) = GhostServer::start(major) else { continue };
        conformance::all(&destination(&site, "key"), &Site(&site)).await;
    }
}

/// An author's own token may publish under that author's name alone, and write over no other's story.
#[tokio::test]
async fn keeps_every_promise_with_an_authors_own_key() {
    let Some(site) = GhostServer::start(5) else { return };
    conformance::promises(&destination(&site, "author"), &Site(&site)).await;
}

#[tokio::test]
async fn says_who_we_are_and_what_we_may() {
    let Some(site) = GhostServer::start(5) else { return };
    let integration = destination(&site, "key").probe().await.expect("the site answers");
    assert!(integration.server.starts_with("Ghost 5."), "{}", integration.server);
    assert!(integration.can_publish_for_others);
    assert_eq!(
        (integration.me, integration.remarks),
        (None, vec![]),
        "an integration is nobody of the staff"
    );
    let owner = destination(&site, "owner").probe().await.expect("the site answers");
    assert_eq!(owner.me.map(|me| me.name), Some("Site Owner".into()));
    let contributor = destination(&site, "contributor").probe().await.expect("the site answers");
    assert!(!contributor.can_publish_for_others);
    assert_eq!(contributor.remarks.len(), 2, "{:?}", contributor.remarks);

    let refused = async |change: &dyn Fn(&mut publish::ghost::Settings)| {
        let mut settings = site.settings("key", &site.url());
        change(&mut settings);
        let asked = match Ghost::new(&settings, clock()) {
            Ok(there) => there.probe().await,
            Err(trouble) => Err(trouble),
        };
        asked.map_or_else(|trouble| trouble.reason().kind.clone(), |probe| probe.server)
    };
    let (id, _) =
        site.key("key").split_once(':').map(|(id, key)| (id.to_owned(), key.to_owned())).expect("two");
    type Change<'a> = &'a dyn Fn(&mut publish::ghost::Settings);
    let cases: [(Change<'_>, &str); 7] = [
        (&|settings| settings.address.push_str("/ghost/"), &integration.server),
        (&|settings| settings.key = format!("{id}:{}", "99".repeat(32)), "wire-key-unknown"),
        (&|settings| settings.key = format!("{}:{}", "0".repeat(24), "ab".repeat(32)), "wire-key-unknown"),
        (&|settings| settings.key = "hunter2".into(), "wire-key-form"),
        (&|settings| settings.address.push_str("/nowhere"), "wire-nothing-here"),
        (&|settings| settings.address = "http://127.0.0.1:1".into(), "wire-unreachable"),
        (&|settings| settings.access.private_addresses = false, "wire-address-not-secret"),
    ];
    for (change, sentence) in cases {
        assert_eq!(refused(change).await, sentence);
    }
    // Whoever may publish only under their own name does not publish under another's.
    let refused = destination(&site, "author").resolve(&edition(1, "Editor One"), &Carried::default()).await;
    assert!(matches!(refused, Err(Trouble::Story { .. })), "{refused:?}");
}

/// The story of a byline that Ghost's own line cannot say, with everything around it.
#[tokio::test]
async fn a_byline_is_printed_whole_and_every_author_is_one_there() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let mut two = edition(1, AUTHORS[0]);
    two.copy.byline.push(Byline { person: None, role: BylineRole::By, name: AUTHORS[2].into() });
    let (_, verdict) = line::publish(&there, &site.url(), &two, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let seen = site.stories().remove(0);
    assert_eq!(seen.authors, [AUTHORS[0], AUTHORS[2]], "both, in their order");
    assert!(!seen.printed.contains("By "), "Ghost’s own line says it: {}", seen.printed);
    let tags =
        ["City".to_owned(), "bridges".into(), "transport & trams".into(), format!("#cd-{}", two.story)];
    assert_eq!(seen.tags, tags);

    let mut more = edition(2, "Ірина Коваленко");
    let person = PersonId::from_random([7; 16]);
    more.copy.byline[0].person = Some(person);
    more.copy.byline.push(Byline { person: None, role: BylineRole::Editing, name: "Second Reader".into() });
    more.people = vec![copy::Person {
        id: person,
        name: "Ірина Коваленко".into(),
        name_forms: [("en".to_owned(), AUTHORS[2].to_owned())].into(),
        role: String::new(),
        short_bio: String::new(),
        long_bio: String::new(),
        photo: None,
        links: vec![],
    }];
    let (_, verdict) = line::publish(&there, &site.url(), &more, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let seen = site.stories().remove(1);
    assert_eq!(seen.authors, [AUTHORS[2]], "the same person under another form of the name");
    assert!(
        text_of(&seen.printed).contains("By Ірина Коваленко. Editing by Second Reader"),
        "{}",
        seen.printed
    );

    // A section that stands there in other capitals is that section, not a second one.
    let mut third = edition(3, AUTHORS[0]);
    third.copy.section = "CITY".into();
    third.copy.tags = vec!["Bridges".into(), "city".into()];
    third.copy.byline.push(Byline { person: None, role: BylineRole::Editing, name: "Second Reader".into() });
    let (_, verdict) = line::publish(&there, &site.url(), &third, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let seen = site.stories().remove(2);
    assert_eq!(seen.tags[..2], ["City".to_owned(), "bridges".into()]);
    let printed = text_of(&seen.printed);
    assert!(printed.contains("Editing by Second Reader") && !printed.contains("By Author One"), "{printed}");
}

/// What Ghost does without a word, each kept from happening.
#[tokio::test]
async fn what_ghost_does_in_silence_does_not_happen() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let first = edition(1, AUTHORS[0]);
    let (mut carried, _) = line::publish(&there, &site.url(), &first, SETTLE).await.expect("it is published");
    let id = carried.remote.clone().expect("it has a place");

    // The one thing that this is all about: Ghost takes an author whom it does not know for its owner.
    site.change(&id.0, json!({ "authors": [{ "id": "c0de5c0de5c0de5c0de59999" }] }));
    assert_eq!(site.stories()[0].authors, ["Site Owner"]);
    let verdict = there.verify(&first, &carried).await.expect("it can be read back");
    assert!(verdict.wrong_byline, "another person’s name is what an editor must hear of first: {verdict:?}");
    let author = carried.people[AUTHORS[0]].id.clone();
    site.change(&id.0, json!({ "authors": [{ "id": author }] }));

    // An author who left between the look and the write is not the owner either.
    let mut second = edition(2, AUTHORS[2]);
    let known = there.resolve(&second, &Carried::default()).await.expect("the author is known");
    let mut known = there.ensure_media(&second, &known).await.expect("the picture is taken");
    known.remote = Some(there.reserve(&reservation(&second, "ghost", &site.url())).await.expect("reserved"));
    site.sql(&format!("UPDATE users SET status = 'inactive' WHERE name = '{}'", AUTHORS[2]));
    let refused = there.write(&second, &known).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "byline"),
        "{refused:?}"
    );
    let refused = destination(&site, "key").resolve(&second, &Carried::default()).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { .. })),
        "an account that was closed is nobody’s: {refused:?}"
    );
    second.copy.byline[0].name = AUTHORS[1].into();

    // Code around the page, and who may read it, is the site's: an update leaves it as it is.
    let theirs =
        json!({ "codeinjection_head": "<meta name=\"theirs\">", "meta_title": "Theirs", "featured": true });
    site.change(&id.0, theirs);
    let copy = there.write(&corrected(&first), &carried).await.expect("that is no change of ours");
    carried.content_hash = Some(copy.content_hash);
    let post = site.post(&id.0);
    assert_eq!(post["codeinjection_head"], "<meta name=\"theirs\">");
    assert_eq!((&post["meta_title"], &post["featured"]), (&json!("Theirs"), &json!(true)));

    // A deleted story is not made again behind anybody's back.
    site.delete(&id.0);
    let gone = there.write(&first, &carried).await;
    assert!(matches!(gone, Err(Trouble::Conflict { .. })), "{gone:?}");
}

/// Ghost does not tell two saves of one second apart. So nothing is written in the second of another save.
#[tokio::test]
async fn a_save_in_the_same_second_is_not_covered() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let first = edition(1, AUTHORS[0]);
    let (mut carried, _) = line::publish(&there, &site.url(), &first, SETTLE).await.expect("it is published");
    let id = carried.remote.clone().expect("it has a place").0;

    // Whoever looks, and writes after somebody else's save of the same second, covers it: this is Ghost's own way.
    let looked = site.post(&id)["updated_at"].clone();
    site.change(&id, json!({ "title": "Theirs" }));
    let second = looked.as_str().expect("a time").replace('T', " ").replace(".000Z", "");
    site.sql(&format!("UPDATE posts SET updated_at = '{second}' WHERE id = '{id}'"));
    let ours = json!({ "posts": [{ "title": "Ours", "updated_at": looked }] });
    site.staff("PUT", &format!("/posts/{id}/"), &ours);
    assert_eq!(site.post(&id)["title"], "Ours", "and nobody was told");

    // We write in a later second, always: then Ghost refuses what would cover us, and we see what we would cover.
    for n in 0..3 {
        site.change(&id, json!({ "title": format!("Known {n}") }));
        let theirs = site.post(&id)["updated_at"].clone();
        let known = there.read(&RemoteId(id.clone())).await.expect("it can be read");
        carried.content_hash = Some(known.content_hash);
        let copy = there.write(&first, &carried).await.expect("what stands there is known");
        assert_ne!(json!(copy.version), theirs, "written in another second than the save before");
        carried.content_hash = Some(copy.content_hash);
    }
}

/// A story in another language than the site's, and a run of another language: readers' software is told.
#[tokio::test]
async fn a_text_says_in_which_language_it_is() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let mut arabic = edition(1, AUTHORS[0]);
    arabic.copy.language = "ar".into();
    let (_, verdict) = line::publish(&there, &site.url(), &arabic, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let printed = &site.stories()[0].printed;
    assert!(printed.contains("<div lang=\"ar\" dir=\"rtl\"><p>وقال المهندسون"), "{printed}");
    assert!(printed.contains("<div lang=\"ar\" dir=\"rtl\"><ul>"), "{printed}");

    let mut mixed = edition(2, AUTHORS[0]);
    let mut line = Inline::plain("The engineers said: ");
    line.push("إن الجسر آمن", Marks { lang: Some("ar".into()), ..Marks::default() });
    mixed.copy.body[1].text = line;
    let mut mixed = corrected(&mixed);
    mixed.copy.reader_notes[0].language = "uk".into();
    let (_, verdict) = line::publish(&there, &site.url(), &mixed, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let printed = &site.stories()[1].printed;
    assert!(printed.contains("<span lang=\"ar\" dir=\"rtl\">إن الجسر آمن</span>"), "{printed}");
    assert!(
        printed.contains("<div class=\"kg-card kg-callout-card kg-callout-card-grey\" lang=\"uk\">"),
        "{printed}"
    );
    assert!(printed.contains("<h2 id="), "the rest is Ghost’s own: {printed}");
}

/// The limits are Ghost's: the longest that it takes passes here and there, and one more passes nowhere.
#[tokio::test]
async fn what_is_too_long_is_refused_before_anything_is_sent() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let whole = edition(1, AUTHORS[0]);
    let (carried, _) = line::publish(&there, &site.url(), &whole, SETTLE).await.expect("it is published");
    let id = carried.remote.expect("it has a place").0;
    let figure = format!("figure:{}", whole.copy.figures[0].id);
    type Spoil = fn(&mut Edition, String);
    let limits: [(&str, usize, &str, Spoil); 3] = [
        ("title", 255, "headline", |edition, text| edition.copy.headline = Inline::plain(text)),
        ("custom_excerpt", 300, "deck", |edition, text| edition.copy.deck = Inline::plain(text)),
        ("feature_image_alt", 191, &figure, |edition, text| edition.copy.figures[0].facts.alt = text),
    ];
    for (theirs, most, field, spoil) in limits {
        let (longest, longer) = ("x".repeat(most), "x".repeat(most + 1));
        site.change(&id, json!({ theirs: longest }));
        assert_eq!(site.post(&id)[theirs], json!(longest), "{theirs}: the longest is taken whole");
        let mut edition = whole.clone();
        spoil(&mut edition, longest);
        assert_eq!(there.preflight(&edition), Ok(()), "{field}");
        spoil(&mut edition, longer);
        let refused = there.preflight(&edition);
        assert!(
            matches!(&refused, Err(Trouble::Story { field: Some(named), .. }) if named == field),
            "{field}: {refused:?}"
        );
    }
    for slug in ["ghost", "rss"] {
        let mut edition = whole.clone();
        edition.web_slug = slug.into();
        assert!(matches!(there.preflight(&edition), Err(Trouble::Story { .. })), "{slug} is the site’s own");
    }
}

/// As many stories as `COPYDESK_STORIES` says, each over a bad line of its own: each there once, as approved.
#[tokio::test(flavor = "multi_thread")]
async fn over_a_line_that_drops_each_story_arrives_once() {
    let Some(site) = GhostServer::start(5) else { return };
    let number =
        |name: &str, usual: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (stories, seed) = (number("COPYDESK_STORIES", 6), number("COPYDESK_SEED", 1));
    println!("{stories} stories; COPYDESK_SEED={seed}");
    let mut faults = 0;
    for n in 1..=stories {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(n);
        let proxy = FaultyProxy::start(&site.url(), seed, Weather::FOUL).expect("loopback");
        let there = Ghost::new(&site.settings("key", &proxy.url()), clock()).expect("loopback is allowed");
        let edition = edition(u32::try_from(n).expect("a small number"), AUTHORS[0]);
        let (_, verdict) = line::publish(&there, &proxy.url(), &edition, SETTLE)
            .await
            .unwrap_or_else(|trouble| panic!("story {n}: {trouble:?}; {:?}", proxy.seen()));
        assert_eq!(verdict.differs, [], "story {n}");
        faults += proxy.seen().iter().flatten().collect::<Vec<&Fault>>().len();
        let seen = site.stories();
        assert_eq!(seen.len() as u64, n, "one story more, and nothing beside it");
        let mine: Vec<_> = seen.iter().filter(|post| post.slug == edition.web_slug).collect();
        assert_eq!(mine.len(), 1, "it is there once");
        assert_eq!(
            (mine[0].status.as_str(), &mine[0].authors[..]),
            ("published", &[AUTHORS[0].to_owned()][..])
        );
        assert_eq!(mine[0].title, edition.copy.headline.text());
        assert_reads(&text_of(&mine[0].printed), &lines(&edition));
        assert_eq!(
            mine[0].pictures,
            [edition.pictures[0].renditions[0].sha256],
            "its own picture, undamaged"
        );
    }
    assert!(faults as u64 > stories, "the line was bad: {faults}");
}

/// A notice that somebody wrote stands in the place of the story, under its address and its label.
#[tokio::test]
async fn a_withdrawn_story_leaves_a_notice() {
    let Some(site) = GhostServer::start(5) else { return };
    let there = destination(&site, "key");
    let first = edition(1, AUTHORS[0]);
    let (mut carried, _) = line::publish(&there, &site.url(), &first, SETTLE).await.expect("it is published");
    let mut second = corrected(&first);
    second.copy.reader_notes[0].kind = copy::ReaderNoteKind::Withdrawal;
    second.copy.reader_notes[0].text = Inline::plain("The story rested on a forged document.");
    let copy = there.set_state(&second, &carried, PublicState::Withdrawn).await.expect("it is withdrawn");
    carried.content_hash = Some(copy.content_hash);
    assert_eq!(copy.url, carried.url, "at the same address");
    let verdict = there.verify(&second, &carried).await.expect("it can be read back");
    assert_eq!(verdict.differs, []);
    let page = page(&site, &copy.url.expect("it has an address"));
    assert!(text_of(&page).contains("Withdrawn: The story rested on a forged document."));
    assert!(page.contains("tag-hash-cd-withdrawn"), "a theme can tell it");
    assert!(!page.contains(&first.pictures[0].renditions[0].sha256.to_string()), "its picture is gone");
}

//! WordPress, the real one.

use super::{
    conformance::{self, Standing, World},
    line,
};
use copydesk_tests::{
    edition::{assert_reads, corrected, edition, lines, reservation, text_of},
    faulty_proxy::{Fault, FaultyProxy, Weather},
    wordpress::{clock, Seen, WordPressServer},
};
use futures_util::{stream, StreamExt};
use publish::{
    http::Access, http::Http, wordpress::WordPress, Carried, Clock, Destination, PublicState, RemoteId,
    Trouble,
};
use std::{collections::BTreeMap, time::Duration};

/// Longer than the longest that the tests' WordPress works on one request.
const SETTLE: Duration = Duration::from_millis(1_500);

struct Site<'a>(&'a WordPressServer);

impl World for Site<'_> {
    fn address(&self) -> String {
        self.0.url()
    }

    fn stories(&self) -> Vec<Standing> {
        let standing = self.0.stories().into_iter().map(|post| Standing {
            id: RemoteId(post.id.to_string()),
            headline: post.title,
            html: post.printed,
            author: post.author,
            is_public: post.status == "publish",
            pictures: post.pictures,
        });
        standing.collect()
    }

    fn picture_files(&self) -> u64 {
        self.0.library()
    }

    fn page(&self, url: &str) -> String {
        let access = Access { private_addresses: true, ..Access::default() };
        let http = Http::new(&self.0.url(), access).expect("loopback is allowed");
        let url = url.to_owned();
        // The suite runs on a runtime of its own already.
        let read = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(http.public_page(&url)).expect("the page is served").text()
        });
        read.join().expect("the page is read")
    }

    fn change(&self, id: &RemoteId, words: &str) {
        self.0.php(&format!(
            "wp_set_current_user(1); echo json_encode(wp_update_post(['ID' => {}, 'post_content' => '<!-- wp:paragraph --><p>{words}</p><!-- /wp:paragraph -->']));",
            id.0
        ));
    }

    fn author(&self) -> &'static str {
        "Author One"
    }

    fn second_author(&self) -> Option<&'static str> {
        Some("Editor One")
    }

    fn stranger(&self) -> Option<&'static str> {
        Some("Nobody There")
    }

    fn at(&self, address: &str, access: Access, clock: Clock) -> Option<Box<dyn Destination>> {
        let settings = publish::wordpress::Settings { access, ..self.0.settings("editor", address) };
        Some(Box::new(WordPress::new(&settings, clock).expect("loopback is allowed")))
    }

    fn secret(&self) -> String {
        self.0.settings("editor", "http://127.0.0.1").password
    }

    fn settle(&self) -> Duration {
        SETTLE
    }
}

fn destination(site: &WordPressServer, login: &str) -> WordPress {
    WordPress::new(&site.settings(login, &site.url()), clock()).expect("loopback is allowed")
}

#[tokio::test]
async fn keeps_every_promise_of_a_destination() {
    let site = WordPressServer::start();
    // An editor may publish for others; an author's text goes through the strictest filters of the site.
    conformance::all(&destination(&site, "editor"), &Site(&site)).await;
    site.php(EMPTY);
    conformance::promises(&destination(&site, "author"), &Site(&site)).await;
}

#[tokio::test]
async fn says_who_we_are_and_what_we_may() {
    let site = WordPressServer::start();
    let owner = destination(&site, "owner").probe().await.expect("the site answers");
    assert_eq!(owner.server, format!("WordPress {}", site.version()));
    assert!(owner.can_publish_for_others);
    assert_eq!(owner.me.map(|me| me.name), Some("Site Owner".into()));
    let contributor = destination(&site, "contributor").probe().await.expect("the site answers");
    assert!(!contributor.can_publish_for_others);
    assert_eq!(contributor.remarks.len(), 3, "{:?}", contributor.remarks);

    let mut wrong = site.settings("owner", &site.url());
    wrong.password = "not the password".into();
    let refused = WordPress::new(&wrong, clock()).expect("loopback is allowed").probe().await;
    assert!(matches!(refused, Err(Trouble::Paused { .. })), "{refused:?}");
    wrong.address = "http://127.0.0.1:1".into();
    let nobody = WordPress::new(&wrong, clock()).expect("loopback is allowed").probe().await;
    assert!(matches!(nobody, Err(Trouble::Later { .. })), "{nobody:?}");

    // Whoever may publish only under their own name does not publish under another's.
    let refused = destination(&site, "author").resolve(&edition(1, "Editor One"), &Carried::default()).await;
    assert!(matches!(refused, Err(Trouble::Story { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_byline_of_several_people_is_printed_whole() {
    let site = WordPressServer::start();
    let there = destination(&site, "editor");
    let mut edition = edition(1, "Author One");
    let second = copy::Byline { person: None, role: copy::BylineRole::By, name: "Second Reporter".into() };
    edition.copy.byline.push(second);
    let (_, verdict) = line::publish(&there, &site.url(), &edition, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    let story = site.stories().remove(0);
    assert_eq!(story.author, "Author One", "the first author is the site's author");
    assert!(text_of(&story.printed).contains("By Author One and Second Reporter"), "{}", story.printed);
    assert_eq!(story.terms, ["City", "bridges", "transport & trams"]);
}

#[tokio::test]
async fn other_peoples_plugins() {
    let site = WordPressServer::start();
    let there = destination(&site, "editor");
    let first = edition(1, "Author One");
    let reserved = reservation(&first, "wordpress", &site.url());

    // A plug-in dies after the draft was stored: we do not know, look, and find it.
    site.trouble("fatal", true);
    let lost = there.reserve(&reserved).await;
    assert!(matches!(lost, Err(Trouble::Unknown { .. })), "{lost:?}");
    site.trouble("fatal", false);
    let found =
        there.find(&reserved).await.expect("the site answers").expect("the draft is there all the same");
    assert_eq!(found.others, vec![], "it was made once");

    // A warning before the data: nothing that was asked this way is settled.
    let mut carried = there.resolve(&first, &Carried::default()).await.expect("people are there");
    carried = there.ensure_media(&first, &carried).await.expect("the picture is taken");
    carried.remote = Some(found.id.clone());
    site.trouble("noise", true);
    let noisy = there.read(&found.id).await;
    assert!(matches!(noisy, Err(Trouble::Later { .. })), "{noisy:?}");
    site.trouble("noise", false);

    // Somebody saves between our look and our write: their words are in a revision, and that is said.
    site.trouble("race", true);
    let overwrote = there.write(&first, &carried).await;
    assert!(matches!(overwrote, Err(Trouble::Conflict { .. })), "{overwrote:?}");
    let kept = site.php(&format!(
        "echo json_encode(array_values(array_map(fn($r) => $r->post_content, wp_get_post_revisions({}))));",
        found.id.0
    ));
    assert!(kept.to_string().contains("Typed on the site."), "nothing was lost: {kept}");
}

#[tokio::test]
async fn what_was_removed_or_taken_there_needs_a_person() {
    let site = WordPressServer::start();
    let there = destination(&site, "editor");
    let first = edition(1, "Author One");
    let (carried, _) = line::publish(&there, &site.url(), &first, SETTLE).await.expect("it is published");
    let id = carried.remote.clone().expect("it has a place");

    // Another story with the same web address: WordPress would rename it without a word.
    let mut second = edition(2, "Author One");
    second.web_slug.clone_from(&first.web_slug);
    let taken = line::publish(&there, &site.url(), &second, SETTLE).await;
    assert!(
        matches!(&taken, Err(Trouble::Story { field: Some(field), .. }) if field == "web_slug"),
        "{taken:?}"
    );

    site.php(&format!("wp_trash_post({}); echo '1';", id.0));
    let binned = there.write(&corrected(&first), &carried).await;
    assert!(matches!(binned, Err(Trouble::Conflict { .. })), "{binned:?}");
    let found = there.find(&reservation(&first, "wordpress", &site.url())).await.expect("the site answers");
    assert_eq!(found.map(|found| (found.id, found.state)), Some((id.clone(), None)), "found in the bin");

    site.php(&format!("wp_delete_post({}, true); echo '1';", id.0));
    let gone = there.set_state(&first, &carried, PublicState::Draft).await;
    assert!(matches!(gone, Err(Trouble::Conflict { .. })), "{gone:?}");

    // Another person's name on a live story is what an editor must hear of first.
    let third = edition(3, "Author One");
    let (carried, _) = line::publish(&there, &site.url(), &third, SETTLE).await.expect("it is published");
    let id = carried.remote.clone().expect("it has a place");
    site.php(&format!("wp_update_post(['ID' => {}, 'post_author' => 1]); echo '1';", id.0));
    let verdict = there.verify(&third, &carried).await.expect("it can be read back");
    assert!(verdict.wrong_byline, "{verdict:?}");
}

/// What the same line does to a desk that sends again without looking: the line is bad enough to test on.
async fn without_looking_there_are_second_copies(site: &WordPressServer, seed: u64) {
    let proxy = FaultyProxy::start(&site.url(), seed, Weather::FOUL).expect("loopback");
    let there = WordPress::new(&site.settings("editor", &proxy.url()), clock()).expect("loopback is allowed");
    for n in 1..=30 {
        let reserved = reservation(&edition(n, "Author One"), "wordpress", &proxy.url());
        while there.reserve(&reserved).await.is_err() {}
    }
    let made = site.stories().len();
    assert!(made > 30, "thirty reservations and no second copy: {made}");
    site.php(EMPTY);
}

/// Forgets every story and picture.
const EMPTY: &str = "
    $everything = ['numberposts' => -1, 'post_status' => ['any', 'trash'], 'post_type' => ['post', 'attachment']];
    foreach (get_posts($everything) as $post) { wp_delete_post($post->ID, true); }
    echo '1';";

/// As many stories as `COPYDESK_STORIES` says, each over a bad line of its own: each there once, as approved.
#[tokio::test(flavor = "multi_thread")]
async fn over_a_line_that_drops_each_story_arrives_once() {
    let number =
        |name: &str, usual: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (stories, seed) = (number("COPYDESK_STORIES", 20), number("COPYDESK_SEED", 1));
    println!("{stories} stories; COPYDESK_SEED={seed}");
    let site = WordPressServer::start();
    without_looking_there_are_second_copies(&site, seed).await;
    let published = stream::iter(1..=stories).map(|n| {
        let site = &site;
        async move {
            let proxy =
                FaultyProxy::start(&site.url(), seed.wrapping_mul(1_000_003).wrapping_add(n), Weather::FOUL)
                    .expect("loopback");
            let there =
                WordPress::new(&site.settings("editor", &proxy.url()), clock()).expect("loopback is allowed");
            let edition = edition(u32::try_from(n).expect("a small number"), "Author One");
            let (_, verdict) = line::publish(&there, &proxy.url(), &edition, SETTLE)
                .await
                .unwrap_or_else(|trouble| panic!("story {n}: {trouble:?}; {:?}", proxy.seen()));
            assert_eq!(verdict.differs, [], "story {n}");
            (edition, proxy.seen())
        }
    });
    let published: Vec<_> = published.buffer_unordered(16).collect().await;

    let mut happened: BTreeMap<String, usize> = BTreeMap::new();
    published
        .iter()
        .flat_map(|(_, seen)| seen)
        .for_each(|fault| *happened.entry(format!("{fault:?}")).or_default() += 1);
    println!("what happened to the requests: {happened:?}");
    if stories >= 20 {
        assert!(
            Fault::ALL.iter().all(|fault| happened.contains_key(&format!("Some({fault:?})"))),
            "every fault happened"
        );
    }
    let there = site.stories();
    let more: Vec<_> = there
        .iter()
        .filter(|post| !published.iter().any(|(edition, _)| edition.web_slug == post.slug))
        .collect();
    assert_eq!(more, Vec::<&Seen>::new(), "nothing else is there: no draft, no second copy");
    assert_eq!(there.len(), published.len(), "each story once");
    for (edition, _) in &published {
        let same: Vec<_> = there.iter().filter(|post| post.slug == edition.web_slug).collect();
        assert_eq!(same.len(), 1, "{} is there once", edition.web_slug);
        let post = same[0];
        assert_eq!((post.status.as_str(), post.author.as_str()), ("publish", "Author One"));
        assert_eq!(post.title, edition.copy.headline.text());
        assert_reads(&text_of(&post.printed), &lines(edition));
        assert_eq!(post.pictures, [edition.pictures[0].renditions[0].sha256], "its own picture, undamaged");
        assert_eq!(post.terms, ["City", "bridges", "transport & trams"]);
    }
}

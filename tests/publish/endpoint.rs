//! A newsroom's own CMS: the reference receiver, run.

use super::{
    conformance::{self, Standing, World},
    line,
};
use copydesk_tests::{
    edition::{assert_reads, corrected, edition, lines, reservation, text_of},
    receiver::{ReceiverServer, AUTHORS, SECRET},
    wordpress::clock,
};
use publish::{
    endpoint::Endpoint,
    http::{Access, Http},
    Carried, Clock, Destination, PublicState, RemoteId, Trouble,
};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

/// The receiver does in one transaction what it does at all.
const SETTLE: Duration = Duration::from_millis(100);

struct Cms<'a>(&'a ReceiverServer);

impl World for Cms<'_> {
    fn address(&self) -> String {
        self.0.url()
    }

    fn stories(&self) -> Vec<Standing> {
        let standing = self.0.stories().into_iter().map(|story| Standing {
            id: RemoteId(story.id.to_string()),
            headline: story.data["title"].as_str().unwrap_or_default().to_owned(),
            html: page_of(&story),
            author: story.data["people"][0]["name"].as_str().unwrap_or_default().to_owned(),
            is_public: story.status == "usable",
            pictures: story.pictures(),
        });
        standing.collect()
    }

    fn picture_files(&self) -> u64 {
        self.0.assets()
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
        self.0.change(&id.0, words);
    }

    fn author(&self) -> &'static str {
        AUTHORS[0]
    }

    fn second_author(&self) -> Option<&'static str> {
        Some(AUTHORS[1])
    }

    fn stranger(&self) -> Option<&'static str> {
        Some("Nobody There")
    }

    fn at(&self, address: &str, access: Access, clock: Clock) -> Option<Box<dyn Destination>> {
        let settings = publish::endpoint::Settings { access, ..self.0.settings(address) };
        Some(Box::new(Endpoint::new(&settings, clock).expect("loopback is allowed")))
    }

    fn secret(&self) -> String {
        SECRET.trim_start_matches("whsec_").to_owned()
    }

    fn settle(&self) -> Duration {
        SETTLE
    }
}

/// Deck, picture and body in a reader's order, as the receiver's page has them.
fn page_of(story: &copydesk_tests::receiver::Seen) -> String {
    let values = |list: &Value, role: &str| -> String {
        let parts = list.as_array().into_iter().flatten().filter(|part| part["role"] == role);
        parts.filter_map(|part| part["value"].as_str()).map(|value| format!("<p>{value}</p>")).collect()
    };
    let mut page = values(&story.data["descriptions"], "deck");
    for picture in story.data["associations"].as_array().into_iter().flatten() {
        page.push_str(&values(&picture["descriptions"], "caption"));
        page.push_str(&format!("<p>{}</p>", picture["infoSources"][0]["name"].as_str().unwrap_or_default()));
    }
    page.push_str(&story.body("main"));
    page
}

fn destination(there: &ReceiverServer) -> Endpoint {
    Endpoint::new(&there.settings(&there.url()), clock()).expect("loopback is allowed")
}

#[tokio::test]
async fn keeps_every_promise_of_a_destination() {
    let there = ReceiverServer::start();
    conformance::all(&destination(&there), &Cms(&there)).await;
}

/// Somebody else's reading of JSON Schema.
struct Judge {
    process: Child,
    asked: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Judge {
    fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("publish/judge.py");
        let mut process = Command::new("python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 is here; `./dev setup` installs what the judge needs");
        let asked = process.stdin.take().expect("it listens");
        let answers = BufReader::new(process.stdout.take().expect("it answers")).lines();
        Self { process, asked, answers }
    }

    /// What is wrong with this value by this schema.
    fn wrong(&mut self, schema: &Value, instance: &Value) -> Vec<String> {
        writeln!(self.asked, "{}", serde_json::json!({ "schema": schema, "instance": instance }))
            .expect("it listens");
        let answer = self.answers.next().expect("it answers").expect("with a line");
        serde_json::from_str(&answer).expect("of JSON")
    }

    fn passes(&mut self, schema: &Value, what: &str, instance: &Value) {
        assert_eq!(self.wrong(schema, instance), Vec::<String>::new(), "{what}: {instance:#}");
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn schema_of(description: &Value, name: &str) -> Value {
    let mut schema = description.clone();
    schema["$ref"] = format!("#/components/schemas/{name}").into();
    schema
}

/// Everything that is sent in a story's life, against the description in `docs`; and against IPTC's own
/// schema where `COPYDESK_NINJS_SCHEMA` says where it lies: it is IPTC's, and not part of this house.
#[tokio::test]
async fn what_is_sent_is_what_is_described() {
    let there = ReceiverServer::start();
    let desk = destination(&there);
    let described: Value =
        serde_json::from_str(include_str!("../../docs/receiver.openapi.json")).expect("JSON");
    let iptc: Option<Value> = std::env::var_os("COPYDESK_NINJS_SCHEMA").map(|path| {
        let text = std::fs::read_to_string(path).expect("IPTC's schema can be read");
        serde_json::from_str(&text).expect("JSON")
    });
    if iptc.is_none() {
        println!("IPTC's own schema was not at hand (COPYDESK_NINJS_SCHEMA): not held against it");
    }
    let (ours, reserved, beside) =
        (schema_of(&described, "Ninjs"), schema_of(&described, "Reserved"), schema_of(&described, "Beside"));
    let mut judge = Judge::start();
    let mut check = |what: &str, is_reservation: bool| {
        let stories = there.stories();
        let story = stories.last().expect("a story");
        judge.passes(if is_reservation { &reserved } else { &ours }, what, &story.data);
        if !is_reservation {
            judge.passes(&beside, what, &story.copydesk);
        }
        iptc.iter().for_each(|iptc| judge.passes(iptc, what, &story.data));
    };
    let first = whole(21);
    let place = reservation(&first, "endpoint", &there.url());
    desk.reserve(&place).await.expect("a place is reserved");
    check("a reservation", true);
    let (mut carried, verdict) =
        line::publish(&desk, &there.url(), &first, SETTLE).await.expect("it is published");
    assert_eq!(verdict.differs, []);
    check("a story", false);
    let second = corrected(&first);
    let copy = desk.write(&second, &carried).await.expect("the correction is taken");
    carried.content_hash = Some(copy.content_hash);
    check("a correction", false);
    let seen = there.stories().remove(0);
    assert!(seen.body("correction").contains("misstated the weight"), "{}", seen.data);
    assert_eq!(seen.data.get("edNote"), None, "a note to readers is no note to editors");
    assert_eq!(seen.copydesk["notes"][0]["label"], "Correction:");
    let copy = desk.set_state(&second, &carried, PublicState::Withdrawn).await.expect("it is withdrawn");
    carried.content_hash = Some(copy.content_hash);
    check("a withdrawal", false);
    let mut wrong = there.stories().remove(0).data;
    wrong["edNote"] = "x".into();
    assert_eq!(judge.wrong(&ours, &wrong).len(), 1, "the description forbids what is not in it");
    wrong["credit"] = "x".into();
    iptc.iter().for_each(|iptc| assert_eq!(judge.wrong(iptc, &wrong).len(), 1, "and so does IPTC's schema"));
}

/// Everything that a story can have.
fn whole(n: u32) -> publish::Edition {
    let mut edition = edition(n, AUTHORS[0]);
    let copy = &mut edition.copy;
    copy.headline_short = copy::Inline::plain("Crossing reopens");
    copy.description = "What the council decided.".into();
    copy.place = "Riverside".into();
    copy.canonical = "https://news.example/crossing".into();
    let person = copy::PersonId::from_random([7; 16]);
    copy.byline[0].person = Some(person);
    copy.byline.push(copy::Byline {
        person: None,
        role: copy::BylineRole::Photos,
        name: "Photo Desk".into(),
    });
    let portrait = copydesk_tests::edition::picture(n + 1_000);
    edition.people = vec![copy::Person {
        id: person,
        name: AUTHORS[0].into(),
        name_forms: Default::default(),
        role: "Reporter".into(),
        short_bio: "Writes about bridges.".into(),
        long_bio: String::new(),
        photo: Some(portrait.sha256),
        links: vec![copy::PersonLink { label: "Site".into(), url: "https://one.example/".into() }],
    }];
    edition.portraits.insert(portrait.sha256, portrait);
    edition.copy_hash = copy::canonical::copy_hash(&edition.copy);
    edition
}

#[tokio::test]
async fn who_is_there_and_what_is_wrong_each_has_its_sentence() {
    let there = ReceiverServer::start();
    let probe = destination(&there).probe().await.expect("it answers");
    assert_eq!(
        (probe.server.as_str(), probe.me.map(|me| me.name)),
        ("Reference receiver 1.0", Some("Copydesk".into()))
    );
    let refused = async |change: &dyn Fn(&mut publish::endpoint::Settings), late_ms: i64| {
        let mut settings = there.settings(&there.url());
        change(&mut settings);
        let on_time = clock();
        let late: publish::Clock = std::sync::Arc::new(move || on_time() - late_ms);
        let asked = match Endpoint::new(&settings, late) {
            Ok(endpoint) => endpoint.probe().await,
            Err(trouble) => Err(trouble),
        };
        match asked {
            Err(trouble) => trouble.reason().kind.clone(),
            Ok(probe) => probe.remarks.iter().map(|remark| remark.kind.clone()).collect(),
        }
    };
    let other = "whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldA==";
    type Change = dyn Fn(&mut publish::endpoint::Settings);
    let cases: [(&Change, i64, &str); 9] = [
        (&|_| {}, 0, ""),
        (&|settings| settings.secret = other.into(), 0, "wire-secret-unknown"),
        (&|settings| settings.secret = "hunter2".into(), 0, "wire-secret-form"),
        (&|_| {}, 14 * 60_000, "wire-clock-too-slow"),
        (&|_| {}, 3 * 60_000, "remark-clock-slow"),
        (&|settings| settings.address.push_str("/nowhere"), 0, "wire-secret-unknown"),
        (&|settings| settings.address.push_str("/story"), 0, "wire-nothing-here"),
        (&|settings| settings.address = "http://127.0.0.1:1".into(), 0, "wire-unreachable"),
        (&|settings| settings.access.private_addresses = false, 0, "wire-address-not-secret"),
    ];
    for (change, late_ms, sentence) in cases {
        assert_eq!(refused(change, late_ms).await, sentence);
    }
}

#[tokio::test]
async fn what_was_removed_or_taken_there_needs_a_person() {
    let there = ReceiverServer::start();
    let desk = destination(&there);
    let first = edition(1, AUTHORS[0]);
    let (carried, _) = line::publish(&desk, &there.url(), &first, SETTLE).await.expect("it is published");
    let id = carried.remote.clone().expect("it has a place");

    let mut second = edition(2, AUTHORS[0]);
    second.web_slug.clone_from(&first.web_slug);
    let taken = line::publish(&desk, &there.url(), &second, SETTLE).await;
    assert!(
        matches!(&taken, Err(Trouble::Story { field: Some(field), .. }) if field == "web_slug"),
        "{taken:?}"
    );

    there.staff(&format!("UPDATE story SET removed = 1 WHERE id = {}", id.0));
    let binned = desk.write(&corrected(&first), &carried).await;
    assert!(matches!(binned, Err(Trouble::Conflict { .. })), "{binned:?}");
    let found = desk.find(&reservation(&first, "endpoint", &there.url())).await.expect("it answers");
    assert_eq!(found.map(|found| (found.id, found.state)), Some((id.clone(), None)), "found in the bin");

    there.staff(&format!("DELETE FROM story WHERE id = {}", id.0));
    let gone = desk.set_state(&first, &carried, PublicState::Draft).await;
    assert!(matches!(gone, Err(Trouble::Conflict { .. })), "{gone:?}");

    // A name that the receiver's staff took off the list between the look and the write.
    let third = edition(3, AUTHORS[1]);
    let known = desk.resolve(&third, &Carried::default()).await.expect("the author is known");
    there.staff(&format!("DELETE FROM author WHERE name = '{}'", AUTHORS[1]));
    let mut known = desk.ensure_media(&third, &known).await.expect("the picture is taken");
    known.remote =
        Some(desk.reserve(&reservation(&third, "endpoint", &there.url())).await.expect("reserved"));
    let refused = desk.write(&third, &known).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "byline"),
        "{refused:?}"
    );

    // Another person's name on a live story is what an editor must hear of first.
    let fourth = edition(4, AUTHORS[0]);
    let (carried, _) = line::publish(&desk, &there.url(), &fourth, SETTLE).await.expect("it is published");
    there.staff(&format!(
        "UPDATE story SET data = replace(data, '{}', 'Site Owner') WHERE id = {}",
        AUTHORS[0],
        carried.remote.as_ref().expect("it has a place").0
    ));
    let verdict = desk.verify(&fourth, &carried).await.expect("it can be read back");
    assert!(verdict.wrong_byline, "{verdict:?}");
}

/// The four promises of the receiver, which its readers take over: each is kept, and would be missed.
#[tokio::test]
async fn a_request_that_comes_twice_is_one_request() {
    let there = ReceiverServer::start();
    let desk = destination(&there);
    let first = edition(1, AUTHORS[0]);
    let (carried, _) = line::publish(&desk, &there.url(), &first, SETTLE).await.expect("it is published");
    let before = there.stories();
    assert_eq!(before[0].version, 3, "reserved, written, live");
    let taken_back = desk.set_state(&first, &carried, PublicState::Draft).await.expect("it is taken back");
    let again = Carried { content_hash: Some(taken_back.content_hash), ..carried.clone() };
    let live = desk.set_state(&first, &again, PublicState::Live).await.expect("it goes live again");
    assert_eq!(live.state, Some(PublicState::Live), "not the answer of the first time");
    assert_eq!(there.stories()[0].version, 5, "each change is one change");
    assert_reads(&page_of_html(&there, &first), &lines(&first));
}

fn page_of_html(there: &ReceiverServer, edition: &publish::Edition) -> String {
    let world = Cms(there);
    text_of(&world.page(&format!("{}/story/{}", there.url(), edition.web_slug)))
}

//! What real Ghosts once answered, played back in every run: the whole life of a story, and each way in which
//! a Ghost says no. `COPYDESK_RECORD=5 cargo test … a_storys_life_is_recorded` records anew, at a real one.

use super::destination;
use copy::Inline;
use copydesk_tests::{
    edition::{corrected, edition, reservation},
    ghost::{paragraph, GhostServer, AUTHORS},
    recording::{Player, Recorder},
    wordpress::clock,
};
use publish::{
    ghost::{Ghost, Settings},
    http::Access,
    Carried, Clock, Destination, Edition, PublicState, RemoteCopy, RemoteId, Trouble,
};
use serde_json::{json, Value};
use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc, time::Duration};

/// Where the story is told: at a real site that is being recorded, or at what was recorded.
struct Stage {
    url: String,
    key: String,
    clock: Clock,
    real: Option<(Arc<GhostServer>, Recorder)>,
}

impl Stage {
    fn ghost(&self, key: &str, late_ms: i64) -> Ghost {
        let on_time = Arc::clone(&self.clock);
        let settings = Settings {
            address: self.url.clone(),
            key: key.to_owned(),
            featured: true,
            access: Access { private_addresses: true, ..Access::default() },
        };
        Ghost::new(&settings, Arc::new(move || on_time() - late_ms)).expect("loopback is allowed")
    }

    /// While it is recorded, the next second begins: otherwise Ghost's answers would make us wait in every run.
    async fn breath(&self) {
        if self.real.is_some() {
            tokio::time::sleep(Duration::from_millis(1_100)).await;
        }
    }

    /// While it is recorded, this happens at the site right before the next request of this method.
    fn before_next(&self, method: &'static str, act: impl FnOnce(&GhostServer) + Send + 'static) {
        if let Some((site, recorder)) = &self.real {
            let site = Arc::clone(site);
            recorder.before_next(method, move || act(&site));
        }
    }

    /// While it is recorded, somebody does something at the site.
    fn meanwhile<T>(&self, act: impl FnOnce(&GhostServer) -> T) -> Option<T> {
        self.real.as_ref().map(|(site, _)| act(site))
    }
}

fn keep(carried: &mut Carried, copy: &RemoteCopy) {
    carried.content_hash = Some(copy.content_hash);
    carried.url.clone_from(&copy.url);
}

/// Every step up to the live story.
async fn published(stage: &Stage, there: &Ghost, edition: &Edition) -> Carried {
    let reserved = reservation(edition, "ghost", "https://recorded.example");
    there.preflight(edition).expect("the edition can be published");
    let carried = there.resolve(edition, &Carried::default()).await.expect("people and terms are there");
    let mut carried = there.ensure_media(edition, &carried).await.expect("pictures are taken");
    assert_eq!(there.find(&reserved).await, Ok(None), "nothing is there yet");
    carried.remote = Some(there.reserve(&reserved).await.expect("a place is reserved"));
    let empty = there.read(carried.remote.as_ref().expect("just now")).await.expect("it can be read");
    assert!(empty.is_reservation && empty.state == Some(PublicState::Draft));
    stage.breath().await;
    let copy = there.write(edition, &carried).await.expect("the text is taken");
    keep(&mut carried, &copy);
    stage.breath().await;
    let copy = there.set_state(edition, &carried, PublicState::Live).await.expect("it goes live");
    keep(&mut carried, &copy);
    assert_eq!(copy.state, Some(PublicState::Live));
    let verdict = there.verify(edition, &carried).await.expect("it can be read back");
    assert_eq!((&verdict.differs[..], &verdict.url), (&[][..], &copy.url), "as it was approved");
    carried
}

/// A story's whole life.
async fn life(stage: &Stage) {
    let there = stage.ghost(&stage.key, 0);
    let probe = there.probe().await.expect("somebody answers");
    assert!(probe.server.starts_with("Ghost ") && probe.can_publish_for_others, "{probe:?}");
    let mut first = edition(1, AUTHORS[0]);
    first.copy.byline.push(copy::Byline {
        person: None,
        role: copy::BylineRole::By,
        name: AUTHORS[2].into(),
    });
    let mut carried = published(stage, &there, &first).await;
    let id = carried.remote.clone().expect("it has a place");
    let found = there.find(&reservation(&first, "ghost", "https://elsewhere.example")).await;
    let found = found.expect("the place answers").expect("by its tag, from a desk that reserved elsewhere");
    assert_eq!((&found.id, found.state, found.others), (&id, Some(PublicState::Live), vec![]));
    let again = there.write(&first, &carried).await.expect("the same write again");
    assert_eq!(Some(again.content_hash), carried.content_hash);

    let second = corrected(&first);
    stage.breath().await;
    let copy = there.write(&second, &carried).await.expect("the correction is taken");
    assert_eq!(copy.state, Some(PublicState::Live), "it stays live meanwhile");
    keep(&mut carried, &copy);
    assert_eq!(there.verify(&second, &carried).await.expect("it can be read back").differs, []);
    let behind = there.verify(&first, &carried).await.expect("it can be read back");
    assert_eq!(behind.differs[0].kind, "differs-text");

    for (state, public) in
        [(PublicState::Draft, false), (PublicState::Live, true), (PublicState::Withdrawn, true)]
    {
        stage.breath().await;
        // Who takes a story back has looked nobody up for that.
        let known = match state {
            PublicState::Draft => {
                Carried { people: BTreeMap::new(), terms: BTreeMap::new(), ..carried.clone() }
            }
            _ => carried.clone(),
        };
        let copy = there.set_state(&second, &known, state).await.expect("it changes its state");
        assert_eq!((copy.state, copy.url.is_some()), (Some(state), public));
        keep(&mut carried, &copy);
    }
    assert_eq!(there.verify(&second, &carried).await.expect("it can be read back").differs, []);

    // Somebody deletes it there.
    stage.meanwhile(|site| site.delete(&id.0));
    let gone = there.write(&second, &carried).await;
    assert_eq!(kind(gone), "wire-story-deleted");
}

fn kind<T: std::fmt::Debug>(refused: Result<T, Trouble>) -> String {
    refused.expect_err("it is refused").reason().kind.clone()
}

/// Each way in which a Ghost says no, or does something else than it was asked.
async fn refusals(stage: &Stage) {
    // A key that it does not know, one with another secret, and a clock that is fourteen minutes slow.
    let (id, secret) = stage.key.split_once(':').expect("two parts");
    let unknown = format!("{}:{secret}", "0".repeat(24));
    assert_eq!(kind(stage.ghost(&unknown, 0).probe().await), "wire-key-unknown");
    let other = format!("{id}:{}", "99".repeat(32));
    assert_eq!(kind(stage.ghost(&other, 0).probe().await), "wire-key-unknown");
    let probe = stage.ghost(&stage.key, 14 * 60_000).probe().await.expect("the token is made by its clock");
    assert_eq!(probe.remarks[0].english, "The computer’s clock is 14 minutes slow.");
    // Without having asked who is there, the first token is refused for its time, and the second is not.
    let late = stage.ghost(&stage.key, 14 * 60_000);
    let nothing = late.find(&reservation(&edition(9, AUTHORS[0]), "ghost", "https://recorded.example")).await;
    assert_eq!(nothing, Ok(None));

    let there = stage.ghost(&stage.key, 0);
    let stranger = there.resolve(&edition(2, "Nobody There"), &Carried::default()).await;
    assert_eq!(kind(stranger), "wire-author-unknown");

    // The same create twice makes a second one with a number; everybody takes the oldest, and the other goes.
    let first = edition(3, AUTHORS[0]);
    let reserved = reservation(&first, "ghost", "https://recorded.example");
    let id = there.reserve(&reserved).await.expect("a place is reserved");
    assert_eq!(there.reserve(&reserved).await, Ok(id.clone()));
    let found = there.find(&reserved).await.expect("the place answers").expect("both are found");
    for other in &found.others {
        there.discard_reservation(&reserved, other).await.expect("an empty second one may go");
        there.discard_reservation(&reserved, other).await.expect("and is gone for whoever asks again");
    }
    let carried = there.resolve(&first, &Carried::default()).await.expect("people and terms are there");
    let mut carried = there.ensure_media(&first, &carried).await.expect("pictures are there already");
    carried.remote = Some(id.clone());

    // Its database is held by somebody else for longer than Ghost waits: nobody knows, and looking says.
    let held = stage.meanwhile(GhostServer::holds_database);
    stage.breath().await;
    let busy = there.write(&first, &carried).await;
    assert!(matches!(busy, Err(Trouble::Unknown { .. })), "{busy:?}");
    drop(held);
    let looked = there.read(&id).await.expect("it can be read");
    assert!(looked.is_reservation && !there.holds(&first, &carried, &looked), "it was not written");

    // A headline that is too long, sent all the same.
    let mut long = first.clone();
    long.copy.headline = Inline::plain("x".repeat(256));
    let refused = there.write(&long, &carried).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "headline"),
        "{refused:?}"
    );

    // Somebody saves between our look and our write.
    stage.before_next("PUT", {
        let id = id.clone();
        move |site| site.change(&id.0, json!({ "lexical": paragraph("Somebody there wrote this.") }))
    });
    assert_eq!(kind(there.write(&first, &carried).await), "wire-changed-there");
    assert_eq!(kind(there.write(&first, &carried).await), "wire-changed-there");
    let verdict = there.verify(&first, &carried).await.expect("it can be read back");
    assert!(
        verdict.differs.len() > 3 && verdict.wrong_byline,
        "it is the owner’s, with other words: {verdict:?}"
    );
    let second_copy = there.discard_reservation(&reserved, &id).await;
    assert_eq!(kind(second_copy), "wire-second-copy");

    // An address that another story has.
    let whole = edition(4, AUTHORS[1]);
    published(stage, &there, &whole).await;
    let mut taken = edition(5, AUTHORS[1]);
    taken.web_slug.clone_from(&whole.web_slug);
    let known = there.resolve(&taken, &Carried::default()).await.expect("people and terms are there");
    let mut known = there.ensure_media(&taken, &known).await.expect("the picture is taken");
    let place = reservation(&taken, "ghost", "https://recorded.example");
    known.remote = Some(there.reserve(&place).await.expect("a place is reserved"));
    stage.breath().await;
    assert_eq!(kind(there.write(&taken, &known).await), "wire-slug-taken");

    assert_eq!(kind(there.read(&RemoteId("1".into())).await), "wire-story-deleted");
}

fn file(major: u32, name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("publish/ghost/recorded");
    folder.join(format!("{name}-{major}.json"))
}

#[tokio::test]
async fn a_storys_life_is_recorded() {
    let Some(major) = std::env::var("COPYDESK_RECORD").ok().and_then(|major| major.parse().ok()) else {
        return;
    };
    for name in ["life", "refusals"] {
        let site = Arc::new(GhostServer::start(major).expect("it is installed"));
        let version = destination(&site, "key").probe().await.expect("it answers").server;
        let recorder = Recorder::start(&site.url());
        let (url, key) = (recorder.url(), site.key("key"));
        let stage = Stage { url, key: key.clone(), clock: clock(), real: Some((site, recorder)) };
        let recorded_ms = clock()();
        match name {
            "life" => life(&stage).await,
            _ => refusals(&stage).await,
        }
        let exchanges = stage.real.as_ref().map(|(_, recorder)| recorder.exchanges()).unwrap_or_default();
        println!("{version}: {} exchanges", exchanges.len());
        // A line an exchange, so that a difference is read as one.
        let lines: Vec<String> = exchanges.iter().map(Value::to_string).collect();
        let head = json!({ "server": version, "key": key, "recorded_ms": recorded_ms });
        let text = format!("{{\"about\": {head}, \"exchanges\": [\n{}\n]}}\n", lines.join(",\n"));
        fs::create_dir_all(file(major, name).parent().expect("a folder")).expect("it can be made");
        fs::write(file(major, name), text).expect("it can be written");
    }
}

/// Which versions were recorded.
fn recorded(name: &str) -> Vec<Value> {
    let files = [5, 6].map(|major| file(major, name)).into_iter().filter(|file| file.is_file());
    let texts = files.map(|file| fs::read_to_string(file).expect("it can be read"));
    texts.map(|text| serde_json::from_str(&text).expect("JSON")).collect()
}

fn played(recorded: &Value) -> (Stage, Player) {
    println!("{}", recorded["about"]["server"]);
    let player = Player::start(recorded["exchanges"].as_array().cloned().unwrap_or_default());
    let recorded_ms = recorded["about"]["recorded_ms"].as_i64().expect("a time");
    let key = recorded["about"]["key"].as_str().expect("the tests’ own").to_owned();
    (Stage { url: player.url(), key, clock: Arc::new(move || recorded_ms), real: None }, player)
}

#[tokio::test]
async fn a_storys_life_is_played_back() {
    let all = recorded("life");
    assert!(!all.is_empty(), "some Ghost was recorded");
    for recorded in all {
        let (stage, player) = played(&recorded);
        life(&stage).await;
        player.assert_played();
    }
}

#[tokio::test]
async fn each_refusal_is_played_back() {
    let all = recorded("refusals");
    assert!(!all.is_empty(), "some Ghost was recorded");
    for recorded in all {
        let (stage, player) = played(&recorded);
        refusals(&stage).await;
        player.assert_played();
    }
}

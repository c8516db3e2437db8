//! The side door as a person or a script uses it: the real program, its words, its exit codes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // What goes wrong in a test's own hands fails it.

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

/// A desk folder of its own, and the program that acts on it.
struct Door {
    folder: tempfile::TempDir,
}

impl Door {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn desk(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_copydesk-headless"))
            .arg("--desk")
            .arg(self.desk())
            .args(words)
            .env("HOME", self.folder.path())
            .env_remove("XDG_DOCUMENTS_DIR")
            .env_remove("XDG_CONFIG_HOME")
            .output()
            .unwrap()
    }

    /// Runs what must succeed; its JSON.
    fn json(&self, words: &[&str]) -> Value {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?} ended with {:?}: {said}", output.status.code());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn sample(&self) -> String {
        self.json(&["call", "story_sample", "{}"])["id"].as_str().unwrap().to_owned()
    }
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn sample_photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/tram.jpg")
}

#[test]
fn every_command_is_listed_with_its_class_and_types() {
    let list = Door::new().json(&["--json", "call", "--list"]);
    let names: Vec<&str> = list.as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names.len(), api::command::LIST.len(), "the list is the counter's own");
    for row in list.as_array().unwrap() {
        assert!(row["class"].is_string() && row["args"].is_string() && row["result"].is_string(), "{row}");
    }
}

#[test]
fn a_story_is_shown_with_its_hash_and_states_and_published_once() {
    let door = Door::new();
    let story = door.sample();
    let before = door.json(&["--json", "story", "show", &story]);
    assert_eq!((before["state"].as_str(), before["live"].as_str()), (Some("draft"), Some("none")));
    assert_eq!(before["hash"].as_str().map(str::len), Some(64));

    let refused = door.run(&["story", "publish", &story]);
    assert_eq!(code(&refused), Some(3), "nothing goes live that nobody approved");

    let after = door.json(&["--json", "story", "publish", &story, "--approve"]);
    let log = door.json(&["--json", "story", "log", &story]);
    let what: Vec<&str> = log.as_array().unwrap().iter().filter_map(|entry| entry["what"].as_str()).collect();
    assert!(what.iter().any(|what| what.starts_with("approved revision")), "{what:?}");
    assert!(what.last().is_some_and(|what| what.starts_with("published revision")), "the last is: {what:?}");
    assert!(
        log[0]["computer"].as_str().is_some_and(|computer| computer.starts_with("this computer")),
        "{log}"
    );
    assert_eq!((after["state"].as_str(), after["live"].as_str()), (Some("ready"), Some("published")));
    assert_eq!(after["hash"], before["hash"], "what is live is what was shown");
    assert_eq!(after["destinations"][0]["hash"], before["hash"]);
    let site = door.folder.path().join("Documents/Copydesk site/story");
    let pages = std::fs::read_dir(site).unwrap().count();
    assert_eq!(pages, 1, "one story, one page");
    door.json(&["--json", "story", "publish", &story, "--approve"]);
    let site = door.folder.path().join("Documents/Copydesk site/story");
    assert_eq!(std::fs::read_dir(site).unwrap().count(), pages, "published again, still one page");
}

#[test]
fn a_changed_number_goes_out_with_a_note_or_a_reason() {
    let door = Door::new();
    let story = door.sample();
    door.json(&["--json", "story", "publish", &story, "--approve"]);
    let client = "c".repeat(32);
    let types = |seq: u32, words: &str| {
        let open = door.json(&["call", "story_open", &serde_json::json!({ "story": story }).to_string()]);
        let edits = serde_json::json!([{ "container": "body", "delta": [{ "insert": words }] }]);
        let edit = serde_json::json!({
            "story": story, "client": client, "seq": seq, "base_version": open["version"], "edits": edits,
        });
        door.json(&["call", "story_edit", &edit.to_string()]);
    };
    let publish =
        |more: &[&str]| door.run(&[&["--json", "story", "publish", &story, "--approve"], more].concat());
    types(1, "It cost 42 million. ");
    assert_eq!(code(&publish(&[])), Some(3), "a new number is no typo");
    assert_eq!(code(&publish(&["--note", "Words without a kind"])), Some(2));
    assert_eq!(code(&publish(&["--note", "x", "--note-kind", "rumour"])), Some(2));
    assert_eq!(code(&publish(&["--reason", "The sum was in the headline all the time"])), Some(0));
    types(2, "It took 7 years. ");
    let corrected = publish(&["--note", "The years were missing.", "--note-kind", "correction"]);
    assert_eq!(code(&corrected), Some(0), "{}", String::from_utf8_lossy(&corrected.stderr));
    let site = door.folder.path().join("Documents/Copydesk site/story");
    let page = std::fs::read_dir(site).unwrap().next().unwrap().unwrap().path();
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("The years were missing."), "readers are told");
}

#[test]
fn what_it_does_is_recorded_as_done_by_command_line() {
    let door = Door::new();
    let story = door.sample();
    let filed = format!(
        r#"{{"story":"{story}","kind":"filed","why":"x","until_ms":null,"to":null,"seen_hash":null}}"#
    );
    door.json(&["call", "story_move", &filed]);
    let store = store::Store::open_read_only(&store::Paths::new(door.desk())).unwrap();
    let events = store.read(|on| store::event::list(on, story.parse().unwrap())).unwrap();
    assert_eq!(events.last().map(|event| event.door.as_str()), Some("command_line"));
}

#[test]
fn asking_and_suggesting_go_through_the_side_door_too() {
    let door = Door::new();
    let story = door.sample();
    let about = format!(r#"{{"story":"{story}""#);
    let call = |name: &str, rest: &str| door.json(&["call", name, &format!("{about}{rest}}}")]);
    let version = call("story_open", "")["version"].clone();
    let range = r#"{"container":"body","from":0,"to":4}"#;
    let words = format!(r#"{{"type":"words","range":{range},"version":{version}}}"#);
    call("thread_open", &format!(r#","about":{words},"text":"Which?","mentions":[],"proposal":null"#));
    let section = r#"{"type":"fact","change":{"field":"section","value":"City"}}"#;
    let fact = r#","about":{"type":"fact","name":"section"},"text":"","mentions":[]"#;
    call("thread_open", &format!("{fact},\"proposal\":{section}"));
    let threads = call("thread_list", "");
    assert_eq!((threads["open"].as_u64(), &threads["threads"][0]["quote"]), (Some(2), &"Tram".into()));
    let (first, second) = (&threads["threads"][0], &threads["threads"][1]);
    let say = |thread: &Value| format!(r#","thread":{},"text":"Done","mentions":[]"#, thread["id"]);
    call("thread_reply", &say(first));
    assert_eq!(call("thread_resolve", &say(first))["is_open"], false);
    assert_eq!(call("thread_reopen", &say(first))["is_open"], true);
    let proposal = &second["entries"][1]["id"];
    let settle = format!(r#","thread":{},"proposal":{proposal},"accept":true"#, second["id"]);
    assert_eq!(call("thread_settle", &settle)["entries"][1]["outcome"], "accepted");
    let propose = format!(r#"{},"proposal":{section}"#, say(second));
    assert_eq!(call("thread_propose", &propose)["is_open"], true);

    let version = call("story_open", "")["version"].clone();
    let edit = format!(
        r#","client":"a script","seq":1,"base_version":{version},"suggesting":true,"edits":[{{"container":"headline","delta":[{{"insert":"Today: "}}]}},{{"container":"body","delta":[{{"delete":5}}]}}]"#
    );
    let before = call("story_facts", "")["hash"].clone();
    call("story_edit", &edit);
    assert_eq!(call("story_facts", "")["hash"], before, "readers see no suggestion");
    let pending = call("suggestion_list", "")["pending"].clone();
    assert_eq!((&pending[0]["before"], &pending[1]["after"]), (&"Tram ".into(), &"Today: ".into()));
    let one = format!(r#","which":{{"type":"these","suggestions":[{}]}}"#, pending[0]["id"]);
    assert_eq!(call("suggestion_accept", &one)["count"], 1);
    assert_eq!(call("suggestion_reject", r#","which":{"type":"all"}"#)["count"], 1);
    assert_eq!(call("suggestion_list", "")["gone"].as_array().map(Vec::len), Some(2));

    let back =
        |kind: &str| format!(r#","kind":"{kind}","why":"Who?","until_ms":null,"to":null,"seen_hash":null"#);
    call("story_move", &back("filed"));
    call("story_move", &back("sent_back"));
    let item = call("note_list", "")["notes"][0]["items"][0]["id"].clone();
    let ticked = call("note_item_tick", &format!(r#","item":{item},"done":true"#));
    assert_eq!(ticked["notes"][0]["done"], 1);
    let quoted = call("quote_tick", r#","before":"“a”","after":"“b”","done":true"#);
    assert_eq!(quoted, call("quote_list", ""));
}

#[test]
fn one_process_owns_a_desk_and_the_other_says_so() {
    let door = Door::new();
    let keychain = Arc::new(headless::InMemory::default());
    let open = headless::open(&door.desk(), None, keychain, newsroom::Door::Window)
        .map_err(|error| error.to_string())
        .unwrap();
    let refused = door.run(&["call", "story_sample", "{}"]);
    assert_eq!(code(&refused), Some(4));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("has this desk open already") && said.contains("Nothing was done"), "{said}");
    open.newsroom.close().unwrap();
    drop(open);
    assert_eq!(code(&door.run(&["call", "story_sample", "{}"])), Some(0), "free again, it serves");
}

#[test]
fn the_doctor_proves_a_whole_desk_and_finds_a_tampered_revision() {
    let door = Door::new();
    door.sample();
    let found = door.json(&["--json", "doctor"]);
    assert_eq!((found["stories"].as_u64(), found["photos"].as_u64()), (Some(1), Some(1)));
    assert_eq!(found["troubles"], serde_json::json!([]));

    let database = rusqlite::Connection::open(store::Paths::new(door.desk()).database()).unwrap();
    let changed =
        database.execute("UPDATE revision SET body_sha256 = zeroblob(32) WHERE number = 2", []).unwrap();
    assert_eq!(changed, 1);
    drop(database);
    let sick = door.run(&["--json", "doctor"]);
    assert_eq!(code(&sick), Some(5), "the doctor found something");
    let found: Value = serde_json::from_slice(&sick.stdout).unwrap();
    assert!(found["troubles"][0].as_str().unwrap().contains("Revision"), "{found}");
}

#[test]
fn a_photo_tells_what_it_says_and_is_published_without_its_place() {
    let door = Door::new();
    let photo = sample_photo();
    let read = door.json(&["--json", "photo", "read", photo.to_str().unwrap()]);
    assert_eq!(read["has_location"], true, "the sample carries a made-up place");
    assert_eq!(read["credit_line"], "(Sander Klootwijk / Lomiri Wallpapers / UBports)");
    let out = door.folder.path().join("out");
    let made =
        door.json(&["--json", "photo", "publish", photo.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert!(!made.as_array().unwrap().is_empty());
    for one in made.as_array().unwrap() {
        let again = door.json(&["--json", "photo", "read", one["file"].as_str().unwrap()]);
        assert_eq!(
            (&again["has_location"], &again["credit_line"]),
            (&Value::Bool(false), &read["credit_line"])
        );
    }
    let bad = door.folder.path().join("bad.jpg");
    std::fs::write(&bad, b"\xff\xd8\xff\xe0 not a picture").unwrap();
    let refused = door.run(&["photo", "read", bad.to_str().unwrap()]);
    assert_eq!(code(&refused), Some(3));
    assert!(!refused.stderr.is_empty(), "a bad file gets a sentence");
}

#[test]
fn a_wrong_line_and_a_wrong_call_are_told_apart_from_what_is_broken() {
    let door = Door::new();
    for words in [
        &["nonsense"][..],
        &["call", "no_such_command", "{}"],
        &["call", "desk_show", "{not json"],
        &["call", "story_open", r#"{"story":"x"}"#],
        &["--as", "Nobody", "story", "list"],
        &["story", "show", "ffff"],
    ] {
        assert_eq!(code(&door.run(words)), Some(2), "{words:?}");
    }
    assert_eq!(code(&door.run(&["call", "folder_open", "{}"])), Some(3), "no dialog without a window");
}

#[test]
fn a_story_goes_to_another_desk_by_file_and_comes_back() {
    let (here, there) = (Door::new(), Door::new());
    let story = here.sample();
    let at = |name: &str| here.folder.path().join(name).to_str().unwrap().to_owned();
    let (file, back, words, wrong) = (at("out.cdstory"), at("back.cdstory"), at("words"), at("wrong"));
    std::fs::write(&words, "four words by telephone\n").unwrap();
    std::fs::write(&wrong, "another passphrase\n").unwrap();
    let lock = ["--passphrase-file", &words];
    here.json(&["--json", "story", "export", &story, "--out", &file, lock[0], lock[1]]);
    let refused = there.run(&["story", "import", &file]);
    assert_eq!(code(&refused), Some(3), "a locked file asks for its passphrase");
    assert_eq!(code(&there.run(&["story", "import", &file, "--passphrase-file", &wrong])), Some(3));
    assert_eq!(code(&there.run(&["story", "import", "/no/such/file"])), Some(2));
    let shown = there.json(&["--json", "story", "import", &file, "--show", lock[0], lock[1]]);
    assert_eq!((&shown["new"], &shown["taken"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(there.json(&["--json", "story", "list"]), Value::Array(Vec::new()), "showing changes nothing");
    let taken = there.json(&["--json", "story", "import", &file, lock[0], lock[1]]);
    assert_eq!(taken["key"]["standing"], "first");
    let hash = |door: &Door| door.json(&["--json", "story", "show", &story])["hash"].clone();
    assert_eq!(hash(&here), hash(&there), "the same copy there, its text read by the helper process");
    there.json(&[
        "call",
        "story_set",
        &format!(r#"{{"story":"{story}","change":{{"field":"dateline","value":"KYIV"}}}}"#),
    ]);
    let unlocked = there.run(&["story", "export", &story, "--out", &back]);
    assert_eq!(code(&unlocked), Some(2), "somebody must be able to open it");
    there.json(&["--json", "story", "export", &story, "--out", &back, lock[0], lock[1]]);
    here.json(&["--json", "story", "import", &back, lock[0], lock[1]]);
    assert_eq!(hash(&here), hash(&there));
    let again = here.json(&["--json", "story", "import", &back, lock[0], lock[1]]);
    assert_eq!(again["nothing"], Value::Bool(true), "a second time brings nothing");
    std::fs::write(&back, b"not a story").unwrap();
    let refused = here.run(&["story", "import", &back, lock[0], lock[1]]);
    assert_eq!(code(&refused), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("Nothing was changed"));
    assert!(here.run(&["doctor"]).status.success() && there.run(&["doctor"]).status.success());
}

#[test]
fn a_desk_is_archived_and_restored() {
    let door = Door::new();
    let story = door.sample();
    let at = |name: &str| door.folder.path().join(name).to_str().unwrap().to_owned();
    let (file, words, into) = (at("desk.cddesk"), at("words"), at("restored"));
    std::fs::write(&words, "four words by telephone\n").unwrap();
    let lock = ["--passphrase-file", words.as_str()];
    let made = door.json(&["--json", "desk", "export", "--out", &file, lock[0], lock[1]]);
    assert_eq!(made["stories"], 1);
    let back = door.json(&["--json", "desk", "restore", &file, "--into", &into, lock[0], lock[1]]);
    assert_eq!(back, made);
    let shown = door.run(&["--desk", &into, "--json", "story", "show", &story]);
    assert!(!shown.status.success(), "one desk is named, not two");
    assert_eq!(code(&door.run(&["desk", "restore", &file, "--into", &into, lock[0], lock[1]])), Some(3));
    let restored = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk-headless"))
        .args(["--desk", &into, "--json", "story", "show", &story])
        .output()
        .unwrap();
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
}

#[test]
fn a_desk_that_does_not_open_gives_its_texts() {
    let door = Door::new();
    door.sample();
    let database = door.desk().join("desk.sqlite");
    let mut file = std::fs::read(&database).unwrap();
    // The database's version stands in the file's header.
    file[60..64].copy_from_slice(&999_u32.to_be_bytes());
    std::fs::write(&database, file).unwrap();
    assert_eq!(code(&door.run(&["story", "list"])), Some(1), "a newer desk is not opened");
    let out = door.folder.path().to_str().unwrap();
    let done = door.json(&["--json", "desk", "salvage", "--out", out]);
    assert_eq!((&done["whole"], &done["part"], &done["lost"]), (&1.into(), &0.into(), &0.into()));
    let texts = door.folder.path().join(done["folder"].as_str().unwrap());
    let text = std::fs::read_dir(texts).unwrap().next().unwrap().unwrap().path();
    assert!(std::fs::read_to_string(text).unwrap().len() > 200, "the sample's text is there");
}

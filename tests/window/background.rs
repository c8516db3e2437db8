//! Copydesk out of sight, as it starts with the person's session: what is planned goes out; the window comes when it
//! is called, or where somebody has to look.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::{has_ended, seen, wait_until, xdotool, Computer, Group, OURS};
use crate::menu::{choose, Menu};

const APP: &str = env!("CARGO_BIN_EXE_copydesk");

/// The app, started by the session.
fn starts_with_the_session(computer: &Computer) -> Group {
    Group::start(computer.command(APP).arg("--background"))
}

/// The person starts it while it is there.
fn is_called(computer: &Computer) {
    let second = computer.command(APP).output().unwrap();
    assert!(second.status.success(), "the second start ends well");
    xdotool(&OURS);
}

fn is_seen() -> bool {
    !seen("^Copydesk$").is_empty()
}

/// Plans a story for some milliseconds from now on a desk that nobody has open: where its pages will be.
fn plans(computer: &Computer, in_ms: i64) -> PathBuf {
    let call = |name: &str, args| computer.call_aside(&computer.desk(), name, args);
    let story = call("story_sample", json!({}))["id"].clone();
    let site = call("desk_show", json!({}))["destinations"][0].clone();
    let plan = call("publish_plan", json!({ "story": story, "at_ms": null }));
    let now_ms = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let started = call(
        "publish_start",
        json!({
            "story": story,
            "destinations": [site["id"]],
            "note": null,
            "reason": "",
            "seen_hash": plan["hash"],
            "approve_too": true,
            "at_ms": i64::try_from(now_ms).unwrap() + in_ms,
        }),
    );
    assert_eq!(started["jobs"].as_array().map(Vec::len), Some(1), "it is planned: {started}");
    computer.home().join("Documents/Copydesk site/story")
}

/// How many stories have a page.
fn published(pages: &std::path::Path) -> usize {
    let pages = std::fs::read_dir(pages).into_iter().flatten().flatten();
    pages.filter(|page| page.path().extension().is_some_and(|ending| ending == "html")).count()
}

#[tokio::test]
async fn what_is_planned_goes_out_without_a_window_which_comes_when_it_is_called() {
    let computer = Computer::with_bus().await;
    let pages = plans(&computer, 6_000);
    let background = starts_with_the_session(&computer);
    wait_until("the story is published", || published(&pages) == 1);
    let again = computer.command(APP).arg("--background").output().unwrap();
    assert!(again.status.success(), "one is enough");
    assert!(!is_seen(), "nobody asked for a window");

    is_called(&computer);
    let app = background.process();
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    xdotool(&["key", "alt+F4"]);
    wait_until("the window is closed", || !is_seen());
    assert!(!has_ended(&app), "and what is planned still goes out");

    is_called(&computer);
    let mut chosen: Option<Instant> = None;
    wait_until("Quit ends the app", || {
        // A window that has just come may not hear its keys yet.
        if !has_ended(&app) && chosen.is_none_or(|at| at.elapsed() > Duration::from_secs(4)) {
            choose(Menu::File, 7);
            chosen = Some(Instant::now());
        }
        has_ended(&app)
    });
}

#[tokio::test]
async fn the_window_comes_by_itself_where_a_story_is_late_and_somebody_has_to_say_what_becomes_of_it() {
    let computer = Computer::with_bus().await;
    let pages = plans(&computer, 600_000);
    let late = rusqlite::Connection::open(computer.desk().join("desk.sqlite")).unwrap();
    assert_eq!(late.execute("UPDATE job SET due_ms = due_ms - 7200000, next_at_ms = 0", []).unwrap(), 1);
    drop(late);
    plans(&computer, 15_000);
    let _background = starts_with_the_session(&computer);
    wait_until("the window comes", is_seen);

    // Whoever closes it has seen what waits: it does not come again for the same.
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    xdotool(&["key", "alt+F4"]);
    wait_until("the window is closed", || !is_seen());
    wait_until("another story goes out", || published(&pages) > 0);
    assert!(!is_seen(), "and the window stays closed");
    assert_eq!(published(&pages), 1, "what is late waits for an answer");
}

#[tokio::test]
async fn the_setting_is_the_entry_in_the_sessions_list() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    window.run("location.hash = '#/settings/-/looks'").await;
    let entry = computer.home().join(".config/autostart/copydesk.desktop");
    assert!(!entry.exists(), "it is off until somebody wants it");
    let boxes = "input[aria-describedby=looks-session-about]";
    window.click(boxes).await;
    wait_until("the entry is there", || entry.exists());
    let text = std::fs::read_to_string(&entry).unwrap();
    assert!(
        text.contains(&format!("Exec=\"{APP}\" --background")),
        "it starts this program out of sight: {text}"
    );
    window.holds("the box is ticked", &format!("document.querySelector('{boxes}').checked")).await;
    window.click(boxes).await;
    wait_until("the entry is gone", || !entry.exists());
    window.close();
}

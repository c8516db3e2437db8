//! The window opens on the desk, remembers its place, and is one.

use serde_json::json;

use crate::app::{wait_until, xdotool, Computer, OURS};

#[tokio::test]
async fn the_window_opens_on_the_desk() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let title = window.client.title().await.unwrap();
    assert_eq!(title, "Copydesk", "the page is ours");
    let address = window.client.current_url().await.unwrap();
    assert_eq!(address.scheme(), "tauri", "the window shows what the binary embeds, not a server's page");
    window.close();
}

/// Where our window is, and how large.
fn geometry() -> [i32; 4] {
    let lines = xdotool(&[&OURS[..], &["getwindowgeometry", "--shell"]].concat());
    let value = |name: &str| lines.lines().find_map(|line| line.strip_prefix(name)).unwrap().parse().unwrap();
    ["X=", "Y=", "WIDTH=", "HEIGHT="].map(value)
}

#[tokio::test]
async fn the_window_remembers_its_size_and_place() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let first = geometry();
    xdotool(&[&OURS[..], &["windowsize", "--sync", "903", "611"]].concat());
    wait_until("the window has the size it was given", || geometry()[2..] == [903, 611]);
    xdotool(&[&OURS[..], &["windowmove", "--sync", "211", "143"]].concat());
    wait_until("the window is moved", || geometry()[..2] != first[..2]);
    let left = geometry();
    assert_eq!(left[2..], [903, 611], "it was only moved");
    window.close();
    let window = computer.open().await;
    wait_until("the window comes back in its size, where it was", || geometry() == left);
    window.close();
}

#[tokio::test]
async fn a_second_start_hands_over_to_the_first() {
    let computer = Computer::with_bus().await;
    let window = computer.open().await;
    let second = computer.command(env!("CARGO_BIN_EXE_copydesk")).output().unwrap();
    assert!(second.status.success(), "the second start ends well");
    assert_eq!(xdotool(&OURS).lines().count(), 1, "there is one window");
    window.close();
}

#[tokio::test]
async fn a_second_start_with_a_story_file_hands_it_to_the_window_that_is_open() {
    let computer = Computer::with_bus().await;
    let app = env!("CARGO_BIN_EXE_copydesk");
    let elsewhere = computer.folder("elsewhere");
    let story = computer.call_aside(&elsewhere, "story_sample", json!({}))["id"].as_str().unwrap().to_owned();
    let (phrase, file) = (elsewhere.join("phrase"), computer.folder("stick").join("bridge.cdstory"));
    std::fs::write(&phrase, "kettle orbit walnut tram fjord\n").unwrap();
    let sealed = computer
        .command(app)
        .arg("--desk")
        .arg(&elsewhere)
        .args(["story", "export", &story, "--out"])
        .arg(&file)
        .arg("--passphrase-file")
        .arg(&phrase)
        .output()
        .unwrap();
    assert!(sealed.status.success(), "the story is sealed: {}", String::from_utf8_lossy(&sealed.stderr));

    let window = computer.open().await;
    // As a double click does, from the folder that the file is in.
    let second =
        computer.command(app).arg("bridge.cdstory").current_dir(file.parent().unwrap()).output().unwrap();
    assert!(second.status.success(), "the second start ends well");
    window.find("[role=dialog] input[type=password]").await;
    assert_eq!(xdotool(&OURS).lines().count(), 1, "there is one window");
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    xdotool(&["type", "--delay", "4", "kettle orbit walnut tram fjord"]);
    xdotool(&["key", "Return"]);
    window
        .holds(
            "what it would bring is shown",
            "document.querySelector('[role=dialog]')?.textContent.includes('comes here for the first time')",
        )
        .await;
    window.press("Leave it").await;
    window.holds("the sheet is gone", "!document.querySelector('[role=dialog]')").await;
    let stories = window.call("desk_stories", json!({ "tray": "all", "query": "", "limit": 10 })).await;
    assert_eq!(stories["found"], json!(0), "what was left was not taken in");
    window.close();
}

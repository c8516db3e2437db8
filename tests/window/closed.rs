//! A start that fails: the window opens all the same, says what happened, and offers what can be done.

use serde_json::{json, Value};

use crate::app::{wait_until, Computer, Group, Window};
use crate::manuscript::{reads, BODY};

/// Waits for the screen of a closed desk with these words in its heading.
async fn says(window: &Window, words: &str) {
    let found = format!("document.querySelector('.shut h1')?.textContent.includes({words:?})");
    window.holds(&format!("the screen says {words:?}"), &found).await;
    let text = window.text().await;
    assert!(text.contains("Nothing was deleted"), "it says first of all that nothing is lost: {text}");
}

/// A story on a desk that no window has open.
fn story_at(computer: &Computer, desk: &std::path::Path) -> String {
    let made = computer.call_aside(desk, "story_create", json!({ "slugline": "ferry", "language": "en" }));
    let story = made["id"].as_str().unwrap().to_owned();
    let version = computer.call_aside(desk, "story_open", json!({ "story": story }))["version"].clone();
    let edits = json!([{ "container": "body", "delta": [{ "insert": "The bridge opens again on Monday. ".repeat(20) }] }]);
    let edit =
        json!({ "story": story, "client": "aside", "seq": 1, "base_version": version, "edits": edits });
    computer.call_aside(desk, "story_edit", edit);
    story
}

fn sample(computer: &Computer) -> String {
    story_at(computer, &computer.desk())
}

/// Writes over a part of the database's file.
fn scratch(computer: &Computer, from: usize, bytes: &[u8]) -> Vec<u8> {
    let database = computer.desk().join("desk.sqlite");
    let mut file = std::fs::read(&database).unwrap();
    file[from..from + bytes.len()].copy_from_slice(bytes);
    std::fs::write(&database, &file).unwrap();
    file
}

fn files_of(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn a_damaged_desk_offers_its_backups_and_keeps_the_damaged_file() {
    let computer = Computer::new().await;
    let story = sample(&computer);
    let window = computer.open().await;
    let backups = computer.desk().join("backups");
    let is_made = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "sqlite");
    wait_until("the day's backup is made", || {
        files_of(&backups).iter().filter(|path| is_made(path)).count() >= 2
    });
    window.close();
    let damaged = scratch(&computer, 0, &[0; 100]);
    // A copy that is damaged as well is none that is offered.
    let spoiled =
        files_of(&backups).into_iter().find(|path| path.to_string_lossy().contains("weekly")).unwrap();
    std::fs::write(&spoiled, b"no database").unwrap();

    let window = computer.open().await;
    says(&window, "damaged").await;
    window.find(".shut li").await;
    let offered =
        window.run("return [...document.querySelectorAll('.shut li')].map((row) => row.innerText)").await;
    assert_eq!(offered.as_array().map(Vec::len), Some(1), "only what opens is offered: {offered}");
    assert!(offered.to_string().contains("1 story"), "it says what is in it: {offered}");
    let other = window.call("desk_show", json!({})).await;
    assert_eq!(
        other["error"]["code"],
        json!("closed"),
        "everything else says that the desk is closed: {other}"
    );

    window.press("Open this one").await;
    window.find("nav li button").await;
    let sample = window.call("story_open", json!({ "story": story })).await;
    assert!(sample["error"].is_null(), "the story is in the backup: {sample}");
    let aside: Vec<_> = files_of(&computer.desk().join("aside")).into_iter().filter(is_made).collect();
    assert_eq!(aside.len(), 1, "the damaged file was moved aside: {aside:?}");
    assert!(std::fs::read(&aside[0]).unwrap() == damaged, "and is as it was, byte by byte");
    window.close();
}

#[tokio::test]
async fn a_desk_of_a_newer_copydesk_is_left_alone_and_its_folder_is_shown() {
    let computer = Computer::new().await;
    sample(&computer);
    // The database's version stands in the file's header.
    let newer = scratch(&computer, 60, &999_u32.to_be_bytes());
    let opener = computer.opener();
    let window = computer.open().await;
    says(&window, "newer Copydesk").await;
    let text = window.text().await;
    assert!(text.contains("999") && text.contains("Update Copydesk"), "it names the version: {text}");
    window.press("Show the folder").await;
    wait_until("the folder is shown", || !opener.asked().is_empty());
    assert_eq!(opener.asked(), [computer.desk().display().to_string()], "the desk's folder and nothing else");
    window.press("Try again").await;
    says(&window, "newer Copydesk").await;
    window.kill();
    assert!(
        std::fs::read(computer.desk().join("desk.sqlite")).unwrap() == newer,
        "the database is as it was, byte by byte"
    );
}

#[tokio::test]
async fn a_desk_that_cannot_be_upgraded_says_so_and_gives_its_texts() {
    let computer = Computer::new().await;
    let story = sample(&computer);
    copydesk_tests::upgrade::forget_the_latest(&computer.desk().join("desk.sqlite"));
    let window = computer.open().await;
    says(&window, "could not be brought up to date").await;
    let text = window.text().await;
    assert!(
        text.contains("exactly as it was") && text.contains("A backup was made"),
        "it says how it stands: {text}"
    );

    window.press("Save the texts").await;
    crate::app::take_the_folder("^Select");
    window.holds("it says what was written", "document.querySelector('.shut [role=status] p')").await;
    let texts = files_of(&computer.folder("Copydesk texts"));
    assert_eq!(texts.len(), 1, "a file for the one story {story}: {texts:?}");
    let saved = std::fs::read_to_string(&texts[0]).unwrap();
    assert!(saved.contains("The bridge opens again on Monday."), "its text is there: {saved}");
    window.close();
}

#[tokio::test]
async fn a_desk_that_somebody_has_open_opens_when_they_are_gone() {
    let computer = Computer::new().await;
    sample(&computer);
    let mut holder = computer.command("flock");
    holder.arg(computer.desk().join("lock")).args(["--command", "echo; sleep 600"]);
    let holder = Group::start_and_hear(&mut holder);
    let window = computer.open().await;
    says(&window, "open already").await;
    drop(holder);
    window.press("Try again").await;
    window.find("nav li button").await;
    window.close();
}

#[tokio::test]
async fn a_house_file_that_was_spoiled_by_hand_is_named_by_its_line() {
    let computer = Computer::new().await;
    sample(&computer);
    let house = computer.desk().join("house.toml");
    std::fs::write(&house, "name = \"City News\"\nsections = [\n").unwrap();
    let window = computer.open().await;
    says(&window, "settings cannot be read").await;
    assert!(window.text().await.contains("house.toml"), "it names the file");
    std::fs::write(&house, "name = \"City News\"\ninterface_language = \"uk\"\n").unwrap();
    window.press("Try again").await;
    window.find("nav li button").await;
    let desk = window.call("desk_show", json!({})).await;
    assert_eq!(desk["house"]["name"], json!("City News"), "the file is read as it now is");
    window.close();
}

#[tokio::test]
async fn the_screen_of_a_closed_desk_speaks_the_houses_language() {
    let computer = Computer::new().await;
    sample(&computer);
    std::fs::write(computer.desk().join("house.toml"), "interface_language = \"uk\"\n").unwrap();
    scratch(&computer, 60, &999_u32.to_be_bytes());
    let window = computer.open().await;
    window
        .holds("it is in Ukrainian", "document.querySelector('.shut h1')?.textContent.includes('новіший')")
        .await;
    window.press("English").await;
    says(&window, "newer Copydesk").await;
    assert_eq!(window.run("return document.documentElement.lang").await, Value::from("en"));
    window.close();
}

#[tokio::test]
async fn a_desk_on_a_disk_that_takes_no_writes_is_read_and_copied_out() {
    let computer = Computer::new().await;
    let disk = match copydesk_tests::small_disk::SmallDisk::make(&computer.folder("disk"), 32 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a read-only disk needs a mount, and {said}"),
    };
    let desk = disk.path().join("desk");
    let story = story_at(&computer, &desk);
    disk.make_read_only().unwrap();

    let named = desk.display().to_string();
    let window = computer.open_with(&["--desk", &named], &[]).await;
    window
        .holds(
            "a banner says so",
            "document.querySelector('.no-writes')?.textContent.includes('takes no writes')",
        )
        .await;
    window.run(&format!("location.hash = '#/write/{story}'")).await;
    window.find(BODY).await;
    let before = window.run(&format!("return document.querySelector({BODY:?}).textContent")).await;
    let before = before.as_str().unwrap().to_owned();
    assert!(before.len() > 200, "the text is there to be read");
    window.run(&format!("document.querySelector({BODY:?}).focus()")).await;
    crate::app::xdotool(&["type", "--delay", "4", "words that go nowhere"]);
    let editable = format!("return document.querySelector({BODY:?}).isContentEditable");
    assert_eq!(window.run(&editable).await, json!(false), "nothing that could be lost can be typed");
    reads(&window, BODY, &before, false).await;
    let refused = window.call("story_create", json!({ "slugline": "x", "language": "" })).await;
    assert_eq!(refused["error"]["code"], json!("refused"), "the core refuses writes: {refused}");

    let copy = computer.folder("elsewhere").join("copy.txt");
    window.click(".no-writes [data-action='story-copy']").await;
    crate::app::choose_path("^Save", &copy);
    wait_until("the copy is written", || copy.exists());
    let copied = std::fs::read_to_string(&copy).unwrap();
    assert!(copied.contains(before.lines().next().unwrap()), "the story is in the copy: {copied}");

    disk.make_writable().unwrap();
    window.press("Try again").await;
    window
        .holds(
            "the desk takes keys again",
            "!document.querySelector('.no-writes') && document.querySelector('main')",
        )
        .await;
    let made = window.call("story_create", json!({ "slugline": "x", "language": "" })).await;
    assert!(made["id"].is_string(), "writes are taken: {made}");
    window.close();
}

#[tokio::test]
async fn a_desk_on_a_full_disk_is_read_until_there_is_room() {
    let computer = Computer::new().await;
    let disk = match copydesk_tests::small_disk::SmallDisk::make(&computer.folder("disk"), 8 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a small disk needs a mount, and {said}"),
    };
    let desk = disk.path().join("desk");
    story_at(&computer, &desk);
    let ballast = disk.path().join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    while std::io::Write::write_all(&mut file, &[0; 4_096]).is_ok() {}

    let named = desk.display().to_string();
    let window = computer.open_with(&["--desk", &named], &[]).await;
    window
        .holds(
            "a banner says so",
            "document.querySelector('.no-writes')?.textContent.includes('disk is full')",
        )
        .await;
    window.find("nav li button").await;
    drop(file);
    std::fs::remove_file(&ballast).unwrap();
    window.press("Try again").await;
    window
        .holds(
            "the desk takes keys again",
            "!document.querySelector('.no-writes') && document.querySelector('main')",
        )
        .await;
    let made = window.call("story_create", json!({ "slugline": "x", "language": "" })).await;
    assert!(made["id"].is_string(), "writes are taken: {made}");
    window.close();
}

//! Words that were written to run: in a story, a paste, a caption, a person's biography, and in what a
//! server answers. None runs on any screen of the window, and none reaches a server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};

use serde_json::{json, Value};

use crate::app::{Computer, Elsewhere, Window};

/// Whatever of it would run sets `hostileRan`; whatever would be fetched goes to the address.
fn hostile(address: &str) -> String {
    format!(
        "<img src=x onerror=\"window.hostileRan='img'\"><script>window.hostileRan='script'</script>\
         <svg onload=\"window.hostileRan='svg'\"><iframe srcdoc=\"<script>parent.hostileRan='frame'</script>\"></iframe>\
         <img src=\"{address}pixel.png\"><link rel=stylesheet href=\"{address}style.css\">\
         <a href=\"javascript:window.hostileRan='link'\">x</a><meta http-equiv=refresh content=\"0;url={address}\">"
    )
}

/// Shows every screen, and what opens over them.
async fn walk(window: &Window, story: &str) {
    for screen in ["write", "review", "archive", "outbox"] {
        window.run(&format!("location.hash = '/{screen}/{story}'")).await;
        window
            .holds(
                "the screen is there",
                &format!("document.querySelector('main') && location.hash.startsWith('#/{screen}')"),
            )
            .await;
        ran_nowhere(window).await;
    }
    for part in ["people", "destinations", "house", "members"] {
        window.run(&format!("location.hash = '/settings/-/{part}'")).await;
        window.holds("the settings are there", "document.querySelector('main')").await;
        ran_nowhere(window).await;
    }
}

async fn ran_nowhere(window: &Window) {
    let ran =
        window.run_async("await new Promise(requestAnimationFrame); return window.hostileRan ?? null").await;
    assert_eq!(ran, Value::Null, "nothing that somebody wrote runs");
    let address = window.run("return location.protocol + '//' + location.host").await;
    assert_eq!(address, json!("tauri://localhost"), "and nothing leads away");
}

#[tokio::test]
async fn what_people_write_runs_on_no_screen() {
    let computer = Computer::new().await;
    let elsewhere = Elsewhere::new();
    let nasty = hostile(&elsewhere.address());
    let window = computer.open().await;
    let story = window.call("story_create", json!({ "slugline": "hostile", "language": "en" })).await;
    let story = story["id"].as_str().expect("a story was made").to_owned();
    let edits = ["body", "headline", "deck"]
        .map(|container| json!({ "container": container, "delta": [{ "insert": nasty }] }));
    let opened = window.call("story_open", json!({ "story": story })).await;
    let typed = window
        .call(
            "story_edit",
            json!({ "story": story, "client": "hostile", "seq": 1, "base_version": opened["version"], "edits": edits }),
        )
        .await;
    assert!(typed["version"].is_number(), "the words are in the story: {typed}");
    let person = json!({
        "id": "", "name": nasty, "name_forms": { "uk": nasty }, "role": nasty, "short_bio": nasty, "long_bio": nasty,
        "photo": null, "links": [{ "label": nasty, "url": "https://a.example/" }],
    });
    let person = window.call("person_put", person).await;
    assert!(person["id"].is_string(), "the card is kept: {person}");
    let pasted = window.call("text_paste", json!({ "html": nasty, "text": nasty })).await;
    assert!(pasted["error"].is_null(), "the paste is read: {pasted}");
    let comment = json!({ "story": story, "about": { "type": "story" }, "text": nasty, "mentions": [], "proposal": null });
    let comment = window.call("thread_open", comment).await;
    assert!(comment["id"].is_string(), "the comment is kept: {comment}");

    walk(&window, &story).await;
    window.run(&format!("location.hash = '/write/{story}'")).await;
    window
        .holds(
            "the text is shown as text",
            "document.querySelector('.ProseMirror')?.innerText.includes('onerror')",
        )
        .await;
    ran_nowhere(&window).await;
    assert_eq!(elsewhere.heard(), None, "and nothing was fetched");
    window.close();
}

/// A server that answers every question with the same page, and says that it is JSON.
fn answering(body: String) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut length = 0;
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            for line in reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
                if let Some(size) = line.to_lowercase().strip_prefix("content-length:") {
                    length = size.trim().parse().unwrap_or(0);
                }
            }
            let _ = std::io::copy(&mut reader.take(length), &mut std::io::sink());
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

#[tokio::test]
async fn what_a_server_answers_runs_nowhere() {
    let computer = Computer::new().await;
    let elsewhere = Elsewhere::new();
    let nasty = hostile(&elsewhere.address());
    let answer = json!({
        "name": nasty, "description": nasty, "url": "https://a.example", "home": "https://a.example", "namespaces": ["wp/v2"],
        "message": nasty, "code": nasty, "id": 1, "slug": nasty, "link": format!("javascript:{nasty}"),
        "capabilities": { "publish_posts": true }, "authentication": { "application-passwords": {} },
    });
    let server = answering(answer.to_string());
    let window = computer.open().await;
    let add = json!({
        "adapter": "wordpress", "name": nasty, "address": server, "login": "desk", "secret": "abcd", "allow_private": true,
    });
    let added = window.call("destination_add", add).await;
    let destination = added["id"].as_str().unwrap_or_else(|| panic!("it is there: {added}")).to_owned();
    let probed = window.call("destination_probe", json!({ "destination": destination })).await;
    assert!(probed.is_object(), "the server was asked: {probed}");
    walk(&window, "-").await;
    window.run("location.hash = '/settings/-/destinations'").await;
    window
        .holds(
            "what it is called is shown as text",
            "document.querySelector('main').innerText.includes('onerror')",
        )
        .await;
    ran_nowhere(&window).await;
    assert_eq!(elsewhere.heard(), None, "and nothing was fetched");
    window.close();
}

//! A keystroke's whole way: key, page, core, disk, and back after a start anew.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;

use crate::app::{xdotool, Computer, Window};

/// Makes a story by the keyboard and waits until its manuscript is there.
async fn new_story(window: &Window) -> String {
    window.find("main .begin button").await.click().await.unwrap();
    window.find("article.copy .h1 .ProseMirror").await;
    let address = window.client.current_url().await.unwrap();
    address.fragment().unwrap().split('/').nth(2).unwrap().to_owned()
}

/// Types with real keys into a text of the open story.
async fn type_into(window: &Window, css: &str, text: &str) {
    window.find(css).await.click().await.unwrap();
    xdotool(&["type", "--delay", "4", text]);
}

/// Waits for a text to read so; `saved`: and for the status line to say that it is on the disk.
async fn reads(window: &Window, css: &str, text: &str, saved: bool) {
    let script = "const read = document.querySelector(arguments[0])?.textContent ?? '';
                  const saved = document.querySelector('.status .saved')?.textContent ?? '';
                  return read === arguments[1] && (!arguments[2] || saved.includes('Saved on this computer'));";
    let waited = tokio::time::timeout(Duration::from_secs(60), async {
        let args = || vec![json!(css), json!(text), json!(saved)];
        while window.client.execute(script, args()).await.unwrap() != json!(true) {
            tokio::task::yield_now().await;
        }
    });
    if waited.await.is_err() {
        let page = window.run("return document.body.innerText").await;
        panic!("{css} reads {text:?}, but the page is: {page}");
    }
}

/// Waits for a text to read so and to be on the disk.
async fn reads_and_is_saved(window: &Window, css: &str, text: &str) {
    reads(window, css, text, true).await;
}

const HEADLINE: &str = "article.copy .h1 .ProseMirror";
const BODY: &str = "article.copy .body .ProseMirror";

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_kill() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let story = new_story(&window).await;
    type_into(&window, HEADLINE, "Ferry back by Friday").await;
    // Keys wait in line, and a click would overtake them.
    reads_and_is_saved(&window, HEADLINE, "Ferry back by Friday").await;
    type_into(&window, BODY, "The bridge opens again on Monday.").await;
    reads_and_is_saved(&window, BODY, "The bridge opens again on Monday.").await;
    window.kill();

    let window = computer.open().await;
    let row = window
        .client
        .wait()
        .for_element(Locator::XPath("//li//button[contains(., 'Ferry back by Friday')]"))
        .await;
    row.expect("the story is in the list").click().await.unwrap();
    window.find(BODY).await;
    let address = window.client.current_url().await.unwrap();
    assert!(address.fragment().is_some_and(|fragment| fragment.contains(&story)), "it is the same story");
    reads_and_is_saved(&window, BODY, "The bridge opens again on Monday.").await;
    window.close();
}

#[tokio::test]
async fn what_was_typed_last_is_sent_before_the_window_closes() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    new_story(&window).await;
    type_into(&window, HEADLINE, "Tram to the harbour").await;
    // On the screen, and no word yet of the disk.
    reads(&window, HEADLINE, "Tram to the harbour", false).await;
    window.close();

    let window = computer.open().await;
    let row = window
        .client
        .wait()
        .for_element(Locator::XPath("//li//button[contains(., 'Tram to the harbour')]"))
        .await;
    row.expect("the last letter is in the list's headline").click().await.unwrap();
    window.close();
}

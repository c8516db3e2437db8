//! A story in the window: made, typed into with real keys, read.

use std::time::Duration;

use serde_json::json;

use crate::app::{xdotool, Window};

/// The headline's editor.
pub const HEADLINE: &str = "article.copy .h1 .ProseMirror";
/// The body's editor.
pub const BODY: &str = "article.copy .body .ProseMirror";

/// Makes a story by the keyboard and waits until its manuscript is there.
pub async fn new_story(window: &Window) -> String {
    window.find("main .begin button").await.click().await.unwrap();
    window.find("article.copy .h1 .ProseMirror").await;
    let address = window.client.current_url().await.unwrap();
    address.fragment().unwrap().split('/').nth(2).unwrap().to_owned()
}

/// Types with real keys into a text of the open story.
pub async fn type_into(window: &Window, css: &str, text: &str) {
    window.find(css).await.click().await.unwrap();
    xdotool(&["type", "--delay", "4", text]);
}

/// Waits for a text to read so; `saved`: and for the status line to say that it is on the disk.
pub async fn reads(window: &Window, css: &str, text: &str, saved: bool) {
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
pub async fn reads_and_is_saved(window: &Window, css: &str, text: &str) {
    reads(window, css, text, true).await;
}

//! Letters that take more than one key: dead keys, a code point by its number, and Chinese by an input method.

use std::process::{Command, Stdio};

use fantoccini::Locator;
use serde_json::json;

use crate::app::{wait_until, xdotool, Computer, Group, Window};
use crate::manuscript::{new_story, reads, reads_and_is_saved, type_into, BODY, HEADLINE};

/// GTK's own way of composing, whatever this machine would choose.
const SIMPLE: [(&str, &str); 1] = [("GTK_IM_MODULE", "gtk-im-context-simple")];

/// GTK's way to the input method of the session.
const IBUS: [(&str, &str); 1] = [("GTK_IM_MODULE", "ibus")];

/// The session's input method with its Chinese engine, which makes 你好 of `nihao`, until it is dropped.
struct Pinyin {
    _daemon: Group,
}

impl Pinyin {
    fn start(computer: &Computer) -> Self {
        let mut daemon = computer.command("ibus-daemon");
        let daemon = Group::start(daemon.args(["--panel=disable", "--emoji-extension=disable"]));
        let ibus = |words: &[&str]| {
            let said = computer.command("ibus").args(words).stderr(Stdio::null()).output();
            String::from_utf8(said.expect("ibus is installed by ./dev window").stdout).unwrap()
        };
        // Its own answer says no where the keyboard has no other layout to go with it: what it has is asked for.
        wait_until("the input method has its Chinese engine", || {
            ibus(&["engine", "libpinyin"]);
            ibus(&["engine"]).trim() == "libpinyin"
        });
        Self { _daemon: daemon }
    }
}

/// A keyboard with dead keys, until it is dropped.
struct DeadKeys;

impl DeadKeys {
    fn plug_in() -> Self {
        layout(&["us", "-variant", "intl"]);
        Self
    }
}

impl Drop for DeadKeys {
    fn drop(&mut self) {
        layout(&["us"]);
    }
}

fn layout(args: &[&str]) {
    let set = Command::new("setxkbmap").args(args).status().expect("setxkbmap is installed by ./dev window");
    assert!(set.success(), "the keyboard has the layout {args:?}");
}

/// Opens a story by its headline in a window that was just opened.
async fn open_story(window: &Window, headline: &str) {
    let path = format!("//li//button[contains(., {headline:?})]");
    let row = window.client.wait().for_element(Locator::XPath(&path)).await;
    row.expect("the story is in the list").click().await.unwrap();
    window.find(BODY).await;
}

#[tokio::test]
async fn letters_of_dead_keys_and_of_code_points_are_typed_and_kept() {
    let computer = Computer::new().await;
    let _keyboard = DeadKeys::plug_in();
    let window = computer.open_with(&[], &SIMPLE).await;
    new_story(&window).await;
    type_into(&window, HEADLINE, "Caf").await;
    xdotool(&["key", "--delay", "20", "dead_acute", "e"]);
    xdotool(&["type", "--delay", "4", " Z"]);
    xdotool(&["key", "--delay", "20", "dead_diaeresis", "u"]);
    xdotool(&["type", "--delay", "4", "rich"]);
    reads_and_is_saved(&window, HEADLINE, "Café Zürich").await;
    type_into(&window, BODY, "5").await;
    xdotool(&["key", "--delay", "20", "ctrl+shift+u", "2", "0", "a", "c", "Return"]);
    reads_and_is_saved(&window, BODY, "5€").await;
    window.close();

    let window = computer.open_with(&[], &SIMPLE).await;
    open_story(&window, "Café Zürich").await;
    reads_and_is_saved(&window, BODY, "5€").await;
    window.close();
}

#[tokio::test]
async fn nothing_is_sent_and_nothing_is_called_saved_while_a_letter_is_composed() {
    let computer = Computer::new().await;
    let window = computer.open_with(&[], &SIMPLE).await;
    let story = new_story(&window).await;
    type_into(&window, BODY, "5").await;
    reads_and_is_saved(&window, BODY, "5").await;
    let version = || async { window.call("story_open", json!({ "story": story })).await["version"].clone() };
    let before = version().await;
    xdotool(&["key", "--delay", "20", "ctrl+shift+u", "2", "0", "a"]);
    reads(&window, BODY, "5u20a", false).await;
    composes(&window).await;
    assert_eq!(version().await, before, "what is being composed is not sent");
    xdotool(&["key", "--delay", "20", "c", "Return"]);
    reads_and_is_saved(&window, BODY, "5€").await;
    assert_ne!(version().await, before, "what was composed is");
    window.close();
}

#[tokio::test]
async fn chinese_is_written_by_an_input_method_and_none_of_its_latin_letters_is_kept() {
    let computer = Computer::with_bus().await;
    let _pinyin = Pinyin::start(&computer);
    let window = computer.open_with(&[], &IBUS).await;
    new_story(&window).await;
    // Its letters stand in a window of its own until a word is chosen: the text has the word, and had nothing else.
    type_into(&window, HEADLINE, "nihao ").await;
    reads_and_is_saved(&window, HEADLINE, "你好").await;
    xdotool(&["type", "--delay", "20", "shijie"]);
    xdotool(&["key", "Escape"]);
    xdotool(&["type", "--delay", "20", "nihao "]);
    reads_and_is_saved(&window, HEADLINE, "你好你好").await;

    // On a new line, and in the middle of one.
    type_into(&window, BODY, "shijie ").await;
    reads_and_is_saved(&window, BODY, "世界").await;
    xdotool(&["key", "Return"]);
    xdotool(&["type", "--delay", "20", "nihao "]);
    reads_and_is_saved(&window, BODY, "世界你好").await;
    xdotool(&["key", "Left"]);
    xdotool(&["type", "--delay", "20", "shijie "]);
    reads_and_is_saved(&window, BODY, "世界你世界好").await;
    let lines =
        window.run("return [...document.querySelectorAll('article.copy .body p')].map((p) => p.textContent)");
    assert_eq!(lines.await, json!(["世界", "你世界好"]), "each in its line");
    window.close();
}

/// Waits until the status line says that something is being composed, and not that all is saved.
async fn composes(window: &Window) {
    let said = "document.querySelector('.status .saved')?.textContent ?? ''";
    window.holds("the status line does not say saved", &format!("!/saved/i.test({said})")).await;
}

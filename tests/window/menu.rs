//! The real menu, opened and chosen from by keys: every entry reaches what it names.

use serde_json::json;

use crate::app::{dialog, dialog_is_gone, wait_until, xdotool, Computer, Window, OURS};
use crate::manuscript::{new_story, HEADLINE};

/// Which menu of the bar an entry is in.
#[derive(Clone, Copy)]
pub enum Menu {
    File,
    Go,
    Help,
}

/// Opens the menu bar with its key and chooses the entry that is so many steps down.
pub fn choose(menu: Menu, entry: usize) {
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    let mut keys = vec!["key", "--delay", "40", "F10"];
    keys.extend(std::iter::repeat_n("Right", menu as usize));
    keys.extend(std::iter::repeat_n("Down", entry));
    keys.push("Return");
    xdotool(&keys);
}

/// Waits until the page is at a screen.
async fn is_at(window: &Window, screen: &str) {
    window
        .holds(&format!("the screen is {screen}"), &format!("location.hash.startsWith('#/{screen}')"))
        .await;
}

#[tokio::test]
async fn every_entry_of_the_menu_reaches_what_it_names() {
    let computer = Computer::new().await;
    let opener = computer.opener();
    let window = computer.open().await;

    choose(Menu::File, 1);
    window.find(HEADLINE).await;
    assert!(window.text().await.contains("Revisions"), "New story opens one");
    choose(Menu::File, 2);
    window
        .holds(
            "Save revision asks for its note",
            "document.querySelector('[role=dialog] input, [role=dialog] textarea')",
        )
        .await;
    xdotool(&["key", "Escape"]);
    window.holds("the question is gone", "!document.querySelector('[role=dialog]')").await;
    choose(Menu::File, 3);
    window
        .holds(
            "Publish opens the sheet",
            "document.querySelector('[role=dialog]')?.textContent.includes('Publish')",
        )
        .await;
    xdotool(&["key", "Escape"]);
    window.holds("the sheet is gone", "!document.querySelector('[role=dialog]')").await;

    choose(Menu::File, 4);
    window
        .holds(
            "Save a file for a colleague opens its sheet",
            "document.querySelector('[role=dialog]')?.textContent.includes('A file for a colleague')",
        )
        .await;
    xdotool(&["key", "Escape"]);
    window.holds("the sheet is gone", "!document.querySelector('[role=dialog]')").await;
    choose(Menu::File, 5);
    dialog("^Open");
    xdotool(&["key", "Escape"]);
    dialog_is_gone("^Open");

    choose(Menu::Go, 1);
    window.holds("Go to anything opens the palette", "document.querySelector('[role=combobox]:focus')").await;
    xdotool(&["key", "Escape"]);
    window.holds("the palette is gone", "!document.querySelector('[role=dialog]')").await;
    for (entry, screen) in [(3, "review"), (4, "archive"), (5, "outbox"), (6, "settings"), (2, "write")] {
        choose(Menu::Go, entry);
        is_at(&window, screen).await;
    }

    choose(Menu::Help, 1);
    window.holds("All keys lists them", "document.querySelector('.key-list')").await;
    xdotool(&["key", "Escape"]);
    window.holds("the list is gone", "!document.querySelector('.key-list')").await;
    choose(Menu::Help, 2);
    dialog("^About Copydesk$");
    xdotool(&["key", "Escape"]);
    dialog_is_gone("^About Copydesk$");

    assert_eq!(opener.asked(), [""; 0], "nothing was opened outside yet");
    choose(Menu::File, 6);
    dialog("^Where is my data.$");
    wait_until("the folder is shown", || !opener.asked().is_empty());
    assert_eq!(opener.asked(), [computer.desk().display().to_string()], "it opens the desk's folder");
    xdotool(&["key", "Escape"]);
    dialog_is_gone("^Where is my data.$");

    let process =
        std::path::Path::new("/proc").join(xdotool(&[&OURS[..], &["getwindowpid"]].concat()).trim());
    choose(Menu::File, 7);
    wait_until("Quit ends the app", || crate::app::has_ended(&process));
    window.kill();
}

#[tokio::test]
async fn the_page_can_ask_where_the_data_is_too() {
    let computer = Computer::new().await;
    let opener = computer.opener();
    let window = computer.open().await;
    new_story(&window).await;
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    xdotool(&["key", "ctrl+shift+q"]);
    dialog("^Where is my data.$");
    wait_until("the folder is shown", || !opener.asked().is_empty());
    assert_eq!(opener.asked(), [computer.desk().display().to_string()], "the desk's folder and nothing else");
    xdotool(&["key", "Escape"]);
    dialog_is_gone("^Where is my data.$");
    let answer = window.call("desk_show", json!({})).await;
    assert!(answer["me"]["id"].is_string(), "the desk goes on");
    window.close();
}

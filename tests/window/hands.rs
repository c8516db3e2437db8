//! A person's hands and eyes at the window: keys, words that are chosen, sheets that come and go, pictures taken.
//!
//! `COPYDESK_LOOK=DIR`: the pictures, of every screen on the way, in both themes, for whoever looks.

use std::path::Path;

use fantoccini::Locator;
use serde_json::json;

use crate::app::{xdotool, Window};
use crate::manuscript::BODY;

/// Presses a key.
pub fn key(keys: &str) {
    xdotool(&["key", "--clearmodifiers", keys]);
}

/// Types.
pub fn types(text: &str) {
    xdotool(&["type", "--delay", "4", text]);
}

/// Pictures of the window as it stands, light and dark.
pub async fn look(window: &Window, name: &str) {
    let Some(folder) = std::env::var_os("COPYDESK_LOOK") else { return };
    for theme in ["dark", "light"] {
        let shown = format!(
            "document.documentElement.dataset.theme = '{theme}';
             await new Promise(requestAnimationFrame);
             await Promise.all(document.getAnimations().map((one) => one.finished));
             for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);"
        );
        window.run_async(&shown).await;
        let picture = Path::new(&folder).join(format!("{name}-{theme}.png"));
        let taken = std::process::Command::new("import").args(["-window", "root"]).arg(&picture).status();
        assert!(taken.is_ok_and(|it| it.success()), "a picture is taken");
    }
}

/// Waits for a sheet by its title, and until it has the keyboard.
pub async fn sheet(window: &Window, title: &str) {
    let there = format!(
        "document.activeElement?.closest('[role=dialog]')?.querySelector('[role=heading]')?.textContent.includes({title:?})"
    );
    window.holds(&format!("the sheet {title:?} is there"), &there).await;
}

/// Waits until there is no sheet.
pub async fn no_sheet(window: &Window) {
    window.holds("the sheet is gone", "!document.querySelector('[role=dialog]')").await;
}

/// Waits for words on the page.
pub async fn says(window: &Window, words: &str) {
    window
        .holds(&format!("it says {words:?}"), &format!("document.body.innerText.includes({words:?})"))
        .await;
}

/// Selects words of the body, as a person with a mouse would.
pub async fn select(window: &Window, words: &str) {
    let selected = window
        .run(&format!(
            "const body = document.querySelector({BODY:?});
             const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
             for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
               const at = node.textContent.indexOf({words:?});
               if (at === -1) continue;
               body.focus();
               getSelection().setBaseAndExtent(node, at, node, at + {words:?}.length);
               return true;
             }}
             return false"
        ))
        .await;
    assert_eq!(selected, json!(true), "{words:?} is in the body");
}

/// Presses a label with these words: its tick or its choice.
pub async fn chooses(window: &Window, words: &str) {
    let path = format!("//label[contains(normalize-space(.), {words:?})]");
    let label = window.client.wait().for_element(Locator::XPath(&path)).await;
    label.unwrap_or_else(|_| panic!("there is a choice {words:?}")).click().await.unwrap();
}

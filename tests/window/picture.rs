//! A photo comes into a story by the system's own dialog, and is seen through the photo protocol.

use crate::{
    app::{choose_existing, Computer},
    manuscript::new_story,
};
use std::path::Path;

#[tokio::test]
async fn a_photo_is_chosen_in_the_systems_dialog() {
    let computer = Computer::new().await;
    let photo = computer.folder("pictures").join("tram.jpg");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/headless/sample/tram.jpg");
    std::fs::copy(sample, &photo).unwrap();
    let window = computer.open().await;
    new_story(&window).await;
    window.press("Choose a photo").await;
    choose_existing("^Open", &photo);
    window
        .holds("the photo is in the story", "document.querySelector('article.copy img')?.naturalWidth > 0")
        .await;
    let credit = "document.querySelector('article.copy')?.innerText.includes('Sander Klootwijk')";
    window.holds("with what it says of itself", credit).await;
    window.close();
}

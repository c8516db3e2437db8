//! A photograph's way in through the system's own dialog, and the protocol that shows it.

use serde_json::json;

use crate::app::{choose_path, Computer};
use crate::manuscript::new_story;

#[tokio::test]
async fn a_photo_that_was_chosen_is_stored_and_shown_and_nobody_elses_is() {
    let computer = Computer::new().await;
    let house = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let photo = computer.folder("photos").join("tram.jpg");
    std::fs::copy(house.join("src-tauri/headless/sample/tram.jpg"), &photo).unwrap();
    // A photo of another desk, which this one does not hold.
    let other = computer.folder("other-desk");
    let mut command = computer.command(env!("CARGO_BIN_EXE_copydesk"));
    command.arg("--desk").arg(&other).args(["call", "person_photo", r#"{"name":"icon.png"}"#]);
    let brought = command.arg("--body").arg(house.join("src-tauri/shell/icons/128x128.png")).output().unwrap();
    let brought: serde_json::Value = serde_json::from_slice(&brought.stdout).unwrap();
    let foreign = brought["id"].as_str().unwrap();
    assert_eq!(foreign.len(), 64, "the other desk has a photo: {brought}");

    let window = computer.open().await;
    let story = new_story(&window).await;
    window.click("main .drop").await;
    choose_path("^Open", &photo);
    let image = "document.querySelector('article.copy figure img')";
    window.holds("the photo shows", &format!("{image}?.complete && {image}.naturalWidth > 0")).await;
    let address = window.run(&format!("return {image}.src")).await;
    let address = address.as_str().unwrap();
    let hash = address.strip_prefix("img://localhost/").expect("it comes through the photo protocol");

    let facts = window.call("story_facts", json!({ "story": story })).await;
    assert_eq!(facts["figures"][0]["asset"], json!(hash), "it is the story's lead photo: {facts}");
    let credit = facts["figures"][0]["credit_line"].as_str().unwrap();
    assert!(credit.starts_with('('), "its credit was read: {credit}");
    let blobs = walk(&computer.desk().join("blobs"));
    assert!(blobs.iter().any(|path| path.to_string_lossy().replace('/', "").contains(&hash[8..])), "it is on the disk");

    let shown = window
        .run_async(&format!(
            "const shows = (address) => new Promise((resolve) => {{
               const image = new Image();
               image.onload = () => resolve(image.naturalWidth > 0);
               image.onerror = () => resolve(false);
               image.src = address;
             }});
             return {{
               stored: await shows('img://localhost/{hash}?w=200'),
               foreign: await shows('img://localhost/{foreign}'),
               file: await shows('file://{file}'),
               climbing: await shows('img://localhost/../{hash}/../{foreign}'),
               named: await shows('img://localhost/{hash}.jpg'),
             }};",
            file = photo.display(),
        ))
        .await;
    let held = json!({ "stored": true, "foreign": false, "file": false, "climbing": false, "named": false });
    assert_eq!(shown, held, "what this desk holds is shown, by its hash, and nothing else");
    window.close();
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(walk(&path)),
            false => all.push(path),
        }
    }
    all
}

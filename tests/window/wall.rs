//! The walls around the page: what a script that got in could not do.

use serde_json::{json, Value};

use crate::app::{Computer, Elsewhere};

#[tokio::test]
async fn an_injected_script_does_not_run() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let ran = window
        .run_async(
            "const violated = [];
             document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
             const inline = document.createElement('script');
             inline.textContent = 'window.inlineRan = true';
             document.body.append(inline);
             const holder = document.createElement('div');
             holder.innerHTML = `<img src=x onerror=\"window.handlerRan = true\"><a id=trap href=\"javascript:window.linkRan = true\">x</a>`;
             document.body.append(holder);
             const failed = new Promise((resolve) => holder.querySelector('img').addEventListener('error', resolve));
             document.getElementById('trap').click();
             const frame = document.createElement('iframe');
             frame.srcdoc = '<script>parent.frameRan = true</script>';
             document.body.append(frame);
             await failed;
             await new Promise((resolve) => setTimeout(resolve));
             return {
               inline: window.inlineRan ?? false, handler: window.handlerRan ?? false,
               link: window.linkRan ?? false, frame: window.frameRan ?? false,
               violated: [...new Set(violated)].length > 0,
             };",
        )
        .await;
    let held = json!({ "inline": false, "handler": false, "link": false, "frame": false, "violated": true });
    assert_eq!(
        ran, held,
        "no script runs that the binary does not embed, and the policy says that it refused"
    );
    window.close();
}

#[tokio::test]
async fn the_page_reaches_no_server() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let elsewhere = Elsewhere::new();
    let address = elsewhere.address();
    let reached = window
        .run_async(&format!(
            "const fetched = await fetch('{address}', {{ mode: 'no-cors' }}).then(() => true, () => false);
             const image = new Image();
             const shown = new Promise((resolve) => {{ image.onload = () => resolve(true); image.onerror = () => resolve(false); }});
             image.src = '{address}pixel.png';
             return {{ fetched, shown: await shown, beacon: navigator.sendBeacon?.('{address}', 'x') ?? false }};"
        ))
        .await;
    assert_eq!(reached["fetched"], json!(false), "no request leaves the page");
    assert_eq!(reached["shown"], json!(false), "no picture is fetched from elsewhere");
    assert_eq!(elsewhere.heard(), None, "nothing arrived at the server");
    window.close();
}

#[tokio::test]
async fn nothing_of_tauri_answers_but_the_one_command() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    for command in [
        "call2",
        "watch",
        "plugin:window|close",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:resources|close",
        "plugin:menu|new",
        "plugin:tray|new",
        "plugin:image|new",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:fs|read_text_file",
        "plugin:opener|open_path",
        "plugin:shell|execute",
        "plugin:window-state|filename",
    ] {
        let answer = window
            .run_async(&format!(
                "return {{ got: await window.__TAURI_INTERNALS__.invoke('{command}', {{}}) }};"
            ))
            .await;
        let refused = answer["refused"].as_str().unwrap_or_default().to_lowercase();
        assert!(
            refused.contains("not allowed") || refused.contains("not found"),
            "{command} is refused before it runs, but: {answer}"
        );
    }
    let frozen = window.run("return Object.isFrozen(Object.prototype)").await;
    assert_eq!(frozen, Value::Bool(true), "a script cannot change what every object inherits");
    window.close();
}

#[tokio::test]
async fn two_hundred_addresses_that_climb_show_no_file() {
    let computer = Computer::new().await;
    // A picture that a path could reach, where a file server would find it.
    let pixel = [
        0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0, 0, 0, 0x3b, // GIF89a, one pixel
    ];
    for folder in ["data", "data/copydesk"] {
        std::fs::write(computer.folder(folder).join("pixel.gif"), pixel).unwrap();
    }
    let window = computer.open().await;
    let shown = window
        .run_async(
            "const climbs = ['..', '%2e%2e', '..%2f', '%2e%2e%2f', '..%5c', '%252e%252e', '....//', '%c0%ae%c0%ae', './', '%00'];
             const hash = '0'.repeat(64);
             const targets = ['pixel.gif', 'copydesk/pixel.gif', 'etc/passwd', hash + '.gif', hash + '/pixel.gif'];
             const starts = ['img://localhost/', 'img://localhost//', `img://localhost/${hash}/`, 'img://pixel.gif/'];
             const addresses = starts.flatMap((start) => climbs.flatMap((climb) => targets.map((target) => `${start}${climb}/${target}`)));
             const shows = (address) => new Promise((resolve) => {
               const image = new Image();
               image.onload = () => resolve(true);
               image.onerror = () => resolve(false);
               image.src = address;
             });
             const shown = await Promise.all(addresses.map(shows));
             return { tried: addresses.length, shown: addresses.filter((_, at) => shown[at]) };",
        )
        .await;
    assert_eq!(shown, json!({ "tried": 200, "shown": [] }), "the photo protocol knows hashes and no paths");
    window.close();
}

#[tokio::test]
async fn the_page_is_told_no_place_on_the_disk() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let desk = window.call("desk_show", json!({})).await;
    assert!(desk["me"]["id"].is_string(), "the desk answers: {desk}");
    let stories = window.call("desk_stories", json!({ "tray": "all", "query": "", "limit": 10 })).await;
    let unknown = window.call("desk_burn", json!({})).await;
    assert_eq!(unknown["error"]["code"], json!("bad_call"), "what is not in the list is refused: {unknown}");
    let home = computer.folder("data").parent().unwrap().display().to_string();
    let said = format!("{stories}{unknown}{}", json!([desk["members"], desk["house"], desk["remarks"]]));
    assert!(!said.contains(&home), "no answer names a folder of this computer");
    window.close();
}

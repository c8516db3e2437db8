//! The window opens on the desk, remembers its place, and is one.

use crate::app::{wait_until, xdotool, Computer, OURS};

#[tokio::test]
async fn the_window_opens_on_the_desk() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let title = window.client.title().await.unwrap();
    assert_eq!(title, "Copydesk", "the page is ours");
    let address = window.client.current_url().await.unwrap();
    assert_eq!(address.scheme(), "tauri", "the window shows what the binary embeds, not a server's page");
    window.close();
}

/// Width and height of our window.
fn size() -> (u32, u32) {
    let lines = xdotool(&[&OURS[..], &["getwindowgeometry", "--shell"]].concat());
    let value = |name: &str| lines.lines().find_map(|line| line.strip_prefix(name)).unwrap().parse().unwrap();
    (value("WIDTH="), value("HEIGHT="))
}

#[tokio::test]
async fn the_window_remembers_its_size() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    assert_ne!(size(), (903, 611), "the size is not so from the start");
    xdotool(&[&OURS[..], &["windowsize", "--sync", "903", "611"]].concat());
    wait_until("the window has the size it was given", || size() == (903, 611));
    window.close();
    let window = computer.open().await;
    wait_until("the window comes back in its size", || size() == (903, 611));
    window.close();
}

#[tokio::test]
async fn a_second_start_hands_over_to_the_first() {
    let computer = Computer::with_bus().await;
    let window = computer.open().await;
    let second = computer.command(env!("CARGO_BIN_EXE_copydesk")).output().unwrap();
    assert!(second.status.success(), "the second start ends well");
    assert_eq!(xdotool(&OURS).lines().count(), 1, "there is one window");
    window.close();
}

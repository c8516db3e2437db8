//! The window opens on the desk.

use crate::app::Computer;

#[tokio::test]
async fn the_window_opens_on_the_desk() {
    let computer = Computer::new().await;
    let window = computer.open().await;
    let title = window.client.title().await.unwrap();
    assert_eq!(title, "Copydesk", "the page is ours");
    let address = window.client.current_url().await.unwrap();
    assert_eq!(address.scheme(), "tauri", "the window shows what the binary embeds, not a server's page");
    window.close().await;
}

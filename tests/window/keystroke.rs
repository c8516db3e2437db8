//! A keystroke's whole way: key, page, core, disk, and back after a start anew.

use fantoccini::Locator;

use crate::app::Computer;
use crate::manuscript::{new_story, reads, reads_and_is_saved, type_into, BODY, HEADLINE};

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

//! A story goes out, is corrected, and is merged with what somebody changed there: in the real window, to the local
//! site and to a real website behind a line that is pulled out at the worst moment.

use std::time::Duration;

use copydesk_tests::{ghost::GhostServer, line::Line, wordpress::WordPressServer};
use serde_json::{json, Value};

use crate::app::{wait_until, xdotool, Computer, Window, OURS};
use crate::hands::{chooses, key, look, no_sheet, says, select, sheet, types};
use crate::manuscript::{type_into, BODY};

/// A website that the story goes to.
trait Website {
    /// What its button and its secret are called in Settings.
    fn called(&self) -> (&'static str, &'static str);
    /// Where it is.
    fn url(&self) -> String;
    /// The login, where there is one, and the secret.
    fn credentials(&self) -> (Option<&'static str>, String);
    /// What readers may read of each story there.
    fn published(&self) -> Vec<String>;
    /// How many stories it holds in all, reserved ones too.
    fn count(&self) -> usize;
    /// Somebody there puts words in the place of others in the one story that it has.
    fn edit(&self, was: &str, now: &str);
}

impl Website for WordPressServer {
    fn called(&self) -> (&'static str, &'static str) {
        ("Add WordPress", "Application password")
    }

    fn url(&self) -> String {
        self.url()
    }

    fn credentials(&self) -> (Option<&'static str>, String) {
        (Some("owner"), self.settings("owner", "").password)
    }

    fn published(&self) -> Vec<String> {
        let live = self.stories().into_iter().filter(|story| story.status == "publish");
        live.map(|story| format!("{}\n{}", story.title, story.printed)).collect()
    }

    fn count(&self) -> usize {
        self.stories().len()
    }

    fn edit(&self, was: &str, now: &str) {
        let id = self.stories()[0].id;
        let changed = self.php(&format!(
            "$text = get_post({id})->post_content; $now = str_replace({}, {}, $text);
             wp_update_post(wp_slash(['ID' => {id}, 'post_content' => $now])); echo json_encode($now !== $text);",
            json!(was),
            json!(now)
        ));
        assert_eq!(changed, json!(true), "somebody there changed it");
    }
}

impl Website for GhostServer {
    fn called(&self) -> (&'static str, &'static str) {
        ("Add Ghost", "Admin API key")
    }

    fn url(&self) -> String {
        self.url()
    }

    fn credentials(&self) -> (Option<&'static str>, String) {
        (None, self.key("key"))
    }

    fn published(&self) -> Vec<String> {
        let live = self.stories().into_iter().filter(|story| story.status == "published");
        live.map(|story| format!("{}\n{}", story.title, story.printed)).collect()
    }

    fn count(&self) -> usize {
        self.stories().len()
    }

    fn edit(&self, was: &str, now: &str) {
        let story = self.stories().remove(0);
        let lexical = story.lexical.replace(was, now);
        assert_ne!(lexical, story.lexical, "somebody there changed it");
        self.change(&story.id, json!({ "lexical": lexical }));
    }
}

/// Fills in the field of that label.
async fn fills(window: &Window, label: &str, text: &str) {
    let focused = window
        .run(&format!(
            "const label = [...document.querySelectorAll('label')].find((it) => it.textContent.trim() === {label:?});
             label?.control?.focus();
             label?.control?.select();
             return document.activeElement === label?.control"
        ))
        .await;
    assert_eq!(focused, json!(true), "there is a field {label:?}");
    types(text);
    // Keys are on their way for a moment, and go to whatever has the focus then.
    window.holds("it was typed", &format!("document.activeElement?.value === {}", json!(text))).await;
}

/// A person adds the website in Settings, under the name of Gazette.
async fn adds(window: &Window, website: &dyn Website, address: &str) {
    window.run("location.hash = '#/settings/-/destinations'").await;
    let (add, secret) = website.called();
    let (login, password) = website.credentials();
    window.press(add).await;
    fills(window, "Address of the site", address).await;
    fills(window, "Your name for it", "Gazette").await;
    if let Some(login) = login {
        fills(window, "Login there", login).await;
    }
    fills(window, secret, &password).await;
    chooses(window, "This address is on my own computer or network, and I mean it").await;
    window.press("Add and ask").await;
    says(window, "It answers:").await;
}

/// What the desk knows of the story at that place.
async fn row(window: &Window, place: &str) -> Value {
    let outbox = window.call("outbox_show", json!({})).await;
    let stories = outbox["stories"].as_array().cloned().unwrap_or_default();
    let mut rows =
        stories.into_iter().flat_map(|story| story["rows"].as_array().cloned().unwrap_or_default());
    rows.find(|row| row["place"] == place).unwrap_or_default()
}

/// Waits for the desk to know that of the story at Gazette.
async fn is_known(window: &Window, what: &str, so: impl Fn(&Value) -> bool) {
    let waited = tokio::time::timeout(Duration::from_secs(120), async {
        while !so(&row(window, "Gazette").await) {
            tokio::task::yield_now().await;
        }
    });
    if waited.await.is_err() {
        panic!("{what}, but it knows {}", row(window, "Gazette").await);
    }
}

/// Plugs the line in again, and somebody does not wait for the next try.
async fn mends(window: &Window, line: &Line) {
    line.mend();
    let job = row(window, "Gazette").await["job"].clone();
    window.call("job_retry", json!({ "job": job })).await;
}

fn is_live(row: &Value) -> bool {
    row["state"] == "arrived"
}

/// The sheet is open and all is said: sends it.
async fn sends(window: &Window, button: &str) {
    chooses(window, "You approve your own text.").await;
    window
        .holds(
            "it can be sent",
            &format!(
                "[...document.querySelectorAll('[role=dialog] button')]
                   .some((it) => it.textContent.includes({button:?}) && !it.disabled)"
            ),
        )
        .await;
    window.press(button).await;
}

/// Opens the publish sheet by its key.
async fn opens_the_sheet(window: &Window) {
    key("ctrl+shift+p");
    sheet(window, "Publish").await;
    says(window, "Where it goes").await;
}

async fn goes_out_is_corrected_and_is_merged(website: &dyn Website, name: &str) {
    let line = Line::to(&website.url()).unwrap();
    let computer = Computer::new().await;
    let window = computer.open().await;
    xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
    adds(&window, website, &line.url()).await;
    look(&window, &format!("{name}-1-added")).await;

    // Journey 4. The line is pulled out when the website has the story and has not said so.
    let story = window.call("story_sample", json!({})).await["id"].as_str().unwrap().to_owned();
    let byline = json!([{ "person": null, "role": "by", "name": "Author One" }]);
    window
        .call("story_set", json!({ "story": story, "change": { "field": "byline", "value": byline } }))
        .await;
    window.run(&format!("location.hash = '#/write/{story}'")).await;
    window.find(BODY).await;
    opens_the_sheet(&window).await;
    look(&window, &format!("{name}-2-sheet")).await;
    line.cut_at_the_answer_to("\"status\":\"publish");
    sends(&window, "Publish now").await;
    wait_until("the line is out", || line.is_cut());
    is_known(&window, "it does not know", |row| row["state"] == "unknown" || row["state"] == "waiting").await;
    look(&window, &format!("{name}-3-cut")).await;
    assert_eq!(website.published().len(), 1, "the website has it, and has not said so");
    mends(&window, &line).await;
    is_known(&window, "it is live", is_live).await;
    says(&window, "is where it should be").await;
    look(&window, &format!("{name}-4-live")).await;
    assert_eq!(website.count(), 1, "it is there once");
    key("Escape");
    no_sheet(&window).await;

    // Journey 5. A day was wrong: a correction, with its note, goes everywhere.
    window.find(BODY).await.click().await.unwrap();
    select(&window, "from Monday").await;
    types("from Tuesday");
    says(&window, "from Tuesday").await;
    opens_the_sheet(&window).await;
    says(&window, "What kind of change is this?").await;
    kind(&window, "Correction").await;
    fills(&window, "Note to readers", "An earlier version of this story misstated the day.").await;
    look(&window, &format!("{name}-5-correction")).await;
    sends(&window, "Publish update now").await;
    is_known(&window, "the correction is live", |row| is_live(row) && row["changed_there"] == json!(false))
        .await;
    says(&window, "is where it should be").await;
    let read = website.published();
    assert!(read[0].contains("from Tuesday") && read[0].contains("misstated the day"), "{read:?}");
    key("Escape");
    no_sheet(&window).await;
    let pages = computer.home().join("Documents/Copydesk site");
    let corrections = std::fs::read_to_string(pages.join("corrections.html")).unwrap();
    assert!(corrections.contains("misstated the day"), "the corrections page has it too");

    // Journey 6. Somebody edits it there; we go on writing here; nothing is overwritten.
    website.edit("Three stops move", "Three busy stops move");
    type_into(&window, BODY, "").await;
    key("ctrl+Home");
    types("At last: ");
    says(&window, "At last: ").await;
    opens_the_sheet(&window).await;
    says(&window, "What kind of change is this?").await;
    kind(&window, "Typo: no note").await;
    sends(&window, "Publish update now").await;
    is_known(&window, "somebody changed it there", |row| row["changed_there"] == json!(true)).await;
    look(&window, &format!("{name}-6-changed-there")).await;
    assert!(website.published()[0].contains("Three busy stops move"), "nothing was overwritten");
    assert!(!website.published()[0].contains("At last"), "and nothing was written");
    key("Escape");
    no_sheet(&window).await;
    key("alt+4");
    window.press("Compare").await;
    says(&window, "Somebody changed it there").await;
    says(&window, "0 to choose").await;
    look(&window, &format!("{name}-7-merge")).await;
    key("ctrl+Return");
    sheet(&window, "Publish").await;
    says(&window, "What kind of change is this?").await;
    kind(&window, "Typo: no note").await;
    line.cut_at_the_answer_to("At last: ");
    sends(&window, "Publish update now").await;
    wait_until("the line is out again", || line.is_cut());
    is_known(&window, "it does not know", |row| row["state"] == "unknown" || row["state"] == "waiting").await;
    mends(&window, &line).await;
    is_known(&window, "both works are live", |row| is_live(row) && row["changed_there"] == json!(false))
        .await;
    let read = website.published();
    assert!(read[0].contains("At last: ") && read[0].contains("Three busy stops move"), "{read:?}");
    assert_eq!(website.count(), 1, "and it is still one story");
    look(&window, &format!("{name}-8-merged")).await;
    window.close();
}

/// Chooses what kind of change it is, and says why readers need no note where that is asked.
async fn kind(window: &Window, words: &str) {
    window.click("[role=dialog] [role=combobox], [role=dialog] button[aria-haspopup=listbox]").await;
    let option = format!("//*[@role='option'][contains(., {words:?})]");
    let option = window.client.wait().for_element(fantoccini::Locator::XPath(&option)).await.unwrap();
    option.click().await.unwrap();
    window.holds("one of the two is asked, or nothing", "!document.querySelector('[role=option]')").await;
    let asks = "[...document.querySelectorAll('[role=dialog] label')].some((it) => it.textContent.includes('Why readers need no note'))";
    if window.run(&format!("return {asks}")).await == json!(true) {
        fills(window, "Why readers need no note", "Only the wording changed.").await;
    }
}

#[tokio::test]
async fn a_story_goes_to_wordpress_is_corrected_and_merged_over_a_line_that_is_pulled_out() {
    let wordpress = tokio::task::spawn_blocking(WordPressServer::start).await.unwrap();
    goes_out_is_corrected_and_is_merged(&wordpress, "wordpress").await;
}

#[tokio::test]
async fn a_story_goes_to_ghost_is_corrected_and_merged_over_a_line_that_is_pulled_out() {
    let Some(ghost) = tokio::task::spawn_blocking(|| GhostServer::start(5)).await.unwrap() else { return };
    goes_out_is_corrected_and_is_merged(&ghost, "ghost").await;
}

//! Two desks on one machine pass a story back and forth by file, in the real window: filed, commented, suggested on,
//! answered, filed again, approved; each goes on writing while the file is on its way. In the end both have one text,
//! the same thread and the same approval.

use std::path::{Path, PathBuf};

use serde_json::{json, Value};

use crate::app::{choose_existing, choose_path, wait_until, xdotool, Computer, Window, OURS};
use crate::hands::{chooses, key, look, no_sheet, says, select, sheet, types};
use crate::manuscript::{new_story, reads, reads_and_is_saved, type_into, BODY, HEADLINE};

const PHRASE: &str = "kettle orbit walnut tram fjord";
const BEFORE: &str = "The bridge closes on Monday. Buses take the ring road, says the city.";
const AFTER: &str =
    "Nothing crosses the river. The bridge closes on Tuesday. Buses take the ring road, says the city.";

/// A desk of its own, with the one person who works at it.
struct Office<'a> {
    computer: &'a Computer,
    folder: PathBuf,
}

impl<'a> Office<'a> {
    fn of(computer: &'a Computer, name: &str, initials: &str, role: &str) -> Self {
        let folder = computer.folder(role);
        let me = computer.call_aside(&folder, "desk_show", json!({}))["me"]["id"].clone();
        let card = json!({ "id": me, "name": name, "initials": initials, "roles": [role], "person": null });
        computer.call_aside(&folder, "member_put", card);
        Self { computer, folder }
    }

    /// Opens the window on this desk; `file`: as a double click on a story file does.
    async fn opens(&self, file: Option<&Path>) -> Window {
        let folder = self.folder.display().to_string();
        let file = file.map(|file| file.display().to_string());
        let mut args = vec!["--desk", folder.as_str()];
        args.extend(file.as_deref());
        let window = self.computer.open_with(&args, &[]).await;
        xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
        window
    }
}

/// What both desks must have alike: the texts, the threads with what was said in them, the state.
#[derive(Debug, PartialEq)]
struct Held {
    texts: Value,
    threads: Vec<Value>,
    state: Value,
    hash: Value,
}

async fn held(window: &Window, story: &str) -> Held {
    let of = json!({ "story": story });
    let opened = window.call("story_open", of.clone()).await;
    let asked = window.call("thread_list", of).await;
    let said = |entry: &Value| json!([entry["kind"], entry["text"], entry["by"]["name"]]);
    let thread = |thread: &Value| {
        let entries: Vec<_> = thread["entries"].as_array().unwrap().iter().map(said).collect();
        json!([thread["id"], thread["quote"], thread["places"], thread["is_open"], entries])
    };
    Held {
        texts: opened["texts"].clone(),
        threads: asked["threads"].as_array().unwrap().iter().map(thread).collect(),
        state: opened["facts"]["state"]["desk"].clone(),
        hash: opened["facts"]["hash"].clone(),
    }
}

/// The sheet that seals is open: saves the file through the system's own dialog, and leaves.
async fn saves(window: &Window, name: &str, file: &Path) {
    sheet(window, "A file for a colleague").await;
    window
        .holds(
            "the file can be saved",
            "[...document.querySelectorAll('[role=dialog] button')]
               .some((it) => it.textContent.includes('Save the file') && !it.disabled)",
        )
        .await;
    look(window, &format!("{name}-sealing")).await;
    window.press("Save the file").await;
    choose_path("^Save", file);
    wait_until("the file is written", || file.exists());
    sheet(window, "The file is saved").await;
    look(window, &format!("{name}-sealed")).await;
    key("Escape");
    no_sheet(window).await;
}

/// The sheet of a file that came is open: takes it in.
async fn takes_in(window: &Window, from: &str) {
    window.press("Take it in").await;
    says(window, &format!("The file from {from} is taken in.")).await;
}

#[tokio::test]
async fn two_desks_pass_a_story_back_and_forth_by_file() {
    let computer = Computer::new().await;
    let reporter = Office::of(&computer, "Staff Reporter", "SR", "reporter");
    let editor = Office::of(&computer, "Night Editor", "NE", "editor");
    let stick = computer.folder("stick");
    let [filed, sent_back, again, approved] =
        ["filed", "sent-back", "again", "approved"].map(|name| stick.join(format!("{name}.cdstory")));

    // The reporter writes, files it, and seals it with a passphrase: nobody's key is known yet.
    let window = reporter.opens(None).await;
    let story = new_story(&window).await;
    type_into(&window, HEADLINE, "Bridge closes for repair").await;
    reads_and_is_saved(&window, HEADLINE, "Bridge closes for repair").await;
    type_into(&window, BODY, BEFORE).await;
    reads_and_is_saved(&window, BODY, BEFORE).await;
    look(&window, "01-written").await;
    key("ctrl+Return");
    window.find("[data-first]").await;
    types("Ready for you");
    // Keys come through the screen, and a click does not wait for them.
    window
        .holds("the note is written", "document.querySelector('[data-first]').value === 'Ready for you'")
        .await;
    chooses(&window, "Save a file for an editor elsewhere").await;
    look(&window, "02-filing").await;
    window.click("[data-first]").await;
    key("Return");
    sheet(&window, "A file for a colleague").await;
    window.click("[role=dialog] input[type=password]").await;
    types(PHRASE);
    key("Tab");
    types(PHRASE);
    saves(&window, "03", &filed).await;

    // While the file is away he goes on.
    window.click(HEADLINE).await;
    key("ctrl+a");
    types("River bridge shut for a month");
    reads_and_is_saved(&window, HEADLINE, "River bridge shut for a month").await;
    window.click(BODY).await;
    key("ctrl+Home");
    types("Nothing crosses the river. ");
    reads_and_is_saved(&window, BODY, &format!("Nothing crosses the river. {BEFORE}")).await;
    window.close();

    // The editor double-clicks the file: unlocked, looked at, taken in.
    let window = editor.opens(Some(&filed)).await;
    sheet(&window, "A story file").await;
    look(&window, "04-locked").await;
    types("not the passphrase");
    key("Return");
    says(&window, "This is not the passphrase").await;
    let field = window.find("[role=dialog] input[type=password]").await;
    field.clear().await.unwrap();
    field.click().await.unwrap();
    types(PHRASE);
    key("Return");
    says(&window, "Bridge closes for repair").await;
    look(&window, "05-arrives").await;
    takes_in(&window, "Staff Reporter").await;
    reads(&window, BODY, BEFORE, false).await;

    // She asks, suggests, gives it a headline of her own, and sends it back.
    select(&window, "says the city").await;
    key("ctrl+shift+m");
    window.find("textarea").await;
    types("Who in the city?");
    key("Return");
    window.find("article[data-thread]").await;
    key("F2");
    window.find(".suggesting").await;
    select(&window, "Monday").await;
    types("Tuesday");
    window
        .holds(
            "what she types is suggested",
            "document.querySelector('.body ins')?.textContent === 'Tuesday'",
        )
        .await;
    look(&window, "06-suggested").await;
    key("F2");
    window.holds("she types again", "!document.querySelector('.suggesting')").await;
    window.click(HEADLINE).await;
    key("ctrl+a");
    types("Commuters face a long detour");
    reads_and_is_saved(&window, HEADLINE, "Commuters face a long detour").await;
    key("alt+2");
    window.find("main.review article[aria-label]").await;
    look(&window, "07-review").await;
    key("ctrl+shift+b");
    window.find("[data-first]").await;
    types("Name the source");
    key("Return");
    says(&window, "Sent back with your note.").await;
    look(&window, "08-sent-back").await;
    key("ctrl+e");
    saves(&window, "09", &sent_back).await;
    window.close();

    // The reporter opens it through the system's dialog. Both gave it a headline: both are shown, one is chosen.
    let window = reporter.opens(None).await;
    window.press("In review").await;
    window.click("nav li button").await;
    window.find(BODY).await;
    key("ctrl+o");
    choose_existing("^Open", &sent_back);
    sheet(&window, "A story file").await;
    says(&window, "River bridge shut for a month").await;
    says(&window, "Commuters face a long detour").await;
    look(&window, "10-clash-arrives").await;
    takes_in(&window, "Night Editor").await;
    sheet(&window, "Changed on two computers").await;
    look(&window, "11-choosing").await;
    key("Escape");
    no_sheet(&window).await;
    look(&window, "12-not-chosen").await;
    key("shift+F7");
    sheet(&window, "Changed on two computers").await;
    key("2");
    window.holds("hers is chosen", "document.querySelector('[role=dialog] [value=theirs]')?.checked").await;
    key("Return");
    says(&window, "Headline: chosen.").await;
    no_sheet(&window).await;
    reads(&window, HEADLINE, "Commuters face a long detour", false).await;

    // He answers, accepts, ticks, and files again. Their keys are known to each other now.
    key("shift+F8");
    window.find("article[data-thread]").await;
    look(&window, "13-asked").await;
    window.press("Reply").await;
    window.click("article[data-thread] textarea").await;
    types("The roads office.");
    key("Return");
    says(&window, "The roads office.").await;
    window.click("article[data-suggestion] .go").await;
    key("alt+Return");
    reads_and_is_saved(&window, BODY, AFTER).await;
    chooses(&window, "Name the source").await;
    says(&window, "answers 1 of the notes").await;
    look(&window, "14-answered").await;
    key("ctrl+Return");
    window.find("[data-first]").await;
    chooses(&window, "Save a file for an editor elsewhere").await;
    window.click("[data-first]").await;
    key("Return");
    saves(&window, "15", &again).await;
    window.close();

    // The editor reads only what changed, and approves exactly that.
    let window = editor.opens(Some(&again)).await;
    sheet(&window, "A story file").await;
    says(&window, "which is known here").await;
    look(&window, "16-second-round").await;
    takes_in(&window, "Staff Reporter").await;
    reads(&window, BODY, AFTER, false).await;
    key("alt+2");
    says(&window, "Nothing crosses the river.").await;
    says(&window, "The roads office.").await;
    look(&window, "17-review-again").await;
    key("2");
    window.find("main.review .sides").await;
    look(&window, "18-sides").await;
    key("5");
    window.find("main.review .hand").await;
    look(&window, "19-authors").await;
    key("1");
    window.find("main.review article[aria-label]").await;
    key("ctrl+Return");
    says(&window, "Approved: exactly this text.").await;
    look(&window, "20-approved").await;
    key("shift+F9");
    window.find(".entries table").await;
    look(&window, "21-log").await;
    key("Escape");
    no_sheet(&window).await;
    key("ctrl+e");
    saves(&window, "22", &approved).await;
    let there = held(&window, &story).await;
    window.close();

    // The approval counts at the reporter's, for that text and no other.
    let window = reporter.opens(Some(&approved)).await;
    sheet(&window, "A story file").await;
    says(&window, "Approved by Night Editor: exactly the text that you will have.").await;
    look(&window, "23-approval").await;
    takes_in(&window, "Night Editor").await;
    reads(&window, BODY, AFTER, false).await;
    let here = held(&window, &story).await;
    assert_eq!(here, there, "one text, one thread and one state at both desks");
    assert_eq!(here.state, json!("ready"), "and it is approved");
    let [thread] = here.threads.as_slice() else { panic!("there is one thread: {:?}", here.threads) };
    assert_eq!(
        thread[4],
        json!([
            ["opened", "Who in the city?", "Night Editor"],
            ["replied", "The roads office.", "Staff Reporter"]
        ]),
        "with the question and the answer"
    );
    assert_eq!(thread[1], json!("says the city"), "on the words that it was asked of");
    let flags = window.call("revision_list", json!({ "story": story })).await["flags"].clone();
    let told: Vec<_> = flags.as_array().unwrap().iter().map(|flag| flag["kind"].clone()).collect();
    assert_eq!(told, ["filed", "sent_back", "filed", "approved"], "the story's life is whole");
    key("alt+2");
    window.find(".rail .life").await;
    look(&window, "24-life").await;
    window.close();
}

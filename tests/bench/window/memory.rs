//! What the window holds in memory with a long story open.

use crate::{
    computer::{usual_folder, wait_until, xdotool, Program, Window},
    figure::{Bar, Figure},
    room::Room,
};
use std::time::Duration;

const REVISIONS: usize = 200;
const TURNS: usize = 5;
/// A window at rest is looked at so often, and its middle figure is taken: a collector comes and goes.
const LOOKS: usize = 21;
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);
/// Where the body is in a window of the size that it opens with.
const BODY: [&str; 2] = ["620", "700"];

/// The story is opened by the desk's own keys and one letter is typed into it, so that it is truly there.
pub fn of_a_long_story() {
    let mut room = Room::new(5);
    room.place.folder = usual_folder(&room);
    let story = room.long_story();
    room.revisions(story, REVISIONS);
    let home = room.folder.path();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let window = Window::open(Program::Ours, home);
        open_story(&room, &window);
        ours.push(at_rest(&window));
        window.close();
        let window = Window::open(Program::Empty, home);
        theirs.push(at_rest(&window));
        window.close();
    }
    let (ours, theirs) = (middle(ours), middle(theirs));
    Figure {
        bench: "memory (PSS, all processes), 10,000 words, 50,000 edits, 200 revisions, open",
        ours: format!("{ours:.0} MB"),
        baseline: format!("an empty Tauri window {theirs:.0} MB"),
        value: ours - theirs,
        unit: " MB more",
        bar: Bar::AtMost(60.0),
    }
    .tell();
}

fn open_story(room: &Room, window: &Window) {
    let look = room.look();
    let count = || {
        let count = look.query_row("SELECT count(*) FROM edit_seen", [], |row| row.get::<_, i64>(0));
        count.expect("counted")
    };
    let before = count();
    window.activate();
    // The search, the first row of the list, open it.
    for key in ["slash", "Down", "Return"] {
        xdotool(&["key", key]);
    }
    wait_until("a letter typed into the story is on the disk", || {
        xdotool(&["mousemove", BODY[0], BODY[1], "click", "1"]);
        xdotool(&["type", "a"]);
        std::thread::sleep(BETWEEN_LOOKS);
        count() > before
    });
}

fn at_rest(window: &Window) -> f64 {
    let look = |_| {
        std::thread::sleep(BETWEEN_LOOKS);
        window.pss_mb()
    };
    middle((0..LOOKS).map(look).collect())
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

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
/// Where the list's first story and the body are in a window of the size that it opens with.
const STORY: [&str; 2] = ["140", "372"];
const BODY: [&str; 2] = ["620", "700"];

/// The story is opened and letters are typed into it until one is on the disk, so that it is truly there.
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
    // Not how many: the app forgets the answers of former days when it starts.
    let newest = || {
        let newest =
            look.query_row("SELECT coalesce(max(at_ms), 0) FROM edit_seen", [], |row| row.get::<_, i64>(0));
        newest.expect("asked")
    };
    let before = newest();
    window.activate();
    wait_until("a letter typed into the story is on the disk", || {
        for [x, y] in [STORY, BODY] {
            xdotool(&["mousemove", x, y, "click", "1"]);
        }
        xdotool(&["type", "a"]);
        std::thread::sleep(BETWEEN_LOOKS);
        newest() > before
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

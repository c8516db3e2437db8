//! From the start of the process to a desk that takes keys.

use crate::{
    computer::{usual_folder, wait_until, xdotool, Program, Window},
    figure::{Bar, Figure, Times},
    room::Room,
};
use copydesk_tests::desk::Desk;
use document::{Container, Delta};

const STORIES: usize = 10_000;
/// Threads that make them: one commit takes what has gathered.
const HANDS: usize = 40;
const STARTS: usize = 15;

/// Two programs in turn: a computer's mood is the same for both.
pub fn on_a_full_desk() {
    let mut room = Room::new(4);
    room.place.folder = usual_folder(&room);
    fill(&room.place.open());
    let home = room.folder.path();
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for turn in 0..=STARTS {
        for (program, times) in [(Program::Ours, &mut ours), (Program::Empty, &mut theirs)] {
            let window = Window::open(program, home);
            // The first of each fills the caches.
            if turn > 0 {
                times.push(window.took);
            }
            if turn == STARTS && matches!(program, Program::Ours) {
                answers_a_key(&room, &window);
            }
            window.close();
        }
    }
    let (ours, theirs) = (ours.percentile_ms(50), theirs.percentile_ms(50));
    Figure {
        bench: "start of the process to a desk that takes keys, 10,000 stories, p50",
        ours: format!("{ours:.0} ms"),
        baseline: format!("an empty Tauri window {theirs:.0} ms"),
        value: ours / theirs,
        unit: " times",
        bar: Bar::AtMost(1.3),
    }
    .tell();
}

fn fill(desk: &Desk) {
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            scope.spawn(move || {
                for n in (hand..STORIES).step_by(HANDS) {
                    let story = desk
                        .create_story(desk.reporter, &format!("story-{n}"), "uk")
                        .expect("a story is made");
                    let headline = format!("Міст знову відкриють у понеділок, {n}");
                    desk.types(desk.reporter, story, Container::Headline, Delta::new().insert(&headline));
                }
            });
        }
    });
    desk.close().expect("the desk closes");
}

/// That the desk says it takes keys is true: the key for a new story, pressed right then, makes one.
fn answers_a_key(room: &Room, window: &Window) {
    let look = room.look();
    let count = || {
        let count = look.query_row("SELECT count(*) FROM story", [], |row| row.get::<_, i64>(0));
        count.expect("counted")
    };
    let before = count();
    window.activate();
    xdotool(&["key", "ctrl+n"]);
    wait_until("a key pressed at the desk is answered", || count() > before);
}

//! What a keystroke costs until it is acknowledged: alone, and when nobody pauses.

use crate::{
    figure::{Bar, Figure, Times},
    room::{Room, Window},
};
use std::time::{Duration, Instant};

const KEYSTROKES: usize = 1_000;
/// Windows that type at the same time, each in a story of its own: a window has one call in flight.
const WINDOWS: usize = 40;
/// The 1,000 are typed in so many turns with the baseline's.
const TURNS: usize = 5;

/// One keystroke in a long story, and a bare insert of the same bytes, in turn.
pub fn one() {
    let mut room = Room::new(1);
    let story = room.long_story();
    let desk = room.place.open();
    let mut window = Window::open(&desk, story, "window");
    let (bare, look) = (room.bare(), room.look());
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for _ in 0..KEYSTROKES {
        ours.push(window.types(&desk, "а"));
        theirs.push(bare.insert(&window.last_bytes(&look)));
    }
    for (percent, most) in [(50, 1.3), (99, 2.0)] {
        let (ours, theirs) = (ours.percentile_ms(percent), theirs.percentile_ms(percent));
        Figure {
            bench: &format!(
                "One keystroke to its acknowledged commit, 10,000 words, 50,000 edits: p{percent}"
            ),
            ours: format!("{ours:.2} ms"),
            baseline: format!("a bare insert of its bytes: {theirs:.2} ms"),
            value: ours / theirs,
            unit: " ×",
            bar: Bar::AtMost(most),
        }
        .tell();
    }
    desk.close().expect("the desk closes");
}

/// Many windows type without pause; the bare table commits the same bytes one by one.
pub fn without_pause() {
    let mut room = Room::new(2);
    let desk = room.place.open();
    let (bare, look) = (room.bare(), room.look());
    let mut windows: Vec<Window> =
        (0..WINDOWS).map(|n| Window::open(&desk, desk.story(), &format!("window {n}"))).collect();
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..TURNS {
        let from = Instant::now();
        std::thread::scope(|scope| {
            for window in &mut windows {
                let desk = &desk;
                scope.spawn(move || {
                    for _ in 0..KEYSTROKES / WINDOWS / TURNS {
                        window.types(desk, "а");
                    }
                });
            }
        });
        ours += from.elapsed();
        for window in &windows {
            let bytes = window.last_bytes(&look);
            theirs += (0..KEYSTROKES / WINDOWS / TURNS).map(|_| bare.insert(&bytes)).sum::<Duration>();
        }
    }
    let per_second = |took: Duration| KEYSTROKES as f64 / took.as_secs_f64();
    let (ours, theirs) = (per_second(ours), per_second(theirs));
    Figure {
        bench: &format!("{KEYSTROKES} keystrokes without pause, from {WINDOWS} windows"),
        ours: format!("{ours:.0} a second"),
        baseline: format!("bare inserts, one commit each: {theirs:.0} a second"),
        value: ours / theirs,
        unit: " ×",
        bar: Bar::AtLeast(10.0),
    }
    .tell();
    desk.close().expect("the desk closes");
}

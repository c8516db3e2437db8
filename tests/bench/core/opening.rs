//! What it costs to open a long story in a desk that has just been started.

use crate::{
    figure::{beside, timed, Bar, Figure, Times},
    room::Room,
};
use copy::StoryId;
use rusqlite::Connection;
use serde_json::{json, Value};
use std::{sync::Arc, time::Duration};

const OPENINGS: usize = 25;
/// Openings of which each reads the whole history.
const SLOW_OPENINGS: usize = 9;
const REVISIONS: usize = 200;

/// The first opening after a start, as a window asks for it, and a plain read of the same rows, in turn.
pub fn cold() {
    let mut room = Room::new(3);
    let story = room.long_story();
    room.revisions(story, REVISIONS);
    let (mut ours, mut theirs, mut facts) = (Times::default(), Times::default(), Times::default());
    for _ in 0..OPENINGS {
        let start = Start::of(&mut room);
        ours.push(start.asks("story_open", story));
        facts.push(start.asks("story_facts", story));
        // Not closed: closing would compact the rows that every opening is to find.
        drop(start);
        let (took, length) = timed(|| read(&room.look(), story));
        theirs.push(took);
        assert!(length > 10_000, "the story's rows");
    }
    let (ours, theirs) = (ours.percentile_ms(50), theirs.percentile_ms(50));
    Figure {
        bench: "Open 10,000 words with 200 revisions, 50,000 edits and the most rows that compaction leaves: p50",
        ours: format!("{ours:.2} ms"),
        baseline: format!("reading its bytes from SQLite: {theirs:.2} ms"),
        value: ours - theirs,
        unit: " ms more",
        bar: Bar::AtMost(5.0),
    }
    .tell();
    let facts = facts.percentile_ms(50);
    beside("Its facts, asked for again", &format!("{facts:.2} ms"), "", facts, " ms");
    room.look().execute("DELETE FROM galley", []).expect("no galley");
    let mut slow = Times::default();
    for _ in 0..SLOW_OPENINGS {
        slow.push(Start::of(&mut room).asks("story_open", story));
    }
    let slow = slow.percentile_ms(50);
    beside(
        "Opened without its galley, as the document is loaded behind it",
        &format!("{slow:.2} ms"),
        "",
        slow,
        " ms",
    );
}

/// A desk that has just been started, and its counter.
struct Start {
    counter: api::Counter,
    runtime: tokio::runtime::Runtime,
}

impl Start {
    fn of(room: &mut Room) -> Self {
        let desk = room.place.open();
        let sample = (String::new(), Vec::new());
        let counter = api::Counter::new(Arc::clone(&desk), Arc::new(api::NoHost), sample);
        Self { counter, runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime") }
    }

    /// How long an answer about the story takes.
    fn asks(&self, name: &str, story: StoryId) -> Duration {
        let window = api::Caller::window();
        let call = || self.counter.dispatch(&window, name, json!({ "story": story }), Vec::new());
        let (took, view): (_, Value) = timed(|| self.runtime.block_on(call()).expect("an answer"));
        assert!(name != "story_open" || view.to_string().len() > 10_000, "the long story");
        took
    }
}

/// Everything that the story's text is stored as.
fn read(look: &Connection, story: StoryId) -> usize {
    let newest = "SELECT bytes FROM snapshot WHERE story = unhex(?1) ORDER BY generation DESC LIMIT 1";
    let rows = "SELECT bytes FROM op WHERE story = unhex(?1)";
    let mut length = 0;
    for sql in [newest, rows] {
        let mut select = look.prepare(sql).expect("prepared");
        let rows = select.query_map([story.to_string()], |row| row.get::<_, Vec<u8>>(0)).expect("read");
        length += rows.map(|bytes| bytes.expect("read").len()).sum::<usize>();
    }
    length
}

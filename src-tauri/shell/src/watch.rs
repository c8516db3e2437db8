//! The channels that pages have open. A story's channel carries what happens to its text, in order; the desk's
//! carries what changed, after each commit, and what only the shell knows (a click on the menu, the window about
//! to close).

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::Value;
use tauri::ipc::Channel;

/// What the shell itself says on a desk's channel. The counter's own events are in `api`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum ShellEvent {
    /// An entry of the menu was chosen that the interface acts on.
    Menu {
        /// The act, by the interface's name for it.
        act: &'static str,
    },
    /// A second start handed a story file over: ask `story_file_handed` for it.
    Handed,
    /// The window is about to close: send what was typed, then call `window_close`.
    Closing,
}

/// A channel, and what keeps events coming on it until it is dropped.
struct Watch {
    channel: Channel<Value>,
    of_desk: bool,
    _subscription: Box<dyn Any + Send>,
}

/// All open channels, by window and the page's id for them.
#[derive(Default)]
pub struct Watches(Mutex<HashMap<(String, u32), Watch>>);

impl Watches {
    /// Keeps a channel open.
    pub fn open(
        &self,
        window: &str,
        channel: Channel<Value>,
        of_desk: bool,
        subscription: Box<dyn Any + Send>,
    ) {
        let watch = Watch { of_desk, _subscription: subscription, channel };
        let replaced = self.all().insert((window.to_owned(), watch.channel.id()), watch);
        // Ending a subscription may take a lock of the counter's: not while ours is held.
        drop(replaced);
    }

    /// Ends one channel of a window. One that is not there has ended.
    pub fn end(&self, window: &str, channel: u32) {
        let ended = self.all().remove(&(window.to_owned(), channel));
        drop(ended);
    }

    /// Ends every channel of a window: its page is gone or begins anew.
    pub fn end_all(&self, window: &str) {
        let ended: Vec<_> = {
            let mut all = self.all();
            let keys: Vec<_> = all.keys().filter(|(label, _)| label == window).cloned().collect();
            keys.into_iter().filter_map(|key| all.remove(&key)).collect()
        };
        drop(ended);
    }

    /// Tells a window's page something. Whether anybody listens there.
    pub fn tell(&self, window: &str, event: &ShellEvent) -> bool {
        let Ok(event) = serde_json::to_value(event) else { return false };
        let channels: Vec<_> = self
            .all()
            .iter()
            .filter(|((label, _), watch)| label == window && watch.of_desk)
            .map(|(_, watch)| watch.channel.clone())
            .collect();
        channels.iter().filter(|channel| channel.send(event.clone()).is_ok()).count() > 0
    }

    /// Tells every page what changed at the desk.
    pub fn tell_all(&self, event: &Value) {
        let channels: Vec<_> =
            self.all().values().filter(|watch| watch.of_desk).map(|watch| watch.channel.clone()).collect();
        for channel in channels {
            // A page that is gone hears nothing; its watch ends with its window.
            let _ = channel.send(event.clone());
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<(String, u32), Watch>> {
        // Each change of the map is a single step: it is whole whoever panicked while holding it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn channel() -> (Channel<Value>, Arc<Mutex<Vec<String>>>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hearing = heard.clone();
        let channel = Channel::new(move |body| {
            hearing.lock().unwrap().push(body.deserialize::<Value>().unwrap().to_string());
            Ok(())
        });
        (channel, heard)
    }

    #[test]
    fn the_shell_speaks_on_the_desks_channels_of_one_window() {
        let watches = Watches::default();
        let (desk, desk_heard) = channel();
        let (story, story_heard) = channel();
        let (other, other_heard) = channel();
        watches.open("desk", desk, true, Box::new(()));
        watches.open("desk", story, false, Box::new(()));
        watches.open("desk-2", other, true, Box::new(()));
        assert!(watches.tell("desk", &ShellEvent::Menu { act: "story-new" }));
        assert_eq!(*desk_heard.lock().unwrap(), [r#"{"type":"menu","act":"story-new"}"#]);
        assert!(story_heard.lock().unwrap().is_empty() && other_heard.lock().unwrap().is_empty());
        assert!(!watches.tell("nowhere", &ShellEvent::Closing), "nobody listens there");
    }

    #[test]
    fn ending_a_channel_ends_its_subscription() {
        let watches = Watches::default();
        let alive = Arc::new(());
        let (first, _) = channel();
        let (second, _) = channel();
        let first_id = first.id();
        watches.open("desk", first, true, Box::new(alive.clone()));
        watches.open("desk", second, false, Box::new(alive.clone()));
        watches.end("desk", first_id);
        watches.end("desk", first_id);
        assert_eq!(Arc::strong_count(&alive), 2, "one subscription is left");
        watches.end_all("desk");
        assert_eq!(Arc::strong_count(&alive), 1, "none is left");
    }
}

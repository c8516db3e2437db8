//! What happened to a story: who wrote which words, and its log.

use super::{count, id, ms, Answer};
use crate::{counter::Call, dto::*, log_words::LogWords, WireError};
use copy::{DestinationId, DeviceId, MemberId, RevisionId, StoryId};
use newsroom::{
    blame::{Line, Passage},
    story_log::{About, Act, Entry},
    Newsroom,
};
use std::collections::BTreeMap;

/// What is needed to put ids into words.
struct Names<'a> {
    desk: &'a Newsroom,
    words: LogWords,
    /// Colleagues' names by their computers.
    colleagues: BTreeMap<DeviceId, String>,
    labels: BTreeMap<RevisionId, String>,
    destinations: BTreeMap<DestinationId, String>,
}

impl<'a> Names<'a> {
    fn new(call: &Call<'a>, story: StoryId) -> Answer<Self> {
        let desk = call.desk;
        let colleagues = desk.colleagues()?.into_iter().map(|one| (one.device, one.name));
        let destinations = desk.destinations()?.into_iter().map(|one| (one.destination, one.name));
        Ok(Self {
            words: LogWords::new(&desk.house().interface_language),
            colleagues: colleagues.collect(),
            labels: desk.revision_labels(story)?,
            destinations: destinations.collect(),
            desk,
        })
    }

    fn member(&self, member: MemberId) -> String {
        let name = self.desk.member_name(member);
        if name.is_empty() {
            self.words.say("log-nobody", &[])
        } else {
            name
        }
    }

    fn computer(&self, device: DeviceId) -> String {
        if device == self.desk.device() {
            return self.words.say("log-computer-here", &[]);
        }
        match self.colleagues.get(&device) {
            Some(name) => self.words.say("log-computer-of", &[("name", name)]),
            None => {
                let short: String = device.to_string().chars().take(4).collect();
                self.words.say("log-computer-other", &[("short", &short)])
            }
        }
    }

    fn number(&self, revision: Option<RevisionId>) -> String {
        revision.and_then(|id| self.labels.get(&id)).cloned().unwrap_or_default()
    }

    fn revision(&self, revision: Option<RevisionId>) -> Option<RevisionName> {
        let id = revision.filter(|id| self.labels.contains_key(id))?;
        Some(RevisionName { id: id.to_string(), number: self.number(revision) })
    }

    fn time(&self, at_ms: Option<i64>) -> String {
        at_ms.map(|at_ms| self.desk.minute_text(at_ms)).unwrap_or_default()
    }
}

pub(crate) fn story_blame(call: &Call<'_>, story: StoryRef) -> Answer<StoryBlame> {
    let story: StoryId = id(&story.story)?;
    let names = Names::new(call, story)?;
    let mut authors: Vec<(Option<MemberId>, u32)> = Vec::new();
    let mut lines = Vec::new();
    for Line { container, kind, passages } in call.desk.passages(story)? {
        let mut told = Vec::new();
        for passage in passages {
            let characters = count(passage.text.chars().filter(|c| !c.is_whitespace()).count());
            let at = authors.iter().position(|(member, _)| *member == passage.member);
            let at = at.unwrap_or_else(|| {
                authors.push((passage.member, 0));
                authors.len() - 1
            });
            if let Some((_, sum)) = authors.get_mut(at) {
                *sum += characters;
            }
            told.push(passage_view(&names, passage, count(at)));
        }
        lines.push(WrittenLineView { container: container.to_string(), kind: kind.key(), passages: told });
    }
    let authors = authors.into_iter().map(|(member, characters)| {
        let known = member.and_then(|member| call.desk.member(member).ok());
        let (name, initials) = known.map(|known| (known.name, known.initials)).unwrap_or_default();
        AuthorView { member: member.map(|member| member.to_string()), name, initials, characters }
    });
    Ok(StoryBlame { authors: authors.collect(), lines })
}

fn passage_view(names: &Names<'_>, passage: Passage, author: u32) -> PassageView {
    PassageView {
        author,
        brought_by: passage.brought_by.map(|member| names.member(member)),
        computer: passage.device.map(|device| names.computer(device)),
        from_ms: passage.from_ms.map(ms),
        to_ms: passage.to_ms.map(ms),
        revision: names.revision(passage.revision),
        text: passage.text,
    }
}

pub(crate) fn log_list(call: &Call<'_>, story: StoryRef) -> Answer<StoryLog> {
    let story: StoryId = id(&story.story)?;
    let names = Names::new(call, story)?;
    let entries = call.desk.story_log(story)?.into_iter().map(|entry| entry_view(&names, entry));
    Ok(StoryLog { entries: entries.collect::<Answer<_>>()? })
}

fn entry_view(names: &Names<'_>, entry: Entry) -> Answer<LogEntry> {
    let mut computer = names.computer(entry.device);
    let mut also = |words: String| computer = format!("{computer} · {words}");
    if entry.is_command_line {
        also(names.words.say("log-command-line", &[]));
    }
    if let Some(signer) = entry.record.map(|record| names.desk.signer_of(record)).transpose()?.flatten() {
        also(names.words.say("log-signed", &[("name", &signer.name), ("words", &signer.words)]));
    }
    let (what, said, revision) = act(names, entry.act);
    let revision = names.revision(revision);
    Ok(LogEntry {
        at_ms: ms(entry.at.at_ms),
        member: names.member(entry.member),
        what,
        said,
        computer,
        revision,
    })
}

/// What was done, what was said with it, and the revision that it speaks of.
fn act(names: &Names<'_>, act: Act) -> (String, String, Option<RevisionId>) {
    let say = |id: &str, words: &[(&str, &str)]| match names.words.has(id) {
        true => names.words.say(id, words),
        false => names.words.say("log-other", &[]),
    };
    let changed = |id: &str, before: &str, after: &str, name: &str| {
        say(id, &[("before", before), ("after", after), ("name", name)])
    };
    let done = |is_done: bool| if is_done { "done" } else { "undone" };
    match act {
        Act::Made => (say("log-made", &[]), String::new(), None),
        Act::Wrote => (say("log-wrote", &[]), String::new(), None),
        Act::Kept { kind, revision, note } => {
            let number = names.number(Some(revision));
            (say(&format!("log-kept-{kind}"), &[("number", &number)]), note, Some(revision))
        }
        Act::Moved { kind, revision, why, until_ms, to } => {
            let name = to.map(|member| names.member(member)).unwrap_or_default();
            let (number, time) = (names.number(revision), names.time(until_ms));
            let words = [("number", &*number), ("time", &*time), ("name", &*name)];
            (say(&format!("log-moved-{}", kind.key()), &words), why, revision)
        }
        Act::Said { kind, about, text } => {
            let about = about_view(names, &about);
            (say(&format!("log-said-{kind}"), &[("about", &about)]), text, None)
        }
        Act::Settled { fate, before, after, by } => {
            let name = by.map_or_else(|| names.words.say("log-nobody", &[]), |member| names.member(member));
            (changed(&format!("log-settled-{fate}"), &before, &after, &name), String::new(), None)
        }
        Act::Ticked { item, is_done } => {
            (say(&format!("log-ticked-{}", done(is_done)), &[("item", &item)]), String::new(), None)
        }
        Act::Looked { before, after, is_done } => {
            (changed(&format!("log-looked-{}", done(is_done)), &before, &after, ""), String::new(), None)
        }
        Act::Ignored { check, why, is_withdrawn } => {
            let id = if is_withdrawn { "log-ignored-withdrawn" } else { "log-ignored-set" };
            let name = check.split(':').next().unwrap_or_default();
            (say(id, &[("check", name)]), why, None)
        }
        Act::Ordered { kind, destination, revision, due_ms } => {
            let place = names.destinations.get(&destination).cloned().unwrap_or_default();
            let (number, time) = (names.number(Some(revision)), names.time(due_ms));
            let id =
                if due_ms.is_some() { "log-ordered-later".into() } else { format!("log-ordered-{kind}") };
            let words = [("number", &*number), ("place", &*place), ("time", &*time)];
            (say(&id, &words), String::new(), Some(revision))
        }
        Act::Arrived { kind, destination, revision, url } => {
            let place = names.destinations.get(&destination).cloned().unwrap_or_default();
            let number = names.number(Some(revision));
            let words = [("number", &*number), ("place", &*place)];
            (say(&format!("log-arrived-{kind}"), &words), url, Some(revision))
        }
    }
}

fn about_view(names: &Names<'_>, about: &About) -> String {
    match about {
        About::Words(words) => names.words.say("log-about-words", &[("words", words)]),
        About::Place(place) => {
            let name = place.split(':').next().unwrap_or_default();
            match name {
                "story" | "figure" | "byline" => names.words.say(&format!("log-about-{name}"), &[]),
                _ => names.words.say("log-about-fact", &[("words", name)]),
            }
        }
    }
}

pub(crate) fn log_save(call: &Call<'_>, story: StoryRef) -> Answer<CopySaved> {
    let story_id: StoryId = id(&story.story)?;
    let text = log_text(call, story)?;
    let slugline = call.desk.story_facts(story_id)?.registers.slugline;
    let name = if slugline.trim().is_empty() { "story" } else { slugline.trim() };
    save_text(call, &format!("{name}-log.txt"), &text)
}

/// A story's log as a text: a line an entry, and what was said under it.
fn log_text(call: &Call<'_>, story: StoryRef) -> Answer<String> {
    let story_id: StoryId = id(&story.story)?;
    let names = Names::new(call, story_id)?;
    let headline = call.desk.head(story_id)?.0.headline.text();
    let headline = if headline.is_empty() { names.words.say("log-no-headline", &[]) } else { headline };
    let mut text = names.words.say("log-title", &[("headline", &headline)]);
    text.push_str(&format!("\n{story_id} · {}\n\n", call.desk.house().time_zone));
    for entry in log_list(call, story)?.entries {
        let time = names.desk.minute_text(super::from_ms(entry.at_ms));
        text.push_str(&format!("{time}  {}  {}  ({})\n", entry.member, entry.what, entry.computer));
        for line in entry.said.lines() {
            text.push_str(&format!("                  {line}\n"));
        }
    }
    Ok(text)
}

fn save_text(call: &Call<'_>, name: &str, text: &str) -> Answer<CopySaved> {
    let saved = call.host.save_text(name, text).map_err(WireError::refused)?;
    Ok(CopySaved { saved })
}

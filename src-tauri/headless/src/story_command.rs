//! `story list`, `story show`, `story log` and `story publish`.

use crate::{
    args::{Failure, Session, StoryWord},
    command::print,
    file_command::{self, Reader},
};
use copy::{DestinationId, StoryId};
use newsroom::{
    outbox::{JobState, PublishWish},
    workflow::Desk,
};
use serde_json::{json, Value};
use std::sync::Arc;
use store::story::StoryQuery;

pub async fn run(session: &Session, word: StoryWord) -> Result<(), Failure> {
    match word {
        StoryWord::List { query } => list(session, query).await,
        StoryWord::Export { story, out, clean, passphrase_file, to } => {
            let reader = Reader { passphrase_file, to };
            file_command::export(session, find(session, &story)?, &out, clean, &reader)
        }
        StoryWord::Import { file, passphrase_file, show, key_checked } => {
            file_command::import(session, &file, passphrase_file.as_deref(), show, key_checked)
        }
        StoryWord::Log { story } => log(session, find(session, &story)?).await,
        StoryWord::Show { story } => show(session, find(session, &story)?).await,
        StoryWord::Publish { story, to, approve } => {
            publish(session, find(session, &story)?, &to, approve).await
        }
    }
}

/// A story by its identifier, its identifier's beginning or its slugline.
fn find(session: &Session, wanted: &str) -> Result<StoryId, Failure> {
    let query = StoryQuery { limit: u32::MAX, with_closed: true, ..StoryQuery::default() };
    let rows = session.counter.desk().stories(&query)?;
    let fits: Vec<_> = rows
        .iter()
        .filter(|row| row.story.to_string().starts_with(wanted) || row.slugline == wanted)
        .collect();
    match fits.as_slice() {
        [one] => Ok(one.story),
        [] => Err(Failure::wrong("There is no such story.")),
        _ => Err(Failure::wrong("More than one story fits. Write more of its identifier.")),
    }
}

/// A field in words; nothing for `null`.
fn word(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        None | Some(Value::Null) => String::new(),
        Some(other) => other.to_string(),
    }
}

async fn list(session: &Session, query: String) -> Result<(), Failure> {
    let answer = session.ask("desk_stories", json!({ "tray": "all", "query": query, "limit": 1000 })).await?;
    let stories = answer.get("stories").and_then(Value::as_array).cloned().unwrap_or_default();
    if session.json {
        return print(&Value::Array(stories));
    }
    for story in &stories {
        let text = |name: &str| word(story, name);
        let short: String = text("id").chars().take(8).collect();
        println!("{short}  {:<10} {:<20} {}", text("state"), text("slugline"), text("headline"));
    }
    Ok(())
}

async fn log(session: &Session, story: StoryId) -> Result<(), Failure> {
    let answer = session.ask("log_list", json!({ "story": story })).await?;
    if session.json {
        return print(answer.get("entries").unwrap_or(&Value::Null));
    }
    let desk = session.counter.desk();
    for entry in answer.get("entries").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| word(entry, name);
        #[allow(clippy::cast_possible_truncation)] // Milliseconds of a date.
        let at_ms = entry.get("at_ms").and_then(Value::as_f64).unwrap_or_default() as i64;
        let time = desk.minute_text(at_ms);
        println!("{time}  {}  {}  ({})", text("member"), text("what"), text("computer"));
        for line in text("said").lines() {
            println!("{:18}{line}", "");
        }
    }
    Ok(())
}

async fn show(session: &Session, story: StoryId) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let facts = session.ask("story_facts", json!({ "story": story })).await?;
    let entry = desk.ledger_entry(story)?;
    let live: Vec<Value> = entry
        .iter()
        .flat_map(|entry| &entry.places)
        .filter_map(|place| {
            let row = place.destination.as_ref()?;
            Some(json!({
                "destination": row.name,
                "state": place.state().map(JobState::key),
                "hash": place.hash,
                "revision": place.revision,
                "url": place.url,
                "trouble": place.trouble.as_ref().map(ToString::to_string),
            }))
        })
        .collect();
    let fact = |path: &str| facts.pointer(path).cloned().unwrap_or_default();
    let value = json!({
        "id": story, "hash": fact("/hash"), "state": fact("/state/desk"),
        "headline": desk.head(story)?.0.headline.text(), "words": fact("/words"),
        "revision": fact("/state/revision"), "live": fact("/state/live"), "destinations": live,
    });
    if session.json {
        return print(&value);
    }
    for name in ["headline", "id", "hash", "state", "live", "revision", "words"] {
        println!("{name:<9} {}", word(&value, name));
    }
    for place in &live {
        let text = |name: &str| word(place, name);
        println!("{:<9} {}: {} {}{}", "at", text("destination"), text("state"), text("url"), text("trouble"));
    }
    Ok(())
}

async fn publish(session: &Session, story: StoryId, to: &[String], approve: bool) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let plan = desk.plan(session.member(), story)?;
    let chosen = |name: &str, id: DestinationId| {
        to.is_empty() || to.iter().any(|wanted| wanted == name || *wanted == id.to_string())
    };
    let destinations: Vec<_> = plan
        .rows
        .iter()
        .map(|row| (&row.destination.name, row.destination.destination))
        .filter(|(name, id)| chosen(name, *id))
        .map(|(_, id)| id)
        .collect();
    if plan.state.desk != Desk::Ready && !approve {
        let sentence = "Exactly this text is not approved. Approve it first, or add --approve.";
        return Err(Failure { sentence: sentence.into(), code: 3 });
    }
    let wish = PublishWish {
        destinations,
        note: None,
        reason: String::new(),
        seen: plan.hash,
        approve_too: approve,
        at_ms: None,
    };
    let started = desk.publish_story(session.member(), story, wish)?;
    let bar = indicatif::ProgressBar::new(newsroom::outbox::Step::ALL.len() as u64);
    let shown = bar.clone();
    desk.listen_to_steps(Arc::new(move |_, step, _| shown.set_position(step.done().into())));
    desk.drain_outbox(|| true).await?;
    bar.finish_and_clear();
    let mut wrong = None;
    for job in started.jobs {
        let job = desk.job(job)?;
        if JobState::from_key(&job.state) != JobState::Arrived {
            let trouble = publish::Trouble::from_text(&job.trouble);
            wrong =
                Some(trouble.map_or_else(|| "It has not arrived.".to_owned(), |trouble| trouble.to_string()));
        }
    }
    show(session, story).await?;
    match wrong {
        Some(sentence) => Err(Failure { sentence, code: 3 }),
        None => Ok(()),
    }
}

//! `story list`, `story show`, `story where`, `story log`, `story merge` and `story publish`.

use crate::{
    args::{Change, Failure, Session, Side, StoryWord},
    command::print,
    file_command::{self, Reader},
};
use copy::StoryId;
use document::merge::{Choice, Standing};
use newsroom::{
    merge::Meeting,
    outbox::{JobState, NoteWish, PublishWish, WillDo},
    workflow::Desk,
};
use serde_json::{json, Value};
use std::{collections::BTreeMap, sync::Arc};
use store::{destination::DestinationRow, story::StoryQuery};

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
        StoryWord::Where { story } => whereabouts(session, find(session, &story)?).await,
        StoryWord::Log { story } => log(session, find(session, &story)?).await,
        StoryWord::Show { story } => show(session, find(session, &story)?).await,
        StoryWord::Merge { story, at, take } => merge(session, find(session, &story)?, &at, take).await,
        StoryWord::Publish { story, to, approve, change } => {
            publish(session, find(session, &story)?, &to, approve, change).await
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

async fn whereabouts(session: &Session, story: StoryId) -> Result<(), Failure> {
    let answer = session.ask("ledger_show", json!({ "story": story })).await?;
    if session.json {
        return print(&answer);
    }
    let desk = session.counter.desk();
    for row in answer.get("rows").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| word(row, name);
        let place = match text("kind").as_str() {
            "disk" => "this disk".to_owned(),
            "backup" => "backup".to_owned(),
            _ => text("place"),
        };
        let there = match (text("text").as_str(), text("hash_short")) {
            ("nothing", _) => "nothing".to_owned(),
            ("unknown", _) => "not known".to_owned(),
            ("theirs", hash) => format!("{hash} (not ours)"),
            (_, hash) => hash,
        };
        #[allow(clippy::cast_possible_truncation)] // Milliseconds of a date.
        let since = row.get("since_ms").and_then(Value::as_f64).map(|ms| desk.minute_text(ms as i64));
        let mut what = vec![text("who"), text("state")];
        what.extend(row.pointer("/trouble/message").and_then(Value::as_str).map(str::to_owned));
        what.retain(|word| !word.is_empty());
        println!("{place:<16} {there:<22} {:<17} {}", since.unwrap_or_default(), what.join(", "));
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

async fn merge(session: &Session, story: StoryId, at: &str, take: Option<Side>) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let place =
        desk.destinations()?.into_iter().find(|row| row.name == at || row.destination.to_string() == at);
    let place = place.ok_or_else(|| Failure::wrong("There is no such destination."))?;
    if !desk.look_there(session.member(), story, place.destination).await? {
        println!("{}: nobody changed it there.", place.name);
        return Ok(());
    }
    let Some(meeting) = desk.meeting(story, place.destination)? else { return Ok(()) };
    if session.json {
        let shown =
            session.ask("merge_show", json!({ "story": story, "destination": place.destination })).await?;
        print(&shown)?;
    } else {
        show_meeting(&meeting);
    }
    let Some(take) = take else { return Ok(()) };
    let taken = match take {
        Side::Mine => Choice::Mine,
        Side::Theirs => Choice::Theirs,
        Side::Both => Choice::Both,
    };
    let open = meeting.merge.open(&BTreeMap::new());
    let choices = open.into_iter().map(|row| (row, taken.clone())).collect();
    let row = desk.take_home(session.member(), &meeting, &choices)?;
    println!("Revision {} has it. It goes out when it is approved and published.", row.number);
    Ok(())
}

fn show_meeting(meeting: &Meeting) {
    let who = match meeting.row.changed_by.as_str() {
        "" => "Somebody",
        name => name,
    };
    println!("{who} changed it at {}:", meeting.destination.name);
    let text = |blocks: &[copy::Block]| match blocks {
        [] => "(not there)".to_owned(),
        blocks => blocks.iter().map(|block| block.text.text()).collect::<Vec<_>>().join(" / "),
    };
    for row in meeting.merge.rows.iter().filter(|row| row.standing != Standing::Same) {
        let sign = if row.standing == Standing::Open { '!' } else { ' ' };
        println!("{sign} published  {}", text(&row.base));
        println!("{sign} mine       {}", text(&row.mine));
        println!("{sign} theirs     {}\n", text(&row.theirs));
    }
    for differs in &meeting.besides.differs {
        println!("* {differs}");
    }
    for line in &meeting.besides.lines {
        println!("* {} -> {}", line.was, line.is);
    }
}

async fn publish(
    session: &Session,
    story: StoryId,
    to: &[String],
    approve: bool,
    change: Change,
) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let plan = desk.plan(session.member(), story)?;
    let is_named = |row: &DestinationRow| {
        to.iter().any(|wanted| *wanted == row.name || *wanted == row.destination.to_string())
    };
    let chosen = plan.rows.iter().filter(|row| match to.is_empty() {
        // What is there already is sent again in vain, and says so.
        true => row.chosen || row.will == WillDo::Same,
        false => is_named(&row.destination),
    });
    let destinations: Vec<_> = chosen.map(|row| row.destination.destination).collect();
    if plan.state.desk != Desk::Ready && !approve {
        let sentence = "Exactly this text is not approved. Approve it first, or add --approve.";
        return Err(Failure { sentence: sentence.into(), code: 3 });
    }
    let wish = PublishWish {
        destinations,
        note: change.note.zip(change.note_kind).map(|(text, kind)| NoteWish { kind, text, placement: None }),
        reason: change.reason,
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

//! `call` and `doctor`.

use crate::args::{Failure, Session};
use serde_json::{json, Value};
use std::path::PathBuf;

/// Every command with its class and types.
pub fn list(as_json: bool) -> Result<(), Failure> {
    let rows: Vec<_> = api::command::LIST
        .iter()
        .map(|command| (command.name, command.class.name(), (command.args)(), (command.result)()))
        .collect();
    if as_json {
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(name, class, args, result)| json!({ "name": name, "class": class, "args": args, "result": result }))
            .collect();
        return print(&Value::Array(rows));
    }
    for (name, class, args, result) in rows {
        println!("{name:<20} {class:<8} {args} -> {result}");
    }
    Ok(())
}

/// Prints JSON.
pub fn print(value: &Value) -> Result<(), Failure> {
    println!("{}", serde_json::to_string_pretty(value).map_err(Failure::broken)?);
    Ok(())
}

/// Calls one command.
pub async fn call(
    session: &Session,
    name: Option<String>,
    args: Option<String>,
    body: Option<PathBuf>,
) -> Result<(), Failure> {
    let name = name.ok_or_else(|| Failure::wrong("Name a command; `call --list` lists them."))?;
    let args = args.as_deref().unwrap_or("{}");
    let args: Value = serde_json::from_str(args).map_err(|_| Failure::wrong("The arguments are no JSON."))?;
    let body = match body {
        Some(file) => std::fs::read(file).map_err(|_| Failure::wrong("The file cannot be read."))?,
        None => Vec::new(),
    };
    print(&session.counter.dispatch(&session.caller, &name, args, body).await?)
}

/// Looks at everything and says what it found.
pub fn doctor(session: &Session) -> Result<(), Failure> {
    let bar = indicatif::ProgressBar::new(0);
    let found = session.counter.desk().examine(|done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    if session.json {
        print(&json!({
            "stories": found.stories, "revisions": found.revisions, "photos": found.photos,
            "backups": found.backups, "unsent": found.unsent, "troubles": found.troubles,
            "rows": found.rows.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        }))?;
    } else {
        println!(
            "{} stories read, {} revisions and {} photos proven by their hashes.",
            found.stories, found.revisions, found.photos
        );
        println!("{} backups open. {} publications are not finished.", found.backups, found.unsent);
        for trouble in &found.troubles {
            println!("! {trouble}");
        }
        if found.troubles.is_empty() {
            println!("Nothing is wrong.");
        }
    }
    if found.troubles.is_empty() {
        return Ok(());
    }
    Err(Failure { sentence: "Something is wrong. Nothing was changed.".into(), code: 5 })
}

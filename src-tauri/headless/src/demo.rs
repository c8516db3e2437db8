//! The main job without a window, on the sample story and photo, with the real core: draft, two
//! revisions with notes, review, approval, publication to a local site.

use crate::{args::Failure, desk, keychain::InMemory};
use copy::{BylineRole, MemberId, Sha256, StoryId};
use document::{Container, Delta};
use newsroom::{
    member::Role, outbox::PublishWish, review::Wish, revision::RevisionKind, sample::SamplePhoto,
    story::Edit, workflow::Move, Door, Newsroom,
};
use std::{path::Path, sync::Arc};

/// A step that is printed before it is done.
fn step(n: u32, what: &str) {
    println!("{n:>2}. {what}");
}

fn detail(what: impl std::fmt::Display) {
    println!("    {what}");
}

pub async fn run(site: &Path) -> Result<(), Failure> {
    let site = std::path::absolute(site).map_err(Failure::broken)?;
    let folder = site.with_extension("desk");
    // Each run begins with an empty desk of its own; the one before is a demonstration's, never a person's.
    for old in [&folder, &site] {
        match std::fs::remove_dir_all(old) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Failure::broken(error)),
            _ => {}
        }
    }
    step(1, "An empty desk with a device key and one member");
    let opened = desk::open(&folder, Some(site.clone()), Arc::new(InMemory::default()), Door::CommandLine);
    let opened = opened.map_err(Failure::broken)?;
    let desk = &opened.newsroom;
    let reporter = desk.me();
    let editor = desk.put_member(None, "Night Editor", "NE", &[Role::Editor], None)?;
    detail("A second member, Night Editor, joins: from now on somebody else must approve.");

    step(2, "The sample story: typed text, a photo that brings its caption and credit");
    let (name, bytes) = desk::SAMPLE_PHOTO;
    let story = desk.make_sample(reporter, SamplePhoto { name, bytes })?;
    detail(format_args!(
        "\"{}\", {} words",
        desk.head(story)?.0.headline.text(),
        desk.head(story)?.0.words()
    ));

    step(3, "A sentence is typed, keystroke by keystroke; each is on disk before it is called saved");
    type_sentence(desk, reporter, story)?;
    let first =
        desk.save_revision(reporter, story, RevisionKind::Saved, "Added the first day of the lane")?;
    detail(format_args!("Revision {}: {} words added", first.number, first.words_added));

    step(4, "A second revision with a note, sent to the editor");
    desk.move_story(reporter, story, Wish::because(Move::Filed, "Ready for a first read"))?;
    detail(format_args!("State: {:?}", desk.state(story)?.desk));

    step(5, "The editor reads it and sends it back with a note");
    desk.mark_read(editor, story)?;
    desk.move_story(editor, story, Wish::because(Move::SentBack, "Name the first stop."))?;
    detail(format_args!(
        "State: {:?}: \"{}\"",
        desk.state(story)?.desk,
        desk.state(story)?.note.unwrap_or_default()
    ));

    step(6, "The reporter answers and files again");
    answer_note(desk, reporter, story)?;
    desk.move_story(reporter, story, Wish::because(Move::Filed, "Named the stop"))?;
    let changed = desk.words_since_read(editor, story)?.unwrap_or(0);
    detail(format_args!("{changed} words changed since the editor read it"));

    step(7, "The editor approves exactly that text");
    let hash = desk.head(story)?.1;
    desk.move_story(editor, story, Wish { seen: Some(hash), ..Wish::of(Move::Approved) })?;
    detail(format_args!("State: {:?}, text {}", desk.state(story)?.desk, hash.short()));

    step(8, "It goes to the local site, once");
    let page = publish(desk, editor, story, hash).await?;
    let byline = desk.story_facts(story)?.byline;
    let by: Vec<_> =
        byline.iter().filter(|one| one.role == BylineRole::By).map(|one| one.name.as_str()).collect();
    detail(format_args!("By {}, read back: same as approved", by.join(" and ")));
    desk.close()?;
    println!("\nThe story's page: {}", page.display());
    println!("With a display, ./dev run opens the window instead.");
    Ok(())
}

fn type_sentence(desk: &Newsroom, member: MemberId, story: StoryId) -> Result<(), Failure> {
    let text = desk.open_story(story)?;
    let (_, body, _) =
        text.texts.iter().find(|(container, ..)| *container == Container::Body).ok_or_else(nothing)?;
    let mut at = body.result_units().saturating_sub(1);
    let mut version = text.version;
    for (n, letter) in (1..).zip(" On the first day it carried 4,100 people.".chars()) {
        let delta = Delta::new().retain(at).insert(letter.to_string());
        let edit = Edit {
            story,
            client: "demonstration".into(),
            seq: n,
            base_version: version,
            edits: vec![(Container::Body, delta)],
        };
        version = desk.edit_story(member, edit)?.version;
        at += letter.len_utf16();
    }
    Ok(())
}

fn answer_note(desk: &Newsroom, member: MemberId, story: StoryId) -> Result<(), Failure> {
    let text = desk.open_story(story)?;
    let (_, body, _) =
        text.texts.iter().find(|(container, ..)| *container == Container::Body).ok_or_else(nothing)?;
    let end = body.result_units().saturating_sub(1);
    let edit = Edit {
        story,
        client: "demonstration-2".into(),
        seq: 1,
        base_version: text.version,
        edits: vec![(Container::Body, Delta::new().retain(end).insert(" The first stop is Depot Gate."))],
    };
    desk.edit_story(member, edit)?;
    Ok(())
}

async fn publish(
    desk: &Arc<Newsroom>,
    member: MemberId,
    story: StoryId,
    seen: Sha256,
) -> Result<std::path::PathBuf, Failure> {
    let destinations: Vec<_> = desk.destinations()?.iter().map(|row| row.destination).collect();
    let wish = PublishWish {
        destinations: destinations.clone(),
        note: None,
        reason: String::new(),
        seen,
        approve_too: false,
        at_ms: None,
    };
    desk.listen_to_steps(Arc::new(|_, step, when| {
        if when == newsroom::outbox::When::Written {
            detail(format_args!("{} done", step.key()));
        }
    }));
    let started = desk.publish_story(member, story, wish)?;
    desk.drain_outbox(|| true).await?;
    for job in started.jobs {
        let job = desk.job(job)?;
        if !job.is_finished {
            let trouble = publish::Trouble::from_text(&job.trouble);
            return Err(Failure::broken(trouble.map_or_else(String::new, |trouble| trouble.to_string())));
        }
    }
    let first = destinations.first().copied().ok_or_else(nothing)?;
    desk.local_page(story, first)?.ok_or_else(nothing)
}

fn nothing() -> Failure {
    Failure::broken("The demonstration did not find what it had made.")
}

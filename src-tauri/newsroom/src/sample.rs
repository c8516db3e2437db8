//! The sample story of the first run: a photo, notes, four revisions. Change it, publish it, throw it
//! away. It is made through the desk's own doors, so it is a story like every other.

use crate::{revision::RevisionKind, Newsroom, Result};
use copy::{Byline, BylineRole, MemberId, Person, StoryId};
use document::{Attributes, Container, Delta, FactChange, FigureChange};
use std::collections::BTreeMap;

/// The sample's photo and its file name.
#[derive(Debug, Clone, Copy)]
pub struct SamplePhoto<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

const LANGUAGE: &str = "en";
const HEADLINE: &str = "Tram 9 gets its own lane, and a slower start";
const DECK: &str = "The lane saves eleven minutes; drivers want a month to learn the new signals.";

fn line(delta: Delta, text: &str, kind: &str) -> Delta {
    let mut marks = Attributes::new();
    if !kind.is_empty() {
        marks.insert("b".into(), kind.into());
    }
    delta.insert(text).insert_with("\n", marks)
}

fn body() -> Delta {
    let delta = line(
        Delta::new(),
        "Tram 9 will run in a lane of its own from Monday, from the depot to the river, the transport office said on Thursday.",
        "",
    );
    let delta = line(
        delta,
        "The lane takes eleven minutes off a journey that took forty, counters on the line showed during two weeks of trial runs.",
        "",
    );
    let delta = line(delta, "What changes at the stops", "h:2");
    let delta = line(delta, "Three stops move to the middle of the street and get a shelter.", "li:ul:1");
    let delta = line(delta, "Two stops close; the next one is never more than 300 metres away.", "li:ul:1");
    let delta = line(delta, "“We would rather be late for a month than wrong for a year.”", "pullquote");
    let delta = line(delta, "The depot’s head driver, at the presentation", "source");
    // The body's own final line break ends the last line.
    delta.insert(
        "Drivers have asked for a month at reduced speed to learn the new signals. The office agreed to four \
         weeks and will publish the delays of every day.",
    )
}

impl Newsroom {
    /// Makes the sample story.
    pub fn make_sample(&self, member: MemberId, photo: SamplePhoto<'_>) -> Result<StoryId> {
        let story = StoryId::from_random(self.random_16());
        self.create_story_as(member, story, "tram-9", LANGUAGE, true)?;
        let name = self.member(member)?.name;
        let person = self.put_person(
            member,
            Person {
                id: self.new_person(),
                name: name.clone(),
                name_forms: BTreeMap::new(),
                role: "City desk".into(),
                short_bio: "Writes about trams, buses and the people who wait for them.".into(),
                long_bio: String::new(),
                photo: None,
                links: Vec::new(),
            },
        )?;
        self.change_story(member, story, |document| {
            let texts = vec![(Container::Headline, Delta::new().insert(HEADLINE)), (Container::Body, body())];
            for (container, delta) in &texts {
                document.apply(container, delta)?;
            }
            Ok(((), texts))
        })?;
        self.save_revision(member, story, RevisionKind::Saved, "First take")?;
        let deck = Delta::new().insert(DECK);
        self.change_story(member, story, |document| {
            document.apply(&Container::Deck, &deck)?;
            Ok(((), vec![(Container::Deck, deck.clone())]))
        })?;
        for change in [
            FactChange::Section("Transport".into()),
            FactChange::Dateline("RIVERSIDE".into()),
            FactChange::Place("Riverside".into()),
            FactChange::TagAdd("trams".into()),
            FactChange::Description(DECK.into()),
        ] {
            self.change_story(member, story, |document| {
                document.set_fact(&change)?;
                Ok(((), Vec::new()))
            })?;
        }
        self.save_revision(member, story, RevisionKind::Saved, "Deck and place")?;
        let figure = self.import_figure(member, story, photo.name, photo.bytes, true)?;
        self.set_figure(member, story, figure, &FigureChange::Illustrative(true))?;
        self.save_revision(
            member,
            story,
            RevisionKind::Saved,
            "Photo; its caption and credit came with the file",
        )?;
        let byline = Byline { person: Some(person), role: BylineRole::By, name };
        self.set_byline(member, story, &[byline])?;
        self.save_revision(member, story, RevisionKind::Saved, "Byline")?;
        self.refresh_story(story)?;
        Ok(story)
    }
}

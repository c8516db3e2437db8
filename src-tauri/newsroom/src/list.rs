//! The desk's list of stories, and small things that screens print of the house.

use crate::{
    clock::SecretsKept,
    outbox::Plan,
    workflow::{self, Event, State},
    Error, Newsroom, Refusal, Result,
};
use chrono::{TimeZone, Utc};
use copy::{Byline, DestinationId, MemberId, ReaderNoteKind, StoryId};
use publish::{print::Catalogue, Site};
use std::collections::BTreeMap;
use store::story::{StoryQuery, StoryRow};

/// What a row of the list says besides what is in its row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    /// Approved once, and edited since.
    pub changed_since_approval: bool,
    /// Whether sending is blocked.
    pub held: bool,
    /// Whose story it is.
    pub reporter: String,
    /// The highest revision's number.
    pub revision: i64,
    /// Words changed since this member read it.
    pub words_since_read: Option<u32>,
    /// Who is reading it.
    pub reader: Option<String>,
    /// Whom it was handed to.
    pub editor: Option<String>,
    /// Whether it waits for this member: nobody else reads it, and it was not handed to another.
    pub waits_for_me: bool,
    /// Since when it waits for an editor.
    pub waiting_since_ms: Option<i64>,
    /// How many items of this member's last note are done.
    pub answers: usize,
    /// The note that came back with it.
    pub note: Option<String>,
}

const IN_REVIEW: &str = "in_review";

/// Whether a story in review waits for this member: nobody else reads it, and it was not handed to another.
fn waits_for(member: MemberId, state: &State) -> bool {
    let is_others = |other: Option<MemberId>| other.is_some_and(|other| other != member);
    !is_others(state.reader) && !is_others(state.editor)
}

impl Newsroom {
    /// The stories that a list asks for, last changed first.
    pub fn stories(&self, query: &StoryQuery) -> Result<Vec<StoryRow>> {
        self.store().read(|on| store::story::list(on, query).map_err(Error::from))
    }

    /// The stories that wait for an editor, the most urgent first: what waits for this member before what waits for
    /// others, then by deadline, then whoever waits longest.
    pub fn waiting_stories(&self, member: MemberId, query: &StoryQuery) -> Result<Vec<StoryRow>> {
        // What is urgent is folded from records: all are put in order before the limit cuts.
        let all = StoryQuery { desk_states: vec![IN_REVIEW.into()], limit: u32::MAX, ..query.clone() };
        let (rows, events) = self.store().read(|on| {
            Ok::<_, Error>((store::story::list(on, &all)?, store::event::of_state(on, IN_REVIEW)?))
        })?;
        let mut of: BTreeMap<StoryId, Vec<Event>> = BTreeMap::new();
        for row in events {
            let story = row.story;
            of.entry(story).or_default().extend(crate::review::event_of(row));
        }
        let urgency = |row: &StoryRow| {
            let state = workflow::fold(of.get(&row.story).map_or(&[], Vec::as_slice), row.head_hash);
            let late = |at: Option<i64>| at.unwrap_or(i64::MAX);
            (!waits_for(member, &state), late(row.due_ms), late(state.waiting_since_ms))
        };
        let mut rows: Vec<_> = rows.into_iter().map(|row| (urgency(&row), row)).collect();
        rows.sort_by_key(|(urgency, _)| *urgency);
        let most = usize::try_from(query.limit).unwrap_or(usize::MAX);
        Ok(rows.into_iter().map(|(_, row)| row).take(most).collect())
    }

    /// How many stories a list would hold without its limit.
    pub fn stories_found(&self, query: &StoryQuery) -> Result<i64> {
        self.store().read(|on| store::story::found(on, query).map_err(Error::from))
    }

    /// How many stories each tray holds, by the desk state's name, and `live`.
    pub fn tray_counts(&self) -> Result<Vec<(String, i64)>> {
        self.store().read(|on| store::story::counts(on).map_err(Error::from))
    }

    /// What a row of the list says besides what is in its row. It reads records, never the text, save
    /// where words since the last reading are to be counted.
    pub fn brief(&self, member: MemberId, row: &StoryRow) -> Result<Brief> {
        let story = row.story;
        let events = self.events(story)?;
        let state = crate::workflow::fold(&events, row.head_hash);
        let last = self.store().read(|on| store::revision::last(on, story).map_err(Error::from))?;
        let in_review = row.desk_state == IN_REVIEW;
        let answers = if in_review { self.answered_items(member, story)? } else { 0 };
        Ok(Brief {
            changed_since_approval: state.changed_since_approval,
            held: state.held,
            reporter: row.assignee.map(|member| self.member_name(member)).unwrap_or_default(),
            revision: last.map_or(0, |last| last.number),
            words_since_read: if in_review { self.words_since_read(member, story)? } else { None },
            waits_for_me: in_review && waits_for(member, &state),
            reader: state.reader.map(|reader| self.member_name(reader)),
            editor: state.editor.map(|editor| self.member_name(editor)),
            waiting_since_ms: state.waiting_since_ms,
            answers,
            note: state.note,
        })
    }

    /// How long passwords last here.
    pub fn secrets_kept(&self) -> SecretsKept {
        self.world.keychain.kept()
    }

    fn print(&self, language: &str) -> Catalogue {
        Catalogue::new(language, &self.house().time_zone)
    }

    /// The label of a note to readers, as it is printed.
    pub fn note_label(&self, kind: ReaderNoteKind, language: &str) -> String {
        self.print(language).note_label(kind, language, &self.house().note_labels)
    }

    /// A byline, as it is printed.
    pub fn printed_byline(&self, byline: &[Byline], language: &str) -> String {
        self.print(language).byline(byline)
    }

    /// The page as readers will get it, from the renderer that publishes, with the time at which they will.
    pub fn preview(&self, story: StoryId, plan: &Plan) -> Result<String> {
        self.preview_at(story, plan.revision, copy::ReaderCopy::clone(&plan.copy), plan.goes_ms)
    }

    /// The same for any copy of a story, now.
    pub fn preview_of(&self, story: StoryId, revision: i64, copy: copy::ReaderCopy) -> Result<String> {
        self.preview_at(story, revision, copy, self.now().at_ms)
    }

    fn preview_at(
        &self,
        story: StoryId,
        revision: i64,
        copy: copy::ReaderCopy,
        at_ms: i64,
    ) -> Result<String> {
        let site = self.destinations()?.into_iter().find(|row| row.adapter == "site");
        let number = u32::try_from(revision).unwrap_or(0);
        let edition =
            self.edition_at(story, number, copy, site.as_ref().map(|row| row.destination), at_ms)?;
        let folder = site.map_or_else(|| self.opening.site_folder.clone(), |row| row.address.into());
        let printed = Site::new(folder, None).and_then(|site| site.preview(&edition));
        printed.map_err(Error::refused)
    }

    /// The front page of a destination, for opening it.
    pub fn front_page(&self, destination: DestinationId) -> Result<String> {
        let row = self.destination(destination)?;
        if row.adapter == "site" {
            let site = Site::new(row.address, None).map_err(Error::refused)?;
            return site.front_page().ok_or_else(|| Error::refused(Refusal::NothingPublished));
        }
        Ok(row.address)
    }

    /// A story's page in a site folder, to be opened from disk.
    pub fn local_page(
        &self,
        story: StoryId,
        destination: DestinationId,
    ) -> Result<Option<std::path::PathBuf>> {
        let row = self.destination(destination)?;
        let page = Site::new(row.address, None).and_then(|site| site.page_file(story));
        page.map_err(Error::refused)
    }

    /// A time to the minute, in the house's zone, as logs write it.
    pub fn minute_text(&self, at_ms: i64) -> String {
        let zone: chrono_tz::Tz = self.house().time_zone.parse().unwrap_or(chrono_tz::UTC);
        let at = Utc.timestamp_millis_opt(at_ms).single();
        at.map(|at| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    }

    /// The last midnight in the house's zone.
    pub fn midnight_ms(&self) -> i64 {
        let now_ms = self.now().at_ms;
        let zone: chrono_tz::Tz = self.house().time_zone.parse().unwrap_or(chrono_tz::UTC);
        let midnight = || {
            let here = Utc.timestamp_millis_opt(now_ms).single()?.with_timezone(&zone);
            here.date_naive().and_hms_opt(0, 0, 0)?.and_local_timezone(zone).earliest()
        };
        midnight().map_or(now_ms, |midnight| midnight.timestamp_millis())
    }
}

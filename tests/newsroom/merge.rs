//! Somebody changed it there: the live page comes home, and nothing that anybody wrote is lost or goes unseen.

use crate::Room;
use copy::{Sha256, StoryId};
use copydesk_tests::{desk::Desk, edition::text_of};
use document::{
    merge::{Choice, Place, Standing},
    Container, Delta,
};
use newsroom::{
    merge::Meeting,
    outbox::{ledger::LiveLabel, JobState, PublishWish},
    Error, Newsroom,
};
use std::{collections::BTreeMap, fs, path::PathBuf};

const BODY: &str = "The bridge is open.\nBuses run again.\nThe ferry stays.";

/// A story that readers have.
fn live(room: &Room) -> StoryId {
    let story = room.desk.whole_story("Bridge reopens", BODY);
    room.desk.publishes(room.desk.reporter, story, room.desk.site());
    room.desk.sends();
    assert!(page(&room.desk, story).contains("The bridge is open."), "readers have it");
    story
}

fn file(desk: &Desk, story: StoryId) -> PathBuf {
    desk.local_page(story, desk.site()).expect("asked").expect("the page is there")
}

fn page(desk: &Desk, story: StoryId) -> String {
    text_of(&fs::read_to_string(file(desk, story)).expect("read"))
}

/// Somebody edits the page in the folder.
fn edits_there(desk: &Desk, story: StoryId, changes: &[(&str, &str)]) {
    let place = file(desk, story);
    let mut html = fs::read_to_string(&place).expect("read");
    for (from, to) in changes {
        assert!(html.contains(from), "it stands there: {from}");
        html = html.replacen(from, to, 1);
    }
    fs::write(place, html).expect("edited");
}

fn looks(desk: &Desk, story: StoryId) -> Result<bool, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(desk.newsroom.look_there(desk.reporter, story, desk.site()))
}

fn meets(desk: &Desk, story: StoryId) -> Meeting {
    assert!(looks(desk, story).expect("looked"), "it was changed there");
    desk.meeting(story, desk.site()).expect("read").expect("the three texts are there")
}

fn open(meeting: &Meeting) -> Vec<usize> {
    meeting.merge.open(&BTreeMap::new())
}

fn all(meeting: &Meeting, choice: Choice) -> BTreeMap<usize, Choice> {
    open(meeting).into_iter().map(|row| (row, choice.clone())).collect()
}

#[test]
fn what_somebody_changed_there_is_merged_approved_and_published() {
    let room = Room::open(400);
    let desk = &room.desk;
    let story = live(&room);
    edits_there(
        desk,
        story,
        &[("The bridge is open.", "The old bridge is open."), ("The ferry stays.", "The free ferry stays.")],
    );
    let at = desk.text(story, Container::Body).find('.').expect("a full stop");
    desk.types(desk.reporter, story, Container::Body, Delta::new().retain(at).insert(" at last"));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::NeedsPerson, "nothing is overwritten");
    assert!(Newsroom::was_changed_there(&row), "and the outbox leads to the three texts");
    assert!(page(desk, story).contains("The old bridge is open."), "their words stand");

    let meeting = meets(desk, story);
    assert_eq!(meeting.besides, publish::Besides::default(), "nothing but words changed");
    let rows = open(&meeting);
    assert_eq!(rows.len(), 1, "one place was changed by both: {:?}", meeting.merge.rows);
    assert_eq!(meeting.merge.rows[rows[0]].place, Place::Paragraph(1));
    let theirs: Vec<_> = meeting
        .merge
        .rows
        .iter()
        .filter(|row| row.standing == Standing::OnlyTheirs)
        .map(|row| row.place)
        .collect();
    assert_eq!(theirs, [Place::Paragraph(3)], "what only they changed is taken");
    let refused = desk.take_home(desk.reporter, &meeting, &BTreeMap::new());
    assert!(matches!(refused, Err(Error::Refused(_))), "nothing is chosen in silence: {refused:?}");

    let row = desk.take_home(desk.reporter, &meeting, &all(&meeting, Choice::Both)).expect("taken in");
    assert_eq!(row.kind, "merged", "it is a revision of its own");
    let text = "The old bridge is open at last.\nBuses run again.\nThe free ferry stays.\n";
    assert_eq!(desk.text(story, Container::Body), text, "no word of either is lost");
    assert_eq!(
        JobState::from_key(&desk.job(job).expect("the job").state),
        JobState::Superseded,
        "the old text never goes"
    );
    desk.sends();
    assert!(page(desk, story).contains("The old bridge is open. "), "and nothing goes before it is approved");

    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert!(plan.approves_too, "the merged text has no approval");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    let row = desk.job(again).expect("the job");
    assert_eq!(
        JobState::from_key(&row.state),
        JobState::Arrived,
        "it goes, on what was read: {}",
        row.trouble
    );
    let text = page(desk, story);
    assert!(
        text.contains("The old bridge is open at last.") && text.contains("The free ferry stays."),
        "{text}"
    );
    assert!(!looks(desk, story).expect("looked"), "and now it stands there as it was published");
}

#[test]
fn their_words_are_theirs_in_the_storys_history() {
    let room = Room::open(401);
    let desk = &room.desk;
    let story = live(&room);
    edits_there(desk, story, &[("Buses run again.", "Buses and trams run again.")]);
    let meeting = meets(desk, story);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    let passages: Vec<_> =
        desk.passages(story).expect("read").into_iter().flat_map(|line| line.passages).collect();
    let trams = passages.iter().find(|passage| passage.text.contains("trams")).expect("their words");
    assert!(!trams.text.contains("Buses"), "only theirs: {:?}", trams.text);
    let who = desk.member(trams.member.expect("known")).expect("a card");
    assert_eq!(who.name, "Local site", "a folder does not say who; the place stands for them");
    assert_eq!(trams.brought_by, Some(desk.reporter), "and who brought them is known");
    assert!(desk.members().expect("listed").iter().all(|member| member.id != who.id), "they do not act here");
    let again = desk.whole_story("Second", "One line.");
    desk.publishes(desk.reporter, again, desk.site());
    desk.sends();
    edits_there(desk, again, &[("One line.", "One long line.")]);
    let meeting = meets(desk, again);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    assert_eq!(
        desk.member(who.id).expect("a card").name,
        "Local site",
        "the same place is the same stranger"
    );
}

#[test]
fn their_change_comes_home_without_a_publication() {
    let room = Room::open(402);
    let desk = &room.desk;
    let story = live(&room);
    assert!(!looks(desk, story).expect("looked"), "nobody changed it there");
    assert!(desk.meeting(story, desk.site()).expect("read").is_none(), "so there is nothing to choose");
    edits_there(desk, story, &[("Buses run again.", "Buses run as before.")]);
    let meeting = meets(desk, story);
    assert!(open(&meeting).is_empty(), "nothing here is against it");
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    assert!(desk.text(story, Container::Body).contains("Buses run as before."), "their words are here");
    assert!(desk.receipts(story).expect("listed").len() == 1, "nothing was published");
    let hash = desk.head(story).expect("the head").1;
    assert_eq!(
        desk.live_label_of(story, hash).expect("a label").0,
        LiveLabel::Updating,
        "readers have another version"
    );
    assert!(!looks(desk, story).expect("looked"), "what was taken in is known");
    let refused = desk.take_home(desk.reporter, &meeting, &BTreeMap::new());
    assert!(matches!(refused, Err(Error::Moved)), "and is taken in once: {refused:?}");
}

#[test]
fn a_text_that_moved_on_is_looked_at_again() {
    let room = Room::open(403);
    let desk = &room.desk;
    let story = live(&room);
    edits_there(desk, story, &[("Buses run again.", "Buses run as before.")]);
    let meeting = meets(desk, story);
    desk.writes(desk.reporter, story, "Newer: ");
    let refused = desk.take_home(desk.reporter, &meeting, &BTreeMap::new());
    assert!(matches!(refused, Err(Error::Moved)), "the text here is another: {refused:?}");
    assert!(!desk.text(story, Container::Body).contains("as before"), "nothing was done");
    let meeting = desk.meeting(story, desk.site()).expect("read").expect("still there");
    edits_there(desk, story, &[("The ferry stays.", "The ferry goes.")]);
    assert!(looks(desk, story).expect("looked"), "changed again");
    let refused = desk.take_home(desk.reporter, &meeting, &BTreeMap::new());
    assert!(matches!(refused, Err(Error::Moved)), "what stands there is another: {refused:?}");
    let meeting = desk.meeting(story, desk.site()).expect("read").expect("the newer reading");
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    let text = desk.text(story, Container::Body);
    assert!(
        text.starts_with("Newer: The bridge")
            && text.contains("as before")
            && text.contains("The ferry goes."),
        "{text}"
    );
}

#[test]
fn what_changed_again_after_it_was_taken_in_is_not_overwritten_either() {
    let room = Room::open(404);
    let desk = &room.desk;
    let story = live(&room);
    edits_there(desk, story, &[("Buses run again.", "Buses run as before.")]);
    let meeting = meets(desk, story);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    edits_there(desk, story, &[("The ferry stays.", "The ferry goes.")]);
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    assert_eq!(
        JobState::from_key(&desk.job(job).expect("the job").state),
        JobState::NeedsPerson,
        "it was changed again"
    );
    assert!(page(desk, story).contains("The ferry goes."), "their second words stand");
    let meeting = meets(desk, story);
    assert!(open(&meeting).is_empty(), "only the second change is new: {:?}", meeting.merge.rows);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    assert_eq!(JobState::from_key(&desk.job(job).expect("the job").state), JobState::Arrived, "then it goes");
    let text = page(desk, story);
    assert!(text.contains("as before") && text.contains("The ferry goes."), "{text}");
}

#[test]
fn a_script_there_runs_nowhere_here() {
    let room = Room::open(405);
    let desk = &room.desk;
    let story = live(&room);
    let hostile = "Buses <script>alert('x')</script><img src=x onerror=alert(1)>\
        <a href=\"javascript:alert(2)\">run</a> <b onclick=alert(3)>again</b> &lt;script&gt;.";
    edits_there(desk, story, &[("Buses run again.", hostile)]);
    let meeting = meets(desk, story);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    let (copy, _) = desk.head(story).expect("the head");
    let line = &copy.body[1].text;
    assert_eq!(line.text(), "Buses run again <script>.", "words only; what looks like markup is text");
    assert!(line.spans().iter().all(|span| span.marks.link.is_none()), "no address that runs: {line:?}");
    assert!(line.spans().iter().any(|span| span.marks.strong && span.text.contains("again")), "bold is bold");
    assert_eq!(meeting.besides.pictures_added, 1, "a picture that cannot come home is told");
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    let html = fs::read_to_string(file(desk, story)).expect("read");
    assert!(!html.contains("alert("), "nor does it go out again");
    assert!(html.contains("&lt;script&gt;."), "as text it does");
}

#[test]
fn what_no_copy_has_a_place_for_is_told() {
    let room = Room::open(406);
    let desk = &room.desk;
    let story = live(&room);
    edits_there(
        desk,
        story,
        &[(">Author One<", ">Somebody Else<"), ("<h1>Bridge reopens", "<h1>Bridge is open")],
    );
    let meeting = meets(desk, story);
    assert_eq!(meeting.theirs.headline.text(), "Bridge is open", "the headline comes home");
    let lines: Vec<_> = meeting.besides.lines.iter().map(|line| line.is.as_str()).collect();
    assert!(
        lines.iter().any(|line| line.contains("Somebody Else")),
        "a name does not, and is told: {lines:?}"
    );
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    assert_eq!(desk.text(story, Container::Headline), "Bridge is open");
}

#[test]
fn an_edited_list_page_stands_in_no_storys_way() {
    let room = Room::open(407);
    let desk = &room.desk;
    let story = live(&room);
    let front = room.place.site.join("index.html");
    let before = fs::read_to_string(&front).expect("read");
    let edited = before.replace("Bridge reopens", "Somebody’s words");
    assert_ne!(before, edited, "the front page leads to it");
    fs::write(&front, &edited).expect("edited");
    assert!(!looks(desk, story).expect("looked"), "the story itself is as it was");
    desk.writes(desk.reporter, story, "Newer: ");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "it goes: {}", row.trouble);
    let now = fs::read_to_string(&front).expect("read");
    assert!(
        now.contains("Bridge reopens") && !now.contains("Somebody’s words"),
        "the page leads to stories again"
    );
    let kept: Vec<_> = fs::read_dir(room.place.site.join(".copydesk/aside")).expect("the folder").collect();
    assert_eq!(kept.len(), 1, "one page is kept aside");
    let kept = fs::read(kept[0].as_ref().expect("an entry").path()).expect("read");
    assert_eq!(Sha256::of(&kept), Sha256::of(edited.as_bytes()), "what they wrote is kept, byte for byte");
}

#[test]
fn a_story_that_is_live_nowhere_has_nothing_to_look_at() {
    let room = Room::open(408);
    let story = room.desk.whole_story("Bridge reopens", BODY);
    let refused = looks(&room.desk, story);
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

#[test]
fn what_was_to_go_later_does_not_write_over_what_was_brought_home() {
    let room = Room::open(409);
    let desk = &room.desk;
    let story = live(&room);
    desk.writes(desk.reporter, story, "Older: ");
    let at_ms = Some(desk.now().at_ms + 3_600_000);
    let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    edits_there(desk, story, &[("Buses run again.", "Buses run as before.")]);
    let meeting = meets(desk, story);
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    assert_eq!(
        JobState::from_key(&desk.job(job).expect("the job").state),
        JobState::Superseded,
        "its text does not know of theirs"
    );
    room.place.clock.advance_ms(3_600_000);
    desk.sends();
    assert!(page(desk, story).contains("Buses run as before."), "their words stand");
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    let text = page(desk, story);
    assert!(text.contains("Older: The bridge") && text.contains("as before"), "until both go: {text}");
}

#[test]
fn a_notice_is_not_brought_home() {
    let room = Room::open(410);
    let desk = &room.desk;
    let story = live(&room);
    let note = newsroom::outbox::NoteWish {
        kind: copy::ReaderNoteKind::Withdrawal,
        text: "We could not confirm it.".into(),
        placement: None,
    };
    desk.publishes_with(story, desk.site(), note);
    desk.sends();
    edits_there(desk, story, &[("We could not confirm it.", "We could not confirm it yet.")]);
    let Err(Error::Refused(sentence)) = looks(desk, story) else {
        panic!("there is no text to lay beside it")
    };
    assert_eq!(sentence.kind, "desk-notice-stands", "and that is said");
}

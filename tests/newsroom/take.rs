//! A live story changes its standing: withdrawn with a notice, taken back from readers, deleted there, moved.

use crate::Room;
use copy::{Block, BlockKind, DestinationId, Embed, EmbedId, EmbedTarget, JobId, ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{files, Desk},
    edition::{picture, text_of},
    outbox::killed_at,
    receiver::SECRET,
};
use document::{Container, Delta, FactChange};
use newsroom::{
    check::Kind,
    outbox::{
        ledger::{LiveLabel, Place, PlaceKind, TextThere},
        Errand, JobState, NoteWish, PlanRow, PublishWish, Step, When, WillDo,
    },
    workflow::Move,
    Error,
};
use publish::{OldAddress, Trouble};
use std::{
    fs,
    sync::{Arc, OnceLock},
};

fn live(room: &Room) -> StoryId {
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    room.desk.publishes(room.desk.reporter, story, room.desk.site());
    room.desk.sends();
    story
}

fn arrived(desk: &Desk, job: JobId) {
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "it is done: {}", row.trouble);
}

fn label(desk: &Desk, story: StoryId) -> LiveLabel {
    let head = desk.head(story).expect("the head").1;
    desk.live_label_of(story, head).expect("a label").0
}

fn takes(desk: &Desk, story: StoryId, errand: Errand) -> JobId {
    desk.take_from_readers(desk.reporter, story, &[desk.site()], errand).expect("queued")[0]
}

fn withdrawal() -> NoteWish {
    NoteWish {
        kind: ReaderNoteKind::Withdrawal,
        text: "We could not confirm what this story said.".into(),
        placement: None,
    }
}

/// A second place, which nobody answers from.
fn elsewhere(desk: &Desk) -> DestinationId {
    desk.adds_endpoint("http://127.0.0.1:1", SECRET)
}

fn planned(desk: &Desk, story: StoryId, place: DestinationId) -> PlanRow {
    let rows = desk.plan(desk.reporter, story).expect("a plan").rows;
    rows.into_iter().find(|row| row.destination.destination == place).expect("the place is in the plan")
}

fn at_site(desk: &Desk, story: StoryId) -> Place {
    let entry = desk.ledger_entry(story).expect("read").expect("listed");
    entry.places.into_iter().find(|place| place.kind == PlaceKind::Destination).expect("the site")
}

fn front(room: &Room) -> String {
    text_of(&fs::read_to_string(room.place.site.join("index.html")).expect("the front page"))
}

#[test]
fn a_withdrawal_leaves_a_notice_at_the_same_address() {
    let room = Room::open(430);
    let desk = &room.desk;
    let story = live(&room);
    let address = desk.public_address(story, desk.site()).expect("an address");
    let file = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    let note = NoteWish {
        kind: ReaderNoteKind::Withdrawal,
        text: "We could not confirm what this story said.".into(),
        placement: None,
    };
    let job = desk.publishes_with(story, desk.site(), note).jobs[0];
    assert_eq!(desk.job(job).expect("the job").kind, "withdraw", "it is an errand of its own");
    desk.sends();
    arrived(desk, job);
    let page = text_of(&fs::read_to_string(file).expect("the page is still there"));
    assert!(page.contains("We could not confirm what this story said."), "the notice says why: {page}");
    assert!(!page.contains("The bridge is open."), "and nothing of the story is left: {page}");
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert_eq!(desk.public_address(story, desk.site()).expect("an address"), address, "the address stays");
    assert_eq!(label(desk, story), LiveLabel::Withdrawn, "and the label says so");
}

#[test]
fn a_story_that_is_taken_back_is_found_by_nobody_and_may_come_again() {
    let room = Room::open(431);
    let desk = &room.desk;
    let story = live(&room);
    // A held or revoked story may always be taken from readers.
    desk.moves(desk.reporter, story, Move::Held, "The lawyer reads it");
    let job =
        desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::TakeBack).expect("queued")[0];
    desk.sends();
    arrived(desk, job);
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert!(
        !room.place.site.join("story").exists() || files(&room.place.site.join("story")).is_empty(),
        "no page is left"
    );
    assert_eq!(label(desk, story), LiveLabel::None, "readers have it nowhere");
    let entry = desk.ledger_entry(story).expect("read").expect("listed");
    let there = entry.places.iter().find(|place| place.kind == PlaceKind::Destination).expect("the site");
    assert_eq!((there.text, there.url.clone()), (TextThere::Nothing, None), "and the ledger says so");
    let refused = desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::TakeBack);
    assert!(matches!(refused, Err(Error::Refused(_))), "there is nothing left to take: {refused:?}");

    desk.moves(desk.reporter, story, Move::Released, "");
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!(plan.rows[0].will, WillDo::Publish, "it would go there as for the first time");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, again);
    assert!(front(&room).contains("Bridge reopens"), "and readers have it again");
}

#[test]
fn a_story_that_is_deleted_there_is_gone_and_stays_here() {
    let room = Room::open(432);
    let desk = &room.desk;
    let story = live(&room);
    let job =
        desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::Remove).expect("queued")[0];
    desk.sends();
    arrived(desk, job);
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert!(desk.head(story).expect("the head").0.headline.text() == "Bridge reopens", "its text stays here");
    assert_eq!(desk.receipts(story).expect("listed").len(), 2, "and so does what happened");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, again);
    assert!(front(&room).contains("Bridge reopens"), "published again, it is there again");
    assert_eq!(front(&room).matches("Bridge reopens").count(), 1, "once");
}

#[test]
fn what_somebody_changed_there_is_not_taken_away_unseen() {
    for (seed, errand) in [(433, Errand::TakeBack), (434, Errand::Remove)] {
        let room = Room::open(seed);
        let desk = &room.desk;
        let story = live(&room);
        let file = desk.local_page(story, desk.site()).expect("asked").expect("a page");
        let theirs = fs::read_to_string(&file).expect("read").replace("is open.", "is open again.");
        fs::write(&file, &theirs).expect("edited");
        let job = desk.take_from_readers(desk.reporter, story, &[desk.site()], errand).expect("queued")[0];
        desk.sends();
        let row = desk.job(job).expect("the job");
        assert_eq!(JobState::from_key(&row.state), JobState::NeedsPerson, "{}: a person looks", errand.key());
        assert_eq!(fs::read_to_string(&file).expect("read"), theirs, "{}: their words stand", errand.key());
    }
}

#[test]
fn a_story_moves_and_its_old_address_leads_to_the_new_one() {
    let room = Room::open(435);
    let desk = &room.desk;
    let story = live(&room);
    let old = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    desk.sets(story, FactChange::WebSlug("the-bridge".into()));
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!(plan.rows[0].moves, Some(("bridge-reopens".into(), OldAddress::Leads)), "it is said before");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, job);
    let new = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    assert_ne!(old, new, "it has another address");
    assert!(
        text_of(&fs::read_to_string(&new).expect("read")).contains("The bridge is open."),
        "where it stands"
    );
    let leads = fs::read_to_string(&old).expect("the old page is there");
    assert!(leads.contains("the-bridge.html"), "and leads to the new one: {leads}");
}

#[test]
fn a_withdrawal_sends_the_story_nowhere_where_readers_never_had_it() {
    let room = Room::open(436);
    let desk = &room.desk;
    let story = live(&room);
    let cms = elsewhere(desk);
    let later = PublishWish { at_ms: Some(desk.now().at_ms + 3_600_000), ..desk.wish(story, cms) };
    let scheduled = desk.publish_story(desk.reporter, story, later).expect("scheduled").jobs[0];
    let only_there = PublishWish { note: Some(withdrawal()), ..desk.wish(story, cms) };
    let refused = desk.publish_story(desk.reporter, story, only_there);
    assert!(matches!(refused, Err(Error::Refused(_))), "there is nobody to be told: {refused:?}");
    let both = PublishWish {
        destinations: vec![desk.site(), cms],
        note: Some(withdrawal()),
        ..desk.wish(story, desk.site())
    };
    let jobs = desk.publish_story(desk.reporter, story, both).expect("withdrawn").jobs;
    assert_eq!(jobs.len(), 1, "only where readers have it");
    assert_eq!(desk.job(jobs[0]).expect("the job").destination, desk.site());
    let state = JobState::from_key(&desk.job(scheduled).expect("the job").state);
    assert_eq!(state, JobState::Superseded, "and what was to go out later goes nowhere either");
    let row = planned(desk, story, cms);
    assert_eq!((row.will, row.chosen, row.may_be_live), (WillDo::Nothing, false, false), "nor is it ticked");
}

#[test]
fn a_withdrawal_behind_a_publication_that_is_in_flight_leaves_the_notice() {
    let room = Room::open(437);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let (other, queued) = (desk.clone(), Arc::new(OnceLock::new()));
    let once = Arc::clone(&queued);
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Write, When::Answered) {
            once.get_or_init(|| other.publishes_with(story, other.site(), withdrawal()).jobs[0]);
        }
    }));
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    let job = *queued.get().expect("queued meanwhile");
    assert_eq!(desk.job(job).expect("the job").kind, "withdraw");
    arrived(desk, job);
    let file = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    let page = text_of(&fs::read_to_string(file).expect("read"));
    assert!(page.contains("We could not confirm"), "readers end with the notice: {page}");
    assert!(!page.contains("The bridge is open."), "and with nothing of the story");
    assert_eq!(label(desk, story), LiveLabel::Withdrawn);
}

#[test]
fn what_was_taken_from_readers_goes_to_them_again_only_where_somebody_ticks_it() {
    for (seed, errand) in [(438, Errand::TakeBack), (439, Errand::Remove)] {
        let room = Room::open(seed);
        let desk = &room.desk;
        let story = live(&room);
        takes(desk, story, errand);
        desk.sends();
        desk.writes(desk.reporter, story, "Mended: ");
        let row = planned(desk, story, desk.site());
        assert_eq!((row.will, row.chosen, row.was_taken), (WillDo::Publish, false, true), "{}", errand.key());
        assert!(row.why.is_some(), "{}: and it is said why not", errand.key());
        desk.publishes(desk.reporter, story, desk.site());
        desk.sends();
        desk.writes(desk.reporter, story, "Newer: ");
        let row = planned(desk, story, desk.site());
        assert_eq!(
            (row.will, row.chosen, row.was_taken),
            (WillDo::Update, true, false),
            "there again, as usual"
        );
    }
}

#[test]
fn no_page_leads_to_a_story_that_was_taken_from_readers() {
    let room = Room::open(440);
    let desk = &room.desk;
    let first = live(&room);
    let second = desk.whole_story("Trams return", "The trams run.");
    let mut copy = (*desk.head(second).expect("the head").0).clone();
    let id = EmbedId::from_random([7; 16]);
    copy.embeds.push(Embed { id, target: EmbedTarget::Story(first), title: String::new() });
    copy.body.push(Block { kind: BlockKind::Embed(id), ..Block::default() });
    let related = || {
        let edition = desk.edition(second, 1, copy.clone(), Some(desk.site())).expect("an edition");
        edition.related.get(&first).map(|related| related.address.is_some())
    };
    assert_eq!(related(), Some(true), "while readers have it");
    desk.publishes_with(first, desk.site(), withdrawal());
    desk.sends();
    assert_eq!(related(), None, "of a withdrawn one no page says more than its notice");
    takes(desk, first, Errand::Remove);
    desk.sends();
    assert_eq!(related(), Some(false), "and to one that is gone no link leads");
}

#[test]
fn a_story_that_is_live_nowhere_is_held_against_no_text_of_readers() {
    let room = Room::open(441);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "It has 14 lanes and opens today.");
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    room.place.clock.advance_ms(60_000);
    takes(desk, story, Errand::TakeBack);
    desk.sends();
    room.place.clock.advance_ms(3 * 86_400_000);
    desk.types(desk.reporter, story, Container::Body, Delta::new().retain(7).delete(2).insert("12"));
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!(plan.words_changed, None, "readers have no text");
    assert!(plan.change.is_none(), "so nothing changes for them");
    assert!(
        plan.checks.iter().any(|check| check.kind == Kind::When),
        "and “today” is the day on which it was typed: {:?}",
        plan.checks
    );
    desk.publish_story(desk.reporter, story, desk.wish(story, desk.site())).expect("without a reason");
}

#[test]
fn a_place_that_has_nothing_keeps_no_other_back() {
    let room = Room::open(442);
    let desk = &room.desk;
    let story = live(&room);
    let both = [elsewhere(desk), desk.site()];
    let jobs = desk.take_from_readers(desk.reporter, story, &both, Errand::TakeBack).expect("queued");
    assert_eq!(jobs.len(), 1);
    desk.sends();
    arrived(desk, jobs[0]);
    assert!(at_site(desk, story).may == [Errand::Remove], "what is left of it may still go for good");
}

#[test]
fn the_address_of_a_deleted_story_is_free() {
    let room = Room::open(443);
    let desk = &room.desk;
    let wrong = live(&room);
    let right = desk.whole_story("Bridge reopens", "The right one.");
    let blocked = || desk.checks(right).expect("checked").iter().any(|check| check.kind == Kind::Slug);
    assert!(blocked(), "two stories, one address");
    takes(desk, wrong, Errand::TakeBack);
    desk.sends();
    assert!(blocked(), "a draft keeps it");
    takes(desk, wrong, Errand::Remove);
    desk.sends();
    assert!(!blocked(), "one that is gone does not");
    let job = desk.publishes(desk.reporter, right, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, job);
}

#[test]
fn what_is_deleted_twice_is_deleted_once() {
    let room = Room::open(444);
    let desk = &room.desk;
    let story = live(&room);
    let (other, queued) = (desk.clone(), Arc::new(OnceLock::new()));
    let once = Arc::clone(&queued);
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Read, When::Begun) {
            once.get_or_init(|| takes(&other, story, Errand::Remove));
        }
    }));
    let first = takes(desk, story, Errand::Remove);
    desk.sends_all();
    arrived(desk, first);
    arrived(desk, *queued.get().expect("queued meanwhile"));
    let kinds: Vec<_> = desk.receipts(story).expect("listed").into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds, ["publish", "remove"], "and it is listed once");
}

#[test]
fn what_may_have_arrived_is_not_known_until_something_has_and_may_be_taken_from_readers() {
    let room = Room::open(445);
    let child = env!("CARGO_BIN_EXE_newsroom-child");
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    let job = room.desk.publishes(room.desk.reporter, story, room.desk.site()).jobs[0];
    let Room { desk, mut place, folder } = room;
    drop(desk);
    killed_at(child, folder.path(), 446 << 32, Step::SetState, "answered", "");
    let room = Room { desk: place.open(), place, folder };
    let desk = &room.desk;
    let there = at_site(desk, story);
    assert_eq!(
        (there.state(), there.text),
        (Some(JobState::Unknown), TextThere::Unknown),
        "its answer is lost"
    );
    desk.stop_job(job).expect("stopped");
    let there = at_site(desk, story);
    assert_eq!(there.text, TextThere::Unknown, "who stops it does not know either");
    assert_eq!(there.may, [Errand::TakeBack, Errand::Remove], "and may take it from readers all the same");
    assert!(front(&room).contains("Bridge reopens"), "who have it");
    let taken = takes(desk, story, Errand::TakeBack);
    desk.sends();
    arrived(desk, taken);
    assert!(!front(&room).contains("Bridge reopens"), "nobody finds it");
    assert_eq!(at_site(desk, story).text, TextThere::Nothing, "and now that is known");
}

/// A story whose read-back differs for good: somebody throws its picture away as often as it is looked for.
fn never_as_approved(room: &Room) -> (StoryId, JobId) {
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    desk.lead_photo(story, &picture(1).bytes);
    (story, differs(room, story))
}

/// Publishes a story of which the read-back differs.
fn differs(room: &Room, story: StoryId) -> JobId {
    let desk = &room.desk;
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    let media = room.place.site.join("media");
    desk.listen_to_steps(Arc::new(move |at, step, when| {
        if at == job && (step, when) == (Step::Verify, When::Begun) {
            files(&media).iter().for_each(|file| fs::remove_file(file).expect("thrown away"));
        }
    }));
    for _ in 0..8 {
        desk.sends();
        assert_eq!(
            at_site(desk, story).text,
            TextThere::Unknown,
            "its text is there, and nothing says so yet"
        );
        room.place.clock.advance_ms(120_000);
    }
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::NeedsPerson, "it differs: {}", row.trouble);
    job
}

#[test]
fn a_first_publication_that_never_read_back_as_approved_is_no_strangers() {
    let room = Room::open(447);
    let desk = &room.desk;
    let (story, _) = never_as_approved(&room);
    desk.writes(desk.reporter, story, "Newer: ");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, job);
    assert_eq!(at_site(desk, story).text, TextThere::Ours, "the newer text is there");

    let room = Room::open(448);
    let desk = &room.desk;
    let (story, _) = never_as_approved(&room);
    assert_eq!(at_site(desk, story).may, [Errand::TakeBack, Errand::Remove]);
    let job = takes(desk, story, Errand::TakeBack);
    desk.sends();
    arrived(desk, job);
    assert!(!front(&room).contains("Bridge reopens"), "or it goes from readers");
}

#[test]
fn an_update_that_never_read_back_as_approved_is_no_strangers() {
    let room = Room::open(449);
    let desk = &room.desk;
    let story = live(&room);
    desk.lead_photo(story, &picture(1).bytes);
    desk.writes(desk.reporter, story, "Newer: ");
    room.place.clock.advance_ms(1_000);
    differs(&room, story);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let changed = runtime.block_on(desk.newsroom.look_there(desk.reporter, story, desk.site()));
    assert!(!changed.expect("looked"), "nobody but this desk wrote there");
    desk.writes(desk.reporter, story, "Newest: ");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, job);
}

#[test]
fn a_wrong_name_that_stays_before_readers_is_said_to_stay() {
    let room = Room::open(450);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let other = desk.clone();
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Verify, When::Begun) {
            let file = other.local_page(story, other.site()).expect("asked").expect("a page");
            let page = fs::read_to_string(&file).expect("read").replace("Author One", "Somebody Else");
            fs::write(file, page).expect("edited");
        }
    }));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    let row = desk.job(job).expect("the job");
    let trouble = Trouble::from_text(&row.trouble).expect("a trouble");
    assert_eq!(
        trouble.reason().kind,
        "hold-wrong-byline-live",
        "what somebody edited is not taken away unseen"
    );
}

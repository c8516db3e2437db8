//! Two desks without a line between them pass a story back and forth in files.

use copy::{MemberId, RecordId, Sha256, StoryId};
use copydesk_tests::desk::{Desk, Place, SetClock};
use document::{Container, Delta, FactChange};
use newsroom::{
    check,
    review::Wish,
    revision::RevisionKind,
    story_file::{Arrival, For, Kind, Standing},
    workflow::{self, Move},
    Error,
};
use std::{collections::BTreeSet, sync::Arc};

pub const PASSPHRASE: &str = "four words by telephone";

/// A desk of its own, on a computer of its own.
pub struct Office {
    _folder: tempfile::TempDir,
    pub place: Place,
    open: Option<Desk>,
}

impl Office {
    pub fn new(seed: u64, clock: &Arc<SetClock>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut place = Place::within(folder.path(), seed * 1_000, Arc::clone(clock));
        let open = Some(place.open());
        Self { _folder: folder, place, open }
    }

    pub fn desk(&self) -> &Desk {
        self.open.as_ref().expect("the desk is open")
    }

    pub fn closes(&mut self) {
        self.desk().close().expect("closed");
        self.open = None;
    }

    pub fn opens(&mut self) {
        self.open = Some(self.place.open());
    }

    /// A file for whoever knows the passphrase.
    pub fn sends(&self, story: StoryId, kind: Kind) -> Vec<u8> {
        let reader = For::Passphrase(PASSPHRASE.into());
        self.desk().export_story(self.desk().reporter, story, kind, &reader).expect("the story is sealed")
    }

    /// A file for every colleague that is known here.
    pub fn sends_to_colleagues(&self, story: StoryId, kind: Kind) -> Vec<u8> {
        let keys = self.desk().colleagues().expect("listed").into_iter().map(|one| one.key).collect();
        let reader = For::Colleagues(keys);
        self.desk().export_story(self.desk().reporter, story, kind, &reader).expect("the story is sealed")
    }

    pub fn takes(&self, file: &[u8]) -> Arrival {
        self.tries(file).expect("the file is taken in")
    }

    pub fn tries(&self, file: &[u8]) -> Result<Arrival, Error> {
        let parcel = self.desk().open_story_file(file, Some(PASSPHRASE.into()))?;
        let shown = self.desk().preview_story_file(&parcel)?;
        let came = self.desk().import_story_file(self.desk().reporter, &parcel, false)?;
        assert_eq!(
            (shown.edits, shown.revisions, shown.moves, shown.photos, shown.clashes.len()),
            (came.edits, came.revisions, came.moves, came.photos, came.clashes.len()),
            "what was shown is what came"
        );
        Ok(came)
    }

    pub fn body(&self, story: StoryId) -> String {
        self.desk().text(story, Container::Body)
    }

    pub fn hash(&self, story: StoryId) -> Sha256 {
        self.desk().head(story).expect("the head").1
    }

    /// Every revision and move, as sets.
    pub fn records(&self, story: StoryId) -> (BTreeSet<copy::RevisionId>, BTreeSet<RecordId>) {
        let revisions = self.desk().revisions(story).expect("listed").into_iter().map(|row| row.revision);
        let events = self.desk().events(story).expect("listed").into_iter().map(|event| event.id);
        (revisions.collect(), events.collect())
    }

    pub fn is_healthy(&self) {
        let found = self.desk().examine(|_, _| {}).expect("examined");
        assert_eq!(found.troubles, Vec::<String>::new(), "the doctor is content");
    }

    /// The desk is closed and opened again: what is on disk is what was in memory.
    pub fn restarts(&mut self) {
        self.closes();
        self.opens();
    }
}

pub fn two() -> (Office, Office) {
    let clock = SetClock::still();
    (Office::new(1, &clock), Office::new(2, &clock))
}

/// Both have the same of a story.
pub fn agree(a: &Office, b: &Office, story: StoryId) {
    assert_eq!(a.body(story), b.body(story), "one text on both desks");
    assert_eq!(a.hash(story), b.hash(story), "one copy on both desks");
    assert_eq!(a.records(story), b.records(story), "the same revisions and moves on both desks");
    let state = |office: &Office| office.desk().state(story).expect("a state");
    let (ours, theirs) = (state(a), state(b));
    assert_eq!((ours.desk, ours.held, ours.note), (theirs.desk, theirs.held, theirs.note), "one state");
}

fn refusal(result: Result<Arrival, Error>) -> String {
    match result {
        Err(Error::Refused(sentence)) => sentence.to_string(),
        other => panic!("the file should be refused, not {other:?}"),
    }
}

#[test]
fn a_story_goes_back_and_forth_and_both_works_are_in_it() {
    let (mut a, mut b) = two();
    let editor = b.desk().editor_joins();
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    a.desk().lead_photo(story, &copydesk_tests::edition::picture(3).bytes);
    a.desk().moves(a.desk().reporter, story, Move::Filed, "");
    let came = b.takes(&a.sends(story, Kind::Full));
    assert!(came.is_new && came.photos == 1 && came.revisions == 1 && came.moves == 1, "{came:?}");
    assert!(matches!(came.standing, Standing::First { .. }));
    agree(&a, &b, story);
    assert_eq!(b.desk().members().expect("listed").len(), 2, "a colleague elsewhere does not join this desk");
    assert_eq!(b.desk().member_name(a.desk().reporter), "Author One", "and is known by name");
    // Both go on while apart.
    a.desk().writes(a.desk().reporter, story, "On the left bank. ");
    b.desk().writes(editor, story, "Read by the editor. ");
    b.desk().sets(story, FactChange::Dateline("KYIV".into()));
    b.desk().moves(editor, story, Move::SentBack, "Who says so?");
    a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "").expect("saved");
    let back = a.takes(&b.sends_to_colleagues(story, Kind::Full));
    assert!(matches!(back.standing, Standing::First { .. }));
    assert!(!back.is_new && back.revisions == 1 && back.moves == 1 && back.edits > 0, "{back:?}");
    assert_eq!(back.words_removed, 0, "nothing of ours goes");
    b.takes(&a.sends_to_colleagues(story, Kind::Full));
    agree(&a, &b, story);
    for words in ["On the left bank.", "Read by the editor.", "The bridge closes on Monday."] {
        assert_eq!(a.body(story).matches(words).count(), 1, "{words} once: {}", a.body(story));
    }
    // Revision numbers that clash are both there.
    let numbers: Vec<i64> = a.desk().revisions(story).expect("listed").iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 2]);
    let labels = a.desk().revision_labels(story).expect("labels");
    assert_eq!(labels.values().filter(|label| label.contains('·')).count(), 2, "{labels:?}");
    let before = (a.body(story), b.body(story));
    a.restarts();
    b.restarts();
    assert_eq!((a.body(story), b.body(story)), before, "what came is on disk");
    agree(&a, &b, story);
    a.is_healthy();
    b.is_healthy();
}

#[test]
fn the_same_file_again_or_an_older_one_brings_nothing() {
    let (a, b) = two();
    let story = a.desk().whole_story("Bridge closes", "One.");
    let first = a.sends(story, Kind::Full);
    a.desk().writes(a.desk().reporter, story, "Two. ");
    a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "").expect("saved");
    let second = a.sends(story, Kind::Full);
    b.takes(&second);
    let (body, records) = (b.body(story), b.records(story));
    for file in [&second, &first, &second] {
        assert!(b.takes(file).is_nothing(), "it is all here already");
        assert_eq!((b.body(story), b.records(story)), (body.clone(), records.clone()));
    }
    b.is_healthy();
    agree(&a, &b, story);
}

#[test]
fn an_approval_from_elsewhere_counts_for_its_text_and_says_whose_key_signed_it() {
    let (a, b) = two();
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    a.desk().moves(a.desk().reporter, story, Move::Filed, "");
    b.takes(&a.sends(story, Kind::Full));
    b.desk().moves(b.desk().reporter, story, Move::Approved, "");
    a.desk().writes(a.desk().reporter, story, "Later. ");
    a.takes(&b.sends_to_colleagues(story, Kind::Full));
    let state = a.desk().state(story).expect("a state");
    assert!(
        state.approval.is_none() && state.changed_since_approval,
        "our text is another than the approved"
    );
    a.desk().deletes(a.desk().reporter, story, "Later. ".len());
    let state = a.desk().state(story).expect("a state");
    let approval = state.approval.expect("exactly this text was approved over there");
    assert_eq!(state.desk, workflow::Desk::Ready);
    let signer = a.desk().signer_of(approval.event).expect("looked up").expect("it came in a file");
    assert_eq!(signer.words, b.desk().key_words().expect("words"), "the words that the editor reads out");
    let approved = approval.revision.expect("a revision");
    let opened = a.desk().open_revision(story, approved).expect("it opens");
    assert_eq!(copy::canonical::copy_hash(&opened.copy), opened.row.copy_hash, "proven by its hash here");
    assert!(opened.remark.is_none());
}

#[test]
fn two_headlines_changed_at_once_are_both_kept_until_somebody_chooses() {
    let (a, b) = two();
    let story = a.desk().whole_story("Bridge closes", "Text.");
    b.takes(&a.sends(story, Kind::Full));
    let rewrite = |office: &Office, words: &str| {
        let length = office.desk().text(story, Container::Headline).len();
        let delta = Delta::new().insert(words).delete(length);
        office.desk().types(office.desk().reporter, story, Container::Headline, delta);
    };
    rewrite(&a, "River bridge shut for a year");
    rewrite(&b, "Commuters face long detour");
    b.desk().sets(story, FactChange::Dateline("KYIV".into()));
    let came = a.takes(&b.sends_to_colleagues(story, Kind::Full));
    assert_eq!(came.clashes.len(), 1, "the dateline was changed on one side only");
    let clash = a.desk().clashes(story).expect("listed").remove(0);
    assert_eq!((clash.place.as_str(), clash.ours.as_str()), ("headline", "River bridge shut for a year"));
    assert_eq!(clash.theirs, "Commuters face long detour");
    let id = clash.id.expect("it is kept");
    let both = BTreeSet::from([clash.ours.as_str(), clash.theirs.as_str()]);
    let headline = a.desk().text(story, Container::Headline);
    assert_eq!(headline.split(" / ").collect::<BTreeSet<_>>(), both, "both can be read, apart");
    // Until somebody has chosen, nobody knows what readers would get.
    let waits = |office: &Office| -> Vec<String> {
        let checks = office.desk().checks(story).expect("checked");
        check::blocking(&checks)
            .filter(|check| check.kind == check::Kind::Clash)
            .map(|it| it.key.clone())
            .collect()
    };
    assert_eq!(waits(&a), [format!("clash:{id}")], "the check leads to the choice");
    let approve = || a.desk().move_story(a.desk().reporter, story, Wish::of(Move::Approved));
    assert!(approve().is_err_and(|error| error.to_string().contains("Choose between the two")));
    let wish = a.desk().wish(story, a.desk().site());
    let published = a.desk().publish_story(a.desk().reporter, story, wish);
    assert!(published.is_err_and(|error| error.to_string().contains("checks still block")));
    a.desk().settle_clash(a.desk().reporter, story, id, &clash.theirs).expect("settled");
    assert_eq!(a.desk().text(story, Container::Headline), "Commuters face long detour");
    assert!(a.desk().clashes(story).expect("listed").is_empty());
    assert_eq!(waits(&a), Vec::<String>::new(), "nothing waits for a choice");
    approve().expect("and it can be approved");
    b.takes(&a.sends_to_colleagues(story, Kind::Full));
    assert_eq!(b.desk().text(story, Container::Headline), "Commuters face long detour");
    assert!(b.desk().clashes(story).expect("listed").is_empty(), "a choice is no new clash");
}

#[test]
fn two_headlines_stand_apart_once_when_both_desks_bring_them_together() {
    let (a, b) = two();
    let story = a.desk().whole_story("Bridge closes", "Text.");
    b.takes(&a.sends(story, Kind::Full));
    a.takes(&b.sends_to_colleagues(story, Kind::Full));
    for (office, words) in [(&a, "River bridge shut"), (&b, "A long detour")] {
        let delta = Delta::new().insert(words).delete("Bridge closes".len());
        office.desk().types(office.desk().reporter, story, Container::Headline, delta);
    }
    let (of_a, of_b) = (a.sends_to_colleagues(story, Kind::Full), b.sends_to_colleagues(story, Kind::Full));
    a.takes(&of_b);
    b.takes(&of_a);
    b.takes(&a.sends_to_colleagues(story, Kind::Full));
    a.takes(&b.sends_to_colleagues(story, Kind::Full));
    agree(&a, &b, story);
    let headline = a.desk().text(story, Container::Headline);
    assert!(
        ["River bridge shut / A long detour", "A long detour / River bridge shut"]
            .contains(&headline.as_str()),
        "{headline}"
    );
}

#[test]
fn a_clean_copy_has_no_history_and_comes_back_as_a_word_diff() {
    let (mut a, mut b) = two();
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday. It opens in May.");
    a.desk().writes(a.desk().reporter, story, "A secret draft. ");
    a.desk().deletes(a.desk().reporter, story, "A secret draft. ".len());
    a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "not for you").expect("saved");
    a.desk().moves(a.desk().reporter, story, Move::Approved, "");
    let file = a.sends(story, Kind::Clean);
    let came = b.takes(&file);
    assert_eq!((came.is_new, came.revisions), (true, 1), "the approved revision and no other");
    assert_eq!(a.hash(story), b.hash(story));
    assert_eq!(b.desk().state(story).expect("a state").desk, workflow::Desk::Ready, "approved there too");
    assert!(b.takes(&file).is_nothing(), "a second time brings nothing");
    // Both go on; several files come back, in any order and twice.
    a.desk().writes(a.desk().reporter, story, "First of all: ");
    let end = |office: &Office| office.body(story).encode_utf16().count() - 1;
    let at = end(&b);
    b.desk().types(
        b.desk().reporter,
        story,
        Container::Body,
        Delta::new().retain(at).insert(" So says the city."),
    );
    let one = b.sends_to_colleagues(story, Kind::Clean);
    let at = end(&b);
    b.desk().types(b.desk().reporter, story, Container::Body, Delta::new().retain(at).insert(" Perhaps."));
    let two = b.sends_to_colleagues(story, Kind::Full);
    let expected = "First of all: The bridge closes on Monday. It opens in May. So says the city. Perhaps.\n";
    for file in [&two, &one, &two, &one] {
        a.takes(file);
        assert_eq!(a.body(story), expected, "both works, each once");
    }
    b.takes(&a.sends_to_colleagues(story, Kind::Clean));
    assert_eq!(b.body(story), expected);
    b.desk().writes(b.desk().reporter, story, "Again. ");
    a.takes(&b.sends_to_colleagues(story, Kind::Clean));
    assert_eq!(a.body(story), format!("Again. {expected}"));
    assert_eq!(a.hash(story), b.hash(story));
    a.restarts();
    b.restarts();
    assert_eq!(a.hash(story), b.hash(story), "on disk as well");
    a.is_healthy();
    b.is_healthy();
}

#[test]
fn who_wrote_what_and_when_stays_true() {
    let clock = SetClock::still();
    let (a, mut b) = (Office::new(1, &clock), Office::new(2, &clock));
    let story = a.desk().whole_story("Bridge closes", "One.");
    clock.advance_ms(3_600_000);
    let wrote_ms = a.desk().now().at_ms;
    a.desk().writes(a.desk().reporter, story, "Two. ");
    clock.advance_ms(86_400_000);
    b.takes(&a.sends(story, Kind::Full));
    b.desk().writes(b.desk().reporter, story, "Three. ");
    let times = |desk: &Desk| -> Vec<(MemberId, i64)> {
        let written = desk.written(story, &Container::Body).expect("the times");
        written.into_iter().filter_map(|run| Some((run.member?, run.at?.at_ms))).collect()
    };
    assert!(times(b.desk()).iter().any(|(member, at)| *member == a.desk().reporter && *at == wrote_ms));
    b.restarts();
    b.restarts();
    let known = times(b.desk());
    assert!(known.iter().any(|(member, at)| *member == a.desk().reporter && *at == wrote_ms));
    let file_ms = wrote_ms + 86_400_000;
    let is_wrong = |(member, at): &(MemberId, i64)| *member == a.desk().reporter && *at == file_ms;
    assert!(!known.iter().any(is_wrong), "when the file came is not when it was written");
}

#[test]
fn a_changed_key_is_warned_of_and_pinned_only_when_it_was_checked() {
    let clock = SetClock::still();
    let (mut a, b) = (Office::new(1, &clock), Office::new(2, &clock));
    let story = a.desk().whole_story("Bridge closes", "One.");
    b.takes(&a.sends(story, Kind::Full));
    let words = a.desk().key_words().expect("words");
    // The desk is restored on another computer: a new device with a new key, the same member.
    a.closes();
    a.place.machine = "another computer".into();
    a.opens();
    a.desk().writes(a.desk().reporter, story, "Two. ");
    let file = a.sends(story, Kind::Full);
    let parcel = b.desk().open_story_file(file.as_slice(), Some(PASSPHRASE.into())).expect("opened");
    let shown = b.desk().preview_story_file(&parcel).expect("shown");
    assert_eq!(
        shown.standing,
        Standing::Changed { words: a.desk().key_words().expect("words"), before: Some(words) }
    );
    let before = b.body(story);
    assert!(refusal(b.tries(&file)).contains("Another key"));
    assert_eq!(b.body(story), before, "nothing was changed");
    b.desk().import_story_file(b.desk().reporter, &parcel, true).expect("the person has compared the words");
    assert!(matches!(b.takes(&file).standing, Standing::Known { .. }));
    agree(&a, &b, story);
}

#[test]
fn a_file_in_our_own_name_that_we_never_wrote_is_refused() {
    let clock = SetClock::still();
    let (mut a, b) = (Office::new(1, &clock), Office::new(2, &clock));
    let story = a.desk().whole_story("Bridge closes", "One.");
    b.takes(&a.sends(story, Kind::Full));
    // Our desk's folder is taken back to before it approved, without becoming another device: what the
    // file then says of us is what nobody here has written.
    a.closes();
    let saved = copydesk_tests::desk::files(&a.place.folder)
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(&path).expect("read")))
        .collect::<Vec<_>>();
    a.opens();
    a.desk().moves(a.desk().reporter, story, Move::Approved, "");
    b.takes(&a.sends(story, Kind::Full));
    a.closes();
    for (path, bytes) in saved {
        std::fs::write(path, bytes).expect("written");
    }
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(a.place.folder.join(format!("desk.sqlite{suffix}")));
    }
    a.opens();
    let said = refusal(a.tries(&b.sends(story, Kind::Full)));
    assert!(said.contains("in this desk’s name"), "{said}");
    a.is_healthy();
}

#[test]
fn a_damaged_body_that_came_by_file_is_opened_from_the_history() {
    let (mut a, mut b) = two();
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    let row = a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "").expect("saved");
    a.desk().writes(a.desk().reporter, story, "More. ");
    a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "").expect("saved");
    a.closes();
    rusqlite::Connection::open(a.place.folder.join("desk.sqlite"))
        .and_then(|conn| conn.execute("UPDATE revision SET body = zeroblob(40) WHERE number = 1", []))
        .expect("the disk has gone bad");
    a.opens();
    b.takes(&a.sends(story, Kind::Full));
    let opened = b.desk().open_revision(story, row.revision).expect("it opens");
    assert!(opened.remark.is_some(), "it is said");
    assert_eq!(copy::canonical::copy_hash(&opened.copy), row.copy_hash, "and proven by its hash");
    b.restarts();
    agree(&a, &b, story);
}

#[test]
fn a_file_that_was_cut_or_altered_gets_a_sentence_and_changes_nothing() {
    let (a, b) = two();
    let story = a.desk().whole_story("Bridge closes", "One.");
    b.takes(&a.sends(story, Kind::Full));
    a.desk().writes(a.desk().reporter, story, "Two. ");
    let file = a.sends_to_colleagues(story, Kind::Full);
    let locked_for_a = refusal(b.tries(&file));
    assert!(locked_for_a.contains("another desk"), "{locked_for_a}");
    a.takes(&b.sends(story, Kind::Full));
    let file = a.sends_to_colleagues(story, Kind::Full);
    let before = (b.body(story), b.records(story));
    for n in 0..50 {
        let cut = &file[..file.len() * n / 50];
        assert!(refusal(b.tries(cut)).contains("Nothing was changed"));
        let mut altered = file.clone();
        let at = file.len() * n / 50;
        altered[at] ^= 1;
        assert!(refusal(b.tries(&altered)).contains("Nothing was changed"));
    }
    assert_eq!((b.body(story), b.records(story)), before);
    b.takes(&file);
    agree(&a, &b, story);
    let wrong = b.desk().open_story_file(a.sends(story, Kind::Full).as_slice(), Some("another".into()));
    assert!(wrong.is_err_and(|error| error.to_string().contains("passphrase")));
}

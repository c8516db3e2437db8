//! Comments, suggestions, restores and authorship over files: two desks ask, answer and bring back while
//! they are apart.

use crate::story_file::{agree, two, Office};
use copy::{MemberId, StoryId};
use document::{Container, Delta, Place, Utf16, Verdict};
use newsroom::{
    revision::RevisionKind,
    story_file::Kind,
    suggestion::Which,
    thread::{About, Standing, Words},
};

const BODY: Container = Container::Body;

/// A story that both desks have.
fn shared(a: &Office, b: &Office, body: &str) -> StoryId {
    let story = a.desk().whole_story("Bridge closes", body);
    b.takes(&a.sends(story, Kind::Full));
    a.takes(&b.sends(story, Kind::Full));
    story
}

impl Office {
    fn suggests(&self, story: StoryId, delta: Delta) {
        let edit = self.desk().edit(story, BODY, delta);
        self.desk().suggest_story(self.desk().reporter, edit).expect("suggested");
    }

    fn types(&self, story: StoryId, delta: Delta) {
        self.desk().types(self.desk().reporter, story, BODY, delta);
    }

    fn pending(&self, story: StoryId) -> usize {
        self.desk().suggestions(story).expect("listed").pending.len()
    }

    /// Why suggestions are gone: the kinds and the words that would have gone.
    fn fates(&self, story: StoryId) -> Vec<(String, String)> {
        let gone = self.desk().suggestions(story).expect("listed").gone;
        gone.into_iter().map(|row| (row.kind, row.text_before)).collect()
    }

    fn settles(&self, story: StoryId, verdict: Verdict) {
        let member = self.desk().reporter;
        self.desk().settle_suggestions(member, story, &Which::All, verdict).expect("settled");
    }
}

/// Each to the other, twice.
fn exchange(a: &Office, b: &Office, story: StoryId) {
    let (of_a, of_b) = (a.sends_to_colleagues(story, Kind::Full), b.sends_to_colleagues(story, Kind::Full));
    for file in [&of_b, &of_b] {
        a.takes(file);
    }
    b.takes(&of_a);
    b.takes(&a.sends_to_colleagues(story, Kind::Full));
    a.takes(&b.sends_to_colleagues(story, Kind::Full));
}

#[test]
fn a_suggestion_whose_last_words_go_by_a_merge_is_gone_with_its_reason() {
    let (mut a, mut b) = two();
    let story = shared(&a, &b, "One two three four");
    a.suggests(story, Delta::new().retain(4).delete(9));
    exchange(&a, &b, story);
    assert_eq!((a.pending(story), b.pending(story)), (1, 1), "both know it");
    // Each takes away a half of what it is on: neither sees it go.
    a.types(story, Delta::new().retain(4).delete(4));
    b.types(story, Delta::new().retain(8).delete(5));
    assert_eq!((a.pending(story), b.pending(story)), (1, 1), "a half of it is left on each");
    assert!(a.fates(story).is_empty() && b.fates(story).is_empty());
    exchange(&a, &b, story);
    assert_eq!((a.pending(story), b.pending(story)), (0, 0), "together nothing is left of it");
    for office in [&a, &b] {
        let fates = office.fates(story);
        assert!(fates.iter().any(|(kind, _)| kind == "overwritten"), "and it is known why: {fates:?}");
    }
    a.restarts();
    b.restarts();
    agree(&a, &b, story);
    assert_eq!(a.fates(story).len(), b.fates(story).len(), "the records are the same on both desks");
    a.is_healthy();
    b.is_healthy();
}

#[test]
fn a_suggestion_that_arrives_where_its_words_are_gone_already_has_a_reason_too() {
    let (a, b) = two();
    let story = shared(&a, &b, "One two three four");
    b.suggests(story, Delta::new().retain(4).delete(4));
    a.types(story, Delta::new().retain(4).delete(4));
    exchange(&a, &b, story);
    for office in [&a, &b] {
        assert_eq!(office.body(story), "One three four\n");
        assert_eq!(office.fates(story).first(), Some(&("overwritten".into(), "two ".into())));
    }
    agree(&a, &b, story);
}

#[test]
fn accepting_deletes_only_what_was_there_when_it_was_suggested() {
    for accepts_first in [true, false] {
        let (a, b) = two();
        let story = shared(&a, &b, "One two three four");
        b.suggests(story, Delta::new().retain(4).delete(9));
        a.types(story, Delta::new().retain(8).insert("NEW "));
        if accepts_first {
            // Before the reporter's words are known there.
            b.settles(story, Verdict::Accept);
            exchange(&a, &b, story);
        } else {
            exchange(&a, &b, story);
            a.settles(story, Verdict::Accept);
            exchange(&a, &b, story);
        }
        for office in [&a, &b] {
            assert_eq!(office.body(story), "One NEW  four\n", "accepted first: {accepts_first}");
            assert_eq!(office.fates(story)[0].0, "accepted");
        }
    }
}

#[test]
fn a_suggestion_that_another_one_takes_with_it_is_gone_with_its_reason() {
    let (a, _) = two();
    let editor = a.desk().editor_joins();
    let story = a.desk().whole_story("Bridge closes", "One two three four");
    a.suggests(story, Delta::new().retain(4).delete(4));
    let edit = a.desk().edit(story, BODY, Delta::new().retain(4).delete(4));
    a.desk().suggest_story(editor, edit).expect("suggested");
    let pending = a.desk().suggestions(story).expect("listed").pending;
    assert_eq!(pending.len(), 2, "two people ask for the same");
    let which = Which::These(vec![pending[0].id]);
    a.desk().settle_suggestions(a.desk().reporter, story, &which, Verdict::Accept).expect("settled");
    let mut kinds: Vec<_> = a.fates(story).into_iter().map(|(kind, _)| kind).collect();
    kinds.sort();
    assert_eq!(
        (a.body(story).as_str(), kinds),
        ("One three four\n", vec!["accepted".into(), "overwritten".into()])
    );
}

#[test]
fn a_restore_keeps_comments_authors_and_what_a_colleague_types_meanwhile() {
    let (mut a, mut b) = two();
    let story = shared(&a, &b, "The council opened the old bridge on Friday.\nNobody was hurt.");
    let words = Place { container: BODY, from: Utf16(23), to: Utf16(33) };
    let member = a.desk().reporter;
    let about = About::Words(words);
    let thread =
        a.desk().open_thread(member, story, &about, None, Words::plain("Since when?"), None).expect("opened");
    let first = a.desk().save_revision(member, story, RevisionKind::Saved, "").expect("saved");
    exchange(&a, &b, story);
    let authors = a.desk().written(story, &BODY).expect("told");
    // One rewrites and brings the first revision back; the other goes on typing.
    a.types(story, Delta::new().retain(4).insert("city ").retain(41).delete(16).insert("It rained."));
    b.types(story, Delta::new().retain(61).insert(" Two boats waited."));
    let at = b.body(story).find("bridge").expect("the bridge");
    b.types(story, Delta::new().retain(at).insert("iron "));
    a.desk().restore_revision(member, story, first.revision).expect("brought back");
    assert_eq!(a.body(story), "The council opened the old bridge on Friday.\nNobody was hurt.\n");
    exchange(&a, &b, story);
    agree(&a, &b, story);
    let colleague = b.desk().reporter;
    for office in [&mut a, &mut b] {
        let body = office.body(story);
        for (words, times) in
            [("iron bridge", 1), ("Two boats waited.", 1), ("council opened", 1), ("city", 0)]
        {
            assert_eq!(body.matches(words).count(), times, "{words}: {body}");
        }
        let known = office.desk().thread(story, thread).expect("the thread");
        let Standing::Words(places) = known.standing else { panic!("on its words: {:?}", known.standing) };
        let text: Vec<u16> = body.encode_utf16().collect();
        let marked: String =
            places.iter().map(|it| String::from_utf16_lossy(&text[it.from.0..it.to.0])).collect();
        assert_eq!(marked.replace("iron ", ""), "old bridge", "the comment is on its words");
        office.restarts();
        let written = office.desk().written(story, &BODY).expect("told");
        let who = |at: usize| -> Option<MemberId> {
            written.iter().find(|run| run.from.0 <= at && at < run.to.0)?.member
        };
        assert_eq!(who(0), authors[0].member, "what stayed is its author's");
        let by_b = body.encode_utf16().count() - "Two boats waited.\n".len();
        assert_eq!(who(by_b), Some(colleague), "what came is the other's");
        office.is_healthy();
    }
}

#[test]
fn words_that_both_add_at_one_place_of_a_clean_copy_stay_two_words() {
    for (base, ours, theirs, expected) in [
        ("", (0, 0, "Monday"), (0, 0, "Friday"), ["Monday Friday", "Friday Monday"]),
        ("It is ", (6, 0, "late"), (6, 0, "cold"), ["It is late cold", "It is cold late"]),
        ("The old bridge", (4, 3, "new"), (4, 3, "iron"), ["The new iron bridge", "The iron new bridge"]),
        // Both take the word out, each with another of its two spaces.
        ("A b c", (1, 2, ""), (2, 2, ""), ["A c", "A c"]),
        ("", (0, 0, "It rained."), (0, 0, "It snowed."), ["It rained. It snowed.", "It snowed. It rained."]),
    ] {
        let (a, b) = two();
        let story = a.desk().whole_story("Bridge closes", base);
        b.takes(&a.sends(story, Kind::Clean));
        let edit =
            |(at, gone, words): (usize, usize, &str)| Delta::new().retain(at).insert(words).delete(gone);
        a.types(story, edit(ours));
        b.types(story, edit(theirs));
        a.takes(&b.sends_to_colleagues(story, Kind::Clean));
        let body = a.body(story);
        assert!(expected.contains(&body.trim_end()), "{base:?}: {body:?}");
        b.takes(&a.sends_to_colleagues(story, Kind::Clean));
        assert_eq!(a.hash(story), b.hash(story), "{base:?}: one copy on both desks");
        a.is_healthy();
    }
}

/// Damage on the disk of the desk that sends: the body travels as nothing and is proven by the history
/// that came along. Where even that is another text than was promised, it is refused and the doctor says so.
#[test]
fn a_broken_link_is_proven_by_the_history_or_refused() {
    let (mut a, mut b) = two();
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    let save = |office: &Office, words: &str| {
        office.desk().writes(office.desk().reporter, story, words);
        office.desk().save_revision(office.desk().reporter, story, RevisionKind::Saved, "").expect("saved")
    };
    let rows = [save(&a, "One. "), save(&a, "Two. "), save(&a, "Three. ")];
    a.closes();
    let on = rusqlite::Connection::open(a.place.folder.join("desk.sqlite")).expect("opened");
    on.execute("UPDATE revision SET body = zeroblob(40) WHERE number = 1", []).expect("damaged");
    drop(on);
    a.opens();
    b.takes(&a.sends(story, Kind::Full));
    let found = b.desk().examine(|_, _| {}).expect("examined");
    assert!(
        found.troubles.iter().all(|it| it.contains("proven by the story’s history")),
        "{:?}",
        found.troubles
    );
    for row in &rows {
        let opened = b.desk().open_revision(story, row.revision).expect("it opens");
        assert_eq!(copy::canonical::copy_hash(&opened.copy), row.copy_hash, "proven by its hash");
    }
    // The row now speaks of another moment: the history is whole and says something else.
    b.closes();
    let on = rusqlite::Connection::open(b.place.folder.join("desk.sqlite")).expect("opened");
    let sql = "UPDATE revision SET body = zeroblob(40),
                   frontiers = (SELECT frontiers FROM revision WHERE number = 2) WHERE number = 1";
    on.execute(sql, []).expect("altered");
    drop(on);
    b.opens();
    let refused = b.desk().open_revision(story, rows[0].revision);
    assert!(
        refused.as_ref().is_err_and(|error| error.to_string().contains("does not prove its text")),
        "{refused:?}"
    );
    let found = b.desk().examine(|_, _| {}).expect("examined");
    let first = rows[0].revision.to_string();
    assert!(
        found.troubles.iter().any(|it| it.contains(&first) && it.contains("does not prove its text")),
        "the doctor says so: {:?}",
        found.troubles
    );
}

#[test]
fn what_two_desks_bring_back_apart_is_there_once() {
    const WHOLE: &str = "The old bridge opened on Friday.\nNobody was hurt.\nBoats wait.\n";
    // Taken away before they parted, or by each apart.
    for is_gone_before in [true, false] {
        let (mut a, mut b) = two();
        let story = shared(&a, &b, WHOLE.trim_end());
        let member = a.desk().reporter;
        let first = a.desk().save_revision(member, story, RevisionKind::Saved, "").expect("saved");
        exchange(&a, &b, story);
        let less = || Delta::new().retain(4).delete(4).retain(25).delete(17);
        a.types(story, less());
        if is_gone_before {
            exchange(&a, &b, story);
        } else {
            b.types(story, less());
        }
        assert_eq!(b.body(story), "The bridge opened on Friday.\nBoats wait.\n");
        for office in [&a, &b] {
            let member = office.desk().reporter;
            office.desk().restore_revision(member, story, first.revision).expect("brought back");
            assert_eq!(office.body(story), WHOLE);
        }
        // One goes on writing beside it.
        b.types(story, Delta::new().retain(WHOLE.len() - 1).insert(" Two of them."));
        exchange(&a, &b, story);
        let expected = WHOLE.replace("wait.", "wait. Two of them.");
        for office in [&mut a, &mut b] {
            assert_eq!(office.body(story), expected, "gone before: {is_gone_before}");
            office.restarts();
            office.is_healthy();
        }
        agree(&a, &b, story);
    }
}

#[test]
fn what_both_wrote_alike_at_one_place_is_there_once_and_what_differs_stays() {
    for (ours, theirs, expected) in [
        ("Today ", "Today ", vec!["Today It rained.\n"]),
        ("Today ", "Now ", vec!["Today Now It rained.\n", "Now Today It rained.\n"]),
    ] {
        let (a, b) = two();
        let story = shared(&a, &b, "It rained.");
        a.types(story, Delta::new().insert(ours));
        b.types(story, Delta::new().insert(theirs));
        exchange(&a, &b, story);
        agree(&a, &b, story);
        assert!(expected.contains(&a.body(story).as_str()), "{ours}+ {theirs}: {}", a.body(story));
    }
}

#[test]
fn a_suggestion_that_one_accepts_and_the_other_rejects_keeps_the_words_that_were_there() {
    let replaced = || Delta::new().retain(21).insert("Tuesday").delete(6);
    let shortened = || Delta::new().retain(20).delete(7);
    let whole = "The bridge closes on Monday.";
    for (suggested, accepts_here) in
        [(replaced(), true), (replaced(), false), (shortened(), true), (shortened(), false)]
    {
        let (mut a, mut b) = two();
        let story = shared(&a, &b, whole);
        let authors = a.desk().written(story, &BODY).expect("told");
        b.suggests(story, suggested);
        exchange(&a, &b, story);
        let verdicts = match accepts_here {
            true => [Verdict::Accept, Verdict::Reject],
            false => [Verdict::Reject, Verdict::Accept],
        };
        a.settles(story, verdicts[0]);
        b.settles(story, verdicts[1]);
        // Both go on writing, too.
        a.types(story, Delta::new().retain(10).insert(" really"));
        exchange(&a, &b, story);
        for office in [&mut a, &mut b] {
            assert_eq!(office.body(story), "The bridge really closes on Monday.\n", "{verdicts:?}");
            assert_eq!(office.pending(story), 0);
            let fates = office.fates(story);
            assert_eq!(fates.len(), 1, "one suggestion: {fates:?}");
            assert_eq!(fates[0].0, "rejected", "the more cautious verdict is the one that is told");
            office.restarts();
            let written = office.desk().written(story, &BODY).expect("told");
            let last = written.iter().rfind(|run| run.from.0 <= 30).expect("Monday");
            assert_eq!(last.member, authors[0].member, "Monday is still its author's");
            office.is_healthy();
        }
        agree(&a, &b, story);
    }
}

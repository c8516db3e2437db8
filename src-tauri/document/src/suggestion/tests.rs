use super::*;
use crate::PeerId;
use serde_json::json;
use std::collections::BTreeSet;

const BODY: Container = Container::Body;

fn member(n: u8) -> MemberId {
    MemberId::from_random([n; 16])
}

fn delta(json: Value) -> Delta {
    serde_json::from_value(json).expect("a delta")
}

/// A body, and people who suggest changes of it through windows that show what they did at once.
struct Desk {
    story: Document,
    drawn: u8,
}

impl Desk {
    fn new(body: Value) -> Self {
        let mut story = Document::create(PeerId(1)).expect("a story");
        story.apply(&BODY, &delta(body)).expect("applies");
        Self { story, drawn: 0 }
    }

    fn text(text: &str) -> Self {
        Self::new(json!([{ "insert": text }]))
    }

    /// A member suggests; afterwards their window shows what the story says, and readers see what they saw.
    fn suggests(&mut self, by: u8, edit: Value) {
        self.suggests_in(BODY, by, &delta(edit));
    }

    fn suggests_in(&mut self, container: Container, by: u8, edit: &Delta) {
        let before = self.story.reader_copy();
        let window = self.story.text(&container).compose(edit).expect("fits");
        let mut drawn = self.drawn;
        let mut fresh = || {
            drawn += 1;
            SuggestionId::from_random([drawn; 16])
        };
        let suggester = Suggester { member: member(by), at_ms: i64::from(by) };
        let suggesting = self.story.suggest(&container, edit, suggester, &mut fresh).expect("fits");
        self.drawn = drawn;
        let kept = self.story.apply(&container, &suggesting.delta).expect("applies");
        let correction = suggesting.correction.unwrap_or_default().compose(&kept.unwrap_or_default());
        let window = window.compose(&correction.expect("composes")).expect("fits");
        assert_eq!(window, self.story.text(&container), "the window shows what the story says: {edit:?}");
        assert_eq!(self.story.reader_copy(), before, "readers see no suggestion: {edit:?}");
    }

    fn types(&mut self, edit: Value) {
        self.story.apply(&BODY, &delta(edit)).expect("applies");
    }

    fn settles(&mut self, verdict: Verdict) {
        let ids: BTreeSet<_> = self.pending().iter().map(|one| one.id).collect();
        let mut shown: Vec<_> =
            self.story.containers().into_iter().map(|it| (it, self.story.text(&it))).collect();
        for (container, patch) in self.story.settle(&ids, verdict).expect("settles") {
            for (_, text) in shown.iter_mut().filter(|(it, _)| *it == container) {
                *text = text.compose(&patch).expect("the patch fits");
            }
        }
        for (container, text) in shown {
            assert_eq!(text, self.story.text(&container), "a patch says what was done");
        }
        assert_eq!(self.pending(), vec![], "what is settled is gone");
    }

    fn pending(&self) -> Vec<Suggestion> {
        self.story.review().suggestions
    }

    fn body(&self) -> String {
        self.story.text(&BODY).text()
    }

    /// Block keys and words, as readers get them.
    fn read(&self) -> Vec<(String, String)> {
        self.story.blocks().into_iter().map(|block| (block.kind.key(), block.text.text())).collect()
    }

    /// Kind, words before, words after.
    fn told(&self) -> Vec<(SuggestionKind, String, String)> {
        self.pending().into_iter().map(|one| (one.kind, one.before, one.after)).collect()
    }
}

#[test]
fn words_typed_one_by_one_are_one_suggestion() {
    let mut desk = Desk::text("The bridge is open");
    desk.suggests(2, json!([{"retain": 18}, {"insert": " a"}]));
    desk.suggests(2, json!([{"retain": 20}, {"insert": "gain"}]));
    desk.suggests(2, json!([{"retain": 24}, {"delete": 0}, {"insert": "!"}]));
    assert_eq!(desk.told(), [(SuggestionKind::Insert, String::new(), " again!".into())]);
    let one = &desk.pending()[0];
    assert_eq!((one.member, one.at_ms), (Some(member(2)), 2), "who and when go with it");
    assert_eq!(one.places, [Place { container: BODY, from: Utf16(18), to: Utf16(25) }]);
    desk.settles(Verdict::Accept);
    assert_eq!(desk.body(), "The bridge is open again!\n");
}

#[test]
fn a_word_typed_over_is_one_suggestion_with_both_words() {
    let mut desk = Desk::text("The colour red");
    desk.suggests(2, json!([{"retain": 4}, {"insert": "color"}, {"delete": 6}]));
    assert_eq!(desk.body(), "The colourcolor red\n", "what would go stands before what would come");
    assert_eq!(desk.told(), [(SuggestionKind::Replace, "colour".into(), "color".into())]);
    desk.settles(Verdict::Accept);
    assert_eq!(desk.body(), "The color red\n");
    let mut desk = Desk::text("The colour red");
    desk.suggests(2, json!([{"retain": 4}, {"insert": "color"}, {"delete": 6}]));
    desk.settles(Verdict::Reject);
    assert_eq!(desk.body(), "The colour red\n");
}

/// A window sends no sign that stays: "1900" typed over with "1,900" is "900" less and ",900" more.
#[test]
fn a_number_or_a_word_that_changes_in_part_is_read_whole() {
    let read = |text: &str, edits: &[Value]| {
        let mut desk = Desk::text(text);
        edits.iter().for_each(|edit| desk.suggests(2, edit.clone()));
        let told = desk.told();
        assert_eq!(told.len(), 1, "one suggestion: {told:?}");
        told.into_iter().next().expect("one")
    };
    let replaced = |before: &str, after: &str| (SuggestionKind::Replace, before.into(), after.into());
    assert_eq!(
        read(
            "Some 1900 people came",
            &[
                json!([{"retain": 6}, {"delete": 3}]),
                json!([{"retain": 9}, {"insert": ","}]),
                json!([{"retain": 10}, {"insert": "900"}]),
            ]
        ),
        replaced("1900", "1,900")
    );
    assert_eq!(
        read("Some 1900 people", &[json!([{"retain": 6}, {"insert": ","}])]),
        replaced("1900", "1,900")
    );
    assert_eq!(
        read("Міст закрили", &[json!([{"retain": 11}, {"delete": 1}])]),
        replaced("закрили", "закрил")
    );
    assert_eq!(
        read("the bridge opened.", &[json!([{"retain": 10}, {"insert": "s"}])]),
        replaced("bridge", "bridges")
    );
    assert_eq!(
        read("It costs 4.2 million", &[json!([{"retain": 11}, {"insert": "7"}, {"delete": 1}])]),
        replaced("4.2", "4.7")
    );
    assert_eq!(
        read("one two three", &[json!([{"retain": 4}, {"delete": 4}])]),
        (SuggestionKind::Delete, "two ".into(), String::new()),
        "a whole word takes nothing in"
    );
    let mut desk = Desk::text("a bridge");
    desk.suggests(3, json!([{"retain": 5}, {"insert": "XX"}]));
    desk.suggests(2, json!([{"retain": 10}, {"insert": "s"}]));
    assert_eq!(desk.told()[1], replaced("bridge", "bridges"), "a colleague's suggestion is not in it");
    desk.settles(Verdict::Reject);
    assert_eq!(desk.body(), "a bridge\n");
}

#[test]
fn ones_own_suggested_words_go_at_once_and_colleagues_are_marked() {
    let mut desk = Desk::text("one two");
    desk.suggests(2, json!([{"retain": 3}, {"insert": " and a half"}]));
    desk.suggests(2, json!([{"retain": 7}, {"delete": 7}]));
    assert_eq!(desk.body(), "one and two\n");
    desk.suggests(3, json!([{"retain": 3}, {"delete": 4}]));
    let told = desk.told();
    assert_eq!(told.len(), 2, "a colleague's suggestion of one's suggestion stands beside it: {told:?}");
    desk.settles(Verdict::Accept);
    assert_eq!(desk.body(), "one two\n", "whichever is accepted, words to be deleted go");
}

#[test]
fn putting_back_what_was_suggested_to_go_takes_that_back() {
    let mut desk = Desk::text("one two three");
    desk.suggests(2, json!([{"retain": 4}, {"delete": 4}]));
    assert_eq!(desk.told(), [(SuggestionKind::Delete, "two ".into(), String::new())]);
    desk.suggests(2, json!([{"retain": 8}, {"insert": "two "}]));
    assert_eq!((desk.body().as_str(), desk.pending()), ("one two three\n", vec![]), "after it");
    desk.suggests(2, json!([{"retain": 4}, {"delete": 4}]));
    desk.suggests(2, json!([{"retain": 4}, {"insert": "two "}]));
    assert_eq!(
        (desk.body().as_str(), desk.pending()),
        ("one two three\n", vec![]),
        "before it, as undo does"
    );
}

#[test]
fn splits_and_joins_ride_on_the_line_break() {
    let mut desk = Desk::new(json!([
        {"insert": "Head"}, {"insert": "\n", "attributes": {"b": "h:2"}}, {"insert": "one two\nthree"},
    ]));
    desk.suggests(2, json!([{"retain": 9}, {"insert": "\n"}]));
    desk.suggests(2, json!([{"retain": 13}, {"delete": 1}]));
    assert_eq!(
        desk.told(),
        [
            (SuggestionKind::Insert, String::new(), "\n".into()),
            (SuggestionKind::Delete, "\n".into(), String::new())
        ]
    );
    assert_eq!(desk.read()[1..], [(String::new(), "one two".into()), (String::new(), "three".into())]);
    desk.settles(Verdict::Accept);
    let lines: Vec<_> = desk.read().into_iter().map(|(_, text)| text).collect();
    assert_eq!(lines, ["Head", "one ", "twothree"]);
}

#[test]
fn marks_and_kinds_are_suggested_and_said() {
    let mut desk = Desk::text("one two\nthree");
    desk.suggests(2, json!([{"retain": 4}, {"retain": 3, "attributes": {"strong": true}}]));
    desk.suggests(2, json!([{"retain": 7}, {"retain": 1, "attributes": {"b": "h:2"}}]));
    let pending = desk.pending();
    assert_eq!(pending[0].kind, SuggestionKind::Format);
    assert_eq!((pending[0].before.as_str(), pending[0].after.as_str()), ("two", "two"));
    assert_eq!(pending[0].change, Attributes::from([("strong".into(), json!(true))]));
    assert_eq!(pending[1].kind, SuggestionKind::Block);
    assert_eq!(pending[1].before, "one two\n");
    assert_eq!(pending[1].was, Attributes::from([("b".into(), Value::Null)]));
    desk.suggests(2, json!([{"retain": 4}, {"retain": 3, "attributes": {"strong": null}}]));
    assert_eq!(desk.pending().len(), 1, "what would change nothing any more is gone");
    desk.suggests(2, json!([{"retain": 4}, {"retain": 3, "attributes": {"strong": true}}]));
    desk.settles(Verdict::Accept);
    assert_eq!(desk.read()[0], ("h:2".into(), "one two".into()));
    assert!(desk.story.blocks()[0].text.spans().iter().any(|span| span.text == "two" && span.marks.strong));
}

#[test]
fn another_members_words_inside_a_suggested_deletion_survive_it() {
    let mut desk = Desk::text("one two three");
    desk.suggests(2, json!([{"retain": 4}, {"delete": 9}]));
    desk.types(json!([{"retain": 8}, {"insert": "NEW "}]));
    assert_eq!(desk.told(), [(SuggestionKind::Delete, "two three".into(), String::new())]);
    desk.settles(Verdict::Accept);
    assert_eq!(desk.body(), "one NEW \n");
}

#[test]
fn so_do_words_that_were_typed_elsewhere_at_the_same_moment() {
    let mut here = Desk::text("one two three");
    let snapshot = here.story.snapshot().expect("saved");
    let mut there = Document::open(Some(&snapshot), &[] as &[&[u8]], PeerId(2)).expect("opens");
    there.apply(&BODY, &Delta::new().retain(8).insert("NEW ")).expect("applies");
    here.suggests(2, json!([{"retain": 4}, {"delete": 9}]));
    let row = there.take_ops().expect("made").expect("some");
    here.story.import(&row.bytes).expect("arrives");
    assert!(here.body().contains("NEW"));
    assert_eq!(
        here.told(),
        [(SuggestionKind::Delete, "two three".into(), String::new())],
        "it speaks of its own words"
    );
    here.settles(Verdict::Accept);
    assert_eq!(here.body(), "one NEW \n", "accepting deletes only what was there when it was suggested");
}

#[test]
fn the_final_break_is_never_a_suggestion_that_cannot_be_settled() {
    for verdict in [Verdict::Accept, Verdict::Reject] {
        let mut desk = Desk::text("Hello");
        desk.suggests(2, json!([{"retain": 6}, {"insert": "New\n"}]));
        assert_eq!(desk.read(), [(String::new(), "Hello".into())]);
        desk.suggests(3, json!([{"retain": 5}, {"delete": 1}]));
        desk.settles(verdict);
        assert!(desk.body().ends_with('\n'), "{verdict:?}: {:?}", desk.body());
        assert!(desk.body().starts_with("Hello"), "{verdict:?}");
    }
    let mut desk = Desk::new(json!([
        {"insert": "Head"}, {"insert": "\n", "attributes": {"b": "h:2"}}, {"insert": "Last"},
    ]));
    desk.suggests(2, json!([{"retain": 5}, {"delete": 5}]));
    desk.settles(Verdict::Accept);
    assert_eq!(
        desk.read(),
        [("h:2".into(), "Head".into())],
        "the last paragraph goes, the heading stays one"
    );
}

#[test]
fn texts_of_one_line_are_suggested_in_too() {
    let mut desk = Desk::text("x");
    desk.story.apply(&Container::Headline, &Delta::new().insert("Bridge opens")).expect("applies");
    desk.suggests_in(Container::Headline, 2, &Delta::new().retain(7).insert("re"));
    assert_eq!(desk.pending()[0].places[0].container, Container::Headline);
    desk.settles(Verdict::Accept);
    assert_eq!(desk.story.text(&Container::Headline).text(), "Bridge reopens");
}

#[test]
fn foreign_marks_of_these_families_are_left_alone() {
    let mut desk = Desk::text("one two");
    desk.types(json!([{"retain": 3, "attributes": {"ins_future": {"x": 1}, "del_1": true, "fmt_": 3}}]));
    assert_eq!(desk.pending(), vec![]);
    desk.settles(Verdict::Accept);
    assert_eq!(desk.body(), "one two\n");
}

mod random {
    use super::*;

    /// Numbers from a seed: what a test draws is what it draws again.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % n.max(1)
        }
    }

    const WORDS: [&str; 6] = ["міст ", "👩‍👩‍👧", "a", "one two ", "\n", "x\ny\n"];
    const KINDS: [&str; 4] = ["h:2", "quote", "li:ul:1", "rule"];

    /// What somebody does in a window that shows this text.
    fn edit(dice: &mut Dice, text: &Delta, lines: bool) -> Delta {
        let chars: Vec<char> = text.text().chars().collect();
        let units = |from: usize, to: usize| chars[from..to].iter().map(|c| c.len_utf16()).sum::<usize>();
        let from = dice.below(chars.len() + 1);
        let to = (from + dice.below(8)).min(chars.len());
        let mut edit = Delta::new().retain(units(0, from));
        match dice.below(6) {
            0 | 1 => {
                let word = WORDS[dice.below(if lines { 6 } else { 4 })];
                edit = edit.insert(word);
                if dice.below(2) == 0 {
                    edit = edit.delete(units(from, to));
                }
            }
            2 | 3 => edit = edit.delete(units(from, to)),
            4 => {
                let value = if dice.below(2) == 0 { json!(true) } else { Value::Null };
                edit = edit.retain_with(units(from, to), Attributes::from([("strong".into(), value)]));
            }
            _ => {
                let Some(at) = (from..chars.len()).find(|at| chars[*at] == '\n') else { return Delta::new() };
                let kind = json!(KINDS[dice.below(4)]);
                edit =
                    Delta::new().retain(units(0, at)).retain_with(1, Attributes::from([("b".into(), kind)]));
            }
        }
        edit
    }

    fn rounds() -> u64 {
        if std::env::var_os("COPYDESK_LONG").is_some() {
            50_000
        } else {
            700
        }
    }

    fn seeds() -> std::ops::Range<u64> {
        match std::env::var("COPYDESK_SEED").ok().and_then(|seed| seed.parse().ok()) {
            Some(seed) => seed..seed + 1,
            None => 0..rounds(),
        }
    }

    fn start(dice: &mut Dice) -> Desk {
        let mut desk = Desk::text("one two three\nfour five");
        for _ in 0..dice.below(4) {
            let edit = edit(dice, &desk.story.text(&BODY), true);
            desk.story.apply(&BODY, &edit).expect("applies");
        }
        desk
    }

    /// From a text without suggestions, accepting what an edit suggests does what the edit would have done,
    /// and rejecting it does nothing.
    #[test]
    fn a_random_edit_accepted_is_the_edit_and_rejected_is_nothing() {
        for seed in seeds() {
            let mut dice = Dice(seed);
            let mut desk = start(&mut dice);
            let edit = edit(&mut dice, &desk.story.text(&BODY), true);
            let snapshot = desk.story.snapshot().expect("saved");
            let open = |peer| Document::open(Some(&snapshot), &[] as &[&[u8]], PeerId(peer)).expect("opens");
            let mut plain = open(7);
            plain.apply(&BODY, &edit).expect("applies");
            let before = desk.story.text(&BODY);
            desk.suggests_in(BODY, 2, &edit);
            let mut dropped = Desk { story: open(8), drawn: 100 };
            dropped.suggests_in(BODY, 2, &edit);
            desk.settles(Verdict::Accept);
            assert_eq!(desk.story.blocks(), plain.blocks(), "COPYDESK_SEED={seed}: accepted, {edit:?}");
            dropped.settles(Verdict::Reject);
            assert_eq!(dropped.story.text(&BODY), before, "COPYDESK_SEED={seed}: rejected, {edit:?}");
        }
    }

    /// Two members suggest and type; whatever is accepted and rejected in whatever order, nothing is left
    /// pending, and the text is whole.
    #[test]
    fn random_suggestions_of_two_settle_in_any_order() {
        for seed in seeds() {
            let mut dice = Dice(seed ^ 0xabcd);
            let mut desk = start(&mut dice);
            for _ in 0..3 + dice.below(10) {
                let text = desk.story.text(&BODY);
                let edit = edit(&mut dice, &text, true);
                match dice.below(3) {
                    0 => drop(desk.story.apply(&BODY, &edit).expect("applies")),
                    by => {
                        let by = if by == 1 { 2 } else { 3 };
                        suggest(&mut desk, by, &edit, seed);
                    }
                }
                if dice.below(4) == 0 {
                    let pending = desk.pending();
                    let Some(one) = pending.get(dice.below(pending.len())) else { continue };
                    let verdict = if dice.below(2) == 0 { Verdict::Accept } else { Verdict::Reject };
                    desk.story.settle(&BTreeSet::from([one.id]), verdict).expect("settles");
                    assert!(
                        desk.pending().iter().all(|it| it.id != one.id),
                        "COPYDESK_SEED={seed}: it is gone"
                    );
                }
            }
            while let Some(one) = desk.pending().first() {
                let verdict = if dice.below(2) == 0 { Verdict::Accept } else { Verdict::Reject };
                desk.story.settle(&BTreeSet::from([one.id]), verdict).expect("settles");
                assert!(desk.body().ends_with('\n'), "COPYDESK_SEED={seed}: the final break stays");
            }
            let marked = desk.story.text(&BODY).0.iter().any(|op| {
                matches!(op, DeltaOp::Insert(_, marks) if super::parts(marks).any(|(part, ..)| part != Part::Delete))
            });
            assert!(!marked, "COPYDESK_SEED={seed}: no mark is left of what was settled");
        }
    }

    /// Suggests, and holds the window to the story; readers may see one's own suggested words go.
    fn suggest(desk: &mut Desk, by: u8, edit: &Delta, seed: u64) {
        let window = desk.story.text(&BODY).compose(edit).expect("fits");
        let mut drawn = desk.drawn;
        let mut fresh = || {
            drawn += 1;
            SuggestionId::from_random([drawn; 16])
        };
        let suggester = Suggester { member: member(by), at_ms: 1 };
        let before = desk.story.reader_copy();
        let suggesting = desk.story.suggest(&BODY, edit, suggester, &mut fresh).expect("fits");
        desk.drawn = drawn;
        let kept = desk.story.apply(&BODY, &suggesting.delta).expect("applies").unwrap_or_default();
        let correction = suggesting.correction.unwrap_or_default().compose(&kept).expect("composes");
        let window = window.compose(&correction).expect("fits");
        assert_eq!(window, desk.story.text(&BODY), "COPYDESK_SEED={seed}: {edit:?}");
        assert_eq!(
            desk.story.reader_copy(),
            before,
            "COPYDESK_SEED={seed}: readers see no suggestion, {edit:?}"
        );
    }
}

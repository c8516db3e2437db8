use super::*;
use serde_json::json;

const BODY: Container = Container::Body;

fn delta(json: serde_json::Value) -> Delta {
    serde_json::from_value(json).expect("a delta")
}

fn member(n: u8) -> MemberId {
    MemberId::from_random([n; 16])
}

struct Desk {
    story: Document,
    runs: DeletedRuns,
}

impl Desk {
    /// "Reporter wrote this" by member 1, then everything by member 2.
    fn new() -> Self {
        let mut story = Document::create(PeerId(1)).expect("a story");
        story.apply(&BODY, &Delta::new().insert("Reporter wrote this")).expect("applies");
        story.set_peer(PeerId(2)).expect("a peer");
        Self { story, runs: DeletedRuns::default() }
    }

    fn edit(&mut self, json: serde_json::Value) -> Option<Delta> {
        let of = |peer: PeerId| Some(member(u8::try_from(peer.0).expect("small")));
        let edit = delta(json);
        let attributed = self.runs.attribute(&self.story, &BODY, &edit, member(2), of).expect("fits");
        let plain = self.story.text(&BODY).compose(&edit).expect("fits");
        self.story.apply(&BODY, &attributed.delta).expect("applies");
        let corrected = plain.compose(&attributed.correction.clone().unwrap_or_default()).expect("fits");
        assert_eq!(corrected, self.story.text(&BODY), "the corrected client shows what the story says");
        attributed.correction
    }

    fn authors(&self) -> Vec<(String, u8)> {
        let mut authors: Vec<(String, u8)> = Vec::new();
        for run in self.story.blame(&BODY) {
            let by =
                if run.by == Some(member(1)) || (run.by.is_none() && run.peer == PeerId(1)) { 1 } else { 2 };
            let text = self.story.slice(&BODY, run.from, run.to).expect("in range");
            match authors.last_mut() {
                Some((last, same)) if *same == by => last.push_str(&text),
                _ => authors.push((text, by)),
            }
        }
        authors
    }
}

#[test]
fn undo_gives_a_deletion_back_to_its_author() {
    let mut desk = Desk::new();
    desk.edit(json!([{"retain": 9}, {"delete": 6}]));
    desk.edit(json!([{"retain": 9}, {"insert": "wrote "}]));
    assert_eq!(desk.authors(), [("Reporter wrote this\n".into(), 1)]);
}

#[test]
fn backspaces_and_deletes_join_to_one_run() {
    let mut desk = Desk::new();
    for at in (10..14).rev() {
        desk.edit(json!([{"retain": at}, {"delete": 1}]));
    }
    for _ in 0..2 {
        desk.edit(json!([{"retain": 10}, {"delete": 1}]));
    }
    assert_eq!(desk.story.text(&BODY).text(), "Reporter whis\n");
    desk.edit(json!([{"retain": 10}, {"insert": "rote t"}]));
    assert_eq!(desk.authors(), [("Reporter wrote this\n".into(), 1)]);
}

#[test]
fn a_moved_mixture_keeps_each_author_and_marks() {
    let mut desk = Desk::new();
    desk.edit(json!([{"retain": 9}, {"insert": "never "}]));
    assert_eq!(desk.authors(), [("Reporter ".into(), 1), ("never ".into(), 2), ("wrote this\n".into(), 1)]);
    let correction = desk.edit(json!([
        {"insert": "never "}, {"insert": "wrote", "attributes": {"strong": true}}, {"insert": " this"},
        {"retain": 9}, {"delete": 16},
    ]));
    assert!(correction.is_none(), "what is inserted before it is taken away is not known yet");
    let mut desk = Desk::new();
    desk.edit(json!([{"retain": 9}, {"insert": "never "}]));
    desk.edit(json!([{"retain": 9}, {"delete": 16}]));
    desk.edit(json!([{"insert": "never "}, {"insert": "wrote", "attributes": {"strong": true}}, {"insert": " this"}]));
    assert_eq!(desk.authors(), [("never ".into(), 2), ("wrote thisReporter \n".into(), 1)]);
}

#[test]
fn ones_own_words_and_new_words_carry_no_mark() {
    let mut desk = Desk::new();
    desk.edit(json!([{"retain": 19}, {"insert": " mine"}]));
    desk.edit(json!([{"retain": 19}, {"delete": 5}]));
    assert_eq!(desk.edit(json!([{"retain": 19}, {"insert": " mine"}])), None);
    desk.edit(json!([{"retain": 9}, {"delete": 6}]));
    assert_eq!(desk.edit(json!([{"retain": 9}, {"insert": "wrot"}])), None, "too short a part to be sure");
}

#[test]
fn only_the_last_ones_are_kept() {
    let mut desk = Desk::new();
    desk.edit(json!([{"retain": 9}, {"delete": 6}]));
    for _ in 0..KEPT {
        desk.edit(json!([{"insert": "x"}]));
        desk.edit(json!([{"delete": 1}]));
    }
    assert_eq!(desk.runs.runs.len(), KEPT);
    assert_eq!(desk.edit(json!([{"retain": 9}, {"insert": "wrote "}])), None);
}

/// The marks of the first character of some words.
fn marks_of(desk: &Desk, words: &str) -> Attributes {
    let text = desk.story.text(&BODY);
    let at = text.text().split_once(words).expect("the words are there").0.encode_utf16().count();
    let runs = desk.story.runs(&BODY, Utf16(at), Utf16(at + 1));
    runs.into_iter().next().expect("a character").1
}

fn keys_of(desk: &Desk, words: &str) -> Vec<String> {
    marks_of(desk, words).into_keys().filter(|key| key != "by").collect()
}

const ID: &str = "ffffffffffff4fffbfffffffffffffff";

#[test]
fn words_cut_and_pasted_keep_their_comments_and_only_once() {
    let mut desk = Desk::new();
    let comment = format!("comment_{ID}");
    desk.edit(json!([{"retain": 9}, {"retain": 5, "attributes": {comment.clone(): true}}]));
    desk.edit(json!([{"retain": 9}, {"delete": 6}]));
    desk.edit(json!([{"retain": 13}, {"insert": "wrote "}]));
    assert_eq!(desk.story.text(&BODY).text(), "Reporter thiswrote \n");
    assert_eq!(keys_of(&desk, "wrote"), [comment], "the comment went with its words");
    desk.edit(json!([{"insert": "wrote "}]));
    assert_eq!(keys_of(&desk, "wrote"), Vec::<String>::new(), "a second copy is no place of the comment");
}

#[test]
fn undo_gives_a_suggested_deletion_back_with_its_mark() {
    let mut desk = Desk::new();
    let key = format!("del_{ID}");
    let value = json!({"member": member(1).to_string(), "at_ms": 5, "base": "00"});
    desk.edit(json!([{"retain": 9}, {"retain": 6, "attributes": {key.clone(): value}}]));
    desk.edit(json!([{"retain": 9}, {"delete": 6}]));
    desk.edit(json!([{"retain": 9}, {"insert": "wrote "}]));
    let marks = marks_of(&desk, "wrote");
    let value = marks.get(&key).expect("the suggestion is pending again");
    assert_eq!(value.get("base"), None, "what came back with its mark is all meant");
}

#[test]
fn new_words_take_part_in_nobody_elses_suggestion() {
    let mut desk = Desk::new();
    let keys = [format!("ins_{ID}"), format!("del_{ID}"), format!("blk_{ID}")];
    for key in &keys {
        let value = json!({"member": member(1).to_string(), "at_ms": 5});
        let mark = json!({key.clone(): value});
        desk.edit(json!([{"retain": 9}, {"retain": 5, "attributes": mark.clone()}]));
        desk.edit(json!([{"retain": 11}, {"insert": "NEW", "attributes": mark}]));
        assert_eq!(keys_of(&desk, "NEW"), Vec::<String>::new(), "{key}");
        desk.edit(json!([{"retain": 11}, {"delete": 3}]));
    }
    let mine = json!({format!("ins_{ID}"): {"member": member(2).to_string(), "at_ms": 5}});
    desk.edit(json!([{"insert": "OWN", "attributes": mine}]));
    assert_eq!(keys_of(&desk, "OWN").len(), 1, "one's own suggestion grows");
}

#[test]
fn a_line_moved_in_one_edit_keeps_what_was_suggested_of_it() {
    let mut desk = Desk::new();
    let key = format!("del_{ID}");
    let mark = json!({key.clone(): {"member": member(1).to_string(), "at_ms": 5}});
    desk.edit(json!([{"retain": 9}, {"retain": 6, "attributes": mark.clone()}]));
    desk.edit(json!([{"insert": "wrote ", "attributes": mark}, {"retain": 9}, {"delete": 6}]));
    assert_eq!(desk.story.text(&BODY).text(), "wrote Reporter this\n");
    assert_eq!(keys_of(&desk, "wrote"), [key]);
}

//! What kind of change a live story goes out with: proposed from what differs, with a note to readers
//! drafted in the story's language. A person decides; but a number, a name, a quotation or a "not" never
//! passes as a mere typo without a reason.

use copy::{ReaderCopy, ReaderNoteKind};
use document::diff::{
    self,
    news::{self, NewsItem, NewsKind},
    BlockChange, Change, CopyDiff, Run,
};
use publish::print::Catalogue;

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Letters, commas: nothing that readers need to be told.
    Typo,
    /// Readers are told by a note of this kind.
    Noted(ReaderNoteKind),
}

impl ChangeKind {
    /// As records and the interface call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::Noted(kind) => kind.key(),
        }
    }
}

/// How a story differs from what readers have, and what should be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveChange {
    /// What it looks like.
    pub proposed: ChangeKind,
    /// Words that a reader would find changed.
    pub words_changed: u32,
    /// What never passes as a typo without a reason.
    pub weighty: Vec<NewsItem>,
    /// A note that stands in the text already, and that no reader has seen.
    pub noted: Option<ReaderNoteKind>,
    /// A note for each kind, in the story's language; `TK` where only a person knows.
    pub drafts: Vec<(ReaderNoteKind, String)>,
}

impl LiveChange {
    /// Whether it may go as a typo without a word.
    pub fn needs_reason(&self) -> bool {
        !self.weighty.is_empty() && self.noted.is_none()
    }
}

/// More letters than these in one place are more than a slip of the keys.
const SLIP_LETTERS: usize = 2;
/// So many words more than before bring news, and are no rewording.
const NEWS_WORDS: u32 = 8;
/// So many words more, where none went, are a sentence of their own.
const SENTENCE_WORDS: u32 = 3;
/// More corrections than these in one note are none that a reader takes in.
const NAMED: usize = 3;

/// Reads the change off two copies; `None`: readers would see no difference.
pub fn of(live: &ReaderCopy, head: &ReaderCopy, words: &Catalogue) -> Option<LiveChange> {
    let diff = diff::copies(live, head);
    if diff.is_empty() {
        return None;
    }
    let weighty: Vec<NewsItem> = news::items(live, head, &diff).into_iter().filter(is_weighty).collect();
    let noted = head
        .reader_notes
        .iter()
        .rev()
        .find(|note| live.reader_notes.iter().all(|known| known.id != note.id))
        .map(|note| note.kind);
    let proposed = noted.map_or_else(|| looks_like(&diff, &weighty), ChangeKind::Noted);
    let wrong: Vec<(String, String)> =
        weighty.iter().filter(is_replaced).map(|item| phrases(item, &diff)).collect();
    let drafts = ReaderNoteKind::ALL.into_iter().map(|kind| (kind, draft(kind, &wrong, words))).collect();
    Some(LiveChange { proposed, words_changed: diff.words_changed, weighty, noted, drafts })
}

fn is_weighty(item: &NewsItem) -> bool {
    matches!(item.kind, NewsKind::Number | NewsKind::Name | NewsKind::Quotation | NewsKind::Negation)
}

/// What was wrong, as against what is merely new.
fn is_replaced(item: &&NewsItem) -> bool {
    !item.old.is_empty()
}

fn looks_like(diff: &CopyDiff, weighty: &[NewsItem]) -> ChangeKind {
    if weighty.iter().any(|item| is_replaced(&item)) {
        return ChangeKind::Noted(ReaderNoteKind::Correction);
    }
    let only_came = diff.words_removed == 0 && diff.words_added >= SENTENCE_WORDS;
    let grew = only_came || diff.words_added.saturating_sub(diff.words_removed) >= NEWS_WORDS;
    let is_new = |block: &diff::BlockDiff| block.change == BlockChange::Added;
    if grew || !weighty.is_empty() || diff.blocks.iter().any(is_new) {
        return ChangeKind::Noted(ReaderNoteKind::Update);
    }
    let texts = diff.blocks.iter().map(|block| &block.runs).chain(diff.facts.iter().map(|fact| &fact.runs));
    let is_typo = diff.blocks.iter().all(|block| block.change != BlockChange::Removed)
        && texts.into_iter().all(|runs| are_slips(runs));
    if is_typo {
        ChangeKind::Typo
    } else {
        ChangeKind::Noted(ReaderNoteKind::Clarification)
    }
}

/// Whether every change among these words is a slip of the keys.
fn are_slips(runs: &[Run]) -> bool {
    runs.split(|run| run.change == Change::Same).all(|change| {
        let side = |mine: Change| -> String {
            change.iter().filter(|run| run.change == mine).map(|run| run.text.as_str()).collect()
        };
        strsim::osa_distance(&side(Change::Removed), &side(Change::Added)) <= SLIP_LETTERS
    })
}

fn draft(kind: ReaderNoteKind, wrong: &[(String, String)], words: &Catalogue) -> String {
    if kind != ReaderNoteKind::Correction || wrong.is_empty() || wrong.len() > NAMED {
        return words.text(&format!("draft-{}", kind.key()));
    }
    let said: Vec<String> = wrong
        .iter()
        .map(|(old, new)| {
            let message = if new.is_empty() { "draft-correction-gone" } else { "draft-correction-now" };
            words.text_with(message, &[("old", old), ("new", new)])
        })
        .collect();
    said.join(" ")
}

/// What was wrong and what is right, as a reader understands it: a number or a "not" with the words
/// around it, a name or a quotation as it is.
fn phrases(item: &NewsItem, diff: &CopyDiff) -> (String, String) {
    let plain = || (bare(&item.old).to_owned(), bare(&item.new).to_owned());
    if matches!(item.kind, NewsKind::Name | NewsKind::Quotation) {
        return plain();
    }
    let runs = match item.spot {
        news::Spot::Block(at) => diff.blocks.get(at).map(|block| block.runs.as_slice()),
        news::Spot::Fact(at) => diff.facts.get(at).map(|fact| fact.runs.as_slice()),
    };
    let Some((before, rest)) = runs.and_then(|runs| runs.split_at_checked(item.run)) else { return plain() };
    // The change may have begun a run before the one that holds the number.
    let is_same = |run: &Run| run.change == Change::Same;
    let from = before.iter().rposition(is_same).map_or(0, |at| at + 1);
    let to = rest.iter().position(is_same).unwrap_or(rest.len());
    let lead = from.checked_sub(1).and_then(|at| before.get(at)).map_or(String::new(), |run| tail(&run.text));
    let trail = rest.get(to).map_or(String::new(), |run| head(&run.text));
    let side = |mine: Change| -> String {
        let changed = before.iter().skip(from).chain(rest.iter().take(to)).filter(|run| run.change == mine);
        let middle: String = changed.map(|run| run.text.as_str()).collect();
        bare(&format!("{lead}{middle}{trail}")).to_owned()
    };
    let (old, new) = (side(Change::Removed), side(Change::Added));
    // All of the sentence went: there is nothing that is right instead.
    if item.new.is_empty() && new.split_whitespace().count() <= 1 {
        return (old, String::new());
    }
    (old, new)
}

/// So many words on each side make a phrase of a number.
const AROUND: usize = 2;

fn ends_phrase(word: &str) -> bool {
    word.trim_end().ends_with(['.', '!', '?', ';', ':', '…', '。', '؟'])
}

/// The last words before a change, none of them of the sentence before.
fn tail(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let kept = words.iter().rev().take(AROUND).take_while(|word| !ends_phrase(word)).count();
    words.into_iter().rev().take(kept).rev().collect()
}

/// The first words after a change, up to the end of its sentence.
fn head(text: &str) -> String {
    let mut words = text.split_inclusive(char::is_whitespace);
    let mut kept = String::new();
    // What goes on without a space belongs to the changed word.
    let mut count = usize::from(text.starts_with(char::is_whitespace)) + AROUND;
    while let Some(word) = words.next().filter(|_| count > 0) {
        kept.push_str(word);
        count -= 1;
        if ends_phrase(word) {
            break;
        }
    }
    kept
}

/// Words without the marks around them: the note puts its own.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "\"“”„‟«»‘’‚‹›.,;:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copy::{Block, BlockKind, Inline, ReaderNote, ReaderNoteId};

    fn copy(paragraphs: &[&str]) -> ReaderCopy {
        let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: Inline::plain(*text) };
        ReaderCopy {
            body: paragraphs.iter().map(block).collect(),
            language: "en".into(),
            ..ReaderCopy::default()
        }
    }

    fn change(live: &[&str], head: &[&str]) -> LiveChange {
        of(&copy(live), &copy(head), &Catalogue::new("en", "UTC")).expect("a change")
    }

    fn note(change: &LiveChange, kind: ReaderNoteKind) -> &str {
        &change.drafts.iter().find(|(each, _)| *each == kind).expect("drafted").1
    }

    #[test]
    fn the_same_is_no_change() {
        assert_eq!(of(&copy(&["One."]), &copy(&["One."]), &Catalogue::new("en", "UTC")), None);
    }

    #[test]
    fn a_slip_of_the_keys_is_a_typo() {
        for (live, head) in [
            ("The tram stoped there.", "The tram stopped there."),
            ("The tram, stopped there.", "The tram stopped there."),
            ("Trams  stopped there.", "Trams stopped there."),
        ] {
            let change = change(&[live], &[head]);
            assert_eq!(change.proposed, ChangeKind::Typo, "{live} → {head}");
            assert!(!change.needs_reason(), "{live} → {head}");
        }
    }

    #[test]
    fn what_was_wrong_is_a_correction_that_says_it() {
        let change = change(&["The tram served 14 stops."], &["The tram served 12 stops."]);
        assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Correction));
        assert!(change.needs_reason(), "one letter of a number is no typo");
        let said = note(&change, ReaderNoteKind::Correction);
        assert_eq!(
            said,
            "An earlier version of this story said “tram served 14 stops”. \
             It should have said “tram served 12 stops”."
        );
    }

    #[test]
    fn a_changed_quotation_is_a_correction_and_a_lost_not_as_well() {
        for (live, head) in [
            ("“We will wait,” she said.", "“We shall wait,” she said."),
            ("The bridge is not open.", "The bridge is open."),
        ] {
            let change = change(&[live], &[head]);
            assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Correction), "{live} → {head}");
            assert!(change.needs_reason());
            let said = note(&change, ReaderNoteKind::Correction);
            assert!(!said.contains("TK"), "it says what was wrong: {said}");
        }
    }

    #[test]
    fn a_new_paragraph_is_an_update_whose_note_a_person_ends() {
        for head in
            [&["The bridge is open.", "Trams run again."][..], &["The bridge is open. Trams run again."]]
        {
            let change = change(&["The bridge is open."], head);
            assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Update), "{head:?}");
            assert!(note(&change, ReaderNoteKind::Update).contains("TK"));
        }
    }

    #[test]
    fn other_words_for_the_same_are_a_clarification() {
        let change =
            change(&["The bridge was opened for traffic."], &["The bridge was opened to buses only."]);
        assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Clarification));
    }

    #[test]
    fn a_note_that_is_written_already_says_what_it_is() {
        let live = copy(&["The tram served 14 stops."]);
        let mut head = copy(&["The tram served 12 stops."]);
        head.reader_notes.push(ReaderNote {
            id: ReaderNoteId::from_random([7; 16]),
            kind: ReaderNoteKind::Clarification,
            language: "en".into(),
            text: Inline::plain("How many stops there were."),
            placement: ReaderNoteKind::Clarification.usual_placement(),
            member: None,
            written_at: 0,
        });
        let change = of(&live, &head, &Catalogue::new("en", "UTC")).expect("a change");
        assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Clarification));
        assert!(!change.needs_reason(), "readers are told");
    }

    #[test]
    fn drafts_are_in_the_language_of_the_story() {
        let live = copy(&["Трамвай мав 14 зупинок."]);
        let change =
            of(&live, &copy(&["Трамвай мав 12 зупинок."]), &Catalogue::new("uk", "UTC")).expect("a change");
        let said = note(&change, ReaderNoteKind::Correction);
        assert!(said.contains("мав 14 зупинок»") && said.contains("мав 12 зупинок»"), "{said}");
    }
}

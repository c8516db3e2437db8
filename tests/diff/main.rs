//! How well a comparison is drawn: a table of what really happens to copy, and the same table through
//! two tools that everybody has.

mod drawing;
mod score;
mod situations;

use situations::SITUATIONS;

#[test]
fn every_situation_is_drawn_as_a_good_editor_would() {
    assert!(SITUATIONS.len() >= 60);
    let drawn_otherwise: Vec<String> = SITUATIONS
        .iter()
        .map(|situation| (situation, drawing::ours(situation.old, situation.new)))
        .filter(|(situation, ours)| situation.drawn != ours)
        .map(|(situation, ours)| format!("{}\n  wanted {}\n  drawn  {ours}", situation.name, situation.drawn))
        .collect();
    assert!(drawn_otherwise.is_empty(), "{}", drawn_otherwise.join("\n"));
}

/// Of the letters that a good editor would mark and those that a tool marks, how many are the same:
/// F1, from 0 to 1, the mean over the table.
#[test]
fn ours_is_nearer_to_an_editor_than_git_and_diff_match_patch() {
    let mean = |marked: &dyn Fn(&str, &str) -> score::Marked| {
        let scores = SITUATIONS.iter().map(|situation| {
            score::Marked::drawn(situation.drawn).likeness(&marked(situation.old, situation.new))
        });
        scores.sum::<f64>() / SITUATIONS.len() as f64
    };
    let ours = mean(&|old, new| score::Marked::drawn(&drawing::ours(old, new)));
    let git = mean(&score::git);
    let diff_match_patch = mean(&score::diff_match_patch);
    println!("ours {ours:.3}, git --word-diff {git:.3}, diff-match-patch (dissimilar) {diff_match_patch:.3}");
    assert!(ours > git && ours > diff_match_patch, "{ours} {git} {diff_match_patch}");
}

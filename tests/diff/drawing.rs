//! A comparison as the table draws it.

use copy::{Block, BlockKind, Inline, ReaderCopy};
use document::diff::{self, BlockChange, Change, CopyDiff, Run};

/// A copy whose body are these lines.
pub fn copy_of(text: &str) -> ReaderCopy {
    let line = |line: &str| Block { kind: BlockKind::Paragraph, text: Inline::plain(line) };
    ReaderCopy { body: text.lines().map(line).collect(), ..ReaderCopy::default() }
}

/// Our comparison, drawn.
pub fn ours(old: &str, new: &str) -> String {
    draw(&diff::copies(&copy_of(old), &copy_of(new)))
}

fn draw(diff: &CopyDiff) -> String {
    let line = |block: &diff::BlockDiff| {
        let text = || block.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        match block.change {
            BlockChange::Same | BlockChange::Changed => runs(&block.runs),
            BlockChange::Added => format!("+ {}", text()),
            BlockChange::Removed => format!("- {}", text()),
            BlockChange::Moved => format!("> {}", runs(&block.runs)),
            BlockChange::MovedAway => format!("< {}", text()),
            BlockChange::Split => format!("/ {}", runs(&block.runs)),
            BlockChange::Joined => format!("& {}", runs(&block.runs)),
        }
    };
    diff.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Words with what happened to them.
pub fn runs(runs: &[Run]) -> String {
    let piece = |run: &Run| match run.change {
        Change::Same => run.text.clone(),
        Change::Removed if run.text == "\n" => "¶".to_owned(),
        Change::Removed => format!("[-{}-]", run.text.replace('\n', "¶")),
        Change::Added => format!("{{+{}+}}", run.text),
    };
    runs.iter().map(piece).collect()
}

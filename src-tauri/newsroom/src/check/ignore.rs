//! "Ignore here": a finding set aside by somebody, with their name on it, or taken up again.

use super::Check;
use crate::{Change, Error, Newsroom, Refusal, Result};
use copy::{MemberId, StoryId};
use store::ignore::{self as shelf, IgnoreRow};

impl Newsroom {
    /// Sets a finding aside, or takes it up again.
    pub fn ignore_check(
        &self,
        member: MemberId,
        story: StoryId,
        key: &str,
        why: &str,
        ignored: bool,
    ) -> Result<()> {
        let found = self.checks(story)?.into_iter().find(|check| check.key == key);
        let check = found.ok_or(Error::Missing("finding"))?;
        if !check.ignorable {
            return Err(Error::refused(Refusal::NotIgnorable));
        }
        let row = IgnoreRow {
            record: self.new_record(),
            story,
            check: key.to_owned(),
            anchor: check.arguments.get("text").cloned().unwrap_or_default(),
            why: why.trim().to_owned(),
            follows: None,
            is_withdrawn: !ignored,
            member,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            let before = shelf::history(tx, story)?.into_iter().rfind(|known| known.check == row.check);
            shelf::insert(tx, &IgnoreRow { follows: before.map(|before| before.record), ..row })?;
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.tell_facts(story);
        Ok(())
    }

    /// Writes the names of those who ignored findings onto them.
    pub(crate) fn put_ignored(&self, story: StoryId, checks: &mut [Check]) -> Result<()> {
        let set_aside = self.store().read(|on| shelf::current(on, story).map_err(Error::from))?;
        for check in checks.iter_mut().filter(|check| check.ignorable) {
            let by = set_aside.iter().find(|row| row.check == check.key && !row.is_withdrawn);
            check.ignored_by = by.map(|row| self.member_name(row.member));
        }
        Ok(())
    }

    /// The body's lines as they are stored, with the place of each.
    pub(crate) fn body_lines(&self, story: StoryId) -> Result<Vec<super::Line>> {
        let session = self.session(story)?;
        let body = crate::story::lock(&session).document.text(&document::Container::Body);
        Ok(lines(&body))
    }
}

fn lines(body: &document::Delta) -> Vec<super::Line> {
    let mut lines = vec![super::Line { number: 1, ..super::Line::default() }];
    let mut at: u32 = 0;
    for op in &body.0 {
        let document::DeltaOp::Insert(text, marks) = op else { continue };
        let is_link = marks.contains_key("link");
        for (nth, piece) in text.split('\n').enumerate() {
            if nth > 0 {
                at += 1;
                let number = u32::try_from(lines.len()).unwrap_or(u32::MAX).saturating_add(1);
                lines.push(super::Line { from: at, number, runs: Vec::new() });
            }
            at += u32::try_from(piece.encode_utf16().count()).unwrap_or(0);
            if let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) {
                line.runs.push((piece.to_owned(), is_link));
            }
        }
    }
    lines
}

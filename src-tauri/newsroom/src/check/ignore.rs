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
}

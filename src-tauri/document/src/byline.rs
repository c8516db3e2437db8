//! The byline: a movable list. Two desks that add the same person at once add them twice; on
//! reading duplicates collapse, and places are places in what is read.

use crate::{
    document::Document,
    error::{hide, Error, Result},
    value,
};
use copy::Byline;
use loro::{LoroMovableList, LoroValue};
use serde_json::Value;

const BYLINE: &str = "byline";
const DURING: &str = "changing the byline";
const NOBODY: Error = Error::NoSuch { what: "byline entry" };

/// Whether two entries are one person in one role.
fn is_same(a: &Byline, b: &Byline) -> bool {
    a.role == b.role
        && match (a.person, b.person) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a.name == b.name,
            _ => false,
        }
}

fn to_engine(entry: &Byline) -> LoroValue {
    value::to_engine(&serde_json::to_value(entry).unwrap_or(Value::Null))
}

impl Document {
    /// The byline in order.
    pub fn byline(&self) -> Vec<Byline> {
        self.read_byline().into_iter().map(|(_, entry)| entry).collect()
    }

    /// Adds a person before the entry at `at`, or at the end.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn byline_insert(&mut self, at: usize, entry: &Byline) -> Result<()> {
        let list = self.byline_list();
        let place = self.read_byline().get(at).map_or_else(|| list.len(), |(place, _)| *place);
        list.insert(place, to_engine(entry)).map_err(hide(DURING))?;
        self.commit();
        Ok(())
    }

    /// Takes the entry at `at` away.
    ///
    /// # Errors
    /// [`Error::NoSuch`].
    pub fn byline_remove(&mut self, at: usize) -> Result<()> {
        let (_, entry) = self.read_byline().into_iter().nth(at).ok_or(NOBODY)?;
        self.drop_entries(&entry, None)?;
        self.commit();
        Ok(())
    }

    /// Moves the entry at `from` to the place `to`.
    ///
    /// # Errors
    /// [`Error::NoSuch`].
    pub fn byline_move(&mut self, from: usize, to: usize) -> Result<()> {
        let read = self.read_byline();
        let place = |at: usize| read.get(at).map(|(place, _)| *place).ok_or(NOBODY);
        self.byline_list().mov(place(from)?, place(to)?).map_err(hide(DURING))?;
        self.commit();
        Ok(())
    }

    /// Replaces the entry at `at`.
    ///
    /// # Errors
    /// [`Error::NoSuch`].
    pub fn byline_set(&mut self, at: usize, entry: &Byline) -> Result<()> {
        let (place, now) = self.read_byline().into_iter().nth(at).ok_or(NOBODY)?;
        if now != *entry {
            self.byline_list().set(place, to_engine(entry)).map_err(hide(DURING))?;
            self.drop_entries(&now, Some(place))?;
            self.commit();
        }
        Ok(())
    }

    /// Makes the byline this one with as few changes as it takes, so that entries that stay are
    /// still the same entries for a colleague who moves one of them meanwhile.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn byline_replace(&mut self, wanted: &[Byline]) -> Result<()> {
        let now = self.byline();
        for at in (0..now.len()).rev() {
            let stays = now.get(at).is_some_and(|entry| wanted.iter().any(|other| is_same(entry, other)));
            if !stays {
                self.byline_remove(at)?;
            }
        }
        for (at, entry) in wanted.iter().enumerate() {
            match self.byline().iter().position(|other| is_same(entry, other)) {
                Some(from) if from > at => self.byline_move(from, at)?,
                // A person who is wanted twice stands once.
                Some(from) if from < at => continue,
                Some(_) => {}
                None => self.byline_insert(at, entry)?,
            }
            self.byline_set(at, entry)?;
        }
        Ok(())
    }

    fn byline_list(&self) -> LoroMovableList {
        self.engine().get_movable_list(BYLINE)
    }

    /// The entries that are shown, each with its place in the list.
    fn read_byline(&self) -> Vec<(usize, Byline)> {
        let mut read: Vec<(usize, Byline)> = Vec::new();
        for (place, entry) in self.all_entries() {
            if !read.iter().any(|(_, other)| is_same(&entry, other)) {
                read.push((place, entry));
            }
        }
        read
    }

    fn all_entries(&self) -> Vec<(usize, Byline)> {
        let Value::Array(entries) = value::from_engine(&self.byline_list().get_value()) else {
            return Vec::new();
        };
        let entries = entries.into_iter().enumerate();
        entries.filter_map(|(place, entry)| Some((place, serde_json::from_value(entry).ok()?))).collect()
    }

    /// Takes all entries of this person in this role away, but for one place.
    fn drop_entries(&self, entry: &Byline, but: Option<usize>) -> Result<()> {
        let list = self.byline_list();
        for (place, other) in self.all_entries().into_iter().rev() {
            if Some(place) != but && is_same(entry, &other) {
                list.delete(place, 1).map_err(hide(DURING))?;
            }
        }
        Ok(())
    }
}

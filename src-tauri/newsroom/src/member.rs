//! Members: those who act at the desk. Roles guide; at one computer they are no security boundary,
//! and the switcher says so: "Anyone at this computer can act as anyone here."

use crate::{transact::Change, Error, Newsroom, Refusal, Result};
use copy::{MemberId, PersonId, RecordId};
use store::member::{self as shelf, MemberRow};

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes.
    Reporter,
    /// Reviews and approves.
    Editor,
    /// Pictures, credits, rights.
    PhotoDesk,
    /// Destinations and schedules.
    Production,
    /// An editor who may do what the house leaves to one alone.
    ChiefEditor,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Reporter, Self::Editor, Self::PhotoDesk, Self::Production, Self::ChiefEditor];

    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::PhotoDesk => "photo_desk",
            Self::Production => "production",
            Self::ChiefEditor => "chief_editor",
        }
    }

    fn read(text: &str) -> Vec<Self> {
        let mut roles: Vec<Self> = text
            .split_whitespace()
            .filter_map(|key| Self::ALL.into_iter().find(|role| role.key() == key))
            .collect();
        roles.sort();
        roles.dedup();
        roles
    }

    fn write(roles: &[Self]) -> String {
        let keys: Vec<_> = Self::ALL.into_iter().filter(|role| roles.contains(role)).map(Self::key).collect();
        keys.join(" ")
    }
}

/// Somebody who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their identifier.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Two or three letters.
    pub initials: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Whom they are printed as.
    pub person: Option<PersonId>,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            id: row.member,
            roles: Role::read(&row.roles),
            name: row.name,
            initials: row.initials,
            person: row.person,
        }
    }
}

/// A name's initials, for a card that has none.
pub fn initials_of(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(3)
        .flat_map(char::to_uppercase)
        .collect()
}

impl Newsroom {
    /// Everybody who may act here, in the order of joining. Those whom a file named, without a role here,
    /// act elsewhere.
    pub fn members(&self) -> Result<Vec<Member>> {
        let all = self.store().read(shelf::current)?.into_iter().map(Member::from);
        Ok(all.filter(|member| !member.roles.is_empty()).collect())
    }

    /// One member.
    pub fn member(&self, id: MemberId) -> Result<Member> {
        let row = self.store().read(|on| shelf::get(on, id))?;
        row.map(Member::from).ok_or(Error::Missing("member"))
    }

    /// Adds a member (`id: None`) or changes their card by a new record.
    pub fn put_member(
        &self,
        id: Option<MemberId>,
        name: &str,
        initials: &str,
        roles: &[Role],
        person: Option<PersonId>,
    ) -> Result<MemberId> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::refused(Refusal::MemberName));
        }
        if roles.is_empty() {
            return Err(Error::refused(Refusal::MemberRole));
        }
        let member = id.unwrap_or_else(|| MemberId::from_random(self.random_16()));
        let initials =
            if initials.trim().is_empty() { initials_of(name) } else { initials.trim().to_owned() };
        let row = MemberRow {
            record: RecordId::from_random(self.random_16()),
            member,
            name: name.to_owned(),
            initials,
            roles: Role::write(roles),
            person,
            follows: None,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            let before = shelf::history(tx, member)?.last().map(|row| row.record);
            shelf::insert(tx, &MemberRow { follows: before, ..row })?;
            changes.add(Change::Desk);
            Ok(())
        })?;
        Ok(member)
    }
}

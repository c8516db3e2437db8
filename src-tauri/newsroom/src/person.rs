//! Persons: those who are printed. A card is edited once and used by every story; a change is a new
//! record that names the one it follows.

use crate::{transact::Change, Error, Newsroom, Refusal, Result};
use copy::{Byline, MemberId, Person, PersonId, RecordId};
use store::person::{self as shelf, PersonRow};

fn read(row: &PersonRow) -> Option<Person> {
    Person::from_bytes(&row.card)
}

impl Newsroom {
    /// Every person's current card.
    pub fn persons(&self) -> Result<Vec<Person>> {
        Ok(self.store().read(shelf::current)?.iter().filter_map(read).collect())
    }

    /// One person's card.
    pub fn person(&self, id: PersonId) -> Result<Person> {
        let row = self.store().read(|on| shelf::get(on, id))?;
        row.as_ref().and_then(read).ok_or(Error::Missing("person"))
    }

    /// A new person's identifier.
    pub fn new_person(&self) -> PersonId {
        PersonId::from_random(self.random_16())
    }

    /// Writes a card, new or changed.
    pub fn put_person(&self, member: MemberId, card: Person) -> Result<PersonId> {
        if card.name.trim().is_empty() {
            return Err(Error::refused(Refusal::PersonName));
        }
        let person = card.id;
        let row = PersonRow {
            record: RecordId::from_random(self.random_16()),
            person,
            card: card.to_bytes(),
            follows: None,
            member,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            let before = shelf::history(tx, person)?.last().map(|row| row.record);
            shelf::insert(tx, &PersonRow { follows: before, ..row })?;
            changes.add(Change::Desk);
            Ok(())
        })?;
        Ok(person)
    }

    /// The cards of a byline's people, each once, in its order.
    pub(crate) fn cards(&self, byline: &[Byline]) -> Result<Vec<Person>> {
        let mut cards: Vec<Person> = Vec::new();
        for id in byline.iter().filter_map(|one| one.person) {
            if cards.iter().any(|card| card.id == id) {
                continue;
            }
            match self.person(id) {
                Ok(card) => cards.push(card),
                Err(Error::Missing(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(cards)
    }
}

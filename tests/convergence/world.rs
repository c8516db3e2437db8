//! Desks, windows and the lines between them; runs a case step by step.

use crate::{
    client::{Client, TEXTS},
    desk::Desk,
    editor::{self, Page, Typist},
    ledger::Ledger,
    step::{Case, Kind, Step},
};
use copy::{ReaderCopy, ThreadId};
use document::{Anchor, Container, Delta, Document, PeerId, Verdict, Whereabouts};
use std::collections::BTreeSet;

struct World {
    desks: Vec<Desk>,
    clients: Vec<Client>,
    /// Rows on their way, from and to.
    lines: Vec<(usize, usize, Vec<u8>)>,
    down: Vec<(usize, usize)>,
    ledgers: [Ledger; 2],
    typist: Typist,
    peers: u64,
    comments: Vec<(ThreadId, Anchor)>,
    kept: Vec<ReaderCopy>,
    files: Vec<Vec<u8>>,
}

/// Runs a case; what went wrong, and at which step (one past the last: when all was quiet).
pub fn run(case: &Case) -> Result<(), String> {
    let caught = std::panic::catch_unwind(|| {
        let mut world = World::new(case)?;
        for (n, step) in case.steps.iter().enumerate() {
            world
                .step(step)
                .and_then(|()| world.check())
                .map_err(|e| format!("at step {n} ({step}): {e}"))?;
        }
        world.settle().map_err(|e| format!("when all was quiet: {e}"))
    });
    caught.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Err(format!(
            "a panic: {}",
            text.or(panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
        ))
    })
}

impl World {
    fn new(case: &Case) -> Result<Self, String> {
        let text = |e: document::Error| e.to_string();
        let mut first = Document::create(PeerId(1)).map_err(text)?;
        let snapshot = first.snapshot().map_err(text)?;
        let mut world = Self {
            desks: Vec::new(),
            clients: Vec::new(),
            lines: Vec::new(),
            down: Vec::new(),
            ledgers: [Ledger::default(), Ledger::default()],
            typist: Typist { typed: 0 },
            peers: 1,
            comments: Vec::new(),
            kept: Vec::new(),
            files: Vec::new(),
        };
        for (at, clients) in case.clients_at.iter().enumerate() {
            let desk = Desk::open(&snapshot, world.peer(at)).map_err(text)?;
            for _ in 0..*clients {
                let client = Client::new(world.clients.len(), at, desk.version(), |container| {
                    desk.story.text(container)
                });
                world.clients.push(client);
            }
            world.desks.push(desk);
        }
        Ok(world)
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let who = step.who as usize % self.clients.len();
        let desk = step.who as usize % self.desks.len();
        match step.kind {
            Kind::Headline => {
                let page = Page::of(self.clients[who].shown(&Container::Headline));
                let delta = editor::headline(step, &page, &mut self.typist);
                self.edit(who, &Container::Headline, &page, delta)
            }
            Kind::Undo => {
                let container = TEXTS[usize::from(step.a.is_multiple_of(5))];
                let page = Page::of(self.clients[who].shown(&container));
                if let Some(delta) = self.clients[who].undo(&container)? {
                    let suggests = self.clients[who].suggests();
                    self.ledgers[ledger(&container)].book(&page, &delta, suggests);
                }
                Ok(())
            }
            Kind::Turn => {
                self.clients[who].turn();
                Ok(())
            }
            Kind::Comment => {
                let length = self.desks[desk].story.length(&Container::Body).0;
                let at = step.a as usize % length;
                let thread = self.comments.len().to_be_bytes().repeat(2);
                let thread = ThreadId::from_random(thread.try_into().map_err(|_| "no identifier")?);
                let mut windows: Vec<&mut Client> =
                    self.clients.iter_mut().filter(|client| client.desk == desk).collect();
                let range = (at, 1 + step.b as usize % 9);
                if let Some((anchor, rows)) = self.desks[desk].comment(thread, range, &mut windows)? {
                    self.comments.push((thread, anchor));
                    self.tell(desk, rows);
                }
                Ok(())
            }
            Kind::Settle => {
                let verdict = if step.b.is_multiple_of(2) { Verdict::Accept } else { Verdict::Reject };
                self.settle_at(desk, ((!step.c.is_multiple_of(4)).then_some(step.a as usize), verdict))
            }
            Kind::Fact => {
                let mut windows = Vec::new();
                let rows = self.desks[desk].fact((step.a, step.b), &mut windows)?;
                self.tell(desk, rows);
                Ok(())
            }
            Kind::Keep => {
                self.kept.push(self.desks[desk].story.reader_copy());
                Ok(())
            }
            Kind::Restore => match chosen(&self.kept, step.a).cloned() {
                Some(copy) => self.restore_at(desk, &copy),
                None => Ok(()),
            },
            Kind::File => {
                self.files.push(self.desks[desk].file()?);
                Ok(())
            }
            Kind::Take => match chosen(&self.files, step.a).cloned() {
                Some(file) => self.take_at(desk, &file),
                None => Ok(()),
            },
            Kind::Send => {
                self.clients[who].send();
                Ok(())
            }
            Kind::Call => self.call(who),
            Kind::Again => match self.clients[who].last_call.clone() {
                Some(call) => {
                    self.clients[who].calls.push_back(call);
                    Ok(())
                }
                None => Ok(()),
            },
            Kind::Read => self.clients[who].read(),
            Kind::Carry | Kind::Double => {
                let up: Vec<usize> = (0..self.lines.len())
                    .filter(|at| self.lines[*at].1 == desk && !self.down.contains(&ends(&self.lines[*at])))
                    .collect();
                if up.is_empty() {
                    return Ok(());
                }
                let at = up[step.a as usize % up.len()];
                let (_, to, row) =
                    if step.kind == Kind::Carry { self.lines.remove(at) } else { self.lines[at].clone() };
                self.carry(to, &row)
            }
            Kind::Cut => {
                let line = (desk, step.a as usize % self.desks.len());
                let line = (line.0.min(line.1), line.0.max(line.1));
                match self.down.iter().position(|down| *down == line) {
                    Some(at) => drop(self.down.remove(at)),
                    None => self.down.push(line),
                }
                Ok(())
            }
            Kind::Reopen => {
                let peer = self.peer(desk);
                self.desks[desk].reopen(peer)
            }
            Kind::Compact => self.desks[desk].compact(),
            _ => {
                let page = Page::of(self.clients[who].shown(&Container::Body));
                match editor::body(step, &page, &mut self.typist) {
                    Some(delta) => self.edit(who, &Container::Body, &page, delta),
                    None => Ok(()),
                }
            }
        }
    }

    fn edit(&mut self, who: usize, container: &Container, page: &Page, delta: Delta) -> Result<(), String> {
        self.ledgers[ledger(container)].book(page, &delta, self.clients[who].suggests());
        self.clients[who].edit(container, delta)
    }

    fn call(&mut self, who: usize) -> Result<(), String> {
        let Some(call) = self.clients[who].calls.pop_front() else { return Ok(()) };
        let at = self.clients[who].desk;
        let mut windows: Vec<&mut Client> =
            self.clients.iter_mut().filter(|client| client.desk == at).collect();
        let rows = self.desks[at].call(&call, &mut windows)?;
        self.tell(at, rows);
        Ok(())
    }

    /// What a desk wrote goes to all others.
    fn tell(&mut self, from: usize, rows: Vec<Vec<u8>>) {
        for row in rows {
            for to in (0..self.desks.len()).filter(|to| *to != from) {
                self.lines.push((from, to, row.clone()));
            }
        }
    }

    fn settle_at(&mut self, desk: usize, wish: (Option<usize>, Verdict)) -> Result<(), String> {
        let mut windows: Vec<&mut Client> =
            self.clients.iter_mut().filter(|client| client.desk == desk).collect();
        let ledgers = &mut self.ledgers;
        let mut gone = |container: &Container, text: &Delta, patch: &Delta| {
            ledgers[ledger(container)].book(&Page::of(text), patch, true);
        };
        let rows = self.desks[desk].settle(wish, &mut windows, &mut gone)?;
        self.tell(desk, rows);
        Ok(())
    }

    fn restore_at(&mut self, desk: usize, copy: &ReaderCopy) -> Result<(), String> {
        let mut windows: Vec<&mut Client> =
            self.clients.iter_mut().filter(|client| client.desk == desk).collect();
        let ledgers = &mut self.ledgers;
        let mut booked = |container: &Container, text: &Delta, patch: &Delta| {
            ledgers[ledger(container)].book(&Page::of(text), patch, false);
        };
        let rows = self.desks[desk].restore(copy, &mut windows, &mut booked)?;
        self.tell(desk, rows);
        Ok(())
    }

    fn take_at(&mut self, desk: usize, file: &[u8]) -> Result<(), String> {
        let mut windows: Vec<&mut Client> =
            self.clients.iter_mut().filter(|client| client.desk == desk).collect();
        self.desks[desk].take(file, &mut windows)
    }

    /// Every comment is on its words, or is listed with its quotation; every suggestion is pending
    /// everywhere, or it is known why it is not.
    fn check_review(&self) -> Result<(), String> {
        let first = self.desks[0].story.review();
        if self.desks.iter().any(|desk| desk.story.review() != first) {
            return Err("two desks know of different comments or suggestions".into());
        }
        let page = Page::of(&self.desks[0].story.text(&Container::Body));
        for (thread, anchor) in &self.comments {
            let key = format!("comment_{thread}");
            let lost = |c: &char| {
                let cell = page.cells.iter().find(|(other, _)| other == c);
                cell.is_some_and(|(_, marks)| !marks.contains_key(&key))
            };
            let untouched = anchor.quote.chars().filter(|c| self.ledgers[0].is_untouched(*c));
            if let Some(c) = untouched.into_iter().find(lost) {
                return Err(format!("{c} has lost its comment"));
            }
            let is_marked = first.comments.get(thread).is_some_and(|places| !places.is_empty());
            if !is_marked && anchor.quote.is_empty() {
                return Err(format!("{thread:?} has neither words nor a quotation"));
            }
            if let (false, Whereabouts::Found(place)) = (is_marked, self.desks[0].story.seek(anchor)) {
                let found = self.desks[0].story.slice(&place.container, place.from, place.to);
                if found.as_ref() != Ok(&anchor.quote) {
                    return Err(format!("{thread:?} was found on other words"));
                }
            }
        }
        let pending: BTreeSet<_> = first.suggestions.iter().map(|one| one.id).collect();
        let all: BTreeSet<_> = self.desks.iter().flat_map(|desk| desk.suggested.iter().copied()).collect();
        let explained: BTreeSet<_> =
            self.desks.iter().flat_map(|desk| desk.explained.iter().copied()).collect();
        match all.iter().find(|id| !pending.contains(id) && !explained.contains(id)) {
            Some(id) => Err(format!("{id:?} is gone, and nobody knows why")),
            None => Ok(()),
        }
    }

    fn carry(&mut self, to: usize, row: &[u8]) -> Result<(), String> {
        let mut windows: Vec<&mut Client> =
            self.clients.iter_mut().filter(|client| client.desk == to).collect();
        self.desks[to].carry(row, &mut windows)
    }

    fn check(&mut self) -> Result<(), String> {
        self.desks.iter_mut().try_for_each(Desk::check)
    }

    /// All lines up, all messages read, until nothing moves; then everybody has one text. Then two desks
    /// decide about all suggestions at once, one way and the other, and everybody has one text again.
    fn settle(&mut self) -> Result<(), String> {
        self.quieten()?;
        self.settle_at(0, (None, Verdict::Accept))?;
        let last = self.desks.len() - 1;
        self.settle_at(last, (None, Verdict::Reject))?;
        self.quieten()
    }

    fn quieten(&mut self) -> Result<(), String> {
        self.down.clear();
        let mut rounds = 0;
        loop {
            rounds += 1;
            if rounds > 1_000 {
                return Err("it never becomes quiet".into());
            }
            let mut quiet = true;
            for who in 0..self.clients.len() {
                self.clients[who].send();
                while !self.clients[who].calls.is_empty() {
                    quiet = false;
                    self.call(who)?;
                }
            }
            while let Some((_, to, row)) = self.lines.pop() {
                quiet = false;
                self.carry(to, &row)?;
            }
            for client in &mut self.clients {
                while !client.channel.is_empty() {
                    quiet = false;
                    client.read()?;
                }
            }
            self.check()?;
            if quiet && self.clients.iter().all(Client::is_idle) {
                break;
            }
        }
        for container in TEXTS {
            let text = self.desks[0].story.text(&container);
            if self.desks.iter().any(|desk| desk.story.text(&container) != text) {
                return Err(format!("two desks have a different {container}"));
            }
            if let Some(at) = self.clients.iter().position(|client| *client.shown(&container) != text) {
                let shown = self.clients[at].shown(&container);
                return Err(format!("client {at} shows another {container}:\n{shown:?}\n{text:?}"));
            }
            self.ledgers[ledger(&container)].check(&text.text()).map_err(|e| format!("{container}: {e}"))?;
        }
        let copy = self.desks[0].story.reader_copy();
        if self.desks.iter().any(|desk| desk.story.reader_copy() != copy) {
            return Err("two desks have other facts, or would print another copy".into());
        }
        self.check_review()?;
        for desk in 0..self.desks.len() {
            let peer = self.peer(desk);
            self.desks[desk].reopen(peer)?;
        }
        Ok(())
    }

    /// A new peer of the member at a desk.
    fn peer(&mut self, desk: usize) -> u64 {
        self.peers += 1;
        self.peers * 8 + desk as u64
    }
}

fn chosen<T>(from: &[T], raw: u32) -> Option<&T> {
    from.get(raw as usize % from.len().max(1))
}

fn ledger(container: &Container) -> usize {
    usize::from(*container != Container::Body)
}

fn ends(line: &(usize, usize, Vec<u8>)) -> (usize, usize) {
    (line.0.min(line.1), line.0.max(line.1))
}

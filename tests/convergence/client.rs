//! An editor window as the bridge has it: it shows typing at once, keeps what is unconfirmed, and
//! transforms what comes over it. One call in flight; what is typed meanwhile is composed.

use document::{Container, ContainerMark, Delta};
use std::collections::{BTreeMap, VecDeque};

/// A call to the desk.
#[derive(Debug, Clone)]
pub struct Call {
    pub client: usize,
    pub seq: u64,
    pub base_version: u64,
    pub edits: Vec<(Container, Delta)>,
    /// Whether they are suggested and not done.
    pub suggesting: bool,
}

/// What arrives on a window's ordered channel.
#[derive(Debug, Clone)]
pub enum Message {
    /// Somebody else's change.
    Patch { from: u64, to: u64, edits: Vec<(Container, Delta)>, marks: Marks },
    /// One's own call was applied; as a suggestion it became another change, and the correction makes what
    /// is shown of it.
    Ack { seq: u64, from: u64, to: u64, marks: Marks, correction: Vec<(Container, Delta)> },
    /// One's own call came on an older version: everything newer is before this on the channel.
    Stale { seq: u64 },
}

/// Length and hash of each text; empty where a correction follows at once.
pub type Marks = BTreeMap<Container, ContainerMark>;
pub const TEXTS: [Container; 2] = [Container::Body, Container::Headline];

/// One text in a window.
#[derive(Debug, Clone, Default)]
struct Sheet {
    shown: Delta,
    in_flight: Delta,
    unsent: Delta,
    /// Inverses of one's own changes, each for the text after those above it are undone.
    undo: Vec<Delta>,
}

pub struct Client {
    pub desk: usize,
    id: usize,
    sheets: BTreeMap<Container, Sheet>,
    version: u64,
    seq: u64,
    flying: Option<u64>,
    /// Whether what is typed is suggested. Changed only where nothing is on its way.
    suggests: bool,
    pub calls: VecDeque<Call>,
    pub last_call: Option<Call>,
    pub channel: VecDeque<Message>,
}

impl Client {
    pub fn new(id: usize, desk: usize, version: u64, text: impl Fn(&Container) -> Delta) -> Self {
        let sheets =
            TEXTS.map(|container| (container, Sheet { shown: text(&container), ..Sheet::default() }));
        Self {
            desk,
            id,
            sheets: sheets.into(),
            version,
            seq: 0,
            flying: None,
            suggests: false,
            calls: VecDeque::new(),
            last_call: None,
            channel: VecDeque::new(),
        }
    }

    pub fn shown(&self, container: &Container) -> &Delta {
        &self.sheets[container].shown
    }

    pub fn id(&self) -> usize {
        self.id
    }

    pub fn is_idle(&self) -> bool {
        self.flying.is_none() && self.sheets.values().all(|sheet| sheet.unsent.is_empty())
    }

    pub fn suggests(&self) -> bool {
        self.suggests
    }

    /// Suggestion mode, or back.
    pub fn turn(&mut self) {
        self.suggests ^= self.is_idle();
    }

    /// Something typed, shown at once.
    pub fn edit(&mut self, container: &Container, delta: Delta) -> Result<(), String> {
        let inverse =
            delta.invert(self.shown(container)).map_err(|e| format!("the edit does not invert: {e}"))?;
        self.change(container, &delta)?;
        if let Some(sheet) = self.sheets.get_mut(container) {
            sheet.undo.push(inverse);
        }
        Ok(())
    }

    fn change(&mut self, container: &Container, delta: &Delta) -> Result<(), String> {
        let sheet = self.sheets.get_mut(container).ok_or("no such sheet")?;
        let compose = |text: &Delta| text.compose(delta).map_err(|e| format!("does not compose: {e}"));
        sheet.shown = compose(&sheet.shown)?;
        sheet.unsent = compose(&sheet.unsent)?;
        Ok(())
    }

    /// The last own change taken back; what it does is handed to the ledger.
    pub fn undo(&mut self, container: &Container) -> Result<Option<Delta>, String> {
        let Some(inverse) = self.sheets.get_mut(container).and_then(|sheet| sheet.undo.pop()) else {
            return Ok(None);
        };
        self.change(container, &inverse)?;
        Ok(Some(inverse))
    }

    /// Sends what is unsent, unless a call is in flight.
    pub fn send(&mut self) {
        if self.flying.is_some() {
            return;
        }
        for sheet in self.sheets.values_mut() {
            sheet.in_flight = std::mem::take(&mut sheet.unsent);
        }
        self.call();
    }

    fn call(&mut self) {
        let edits: Vec<_> = self
            .sheets
            .iter()
            .filter(|(_, sheet)| !sheet.in_flight.is_empty())
            .map(|(container, sheet)| (*container, sheet.in_flight.clone()))
            .collect();
        self.flying = None;
        if edits.is_empty() {
            return;
        }
        self.seq += 1;
        self.flying = Some(self.seq);
        let call = Call {
            client: self.id,
            seq: self.seq,
            base_version: self.version,
            edits,
            suggesting: self.suggests,
        };
        self.last_call = Some(call.clone());
        self.calls.push_back(call);
    }

    /// The channel's next message.
    pub fn read(&mut self) -> Result<(), String> {
        match self.channel.pop_front() {
            None => Ok(()),
            Some(Message::Patch { from, to, edits, marks }) => {
                self.step(from, to)?;
                edits.iter().try_for_each(|(container, delta)| self.take(container, delta))?;
                self.compare(&marks)
            }
            Some(Message::Ack { seq, from, to, marks, correction }) => {
                if self.flying != Some(seq) {
                    return Err(format!("an ack of call {seq}, but {:?} is in flight", self.flying));
                }
                self.step(from, to)?;
                self.flying = None;
                for sheet in self.sheets.values_mut() {
                    sheet.in_flight = Delta::new();
                }
                correction.iter().try_for_each(|(container, delta)| self.take(container, delta))?;
                self.compare(&marks)
            }
            Some(Message::Stale { seq }) => {
                if self.flying == Some(seq) {
                    self.call();
                }
                Ok(())
            }
        }
    }

    fn step(&mut self, from: u64, to: u64) -> Result<(), String> {
        if self.version != from {
            return Err(format!("a gap in the channel: at {}, and the message is from {from}", self.version));
        }
        self.version = to;
        Ok(())
    }

    /// A remote patch, over what is unconfirmed: the desk's came first.
    fn take(&mut self, container: &Container, remote: &Delta) -> Result<(), String> {
        let Some(sheet) = self.sheets.get_mut(container) else { return Ok(()) };
        let over_flight = sheet.in_flight.transform(remote, false);
        sheet.in_flight = remote.transform(&sheet.in_flight, true);
        let over_all = sheet.unsent.transform(&over_flight, false);
        sheet.unsent = over_flight.transform(&sheet.unsent, true);
        sheet.shown =
            sheet.shown.compose(&over_all).map_err(|e| format!("a patch does not fit what is shown: {e}"))?;
        let mut change = over_all;
        for inverse in sheet.undo.iter_mut().rev() {
            let below = inverse.transform(&change, false);
            *inverse = change.transform(inverse, true);
            change = below;
        }
        sheet.undo.retain(|inverse| !inverse.is_empty());
        Ok(())
    }

    fn compare(&self, marks: &Marks) -> Result<(), String> {
        if !self.is_idle() || marks.is_empty() {
            return Ok(());
        }
        for (container, sheet) in &self.sheets {
            let shown = ContainerMark::of(&sheet.shown.text());
            if marks.get(container) != Some(&shown) {
                return Err(format!("client {} shows another {container} than its desk says", self.id));
            }
        }
        Ok(())
    }
}

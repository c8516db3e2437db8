//! Three copies of a story, merged by paragraph: what was last published, what stands here, and what somebody
//! made of it at the destination.
//!
//! What only one side changed is taken; what both changed, each in another way, waits for a person. No word of
//! either side is lost unless the other took it away, and nothing that both changed is chosen in silence.

pub mod home;
mod order;
mod words;

use crate::container::Container;
use copy::{Block, Figure, FigureId, Inline, ReaderCopy};
use order::Item;
use std::{collections::BTreeMap, ops::Range};

pub use words::{both, Written};

/// What part of a story a row speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The headline.
    Headline,
    /// The deck.
    Deck,
    /// A picture's caption.
    Caption(FigureId),
    /// A picture's credit line.
    Credit(FigureId),
    /// A paragraph or several that belong together. The number counts from 1 in the text as it will be.
    Paragraph(usize),
}

/// What became of a place on the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody changed it.
    Same,
    /// Only we changed it.
    OnlyMine,
    /// Only they changed it.
    OnlyTheirs,
    /// Both changed it to the same.
    Agreed,
    /// Both changed it: a person chooses.
    Open,
}

/// One place in the three copies; no block where a side has none there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where.
    pub place: Place,
    /// As it was last published.
    pub base: Vec<Block>,
    /// As it stands here.
    pub mine: Vec<Block>,
    /// As it stands there.
    pub theirs: Vec<Block>,
    /// What became of it.
    pub standing: Standing,
}

impl Row {
    fn new(place: Place, base: Vec<Block>, mine: Vec<Block>, theirs: Vec<Block>) -> Self {
        let standing = match (mine == base, theirs == base) {
            (true, true) => Standing::Same,
            (false, true) => Standing::OnlyMine,
            (true, false) => Standing::OnlyTheirs,
            (false, false) if mine == theirs => Standing::Agreed,
            (false, false) => Standing::Open,
        };
        Self { place, base, mine, theirs, standing }
    }

    /// Both sides' words as one text. Where one side took all of it out, the other's words are whole.
    pub fn both(&self) -> Written {
        match (self.mine.is_empty(), self.theirs.is_empty()) {
            (true, _) => self.written_there(),
            (_, true) => Written::ours(&self.mine),
            _ => both(&self.base, &self.mine, &self.theirs),
        }
    }

    /// Their words, with which of them are only theirs.
    fn written_there(&self) -> Written {
        both(&self.base, &self.base, &self.theirs)
    }

    /// The words that a choice makes of it; nothing where nobody has chosen yet.
    pub fn taken(&self, choice: Option<&Choice>) -> Option<Written> {
        Some(match (choice, self.standing) {
            (None, Standing::Open) => return None,
            (None, Standing::OnlyTheirs) | (Some(Choice::Theirs), _) => self.written_there(),
            (None, _) | (Some(Choice::Mine), _) => Written::ours(&self.mine),
            (Some(Choice::Both), _) => self.both(),
            (Some(Choice::Typed(text)), _) => match self.place {
                Place::Paragraph(_) => self.both().retyped(text),
                _ => self.both().retyped(&text.replace('\n', " ")),
            },
        })
    }
}

/// What a person chose for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Ours.
    Mine,
    /// Theirs.
    Theirs,
    /// Both, as one text.
    Both,
    /// Both, as the person then changed it.
    Typed(String),
}

/// Of each text, the characters (in scalars, by line) that the other side wrote.
pub type Hands = BTreeMap<Container, Vec<Vec<Range<usize>>>>;

/// Three copies, place by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Every place, in the order in which readers meet them.
    pub rows: Vec<Row>,
}

/// The copy that the choices make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// It.
    pub copy: ReaderCopy,
    /// Whose words are in it that were not here.
    pub hands: Hands,
}

/// Lays three copies side by side.
pub fn three(base: &ReaderCopy, mine: &ReaderCopy, theirs: &ReaderCopy) -> Merge {
    let mut rows = vec![
        line(Place::Headline, Some(&base.headline), Some(&mine.headline), Some(&theirs.headline)),
        line(Place::Deck, Some(&base.deck), Some(&mine.deck), Some(&theirs.deck)),
    ];
    let lead = base.lead.or(mine.lead);
    let figure_rows = |id: FigureId| {
        let (base, mine, theirs) = (base.figure(id), mine.figure(id), theirs.figure(id));
        let caption = |figure: Option<&Figure>| figure.map(|figure| figure.caption.clone());
        let credit = |figure: Option<&Figure>| {
            figure.map(|figure| Inline::plain(figure.facts.credit_override.clone()))
        };
        let rows = [
            (Place::Caption(id), caption(base), caption(mine), caption(theirs)),
            (Place::Credit(id), credit(base), credit(mine), credit(theirs)),
        ];
        rows.map(|(place, base, mine, theirs)| line(place, base.as_ref(), mine.as_ref(), theirs.as_ref()))
    };
    let is_shared = |id: &FigureId| [base, mine, theirs].iter().all(|copy| copy.figure(*id).is_some());
    if let Some(id) = lead.filter(is_shared) {
        rows.extend(figure_rows(id));
    }
    let mut number = 0;
    for item in order::items(&base.body, &mine.body, &theirs.body) {
        let Item { base: was, mine: ours, theirs: there } = item;
        let of = |copy: &ReaderCopy, at: &[usize]| -> Vec<Block> {
            at.iter().filter_map(|at| copy.body.get(*at)).cloned().collect()
        };
        let (was, ours, there) = (of(base, &was), of(mine, &ours), of(theirs, &there));
        let figures: Vec<FigureId> = was.iter().chain(&ours).filter_map(figure_of).collect();
        number += usize::from(!(ours.is_empty() && there.is_empty()));
        let mut row = Row::new(Place::Paragraph(number.max(1)), was, ours, there);
        // A picture that one side took away while the other wrote about it is for a person.
        let is_written =
            |a: &ReaderCopy, b: &ReaderCopy| figures.iter().any(|id| a.figure(*id) != b.figure(*id));
        if row.mine.is_empty() && row.standing == Standing::OnlyMine && is_written(base, theirs)
            || row.theirs.is_empty() && row.standing == Standing::OnlyTheirs && is_written(base, mine)
        {
            row.standing = Standing::Open;
        }
        rows.push(row);
        let captions = figures.into_iter().filter(|id| is_shared(id) && Some(*id) != lead);
        rows.extend(captions.flat_map(figure_rows));
    }
    Merge { rows }
}

fn figure_of(block: &Block) -> Option<FigureId> {
    match block.kind {
        copy::BlockKind::Figure(id) => Some(id),
        _ => None,
    }
}

fn line(place: Place, base: Option<&Inline>, mine: Option<&Inline>, theirs: Option<&Inline>) -> Row {
    // A line without words is a line all the same: whoever empties it has changed it.
    let blocks = |text: Option<&Inline>| {
        text.map(|text| Block { text: text.clone(), ..Block::default() }).into_iter().collect()
    };
    Row::new(place, blocks(base), blocks(mine), blocks(theirs))
}

impl Merge {
    /// The rows that wait for a person, by their place in the list.
    pub fn open(&self, choices: &BTreeMap<usize, Choice>) -> Vec<usize> {
        let is_open = |(at, row): (usize, &Row)| row.taken(choices.get(&at)).is_none().then_some(at);
        self.rows.iter().enumerate().filter_map(is_open).collect()
    }

    /// What the choices make of it, for readers; nothing while a row waits for a person.
    pub fn resolve(
        &self,
        (base, mine, theirs): (&ReaderCopy, &ReaderCopy, &ReaderCopy),
        choices: &BTreeMap<usize, Choice>,
    ) -> Option<Merged> {
        let mut copy = ReaderCopy { body: Vec::new(), ..mine.clone() };
        let mut hands = Hands::new();
        for (at, row) in self.rows.iter().enumerate() {
            let written = row.taken(choices.get(&at))?;
            let one_line = || {
                let mut text = Inline::default();
                for span in written.blocks.iter().flat_map(|block| block.text.spans()) {
                    text.push(&span.text, span.marks.clone());
                }
                text
            };
            match row.place {
                Place::Headline => copy.headline = one_line(),
                Place::Deck => copy.deck = one_line(),
                Place::Caption(id) => with_figure(&mut copy, id, |figure| figure.caption = one_line()),
                Place::Credit(id) => {
                    with_figure(&mut copy, id, |figure| figure.facts.credit_override = one_line().text())
                }
                Place::Paragraph(_) => {
                    hands.entry(Container::Body).or_default().extend(written.theirs);
                    copy.body.extend(written.blocks);
                    continue;
                }
            }
            let container = match row.place {
                Place::Headline => Container::Headline,
                Place::Deck => Container::Deck,
                Place::Caption(id) => Container::Caption(id),
                Place::Credit(_) | Place::Paragraph(_) => continue,
            };
            hands.insert(container, written.theirs);
        }
        // A picture that comes back brings its words along.
        for id in copy.body.iter().filter_map(figure_of).collect::<Vec<_>>() {
            if copy.figure(id).is_none() {
                copy.figures.extend(theirs.figure(id).or_else(|| base.figure(id)).cloned());
            }
        }
        for block in &copy.body {
            if let copy::BlockKind::Embed(id) = block.kind {
                if copy.embeds.iter().all(|embed| embed.id != id) {
                    copy.embeds.extend(base.embed(id).cloned());
                }
            }
        }
        Some(Merged { copy, hands })
    }
}

fn with_figure(copy: &mut ReaderCopy, id: FigureId, change: impl FnOnce(&mut Figure)) {
    if let Some(figure) = copy.figures.iter_mut().find(|figure| figure.id == id) {
        change(figure);
    }
}

#[cfg(test)]
mod tests;

//! Which paragraphs of three bodies belong together, and in which order they stand afterwards: ours, with what
//! they added or moved put where it stands there.

use crate::diff::{likeness, structure, Compared, Group};
use copy::Block;
use std::collections::{BTreeMap, BTreeSet};

/// Paragraphs that belong together, by their places in the three bodies; empty where a side has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub base: Vec<usize>,
    pub mine: Vec<usize>,
    pub theirs: Vec<usize>,
}

/// How alike two paragraphs that both sides added at the same place must be to be one, in hundredths.
const SAME_ADDITION: u32 = 50;

type Lines<'a> = &'a [Compared<'a>];

fn lines(body: &[Block]) -> Vec<(String, String)> {
    body.iter().map(|block| (block.kind.key(), block.text.text())).collect()
}

/// A side beside the base: which base paragraphs each of its paragraphs came from.
struct Side {
    /// By place in the side, the base paragraphs that it belongs to; none: it was added.
    from: Vec<Vec<usize>>,
    /// Base paragraphs that stand elsewhere in this side.
    moved: BTreeSet<usize>,
}

impl Side {
    fn new<'a>(base: Lines<'a>, side: Lines<'a>) -> Self {
        let mut from = vec![Vec::new(); side.len()];
        let mut moved = BTreeSet::new();
        for group in structure::groups(base, side) {
            let (olds, news) = match group {
                Group::Pair { old, new } => (old, new),
                Group::Moved { old, new } => {
                    moved.insert(old);
                    (old..old + 1, new..new + 1)
                }
                Group::MovedAway { .. } | Group::Removed { .. } | Group::Added { .. } => continue,
            };
            for new in news {
                if let Some(from) = from.get_mut(new) {
                    from.extend(olds.clone());
                }
            }
        }
        Self { from, moved }
    }
}

/// Puts together what hangs together: a paragraph that one side joined to another hangs with both.
struct Together(Vec<usize>);

impl Together {
    fn root(&self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(place) = self.0.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }
}

/// What stands in the merged body, before it is told by places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    /// Base paragraphs that hang together, by the first of them.
    Kept(usize),
    /// Ours, by its place.
    Mine(usize),
    /// Theirs, by its place.
    Theirs(usize),
}

/// The three bodies' paragraphs, put together and in order.
pub(super) fn items(base: &[Block], mine: &[Block], theirs: &[Block]) -> Vec<Item> {
    let (base, mine, theirs) = (lines(base), lines(mine), lines(theirs));
    let (base, mine, theirs) = (Compared::all(&base), Compared::all(&mine), Compared::all(&theirs));
    let (ours, there) = (Side::new(&base, &mine), Side::new(&base, &theirs));
    let mut together = Together((0..base.len()).collect());
    for from in ours.from.iter().chain(&there.from) {
        for pair in from.windows(2) {
            if let [a, b] = pair {
                together.join(*a, *b);
            }
        }
    }
    let entry =
        |from: &[usize], added: Entry| from.first().map_or(added, |at| Entry::Kept(together.root(*at)));
    let mine_entries: Vec<Entry> =
        ours.from.iter().enumerate().map(|(at, from)| entry(from, Entry::Mine(at))).collect();
    let their_entries: Vec<Entry> =
        there.from.iter().enumerate().map(|(at, from)| entry(from, Entry::Theirs(at))).collect();
    let mut order: Vec<Entry> = Vec::new();
    let mut seen = BTreeSet::new();
    order.extend(mine_entries.iter().filter(|entry| seen.insert(**entry)));
    // What we took away keeps its place behind what stood before it.
    let mut before = None;
    for at in 0..base.len() {
        let kept = Entry::Kept(together.root(at));
        if seen.insert(kept) {
            let place = place_after(&order, before);
            order.insert(place, kept);
        }
        before = Some(kept);
    }
    move_theirs(&mut order, &their_entries, &there, &ours, &together);
    let pairs = add_theirs(&mut order, &their_entries, (&mine, &theirs));
    told(&order, &pairs, (&mine_entries, &their_entries), (base.len(), &together))
}

fn place_after(order: &[Entry], entry: Option<Entry>) -> usize {
    entry.and_then(|entry| order.iter().position(|other| *other == entry)).map_or(0, |at| at + 1)
}

/// What they moved, and we did not, stands where they put it.
fn move_theirs(order: &mut Vec<Entry>, theirs: &[Entry], there: &Side, ours: &Side, together: &Together) {
    let moved: BTreeSet<Entry> =
        there.moved.difference(&ours.moved).map(|at| Entry::Kept(together.root(*at))).collect();
    let mut before = None;
    for entry in theirs {
        if moved.contains(entry) {
            order.retain(|other| other != entry);
            let place = place_after(order, before);
            order.insert(place, *entry);
        }
        if matches!(entry, Entry::Kept(_)) {
            before = Some(*entry);
        }
    }
}

/// What they added stands behind what it stands behind there, and behind what we added at the same place. What
/// both added there, and is alike, is one: ours → theirs.
fn add_theirs<'a>(
    order: &mut Vec<Entry>,
    entries: &[Entry],
    (mine, theirs): (Lines<'a>, Lines<'a>),
) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut before: Option<Entry> = None;
    for entry in entries {
        if let Entry::Theirs(at) = entry {
            let start = place_after(order, before);
            let ours = |entry: &&Entry| matches!(entry, Entry::Mine(_));
            let added = order.iter().skip(start).take_while(ours).count();
            let alike =
                order.iter().enumerate().skip(start).take(added).find_map(|(place, other)| match other {
                    Entry::Mine(ours) if !pairs.contains_key(ours) => {
                        is_alike(mine.get(*ours)?, theirs.get(*at)?).then_some((place, *ours))
                    }
                    _ => None,
                });
            if let Some((place, ours)) = alike {
                pairs.insert(ours, *at);
                before = order.get(place).copied();
                continue;
            }
            order.insert(start + added, *entry);
        }
        before = Some(*entry);
    }
    pairs
}

fn is_alike<'a>(a: &Compared<'a>, b: &Compared<'a>) -> bool {
    a == b || likeness(a, b) >= SAME_ADDITION
}

fn told(
    order: &[Entry],
    pairs: &BTreeMap<usize, usize>,
    (mine, theirs): (&[Entry], &[Entry]),
    (base, together): (usize, &Together),
) -> Vec<Item> {
    let places = |entries: &[Entry]| {
        let mut places: BTreeMap<Entry, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            places.entry(*entry).or_default().push(at);
        }
        places
    };
    let (mine, theirs) = (places(mine), places(theirs));
    let kept: Vec<Entry> = (0..base).map(|at| Entry::Kept(together.root(at))).collect();
    let kept = places(&kept);
    let of =
        |places: &BTreeMap<Entry, Vec<usize>>, entry: &Entry| places.get(entry).cloned().unwrap_or_default();
    order
        .iter()
        .map(|entry| match entry {
            Entry::Kept(_) => {
                Item { base: of(&kept, entry), mine: of(&mine, entry), theirs: of(&theirs, entry) }
            }
            Entry::Mine(at) => Item {
                mine: vec![*at],
                theirs: pairs.get(at).copied().into_iter().collect(),
                ..Item::default()
            },
            Entry::Theirs(at) => Item { theirs: vec![*at], ..Item::default() },
        })
        .collect()
}

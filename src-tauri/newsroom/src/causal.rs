//! The order of records: each names the newest that its author knew. Nobody's clock is asked.

use std::collections::{BTreeMap, BTreeSet};

/// Records, each with those that it was made after.
pub(crate) type Parents<T> = BTreeMap<T, Vec<T>>;

/// Those that no other was made after: the parents of the next.
pub(crate) fn newest<T: Ord + Copy>(records: &Parents<T>) -> Vec<T> {
    let followed: BTreeSet<T> = records.values().flatten().copied().collect();
    records.keys().filter(|id| !followed.contains(id)).copied().collect()
}

/// Everything that was known when a record was made.
pub(crate) fn before<T: Ord + Copy>(records: &Parents<T>, record: T) -> BTreeSet<T> {
    let mut seen = BTreeSet::new();
    let mut next = records.get(&record).cloned().unwrap_or_default();
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            next.extend(records.get(&id).into_iter().flatten());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_those_that_nothing_follows() {
        let records = Parents::from([(1, vec![]), (2, vec![1]), (3, vec![1]), (4, vec![2, 9])]);
        assert_eq!(newest(&records), [3, 4]);
        assert_eq!(before(&records, 4), BTreeSet::from([1, 2, 9]), "also one that has not arrived");
        assert_eq!(before(&records, 1), BTreeSet::new());
    }
}

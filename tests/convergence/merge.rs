//! Somebody changed it there: two people edit one published text apart, and nothing that either wrote is lost.

use copy::{Block, Inline, ReaderCopy};
use document::merge::{three, Choice, Merge, Row, Standing};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

fn copy_of(lines: &[String]) -> ReaderCopy {
    let block = |line: &String| Block { text: Inline::plain(line), ..Block::default() };
    ReaderCopy { body: lines.iter().map(block).collect(), ..ReaderCopy::default() }
}

fn body(copy: &ReaderCopy) -> Vec<String> {
    copy.body.iter().map(|block| block.text.text()).collect()
}

fn seed() -> u64 {
    crate::number("COPYDESK_SEED").unwrap_or(0x6d65_7267)
}

/// Somebody's edits of a body: words and paragraphs come, go and change places. Every word that comes is their own.
fn edited(rng: &mut ChaCha8Rng, body: &[String], hand: char) -> Vec<String> {
    let mut body = body.to_vec();
    let mut fresh = 0;
    let mut word = || {
        fresh += 1;
        format!("{hand}{fresh}")
    };
    for _ in 0..rng.random_range(1..6) {
        let at = rng.random_range(0..body.len().max(1)).min(body.len().saturating_sub(1));
        match rng.random_range(0..6) {
            0 => body.insert(at, (0..6).map(|_| word()).collect::<Vec<_>>().join(" ")),
            1 if body.len() > 1 => drop(body.remove(at)),
            2 if body.len() > 1 => {
                let moved = body.remove(at);
                body.insert(rng.random_range(0..=body.len()), moved);
            }
            _ => {
                let Some(line) = body.get_mut(at) else { continue };
                let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
                let place = rng.random_range(0..words.len());
                match rng.random_range(0..3) {
                    0 => words.insert(place, word()),
                    1 => words[place] = word(),
                    _ if words.len() > 1 => drop(words.remove(place)),
                    _ => {}
                }
                *line = words.join(" ");
            }
        }
    }
    body
}

#[test]
fn random_merges_lose_no_word_and_choose_nothing_in_silence() {
    let seed = seed();
    println!("COPYDESK_SEED={seed}");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let rounds = if std::env::var_os("COPYDESK_LONG").is_some() { 20_000 } else { 800 };
    let mut opened = 0;
    for round in 0..rounds {
        let base: Vec<String> = (0..rng.random_range(1..9))
            .map(|line| {
                (0..rng.random_range(4..14))
                    .map(|word| format!("b{line}x{word}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        let (mine, theirs) = (edited(&mut rng, &base, 'm'), edited(&mut rng, &base, 't'));
        let (base, mine, theirs) = (copy_of(&base), copy_of(&mine), copy_of(&theirs));
        let merge = three(&base, &mine, &theirs);
        let open = merge.open(&BTreeMap::new());
        opened += open.len();
        let choices = open.iter().map(|at| (*at, Choice::Both)).collect();
        let merged = merge.resolve((&base, &mine, &theirs), &choices).expect("all are chosen");
        let words = |copy: &ReaderCopy| -> BTreeSet<String> {
            body(copy)
                .iter()
                .flat_map(|line| line.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect()
        };
        let (was, ours, there, now) = (words(&base), words(&mine), words(&theirs), words(&merged.copy));
        let lost: Vec<_> = ours
            .union(&there)
            .filter(|word| !now.contains(*word))
            .filter(|word| !was.contains(*word) || ours.contains(*word) && there.contains(*word))
            .collect();
        assert!(
            lost.is_empty(),
            "seed {seed}, round {round}: {lost:?} lost of\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
            body(&base),
            body(&mine),
            body(&theirs),
            body(&merged.copy)
        );
        let made: Vec<_> = now
            .iter()
            .filter(|word| {
                !word.is_empty() && !was.contains(*word) && !ours.contains(*word) && !there.contains(*word)
            })
            .collect();
        assert!(made.is_empty(), "seed {seed}, round {round}: {made:?} was written by nobody");
        // What both changed, each otherwise, is never settled by itself.
        for row in merge.rows.iter().filter(|row| row.standing != Standing::Open) {
            let settled = row.mine == row.theirs || row.mine == row.base || row.theirs == row.base;
            assert!(settled, "seed {seed}, round {round}: {row:?}");
        }
        // Whose side is called ours decides nothing: of what was published the same places are open.
        let of_published = |merge: &Merge| {
            let is_open = |row: &&Row| row.standing == Standing::Open && !row.base.is_empty();
            merge.rows.iter().filter(is_open).count()
        };
        let turned = three(&base, &theirs, &mine);
        assert_eq!(of_published(&turned), of_published(&merge), "seed {seed}, round {round}");
    }
    assert!(opened > rounds / 4, "there was enough to choose, or this shows little: {opened}");
}

#[test]
fn random_choices_take_whole_sides() {
    let seed = seed() + 1;
    println!("COPYDESK_SEED={}", seed - 1);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for round in 0..300 {
        let base: Vec<String> = (0..6)
            .map(|line| (0..8).map(|word| format!("b{line}x{word}")).collect::<Vec<_>>().join(" "))
            .collect();
        let theirs = edited(&mut rng, &base, 't');
        let (base, theirs) = (copy_of(&base), copy_of(&theirs));
        // Where nobody wrote here, home is exactly what stands there, in its order.
        let merge = three(&base, &base, &theirs);
        let merged = merge.resolve((&base, &base, &theirs), &BTreeMap::new()).expect("nothing is open");
        assert_eq!(body(&merged.copy), body(&theirs), "seed {seed}, round {round}");
        let kept = three(&base, &theirs, &base)
            .resolve((&base, &theirs, &base), &BTreeMap::new())
            .expect("nothing is open");
        assert_eq!(body(&kept.copy), body(&theirs), "seed {seed}, round {round}");
    }
}

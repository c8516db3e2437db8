use super::*;
use crate::{Attributes, Delta};

/// Who wrote each character, asked one by one.
fn one_by_one(document: &Document, from: Utf16, to: Utf16) -> Vec<BlameRun> {
    let engine = document.text_of(&Container::Body);
    let (mut runs, mut scalar, mut at) = (Vec::new(), 0, Utf16(0));
    for op in &document.text(&Container::Body).0 {
        let DeltaOp::Insert(text, marks) = op else { continue };
        let by = marks.get("by").and_then(|by| by.as_str()?.parse().ok());
        for c in text.chars() {
            let next = at + Utf16(c.len_utf16());
            if at >= from && next <= to {
                let id = engine.get_cursor(scalar, Side::Middle).and_then(|cursor| cursor.id);
                add(&mut runs, at, next, id.expect("every character has one"), by);
            }
            scalar += 1;
            at = next;
        }
    }
    runs
}

#[test]
fn asking_by_pieces_tells_what_asking_every_character_tells() {
    let mut seed = 11_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    let mut desks = vec![Document::create(PeerId(7)).unwrap()];
    let words = desks[0].snapshot().unwrap();
    for peer in [8, 9] {
        desks.push(Document::open(Some(&words), &[] as &[&[u8]], PeerId(peer)).unwrap());
    }
    let by = Attributes::from([("by".into(), "ffffffffffff4fffbfffffffffffffff".into())]);
    for round in 0..300 {
        let desk = &mut desks[round % 3];
        let text = desk.text(&Container::Body).text();
        let places: Vec<usize> =
            text.char_indices().map(|(byte, _)| Utf16::of(text.get(..byte).unwrap()).0).collect();
        let (from, to) = (draw(places.len()), draw(places.len()));
        let (from, to) = (places[from.min(to)], places[from.max(to)]);
        let delta = match draw(6) {
            0 => Delta::new().retain(from).delete((to - from).min(3)),
            1 => Delta::new()
                .retain(from)
                .retain_with(to - from, Attributes::from([("em".into(), true.into())])),
            2 => Delta::new().retain(from).insert_with("👩 by", by.clone()),
            _ => Delta::new().retain(from).insert(["слово ", "one\n", "👩‍👧", "x"][draw(4)]),
        };
        // A deletion may end inside a character of two units: that is refused, and nothing is changed.
        let _ = desk.apply(&Container::Body, &delta);
        if round % 7 == 0 {
            let news = desks[round % 3].snapshot().unwrap();
            desks[(round + 1) % 3].absorb(&news).unwrap();
        }
        let desk = &desks[(round + 1) % 3];
        let length = desk.length(&Container::Body);
        assert_eq!(desk.blame(&Container::Body), one_by_one(desk, Utf16(0), length));
        let text = desk.text(&Container::Body).text();
        let half = Utf16::of(&text.chars().take(text.chars().count() / 2).collect::<String>());
        for (from, to) in [(Utf16(0), half), (half, length), (half, half)] {
            let told = desk.blame_range(&Container::Body, from, to);
            assert_eq!(told, one_by_one(desk, from, to), "a part of it");
        }
    }
    assert!(desks.iter().any(|desk| desk.blame(&Container::Body).len() > 30), "there was something to tell");
}

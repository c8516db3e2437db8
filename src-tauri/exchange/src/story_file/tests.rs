//! Story files: what goes in comes out; what a newer Copydesk writes, or nobody would, is refused.

use super::*;
use copy::{Cell, DeviceId, MemberId, StoryId};

const DEVICE: [u8; 32] = [7; 32];

fn lock() -> Lock {
    Lock::Desks(vec![sealed::recipient_of(&DEVICE)])
}

fn key() -> Key {
    Key { device: DEVICE, passphrase: None }
}

fn file() -> StoryFile {
    let long: Vec<u8> = (0..200_u8).collect();
    StoryFile {
        manifest: Manifest {
            format: FORMAT,
            kind: Kind::Full,
            story: StoryId::from_random([1; 16]),
            device: DeviceId::from_random([2; 16]),
            member: MemberId::from_random([3; 16]),
            member_name: "Репортер Перший".into(),
            at_ms: 1_760_436_720_000,
            zone: "Europe/Kyiv".into(),
            frontiers: "00ff".into(),
            copy_hash: Sha256::of(b"head"),
            root: "00000000000000ff".into(),
            bases: vec![Sha256::of(b"base")],
            recipient: sealed::recipient_of(&DEVICE),
            facts: BTreeMap::from([("slugline".into(), "bridge".into())]),
        },
        head: "{}".into(),
        text: vec![1, 2, 3],
        tables: vec![
            Rows {
                table: "event".into(),
                columns: vec!["record".into(), "why".into(), "until_ms".into(), "body".into()],
                rows: vec![
                    vec![
                        Cell::Blob(vec![9; 16]),
                        Cell::Text("«Так»\n".into()),
                        Cell::Null,
                        Cell::Blob(long.clone()),
                    ],
                    vec![
                        Cell::Blob(vec![]),
                        Cell::Text(String::new()),
                        Cell::Integer(i64::MIN),
                        Cell::Blob(long),
                    ],
                ],
            },
            Rows { table: "a_later_table".into(), columns: vec!["record".into()], rows: vec![] },
        ],
        photos: [vec![0xff, 0xd8, 1], vec![]].map(|it| (Sha256::of(&it), it)).into(),
    }
}

#[test]
fn a_story_goes_through_whole() {
    let bytes = seal(&file(), &lock(), &DEVICE, Vec::new()).unwrap();
    let (opened, _) = open(bytes.as_slice(), &key()).unwrap();
    assert!(opened == file());
}

#[test]
fn a_clean_copy_has_no_text() {
    let manifest = Manifest { kind: Kind::Clean, ..file().manifest };
    let clean = StoryFile { manifest, text: Vec::new(), ..file() };
    let bytes = seal(&clean, &lock(), &DEVICE, Vec::new()).unwrap();
    assert!(open(bytes.as_slice(), &key()).unwrap().0 == clean);
}

fn with_parts(parts: &[(&str, &[u8])]) -> Result<(StoryFile, [u8; 32]), SealedError> {
    let mut sealer = Sealer::new(Vec::new(), &lock(), &LIMITS).unwrap();
    for (name, bytes) in parts {
        sealer.add(name, bytes).unwrap();
    }
    open(sealer.finish(&DEVICE).unwrap().as_slice(), &key())
}

#[test]
fn a_newer_file_is_said_to_be_newer() {
    let newer = br#"{"format":2,"something":"else"}"#;
    assert_eq!(with_parts(&[("manifest.json", newer)]), Err(SealedError::Newer));
    let manifest = serde_json::to_vec(&file().manifest).unwrap();
    let parts: &[(&str, &[u8])] = &[("manifest.json", &manifest), ("head.json", b"{}"), ("sound.ogg", b"")];
    assert_eq!(with_parts(parts), Err(SealedError::Newer), "a part of a kind that is not known");
}

#[test]
fn what_no_desk_writes_is_refused_with_what_is_wrong() {
    let manifest = serde_json::to_vec(&file().manifest).unwrap();
    let rows = |lines: &[u8]| {
        let parts: &[(&str, &[u8])] = &[
            ("manifest.json", &manifest),
            ("head.json", b"{}"),
            ("text.loro", b"x"),
            ("rows/event.bin", b"0123456789"),
            ("rows/event.jsonl", lines),
        ];
        with_parts(parts).map(|_| ())
    };
    assert_eq!(rows(b"[\"a\"]\n[{\"at\":[0,10]}]\n"), Ok(()));
    let deep = [b"[\"a\"]\n".as_slice(), &b"[".repeat(100_000)].concat();
    let many: Vec<u8> = format!("{:?}", vec!["a"; 65]).into_bytes();
    let wrong: [&[u8]; 13] = [
        b"",
        b"{}",
        b"[1]",
        b"[\"a\"]\n[1,2]",
        b"[\"a\"]\n[[1]]",
        b"[\"a\"]\n[1.5]",
        b"[\"a\"]\n[18446744073709551615]",
        b"[\"a\"]\n[{\"at\":[5,6]}]",
        b"[\"a\"]\n[{\"at\":[18446744073709551615,6]}]",
        b"[\"a\"]\n[{\"hex\":\"0g\"}]",
        b"[\"a\"]\n[{\"hex\":\"00\",\"at\":[0,1]}]",
        &deep,
        &many,
    ];
    for lines in wrong {
        let said = String::from_utf8_lossy(lines.get(..lines.len().min(60)).unwrap_or_default()).into_owned();
        assert_eq!(rows(lines), Err(STRANGE_ROW), "{said}");
    }
    let photo = format!("photo/{}", Sha256::of(b"another"));
    let parts: &[(&str, &[u8])] = &[("manifest.json", &manifest), (&photo, b"one")];
    assert_eq!(with_parts(parts), Err(SealedError::Damaged), "a photo under another's name");
    let no_text: &[(&str, &[u8])] = &[("manifest.json", &manifest), ("head.json", b"{}")];
    assert_eq!(with_parts(no_text), Err(SealedError::Strange { what: "the text and the kind" }));
    assert_eq!(
        with_parts(&[("head.json", b"{}")]),
        Err(SealedError::Strange { what: "a part before the manifest" })
    );
}

const STRANGE_ROW: SealedError = SealedError::Strange { what: "a row" };

//! Hostile files against the seal: nothing that was cut, altered, blown up or signed otherwise is opened.

use super::*;
use age::stream::StreamWriter;
use std::io::Write;

const DEVICE: [u8; 32] = [7; 32];
const LIMITS: Limits = Limits { sealed_bytes: 1 << 24, plain_bytes: 64 << 20, parts: 20, ratio: 200 };

fn lock() -> Lock {
    Lock::Desks(vec![recipient_of(&DEVICE)])
}

fn key() -> Key {
    Key { device: DEVICE, passphrase: None }
}

fn sealed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut sealer = Sealer::new(Vec::new(), &lock(), &LIMITS).unwrap();
    for (name, bytes) in parts {
        sealer.add(name, bytes).unwrap();
    }
    sealer.finish(&DEVICE).unwrap()
}

fn parts_of(bytes: &[u8], key: &Key) -> Result<Vec<(String, Vec<u8>)>, SealedError> {
    let mut parts = Vec::new();
    open(bytes, key, &LIMITS, |mut part| {
        parts.push((part.name.to_owned(), part.whole(1 << 24)?));
        Ok(())
    })?;
    Ok(parts)
}

/// An archive of the test's own making inside a lawful lock.
fn locked(write: impl FnOnce(&mut zstd::stream::write::Encoder<'static, StreamWriter<Vec<u8>>>)) -> Vec<u8> {
    let age = lock::encrypt(&lock(), Vec::new()).unwrap();
    let mut zstd = zstd::stream::write::Encoder::new(age, 19).unwrap();
    write(&mut zstd);
    zstd.finish().unwrap().finish().unwrap()
}

fn header(name: &str, size: u64, kind: tar::EntryType) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(size);
    header.set_entry_type(kind);
    header.set_mode(0o600);
    header.set_cksum();
    header
}

fn pseudo(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    })
    .take(length)
    .collect()
}

#[test]
fn what_was_sealed_is_opened_and_says_who_signed() {
    let bytes = sealed(&[("manifest.json", b"{}"), ("photo/aa", &pseudo(200_000)), ("empty", b"")]);
    assert_eq!(parts_of(&bytes, &key()).unwrap().len(), 3);
    let opened = open(bytes.as_slice(), &key(), &LIMITS, |_| Ok(())).unwrap();
    let expected = ed25519_dalek::SigningKey::from_bytes(&DEVICE).verifying_key().to_bytes();
    assert_eq!(opened.signed_by, expected, "parts that nobody looked at are proven all the same");
}

#[test]
fn only_the_right_key_opens() {
    let bytes = sealed(&[("a", b"words")]);
    let other = Key { device: [8; 32], passphrase: Some("words".into()) };
    assert_eq!(parts_of(&bytes, &other), Err(SealedError::NotForUs));
    let mut sealer =
        Sealer::new(Vec::new(), &Lock::Passphrase("four words by telephone".into()), &LIMITS).unwrap();
    sealer.add("a", b"words").unwrap();
    let bytes = sealer.finish(&DEVICE).unwrap();
    assert_eq!(parts_of(&bytes, &key()), Err(SealedError::NeedsPassphrase));
    let with = |word: &str| Key { device: [9; 32], passphrase: Some(word.into()) };
    assert_eq!(parts_of(&bytes, &with("another")), Err(SealedError::WrongPassphrase));
    assert_eq!(parts_of(&bytes, &with("four words by telephone")).unwrap().len(), 1);
    assert_eq!(
        Sealer::new(Vec::new(), &Lock::Desks(vec!["age1no".into()]), &LIMITS).err(),
        Some(SealedError::BadRecipient)
    );
    assert_eq!(
        Sealer::new(Vec::new(), &Lock::Desks(Vec::new()), &LIMITS).err(),
        Some(SealedError::BadRecipient)
    );
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused() {
    let bytes = sealed(&[("manifest.json", b"{}"), ("rows/a.bin", &pseudo(150_000)), ("b", b"words")]);
    for at in (0..50).map(|n| bytes.len() * n / 50).chain([bytes.len() - 1]) {
        assert!(parts_of(&bytes[..at], &key()).is_err(), "cut at byte {at} of {}", bytes.len());
    }
    let longer = [bytes.as_slice(), b"more"].concat();
    assert!(parts_of(&longer, &key()).is_err(), "something behind its end");
}

#[test]
fn a_file_that_was_altered_anywhere_is_refused() {
    let bytes = sealed(&[("manifest.json", b"{}"), ("rows/a.bin", &pseudo(70_000)), ("b", b"words")]);
    for at in (0..bytes.len()).step_by(bytes.len() / 150 + 1) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x20;
        assert!(parts_of(&altered, &key()).is_err(), "a bit of byte {at} of {}", bytes.len());
    }
}

#[test]
fn an_archive_without_its_senders_seal_is_refused() {
    fn entry(tar: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) {
        tar.append(&header(name, bytes.len() as u64, tar::EntryType::Regular), bytes).unwrap();
    }
    let none = locked(|zstd| {
        let mut tar = tar::Builder::new(zstd);
        entry(&mut tar, "a", b"words");
        tar.finish().unwrap();
    });
    assert_eq!(parts_of(&none, &key()), Err(SealedError::Damaged));
    // Somebody who can open a file may pack it again, with other words under the old seal.
    let mut seal = Vec::new();
    let honest = sealed(&[("a", b"words")]);
    let age = lock::decrypt(&key(), honest.as_slice()).unwrap();
    let mut archive = tar::Archive::new(zstd::stream::read::Decoder::new(age).unwrap());
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path_bytes().as_ref() == SEAL.as_bytes() {
            std::io::Read::read_to_end(&mut entry, &mut seal).unwrap();
        }
    }
    let again = |words: &[u8], extra: Option<&str>| {
        locked(|zstd| {
            let mut tar = tar::Builder::new(zstd);
            entry(&mut tar, "a", words);
            if let Some(extra) = extra {
                entry(&mut tar, extra, b"more");
            }
            entry(&mut tar, SEAL, &seal);
            tar.finish().unwrap();
        })
    };
    assert!(
        parts_of(&again(b"words", None), &key()).is_ok(),
        "the same parts under the same seal are the file"
    );
    assert_eq!(parts_of(&again(b"sword", None), &key()), Err(SealedError::Damaged));
    assert_eq!(parts_of(&again(b"words", Some("b")), &key()), Err(SealedError::Damaged));
}

#[test]
fn names_and_kinds_that_no_part_has_are_refused() {
    let strange = Err(SealedError::Strange { what: "a part's name or kind" });
    for name in ["../a", "/etc/passwd", "a/../b", "A", "a b", ".hidden", "a//b", "a\\b"] {
        let bytes = locked(|zstd| {
            let mut tar = tar::Builder::new(zstd);
            tar.append(&header(name, 1, tar::EntryType::Regular), b"x".as_slice()).unwrap();
            tar.finish().unwrap();
        });
        assert_eq!(parts_of(&bytes, &key()), strange, "{name}");
    }
    for kind in [
        tar::EntryType::Symlink,
        tar::EntryType::Directory,
        tar::EntryType::GNULongName,
        tar::EntryType::XHeader,
    ] {
        let bytes = locked(|zstd| {
            let mut tar = tar::Builder::new(zstd);
            tar.append(&header("a", 1, kind), b"x".as_slice()).unwrap();
            tar.finish().unwrap();
        });
        assert_eq!(parts_of(&bytes, &key()), strange, "{kind:?}");
    }
    let twice = locked(|zstd| {
        let mut tar = tar::Builder::new(zstd);
        for _ in 0..2 {
            tar.append(&header("a", 1, tar::EntryType::Regular), b"x".as_slice()).unwrap();
        }
        tar.finish().unwrap();
    });
    assert_eq!(parts_of(&twice, &key()), Err(SealedError::Strange { what: "two parts of one name" }));
}

#[test]
fn bombs_are_stopped_at_the_limits() {
    let zeros = vec![0_u8; 1 << 20];
    let bomb = locked(|zstd| {
        zstd.write_all(header("a", 4 << 30, tar::EntryType::Regular).as_bytes()).unwrap();
        for _ in 0..80 {
            zstd.write_all(&zeros).unwrap();
        }
    });
    assert!(bomb.len() < 64 << 10, "it is small: {}", bomb.len());
    let refused = open(bomb.as_slice(), &key(), &LIMITS, |_| Ok(()));
    assert_eq!(refused, Err(SealedError::TooLarge { what: "bytes for its size" }));
    assert_eq!(parts_of(&bomb, &key()), Err(SealedError::TooLarge { what: "bytes of a part" }));
    let many = locked(|zstd| {
        let mut tar = tar::Builder::new(zstd);
        for n in 0..30 {
            tar.append(&header(&format!("a{n}"), 0, tar::EntryType::Regular), b"".as_slice()).unwrap();
        }
        tar.finish().unwrap();
    });
    assert_eq!(parts_of(&many, &key()), Err(SealedError::TooLarge { what: "parts" }));
    let small = Limits { sealed_bytes: 1_000, ..LIMITS };
    let large = sealed(&[("a", &pseudo(5_000))]);
    assert_eq!(
        open(large.as_slice(), &key(), &small, |_| Ok(())),
        Err(SealedError::TooLarge { what: "bytes" })
    );
}

#[test]
fn what_is_sealed_is_never_more_than_is_let_in() {
    // Whatever the limit is, a file that was written within it is opened within it.
    let photo = pseudo(70_000);
    let (mut opened, mut refused) = (0, 0);
    for most in (66_000..76_000).step_by(97) {
        for limits in [Limits { sealed_bytes: most, ..LIMITS }, Limits { plain_bytes: most, ..LIMITS }] {
            let mut sealer = Sealer::new(Vec::new(), &lock(), &limits).unwrap();
            let written = sealer.add("photo", &photo).and_then(|()| sealer.finish(&DEVICE));
            match written {
                Ok(bytes) => {
                    assert!(open(bytes.as_slice(), &key(), &limits, |_| Ok(())).is_ok(), "{limits:?}");
                    opened += 1;
                }
                Err(error) => {
                    assert!(matches!(error, SealedError::TooLarge { .. }), "{error}");
                    refused += 1;
                }
            }
        }
    }
    assert!(opened > 20 && refused > 20, "both happen: {opened} opened, {refused} refused");
    let mut sealer = Sealer::new(Vec::new(), &lock(), &LIMITS).unwrap();
    let added = (0..30).try_for_each(|n| sealer.add(&format!("a{n}"), b""));
    assert_eq!(added, Err(SealedError::TooLarge { what: "parts" }));
    let mut sealer = Sealer::new(Vec::new(), &lock(), &LIMITS).unwrap();
    sealer.add("zeros", &vec![0; 40 << 20]).unwrap();
    assert_eq!(sealer.finish(&DEVICE), Err(SealedError::TooLarge { what: "bytes for its size" }));
}

#[test]
fn other_files_are_none_of_ours() {
    for bytes in [b"".as_slice(), b"hello", b"PK\x03\x04", &[0; 5_000], b"age-encryption.org/v1\n"] {
        assert!(parts_of(bytes, &key()).is_err());
    }
    assert!(parts_of(b"age-encryption.org/v9\n-> X\nAAAA\n--- AAAA\n", &key()).is_err());
}

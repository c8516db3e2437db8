//! Photos as files: whole or not there, proven when read.

use crate::{sample, Desk};
use copy::Sha256;
use store::{asset, blob, doctor, Kind, StoreError};

#[test]
fn a_photo_is_kept_under_its_hash_and_proven_when_read() {
    let desk = Desk::new();
    let paths = desk.paths();
    let bytes = vec![7; 100_000];
    let name = blob::put(&paths, &bytes).expect("kept");
    assert_eq!(name, Sha256::of(&bytes));
    assert_eq!(blob::put(&paths, &bytes), Ok(name), "the same again is the same");
    let file = blob::path(&paths, name);
    let tail = file.strip_prefix(paths.blobs()).expect("inside").to_string_lossy().replace('/', "");
    assert_eq!(tail, name.to_string(), "blobs/ab/cdef…");
    assert_eq!(blob::get(&paths, name), Ok(bytes.clone()));
    let beside = std::fs::read_dir(file.parent().expect("a folder")).expect("listed").count();
    assert_eq!(beside, 1, "no temporary file is left");
    std::fs::write(&file, b"something else").expect("spoilt");
    assert_eq!(blob::get(&paths, name).map_err(|error| error.kind()), Err(Kind::Corrupt));
    assert_eq!(blob::put(&paths, &bytes), Ok(name), "putting it again mends it");
    assert_eq!(blob::get(&paths, name), Ok(bytes));
}

#[test]
fn the_doctor_finds_missing_and_changed_photos_and_unused_ones_are_only_listed() {
    let desk = Desk::new();
    let paths = desk.paths();
    let names = [b"whole".as_slice(), b"changed", b"missing"].map(|it| blob::put(&paths, it).expect("kept"));
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            for (n, sha256) in (0..).zip(names) {
                let row = asset::AssetRow {
                    sha256,
                    media_type: "image/jpeg".to_owned(),
                    width: 3_000,
                    height: 2_000,
                    length: 5,
                    original_name: "DSC_0001.JPG".to_owned(),
                    facts: "{\"caption\":\"Ferry\"}".to_owned(),
                    at: sample::stamp(sample::NOW_MS + n),
                };
                assert!(asset::insert(tx, &row)?);
                assert!(!asset::insert(tx, &row)?);
            }
            asset::mark_unused(tx, names[0], 100)?;
            asset::mark_unused(tx, names[0], 900)?;
            asset::mark_unused(tx, names[1], 100)?;
            asset::mark_used(tx, names[1])
        })
        .expect("written");
    std::fs::write(blob::path(&paths, names[1]), b"Changed").expect("spoilt");
    std::fs::remove_file(blob::path(&paths, names[2])).expect("removed");
    let mut bad = desk.store.read(|on| doctor::blobs(on, &paths)).expect("checked");
    bad.sort_by_key(|it| it.kind == Kind::Missing);
    assert_eq!(bad.iter().map(|it| it.sha256).collect::<Vec<_>>(), names[1..]);
    assert_eq!(bad.iter().map(|it| it.kind).collect::<Vec<_>>(), [Kind::Corrupt, Kind::Missing]);
    assert_eq!(desk.store.read(|on| asset::unused_before(on, 500)), Ok(vec![names[0]]));
    assert_eq!(desk.store.read(|on| asset::unused_before(on, 100)), Ok(vec![]), "grace is not over");
    assert!(blob::get(&paths, names[0]).is_ok(), "nothing was deleted");
}

//! RELIABILITY's eleventh bar: files that are small on disk and huge when opened, each answered with
//! a sentence in 2 s and 512 MB; and the largest honest pictures, which still open within both.

use photo::{
    helper::{answer, request, Answer, Ask},
    limits::{HELPER_MEMORY_BYTES, READ_TIME_MS},
    PhotoError, RenditionOrder,
};
use std::{
    env, fs,
    process::Command,
    time::{Duration, Instant},
};

const TRAM: &[u8] = include_bytes!("../../src-tauri/headless/sample/tram.jpg");

/// The helper's body, in this binary: started by [`in_the_helper`] in a process with its limits.
#[test]
#[ignore = "not a test: the other side of those beside it"]
fn as_the_helper() {
    let path =
        |name| env::var_os(name).unwrap_or_else(|| panic!("{name} is set by the test that starts this"));
    let request = fs::read(path("COPYDESK_TEST_REQUEST")).expect("the request is there");
    fs::write(path("COPYDESK_TEST_ANSWER"), photo::helper::serve(&request))
        .expect("the answer can be written");
}

/// Asks a process that may take no more memory than the real helper.
fn in_the_helper(ask: &Ask, picture: &[u8], memory_bytes: u64) -> (Option<Answer>, Duration) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (from, to) = (folder.path().join("request"), folder.path().join("answer"));
    fs::write(&from, request(ask, picture)).expect("a temporary file");
    let start = Instant::now();
    let run = Command::new("sh")
        .args(["-c", "ulimit -v \"$0\" && exec \"$@\"", &(memory_bytes / 1024).to_string()])
        .arg(env::current_exe().expect("this binary has a path"))
        .args(["--ignored", "--exact", "limits::as_the_helper"])
        .env("COPYDESK_TEST_REQUEST", &from)
        .env("COPYDESK_TEST_ANSWER", &to)
        // The allocator sets aside address space for a thread's own arena; the real helper has one thread.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .expect("a shell is there");
    let took = start.elapsed();
    let answer = run.status.success().then(|| answer(&fs::read(&to).expect("the answer is there")));
    (answer, took)
}

fn refusal(name: &str, picture: &[u8]) -> PhotoError {
    let (answer, took) = in_the_helper(&Ask::Read, picture, HELPER_MEMORY_BYTES);
    assert!(took < Duration::from_millis(READ_TIME_MS), "{name}: answered after {took:?}");
    match answer {
        Some(Answer::Refused(because)) => because,
        Some(other) => panic!("{name}: should have been refused, not {other:?}"),
        None => panic!("{name}: the helper died instead of answering"),
    }
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let mut check = crc32fast::Hasher::new();
    check.update(kind);
    check.update(data);
    out.extend(kind);
    out.extend(data);
    out.extend(check.finalize().to_be_bytes());
}

/// A PNG of zeros; `more` is put between its header and its pixels.
fn png(width: u32, height: u32, depth: u8, kind: u8, more: &[(&[u8; 4], Vec<u8>)], pixels: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    chunk(&mut out, b"IHDR", &[&width[..], &height[..], &[depth, kind, 0, 0, 0]].concat());
    for (kind, data) in more {
        chunk(&mut out, kind, data);
    }
    chunk(&mut out, b"IDAT", &zeros(pixels));
    chunk(&mut out, b"IEND", b"");
    out
}

fn zeros(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 1)
}

/// The sample photograph with another size written into its frame header.
fn tram_of(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = TRAM.to_vec();
    let at = bytes.windows(4).position(|four| four == [0xff, 0xc2, 0, 17]).expect("a progressive frame");
    bytes[at + 5..at + 9].copy_from_slice(&[height.to_be_bytes(), width.to_be_bytes()].concat());
    bytes
}

#[test]
fn bombs_are_answered_with_a_sentence() {
    let too_many = |width, height| PhotoError::TooManyPixels { width, height, limit_megapixels: 105 };
    assert_eq!(refusal("a huge PNG", &png(60_000, 60_000, 8, 2, &[], &[])), too_many(60_000, 60_000));
    assert_eq!(refusal("a long PNG", &png(1, 2_000_000_000, 8, 2, &[], &[])), too_many(1, 2_000_000_000));
    assert_eq!(refusal("an empty PNG", &png(0, 10, 8, 2, &[], &[])), too_many(0, 10));
    assert_eq!(refusal("a huge JPEG", &tram_of(65_500, 65_500)), too_many(65_500, 65_500));
    let canvas = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff";
    assert_eq!(refusal("a huge WebP", canvas), too_many(1 << 24, 1 << 24));
    assert!(matches!(
        refusal("a deep PNG", &png(9_000, 9_000, 16, 6, &[], &[])),
        PhotoError::TooMuchMemory { .. }
    ));
    assert!(matches!(
        refusal("a progressive JPEG", &tram_of(10_000, 10_000)),
        PhotoError::TooMuchMemory { .. }
    ));
    assert!(matches!(refusal("a long file", &vec![0xff; 65 << 20]), PhotoError::TooManyBytes { .. }));

    // Five thousand passes over the whole picture, in a file of ordinary length.
    let scan = TRAM.windows(2).rposition(|two| two == [0xff, 0xda]).expect("a scan");
    let end = TRAM.len() - 2;
    let header = scan + 2 + usize::from(u16::from_be_bytes([TRAM[scan + 2], TRAM[scan + 3]]));
    let mut passes = TRAM[..end].to_vec();
    for _ in 0..5_000 {
        passes.extend_from_slice(&TRAM[scan..header]);
    }
    passes.extend_from_slice(&[0xff, 0xd9]);
    assert!(matches!(refusal("a JPEG of scans", &passes), PhotoError::Unsupported { .. }));
}

#[test]
fn bombs_in_the_metadata_do_not_go_off() {
    let inflated = zeros(&vec![b'0'; 200 << 20]);
    let text = |kind: &'static [u8; 4], start: &[u8]| (kind, [start, &inflated].concat());
    let bombs = [
        text(b"zTXt", b"Raw profile type exif\0\0"),
        text(b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0"),
        text(b"iCCP", b"icc\0\0"),
    ];
    for bomb in bombs {
        let name = String::from_utf8_lossy(bomb.0).into_owned();
        let file = png(1, 1, 8, 2, &[bomb], &[0; 4]);
        let (answer, took) = in_the_helper(&Ask::Read, &file, HELPER_MEMORY_BYTES);
        assert!(took < Duration::from_millis(READ_TIME_MS), "{name}: answered after {took:?}");
        match answer {
            Some(Answer::Reading(reading)) => assert_eq!(reading.facts, photo::Facts::default(), "{name}"),
            other => panic!("{name}: the picture around it is good: {other:?}"),
        }
    }
}

#[test]
fn the_largest_press_camera_fits_and_half_the_memory_would_not_do() {
    let (width, height) = (11_648u16, 8_736u16);
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 80);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let pixels = vec![90; usize::from(width) * usize::from(height) * 3];
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a large JPEG is made");
    drop(pixels);

    let (answer, took) = in_the_helper(&Ask::Read, &file, HELPER_MEMORY_BYTES);
    assert!(took < Duration::from_millis(READ_TIME_MS), "102 megapixels: read after {took:?}");
    match answer {
        Some(Answer::Reading(reading)) => assert_eq!((reading.width, reading.height), (11_648, 8_736)),
        other => panic!("102 megapixels: {other:?}"),
    }
    let ask = Ask::Rendition { order: RenditionOrder { max_width: 1_920, ..RenditionOrder::default() } };
    match in_the_helper(&ask, &file, HELPER_MEMORY_BYTES).0 {
        Some(Answer::Rendition(rendition)) => assert_eq!((rendition.width, rendition.height), (1_920, 1_440)),
        other => panic!("102 megapixels: {other:?}"),
    }
    // The limit is real: the same process with less of it dies, and only that process.
    assert_eq!(in_the_helper(&Ask::Read, &file, HELPER_MEMORY_BYTES / 2).0, None);
}

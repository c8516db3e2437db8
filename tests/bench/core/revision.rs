//! A thousand revisions of a long story: the room they take, and how soon any of them opens.

use crate::{
    figure::{beside, timed, Bar, Figure, Times},
    room::Room,
};
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

const REVISIONS: usize = 1_000;
/// Coprime to the number of revisions: every one is opened, none after its neighbour.
const STRIDE: usize = 617;

/// Bytes against git, and opening against a plain read of the stored row.
pub fn thousand() {
    let mut room = Room::new(4);
    let desk = room.place.open();
    let story = desk.story();
    desk.close().expect("the desk closes");
    drop(desk);
    let revisions = room.revisions(story, REVISIONS);
    let look = room.look();
    let one = |sql: &str| look.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted") as u64;
    let bodies = one("SELECT sum(length(body)) FROM revision");
    let table = one("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%revision%'");
    let packed = Packed::of(&room.folder.path().join("git"), revisions.iter().map(|(_, body)| body.as_str()));
    let kb = |bytes: u64| format!("{} KB", bytes.div_ceil(1_000));
    Figure {
        bench: "1,000 revisions of 10,000 words: bytes of their bodies",
        ours: kb(bodies),
        baseline: format!("git's pack after `gc --aggressive`: {}", kb(packed.pack)),
        value: bodies as f64 / packed.pack as f64,
        unit: " ×",
        bar: Bar::AtMost(1.0),
    }
    .tell();
    beside(
        "The same with rows, notes, hashes and indexes",
        &kb(table),
        &format!("git's pack and its index: {}", kb(packed.pack + packed.index)),
        table as f64 / (packed.pack + packed.index) as f64,
        " ×",
    );
    let desk = room.place.open();
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for n in 0..REVISIONS {
        let (revision, _) = &revisions[n * STRIDE % REVISIONS];
        let (took, opened) = timed(|| desk.open_revision(story, *revision).expect("opened"));
        assert_eq!(opened.remark, None, "as it was stored");
        ours.push(took);
        let (took, _) = timed(|| {
            let mut select = look
                .prepare_cached("SELECT body FROM revision WHERE revision = unhex(?1)")
                .expect("prepared");
            select.query_row([revision.to_string()], |row| row.get::<_, Vec<u8>>(0)).expect("read")
        });
        theirs.push(took);
    }
    for (percent, bar) in [(50, None), (99, Some(Bar::AtMost(3.0)))] {
        let (ours, theirs) = (ours.percentile_ms(percent), theirs.percentile_ms(percent));
        let bench = format!("Open any of them: p{percent}");
        let (told, baseline) = (format!("{ours:.2} ms"), format!("reading its stored bytes: {theirs:.2} ms"));
        match bar {
            Some(bar) => {
                Figure { bench: &bench, ours: told, baseline, value: ours, unit: " ms", bar }.tell();
            }
            None => beside(&bench, &told, &baseline, ours, " ms"),
        }
    }
    desk.close().expect("the desk closes");
}

/// What git makes of the same bodies.
struct Packed {
    pack: u64,
    index: u64,
}

impl Packed {
    fn of<'a>(folder: &Path, bodies: impl Iterator<Item = &'a str>) -> Self {
        let git = |words: &[&str]| {
            let mut git = Command::new("git");
            git.arg("-C").arg(folder).args(words).stdout(Stdio::null()).stderr(Stdio::null());
            git
        };
        std::fs::create_dir(folder).expect("a folder");
        assert!(git(&["init", "--bare", "."]).status().expect("git runs").success(), "a repository is made");
        let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git runs");
        let mut pipe = import.stdin.take().expect("its input");
        for (n, body) in bodies.enumerate() {
            let at = copydesk_tests::desk::NOW_MS / 1_000 + n as i64;
            writeln!(pipe, "commit refs/heads/main\ncommitter Author One <one@desk.example> {at} +0300")
                .expect("said");
            writeln!(pipe, "data 17\nSource the wagons\nM 100644 inline story\ndata {}", body.len())
                .expect("said");
            writeln!(pipe, "{body}").expect("said");
        }
        drop(pipe);
        assert!(import.wait().expect("git ends").success(), "the revisions are committed");
        assert!(git(&["gc", "--aggressive", "--quiet"]).status().expect("git runs").success(), "packed");
        let size = |ending: &str| {
            let all = std::fs::read_dir(folder.join("objects/pack")).expect("the packs");
            let paths = all.map(|entry| entry.expect("an entry").path());
            let ours = paths.filter(|path| path.extension().is_some_and(|it| it == ending));
            ours.map(|path| path.metadata().expect("its size").len()).sum()
        };
        Self { pack: size("pack"), index: size("idx") }
    }
}

//! Lines that break in the middle, and a desk that is ended there: every page is whole, and each is there once.

use super::{access, clock, story, Branch, Far, SshServer, StorageServer, BASE, MINUTE, PREFIX, PUBLISHED};
use crate::{line, site::assert_site_is_sound};
use copydesk_tests::{
    faulty_proxy::{Fault, FaultyProxy},
    sshd::leftovers,
};
use publish::{Destination, Edition, Site, Trouble, Upload};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
    sync::{
        atomic::{AtomicI64, AtomicU64, Ordering},
        Arc, Mutex,
    },
    thread,
    time::Duration,
};

/// A line to a server that breaks after so many bytes of ours; the next one holds.
struct BreakingLine {
    address: String,
    left: Arc<AtomicI64>,
    broken: Arc<AtomicU64>,
}

impl BreakingLine {
    fn before(upstream: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let address = listener.local_addr().expect("an address").to_string();
        let (left, broken) = (Arc::new(AtomicI64::new(i64::MAX)), Arc::new(AtomicU64::new(0)));
        let line = Self { address, left: Arc::clone(&left), broken: Arc::clone(&broken) };
        let upstream = upstream.to_owned();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(&upstream) else { continue };
                let (mut back, mut to_client) =
                    (server.try_clone().expect("a line"), client.try_clone().expect("a line"));
                thread::spawn(move || {
                    let _ = std::io::copy(&mut back, &mut to_client);
                    let _ = to_client.shutdown(Shutdown::Both);
                });
                let (left, broken) = (Arc::clone(&left), Arc::clone(&broken));
                thread::spawn(move || forth(client, server, &left, &broken));
            }
        });
        line
    }

    fn break_after(&self, bytes: i64) {
        self.left.store(bytes, Ordering::SeqCst);
    }

    fn broken(&self) -> u64 {
        self.broken.load(Ordering::SeqCst)
    }
}

fn forth(mut client: TcpStream, mut server: TcpStream, left: &AtomicI64, broken: &AtomicU64) {
    let mut buffer = [0; 2048];
    while let Ok(n @ 1..) = client.read(&mut buffer) {
        let n = i64::try_from(n).expect("small");
        if left.fetch_sub(n, Ordering::SeqCst) < n {
            left.store(i64::MAX, Ordering::SeqCst);
            broken.fetch_add(1, Ordering::SeqCst);
            let _ = server.shutdown(Shutdown::Both);
            let _ = client.shutdown(Shutdown::Both);
            return;
        }
        if server.write_all(&buffer[..usize::try_from(n).expect("small")]).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Write);
}

/// Every page at the server is whole, and no page leads to one that is not there.
fn assert_sound_there(server: &SshServer, why: &str) {
    let pages = super::files(&server.site());
    for (path, bytes) in
        pages.iter().filter(|(path, _)| path.ends_with(".html") && !path.contains(".copydesk"))
    {
        assert!(bytes.ends_with(b"</html>\n"), "{why}: {path} is whole");
    }
    if pages.contains_key("index.html") {
        assert_site_is_sound(&server.site());
    }
}

#[tokio::test]
async fn a_line_over_ssh_that_breaks_anywhere_is_taken_up_where_it_broke() {
    let server = SshServer::start();
    let cut = BreakingLine::before(&server.address());
    let key = server.key("desk_key");
    let upload = Upload { server: cut.address.clone(), ..server.upload() };
    let folder = tempfile::tempdir().expect("a folder");
    let mut headlines = vec![];
    // From the first greeting to the last page.
    for (n, bytes) in (1..).zip([1_000, 4_000, 6_000, 8_000, 11_000, 15_000, 20_000]) {
        let there = Anew::new(&upload, &key, folder.path());
        let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
        cut.break_after(bytes);
        let published = line::publish(&there, BASE, &edition, Duration::ZERO).await;
        let (_, verdict) = published.unwrap_or_else(|trouble| panic!("{bytes}: {trouble:?}"));
        cut.break_after(i64::MAX);
        assert_eq!(verdict.differs, [], "{bytes}");
        assert_sound_there(&server, &format!("{bytes}"));
        headlines.push(format!("Story {n}"));
    }
    assert!(cut.broken() >= 5, "the line broke: {}", cut.broken());
    let front = fs::read_to_string(server.site().join("index.html")).expect("a front page");
    for headline in &headlines {
        assert_eq!(front.matches(&format!(">{headline}<")).count(), 1, "{headline} is there once");
    }
    assert_eq!(leftovers(&server.site()), Vec::<String>::new(), "nothing half-written is left");
}

/// As the outbox does, it connects anew after a line that broke.
struct Anew<'a> {
    upload: &'a Upload,
    key: &'a str,
    root: &'a Path,
    site: Mutex<Site>,
}

impl<'a> Anew<'a> {
    fn new(upload: &'a Upload, key: &'a str, root: &'a Path) -> Self {
        Self { upload, key, root, site: Mutex::new(uploaded(root, upload, key)) }
    }

    fn site(&self) -> Site {
        self.site.lock().expect("nobody panics with it").clone()
    }

    fn heard<T>(&self, answer: Result<T, Trouble>) -> Result<T, Trouble> {
        if answer.is_err() {
            *self.site.lock().expect("nobody panics with it") = uploaded(self.root, self.upload, self.key);
        }
        answer
    }
}

fn uploaded(root: &Path, upload: &Upload, key: &str) -> Site {
    let site = Site::new(root, Some(BASE)).expect("a site");
    site.uploaded(upload, key, access(), clock()).expect("a place")
}

macro_rules! anew {
    ($($name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {$(
        fn $name<'a>(&'a self, $($arg: $type),*) -> publish::Step<'a, $out> {
            Box::pin(async move { self.heard(self.site().$name($($arg),*).await) })
        }
    )*};
}

impl Destination for Anew<'_> {
    fn adapter(&self) -> &'static str {
        self.site().adapter()
    }

    fn probe(&self) -> publish::Step<'_, publish::Probe> {
        Box::pin(async move { self.heard(self.site().probe().await) })
    }

    fn preflight(&self, edition: &Edition) -> Result<(), Trouble> {
        self.site().preflight(edition)
    }

    fn holds<'a>(
        &'a self,
        edition: &'a Edition,
        carried: &'a publish::Carried,
        there: &'a publish::RemoteCopy,
    ) -> bool {
        self.site().holds(edition, carried, there)
    }

    fn old_address(&self) -> publish::OldAddress {
        self.site().old_address()
    }

    anew! {
        resolve(edition: &'a Edition, carried: &'a publish::Carried) -> publish::Carried;
        ensure_media(edition: &'a Edition, carried: &'a publish::Carried) -> publish::Carried;
        find(reservation: &'a publish::Reservation) -> Option<publish::Found>;
        reserve(reservation: &'a publish::Reservation) -> publish::RemoteId;
        discard_reservation(reservation: &'a publish::Reservation, id: &'a publish::RemoteId) -> ();
        read(id: &'a publish::RemoteId) -> publish::RemoteCopy;
        write(edition: &'a Edition, carried: &'a publish::Carried) -> publish::RemoteCopy;
        set_state(edition: &'a Edition, carried: &'a publish::Carried, state: publish::PublicState) -> publish::RemoteCopy;
        pull_back(edition: &'a Edition, carried: &'a publish::Carried) -> publish::PulledBack;
        verify(edition: &'a Edition, carried: &'a publish::Carried) -> publish::Verdict;
        read_text(edition: &'a Edition, carried: &'a publish::Carried) -> publish::LiveText;
        remove(edition: &'a Edition, carried: &'a publish::Carried) -> ();
    }
}

#[tokio::test]
async fn on_a_line_to_storage_that_fails_each_request_once_every_page_arrives_once() {
    let storage = StorageServer::start();
    storage.believe_everybody();
    let branch = Branch::of(Far::Storage(storage));
    let (upload, secret) = branch.far.upload();
    let mut n = 0;
    for fault in [Fault::LoseRequest, Fault::LoseAnswer, Fault::Double, Fault::Truncate, Fault::Reset] {
        n += 1;
        let proxy = FaultyProxy::once_each(&upload.server, fault).expect("loopback");
        let upload = Upload { server: proxy.url(), ..upload.clone() };
        let site = Site::new(branch.root(), Some(BASE)).expect("a site");
        let site = site.uploaded(&upload, &secret, access(), clock()).expect("a place");
        let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
        let published = line::publish(&site, BASE, &edition, Duration::ZERO).await;
        let (_, verdict) = published.unwrap_or_else(|trouble| panic!("{fault:?}: {trouble:?}"));
        assert_eq!(verdict.differs, [], "{fault:?}");
        let hit = proxy.seen().iter().flatten().count();
        assert!(hit >= 10, "{fault:?} happened all along: {hit}");
        branch.assert_same(&format!("{fault:?}"));
    }
    let there = branch.far.files();
    let front = String::from_utf8_lossy(there.get("index.html").expect("a front page"));
    for n in 1..=n {
        assert_eq!(front.matches(&format!(">Story {n}<")).count(), 1, "once");
    }
    assert!(there.keys().all(|path| !path.contains(PREFIX)));
}

const CHILD: &str = "site::upload::line::a_desk_that_uploads_until_it_is_killed";

/// What the killed process runs: story after story, a line for each that is there.
#[tokio::test]
#[ignore = "run by the test of kills, as a process of its own"]
async fn a_desk_that_uploads_until_it_is_killed() {
    let told = std::env::var("COPYDESK_UPLOAD").expect("where to");
    let (folder, upload, key): (std::path::PathBuf, Upload, String) =
        serde_json::from_str(&told).expect("JSON");
    let from: u32 = std::env::var("COPYDESK_FROM").expect("from which story").parse().expect("a number");
    for n in from..=60 {
        let site = Site::new(&folder, Some(BASE)).expect("a site");
        let site = site.uploaded(&upload, &key, access(), clock()).expect("a place");
        let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
        line::publish(&site, BASE, &edition, Duration::ZERO).await.expect("published");
        eprintln!("done {n}");
    }
}

#[tokio::test]
async fn a_desk_that_is_killed_while_it_uploads_goes_on_where_it_was() {
    let server = SshServer::start();
    let folder = tempfile::tempdir().expect("a folder");
    let told =
        serde_json::to_string(&(folder.path(), server.upload(), server.key("desk_key"))).expect("JSON");
    let mut last = 0;
    for round in 0..5_u64 {
        server.forget();
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", CHILD, "--ignored", "--nocapture"])
            .env("COPYDESK_UPLOAD", &told)
            .env("COPYDESK_FROM", (last + 1).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        // After some story is there, and so many files of the next one have taken their names.
        let lines = BufReader::new(child.stderr.take().expect("its words")).lines().map_while(Result::ok);
        let mut done = lines.filter_map(|line| line.strip_prefix("done ")?.parse::<u32>().ok());
        last = done.find(|n| *n > last).expect("the process publishes");
        let before = server.done().len();
        let wanted = before + usize::try_from(round).expect("small") + 1;
        while server.done().len() < wanted {
            assert!(child.try_wait().expect("asked").is_none(), "it goes on");
            thread::yield_now();
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
        assert_sound_there(&server, &format!("round {round}"));
    }
    let upload = server.upload();
    let site = Site::new(folder.path(), Some(BASE)).expect("a site");
    let site = site.uploaded(&upload, &server.key("desk_key"), access(), clock()).expect("a place");
    for n in 1..=last + 2 {
        let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
        let (_, verdict) = line::publish(&site, BASE, &edition, Duration::ZERO).await.expect("brought home");
        assert_eq!(verdict.differs, []);
    }
    let here = super::files(folder.path()).into_iter().filter(|(path, _)| !path.starts_with(".copydesk"));
    let here: super::Files = here.collect();
    let mut there = super::files(&server.site());
    there.remove(".copydesk-upload.json");
    assert_eq!(leftovers(&server.site()), Vec::<String>::new(), "nothing half-written is left");
    assert!(here == there, "what the folder shows is what readers have");
}

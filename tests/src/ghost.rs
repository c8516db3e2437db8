//! A real Ghost for one test, where it is installed, and what is really in it: seen in its database and its
//! files, not through its answers.

use copy::Sha256;
use publish::{
    ghost::Settings,
    http::{Access, Answer, Http},
};
use rusqlite::{Connection, OpenFlags};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// The authors that it knows.
pub const AUTHORS: [&str; 3] = ["Author One", "Editor One", "Iryna Kovalenko"];

/// A running site; it stops, and is forgotten, when this is dropped or the test process ends.
pub struct GhostServer {
    port: u16,
    known: BTreeMap<String, String>,
    /// The owner's, once signed in: Ghost is slow to open the door, on purpose.
    session: OnceLock<String>,
}

/// A story as it stands in its database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its identifier.
    pub id: String,
    /// `published`, `draft` …
    pub status: String,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Excerpt, the featured image's caption and the text as Ghost made HTML of it, in a reader's order.
    pub printed: String,
    /// The text as Lexical.
    pub lexical: String,
    /// Its authors' names, in their order.
    pub authors: Vec<String>,
    /// Its tags' names, in their order.
    pub tags: Vec<String>,
    /// The files that were sent for its pictures.
    pub pictures: Vec<Sha256>,
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/boot-ghost.sh")
}

fn cache() -> PathBuf {
    let home = || PathBuf::from(env::var_os("HOME").expect("a home")).join(".cache/copydesk-ghost");
    env::var_os("COPYDESK_GHOST").map_or_else(home, PathBuf::from)
}

impl GhostServer {
    /// Starts a site of its own on a free port, with this version; `None`, and a word about it, where that is
    /// not installed. `COPYDESK_WITH_GHOST` says that it must be.
    pub fn start(major: u32) -> Option<Self> {
        if !cache().join(format!("ghost{major}")).is_dir() {
            assert!(
                env::var_os("COPYDESK_WITH_GHOST").is_none() || major != 5,
                "Ghost {major} is to be tested, and is not installed: tests/servers/boot-ghost.sh install"
            );
            println!("NOT RUN: Ghost {major} is not installed here (tests/servers/boot-ghost.sh install)");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("loopback has a free port")
            .port();
        let booted = Command::new(script())
            .arg(port.to_string())
            .env("GHOST_OWNER", std::process::id().to_string())
            .env("GHOST_MAJOR", major.to_string())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .expect("bash is here");
        assert!(booted.status.success(), "Ghost did not start");
        let lines = String::from_utf8(booted.stdout).expect("the script prints text");
        let known = lines.lines().filter_map(|line| line.split_once('='));
        let known = known.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Some(Self { port, known, session: OnceLock::new() })
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.known["url"].clone()
    }

    /// The key of `key` (the integration), `owner`, `editor`, `author`, `contributor`.
    pub fn key(&self, login: &str) -> String {
        self.known[login].clone()
    }

    /// A destination there with somebody's key, reached at `address`.
    pub fn settings(&self, login: &str, address: &str) -> Settings {
        Settings {
            address: address.to_owned(),
            key: self.key(login),
            featured: true,
            access: Access { private_addresses: true, ..Access::default() },
        }
    }

    fn run(&self) -> &Path {
        Path::new(&self.known["run"])
    }

    fn db(&self) -> Connection {
        let path = self.run().join("content/data/ghost.db");
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("its database");
        db.busy_timeout(Duration::from_secs(10)).expect("set");
        db
    }

    /// Runs SQL in its database.
    pub fn sql(&self, sql: &str) {
        self.db().execute_batch(sql).expect("it can be run");
    }

    /// Every story there, in every state, reserved ones too.
    pub fn stories(&self) -> Vec<Seen> {
        let db = self.db();
        let mut posts = db
            .prepare(
                "SELECT posts.id, status, slug, title, coalesce(html, ''), coalesce(lexical, ''),
                        coalesce(custom_excerpt, ''), coalesce(feature_image, ''),
                        coalesce(feature_image_caption, '')
                 FROM posts LEFT JOIN posts_meta ON post_id = posts.id WHERE type = 'post' ORDER BY posts.id",
            )
            .expect("its table");
        let names = |sql: &str, id: &str| -> Vec<String> {
            let mut names = db.prepare(sql).expect("its table");
            let names = names.query_map([id], |row| row.get(0)).expect("read");
            names.map(|name| name.expect("a name")).collect()
        };
        let texts = |row: &rusqlite::Row<'_>| (0..9).map(|n| row.get(n)).collect::<Result<Vec<String>, _>>();
        let posts = posts.query_map([], texts).expect("read").map(|post| post.expect("a post"));
        let seen = posts.map(|post| {
            let [id, status, slug, title, html, lexical, excerpt, image, caption] =
                <[String; 9]>::try_from(post).expect("nine fields");
            let authors = "SELECT name FROM posts_authors JOIN users ON users.id = author_id
                           WHERE post_id = ?1 ORDER BY sort_order";
            let tags = "SELECT name FROM posts_tags JOIN tags ON tags.id = tag_id
                        WHERE post_id = ?1 ORDER BY sort_order";
            Seen {
                authors: names(authors, &id),
                tags: names(tags, &id),
                pictures: self.pictures(&format!("{image}\" {html}")),
                printed: format!("<p>{}</p><p>{caption}</p>{html}", copy::html::escape(&excerpt)),
                id,
                status,
                slug,
                title,
                lexical,
            }
        });
        seen.collect()
    }

    /// The files that were sent for the pictures whose addresses stand in a text.
    fn pictures(&self, text: &str) -> Vec<Sha256> {
        let mut found: Vec<Sha256> = Vec::new();
        for after in text.split("__GHOST_URL__/content/images/").skip(1) {
            let name = after.split(['"', ' ', '?']).next().unwrap_or_default();
            if name.starts_with("size/") {
                continue;
            }
            let shown = self.run().join("content/images").join(name);
            // What readers get was made anew by Ghost; beside it lies what was sent.
            let ending = shown.extension().unwrap_or_default().to_string_lossy().into_owned();
            let sent = shown.with_extension("").to_string_lossy().into_owned() + "_o." + &ending;
            let file = if Path::new(&sent).is_file() { PathBuf::from(sent) } else { shown };
            let hash = Sha256::of(&fs::read(file).expect("the picture’s file"));
            if !found.contains(&hash) {
                found.push(hash);
            }
        }
        found
    }

    /// How many pictures were sent to it.
    pub fn library(&self) -> u64 {
        fn walk(folder: &Path) -> u64 {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let counted = entries.map(|entry| match entry.file_type() {
                Ok(kind) if kind.is_dir() => walk(&entry.path()),
                _ => u64::from(!entry.path().to_string_lossy().contains("_o.")),
            });
            counted.sum()
        }
        let images = self.run().join("content/images");
        let years = fs::read_dir(images).into_iter().flatten().flatten();
        let years = years.filter(|year| year.file_name().to_string_lossy().starts_with("20"));
        years.map(|year| walk(&year.path())).sum()
    }

    /// Asks as the owner does who is signed in there.
    pub fn staff(&self, method: &'static str, path: &str, body: &Value) -> Value {
        let session = self.session.get_or_init(|| {
            let login = json!({ "username": "owner@example.com", "password": self.known["password"] });
            let answer = asks(&self.url(), "POST", "/session/", &login, "");
            let cookie = answer.named("set-cookie").expect("the owner is signed in");
            cookie.split(';').next().unwrap_or_default().to_owned()
        });
        asks(&self.url(), method, path, body, session).json().unwrap_or_default()
    }

    /// What the owner is shown of a post.
    pub fn post(&self, id: &str) -> Value {
        self.staff("GET", &format!("/posts/{id}/?formats=lexical"), &Value::Null)["posts"][0].clone()
    }

    /// Somebody there changes a post.
    pub fn change(&self, id: &str, fields: Value) {
        let mut fields = fields;
        fields["updated_at"] = self.post(id)["updated_at"].clone();
        self.staff("PUT", &format!("/posts/{id}/"), &json!({ "posts": [fields] }));
    }

    /// Somebody there deletes a post.
    pub fn delete(&self, id: &str) {
        self.staff("DELETE", &format!("/posts/{id}/"), &Value::Null);
    }

    /// Holds its database, as another process that writes for long would, until the returned is dropped.
    pub fn holds_database(&self) -> Connection {
        let db = self.db();
        db.execute_batch("BEGIN IMMEDIATE").expect("it is free");
        db
    }
}

/// One request, by whoever holds the session.
fn asks(url: &str, method: &'static str, path: &str, body: &Value, session: &str) -> Answer {
    let (url, session, body) = (url.to_owned(), session.to_owned(), body.clone());
    let path = path.to_owned();
    // A test runs on a runtime of its own already.
    let asked = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let access = Access { private_addresses: true, ..Access::default() };
            let http = Http::new(&url, access).expect("loopback is allowed");
            let (plain, query) = path.split_once('?').unwrap_or((&path, ""));
            let at = format!("/ghost/api/admin{plain}");
            let request = match method {
                "GET" => http.get(&at),
                "PUT" => http.put(&at),
                "DELETE" => http.delete(&at),
                _ => http.post(&at),
            };
            let request = request.raw_query(query).header("cookie", &session).header("origin", &url);
            let request = if body.is_null() { request } else { request.json(&body) };
            let answer = request.send().await.expect("it answers");
            assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.text());
            answer
        })
    });
    asked.join().expect("asked")
}

impl Drop for GhostServer {
    fn drop(&mut self) {
        let _ = Command::new(script()).args(["stop", &self.port.to_string()]).stdin(Stdio::null()).status();
    }
}

/// A text of one paragraph, as Ghost keeps it.
pub fn paragraph(words: &str) -> String {
    let text = json!({
        "type": "extended-text", "version": 1, "text": words, "format": 0, "detail": 0, "mode": "normal",
        "style": "",
    });
    let line = json!({
        "type": "paragraph", "version": 1, "direction": "ltr", "format": "", "indent": 0, "children": [text],
    });
    let root = json!({
        "type": "root", "version": 1, "direction": "ltr", "format": "", "indent": 0, "children": [line],
    });
    json!({ "root": root }).to_string()
}

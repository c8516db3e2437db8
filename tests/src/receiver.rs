//! The reference receiver for one test, and what is really in it: seen in its database, not through its
//! answers.

use copy::Sha256;
use publish::{endpoint::Settings, http::Access};
use rusqlite::{params, Connection};
use serde_json::Value;
use std::{
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// The signing secret that it knows.
pub const SECRET: &str = "whsec_Q29weWRlc2stdGVzdC1yZWNlaXZlci1zZWNyZXQ=";

/// The authors that it knows.
pub const AUTHORS: [&str; 3] = ["Author One", "Editor One", "Iryna Kovalenko"];

/// A running receiver; it stops, and is forgotten, when this is dropped.
pub struct ReceiverServer {
    port: u16,
    folder: TempDir,
    process: Child,
}

/// A story as it stands in its database.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Its number.
    pub id: i64,
    /// `urn:uuid:…`
    pub uri: String,
    /// Its address.
    pub slug: String,
    /// `withheld`, `usable`, `canceled`.
    pub status: String,
    /// How often it was written.
    pub version: i64,
    /// The story as ninjs.
    pub data: Value,
    /// What came beside it.
    pub copydesk: Value,
}

impl Seen {
    /// The body of this role; empty: none.
    pub fn body(&self, role: &str) -> String {
        let bodies = self.data["bodies"].as_array().into_iter().flatten();
        bodies.filter(|body| body["role"] == role).filter_map(|body| body["value"].as_str()).collect()
    }

    /// The files of its pictures.
    pub fn pictures(&self) -> Vec<Sha256> {
        let pictures = self.data["associations"].as_array().into_iter().flatten();
        let hashes = pictures.map(|picture| picture["altIds"][0]["value"].as_str().expect("its hash"));
        hashes.map(|hash| hash.parse().expect("a hash")).collect()
    }
}

impl ReceiverServer {
    /// Starts one of its own on a free port.
    pub fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("loopback has a free port")
            .port();
        let folder = tempfile::tempdir().expect("a folder");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/receiver");
        let process = Command::new("php")
            .args(["-d", "display_errors=stderr", "-d", "post_max_size=64M"])
            .args(["-S", &format!("127.0.0.1:{port}"), "index.php"])
            .current_dir(root)
            .env("RECEIVER_DB", folder.path().join("receiver.sqlite"))
            .env("RECEIVER_SECRET", SECRET)
            // Two requests at the same time meet in the database, as they would in a newsroom.
            .env("PHP_CLI_SERVER_WORKERS", "4")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("php is here; `./dev setup` installs it");
        let server = Self { port, folder, process };
        server.wait();
        let db = server.db();
        for (n, name) in AUTHORS.iter().enumerate() {
            db.execute("INSERT INTO author (id, name) VALUES (?1, ?2)", params![n as i64 + 7, name])
                .expect("an author is added");
        }
        server
    }

    /// Until it answers, and so has made its database.
    fn wait(&self) {
        for _ in 0..400 {
            if let Ok(mut line) = TcpStream::connect(("127.0.0.1", self.port)) {
                use std::io::{Read, Write};
                let asked = "GET /story/none HTTP/1.0\r\nHost: localhost\r\n\r\n";
                let mut answer = String::new();
                if line.write_all(asked.as_bytes()).is_ok()
                    && line.read_to_string(&mut answer).is_ok()
                    && answer.contains(" 404 ")
                {
                    return;
                }
            }
            thread::sleep(Duration::from_millis(25));
        }
        panic!("the receiver did not start");
    }

    fn db(&self) -> Connection {
        let db = Connection::open(self.folder.path().join("receiver.sqlite")).expect("its database opens");
        db.busy_timeout(Duration::from_secs(10)).expect("set");
        db
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A destination there, reached at `address`.
    pub fn settings(&self, address: &str) -> Settings {
        Settings {
            address: address.to_owned(),
            secret: SECRET.to_owned(),
            access: Access { private_addresses: true, ..Access::default() },
        }
    }

    /// Every story there, reserved and removed ones too.
    pub fn stories(&self) -> Vec<Seen> {
        let db = self.db();
        let mut all = db
            .prepare(
                "SELECT id, uri, coalesce(slug, ''), status, version, data, copydesk FROM story ORDER BY id",
            )
            .expect("its table");
        let json = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
        let rows = all.query_map([], |row| {
            Ok(Seen {
                id: row.get(0)?,
                uri: row.get(1)?,
                slug: row.get(2)?,
                status: row.get(3)?,
                version: row.get(4)?,
                data: json(row.get(5)?),
                copydesk: json(row.get(6)?),
            })
        });
        rows.expect("read").map(|row| row.expect("a story")).collect()
    }

    /// How many files it holds.
    pub fn assets(&self) -> u64 {
        let count: i64 =
            self.db().query_row("SELECT count(*) FROM asset", [], |row| row.get(0)).expect("counted");
        u64::try_from(count).expect("a count")
    }

    /// Somebody there changes the story's words.
    pub fn change(&self, id: &str, words: &str) {
        let db = self.db();
        let data: String =
            db.query_row("SELECT data FROM story WHERE id = ?1", [id], |row| row.get(0)).expect("the story");
        let mut data: Value = serde_json::from_str(&data).expect("JSON");
        data["bodies"] = serde_json::json!([{ "role": "main", "contentType": "text/html", "value": format!("<p>{words}</p>") }]);
        db.execute(
            "UPDATE story SET data = ?2, version = version + 1 WHERE id = ?1",
            params![id, data.to_string()],
        )
        .expect("changed");
    }

    /// Somebody there replaces words of a text of the story, and the CMS keeps who it was.
    pub fn edit(&self, id: &str, who: &str, replace: (&str, &str)) {
        let db = self.db();
        let data: String =
            db.query_row("SELECT data FROM story WHERE id = ?1", [id], |row| row.get(0)).expect("the story");
        assert!(data.contains(replace.0), "these words stand there: {}", replace.0);
        db.execute(
            "UPDATE story SET data = ?2, version = version + 1, changed_by = ?3,
                 changed_at = '2025-10-14T08:40:00Z' WHERE id = ?1",
            params![id, data.replace(replace.0, replace.1), who],
        )
        .expect("edited");
    }

    /// Runs SQL in its database, as its own staff could.
    pub fn staff(&self, sql: &str) {
        self.db().execute_batch(sql).expect("it can be run");
    }
}

impl Drop for ReceiverServer {
    fn drop(&mut self) {
        // Its workers outlive it: the whole group ends.
        let group = i32::try_from(self.process.id()).expect("a process number");
        // SAFETY: the call takes two numbers and touches no memory of this process.
        unsafe { libc::kill(-group, libc::SIGKILL) };
        let _ = self.process.wait();
    }
}

//! Storage that speaks S3 for one test, and what is really in it: seen in the server's own memory, not through its
//! answers.

use base64::{engine::general_purpose::STANDARD, Engine};
use publish::{Upload, UploadKind};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Mutex,
};

/// A running server; it ends when this is dropped.
pub struct StorageServer {
    process: Child,
    line: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    says: Value,
}

impl StorageServer {
    /// Starts one of its own on a free port, with an empty bucket.
    pub fn start() -> Self {
        let house = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new(house.join("../target/storage/bin/python3"))
            .arg(house.join("servers/storage.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the storage server is here; `./dev setup` installs it");
        let stdin = process.stdin.take().expect("its ear");
        let mut stdout = BufReader::new(process.stdout.take().expect("its mouth"));
        let mut first = String::new();
        stdout.read_line(&mut first).expect("it says where it is");
        let says = serde_json::from_str(&first).expect("the storage server started");
        Self { process, line: Mutex::new((stdin, stdout)), says }
    }

    fn says(&self, keys: &[&str]) -> String {
        let said = keys.iter().fold(&self.says, |value, key| &value[*key]);
        said.as_str().expect("it said that").to_owned()
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        self.says(&["url"])
    }

    /// How a site is uploaded there, and the secret; `who` is `desk` or `reader`.
    pub fn upload(&self, who: &str, folder: &str) -> (Upload, String) {
        let upload = Upload {
            kind: UploadKind::S3,
            server: self.url(),
            account: self.says(&[who, "account"]),
            folder: folder.into(),
            bucket: self.says(&["bucket"]),
            region: self.says(&["region"]),
            host_key: String::new(),
            mark: "a-site-of-the-tests".into(),
        };
        (upload, self.says(&[who, "secret"]))
    }

    fn ask(&self, question: Value) -> Value {
        let mut line = self.line.lock().expect("nobody panics while asking");
        writeln!(line.0, "{question}").expect("it hears");
        let mut answer = String::new();
        line.1.read_line(&mut answer).expect("it answers");
        serde_json::from_str(&answer).expect("in JSON")
    }

    /// Everything that is in it.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.ask(json!({ "do": "files" }));
        let files = files.as_object().expect("names and bytes").iter();
        let bytes = |value: &Value| STANDARD.decode(value.as_str().expect("text")).expect("base64");
        files.map(|(name, value)| (name.clone(), bytes(value))).collect()
    }

    /// Nobody's signature is looked at from now on: a line of the tests says another host than was signed for.
    pub fn believe_everybody(&self) {
        self.ask(json!({ "do": "believe" }));
    }

    /// Somebody there writes a file.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        self.ask(json!({ "do": "put", "key": key, "bytes": STANDARD.encode(bytes) }));
    }

    /// Somebody there removes a file.
    pub fn delete(&self, key: &str) {
        self.ask(json!({ "do": "delete", "key": key }));
    }

    /// With which media type and for how long readers get a file.
    pub fn headers(&self, key: &str) -> (String, String) {
        let headers = self.ask(json!({ "do": "headers", "key": key }));
        let text = |name: &str| headers[name].as_str().expect("a header").to_owned();
        (text("type"), text("cache"))
    }

    /// What was asked of it since it was last looked: method, path, status, in the order of its answers.
    pub fn seen(&self) -> Vec<(String, String, u64)> {
        let seen = self.ask(json!({ "do": "seen" }));
        let row = |row: &Value| {
            let text = |n: usize| row[n].as_str().expect("text").to_owned();
            (text(0), text(1), row[2].as_u64().expect("a status"))
        };
        seen.as_array().expect("a list").iter().map(row).collect()
    }
}

impl Drop for StorageServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! What a real server once answered, kept so that it can answer again where the server is not.
//!
//! The recorder stands before a server and writes down each request and its answer; the player gives the
//! answers back in their order, to whoever asks the same. A request that is another than the one that was
//! recorded gets no answer: then what we send has changed, and a person records anew.

use crate::faulty_proxy::{forward, read_request};
use copy::Sha256;
use serde_json::{json, Value};
use std::{
    collections::VecDeque,
    io::{self, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
};

/// Stands for the site's address in what is kept.
const SITE: &str = "{site}";

/// What the hop between two machines is about, or no two runs have in common.
const NOT_KEPT: [&str; 6] =
    ["connection", "keep-alive", "transfer-encoding", "content-length", "set-cookie", "etag"];

/// What happens at the site right before the next request of a method is let through.
type Meddling = Mutex<Option<(&'static str, Box<dyn FnOnce() + Send>)>>;

/// A server on loopback; it stops when it is dropped.
struct Listening {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Listening {
    /// Requests come one after the other, and are served so.
    fn start(serve: impl Fn(TcpStream, &str) -> io::Result<()> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("its address");
        let stopped = Arc::new(AtomicBool::new(false));
        let (stop, url) = (Arc::clone(&stopped), format!("http://{address}"));
        let accepting = thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                // Whoever goes away before the answer has its reasons.
                let _ = serve(client, &url);
            }
        });
        Self { address, stopped, accepting: Some(accepting) }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The accept that waits is ended by one more connection.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Head and body of a message.
fn split(message: &[u8]) -> (String, &[u8]) {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(message.len());
    let body = message.get(end + 4..).unwrap_or_default();
    (String::from_utf8_lossy(&message[..end]).into_owned(), body)
}

/// The headers, in small letters.
fn headers(head: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let lines = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
}

/// A body that came in pieces, whole.
fn whole(head: &str, body: &[u8]) -> Vec<u8> {
    if !headers(head).any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        return body.to_vec();
    }
    let (mut out, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let length = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        out.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 2 + length + 2..];
    }
    out
}

/// A body as it is kept: data as data, a text as a text, a file by its hash.
fn kept(body: &[u8], site: &str) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => {
            let text = text.replace(site, SITE);
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        }
        Err(_) => json!({ "sha256": Sha256::of(body).to_string() }),
    }
}

/// What was asked, as it is kept.
fn asked(request: &[u8], site: &str) -> Value {
    let (head, body) = split(request);
    let mut line = head.split(' ');
    let method = line.next().unwrap_or_default();
    let target = line.next().unwrap_or_default().replace(site, SITE);
    json!({ "method": method, "target": target, "body": kept(body, site) })
}

fn message(head: &str, body: &[u8]) -> Vec<u8> {
    let mut message =
        format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

/// Puts one text in the place of another, in what is text.
fn readdressed(body: &[u8], from: &str, to: &str) -> Vec<u8> {
    match std::str::from_utf8(body) {
        Ok(text) => text.replace(from, to).into_bytes(),
        Err(_) => body.to_vec(),
    }
}

/// Writes down what a server answers. To whoever asks, the recorder's address is the server's.
pub struct Recorder {
    listening: Listening,
    exchanges: Arc<Mutex<Vec<Value>>>,
    meddling: Arc<Meddling>,
}

impl Recorder {
    /// Stands before the server at `site`.
    pub fn start(site: &str) -> Self {
        let exchanges: Arc<Mutex<Vec<Value>>> = Arc::default();
        let meddling: Arc<Meddling> = Arc::default();
        let (log, meddle, site) = (Arc::clone(&exchanges), Arc::clone(&meddling), site.to_owned());
        let listening = Listening::start(move |mut client, url| {
            let upstream = site.trim_start_matches("http://");
            let request = read_request(&mut client, upstream)?;
            let (head, body) = split(&request);
            let mut arranged = meddle.lock().expect("nobody panics with it");
            if arranged.as_ref().is_some_and(|(method, _)| head.starts_with(method)) {
                arranged.take().into_iter().for_each(|(_, act)| act());
            }
            drop(arranged);
            let kept_lines = head.split("\r\n").filter(|line| {
                let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
                name != "content-length" && name != "connection"
            });
            let head: String = kept_lines.map(|line| format!("{line}\r\n")).collect();
            let sent = readdressed(body, url, &site);
            let answer = forward(upstream, &message(&head, &sent))?;
            let (answer_head, body) = split(&answer);
            let body = whole(&answer_head, body);
            let status = answer_head.split(' ').nth(1).and_then(|code| code.parse::<u16>().ok()).unwrap_or(0);
            let kept_headers: Vec<(String, String)> =
                headers(&answer_head).filter(|(name, _)| !NOT_KEPT.contains(&name.as_str())).collect();
            let headers: serde_json::Map<String, Value> = kept_headers
                .iter()
                .map(|(name, value)| (name.clone(), value.replace(&site, SITE).into()))
                .collect();
            log.lock().expect("nobody panics with the log").push(json!({
                "asked": asked(&request, url),
                "answer": { "status": status, "headers": headers, "body": kept(&body, &site) },
            }));
            let lines =
                kept_headers.iter().map(|(name, value)| format!("{name}: {}\r\n", value.replace(&site, url)));
            let head = format!("HTTP/1.1 {status} OK\r\n{}", lines.collect::<String>());
            client.write_all(&message(&head, &readdressed(&body, &site, url)))?;
            client.shutdown(Shutdown::Write)
        });
        Self { listening, exchanges, meddling }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        self.listening.url()
    }

    /// Right before the next request of this method is let through, this happens at the site.
    pub fn before_next(&self, method: &'static str, act: impl FnOnce() + Send + 'static) {
        *self.meddling.lock().expect("nobody panics with it") = Some((method, Box::new(act)));
    }

    /// Everything so far.
    pub fn exchanges(&self) -> Vec<Value> {
        self.exchanges.lock().expect("nobody panics with the log").clone()
    }
}

/// Answers as a server once did.
pub struct Player {
    listening: Listening,
    left: Arc<Mutex<VecDeque<Value>>>,
    surprise: Arc<Mutex<Option<String>>>,
}

impl Player {
    /// Plays these exchanges, in this order.
    pub fn start(exchanges: Vec<Value>) -> Self {
        let left: Arc<Mutex<VecDeque<Value>>> = Arc::new(Mutex::new(exchanges.into()));
        let surprise: Arc<Mutex<Option<String>>> = Arc::default();
        let (queue, surprised) = (Arc::clone(&left), Arc::clone(&surprise));
        let listening = Listening::start(move |mut client, url| {
            let request = read_request(&mut client, url.trim_start_matches("http://"))?;
            let now = asked(&request, url);
            let mut queue = queue.lock().expect("nobody panics with the queue");
            let recorded = queue.front().map(|exchange| exchange["asked"].clone());
            if recorded.as_ref() != Some(&now) {
                let recorded = recorded.unwrap_or_default();
                surprised
                    .lock()
                    .expect("nobody panics with it")
                    .get_or_insert(format!("recorded was {recorded:#}\nasked is {now:#}"));
                return client.shutdown(Shutdown::Both);
            }
            let answer = queue.pop_front().map(|exchange| exchange["answer"].clone()).unwrap_or_default();
            let head = answer["headers"].as_object().into_iter().flatten();
            let lines =
                head.map(|(name, value)| format!("{name}: {}\r\n", value.as_str().unwrap_or_default()));
            let head = format!("HTTP/1.1 {} OK\r\n{}", answer["status"], lines.collect::<String>());
            let body = match &answer["body"] {
                Value::String(text) => text.clone(),
                data => data.to_string(),
            };
            client.write_all(&message(&head.replace(SITE, url), body.replace(SITE, url).as_bytes()))?;
            client.shutdown(Shutdown::Write)
        });
        Self { listening, left, surprise }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        self.listening.url()
    }

    /// Says of the first request that was another than the recorded one, or of answers that nobody asked for.
    pub fn assert_played(&self) {
        let surprise = self.surprise.lock().expect("nobody panics with it").clone();
        assert_eq!(surprise, None, "what is sent is not what was recorded: record anew");
        let left = self.left.lock().expect("nobody panics with the queue").len();
        assert_eq!(left, 0, "some of the recorded answers were not asked for: record anew");
    }
}

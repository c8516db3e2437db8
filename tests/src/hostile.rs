//! Servers that nobody should have to do with: each answers every request in its one way.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// How it answers.
#[derive(Debug, Clone)]
pub enum Way {
    /// Ten gigabytes, as fast as they are taken.
    Huge,
    /// A byte a tenth of a second, for ever.
    Drip,
    /// This, whole: status line and headers, then the body.
    Says(String, String),
    /// Half of what it promised, and then nothing.
    Cut,
}

impl Way {
    /// A web page.
    pub fn page(status: &str) -> Self {
        let page = "<!doctype html><title>Sign in</title><script>window.hostile=1</script>";
        Self::Says(format!("{status}\r\nContent-Type: text/html"), page.into())
    }

    /// JSON.
    pub fn json(status: &str, body: &str) -> Self {
        Self::Says(format!("{status}\r\nContent-Type: application/json"), body.into())
    }
}

/// One of them; it stops when it is dropped.
pub struct HostileServer {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    requests: Arc<Mutex<Vec<String>>>,
    sent: Arc<AtomicU64>,
    accepting: Option<JoinHandle<()>>,
}

impl HostileServer {
    /// On a free port.
    pub fn start(way: Way) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("its address");
        let (stopped, requests, sent) = (Arc::default(), Arc::default(), Arc::default());
        let (stop, heard, counter): (Arc<AtomicBool>, Arc<Mutex<Vec<String>>>, Arc<AtomicU64>) =
            (Arc::clone(&stopped), Arc::clone(&requests), Arc::clone(&sent));
        let accepting = thread::spawn(move || {
            for client in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(client) = client else { continue };
                let (way, stop, heard, counter) =
                    (way.clone(), Arc::clone(&stop), Arc::clone(&heard), Arc::clone(&counter));
                thread::spawn(move || answer(client, &way, &stop, &heard, &counter));
            }
        });
        Self { address, stopped, requests, sent, accepting: Some(accepting) }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The heads of all requests that came.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panics with the requests").clone()
    }

    /// How many bytes of its answers were taken.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }
}

impl Drop for HostileServer {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The accept that waits is ended by one more connection.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn answer(mut client: TcpStream, way: &Way, stop: &AtomicBool, heard: &Mutex<Vec<String>>, sent: &AtomicU64) {
    let mut head = Vec::new();
    let mut byte = [0; 1];
    while !head.ends_with(b"\r\n\r\n") {
        match client.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    heard.lock().expect("nobody panics with the requests").push(String::from_utf8_lossy(&head).into_owned());
    // What is still being sent is taken, or closing the line would lose the answer.
    let _ = client.set_read_timeout(Some(Duration::from_millis(20)));
    let mut rest = [0; 64 << 10];
    while matches!(client.read(&mut rest), Ok(n) if n > 0) {}
    let mut write = |bytes: &[u8]| {
        let is_taken = client.write_all(bytes).is_ok() && !stop.load(Ordering::SeqCst);
        sent.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        is_taken
    };
    let json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    match way {
        Way::Huge => {
            write(format!("{json}Content-Length: 10737418240\r\n\r\n[").as_bytes());
            let spaces = [b' '; 64 << 10];
            while write(&spaces) {}
        }
        Way::Drip => {
            write(format!("{json}Content-Length: 1000000\r\n\r\n").as_bytes());
            while write(b" ") {
                thread::sleep(Duration::from_millis(100));
            }
        }
        Way::Says(head, body) => {
            let length = body.len();
            write(
                format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
                    .as_bytes(),
            );
        }
        Way::Cut => {
            write(format!("{json}Content-Length: 400\r\n\r\n{{\"id\": 1").as_bytes());
        }
    }
}

/// An https server whose certificate nobody vouches for; it stops when it is dropped.
pub struct SelfSigned {
    port: u16,
    process: Child,
}

impl SelfSigned {
    /// On a free port, with a key of its own in `folder`.
    pub fn start(folder: &Path) -> Self {
        let (key, certificate) = (folder.join("key.pem"), folder.join("certificate.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .stderr(Stdio::null())
            .status()
            .expect("openssl is here");
        assert!(made.success(), "a certificate is made");
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("loopback has a free port")
            .port();
        let process = Command::new("openssl")
            .args(["s_server", "-quiet", "-www", "-accept", &format!("127.0.0.1:{port}"), "-key"])
            .arg(&key)
            .arg("-cert")
            .arg(&certificate)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openssl is here");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(10));
        }
        Self { port, process }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }
}

impl Drop for SelfSigned {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

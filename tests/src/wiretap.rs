//! Who listens on the line: everything that leaves the computer for a server, and when.

use crate::{
    desk::SetClock,
    faulty_proxy::{forward, read_request},
};
use newsroom::Clock;
use std::{
    io::{self, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
};

/// A request as it went by.
#[derive(Debug, Clone)]
pub struct Overheard {
    /// When the line was taken up, by the desk's clock.
    pub at_ms: i64,
    /// Everything that was sent.
    pub bytes: Vec<u8>,
}

impl Overheard {
    /// Whether any of these words is in it.
    pub fn mentions(&self, words: &[&str]) -> bool {
        let said = String::from_utf8_lossy(&self.bytes);
        words.iter().any(|word| said.contains(word))
    }
}

/// A line on which somebody listens; it ends when it is dropped.
pub struct Wiretap {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    heard: Arc<Mutex<Vec<Overheard>>>,
    accepting: Option<JoinHandle<()>>,
}

impl Wiretap {
    /// Stands before the server at `upstream`.
    pub fn before(upstream: &str, clock: &Arc<SetClock>) -> Self {
        let upstream = upstream.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("its address");
        let (stopped, heard) = (Arc::new(AtomicBool::new(false)), Arc::<Mutex<Vec<Overheard>>>::default());
        let (stop, log, clock) = (Arc::clone(&stopped), Arc::clone(&heard), Arc::clone(clock));
        let accepting = thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                // Also a line that was only taken up is something that left.
                let at_ms = clock.now().at_ms;
                let index = {
                    let mut log = log.lock().expect("nobody panics with the log");
                    log.push(Overheard { at_ms, bytes: Vec::new() });
                    log.len() - 1
                };
                let (upstream, log) = (upstream.clone(), Arc::clone(&log));
                thread::spawn(move || {
                    // Whoever goes away before the answer has its reasons.
                    let _ = pass_on(client, &upstream, |bytes| {
                        log.lock().expect("nobody panics with the log")[index].bytes = bytes.to_vec();
                    });
                });
            }
        });
        Self { address, stopped, heard, accepting: Some(accepting) }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything so far.
    pub fn heard(&self) -> Vec<Overheard> {
        self.heard.lock().expect("nobody panics with the log").clone()
    }
}

fn pass_on(mut client: TcpStream, upstream: &str, heard: impl FnOnce(&[u8])) -> io::Result<()> {
    let request = read_request(&mut client, upstream)?;
    heard(&request);
    client.write_all(&forward(upstream, &request)?)?;
    client.shutdown(Shutdown::Write)
}

impl Drop for Wiretap {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // So that it looks.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            accepting.join().expect("the tap ends");
        }
    }
}

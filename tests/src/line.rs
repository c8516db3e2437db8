//! A line that somebody pulls out of the wall: a relay on loopback that is whole until it is cut, and whole again once
//! it is mended.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
};

/// What the relay's threads share.
#[derive(Default)]
struct Socket {
    stopped: AtomicBool,
    is_cut: AtomicBool,
    /// The words of a request at whose answer the line is cut.
    waits_for: Mutex<Option<String>>,
    /// Both ends of every connection.
    open: Mutex<Vec<TcpStream>>,
}

impl Socket {
    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for end in self.open.lock().expect("nobody panics with the ends").drain(..) {
            // One that has ended has ended.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    fn is_waited_for(&self, said: &[u8]) -> bool {
        let waits_for = self.waits_for.lock().expect("nobody panics with the words");
        waits_for.as_ref().is_some_and(|words| String::from_utf8_lossy(said).contains(words.as_str()))
    }
}

/// The line; it ends when it is dropped.
pub struct Line {
    address: SocketAddr,
    socket: Arc<Socket>,
    accepting: Option<JoinHandle<()>>,
}

impl Line {
    /// Leads to the server at `upstream` (`http://127.0.0.1:8088`).
    pub fn to(upstream: &str) -> io::Result<Self> {
        let upstream = upstream.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let socket = Arc::new(Socket::default());
        let shared = Arc::clone(&socket);
        let accepting = thread::spawn(move || {
            for client in listener.incoming() {
                if shared.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(client) = client else { continue };
                if !shared.is_cut.load(Ordering::SeqCst) {
                    // A server that is gone is what a cut line looks like, too.
                    let _ = relay(client, &upstream, &shared);
                }
            }
        });
        Ok(Self { address, socket, accepting: Some(accepting) })
    }

    /// Where it begins.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Pulls it out now.
    pub fn cut(&self) {
        self.socket.cut();
    }

    /// Pulls it out at the worst moment: when the server has acted on a request with these words, and before a byte of
    /// its answer comes back.
    pub fn cut_at_the_answer_to(&self, words: &str) {
        *self.socket.waits_for.lock().expect("nobody panics with the words") = Some(words.to_owned());
    }

    /// Whether it is out.
    pub fn is_cut(&self) -> bool {
        self.socket.is_cut.load(Ordering::SeqCst)
    }

    /// Plugs it in again.
    pub fn mend(&self) {
        *self.socket.waits_for.lock().expect("nobody panics with the words") = None;
        self.socket.is_cut.store(false, Ordering::SeqCst);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.socket.stopped.store(true, Ordering::SeqCst);
        self.socket.cut();
        // Wakes the thread that accepts.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Carries bytes both ways until one end or the line ends.
fn relay(client: TcpStream, upstream: &str, socket: &Arc<Socket>) -> io::Result<()> {
    let server = TcpStream::connect(upstream)?;
    let mut open = socket.open.lock().expect("nobody panics with the ends");
    open.extend([client.try_clone()?, server.try_clone()?]);
    drop(open);
    let asked = Arc::new(AtomicBool::new(false));
    let (to, back) = ((client.try_clone()?, server.try_clone()?), (server, client));
    let (there, heard) = (Arc::clone(socket), Arc::clone(&asked));
    thread::spawn(move || {
        carry(to.0, to.1, |said| {
            if there.is_waited_for(said) {
                heard.store(true, Ordering::SeqCst);
            }
            true
        })
    });
    let here = Arc::clone(socket);
    thread::spawn(move || {
        carry(back.0, back.1, |_| {
            let is_the_one = asked.load(Ordering::SeqCst);
            if is_the_one {
                here.cut();
            }
            !is_the_one
        })
    });
    Ok(())
}

/// Carries bytes one way, as long as `passes` lets each through.
fn carry(mut from: TcpStream, mut to: TcpStream, passes: impl Fn(&[u8]) -> bool) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        let said = bytes.get(..length).unwrap_or_default();
        if !passes(said) || to.write_all(said).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

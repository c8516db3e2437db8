//! A line that drops: an HTTP proxy on loopback that does to each request what bad lines do.
//!
//! It loses requests before the server has seen them and answers after the server has acted, delays,
//! doubles, cuts short and resets. What happens to a request depends on the seed and on how many came
//! before it, so a run in which requests follow each other repeats exactly.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{
    collections::HashSet,
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// What can happen to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The server never sees it; the line closes.
    LoseRequest,
    /// The server acts on it; its answer is lost.
    LoseAnswer,
    /// It arrives late.
    Delay,
    /// It arrives twice, both at the same time.
    Double,
    /// The server acts on it; half of its answer comes back.
    Truncate,
    /// The server acts on it; the line is reset.
    Reset,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::LoseRequest, Self::LoseAnswer, Self::Delay, Self::Double, Self::Truncate, Self::Reset];
}

/// How often each happens, in percent of requests.
#[derive(Debug, Clone, Copy)]
pub struct Weather {
    /// Percent for each of [`Fault::ALL`], in its order.
    pub percent: [u32; 6],
}

impl Weather {
    /// A line without faults.
    pub const FAIR: Self = Self { percent: [0; 6] };
    /// Every fault, a fifth of all requests: an outbox that waits longer each time comes to an end in a minute.
    pub const POOR: Self = Self { percent: [4, 5, 3, 3, 3, 3] };
    /// Every fault, more than a third of all requests.
    pub const FOUL: Self = Self { percent: [8, 9, 5, 6, 5, 5] };
}

/// What happens to a request.
#[derive(Clone)]
enum Fate {
    /// Drawn when it came.
    Drawn(Option<Fault>),
    /// This fault the first time that just this request comes, and nothing when it comes again.
    FirstOfEach(Fault, Arc<Mutex<HashSet<String>>>),
}

/// The proxy; it stops when it is dropped.
pub struct FaultyProxy {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    seen: Arc<Mutex<Vec<Option<Fault>>>>,
    accepting: Option<JoinHandle<()>>,
}

impl FaultyProxy {
    /// Stands before the server at `upstream` (`http://127.0.0.1:8088`).
    pub fn start(upstream: &str, seed: u64, weather: Weather) -> io::Result<Self> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        Self::run(upstream, move || {
            let fault = draw(&mut random, weather);
            (Fate::Drawn(fault), Duration::from_millis(random.random_range(20..300)))
        })
    }

    /// The same on a line that does this to each request once: whoever asks again gets through.
    pub fn once_each(upstream: &str, fault: Fault) -> io::Result<Self> {
        let known = Arc::new(Mutex::new(HashSet::new()));
        Self::run(upstream, move || (Fate::FirstOfEach(fault, Arc::clone(&known)), Duration::from_millis(50)))
    }

    fn run(upstream: &str, mut fate: impl FnMut() -> (Fate, Duration) + Send + 'static) -> io::Result<Self> {
        let upstream = upstream.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let stopped = Arc::new(AtomicBool::new(false));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (stop, log) = (Arc::clone(&stopped), Arc::clone(&seen));
        let accepting = thread::spawn(move || {
            for client in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(client) = client else { continue };
                let (fate, late) = fate();
                if let Fate::Drawn(fault) = fate {
                    log.lock().expect("nobody panics with the log").push(fault);
                }
                let (upstream, log) = (upstream.clone(), Arc::clone(&log));
                thread::spawn(move || {
                    // A line that breaks is what this is for.
                    let _ = serve(client, &upstream, &fate, late, &log);
                });
            }
        });
        Ok(Self { address, stopped, seen, accepting: Some(accepting) })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What happened to each request so far.
    pub fn seen(&self) -> Vec<Option<Fault>> {
        self.seen.lock().expect("nobody panics with the log").clone()
    }
}

impl Drop for FaultyProxy {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The accept that waits is ended by one more connection.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn draw(random: &mut ChaCha8Rng, weather: Weather) -> Option<Fault> {
    let mut drawn = random.random_range(0..100);
    for (fault, percent) in Fault::ALL.into_iter().zip(weather.percent) {
        if drawn < percent {
            return Some(fault);
        }
        drawn -= percent;
    }
    None
}

fn serve(
    mut client: TcpStream,
    upstream: &str,
    fate: &Fate,
    late: Duration,
    log: &Mutex<Vec<Option<Fault>>>,
) -> io::Result<()> {
    let request = read_request(&mut client, upstream)?;
    let fault = match fate {
        Fate::Drawn(fault) => *fault,
        Fate::FirstOfEach(fault, known) => {
            // Headers and times differ when a request is sent again; its first line and its length do not.
            let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
            let body = request.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(0);
            let line = format!("{} {}", String::from_utf8_lossy(line), request.len() - body);
            let is_first = known.lock().expect("nobody panics with the lines").insert(line);
            let fault = is_first.then_some(*fault);
            log.lock().expect("nobody panics with the log").push(fault);
            fault
        }
    };
    match fault {
        Some(Fault::LoseRequest) => return Ok(()),
        Some(Fault::Delay) => thread::sleep(late),
        _ => {}
    }
    let second = (fault == Some(Fault::Double)).then(|| {
        let (upstream, request) = (upstream.to_owned(), request.clone());
        thread::spawn(move || forward(&upstream, &request))
    });
    let answer = forward(upstream, &request)?;
    if let Some(second) = second {
        // The answer waits for the twin, as it does on a line where a retransmission overtakes.
        let _ = second.join();
    }
    match fault {
        Some(Fault::LoseAnswer) => return Ok(()),
        Some(Fault::Truncate) => client.write_all(&answer[..answer.len() / 2])?,
        Some(Fault::Reset) => {
            socket2::SockRef::from(&client).set_linger(Some(Duration::ZERO))?;
            return Ok(());
        }
        _ => client.write_all(&answer)?,
    }
    client.shutdown(Shutdown::Write)
}

/// The whole request, addressed to the server and asking it to close the line afterwards.
pub(crate) fn read_request(client: &mut TcpStream, upstream: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 << 10];
    let end = loop {
        let n = client.read(&mut buffer)?;
        if n == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&buffer[..n]);
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut length = 0;
    let mut forwarded = String::new();
    for line in head.trim_end().split("\r\n") {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "connection" => continue,
            "host" => forwarded.push_str(&format!("Host: {upstream}\r\n")),
            _ => forwarded.push_str(&format!("{line}\r\n")),
        }
        if name == "content-length" {
            length = line.split(':').nth(1).and_then(|n| n.trim().parse().ok()).unwrap_or(0);
        }
    }
    forwarded.push_str("Connection: close\r\n\r\n");
    let mut body = bytes.split_off(end);
    while body.len() < length {
        let n = client.read(&mut buffer)?;
        if n == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        body.extend_from_slice(&buffer[..n]);
    }
    let mut request = forwarded.into_bytes();
    request.extend_from_slice(&body);
    Ok(request)
}

/// Sends the request and waits for the whole answer, as the server sends it.
pub(crate) fn forward(upstream: &str, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(upstream)?;
    server.write_all(request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    Ok(answer)
}

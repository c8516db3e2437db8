//! Pictures are opened in a process of their own: this binary, started with `--helper photo`, a request on its
//! standard input, the answer on its standard output. It has so much memory and so much time; if it dies of
//! either, a sentence is what is left of it.

use std::io::{Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use newsroom::Darkroom;
use photo::helper::{answer, request, serve, Answer, Ask};
use photo::limits::{HELPER_MEMORY_BYTES, READ_TIME_MS};
use photo::{PhotoError, Reading, Rendition, RenditionOrder};

use crate::linux;

/// Making a rendition of the largest picture on an old computer takes a while; being stuck takes for ever.
const RENDITION_TIME: Duration = Duration::from_secs(30);

/// The word after `--helper`.
pub const KIND: &str = "photo";

/// The helper process, as the desk sees it.
pub struct Apart;

impl Darkroom for Apart {
    fn read(&self, bytes: &[u8]) -> Result<Reading, PhotoError> {
        match ask(&Ask::Read, bytes, Duration::from_millis(READ_TIME_MS))? {
            Answer::Reading(reading) => Ok(reading),
            Answer::Refused(because) => Err(because),
            Answer::Rendition(_) => Err(PhotoError::BadFrame),
        }
    }

    fn rendition(&self, bytes: &[u8], order: &RenditionOrder) -> Result<Rendition, PhotoError> {
        match ask(&Ask::Rendition { order: order.clone() }, bytes, RENDITION_TIME)? {
            Answer::Rendition(rendition) => Ok(rendition),
            Answer::Refused(because) => Err(because),
            Answer::Reading(_) => Err(PhotoError::BadFrame),
        }
    }
}

/// Asks a helper. One that ends without an answer, or takes too long, was too much for its limits.
fn ask(ask: &Ask, picture: &[u8], patience: Duration) -> Result<Answer, PhotoError> {
    let limit = HELPER_MEMORY_BYTES >> 20;
    let gone = || PhotoError::TooMuchMemory { megabytes: limit, limit_megabytes: limit };
    let program = std::env::current_exe().map_err(|_| gone())?;
    let mut helper = Command::new(program)
        .args(["--helper", KIND])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| gone())?;
    let (Some(mut to), Some(mut from)) = (helper.stdin.take(), helper.stdout.take()) else {
        return Err(gone());
    };
    let request = request(ask, picture);
    // Two threads: the helper may answer before it has read all, and may never answer.
    std::thread::spawn(move || to.write_all(&request));
    let (answered, answers) = mpsc::channel();
    std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = from.read_to_end(&mut said);
        let _ = answered.send(said);
    });
    let said = answers.recv_timeout(patience);
    // An answered helper has ended; another one is ended now. Both are buried.
    let _ = helper.kill();
    let _ = helper.wait();
    match said {
        Ok(said) if !said.is_empty() => Ok(answer(&said)),
        _ => Err(gone()),
    }
}

/// The other end: one request, one answer, and the process is over.
pub fn serve_once() -> ExitCode {
    if !linux::limit_memory(HELPER_MEMORY_BYTES) {
        return ExitCode::FAILURE;
    }
    let mut request = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut request).is_err() {
        return ExitCode::FAILURE;
    }
    match std::io::stdout().lock().write_all(&serve(&request)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

//! The darkroom, and the copy taster's desk beside it: pictures and documents from outside are opened in a
//! process of their own, the same binary started with `--helper photo` or `--helper document`, with limits
//! of memory and time. What kills it kills nothing else.

use document::taste;
use newsroom::{CopyTaster, Darkroom};
use photo::{
    helper::{self, Answer, Ask},
    PhotoError, Reading, Rendition, RenditionOrder,
};
use std::{
    io::{Read, Write},
    path::PathBuf,
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A rendition may take longer than a reading: three of them are made when something is published.
const RENDITION_TIME: Duration = Duration::from_secs(30);

/// The helper's end: one request on standard input, one answer on standard output.
pub fn serve_helper(kind: &str) -> ExitCode {
    let serve: fn(&[u8]) -> Vec<u8> = match kind {
        "photo" => helper::serve,
        "document" => document::taste::serve,
        _ => return ExitCode::FAILURE,
    };
    let mut request = Vec::new();
    let answered = std::io::stdin()
        .read_to_end(&mut request)
        .and_then(|_| std::io::stdout().write_all(&serve(&request)));
    if answered.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Starts a helper for each picture.
pub struct HelperProcess {
    program: PathBuf,
}

impl HelperProcess {
    /// Helpers are this program.
    pub fn of_this_program() -> std::io::Result<Self> {
        Ok(Self { program: std::env::current_exe()? })
    }

    /// One question to one process. What was not answered in time, or not at all, is said as the
    /// picture's fault: it was too much for the limits.
    fn ask(&self, ask: &Ask, picture: &[u8], time: Duration) -> Answer {
        let Ok(mut child) = self.start("photo", photo::limits::HELPER_MEMORY_BYTES) else {
            return Answer::Refused(PhotoError::BadFrame);
        };
        let answer = talk(&mut child, helper::request(ask, picture), time);
        // Whatever came of it, the process is gone afterwards.
        let _ = child.kill();
        let _ = child.wait();
        match answer {
            Some(answer) if !answer.is_empty() => helper::answer(&answer),
            _ => Answer::Refused(too_much()),
        }
    }

    /// The limit of memory is the operating system's, set by `prlimit` (util-linux, on every Debian): of what is
    /// written to, not of addresses, most of which the app's own libraries take before a picture is looked at.
    fn start(&self, kind: &str, memory_bytes: u64) -> std::io::Result<Child> {
        let limit = format!("--data={memory_bytes}");
        let piped = |command: &mut Command| {
            // The C library reserves 64 MB of address space for each further arena.
            command.env("MALLOC_ARENA_MAX", "1");
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
        };
        let limited = piped(Command::new("prlimit").arg(limit).arg(&self.program).args(["--helper", kind]));
        match limited {
            // Without the tool the library's own limits stand.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                piped(Command::new(&self.program).args(["--helper", kind]))
            }
            started => started,
        }
    }
}

/// Writes the request and reads the answer; `None` after so much time.
fn talk(child: &mut Child, request: Vec<u8>, time: Duration) -> Option<Vec<u8>> {
    let (mut stdin, mut stdout) = (child.stdin.take()?, child.stdout.take()?);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // A helper that died does not read: its answer says so.
        let _ = stdin.write_all(&request);
    });
    thread::spawn(move || {
        let mut answer = Vec::new();
        let _ = stdout.read_to_end(&mut answer);
        let _ = sender.send(answer);
    });
    receiver.recv_timeout(time).ok()
}

fn too_much() -> PhotoError {
    let megabytes = photo::limits::HELPER_MEMORY_BYTES >> 20;
    PhotoError::TooMuchMemory { megabytes, limit_megabytes: megabytes }
}

impl Darkroom for HelperProcess {
    fn read(&self, bytes: &[u8]) -> Result<Reading, PhotoError> {
        match self.ask(&Ask::Read, bytes, Duration::from_millis(photo::limits::READ_TIME_MS)) {
            Answer::Reading(reading) => Ok(reading),
            Answer::Refused(because) => Err(because),
            Answer::Rendition(_) => Err(PhotoError::BadFrame),
        }
    }

    fn rendition(&self, bytes: &[u8], order: &RenditionOrder) -> Result<Rendition, PhotoError> {
        match self.ask(&Ask::Rendition { order: order.clone() }, bytes, RENDITION_TIME) {
            Answer::Rendition(rendition) => Ok(rendition),
            Answer::Refused(because) => Err(because),
            Answer::Reading(_) => Err(PhotoError::BadFrame),
        }
    }
}

impl CopyTaster for HelperProcess {
    fn taste(&self, ours: Option<&[u8]>, theirs: &[u8]) -> Result<taste::Taste, document::Error> {
        let damaged = || document::Error::Damaged { during: "importing" };
        let mut child = self.start("document", taste::MEMORY_BYTES).map_err(|_| damaged())?;
        let time = Duration::from_millis(taste::TIME_MS);
        let answer = talk(&mut child, taste::request(ours, theirs), time);
        let _ = child.kill();
        let _ = child.wait();
        // A helper that died of it, or was too slow, says that it was not to be read.
        taste::answer(&answer.ok_or_else(damaged)?)
    }
}

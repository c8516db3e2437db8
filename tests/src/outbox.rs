//! The real outbox at work, for tests of what arrives: until all is there, and killed at a step.

use crate::desk::Desk;
use copy::JobId;
use newsroom::outbox::{JobState, Step};
use std::{
    os::unix::process::ExitStatusExt,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

/// Lets the outbox work until these jobs have ended. A line that drops makes no person necessary.
pub fn sends_until_ended(desk: &Desk, jobs: &[JobId]) -> Duration {
    let began = Instant::now();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let changed = Arc::new(tokio::sync::Notify::new());
    let bell = Arc::clone(&changed);
    desk.listen(Arc::new(move |_| bell.notify_one()));
    runtime.block_on(async {
        let running = tokio::spawn(Arc::clone(&desk.newsroom).run_outbox());
        loop {
            let jobs = jobs.iter().map(|job| desk.job(*job).expect("the job"));
            let open: Vec<_> = jobs.filter(|job| !job.is_finished).collect();
            let stuck = open.iter().find(|job| JobState::from_key(&job.state) == JobState::NeedsPerson);
            assert!(stuck.is_none(), "no line makes a person necessary: {stuck:?}");
            if open.is_empty() {
                break;
            }
            changed.notified().await;
        }
        desk.end_outbox();
        running.await.expect("the outbox ends");
    });
    began.elapsed()
}

/// The moments of a publication at which a core is killed: each step by name. After the answer and
/// before it is written down is where the desk knows least.
pub fn moments() -> Vec<(Step, &'static str)> {
    let mut moments = Vec::new();
    for step in Step::ALL {
        moments.push((step, "answered"));
        if matches!(step, Step::Media | Step::Reserve | Step::Write | Step::SetState) {
            moments.extend([(step, "begun"), (step, "written")]);
        }
    }
    moments
}

/// Sends what is queued in another process (`child`: the binary), which kills itself there.
pub fn killed_at(child: &str, folder: &Path, seed: u64, step: Step, when: &str, secret: &str) {
    let status = Command::new(child)
        .arg("publish")
        .arg(folder)
        .args([&seed.to_string(), step.key(), when, "running", secret])
        .status()
        .expect("the child starts");
    assert_eq!(status.signal(), Some(libc::SIGKILL), "{} {when}: it came to that step", step.key());
}

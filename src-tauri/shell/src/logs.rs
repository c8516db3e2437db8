//! Where the log goes: the standard error stream, lines of ids and operations, never a story's words.

use tracing_subscriber::EnvFilter;

/// Starts the log. `COPYDESK_LOG` says how much, in `tracing`'s notation; warnings are the default.
pub fn start() {
    let filter = EnvFilter::try_from_env("COPYDESK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // A log that somebody else has already started is a log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

//! What was measured, and how it is told: as a row of the table in `docs/benchmarks.md`.

use std::{
    fmt,
    io::Write as _,
    time::{Duration, Instant},
};

/// How long this took, and what it made.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let from = Instant::now();
    let made = work();
    (from.elapsed(), made)
}

/// Measured times.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// One more.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// So many in a hundred took no longer than this.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted[rank - 1].as_secs_f64() * 1_000.0
    }
}

/// What a figure is held against.
pub enum Bar {
    /// It must not be above this.
    AtMost(f64),
    /// It must not be below this.
    AtLeast(f64),
}

impl Bar {
    fn is_reached(&self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= *most,
            Self::AtLeast(least) => value >= *least,
        }
    }
}

impl fmt::Display for Bar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtLeast(least) => write!(f, "≥ {least}"),
        }
    }
}

/// One row of the table.
pub struct Figure<'a> {
    /// What was done.
    pub bench: &'a str,
    /// Our figure.
    pub ours: String,
    /// The baseline's, with its name.
    pub baseline: String,
    /// What is held against the bar: a ratio, or a difference or a time in `unit`.
    pub value: f64,
    /// The unit of `value`.
    pub unit: &'a str,
    /// What is to be reached.
    pub bar: Bar,
}

impl Figure<'_> {
    /// Prints the row, and adds it to the file that `COPYDESK_FIGURES` names.
    pub fn tell(&self) {
        let Self { bench, ours, baseline, value, unit, bar } = self;
        let verdict = if bar.is_reached(*value) { "reached" } else { "MISSED" };
        tell(&format!("| {bench} | {ours} | {baseline} | {value:.2}{unit} | {bar}{unit} | {verdict} |"));
    }
}

/// A row without a bar, for what a reader would ask next.
pub fn beside(bench: &str, ours: &str, baseline: &str, value: f64, unit: &str) {
    tell(&format!("| {bench} | {ours} | {baseline} | {value:.2}{unit} | | |"));
}

fn tell(row: &str) {
    println!("{row}");
    let Some(file) = std::env::var_os("COPYDESK_FIGURES") else { return };
    let mut file =
        std::fs::File::options().create(true).append(true).open(file).expect("the file of figures");
    writeln!(file, "{row}").expect("a row is written");
}

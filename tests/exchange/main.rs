//! The post room between desks: story files that go back and forth, and the desk archive.

mod archive;
mod asking;
mod crash;
mod random;
mod story_file;

/// How often something is repeated: the short way, or the long one.
fn rounds(short: u64, long: u64) -> u64 {
    if std::env::var_os("COPYDESK_LONG").is_some() {
        long
    } else {
        short
    }
}

/// The seed that a random test begins with: `COPYDESK_SEED` repeats one.
fn first_seed() -> Option<u64> {
    std::env::var("COPYDESK_SEED").ok().and_then(|seed| seed.parse().ok())
}

//! # tests: what crosses rooms
//!
//! What the test binaries share. One binary a folder; no retries, no sleeps, no unseeded randomness.

pub mod desk;
pub mod edition;
pub mod faulty_proxy;
pub mod figure;
pub mod ghost;
pub mod hostile;
pub mod line;
pub mod outbox;
pub mod power_cut;
pub mod receiver;
pub mod recording;
pub mod small_disk;
pub mod sshd;
pub mod storage;
pub mod story_maker;
pub mod upgrade;
pub mod wiretap;
pub mod wordpress;

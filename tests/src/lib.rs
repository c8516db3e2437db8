//! # tests: what crosses rooms
//!
//! What the test binaries share. One binary a folder; no retries, no sleeps, no unseeded randomness.

//! # newsroom

//! # headless

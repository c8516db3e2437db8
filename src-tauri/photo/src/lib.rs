//! # photo

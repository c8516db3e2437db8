//! # document

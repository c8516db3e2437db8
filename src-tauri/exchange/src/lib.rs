//! # exchange

//! WordPress.

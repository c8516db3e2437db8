//! What is read off a comparison.

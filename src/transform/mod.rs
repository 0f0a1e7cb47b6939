//! (transform)

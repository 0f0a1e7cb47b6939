//! (interact)

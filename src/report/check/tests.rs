//! Checks over a small report of our own.

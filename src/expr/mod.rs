//! (expr)

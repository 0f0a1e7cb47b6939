//! (canvas)

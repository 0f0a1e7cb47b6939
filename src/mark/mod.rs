//! (mark)

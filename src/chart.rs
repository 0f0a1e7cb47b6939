//! (chart)

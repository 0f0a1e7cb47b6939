//! (scale)
pub mod scheme;

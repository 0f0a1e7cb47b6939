//! (spec)

pub mod transform;
pub mod source;

//! (spec)

pub mod transform;

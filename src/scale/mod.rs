//! Data units → pixels, colours and shapes: one scale, one file.
//!
//! [`domain`] takes domains from tables, [`range`] decides ranges, [`frame`]
//! makes an instance of every node of the view for its data, [`tick`] finds
//! round values.

pub mod scheme;
pub mod frame;

pub use self::frame::{Frame, Frames};

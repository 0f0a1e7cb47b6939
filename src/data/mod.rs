//! Bytes → tables: sources, formats, types, columns.

pub mod json;
pub mod csv;
pub mod topojson;
pub mod graticule;
pub mod infer;
pub mod parse;
pub mod source;

pub use self::source::{Sources, load};
pub use crate::base::table::{Column, Table};
pub use crate::base::{columns, table};

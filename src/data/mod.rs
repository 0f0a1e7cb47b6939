//! Bytes → tables: sources, formats, types, columns.

pub mod table;

pub use self::table::{Column, Table};

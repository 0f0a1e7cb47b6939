//! Bytes → tables: sources, formats, types, columns.

pub mod table;
pub mod columns;
pub mod csv;
pub mod json;

pub use self::table::{Column, Table};

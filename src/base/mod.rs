//! Words that every stage shares; nothing here knows of charts.

pub mod number;
pub mod decimal;
pub mod sort;
pub mod letter_case;
pub mod value;
pub mod words;
pub mod path;
pub mod json;
pub mod scan;
pub mod geometry;
pub mod svg_path;
pub mod color;
pub mod interpolate;
pub mod font;
pub mod wrap;
pub mod locale;
pub mod digits;
pub mod format;
pub mod zh;
pub mod calendar;
pub mod interval;
pub mod time_format;
pub mod time_parse;
pub mod time_unit;
pub mod date_parse;

//! What can be wrong with data, and how it is said.

use super::{Kind, Lang};
use std::rc::Rc;

/// What is wrong with data.
#[derive(Clone, Debug, PartialEq)]
pub enum DataError {
    /// A field that no column has, while there are rows.
    UnknownField {
        /// The field.
        found: Rc<str>,
        /// The nearest column.
        nearest: Option<Rc<str>>,
    },
    /// A source that the host did not hand over.
    NotLoaded {
        /// Its url or name.
        source: Rc<str>,
    },
    /// A source that could not be read.
    Unreadable {
        /// Its url or name.
        source: Rc<str>,
        /// Why, in the words of whoever tried.
        why: Rc<str>,
    },
    /// Bytes that are not of the format they should have.
    Format {
        /// The format, such as `csv`.
        format: &'static str,
        /// What is wrong.
        found: Rc<str>,
    },
    /// Columns of one table that are not equally long.
    Ragged {
        /// The column.
        column: Rc<str>,
        /// Its rows.
        rows: usize,
        /// The rows of the columns before it.
        expected: usize,
    },
}

impl From<DataError> for Kind {
    fn from(kind: DataError) -> Self {
        Self::Data(kind)
    }
}

impl DataError {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::UnknownField { found, nearest }, Lang::Zh) => {
                let hint =
                    nearest.as_ref().map_or(String::new(), |word| format!(";是不是“{word}”?"));
                format!("数据里没有字段“{found}”{hint}")
            }
            (Self::UnknownField { found, nearest }, Lang::En) => {
                let hint = nearest
                    .as_ref()
                    .map_or(String::new(), |word| format!("; hint: did you mean \"{word}\"?"));
                format!("no column has the field \"{found}\"{hint}")
            }
            (Self::NotLoaded { source }, Lang::Zh) => {
                format!("数据“{source}”没有载入;页面须允许(data-base 或 load)")
            }
            (Self::NotLoaded { source }, Lang::En) => {
                format!(
                    "data \"{source}\" was not loaded; hint: the page has to allow it (data-base or load)"
                )
            }
            (Self::Unreadable { source, why }, Lang::Zh) => format!("读不到数据“{source}”:{why}"),
            (Self::Unreadable { source, why }, Lang::En) => {
                format!("cannot read data \"{source}\": {why}")
            }
            (Self::Format { format, found }, Lang::Zh) => format!("不是合法的 {format}:{found}"),
            (Self::Format { format, found }, Lang::En) => format!("not {format}: {found}"),
            (Self::Ragged { column, rows, expected }, Lang::Zh) => {
                format!("列“{column}”有 {rows} 行,其他列有 {expected} 行")
            }
            (Self::Ragged { column, rows, expected }, Lang::En) => {
                format!("column \"{column}\" has {rows} rows, the others have {expected}")
            }
        }
    }
}

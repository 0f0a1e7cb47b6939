//! What can be wrong with data, and how it is said.

use super::{Kind, Lang, said};
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
        let (count, others);
        let (texts, parts, nearest) = match self {
            Self::UnknownField { found, nearest } => {
                let texts = ["数据里没有字段“{0}”", "no column has the field \"{0}\""];
                (texts, [&**found, "", ""], nearest)
            }
            Self::NotLoaded { source } => {
                let texts = [
                    "数据“{0}”没有载入;页面须允许(data-base 或 load)",
                    "data \"{0}\" was not loaded; hint: the page has to allow it (data-base or load)",
                ];
                (texts, [&**source, "", ""], &None)
            }
            Self::Unreadable { source, why } => (
                ["读不到数据“{0}”:{1}", "cannot read data \"{0}\": {1}"],
                [&**source, why, ""],
                &None,
            ),
            Self::Format { format, found } => {
                (["不是合法的 {0}:{1}", "not {0}: {1}"], [*format, found, ""], &None)
            }
            Self::Ragged { column, rows, expected } => {
                (count, others) = (rows.to_string(), expected.to_string());
                let texts = [
                    "列“{0}”有 {1} 行,其他列有 {2} 行",
                    "column \"{0}\" has {1} rows, the others have {2}",
                ];
                (texts, [&**column, &*count, &*others], &None)
            }
        };
        said(lang, texts, &parts, nearest.as_ref())
    }
}

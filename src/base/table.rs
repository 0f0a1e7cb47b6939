//! A table of columns: numbers as `f64`, texts as codes into a dictionary.
//!
//! A million rows is a design size: columns are shared, never copied to be
//! read, and no row is an object.

use crate::base::path;
use crate::base::value::Value;
pub use crate::base::value::{NULL, is_null};
use crate::base::words::Words;
use crate::error::{DataError, Diagnostic, Place, Result, nearest};
use std::rc::Rc;

/// The code of a missing text.
pub const NO_WORD: u32 = u32::MAX;

/// A column. Cloning it is cheap.
#[derive(Clone, Debug)]
pub enum Column {
    /// Numbers; [`NULL`] is missing.
    Number(Rc<[f64]>),
    /// Times in milliseconds since 1970 UTC; [`NULL`] is missing.
    Time(Rc<[f64]>),
    /// Texts: a code a row, into the list of distinct words; [`NO_WORD`] is missing.
    Text {
        /// A code a row.
        codes: Rc<[u32]>,
        /// The distinct words, in order of first appearance.
        words: Rc<[Rc<str>]>,
    },
    /// Anything else: truth values, lists, objects, mixtures.
    Mixed(Rc<[Value]>),
}

/// A table: named columns of equal length.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: usize,
    columns: Vec<(Rc<str>, Column)>,
}

impl PartialEq for Table {
    /// Whether it is the very same table: values are not compared.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Column {
    /// The narrowest column that holds these values.
    #[must_use]
    pub fn from_values(values: Vec<Value>) -> Self {
        let mut numbers = 0;
        let mut times = 0;
        let mut texts = 0;
        let mut nulls = 0;
        for value in &values {
            match value {
                Value::Null => nulls += 1,
                Value::Number(_) => numbers += 1,
                Value::Time(_) => times += 1,
                Value::Text(_) => texts += 1,
                Value::Bool(_) | Value::List(_) | Value::Object(_) => {
                    return Self::Mixed(values.into());
                }
            }
        }
        let number = |value: &Value| value.as_number().unwrap_or(NULL);
        if numbers + nulls == values.len() && numbers > 0 {
            Self::Number(values.iter().map(number).collect())
        } else if times + nulls == values.len() && times > 0 {
            Self::Time(values.iter().map(number).collect())
        } else if texts + nulls == values.len() && texts > 0 {
            Self::from_texts(values.iter().map(|value| value.as_text().cloned()))
        } else {
            Self::Mixed(values.into())
        }
    }

    /// A column of texts.
    #[must_use]
    pub fn from_texts(texts: impl IntoIterator<Item = Option<Rc<str>>>) -> Self {
        let mut words = Words::default();
        let mut codes = Vec::new();
        for text in texts {
            codes.push(text.map_or(NO_WORD, |text| words.number_of(&text)));
        }
        Self::Text { codes: codes.into(), words: words.into_list() }
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Number(numbers) | Self::Time(numbers) => numbers.len(),
            Self::Text { codes, .. } => codes.len(),
            Self::Mixed(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row; [`Value::Null`] past the end.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        match self {
            Self::Number(numbers) => match numbers.get(row) {
                Some(number) if !is_null(*number) => Value::Number(*number),
                _ => Value::Null,
            },
            Self::Time(numbers) => match numbers.get(row) {
                Some(number) if !is_null(*number) => Value::Time(*number),
                _ => Value::Null,
            },
            Self::Text { codes, words } => codes
                .get(row)
                .and_then(|code| words.get(*code as usize))
                .map_or(Value::Null, |word| Value::Text(word.clone())),
            Self::Mixed(values) => values.get(row).cloned().unwrap_or_default(),
        }
    }

    /// The number of a row; missing, and what has no number, is NaN.
    #[must_use]
    pub fn number(&self, row: usize) -> f64 {
        match self {
            Self::Number(numbers) | Self::Time(numbers) => {
                numbers.get(row).copied().unwrap_or(NULL)
            }
            Self::Text { .. } | Self::Mixed(_) => {
                let value = self.value(row);
                if value.is_null() { NULL } else { value.to_number() }
            }
        }
    }

    /// The rows that have this value, upward.
    #[must_use]
    pub fn equal_rows(&self, value: &Value) -> Vec<u32> {
        let rows = 0..self.len() as u32;
        match (self, value) {
            (Self::Text { codes, words }, Value::Text(word)) => {
                let code = words.iter().position(|known| known == word);
                let same = |row: &u32| {
                    code.is_some() && codes.get(*row as usize).map(|c| *c as usize) == code
                };
                rows.filter(same).collect()
            }
            _ => rows.filter(|row| self.value(*row as usize) == *value).collect(),
        }
    }

    /// The numbers or times of the column, when it is of that kind.
    #[must_use]
    pub fn numbers(&self) -> Option<&Rc<[f64]>> {
        match self {
            Self::Number(numbers) | Self::Time(numbers) => Some(numbers),
            Self::Text { .. } | Self::Mixed(_) => None,
        }
    }

    /// The rows `rows`, in that order; null where there is no such row.
    #[must_use]
    pub fn take(&self, rows: &[u32]) -> Self {
        let number = |numbers: &[f64]| {
            rows.iter().map(|row| numbers.get(*row as usize).copied().unwrap_or(NULL)).collect()
        };
        match self {
            Self::Number(numbers) => Self::Number(number(numbers)),
            Self::Time(numbers) => Self::Time(number(numbers)),
            Self::Text { codes, words } => Self::Text {
                codes: rows
                    .iter()
                    .map(|row| codes.get(*row as usize).copied().unwrap_or(NO_WORD))
                    .collect(),
                words: words.clone(),
            },
            Self::Mixed(values) => Self::Mixed(
                rows.iter()
                    .map(|row| values.get(*row as usize).cloned().unwrap_or_default())
                    .collect(),
            ),
        }
    }

    /// The rows of this column, then those of the other.
    #[must_use]
    pub fn then(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Self::Number([&**a, &**b].concat().into()),
            (Self::Time(a), Self::Time(b)) => Self::Time([&**a, &**b].concat().into()),
            (Self::Text { codes: a, words: aw }, Self::Text { codes: b, words: bw })
                if Rc::ptr_eq(aw, bw) =>
            {
                Self::Text { codes: [&**a, &**b].concat().into(), words: aw.clone() }
            }
            (a, b) => {
                let mut values = Vec::with_capacity(a.len() + b.len());
                for column in [a, b] {
                    for row in 0..column.len() {
                        values.push(column.value(row));
                    }
                }
                Self::from_values(values)
            }
        }
    }
}

impl Table {
    /// A table without columns, of `rows` rows.
    #[must_use]
    pub fn with_rows(rows: usize) -> Self {
        Self { rows, columns: Vec::new() }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &Rc<str>> {
        self.columns.iter().map(|(name, _)| name)
    }

    /// The columns with their names, in order.
    #[must_use]
    pub fn columns(&self) -> &[(Rc<str>, Column)] {
        &self.columns
    }

    /// The column `name`. A nested field such as `a.b` or `a[0]` is a column of that very
    /// name when there is one; [`Table::field`] follows paths into objects.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(key, _)| &**key == name).map(|(_, column)| column)
    }

    /// Adds a column, or replaces the one of that name in its place.
    ///
    /// # Errors
    ///
    /// [`DataError::Ragged`] when it has not as many rows as the table.
    pub fn set(&mut self, name: &str, column: Column) -> Result<()> {
        if self.columns.is_empty() && self.rows == 0 {
            self.rows = column.len();
        }
        if column.len() != self.rows {
            let kind =
                DataError::Ragged { column: name.into(), rows: column.len(), expected: self.rows };
            return Err(Diagnostic::error(&Place::root(), kind));
        }
        match self.columns.iter_mut().find(|(key, _)| &**key == name) {
            Some((_, old)) => *old = column,
            None => self.columns.push((name.into(), column)),
        }
        Ok(())
    }

    /// Adds a column that was made as long as the table, or replaces the one of that name in its
    /// place. One of another length is left out.
    pub fn put(&mut self, name: &str, column: Column) {
        self.set(name, column).ok();
    }

    /// The column of a field, which the table must have unless it has no rows.
    ///
    /// # Errors
    ///
    /// [`DataError::UnknownField`] at `at`, with the nearest column.
    pub fn field(&self, at: &Place, name: &str) -> Result<Column> {
        if let Some(column) = self.path(name) {
            return Ok(column);
        }
        if self.rows == 0 {
            return Ok(Column::Mixed(Rc::new([])));
        }
        let nearest = nearest(name, self.names().map(|name| &**name)).map(Into::into);
        Err(Diagnostic::error(at, DataError::UnknownField { found: name.into(), nearest }))
    }

    /// The column of a name or of a path such as `a.b`, `a[0]`, `a['b']`, `a\.b`.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<Column> {
        if let Some(column) = self.column(name) {
            return Some(column.clone());
        }
        let steps = path::steps(name);
        let mut column = self.column(steps.first()?)?.clone();
        for step in &steps[1..] {
            let values: Vec<Value> = (0..self.rows)
                .map(|row| {
                    let value = column.value(row);
                    let Value::List(list) = &value else { return value.member(step) };
                    step.parse::<usize>()
                        .ok()
                        .and_then(|i| list.get(i).cloned())
                        .unwrap_or_default()
                })
                .collect();
            column = Column::from_values(values);
        }
        Some(column)
    }

    /// The rows `rows`, in that order.
    #[must_use]
    pub fn take(&self, rows: &[u32]) -> Self {
        let columns =
            self.columns.iter().map(|(name, column)| (name.clone(), column.take(rows))).collect();
        Self { rows: rows.len(), columns }
    }

    /// A row as an object, for expressions and tooltips.
    #[must_use]
    pub fn row(&self, row: usize) -> Value {
        Value::Object(
            self.columns.iter().map(|(name, column)| (name.clone(), column.value(row))).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrowest_column() {
        let numbers = Column::from_values(vec![Value::Number(1.0), Value::Null]);
        assert!(matches!(numbers, Column::Number(_)));
        assert_eq!(numbers.value(1), Value::Null);
        let texts = Column::from_values(vec!["a".into(), "b".into(), "a".into()]);
        assert!(matches!(&texts, Column::Text { codes, .. } if **codes == [0, 1, 0]));
    }
}

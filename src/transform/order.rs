//! The order of rows, as Vega compares: null, then NaN, then numbers and texts ascending.

use super::group::{self, Groups};
use crate::base::sort;
use crate::base::value::Value;
use crate::data::Column;
use crate::data::table::is_null;
use std::cmp::Ordering;
use std::rc::Rc;

/// Compares the rows of a table by some fields.
#[derive(Default)]
pub struct Order {
    keys: Vec<(Key, bool)>,
}

/// What to compare of each row.
enum Key {
    Numbers(Rc<[f64]>),
    /// The place of each text among the sorted words; null first.
    Places(Vec<u32>),
    Values(Rc<[Value]>),
}

impl Order {
    /// Tells apart by a column what is equal so far.
    pub fn then(&mut self, column: &Column, descending: bool) {
        self.keys.push((Key::of(column), descending));
    }

    /// The order of one column, ascending.
    #[must_use]
    pub fn of(column: &Column) -> Self {
        let mut order = Self::default();
        order.then(column, false);
        order
    }

    /// Whether it tells no rows apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Compares two rows; equal rows keep their order when sorted.
    #[must_use]
    pub fn compare(&self, a: u32, b: u32) -> Ordering {
        for (key, descending) in &self.keys {
            let order = key.compare(a as usize, b as usize);
            if order != Ordering::Equal {
                return if *descending { order.reverse() } else { order };
            }
        }
        Ordering::Equal
    }

    /// The rows of each group one after the other, as in [`Groups::rows`], but sorted within their group;
    /// and where each group starts.
    #[must_use]
    pub fn within(&self, groups: &Groups) -> (Vec<u32>, Vec<u32>) {
        let mut rows: Vec<u32> = (0..groups.of.len() as u32).collect();
        // Texts are sorted by counting, all rows at once: many groups would cost many comparisons.
        let texts = self.keys.iter().all(|(key, _)| matches!(key, Key::Places(_)));
        if texts {
            for (key, descending) in self.keys.iter().rev() {
                if let Key::Places(places) = key {
                    rows = by_place(&rows, places, *descending);
                }
            }
        }
        let (mut rows, starts) = group::counted(&rows, &groups.of, groups.len());
        if !texts {
            for part in starts.windows(2) {
                self.sort(&mut rows[part[0] as usize..part[1] as usize]);
            }
        }
        (rows, starts)
    }

    /// Sorts rows; equal ones keep their order.
    pub fn sort(&self, rows: &mut [u32]) {
        match self.keys.as_slice() {
            [] => {}
            [(Key::Numbers(list), false)] => {
                sort::places(rows, &|a, b| numbers(list[a as usize], list[b as usize]));
            }
            _ => sort::places(rows, &|a, b| self.compare(a, b)),
        }
    }
}

/// Rows in the order of their places; equal ones keep theirs.
fn by_place(rows: &[u32], places: &[u32], descending: bool) -> Vec<u32> {
    let mut n = 0;
    for place in places {
        n = n.max(*place as usize + 1);
    }
    let (rows, starts) = group::counted(rows, places, n);
    if !descending {
        return rows;
    }
    // The greatest first, equal ones still in their order.
    let mut out = Vec::with_capacity(rows.len());
    for part in starts.windows(2).rev() {
        out.extend_from_slice(&rows[part[0] as usize..part[1] as usize]);
    }
    out
}

impl Key {
    fn of(column: &Column) -> Self {
        match column {
            Column::Number(numbers) | Column::Time(numbers) => Self::Numbers(numbers.clone()),
            Column::Text { codes, words } => {
                let mut sorted: Vec<u32> = (0..words.len() as u32).collect();
                sort::places(&mut sorted, &|a, b| texts(&words[a as usize], &words[b as usize]));
                let mut places = vec![0; words.len()];
                for (place, code) in sorted.iter().enumerate() {
                    places[*code as usize] = place as u32 + 1;
                }
                Self::Places(
                    codes
                        .iter()
                        .map(|code| places.get(*code as usize).copied().unwrap_or(0))
                        .collect(),
                )
            }
            Column::Mixed(values) => Self::Values(values.clone()),
        }
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Self::Numbers(list) => numbers(list[a], list[b]),
            Self::Places(list) => list[a].cmp(&list[b]),
            Self::Values(list) => values(&list[a], &list[b]),
        }
    }
}

/// Compares texts by their UTF-16 units, as JavaScript does.
#[must_use]
pub fn texts(a: &str, b: &str) -> Ordering {
    if a.is_ascii() || b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Compares numbers of a column: null, then NaN, then ascending.
#[must_use]
pub fn numbers(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| {
        let class = |number: f64| if is_null(number) { 0 } else { 1 + u8::from(!number.is_nan()) };
        class(a).cmp(&class(b))
    })
}

/// Compares values: null, then NaN, then by number, or as texts where both are. A word and a number are equal.
#[must_use]
pub fn values(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        (Value::Text(a), Value::Text(b)) => texts(a, b),
        // As in JavaScript, a word is neither more nor less than a number.
        (Value::Text(_), other) | (other, Value::Text(_))
            if !other.to_number().is_nan() && (a.to_number() + b.to_number()).is_nan() =>
        {
            Ordering::Equal
        }
        _ => numbers(a.to_number(), b.to_number()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Table;
    use crate::data::table::NULL;
    use crate::error::Result;

    #[test]
    fn sorts() {
        let check = |column: Column, expected: &[u32]| {
            let mut rows: Vec<u32> = (0..column.len() as u32).collect();
            Order::of(&column).sort(&mut rows);
            assert_eq!(rows, expected);
        };
        check(Column::Number(Rc::new([2.0, NULL, 1.0, f64::NAN, 2.0])), &[1, 3, 2, 0, 4]);
        check(Column::from_texts(["b", "a", "c"].map(|text| Some(text.into()))), &[1, 0, 2]);
        let mixed = vec![Value::Bool(true), Value::Null, Value::Number(0.5), Value::Bool(false)];
        check(Column::from_values(mixed), &[1, 3, 2, 0]);
    }

    #[test]
    fn descending_and_ties() -> Result<()> {
        let mut table = Table::with_rows(3);
        table.set("a", Column::Number(Rc::new([1.0, 1.0, 2.0])))?;
        table.set("b", Column::Number(Rc::new([1.0, 2.0, 3.0])))?;
        table.set("t", Column::from_texts(["y", "x", "y"].map(|text| Some(text.into()))))?;
        let by = |keys: &[(&str, bool)]| {
            let mut order = Order::default();
            for (field, descending) in keys {
                if let Some(column) = table.path(field) {
                    order.then(&column, *descending);
                }
            }
            order
        };
        let mut rows = vec![0, 1, 2];
        by(&[("a", true), ("b", false)]).sort(&mut rows);
        assert_eq!(rows, [2, 0, 1]);
        let groups = Groups::whole(3);
        let within = |keys: &[(&str, bool)]| by(keys).within(&groups).0;
        assert_eq!(within(&[("t", false)]), [1, 0, 2]);
        assert_eq!(within(&[("t", true)]), [0, 2, 1]);
        assert_eq!(within(&[("t", true), ("a", true)]), [2, 0, 1]);
        assert_eq!(within(&[]), [0, 1, 2]);
        Ok(())
    }
}

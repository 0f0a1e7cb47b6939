//! Groups of rows: by the codes and bits of columns, never by texts.

use crate::base::value::Value;
use crate::base::words::Words;
use crate::data::Column;
use std::cell::OnceCell;

/// Which group each row is in. Groups are numbered from 0 in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// The group of each row.
    pub of: Vec<u32>,
    /// The first row of each group.
    pub first: Vec<u32>,
    rows: OnceCell<(Vec<u32>, Vec<u32>)>,
}

impl Groups {
    /// The groups of the distinct combinations of columns of `rows` rows; of no columns, all rows are one group.
    ///
    /// Values are told apart as their texts are: null, NaN and the empty text are three values; 1 and
    /// the text `1` are one, where a column has both. Source: Vega, `groupkey`.
    #[must_use]
    pub fn of_columns(rows: usize, columns: &[Column]) -> Self {
        if rows == 0 {
            return Self::default();
        }
        let mut found: Option<(Vec<u32>, u64)> = None;
        for column in columns {
            let (codes, count) = codes(column);
            found = Some(match found {
                None => (codes, count),
                Some((before, n)) => {
                    let pairs = Self::pairs(&before, (&codes, count), n * count);
                    (pairs.of, pairs.first.len() as u64)
                }
            });
        }
        match found {
            None => Self::whole(rows),
            Some((codes, count)) => {
                let (of, first) = if few(rows, count) {
                    listed(codes, count)
                } else {
                    dense(rows, count, &|row| u64::from(codes[row]))
                };
                Self::numbered(of, first)
            }
        }
    }

    /// The groups of the combinations of two lists of codes. `n` is above all of `b`, `range` above the product.
    #[must_use]
    pub fn pairs(a: &[u32], (b, n): (&[u32], u64), range: u64) -> Self {
        let key = |row: usize| u64::from(a[row]) * n + u64::from(b[row]);
        let (of, first) = dense(a.len().min(b.len()), range, &key);
        Self::numbered(of, first)
    }

    /// One group of all rows, which may be none.
    #[must_use]
    pub fn whole(rows: usize) -> Self {
        Self::numbered(vec![0; rows], vec![0])
    }

    /// Groups with the group of each row and the first row of each.
    #[must_use]
    pub fn numbered(of: Vec<u32>, first: Vec<u32>) -> Self {
        Self { of, first, rows: OnceCell::new() }
    }

    /// Adds a row to a group.
    pub fn push(&mut self, group: u32) {
        self.of.push(group);
        self.rows = OnceCell::new();
    }

    /// The number of groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there are no groups, because there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The rows of a group, ascending.
    #[must_use]
    pub fn rows(&self, group: usize) -> &[u32] {
        let (order, starts) = self.rows.get_or_init(|| {
            let rows: Vec<u32> = (0..self.of.len() as u32).collect();
            counted(&rows, &self.of, self.len())
        });
        match (starts.get(group), starts.get(group + 1)) {
            (Some(from), Some(to)) => &order[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The number of rows of each group.
    #[must_use]
    pub fn sizes(&self) -> Vec<u32> {
        let mut sizes = vec![0; self.len()];
        for group in &self.of {
            sizes[*group as usize] += 1;
        }
        sizes
    }
}

/// Rows by their group, which is below `groups`, else in their order; and where each group starts.
pub(super) fn counted(rows: &[u32], of: &[u32], groups: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; groups + 1];
    for group in of {
        starts[*group as usize + 1] += 1;
    }
    for group in 0..groups {
        starts[group + 1] += starts[group];
    }
    let mut next = starts.clone();
    let mut sorted = vec![0u32; rows.len()];
    for row in rows {
        let place = &mut next[of[*row as usize] as usize];
        sorted[*place as usize] = *row;
        *place += 1;
    }
    (sorted, starts)
}

/// A code for each row, the same for the same value, and a number above all codes.
#[must_use]
pub fn codes(column: &Column) -> (Vec<u32>, u64) {
    match column {
        Column::Text { codes, words } => {
            let none = words.len() as u32;
            let codes = codes.iter().map(|code| (*code).min(none)).collect();
            (codes, u64::from(none) + 1)
        }
        Column::Number(numbers) | Column::Time(numbers) => {
            let (of, first) = dense(numbers.len(), u64::MAX, &|row| bits(numbers[row]));
            (of, first.len() as u64)
        }
        Column::Mixed(values) => {
            let mut words = Words::default();
            let mut codes = Vec::with_capacity(values.len());
            for value in values.iter() {
                // The text of an object tells nothing; its members do.
                let key = match value {
                    Value::Object(_) | Value::List(_) => {
                        crate::base::json::Json::from_value(value).write().into()
                    }
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::Text(_)
                    | Value::Time(_) => value.to_text(),
                };
                codes.push(words.number_of(&key));
            }
            (codes, words.len() as u64)
        }
    }
}

/// The bits of a number, with one zero and one NaN beside [`crate::data::table::NULL`].
fn bits(number: f64) -> u64 {
    if number.is_nan() && !crate::data::table::is_null(number) {
        f64::NAN.to_bits()
    } else {
        (number + 0.0).to_bits()
    }
}

/// Whether a list of all keys is short enough.
fn few(rows: usize, range: u64) -> bool {
    range <= 4 * rows as u64 + 4096
}

/// See [`dense`]: for keys that are few.
fn listed(mut keys: Vec<u32>, range: u64) -> (Vec<u32>, Vec<u32>) {
    let mut known = vec![u32::MAX; range as usize];
    let mut first = Vec::new();
    for (row, key) in keys.iter_mut().enumerate() {
        let known = &mut known[*key as usize];
        if *known == u32::MAX {
            *known = first.len() as u32;
            first.push(row as u32);
        }
        *key = *known;
    }
    (keys, first)
}

/// Numbers keys from 0 in order of first appearance: the number of each row, and the first row of each number.
/// `range` is above all keys; when it is small a list finds them, else a hash.
fn dense(rows: usize, range: u64, key: &dyn Fn(usize) -> u64) -> (Vec<u32>, Vec<u32>) {
    if few(rows, range) {
        return listed((0..rows).map(|row| key(row) as u32).collect(), range);
    }
    let mut of = Vec::with_capacity(rows);
    let mut first: Vec<u32> = Vec::new();
    let mut known = Known::new();
    let mut last = (0, u32::MAX);
    for row in 0..rows {
        let key = key(row);
        // Neighbours are often equal.
        if last.1 == u32::MAX || key != last.0 {
            last = (key, known.number(key));
            if last.1 as usize == first.len() {
                first.push(row as u32);
            }
        }
        of.push(last.1);
    }
    (of, first)
}

/// Keys and their numbers: an open table, because the standard map costs three times as much here.
struct Known {
    /// Key and number; [`u32::MAX`] is a free place.
    places: Vec<(u64, u32)>,
    count: u32,
}

impl Known {
    fn new() -> Self {
        Self { places: vec![(0, u32::MAX); 1024], count: 0 }
    }

    /// The number of a key, a new one when it is new.
    fn number(&mut self, key: u64) -> u32 {
        let place = self.find(key);
        let found = self.places[place].1;
        if found != u32::MAX {
            return found;
        }
        self.places[place] = (key, self.count);
        self.count += 1;
        if self.count as usize * 2 > self.places.len() {
            let twice = vec![(0, u32::MAX); self.places.len() * 2];
            let old = std::mem::replace(&mut self.places, twice);
            for (key, number) in old {
                if number != u32::MAX {
                    let place = self.find(key);
                    self.places[place] = (key, number);
                }
            }
        }
        self.count - 1
    }

    /// The place of a key, or the free one where it belongs.
    fn find(&self, key: u64) -> usize {
        let mask = self.places.len() - 1;
        // The low bits of floats are zero, and so are those of the product: the highest are taken.
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (hash >> (64 - self.places.len().trailing_zeros())) as usize & mask;
        loop {
            let (found, number) = self.places[place];
            if number == u32::MAX || found == key {
                return place;
            }
            place = (place + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::NULL;
    use std::rc::Rc;

    fn check(columns: &[Column], of: &[u32], first: &[u32]) {
        let groups = Groups::of_columns(of.len(), columns);
        assert_eq!((groups.of.as_slice(), groups.first.as_slice()), (of, first));
        for (row, group) in of.iter().enumerate() {
            assert!(groups.rows(*group as usize).contains(&(row as u32)));
        }
        assert_eq!(groups.sizes().iter().sum::<u32>() as usize, of.len());
    }

    #[test]
    fn groups() {
        let numbers = Column::Number(Rc::new([1.0, NULL, f64::NAN, 0.0, -0.0, NULL, 1.0]));
        let texts =
            Column::from_texts(["b", "a", "a", "b", "b", "a", "a"].map(|text| Some(text.into())));
        let mixed = Column::from_values(vec![
            Value::Bool(true),
            Value::text("true"),
            Value::Null,
            Value::Bool(false),
            Value::Null,
            Value::Bool(true),
            Value::Null,
        ]);
        check(std::slice::from_ref(&numbers), &[0, 1, 2, 3, 3, 1, 0], &[0, 1, 2, 3]);
        check(std::slice::from_ref(&texts), &[0, 1, 1, 0, 0, 1, 1], &[0, 1]);
        check(&[mixed], &[0, 0, 1, 2, 1, 0, 1], &[0, 2, 3]);
        check(&[texts, numbers], &[0, 1, 2, 3, 3, 1, 4], &[0, 1, 2, 3, 6]);
        check(&[], &[0, 0, 0], &[0]);
        check(&[], &[], &[]);
    }

    #[test]
    fn many_keys() {
        let numbers: Vec<f64> = (0..100_000).map(|i| f64::from(i % 30_011)).collect();
        let groups = Groups::of_columns(numbers.len(), &[Column::Number(numbers.into())]);
        assert_eq!(groups.len(), 30_011);
        assert_eq!(groups.rows(7), [7, 30_018, 60_029, 90_040]);
    }
}

//! How columns come to be: grown value by value, or given ready.
//!
//! Numbers that a page has as a JavaScript typed array need no growing: the edge makes a
//! `Column::Number(Rc<[f64]>)` of them (or `Time`, of milliseconds) with [`NULL`] where a value is
//! missing, puts the columns into a [`Table`], and hands that over by name in
//! `data::Sources`. Nothing on the way looks at its rows.

use super::table::{Column, NO_WORD, NULL, Table};
use crate::base::value::Value;
use crate::base::words::Words;

/// So many short words are remembered.
const RECENT: usize = 64;

/// A column that grows: it stays narrow as long as its values are of one type.
#[derive(Debug)]
pub struct Growing {
    rows: usize,
    kind: Growth,
}

#[derive(Debug)]
enum Growth {
    /// Nothing but missing values so far.
    Missing,
    /// What stands behind the rows so far is missing.
    Numbers(Vec<f64>),
    Texts {
        codes: Vec<u32>,
        words: Words,
        /// Short words that came last: their letters, and their codes.
        recent: Box<[(u64, u32); RECENT]>,
    },
    Mixed(Vec<Value>),
}

impl Default for Growing {
    fn default() -> Self {
        Self { rows: 0, kind: Growth::Missing }
    }
}

impl Growing {
    /// The number of rows so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Makes it `rows` long: with missing values, or by taking back the last ones, as when a member stands
    /// twice in an object.
    pub fn fit(&mut self, rows: usize) {
        let before = std::mem::replace(&mut self.rows, rows);
        match &mut self.kind {
            Growth::Missing => {}
            Growth::Numbers(list) => {
                list.iter_mut().take(before).skip(rows).for_each(|cell| *cell = NULL);
            }
            Growth::Texts { codes, .. } => codes.resize(rows, NO_WORD),
            Growth::Mixed(list) => list.resize(rows, Value::Null),
        }
    }

    /// Adds a number.
    #[inline(always)]
    pub fn number(&mut self, number: f64) {
        if let Growth::Numbers(list) = &mut self.kind
            && let Some(cell) = list.get_mut(self.rows)
        {
            *cell = number;
            self.rows += 1;
        } else {
            self.other_number(number);
        }
    }

    #[inline(never)]
    fn other_number(&mut self, number: f64) {
        if let Growth::Missing = self.kind {
            self.kind = Growth::Numbers(Vec::new());
        }
        if let Growth::Numbers(list) = &mut self.kind {
            list.resize(self.rows, NULL);
            list.push(number);
            self.rows += 1;
            // Room is made for twice as many.
            list.resize(list.capacity(), NULL);
        } else {
            self.mixed(Value::Number(number));
        }
    }

    /// Adds a text that came before, by what it [was remembered by](Self::remember): whether it is still known.
    #[inline(always)]
    pub fn recent(&mut self, letters: u64) -> bool {
        if let Growth::Texts { codes, recent, .. } = &mut self.kind {
            let (known, code) = recent[slot(letters)];
            if known == letters {
                codes.push(code);
                self.rows += 1;
                return true;
            }
        }
        false
    }

    /// Remembers the last text by its letters, a number that no other text has and that is not 0.
    pub fn remember(&mut self, letters: u64) {
        if let Growth::Texts { codes, recent, .. } = &mut self.kind
            && let Some(code) = codes.last()
        {
            recent[slot(letters)] = (letters, *code);
        }
    }

    /// Adds a text; a word is copied once, however often it comes.
    pub fn text(&mut self, text: &str) {
        if let Growth::Missing = self.kind {
            let codes = vec![NO_WORD; self.rows];
            self.kind = Growth::Texts {
                codes,
                words: Words::default(),
                recent: Box::new([(0, 0); RECENT]),
            };
        }
        let Growth::Texts { codes, words, .. } = &mut self.kind else {
            self.mixed(Value::text(text));
            return;
        };
        // Neighbours are often equal.
        let last = codes.last().copied().unwrap_or(NO_WORD);
        let code = match words.list().get(last as usize) {
            Some(word) if **word == *text => last,
            _ => words.number(text),
        };
        codes.push(code);
        self.rows += 1;
    }

    /// Adds a missing value.
    pub fn missing(&mut self) {
        self.fit(self.rows + 1);
    }

    /// Adds any value.
    pub fn value(&mut self, value: Value) {
        match value {
            Value::Null => self.missing(),
            Value::Number(number) => self.number(number),
            Value::Text(text) => self.text(&text),
            Value::Bool(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => {
                self.mixed(value);
            }
        }
    }

    /// Adds a value that the kind of the column does not hold.
    fn mixed(&mut self, value: Value) {
        if let Growth::Mixed(list) = &mut self.kind {
            list.push(value);
        } else {
            let old = std::mem::take(self).finish();
            let mut list: Vec<Value> = (0..old.len()).map(|row| old.value(row)).collect();
            list.push(value);
            self.rows = old.len();
            self.kind = Growth::Mixed(list);
        }
        self.rows += 1;
    }

    /// The column.
    #[must_use]
    pub fn finish(self) -> Column {
        match self.kind {
            Growth::Missing => Column::Mixed(vec![Value::Null; self.rows].into()),
            Growth::Numbers(mut list) => {
                list.resize(self.rows, NULL);
                Column::Number(list.into())
            }
            Growth::Texts { codes, words, .. } => {
                Column::Text { codes: codes.into(), words: words.into_list() }
            }
            Growth::Mixed(list) => Column::from_values(list),
        }
    }
}

/// The place of a short word among the recent ones.
fn slot(letters: u64) -> usize {
    (letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as usize % RECENT
}

/// A table that grows row by row; a column that a row lacks is missing there.
#[derive(Debug, Default)]
pub struct GrowingTable {
    rows: usize,
    names: Words,
    columns: Vec<Growing>,
}

impl GrowingTable {
    /// The place of the column `name`. `guess` is the place that the column before it has, plus 1, when rows
    /// are alike; it is moved to the next one.
    pub fn place(&mut self, name: &str, guess: &mut usize) -> usize {
        let place = match self.names.list().get(*guess) {
            Some(known) if **known == *name => *guess,
            _ => self.names.number(name) as usize,
        };
        *guess = place + 1;
        place
    }

    /// The cell to fill for the column at a place in the row that is being read.
    #[inline(always)]
    pub fn cell(&mut self, place: usize) -> &mut Growing {
        if place == self.columns.len() {
            self.columns.push(Growing::default());
        }
        let column = &mut self.columns[place];
        if column.rows != self.rows {
            column.fit(self.rows);
        }
        column
    }

    /// The cell to fill for the column `name`: see [`GrowingTable::place`].
    pub fn named(&mut self, name: &str, guess: &mut usize) -> &mut Growing {
        let place = self.place(name, guess);
        self.cell(place)
    }

    /// Empties the row that is being read.
    pub fn undo_row(&mut self) {
        self.columns.iter_mut().for_each(|column| column.fit(self.rows.min(column.rows)));
    }

    /// The number of rows so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        for column in &mut self.columns {
            match &mut column.kind {
                Growth::Numbers(list) => list.reserve(rows),
                Growth::Texts { codes, .. } => codes.reserve(rows),
                Growth::Missing | Growth::Mixed(_) => {}
            }
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.rows += 1;
    }

    /// The table.
    #[must_use]
    pub fn finish(self) -> Table {
        let mut table = Table::with_rows(self.rows);
        for (name, mut column) in self.names.list().iter().zip(self.columns) {
            column.fit(self.rows);
            table.put(name, column.finish());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_when_it_must() {
        let mut column = Growing::default();
        column.missing();
        column.number(1.0);
        column.missing();
        assert!(matches!(column.kind, Growth::Numbers(_)));
        column.text("a");
        column.value(Value::Bool(true));
        let column = column.finish();
        let values: Vec<Value> = (0..5).map(|row| column.value(row)).collect();
        assert_eq!(values, [Value::Null, Value::Number(1.0), Value::Null, "a".into(), true.into()]);
    }

    #[test]
    fn what_is_taken_back_is_missing() {
        let mut column = Growing::default();
        for i in 0..100_u32 {
            column.fit(i as usize);
            if i % 7 < 4 {
                column.number(i.into());
            }
            if i % 3 == 0 {
                column.number(-1.0);
                column.number(-2.0);
            }
        }
        column.fit(100);
        let column = column.finish();
        for row in 0..100_u32 {
            let number = if row % 7 < 4 { row.into() } else { -1.0 };
            let expected = if row % 7 < 4 || row % 3 == 0 { number } else { NULL };
            assert_eq!(column.number(row as usize).to_bits(), expected.to_bits(), "{row}");
        }
        assert_eq!(column.len(), 100);
    }

    #[test]
    fn texts_are_coded() {
        let mut column = Growing::default();
        for text in ["b", "b", "a", "b"] {
            column.text(text);
        }
        column.missing();
        let Column::Text { codes, words } = column.finish() else { panic!() };
        assert_eq!(*codes, [0, 0, 1, 0, NO_WORD]);
        assert_eq!(words.iter().map(|word| &**word).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn rows_may_lack_columns() {
        let mut table = GrowingTable::default();
        let guess = &mut 0;
        let a = table.place("a", guess);
        table.cell(a).number(1.0);
        table.cell(a).number(2.0);
        table.end_row();
        let b = table.place("b", guess);
        table.cell(b).text("x");
        table.end_row();
        table.cell(a).number(3.0);
        table.undo_row();
        table.end_row();
        let table = table.finish();
        assert_eq!(table.rows(), 3);
        let row =
            |row| table.names().map(|name| table.column(name).map(|c| c.value(row))).collect();
        let rows: Vec<Vec<Option<Value>>> = (0..3).map(row).collect();
        let null = Some(Value::Null);
        assert_eq!(
            rows,
            [
                [Some(2.0.into()), null.clone()],
                [null.clone(), Some("x".into())],
                [null.clone(), null]
            ]
        );
    }
}

//! JSON rows → columns, without an object for each row.
//!
//! Rows mostly repeat the names, signs and blanks of the row before them. These are compared eight bytes at a
//! time, and no name is looked up; the first row that has others is read as any JSON.

use super::{Fault, Scanner, letters};
use crate::base::columns::{Growing, GrowingTable};
use crate::base::table::Table;
use crate::base::value::Value;

/// The column of values that are no objects.
pub const DATA: &str = "data";

/// After so many rows it is guessed how many there are.
const SOME: usize = 64;

/// Behind this part of a row stands no value.
const NO_CELL: usize = usize::MAX;

/// Up to eight bytes of what stands between the values of a row, from the end of the row before.
struct Part {
    word: u64,
    mask: u64,
    length: usize,
    /// The column whose value stands behind it.
    column: usize,
}

impl Scanner<'_> {
    /// The table of the next value: a list gives one row for each element, `null` none, anything else one row.
    ///
    /// # Errors
    ///
    /// As for [`Scanner::json`].
    pub fn rows(&mut self) -> Result<Table, Fault> {
        let mut table = GrowingTable::default();
        let mut parts = Vec::new();
        match self.peek() {
            Some(b'[') => {
                let start = self.at;
                self.at += 1;
                let mut first = true;
                loop {
                    while self.again(&parts, &mut table) {
                        if table.rows() == SOME {
                            let each = (self.at - start) / SOME;
                            table.reserve((self.text.len() - self.at) / each.max(1));
                        }
                    }
                    parts.clear();
                    let start = self.at;
                    if !self.more(b']', first)? {
                        break;
                    }
                    self.row(&mut table, start, &mut parts)?;
                    // The first row has no comma before it; the others need one.
                    if std::mem::take(&mut first) {
                        parts.clear();
                    }
                }
            }
            Some(b'n') => self.word().map(|_| ())?,
            _ => self.row(&mut table, self.at, &mut parts)?,
        }
        Ok(table.finish())
    }

    /// Reads a row, and what stands between its values from `start` on.
    fn row(
        &mut self,
        table: &mut GrowingTable,
        mut start: usize,
        parts: &mut Vec<Part>,
    ) -> Result<(), Fault> {
        let mut guess = 0;
        if self.pass(b'{') {
            let mut first = true;
            while self.more(b'}', first)? {
                first = false;
                let name = self.string()?;
                self.need(b':', "\":\"")?;
                self.peek();
                let column = table.place(&name, &mut guess);
                self.part(start, column, parts);
                self.cell(table.cell(column))?;
                start = self.at;
            }
            self.part(start, NO_CELL, parts);
        } else if self.pass(b'[') {
            let mut i = 0;
            while self.more(b']', i == 0)? {
                self.cell(table.named(&i.to_string(), &mut guess))?;
                i += 1;
            }
        } else {
            // The next may be an object.
            self.peek();
            self.cell(table.named(DATA, &mut guess))?;
        }
        table.end_row();
        Ok(())
    }

    /// Adds what stands from `start` to here, before the value of a column.
    fn part(&self, start: usize, column: usize, parts: &mut Vec<Part>) {
        for bytes in self.text.as_bytes().get(start..self.at).unwrap_or(&[]).chunks(8) {
            let word = bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            let mask = u64::MAX >> (64 - 8 * bytes.len());
            parts.push(Part { word, mask, length: bytes.len(), column: NO_CELL });
        }
        if let Some(last) = parts.last_mut() {
            last.column = column;
        }
    }

    /// Reads a row like the one that these are the parts of; when it is none, nothing is read.
    fn again(&mut self, parts: &[Part], table: &mut GrowingTable) -> bool {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut same = !parts.is_empty();
        for part in parts {
            let next = bytes.get(self.at..).and_then(|rest| rest.first_chunk());
            let next = next.map_or(!part.word, |next| u64::from_le_bytes(*next));
            same = (next ^ part.word) & part.mask == 0;
            if same {
                self.at += part.length;
                same = part.column == NO_CELL || self.cell(table.cell(part.column)).is_ok();
            }
            if !same {
                self.at = start;
                table.undo_row();
                break;
            }
        }
        if same {
            table.end_row();
        }
        same
    }

    fn cell(&mut self, cell: &mut Growing) -> Result<(), Fault> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => cell.number(self.number()?),
            Some(b'"') => {
                let rest = self.text.as_bytes().get(self.at + 1..);
                let eight = rest.and_then(|rest| rest.first_chunk());
                let eight = eight.map_or(0, |eight| u64::from_le_bytes(*eight));
                let count = letters(eight);
                // The letters and the quote behind them are the word's own: of words that end within eight bytes.
                let own = eight & u64::MAX >> (56_usize.saturating_sub(8 * count));
                let short = eight.to_le_bytes().get(count) == Some(&b'"');
                if short && cell.recent(own) {
                    self.at += count + 2;
                    return Ok(());
                }
                cell.text(&self.string()?);
                if short {
                    cell.remember(own);
                }
            }
            Some(b'{' | b'[') => cell.value(self.json()?.to_value()),
            _ => match self.word()? {
                Some(truth) => cell.value(Value::Bool(truth)),
                None => cell.missing(),
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::Json;

    /// Reads straight and by way of objects.
    fn check(text: &str) {
        let found = Scanner::new(text).rows().map(|table| Json::of_rows(&table).write());
        let json = Scanner::new(text).json();
        let expected = json.map(|json| {
            let mut table = GrowingTable::default();
            for row in json.list().unwrap_or(&[]) {
                let mut guess = 0;
                for (name, value) in row.members().unwrap_or(&[(DATA.into(), row.clone())]) {
                    let column = table.place(name, &mut guess);
                    table.cell(column).value(value.to_value());
                }
                table.end_row();
            }
            Json::of_rows(&table.finish()).write()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn rows_as_the_one_before_and_others() {
        let same = r#"{"i":1,"walk in the park":-0.25,"city":"a"}"#;
        let padding = " ".repeat(9);
        for other in [
            same,
            r#"{"i":1,"walk in the park":null,"city":"b"}"#,
            r#"{"i":"x","walk in the park":[1,{"a":2}],"city":true}"#,
            r#"{"i":1,"walk in the pork":2,"city":"a"}"#,
            r#"{"i":1,"city":"a\n\"b\""}"#,
            r#"{"i":1,"i":2,"city":"a"}"#,
            r#"{"i" : 1, "walk in the park":3,"city":"a" }"#,
            r#"{"walk in the park":3}"#,
            r#"{"i":1,"walk in the park":3,"city":"a","more":1}"#,
            "{}",
            "5",
            r#"{"i":1,"walk in the park":3,"city":"a"}}"#,
            r#"{"i":01,"walk in the park":3,"city":"a"}"#,
            r#"{"i":1,"walk in the park":3,"city":"a}"#,
        ] {
            check(&format!("[{same},{same},{other},{other},{other},{same},{same}]"));
            check(&format!("[{same},{same},{other},{same},{same}]{padding}"));
            check(&format!("[{other},{other},{other}]"));
            check(&format!("[{same},{same} {other}]"));
            check(&format!("[{same}{same}{other}]"));
        }
        for list in
            ["[1,2,3]", "[1 2 3 4 5 6 7 8 9]", "[1,2 3 4 5 6 7]", "[]", "[1,2,3,4,]", "[1,2"]
        {
            check(list);
            check(&format!("{list}{padding}"));
        }
    }

    #[test]
    fn words_that_came_before() {
        let mut rows = Vec::new();
        for i in 0..600_usize {
            let word = ["a", "", "12345678901", "山水", "ab", "x\\ty", "7777777"][i % 7];
            let length = (i / 5) % 13;
            let word = format!("{}{word}", "wordwordword".get(..length).unwrap_or_default());
            let number = (i * i) % 1013;
            rows.push(format!(r#"{{"a":"{word}","b":"{}","c":{number}}}"#, number % 150));
        }
        check(&format!("[{}]", rows.join(",")));
        rows.insert(300, r#"{"a":"a","b":1,"c":"1"}"#.to_owned());
        check(&format!("[{}]", rows.join(",")));
    }
}

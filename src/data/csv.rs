//! Delimited text → columns.

use super::columns::Growing;
use super::table::{Column, NULL, Table};
use crate::base::value::number_of;
use crate::error::Result;
use crate::spec::source::Kind;
use std::borrow::Cow;
use std::rc::Rc;

/// Reads lines of cells.
///
/// The first line has the names of the columns, unless `header` has them; of a name that stands twice
/// the last column counts. A cell in quotes may hold the delimiter and line breaks, and `""` for a
/// quote. A cell that a line lacks is the empty text, one too many is left out; a byte order mark and
/// the last line break are passed over. Columns are texts; where `kind` says number they are numbers
/// at once, the empty text null.
///
/// Nothing is malformed: as in d3-dsv, a quote that is never closed ends with the text.
///
/// # Errors
///
/// None in practice: the columns are made equally long here.
///
/// Source: RFC 4180; d3-dsv, `dsv.js`.
///
/// ```
/// use shushuo::data::{csv, json};
/// let table = csv::read("a,b\n1,\"x,y\"\n", ',', None, &|_| None)?;
/// assert_eq!(json::write(&table).write(), r#"[{"a":"1","b":"x,y"}]"#);
/// # Ok::<(), shushuo::error::Diagnostic>(())
/// ```
pub fn read(
    text: &str,
    delimiter: char,
    header: Option<&[Rc<str>]>,
    kind: &dyn Fn(&str) -> Option<Kind>,
) -> Result<Table> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut cells = Cells::new(text, delimiter);
    let names: Vec<Rc<str>> = match header {
        Some(names) => names.to_vec(),
        None => {
            let mut names = Vec::new();
            cells.line(&mut |_, cell| names.push(cell.into()));
            names
        }
    };
    let mut columns: Vec<Filling> = names
        .iter()
        .map(|name| match kind(name) {
            Some(Kind::Number) => Filling::Numbers(Vec::new()),
            Some(Kind::Boolean | Kind::Text | Kind::Date | Kind::Pattern(_)) | None => {
                Filling::Texts(Growing::default())
            }
        })
        .collect();
    let mut rows = 0;
    while !cells.at_end() {
        let mut given = 0;
        cells.line(&mut |i, cell| {
            given = i + 1;
            if let Some(column) = columns.get_mut(i) {
                column.push(&cell);
            }
        });
        for column in columns.iter_mut().skip(given) {
            column.push("");
        }
        rows += 1;
    }
    let mut table = Table::with_rows(rows);
    for (name, column) in names.iter().zip(columns) {
        table.set(name, column.finish())?;
    }
    Ok(table)
}

/// A column that is being read.
enum Filling {
    Numbers(Vec<f64>),
    Texts(Growing),
}

impl Filling {
    fn push(&mut self, cell: &str) {
        match self {
            Self::Numbers(list) => list.push(if cell.is_empty() { NULL } else { number_of(cell) }),
            Self::Texts(column) => column.text(cell),
        }
    }

    fn finish(self) -> Column {
        match self {
            Self::Numbers(list) => Column::Number(list.into()),
            Self::Texts(column) if column.is_empty() => {
                Column::Text { codes: Rc::new([]), words: Rc::new([]) }
            }
            Self::Texts(column) => column.finish(),
        }
    }
}

/// A place in a delimited text.
struct Cells<'a> {
    text: &'a str,
    delimiter: char,
    at: usize,
}

impl<'a> Cells<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        Self { text, delimiter, at: 0 }
    }

    /// Whether all lines were read.
    fn at_end(&self) -> bool {
        self.at > self.text.len() || self.text.is_empty()
    }

    /// Reads a line: each cell with its number.
    fn line(&mut self, each: &mut dyn FnMut(usize, Cow<str>)) {
        for i in 0.. {
            let cell = self.cell();
            each(i, cell);
            let rest = self.text.get(self.at..).unwrap_or("");
            match rest.chars().next() {
                Some(letter) if letter == self.delimiter => self.at += letter.len_utf8(),
                Some('\r') if rest.starts_with("\r\n") => {
                    self.at += 2;
                    return;
                }
                Some(_) => {
                    self.at += 1;
                    return;
                }
                None => {
                    self.at = self.text.len() + 1;
                    return;
                }
            }
        }
    }

    /// The cell at this place, up to the delimiter or line break after it.
    fn cell(&mut self) -> Cow<'a, str> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let Some(inside) = rest.strip_prefix('"') else {
            let ends = |letter: char| letter == self.delimiter || matches!(letter, '\n' | '\r');
            let cell = rest.split(ends).next().unwrap_or("");
            self.at += cell.len();
            return Cow::Borrowed(cell);
        };
        let mut length = 0;
        let mut doubled = false;
        loop {
            let after = inside.get(length..).unwrap_or("");
            let Some(quote) = after.find('"') else {
                length = inside.len();
                break;
            };
            length += quote;
            if !after.get(quote + 1..).unwrap_or("").starts_with('"') {
                break;
            }
            doubled = true;
            length += 2;
        }
        let cell = inside.get(..length).unwrap_or("");
        self.at += 1 + length;
        // What stands between the closing quote and the delimiter is left out.
        let rest = self.text.get(self.at..).unwrap_or("");
        let ends = |letter: char| letter == self.delimiter || matches!(letter, '\n' | '\r');
        self.at += rest.split(ends).next().map_or(0, str::len);
        if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json;

    #[test]
    fn reads_as_d3() {
        let check = |text: &str, expected: &str| {
            let table = read(text, ',', None, &|_| None);
            assert_eq!(table.map(|table| json::write(&table).write()), Ok(expected.to_owned()));
        };
        check("a,b\n1,2\n3,4", r#"[{"a":"1","b":"2"},{"a":"3","b":"4"}]"#);
        check("\u{feff}a,b\r\n1,2\r\n", r#"[{"a":"1","b":"2"}]"#);
        check("a,b\r1,2", r#"[{"a":"1","b":"2"}]"#);
        check("a,b\n\"x\"\"y\",\"1,\n2\"\n", r#"[{"a":"x\"y","b":"1,\n2"}]"#);
        check("a,b\n1\n1,2,3", r#"[{"a":"1","b":""},{"a":"1","b":"2"}]"#);
        check("a,b\n\n1,2", r#"[{"a":"","b":""},{"a":"1","b":"2"}]"#);
        check("a,a\n1,2", r#"[{"a":"2"}]"#);
        check("a\n\"open", r#"[{"a":"open"}]"#);
        check("城市,值\n北京,1", r#"[{"城市":"北京","值":"1"}]"#);
        check("a,b\n", "[]");
        check("", "[]");
    }

    #[test]
    fn header_delimiter_and_numbers() -> Result<()> {
        let header = ["x".into(), "y".into()];
        let kind = |name: &str| (name == "y").then_some(Kind::Number);
        let table = read("1|2\n3|\n4|a", '|', Some(&header), &kind)?;
        let numbers = table.column("y").and_then(Column::numbers).cloned();
        let numbers: Vec<f64> = numbers.iter().flat_map(|list| list.iter().copied()).collect();
        assert_eq!(numbers[0], 2.0);
        assert_eq!(numbers[1].to_bits(), NULL.to_bits());
        assert!(numbers[2].is_nan());
        assert!(matches!(table.column("x"), Some(Column::Text { .. })));
        Ok(())
    }
}

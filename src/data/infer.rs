//! The types of columns, found from their values.

use super::table::{Column, Table, is_null};
use crate::base::date_parse::parse_date;
use crate::base::value::{Value, number_of};
use crate::spec::source::Kind;
use std::rc::Rc;

/// The type that all values of a column can be read as: true or false, else numbers, else times, else texts.
///
/// Null is of every type, and the empty text a number. Without rows there is no type.
///
/// Source: vega-loader, `type.js` (`inferType`).
#[must_use]
pub fn kind(column: &Column) -> Option<Kind> {
    if column.is_empty() {
        return None;
    }
    let mut kinds = Kinds { boolean: true, number: true, date: true };
    match column {
        Column::Number(numbers) => kinds.boolean = numbers.iter().all(|number| is_null(*number)),
        Column::Time(_) => return Some(Kind::Date),
        Column::Text { codes, words } => {
            let mut used = vec![false; words.len()];
            for code in codes.iter() {
                if let Some(used) = used.get_mut(*code as usize) {
                    *used = true;
                }
            }
            for (word, used) in words.iter().zip(used) {
                if used {
                    kinds.text(word);
                }
            }
        }
        Column::Mixed(values) => {
            for value in values.iter() {
                match value {
                    Value::Null => {}
                    Value::Bool(_) => kinds.date = false,
                    Value::Number(number) => kinds.boolean &= number.is_nan(),
                    Value::Text(text) => kinds.text(text),
                    Value::Time(_) => {
                        kinds.boolean = false;
                        kinds.number = false;
                    }
                    Value::List(_) | Value::Object(_) => return Some(Kind::Text),
                }
            }
        }
    }
    Some(match kinds {
        Kinds { boolean: true, .. } => Kind::Boolean,
        Kinds { number: true, .. } => Kind::Number,
        Kinds { date: true, .. } => Kind::Date,
        Kinds { .. } => Kind::Text,
    })
}

/// What the values can still be.
struct Kinds {
    boolean: bool,
    number: bool,
    date: bool,
}

impl Kinds {
    fn text(&mut self, text: &str) {
        self.boolean &= text == "true" || text == "false";
        self.number &= !number_of(text).is_nan();
        self.date = self.date && parse_date(text).is_some();
    }
}

/// The types of all columns that have one.
#[must_use]
pub fn kinds(table: &Table) -> Vec<(Rc<str>, Kind)> {
    let mut kinds = Vec::new();
    for (name, column) in table.columns() {
        if let Some(kind) = kind(column) {
            kinds.push((name.clone(), kind));
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json;
    use crate::error::Place;

    #[test]
    fn of_values() {
        let check = |rows: &str, expected: Option<Kind>| {
            let table = json::read(&Place::root(), rows, None).unwrap();
            assert_eq!(table.column("data").and_then(kind), expected, "{rows}");
        };
        check("[]", None);
        check(r#"["true","false",null]"#, Some(Kind::Boolean));
        check("[true,false]", Some(Kind::Boolean));
        check(r#"["1","2.5",""]"#, Some(Kind::Number));
        check("[1,null]", Some(Kind::Number));
        check(r#"["2012-01-02","2013"]"#, Some(Kind::Date));
        check(r#"["1","x"]"#, Some(Kind::Text));
        check(r#"["2012-01-02",""]"#, Some(Kind::Text));
        check(r#"[{"data": [1]}]"#, Some(Kind::Text));
    }
}

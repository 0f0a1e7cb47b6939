//! Columns read as another type.

use super::table::{Column, NULL, Table};
use crate::base::date_parse::parse_date;
use crate::base::locale::Locale;
use crate::base::path;
use crate::base::time_parse::parse_time;
use crate::base::value::Value;
use crate::error::Result;
use crate::spec::source::Kind;
use std::rc::Rc;

/// The column with its values read as `kind`.
///
/// It has as many rows. Null and the empty text become null. Numbers of texts are read as JavaScript's
/// `Number` does, times as `Date.parse` does; what is none is NaN. A number read as a time is milliseconds.
/// A time that does not fit the pattern is null. The texts `false` and `0` are false, all others true.
///
/// Words of texts are read once each, however many rows have them.
///
/// Source: vega-util, `toNumber.js`, `toDate.js`, `toBoolean.js`, `toString.js`; vega-loader, `type.js`.
#[must_use]
pub fn column(column: &Column, kind: &Kind) -> Column {
    match kind {
        Kind::Number => match column {
            Column::Number(_) => column.clone(),
            Column::Time(times) => Column::Number(times.clone()),
            Column::Text { .. } | Column::Mixed(_) => {
                Column::Number(numbers(column, &|value| value.to_number()))
            }
        },
        Kind::Date => match column {
            Column::Time(_) => column.clone(),
            Column::Number(numbers) => Column::Time(numbers.clone()),
            Column::Text { .. } | Column::Mixed(_) => Column::Time(numbers(column, &date)),
        },
        Kind::Pattern(pattern) => {
            let locale = Locale::en();
            let time =
                |value: &Value| parse_time(&locale, pattern, &value.to_text()).unwrap_or(NULL);
            Column::Time(numbers(column, &time))
        }
        Kind::Text => match column {
            Column::Text { codes, words } => {
                let empty = words.iter().position(|word| word.is_empty());
                let Some(empty) = empty else { return column.clone() };
                let code = |code: &u32| {
                    if *code as usize == empty { super::table::NO_WORD } else { *code }
                };
                Column::Text { codes: codes.iter().map(code).collect(), words: words.clone() }
            }
            Column::Number(_) | Column::Time(_) | Column::Mixed(_) => {
                let text = |row| {
                    let value = column.value(row);
                    (!missing(&value)).then(|| value.to_text())
                };
                Column::from_texts((0..column.len()).map(text))
            }
        },
        Kind::Boolean => {
            let truth = |row| {
                let value = column.value(row);
                if missing(&value) {
                    return Value::Null;
                }
                let no = value.as_text().is_some_and(|text| matches!(&**text, "false" | "0"));
                Value::Bool(!no && value.truthy())
            };
            Column::Mixed((0..column.len()).map(truth).collect())
        }
    }
}

fn missing(value: &Value) -> bool {
    value.is_null() || value.as_text().is_some_and(|text| text.is_empty())
}

/// The time that a value means, in milliseconds.
fn date(value: &Value) -> f64 {
    match value {
        Value::Number(time) | Value::Time(time) => *time,
        Value::Text(text) => parse_date(text).unwrap_or(f64::NAN),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Object(_) => f64::NAN,
    }
}

/// A number for each row, and [`NULL`] where there is no value; each word of a text is read once.
fn numbers(column: &Column, read: &dyn Fn(&Value) -> f64) -> Rc<[f64]> {
    let read = |value: &Value| if missing(value) { NULL } else { read(value) };
    match column {
        Column::Text { codes, words } => {
            let words: Vec<f64> =
                words.iter().map(|word| read(&Value::Text(word.clone()))).collect();
            codes.iter().map(|code| words.get(*code as usize).copied().unwrap_or(NULL)).collect()
        }
        Column::Number(_) | Column::Time(_) | Column::Mixed(_) => {
            (0..column.len()).map(|row| read(&column.value(row))).collect()
        }
    }
}

/// Reads the fields of a table as these types. A path such as `a.b` becomes a column of that name; a field
/// that the table does not have is passed over.
///
/// # Errors
///
/// None in practice: columns stay as long as they are.
pub fn fields(table: &mut Table, kinds: &[(Rc<str>, Kind)]) -> Result<()> {
    for (field, kind) in kinds {
        if let Some(old) = table.path(field) {
            table.set(&path::flat(field), column(&old, kind))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json;
    use crate::error::Place;

    fn check(rows: &str, kind: Kind, expected: &str) {
        let table = json::read(&Place::root(), rows, None).unwrap();
        let found = column(table.column("data").unwrap(), &kind);
        let found: Vec<String> = (0..found.len())
            .map(|row| {
                let value = found.value(row);
                match (value.as_text(), value.as_number()) {
                    (Some(text), _) => format!("'{text}'"),
                    (None, Some(time)) if matches!(value, Value::Time(_)) && time.is_finite() => {
                        format!("@{time}")
                    }
                    _ => value.to_text().to_string(),
                }
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{rows} {kind:?}");
    }

    #[test]
    fn kinds() {
        let mixed = r#"["1.5","",null,"x",true]"#;
        check(mixed, Kind::Number, "1.5 null null NaN 1");
        check(mixed, Kind::Text, "'1.5' null null 'x' 'true'");
        check(mixed, Kind::Boolean, "true null null true true");
        check(r#"["1","a","","1"]"#, Kind::Number, "1 NaN null 1");
        check(r#"["1","a","","1"]"#, Kind::Text, "'1' 'a' null '1'");
        check(r#"["false","0","true",""]"#, Kind::Boolean, "false false true null");
        check("[0,2]", Kind::Boolean, "false true");
        check("[0,2]", Kind::Text, "'0' '2'");
    }

    #[test]
    fn times() {
        check("[5,null]", Kind::Date, "@5 null");
        let texts = r#"["2012-01-02","","nonsense"]"#;
        check(texts, Kind::Date, "@1325462400000 null Invalid Date");
        let pattern = Kind::Pattern("%d/%m/%Y".into());
        check(r#"["02/01/2012",null,"2012"]"#, pattern, "@1325462400000 null null");
        check("[2012]", Kind::Pattern("%Y".into()), "@1325376000000");
    }

    #[test]
    fn nested_fields_are_flattened() -> Result<()> {
        let mut table = json::read(&Place::root(), r#"[{"a":{"b":"1"}}]"#, None)?;
        fields(&mut table, &[("a.b".into(), Kind::Number), ("c".into(), Kind::Number)])?;
        assert_eq!(json::write(&table).write(), r#"[{"a":{"b":"1"},"a.b":1}]"#);
        Ok(())
    }
}

//! JSON → columns, without an object for each row.

use super::columns::{Growing, GrowingTable};
use super::table::Table;
use crate::base::json::Json;
use crate::base::path;
use crate::base::scan::rows::DATA;
use crate::base::scan::{Fault, Scanner};
use crate::error::{DataError, Diagnostic, Place, Result};
use std::rc::Rc;

/// The table of values that stand in the spec.
///
/// A list gives one row for each element, anything else one row. An object's members become columns
/// in order of first appearance; a row without the member has null there. A list's elements become the columns
/// `0`, `1` … Any other value stands in the column `data`. `property` is the path of the member that has the rows.
///
/// # Errors
///
/// `DataError::Format` at `at` when there is no such member.
///
/// Source: Vega-Lite docs, "Data"; Vega, `vega-loader/src/formats/json.js`.
pub fn table(at: &Place, json: &Json, property: Option<&str>) -> Result<Table> {
    let mut table = GrowingTable::default();
    match inside(at, json, property)? {
        Json::List(list) => list.iter().for_each(|json| row(&mut table, json)),
        // JSON text holding nothing is a table without rows.
        Json::Null => {}
        Json::Rows(table) => return Ok((**table).clone()),
        json @ (Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Object(_)) => {
            row(&mut table, json);
        }
    }
    Ok(table.finish())
}

/// The value at the path `property`, or the whole.
///
/// # Errors
///
/// `DataError::Format` at `at` when there is no such member.
pub fn inside<'a>(at: &Place, json: &'a Json, property: Option<&str>) -> Result<&'a Json> {
    let mut json = json;
    for step in property.map(path::steps).unwrap_or_default() {
        json = member(json, &step).ok_or_else(|| missing(at, &step))?;
    }
    Ok(json)
}

/// The value of a JSON text.
///
/// # Errors
///
/// `DataError::Format` with line and column of the text at `at` when it is not JSON.
pub fn parse(at: &Place, text: &str) -> Result<Json> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scanner = Scanner::new(text);
    let json = scanner.json().and_then(|json| scanner.end().map(|()| json));
    json.map_err(|fault| wrong(at, text, &fault))
}

fn wrong(at: &Place, text: &str, fault: &Fault) -> Diagnostic {
    let (line, column) = fault.place(text);
    let place = at.at_text(line, column);
    let found = format!("expected {}", fault.expected).into();
    Diagnostic::error(&place, DataError::Format { format: "json", found })
}

fn member<'a>(json: &'a Json, step: &str) -> Option<&'a Json> {
    match json.list() {
        Some(list) => list.get(step.parse::<usize>().ok()?),
        None => json.get(step),
    }
}

fn missing(at: &Place, step: &str) -> Diagnostic {
    let found = format!("no member \"{step}\"").into();
    Diagnostic::error(at, DataError::Format { format: "json", found })
}

fn row(table: &mut GrowingTable, json: &Json) {
    let mut guess = 0;
    match json.members() {
        Some(members) => {
            for (name, value) in members {
                cell(table.named(name, &mut guess), value);
            }
        }
        None => match json.list() {
            Some(list) => {
                for (i, value) in list.iter().enumerate() {
                    cell(table.named(&i.to_string(), &mut guess), value);
                }
            }
            None => cell(table.named(DATA, &mut guess), json),
        },
    }
    table.end_row();
}

fn cell(cell: &mut Growing, json: &Json) {
    match json {
        Json::Null => cell.missing(),
        Json::Number(number) => cell.number(*number),
        Json::Text(text) => cell.text(text),
        Json::Bool(_) | Json::List(_) | Json::Rows(_) | Json::Object(_) => {
            cell.value(json.to_value());
        }
    }
}

/// The table of a JSON text, read straight into columns. See [`table`].
///
/// # Errors
///
/// `DataError::Format` with line and column when it is not JSON, or when it has no member `property`.
pub fn read(at: &Place, text: &str, property: Option<&str>) -> Result<Table> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let steps = property.map(path::steps).unwrap_or_default();
    let mut scanner = Scanner::new(text);
    let fault = |fault: Fault| wrong(at, text, &fault);
    let table = match find(&mut scanner, &steps).map_err(fault)? {
        Some(step) => return Err(missing(at, &step)),
        None => scanner.rows().map_err(fault)?,
    };
    if steps.is_empty() {
        scanner.end().map_err(fault)?;
    }
    Ok(table)
}

/// Goes to the value at a path; gives the step that leads nowhere.
fn find(scanner: &mut Scanner, steps: &[Rc<str>]) -> std::result::Result<Option<Rc<str>>, Fault> {
    'steps: for step in steps {
        let (close, mut first) = match scanner.peek() {
            Some(b'{') => (b'}', true),
            Some(b'[') => (b']', true),
            _ => return Ok(Some(step.clone())),
        };
        scanner.pass(if close == b'}' { b'{' } else { b'[' });
        let mut i = 0;
        while scanner.more(close, first)? {
            first = false;
            let found = if close == b'}' {
                let name = scanner.string()?;
                scanner.need(b':', "\":\"")?;
                *name == **step
            } else {
                i += 1;
                step.parse() == Ok(i - 1)
            };
            if found {
                continue 'steps;
            }
            scanner.json()?;
        }
        return Ok(Some(step.clone()));
    }
    Ok(None)
}

/// A table as a list of objects, each member in every row; times are ISO 8601 texts.
#[must_use]
pub fn write(table: &Table) -> Json {
    Json::of_rows(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads both ways, and writes.
    fn check(text: &str, property: Option<&str>, expected: &str) {
        let said = |table: Result<Table>| match table {
            Ok(table) => write(&table).write(),
            Err(why) => why.to_string(),
        };
        assert_eq!(said(read(&Place::root(), text, property)), expected, "{text}");
        if let Ok(json) = Json::parse(text) {
            assert_eq!(said(table(&Place::root(), &json, property)), expected, "{text}");
        }
    }

    #[test]
    fn tables() {
        check(
            r#"[{"a":1,"b":"x"},{"b":null,"a":2.5},{"c":true}]"#,
            None,
            r#"[{"a":1,"b":"x","c":null},{"a":2.5,"b":null,"c":null},{"a":null,"b":null,"c":true}]"#,
        );
        check("[1,2]", None, r#"[{"data":1},{"data":2}]"#);
        check(r#"["a",null]"#, None, r#"[{"data":"a"},{"data":null}]"#);
        check(r#"{"a":[1,{"b":2}]}"#, None, r#"[{"a":[1,{"b":2}]}]"#);
        check("[[1,2],[3]]", None, r#"[{"0":1,"1":2},{"0":3,"1":null}]"#);
        check("3", None, r#"[{"data":3}]"#);
        check("[]", None, "[]");
        check("null", None, "[]");
        check(r#"[{"a":1,"a":2}]"#, None, r#"[{"a":2}]"#);
    }

    #[test]
    fn properties() {
        let text = r#"{"x":[{"a":0}],"rows":{"list":[[],[{"a":1}]]}}"#;
        check(text, Some("x"), r#"[{"a":0}]"#);
        check(text, Some("rows.list[1]"), r#"[{"a":1}]"#);
        check(text, Some("rows.none"), r#"not json: no member "none""#);
        check("3", Some("a"), r#"not json: no member "a""#);
    }

    #[test]
    fn faults() {
        check("[{\"a\":1},\n{\"a\" 2}]", None, "2:6: not json: expected \":\"");
        check("[1,2", None, "1:5: not json: expected \",\" or \"]\"");
        check("[1] 2", None, "1:5: not json: expected the end");
    }
}

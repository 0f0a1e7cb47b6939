//! `flatten`.

use super::input::Input;
use crate::base::value::Value;
use crate::data::Table;
use crate::data::columns::Growing;
use crate::spec::transform::Flatten;

/// Gives one row for each element of lists.
///
/// A row becomes as many rows as its longest list has elements; where another list is shorter, null. What
/// is no list has no elements.
///
/// # Errors
///
/// `DataError::UnknownField` at `flatten/<j>`.
///
/// Source: Vega-Lite docs, "Flatten"; Vega, `Flatten.js`.
pub(super) fn apply(step: &Flatten, input: &Input, table: &Table) -> Table {
    let mut grown = Vec::new();
    for _ in input.columns {
        grown.push(Growing::default());
    }
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        let before = rows.len();
        for column in input.columns {
            let length = column.value(row).as_list().map_or(0, |list| list.len());
            if rows.len() < before + length {
                rows.resize(before + length, row as u32);
            }
        }
        for (column, grown) in input.columns.iter().zip(&mut grown) {
            if let Value::List(list) = column.value(row) {
                for value in list.iter() {
                    grown.value(value.clone());
                }
            }
            grown.fit(rows.len());
        }
    }
    let mut out = table.take(&rows);
    for (name, grown) in step.name.iter().zip(&mut grown) {
        out.put(name, std::mem::take(grown).finish());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn one_row_for_each_element() {
        check(
            r#"{"flatten":["a","b"],"as":["x"]}"#,
            r#"[{"k":1,"a":[1,2],"b":["p"]},{"k":2,"a":[],"b":[]},{"k":3,"a":[3],"b":["q"]}]"#,
            r#"[{"k":1,"a":[1,2],"b":"p","x":1},{"k":1,"a":[1,2],"b":null,"x":2},{"k":3,"a":[3],"b":"q","x":3}]"#,
        );
        check(r#"{"flatten":["a"]}"#, r#"[{"a":7},{"a":null}]"#, "[]");
        check(r#"{"flatten":["b"]}"#, r#"[{"a":7}]"#, "error at /transform/0/flatten/0");
    }
}

//! `flatten`.

use super::column;
use crate::base::value::Value;
use crate::data::Table;
use crate::data::columns::Growing;
use crate::error::Result;
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
pub(super) fn apply(step: &Flatten, table: &Table) -> Result<Table> {
    let mut columns = Vec::with_capacity(step.flatten.len());
    for (j, field) in step.flatten.iter().enumerate() {
        columns.push(column(table, &step.at, &format!("flatten/{j}"), field)?);
    }
    let mut grown: Vec<Growing> = columns.iter().map(|_| Growing::default()).collect();
    let mut rows = Vec::new();
    for row in 0..table.rows() {
        let values: Vec<Value> = columns.iter().map(|column| column.value(row)).collect();
        let list = |value: &'_ Value| match value {
            Value::List(list) => Some(list.clone()),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Time(_)
            | Value::Object(_) => None,
        };
        let lists: Vec<_> = values.iter().map(list).collect();
        let length = lists.iter().flatten().map(|list| list.len()).max().unwrap_or(0);
        for i in 0..length {
            rows.push(row as u32);
            for (grown, list) in grown.iter_mut().zip(&lists) {
                let value = list.as_ref().and_then(|list| list.get(i).cloned());
                grown.value(value.unwrap_or_default());
            }
        }
    }
    let mut out = table.take(&rows);
    for (name, grown) in step.name.iter().zip(grown) {
        out.set(name, grown.finish())?;
    }
    Ok(out)
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

//! `fold`.

use super::column;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::spec::transform::Fold;

/// Gives one row for each of several columns.
///
/// Each row becomes as many as there are fields, one after the other, with the name of the field and its
/// value in two more columns. The values are numbers when all the fields are.
///
/// # Errors
///
/// `DataError::UnknownField` at `fold/<j>`.
///
/// Source: Vega-Lite docs, "Fold"; Vega, `Fold.js`.
pub(super) fn apply(step: &Fold, table: &Table) -> Result<Table> {
    let mut columns = Vec::with_capacity(step.fold.len());
    for (j, field) in step.fold.iter().enumerate() {
        columns.push(column(table, &step.at, &format!("fold/{j}"), field)?);
    }
    let n = columns.len();
    let rows: Vec<u32> =
        (0..table.rows() as u32).flat_map(|row| std::iter::repeat_n(row, n)).collect();
    let codes = (0..rows.len()).map(|i| (i % n) as u32).collect();
    let words = step.fold.clone().into();
    let lists: Vec<_> = columns
        .iter()
        .filter_map(|column| match column {
            Column::Number(list) => Some(list),
            Column::Time(_) | Column::Text { .. } | Column::Mixed(_) => None,
        })
        .collect();
    let values = if lists.len() == n {
        let mut values = Vec::with_capacity(rows.len());
        for row in 0..table.rows() {
            values.extend(lists.iter().filter_map(|list| list.get(row)));
        }
        Column::Number(values.into())
    } else {
        let of = |row| columns.iter().map(move |column| column.value(row));
        Column::from_values((0..table.rows()).flat_map(of).collect())
    };
    let mut out = table.take(&rows);
    let [key, value] = &step.name;
    out.set(key, Column::Text { codes, words })?;
    out.set(value, values)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn one_row_for_each_field() {
        check(
            r#"{"fold":["a","b"],"as":["k","v"]}"#,
            r#"[{"a":1,"b":2},{"a":3,"b":null}]"#,
            r#"[{"a":1,"b":2,"k":"a","v":1},{"a":1,"b":2,"k":"b","v":2},{"a":3,"b":null,"k":"a","v":3},{"a":3,"b":null,"k":"b","v":null}]"#,
        );
        check(
            r#"{"fold":["a","b"]}"#,
            r#"[{"a":1,"b":"x"}]"#,
            r#"[{"a":1,"b":"x","key":"a","value":1},{"a":1,"b":"x","key":"b","value":"x"}]"#,
        );
        check(r#"{"fold":["a","c"]}"#, r#"[{"a":1}]"#, "error at /transform/0/fold/1");
    }
}

//! `lookup`.

use super::group::Groups;
use super::input::{Fields, Input};
use super::{Context, place};
use crate::base::words::Words;
use crate::data::{Column, Table};
use crate::error::{DataError, Diagnostic, Result};
use crate::spec::transform::{Lookup, LookupFrom};

/// Adds columns from the row of another table with the same key; of several such rows the last.
///
/// Keys are the same when their texts are. Where there is no such row, `default`. Without `fields`, the
/// one column holds the row as an object.
///
/// # Errors
///
/// `DataError::NotLoaded` at `from/data` when the context has no such table (a selection it does not know
/// is empty); `DataError::UnknownField` at `lookup`, `from/key` or `from/fields/<j>`.
///
/// Source: Vega-Lite docs, "Lookup"; Vega, `Lookup.js`.
pub(super) fn apply(
    context: &Context,
    step: &Lookup,
    input: &Input,
    mut table: Table,
) -> Result<Table> {
    let other = match &step.from {
        LookupFrom::Data { table: name, .. } => (context.table)(name).ok_or_else(|| {
            let kind = DataError::NotLoaded { source: name.clone() };
            Diagnostic::error(&place(&step.at, "from/data", 0), kind)
        })?,
        LookupFrom::Param(name) => (context.table)(name).unwrap_or_default(),
    };
    let mut fields = Fields::default();
    fields.one("from/key", &step.key);
    fields.all("from/fields/#", &step.fields);
    let columns = fields.find(&other, &step.at)?;
    let ([keys], [known, columns @ ..]) = (input.columns, columns.as_slice()) else {
        return Ok(table);
    };
    let rows = matches(keys, known);
    let mut whole = Vec::new();
    if columns.is_empty() {
        let mut values = Vec::with_capacity(other.rows());
        for row in 0..other.rows() {
            values.push(other.row(row));
        }
        whole.push(Column::Mixed(values.into()));
    }
    for (name, column) in step.name.iter().zip(columns.iter().chain(&whole)) {
        let mut found = column.take(&rows);
        if !step.default.is_null() {
            let mut values = Vec::with_capacity(rows.len());
            for (i, row) in rows.iter().enumerate() {
                let none = *row == u32::MAX;
                values.push(if none { step.default.clone() } else { found.value(i) });
            }
            found = Column::from_values(values);
        }
        table.put(name, found);
    }
    Ok(table)
}

/// For each key the last row of `known` with the same text, or [`u32::MAX`]. Texts are made only once
/// for each distinct value.
fn matches(keys: &Column, known: &Column) -> Vec<u32> {
    let distinct = |column: &Column| Groups::of_columns(column.len(), std::slice::from_ref(column));
    let groups = distinct(known);
    let mut last = groups.first.clone();
    for (row, group) in groups.of.iter().enumerate() {
        last[*group as usize] = row as u32;
    }
    let mut words = Words::default();
    let mut rows = vec![u32::MAX; groups.len()];
    for (first, last) in groups.first.iter().zip(last) {
        rows[words.number_of(&known.value(*first as usize).to_text()) as usize] = last;
    }
    let groups = distinct(keys);
    let mut found = Vec::with_capacity(groups.len());
    for first in &groups.first {
        let code = words.number_of(&keys.value(*first as usize).to_text());
        found.push(rows.get(code as usize).copied().unwrap_or(u32::MAX));
    }
    let mut of = groups.of;
    for group in &mut of {
        *group = found[*group as usize];
    }
    of
}

#[cfg(test)]
mod tests {
    use super::super::check::{check, run_in};
    use super::*;
    use crate::data::json;
    use crate::error::Place;

    #[test]
    fn takes_from_the_other_table() {
        let other =
            r#"[{"id":1,"n":"one","v":10},{"id":2,"n":"two","v":20},{"id":1,"n":"uno","v":11}]"#;
        let other = json::read(&Place::root(), other, None).unwrap();
        let find = |name: &str| (name == "o").then(|| other.clone());
        let mut context = Context::empty();
        context.table = &find;
        let check = |rest: &str, expected: &str| {
            let step = format!(r#"{{"lookup":"k",{rest}}}"#);
            let rows = r#"[{"k":1},{"k":"2"},{"k":3}]"#;
            let said = match run_in(&context, &step, rows) {
                Ok(table) => json::write(&table).write(),
                Err(why) => format!("error at {}", why.at),
            };
            assert_eq!(said, expected, "{step}");
        };
        check(
            r#""from":{"data":{"name":"o"},"key":"id","fields":["n","v"]}"#,
            r#"[{"k":1,"n":"uno","v":11},{"k":"2","n":"two","v":20},{"k":3,"n":null,"v":null}]"#,
        );
        check(
            r#""from":{"data":{"name":"o"},"key":"id","fields":["v"]},"as":["w"],"default":0"#,
            r#"[{"k":1,"w":11},{"k":"2","w":20},{"k":3,"w":0}]"#,
        );
        check(
            r#""from":{"data":{"name":"o"},"key":"id"},"as":"r""#,
            r#"[{"k":1,"r":{"id":1,"n":"uno","v":11}},{"k":"2","r":{"id":2,"n":"two","v":20}},{"k":3,"r":null}]"#,
        );
        let fields = r#""from":{"data":{"name":"o"},"key":"id","fields":["z"]}"#;
        check(fields, "error at /transform/0/from/fields/0");
        check(r#""from":{"data":{"name":"o"},"key":"z"}"#, "error at /transform/0/from/key");
    }

    #[test]
    fn unknown_tables() {
        let rows = r#"[{"k":1}]"#;
        let from = r#"{"lookup":"k","from":{"data":{"url":"u"},"key":"id"}}"#;
        check(from, rows, "error at /transform/0/from/data");
        check(r#"{"lookup":"k","from":{"param":"p","key":"id"}}"#, rows, r#"[{"k":1,"p":null}]"#);
    }
}

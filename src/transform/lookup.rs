//! `lookup`.

use super::group::Groups;
use super::{Context, column, place};
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::error::{DataError, Diagnostic, Result};
use crate::spec::transform::{Lookup, LookupFrom};
use std::collections::HashMap;
use std::rc::Rc;

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
pub(super) fn apply(context: &Context, step: &Lookup, mut table: Table) -> Result<Table> {
    let other = match &step.from {
        LookupFrom::Data { table: name, .. } => (context.table)(name).ok_or_else(|| {
            let kind = DataError::NotLoaded { source: name.clone() };
            Diagnostic::error(&place(&step.at, "from/data"), kind)
        })?,
        LookupFrom::Param(name) => (context.table)(name).unwrap_or_default(),
    };
    let keys = column(&table, &step.at, "lookup", &step.lookup)?;
    let known = column(&other, &step.at, "from/key", &step.key)?;
    let rows = matches(&keys, &known);
    for (j, name) in step.name.iter().enumerate() {
        let found = match step.fields.get(j) {
            Some(field) => {
                column(&other, &step.at, &format!("from/fields/{j}"), field)?.take(&rows)
            }
            None if step.fields.is_empty() && j == 0 => {
                let row = |row: &u32| match *row {
                    u32::MAX => Value::Null,
                    row => other.row(row as usize),
                };
                Column::Mixed(rows.iter().map(row).collect())
            }
            None => break,
        };
        let found = if step.default.is_null() {
            found
        } else {
            let value = |(i, row): (usize, &u32)| {
                if *row == u32::MAX { step.default.clone() } else { found.value(i) }
            };
            Column::from_values(rows.iter().enumerate().map(value).collect())
        };
        table.set(name, found)?;
    }
    Ok(table)
}

/// For each key the last row of `known` with the same text, or [`u32::MAX`]. Texts are made only once
/// for each distinct value.
fn matches(keys: &Column, known: &Column) -> Vec<u32> {
    let groups = Groups::of_columns(known.len(), std::slice::from_ref(known));
    let mut last = groups.first.clone();
    for (row, group) in groups.of.iter().enumerate() {
        last[*group as usize] = row as u32;
    }
    let rows: HashMap<Rc<str>, u32> = groups
        .first
        .iter()
        .zip(last)
        .map(|(first, last)| (known.value(*first as usize).to_text(), last))
        .collect();
    let groups = Groups::of_columns(keys.len(), std::slice::from_ref(keys));
    let found: Vec<u32> = groups
        .first
        .iter()
        .map(|first| rows.get(&keys.value(*first as usize).to_text()).copied().unwrap_or(u32::MAX))
        .collect();
    groups.of.iter().map(|group| found[*group as usize]).collect()
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

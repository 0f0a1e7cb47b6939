//! `impute`.

use super::group::Groups;
use super::input::Input;
use super::measure::numbers_of;
use super::quantile::quantile;
use super::window;
use crate::base::path;
use crate::base::value::Value;
use crate::base::words::Words;
use crate::data::table::is_null;
use crate::data::{Column, Table};
use crate::spec::transform::{Impute, ImputeMethod, KeyVals};

/// Adds a row for each key that a group lacks.
///
/// The keys are `keyvals` and those in the data. The rows of `table` come first, then the new ones, group by
/// group, in the order of the keys; they have `groupby`, `key` and `impute`, and null elsewhere. With
/// another method than `value`, nulls of the data are replaced as well, and `frame` counts rows of the
/// group: those of the data, then the new ones.
///
/// # Errors
///
/// `DataError::UnknownField` at `impute`, `key` or `groupby/<j>`.
///
/// Source: Vega-Lite docs, "Impute"; Vega, `Impute.js`; Vega-Lite, `impute.ts`.
pub(super) fn apply(step: &Impute, input: &Input, table: &Table) -> Table {
    let [values, keys] = input.columns else { return Table::default() };
    let mut groups = input.groups(table);
    let (domain, of) = domain(step, keys);
    let n = domain.len();
    let mut present = vec![false; groups.len() * n];
    for (row, group) in groups.of.iter().enumerate() {
        present[*group as usize * n + of[row] as usize] = true;
    }
    // The first row of the group of each new row, and its key.
    let mut firsts = Vec::new();
    let mut new_keys = Vec::new();
    for (cell, present) in present.into_iter().enumerate() {
        if !present {
            firsts.push(groups.first[cell / n]);
            new_keys.push(domain[cell % n].clone());
            groups.push((cell / n) as u32);
        }
    }
    let count = firsts.len();
    let none = vec![u32::MAX; count];
    let mut out = Table::with_rows(table.rows() + count);
    for (name, column) in table.columns() {
        out.put(name, column.then(&column.take(&none)));
    }
    for (field, key) in step.groupby.iter().zip(input.keys) {
        out.put(&path::flat(field), key.then(&key.take(&firsts)));
    }
    out.put(&path::flat(&step.key), keys.then(&Column::from_values(new_keys)));
    let value = match (step.method, &step.value) {
        (ImputeMethod::Value, Some(value)) => value.clone(),
        (ImputeMethod::Value, None) => Value::Number(0.0),
        (ImputeMethod::Mean | ImputeMethod::Median | ImputeMethod::Max | ImputeMethod::Min, _) => {
            Value::Null
        }
    };
    let new =
        if value.is_null() { values.take(&none) } else { Column::from_values(vec![value; count]) };
    let mut filled = values.then(&new);
    if step.method != ImputeMethod::Value {
        filled = replace(step, &filled, &groups);
    }
    out.put(&path::flat(&step.impute), filled);
    out
}

/// The distinct keys, those of `keyvals` first, and the number of the key of each row.
fn domain(step: &Impute, keys: &Column) -> (Vec<Value>, Vec<u32>) {
    let mut domain = Vec::new();
    match &step.keyvals {
        None => {}
        Some(KeyVals::List(list)) => domain.extend_from_slice(list),
        Some(KeyVals::Sequence { start, stop, step }) => {
            // As many as fit before the end, and no more than a table could have.
            let count = ((stop - start) / step).ceil().clamp(0.0, 1e7) as usize;
            for i in 0..count {
                domain.push(Value::Number(start + i as f64 * step));
            }
        }
    }
    // Of equal ones the last counts, so that the word of each is its place.
    let mut known = Words::default();
    let mut place = Vec::new();
    for (i, key) in domain.iter().enumerate() {
        let code = known.number_of(&key.to_text()) as usize;
        place.resize(place.len().max(code + 1), 0);
        place[code] = i as u32;
    }
    let distinct = Groups::of_columns(keys.len(), std::slice::from_ref(keys));
    let mut numbers = Vec::with_capacity(distinct.len());
    for first in &distinct.first {
        let key = keys.value(*first as usize);
        let code = known.number_of(&key.to_text()) as usize;
        if code == place.len() {
            place.push(domain.len() as u32);
            domain.push(key);
        }
        numbers.push(place[code]);
    }
    let mut of = distinct.of;
    for group in &mut of {
        *group = numbers[*group as usize];
    }
    (domain, of)
}

/// The column with its nulls replaced by what the method finds in the frame around each.
fn replace(step: &Impute, column: &Column, groups: &Groups) -> Column {
    let mut values = Vec::with_capacity(column.len());
    for row in 0..column.len() {
        values.push(column.number(row));
    }
    let mut out = values.clone();
    for group in 0..groups.len() {
        let rows = groups.rows(group);
        for (i, row) in rows.iter().enumerate() {
            if is_null(values[*row as usize]) {
                let (from, to) = window::bounds(step.frame, i, rows.len());
                let mut numbers = numbers_of(&values, &rows[from..to.max(from)]);
                out[*row as usize] = summary(step.method, &mut numbers).unwrap_or(f64::NAN);
            }
        }
    }
    Column::Number(out.into())
}

fn summary(method: ImputeMethod, numbers: &mut [f64]) -> Option<f64> {
    match method {
        ImputeMethod::Value => None,
        ImputeMethod::Median => quantile(numbers, 0.5),
        ImputeMethod::Max => quantile(numbers, 1.0),
        ImputeMethod::Min => quantile(numbers, 0.0),
        ImputeMethod::Mean => {
            let mut mean = f64::NAN;
            for (i, number) in numbers.iter().enumerate() {
                mean = if i == 0 { *number } else { mean + (number - mean) / (i as f64 + 1.0) };
            }
            Some(mean)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn adds_rows() {
        let rows = r#"[{"g":"p","k":1,"x":5,"z":0},{"g":"p","k":2,"x":7,"z":0},{"g":"q","k":2,"x":9,"z":0}]"#;
        check(
            r#"{"impute":"x","key":"k","groupby":["g"],"value":3}"#,
            rows,
            r#"[{"g":"p","k":1,"x":5,"z":0},{"g":"p","k":2,"x":7,"z":0},{"g":"q","k":2,"x":9,"z":0},{"g":"q","k":1,"x":3,"z":null}]"#,
        );
        check(
            r#"{"impute":"x","key":"k","keyvals":{"start":2,"stop":4}}"#,
            r#"[{"k":2,"x":5}]"#,
            r#"[{"k":2,"x":5},{"k":3,"x":0}]"#,
        );
        check(
            r#"{"impute":"x","key":"k","keyvals":[4,5],"value":null}"#,
            r#"[{"k":5,"x":5}]"#,
            r#"[{"k":5,"x":5},{"k":4,"x":null}]"#,
        );
    }

    #[test]
    fn methods_and_frames() {
        let rows = r#"[{"k":1,"x":5},{"k":2,"x":null},{"k":3,"x":8}]"#;
        check(
            r#"{"impute":"x","key":"k","keyvals":[4],"method":"mean"}"#,
            rows,
            r#"[{"k":1,"x":5},{"k":2,"x":6.5},{"k":3,"x":8},{"k":4,"x":6.5}]"#,
        );
        check(
            r#"{"impute":"x","key":"k","keyvals":[4],"method":"max","frame":[-1,0]}"#,
            rows,
            r#"[{"k":1,"x":5},{"k":2,"x":5},{"k":3,"x":8},{"k":4,"x":8}]"#,
        );
        check(r#"{"impute":"y","key":"k"}"#, rows, "error at /transform/0/impute");
    }
}

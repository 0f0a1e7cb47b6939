//! `impute`.

use super::column;
use super::group::Groups;
use super::quantile::quantile;
use crate::base::path;
use crate::base::value::Value;
use crate::data::table::is_null;
use crate::data::{Column, Table};
use crate::error::Result;
use crate::spec::transform::{Impute, ImputeMethod, KeyVals};
use std::collections::HashMap;
use std::rc::Rc;

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
pub(super) fn apply(step: &Impute, table: Table) -> Result<Table> {
    let values = column(&table, &step.at, "impute", &step.impute)?;
    let keys = column(&table, &step.at, "key", &step.key)?;
    let groups = Groups::by(&table, &step.at, &step.groupby)?;
    let (domain, of) = domain(step, &keys);
    let mut present = vec![false; groups.len() * domain.len()];
    for (row, group) in groups.of.iter().enumerate() {
        present[*group as usize * domain.len() + of[row] as usize] = true;
    }
    // The group and the key of each new row.
    let new: Vec<(usize, usize)> = (0..groups.len())
        .flat_map(|group| (0..domain.len()).map(move |key| (group, key)))
        .filter(|(group, key)| !present[group * domain.len() + key])
        .collect();
    let mut out = Table::with_rows(table.rows() + new.len());
    let none = vec![u32::MAX; new.len()];
    for (name, column) in table.columns() {
        out.set(name, column.then(&column.take(&none)))?;
    }
    for (j, field) in step.groupby.iter().enumerate() {
        let group = column(&table, &step.at, &format!("groupby/{j}"), field)?;
        let firsts: Vec<u32> = new.iter().map(|(group, _)| groups.first[*group]).collect();
        out.set(&path::flat(field), group.then(&group.take(&firsts)))?;
    }
    let key = |(_, key): &(usize, usize)| domain[*key].clone();
    let new_keys = Column::from_values(new.iter().map(key).collect());
    out.set(&path::flat(&step.key), keys.then(&new_keys))?;
    let method = step.method;
    let value = match (method, &step.value) {
        (ImputeMethod::Value, Some(value)) => value.clone(),
        (ImputeMethod::Value, None) => Value::Number(0.0),
        (ImputeMethod::Mean | ImputeMethod::Median | ImputeMethod::Max | ImputeMethod::Min, _) => {
            Value::Null
        }
    };
    let filled = if value.is_null() {
        values.then(&values.take(&none))
    } else {
        values.then(&Column::from_values(vec![value; new.len()]))
    };
    let filled = if method == ImputeMethod::Value {
        filled
    } else {
        let mut of = groups.of.clone();
        of.extend(new.iter().map(|(group, _)| *group as u32));
        let of = Column::Number(of.into_iter().map(f64::from).collect());
        replace(step, &filled, &Groups::of_columns(filled.len(), &[of]))
    };
    out.set(&path::flat(&step.impute), filled)?;
    Ok(out)
}

/// The distinct keys, those of `keyvals` first, and the number of the key of each row.
fn domain(step: &Impute, keys: &Column) -> (Vec<Value>, Vec<u32>) {
    let mut domain: Vec<Value> = match &step.keyvals {
        None => Vec::new(),
        Some(KeyVals::List(list)) => list.clone(),
        Some(KeyVals::Sequence { start, stop, step }) => {
            // As many as fit before the end, and no more than a table could have.
            let count = ((stop - start) / step).ceil().clamp(0.0, 1e7) as usize;
            (0..count).map(|i| Value::Number(start + i as f64 * step)).collect()
        }
    };
    let mut known: HashMap<Rc<str>, u32> = HashMap::new();
    for (i, key) in domain.iter().enumerate() {
        known.insert(key.to_text(), i as u32);
    }
    let distinct = Groups::of_columns(keys.len(), std::slice::from_ref(keys));
    let mut numbers = Vec::with_capacity(distinct.len());
    for first in &distinct.first {
        let key = keys.value(*first as usize);
        numbers.push(*known.entry(key.to_text()).or_insert_with(|| {
            domain.push(key);
            domain.len() as u32 - 1
        }));
    }
    let of = distinct.of.iter().map(|group| numbers[*group as usize]).collect();
    (domain, of)
}

/// The column with its nulls replaced by what the method finds in the frame around each.
fn replace(step: &Impute, column: &Column, groups: &Groups) -> Column {
    let values: Vec<f64> = (0..column.len()).map(|row| column.number(row)).collect();
    let mut out = values.clone();
    for group in 0..groups.len() {
        let rows = groups.rows(group);
        let end = |offset: Option<f64>, i: usize, open: usize, after: f64| {
            let n = rows.len() as f64;
            offset.map_or(open, |offset| (i as f64 + offset + after).clamp(0.0, n) as usize)
        };
        let [from, to] = step.frame;
        for (i, row) in rows.iter().enumerate() {
            if !is_null(values[*row as usize]) {
                continue;
            }
            let (from, to) = (end(from, i, 0, 0.0), end(to, i, rows.len(), 1.0));
            let frame = rows.get(from..to).unwrap_or(&[]);
            let mut numbers = super::measure::numbers_of(&values, frame);
            out[*row as usize] = summary(step.method, &mut numbers).unwrap_or(f64::NAN);
        }
    }
    Column::Number(out.into())
}

fn summary(method: ImputeMethod, numbers: &mut [f64]) -> Option<f64> {
    match method {
        ImputeMethod::Value => None,
        ImputeMethod::Median => quantile(numbers, 0.5),
        ImputeMethod::Max => numbers.iter().copied().reduce(f64::max),
        ImputeMethod::Min => numbers.iter().copied().reduce(f64::min),
        ImputeMethod::Mean => {
            let mut mean = 0.0;
            for (i, number) in numbers.iter().enumerate() {
                mean += (number - mean) / (i as f64 + 1.0);
            }
            (!numbers.is_empty()).then_some(mean)
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

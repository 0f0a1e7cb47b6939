//! `aggregate`.

use super::group::Groups;
use super::input::Input;
use super::{Context, measure};
use crate::data::{Column, Table};
use crate::spec::transform::{Aggregate, Measure};

/// Groups rows and reduces each group to one row.
///
/// `table` has any number of rows. The result has one row for each distinct combination of
/// `groupby`, in order of first appearance, and the columns `groupby…` then those of the measures.
/// No rows give no rows. `count` counts rows; `sum`, `mean` and the like skip nulls, NaN and empty
/// texts, and of no values they are NaN. `stdev` divides by n − 1.
///
/// # Errors
///
/// `DataError::UnknownField` at `groupby/<j>` or `aggregate/<j>/field`.
///
/// Source: Vega-Lite docs, "Aggregate"; Vega, `Aggregate.js`.
///
/// # Example
///
/// ```
/// # use shushuo::base::json::Json;
/// # use shushuo::data::{Column, Table};
/// # use shushuo::error::{Notes, Place};
/// # use shushuo::spec::transform::Transform;
/// # use shushuo::transform::{Context, apply};
/// # let notes = &mut Notes::new();
/// let mut table = Table::default();
/// table.set("city", Column::from_texts(["A", "B", "A"].map(|city| Some(city.into()))))?;
/// table.set("n", Column::Number([1.0, 2.0, 3.0].into()))?;
/// let json = Json::parse(r#"{"aggregate": [{"op": "sum", "field": "n"}], "groupby": ["city"]}"#)?;
/// let step = Transform::parse(notes, &Place::root(), &json)?;
/// let out = apply(notes, &Context::empty(), &step, table)?;
/// assert_eq!(out.column("sum_n").and_then(Column::numbers).map(|sums| sums.to_vec()), Some(vec![4.0, 2.0]));
/// # Ok::<(), shushuo::error::Diagnostic>(())
/// ```
pub(super) fn apply(context: &Context, step: &Aggregate, input: &Input, table: &Table) -> Table {
    let groups = input.groups(table);
    let mut out = Table::with_rows(groups.len());
    input.put_keys(&mut out, &step.groupby, &groups.first);
    results(context, &step.aggregate, input, &groups, table, &mut |name, column| {
        out.put(name, column);
    });
    out
}

/// Gives the columns of measures to `put`, one row for each group.
pub(super) fn results(
    context: &Context,
    measures: &[Measure],
    input: &Input,
    groups: &Groups,
    table: &Table,
    put: &mut dyn FnMut(&str, Column),
) {
    let mut columns = input.columns.iter();
    for measure in measures {
        let column = if measure.field.is_some() { columns.next() } else { None };
        put(&measure.name, measure::reduce(measure.op, column, groups, table, context.seed));
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{check, run};
    use super::*;

    #[test]
    fn groups() {
        check(
            r#"{"aggregate":[{"op":"count","as":"n"},{"op":"mean","field":"x"}],"groupby":["g"]}"#,
            r#"[{"g":"a","x":1},{"g":"b","x":null},{"g":"a","x":4},{"g":null,"x":7}]"#,
            r#"[{"g":"a","n":2,"mean_x":2.5},{"g":"b","n":1,"mean_x":null},{"g":null,"n":1,"mean_x":7}]"#,
        );
        check(r#"{"aggregate":[{"op":"count","as":"n"}]}"#, "[]", "[]");
        check(r#"{"aggregate":[],"groupby":["g"]}"#, r#"[{"g":1},{"g":1}]"#, r#"[{"g":1}]"#);
        check(
            r#"{"aggregate":[{"op":"max","field":"o.x"}],"groupby":["o['g']"]}"#,
            r#"[{"o":{"g":"a","x":1}},{"o":{"g":"a","x":2}}]"#,
            r#"[{"o.g":"a","max_o.x":2}]"#,
        );
    }

    #[test]
    fn unknown_fields() {
        let rows = r#"[{"a":1}]"#;
        check(r#"{"aggregate":[],"groupby":["a","b"]}"#, rows, "error at /transform/0/groupby/1");
        check(
            r#"{"aggregate":[{"op":"sum","field":"b"}]}"#,
            rows,
            "error at /transform/0/aggregate/0/field",
        );
        check(r#"{"aggregate":[{"op":"sum","field":"b"}]}"#, "[]", "[]");
    }

    #[test]
    fn least_and_greatest_keep_their_type() {
        let text = r#"{"aggregate":[{"op":"min","field":"t","as":"t"}]}"#;
        let table = run(text, r#"[{"t":"b"},{"t":""},{"t":"a"}]"#).unwrap();
        assert!(matches!(table.column("t"), Some(Column::Text { .. })));
        let mut table = Table::default();
        table.set("t", Column::Time([5.0, 3.0].into())).unwrap();
        let groups = Groups::of_columns(2, &[]);
        let op = crate::spec::transform::Op::Max;
        let column = measure::reduce(op, table.column("t"), &groups, &table, 1);
        assert!(matches!(column, Column::Time(times) if *times == [5.0]));
    }
}

//! `joinaggregate`.

use super::input::Input;
use super::{Context, aggregate};
use crate::data::Table;
use crate::spec::transform::JoinAggregate;

/// Aggregates, and writes the result of each group beside each of its rows.
///
/// The result has the rows and columns of `table`, in their order, then the columns of the measures.
///
/// # Errors
///
/// `DataError::UnknownField` at `groupby/<j>` or `joinaggregate/<j>/field`.
///
/// Source: Vega-Lite docs, "Join Aggregate"; Vega, `JoinAggregate.js`.
pub(super) fn apply(
    context: &Context,
    step: &JoinAggregate,
    input: &Input,
    table: &Table,
) -> Table {
    let groups = input.groups(table);
    let mut out = table.clone();
    aggregate::results(context, &step.joinaggregate, input, &groups, table, &mut |name, column| {
        out.put(name, column.take(&groups.of));
    });
    out
}

#[cfg(test)]
mod tests {
    use super::super::check::check;

    #[test]
    fn stands_beside_each_row() {
        let rows = r#"[{"g":"a","x":1},{"g":"b","x":5},{"g":"a","x":4}]"#;
        check(
            r#"{"joinaggregate":[{"op":"sum","field":"x","as":"s"}],"groupby":["g"]}"#,
            rows,
            r#"[{"g":"a","x":1,"s":5},{"g":"b","x":5,"s":5},{"g":"a","x":4,"s":5}]"#,
        );
        check(
            r#"{"joinaggregate":[{"op":"sum","field":"y"}]}"#,
            rows,
            "error at /transform/0/joinaggregate/0/field",
        );
    }
}

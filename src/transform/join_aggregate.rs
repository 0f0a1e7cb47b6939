//! `joinaggregate`.

use super::group::Groups;
use super::{Context, aggregate};
use crate::data::Table;
use crate::error::Result;
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
pub(super) fn apply(context: &Context, step: &JoinAggregate, mut table: Table) -> Result<Table> {
    let groups = Groups::by(&table, &step.at, &step.groupby)?;
    let member = "joinaggregate";
    let results =
        aggregate::results(context, &step.at, member, &step.joinaggregate, &groups, &table)?;
    for (name, column) in results {
        table.set(&name, column.take(&groups.of))?;
    }
    Ok(table)
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

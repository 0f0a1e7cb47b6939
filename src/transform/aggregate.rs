//! `aggregate`.

use super::group::Groups;
use super::{Context, column, measure};
use crate::base::path;
use crate::data::{Column, Table};
use crate::error::{Place, Result};
use crate::spec::transform::{Aggregate, Measure};

/// Groups rows and reduces each group to one row.
///
/// `table` has any number of rows. The result has one row for each distinct combination of
/// `groupby`, in order of first appearance, and the columns `groupby…` then those of the measures.
/// No rows give no rows. `count` counts rows; `sum`, `mean` and the like skip nulls, NaN and empty
/// texts, and of no values they are null. `stdev` divides by n − 1.
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
pub(super) fn apply(context: &Context, step: &Aggregate, table: &Table) -> Result<Table> {
    let groups = Groups::by(table, &step.at, &step.groupby)?;
    let mut out = Table::with_rows(groups.len());
    for (j, field) in step.groupby.iter().enumerate() {
        let key = column(table, &step.at, &format!("groupby/{j}"), field)?;
        out.set(&path::flat(field), key.take(&groups.first))?;
    }
    let member = "aggregate";
    for (name, column) in results(context, &step.at, member, &step.aggregate, &groups, table)? {
        out.set(&name, column)?;
    }
    Ok(out)
}

/// The columns of measures, one row for each group.
pub(super) fn results(
    context: &Context,
    at: &Place,
    member: &str,
    measures: &[Measure],
    groups: &Groups,
    table: &Table,
) -> Result<Vec<(std::rc::Rc<str>, Column)>> {
    let mut results = Vec::with_capacity(measures.len());
    for (j, measure) in measures.iter().enumerate() {
        let input = match &measure.field {
            Some(field) => Some(column(table, at, &format!("{member}/{j}/field"), field)?),
            None => None,
        };
        let result = measure::reduce(measure.op, input.as_ref(), groups, table, context.seed);
        results.push((measure.name.clone(), result));
    }
    Ok(results)
}

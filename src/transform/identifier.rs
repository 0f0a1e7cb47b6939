//! The identifier of rows.

use crate::data::{Column, Table};
use crate::error::Result;
use crate::spec::transform::Identifier;

/// Numbers the rows from 1, so that a selection can name them.
///
/// # Errors
///
/// None in practice: the column is as long as the table.
///
/// Source: Vega, `Identifier`, as Vega-Lite adds it for selections.
pub(super) fn apply(step: &Identifier, mut table: Table) -> Result<Table> {
    let numbers = (1..=table.rows()).map(|row| row as f64).collect();
    table.set(&step.name, Column::Number(numbers))?;
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_rows() -> Result<()> {
        let mut table = Table::default();
        table.set("a", Column::Number([5.0, 5.0].into()))?;
        let step = Identifier { name: "_id".into(), ..Identifier::default() };
        let out = apply(&step, table)?;
        assert_eq!(crate::data::json::write(&out).write(), r#"[{"a":5,"_id":1},{"a":5,"_id":2}]"#);
        Ok(())
    }
}

//! The identifier of rows.

use super::put_numbers;
use crate::data::Table;
use crate::spec::transform::Identifier;

/// Numbers the rows from 1, so that a selection can name them.
///
/// Source: Vega, `Identifier`, as Vega-Lite adds it for selections.
pub(super) fn apply(step: &Identifier, mut table: Table) -> Table {
    let mut numbers = Vec::with_capacity(table.rows());
    for row in 1..=table.rows() {
        numbers.push(row as f64);
    }
    put_numbers(&mut table, &step.name, numbers);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Column;
    use crate::error::Result;

    #[test]
    fn counts_rows() -> Result<()> {
        let mut table = Table::default();
        table.set("a", Column::Number([5.0, 5.0].into()))?;
        let step = Identifier { name: "_id".into(), ..Identifier::default() };
        let out = apply(&step, table);
        assert_eq!(crate::data::json::write(&out).write(), r#"[{"a":5,"_id":1},{"a":5,"_id":2}]"#);
        Ok(())
    }
}

//! What expressions see of a table: one row at a time, read from the columns.

use super::Context;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::expr::Scope;
use crate::expr::batch::{Cells, Columns};
use std::cell::{Cell, RefCell};

/// A row of a table. No object is built unless an expression asks for `datum` as a whole.
pub struct RowScope<'a> {
    table: &'a Table,
    row: Cell<usize>,
    /// The columns that were asked for; few, so that looking here is cheap.
    known: RefCell<Vec<(Box<str>, Option<Column>)>>,
    outer: &'a dyn Scope,
}

impl<'a> RowScope<'a> {
    /// The first row of a table; names and functions are those of `outer`.
    #[must_use]
    pub fn new(table: &'a Table, outer: &'a dyn Scope) -> Self {
        Self { table, row: Cell::new(0), known: RefCell::default(), outer }
    }

    /// Goes to a row.
    pub fn go(&self, row: usize) {
        self.row.set(row);
    }
}

impl Scope for RowScope<'_> {
    fn datum(&self) -> Value {
        self.table.row(self.row.get())
    }

    fn field(&self, name: &str) -> Value {
        let row = self.row.get();
        let value = |column: &Option<Column>| {
            column.as_ref().map_or(Value::Null, |column| column.value(row))
        };
        let mut known = self.known.borrow_mut();
        if let Some((_, column)) = known.iter().find(|(found, _)| **found == *name) {
            return value(column);
        }
        let column = self.table.path(name);
        let found = value(&column);
        known.push((name.into(), column));
        found
    }

    fn name(&self, name: &str) -> Option<Value> {
        self.outer.name(name)
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        match (function, args) {
            ("vlSelectionTest", [name, empty]) => {
                self.outer.call(function, &[name.clone(), empty.clone(), self.datum()])
            }
            _ => self.outer.call(function, args),
        }
    }

    fn locale(&self) -> &Locale {
        self.outer.locale()
    }
}

impl Columns for Table {
    fn rows(&self) -> usize {
        self.rows()
    }

    fn cells(&self, name: &str) -> Option<Cells<'_>> {
        Some(match self.column(name)? {
            Column::Number(numbers) => Cells::Number(numbers),
            Column::Time(times) => Cells::Time(times),
            Column::Text { codes, words } => Cells::Text(codes, words),
            Column::Mixed(_) => return None,
        })
    }
}

impl Scope for Context<'_> {
    fn datum(&self) -> Value {
        self.scope.datum()
    }

    /// What a step gave, else what the chart has.
    fn name(&self, name: &str) -> Option<Value> {
        self.given(name).or_else(|| self.scope.name(name))
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        self.scope.call(function, args)
    }

    fn locale(&self) -> &Locale {
        self.scope.locale()
    }
}

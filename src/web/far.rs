//! Columns that stay in JavaScript's memory.

use super::handle::Drawing;
use crate::chart::{Far, Named};
use crate::data::Table;
use crate::resolve::View;
use crate::scene::hit::Hit;
use crate::scene::many::Numbers;
use js_sys::Float64Array;
use std::borrow::Cow;
use std::rc::Rc;

/// A typed array of the caller's.
#[derive(Debug)]
struct Column(Float64Array);

impl Numbers for Column {
    fn count(&self) -> usize {
        self.0.length() as usize
    }

    fn read(&self, from: usize, into: &mut [f64]) {
        if let [one] = into {
            *one = self.0.get_index(from as u32);
        } else {
            self.0.subarray(from as u32, (from + into.len()) as u32).copy_to(into);
        }
    }
}

/// A table of long columns that stay where they are, and what stands in for it; `None` when they cannot.
pub fn table(view: &View, name: &str, long: &[(Rc<str>, Float64Array)]) -> Option<(Far, Table)> {
    let column = |(name, numbers): &(Rc<str>, Float64Array)| -> Named {
        (name.clone(), Rc::new(Column(numbers.clone())))
    };
    let columns: Vec<Named> = long.iter().map(column).collect();
    let (_, first) = columns.first()?;
    let rows = first.count();
    if columns.iter().any(|(_, column)| column.count() != rows) {
        return None;
    }
    Far::new(view, name, &columns)
}

impl Drawing {
    /// The tables that have the row of a hit, and which it is there.
    pub(super) fn tables_of(&self, hit: &Hit) -> (Cow<'_, [Table]>, u32) {
        let chart = &self.chart;
        let flow = chart.view.units.get(hit.unit).map(|unit| unit.flow);
        let mut rows = chart.far.iter().filter_map(|far| far.row(&chart.tables, flow?, hit.row));
        match rows.next() {
            Some(tables) => (Cow::Owned(tables), 0),
            None => (Cow::Borrowed(&chart.tables), hit.row),
        }
    }
}

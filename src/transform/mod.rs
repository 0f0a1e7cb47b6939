//! Table → table: one transform = one file.
//!
//! Semantics are Vega's (`vega-transforms`, `vega-statistics`, `vega-regression`), as
//! Vega-Lite calls them. Tables stay columnar: groups are found by the codes and
//! bits of columns, and expressions read columns without building row objects.

mod aggregate;
mod bin;
mod calculate;
mod curve;
mod density;
mod extent;
mod filter;
mod fit;
mod flatten;
mod fold;
mod frame;
mod identifier;
mod impute;
mod input;
mod join_aggregate;
mod loess;
mod lookup;
mod measure;
mod pivot;
mod quantile;
mod regression;
mod sample;
mod stack;
mod time_unit;
mod window;

pub mod group;
pub mod order;
pub mod scope;
pub mod flow;

#[cfg(test)]
mod check;

pub use self::measure::reduce;

use self::input::Fields;
use crate::base::value::Value;
use crate::data::{Column, Table};
use crate::error::{Notes, Place, Result};
use crate::expr::{Empty, Scope};
use crate::spec::transform::Transform;
use std::cell::RefCell;
use std::rc::Rc;

/// The extent of an interval selection, by its parameter and its channel or field.
pub type ExtentOf = dyn Fn(&str, Option<&str>) -> Option<[f64; 2]>;

/// What transforms see of the world beside their table.
pub struct Context<'a> {
    /// The values of parameters, and the functions that the chart answers.
    pub scope: &'a dyn Scope,
    /// The tables that lookups read, by the name that [`crate::spec::transform::LookupFrom`] has;
    /// those of selections by the name of the parameter.
    pub table: &'a dyn Fn(&str) -> Option<Table>,
    /// The extent of an interval selection: its parameter, and its channel or field.
    pub extent: &'a ExtentOf,
    /// What `sample` and bootstrapped intervals draw their random numbers from.
    pub seed: u32,
    given: RefCell<Vec<(Rc<str>, Value)>>,
}

impl<'a> Context<'a> {
    /// A context around a scope, without tables and selections; set the other members after.
    #[must_use]
    pub fn new(scope: &'a dyn Scope) -> Self {
        Self { scope, ..Self::empty() }
    }

    /// No parameters, no tables, no selections.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            scope: &Empty,
            table: &|_| None,
            extent: &|_, _| None,
            seed: 1,
            given: RefCell::default(),
        }
    }

    /// Gives a parameter a value, for the steps after this one and for the chart.
    pub fn give(&self, name: &str, value: Value) {
        let mut given = self.given.borrow_mut();
        match given.iter_mut().find(|(known, _)| &**known == name) {
            Some((_, old)) => *old = value,
            None => given.push((name.into(), value)),
        }
    }

    /// The value that a step gave a parameter: that of `extent`, and under `<start>_bins` what `bin`
    /// decided, an object of `start`, `stop` and `step`.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<Value> {
        self.given.borrow().iter().find(|(known, _)| &**known == name).map(|(_, v)| v.clone())
    }
}

/// Applies one transform.
///
/// # Errors
///
/// `DataError::UnknownField` when a field is no column while there are rows: at the member of the
/// transform that names it, or at the channel the transform was made for. Further causes stand with
/// each transform.
pub fn apply(
    notes: &mut Notes,
    context: &Context,
    step: &Transform,
    table: Table,
) -> Result<Table> {
    let mut fields = Fields::default();
    fields.read(step);
    let columns = fields.find(&table, step.at())?;
    let input = &fields.input(&columns);
    Ok(match step {
        Transform::Aggregate(step) => aggregate::apply(context, step, input, &table),
        Transform::Bin(step) => bin::apply(context, step, input, table),
        Transform::Calculate(step) => return calculate::apply(context, step, table),
        Transform::Density(step) => density::apply(step, input, &table),
        Transform::Extent(step) => extent::apply(context, step, input, table),
        Transform::Filter(step) => return filter::apply(context, step, table),
        Transform::Flatten(step) => flatten::apply(step, input, &table),
        Transform::Fold(step) => fold::apply(step, input, &table),
        Transform::Identifier(step) => identifier::apply(step, table),
        Transform::Impute(step) => impute::apply(step, input, &table),
        Transform::JoinAggregate(step) => join_aggregate::apply(context, step, input, &table),
        Transform::Loess(step) => loess::apply(step, input, &table),
        Transform::Lookup(step) => return lookup::apply(context, step, input, table),
        Transform::Pivot(step) => pivot::apply(context, step, input, &table),
        Transform::Quantile(step) => quantile::apply(step, input, &table),
        Transform::Regression(step) => regression::apply(notes, step, input, &table),
        Transform::Sample(step) => sample::apply(context, step, table),
        Transform::Stack(step) => stack::apply(step, input, table),
        Transform::TimeUnit(step) => return time_unit::apply(step, input, table),
        Transform::Window(step) => return window::apply(context, step, input, table),
    })
}

/// The place of a member of a transform, where `#` stands for `j`; of one made for a channel, that channel.
fn place(at: &Place, member: &str, j: usize) -> Place {
    let mut place = at.clone();
    if at.pointer.contains("/transform/") || at.pointer.is_empty() {
        for part in member.split('/') {
            place = if part == "#" { place.child(j) } else { place.child(part) };
        }
    }
    place
}

/// Puts a column of numbers into a table.
fn put_numbers(table: &mut Table, name: &str, numbers: Vec<f64>) {
    table.put(name, Column::Number(numbers.into()));
}

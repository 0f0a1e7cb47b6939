//! The columns that a step reads, found before it begins.

use super::group::Groups;
use super::measure::Numbers;
use super::order::Order;
use crate::base::path;
use crate::data::{Column, Table};
use crate::error::{Place, Result};
use crate::spec::transform::{Measure, SortField, Transform};
use std::rc::Rc;

/// The columns that a step reads.
pub(super) struct Input<'a> {
    /// Those that its members name, in order.
    pub columns: &'a [Column],
    /// Those of `groupby`.
    pub keys: &'a [Column],
    /// Those of `sort`.
    pub sort: &'a [Column],
}

impl Input<'_> {
    /// The groups of the rows of `table`.
    pub fn groups(&self, table: &Table) -> Groups {
        Groups::of_columns(table.rows(), self.keys)
    }

    /// The order by the columns of `sort`.
    pub fn order(&self, sort: &[SortField]) -> Order {
        let mut order = Order::default();
        for (column, field) in self.sort.iter().zip(sort) {
            order.then(column, field.descending);
        }
        order
    }

    /// The numbers of one of its columns.
    pub fn numbers(&self, i: usize) -> Rc<[f64]> {
        self.columns.get(i).map(|column| Numbers::of(column).values).unwrap_or_default()
    }

    /// Puts the columns of `groupby` into another table: `rows` of them.
    pub fn put_keys(&self, out: &mut Table, groupby: &[Rc<str>], rows: &[u32]) {
        for (field, key) in groupby.iter().zip(self.keys) {
            out.put(&path::flat(field), key.take(rows));
        }
    }
}

/// The fields that a step names: those of its members, of `groupby`, of `sort`, one after the other.
#[derive(Default)]
pub(super) struct Fields<'a> {
    /// The member that names it, where `#` stands for the number after it.
    list: Vec<(&'static str, usize, &'a Rc<str>)>,
    keys: usize,
    sort: usize,
}

impl<'a> Fields<'a> {
    /// Adds those of a step.
    pub fn read(&mut self, step: &'a Transform) {
        let fields = self;
        match step {
            Transform::Aggregate(step) => {
                fields.measures("aggregate/#/field", &step.aggregate);
                fields.group(&step.groupby);
            }
            Transform::Bin(step) => fields.one("field", &step.field),
            Transform::Density(step) => {
                fields.one("density", &step.density);
                fields.group(&step.groupby);
            }
            Transform::Extent(step) => fields.one("extent", &step.extent),
            Transform::Flatten(step) => fields.all("flatten/#", &step.flatten),
            Transform::Fold(step) => fields.all("fold/#", &step.fold),
            Transform::Impute(step) => {
                fields.one("impute", &step.impute);
                fields.one("key", &step.key);
                fields.group(&step.groupby);
            }
            Transform::JoinAggregate(step) => {
                fields.measures("joinaggregate/#/field", &step.joinaggregate);
                fields.group(&step.groupby);
            }
            Transform::Loess(step) => {
                fields.one("loess", &step.loess);
                fields.one("on", &step.on);
                fields.group(&step.groupby);
            }
            Transform::Lookup(step) => fields.one("lookup", &step.lookup),
            Transform::Pivot(step) => {
                fields.one("pivot", &step.pivot);
                fields.one("value", &step.value);
                fields.group(&step.groupby);
            }
            Transform::Quantile(step) => {
                fields.one("quantile", &step.quantile);
                fields.group(&step.groupby);
            }
            Transform::Regression(step) => {
                fields.one("regression", &step.regression);
                fields.one("on", &step.on);
                fields.group(&step.groupby);
            }
            Transform::Stack(step) => {
                fields.one("stack", &step.stack);
                fields.group(&step.groupby);
                fields.order(&step.sort);
            }
            Transform::TimeUnit(step) => fields.one("field", &step.field),
            Transform::Window(step) => {
                fields.group(&step.groupby);
                fields.order(&step.sort);
            }
            Transform::Calculate(_)
            | Transform::Filter(_)
            | Transform::Identifier(_)
            | Transform::Sample(_) => {}
        }
    }

    /// One that a member names.
    pub fn one(&mut self, member: &'static str, field: &'a Rc<str>) {
        self.list.push((member, 0, field));
    }

    /// A list of them.
    pub fn all(&mut self, member: &'static str, fields: &'a [Rc<str>]) {
        for (j, field) in fields.iter().enumerate() {
            self.list.push((member, j, field));
        }
    }

    /// One that a member of a list may name.
    pub fn optional(&mut self, member: &'static str, j: usize, field: Option<&'a Rc<str>>) {
        if let Some(field) = field {
            self.list.push((member, j, field));
        }
    }

    fn measures(&mut self, member: &'static str, measures: &'a [Measure]) {
        for (j, measure) in measures.iter().enumerate() {
            self.optional(member, j, measure.field.as_ref());
        }
    }

    fn group(&mut self, groupby: &'a [Rc<str>]) {
        self.all("groupby/#", groupby);
        self.keys = groupby.len();
    }

    fn order(&mut self, sort: &'a [SortField]) {
        for (j, key) in sort.iter().enumerate() {
            self.list.push(("sort/#/field", j, &key.field));
        }
        self.sort = sort.len();
    }

    /// Their columns.
    ///
    /// # Errors
    ///
    /// `DataError::UnknownField` at the member that names it, while there are rows.
    pub fn find(&self, table: &Table, at: &Place) -> Result<Vec<Column>> {
        let mut columns = Vec::with_capacity(self.list.len());
        for (member, j, field) in &self.list {
            // A place is costly to make, so it is made only for the error.
            columns.push(match table.path(field) {
                Some(column) => column,
                None => table.field(&super::place(at, member, *j), field)?,
            });
        }
        Ok(columns)
    }

    /// The columns found, by what they are for.
    pub fn input<'c>(&self, columns: &'c [Column]) -> Input<'c> {
        let (columns, sort) = columns.split_at(columns.len() - self.sort);
        let (columns, keys) = columns.split_at(columns.len() - self.keys);
        Input { columns, keys, sort }
    }
}

//! Rows joined to paths: groups by the channels that part lines, in order along them.

use super::Draw;
use super::encode::Paints;
use crate::base::sort;
use crate::base::value::Value;
use crate::resolve::{Bound, Channel, ChannelDef, MarkKind};
use crate::scene::Source;
use crate::transform::group::Groups;
use crate::transform::order::Order;
use std::rc::Rc;

/// Rows that make one path.
pub struct PathRows {
    /// Their places among the rows drawn, in the order of the path.
    pub places: Vec<u32>,
    /// The rows.
    pub rows: Rc<[u32]>,
    /// The paint of the first.
    pub paint: Rc<crate::scene::Paint>,
    /// Where the first comes from.
    pub source: Source,
}

impl Draw<'_> {
    /// The rows drawn in groups: one path each, in order of first appearance; inside, in the order of the
    /// path. `along` has the places of the rows drawn along the path's dimension.
    #[must_use]
    pub fn paths(&self, along: &[f64], paints: &mut Paints) -> Vec<PathRows> {
        let order = self.path_order();
        let by_place = |a: u32, b: u32| {
            let place = |i: u32| {
                let place = along.get(i as usize).copied().unwrap_or(f64::NAN);
                if place.is_nan() { f64::NEG_INFINITY } else { place }
            };
            place(a).total_cmp(&place(b))
        };
        let groups = self.path_groups();
        let certainty = self.certainty();
        let mut paths = Vec::with_capacity(groups.len());
        for group in 0..groups.len() {
            let mut places = groups.rows(group).to_vec();
            match &order {
                PathOrder::Rows => {}
                PathOrder::Fields(order) => order.sort(&mut places),
                PathOrder::Places => sort::places(&mut places, &by_place),
            }
            let Some(first) = places.first() else { continue };
            let first = *first as usize;
            let mut rows = Vec::with_capacity(places.len());
            for place in &places {
                rows.push(self.rows[*place as usize]);
            }
            paths.push(PathRows {
                paint: paints.get(first),
                source: self.source(rows[0], certainty.as_ref()),
                rows: rows.into(),
                places,
            });
        }
        paths
    }

    /// The groups of the rows drawn by the fields that part paths.
    fn path_groups(&self) -> Groups {
        let trail = self.unit.mark.kind == MarkKind::Trail;
        let mut names: Vec<&Rc<str>> = Vec::new();
        let mut columns = Vec::new();
        for def in &self.unit.channels {
            if !parts_paths(def.channel, trail) || !def.aggregate.is_empty() {
                continue;
            }
            for bound in def.cases.iter().map(|(_, bound)| bound).chain([&def.bound]) {
                if let Bound::Column(name) = bound
                    && !names.contains(&name)
                    && let Some(column) = self.column(name)
                {
                    names.push(name);
                    columns.push(column.take(&self.rows));
                }
            }
        }
        Groups::of_columns(self.rows.len(), &columns)
    }

    /// The order of paths: by the order channel where nothing is stacked, else by the places along
    /// their dimension, those without a place first; that of the rows where the author says so.
    fn path_order(&self) -> PathOrder {
        let off = |value: &Value| matches!(value, Value::Null | Value::Bool(false));
        let mut any = false;
        for def in self.orders() {
            any = true;
            if matches!(&def.bound, Bound::Value(value) if off(value)) {
                return PathOrder::Rows;
            }
        }
        let own = self.unit.mark.props.get("order");
        if !any && own.is_some_and(|json| off(&json.to_value())) {
            return PathOrder::Rows;
        }
        if self.unit.stack.is_none() {
            let order = self.order();
            if !order.is_empty() {
                return PathOrder::Fields(order);
            }
        }
        let dimension = if self.unit.mark.vertical { Channel::X } else { Channel::Y };
        match self.def(dimension).map(|def| &def.bound) {
            Some(Bound::Column(_)) => PathOrder::Places,
            _ => PathOrder::Rows,
        }
    }

    /// The definitions of the order channel.
    fn orders(&self) -> impl Iterator<Item = &ChannelDef> {
        self.unit.channels.iter().filter(|def| def.channel == Channel::Order)
    }

    /// The order of the rows drawn, by their places, by the fields of the order channel.
    pub(super) fn order(&self) -> Order {
        let mut order = Order::default();
        for def in self.orders() {
            if let Bound::Column(name) = &def.bound
                && let Some(column) = self.column(name)
            {
                let descending = def.def.word("sort").is_some_and(|word| &**word == "descending");
                order.then(&column.take(&self.rows), descending);
            }
        }
        order
    }

    /// Interrupts paths: where a coordinate is no number, or a row is not to be drawn, all become NaN.
    pub fn interrupt(&self, lists: &mut [&mut Vec<f64>]) {
        let defined = self.defined();
        for i in 0..self.rows.len() {
            let whole = defined.as_ref().is_none_or(|defined| defined[i]);
            if !whole || lists.iter().any(|list| !list[i].is_finite()) {
                for list in lists.iter_mut() {
                    list[i] = f64::NAN;
                }
            }
        }
    }
}

/// How the rows of paths are ordered.
enum PathOrder {
    Rows,
    Fields(Order),
    Places,
}

/// Channels whose fields part paths. A trail's size varies along it.
fn parts_paths(channel: Channel, trail: bool) -> bool {
    channel.is_color()
        || matches!(
            channel,
            Channel::Detail
                | Channel::Opacity
                | Channel::FillOpacity
                | Channel::StrokeOpacity
                | Channel::StrokeWidth
                | Channel::StrokeDash
                | Channel::Key
                | Channel::Shape
        )
        || (channel == Channel::Size && !trail)
}

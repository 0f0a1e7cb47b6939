//! Rows joined to paths: groups by the channels that part lines, in order along them.

use super::Draw;
use crate::base::sort;
use crate::base::value::Value;
use crate::resolve::Channel;
use crate::resolve::{Bound, ChannelDef};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

/// Vega's ascending order of values: missing ones first, numbers and times by
/// number, texts by code unit.
#[must_use]
pub fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        _ => a.to_number().partial_cmp(&b.to_number()).unwrap_or(Ordering::Equal),
    }
}

impl Draw<'_> {
    /// The rows drawn as places in [`Draw::rows`], in groups: one path each, in
    /// order of first appearance; inside, in the order of the path. `places` are those of the
    /// rows drawn along the path's dimension.
    #[must_use]
    pub fn paths(&self, places: &[f64]) -> Vec<Vec<usize>> {
        let mut names: Vec<Rc<str>> = Vec::new();
        for def in &self.unit.channels {
            if !parts_paths(def.channel, self.unit.mark.kind == crate::resolve::MarkKind::Trail)
                || !def.aggregate.is_empty()
            {
                continue;
            }
            for bound in def.cases.iter().map(|(_, bound)| bound).chain([&def.bound]) {
                if let Bound::Column(name) = bound
                    && !names.contains(name)
                {
                    names.push(name.clone());
                }
            }
        }
        let columns: Vec<_> = names.iter().filter_map(|name| self.column(name)).collect();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        let mut texts: HashMap<Rc<str>, u64> = HashMap::new();
        for (i, row) in self.rows.iter().enumerate() {
            let key: Vec<u64> = columns
                .iter()
                .map(|column| match column {
                    crate::data::Column::Text { codes, .. } => {
                        codes.get(*row as usize).map_or(u64::MAX, |code| u64::from(*code))
                    }
                    crate::data::Column::Number(numbers) | crate::data::Column::Time(numbers) => {
                        numbers.get(*row as usize).map_or(u64::MAX, |number| number.to_bits())
                    }
                    crate::data::Column::Mixed(values) => {
                        let word =
                            values.get(*row as usize).map_or_else(|| "".into(), Value::to_text);
                        let next = texts.len() as u64;
                        *texts.entry(word).or_insert(next)
                    }
                })
                .collect();
            let next = groups.len();
            let group = *known.entry(key).or_insert(next);
            if group == next {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(group) {
                group.push(i);
            }
        }
        for group in &mut groups {
            self.sort_path(group, places);
        }
        groups
    }

    /// Orders a path: by the order channel where nothing is stacked, else by the places along
    /// its dimension, those without a place first; not at all where the author says so.
    fn sort_path(&self, path: &mut [usize], places: &[f64]) {
        let orders: Vec<&ChannelDef> =
            self.unit.channels.iter().filter(|def| def.channel == Channel::Order).collect();
        let off = |value: &Value| matches!(value, Value::Null | Value::Bool(false));
        let is_off = match orders.as_slice() {
            [] => self.unit.mark.props.get("order").is_some_and(|json| off(&json.to_value())),
            list => list.iter().any(|def| matches!(&def.bound, Bound::Value(value) if off(value))),
        };
        if is_off {
            return;
        }
        let fields = orders.iter().rev().filter_map(|def| match &def.bound {
            Bound::Column(name) => Some((def, name)),
            Bound::Datum(_)
            | Bound::DatumExpr(_)
            | Bound::Value(_)
            | Bound::Expr(_)
            | Bound::Nothing => None,
        });
        let mut sorted = false;
        for (def, name) in fields.filter(|_| self.unit.stack.is_none()) {
            let down = def.def.word("sort").is_some_and(|word| &**word == "descending");
            self.sort_by(path, name, down);
            sorted = true;
        }
        let dimension = if self.unit.mark.vertical { Channel::X } else { Channel::Y };
        let fielded = self.def(dimension).is_some_and(|def| matches!(def.bound, Bound::Column(_)));
        if !sorted && fielded {
            let place = |i: &usize| {
                let place = places.get(*i).copied().unwrap_or(f64::NAN);
                if place.is_nan() { f64::NEG_INFINITY } else { place }
            };
            sort::by(path, |a, b| place(a).total_cmp(&place(b)));
        }
    }

    fn sort_by(&self, path: &mut [usize], name: &str, down: bool) {
        let Some(column) = self.column(name) else { return };
        let order = |order: Ordering| if down { order.reverse() } else { order };
        if let Some(numbers) = column.numbers() {
            let number = |i: &usize| {
                let number = numbers.get(self.rows[*i] as usize).copied().unwrap_or(f64::NAN);
                if number.is_nan() { f64::NEG_INFINITY } else { number }
            };
            sort::by(path, |a, b| order(number(a).total_cmp(&number(b))));
            return;
        }
        let value = |i: &usize| column.value(self.rows[*i] as usize);
        sort::by(path, |a, b| order(compare(&value(a), &value(b))));
    }
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

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
    /// order of first appearance; inside, in the order of the path.
    #[must_use]
    pub fn paths(&self) -> Vec<Vec<usize>> {
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
            self.sort_path(group);
        }
        groups
    }

    /// Orders a path: by the order channel, else along its dimension.
    fn sort_path(&self, path: &mut [usize]) {
        let orders: Vec<&ChannelDef> =
            self.unit.channels.iter().filter(|def| def.channel == Channel::Order).collect();
        if !orders.is_empty() {
            for def in orders.into_iter().rev() {
                let Bound::Column(name) = &def.bound else { continue };
                let down = def.def.word("sort").is_some_and(|word| &**word == "descending");
                self.sort_by(path, name, down);
            }
            return;
        }
        if self.unit.mark.kind == crate::resolve::MarkKind::Trail
            && self.unit.mark.own.get("orient").is_none()
        {
            // A trail has no direction of its own in Vega-Lite but is sorted like a line.
        }
        let dimension = if self.unit.mark.vertical { Channel::X } else { Channel::Y };
        let Some(def) = self.def(dimension) else { return };
        if def.def.is_off("sort") {
            return;
        }
        if let Bound::Column(name) = &def.bound {
            if let (crate::resolve::Sort::By { .. }, true) = (&def.sort, def.aggregate.is_empty())
                && let Some(scale) = self.scale(def.scale)
                && let Some(column) = self.column(name)
            {
                // In the order of the scale.
                let place = |i: &usize| scale.place(&column.value(self.rows[*i] as usize));
                sort::by(path, |a, b| place(a).total_cmp(&place(b)));
                return;
            }
            self.sort_by(path, name, false);
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

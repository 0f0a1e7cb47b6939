//! Selections in their initial state: which rows they hold.
//!
//! Source: Vega-Lite, "Parameter": `select` and `value`; an empty selection
//! holds what the condition's `empty` says.

use super::channel::find;
use super::param::{Params, Selection};
use super::view::Unit;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::expr::predicate::date_time;
use crate::spec::Channel;
use std::rc::Rc;

/// What a selection wants of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Want {
    /// This value.
    Equal(Value),
    /// A number or time between two, both ends included.
    Between(f64, f64),
    /// One of these values.
    OneOf(Vec<Value>),
}

/// The fields of one selected point, or of the selected interval, with what is wanted of each.
pub type Tuple = Vec<(Rc<str>, Want)>;

/// Gives each selection the fields its initial value is about, by the channels of the units it stands in.
pub fn bind(params: &mut Params, units: &[Unit]) {
    for selection in &mut params.selections {
        let unit = units.iter().find(|unit| {
            unit.selections.contains(&selection.name) || selection.views.contains(&unit.name)
        });
        selection.tuples = tuples(selection, unit.or_else(|| units.first()));
    }
}

fn tuples(selection: &Selection, unit: Option<&Unit>) -> Vec<Tuple> {
    let mut tuples = Vec::new();
    let mut add = |json: &Json| {
        let mut tuple = Tuple::new();
        let mut want = |key: &str, json: &Json| {
            tuple.push((column(key, unit), want(json, selection.interval)));
        };
        match json.members() {
            Some(members) => members.iter().for_each(|(key, json)| want(key, json)),
            None => match projection(selection) {
                Some(key) => want(key, json),
                None => return,
            },
        }
        tuples.push(tuple);
    };
    match selection.value.list() {
        Some(list) if !selection.interval => list.iter().for_each(add),
        _ if selection.value.is_null() => {}
        _ => add(&selection.value),
    }
    tuples
}

/// The first of the channels or fields that a selection is about.
fn projection(selection: &Selection) -> Option<&Rc<str>> {
    let list = |name: &str| selection.select.get(name).and_then(Json::list);
    list("fields").or_else(|| list("encodings"))?.iter().find_map(Json::text)
}

/// The column of a channel's name, or the field itself.
fn column(key: &str, unit: Option<&Unit>) -> Rc<str> {
    let def = Channel::parse(key).and_then(|channel| find(&unit?.channels, channel));
    let name = def.and_then(|def| {
        let plain = def.time_unit.is_empty() && !def.field.is_empty();
        if plain { Some(&def.field) } else { def.bound.column() }
    });
    name.cloned().unwrap_or_else(|| key.into())
}

fn want(json: &Json, interval: bool) -> Want {
    let value = |json: &Json| date_time(json).map_or_else(|| json.to_value(), Value::Time);
    match json.list() {
        Some([low, high]) if interval => match (value(low).as_number(), value(high).as_number()) {
            (Some(low), Some(high)) => Want::Between(low.min(high), low.max(high)),
            _ => Want::OneOf(vec![value(low), value(high)]),
        },
        Some(list) => Want::OneOf(list.iter().map(value).collect()),
        None => Want::Equal(value(json)),
    }
}

impl Selection {
    /// What expressions see of a selection: lists of what it holds, by field.
    #[must_use]
    pub fn held(&self) -> Value {
        let mut fields: Vec<(Rc<str>, Vec<Value>)> = Vec::new();
        for (name, want) in self.tuples.iter().flatten() {
            let values = match want {
                Want::Equal(value) => vec![value.clone()],
                Want::Between(low, high) => vec![Value::Number(*low), Value::Number(*high)],
                Want::OneOf(list) => list.clone(),
            };
            match fields.iter_mut().find(|(known, _)| known == name) {
                Some((_, list)) => list.extend(values),
                None => fields.push((name.clone(), values)),
            }
        }
        let list = |(name, values): (_, Vec<Value>)| (name, Value::List(values.into()));
        Value::Object(fields.into_iter().map(list).collect())
    }
}

impl Params {
    /// Whether a selection holds a row, given by its fields; `None` when there is no such selection.
    #[must_use]
    pub fn holds(&self, name: &str, empty: bool, field: &dyn Fn(&str) -> Value) -> Option<bool> {
        let selection = self.selection(name)?;
        if selection.tuples.is_empty() {
            return Some(empty);
        }
        let same = |a: &Value, b: &Value| match (a.as_number(), b.as_number()) {
            (Some(a), Some(b)) => a == b,
            _ => a == b,
        };
        let fits = |(name, want): &(Rc<str>, Want)| {
            let value = field(name);
            match want {
                Want::Equal(wanted) => same(&value, wanted),
                Want::OneOf(list) => list.iter().any(|wanted| same(&value, wanted)),
                Want::Between(low, high) => {
                    value.as_number().is_some_and(|number| (*low..=*high).contains(&number))
                }
            }
        };
        Some(selection.tuples.iter().any(|tuple| tuple.iter().all(fits)))
    }

    /// `vlSelectionTest(name, empty, datum)` as expressions call it.
    #[must_use]
    pub fn selection_test(&self, args: &[Value], field: &dyn Fn(&str) -> Value) -> Option<Value> {
        let name = args.first()?.as_text()?;
        let empty = args.get(1).is_none_or(Value::truthy);
        self.holds(name, empty, field).map(Value::Bool)
    }
}

//! The values of an axis: how many, which, and their words.

use crate::base::json::Json;
use crate::base::value::Value;
use crate::layout::{Guide, GuideScope, Layout, label};
use crate::mark::words;
use crate::resolve::{AxisSpec, Bag, Binning, Channel, ScaleKind, evaluate};
use crate::scale::Scale;
use std::rc::Rc;

/// The values that ticks and labels stand at, with their words.
pub struct Ticks {
    /// The values.
    pub values: Vec<Value>,
    /// A text for each; lines are parted by `\n`.
    pub words: Vec<Rc<str>>,
}

impl Ticks {
    pub fn of(layout: &Layout<'_>, spec: &AxisSpec, scale: &Rc<Scale>, guide: &Guide<'_>) -> Self {
        let (view, look, size) = (layout.view, &spec.look, guide.scope.size);
        let count = count(spec, scale, guide);
        let values = given_values(spec, &guide.scope).unwrap_or_else(|| {
            let interval = interval(look);
            let interval = interval.as_ref().map(|(unit, step)| (&**unit, *step));
            scale.ticks(count, interval, min_step(spec, guide))
        });
        let texts = words::ticks(&view.config, view, &spec.def, look, scale, &values, count);
        let words = label::words(layout, &spec.at, look, size, &values, texts);
        Self { values, words }
    }
}

/// The author's values: a list, or an expression; date-time objects are times.
fn given_values(spec: &AxisSpec, scope: &GuideScope<'_>) -> Option<Vec<Value>> {
    let json = spec.look.get("values")?;
    let timed = words::is_time(&spec.def);
    let value = |json: &Json| {
        if json.members().is_some() && crate::resolve::expression(json).is_none() {
            return crate::expr::predicate::date_time(json).map_or(Value::Null, Value::Time);
        }
        let value = evaluate(spec.look.place(), scope, json);
        if !timed {
            return value;
        }
        let text = value.as_text().and_then(|text| crate::base::date_parse::parse_date(text));
        text.or_else(|| value.as_number()).map_or(value, Value::Time)
    };
    match json.list() {
        Some(list) => {
            let mut values = Vec::new();
            for json in list {
                values.push(value(json));
            }
            Some(values)
        }
        None => evaluate(spec.look.place(), scope, json).as_list().map(|list| list.to_vec()),
    }
}

/// How many ticks are asked for; a rule of the plot's length where nobody says.
fn count(spec: &AxisSpec, scale: &Scale, guide: &Guide<'_>) -> Option<f64> {
    if spec.look.get("tickCount").is_some() {
        return guide.given("tickCount");
    }
    let size = guide.scope.size;
    let length = if spec.channel == Channel::X { size.width } else { size.height };
    if scale.is_discrete() || matches!(scale.kind(), ScaleKind::Log) {
        return None;
    }
    if matches!(spec.def.bin, Binning::Bins(_)) {
        return Some((length / 10.0).ceil());
    }
    let unit = spec.def.time_unit.trim_start_matches("utc");
    if matches!(unit, "month" | "hours" | "day" | "quarter") {
        return None;
    }
    Some((length / 40.0).ceil())
}

/// A tick interval: `"month"` or `{interval, step}`.
fn interval(look: &Bag) -> Option<(Rc<str>, f64)> {
    let json = look.get("tickCount")?;
    if let Some(unit) = json.text() {
        return Some((unit.clone(), 1.0));
    }
    let unit = json.get("interval").and_then(Json::text)?.clone();
    Some((unit, json.get("step").and_then(Json::number).unwrap_or(1.0)))
}

fn min_step(spec: &AxisSpec, guide: &Guide<'_>) -> Option<f64> {
    if let Some(step) = guide.given("tickMinStep") {
        return Some(step);
    }
    if spec.look.word("format").is_some_and(|format| &**format == "d") {
        return Some(1.0);
    }
    // Days of the week have no least step.
    if &*spec.def.time_unit == "day" {
        return None;
    }
    words::unit_duration(&spec.def)
}

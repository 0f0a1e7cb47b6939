//! Every mark in every chart comes from a figure or a stated computation.

use super::{Rule, Work};
use crate::base::json::Json;
use crate::error::Claim;
use crate::report::model::{Chart, Report};
use crate::report::table;
use std::rc::Rc;

/// A field that a mark is placed or sized by.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The name of its data; empty for inline values.
    pub name: Rc<str>,
    /// Where the inline values stand, a JSON pointer in the spec.
    pub values: String,
    /// The field.
    pub field: Rc<str>,
    /// The mark is a text, or the channel has no axis: the place says no value.
    pub loose: bool,
}

/// Channels that show a number.
const CHANNELS: [&str; 9] = ["x", "y", "x2", "y2", "theta", "theta2", "radius", "size", "color"];
/// Columns that a figure brings along.
const BROUGHT: [&str; 6] = ["value", "base", "unit", "base_unit", "certainty", "year"];

pub fn check(work: &mut Work) {
    let report = work.report;
    for (i, chart) in report.charts.iter().enumerate() {
        work.proof.counts.charts += 1;
        let at = format!("/charts/{i}");
        let drawn = drawn(&chart.spec);
        for (name, rows) in &chart.tables {
            let fields: Vec<&Drawn> = drawn.iter().filter(|it| it.name == *name).collect();
            for (k, row) in rows.iter().enumerate() {
                self::row(work, chart, row, &fields, &format!("{at}/tables/{name}/{k}"));
            }
        }
        for name in table::names(&chart.spec) {
            let members = report.series(&name).map_or(0, |series| {
                series.rows.len() + series.measures.iter().map(|it| it.figures.len()).sum::<usize>()
            });
            work.proof.counts.marks += members;
        }
        for values in inline(&chart.spec) {
            let fields: Vec<&Drawn> = drawn.iter().filter(|it| it.values == values.0).collect();
            for (k, row) in values.1.iter().enumerate() {
                self::row(work, chart, row, &fields, &format!("{at}/spec{}/{k}", values.0));
            }
        }
        for (pointer, number) in data(&chart.spec) {
            if number != 0.0 && !known(report, number) {
                let claim = Claim::Unproved { found: crate::base::format::plain(number).into() };
                work.find(Rule::Mark, &chart.id, format!("{at}/spec{pointer}"), None, claim);
            }
        }
    }
}

/// One row: what it overrides of its figure, and what it draws of its own.
fn row(work: &mut Work, chart: &Chart, row: &Json, fields: &[&Drawn], pointer: &str) {
    work.proof.counts.marks += 1;
    let id = row.get("figure").and_then(Json::text);
    for (key, value) in row.members().unwrap_or_default() {
        let at = || format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        let brought = id.and_then(|id| column(work.report, id, key));
        if let Some(expected) = brought {
            let typed = value.text().map(|text| &**text) == Some(&*expected.describe());
            if *value != expected && !typed {
                let claim = Claim::Set { found: value.describe(), expected: expected.describe() };
                work.find(Rule::Mark, &chart.id, at(), None, claim);
            }
            continue;
        }
        let Some(number) = value.number() else { continue };
        let shown = fields.iter().any(|it| it.field == *key && !it.loose);
        let year = &**key == "year" && number.fract() == 0.0;
        let unsaid = if year {
            fields.iter().any(|it| it.field == *key) && !dated(work.report, number)
        } else {
            // A number that is typed in is tied to nothing, even where it happens to be right.
            shown
        };
        if unsaid {
            let claim = Claim::Unproved { found: value.describe() };
            work.find(Rule::Mark, &chart.id, at(), None, claim);
        }
    }
}

/// What a figure brings for a column.
fn column(report: &Report, id: &str, key: &str) -> Option<Json> {
    if !BROUGHT.contains(&key) {
        return None;
    }
    if let Some(figure) = report.figure(id) {
        return match key {
            "value" => Some(Json::Number(figure.value)),
            "base" => Some(Json::Number(figure.base_value())),
            "unit" => Some(Json::Text(figure.unit.zh.clone())),
            "base_unit" => Some(Json::Text(figure.base_unit.zh.clone())),
            "certainty" => Some(Json::Text(figure.qualifier.name().into())),
            _ => {
                let single = figure.period.filter(|period| period.from == period.to);
                single.map(|period| Json::Number(f64::from(period.from)))
            }
        };
    }
    let derived = report.derived(id)?;
    match key {
        "value" => Some(Json::Number(derived.value)),
        "unit" => Some(Json::Text(derived.unit.zh.clone())),
        _ => None,
    }
}

/// Whether a figure or computed number has this value.
fn known(report: &Report, number: f64) -> bool {
    let near = |other: f64| (number - other).abs() <= 1e-9 * other.abs();
    report.figures.iter().any(|it| near(it.value) || near(it.base_value()))
        || report.derived.iter().any(|it| near(it.value))
}

/// Whether the report names this year.
fn dated(report: &Report, year: f64) -> bool {
    let is = |it: i32| f64::from(it) == year;
    report.dates.iter().any(|date| is(date.year))
        || report.figures.iter().filter_map(|it| it.period).any(|it| is(it.from) || is(it.to))
}

/// What an outer level of a spec passes on.
#[derive(Clone, Default)]
struct Outer {
    name: Rc<str>,
    values: String,
    encoding: Vec<(Rc<str>, Json)>,
    mark: Rc<str>,
}

/// The fields that marks of a spec are placed or sized by.
#[must_use]
pub fn drawn(spec: &Json) -> Vec<Drawn> {
    let mut out = Vec::new();
    walk(spec, "", &Outer::default(), 0, &mut out);
    out
}

fn walk(json: &Json, pointer: &str, outer: &Outer, depth: usize, out: &mut Vec<Drawn>) {
    if depth > 40 {
        return;
    }
    let mut here = outer.clone();
    if let Some(data) = json.get("data") {
        here.name = data.get("name").and_then(Json::text).cloned().unwrap_or_default();
        here.values = if data.get("values").is_some() {
            format!("{pointer}/data/values")
        } else {
            String::new()
        };
    }
    for (channel, value) in json.get("encoding").and_then(Json::members).unwrap_or_default() {
        here.encoding.retain(|(known, _)| known != channel);
        here.encoding.push((channel.clone(), value.clone()));
    }
    if let Some(mark) = json.get("mark") {
        let kind = mark.text().or_else(|| mark.get("type").and_then(Json::text));
        here.mark = kind.cloned().unwrap_or_default();
        for (channel, value) in &here.encoding {
            let Some(field) = value.get("field").and_then(Json::text) else { continue };
            if !CHANNELS.contains(&&**channel) {
                continue;
            }
            let nominal = matches!(
                value.get("type").and_then(Json::text).map(|word| &**word),
                Some("nominal" | "ordinal")
            );
            let bare = value.get("axis").is_some_and(Json::is_null)
                || value.get("legend").is_some_and(Json::is_null);
            let loose = &*here.mark == "text" || bare || nominal;
            let drawn = Drawn {
                name: here.name.clone(),
                values: here.values.clone(),
                field: field.clone(),
                loose,
            };
            if !out.contains(&drawn) {
                out.push(drawn);
            }
        }
    }
    for family in ["layer", "concat", "hconcat", "vconcat"] {
        for (i, inner) in
            json.get(family).and_then(Json::list).unwrap_or_default().iter().enumerate()
        {
            walk(inner, &format!("{pointer}/{family}/{i}"), &here, depth + 1, out);
        }
    }
    if let Some(inner) = json.get("spec") {
        walk(inner, &format!("{pointer}/spec"), &here, depth + 1, out);
    }
}

/// Inline values of a spec with their pointers, and named datasets.
fn inline(spec: &Json) -> Vec<(String, Vec<Json>)> {
    let mut out = Vec::new();
    each(spec, "", 0, &mut |pointer, key, value| {
        if key == "values"
            && pointer.ends_with("/data")
            && let Some(list) = value.list()
        {
            out.push((format!("{pointer}/values"), list.to_vec()));
        }
    });
    out
}

/// Numbers given as `datum` to a mark that shows a value.
fn data(spec: &Json) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    marks(spec, "", 0, &mut out);
    out
}

fn marks(json: &Json, pointer: &str, depth: usize, out: &mut Vec<(String, f64)>) {
    if depth > 40 {
        return;
    }
    let mark = json.get("mark");
    let kind = mark.and_then(|mark| mark.text().or_else(|| mark.get("type").and_then(Json::text)));
    if kind.is_some_and(|kind| &**kind != "text") {
        for (channel, value) in json.get("encoding").and_then(Json::members).unwrap_or_default() {
            let bare = value.get("axis").is_some_and(Json::is_null);
            if let Some(number) = value.get("datum").and_then(Json::number)
                && CHANNELS.contains(&&**channel)
                && !bare
            {
                out.push((format!("{pointer}/encoding/{channel}/datum"), number));
            }
        }
    }
    for family in ["layer", "concat", "hconcat", "vconcat"] {
        for (i, inner) in
            json.get(family).and_then(Json::list).unwrap_or_default().iter().enumerate()
        {
            marks(inner, &format!("{pointer}/{family}/{i}"), depth + 1, out);
        }
    }
    if let Some(inner) = json.get("spec") {
        marks(inner, &format!("{pointer}/spec"), depth + 1, out);
    }
}

/// Every member of every object, with the pointer of the object.
fn each(json: &Json, pointer: &str, depth: usize, see: &mut dyn FnMut(&str, &str, &Json)) {
    if depth > 60 {
        return;
    }
    for (key, value) in json.members().unwrap_or_default() {
        see(pointer, key, value);
        each(value, &format!("{pointer}/{key}"), depth + 1, see);
    }
    for (i, value) in json.list().unwrap_or_default().iter().enumerate() {
        each(value, &format!("{pointer}/{i}"), depth + 1, see);
    }
}

//! Box plots → layers: whiskers, boxes, medians, outliers.
//!
//! Source: Vega-Lite, "Box Plot".

use super::composite::{Composite, object, text};
use crate::base::format::plain;
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;

/// The layers and transforms of a box plot.
///
/// # Errors
///
/// No x or y that is quantitative.
pub(super) fn write(
    at: &Place,
    mark: Bag,
    encoding: &Bag,
    config: Bag,
    color: &Json,
) -> Result<Json> {
    let (encoding, single) = tooltips(encoding);
    let composite = Composite::new(at, "boxplot", mark, &encoding, config)?;
    let extent = composite.mark.get("extent").or_else(|| composite.config.get("extent"));
    Ok(match extent.and_then(Json::number) {
        Some(reach) => tukey(&composite, reach, color, single),
        None => min_max(&composite, color),
    })
}

/// The encoding with those tooltips that boxes can show, which are aggregates; and the others,
/// which only outliers have.
fn tooltips(encoding: &Bag) -> (Bag, Option<Json>) {
    let mut rest = encoding.clone();
    let Some(tooltip) = rest.take("tooltip") else { return (rest, None) };
    let is_plain = |json: &Json| json.get("aggregate").is_none();
    let list = if let Json::List(list) = tooltip { list } else { vec![tooltip] };
    let (plain, summed): (Vec<Json>, Vec<Json>) = list.into_iter().partition(is_plain);
    if !summed.is_empty() {
        rest.set("tooltip", Json::List(summed));
    }
    (rest, (!plain.is_empty()).then_some(Json::List(plain)))
}

fn measure(op: &str, field: &str, name: &str) -> Json {
    object(vec![("op", text(op)), ("field", text(field)), ("as", text(name))])
}

fn step(name: &str, measures: Vec<Json>, composite: &Composite) -> Json {
    object(vec![(name, Json::List(measures)), ("groupby", Json::List(composite.groupby.clone()))])
}

/// Columns of the five numbers of a field.
struct Names {
    field: std::rc::Rc<str>,
    lower_whisker: String,
    lower_box: String,
    middle: String,
    upper_box: String,
    upper_whisker: String,
}

impl Names {
    fn of(composite: &Composite) -> Self {
        let field = composite.field();
        let name = |prefix: &str| format!("{prefix}_{field}");
        Self {
            lower_whisker: name("lower_whisker"),
            lower_box: name("lower_box"),
            middle: name("mid_box"),
            upper_box: name("upper_box"),
            upper_whisker: name("upper_whisker"),
            field,
        }
    }

    fn quartiles(&self) -> Vec<Json> {
        vec![
            measure("q1", &self.field, &self.lower_box),
            measure("q3", &self.field, &self.upper_box),
        ]
    }
}

/// A tooltip of columns with titles, then the grouping channels; the author's own wins.
fn told(composite: &Composite, others: &mut Bag, list: &[(&str, &str)]) {
    if others.get("tooltip").is_some() {
        return;
    }
    let title = composite.title();
    let title = title.text().map_or("", |title| title);
    let tip = |(column, words): &(&str, &str)| {
        object(vec![
            ("field", text(column)),
            ("type", text("quantitative")),
            ("title", text(&format!("{words} of {title}"))),
        ])
    };
    let mut tips: Vec<Json> = list.iter().map(tip).collect();
    tips.extend(
        composite.others.entries().iter().filter(|(_, def)| def.get("field").is_some()).map(
            |(_, def)| {
                let members = def.members().unwrap_or_default().iter();
                Json::Object(
                    members
                        .filter(|(key, _)| matches!(&**key, "field" | "type" | "title"))
                        .cloned()
                        .collect(),
                )
            },
        ),
    );
    others.set("tooltip", Json::List(tips));
}

/// Whiskers from the box to its extremes.
fn whiskers(composite: &Composite, names: &Names, list: &[(&str, &str)]) -> Vec<Json> {
    let mut others = composite.others_without(&["size", "color"]);
    told(composite, &mut others, list);
    let rule = || vec![("type", text("rule")), ("aria", Json::Bool(false))];
    let tick = || {
        vec![
            ("type", text("tick")),
            ("color", text("black")),
            ("opacity", Json::Number(1.0)),
            ("orient", text(composite.tick_orient())),
            ("aria", Json::Bool(false)),
        ]
    };
    [
        composite.part("rule", rule(), &names.lower_whisker, Some(&names.lower_box), &others),
        composite.part("rule", rule(), &names.upper_box, Some(&names.upper_whisker), &others),
        composite.part("ticks", tick(), &names.lower_whisker, None, &others),
        composite.part("ticks", tick(), &names.upper_whisker, None, &others),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The box from quartile to quartile, and the median in it.
fn body(composite: &Composite, names: &Names, list: &[(&str, &str)], color: &Json) -> Vec<Json> {
    let size = composite.mark.get("size").or_else(|| composite.config.get("size")).cloned();
    let size = size.filter(|_| composite.others.get("size").is_none());
    let mut bar = vec![("type", text("bar")), ("orient", text(composite.orient()))];
    let mut tick = vec![
        ("type", text("tick")),
        ("orient", text(composite.tick_orient())),
        ("aria", Json::Bool(false)),
    ];
    if let Some(size) = size {
        bar.push(("size", size.clone()));
        tick.push(("size", size));
    }
    let mut others = composite.others.clone();
    told(composite, &mut others, list);
    let mut inner = composite.others_without(&["color"]);
    told(composite, &mut inner, list);
    // A median in a box without height would not be seen in white.
    let test =
        format!("datum['{}'] >= datum['{}']", escaped(&names.lower_box), escaped(&names.upper_box));
    let mut case = vec![("test".into(), text(&test))];
    match composite.others.get("color").and_then(Json::members) {
        Some(members) => case.extend(members.iter().cloned()),
        None => case.push(("value".into(), color.clone())),
    }
    inner.set("color", object(vec![("condition", Json::Object(case))]));
    [
        composite.part("box", bar, &names.lower_box, Some(&names.upper_box), &others),
        composite.part("median", tick, &names.middle, None, &inner),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\'', "\\'")
}

fn min_max(composite: &Composite, color: &Json) -> Json {
    let names = Names::of(composite);
    let mut measures = composite.extra.clone();
    measures.extend(names.quartiles());
    measures.push(measure("median", &names.field, &names.middle));
    measures.push(measure("min", &names.field, &names.lower_whisker));
    measures.push(measure("max", &names.field, &names.upper_whisker));
    let list = [
        (&*names.upper_whisker, "Max"),
        (&*names.upper_box, "Q3"),
        (&*names.middle, "Median"),
        (&*names.lower_box, "Q1"),
        (&*names.lower_whisker, "Min"),
    ];
    let mut layers = whiskers(composite, &names, &list);
    layers.extend(body(composite, &names, &list, color));
    let mut transform = composite.before.clone();
    transform.push(step("aggregate", measures, composite));
    object(vec![("transform", Json::List(transform)), ("layer", Json::List(layers))])
}

/// Whiskers reach at most `reach` times the box; what is further is an outlier.
fn tukey(composite: &Composite, reach: f64, color: &Json, tooltip: Option<Json>) -> Json {
    let names = Names::of(composite);
    let column = |name: &str| format!("datum['{}']", escaped(name));
    let (value, low, high) =
        (column(&names.field), column(&names.lower_box), column(&names.upper_box));
    let reach = plain(reach);
    let lower = format!("{low} - {reach} * ({high} - {low})");
    let upper = format!("{high} + {reach} * ({high} - {low})");
    let filter = |test: String| object(vec![("filter", Json::Text(test.into()))]);
    let outside = filter(format!("({value} < {lower}) || ({value} > {upper})"));
    let inside = filter(format!("({lower} <= {value}) && ({value} <= {upper})"));
    let mut others = composite.others_without(&["size", "tooltip"]);
    if let Some(tooltip) = tooltip {
        others.set("tooltip", tooltip);
    }
    let outlier =
        composite.part("outliers", vec![("type", text("point"))], &names.field, None, &others);
    let mut first = Vec::new();
    if let Some(Json::Object(mut members)) = outlier {
        members.insert(0, ("transform".into(), Json::List(vec![outside])));
        first.push(Json::Object(members));
    }
    let mut extremes = vec![
        measure("min", &names.field, &names.lower_whisker),
        measure("max", &names.field, &names.upper_whisker),
        measure("min", &names.lower_box, &names.lower_box),
        measure("max", &names.upper_box, &names.upper_box),
    ];
    extremes.extend(composite.extra.iter().cloned());
    let list = [(&*names.upper_whisker, "Upper Whisker"), (&*names.lower_whisker, "Lower Whisker")];
    let lines = whiskers(composite, &names, &list);
    if !lines.is_empty() {
        let transform = Json::List(vec![inside, step("aggregate", extremes, composite)]);
        first.push(object(vec![("transform", transform), ("layer", Json::List(lines))]));
    }
    let mut measures = composite.extra.clone();
    measures.extend(names.quartiles());
    let (least, most) = (format!("min_{}", names.field), format!("max_{}", names.field));
    measures.push(measure("median", &names.field, &names.middle));
    measures.push(measure("min", &names.field, &least));
    measures.push(measure("max", &names.field, &most));
    let list = [
        (&*most, "Max"),
        (&*names.upper_box, "Q3"),
        (&*names.middle, "Median"),
        (&*names.lower_box, "Q1"),
        (&*least, "Min"),
    ];
    let boxes = object(vec![
        ("transform", Json::List(vec![step("aggregate", measures, composite)])),
        ("layer", Json::List(body(composite, &names, &list, color))),
    ]);
    let around = object(vec![
        ("transform", Json::List(vec![step("joinaggregate", names.quartiles(), composite)])),
        ("layer", Json::List(first)),
    ]);
    let layers = Json::List(vec![around, boxes]);
    if composite.before.is_empty() {
        return object(vec![("layer", layers)]);
    }
    object(vec![("transform", Json::List(composite.before.clone())), ("layer", layers)])
}

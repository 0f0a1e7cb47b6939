//! Box plots → layers: whiskers, boxes, medians, outliers.
//!
//! Source: Vega-Lite, "Box Plot".

use super::composite::Composite;
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;

/// Whiskers up to the extremes.
const MIN_MAX: [&str; 5] = [
    r#"{"transform": ["$before", {"aggregate": ["$extra",
        {"op": "q1", "field": "$field", "as": "$low"},
        {"op": "q3", "field": "$field", "as": "$high"},
        {"op": "median", "field": "$field", "as": "$middle"},
        {"op": "min", "field": "$field", "as": "$least"},
        {"op": "max", "field": "$field", "as": "$most"}
    ], "groupby": "$groupby"}], "layer": ["#,
    WHISKERS,
    ",",
    BODY,
    "]}",
];

/// Whiskers reach at most so many times as far as the box; what is further is an outlier.
const TUKEY: [&str; 5] = [
    r#"{"transform": "$before", "layer": [
        {"transform": [{"joinaggregate": [
            {"op": "q1", "field": "$field", "as": "$low"},
            {"op": "q3", "field": "$field", "as": "$high"}
        ], "groupby": "$groupby"}], "layer": [
            {"part": "outliers", "from": "$field", "without": ["size", "tooltip"],
                "transform": [{"filter": "(@field < $from) || (@field > $to)"}],
                "mark": {"type": "point"}, "encoding": {"tooltip": "$single"}},
            {"transform": [{"filter": "($from <= @field) && (@field <= $to)"}, {"aggregate": [
                {"op": "min", "field": "$field", "as": "$lower"},
                {"op": "max", "field": "$field", "as": "$upper"},
                {"op": "min", "field": "$low", "as": "$low"},
                {"op": "max", "field": "$high", "as": "$high"},
                "$extra"
            ], "groupby": "$groupby"}], "layer": ["#,
    WHISKERS,
    r#"]}]},
        {"transform": [{"aggregate": ["$extra",
            {"op": "q1", "field": "$field", "as": "$low"},
            {"op": "q3", "field": "$field", "as": "$high"},
            {"op": "median", "field": "$field", "as": "$middle"},
            {"op": "min", "field": "$field", "as": "$least"},
            {"op": "max", "field": "$field", "as": "$most"}
        ], "groupby": "$groupby"}], "layer": ["#,
    BODY,
    "]}]}",
];

/// Whiskers from the box to its extremes.
const WHISKERS: &str = r#"
    {"part": "rule", "from": "$lower", "to": "$low", "without": ["size", "color"],
        "mark": {"type": "rule", "aria": false}, "encoding": {"tooltip": "$ends"}},
    {"part": "rule", "from": "$high", "to": "$upper", "without": ["size", "color"],
        "mark": {"type": "rule", "aria": false}, "encoding": {"tooltip": "$ends"}},
    {"part": "ticks", "from": "$lower", "without": ["size", "color"],
        "mark": {"type": "tick", "color": "black", "opacity": 1, "orient": "$across", "aria": false},
        "encoding": {"tooltip": "$ends"}},
    {"part": "ticks", "from": "$upper", "without": ["size", "color"],
        "mark": {"type": "tick", "color": "black", "opacity": 1, "orient": "$across", "aria": false},
        "encoding": {"tooltip": "$ends"}}"#;

/// The box from quartile to quartile, and the median in it.
const BODY: &str = r#"
    {"part": "box", "from": "$low", "to": "$high",
        "mark": {"type": "bar", "orient": "$along", "size": "$size"},
        "encoding": {"tooltip": "$tips"}},
    {"part": "median", "from": "$middle", "without": ["color"],
        "mark": {"type": "tick", "orient": "$across", "aria": false, "size": "$size"},
        "encoding": {"tooltip": "$tips", "color": {"condition": "$case"}}}"#;

/// What is told of whiskers, then of boxes: columns with titles, and the grouping channels.
const ENDS: &str = r#"[
    {"field": "$upper", "type": "quantitative", "title": "Upper Whisker of $title"},
    {"field": "$lower", "type": "quantitative", "title": "Lower Whisker of $title"},
    "$told"]"#;
const TIPS: &str = r#"[
    {"field": "$most", "type": "quantitative", "title": "Max of $title"},
    {"field": "$high", "type": "quantitative", "title": "Q3 of $title"},
    {"field": "$middle", "type": "quantitative", "title": "Median of $title"},
    {"field": "$low", "type": "quantitative", "title": "Q1 of $title"},
    {"field": "$least", "type": "quantitative", "title": "Min of $title"},
    "$told"]"#;

/// The layers and transforms of a box plot.
///
/// # Errors
///
/// No x or y that is quantitative.
pub(super) fn write(
    at: &Place,
    mark: &Bag,
    encoding: &Bag,
    config: Bag,
    color: &Json,
) -> Result<Json> {
    let (encoding, single) = tooltips(encoding);
    let mut composite = Composite::new(at, mark, &encoding, config)?;
    let Composite { config, field, others, gaps, .. } = &mut composite;
    let property = |name: &str| mark.get(name).or_else(|| config.get(name));
    for &(name, prefix) in &[
        ("lower", "lower_whisker"),
        ("low", "lower_box"),
        ("middle", "mid_box"),
        ("high", "upper_box"),
        ("upper", "upper_whisker"),
        ("least", "min"),
        ("most", "max"),
    ] {
        gaps.text(name, &format!("{prefix}_{field}"));
    }
    gaps.maybe("size", property("size").filter(|_| others.get("size").is_none()));
    gaps.json("single", single);
    let mut told = Vec::new();
    for (_, def) in others.entries() {
        if def.get("field").is_some() {
            let mut tip = Bag::empty(at);
            for &name in &["field", "type", "title"] {
                tip.set_maybe(name, def.get(name));
            }
            told.push(tip.into_json());
        }
    }
    gaps.json("told", Json::List(told));
    // A median in a box without height would not be seen in white.
    let mut case = Bag::empty(at);
    case.set("test", gaps.fill("\"@low >= @high\""));
    match others.get("color") {
        Some(color) => case.fill_in(Some(color)),
        None => case.set("value", color.clone()),
    }
    gaps.json("case", case.into_json());
    let reach = property("extent").filter(|reach| reach.number().is_some()).cloned();
    let Some(reach) = reach else {
        gaps.make("least", "\"$lower\"").make("most", "\"$upper\"").make("tips", TIPS);
        gaps.make("ends", "\"$tips\"");
        return Ok(composite.write(&MIN_MAX.concat()));
    };
    gaps.json("reach", reach).make("ends", ENDS).make("tips", TIPS);
    gaps.make("from", "\"@low - $reach * (@high - @low)\"");
    gaps.make("to", "\"@high + $reach * (@high - @low)\"");
    Ok(composite.write(&TUKEY.concat()))
}

/// The encoding with those tooltips that boxes can show, which are aggregates; and the others,
/// which only outliers have, null when there are none.
fn tooltips(encoding: &Bag) -> (Bag, Json) {
    let mut rest = encoding.clone();
    let tooltip = rest.take("tooltip").unwrap_or(Json::List(Vec::new()));
    let list = if let Json::List(list) = tooltip { list } else { vec![tooltip] };
    let (mut plain, mut summed) = (Vec::new(), Vec::new());
    for json in list {
        let of = if json.get("aggregate").is_none() { &mut plain } else { &mut summed };
        of.push(json);
    }
    if !summed.is_empty() {
        rest.set("tooltip", Json::List(summed));
    }
    (rest, if plain.is_empty() { Json::Null } else { Json::List(plain) })
}

//! Error bars and error bands → layers: rules and ticks, areas and their borders.
//!
//! Source: Vega-Lite, "Error Bar" and "Error Band".

use super::composite::Composite;
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;

const BAR: &str = r#"{"transform": ["$before", "$steps"], "layer": [
    {"part": "ticks", "from": "$lower", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "tick", "orient": "$across", "aria": false, "thickness": "$thickness", "size": "$size"}},
    {"part": "ticks", "from": "$upper", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "tick", "orient": "$across", "aria": false, "thickness": "$thickness", "size": "$size"}},
    {"part": "rule", "from": "$lower", "to": "$upper", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "rule", "size": "$thickness"}}
]}"#;

const BAND: &str = r#"{"transform": ["$before", "$steps"], "layer": [
    {"part": "band", "from": "$lower", "to": "$upper", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "$area", "interpolate": "$interpolate", "tension": "$tension"}},
    {"part": "borders", "from": "$lower", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "$line", "aria": false, "interpolate": "$interpolate", "tension": "$tension"}},
    {"part": "borders", "from": "$upper", "encoding": {"tooltip": "$tips"}, "mark":
        {"type": "$line", "aria": false, "interpolate": "$interpolate", "tension": "$tension"}}
]}"#;

/// Both ends stand in the data.
const RANGED: &str =
    r#"[{"calculate": "@second", "as": "$upper"}, {"calculate": "@field", "as": "$lower"}]"#;
/// The errors do.
const ERRORS: &str = r#"[{"calculate": "@field + @error", "as": "$upper"},
    {"calculate": "$down", "as": "$lower"}]"#;
/// The ends are aggregates.
const ENDS: &str = r#"[{"aggregate": [
    {"op": "$0", "field": "$field", "as": "$lower"},
    {"op": "$1", "field": "$field", "as": "$upper"},
    {"op": "$center", "field": "$field", "as": "$middle"},
    "$extra"], "groupby": "$groupby"}]"#;
/// The middle and the way to the ends are.
const SPREAD: &str = r#"[{"aggregate": [
    {"op": "$extent", "field": "$field", "as": "$spread"},
    {"op": "$center", "field": "$field", "as": "$middle"},
    "$extra"], "groupby": "$groupby"},
    {"calculate": "@middle + @spread", "as": "$upper"},
    {"calculate": "@middle - @spread", "as": "$lower"}]"#;
/// What is told of aggregates: the middle and both ends.
const TIPS: &str = r#"[
    {"field": "$middle", "type": "quantitative", "title": "$title"},
    {"field": "$upper", "type": "quantitative", "title": "$title (high)"},
    {"field": "$lower", "type": "quantitative", "title": "$title (low)"}]"#;

/// The layers and transforms of an error bar, or of an error `band`: an area along the other axis, or a
/// rectangle across it.
///
/// # Errors
///
/// No x or y that is quantitative.
pub(super) fn write(
    at: &Place,
    mark: &Bag,
    encoding: &Bag,
    config: Bag,
    band: bool,
) -> Result<Json> {
    let mut composite = Composite::new(at, mark, encoding, config)?;
    let both = encoding.get("x").is_some() && encoding.get("y").is_some();
    composite.gaps.text("area", if both { "area" } else { "rect" });
    composite.gaps.text("line", if both { "line" } else { "rule" });
    ends(&mut composite);
    Ok(composite.write(if band { BAND } else { BAR }))
}

/// The transforms that give both ends.
fn ends(composite: &mut Composite) {
    let axis = composite.axis;
    for &(name, prefix) in
        &[("lower", "lower"), ("upper", "upper"), ("middle", "center"), ("spread", "extent")]
    {
        composite.gaps.text(name, &format!("{prefix}_{}", composite.field));
    }
    let mut taken = |name: &'static str, suffix: &str| {
        let def = composite.others.take(&format!("{axis}{suffix}"));
        let field = def.as_ref().and_then(|def| def.get("field"));
        composite.groupby.retain(|name| field != Some(name));
        composite.gaps.maybe(name, field);
        field.is_some()
    };
    let second = taken("second", "2");
    let (error, error2) = (taken("error", "Error"), taken("error2", "Error2"));
    let Composite { mark, config, gaps, groupby, .. } = composite;
    if second {
        gaps.make("steps", RANGED);
        return;
    }
    if error {
        let down = if error2 { "\"@field + @error2\"" } else { "\"@field - @error\"" };
        gaps.make("down", down).make("steps", ERRORS);
        return;
    }
    let asked = mark.word("extent").map(|word| &**word);
    let usual = match asked {
        Some("iqr") => "median",
        Some(_) => "mean",
        None => config.word("center").map_or("mean", |word| word),
    };
    let center = mark.word("center").map_or(usual, |word| word);
    let usual = if center == "mean" { "stderr" } else { "iqr" };
    let extent = asked.or(config.word("extent").map(|word| &**word)).unwrap_or(usual);
    gaps.text("center", center).text("extent", extent).make("tips", TIPS);
    gaps.json("groupby", Json::List(groupby.clone()));
    let steps = match extent {
        "ci" => gaps.text("0", "ci0").text("1", "ci1").fill(ENDS),
        "iqr" => gaps.text("0", "q1").text("1", "q3").fill(ENDS),
        _ => gaps.fill(SPREAD),
    };
    gaps.json("steps", steps);
}

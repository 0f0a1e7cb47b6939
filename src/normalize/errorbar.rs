//! Error bars and error bands → layers: rules and ticks, areas and their borders.
//!
//! Source: Vega-Lite, "Error Bar" and "Error Band".

use super::composite::{Composite, object, text};
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::Bag;

/// The layers and transforms of an error bar.
///
/// # Errors
///
/// No x or y that is quantitative.
pub(super) fn bar(at: &Place, mark: Bag, encoding: &Bag, config: Bag) -> Result<Json> {
    let mut composite = Composite::new(at, "errorbar", mark, encoding, config)?;
    let (transform, from, to) = extent(&mut composite);
    let mut tick = vec![
        ("type", text("tick")),
        ("orient", text(composite.tick_orient())),
        ("aria", Json::Bool(false)),
    ];
    for name in ["thickness", "size"] {
        if let Some(json) = composite.mark.get(name) {
            tick.push((name, json.clone()));
        }
    }
    let mut rule = vec![("type", text("rule"))];
    if let Some(json) = composite.mark.get("thickness") {
        rule.push(("size", json.clone()));
    }
    let others = composite.others.clone();
    let layers = [
        composite.part("ticks", tick.clone(), &from, None, &others),
        composite.part("ticks", tick, &to, None, &others),
        composite.part("rule", rule, &from, Some(&to), &others),
    ];
    Ok(layered(transform, layers.into_iter().flatten().collect()))
}

/// The layers and transforms of an error band: an area along the other axis, or a rectangle across it.
///
/// # Errors
///
/// No x or y that is quantitative.
pub(super) fn band(at: &Place, mark: Bag, encoding: &Bag, config: Bag) -> Result<Json> {
    let both = encoding.get("x").is_some() && encoding.get("y").is_some();
    let mut composite = Composite::new(at, "errorband", mark, encoding, config)?;
    let (transform, from, to) = extent(&mut composite);
    let mut area = vec![("type", text(if both { "area" } else { "rect" }))];
    let mut border =
        vec![("type", text(if both { "line" } else { "rule" })), ("aria", Json::Bool(false))];
    for name in ["interpolate", "tension"] {
        if let Some(json) = composite.mark.get(name).filter(|_| both) {
            area.push((name, json.clone()));
            border.push((name, json.clone()));
        }
    }
    let others = composite.others.clone();
    let layers = [
        composite.part("band", area, &from, Some(&to), &others),
        composite.part("borders", border.clone(), &from, None, &others),
        composite.part("borders", border, &to, None, &others),
    ];
    Ok(layered(transform, layers.into_iter().flatten().collect()))
}

fn layered(transform: Vec<Json>, layers: Vec<Json>) -> Json {
    object(vec![("transform", Json::List(transform)), ("layer", Json::List(layers))])
}

/// The transforms that give both ends, and the columns of the ends.
fn extent(composite: &mut Composite) -> (Vec<Json>, String, String) {
    let field = composite.field();
    let axis = composite.axis();
    let (lower, upper) = (format!("lower_{field}"), format!("upper_{field}"));
    let mut transform = composite.before.clone();
    let word = |json: Option<Json>| {
        let json = json?;
        json.get("field").and_then(Json::text).cloned()
    };
    let second = word(composite.others.take(&format!("{axis}2")));
    let error = word(composite.others.take(&format!("{axis}Error")));
    let error2 = word(composite.others.take(&format!("{axis}Error2")));
    composite.groupby.retain(|name| {
        let name = name.text();
        ![&second, &error, &error2]
            .into_iter()
            .any(|taken| name.is_some() && name == taken.as_ref())
    });
    let column =
        |name: &str| format!("datum['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"));
    let calculate = |expr: String, name: &str| {
        object(vec![("calculate", Json::Text(expr.into())), ("as", text(name))])
    };
    if let Some(second) = second {
        transform.push(calculate(column(&second), &upper));
        transform.push(calculate(column(&field), &lower));
        return (transform, lower, upper);
    }
    if let Some(error) = error {
        transform.push(calculate(format!("{} + {}", column(&field), column(&error)), &upper));
        let down = match error2 {
            Some(error2) => format!("{} + {}", column(&field), column(&error2)),
            None => format!("{} - {}", column(&field), column(&error)),
        };
        transform.push(calculate(down, &lower));
        return (transform, lower, upper);
    }
    let asked = composite.mark.word("extent").cloned();
    let center = composite.mark.word("center").cloned().unwrap_or_else(|| match asked.as_deref() {
        Some("iqr") => "median".into(),
        Some(_) => "mean".into(),
        None => composite.config.word("center").cloned().unwrap_or_else(|| "mean".into()),
    });
    let usual = || if &*center == "mean" { "stderr".into() } else { "iqr".into() };
    let kind = asked.or_else(|| composite.config.word("extent").cloned()).unwrap_or_else(usual);
    let measure = |op: &str, name: &str| {
        object(vec![("op", text(op)), ("field", text(&field)), ("as", text(name))])
    };
    let middle = format!("center_{field}");
    let spread = format!("extent_{field}");
    let mut measures = match &*kind {
        "ci" => vec![measure("ci0", &lower), measure("ci1", &upper)],
        "iqr" => vec![measure("q1", &lower), measure("q3", &upper)],
        op => vec![measure(op, &spread)],
    };
    measures.push(measure(&center, &middle));
    measures.extend(composite.extra.iter().cloned());
    transform.push(object(vec![
        ("aggregate", Json::List(measures)),
        ("groupby", Json::List(composite.groupby.clone())),
    ]));
    if !matches!(&*kind, "ci" | "iqr") {
        transform.push(calculate(format!("{} + {}", column(&middle), column(&spread)), &upper));
        transform.push(calculate(format!("{} - {}", column(&middle), column(&spread)), &lower));
    }
    tips(composite, &middle, &upper, &lower);
    (transform, lower, upper)
}

/// A tooltip of the middle and both ends, where the author gives none.
fn tips(composite: &mut Composite, middle: &str, upper: &str, lower: &str) {
    if composite.others.get("tooltip").is_some() {
        return;
    }
    let tip = |column: &str, words: &str| {
        object(vec![
            ("field", text(column)),
            ("type", text("quantitative")),
            ("title", text(words)),
        ])
    };
    let title = composite.title();
    let title = title.text().map_or("", |title| title);
    let list = vec![
        tip(middle, title),
        tip(upper, &format!("{title} (high)")),
        tip(lower, &format!("{title} (low)")),
    ];
    composite.others.set("tooltip", Json::List(list));
}

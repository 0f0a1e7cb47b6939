//! Texts.

use super::Draw;
use super::encode::LookKind;
use crate::base::font::Font;
use crate::base::json::Json;
use crate::base::value::{Value, number_of};
use crate::resolve::{Bag, Binning, Bound, Channel, ChannelDef, prefixed};
use crate::scene::{Align, Baseline, Paint, Text, TextStyle};
use std::rc::Rc;

/// A text for each row; an empty one is none.
///
/// Source: Vega-Lite, "Text".
#[must_use]
pub fn items(draw: &Draw<'_>) -> Vec<Text> {
    let (x, y) = places(draw);
    let mut paints = draw.paints();
    let style = Rc::new(style_at(draw, u32::MAX));
    let mut sizes = draw.look(Channel::Size, "fontSize", LookKind::Number);
    if sizes.is_none() {
        sizes = draw.look(Channel::Size, "size", LookKind::Number);
    }
    let angles = draw.look(Channel::Angle, "angle", LookKind::Number);
    let scoped = |name: &str| draw.unit.mark.props.get(name).is_some();
    let moved = scoped("dx") || scoped("dy");
    let varied = ["align", "baseline", "limit"]
        .iter()
        .any(|name| draw.unit.mark.props.get(name).is_some_and(|json| json.members().is_some()));
    let certainty = draw.certainty();
    let mut texts = Vec::new();
    for (i, row) in draw.rows.iter().enumerate() {
        if !(x[i].is_finite() && y[i].is_finite()) {
            continue;
        }
        let lines = words(draw, *row);
        if lines.iter().all(|line| line.is_empty()) {
            continue;
        }
        let mut style = if varied { Rc::new(style_at(draw, *row)) } else { style.clone() };
        let size = sizes.number(i);
        let angle = angles.number(i);
        if size.is_some_and(|size| size != style.font.size)
            || angle.is_some_and(|angle| angle != style.angle_deg)
        {
            let mut own = (*style).clone();
            if let Some(size) = size {
                own.font.size = size;
                own.line_height = draw.number("lineHeight", *row).unwrap_or(size + 2.0);
            }
            own.angle_deg = angle.unwrap_or(own.angle_deg);
            style = Rc::new(own);
        }
        let (dx, dy) = if moved {
            let shift = |name: &str| draw.number(name, *row).unwrap_or(0.0);
            turned(shift("dx"), shift("dy"), style.angle_deg)
        } else {
            (0.0, 0.0)
        };
        texts.push(Text {
            x: x[i] + dx,
            y: y[i] + dy,
            lines,
            style,
            paint: paints.get(i),
            source: draw.source(*row, certainty.as_ref()),
        });
    }
    texts
}

/// Offsets are turned with the text.
fn turned(dx: f64, dy: f64, angle_deg: f64) -> (f64, f64) {
    if angle_deg == 0.0 {
        return (dx, dy);
    }
    let angle = angle_deg.to_radians();
    let (sin, cos) = (crate::base::number::sin(angle), crate::base::number::cos(angle));
    (dx * cos - dy * sin, dx * sin + dy * cos)
}

fn places(draw: &Draw<'_>) -> (Vec<f64>, Vec<f64>) {
    if let Some(points) = super::projection::points(draw) {
        return points;
    }
    let (mut x, mut y) = draw.centers();
    if let Some((theta, radius)) = super::arc::middles(draw) {
        for i in 0..x.len() {
            (x[i], y[i]) = super::arc::polar(x[i], y[i], theta[i], radius[i]);
        }
    }
    (x, y)
}

/// The lines of a row's text.
fn words(draw: &Draw<'_>, row: u32) -> Vec<Rc<str>> {
    let def = draw.def(Channel::Text);
    let (Some(def), Some(drawn)) = (def, def.and_then(|def| draw.drawn(def, row))) else {
        let usual = draw.unit.mark.props.value(&draw.scope(row), "text");
        return usual.map_or_else(Vec::new, |value| parts(draw, &value));
    };
    let value = drawn.value;
    if drawn.plain {
        return parts(draw, &value);
    }
    if let (Binning::Bins(end), Bound::Column(_)) = (&def.bin, &def.bound)
        && let Some(end) = draw.column(end)
    {
        let (config, locale) = (&draw.view.config, &draw.view.params.locale);
        let end = end.value(row as usize);
        return lines(&super::words::range(config, locale, def, &value, &end));
    }
    match value.as_list() {
        Some(_) => parts(draw, &value),
        None => parts(draw, &Value::Text(spoken(draw, def, &value))),
    }
}

/// The lines of a value: those of a list, or of a text, which may break where the mark or the configuration says.
fn parts(draw: &Draw<'_>, value: &Value) -> Vec<Rc<str>> {
    if let Some(list) = value.as_list() {
        return list.iter().map(Value::to_text).collect();
    }
    if value.is_null() {
        return Vec::new();
    }
    let name = "lineBreak";
    let own = draw.unit.mark.props.get(name).or_else(|| draw.view.config.get(name));
    match own.and_then(Json::text).filter(|at| !at.is_empty()) {
        Some(at) => value.to_text().split(&**at).map(Into::into).collect(),
        None => lines(&value.to_text()),
    }
}

fn lines(text: &str) -> Vec<Rc<str>> {
    text.split('\n').map(Into::into).collect()
}

/// A field's value in words, by its format; a plain value as it is.
#[must_use]
pub fn spoken(draw: &Draw<'_>, def: &ChannelDef, value: &Value) -> Rc<str> {
    let plain = matches!(def.bound, Bound::Value(_) | Bound::Expr(_)) && def.kind.is_none();
    if plain {
        return if value.is_null() { "".into() } else { value.to_text() };
    }
    super::words::value(&draw.view.config, &draw.view.params.locale, def, value)
}

/// The style of a row's text.
fn style_at(draw: &Draw<'_>, row: u32) -> TextStyle {
    let props = &draw.unit.mark.props;
    let scope = draw.scope(row);
    let mut style = read_style(props, &scope, "");
    if draw.unit.mark.props.get("align").is_none() {
        style.align = Align::Center;
    }
    if draw.unit.mark.props.get("baseline").is_none() {
        style.baseline = Baseline::Middle;
    }
    style
}

/// A text style from properties of a common prefix: `fontSize`, or `labelFontSize` and so on.
#[must_use]
pub fn read_style(props: &Bag, scope: &dyn crate::expr::Scope, prefix: &str) -> TextStyle {
    let name = |name: &str| prefixed(prefix, name);
    let number = |key: &str, usual: f64| props.number(scope, &name(key)).unwrap_or(usual);
    let text = |key: &str| props.text(scope, &name(key));
    let word = |key: &str| text(key).unwrap_or_default();
    let size = number("fontSize", 11.0);
    let weight = match props.value(scope, &name("fontWeight")) {
        Some(Value::Number(weight)) => weight as u16,
        Some(Value::Text(word)) => match &*word {
            "bold" => 700,
            "lighter" => 300,
            "bolder" => 800,
            word => match number_of(word) as u16 {
                0 => 400,
                weight => weight,
            },
        },
        _ => 400,
    };
    TextStyle {
        font: Font {
            family: text("font").unwrap_or_else(|| "sans-serif".into()),
            size,
            weight,
            italic: matches!(&*word("fontStyle"), "italic" | "oblique"),
        },
        align: align(&word("align")).unwrap_or_default(),
        baseline: baseline(&word("baseline")).unwrap_or_default(),
        angle_deg: number("angle", 0.0),
        limit: number("limit", 0.0),
        line_height: number("lineHeight", size + 2.0),
    }
}

/// The alignment of a name.
#[must_use]
pub fn align(word: &str) -> Option<Align> {
    Some(match word {
        "left" => Align::Left,
        "center" => Align::Center,
        "right" => Align::Right,
        _ => return None,
    })
}

/// The baseline of a name.
#[must_use]
pub fn baseline(word: &str) -> Option<Baseline> {
    Some(match word {
        "top" => Baseline::Top,
        "middle" => Baseline::Middle,
        "bottom" => Baseline::Bottom,
        "alphabetic" => Baseline::Alphabetic,
        "line-top" => Baseline::LineTop,
        "line-bottom" => Baseline::LineBottom,
        _ => return None,
    })
}

/// A filled paint for a text of a guide.
#[must_use]
pub fn guide_paint(
    props: &Bag,
    scope: &dyn crate::expr::Scope,
    color: &str,
    opacity: &str,
) -> Paint {
    let fill = props.color(scope, color).map(crate::scene::Ink::Color);
    Paint { fill, opacity: props.number(scope, opacity).unwrap_or(1.0), ..Paint::default() }
}

/// The pattern that a definition or its guide names, as a text or an object of patterns.
#[must_use]
pub fn pattern<'a>(guide: &'a Bag, def: &'a ChannelDef) -> Option<&'a Json> {
    guide.get("format").or_else(|| def.def.get("format"))
}

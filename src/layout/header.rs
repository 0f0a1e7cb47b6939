//! Labels and titles of a facet's rows and columns.
//!
//! Source: Vega-Lite, "Header".

use super::{GuideScope, Layout, label};
use crate::base::geometry::{Bounds, Size};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::mark::text::{align, baseline, guide_paint, read_style};
use crate::mark::words;
use crate::resolve::FacetField;
use crate::scene::{Align, Baseline, Header, Lane, Side, Source, Text};
use std::rc::Rc;

/// What a header stands beside: the lane's box along and the edge across.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The lane.
    pub lane: Lane,
    /// Where the lane's plot areas begin and end, along it.
    pub span: (f64, f64),
    /// How far everything of the lane reaches on the header's side.
    pub edge: f64,
}

/// The side that the headers of a field stand on.
#[must_use]
pub fn side(layout: &Layout<'_>, field: &FacetField, row: bool, title: bool) -> Side {
    let scope = GuideScope { view: layout.view, datum: Value::Null, size: Size::default() };
    let name = if title { "titleOrient" } else { "labelOrient" };
    let word = field.header.text(&scope, name).or_else(|| field.header.text(&scope, "orient"));
    match word.as_deref() {
        Some("top") => Side::Top,
        Some("bottom") => Side::Bottom,
        Some("left") => Side::Left,
        Some("right") => Side::Right,
        _ if row => Side::Left,
        _ => Side::Top,
    }
}

/// A value of a facet field in words.
#[must_use]
pub fn words(layout: &Layout<'_>, field: &FacetField, value: &Value) -> Rc<str> {
    let mut def = field.def.clone();
    for name in ["format", "formatType"] {
        if let Some(json) = field.header.get(name) {
            def.def.set(name, json.clone());
        }
    }
    let config = &layout.view.config;
    let locale = &layout.view.params.locale;
    let label = words::value(config, locale, &def, value);
    let Some(text) = field.header.word("labelExpr") else { return label };
    let Ok(expr) = crate::expr::parse(&field.at.child("header").child("labelExpr"), text) else {
        return label;
    };
    let members = [("value".into(), value.clone()), ("label".into(), Value::Text(label.clone()))];
    let scope = GuideScope {
        view: layout.view,
        datum: Value::Object(members.into()),
        size: Size::default(),
    };
    label::said(&expr, &scope)
}

/// The label of a row or column.
#[must_use]
pub fn label(
    layout: &Layout<'_>,
    field: &FacetField,
    value: &Value,
    row: bool,
    beside: Beside,
) -> Option<Header> {
    if field.header.get("labels").is_some_and(|labels| *labels == Json::Bool(false))
        || field.def.def.is_off("header")
    {
        return None;
    }
    let orient = side(layout, field, row, false);
    let words = words(layout, field, value);
    let text = text(layout, field, "label", orient, beside, &words);
    Some(Header { lane: beside.lane, is_title: false, orient, text })
}

/// The name of the field, beside all its rows or columns.
#[must_use]
pub fn title(layout: &Layout<'_>, field: &FacetField, row: bool, beside: Beside) -> Option<Header> {
    if field.title.is_empty() {
        return None;
    }
    let orient = side(layout, field, row, true);
    let text = text(layout, field, "title", orient, beside, &field.title);
    Some(Header { lane: beside.lane, is_title: true, orient, text })
}

fn text(
    layout: &Layout<'_>,
    field: &FacetField,
    prefix: &str,
    orient: Side,
    beside: Beside,
    words: &str,
) -> Text {
    let scope = GuideScope { view: layout.view, datum: Value::Null, size: Size::default() };
    let mut look = field.header.clone();
    let style = if prefix == "title" { "guide-title" } else { "guide-label" };
    look.fill_style(prefix, &layout.view.config.style(style));
    let mut style = read_style(&look, &scope, prefix);
    let usual = match orient {
        Side::Left => 270.0,
        Side::Right => 90.0,
        Side::Top | Side::Bottom => 0.0,
    };
    let angle = look.number(&scope, &format!("{prefix}Angle"));
    style.angle_deg = angle.map_or(usual, |angle| angle.rem_euclid(360.0));
    let upright = matches!(orient, Side::Left | Side::Right);
    let anchor = look.text(&scope, &format!("{prefix}Anchor"));
    let (low, high) = beside.span;
    let along = match anchor.as_deref() {
        Some("start") => low,
        Some("end") => high,
        _ => (low + high) / 2.0,
    };
    let usual_align = if upright && style.angle_deg == 0.0 {
        if orient == Side::Left { Align::Right } else { Align::Left }
    } else {
        match anchor.as_deref() {
            Some("start") => Align::Left,
            Some("end") => Align::Right,
            _ => Align::Center,
        }
    };
    style.align = look
        .text(&scope, &format!("{prefix}Align"))
        .and_then(|word| align(&word))
        .unwrap_or(usual_align);
    let usual_baseline = if orient == Side::Bottom {
        Baseline::Top
    } else if upright && style.angle_deg == 0.0 {
        Baseline::Middle
    } else {
        Baseline::Bottom
    };
    style.baseline = look
        .text(&scope, &format!("{prefix}Baseline"))
        .and_then(|word| baseline(&word))
        .unwrap_or(usual_baseline);
    let pad = look.number(&scope, &format!("{prefix}Padding")).unwrap_or(10.0);
    let (x, y) = match orient {
        Side::Top => (along, beside.edge - pad),
        Side::Bottom => (along, beside.edge + pad),
        Side::Left => (beside.edge - pad, along),
        Side::Right => (beside.edge + pad, along),
    };
    let paint = guide_paint(&look, &scope, &format!("{prefix}Color"), &format!("{prefix}Opacity"));
    Text {
        x,
        y,
        lines: label::lines(words),
        style: Rc::new(style),
        paint: Rc::new(paint),
        source: Source::none(),
    }
}

/// The box of a header.
#[must_use]
pub fn extent(layout: &Layout<'_>, header: &Header) -> Bounds {
    crate::scene::bounds::header(layout.measure, header)
}

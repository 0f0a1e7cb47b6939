//! Labels and titles of a facet's rows and columns.
//!
//! Source: Vega-Lite, "Header".

use super::{GuideScope, Layout, aligned, along, label};
use crate::base::geometry::Size;
use crate::base::value::Value;
use crate::mark::words;
use crate::resolve::{Binning, Channel, FacetField, prefixed};
use crate::scene::{Align, Baseline, Header, Lane, Side, Text};
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
    let guide = layout.guide(&field.header, Size::default());
    let own = guide.side(if title { "titleOrient" } else { "labelOrient" });
    let usual = if row { Side::Left } else { Side::Top };
    own.or_else(|| guide.side("orient")).unwrap_or(usual)
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
    let label = match end_of_bin(layout, field, value) {
        Some(end) => words::range(config, locale, &def, value, &end),
        None => words::value(config, locale, &def, value),
    };
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

/// The end of the bin that starts at a value.
fn end_of_bin(layout: &Layout<'_>, field: &FacetField, value: &Value) -> Option<Value> {
    let Binning::Bins(end) = &field.def.bin else { return None };
    let table = layout.tables.get(field.flow)?;
    let (starts, ends) = (table.column(&field.column)?, table.column(end)?);
    let row = (0..starts.len()).find(|row| starts.value(*row) == *value)?;
    Some(ends.value(row))
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
    let wrapped = field.def.channel == Channel::Facet;
    if (field.header.is_off("labels") && !wrapped) || field.def.def.is_off("header") {
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
    let mut look = field.header.clone();
    let style = if prefix == "title" { "guide-title" } else { "guide-label" };
    look.fill_style(prefix, layout.view.config.style(style));
    let guide = layout.guide(&look, Size::default());
    let name = |name: &str| prefixed(prefix, name);
    let (low, high) = beside.span;
    let anchor = guide.anchor(&name("anchor"));
    let along = along(anchor, low, high);
    let pad = guide.number(&name("padding"), 10.0);
    let (angle, at) = match orient {
        Side::Top => (0.0, (along, beside.edge - pad)),
        Side::Bottom => (0.0, (along, beside.edge + pad)),
        Side::Left => (270.0, (beside.edge - pad, along)),
        Side::Right => (90.0, (beside.edge + pad, along)),
    };
    let angle = guide.number(&name("angle"), angle).rem_euclid(360.0);
    let usual = match (orient, angle == 0.0) {
        (Side::Left, true) => (Align::Right, Baseline::Middle),
        (Side::Right, true) => (Align::Left, Baseline::Middle),
        (Side::Bottom, _) => (aligned(anchor), Baseline::Top),
        (Side::Top | Side::Left | Side::Right, _) => (aligned(anchor), Baseline::Bottom),
    };
    let mut style = guide.style(prefix, usual.0, usual.1);
    style.angle_deg = angle;
    let paint = guide.paint(&name("color"), &name("opacity"));
    Text::guide(at, label::lines(words), Rc::new(style), paint)
}

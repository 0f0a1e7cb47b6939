//! The rectangle of an interval selection with an initial value.
//!
//! Source: Vega-Lite, "Parameter", `mark` of an interval: its inside is drawn
//! below the unit's marks, its outline above.

use super::Draw;
use crate::base::value::Value;
use crate::resolve::selection::Want;
use crate::resolve::{Bag, Channel, Selection};
use crate::scene::{Ink, Items, Mark, Paint, Rect, Role, Source};
use std::rc::Rc;

/// A unit's mark between the inside and the outline of its brushes.
#[must_use]
pub fn around(draw: &Draw<'_>, mark: Mark) -> Vec<Mark> {
    let (mut below, mut above) = (Vec::new(), Vec::new());
    for name in &draw.unit.selections {
        if let Some(selection) = draw.view.params.selection(name)
            && selection.interval
            && selection.bind.is_null()
        {
            rects(draw, selection, &mut below, &mut above);
        }
    }
    if below.is_empty() {
        return vec![mark];
    }
    let brush =
        |rects| Mark { unit: draw.id, role: Role::Brush, clip: true, items: Items::Rects(rects) };
    vec![brush(below), mark, brush(above)]
}

/// Adds the inside and the outline of a selection's rectangle, when it has one.
fn rects(
    draw: &Draw<'_>,
    selection: &Selection,
    below: &mut Vec<Rect>,
    above: &mut Vec<Rect>,
) -> Option<()> {
    let tuple = selection.tuples.first()?;
    let span = |channel: Channel| {
        let whole = (0.0, draw.length(channel));
        let Some(def) = draw.def(channel) else { return Some(whole) };
        let Some((_, want)) = tuple.iter().find(|(name, _)| *name == def.field) else {
            return Some(whole);
        };
        let scale = draw.scale(def.scale)?;
        match want {
            Want::Between(low, high) => Some((scale.number(*low), scale.number(*high))),
            Want::OneOf(list) => {
                let place = |value: Option<&Value>| Some(scale.place(value?));
                Some((place(list.first())?, place(list.last())?))
            }
            Want::Equal(_) => None,
        }
    };
    let (x, y) = match super::projection::brush(draw, &selection.value) {
        Some((x, y)) => (x.into(), y.into()),
        None => (span(Channel::X)?, span(Channel::Y)?),
    };
    let mut look =
        Bag::members(&selection.at.child("select").child("mark"), selection.select.get("mark"));
    let config = draw.view.config.part("selection").bag("interval").bag("mark");
    look.fill(&config);
    let scope = draw.scope(u32::MAX);
    let number = |name: &str| look.number(&scope, name).unwrap_or(1.0);
    let ink = |name: &str| look.color(&scope, name).map(Ink::Color);
    let mut rect = Rect {
        x: x.0.min(x.1),
        y: y.0.min(y.1),
        width: (x.1 - x.0).abs(),
        height: (y.1 - y.0).abs(),
        source: Source::none(),
        ..Rect::default()
    };
    let inside =
        Paint { fill: ink("fill"), fill_opacity: number("fillOpacity"), ..Paint::default() };
    let outline = Paint {
        stroke: ink("stroke"),
        stroke_opacity: number("strokeOpacity"),
        stroke_width: number("strokeWidth"),
        dash: look.numbers(&scope, "strokeDash").unwrap_or_default(),
        ..Paint::default()
    };
    rect.paint = Rc::new(inside);
    below.push(rect.clone());
    rect.paint = Rc::new(outline);
    above.push(rect);
    Some(())
}

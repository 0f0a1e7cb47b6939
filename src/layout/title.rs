//! Titles and subtitles.
//!
//! Source: Vega, "Title": anchored on the plot or on the whole group, offset
//! from what it stands over.

use super::{GuideScope, Layout};
use crate::base::geometry::{Bounds, Size};
use crate::base::value::Value;
use crate::mark::text::{align, guide_paint, read_style};
use crate::resolve::TitleSpec;
use crate::scene::{Align, Anchor, Baseline, Side, Source, Text, Title, bounds};
use std::rc::Rc;

/// A title around what it belongs to: `inner` is the plot area (0, 0, width,
/// height), `around` all that is drawn with it.
#[must_use]
pub fn build(
    layout: &Layout<'_>,
    spec: &TitleSpec,
    inner: Bounds,
    around: Bounds,
    group: bool,
) -> Title {
    let scope = GuideScope {
        view: layout.view,
        datum: Value::Null,
        size: Size::new(inner.width(), inner.height()),
    };
    let look = &spec.look;
    let orient = match look.text(&scope, "orient").as_deref() {
        Some("bottom") => Side::Bottom,
        Some("left") => Side::Left,
        Some("right") => Side::Right,
        _ => Side::Top,
    };
    let anchor = match look.text(&scope, "anchor").as_deref() {
        Some("start") => Anchor::Start,
        Some("end") => Anchor::End,
        _ => Anchor::Middle,
    };
    let group = match look.text(&scope, "frame").as_deref() {
        Some("group") => true,
        Some("bounds") => false,
        _ => group,
    };
    let frame = if group { inner } else { around };
    let side = matches!(orient, Side::Left | Side::Right);
    let (low, high) = if side { (frame.y0, frame.y1) } else { (frame.x0, frame.x1) };
    let (low, high) = if orient == Side::Left { (high, low) } else { (low, high) };
    let along = match anchor {
        Anchor::Start => low,
        Anchor::Middle => (low + high) / 2.0,
        Anchor::End => high,
    };
    let usual = match anchor {
        Anchor::Start => Align::Left,
        Anchor::Middle => Align::Center,
        Anchor::End => Align::Right,
    };
    let offset = look.number(&scope, "offset").unwrap_or(4.0);
    let mut style = read_style(look, &scope, "");
    style.align = look.text(&scope, "align").and_then(|word| align(&word)).unwrap_or(usual);
    let turned = match orient {
        Side::Left => 270.0,
        Side::Right => 90.0,
        Side::Top | Side::Bottom => 0.0,
    };
    style.angle_deg = look.number(&scope, "angle").unwrap_or(turned);
    let mut sub = read_style(look, &scope, "subtitle");
    sub.align = style.align;
    sub.angle_deg = style.angle_deg;
    style.baseline = Baseline::Top;
    sub.baseline = Baseline::Top;
    let gap = look.number(&scope, "subtitlePadding").unwrap_or(3.0);
    let height = |style: &crate::scene::TextStyle, lines: usize| {
        if lines == 0 { 0.0 } else { style.font.size + style.line_height * (lines as f64 - 1.0) }
    };
    let first = height(&style, spec.lines.len());
    let second =
        if spec.subtitle.is_empty() { 0.0 } else { gap + height(&sub, spec.subtitle.len()) };
    let whole = first + second;
    let (dx, dy) =
        (look.number(&scope, "dx").unwrap_or(0.0), look.number(&scope, "dy").unwrap_or(0.0));
    // From the title's upper edge, towards what it stands over.
    let place = |down: f64| match orient {
        Side::Top => (along, around.y0 - offset - whole + down),
        Side::Bottom => (along, around.y1 + offset + down),
        Side::Left => (around.x0 - offset - whole + down, along),
        Side::Right => (around.x1 + offset + whole - down, along),
    };
    let text = |lines: &[Rc<str>], style: crate::scene::TextStyle, down: f64, paint| {
        let (x, y) = place(down);
        let source = Source { row: u32::MAX, ..Source::default() };
        Text {
            x: x + dx,
            y: y + dy,
            lines: lines.to_vec(),
            style: Rc::new(style),
            paint: Rc::new(paint),
            source,
        }
    };
    let paint = guide_paint(look, &scope, "color", "opacity");
    let sub_paint = guide_paint(look, &scope, "subtitleColor", "opacity");
    let subtitle =
        (!spec.subtitle.is_empty()).then(|| text(&spec.subtitle, sub, first + gap, sub_paint));
    Title { orient, anchor, text: text(&spec.lines, style, 0.0, paint), subtitle }
}

/// The box of a title.
#[must_use]
pub fn extent(layout: &Layout<'_>, title: &Title) -> Bounds {
    bounds::title(layout.measure, title)
}

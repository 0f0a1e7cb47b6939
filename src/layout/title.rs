//! Titles and subtitles.
//!
//! Source: Vega, "Title": anchored on the plot or on the whole group, offset
//! from what it stands over.

use super::{GuideScope, Layout};
use crate::base::geometry::{Bounds, Size};
use crate::base::value::Value;
use crate::mark::text::{align, guide_paint, read_style};
use crate::resolve::{Bag, TitleSpec};
use crate::scene::{Align, Anchor, Baseline, Side, Source, Text, TextStyle, Title, bounds};
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
    let along = along(orient, anchor, frame);
    let offset = look.number(&scope, "offset").unwrap_or(4.0);
    let (style, sub) = styles(look, &scope, orient, anchor);
    let gap = look.number(&scope, "subtitlePadding").unwrap_or(3.0);
    let height = |style: &TextStyle, lines: usize| {
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
    let text = |lines: &[Rc<str>], style: TextStyle, down: f64, paint| {
        let (x, y) = place(down);
        Text {
            x: x + dx,
            y: y + dy,
            lines: lines.to_vec(),
            style: Rc::new(style),
            paint: Rc::new(paint),
            source: Source::none(),
        }
    };
    let paint = guide_paint(look, &scope, "color", "opacity");
    let sub_paint = guide_paint(look, &scope, "subtitleColor", "opacity");
    let subtitle =
        (!spec.subtitle.is_empty()).then(|| text(&spec.subtitle, sub, first + gap, sub_paint));
    Title { orient, anchor, text: text(&spec.lines, style, 0.0, paint), subtitle }
}

/// Where a title stands along its side.
fn along(orient: Side, anchor: Anchor, frame: Bounds) -> f64 {
    let (low, high) = match orient {
        Side::Left => (frame.y1, frame.y0),
        Side::Right => (frame.y0, frame.y1),
        Side::Top | Side::Bottom => (frame.x0, frame.x1),
    };
    match anchor {
        Anchor::Start => low,
        Anchor::Middle => (low + high) / 2.0,
        Anchor::End => high,
    }
}

/// The styles of title and subtitle.
fn styles(
    look: &Bag,
    scope: &GuideScope<'_>,
    orient: Side,
    anchor: Anchor,
) -> (TextStyle, TextStyle) {
    let usual = match anchor {
        Anchor::Start => Align::Left,
        Anchor::Middle => Align::Center,
        Anchor::End => Align::Right,
    };
    let turned = match orient {
        Side::Left => 270.0,
        Side::Right => 90.0,
        Side::Top | Side::Bottom => 0.0,
    };
    let mut style = read_style(look, scope, "");
    style.align = look.text(scope, "align").and_then(|word| align(&word)).unwrap_or(usual);
    style.angle_deg = look.number(scope, "angle").unwrap_or(turned);
    style.baseline = Baseline::Top;
    let own = read_style(look, scope, "subtitle");
    let sub = TextStyle {
        align: style.align,
        angle_deg: style.angle_deg,
        baseline: Baseline::Top,
        ..own
    };
    (style, sub)
}

/// The box of a title.
#[must_use]
pub fn extent(layout: &Layout<'_>, title: &Title) -> Bounds {
    bounds::title(layout.measure, title)
}

//! Titles and subtitles.
//!
//! Source: Vega, "Title": anchored on the plot or on the whole group, offset
//! from what it stands over.

use super::{Layout, aligned, along};
use crate::base::geometry::{Bounds, Size};
use crate::resolve::TitleSpec;
use crate::scene::{Baseline, Side, Text, TextStyle, Title};
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
    let guide = layout.guide(&spec.look, Size::new(inner.width(), inner.height()));
    let orient = guide.side("orient").unwrap_or(Side::Top);
    let anchor = guide.anchor("anchor");
    let group = match guide.which("frame", &["group", "bounds"]) {
        0 => true,
        1 => false,
        _ => group,
    };
    let frame = if group { inner } else { around };
    let (angle, low, high) = match orient {
        Side::Left => (270.0, frame.y1, frame.y0),
        Side::Right => (90.0, frame.y0, frame.y1),
        Side::Top | Side::Bottom => (0.0, frame.x0, frame.x1),
    };
    let place = along(anchor, low, high);
    let offset = guide.number("offset", 4.0);
    let mut style = guide.style("", aligned(anchor), Baseline::Top);
    style.angle_deg = guide.number("angle", angle);
    style.baseline = Baseline::Top;
    let mut sub = guide.style("subtitle", style.align, Baseline::Top);
    (sub.align, sub.angle_deg, sub.baseline) = (style.align, style.angle_deg, Baseline::Top);
    sub.limit = style.limit;
    let gap = guide.number("subtitlePadding", 3.0);
    let height = |style: &TextStyle, lines: usize| {
        if lines == 0 { 0.0 } else { style.font.size + style.line_height * (lines as f64 - 1.0) }
    };
    let first = height(&style, spec.lines.len());
    let second =
        if spec.subtitle.is_empty() { 0.0 } else { gap + height(&sub, spec.subtitle.len()) };
    let whole = first + second;
    let (dx, dy) = (guide.number("dx", 0.0), guide.number("dy", 0.0));
    let text = |lines: &[Rc<str>], style: TextStyle, down: f64, color: &str| {
        // From the title's upper edge, towards what it stands over.
        let (x, y) = match orient {
            Side::Top => (place, around.y0 - offset - whole + down),
            Side::Bottom => (place, around.y1 + offset + down),
            Side::Left => (around.x0 - offset - whole + down, place),
            Side::Right => (around.x1 + offset + whole - down, place),
        };
        let paint = guide.paint(color, "opacity");
        Text::guide((x + dx, y + dy), lines.to_vec(), Rc::new(style), paint)
    };
    let shown = !spec.subtitle.is_empty();
    let subtitle = shown.then(|| text(&spec.subtitle, sub, first + gap, "subtitleColor"));
    Title { orient, anchor, text: text(&spec.lines, style, 0.0, "color"), subtitle }
}

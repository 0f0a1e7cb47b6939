//! Where the lines of a text stand, and what of them fits their limit.

use super::item::Text;
use super::style::{Align, Baseline, TextStyle};
use crate::base::font::{Font, Measure, truncate};
use crate::base::geometry::Bounds;
use crate::base::svg_path;
use std::borrow::Cow;

/// How far below the anchor the first line of letters stands, in whole pixels.
///
/// Counted from the font size alone, so that a canvas, an SVG and a PNG agree.
/// Source: vega-scenegraph's `offset` of texts.
#[must_use]
pub fn drop(style: &TextStyle) -> f64 {
    let size = style.font.size;
    let exact = match style.baseline {
        Baseline::Top => 0.79 * size,
        Baseline::Middle => 0.30 * size,
        Baseline::Bottom => -0.21 * size,
        Baseline::Alphabetic => 0.0,
        Baseline::LineTop => 0.29 * size + 0.5 * style.line_height,
        Baseline::LineBottom => 0.29 * size - 0.5 * style.line_height,
    };
    (exact + 0.5).floor()
}

/// The line without outer spaces, cut with an ellipsis when it is as wide as `limit` pixels; 0 is no limit.
#[must_use]
pub fn cut<'a>(measure: &dyn Measure, font: &Font, line: &'a str, limit: f64) -> Cow<'a, str> {
    if limit > 0.0 {
        Cow::Owned(truncate(measure, font, line, limit, "…", false).to_string())
    } else {
        Cow::Borrowed(line.trim())
    }
}

/// The width of the widest line, in pixels, each cut to the limit.
#[must_use]
pub fn width(measure: &dyn Measure, text: &Text) -> f64 {
    let font = &text.style.font;
    let lines = text.lines.iter();
    lines
        .map(|line| measure.width(font, &cut(measure, font, line, text.style.limit)))
        .fold(0.0, f64::max)
}

/// The box of a text before it is turned around its anchor.
#[must_use]
pub fn upright(measure: &dyn Measure, text: &Text) -> Bounds {
    let style = &text.style;
    let width = width(measure, text);
    let x0 = text.x
        - match style.align {
            Align::Left => 0.0,
            Align::Center => width / 2.0,
            Align::Right => width,
        };
    let y0 = text.y + drop(style) - (0.8 * style.font.size + 0.5).floor();
    let more = text.lines.len().saturating_sub(1) as f64 * style.line_height;
    Bounds { x0, y0, x1: x0 + width, y1: y0 + style.font.size + more }
}

/// The upright box around a text as it stands, turned.
#[must_use]
pub fn bounds(measure: &dyn Measure, text: &Text) -> Bounds {
    let upright = upright(measure, text);
    let angle = text.style.angle_deg;
    if angle == 0.0 { upright } else { svg_path::turned(&upright, angle, text.x, text.y) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    /// Each character as wide as the font is high, but `i`, which is half of it.
    struct Square;

    impl Measure for Square {
        fn width(&self, font: &Font, text: &str) -> f64 {
            text.chars().map(|c| if c == 'i' { 0.5 } else { 1.0 }).sum::<f64>() * font.size
        }
    }

    fn style() -> TextStyle {
        TextStyle {
            font: Font { family: "sans-serif".into(), size: 10.0, weight: 400, italic: false },
            align: Align::Left,
            baseline: Baseline::Alphabetic,
            angle_deg: 0.0,
            limit: 0.0,
            line_height: 12.0,
        }
    }

    #[test]
    fn lines_are_cut() {
        let font = style().font;
        let check = |line: &str, limit: f64, expected: &str| {
            assert_eq!(cut(&Square, &font, line, limit), expected, "{line} in {limit}");
        };
        check(" 香坊区 ", 0.0, "香坊区");
        check("香坊区", 31.0, "香坊区");
        check("香坊区", 30.0, "香…");
        check("iiiiii", 26.0, "iii…");
        check("香坊区", 5.0, "…");
        check("", 5.0, "");
    }

    #[test]
    fn boxes() {
        let check = |style: TextStyle, lines: &[&str], expected: [f64; 4]| {
            let lines = lines.iter().map(|line| Rc::from(*line)).collect();
            let (style, paint) = (Rc::new(style), Rc::default());
            let text = Text { x: 100.0, y: 50.0, lines, style, paint, source: Default::default() };
            let b = bounds(&Square, &text);
            let found = [b.x0, b.y0, b.x1, b.y1].map(|v| (v * 1000.0).round() / 1000.0);
            assert_eq!(found, expected);
        };
        check(style(), &["ab"], [100.0, 42.0, 120.0, 52.0]);
        let middle = TextStyle { align: Align::Right, baseline: Baseline::Middle, ..style() };
        check(middle.clone(), &["ab", "abc"], [70.0, 45.0, 100.0, 67.0]);
        check(TextStyle { angle_deg: -90.0, ..middle }, &["ab"], [95.0, 50.0, 105.0, 70.0]);
        let top = TextStyle { align: Align::Center, baseline: Baseline::Top, ..style() };
        check(top, &["ab"], [90.0, 50.0, 110.0, 60.0]);
        check(
            TextStyle { baseline: Baseline::LineTop, ..style() },
            &["a"],
            [100.0, 51.0, 110.0, 61.0],
        );
    }
}

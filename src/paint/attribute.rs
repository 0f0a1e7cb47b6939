//! Attributes and definitions of an SVG.

use super::pen::{HATCH_STEP, HATCH_TINT, HATCH_WIDTH, Shade};
use crate::base::color::Color;
use std::fmt::Write as _;

/// A number with at most two decimals, none that are zero.
pub fn trimmed(number: f64) -> String {
    ((number * 100.0).round() / 100.0 + 0.0).to_string()
}

/// The attribute `name` of one colour, and its opacity.
pub fn solid(name: &str, color: Color) -> String {
    let Color { r, g, b, a } = color;
    let short = [r, g, b].iter().all(|part| part >> 4 == part & 15);
    let mut out = if short {
        format!(" {name}=\"#{:x}{:x}{:x}\"", r & 15, g & 15, b & 15)
    } else {
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\"")
    };
    if a < 1.0 {
        let _ = write!(out, " {name}-opacity=\"{}\"", opacity(a));
    }
    out
}

/// An opacity to three decimals.
pub fn opacity(a: f32) -> String {
    ((f64::from(a) * 1000.0).round() / 1000.0).to_string()
}

/// The definition of a gradient, `\u{1}` in the place of its id.
pub fn gradient(shade: &Shade) -> String {
    let (from, to) = (shade.from, shade.to);
    let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(f64::round);
    let (name, mut out) = match shade.radii {
        None => ("linearGradient", format!(" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"")),
        Some((inner, outer)) => {
            let (inner, outer) = (inner.round(), outer.round());
            let focus = format!(" cx=\"{x2}\" cy=\"{y2}\" r=\"{outer}\" fx=\"{x1}\" fy=\"{y1}\"");
            let start = if inner > 0.0 { format!(" fr=\"{inner}\"") } else { String::new() };
            ("radialGradient", focus + &start)
        }
    };
    out.push_str(" gradientUnits=\"userSpaceOnUse\">");
    for (at, color) in &shade.stops {
        let color = solid("stop-color", *color).replace("stop-color-opacity", "stop-opacity");
        let _ = write!(out, "<stop offset=\"{}\"{color}/>", trimmed(*at));
    }
    format!("<{name} id=\"\u{1}\"{out}</{name}>")
}

/// Adds a text with the letters that mean something in XML escaped, and those that may not stand there left out.
pub fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

/// The definition of a hatch, `\u{1}` in the place of its id.
pub fn hatch(color: Color) -> String {
    let ground = solid("fill", Color { a: color.a * HATCH_TINT, ..color });
    let stripe = solid("fill", color);
    format!(
        "<pattern id=\"\u{1}\" width=\"{HATCH_STEP}\" height=\"{HATCH_STEP}\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path{ground} d=\"M0 0h{HATCH_STEP}v{HATCH_STEP}h-{HATCH_STEP}z\"/>\
         <path{stripe} d=\"M0 0h{HATCH_WIDTH}v{HATCH_STEP}h-{HATCH_WIDTH}z\"/></pattern>",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes() {
        assert_eq!(solid("fill", Color::rgb(255, 0, 17)), " fill=\"#f01\"");
        let glass = Color { a: 0.25, ..Color::rgb(1, 2, 3) };
        assert_eq!(solid("stroke", glass), " stroke=\"#010203\" stroke-opacity=\"0.25\"");
        assert_eq!([1.0, 0.126, -0.001, 2.5].map(trimmed).join(" "), "1 0.13 0 2.5");
        let mut out = String::new();
        escape(&mut out, "a<b>&\"\u{7}\n甲");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot; 甲");
    }
}

//! Fonts, and how wide a text is.

use std::rc::Rc;

/// A font as CSS names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Font {
    /// The family, or a list of families, as in CSS.
    pub family: Rc<str>,
    /// The size in CSS pixels.
    pub size: f64,
    /// The weight, 100–900; normal is 400, bold 700.
    pub weight: u16,
    /// Whether it is slanted.
    pub italic: bool,
}

impl Default for Font {
    /// Vega's: 11 pixels, sans-serif.
    fn default() -> Self {
        Self { family: "sans-serif".into(), size: 11.0, weight: 400, italic: false }
    }
}

impl Font {
    /// The value of CSS's `font`: `italic 700 11px sans-serif`; what is normal is left out.
    #[must_use]
    pub fn css(&self) -> String {
        let style = if self.italic { "italic " } else { "" };
        let weight = if self.weight == 400 { String::new() } else { format!("{} ", self.weight) };
        let size = crate::base::format::plain(self.size);
        format!("{style}{weight}{size}px {}", self.family)
    }

    /// The distance between baselines that lines have unless told: the size and 2 pixels.
    #[must_use]
    pub fn line_height(&self) -> f64 {
        self.size + 2.0
    }
}

/// The number of a CSS font weight: `normal` is 400, `bold` and `bolder` 700,
/// `lighter` 300, a number itself; `None` for other words.
#[must_use]
pub fn weight(word: &str) -> Option<u16> {
    match word.trim() {
        "normal" => Some(400),
        "bold" | "bolder" => Some(700),
        "lighter" => Some(300),
        word => word.parse().ok().filter(|weight| (1..=1000).contains(weight)),
    }
}

/// Who knows how wide a text is: the browser's `measureText`, a font file, or the built-in table.
pub trait Measure {
    /// The advance width of one line of text, in CSS pixels.
    fn width(&self, font: &Font, text: &str) -> f64;
}

/// The built-in widths: those of a Helvetica-like face, East Asian characters
/// one em wide. The default everywhere, so that a scene is the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Measure for BuiltIn {
    fn width(&self, font: &Font, text: &str) -> f64 {
        let bold = font.weight >= 600;
        let units: u64 = text.chars().map(|letter| u64::from(advance(letter, bold))).sum();
        units as f64 / 1000.0 * font.size
    }
}

/// The text without blanks around, cut to less than `limit` pixels with an
/// `ellipsis` in place of what is missing: at the end, or at the start when the
/// text runs from right to left. A limit that is not positive is none.
///
/// Source: vega-scenegraph, `textValue`.
///
/// ```
/// use shushuo::base::font::{BuiltIn, Font, truncate};
/// let text = truncate(&BuiltIn, &Font::default(), " United States ", 50.0, "…", false);
/// assert_eq!(&*text, "United …");
/// ```
#[must_use]
pub fn truncate(
    measure: &dyn Measure,
    font: &Font,
    text: &str,
    limit: f64,
    ellipsis: &str,
    from_right: bool,
) -> Rc<str> {
    let text = text.trim();
    if limit.is_nan() || limit <= 0.0 || text.is_empty() || measure.width(font, text) < limit {
        return text.into();
    }
    let room = limit - measure.width(font, ellipsis);
    // All places where the text may be cut; the widest piece that fits is searched by halves.
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |i: usize| cuts.get(i).copied().unwrap_or(text.len());
    let (mut low, mut high) = (0, cuts.len() - 1);
    while low < high {
        let middle = (low + high) / 2;
        if from_right {
            if measure.width(font, text.get(at(middle)..).unwrap_or("")) > room {
                low = middle + 1;
            } else {
                high = middle;
            }
        } else if measure.width(font, text.get(..at(middle + 1)).unwrap_or("")) < room {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if from_right {
        format!("{ellipsis}{}", text.get(at(low)..).unwrap_or("")).into()
    } else {
        format!("{}{ellipsis}", text.get(..at(low)).unwrap_or("")).into()
    }
}

/// The advance width of one character in thousandths of the size.
fn advance(letter: char, bold: bool) -> u16 {
    let code = u32::from(letter);
    let place = match code {
        0x20..=0x7e => code - 0x20,
        0xa1..=0xff => code - 0xa1 + 95,
        0x2018 | 0x2019 => return if bold { 278 } else { 222 },
        0x201c | 0x201d => return if bold { 500 } else { 333 },
        0x2014 | 0x2026 => return 1000,
        0x2022 => return 350,
        0x2212 => return 584,
        0x2264 | 0x2265 => return 549,
        _ if code > 0x2e80 => return 1000,
        _ => return 556,
    };
    let table = if bold { &BOLD } else { &NORMAL };
    usize::try_from(place).ok().and_then(|place| table.get(place)).copied().unwrap_or(556)
}

/// U+0020–U+007E, then U+00A1–U+00FF, of normal weight.
#[rustfmt::skip]
static NORMAL: [u16; 190] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 333,
    556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 556, 737, 333, 400, 584,
    333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667,
    667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722,
    778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
    556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

/// The same of bold.
#[rustfmt::skip]
static BOLD: [u16; 190] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 333,
    556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 556, 737, 333, 400, 584,
    333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722,
    722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722,
    778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
    556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611,
    611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn font(size: f64, weight: u16) -> Font {
        Font { size, weight, ..Font::default() }
    }

    #[test]
    fn widths() {
        for (text, weight, width) in [
            ("", 400, 0.0),
            ("Horsepower", 400, 5.39),
            ("Horsepower", 700, 5.779),
            ("1,000–2,000", 400, 5.56),
            ("\u{2212}5 ≤ é…", 400, 3.801),
            ("“a” ‘b’", 600, 3.001),
            ("收入（亿元）", 400, 6.0),
            ("😀", 500, 1.0),
            ("β\u{a0}\u{ad}", 400, 1.668),
        ] {
            let found = BuiltIn.width(&font(1.0, weight), text);
            assert!((found - width).abs() < 1e-12, "{text:?}: {found}");
        }
        assert_eq!(BuiltIn.width(&font(20.0, 400), "00"), 1.112 * 20.0);
    }

    // The expected texts were cut by vega-scenegraph 5.3.0 with these widths.
    #[test]
    fn cut() {
        let cut = |text: &str, limit, from_right| {
            truncate(&BuiltIn, &font(10.0, 400), text, limit, "…", from_right).to_string()
        };
        for (text, limit, from_right, expected) in [
            ("United States of America", 60.0, false, "United Stat…"),
            ("United States of America", 60.0, true, "…of America"),
            ("长长的中文标签不会放下", 50.0, false, "长长的…"),
            ("short", 100.0, false, "short"),
            ("ab", 5.0, false, "…"),
            ("Wide", 20.5, false, "W…"),
            ("abc", 15.0, true, "…c"),
        ] {
            assert_eq!(cut(text, limit, from_right), expected, "{text}");
        }
        assert_eq!(cut("  as it is ", 0.0, false), "as it is");
    }

    #[test]
    fn css() {
        assert_eq!(font(11.5, 400).css(), "11.5px sans-serif");
        let slanted = Font { italic: true, ..font(10.0, 700) };
        assert_eq!(slanted.css(), "italic 700 10px sans-serif");
        assert_eq!(
            ["bold", "lighter", "550", "heavy"].map(weight),
            [Some(700), Some(300), Some(550), None]
        );
    }
}

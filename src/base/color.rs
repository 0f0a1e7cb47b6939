//! Colours as CSS writes them.

use crate::base::decimal;
use crate::base::number::{pow, round};

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
    /// Opacity, 0–1.
    pub a: f32,
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self::rgb(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::rgb(255, 255, 255);
    /// Paints nothing.
    pub const TRANSPARENT: Self = Self { r: 0, g: 0, b: 0, a: 0.0 };

    /// An opaque colour.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 1.0 }
    }

    /// The opaque colour `0xrrggbb`.
    #[must_use]
    pub const fn code(code: u32) -> Self {
        let [_, r, g, b] = code.to_be_bytes();
        Self::rgb(r, g, b)
    }

    /// The colour of channels 0–255 and an opacity 0–1, rounded and held within
    /// their limits; what is not a number is 0, but an opacity 1.
    #[must_use]
    pub fn of_channels([r, g, b, a]: [f64; 4]) -> Self {
        let byte = |channel: f64| round(channel).clamp(0.0, 255.0) as u8;
        let a = if a.is_nan() { 1.0 } else { a.clamp(0.0, 1.0) as f32 };
        Self { r: byte(r), g: byte(g), b: byte(b), a }
    }

    /// `#rrggbb`, or `#rrggbbaa` when not opaque.
    #[must_use]
    pub fn hex(&self) -> String {
        let alpha = (self.a * 255.0).round() as u8;
        let rgb = format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b);
        if alpha == 255 { rgb } else { format!("{rgb}{alpha:02x}") }
    }

    /// Reads a CSS colour; `None` when it is none: the 148 names and
    /// `transparent`, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`,
    /// `hsl()` and `hsla()`, with commas or with blanks and a slash. Letter case
    /// does not matter.
    ///
    /// Source: CSS Color Module Level 4.
    ///
    /// ```
    /// use shushuo::base::color::Color;
    /// let hex = |text| Color::parse(text).map(|color| color.hex());
    /// assert_eq!(hex("steelblue").as_deref(), Some("#4682b4"));
    /// assert_eq!(hex("rgb(255 0 0 / 50%)").as_deref(), Some("#ff000080"));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(digits) = text.strip_prefix('#') {
            return Self::of_hex(digits);
        }
        if let Some((function, rest)) = text.split_once('(') {
            return Self::of_function(function, rest.strip_suffix(')')?);
        }
        if text == "transparent" {
            return Some(Self::TRANSPARENT);
        }
        let i = NAMES.binary_search_by_key(&text.as_str(), |(name, _)| name).ok()?;
        NAMES.get(i).map(|(_, code)| Self::code(*code))
    }

    /// Hexadecimal digits: one or two for each channel.
    fn of_hex(digits: &str) -> Option<Self> {
        let size = match digits.len() {
            3 | 4 => 1,
            6 | 8 => 2,
            _ => return None,
        };
        let mut channels = [0, 0, 0, 255];
        for (channel, digits) in channels.iter_mut().zip(digits.as_bytes().chunks(size)) {
            for digit in digits.iter().cycle().take(2) {
                *channel = (*channel & 0xf) * 16 + char::from(*digit).to_digit(16)?;
            }
        }
        let [r, g, b, a] = channels;
        Some(Self { a: a as f32 / 255.0, ..Self::code(r << 16 | g << 8 | b) })
    }

    fn of_function(function: &str, arguments: &str) -> Option<Self> {
        let words: Vec<&str> = arguments
            .split(|letter: char| letter.is_ascii_whitespace() || letter == ',' || letter == '/')
            .filter(|word| !word.is_empty())
            .collect();
        let (&[x, y, z], alpha) = (words.get(..3)?.as_array()?, words.get(3));
        let a = match alpha {
            Some(alpha) => part(alpha, 1.0)?,
            None => 1.0,
        };
        if words.len() > 4 || !a.is_finite() {
            return None;
        }
        match function.trim() {
            "rgb" | "rgba" => {
                let [r, g, b] = [part(x, 255.0)?, part(y, 255.0)?, part(z, 255.0)?];
                Some(Self::of_channels([r, g, b, a]))
            }
            "hsl" | "hsla" => {
                let percent = |word: &str| part(word.trim_end_matches('%'), 1.0);
                let (s, l) = (percent(y)? / 100.0, percent(z)? / 100.0);
                let [r, g, b] = hsl_to_rgb([degrees(x)?, s.clamp(0.0, 1.0), l.clamp(0.0, 1.0)]);
                Some(Self::of_channels([r, g, b, a]))
            }
            _ => None,
        }
    }

    /// How bright it looks, from 0 (black) to 1 (white), its opacity ignored.
    ///
    /// Source: WCAG 2.0, "relative luminance", with its first border 0.03928, as Vega has it.
    #[must_use]
    pub fn luminance(&self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The contrast with another colour, from 1 (none) to 21 (black on white).
    ///
    /// Source: WCAG 2.0, "contrast ratio".
    #[must_use]
    pub fn contrast(&self, other: &Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// A number, or a percentage of `whole`.
fn part(word: &str, whole: f64) -> Option<f64> {
    let (digits, percent) = match word.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (word, false),
    };
    if !digits.ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let number = decimal::read(digits)?;
    Some(if percent { number * whole / 100.0 } else { number })
}

/// An angle in degrees.
fn degrees(word: &str) -> Option<f64> {
    for (unit, factor) in
        [("deg", 1.0), ("grad", 0.9), ("rad", 180.0 / std::f64::consts::PI), ("turn", 360.0)]
    {
        if let Some(number) = word.strip_suffix(unit) {
            return part(number, 1.0).map(|number| number * factor);
        }
    }
    part(word, 1.0)
}

/// Channels 0–255 of a hue in degrees, a saturation and a lightness, 0–1.
///
/// Source: CSS Color Module Level 3, in d3-color's form.
pub(crate) fn hsl_to_rgb([hue, saturation, lightness]: [f64; 3]) -> [f64; 3] {
    let hue = hue % 360.0 + if hue < 0.0 { 360.0 } else { 0.0 };
    let saturation = if hue.is_nan() || saturation.is_nan() { 0.0 } else { saturation };
    let room = if lightness < 0.5 { lightness } else { 1.0 - lightness };
    let high = lightness + room * saturation;
    let low = 2.0 * lightness - high;
    let channel = |hue: f64| {
        255.0
            * if hue < 60.0 {
                low + (high - low) * hue / 60.0
            } else if hue < 180.0 {
                high
            } else if hue < 240.0 {
                low + (high - low) * (240.0 - hue) / 60.0
            } else {
                low
            }
    };
    [
        channel(if hue >= 240.0 { hue - 240.0 } else { hue + 120.0 }),
        channel(hue),
        channel(if hue < 120.0 { hue + 240.0 } else { hue - 120.0 }),
    ]
}

/// The named colours in the order of their names.
///
/// Source: CSS Color Module Level 4, "Named colors".
static NAMES: [(&str, u32); 148] = [
    ("aliceblue", 0xf0f8ff),
    ("antiquewhite", 0xfaebd7),
    ("aqua", 0x00ffff),
    ("aquamarine", 0x7fffd4),
    ("azure", 0xf0ffff),
    ("beige", 0xf5f5dc),
    ("bisque", 0xffe4c4),
    ("black", 0x000000),
    ("blanchedalmond", 0xffebcd),
    ("blue", 0x0000ff),
    ("blueviolet", 0x8a2be2),
    ("brown", 0xa52a2a),
    ("burlywood", 0xdeb887),
    ("cadetblue", 0x5f9ea0),
    ("chartreuse", 0x7fff00),
    ("chocolate", 0xd2691e),
    ("coral", 0xff7f50),
    ("cornflowerblue", 0x6495ed),
    ("cornsilk", 0xfff8dc),
    ("crimson", 0xdc143c),
    ("cyan", 0x00ffff),
    ("darkblue", 0x00008b),
    ("darkcyan", 0x008b8b),
    ("darkgoldenrod", 0xb8860b),
    ("darkgray", 0xa9a9a9),
    ("darkgreen", 0x006400),
    ("darkgrey", 0xa9a9a9),
    ("darkkhaki", 0xbdb76b),
    ("darkmagenta", 0x8b008b),
    ("darkolivegreen", 0x556b2f),
    ("darkorange", 0xff8c00),
    ("darkorchid", 0x9932cc),
    ("darkred", 0x8b0000),
    ("darksalmon", 0xe9967a),
    ("darkseagreen", 0x8fbc8f),
    ("darkslateblue", 0x483d8b),
    ("darkslategray", 0x2f4f4f),
    ("darkslategrey", 0x2f4f4f),
    ("darkturquoise", 0x00ced1),
    ("darkviolet", 0x9400d3),
    ("deeppink", 0xff1493),
    ("deepskyblue", 0x00bfff),
    ("dimgray", 0x696969),
    ("dimgrey", 0x696969),
    ("dodgerblue", 0x1e90ff),
    ("firebrick", 0xb22222),
    ("floralwhite", 0xfffaf0),
    ("forestgreen", 0x228b22),
    ("fuchsia", 0xff00ff),
    ("gainsboro", 0xdcdcdc),
    ("ghostwhite", 0xf8f8ff),
    ("gold", 0xffd700),
    ("goldenrod", 0xdaa520),
    ("gray", 0x808080),
    ("green", 0x008000),
    ("greenyellow", 0xadff2f),
    ("grey", 0x808080),
    ("honeydew", 0xf0fff0),
    ("hotpink", 0xff69b4),
    ("indianred", 0xcd5c5c),
    ("indigo", 0x4b0082),
    ("ivory", 0xfffff0),
    ("khaki", 0xf0e68c),
    ("lavender", 0xe6e6fa),
    ("lavenderblush", 0xfff0f5),
    ("lawngreen", 0x7cfc00),
    ("lemonchiffon", 0xfffacd),
    ("lightblue", 0xadd8e6),
    ("lightcoral", 0xf08080),
    ("lightcyan", 0xe0ffff),
    ("lightgoldenrodyellow", 0xfafad2),
    ("lightgray", 0xd3d3d3),
    ("lightgreen", 0x90ee90),
    ("lightgrey", 0xd3d3d3),
    ("lightpink", 0xffb6c1),
    ("lightsalmon", 0xffa07a),
    ("lightseagreen", 0x20b2aa),
    ("lightskyblue", 0x87cefa),
    ("lightslategray", 0x778899),
    ("lightslategrey", 0x778899),
    ("lightsteelblue", 0xb0c4de),
    ("lightyellow", 0xffffe0),
    ("lime", 0x00ff00),
    ("limegreen", 0x32cd32),
    ("linen", 0xfaf0e6),
    ("magenta", 0xff00ff),
    ("maroon", 0x800000),
    ("mediumaquamarine", 0x66cdaa),
    ("mediumblue", 0x0000cd),
    ("mediumorchid", 0xba55d3),
    ("mediumpurple", 0x9370db),
    ("mediumseagreen", 0x3cb371),
    ("mediumslateblue", 0x7b68ee),
    ("mediumspringgreen", 0x00fa9a),
    ("mediumturquoise", 0x48d1cc),
    ("mediumvioletred", 0xc71585),
    ("midnightblue", 0x191970),
    ("mintcream", 0xf5fffa),
    ("mistyrose", 0xffe4e1),
    ("moccasin", 0xffe4b5),
    ("navajowhite", 0xffdead),
    ("navy", 0x000080),
    ("oldlace", 0xfdf5e6),
    ("olive", 0x808000),
    ("olivedrab", 0x6b8e23),
    ("orange", 0xffa500),
    ("orangered", 0xff4500),
    ("orchid", 0xda70d6),
    ("palegoldenrod", 0xeee8aa),
    ("palegreen", 0x98fb98),
    ("paleturquoise", 0xafeeee),
    ("palevioletred", 0xdb7093),
    ("papayawhip", 0xffefd5),
    ("peachpuff", 0xffdab9),
    ("peru", 0xcd853f),
    ("pink", 0xffc0cb),
    ("plum", 0xdda0dd),
    ("powderblue", 0xb0e0e6),
    ("purple", 0x800080),
    ("rebeccapurple", 0x663399),
    ("red", 0xff0000),
    ("rosybrown", 0xbc8f8f),
    ("royalblue", 0x4169e1),
    ("saddlebrown", 0x8b4513),
    ("salmon", 0xfa8072),
    ("sandybrown", 0xf4a460),
    ("seagreen", 0x2e8b57),
    ("seashell", 0xfff5ee),
    ("sienna", 0xa0522d),
    ("silver", 0xc0c0c0),
    ("skyblue", 0x87ceeb),
    ("slateblue", 0x6a5acd),
    ("slategray", 0x708090),
    ("slategrey", 0x708090),
    ("snow", 0xfffafa),
    ("springgreen", 0x00ff7f),
    ("steelblue", 0x4682b4),
    ("tan", 0xd2b48c),
    ("teal", 0x008080),
    ("thistle", 0xd8bfd8),
    ("tomato", 0xff6347),
    ("turquoise", 0x40e0d0),
    ("violet", 0xee82ee),
    ("wheat", 0xf5deb3),
    ("white", 0xffffff),
    ("whitesmoke", 0xf5f5f5),
    ("yellow", 0xffff00),
    ("yellowgreen", 0x9acd32),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, hex: Option<&str>) {
        assert_eq!(Color::parse(text).map(|color| color.hex()).as_deref(), hex, "{text:?}");
    }

    #[test]
    fn css() {
        for (text, hex) in [
            ("#abc", "#aabbcc"),
            ("#ABCDEF", "#abcdef"),
            ("#abc8", "#aabbcc88"),
            ("#11223380", "#11223380"),
            (" SteelBlue ", "#4682b4"),
            ("aliceblue", "#f0f8ff"),
            ("yellowgreen", "#9acd32"),
            ("grey", "#808080"),
            ("transparent", "#00000000"),
            ("rgb(1,2,3)", "#010203"),
            ("rgba(1, 2, 3, 0.5)", "#01020380"),
            ("rgb(100%, 0%, 50%)", "#ff0080"),
            ("rgb(300, -5, 2.5)", "#ff0003"),
            ("rgb(1 2 3 / 50%)", "#01020380"),
            ("hsl(120, 100%, 25%)", "#008000"),
            ("hsl(-60deg 50% 50%)", "#bf40bf"),
            ("hsla(0.5turn, 100%, 50%, 0.2)", "#00ffff33"),
        ] {
            check(text, Some(hex));
        }
        for text in [
            "",
            "#12",
            "#12345",
            "#ggg",
            "blu",
            "rgb(1,2)",
            "rgb(1,2,x)",
            "rgb(1,2,3,4,5)",
            "rgb(1,2,3",
            "url(a)",
            "none",
            "rgb(inf,1,2)",
        ] {
            check(text, None);
        }
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn how_bright() {
        assert_eq!(Color::WHITE.luminance(), 1.0);
        assert_eq!(Color::BLACK.contrast(&Color::WHITE), 21.0);
        let blue = Color::code(0x4c78a8);
        assert_eq!((blue.luminance() * 1e6).round(), 177_966.0);
        assert_eq!((blue.contrast(&Color::WHITE) * 1e6).round(), 4_605_951.0);
    }
}

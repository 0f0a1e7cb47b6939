//! Colours between others, in several colour spaces.
//!
//! Source: d3-interpolate 3 and d3-color 3, whose results these are to the last digit of a channel.

use crate::base::color::{Color, hsl_to_rgb};
use crate::base::number::{atan2, cos, pow, round, sin};

/// A colour space to mix in; `Long` ones go the long way around the hues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    /// Red, green, blue.
    #[default]
    Rgb,
    /// Hue, saturation, lightness.
    Hsl,
    /// The same, as the hues' numbers say.
    HslLong,
    /// CIE L*a*b*.
    Lab,
    /// Hue, chroma, luminance: L*a*b* in polar form.
    Hcl,
    /// The same, as the hues' numbers say.
    HclLong,
    /// Dave Green's helix.
    Cubehelix,
    /// The same, as the hues' numbers say.
    CubehelixLong,
}

impl Space {
    /// The space that a scale's `interpolate` names, such as `hcl-long`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "rgb" => Self::Rgb,
            "hsl" => Self::Hsl,
            "hsl-long" => Self::HslLong,
            "lab" => Self::Lab,
            "hcl" => Self::Hcl,
            "hcl-long" => Self::HclLong,
            "cubehelix" => Self::Cubehelix,
            "cubehelix-long" => Self::CubehelixLong,
            _ => return None,
        })
    }

    /// The position of the hue among the three coordinates.
    fn hue(self) -> Option<usize> {
        match self {
            Self::Hsl | Self::Hcl | Self::Cubehelix => Some(0),
            Self::Rgb | Self::Lab | Self::HslLong | Self::HclLong | Self::CubehelixLong => None,
        }
    }

    /// The coordinates, such as hue, saturation and lightness, and the opacity; those a
    /// colour does not have are NaN.
    #[must_use]
    pub fn coordinates(self, color: Color) -> [f64; 4] {
        let alpha = f64::from(color.a);
        // Nothing is known of the hue of what cannot be seen.
        let rgb = match alpha > 0.0 {
            true => [color.r, color.g, color.b].map(f64::from),
            false => [f64::NAN; 3],
        };
        let [x, y, z] = match self {
            Self::Rgb => rgb,
            Self::Hsl | Self::HslLong => rgb_to_hsl(rgb),
            Self::Lab => rgb_to_lab(rgb),
            Self::Hcl | Self::HclLong => lab_to_hcl(rgb_to_lab(rgb)),
            Self::Cubehelix | Self::CubehelixLong => rgb_to_helix(rgb),
        };
        [x, y, z, alpha]
    }

    /// The colour of coordinates and an opacity.
    #[must_use]
    pub fn color(self, [x, y, z, alpha]: [f64; 4]) -> Color {
        let place = [x, y, z];
        let [r, g, b] = match self {
            Self::Rgb => place,
            Self::Hsl | Self::HslLong => hsl_to_rgb(place),
            Self::Lab => lab_to_rgb(place),
            Self::Hcl | Self::HclLong => lab_to_rgb(hcl_to_lab(place)),
            Self::Cubehelix | Self::CubehelixLong => helix_to_rgb(place),
        };
        Color::of_channels([r, g, b, alpha])
    }
}

/// The colours from one to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    space: Space,
    gamma: f64,
    start: [f64; 4],
    change: [f64; 4],
}

impl Mix {
    /// From `start` to `end`; `gamma`, 1 by default, weighs red, green and blue,
    /// or the lightness of a helix.
    #[must_use]
    pub fn new(space: Space, gamma: f64, start: Color, end: Color) -> Self {
        let (mut from, to) = (space.coordinates(start), space.coordinates(end));
        let mut change = [0.0; 4];
        for (i, (from, (to, change))) in from.iter_mut().zip(to.iter().zip(&mut change)).enumerate()
        {
            if from.is_nan() {
                *from = *to;
            }
            let to = if to.is_nan() { *from } else { *to };
            *change = to - *from;
            if space.hue() == Some(i) && change.abs() > 180.0 {
                *change -= 360.0 * round(*change / 360.0);
            } else if space == Space::Rgb && gamma != 1.0 && i < 3 {
                *from = pow(*from, gamma);
                *change = pow(to, gamma) - *from;
            }
        }
        Self { space, gamma, start: from, change }
    }

    /// The colour at `t`: 0 is the start, 1 the end.
    #[must_use]
    pub fn at(&self, t: f64) -> Color {
        let [x, y, z, alpha] = self.start;
        let [dx, dy, dz, da] = self.change;
        let helix = matches!(self.space, Space::Cubehelix | Space::CubehelixLong);
        let bent = if helix && self.gamma != 1.0 { pow(t, self.gamma) } else { t };
        let mut place = [x + t * dx, y + t * dy, z + bent * dz, alpha + t * da];
        if self.space == Space::Rgb && self.gamma != 1.0 {
            for channel in place.iter_mut().take(3) {
                *channel = pow(*channel, 1.0 / self.gamma);
            }
        }
        self.space.color(place)
    }
}

/// The colours through several, at equal distances.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    parts: Vec<Mix>,
    start: f64,
    span: f64,
}

impl Ramp {
    /// Through `colors` in turn; one colour is that colour throughout, and no
    /// colours are black.
    #[must_use]
    pub fn new(space: Space, gamma: f64, colors: &[Color]) -> Self {
        let mut parts: Vec<Mix> = colors
            .iter()
            .zip(colors.iter().skip(1))
            .map(|(start, end)| Mix::new(space, gamma, *start, *end))
            .collect();
        if parts.is_empty() {
            let one = colors.first().copied().unwrap_or(Color::BLACK);
            parts.push(Mix::new(space, gamma, one, one));
        }
        Self { parts, start: 0.0, span: 1.0 }
    }

    /// The part of the ramp between two of its places; the second may be the lower.
    #[must_use]
    pub fn within(self, [start, end]: [f64; 2]) -> Self {
        Self { start: self.start + start * self.span, span: (end - start) * self.span, ..self }
    }

    /// The colour at `t`: 0 is the first, 1 the last; outside, the first and last
    /// part go on.
    #[must_use]
    pub fn at(&self, t: f64) -> Color {
        let place = (self.start + t * self.span) * self.parts.len() as f64;
        let i = (place.floor().max(0.0) as usize).min(self.parts.len().saturating_sub(1));
        self.parts.get(i).map_or(Color::BLACK, |part| part.at(place - i as f64))
    }
}

fn rgb_to_hsl(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|channel| channel / 255.0);
    let (least, most) = (r.min(g).min(b), r.max(g).max(b));
    let (span, lightness) = (most - least, (most + least) / 2.0);
    if span.is_nan() || span == 0.0 {
        let inside = lightness > 0.0 && lightness < 1.0;
        return [f64::NAN, if inside { 0.0 } else { f64::NAN }, lightness];
    }
    let sixth = if r == most {
        (g - b) / span + if g < b { 6.0 } else { 0.0 }
    } else if g == most {
        (b - r) / span + 2.0
    } else {
        (r - g) / span + 4.0
    };
    let whole = if lightness < 0.5 { most + least } else { 2.0 - most - least };
    [sixth * 60.0, span / whole, lightness]
}

/// The white point D50.
const WHITE: [f64; 3] = [0.96422, 1.0, 0.82521];
/// The border between the linear and the cubic part of lightness.
const BORDER: f64 = 6.0 / 29.0;

fn rgb_to_lab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.04045 { share / 12.92 } else { pow((share + 0.055) / 1.055, 2.4) }
    });
    let bend = |t: f64| {
        if t > BORDER * BORDER * BORDER {
            pow(t, 1.0 / 3.0)
        } else {
            t / (3.0 * BORDER * BORDER) + 4.0 / 29.0
        }
    };
    let y = bend((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / WHITE[1]);
    let (mut x, mut z) = (y, y);
    if r != g || g != b {
        x = bend((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / WHITE[0]);
        z = bend((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / WHITE[2]);
    }
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn lab_to_rgb([l, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (l + 16.0) / 116.0;
    let x = if a.is_nan() { y } else { y + a / 500.0 };
    let z = if b.is_nan() { y } else { y - b / 200.0 };
    let bend = |t: f64| {
        if t > BORDER { t * t * t } else { 3.0 * BORDER * BORDER * (t - 4.0 / 29.0) }
    };
    let [x, y, z] = [WHITE[0] * bend(x), WHITE[1] * bend(y), WHITE[2] * bend(z)];
    [
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    ]
    .map(|x| 255.0 * if x <= 0.0031308 { 12.92 * x } else { 1.055 * pow(x, 1.0 / 2.4) - 0.055 })
}

fn lab_to_hcl([l, a, b]: [f64; 3]) -> [f64; 3] {
    if a == 0.0 && b == 0.0 {
        return [f64::NAN, if l > 0.0 && l < 100.0 { 0.0 } else { f64::NAN }, l];
    }
    let hue = atan2(b, a).to_degrees();
    [if hue < 0.0 { hue + 360.0 } else { hue }, (a * a + b * b).sqrt(), l]
}

fn hcl_to_lab([hue, chroma, l]: [f64; 3]) -> [f64; 3] {
    if hue.is_nan() {
        return [l, 0.0, 0.0];
    }
    let hue = hue.to_radians();
    [l, cos(hue) * chroma, sin(hue) * chroma]
}

/// The helix: how cosine and sine of the angle weigh red, green and blue.
const HELIX: [[f64; 2]; 3] = [[-0.14861, 1.78277], [-0.29227, -0.90649], [1.97294, 0.0]];

fn rgb_to_helix(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|channel| channel / 255.0);
    let [[red_cos, red_sin], [green_cos, green_sin], [blue_cos, _]] = HELIX;
    let (of_red, of_green) = (blue_cos * green_sin, blue_cos * red_sin);
    let of_blue = red_sin * green_cos - green_sin * red_cos;
    let l = (of_blue * b + of_red * r - of_green * g) / (of_blue + of_red - of_green);
    let x = b - l;
    let y = (blue_cos * (g - l) - green_cos * x) / green_sin;
    let saturation = (y * y + x * x).sqrt() / (blue_cos * l * (1.0 - l));
    if saturation.is_nan() || saturation == 0.0 {
        return [f64::NAN, saturation, l];
    }
    let hue = atan2(y, x).to_degrees() - 120.0;
    [if hue < 0.0 { hue + 360.0 } else { hue }, saturation, l]
}

fn helix_to_rgb([hue, saturation, l]: [f64; 3]) -> [f64; 3] {
    let hue = if hue.is_nan() { 0.0 } else { (hue + 120.0).to_radians() };
    let width = if saturation.is_nan() { 0.0 } else { saturation * l * (1.0 - l) };
    HELIX.map(|[of_cos, of_sin]| 255.0 * (l + width * (of_cos * cos(hue) + of_sin * sin(hue))))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected colours were made by d3-interpolate 3.0.2.
    #[test]
    fn between_two() {
        let color = |text| Color::parse(text).unwrap_or(Color::BLACK);
        for (space, gamma, start, end, t, expected) in [
            ("rgb", 1.0, "red", "blue", 0.25, "#bf0040"),
            ("rgb", 2.2, "red", "blue", 0.5, "#ba00ba"),
            ("rgb", 2.2, "white", "transparent", 0.5, "#ffffff80"),
            ("hsl", 1.0, "red", "blue", 0.5, "#ff00ff"),
            ("hsl", 1.0, "white", "#4c78a8", 0.9, "#5a85b4"),
            ("hsl-long", 1.0, "red", "blue", 0.5, "#00ff00"),
            ("lab", 1.0, "red", "lime", 0.5, "#c8ac00"),
            ("lab", 1.0, "black", "#f58518", 0.25, "#3b2410"),
            ("hcl", 1.0, "red", "blue", 0.25, "#ff0048"),
            ("hcl", 1.0, "gray", "yellow", 0.5, "#c1bd61"),
            ("hcl-long", 1.0, "red", "blue", 0.25, "#557f00"),
            ("cubehelix", 1.0, "black", "#f58518", 0.5, "#9d3a00"),
            ("cubehelix", 0.5, "#4c78a8", "yellow", 0.25, "#11ece5"),
            ("cubehelix-long", 3.0, "red", "lime", 0.9, "#00f740"),
            ("cubehelix", 1.0, "#000001", "transparent", 0.0, "#000001"),
        ] {
            let space = Space::parse(space).unwrap_or_default();
            let found = Mix::new(space, gamma, color(start), color(end)).at(t);
            assert_eq!(found.hex(), expected, "{space:?} {start} {end} {t}");
        }
        assert_eq!(Space::parse("HCL-Long"), Some(Space::HclLong));
        assert_eq!(Space::parse("hvc"), None);
    }

    #[test]
    fn through_several() {
        let colors = [0xff0000, 0x00ff00, 0x0000ff].map(Color::code);
        let ramp = Ramp::new(Space::Rgb, 1.0, &colors);
        let found = [0.0, 0.25, 0.5, 0.75, 1.0, 2.0].map(|t| ramp.at(t).hex());
        assert_eq!(found, ["#ff0000", "#808000", "#00ff00", "#008080", "#0000ff", "#0000ff"]);
        assert_eq!(Ramp::new(Space::Lab, 1.0, &colors[..1]).at(0.3), colors[0]);
        assert_eq!(Ramp::new(Space::Rgb, 1.0, &[]).at(0.3), Color::BLACK);
        assert_eq!(ramp.at(f64::NAN).hex(), "#000000");
    }
}

//! Colours as CSS writes them, and colours between two others.

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

    /// An opaque colour.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 1.0 }
    }

    /// `#rrggbb`, or `#rrggbbaa` when not opaque.
    #[must_use]
    pub fn hex(&self) -> String {
        let alpha = (self.a * 255.0).round() as u8;
        let rgb = format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b);
        if alpha == 255 { rgb } else { format!("{rgb}{alpha:02x}") }
    }

    /// Reads a CSS colour; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, r, g, b] = number.to_be_bytes();
        (digits.len() == 6).then_some(Self::rgb(r, g, b))
    }
}

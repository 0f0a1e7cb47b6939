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

/// Who knows how wide a text is: the browser's `measureText`, a font file, or the built-in table.
pub trait Measure {
    /// The advance width of one line of text, in CSS pixels.
    fn width(&self, font: &Font, text: &str) -> f64;
}

/// The built-in widths: those of a Helvetica-like face, East Asian characters
/// one em wide. The default everywhere, so that a scene is the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

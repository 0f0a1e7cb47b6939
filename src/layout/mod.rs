//! Scene: sizes, guides, and where everything stands. One guide, one file.

pub mod label;
pub mod axis;
pub mod overlap;
pub mod grid;
pub mod header;
pub mod legend;
pub mod size;
pub mod title;
pub mod arrange;

pub use self::arrange::arrange;
pub use self::size::sizes;

use crate::base::font::Measure;
use crate::base::geometry::Size;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::Table;
use crate::expr::Scope;
use crate::mark::text::{align, baseline, guide_paint, read_style};
use crate::resolve::{Bag, View, prefixed};
use crate::scale::Frames;
use crate::scene::{Align, Anchor, Baseline, Ink, Paint, Side, TextStyle};
use std::rc::Rc;

/// What guides are laid out with.
pub struct Layout<'a> {
    /// Who knows how wide texts are.
    pub measure: &'a dyn Measure,
    /// The view.
    pub view: &'a View,
    /// The tables, one a flow.
    pub tables: &'a [Table],
    /// The frames with their scales.
    pub frames: &'a Frames<'a>,
    /// The axes of drawings before, where they are kept.
    pub built: Option<&'a axis::Built>,
}

impl<'a> Layout<'a> {
    /// The properties of a guide of a plot of a size.
    #[must_use]
    pub fn guide<'b>(&'b self, look: &'b Bag, size: Size) -> Guide<'b> {
        Guide { look, scope: GuideScope { view: self.view, datum: Value::Null, size } }
    }
}

/// The properties of a guide, with what their expressions see.
pub struct Guide<'a> {
    /// The properties.
    pub look: &'a Bag,
    /// What their expressions see.
    pub scope: GuideScope<'a>,
}

impl Guide<'_> {
    /// A number, where it is given.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<f64> {
        self.look.number(&self.scope, name)
    }

    /// A number, or the usual one.
    #[must_use]
    pub fn number(&self, name: &str, usual: f64) -> f64 {
        self.given(name).unwrap_or(usual)
    }

    /// Whether a property is true; as usual where it is not given.
    #[must_use]
    pub fn is(&self, name: &str, usual: bool) -> bool {
        match self.look.value(&self.scope, name) {
            Some(value) => value == Value::Bool(true),
            None => usual,
        }
    }

    /// Which of some words a property is; their count where it is none of them.
    #[must_use]
    pub fn which(&self, name: &str, words: &[&str]) -> usize {
        let own = self.look.text(&self.scope, name);
        let own = own.as_deref().unwrap_or("");
        words.iter().position(|word| *word == own).unwrap_or(words.len())
    }

    /// The side that a property names.
    #[must_use]
    pub fn side(&self, name: &str) -> Option<Side> {
        let sides = [Side::Top, Side::Bottom, Side::Left, Side::Right];
        sides.get(self.which(name, &["top", "bottom", "left", "right"])).copied()
    }

    /// The anchor that a property names, else the middle.
    #[must_use]
    pub fn anchor(&self, name: &str) -> Anchor {
        match self.which(name, &["start", "end"]) {
            0 => Anchor::Start,
            1 => Anchor::End,
            _ => Anchor::Middle,
        }
    }

    /// A colour.
    #[must_use]
    pub fn ink(&self, name: &str) -> Option<Ink> {
        self.look.color(&self.scope, name).map(Ink::Color)
    }

    /// The paint of a text, by the names of its colour and opacity.
    #[must_use]
    pub fn paint(&self, color: &str, opacity: &str) -> Rc<Paint> {
        Rc::new(guide_paint(self.look, &self.scope, color, opacity))
    }

    /// The style of the texts whose properties begin with `prefix`; aligned as usual where nobody says.
    #[must_use]
    pub fn style(&self, prefix: &str, usual: Align, line: Baseline) -> TextStyle {
        let mut style = read_style(self.look, &self.scope, prefix);
        let word = |name: &str| self.look.text(&self.scope, &prefixed(prefix, name));
        style.align = word("align").and_then(|word| align(&word)).unwrap_or(usual);
        style.baseline = word("baseline").and_then(|word| baseline(&word)).unwrap_or(line);
        style
    }
}

/// The place of an anchor between the low and the high end of a side.
#[must_use]
pub fn along(anchor: Anchor, low: f64, high: f64) -> f64 {
    match anchor {
        Anchor::Start => low,
        Anchor::Middle => (low + high) / 2.0,
        Anchor::End => high,
    }
}

/// How a text at an anchor is aligned.
#[must_use]
pub fn aligned(anchor: Anchor) -> Align {
    match anchor {
        Anchor::Start => Align::Left,
        Anchor::Middle => Align::Center,
        Anchor::End => Align::Right,
    }
}

/// What an expression of a guide sees: a label's datum, and parameters.
pub struct GuideScope<'a> {
    /// The view, for parameters.
    pub view: &'a View,
    /// `value`, `label` and `index` of a label; null elsewhere.
    pub datum: Value,
    /// The size of the plot.
    pub size: Size,
}

impl Scope for GuideScope<'_> {
    fn datum(&self) -> Value {
        self.datum.clone()
    }

    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "width" => Some(Value::Number(self.size.width)),
            "height" => Some(Value::Number(self.size.height)),
            _ => self.view.params.value(name),
        }
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        &self.view.params.locale
    }
}

//! What scales give: numbers, colours, or values of a list.

use crate::base::color::Color;
use crate::base::interpolate::{Mix, Ramp};
use crate::base::value::Value;

/// A list of values to be drawn, with their colours where they are any.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// The values: numbers, texts, dash lists.
    pub values: Vec<Value>,
    /// The colour of each text that is one.
    pub colors: Vec<Option<Color>>,
}

impl Palette {
    /// The palette of values.
    #[must_use]
    pub fn new(values: Vec<Value>) -> Self {
        let colors = values.iter().map(|value| Color::parse(value.as_text()?)).collect();
        Self { values, colors }
    }

    /// The palette of colours.
    #[must_use]
    pub fn of_colors(colors: &[Color]) -> Self {
        let values = colors.iter().map(|color| Value::text(&color.hex())).collect();
        Self { values, colors: colors.iter().copied().map(Some).collect() }
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value at a place; null when there is none.
    #[must_use]
    pub fn value(&self, place: Option<usize>) -> Value {
        place.and_then(|i| self.values.get(i)).cloned().unwrap_or_default()
    }

    /// The colour at a place.
    #[must_use]
    pub fn color(&self, place: Option<usize>) -> Option<Color> {
        place.and_then(|i| self.colors.get(i).copied().flatten())
    }

    /// The number at a place, or NaN.
    #[must_use]
    pub fn number(&self, place: Option<usize>) -> f64 {
        place.and_then(|i| self.values.get(i)?.as_number()).unwrap_or(f64::NAN)
    }
}

/// The range of a continuous scale.
#[derive(Clone, Debug)]
pub enum Output {
    /// A number at each knot of the domain.
    Numbers {
        /// The numbers.
        stops: Vec<f64>,
        /// Whether results are rounded.
        round: bool,
    },
    /// The colours between each two knots of the domain.
    Mixes(Vec<Mix>),
    /// Colours over the whole domain: at its start those at `from` of the ramp, at its end those at `to`.
    Ramp {
        /// The colours.
        ramp: Ramp,
        /// Where the domain starts, 0–1.
        from: f64,
        /// Where the domain ends, 0–1.
        to: f64,
    },
}

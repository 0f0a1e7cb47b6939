//! Data units → pixels, colours and shapes: one scale, one file.
//!
//! [`domain`] takes domains from tables, [`range`] decides ranges, [`build`]
//! makes scales of both, [`frame`] makes an instance of every node of the view
//! for its data, `tick` finds round values and their texts.

pub mod scheme;
pub mod index;
pub mod curve;
pub mod output;
mod source;
mod discrete;
pub mod domain;
pub mod range;
pub mod continuous;
pub mod steps;
mod linear;
mod log;
mod pow;
mod symlog;
pub mod identity;
mod time;
pub mod band;
mod point;
pub mod ordinal;
mod quantile;
mod quantize;
mod threshold;
mod bin_ordinal;
mod spacing;
mod extend;
mod build;
mod tick;
mod label;
pub mod frame;

pub use self::band::Band;
pub use self::build::build;
pub use self::continuous::Continuous;
pub use self::domain::Domain;
pub use self::frame::{Frame, Frames};
pub use self::identity::Identity;
pub use self::ordinal::Ordinal;
pub use self::spacing::{offset_step, stepped_size};
pub use self::steps::Steps;

use self::curve::Curve;
use crate::base::color::Color;
use crate::base::value::Value;
use crate::data::Column;
use crate::resolve::ScaleKind;
use crate::spec::Channel;
use std::rc::Rc;

/// The place a scale is made for.
pub struct Room<'a> {
    /// The width of the plot area.
    pub width: f64,
    /// The height of the plot area.
    pub height: f64,
    /// The author's pixels for each step along x.
    pub width_step: Option<f64>,
    /// The author's pixels for each step along y.
    pub height_step: Option<f64>,
    /// The position scales of the same plot that are made already.
    pub scale: &'a dyn Fn(Channel) -> Option<Rc<Scale>>,
    /// The pixels of one bin along x or y, where the data are binned.
    pub bin_step: &'a dyn Fn(Channel) -> Option<f64>,
}

/// A scale: what it gives for a value of its domain. Cloning it is cheap.
#[derive(Clone, Debug)]
pub enum Scale {
    /// From a continuous domain to numbers or colours: straight, bent, or over time.
    Continuous(Rc<Continuous>),
    /// Numbers as they are.
    Identity(Rc<Identity>),
    /// A band or a pixel for each value.
    Band(Rc<Band>),
    /// A value of the range for each value.
    Ordinal(Rc<Ordinal>),
    /// A value for each part of the domain: between quantiles, thresholds or the borders of bins.
    Steps(Rc<Steps>),
}

impl Scale {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ScaleKind {
        match self {
            Self::Continuous(scale) => scale.kind,
            Self::Identity(_) => ScaleKind::Identity,
            Self::Band(band) => band.kind,
            Self::Ordinal(_) => ScaleKind::Ordinal,
            Self::Steps(scale) => scale.kind,
        }
    }

    /// Whether its domain is of times.
    #[must_use]
    pub fn is_time(&self) -> bool {
        matches!(self.kind(), ScaleKind::Time | ScaleKind::Utc)
    }

    /// Where a value stands, in pixels, or another number of the range; of a band
    /// it is the start. NaN when it has no place: null, NaN, a value that the domain has not.
    #[must_use]
    pub fn place(&self, value: &Value) -> f64 {
        match self {
            Self::Band(band) => band.place(value),
            Self::Ordinal(scale) => scale.palette.number(scale.part(value)),
            Self::Continuous(_) | Self::Identity(_) | Self::Steps(_) => {
                self.number(number_of(value))
            }
        }
    }

    /// The same for a number: the fast way for columns of numbers.
    #[must_use]
    pub fn number(&self, x: f64) -> f64 {
        match self {
            Self::Continuous(scale) => scale.number(x),
            Self::Identity(_) => x,
            Self::Band(_) | Self::Ordinal(_) => self.place(&Value::Number(x)),
            Self::Steps(scale) => scale.palette.number(scale.part(x)),
        }
    }

    /// Where each row of a column stands. A text is placed once, however many rows have it.
    #[must_use]
    pub fn places(&self, column: &Column) -> Vec<f64> {
        match column {
            Column::Number(numbers) | Column::Time(numbers) => match self.affine() {
                Some((start, slope)) => numbers.iter().map(|x| start + slope * x).collect(),
                None => numbers
                    .iter()
                    .enumerate()
                    .map(|(row, x)| self.place_of(column, row, *x))
                    .collect(),
            },
            Column::Text { codes, words } => {
                let words: Vec<f64> =
                    words.iter().map(|word| self.place(&Value::Text(word.clone()))).collect();
                let missing = self.place(&Value::Null);
                codes
                    .iter()
                    .map(|code| words.get(*code as usize).copied().unwrap_or(missing))
                    .collect()
            }
            Column::Mixed(values) => values.iter().map(|value| self.place(value)).collect(),
        }
    }

    /// A missing number has its own place in discrete domains.
    fn place_of(&self, column: &Column, row: usize, x: f64) -> f64 {
        if x.is_nan() && self.is_discrete() {
            self.place(&column.value(row))
        } else {
            self.number(x)
        }
    }

    /// The colour of a value, when the range has colours.
    #[must_use]
    pub fn color(&self, value: &Value) -> Option<Color> {
        match self {
            Self::Continuous(scale) => scale.color(number_of(value)),
            Self::Identity(_) => Color::parse(value.as_text()?),
            Self::Band(_) => None,
            Self::Ordinal(scale) => scale.palette.color(scale.part(value)),
            Self::Steps(scale) => scale.palette.color(scale.part(number_of(value))),
        }
    }

    /// The colour of each row of a column. A text's colour is found once, however many rows have it.
    #[must_use]
    pub fn colors(&self, column: &Column) -> Vec<Option<Color>> {
        if let Column::Text { codes, words } = column {
            let words: Vec<Option<Color>> =
                words.iter().map(|word| self.color(&Value::Text(word.clone()))).collect();
            let missing = self.color(&Value::Null);
            return codes
                .iter()
                .map(|code| words.get(*code as usize).copied().unwrap_or(missing))
                .collect();
        }
        (0..column.len()).map(|row| self.color(&column.value(row))).collect()
    }

    /// What the range has for a value: a number, a text such as a shape or a
    /// colour, a dash list; null when the domain has it not.
    #[must_use]
    pub fn value(&self, value: &Value) -> Value {
        match self {
            Self::Continuous(scale) => scale.value(number_of(value)),
            Self::Identity(_) => value.clone(),
            Self::Band(band) => {
                let place = band.place(value);
                if place.is_nan() { Value::Null } else { Value::Number(place) }
            }
            Self::Ordinal(scale) => scale.palette.value(scale.part(value)),
            Self::Steps(scale) => scale.palette.value(scale.part(number_of(value))),
        }
    }

    /// The width of a band; 0 of scales without bands.
    #[must_use]
    pub fn bandwidth(&self) -> f64 {
        if let Self::Band(band) = self { band.bandwidth } else { 0.0 }
    }

    /// From one band or point to the next; 0 of scales that have neither.
    #[must_use]
    pub fn step(&self) -> f64 {
        if let Self::Band(band) = self { band.step } else { 0.0 }
    }

    /// Whether its domain is a list of values.
    #[must_use]
    pub fn is_discrete(&self) -> bool {
        range::is_discrete(self.kind())
    }

    /// The values of a domain that is a list, and the numbers of another.
    fn domain(&self) -> (&[Value], &[f64]) {
        match self {
            Self::Continuous(scale) => (&[], &scale.domain),
            Self::Identity(scale) => (&[], &scale.domain),
            Self::Band(band) => (&band.domain.values, &[]),
            Self::Ordinal(scale) => (&scale.domain.values, &[]),
            Self::Steps(scale) => (&[], &scale.domain),
        }
    }

    /// The values of the domain: all of a discrete one; of others the ends, thresholds or the sample.
    #[must_use]
    pub fn domain_values(&self) -> Vec<Value> {
        let (values, numbers) = self.domain();
        if numbers.is_empty() { values.to_vec() } else { self.values_of(numbers) }
    }

    /// Numbers of the domain as values: of time scales they are times.
    fn values_of(&self, numbers: &[f64]) -> Vec<Value> {
        let value = if self.is_time() { Value::Time } else { Value::Number };
        numbers.iter().copied().map(value).collect()
    }

    /// The first and last number of a domain that is no list of values.
    #[must_use]
    pub fn domain_extent(&self) -> Option<(f64, f64)> {
        let (_, numbers) = self.domain();
        Some((*numbers.first()?, *numbers.last()?))
    }

    /// The same as values; none where the domain is a list.
    #[must_use]
    pub fn domain_ends(&self) -> Vec<Value> {
        self.domain_extent().map_or_else(Vec::new, |(low, high)| self.values_of(&[low, high]))
    }

    /// The first and last number of the range; NaN when it has none.
    #[must_use]
    pub fn range_extent(&self) -> (f64, f64) {
        let palette = match self {
            Self::Continuous(scale) => return scale.range_extent(),
            Self::Identity(_) => return self.domain_extent().unwrap_or((f64::NAN, f64::NAN)),
            Self::Band(band) => return band.range,
            Self::Ordinal(scale) => &scale.palette,
            Self::Steps(scale) => &scale.palette,
        };
        (palette.number(Some(0)), palette.number(palette.len().checked_sub(1)))
    }

    /// The value of the domain at a pixel: a number, a time, the value whose band
    /// is there; null between bands, and of scales to colours and other values.
    #[must_use]
    pub fn invert(&self, pixel: f64) -> Value {
        match self {
            Self::Continuous(scale) if self.is_time() => Value::Time(scale.invert(pixel)),
            Self::Continuous(scale) => Value::Number(scale.invert(pixel)),
            Self::Identity(_) => Value::Number(pixel),
            Self::Band(band) => band.invert(pixel).cloned().unwrap_or_default(),
            Self::Ordinal(_) | Self::Steps(_) => Value::Null,
        }
    }

    /// `a` and `b` of `pixel = a + b · x`, when that is all the scale does: linear
    /// and time scales without clamp and rounding. For columns of millions.
    #[must_use]
    pub fn affine(&self) -> Option<(f64, f64)> {
        match self {
            Self::Continuous(scale) => scale.affine(),
            Self::Identity(_) => Some((0.0, 1.0)),
            Self::Band(_) | Self::Ordinal(_) | Self::Steps(_) => None,
        }
    }

    /// Where a domain is cut in parts of one value each; none for other scales.
    #[must_use]
    pub fn cuts(&self) -> &[f64] {
        if let Self::Steps(scale) = self { &scale.cuts } else { &[] }
    }

    /// The borders of bins, when the data are binned.
    #[must_use]
    pub fn bins(&self) -> Option<&Rc<[f64]>> {
        match self {
            Self::Continuous(scale) => scale.bins.as_ref(),
            Self::Steps(scale) => scale.bins.as_ref(),
            Self::Identity(_) | Self::Band(_) | Self::Ordinal(_) => None,
        }
    }

    /// The base of a logarithmic scale.
    fn log_base(&self) -> Option<f64> {
        match self {
            Self::Continuous(scale) => match scale.curve {
                Curve::Log { base, .. } => Some(base),
                Curve::Straight | Curve::Pow(_) | Curve::Symlog(_) => None,
            },
            Self::Identity(_) | Self::Band(_) | Self::Ordinal(_) | Self::Steps(_) => None,
        }
    }
}

/// A value as a continuous scale reads it: null is no number.
fn number_of(value: &Value) -> f64 {
    if value.is_null() { f64::NAN } else { value.to_number() }
}

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

use self::output::Palette;
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
    /// Straight.
    Linear(Rc<Continuous>),
    /// By logarithms.
    Log(Rc<Continuous>),
    /// By powers; square roots too.
    Pow(Rc<Continuous>),
    /// By logarithms, with a place for zero.
    Symlog(Rc<Continuous>),
    /// Numbers as they are.
    Identity(Rc<Identity>),
    /// Straight over milliseconds, with ticks of the calendar.
    Time(Rc<Continuous>),
    /// A band for each value.
    Band(Rc<Band>),
    /// A pixel for each value.
    Point(Rc<Band>),
    /// A value of the range for each value.
    Ordinal(Rc<Ordinal>),
    /// A value for each equally full part of a sample.
    Quantile(Rc<Steps>),
    /// A value for each equally long part.
    Quantize(Rc<Steps>),
    /// A value for each part between thresholds.
    Threshold(Rc<Steps>),
    /// A value for each bin.
    BinOrdinal(Rc<Steps>),
}

impl Scale {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ScaleKind {
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.kind,
            Self::Identity(_) => ScaleKind::Identity,
            Self::Band(_) => ScaleKind::Band,
            Self::Point(_) => ScaleKind::Point,
            Self::Ordinal(_) => ScaleKind::Ordinal,
            Self::Quantile(_) => ScaleKind::Quantile,
            Self::Quantize(_) => ScaleKind::Quantize,
            Self::Threshold(_) => ScaleKind::Threshold,
            Self::BinOrdinal(_) => ScaleKind::BinOrdinal,
        }
    }

    /// Where a value stands, in pixels, or another number of the range; of a band
    /// it is the start. NaN when it has no place: null, NaN, a value that the domain has not.
    #[must_use]
    pub fn place(&self, value: &Value) -> f64 {
        match self {
            Self::Band(band) | Self::Point(band) => band.place(value),
            Self::Ordinal(scale) => scale.palette.number(scale.part(value)),
            Self::Linear(_)
            | Self::Log(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Identity(_)
            | Self::Time(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => self.number(number_of(value)),
        }
    }

    /// The same for a number: the fast way for columns of numbers.
    #[must_use]
    pub fn number(&self, x: f64) -> f64 {
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.number(x),
            Self::Identity(_) => x,
            Self::Band(_) | Self::Point(_) | Self::Ordinal(_) => self.place(&Value::Number(x)),
            Self::Quantile(scale) | Self::Quantize(scale) | Self::Threshold(scale) => {
                scale.palette.number(scale.part(x))
            }
            Self::BinOrdinal(scale) => scale.palette.number(bin_ordinal::part(scale, x)),
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
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.color(number_of(value)),
            Self::Identity(_) => Color::parse(value.as_text()?),
            Self::Band(_) | Self::Point(_) => None,
            Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => {
                let (palette, part) = self.part(value)?;
                palette.color(part)
            }
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
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.value(number_of(value)),
            Self::Identity(_) => value.clone(),
            Self::Band(_) | Self::Point(_) => {
                let place = self.place(value);
                if place.is_nan() { Value::Null } else { Value::Number(place) }
            }
            Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => {
                self.part(value).map_or(Value::Null, |(palette, part)| palette.value(part))
            }
        }
    }

    /// The palette of a scale with a discrete range, and the place in it that belongs to a value.
    fn part(&self, value: &Value) -> Option<(&Palette, Option<usize>)> {
        match self {
            Self::Ordinal(scale) => Some((&scale.palette, scale.part(value))),
            Self::Quantile(scale) | Self::Quantize(scale) | Self::Threshold(scale) => {
                Some((&scale.palette, scale.part(number_of(value))))
            }
            Self::BinOrdinal(scale) => {
                Some((&scale.palette, bin_ordinal::part(scale, number_of(value))))
            }
            Self::Linear(_)
            | Self::Log(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Identity(_)
            | Self::Time(_)
            | Self::Band(_)
            | Self::Point(_) => None,
        }
    }

    /// The values of a discrete range; of a continuous one none.
    #[must_use]
    pub fn range_values(&self) -> &[Value] {
        self.part(&Value::Null).map_or(&[], |(palette, _)| &palette.values)
    }

    /// The width of a band; 0 of scales without bands.
    #[must_use]
    pub fn bandwidth(&self) -> f64 {
        if let Self::Band(band) | Self::Point(band) = self { band.bandwidth } else { 0.0 }
    }

    /// From one band or point to the next; 0 of scales that have neither.
    #[must_use]
    pub fn step(&self) -> f64 {
        if let Self::Band(band) | Self::Point(band) = self { band.step } else { 0.0 }
    }

    /// Whether its domain is a list of values.
    #[must_use]
    pub fn is_discrete(&self) -> bool {
        range::is_discrete(self.kind())
    }

    /// The values of the domain: all of a discrete one; of others the ends, thresholds or the sample.
    #[must_use]
    pub fn domain_values(&self) -> Vec<Value> {
        let numbers =
            |numbers: &[f64]| numbers.iter().map(|number| Value::Number(*number)).collect();
        match self {
            Self::Linear(scale) | Self::Log(scale) | Self::Pow(scale) | Self::Symlog(scale) => {
                numbers(&scale.domain)
            }
            Self::Time(scale) => scale.domain.iter().map(|time| Value::Time(*time)).collect(),
            Self::Identity(scale) => numbers(&scale.domain),
            Self::Band(band) | Self::Point(band) => band.domain.values.clone(),
            Self::Ordinal(scale) => scale.domain.values.clone(),
            Self::Quantile(scale)
            | Self::Quantize(scale)
            | Self::Threshold(scale)
            | Self::BinOrdinal(scale) => numbers(&scale.domain),
        }
    }

    /// The first and last number of a domain that is no list of values.
    #[must_use]
    pub fn domain_extent(&self) -> Option<(f64, f64)> {
        let ends = |domain: &[f64]| Some((*domain.first()?, *domain.last()?));
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => ends(&scale.domain),
            Self::Identity(scale) => ends(&scale.domain),
            Self::Quantile(scale)
            | Self::Quantize(scale)
            | Self::Threshold(scale)
            | Self::BinOrdinal(scale) => ends(&scale.domain),
            Self::Band(_) | Self::Point(_) | Self::Ordinal(_) => None,
        }
    }

    /// The first and last value of a domain that is no list of values.
    #[must_use]
    pub fn domain_ends(&self) -> Vec<Value> {
        let timed = matches!(self.kind(), ScaleKind::Time | ScaleKind::Utc);
        let value = if timed { Value::Time } else { Value::Number };
        self.domain_extent().map_or_else(Vec::new, |(low, high)| vec![value(low), value(high)])
    }

    /// The first and last number of the range; NaN when it has none.
    #[must_use]
    pub fn range_extent(&self) -> (f64, f64) {
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.range_extent(),
            Self::Identity(_) => self.domain_extent().unwrap_or((f64::NAN, f64::NAN)),
            Self::Band(band) | Self::Point(band) => band.range,
            Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => {
                let values = self.range_values();
                let number =
                    |value: Option<&Value>| value.and_then(Value::as_number).unwrap_or(f64::NAN);
                (number(values.first()), number(values.last()))
            }
        }
    }

    /// The value of the domain at a pixel: a number, a time, the value whose band
    /// is there; null between bands, and of scales to colours and other values.
    #[must_use]
    pub fn invert(&self, pixel: f64) -> Value {
        match self {
            Self::Linear(scale) | Self::Log(scale) | Self::Pow(scale) | Self::Symlog(scale) => {
                Value::Number(scale.invert(pixel))
            }
            Self::Time(scale) => Value::Time(scale.invert(pixel)),
            Self::Identity(_) => Value::Number(pixel),
            Self::Band(band) | Self::Point(band) => band.invert(pixel).cloned().unwrap_or_default(),
            Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => Value::Null,
        }
    }

    /// `a` and `b` of `pixel = a + b · x`, when that is all the scale does: linear
    /// and time scales without clamp and rounding. For columns of millions.
    #[must_use]
    pub fn affine(&self) -> Option<(f64, f64)> {
        match self {
            Self::Linear(scale) | Self::Time(scale) | Self::Pow(scale) => scale.affine(),
            Self::Identity(_) => Some((0.0, 1.0)),
            Self::Log(_)
            | Self::Symlog(_)
            | Self::Band(_)
            | Self::Point(_)
            | Self::Ordinal(_)
            | Self::Quantile(_)
            | Self::Quantize(_)
            | Self::Threshold(_)
            | Self::BinOrdinal(_) => None,
        }
    }

    /// Where a domain is cut in parts of one value each; none for other scales.
    #[must_use]
    pub fn cuts(&self) -> &[f64] {
        match self {
            Self::Quantile(scale)
            | Self::Quantize(scale)
            | Self::Threshold(scale)
            | Self::BinOrdinal(scale) => &scale.cuts,
            Self::Linear(_)
            | Self::Log(_)
            | Self::Pow(_)
            | Self::Symlog(_)
            | Self::Time(_)
            | Self::Identity(_)
            | Self::Band(_)
            | Self::Point(_)
            | Self::Ordinal(_) => &[],
        }
    }

    /// The borders of bins, when the data are binned.
    #[must_use]
    pub fn bins(&self) -> Option<&Rc<[f64]>> {
        match self {
            Self::Linear(scale)
            | Self::Log(scale)
            | Self::Pow(scale)
            | Self::Symlog(scale)
            | Self::Time(scale) => scale.bins.as_ref(),
            Self::Quantile(scale)
            | Self::Quantize(scale)
            | Self::Threshold(scale)
            | Self::BinOrdinal(scale) => scale.bins.as_ref(),
            Self::Identity(_) | Self::Band(_) | Self::Point(_) | Self::Ordinal(_) => None,
        }
    }
}

/// A value as a continuous scale reads it: null is no number.
fn number_of(value: &Value) -> f64 {
    if value.is_null() { f64::NAN } else { value.to_number() }
}

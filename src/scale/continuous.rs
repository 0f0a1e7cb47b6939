//! Continuous domains to numbers or colours: what all continuous scales share.
//!
//! Source: d3-scale 4, `continuous.js`, `sequential.js`, `diverging.js`.

use super::curve::Curve;
use super::output::Output;
use crate::base::color::Color;
use crate::base::number::round;
use crate::base::value::Value;
use crate::resolve::ScaleKind;
use std::rc::Rc;

/// A scale with a continuous domain.
#[derive(Clone, Debug)]
pub struct Continuous {
    /// Its kind.
    pub kind: ScaleKind,
    /// How the domain is bent.
    pub curve: Curve,
    /// The domain: two numbers or more, rising or falling.
    pub domain: Vec<f64>,
    /// The borders of bins, when the data are binned.
    pub bins: Option<Rc<[f64]>>,
    clamp: bool,
    pub(super) output: Output,
    /// The bent domain, rising; its numbers belong to those of the output.
    knots: Vec<f64>,
    /// Whether knots and output run against the domain.
    flipped: bool,
}

impl Continuous {
    /// A scale to numbers: between each two numbers of the domain it runs from
    /// one number of the range to the next. What the longer list has more is ignored.
    #[must_use]
    pub fn to_numbers(
        kind: ScaleKind,
        curve: Curve,
        domain: Vec<f64>,
        mut stops: Vec<f64>,
        rounds: bool,
    ) -> Self {
        let count = domain.len().min(stops.len());
        stops.truncate(count);
        let mut scale = Self::bare(kind, curve, domain, count);
        if scale.flipped {
            stops.reverse();
        }
        scale.output = Output::Numbers { stops, round: rounds };
        scale
    }

    /// A scale to colours: between each two numbers of the domain it runs from
    /// one colour to the next, by `mix`.
    #[must_use]
    pub fn to_mixes(
        kind: ScaleKind,
        curve: Curve,
        domain: Vec<f64>,
        mut colors: Vec<Color>,
        mix: &dyn Fn(Color, Color) -> crate::base::interpolate::Mix,
    ) -> Self {
        let count = domain.len().min(colors.len());
        colors.truncate(count);
        let mut scale = Self::bare(kind, curve, domain, count);
        if scale.flipped {
            colors.reverse();
        }
        let pairs = colors.iter().zip(colors.iter().skip(1));
        scale.output = Output::Mixes(pairs.map(|(a, b)| mix(*a, *b)).collect());
        scale
    }

    /// A scale to the colours of a ramp, over a domain of two numbers, or of
    /// three, where the second gets the middle of the ramp.
    #[must_use]
    pub fn to_ramp(kind: ScaleKind, curve: Curve, domain: Vec<f64>, output: Output) -> Self {
        let count = domain.len();
        Self { output, ..Self::bare(kind, curve, domain, count) }
    }

    fn bare(kind: ScaleKind, curve: Curve, domain: Vec<f64>, count: usize) -> Self {
        let mut knots: Vec<f64> = domain.iter().take(count).map(|x| curve.bend(*x)).collect();
        let flipped =
            matches!((knots.first(), knots.last()), (Some(first), Some(last)) if last < first);
        if flipped {
            knots.reverse();
        }
        let output = Output::Numbers { stops: Vec::new(), round: false };
        Self { kind, curve, domain, bins: None, clamp: false, output, knots, flipped }
    }

    /// The scale with `clamp` set: whether values outside of the domain get the range's ends.
    #[must_use]
    pub fn with_clamp(self, clamp: bool) -> Self {
        Self { clamp, ..self }
    }

    /// The number for a value; NaN for NaN, and when the range has colours.
    #[must_use]
    pub fn number(&self, x: f64) -> f64 {
        let Output::Numbers { stops, round: rounds } = &self.output else { return f64::NAN };
        let y = along(&self.knots, stops, self.curve.bend(self.clamped(x)));
        if *rounds { round(y) } else { y }
    }

    /// The colour for a value; none for NaN, and when the range has numbers.
    #[must_use]
    pub fn color(&self, x: f64) -> Option<Color> {
        if x.is_nan() {
            return None;
        }
        match &self.output {
            Output::Numbers { .. } => None,
            Output::Mixes(mixes) => {
                let (i, t) = piece(&self.knots, self.curve.bend(self.clamped(x)));
                mixes.get(i).map(|mix| mix.at(t))
            }
            Output::Ramp { ramp, from, to } => {
                let t = self.fraction(x);
                Some(ramp.at(from + t * (to - from)))
            }
        }
    }

    /// How far along the domain a value is: 0 at its start, 1 at its end, ½ at the second of three numbers.
    #[must_use]
    pub fn fraction(&self, x: f64) -> f64 {
        let x = self.curve.bend(x);
        let slope = |start: f64, end: f64, whole: f64| {
            if start == end { 0.0 } else { whole / (end - start) }
        };
        let (first, last) = match (&self.knots[..], self.flipped) {
            ([first, .., last], false) | ([last, .., first], true) => (*first, *last),
            _ => return 0.5,
        };
        let t = match self.knots[..] {
            [_, middle, _] => {
                let sign = if middle < first { -1.0 } else { 1.0 };
                let lower = sign * x < sign * middle;
                let slope =
                    if lower { slope(first, middle, 0.5) } else { slope(middle, last, 0.5) };
                0.5 + (x - middle) * slope
            }
            _ if first == last => 0.5,
            _ => (x - first) * slope(first, last, 1.0),
        };
        if self.clamp { t.clamp(0.0, 1.0) } else { t }
    }

    /// The value drawn: a number or the text of a colour.
    #[must_use]
    pub fn value(&self, x: f64) -> Value {
        match &self.output {
            Output::Numbers { .. } => Value::Number(self.number(x)),
            Output::Mixes(_) | Output::Ramp { .. } => {
                self.color(x).map_or(Value::Null, |color| Value::text(&color.hex()))
            }
        }
    }

    /// The value of the domain that is drawn as a number.
    #[must_use]
    pub fn invert(&self, y: f64) -> f64 {
        let Output::Numbers { stops, .. } = &self.output else { return f64::NAN };
        let falling =
            matches!((stops.first(), stops.last()), (Some(first), Some(last)) if last < first);
        let bent = if falling {
            let reversed = |list: &[f64]| list.iter().rev().copied().collect::<Vec<f64>>();
            along(&reversed(stops), &reversed(&self.knots), y)
        } else {
            along(stops, &self.knots, y)
        };
        self.clamped(self.curve.unbend(bent))
    }

    /// The first and last number of the range; those of colours are 0 and 1.
    #[must_use]
    pub fn range_extent(&self) -> (f64, f64) {
        let Output::Numbers { stops, .. } = &self.output else { return (0.0, 1.0) };
        let (first, last) =
            (stops.first().copied().unwrap_or(f64::NAN), stops.last().copied().unwrap_or(f64::NAN));
        if self.flipped { (last, first) } else { (first, last) }
    }

    /// The first and last number of the domain.
    #[must_use]
    pub fn extent(&self) -> (f64, f64) {
        (
            self.domain.first().copied().unwrap_or(f64::NAN),
            self.domain.last().copied().unwrap_or(f64::NAN),
        )
    }

    /// `a` and `b` of `a + b · x`, when that is all the scale does, and exactly enough.
    #[must_use]
    pub fn affine(&self) -> Option<(f64, f64)> {
        let Output::Numbers { stops, round: false } = &self.output else { return None };
        let (&[x0, x1], &[y0, y1]) = (self.knots.as_slice(), stops.as_slice()) else { return None };
        if self.curve != Curve::Straight || self.clamp || x1 == x0 {
            return None;
        }
        let slope = (y1 - y0) / (x1 - x0);
        let start = y0 - slope * x0;
        // What is far from zero would lose the digits of pixels.
        (slope.is_finite() && start.abs() < 1e9).then_some((start, slope))
    }

    /// Whether the range has colours.
    #[must_use]
    pub fn is_colored(&self) -> bool {
        !matches!(self.output, Output::Numbers { .. })
    }

    fn clamped(&self, x: f64) -> f64 {
        if !self.clamp {
            return x;
        }
        let last = self.domain.get(self.knots.len().saturating_sub(1)).copied().unwrap_or(f64::NAN);
        let first = self.domain.first().copied().unwrap_or(f64::NAN);
        if x.is_nan() { x } else { x.min(first.max(last)).max(first.min(last)) }
    }
}

/// Which piece between rising knots `x` belongs to, and how far along it is.
fn piece(knots: &[f64], x: f64) -> (usize, f64) {
    let inner = knots.get(1..knots.len().saturating_sub(1)).unwrap_or_default();
    let i = inner.partition_point(|knot| *knot <= x);
    let start = knots.get(i).copied().unwrap_or(f64::NAN);
    let length = knots.get(i + 1).copied().unwrap_or(f64::NAN) - start;
    // A domain without length has everything in the middle.
    (i, if length == 0.0 && !x.is_nan() { 0.5 } else { (x - start) / length })
}

/// The `y` that belongs to `x` between knots `xs`, rising, and their `ys`.
fn along(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let (i, t) = piece(xs, x);
    let start = ys.get(i).copied().unwrap_or(f64::NAN);
    let end = ys.get(i + 1).copied().unwrap_or(f64::NAN);
    start * (1.0 - t) + end * t
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interpolate::{Mix, Ramp, Space};

    fn linear(domain: &[f64], stops: &[f64]) -> Continuous {
        let (domain, stops) = (domain.to_vec(), stops.to_vec());
        Continuous::to_numbers(ScaleKind::Linear, Curve::Straight, domain, stops, false)
    }

    // The expected numbers were made by d3-scale 4.0.2.
    #[test]
    fn there_and_back() {
        let check = |scale: &Continuous, x: f64, y: f64| {
            assert_eq!(scale.number(x), y, "{scale:?} {x}");
            assert_eq!(scale.invert(y), x, "{scale:?} {y}");
        };
        let scale = linear(&[0.0, 8.0], &[100.0, 0.0]);
        check(&scale, 2.0, 75.0);
        check(&scale, 10.0, -25.0);
        assert_eq!(scale.affine(), Some((100.0, -12.5)));
        let falling = linear(&[8.0, 0.0], &[0.0, 100.0]);
        check(&falling, 2.0, 75.0);
        assert_eq!(falling.range_extent(), (0.0, 100.0));
        assert_eq!(falling.extent(), (8.0, 0.0));
        let bent = linear(&[0.0, 10.0, 20.0, 99.0], &[0.0, 100.0, 300.0]);
        check(&bent, 5.0, 50.0);
        check(&bent, 15.0, 200.0);
        check(&bent, 25.0, 400.0);
        let clamped = linear(&[0.0, 8.0], &[100.0, 0.0]).with_clamp(true);
        assert_eq!([-1.0, 9.0].map(|x| clamped.number(x)), [100.0, 0.0]);
        assert_eq!(clamped.invert(200.0), 0.0);
        assert_eq!(clamped.affine(), None);
    }

    #[test]
    fn bent_domains() {
        let number = |curve, domain: [f64; 2], x| {
            let domain = domain.to_vec();
            let stops = vec![0.0, 1.0];
            Continuous::to_numbers(ScaleKind::Pow, curve, domain, stops, false).number(x)
        };
        assert_eq!(number(Curve::Pow(2.0), [0.0, 4.0], 2.0), 0.25);
        assert_eq!(number(Curve::Pow(0.5), [0.0, 4.0], 1.0), 0.5);
        assert_eq!(number(Curve::Pow(2.0), [-2.0, 2.0], 0.0), 0.5);
        assert_eq!(number(Curve::Symlog(1.0), [-1.0, 1.0], 0.0), 0.5);
        let log = |negative| Curve::Log { base: 10.0, negative };
        assert!((number(log(false), [1.0, 100.0], 10.0) - 0.5).abs() < 1e-15);
        assert!((number(log(true), [-100.0, -1.0], -10.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn broken_domains() {
        for domain in [[f64::NAN, 1.0], [0.0, f64::INFINITY], [f64::NAN, f64::NAN]] {
            let scale = linear(&domain, &[0.0, 10.0]);
            assert!(!scale.number(f64::NAN).is_finite());
            assert_eq!(scale.affine().filter(|(a, b)| a.is_nan() || b.is_nan()), None);
        }
        let none = linear(&[3.0, 3.0], &[0.0, 10.0]);
        assert_eq!(none.number(7.0), 5.0);
        assert!(none.number(f64::NAN).is_nan());
        assert!(linear(&[], &[]).number(1.0).is_nan());
        assert!(linear(&[1.0], &[0.0, 1.0]).number(1.0).is_nan());
        assert_eq!(linear(&[], &[]).color(1.0), None);
    }

    #[test]
    fn colors() {
        let list = [Color::rgb(255, 0, 0), Color::WHITE, Color::rgb(0, 0, 255)];
        let ramp = Ramp::new(Space::Rgb, 1.0, &list);
        let output = Output::Ramp { ramp, from: 0.0, to: 1.0 };
        let scale = |domain: &[f64]| {
            let domain = domain.to_vec();
            Continuous::to_ramp(ScaleKind::Linear, Curve::Straight, domain, output.clone())
        };
        let hex = |scale: &Continuous, x| scale.color(x).map(|color| color.hex());
        assert_eq!(hex(&scale(&[0.0, 4.0]), 1.0).as_deref(), Some("#ff8080"));
        assert_eq!(hex(&scale(&[4.0, 0.0]), 1.0).as_deref(), Some("#8080ff"));
        assert_eq!(hex(&scale(&[-1.0, 0.0, 4.0]), 2.0).as_deref(), Some("#8080ff"));
        assert_eq!(hex(&scale(&[4.0, 0.0, -1.0]), 2.0).as_deref(), Some("#ff8080"));
        assert_eq!(hex(&scale(&[2.0, 2.0]), 7.0).as_deref(), Some("#ffffff"));
        assert_eq!(hex(&scale(&[0.0, 4.0]), f64::NAN), None);
        let mix = |a, b| Mix::new(Space::Rgb, 1.0, a, b);
        let (domain, kind) = (vec![0.0, 4.0, 8.0, 9.0], ScaleKind::Linear);
        let pieces = Continuous::to_mixes(kind, Curve::Straight, domain, list.to_vec(), &mix);
        assert_eq!(hex(&pieces, 6.0).as_deref(), Some("#8080ff"));
        assert!(pieces.number(6.0).is_nan());
    }
}

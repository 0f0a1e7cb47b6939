//! Functions that move and scale a domain, as dragging and the wheel do.
//!
//! Source: vega-util, `transform`.

use super::{Function, arg, elements, list_of, num, plain};
use crate::base::number::{exp, expm1, ln, log1p, pow};
use crate::base::value::Value;

pub(super) const LIST: &[Function] = &[
    plain("panLinear", |args| pan(args, Shape::Linear)),
    plain("panLog", |args| pan(args, log(args))),
    plain("panPow", |args| pan(args, Shape::Pow(num(args, 2)))),
    plain("panSymlog", |args| pan(args, Shape::Symlog(num(args, 2)))),
    plain("zoomLinear", |args| zoom(args, Shape::Linear)),
    plain("zoomLog", |args| zoom(args, log(args))),
    plain("zoomPow", |args| zoom(args, Shape::Pow(num(args, 3)))),
    plain("zoomSymlog", |args| zoom(args, Shape::Symlog(num(args, 3)))),
];

/// What a scale does before it is linear.
#[derive(Clone, Copy)]
enum Shape {
    Linear,
    /// The sign of the domain.
    Log(f64),
    /// The exponent.
    Pow(f64),
    /// The constant.
    Symlog(f64),
}

fn log(args: &[Value]) -> Shape {
    Shape::Log(num(elements(arg(args, 0)), 0).signum())
}

fn power(x: f64, exponent: f64) -> f64 {
    if x < 0.0 { -pow(-x, exponent) } else { pow(x, exponent) }
}

impl Shape {
    /// To where the scale is linear.
    fn lift(self, x: f64) -> f64 {
        match self {
            Self::Linear => x,
            Self::Log(sign) => ln(sign * x),
            Self::Pow(exponent) => power(x, exponent),
            Self::Symlog(constant) => x.signum() * log1p((x / constant).abs()),
        }
    }

    /// And back.
    fn ground(self, x: f64) -> f64 {
        match self {
            Self::Linear => x,
            Self::Log(sign) => sign * exp(x),
            Self::Pow(exponent) => power(x, 1.0 / exponent),
            Self::Symlog(constant) => x.signum() * expm1(x.abs()) * constant,
        }
    }

    /// The ends of a domain, lifted.
    fn ends(self, domain: &Value) -> (f64, f64) {
        let list = elements(domain);
        let end = |value: Option<&Value>| self.lift(value.map_or(f64::NAN, Value::to_number));
        (end(list.first()), end(list.last()))
    }
}

/// A domain moved by a share of its width.
fn pan(args: &[Value], shape: Shape) -> Value {
    let (start, end) = shape.ends(arg(args, 0));
    let way = (end - start) * num(args, 1);
    list_of(&[shape.ground(start - way), shape.ground(end - way)])
}

/// A domain scaled around an anchor, or around its middle.
fn zoom(args: &[Value], shape: Shape) -> Value {
    let (start, end) = shape.ends(arg(args, 0));
    let anchor = arg(args, 1);
    let anchor =
        if anchor.is_null() { (start + end) / 2.0 } else { shape.lift(anchor.to_number()) };
    let scale = num(args, 2);
    let place = |end: f64| shape.ground(anchor + (end - anchor) * scale);
    list_of(&[place(start), place(end)])
}

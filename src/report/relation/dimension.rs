//! Whether the sides of a relation measure the same thing.

use super::expr::{Expr, Operator};
use crate::report::unit::Dimension;
use std::rc::Rc;

/// What an expression measures.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// A literal, or something whose unit cannot be followed: it goes with everything.
    Any,
    /// Something counted, with its scale when nothing was done to it.
    Count(Option<i64>),
    /// A share or a difference of shares.
    Ratio,
    /// A dimension, with the unit as printed when nothing was done to it.
    Of(Dimension, Option<Rc<str>>),
}

/// Two things that cannot be added or compared: what each is measured in.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash(pub Rc<str>, pub Rc<str>);

/// What an expression measures, given its ids.
///
/// # Errors
///
/// [`Clash`] when it adds unlike things.
pub fn of(expr: &Expr, leaf: &dyn Fn(&str) -> Measure) -> Result<Measure, Clash> {
    match expr {
        Expr::Number(_) => Ok(Measure::Any),
        Expr::Id(id) => Ok(leaf(id)),
        Expr::Negate(inner) => of(inner, leaf),
        Expr::Sum(list) | Expr::Mean(list) => {
            let mut out = Measure::Any;
            for expr in list {
                out = same(&out, &of(expr, leaf)?)?;
            }
            Ok(out)
        }
        Expr::Binary(operator, left, right) => {
            let (left, right) = (of(left, leaf)?, of(right, leaf)?);
            match operator {
                Operator::Plus | Operator::Minus => same(&left, &right),
                Operator::Times => Ok(times(left, right)),
                Operator::Over => Ok(over(left, right)),
                Operator::Power => Ok(Measure::Any),
            }
        }
    }
}

/// What two things measure that are added or compared.
///
/// # Errors
///
/// [`Clash`] when they are unlike, or alike but printed in unlike units.
pub fn same(left: &Measure, right: &Measure) -> Result<Measure, Clash> {
    let clash = || Err(Clash(name(left), name(right)));
    match (left, right) {
        (Measure::Any, other) | (other, Measure::Any) => Ok(other.clone()),
        (Measure::Ratio, Measure::Ratio) => Ok(Measure::Ratio),
        (Measure::Count(a), Measure::Count(b)) => match (a, b) {
            (Some(a), Some(b)) if a != b => clash(),
            (Some(_), Some(_)) => Ok(left.clone()),
            (None, _) | (_, None) => Ok(Measure::Count(None)),
        },
        (Measure::Of(a, one), Measure::Of(b, other)) if a == b => match (one, other) {
            (Some(one), Some(other)) if one != other => clash(),
            (Some(_), Some(_)) => Ok(left.clone()),
            (None, _) | (_, None) => Ok(Measure::Of(*a, None)),
        },
        (Measure::Count(_) | Measure::Ratio | Measure::Of(_, _), _) => clash(),
    }
}

/// A literal may carry a unit of its own (so many a day, 15 亩 a hectare), so what it multiplies is no longer known.
fn times(left: Measure, right: Measure) -> Measure {
    match (left, right) {
        // So many things of one unit each keep the unit.
        (Measure::Count(Some(1)), Measure::Of(dimension, unit))
        | (Measure::Of(dimension, unit), Measure::Count(Some(1))) => Measure::Of(dimension, unit),
        (Measure::Of(dimension, _), Measure::Ratio | Measure::Count(_))
        | (Measure::Ratio | Measure::Count(_), Measure::Of(dimension, _)) => {
            Measure::Of(dimension, None)
        }
        (Measure::Count(_), Measure::Ratio) | (Measure::Ratio, Measure::Count(_)) => {
            Measure::Count(None)
        }
        (Measure::Any, _) | (_, Measure::Any) => Measure::Any,
        (Measure::Ratio, Measure::Ratio)
        | (Measure::Count(_), Measure::Count(_))
        | (Measure::Of(_, _), Measure::Of(_, _)) => Measure::Any,
    }
}

fn over(left: Measure, right: Measure) -> Measure {
    match (left, right) {
        (Measure::Of(dimension, _), Measure::Ratio) => Measure::Of(dimension, None),
        (Measure::Count(_), Measure::Ratio) => Measure::Count(None),
        (
            Measure::Any | Measure::Ratio | Measure::Count(_) | Measure::Of(_, _),
            Measure::Any | Measure::Ratio | Measure::Count(_) | Measure::Of(_, _),
        ) => Measure::Any,
    }
}

fn name(measure: &Measure) -> Rc<str> {
    match measure {
        Measure::Any => "".into(),
        Measure::Count(None | Some(1)) => "count".into(),
        Measure::Count(Some(scale)) => format!("count × {scale}").into(),
        Measure::Ratio => "%".into(),
        Measure::Of(_, Some(unit)) => unit.clone(),
        Measure::Of(dimension, None) => dimension.name().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::relation::expr::parse;

    #[test]
    fn unlike_things_clash() {
        let leaf = |id: &str| match id {
            "yuan" => Measure::Of(Dimension::Money, Some("亿元".into())),
            "wan" => Measure::Of(Dimension::Money, Some("万元".into())),
            "mu" => Measure::Of(Dimension::Area, Some("亩".into())),
            "n" => Measure::Count(Some(1)),
            "wann" => Measure::Count(Some(10_000)),
            _ => Measure::Ratio,
        };
        let check = |left: &str, right: &str, fits: bool| {
            let of = |text: &str| of(&parse(text).unwrap(), &leaf);
            let out = of(left).and_then(|a| same(&a, &of(right)?));
            assert_eq!(out.is_ok(), fits, "{left} = {right}: {out:?}");
        };
        check("yuan + yuan", "yuan", true);
        check("yuan + wan", "yuan", false);
        check("yuan * 10000 + wan", "wan", true);
        check("yuan", "mu", false);
        check("n", "yuan", false);
        check("n * yuan + n * yuan", "yuan", true);
        check("n", "n", true);
        check("n", "wann", false);
        check("wann * 10000", "n", true);
        check("n / 50", "yuan", true);
        check("yuan / rate", "mu / rate", false);
        check("4", "n", true);
        check("n / n * 100", "rate", true);
        check("( ( 1 + rate / 100 ) ^ ( 1 / 4 ) - 1 ) * 100", "rate", true);
        check("mu / rate * 100", "mu / rate * 100", true);
        check("rate", "n", false);
        check("sum( yuan, mu )", "4", false);
    }
}

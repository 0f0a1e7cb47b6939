//! What a figure states: its number, what its digits leave open, and what its qualifier leaves open.

use crate::report::decimal::{Decimal, End, Interval, NumberError};
use crate::report::model::{Figure, Qualifier};
use crate::report::read::{number, read_all};
use crate::report::unit::{self, Dimension, Unit};

/// A figure as arithmetic sees it, in the unit as printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    /// The number as printed.
    pub value: Decimal,
    /// What the printed digits leave open: half a unit of the last one, nothing for counts.
    pub digits: Interval,
    /// What the qualifier leaves open too.
    pub range: Interval,
    /// What the unit measures.
    pub dimension: Dimension,
    /// The unit, when it is in the table.
    pub unit: Option<Unit>,
}

/// What a figure states.
///
/// Decimals and numbers with 万 or 亿 stand for half a unit of their last digit
/// on either side, measured quantities likewise; whole counts, whole years and
/// bounds such as 10亿元以上 are exact. 近 reaches down from the number by half a unit of
/// its last digit that is not nought, 余 up by a whole one, 约 both ways, and by 2 % at least;
/// 超过 and 以上 have no upper end (a share ends at 100 %), 以下 ends at nought.
///
/// # Errors
///
/// [`NumberError`] when the number is too large or no number.
pub fn stated(figure: &Figure) -> Result<Stated, NumberError> {
    let value = printed(figure)?;
    let name =
        if figure.base_unit.zh.is_empty() { &figure.base_unit.en } else { &figure.base_unit.zh };
    let unit = unit::find(name);
    let dimension = unit.map_or(Dimension::Count, |unit| unit.dimension);
    let bound =
        matches!(figure.qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::MoreThan)
            || &*figure.kind == "threshold";
    let counted = matches!(dimension, Dimension::Count | Dimension::Time) && figure.scale == 1.0;
    let exact = value.scale() <= 0 && counted;
    let half = if exact || bound { Decimal::ZERO } else { value.half_unit()? };
    let digits = Interval::between(End::At(value.minus(half)?), End::At(value.plus(half)?));
    let share = &*figure.kind == "share" && &**name == "%";
    Ok(Stated {
        value,
        digits,
        range: range(value, half, figure.qualifier, share)?,
        dimension,
        unit,
    })
}

/// The number with its digits as printed; the float of the file has lost trailing noughts.
fn printed(figure: &Figure) -> Result<Decimal, NumberError> {
    let float = Decimal::from_float(figure.value)?;
    let plain: String = figure.numeral.chars().filter(|c| *c != ',').collect();
    let alone = || number(&figure.numeral).filter(|number| *number == float);
    let digits = Decimal::parse(&plain).ok().or_else(alone).or_else(|| {
        let found = read_all(&figure.phrase);
        found.iter().find(|quantity| quantity.value == float).map(|quantity| quantity.value)
    });
    Ok(digits.filter(|digits| *digits == float).unwrap_or(float))
}

fn range(
    value: Decimal,
    half: Decimal,
    qualifier: Qualifier,
    share: bool,
) -> Result<Interval, NumberError> {
    let step = step(value)?;
    let half_step = step.times(Decimal::new(5, 1)?)?;
    let wide = value.abs().times(Decimal::new(2, 2)?)?.max(half_step).max(half);
    let (low, high) = (value.minus(half)?, value.plus(half)?);
    Ok(match qualifier {
        Qualifier::Exact | Qualifier::Forecast => Interval::between(End::At(low), End::At(high)),
        Qualifier::About => {
            Interval::between(End::At(value.minus(wide)?), End::At(value.plus(wide)?))
        }
        Qualifier::Nearly => Interval::between(End::At(value.minus(wide)?), End::Near(value)),
        Qualifier::Over => Interval::between(End::At(value), End::Near(value.plus(step)?)),
        Qualifier::MoreThan => Interval::between(End::Near(value), End::Far),
        Qualifier::AtLeast => {
            let end = if share { End::At(Decimal::whole(100).max(value)) } else { End::Far };
            Interval::between(End::At(value), end)
        }
        Qualifier::AtMost => {
            let end = if value.sign() >= 0 { End::At(Decimal::ZERO) } else { End::Far };
            Interval::between(end, End::At(value))
        }
    })
}

/// One unit of the last digit that is not nought: 100 of 2600, 0.1 of 5.7.
fn step(value: Decimal) -> Result<Decimal, NumberError> {
    if value.sign() == 0 {
        return Ok(Decimal::ONE);
    }
    Decimal::new(1, value.trim().scale())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Words;

    fn figure(numeral: &str, scale: f64, base: &str, qualifier: Qualifier) -> Figure {
        Figure {
            numeral: numeral.into(),
            phrase: numeral.into(),
            value: numeral.parse().unwrap_or(4.0),
            scale,
            base_unit: Words { zh: base.into(), en: "".into() },
            qualifier,
            ..Figure::default()
        }
    }

    #[test]
    fn what_is_left_open() {
        let d = |text: &str| Decimal::parse(text).unwrap();
        let check = |figure: &Figure, lo: End, hi: End| {
            assert_eq!(
                stated(figure).map(|s| s.range),
                Ok(Interval { lo, hi }),
                "{}",
                figure.numeral
            );
        };
        use Qualifier::*;
        check(&figure("5.70", 1.0, "%", Exact), End::At(d("5.695")), End::At(d("5.705")));
        check(&figure("22", 1.0, "个", Exact), End::At(d("22")), End::At(d("22")));
        check(&figure("四", 1.0, "年", Exact), End::At(d("4")), End::At(d("4")));
        check(&figure("50", 1e8, "元", Exact), End::At(d("49.5")), End::At(d("50.5")));
        check(&figure("10", 1.0, "公顷", Exact), End::At(d("9.5")), End::At(d("10.5")));
        check(&figure("2600", 1.0, "件次", Over), End::At(d("2600")), End::Near(d("2700")));
        check(&figure("18000", 1.0, "户", Nearly), End::At(d("17500")), End::Near(d("18000")));
        check(&figure("80", 1e4, "册", MoreThan), End::Near(d("80")), End::Far);
        check(&figure("82", 1.0, "%", AtLeast), End::At(d("82")), End::Far);
        check(&figure("30", 1e8, "元", AtMost), End::At(d("0")), End::At(d("30")));
        check(&figure("3000", 1.0, "吨", About), End::At(d("2500")), End::At(d("3500")));
    }
}

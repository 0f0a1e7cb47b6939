//! What becomes of a check.

use super::dimension::{self, Clash, Measure};
use super::expr::{Expr, Fault, parse};
use super::stated::{Stated, stated};
use crate::report::decimal::{Decimal, Interval, NumberError, Round};
use crate::report::model::{Check, Derived, Figure, Operands, Relation, Report, Verdict};
use crate::report::unit::Dimension;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// One side of a check, worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// With the numbers as printed.
    pub stated: Decimal,
    /// With what their digits leave open.
    pub digits: Interval,
    /// With what their qualifiers leave open too.
    pub range: Interval,
}

/// Why a verdict is what it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The two sides meet, or cannot.
    Arithmetic,
    /// They meet only because a qualifier leaves so much open.
    OnlyByQualifier,
    /// The side that is missing.
    NoOtherSide,
    /// The sides measure unlike things.
    Unlike(Rc<str>, Rc<str>),
    /// A nominal level against real growth.
    Prices,
    /// Rates over unlike bases.
    Bases(Rc<str>, Rc<str>),
    /// There is no value.
    Fault(Fault),
}

/// What the figure asked for last states; a check asks several times.
type Known<'a> = Vec<(&'a Figure, Result<Stated, NumberError>)>;

/// How many of them are kept.
const KEPT: usize = 8;

/// The figures and computed numbers of a report by their ids.
pub struct Index<'a> {
    figures: HashMap<&'a str, &'a Figure>,
    derived: HashMap<&'a str, &'a Derived>,
    last: RefCell<Known<'a>>,
}

impl<'a> Index<'a> {
    /// The index of a report.
    #[must_use]
    pub fn new(report: &'a Report) -> Self {
        Self {
            figures: report.figures.iter().map(|it| (&*it.id, it)).collect(),
            derived: report.derived.iter().map(|it| (&*it.id, it)).collect(),
            last: RefCell::new(Vec::with_capacity(KEPT)),
        }
    }

    /// The figure with this id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&'a Figure> {
        self.figures.get(id).copied()
    }

    /// The figure with this id, and what it states.
    fn stated(&self, id: &str) -> Option<(&'a Figure, Result<Stated, NumberError>)> {
        let figure = self.figure(id)?;
        let mut last = self.last.borrow_mut();
        if let Some((_, known)) = last.iter().find(|(known, _)| std::ptr::eq(*known, figure)) {
            return Some((figure, *known));
        }
        if last.len() >= KEPT {
            last.clear();
        }
        let known = stated(figure);
        last.push((figure, known));
        Some((figure, known))
    }

    /// The computed number with this id.
    #[must_use]
    pub fn derived(&self, id: &str) -> Option<&'a Derived> {
        self.derived.get(id).copied()
    }
}

/// A check, worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The computed verdict; never an author's label.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
    /// The left side.
    pub lhs: Option<Side>,
    /// The right side.
    pub rhs: Option<Side>,
}

/// Works out a check.
///
/// `=` reconciles when both sides may be the same number; it is odd when only a wide qualifier
/// lets them be and the printed numbers differ by more than a tenth. `<=` and `>=` reconcile when they hold for the printed digits, are
/// odd when only a qualifier lets them hold, and do not reconcile otherwise.
/// Unlike units, prices or bases are not comparable; a missing side or a
/// value that cannot be had is not testable.
#[must_use]
pub fn judge(index: &Index, check: &Check) -> Outcome {
    let mut out =
        Outcome { verdict: Verdict::CannotBeTested, why: Why::NoOtherSide, lhs: None, rhs: None };
    let parsed = parse(&check.lhs).and_then(|left| {
        let right = if check.rhs.is_empty() { None } else { Some(parse(&check.rhs)?) };
        Ok((left, right))
    });
    let (left, right) = match parsed {
        Ok(sides) => sides,
        Err(why) => {
            out.why = Why::Fault(why);
            return out;
        }
    };
    let convert = mixed(index, &[Some(&left), right.as_ref()], check.operands);
    let side = |expr: &Expr| work(index, expr, check.operands, convert, &mut Vec::new());
    let lhs = match side(&left) {
        Ok(lhs) => lhs,
        Err(why) => {
            out.why = Why::Fault(why);
            return out;
        }
    };
    out.lhs = Some(lhs);
    let Some(right) = right.filter(|_| check.relation != Relation::None) else { return out };
    let rhs = match side(&right) {
        Ok(rhs) => rhs,
        Err(why) => {
            out.why = Why::Fault(why);
            return out;
        }
    };
    out.rhs = Some(rhs);
    if let Some(why) = unlike(index, check, &left, &right) {
        out.verdict = Verdict::NotComparable;
        out.why = why;
        return out;
    }
    (out.verdict, out.why) = compare(check, &lhs, &rhs);
    out
}

/// The value of an expression over figures, as printed and as left open.
///
/// # Errors
///
/// [`Fault`].
pub fn value(index: &Index, text: &str, operands: Operands) -> Result<Side, Fault> {
    let expr = parse(text)?;
    let convert = mixed(index, &[Some(&expr)], operands);
    work(index, &expr, operands, convert, &mut Vec::new())
}

fn compare(check: &Check, lhs: &Side, rhs: &Side) -> (Verdict, Why) {
    let far = |a: Decimal, b: Decimal| -> bool {
        let apart = a.minus(b).map_or(Decimal::ONE, Decimal::abs);
        let tenth = a.abs().max(b.abs()).times(Decimal::new(1, 1).unwrap_or(Decimal::ONE));
        tenth.is_ok_and(|tenth| apart > tenth)
    };
    let tolerated = check
        .tolerance
        .and_then(|most| Decimal::from_float(most).ok())
        .is_some_and(|most| lhs.stated.minus(rhs.stated).is_ok_and(|apart| apart.abs() <= most));
    let (may, plain) = match check.relation {
        Relation::None => return (Verdict::CannotBeTested, Why::NoOtherSide),
        Relation::Equal => {
            let digits = lhs.digits.meets(rhs.digits) || tolerated;
            let endless = wide(lhs) || wide(rhs);
            (
                lhs.range.meets(rhs.range) || digits,
                digits || !endless || !far(lhs.stated, rhs.stated),
            )
        }
        Relation::AtMost => {
            let digits = lhs.digits.may_be_at_most(rhs.digits) || tolerated;
            (lhs.range.may_be_at_most(rhs.range), digits)
        }
        Relation::AtLeast => {
            let digits = rhs.digits.may_be_at_most(lhs.digits) || tolerated;
            (rhs.range.may_be_at_most(lhs.range), digits)
        }
    };
    match (may, plain) {
        (true, true) => (Verdict::Reconciles, Why::Arithmetic),
        (true, false) => (Verdict::Odd, Why::OnlyByQualifier),
        (false, _) => (Verdict::DoesNotReconcile, Why::Arithmetic),
    }
}

/// Whether the numbers a side may have spread over more than a tenth of it.
fn wide(side: &Side) -> bool {
    match (side.range.lo.number(), side.range.hi.number()) {
        (Some(lo), Some(hi)) => {
            let tenth = Decimal::new(1, 1).and_then(|tenth| side.stated.abs().times(tenth));
            hi.minus(lo).is_ok_and(|spread| tenth.is_ok_and(|tenth| spread > tenth))
        }
        (None, _) | (_, None) => true,
    }
}

/// Works an expression three times.
fn work(
    index: &Index,
    expr: &Expr,
    operands: Operands,
    convert: bool,
    open: &mut Vec<Rc<str>>,
) -> Result<Side, Fault> {
    let mut sides: Vec<(Rc<str>, Side)> = Vec::new();
    let mut known = |id: &Rc<str>| -> Result<Side, Fault> {
        if let Some((_, side)) = sides.iter().find(|(known, _)| known == id) {
            return Ok(*side);
        }
        let side = leaf(index, id, operands, convert, open)?;
        sides.push((id.clone(), side));
        Ok(side)
    };
    let stated = expr.work(&mut |id| Ok(Interval::exact(known(id)?.stated)))?;
    let digits = expr.work(&mut |id| Ok(known(id)?.digits))?;
    let range = expr.work(&mut |id| Ok(known(id)?.range))?;
    let stated = stated.lo.number().unwrap_or(Decimal::ZERO);
    Ok(Side { stated: stated.reduce(17, Round::Nearest), digits, range })
}

fn leaf(
    index: &Index,
    id: &Rc<str>,
    operands: Operands,
    convert: bool,
    open: &mut Vec<Rc<str>>,
) -> Result<Side, Fault> {
    if let Some((figure, it)) = index.stated(id) {
        let it = it?;
        let factor = factor(figure, &it, operands, convert)?;
        return Ok(Side {
            stated: it.value.times(factor.0)?.divide(factor.1, 18, Round::Nearest)?,
            digits: scaled(it.digits, factor)?,
            range: scaled(it.range, factor)?,
        });
    }
    if let Some(derived) = index.derived(id) {
        if open.contains(id) || open.len() > 40 {
            return Err(Fault::Circle(id.clone()));
        }
        open.push(id.clone());
        let side = parse(&derived.expr).and_then(|expr| {
            let convert = mixed(index, &[Some(&expr)], derived.operands);
            work(index, &expr, derived.operands, convert, open)
        });
        open.pop();
        return side;
    }
    Err(Fault::Unknown(id.clone()))
}

fn scaled(interval: Interval, (times, over): (Decimal, Decimal)) -> Result<Interval, Fault> {
    if times == Decimal::ONE && over == Decimal::ONE {
        return Ok(interval);
    }
    Ok(interval.times(Interval::exact(times))?.divide(Interval::exact(over))?)
}

/// What the printed number is multiplied and divided by.
fn factor(
    figure: &Figure,
    it: &Stated,
    operands: Operands,
    convert: bool,
) -> Result<(Decimal, Decimal), Fault> {
    if operands == Operands::Value {
        return Ok((Decimal::ONE, Decimal::ONE));
    }
    let scale = Decimal::from_float(figure.scale)?;
    match it.unit.filter(|_| convert) {
        Some(unit) => Ok((scale.times(Decimal::parse(unit.times)?)?, Decimal::whole(unit.over))),
        None => Ok((scale, Decimal::ONE)),
    }
}

/// Whether expressions in base units mix units of one dimension, so that all are converted.
fn mixed(index: &Index, sides: &[Option<&Expr>], operands: Operands) -> bool {
    let mut seen: Vec<(Dimension, &str)> = Vec::new();
    let mut mixed = false;
    for expr in sides.iter().copied().flatten() {
        walk(expr, &mut |id| {
            let unit = index.stated(id).and_then(|(_, it)| it.ok()).and_then(|it| it.unit);
            if let Some(unit) = unit.filter(|unit| unit.dimension != Dimension::Count) {
                mixed |= seen.iter().any(|(of, name)| *of == unit.dimension && *name != unit.name);
                seen.push((unit.dimension, unit.name));
            }
        });
    }
    mixed && operands == Operands::Base
}

fn walk(expr: &Expr, see: &mut dyn FnMut(&str)) {
    match expr {
        Expr::Number(_) => {}
        Expr::Id(id) => see(id),
        Expr::Negate(inner) => walk(inner, see),
        Expr::Binary(_, left, right) => {
            walk(left, see);
            walk(right, see);
        }
        Expr::Sum(list) | Expr::Mean(list) => list.iter().for_each(|expr| walk(expr, see)),
    }
}

/// Why the two sides cannot be compared, if they cannot.
fn unlike(index: &Index, check: &Check, left: &Expr, right: &Expr) -> Option<Why> {
    let leaf = |id: &str| measure(index, id, check.operands);
    let sides = dimension::of(left, &leaf).and_then(|a| Ok((a, dimension::of(right, &leaf)?)));
    if let Err(Clash(a, b)) = sides.and_then(|(a, b)| dimension::same(&a, &b)) {
        return Some(Why::Unlike(a, b));
    }
    let mut figures: Vec<&Figure> = Vec::new();
    for side in [left, right] {
        walk(side, &mut |id| figures.extend(index.figure(id)));
    }
    let has = |which: &str| figures.iter().any(|figure| prices(figure) == which);
    if has("current") && has("constant") {
        return Some(Why::Prices);
    }
    let mut bases: Vec<&Rc<str>> =
        figures.iter().map(|figure| &figure.of).filter(|of| !of.is_empty()).collect();
    bases.dedup();
    match bases.as_slice() {
        [first, other, ..] if first != other => {
            Some(Why::Bases((*first).clone(), (*other).clone()))
        }
        _ => None,
    }
}

/// The prices a figure of output is in: its own word, else growth of output is
/// real and a level of it nominal, as the statistics bureau publishes them.
///
/// Source: 国家统计局, 《国内生产总值(GDP)核算说明》.
fn prices(figure: &Figure) -> &str {
    if !figure.prices.is_empty() {
        return &figure.prices;
    }
    let subject = &figure.subject.zh;
    let output = ["生产总值", "增加值", "GDP"].iter().any(|word| subject.contains(word));
    let nominal = subject.contains("名义") || subject.contains("现价");
    let real = subject.contains("可比价") || subject.contains("不变价");
    let growth = matches!(&*figure.kind, "growth" | "average");
    match (output, nominal, real, &*figure.base_unit.zh) {
        (false, _, _, _) => "",
        (true, true, _, _) => "current",
        (true, false, true, _) => "constant",
        (true, false, false, "%") => {
            if growth {
                "constant"
            } else {
                ""
            }
        }
        (true, false, false, _) => "current",
    }
}

fn measure(index: &Index, id: &str, operands: Operands) -> Measure {
    let Some(figure) = index.figure(id) else { return Measure::Any };
    let Some((_, Ok(it))) = index.stated(id) else { return Measure::Any };
    let base = operands == Operands::Base;
    if it.dimension == Dimension::Count {
        return Measure::Count(Some(if base { 1 } else { figure.scale as i64 }));
    }
    if matches!(it.dimension, Dimension::Ratio | Dimension::Points) {
        return Measure::Ratio;
    }
    if it.dimension == Dimension::Number {
        return Measure::Any;
    }
    Measure::Of(it.dimension, if base { None } else { Some(figure.unit.zh.clone()) })
}

#[cfg(test)]
mod tests;

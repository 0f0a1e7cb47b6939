//! Continuous domains with all that belongs to them: zero, the author's limits, padding, round ends.
//!
//! Source: vega-encode, `configureDomain`.

use super::curve::Curve;
use super::domain::Domain;
use super::range::{Range, has_continuous_range};
use super::source::Source;
use super::{linear, log, pow, symlog, time};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Notes, SpecError};
use crate::resolve::selection::Want;
use crate::resolve::{Binning, MarkKind, ScaleKind};
use crate::spec::Channel;
use std::rc::Rc;

/// A continuous domain with zero, the author's limits, padding and round ends.
///
/// Source: vega-encode, `configureDomain`.
pub(super) fn extended(
    notes: &mut Notes,
    source: &Source<'_>,
    domain: &Domain,
    range: &Range,
) -> Vec<f64> {
    let spec = source.spec;
    if let Some(raw) = raw(source).filter(|_| has_continuous_range(spec.kind)) {
        return raw;
    }
    let mut numbers = domain.numbers();
    if numbers.is_empty() {
        numbers = vec![f64::NAN, f64::NAN];
    } else if let [one] = numbers[..] {
        numbers.push(one);
    }
    let last = numbers.len() - 1;
    if spec.zero && !matches!(spec.kind, ScaleKind::Log | ScaleKind::Time | ScaleKind::Utc) {
        numbers[0] = if numbers[0] > 0.0 { 0.0 } else { numbers[0] };
        numbers[last] = if numbers[last] < 0.0 { 0.0 } else { numbers[last] };
    }
    let limit = |name: &str| {
        let json = spec.own.get(name).filter(|_| has_continuous_range(spec.kind))?;
        source.domain_value(json).as_number().filter(|number| !number.is_nan())
    };
    numbers[0] = limit("domainMin").unwrap_or(numbers[0]);
    numbers[last] = limit("domainMax").unwrap_or(numbers[last]);
    if let Some(middle) = limit("domainMid").filter(|_| spec.channel.is_color()) {
        let at = if middle > numbers[last] {
            last + 1
        } else if middle < numbers[0] {
            0
        } else {
            last
        };
        numbers.insert(at, middle);
    }
    if spec.kind == ScaleKind::Log {
        mend_log(notes, source, &mut numbers);
    }
    pad(source, &mut numbers, range);
    round_ends(source, &mut numbers);
    numbers
}

/// The domain that is taken as it is: the author's, what a selection that it names holds, or what one holds that is
/// bound to the scale.
fn raw(source: &Source<'_>) -> Option<Vec<f64>> {
    let params = &source.view.params;
    let held = |name: &str, field: Option<&str>| {
        let mut held = params.selection(name)?.tuples.first()?.iter();
        match held.find(|(known, _)| field.is_none_or(|field| **known == *field))?.1 {
            Want::Between(low, high) => Some(vec![low, high]),
            Want::Equal(_) | Want::OneOf(_) => None,
        }
    };
    if let Some(Value::List(raw)) = source.value("domainRaw") {
        return Some(super::domain::numbers_of(&raw)).filter(|raw| raw.len() > 1);
    }
    let text = |name: &str| source.spec.own.inner("domain", name)?.text();
    if let Some(name) = text("param") {
        let unit = source.view.units.iter().find(|unit| unit.selections.contains(name));
        let channel = text("encoding").and_then(|name| Channel::parse(name));
        let def = |channel| unit?.channels.iter().find(|def| def.channel == channel);
        let field = channel.and_then(def).map(|def| &def.field).or_else(|| text("field"));
        return held(name, field.map(|field| &**field));
    }
    source.users.iter().find_map(|(unit, def)| {
        let bound = |name: &&Rc<str>| {
            let bind = params.selection(name).and_then(|selection| selection.bind.text());
            bind.is_some_and(|bind| &**bind == "scales")
        };
        unit.selections.iter().filter(bound).find_map(|name| held(name, Some(&def.field)))
    })
}

/// The bend of a continuous scale.
pub(super) fn curve(source: &Source<'_>, domain: &[f64]) -> Curve {
    match source.spec.kind {
        ScaleKind::Log => Curve::Log {
            base: base(source),
            negative: domain.first().is_some_and(|first| *first < 0.0),
        },
        ScaleKind::Pow => pow::curve(source.number("exponent").unwrap_or(1.0)),
        ScaleKind::Sqrt => pow::curve(0.5),
        ScaleKind::Symlog => symlog::curve(source.number("constant").unwrap_or(1.0)),
        ScaleKind::Linear
        | ScaleKind::Identity
        | ScaleKind::Time
        | ScaleKind::Utc
        | ScaleKind::Band
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => Curve::Straight,
    }
}

fn base(source: &Source<'_>) -> f64 {
    source.number("base").filter(|base| *base > 0.0 && *base != 1.0).unwrap_or(10.0)
}

/// A logarithmic domain may not touch zero: its end there becomes a thousandth of the other.
fn mend_log(notes: &mut Notes, source: &Source<'_>, numbers: &mut [f64]) {
    let (first, last) =
        (numbers.first().copied().unwrap_or(1.0), numbers.last().copied().unwrap_or(1.0));
    let (positive, negative) = (first > 0.0 || last > 0.0, first < 0.0 || last < 0.0);
    if (positive != negative) && numbers.iter().all(|number| *number != 0.0) {
        return;
    }
    notes.warn(&source.spec.at, SpecError::LogZero);
    let largest = first.max(last);
    let far = if largest > 0.0 { largest } else { first.min(last) };
    let near = if far == 0.0 || far.is_nan() { 1.0 } else { far / 1000.0 };
    let sign = near.signum();
    for number in numbers {
        if *number * sign <= 0.0 {
            *number = near;
        }
    }
}

/// Moves the ends outward, so that there are as many pixels beyond them as the padding says.
///
/// Source: vega-encode, `padDomain`; vega-util, `zoom`.
fn pad(source: &Source<'_>, numbers: &mut [f64], range: &Range) {
    if !has_continuous_range(source.spec.kind) {
        return;
    }
    let Some(padding) = continuous_padding(source).filter(|padding| *padding != 0.0) else {
        return;
    };
    let Range::Numbers(list) = range else { return };
    let (Some(from), Some(to)) = (list.first(), list.last()) else { return };
    let (Some(first), Some(last)) = (numbers.first().copied(), numbers.last().copied()) else {
        return;
    };
    let length = (to - from).abs();
    let factor = length / (length - 2.0 * padding);
    if first == last || !factor.is_finite() {
        return;
    }
    let curve = curve(source, numbers);
    let (low, high) = (curve.bend(first), curve.bend(last));
    let middle = (low + high) / 2.0;
    let outward = |end: f64| curve.unbend(middle + (end - middle) * factor);
    linear::set_ends(numbers, (outward(low), outward(high)));
}

/// The padding in pixels: the author's; or that of bars along a continuous axis, which would stick out.
fn continuous_padding(source: &Source<'_>) -> Option<f64> {
    if let Some(own) = source.number("padding") {
        return Some(own);
    }
    if !source.spec.channel.is_position() {
        return None;
    }
    if let Some(usual) = source.default("continuousPadding") {
        return Some(usual);
    }
    let across = source.users.iter().any(|(unit, def)| {
        let along =
            if def.channel == Channel::X { unit.mark.vertical } else { !unit.mark.vertical };
        unit.mark.kind == MarkKind::Bar
            && unit.mark.oriented
            && along
            && def.bin == Binning::None
            && def.time_unit.is_empty()
    });
    let bars = source.view.config.part("bar");
    across.then(|| bars.get("continuousBandSize").and_then(Json::number).unwrap_or(5.0))
}

/// Makes the ends round, as `nice` asks: true, a count, an interval such as `month`, or an object of `interval` and `step`.
fn round_ends(source: &Source<'_>, numbers: &mut [f64]) {
    let spec = source.spec;
    let own = source.value("nice");
    let count = match &own {
        None | Some(Value::Null) if !spec.nice => return,
        Some(Value::Bool(false)) => return,
        Some(Value::Number(count)) => *count,
        _ => 10.0,
    };
    let unit = own.as_ref().and_then(|own| match own {
        Value::Text(unit) => time::interval(unit, 1.0),
        Value::Object(_) => time::interval(
            own.member("interval").as_text()?,
            own.member("step").as_number().unwrap_or(1.0),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Time(_) | Value::List(_) => None,
    });
    match spec.kind {
        ScaleKind::Time | ScaleKind::Utc => {
            time::nice(numbers, count, unit, spec.kind == ScaleKind::Utc)
        }
        ScaleKind::Log => log::nice(numbers, base(source)),
        ScaleKind::Linear
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Quantize => {
            linear::nice(numbers, count);
        }
        ScaleKind::Identity
        | ScaleKind::Band
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => {}
    }
}

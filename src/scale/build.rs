//! Makes a scale of its spec, its domain and the room there is.
//!
//! Source: vega-encode, `Scale.js`, for what Vega does with a scale's
//! properties; Vega-Lite, "Scale", for the defaults.

use super::band::{Band, Spacing, band_space};
use super::continuous::Continuous;
use super::curve::Curve;
use super::domain::Domain;
use super::identity::Identity;
use super::index::Index;
use super::ordinal::Ordinal;
use super::output::{Output, Palette};
use super::range::{self, Range, supports};
use super::source::Source;
use super::{
    Room, Scale, bin_ordinal, linear, log, point, pow, quantile, quantize, symlog, threshold, time,
};
use crate::base::color::Color;
use crate::base::interpolate::{Mix, Ramp, Space};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Notes, Result, SpecError};
use crate::resolve::{Binning, FieldKind, MarkKind, ScaleKind, ScaleSpec, View};
use crate::spec::Channel;
use std::rc::Rc;

/// The number of colours of a scheme when nothing says it.
const COLORS: f64 = 5.0;

/// Makes the instance of a scale for a domain.
///
/// Warnings go to `notes`: a domain that the kind of scale cannot show.
///
/// # Errors
///
/// A colour scheme that does not exist.
pub fn build(
    notes: &mut Notes,
    view: &View,
    spec: &ScaleSpec,
    domain: &Domain,
    room: &Room<'_>,
) -> Result<Scale> {
    let source = Source::new(view, spec);
    let range = range::decide(&source, room)?;
    let reverse = reversed(&source);
    Ok(match spec.kind {
        ScaleKind::Band | ScaleKind::Point => {
            let values = domain.values();
            let spacing = spacing(&source);
            let (first, last) = ends(&range, values.len(), spacing);
            let ends = if reverse { (last, first) } else { (first, last) };
            if spec.kind == ScaleKind::Band {
                Scale::Band(Rc::new(Band::new(values, ends, spacing)))
            } else {
                Scale::Point(Rc::new(point::new(values, ends, spacing)))
            }
        }
        ScaleKind::Ordinal => {
            let domain = Index::new(domain.values());
            let palette = palette(&source, &range, domain.len() as f64, reverse);
            Scale::Ordinal(Rc::new(Ordinal { domain, palette }))
        }
        ScaleKind::BinOrdinal => {
            let numbers = domain.numbers();
            let bins = bins(&source, domain, &numbers).unwrap_or_else(|| numbers.into());
            let palette = palette(&source, &range, bins.len() as f64 - 1.0, reverse);
            Scale::BinOrdinal(Rc::new(bin_ordinal::new(bins, palette)))
        }
        ScaleKind::Quantile => Scale::Quantile(Rc::new(quantile::new(
            domain.numbers(),
            palette(&source, &range, COLORS, reverse),
        ))),
        ScaleKind::Threshold => {
            let domain = domain.numbers();
            let palette = palette(&source, &range, domain.len() as f64 + 1.0, reverse);
            Scale::Threshold(Rc::new(threshold::new(domain, palette)))
        }
        ScaleKind::Quantize => {
            let numbers = extended(notes, &source, domain, &range);
            let bins = bins(&source, domain, &numbers);
            let mut steps = quantize::new(numbers, palette(&source, &range, COLORS, reverse));
            steps.bins = bins;
            Scale::Quantize(Rc::new(steps))
        }
        ScaleKind::Identity => Scale::Identity(Rc::new(Identity { domain: domain.numbers() })),
        ScaleKind::Linear
        | ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Time
        | ScaleKind::Utc => continuous(notes, &source, domain, range, reverse),
    })
}

/// The length that so many steps make: that of the discrete scale's bands with the room around them.
///
/// Source: Vega-Lite, `getPositionStep`; Vega, `bandspace`.
#[must_use]
pub fn stepped_size(view: &View, spec: &ScaleSpec, domain: &Domain, step: f64) -> f64 {
    let source = Source::new(view, spec);
    let spacing = spacing(&source);
    let step = match range_step(&source) {
        Some(own) => own,
        None => step,
    };
    step * band_space(domain.values().len() as f64, spacing.inner, spacing.outer)
}

/// The step of a position scale in whose bands an offset scale has this step.
///
/// Source: Vega-Lite, `getPositionStep`.
#[must_use]
pub fn offset_step(
    view: &View,
    position: &ScaleSpec,
    offset: &ScaleSpec,
    domain: &Domain,
    step: f64,
) -> f64 {
    let count = domain.values().len() as f64;
    let inner = Source::new(view, offset);
    let space = if offset.kind == ScaleKind::Band {
        let spacing = spacing(&inner);
        band_space(count, spacing.inner, spacing.outer)
    } else {
        count
    };
    let room = 1.0 - spacing(&Source::new(view, position)).inner;
    if room > 0.0 { step * space / room } else { step * space }
}

/// The author's `range: {"step": …}`.
fn range_step(source: &Source<'_>) -> Option<f64> {
    source.spec.own.get("range")?.get("step")?.number()
}

/// Whether the range runs against the domain.
fn reversed(source: &Source<'_>) -> bool {
    if let Some(own) = source.truth("reverse") {
        return own;
    }
    let falling = !range::is_discrete(source.spec.kind)
        && source.users.first().is_some_and(|(_, def)| {
            def.def.word("sort").is_some_and(|word| &**word == "descending")
        });
    let given = source
        .config
        .get("xReverse")
        .and_then(Json::bool)
        .filter(|_| source.spec.channel == Channel::X);
    given.map_or(falling, |given| given != falling)
}

/// The padding of a band or point scale.
///
/// Source: Vega-Lite, `padding`, `paddingInner`, `paddingOuter` of scale properties.
fn spacing(source: &Source<'_>) -> Spacing {
    let spec = source.spec;
    let usual = |name: &str| source.default(name);
    let padding = source.number("padding");
    let position = spec.channel.is_position();
    let offset = matches!(spec.channel, Channel::XOffset | Channel::YOffset);
    let nested = match spec.channel {
        Channel::X => source.has_offset(Channel::XOffset),
        Channel::Y => source.has_offset(Channel::YOffset),
        _ => false,
    };
    let (mut inner, mut outer) = (0.0, 0.0);
    if let Some(padding) = padding {
        (inner, outer) = (padding, padding);
    } else if spec.kind == ScaleKind::Point {
        outer = match (position, offset) {
            (true, _) => usual("pointPadding").unwrap_or(0.5),
            (_, true) => 0.5,
            (false, false) => 0.0,
        };
    } else if position {
        let by_mark = match spec.mark {
            MarkKind::Bar => "barBandPaddingInner",
            MarkKind::Tick => "tickBandPaddingInner",
            _ => "rectBandPaddingInner",
        };
        inner = match nested {
            true => usual("bandWithNestedOffsetPaddingInner").unwrap_or(0.2),
            false => usual("bandPaddingInner").or_else(|| usual(by_mark)).unwrap_or(0.0),
        };
        inner = source.number("paddingInner").unwrap_or(inner);
        outer = match nested {
            true => usual("bandWithNestedOffsetPaddingOuter").unwrap_or(0.2),
            false => usual("bandPaddingOuter").unwrap_or(inner / 2.0),
        };
    } else if offset {
        inner = usual("offsetBandPaddingInner").unwrap_or(0.0);
        outer = usual("offsetBandPaddingOuter").unwrap_or(0.0);
    }
    if spec.kind == ScaleKind::Point {
        inner = 1.0;
    } else {
        inner = source.number("paddingInner").unwrap_or(inner);
    }
    Spacing {
        inner: inner.clamp(0.0, 1.0),
        outer: source.number("paddingOuter").unwrap_or(outer).clamp(0.0, 1.0),
        align: source.number("align").unwrap_or(0.5),
        round: source
            .truth("round")
            .or_else(|| source.config.get("round").and_then(Json::bool))
            .unwrap_or(false),
    }
}

/// The first and last pixel of a band or point scale.
fn ends(range: &Range, count: usize, spacing: Spacing) -> (f64, f64) {
    match range {
        Range::Numbers(list) => (
            list.first().copied().unwrap_or(0.0),
            list.get(1).or(list.first()).copied().unwrap_or(1.0),
        ),
        Range::Step(step) => (0.0, step * band_space(count as f64, spacing.inner, spacing.outer)),
        Range::Values(_) | Range::Scheme { .. } => (0.0, 1.0),
    }
}

/// The values of a discrete range; `count` is how many there are when a continuous scheme has to be cut.
fn palette(source: &Source<'_>, range: &Range, count: f64, reverse: bool) -> Palette {
    let mut palette = match range {
        Range::Numbers(list) => Palette::new(list.iter().copied().map(Value::Number).collect()),
        Range::Values(list) => Palette::new(list.clone()),
        Range::Step(_) => Palette::default(),
        Range::Scheme { scheme, count: given, extent, .. } => {
            let takes_count = matches!(
                source.spec.kind,
                ScaleKind::Ordinal | ScaleKind::Quantile | ScaleKind::Quantize
            );
            let count = given.filter(|_| takes_count).unwrap_or(count);
            let count = if count > 0.0 { count.min(1e4) } else { COLORS };
            let whole = source.spec.kind == ScaleKind::Ordinal && !scheme.continuous;
            let count = if whole { scheme.colors.len() } else { count as usize };
            Palette::of_colors(&scheme.pieces(count, *extent))
        }
    };
    if reverse {
        palette.values.reverse();
        palette.colors.reverse();
    }
    palette
}

/// The borders of bins that belong to the domain.
///
/// Source: vega-encode, `configureBins`.
fn bins(source: &Source<'_>, domain: &Domain, numbers: &[f64]) -> Option<Rc<[f64]>> {
    if !supports(source.spec.kind, "bins") {
        return None;
    }
    let number = |json: &Json, name: &str| json.get(name).and_then(Json::number);
    let (start, stop, step) = match (source.spec.own.get("bins"), domain) {
        (Some(Json::List(list)), _) => return Some(list.iter().filter_map(Json::number).collect()),
        (Some(json @ Json::Object(_)), _) => {
            (number(json, "start"), number(json, "stop"), number(json, "step")?)
        }
        (_, Domain::Bins { start, stop, step }) => (Some(*start), Some(*stop), *step),
        _ => (None, None, source.given_bin_step()?),
    };
    let (low, high) = (*numbers.first()?, *numbers.last()?);
    let (mut start, mut stop) = (start.unwrap_or(low), stop.unwrap_or(high));
    if start < low {
        start = step * (low / step).ceil();
    }
    if stop > high {
        stop = step * (high / step).floor();
    }
    let count = ((stop + step / 2.0 - start) / step).ceil();
    // More bins than pixels are a broken step.
    (count > 0.0 && count < 1e5)
        .then(|| (0..count as u32).map(|i| start + f64::from(i) * step).collect())
}

/// A continuous scale: its domain with zero, limits, padding and round ends, and its range.
fn continuous(
    notes: &mut Notes,
    source: &Source<'_>,
    domain: &Domain,
    range: Range,
    reverse: bool,
) -> Scale {
    let kind = source.spec.kind;
    let numbers = extended(notes, source, domain, &range);
    let curve = curve(source, &numbers);
    let bins = bins(source, domain, &numbers);
    let clamp = source
        .truth("clamp")
        .or_else(|| source.config.get("clamp").and_then(Json::bool))
        .unwrap_or(false);
    let mut scale = match range {
        Range::Numbers(mut list) => {
            if reverse {
                list.reverse();
            }
            let round =
                source.truth("round").or_else(|| source.config.get("round").and_then(Json::bool));
            Continuous::to_numbers(kind, curve, numbers, list, round.unwrap_or(false))
        }
        Range::Step(step) => Continuous::to_numbers(kind, curve, numbers, vec![0.0, step], false),
        range @ (Range::Values(_) | Range::Scheme { .. }) => {
            colored(source, curve, numbers, range, reverse)
        }
    }
    .with_clamp(clamp);
    scale.bins = bins;
    let scale = Rc::new(scale);
    match kind {
        ScaleKind::Log => Scale::Log(scale),
        ScaleKind::Pow | ScaleKind::Sqrt => Scale::Pow(scale),
        ScaleKind::Symlog => Scale::Symlog(scale),
        ScaleKind::Time | ScaleKind::Utc => Scale::Time(scale),
        ScaleKind::Linear
        | ScaleKind::Identity
        | ScaleKind::Band
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold
        | ScaleKind::BinOrdinal => Scale::Linear(scale),
    }
}

/// A continuous scale to colours.
///
/// Domains of two or three numbers get the whole ramp; others, and those of
/// times, a colour at each number.
fn colored(
    source: &Source<'_>,
    curve: Curve,
    numbers: Vec<f64>,
    range: Range,
    reverse: bool,
) -> Continuous {
    let kind = source.spec.kind;
    let (space, gamma) = space(source);
    let temporal = matches!(kind, ScaleKind::Time | ScaleKind::Utc);
    let whole = !temporal && matches!(numbers.len(), 2 | 3);
    let mut colors = match range {
        Range::Scheme { scheme, listed, extent, .. } if scheme.continuous && whole => {
            let (space, gamma) = if listed { (space, gamma) } else { (Space::Rgb, 1.0) };
            let ramp = Ramp::new(space, gamma, &scheme.colors);
            let [from, to] = extent.unwrap_or([0.0, 1.0]);
            let (from, to) = if reverse { (to, from) } else { (from, to) };
            return Continuous::to_ramp(kind, curve, numbers, Output::Ramp { ramp, from, to });
        }
        Range::Scheme { scheme, extent, .. } if scheme.continuous => {
            scheme.pieces(numbers.len(), extent)
        }
        Range::Scheme { scheme, .. } => scheme.colors,
        Range::Values(values) => {
            let color = |value: &Value| {
                value.as_text().and_then(|text| Color::parse(text)).unwrap_or(Color::BLACK)
            };
            values.iter().map(color).collect()
        }
        Range::Numbers(_) | Range::Step(_) => Vec::new(),
    };
    if reverse {
        colors.reverse();
    }
    if whole {
        let ramp = Ramp::new(space, gamma, &colors);
        return Continuous::to_ramp(
            kind,
            curve,
            numbers,
            Output::Ramp { ramp, from: 0.0, to: 1.0 },
        );
    }
    Continuous::to_mixes(kind, curve, numbers, colors, &|a, b| Mix::new(space, gamma, a, b))
}

/// The space that colours are mixed in, and its gamma.
fn space(source: &Source<'_>) -> (Space, f64) {
    let own = source.value("interpolate");
    let member = own.as_ref().map(|own| own.member("type"));
    let name =
        own.as_ref().and_then(Value::as_text).or_else(|| member.as_ref().and_then(Value::as_text));
    let usual =
        match source.spec.channel.is_color() && source.spec.field != Some(FieldKind::Nominal) {
            true => Space::Hcl,
            false => Space::Rgb,
        };
    let gamma = own.as_ref().and_then(|own| own.member("gamma").as_number()).unwrap_or(1.0);
    (name.and_then(|name| Space::parse(name)).unwrap_or(usual), gamma)
}

/// The bend of a continuous scale.
fn curve(source: &Source<'_>, domain: &[f64]) -> Curve {
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

/// A continuous domain with zero, the author's limits, padding and round ends.
///
/// Source: vega-encode, `configureDomain`.
fn extended(notes: &mut Notes, source: &Source<'_>, domain: &Domain, range: &Range) -> Vec<f64> {
    let spec = source.spec;
    let mut numbers = domain.numbers();
    if numbers.is_empty() {
        numbers = vec![0.0, 1.0];
    } else if let [one] = numbers[..] {
        numbers.push(one);
    }
    let last = numbers.len() - 1;
    if spec.zero && supports(spec.kind, "zero") {
        numbers[0] = if numbers[0] > 0.0 { 0.0 } else { numbers[0] };
        numbers[last] = if numbers[last] < 0.0 { 0.0 } else { numbers[last] };
    }
    let limit = |name: &str| {
        let json = spec.own.get(name).filter(|_| supports(spec.kind, name))?;
        source.domain_value(json).as_number().filter(|number| !number.is_nan())
    };
    numbers[0] = limit("domainMin").unwrap_or(numbers[0]);
    numbers[last] = limit("domainMax").unwrap_or(numbers[last]);
    if let Some(middle) = limit("domainMid") {
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
    if !supports(source.spec.kind, "padding") || source.spec.kind == ScaleKind::Quantize {
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
    let own = source.value("nice").filter(|_| supports(spec.kind, "nice"));
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

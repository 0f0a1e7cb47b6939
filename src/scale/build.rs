//! Makes a scale of its spec, its domain and the room there is.
//!
//! Source: vega-encode, `Scale.js`, for what Vega does with a scale's
//! properties; Vega-Lite, "Scale", for the defaults.

use super::band::Band;
use super::continuous::Continuous;
use super::curve::Curve;
use super::domain::Domain;
use super::extend::{curve, extended};
use super::identity::Identity;
use super::index::Index;
use super::ordinal::Ordinal;
use super::output::{Output, Palette};
use super::range::{self, Range};
use super::source::Source;
use super::spacing::{ends, spacing};
use super::{Room, Scale, bin_ordinal, point, quantile, quantize, threshold};
use crate::base::color::Color;
use crate::base::interpolate::{Mix, Ramp, Space};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Notes, Result};
use crate::resolve::{FieldKind, ScaleKind, ScaleSpec, View};
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
            let new = if spec.kind == ScaleKind::Band { Band::new } else { point::new };
            Scale::Band(Rc::new(new(values, ends, spacing)))
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
            Scale::Steps(Rc::new(bin_ordinal::new(bins, palette)))
        }
        ScaleKind::Quantile => Scale::Steps(Rc::new(quantile::new(
            domain.numbers(),
            palette(&source, &range, COLORS, reverse),
        ))),
        ScaleKind::Threshold => {
            let domain = domain.numbers();
            let palette = palette(&source, &range, domain.len() as f64 + 1.0, reverse);
            Scale::Steps(Rc::new(threshold::new(domain, palette)))
        }
        ScaleKind::Quantize => {
            let numbers = extended(notes, &source, domain, &range);
            let bins = bins(&source, domain, &numbers);
            let mut steps = quantize::new(numbers, palette(&source, &range, COLORS, reverse));
            steps.bins = bins;
            Scale::Steps(Rc::new(steps))
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
    Scale::Continuous(Rc::new(scale))
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

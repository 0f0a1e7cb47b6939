//! The ranges of scales: the author's, or Vega-Lite's defaults for channel, mark and kind.
//!
//! Source: Vega-Lite, "Scale", "Range"; Vega, "Scales", "Scale Ranges".

use super::scheme::{self, Scheme};
use super::source::Source;
use super::{Room, Scale};
use crate::base::color::Color;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Diagnostic, Result, SpecError, Word, nearest};
use crate::resolve::{Binning, FieldKind, MarkKind, ScaleKind};
use crate::spec::{Bag, Channel};
use std::f64::consts::PI;

/// What the domain is mapped to.
#[derive(Clone, Debug)]
pub enum Range {
    /// Numbers, in order.
    Numbers(Vec<f64>),
    /// Values of any kind, in order.
    Values(Vec<Value>),
    /// The colours of a scheme.
    Scheme {
        /// The scheme.
        scheme: Scheme,
        /// Whether the author gave its colours rather than its name.
        listed: bool,
        /// How many colours are taken of it.
        count: Option<f64>,
        /// The part of it that is used, 0–1.
        extent: Option<[f64; 2]>,
    },
    /// So many pixels for each value of the domain.
    Step(f64),
}

/// The dashes of `strokeDash`.
const DASHES: [&[f64]; 5] =
    [&[1.0, 0.0], &[4.0, 2.0], &[2.0, 1.0], &[1.0, 1.0], &[1.0, 2.0, 4.0, 2.0]];

/// The largest part of a step that the area of a point may take, in length.
const POINT_PART: f64 = 0.95;

/// The range of a scale.
///
/// `values` gives the range `{"field": …}`: the values of that field in the order of the domain.
///
/// # Errors
///
/// A scheme that does not exist, or a named range that the configuration has not.
pub(super) fn decide(source: &Source<'_>, room: &Room<'_>) -> Result<Range> {
    let spec = source.spec;
    if let Some(json) = spec.own.get("range").filter(|json| !json.is_null()) {
        return given(source, room, json);
    }
    let own = |name: &str| spec.own.get(name).filter(|json| !json.is_null());
    if let Some(json) = own("scheme")
        && spec.channel.is_color()
        && !matches!(spec.kind, ScaleKind::Point | ScaleKind::Band | ScaleKind::Identity)
    {
        return of_scheme(source, "scheme", json);
    }
    let mut range = usual(source, room)?;
    let (least, most) = (source.number("rangeMin"), source.number("rangeMax"));
    // The size of a plot by steps is not to be moved.
    let step = if spec.channel == Channel::X { room.width_step } else { room.height_step };
    let stepped = is_discrete(spec.kind) && spec.channel.is_position() && step.is_some();
    let bounded =
        has_continuous_range(spec.kind) || matches!(spec.kind, ScaleKind::Band | ScaleKind::Point);
    if let Range::Numbers(list) = &mut range
        && let [first, last] = &mut list[..]
        && bounded
        && !stepped
    {
        *first = least.unwrap_or(*first);
        *last = most.unwrap_or(*last);
    }
    Ok(range)
}

/// Whether scales of a kind go from a continuous domain to a continuous range.
pub(super) fn has_continuous_range(kind: ScaleKind) -> bool {
    matches!(
        kind,
        ScaleKind::Linear
            | ScaleKind::Log
            | ScaleKind::Pow
            | ScaleKind::Sqrt
            | ScaleKind::Symlog
            | ScaleKind::Time
            | ScaleKind::Utc
    )
}

/// A range that the author or the configuration writes out.
fn given(source: &Source<'_>, room: &Room<'_>, json: &Json) -> Result<Range> {
    let kind = source.spec.kind;
    match json {
        Json::Text(name) => match &**name {
            "width" => Ok(Range::Numbers(vec![0.0, room.width])),
            "height" if is_discrete(kind) => Ok(Range::Numbers(vec![0.0, room.height])),
            "height" => Ok(Range::Numbers(vec![room.height, 0.0])),
            name => named(source, room, name),
        },
        Json::Object(_) if json.get("step").is_some() => {
            let step = source.spec.own.bag("range");
            let step = step.number(&crate::resolve::ParamScope::new(&source.view.params), "step");
            Ok(Range::Step(step.unwrap_or(20.0)))
        }
        Json::Object(_) if json.get("scheme").is_some() => of_scheme(source, "range", json),
        Json::List(_)
        | Json::Rows(_)
        | Json::Object(_)
        | Json::Null
        | Json::Bool(_)
        | Json::Number(_) => {
            let values = match source.value("range") {
                Some(Value::List(list)) => list.to_vec(),
                _ => return usual(source, room),
            };
            Ok(of_values(values, room))
        }
    }
}

/// A list of values, in which `width` and `height` are sizes.
fn of_values(values: Vec<Value>, room: &Room<'_>) -> Range {
    let number = |value: &Value| match value {
        Value::Number(number) | Value::Time(number) => Some(*number),
        Value::Text(text) => match &**text {
            "width" => Some(room.width),
            "height" => Some(room.height),
            _ => None,
        },
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Object(_) => None,
    };
    let mut numbers = Vec::new();
    for value in &values {
        let Some(number) = number(value) else { return Range::Values(values) };
        numbers.push(number);
    }
    Range::Numbers(numbers)
}

/// A range of the configuration, or a scheme.
fn named(source: &Source<'_>, room: &Room<'_>, name: &str) -> Result<Range> {
    let ranges = source.view.config.part("range");
    match ranges.get(name) {
        Some(Json::List(list)) => Ok(of_values(list.iter().map(Json::to_value).collect(), room)),
        Some(json @ (Json::Object(_) | Json::Text(_))) => of_scheme(source, "range", json),
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::Rows(_)) | None => {
            of_scheme(source, "range", &Json::Text(name.into()))
        }
    }
}

/// A scheme: its name, its colours, or an object with `name` (or `scheme`), `count` and `extent`.
fn of_scheme(source: &Source<'_>, property: &str, json: &Json) -> Result<Range> {
    let at = source.spec.own.at(property);
    let scope = crate::resolve::ParamScope::new(&source.view.params);
    let json = &Json::from_value(&crate::spec::bag::evaluate(&at, &scope, json));
    let name = json.get("name").or_else(|| json.get("scheme")).unwrap_or(json);
    if let Some(list) = name.list() {
        let colors = list.iter().filter_map(|json| Color::parse(json.text()?)).collect();
        return Ok(Range::Scheme {
            scheme: Scheme::of_colors(colors),
            listed: true,
            count: None,
            extent: None,
        });
    }
    let Some(name) = name.text() else {
        let kind = SpecError::WrongType { found: json.describe(), expected: "a color scheme" };
        return Err(Diagnostic::error(&at, kind));
    };
    let Some(scheme) = Scheme::named(name) else {
        let nearest = nearest(name, scheme::names()).map(Into::into);
        let kind = SpecError::Unknown { word: Word::Scheme, found: name.clone(), nearest };
        return Err(Diagnostic::error(&at, kind));
    };
    let members = Bag::members(&at, Some(json));
    let extent = members.numbers(&scope, "extent");
    let extent = extent.and_then(|list| Some([*list.first()?, *list.last()?]));
    Ok(Range::Scheme { scheme, listed: false, count: members.number(&scope, "count"), extent })
}

/// Whether scales of a kind have a discrete domain.
pub(super) fn is_discrete(kind: ScaleKind) -> bool {
    matches!(kind, ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal | ScaleKind::BinOrdinal)
}

/// Vega-Lite's default.
fn usual(source: &Source<'_>, room: &Room<'_>) -> Result<Range> {
    let spec = source.spec;
    let config = |name: &str, usual: f64| source.default(name).unwrap_or(usual);
    let (from, to) = match spec.channel {
        Channel::X => (0.0, room.width),
        Channel::Y if is_discrete(spec.kind) => (0.0, room.height),
        Channel::Y => (room.height, 0.0),
        Channel::XOffset | Channel::YOffset => return Ok(Range::Numbers(offset(source, room))),
        Channel::Size => return Ok(size(source, room)),
        Channel::Time => return Ok(Range::Step(1000.0 / config("framesPerSecond", 2.0))),
        Channel::Theta => (0.0, 2.0 * PI),
        Channel::Angle => (0.0, 360.0),
        Channel::Radius => (0.0, room.width.min(room.height) / 2.0),
        Channel::StrokeWidth => (config("minStrokeWidth", 1.0), config("maxStrokeWidth", 4.0)),
        Channel::Opacity | Channel::FillOpacity | Channel::StrokeOpacity => {
            (config("minOpacity", 0.3), config("maxOpacity", 0.8))
        }
        Channel::StrokeDash => {
            let mut values = Vec::new();
            for dash in DASHES {
                values
                    .push(Value::List(dash.iter().map(|length| Value::Number(*length)).collect()));
            }
            return Ok(Range::Values(values));
        }
        Channel::Shape => return named(source, room, "symbol"),
        Channel::Color | Channel::Fill | Channel::Stroke => {
            return named(source, room, color_range(source));
        }
        Channel::X2
        | Channel::Y2
        | Channel::XError
        | Channel::YError
        | Channel::XError2
        | Channel::YError2
        | Channel::Theta2
        | Channel::Radius2
        | Channel::Longitude
        | Channel::Latitude
        | Channel::Longitude2
        | Channel::Latitude2
        | Channel::Text
        | Channel::Tooltip
        | Channel::Href
        | Channel::Url
        | Channel::Description
        | Channel::Detail
        | Channel::Key
        | Channel::Order
        | Channel::Row
        | Channel::Column
        | Channel::Facet
        | Channel::Certainty
        | Channel::Figure => (0.0, 1.0),
    };
    Ok(Range::Numbers(vec![from, to]))
}

/// The name of the configured range of colours.
fn color_range(source: &Source<'_>) -> &'static str {
    let spec = source.spec;
    if spec.kind == ScaleKind::Ordinal {
        if spec.field == Some(FieldKind::Nominal) { "category" } else { "ordinal" }
    } else if spec.own.get("domainMid").is_some() {
        "diverging"
    } else if matches!(spec.mark, MarkKind::Rect | MarkKind::Geoshape) {
        "heatmap"
    } else {
        "ramp"
    }
}

/// The range of sizes, which hangs on the mark.
fn size(source: &Source<'_>, room: &Room<'_>) -> Range {
    let config = |name: &str, usual: f64| source.default(name).unwrap_or(usual);
    let (least, most) = match source.spec.mark {
        MarkKind::Bar | MarkKind::Tick => {
            let most =
                source.default("maxBandSize").unwrap_or_else(|| least_step(source, room) - 1.0);
            (config("minBandSize", 2.0), most)
        }
        MarkKind::Line | MarkKind::Trail | MarkKind::Rule => {
            (config("minStrokeWidth", 1.0), config("maxStrokeWidth", 4.0))
        }
        MarkKind::Text => (config("minFontSize", 8.0), config("maxFontSize", 40.0)),
        MarkKind::Arc
        | MarkKind::Area
        | MarkKind::Circle
        | MarkKind::Geoshape
        | MarkKind::Image
        | MarkKind::Point
        | MarkKind::Rect
        | MarkKind::Square => {
            let length = POINT_PART * least_step(source, room);
            (config("minSize", 4.0), source.default("maxSize").unwrap_or(length * length))
        }
    };
    let count = match source.spec.kind {
        ScaleKind::Quantile => config("quantileCount", 4.0),
        ScaleKind::Quantize => config("quantizeCount", 4.0),
        ScaleKind::Threshold => source
            .spec
            .own
            .get("domain")
            .and_then(Json::list)
            .map_or(3.0, |list| list.len() as f64 + 1.0),
        ScaleKind::Linear
        | ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity
        | ScaleKind::Time
        | ScaleKind::Utc
        | ScaleKind::Band
        | ScaleKind::Point
        | ScaleKind::Ordinal
        | ScaleKind::BinOrdinal => return Range::Numbers(vec![least, most]),
    };
    let count = count.clamp(2.0, 1000.0);
    let step = (most - least) / (count - 1.0);
    let mut numbers = Vec::new();
    for i in 0..count as u32 {
        numbers.push(least + step * f64::from(i));
    }
    Range::Numbers(numbers)
}

/// The lesser step of x and y, in pixels.
fn least_step(source: &Source<'_>, room: &Room<'_>) -> f64 {
    let view = source.view.config.part("view");
    let usual = |size: &str| {
        let own = view.get(size).and_then(|size| size.get("step")).and_then(Json::number);
        own.or_else(|| view.get("step").and_then(Json::number)).unwrap_or(20.0)
    };
    let bin = |channel: Channel, length: f64| {
        let binned = source.has(channel, &|def| def.bin != Binning::None);
        let scale = (room.scale)(channel).filter(|_| binned);
        let bins = scale
            .as_ref()
            .and_then(|scale| scale.bins())
            .map(|bins| length / (bins.len() as f64 - 1.0).max(1.0));
        (room.bin_step)(channel).or(bins)
    };
    let x =
        bin(Channel::X, room.width).or(room.width_step).unwrap_or_else(|| usual("discreteWidth"));
    let y = bin(Channel::Y, room.height)
        .or(room.height_step)
        .unwrap_or_else(|| usual("discreteHeight"));
    x.min(y)
}

/// The range of an offset: the band it is in; around the middle of the plot when there is no position.
fn offset(source: &Source<'_>, room: &Room<'_>) -> Vec<f64> {
    let vertical = source.spec.channel == Channel::YOffset;
    let (position, length) =
        if vertical { (Channel::Y, room.height) } else { (Channel::X, room.width) };
    let upward = vertical && !is_discrete(source.spec.kind);
    let Some(scale) = (room.scale)(position) else {
        let half = if upward { -length } else { length } / 2.0;
        return vec![-half, half];
    };
    if scale.is_time()
        && let Some(within) = within_unit(source, position, &scale)
    {
        return within;
    }
    if upward { vec![scale.bandwidth(), 0.0] } else { vec![0.0, scale.bandwidth()] }
}

/// The range of an offset within the span of a time unit.
///
/// Source: Vega-Lite, `getOffsetRange`: the length of the unit at the start of 2001.
fn within_unit(source: &Source<'_>, position: Channel, scale: &Scale) -> Option<Vec<f64>> {
    let (unit, _) = source.users.first()?;
    let def = unit.channels.iter().find(|def| def.channel == position)?;
    let start = crate::base::calendar::midnight(2001, 0, 1);
    let length =
        scale.number(super::time::end_of_unit(&def.time_unit, start)?) - scale.number(start);
    let padding = source.default("bandWithNestedOffsetPaddingInner").unwrap_or(0.0);
    let usual = unit.mark.props.get("timeUnitBandPosition").and_then(Json::number).unwrap_or(0.5);
    let shift = def.band_position.unwrap_or(usual) - 0.5;
    if padding == 0.0 {
        return Some(vec![0.0, length]);
    }
    Some(vec![(padding / 2.0 + shift) * length, (1.0 - padding / 2.0 + shift) * length])
}

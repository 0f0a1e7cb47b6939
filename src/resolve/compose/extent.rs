//! How wide and high plots are.

use super::{Around, Parts, scale_of};
use crate::base::json::Json;
use crate::error::SpecError;
use crate::resolve::view::{Extent, FieldKind, MarkKind, ScaleKind, ScaleSpec};
use crate::resolve::{Builder, ParamScope};
use crate::spec::bag::evaluate;
use crate::spec::{Channel, Spec};

/// One direction of a plot, and what its steps would be of.
struct Direction {
    channel: Channel,
    /// The kind of the position scale, when there is one.
    scale: Option<ScaleKind>,
    /// Whether that scale has steps.
    steps: bool,
    /// Whether the offset scale has steps.
    offset_steps: bool,
}

impl Direction {
    fn of(builder: &Builder<'_>, channel: Channel, parts: &Parts) -> Self {
        let scale_of = |channel: Channel| {
            let id = scale_of(&parts.open, channel).or_else(|| {
                let axis = parts.axes.iter().find(|axis| axis.channel == channel);
                axis.map(|axis| axis.scale)
            });
            id.and_then(|id| builder.scales.get(builder.scale_id(id)))
        };
        // Bands of a measure have no steps.
        let has_steps = |scale: &ScaleSpec| {
            matches!(scale.kind, ScaleKind::Band | ScaleKind::Point)
                && (scale.binned || scale.field != Some(FieldKind::Quantitative))
        };
        let offset = channel.offset();
        let scale = scale_of(channel);
        Self {
            channel,
            scale: scale.map(|scale| scale.kind),
            steps: scale.is_some_and(has_steps),
            offset_steps: scale_of(offset).is_some_and(has_steps),
        }
    }

    fn step(&self, step: f64, position: bool) -> Extent {
        if self.offset_steps && !position { Extent::OffsetStep(step) } else { Extent::Step(step) }
    }

    /// An extent of the form `{step: 20, for: "position"}`.
    fn of_step(&self, json: &Json) -> Option<Extent> {
        let size = json.get("step").and_then(Json::number)?;
        let position =
            json.get("for").and_then(Json::text).is_some_and(|word| &**word == "position");
        Some(if self.steps { self.step(size, position) } else { Extent::Fixed(size.max(0.0)) })
    }
}

/// How wide or high a plot is. A size that is no number, step or `"container"` is a fault.
pub fn decide(
    builder: &mut Builder<'_>,
    spec: &Spec,
    channel: Channel,
    parts: &Parts,
    around: &Around<'_>,
) -> Extent {
    let [width, height] = around.size;
    let (name, size) = if channel == Channel::X { ("width", width) } else { ("height", height) };
    let direction = Direction::of(builder, channel, parts);
    let usual = usual(builder, &direction, parts);
    let Some(given) = spec.props.get(name).or(size) else { return usual };
    let container = given.text().is_some_and(|word| &**word == "container");
    if container && !around.inside {
        return Extent::Container;
    }
    // A continuous scale has no steps: what asks for them is dropped.
    let dropped = direction.scale.is_some() && !direction.steps;
    if let Some(extent) = direction.of_step(given) {
        return if dropped { usual } else { extent };
    }
    let scope = ParamScope::new(&builder.params);
    if let Some(size) = evaluate(&spec.at, &scope, given).as_number() {
        return Extent::Fixed(size);
    }
    if given.text().is_none() {
        let expected = "a number, a step or \"container\"";
        let kind = SpecError::WrongType { found: given.describe(), expected };
        builder.fail(&spec.props.at(name), kind);
    }
    usual
}

/// The extent that the configuration gives.
fn usual(builder: &Builder<'_>, direction: &Direction, parts: &Parts) -> Extent {
    let view = builder.config.part("view");
    let scope = ParamScope::new(&builder.params);
    let number = |name: &str| view.number(&scope, name);
    let x = direction.channel == Channel::X;
    let (continuous, discrete) = if x {
        ("continuousWidth", "discreteWidth")
    } else {
        ("continuousHeight", "discreteHeight")
    };
    if direction.steps {
        return match view.get(discrete) {
            Some(Json::Number(size)) => Extent::Fixed(*size),
            Some(json) => direction.of_step(json).unwrap_or(Extent::Fixed(300.0)),
            None => direction.step(number("step").unwrap_or(20.0), false),
        };
    }
    let mark = |id: &usize| builder.units.get(*id).map(|unit| unit.mark.kind);
    let arc = parts.units.iter().any(|id| mark(id) == Some(MarkKind::Arc));
    if direction.scale.is_some() || !parts.projections.is_empty() || arc {
        return Extent::Fixed(number(continuous).unwrap_or(300.0));
    }
    let fixed = view.get(discrete).and_then(Json::number);
    Extent::Fixed(fixed.or_else(|| number("step")).unwrap_or(20.0))
}

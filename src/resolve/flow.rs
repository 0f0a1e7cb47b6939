//! The data of a unit: what its encoding does to the table it is given.
//!
//! Order, as in Vega-Lite: parse, time units, bins, aggregate, impute, stack,
//! then rows that cannot be placed are dropped.

mod implicit;

use super::Builder;
use super::view::{
    Binning, Bound, ChannelDef, FieldKind, Flow, FlowId, FlowSource, Invalid, MarkKind, MarkSpec,
    ScaleKind, Sort, Stack, Step, Unit,
};
use crate::base::json::Json;
use crate::error::{Notes, Place, Result};
use crate::spec::template::Gaps;
use crate::spec::transform::Transform;
use crate::spec::{Bag, Spec};
use std::rc::Rc;

/// The tables of a unit.
#[derive(Clone, Copy, Debug)]
pub struct UnitFlows {
    /// Before aggregation: what sorting by a field reads.
    pub raw: FlowId,
    /// What the mark draws.
    pub marks: FlowId,
    /// What domains are taken from.
    pub domains: FlowId,
}

/// What of a unit its implied transforms hang on.
#[derive(Clone, Copy, Debug)]
pub struct Encoding<'a> {
    /// Its mark: paths impute what they stack.
    pub mark: MarkKind,
    /// Its channels.
    pub channels: &'a [ChannelDef],
    /// How it is stacked.
    pub stack: Option<&'a Stack>,
    /// The fields of the facets around it.
    pub facet: &'a [Rc<str>],
}

/// What ends the name of a column of bins in words.
pub const RANGE: &str = "_range";

/// A discrete scale of binned values shows bins in words, in the order of their lower ends.
pub fn name_bins(def: &mut ChannelDef) {
    let Bound::Column(start) = &def.bound else { return };
    if !matches!(def.bin, Binning::Bins(_)) {
        return;
    }
    let start = start.clone();
    if matches!(def.sort, Sort::Ascending | Sort::Descending) {
        let descending = def.sort == Sort::Descending;
        def.sort = Sort::By { field: start.clone(), op: "min".into(), descending, raw: true };
    }
    def.bound = Bound::Column(format!("{start}{RANGE}").into());
}

/// Adds a flow.
pub fn push(builder: &mut Builder<'_>, from: FlowSource, steps: Vec<Step>) -> FlowId {
    builder.flows.push(Flow { from, steps });
    builder.flows.len() - 1
}

/// The flow of a spec's own data and transforms, over the one it is given.
///
/// What is wrong in a transform is a fault.
pub fn of_spec(
    builder: &mut Builder<'_>,
    spec: &Spec,
    given: Option<FlowId>,
    facet: &[Rc<str>],
) -> Option<FlowId> {
    let mut flow = match spec.props.get("data") {
        None => given,
        Some(Json::Null) => None,
        Some(json) => {
            let json = named(builder, json);
            let known = builder.flows.iter().position(|flow| {
                flow.steps.is_empty()
                    && matches!(&flow.from, FlowSource::Data(_, known) if *known == json)
            });
            Some(known.unwrap_or_else(|| {
                push(builder, FlowSource::Data(spec.props.at("data"), json), Vec::new())
            }))
        }
    };
    if let Some(steps) = own(builder, spec, facet) {
        let from = flow.map_or(FlowSource::Single, FlowSource::Flow);
        flow = Some(push(builder, from, steps));
    }
    flow
}

/// The transforms of a spec; what is wrong in one is a fault.
pub fn own(builder: &mut Builder<'_>, spec: &Spec, facet: &[Rc<str>]) -> Option<Vec<Step>> {
    let at = spec.props.at("transform");
    let mut steps = Vec::new();
    for (i, json) in spec.props.get("transform")?.list()?.iter().enumerate() {
        let at = at.child(i);
        let transform = Transform::parse(builder.notes, &at, json);
        add(builder, &mut steps, &at, transform, facet);
    }
    Some(steps)
}

/// Whether a layer's own filters come after the bins of its channels: layers of the same data have the same bins.
#[must_use]
pub fn bins_first(spec: &Spec, encoding: &Bag) -> bool {
    let filters = spec.props.get("transform").and_then(Json::list).unwrap_or_default();
    let cut = |json: &&Json| {
        json.get("bin").is_some_and(|bin| bin.bool() != Some(false) && bin.text().is_none())
    };
    let cuts = || encoding.entries().iter().map(|(_, json)| json).filter(cut);
    let late = |json: &Json| {
        let made = json.get("calculate").and(json.get("as"));
        json.get("filter").is_some() || made.is_some() && cuts().all(|cut| cut.get("field") != made)
    };
    spec.props.get("data").is_none() && filters.iter().all(late) && cuts().next().is_some()
}

/// Adds a transform to the steps of a flow.
fn add(
    builder: &mut Builder<'_>,
    steps: &mut Vec<Step>,
    at: &Place,
    transform: Result<Transform>,
    facet: &[Rc<str>],
) {
    if let Some(mut transform) = builder.keep(transform) {
        transform.add_groupby(facet);
        steps.push(Step::Transform(at.clone(), transform));
    }
}

/// Adds a transform that an encoding implies; what its author should know was noted where it stands.
fn imply(builder: &mut Builder<'_>, steps: &mut Vec<Step>, at: &Place, json: &Json) {
    let transform = Transform::parse(&mut Notes::new(), at, json);
    add(builder, steps, at, transform, &[]);
}

/// A source by name that stands in `datasets` becomes its values.
fn named(builder: &Builder<'_>, json: &Json) -> Json {
    let name = json.get("name").and_then(Json::text);
    match name.and_then(|name| builder.datasets.get(name)) {
        Some(values) if json.get("values").is_none() && json.get("url").is_none() => {
            let mut members = Bag::default();
            members.set("values", values.clone());
            members.set_maybe("format", json.get("format"));
            members.into_json()
        }
        _ => json.clone(),
    }
}

/// The flows of a unit; what is `late` comes after its bins and time units.
///
/// What is wrong in the settings of bins or time units is a fault.
pub fn of_unit(
    builder: &mut Builder<'_>,
    at: &Place,
    given: Option<FlowId>,
    encoding: &Encoding<'_>,
    calculated: Option<Json>,
    late: Vec<Step>,
) -> UnitFlows {
    let channels = encoding.channels;
    let mut steps = parse_steps(channels);
    for json in implicit::cuts(channels, calculated) {
        imply(builder, &mut steps, at, &json);
    }
    for def in channels {
        if let (Binning::Bins(end), Bound::Column(name)) = (&def.bin, &def.bound)
            && let Some(start) = name.strip_suffix(RANGE)
        {
            steps.push(Step::Range(start.into(), end.clone(), name.clone()));
        }
    }
    for def in channels {
        if let (Some(FieldKind::Geojson), Bound::Column(name)) = (def.kind, &def.bound) {
            // Rows without a geometry count nowhere.
            let json = Gaps::default().text("name", name).fill(r#"{"filter": "isValid(@name)"}"#);
            imply(builder, &mut steps, at, &json);
        }
    }
    steps.extend(late);
    let raw = match given {
        Some(id) if steps.is_empty() => id,
        given => push(builder, given.map_or(FlowSource::Single, FlowSource::Flow), steps),
    };
    let mut steps = Vec::new();
    for json in implicit::summaries(encoding) {
        imply(builder, &mut steps, at, &json);
    }
    let main = if steps.is_empty() { raw } else { push(builder, FlowSource::Flow(raw), steps) };
    UnitFlows { raw, marks: main, domains: main }
}

/// Drops rows that the unit's continuous scales cannot place, as its mark asks.
pub fn drop_invalid(
    builder: &mut Builder<'_>,
    mut flows: UnitFlows,
    mark: &MarkSpec,
    channels: &[ChannelDef],
) -> UnitFlows {
    let shown = builder.config.inner("scale", "invalid");
    let mut columns: Vec<Rc<str>> = Vec::new();
    for def in channels {
        let Bound::Column(column) = &def.bound else { continue };
        let Some(scale) = def.scale.and_then(|id| builder.scales.get(id)) else { continue };
        if !counts(def)
            && is_continuous(scale.kind)
            && shown.is_none_or(|shown| shown.get(def.channel.name()).is_none())
            && !columns.contains(column)
        {
            columns.push(column.clone());
        }
    }
    let (marks, domains) = match mark.invalid {
        Invalid::Filter => (true, true),
        Invalid::BreakPathsFilterDomains => (false, true),
        Invalid::BreakPathsShowDomains => (!mark.kind.is_path(), false),
        Invalid::Show => (false, false),
    };
    if !columns.is_empty() && (marks || domains) {
        let flow = push(builder, FlowSource::Flow(flows.marks), vec![Step::Valid(columns)]);
        if marks {
            flows.marks = flow;
        }
        if domains {
            flows.domains = flow;
        }
    }
    flows
}

/// Whether a channel counts rows, whatever they hold.
fn counts(def: &ChannelDef) -> bool {
    ["count", "distinct", "valid", "missing"].contains(&&*def.aggregate)
}

/// Reads fields as times before the transforms that only look at them, where all that come after do.
///
/// Source: Vega-Lite, `MoveParseUp`.
pub fn lift_times(flows: &mut [Flow], units: &[Unit]) {
    for parent in (0..flows.len()).rev() {
        let used = units.iter().any(|unit| unit.flow == parent || unit.raw == parent);
        let children: Vec<&Flow> = flows
            .iter()
            .filter(|flow| matches!(flow.from, FlowSource::Flow(from) if from == parent))
            .collect();
        let looks = |step: &Step| {
            matches!(
                step,
                Step::Transform(
                    _,
                    Transform::Filter(_) | Transform::Window(_) | Transform::JoinAggregate(_)
                )
            )
        };
        let Some(flow) = flows.get(parent).filter(|_| !used && !children.is_empty()) else {
            continue;
        };
        let mut times = Vec::new();
        for step in children.iter().flat_map(|flow| &flow.steps) {
            let Step::Times(field) = step else { continue };
            let made = |step: &Step| {
                if let Step::Transform(_, Transform::Calculate(calculate)) = step {
                    calculate.name == *field
                } else {
                    !looks(step)
                }
            };
            let parses = |flow: &&Flow| {
                flow.steps.iter().any(|step| matches!(step, Step::Times(name) if name == field))
            };
            if !flow.steps.is_empty() && !flow.steps.iter().any(made) && children.iter().all(parses)
            {
                times.push(Step::Times(field.clone()));
            }
        }
        if let Some(flow) = flows.get_mut(parent) {
            flow.steps.splice(0..0, times);
        }
    }
}

/// Whether a scale's domain is continuous.
#[must_use]
pub fn is_continuous(kind: ScaleKind) -> bool {
    match kind {
        ScaleKind::Linear
        | ScaleKind::Log
        | ScaleKind::Pow
        | ScaleKind::Sqrt
        | ScaleKind::Symlog
        | ScaleKind::Identity
        | ScaleKind::Time
        | ScaleKind::Utc
        | ScaleKind::Quantile
        | ScaleKind::Quantize
        | ScaleKind::Threshold => true,
        ScaleKind::Band | ScaleKind::Point | ScaleKind::Ordinal | ScaleKind::BinOrdinal => false,
    }
}

/// Temporal fields are read as times, quantitative ones as numbers where texts stand.
fn parse_steps(channels: &[ChannelDef]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut seen: Vec<Rc<str>> = Vec::new();
    for def in channels {
        if def.field.is_empty() || seen.contains(&def.field) {
            continue;
        }
        let timed = !def.time_unit.is_empty() && !def.time_unit.starts_with("binned");
        match def.kind {
            Some(FieldKind::Temporal) => steps.push(Step::Times(def.field.clone())),
            _ if timed => steps.push(Step::Times(def.field.clone())),
            Some(FieldKind::Quantitative)
                if !counts(def) && !["argmin", "argmax", "values"].contains(&&*def.aggregate) =>
            {
                steps.push(Step::Numbers(def.field.clone()));
            }
            _ => continue,
        }
        seen.push(def.field.clone());
    }
    steps
}

//! The data of a unit: what its encoding does to the table it is given.
//!
//! Order, as in Vega-Lite: parse, time units, bins, aggregate, impute, stack,
//! then rows that cannot be placed are dropped.

use super::view::{
    Binning, Bound, ChannelDef, FieldKind, Flow, FlowId, FlowSource, Invalid, MarkSpec, ScaleKind,
    ScaleSpec, Sort, Stack, Step,
};
use super::{Builder, channel};
use crate::base::json::Json;
use crate::error::{Place, Result};
use crate::spec::transform::Transform;
use crate::spec::{Bag, Channel, Spec};
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
/// # Errors
///
/// What is wrong in a transform.
pub fn of_spec(
    builder: &mut Builder<'_>,
    spec: &Spec,
    given: Option<FlowId>,
    facet: &[Rc<str>],
) -> Result<Option<FlowId>> {
    let mut flow = match spec.props.get("data") {
        None => given,
        Some(Json::Null) => None,
        Some(json) => {
            let at = spec.props.at("data");
            let json = named(builder, json);
            let known = builder.flows.iter().position(|flow| {
                flow.steps.is_empty()
                    && matches!(&flow.from, FlowSource::Data(_, known) if *known == json)
            });
            Some(known.unwrap_or_else(|| push(builder, FlowSource::Data(at, json), Vec::new())))
        }
    };
    if let Some(list) = spec.props.get("transform").and_then(Json::list) {
        let at = spec.props.at("transform");
        let mut steps = Vec::new();
        for (i, json) in list.iter().enumerate() {
            let at = at.child(i);
            let mut transform = Transform::parse(builder.notes, &at, json)?;
            transform.add_groupby(facet);
            steps.push(Step::Transform(at, transform));
        }
        let from = flow.map_or(FlowSource::Single, FlowSource::Flow);
        flow = Some(push(builder, from, steps));
    }
    Ok(flow)
}

/// A source by name that stands in `datasets` becomes its values.
fn named(builder: &Builder<'_>, json: &Json) -> Json {
    let name = json.get("name").and_then(Json::text);
    match name.and_then(|name| builder.datasets.get(name)) {
        Some(values) if json.get("values").is_none() && json.get("url").is_none() => {
            let mut members = vec![("values".into(), values.clone())];
            members.extend(
                json.members()
                    .unwrap_or_default()
                    .iter()
                    .filter(|(key, _)| &**key == "format")
                    .cloned(),
            );
            Json::Object(members)
        }
        _ => json.clone(),
    }
}

/// The flows of a unit.
///
/// # Errors
///
/// What is wrong in the settings of bins or time units.
pub fn of_unit(
    builder: &mut Builder<'_>,
    at: &Place,
    given: Option<FlowId>,
    mark: &MarkSpec,
    channels: &[ChannelDef],
    stack: Option<&Stack>,
    facet: &[Rc<str>],
    calculated: Option<Json>,
) -> Result<UnitFlows> {
    let from = given.map_or(FlowSource::Single, FlowSource::Flow);
    let mut steps = parse_steps(channels);
    for json in calculated.into_iter().chain(unit_transforms(channels, facet)) {
        let transform = Transform::parse(builder.notes, at, &json)?;
        steps.push(Step::Transform(at.clone(), transform));
    }
    for def in channels {
        if let (Binning::Bins(end), Bound::Column(name)) = (&def.bin, &def.bound)
            && let Some(start) = name.strip_suffix(RANGE)
        {
            steps.push(Step::Range(start.into(), end.clone(), name.clone()));
        }
    }
    let raw = match (&from, steps.is_empty()) {
        (FlowSource::Flow(id), true) => *id,
        _ => push(builder, from, steps),
    };
    let mut steps = Vec::new();
    for json in [aggregate(channels, facet)]
        .into_iter()
        .flatten()
        .chain(imputes(mark, channels, stack, facet))
        .chain(stack.map(|stack| stack_json(channels, stack, facet)))
    {
        let transform = Transform::parse(builder.notes, at, &json)?;
        steps.push(Step::Transform(at.clone(), transform));
    }
    let main = if steps.is_empty() { raw } else { push(builder, FlowSource::Flow(raw), steps) };
    Ok(UnitFlows { raw, marks: main, domains: main })
}

/// Drops rows that the unit's continuous scales cannot place, as its mark asks.
pub fn drop_invalid(
    builder: &mut Builder<'_>,
    flows: UnitFlows,
    mark: &MarkSpec,
    channels: &[ChannelDef],
    stack: Option<&Stack>,
    scales: &[ScaleSpec],
) -> UnitFlows {
    let mut columns: Vec<Rc<str>> = Vec::new();
    for def in channels {
        let Bound::Column(column) = &def.bound else { continue };
        let Some(scale) = def.scale.and_then(|id| scales.get(id)) else { continue };
        if &*def.aggregate == "count" || !is_continuous(scale.kind) {
            continue;
        }
        let shown = builder.config.part("scale").bag("invalid").get(def.channel.name()).is_some();
        if shown && mark.invalid != Invalid::Filter {
            continue;
        }
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    let _ = stack;
    if columns.is_empty() {
        return flows;
    }
    let filtered = |builder: &mut Builder<'_>| {
        push(builder, FlowSource::Flow(flows.marks), vec![Step::Valid(columns.clone())])
    };
    match mark.invalid {
        Invalid::Filter => {
            let flow = filtered(builder);
            UnitFlows { marks: flow, domains: flow, ..flows }
        }
        Invalid::BreakPathsFilterDomains => UnitFlows { domains: filtered(builder), ..flows },
        Invalid::BreakPathsShowDomains if !mark.kind.is_path() => {
            UnitFlows { marks: filtered(builder), ..flows }
        }
        Invalid::BreakPathsShowDomains | Invalid::Show => flows,
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
                if !matches!(
                    &*def.aggregate,
                    "min"
                        | "max"
                        | "count"
                        | "distinct"
                        | "valid"
                        | "missing"
                        | "argmin"
                        | "argmax"
                        | "values"
                ) =>
            {
                steps.push(Step::Numbers(def.field.clone()));
            }
            _ => continue,
        }
        seen.push(def.field.clone());
    }
    steps
}

fn text(text: &str) -> Json {
    Json::Text(text.into())
}

fn texts(list: &[Rc<str>]) -> Json {
    Json::List(list.iter().map(|name| Json::Text(name.clone())).collect())
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// Time units and bins, each once.
fn unit_transforms(channels: &[ChannelDef], _facet: &[Rc<str>]) -> Vec<Json> {
    let mut list: Vec<Json> = Vec::new();
    for def in channels {
        let column = channel::column_name(&without_aggregate(&def.def));
        let json = if !def.time_unit.is_empty() && !def.time_unit.starts_with("binned") {
            let unit = def.def.get("timeUnit").cloned().unwrap_or_default();
            object(vec![("timeUnit", unit), ("field", text(&def.field)), ("as", text(&column))])
        } else if let Binning::Bins(end) = &def.bin {
            let bin = def.def.get("bin").cloned().unwrap_or_default();
            let names = Json::List(vec![text(&column), text(end)]);
            object(vec![
                ("bin", with_maxbins(bin, def.channel)),
                ("field", text(&def.field)),
                ("as", names),
            ])
        } else {
            continue;
        };
        if !list.contains(&json) {
            list.push(json);
        }
    }
    list
}

/// Vega-Lite bins rows and columns into at most 6, sizes, colours and shapes too, positions into 10.
fn with_maxbins(bin: Json, channel: Channel) -> Json {
    let small = matches!(
        channel,
        Channel::Row
            | Channel::Column
            | Channel::Size
            | Channel::Color
            | Channel::Fill
            | Channel::Stroke
            | Channel::StrokeWidth
            | Channel::Opacity
            | Channel::FillOpacity
            | Channel::StrokeOpacity
            | Channel::Shape
            | Channel::StrokeDash
    );
    let most = Json::Number(if small { 6.0 } else { 10.0 });
    match bin {
        Json::Object(mut members) => {
            if !members.iter().any(|(key, _)| matches!(&**key, "maxbins" | "step")) {
                members.push(("maxbins".into(), most));
            }
            Json::Object(members)
        }
        _ => object(vec![("maxbins", most)]),
    }
}

fn without_aggregate(def: &Bag) -> Bag {
    let mut def = def.clone();
    def.take("aggregate");
    def
}

/// The columns that a definition groups by.
fn dimensions(def: &ChannelDef, out: &mut Vec<Rc<str>>) {
    let mut add = |name: Rc<str>| {
        if !out.contains(&name) {
            out.push(name);
        }
    };
    if !def.aggregate.is_empty() {
        return;
    }
    for (_, bound) in &def.cases {
        if let Bound::Column(name) = bound {
            add(name.clone());
        }
    }
    let Bound::Column(name) = &def.bound else { return };
    add(name.clone());
    if let Binning::Bins(end) = &def.bin {
        add(channel::column_name(&def.def));
        add(end.clone());
    }
    if !def.time_unit.is_empty() && !def.time_unit.starts_with("binned") {
        add(format!("{name}_end").into());
    }
}

/// The implicit aggregation, when a channel asks for one.
fn aggregate(channels: &[ChannelDef], facet: &[Rc<str>]) -> Option<Json> {
    if channels.iter().all(|def| def.aggregate.is_empty()) {
        return None;
    }
    let mut groupby: Vec<Rc<str>> = facet.to_vec();
    let mut measures: Vec<Json> = Vec::new();
    let mut add = |measure: Json| {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    };
    for def in channels {
        dimensions(def, &mut groupby);
        if def.aggregate.is_empty() {
            continue;
        }
        if &*def.aggregate == "count" {
            add(object(vec![("op", text("count")), ("as", text("__count"))]));
            continue;
        }
        if let Some(Json::Object(members)) = def.def.get("aggregate")
            && let Some((op, by)) = members.first()
        {
            let by = by.text().map_or("", |by| by);
            add(object(vec![
                ("op", text(op)),
                ("field", text(by)),
                ("as", text(&format!("{op}_{by}"))),
            ]));
            continue;
        }
        let field = channel::column_name(&without_aggregate(&def.def));
        let name = channel::column_name(&def.def);
        add(object(vec![
            ("op", text(&def.aggregate)),
            ("field", text(&field)),
            ("as", text(&name)),
        ]));
        let unaggregated = def
            .def
            .get("scale")
            .and_then(|scale| scale.get("domain"))
            .and_then(Json::text)
            .is_some_and(|domain| &**domain == "unaggregated");
        if unaggregated {
            for op in ["min", "max"] {
                add(object(vec![
                    ("op", text(op)),
                    ("field", text(&field)),
                    ("as", text(&format!("{op}_{field}"))),
                ]));
            }
        }
    }
    Some(object(vec![("aggregate", Json::List(measures)), ("groupby", texts(&groupby))]))
}

/// The fields that part the paths of a line or area: those of its non-position channels.
fn path_groups(channels: &[ChannelDef], facet: &[Rc<str>]) -> Vec<Rc<str>> {
    let mut names: Vec<Rc<str>> = facet.to_vec();
    for def in channels {
        let parts = def.channel.is_color()
            || matches!(
                def.channel,
                Channel::Detail
                    | Channel::Opacity
                    | Channel::FillOpacity
                    | Channel::StrokeOpacity
                    | Channel::StrokeWidth
                    | Channel::StrokeDash
                    | Channel::Shape
                    | Channel::Size
                    | Channel::Key
            );
        if parts
            && def.aggregate.is_empty()
            && let Bound::Column(name) = &def.bound
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

/// What is imputed: what x or y asks for, and zeros in stacked paths.
fn imputes(
    mark: &MarkSpec,
    channels: &[ChannelDef],
    stack: Option<&Stack>,
    facet: &[Rc<str>],
) -> Vec<Json> {
    let mut list = Vec::new();
    let column = |channel: Channel| {
        channels.iter().find(|def| def.channel == channel).and_then(|def| match &def.bound {
            Bound::Column(name) => Some(name.clone()),
            _ => None,
        })
    };
    for (channel, other) in [(Channel::X, Channel::Y), (Channel::Y, Channel::X)] {
        let Some(def) = channels.iter().find(|def| def.channel == channel) else { continue };
        let (Some(field), Some(key), Some(impute)) =
            (column(channel), column(other), def.def.get("impute"))
        else {
            continue;
        };
        let Some(settings) = impute.members() else { continue };
        let mut members = vec![
            ("impute", text(&field)),
            ("key", text(&key)),
            ("groupby", texts(&path_groups(channels, facet))),
        ];
        members.extend(settings.iter().map(|(name, value)| (&**name, value.clone())));
        list.push(object(members));
    }
    if let Some(stack) = stack
        && mark.kind.is_path()
        && let Some(field) = column(stack.channel)
    {
        let dimension = match stack.channel {
            Channel::X => column(Channel::Y),
            Channel::Y => column(Channel::X),
            _ => None,
        };
        let off =
            channels.iter().any(|def| def.channel == stack.channel && def.def.is_off("impute"));
        if let (Some(key), false) = (dimension, off) {
            let mut groupby = facet.to_vec();
            groupby.extend(stack.by.iter().cloned());
            let members = vec![
                ("impute", text(&field)),
                ("key", text(&key)),
                ("groupby", texts(&groupby)),
                ("method", text("value")),
                ("value", Json::Number(0.0)),
            ];
            list.push(object(members));
        }
    }
    list
}

/// The stack transform: ordered by the order channel, else by the parting fields, last first.
fn stack_json(channels: &[ChannelDef], stack: &Stack, facet: &[Rc<str>]) -> Json {
    let field = channels
        .iter()
        .find(|def| def.channel == stack.channel)
        .and_then(
            |def| if let Bound::Column(name) = &def.bound { Some(name.clone()) } else { None },
        )
        .unwrap_or_else(|| "".into());
    let mut groupby: Vec<Rc<str>> = Vec::new();
    let sides: &[Channel] = match stack.channel {
        Channel::X => &[Channel::Y, Channel::YOffset],
        Channel::Y => &[Channel::X, Channel::XOffset],
        Channel::Theta => &[Channel::Radius],
        _ => &[Channel::Theta],
    };
    for def in channels.iter().filter(|def| sides.contains(&def.channel)) {
        let mut names = Vec::new();
        dimensions(def, &mut names);
        groupby.extend(names.into_iter().filter(|name| *name != field));
    }
    groupby.extend(facet.iter().cloned());
    let item =
        |field: &str, order: &str| object(vec![("field", text(field)), ("order", text(order))]);
    let mut sort: Vec<Json> = Vec::new();
    for def in channels.iter().filter(|def| def.channel == Channel::Order) {
        if let Bound::Column(name) = &def.bound {
            sort.push(item(name, def.def.word("sort").map_or("ascending", |order| order)));
        }
    }
    if sort.is_empty() {
        let usual = if stack.channel == Channel::Y { "descending" } else { "ascending" };
        let order = channels.iter().find(|def| def.channel == Channel::Order);
        let order = order.and_then(|def| def.def.word("sort")).map_or(usual, |order| order);
        sort = stack.by.iter().map(|name| item(name, order)).collect();
    }
    object(vec![
        ("stack", text(&field)),
        ("groupby", texts(&groupby)),
        ("offset", text(&stack.offset)),
        ("sort", Json::List(sort)),
        ("as", Json::List(vec![text(&stack.start), text(&stack.end)])),
    ])
}

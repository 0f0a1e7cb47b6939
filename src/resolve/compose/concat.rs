//! Concatenations, and what all containers share: their grid, the legends they take over.

use super::{Around, Built, is_shared, node, share};
use crate::base::json::Json;
use crate::resolve::view::{GridAlign, GridSpec, LegendSpec, Node, NodeKind, ScaleId};
use crate::resolve::{Builder, flow, legend, scale, title};
use crate::spec::bag::evaluate;
use crate::spec::{Channel, ConcatFlow, Spec};

/// How the children of a container stand, by its own settings and those of its part of the configuration.
pub fn grid(builder: &Builder<'_>, spec: &Spec, part: &str, columns: usize) -> GridSpec {
    let scope = crate::resolve::ParamScope::new(&builder.params);
    let setting = |name: &str| spec.props.get(name).or_else(|| builder.config.inner(part, name));
    let pair = |name: &str, usual: f64| match setting(name) {
        Some(Json::Number(both)) => (*both, *both),
        Some(json) => {
            let of = |lane: &str| json.get(lane).and_then(Json::number);
            let whole = evaluate(&spec.at, &scope, json).as_number().unwrap_or(usual);
            (of("row").unwrap_or(whole), of("column").unwrap_or(whole))
        }
        None => (usual, usual),
    };
    let align = |json: Option<&Json>, lane: &str| {
        let word =
            json.and_then(|json| json.text().or_else(|| json.get(lane).and_then(Json::text)));
        match word.map(|word| &**word) {
            Some("none") => GridAlign::None,
            Some("each") => GridAlign::Each,
            _ => GridAlign::All,
        }
    };
    let center = |lane: &str| match setting("center") {
        Some(Json::Bool(both)) => *both,
        Some(json) => json.get(lane).and_then(Json::bool).unwrap_or(false),
        None => false,
    };
    let columns = setting("columns")
        .and_then(Json::number)
        .map_or(columns, |columns| columns.max(0.0) as usize);
    let usual = if part == "concat" { Some(Json::Text("each".into())) } else { None };
    let align_given = setting("align").or(usual.as_ref());
    GridSpec {
        columns,
        spacing: pair("spacing", 20.0),
        align: (align(align_given, "row"), align(align_given, "column")),
        center: (center("row"), center("column")),
        flush: spec.props.word("bounds").is_some_and(|bounds| &**bounds == "flush"),
    }
}

/// Children in a row, a column, or rows of so many.
pub fn decide(
    builder: &mut Builder<'_>,
    spec: &Spec,
    flow: ConcatFlow,
    children: &[Spec],
    around: &Around<'_>,
) -> Built {
    let table = flow::of_spec(builder, spec, around.flow, around.facet);
    let around = Around { flow: table, inside: true, size: [None; 2], ..*around };
    let mut open = Vec::new();
    let mut nodes = Vec::new();
    let mut legends = Vec::new();
    let mut all = Vec::new();
    for child in children {
        all.push(node(builder, child, &around));
    }
    let apart = conflicts(builder, &all);
    for mut built in all {
        for (channel, id) in std::mem::take(&mut built.open) {
            if apart.contains(&channel) {
                built.node.scales.push(id);
                continue;
            }
            let usual = !(channel.is_position()
                || matches!(
                    channel,
                    Channel::XOffset | Channel::YOffset | Channel::Theta | Channel::Radius
                ));
            share(builder, spec, &mut open, &mut built.node.scales, channel, id, usual);
        }
        lift_legends(builder, spec, &mut built.node, &mut legends, &|channel| {
            !(channel.is_position() || matches!(channel, Channel::Theta | Channel::Radius))
        });
        nodes.push(built.node);
    }
    let mut grid = grid(builder, spec, "concat", 0);
    match flow {
        ConcatFlow::Horizontal => grid.columns = 0,
        ConcatFlow::Vertical => grid.columns = 1,
        ConcatFlow::Wrapped => {}
    }
    let node = Node {
        at: spec.at.clone(),
        kind: NodeKind::Concat(nodes),
        scales: Vec::new(),
        axes: Vec::new(),
        legends,
        title: title::of(builder, spec, true),
        grid,
    };
    Built { node, open }
}

/// The channels whose scales cannot all be one: then each child has its own.
fn conflicts(builder: &Builder<'_>, all: &[Built]) -> Vec<Channel> {
    let open = || all.iter().flat_map(|built| &built.open);
    let kind = |id: ScaleId| builder.scales.get(builder.scale_id(id)).map(|scale| scale.kind);
    let mut channels = Vec::new();
    for (channel, id) in open() {
        let first = open().find(|(known, _)| known == channel).map(|(_, id)| *id);
        if let (Some(a), Some(b)) = (first.and_then(kind), kind(*id))
            && !scale::compatible(a, b)
        {
            channels.push(*channel);
        }
    }
    channels
}

/// Moves to the container those legends whose scales it shares.
pub fn lift_legends(
    builder: &mut Builder<'_>,
    spec: &Spec,
    node: &mut Node,
    into: &mut Vec<LegendSpec>,
    usual: &dyn Fn(Channel) -> bool,
) {
    for legend in std::mem::take(&mut node.legends) {
        let channel = legend.def.channel;
        let usual = usual(channel);
        let shared = !legend.scales.iter().any(|(_, id)| node.scales.contains(id))
            && is_shared(spec, "scale", channel, usual)
            && is_shared(spec, "legend", channel, usual);
        if shared && !legend.apart {
            legend::add(builder, into, legend, false);
        } else {
            node.legends.push(legend);
        }
    }
}

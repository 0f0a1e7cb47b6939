//! The transforms that an encoding implies, as the author could have written them.

use crate::base::json::Json;
use crate::resolve::channel;
use crate::resolve::flow::Encoding;
use crate::resolve::view::{Binning, Bound, ChannelDef, Stack};
use crate::spec::{Bag, Channel};
use std::rc::Rc;

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
pub fn cuts(channels: &[ChannelDef]) -> Vec<Json> {
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
    let Json::Object(mut members) = bin else { return object(vec![("maxbins", most)]) };
    if !members.iter().any(|(key, _)| matches!(&**key, "maxbins" | "step")) {
        members.push(("maxbins".into(), most));
    }
    Json::Object(members)
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
pub fn aggregate(channels: &[ChannelDef], facet: &[Rc<str>]) -> Option<Json> {
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
            let Some(by) = by.text() else {
                // An operation with a number: `{"exponential": 0.5}`.
                let name = channel::column_name(&def.def);
                let op = Json::Object(members.clone());
                add(object(vec![("op", op), ("field", text(&def.field)), ("as", text(&name))]));
                continue;
            };
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

/// The column that a channel reads.
fn column_of(channels: &[ChannelDef], channel: Channel) -> Option<Rc<str>> {
    channels.iter().find(|def| def.channel == channel)?.bound.column().cloned()
}

/// What is imputed: what x or y asks for, and zeros in stacked paths.
pub fn imputes(encoding: &Encoding<'_>) -> Vec<Json> {
    let Encoding { mark, channels, stack, facet } = *encoding;
    let mut list = Vec::new();
    let column = |channel| column_of(channels, channel);
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
        && mark.is_path()
        && let Some(field) = column(stack.channel)
    {
        let dimension = if stack.channel == Channel::X {
            column(Channel::Y)
        } else if stack.channel == Channel::Y {
            column(Channel::X)
        } else {
            None
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
pub fn stack(channels: &[ChannelDef], stack: &Stack, facet: &[Rc<str>]) -> Json {
    let field = column_of(channels, stack.channel).unwrap_or_else(|| "".into());
    let mut groupby: Vec<Rc<str>> = Vec::new();
    let sides: &[Channel] = if stack.channel == Channel::X {
        &[Channel::Y, Channel::YOffset]
    } else if stack.channel == Channel::Y {
        &[Channel::X, Channel::XOffset]
    } else if stack.channel == Channel::Theta {
        &[Channel::Radius]
    } else {
        &[Channel::Theta]
    };
    for def in channels.iter().filter(|def| sides.contains(&def.channel)) {
        let mut names = Vec::new();
        dimensions(def, &mut names);
        // What is imputed has the start of its time unit only.
        let end = |name: &Rc<str>| !def.time_unit.is_empty() && name.ends_with("_end");
        groupby.extend(names.into_iter().filter(|name| *name != field && !end(name)));
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

//! The transforms that an encoding implies, as the author could have written them.

use crate::base::json::Json;
use crate::resolve::channel;
use crate::resolve::flow::Encoding;
use crate::resolve::view::{Binning, Bound, ChannelDef, Stack};
use crate::spec::template::Gaps;
use crate::spec::{Bag, Channel};
use std::rc::Rc;

/// What is calculated first, then time units and bins, each once.
pub fn cuts(channels: &[ChannelDef], calculated: Option<Json>) -> Vec<Json> {
    let mut list: Vec<Json> = Vec::new();
    list.extend(calculated);
    for def in channels {
        let mut gaps = Gaps::default();
        gaps.text("field", &def.field);
        gaps.text("as", &channel::column_name(&without_aggregate(&def.def)));
        if !def.time_unit.is_empty() && !def.time_unit.starts_with("binned") {
            gaps.maybe("unit", def.def.get("timeUnit"));
            add(&mut list, gaps.fill(r#"{"timeUnit": "$unit", "field": "$field", "as": "$as"}"#));
        } else if let Binning::Bins(end) = &def.bin {
            gaps.json("bin", with_maxbins(def)).text("end", end);
            add(
                &mut list,
                gaps.fill(r#"{"bin": "$bin", "field": "$field", "as": ["$as", "$end"]}"#),
            );
        }
    }
    list
}

/// Adds what is not there yet.
fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Vega-Lite bins rows and columns into at most 6, sizes, colours and shapes too, positions into 10.
fn with_maxbins(def: &ChannelDef) -> Json {
    let small = matches!(
        def.channel,
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
    let mut bin = def.def.bag("bin");
    if bin.get("maxbins").is_none() && bin.get("step").is_none() {
        bin.set("maxbins", Json::Number(if small { 6.0 } else { 10.0 }));
    }
    bin.into_json()
}

fn without_aggregate(def: &Bag) -> Bag {
    let mut def = def.clone();
    def.take("aggregate");
    def
}

/// The columns that a definition groups by.
fn dimensions(def: &ChannelDef, out: &mut Vec<Rc<str>>) {
    if !def.aggregate.is_empty() {
        return;
    }
    for (_, bound) in &def.cases {
        if let Bound::Column(name) = bound {
            add(out, name.clone());
        }
    }
    let Bound::Column(name) = &def.bound else { return };
    add(out, name.clone());
    if let Binning::Bins(end) = &def.bin {
        add(out, channel::column_name(&def.def));
        add(out, end.clone());
    }
    if !def.time_unit.is_empty() && !def.time_unit.starts_with("binned") {
        add(out, format!("{name}_end").into());
    }
}

/// The transforms that aggregate, impute and stack, in this order.
pub fn summaries(encoding: &Encoding<'_>) -> Vec<Json> {
    let mut list = Vec::new();
    aggregate(&mut list, encoding);
    imputes(&mut list, encoding);
    if let Some(by) = encoding.stack {
        list.push(stack(encoding, by));
    }
    list
}

/// The implicit aggregation, when a channel asks for one.
fn aggregate(list: &mut Vec<Json>, encoding: &Encoding<'_>) {
    const MEASURE: &str = r#"{"op": "$op", "field": "$field", "as": "$as"}"#;
    let mut groupby: Vec<Rc<str>> = encoding.facet.to_vec();
    let mut measures: Vec<Json> = Vec::new();
    for def in encoding.channels {
        dimensions(def, &mut groupby);
        if def.aggregate.is_empty() {
            continue;
        }
        if &*def.aggregate == "count" {
            add(&mut measures, Gaps::default().fill(r#"{"op": "count", "as": "__count"}"#));
            continue;
        }
        let mut gaps = Gaps::default();
        gaps.text("op", &def.aggregate).text("as", &channel::column_name(&def.def));
        if let Some(op @ Json::Object(_)) = def.def.get("aggregate") {
            match op.get(&def.aggregate).and_then(Json::text) {
                Some(by) => gaps.text("field", by).make("as", "\"$op_$field\""),
                // An operation with a number: `{"exponential": 0.5}`.
                None => gaps.json("op", op.clone()).text("field", &def.field),
            };
            add(&mut measures, gaps.fill(MEASURE));
            continue;
        }
        gaps.text("field", &channel::column_name(&without_aggregate(&def.def)));
        add(&mut measures, gaps.fill(MEASURE));
        let domain = def.def.inner("scale", "domain").and_then(Json::text);
        if domain.is_some_and(|domain| &**domain == "unaggregated") {
            for &op in &["min", "max"] {
                add(&mut measures, gaps.text("op", op).make("as", "\"$op_$field\"").fill(MEASURE));
            }
        }
    }
    if !measures.is_empty() {
        let mut gaps = Gaps::default();
        gaps.json("all", Json::List(measures)).texts("groupby", &groupby);
        list.push(gaps.fill(r#"{"aggregate": "$all", "groupby": "$groupby"}"#));
    }
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
fn column_of(channels: &[ChannelDef], channel: Channel) -> Option<&Rc<str>> {
    channel::find(channels, channel)?.bound.column()
}

/// What is imputed: what x or y asks for, and zeros in stacked paths.
fn imputes(list: &mut Vec<Json>, encoding: &Encoding<'_>) {
    let Encoding { mark, channels, stack, facet } = *encoding;
    const SIDES: [(Channel, Channel); 2] = [(Channel::X, Channel::Y), (Channel::Y, Channel::X)];
    for &(side, other) in &SIDES {
        let Some(def) = channel::find(channels, side) else { continue };
        let (Some(field), Some(key)) = (def.bound.column(), column_of(channels, other)) else {
            continue;
        };
        let mut gaps = Gaps::default();
        gaps.text("field", field).text("key", key).texts("groupby", &path_groups(channels, facet));
        if let Some(settings @ Json::Object(_)) = def.def.get("impute") {
            let usual = gaps.fill(r#"{"impute": "$field", "key": "$key", "groupby": "$groupby"}"#);
            let mut step = Bag::members(&def.at, Some(&usual));
            step.fill_in(Some(settings));
            list.push(step.into_json());
        }
        if let Some(stack) = stack
            && stack.channel == side
            && mark.is_path()
            && !def.def.is_off("impute")
        {
            gaps.texts("groupby", &[facet, &stack.by].concat());
            list.push(gaps.fill(
                r#"{"impute": "$field", "key": "$key", "groupby": "$groupby", "method": "value", "value": 0}"#,
            ));
        }
    }
}

/// The stack transform: ordered by the order channel, else by the parting fields, last first.
fn stack(encoding: &Encoding<'_>, stack: &Stack) -> Json {
    let channels = encoding.channels;
    let field = column_of(channels, stack.channel).cloned().unwrap_or_default();
    let (side, offset) = stack.channel.across();
    let mut groupby: Vec<Rc<str>> = Vec::new();
    for def in channels {
        if def.channel != side && def.channel != offset {
            continue;
        }
        let mut names = Vec::new();
        dimensions(def, &mut names);
        for name in names {
            // What is imputed has the start of its time unit only.
            if name != field && (def.time_unit.is_empty() || !name.ends_with("_end")) {
                groupby.push(name);
            }
        }
    }
    groupby.extend(encoding.facet.iter().cloned());
    let mut gaps = Gaps::default();
    let mut sort: Vec<Json> = Vec::new();
    let mut item = |field: &str, order: &str| {
        gaps.text("field", field).text("order", order);
        sort.push(gaps.fill(r#"{"field": "$field", "order": "$order"}"#));
    };
    let mut order = if stack.channel == Channel::Y { "descending" } else { "ascending" };
    let mut ordered = false;
    for def in channels {
        if def.channel == Channel::Order {
            let given = def.def.word("sort").map(|order| &**order);
            if let Bound::Column(name) = &def.bound {
                item(name, given.unwrap_or("ascending"));
                ordered = true;
            }
            order = given.unwrap_or(order);
        }
    }
    if !ordered {
        for name in &stack.by {
            item(name, order);
        }
    }
    let mut gaps = Gaps::default();
    gaps.text("field", &field).texts("groupby", &groupby).text("offset", &stack.offset);
    gaps.json("sort", Json::List(sort)).text("start", &stack.start).text("end", &stack.end);
    gaps.fill(
        r#"{"stack": "$field", "groupby": "$groupby", "offset": "$offset", "sort": "$sort", "as": ["$start", "$end"]}"#,
    )
}

//! Tables so long that their columns stay where the caller has them.
//!
//! Scales want only the extremes of such columns, so two rows stand in for all: the least and
//! the greatest value of each. What is drawn of them refers to the columns.

use crate::data::{Column, Table};
use crate::resolve::{
    Bound, ChannelDef, FieldKind, FlowId, FlowSource, MarkKind, Node, NodeKind, ScaleKind, Step,
    Unit, View, expression,
};
use crate::scale::Frames;
use crate::scene::many::{Look, Many, Numbers, Points};
use crate::scene::{Items, Mark, Role};
use crate::spec::Channel;
use crate::spec::transform::{LookupFrom, Transform};
use std::rc::Rc;

/// A table is far when it has at least so many rows.
pub const LONG: usize = 4096;

/// A column by its name.
pub type Named = (Rc<str>, Rc<dyn Numbers>);

/// A table whose columns are elsewhere.
#[derive(Clone, Debug)]
pub struct Far {
    columns: Vec<Named>,
    /// The flows that have its rows.
    flows: Vec<FlowId>,
    /// The columns of x and y that units draw, with their points.
    points: Vec<([Rc<str>; 2], Rc<Points>)>,
}

impl Far {
    /// The columns of a named source, and the table that stands in for them. `None` when the view
    /// does more with them than to draw lines, circles and squares along plain scales, when a
    /// number is missing, or when lines would have to be sorted: then the columns have to be here.
    #[must_use]
    pub fn new(view: &View, name: &str, columns: &[Named]) -> Option<(Self, Table)> {
        let flows = flows(view, name)?;
        let mut far = Self { columns: columns.to_vec(), flows, points: Vec::new() };
        let mut table = Table::default();
        for unit in view.units.iter().filter(|unit| far.flows.contains(&unit.flow)) {
            let names = plain(view, unit)?;
            let points = match far.points.iter().find(|(known, _)| *known == names) {
                Some((_, points)) => points.clone(),
                None => {
                    let [x, y] = [&names[0], &names[1]].map(|name| far.column(name));
                    let points = Rc::new(Points::new(x?, y?)?);
                    far.points.push((names.clone(), points.clone()));
                    points
                }
            };
            if unit.mark.kind == MarkKind::Line && points.pyramid.is_none() {
                return None;
            }
            for (name, extent) in names.iter().zip([points.x_extent, points.y_extent]) {
                table.set(name, Column::Number(extent.into())).ok()?;
            }
        }
        for (name, column) in columns {
            if table.column(name).is_none() {
                let mut ends = [0.0; 2];
                column.read(0, &mut ends[..1]);
                column.read(column.count().checked_sub(1)?, &mut ends[1..]);
                table.set(name, Column::Number(ends.into())).ok()?;
            }
        }
        (!far.points.is_empty()).then_some((far, table))
    }

    fn column(&self, name: &str) -> Option<Rc<dyn Numbers>> {
        self.columns.iter().find(|(known, _)| **known == *name).map(|(_, column)| column.clone())
    }

    /// The tables of a view with only this row where a flow has the far one's; `None` when this flow has not.
    #[must_use]
    pub fn row(&self, tables: &[Table], flow: FlowId, row: u32) -> Option<Vec<Table>> {
        if !self.flows.contains(&flow) {
            return None;
        }
        let mut tables = tables.to_vec();
        let table = tables.get_mut(flow)?;
        let mut one = Table::default();
        for (name, stand) in table.columns() {
            let mut number = [f64::NAN];
            if let Some(column) = self.column(name).filter(|it| (row as usize) < it.count()) {
                column.read(row as usize, &mut number);
            }
            let times = matches!(stand, Column::Time(_));
            let column =
                if times { Column::Time(number.into()) } else { Column::Number(number.into()) };
            one.set(name, column).ok()?;
        }
        *table = one;
        Some(tables)
    }

    /// What was drawn of the rows that stand in becomes what all rows look like.
    pub fn fill(&self, view: &View, frames: &Frames<'_>, frame: usize, marks: &mut [Mark]) {
        for mark in marks.iter_mut().filter(|mark| mark.role == Role::Data) {
            let Some(unit) = view.units.get(mark.unit) else { continue };
            if !self.flows.contains(&unit.flow) {
                continue;
            }
            if let Some(many) = self.many(view, frames, frame, unit, &mark.items) {
                mark.items = Items::Many(many);
            }
        }
    }

    fn many(
        &self,
        view: &View,
        frames: &Frames<'_>,
        frame: usize,
        unit: &Unit,
        items: &Items,
    ) -> Option<Many> {
        let names = plain(view, unit)?;
        let (_, points) = self.points.iter().find(|(known, _)| *known == names)?;
        let (look, first) = match items {
            Items::Lines(list) => {
                let line = list.first()?;
                (Look::Line(line.clone()), *line.points.first()?)
            }
            Items::Symbols(list) => {
                let symbol = list.first()?;
                (Look::Symbol(symbol.clone()), [symbol.x, symbol.y])
            }
            Items::Rects(_)
            | Items::Areas(_)
            | Items::Trails(_)
            | Items::Arcs(_)
            | Items::Rules(_)
            | Items::Texts(_)
            | Items::Images(_)
            | Items::Geos(_)
            | Items::Many(_) => return None,
        };
        // The first row that stands in has the least values; its place has all offsets in it.
        let scale = |channel: Channel, value: f64, place: f64| {
            let scale = frames.scale(frame, def(unit, channel)?.scale?)?;
            let (low, high) = scale.domain_extent()?;
            let slope = (scale.number(high) - scale.number(low)) / (high - low);
            slope.is_finite().then_some([value, place, slope])
        };
        Some(Many {
            x: scale(Channel::X, points.x_extent[0], first[0])?,
            y: scale(Channel::Y, points.y_extent[0], first[1])?,
            points: points.clone(),
            look: Box::new(look),
        })
    }
}

fn def(unit: &Unit, channel: Channel) -> Option<&ChannelDef> {
    unit.channels.iter().find(|def| def.channel == channel)
}

/// The flows that have the rows of a source as they are; `None` when something else is done with them.
fn flows(view: &View, name: &str) -> Option<Vec<FlowId>> {
    let mut flows: Vec<FlowId> = Vec::new();
    for (id, flow) in view.flows.iter().enumerate() {
        let looks_up = |step: &Step| {
            if let Step::Transform(_, Transform::Lookup(lookup)) = step
                && let LookupFrom::Data { data, .. } = &lookup.from
            {
                names(data, name)
            } else {
                false
            }
        };
        if flow.steps.iter().any(looks_up) {
            return None;
        }
        let has = match &flow.from {
            // Nothing but the name: no format.
            FlowSource::Data(_, json) if names(json, name) => {
                if json.members().is_none_or(|members| members.len() != 1) {
                    return None;
                }
                true
            }
            FlowSource::Flow(parent) => flows.contains(parent),
            FlowSource::Data(..) | FlowSource::Single => false,
        };
        if has {
            let keeps =
                |step: &Step| matches!(step, Step::Times(_) | Step::Numbers(_) | Step::Valid(_));
            if !flow.steps.iter().all(keeps) {
                return None;
            }
            flows.push(id);
        }
    }
    (!facets(&view.root)).then_some(flows)
}

fn names(json: &crate::base::json::Json, name: &str) -> bool {
    json.get("name").and_then(|json| json.text()).is_some_and(|own| **own == *name)
}

fn facets(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Plot(_) => false,
        NodeKind::Concat(nodes) => nodes.iter().any(facets),
        NodeKind::Facet(..) => true,
    }
}

/// The columns of x and y of a unit that draws every row alike, at its place along plain scales.
fn plain(view: &View, unit: &Unit) -> Option<[Rc<str>; 2]> {
    let mark = &unit.mark;
    // What bends a line, parts it or orders it, and what may differ from row to row.
    let odd = ["interpolate", "strokeDash", "order", "shape", "angle"];
    let fits = match mark.kind {
        MarkKind::Line => !mark.filled && mark.vertical,
        MarkKind::Circle | MarkKind::Square => mark.filled,
        MarkKind::Arc
        | MarkKind::Area
        | MarkKind::Bar
        | MarkKind::Geoshape
        | MarkKind::Image
        | MarkKind::Point
        | MarkKind::Rect
        | MarkKind::Rule
        | MarkKind::Text
        | MarkKind::Tick
        | MarkKind::Trail => false,
    };
    let varies = mark.own.entries().iter().any(|(_, json)| expression(json).is_some());
    if !fits
        || varies
        || unit.stack.is_some()
        || odd.iter().any(|name| mark.props.get(name).is_some())
    {
        return None;
    }
    let mut names: [Option<Rc<str>>; 2] = [None, None];
    for def in &unit.channels {
        let fixed = matches!(def.bound, Bound::Value(_)) && def.cases.is_empty();
        if def.channel == Channel::X {
            names[0] = placed(view, def);
        } else if def.channel == Channel::Y {
            names[1] = placed(view, def);
        } else if def.channel == Channel::Order || !(fixed || def.channel == Channel::Tooltip) {
            return None;
        }
    }
    let [x, y] = names;
    Some([x?, y?])
}

/// The column of a position that a straight scale gives.
fn placed(view: &View, def: &ChannelDef) -> Option<Rc<str>> {
    let known = ["domain", "domainMin", "domainMax", "nice", "zero", "padding", "type", "reverse"];
    let measured = matches!(def.kind, Some(FieldKind::Quantitative | FieldKind::Temporal));
    let whole = def.aggregate.is_empty() && def.time_unit.is_empty() && def.cases.is_empty();
    let config = view.config.part("scale");
    let bent = ["clamp", "round"].iter().any(|name| config.get(name).is_some());
    let scale = view.scales.get(def.scale?)?;
    let straight = matches!(scale.kind, ScaleKind::Linear | ScaleKind::Time | ScaleKind::Utc)
        && scale.own.entries().iter().all(|(name, _)| known.contains(&&**name))
        && scale
            .own
            .get("domain")
            .is_none_or(|json| json.list().is_some_and(|list| list.len() == 2));
    let column = def.bound.column().filter(|column| *column == &def.field);
    column.filter(|_| measured && whole && straight && !bent).cloned()
}

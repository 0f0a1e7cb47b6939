//! The scene: marks, guides, and the place of everything.

use super::grid::{Cell, place};
use super::header::{self, Beside};
use super::{GuideScope, Layout, axis, legend, title};
use crate::base::geometry::{Bounds, Point, Size};
use crate::base::sort;
use crate::base::value::Value;
use crate::resolve::Channel;
use crate::resolve::{AxisSpec, Facet, FacetField, NodeKind, Plot};
use crate::scene::{Frame, Ink, Lane, Mark, Paint, Panel, Rect, Scene, Side, Source, bounds};
use std::rc::Rc;

/// Puts the marks of all plots (by frame) together with their guides.
#[must_use]
pub fn arrange(layout: &Layout<'_>, mut marks: Vec<Vec<Mark>>) -> Scene {
    let mut root = panel(layout, 0, &mut marks);
    let view = layout.view;
    let around = bounds::panel(layout.measure, &root);
    let [left, top, right, bottom] = view.padding;
    let plot = root.size;
    let (mut origin, mut size) = (
        Point::new(left - around.x0.min(0.0), top - around.y0.min(0.0)),
        Size::new(
            around.x1.max(plot.width) - around.x0.min(0.0),
            around.y1.max(plot.height) - around.y0.min(0.0),
        ),
    );
    if !view.autosize.pad {
        origin = Point::new(left, top);
        size = plot;
    }
    // Whole pixels, so that lines of one pixel stay sharp.
    root.origin = Point::new(origin.x.ceil(), origin.y.ceil());
    let size = Size::new(size.width.ceil() + left + right, size.height.ceil() + top + bottom);
    Scene {
        size,
        background: view.background,
        name: view.name.clone(),
        description: view.description.clone(),
        root,
    }
}

/// The panel of a frame, its own plot area (or first child's corner) at 0, 0.
fn panel(layout: &Layout<'_>, index: usize, marks: &mut Vec<Vec<Mark>>) -> Panel {
    let Some(frame) = layout.frames.list.get(index) else { return Panel::default() };
    let mut panel = match &frame.node.kind {
        NodeKind::Plot(plot) => plot_panel(layout, index, plot, marks),
        NodeKind::Concat(_) => container(layout, index, marks),
        NodeKind::Facet(facet, _) => facet_panel(layout, index, facet, marks),
    };
    panel.cell = frame.cell;
    legends(layout, index, &mut panel);
    if let Some(spec) = &frame.node.title {
        let inner = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
        let around = bounds::panel(layout.measure, &panel).union(&inner);
        let group = matches!(frame.node.kind, NodeKind::Plot(_));
        panel.title = Some(title::build(layout, spec, inner, around, group));
    }
    panel
}

fn plot_panel(layout: &Layout<'_>, index: usize, plot: &Plot, marks: &mut [Vec<Mark>]) -> Panel {
    let frame = &layout.frames.list[index];
    let size = frame.size;
    let mut panel =
        Panel { is_plot: true, size, frame: background(layout, plot, size), ..Panel::default() };
    let mut outward = [0.0_f64; 4];
    let empty =
        !frame.keys.is_empty() && plot.units.iter().all(|unit| is_empty(layout, index, *unit));
    for spec in frame.node.axes.iter().filter(|_| !empty) {
        let (Some(scale), across) = scales(layout, index, spec) else { continue };
        let (mut axis, grid) = axis::build(layout, spec, scale, across, size);
        panel.grids.extend(grid);
        if let Some(axis) = &mut axis {
            stack_outward(layout, axis, &mut outward, size, spec);
        }
        panel.axes.extend(axis);
    }
    if let Some(own) = marks.get_mut(index) {
        panel.marks = std::mem::take(own);
    }
    panel
}

/// Whether a unit has no rows in a frame.
fn is_empty(layout: &Layout<'_>, frame: usize, unit: usize) -> bool {
    let Some(unit) = layout.view.units.get(unit) else { return true };
    let rows = layout.frames.rows(frame, layout.tables, unit.raw);
    rows.is_some_and(|rows| rows.is_empty())
}

/// The scales of an axis: its own, and the one across for the length of grid lines.
fn scales<'a>(
    layout: &'a Layout<'_>,
    frame: usize,
    spec: &AxisSpec,
) -> (Option<&'a Rc<crate::scale::Scale>>, Option<&'a Rc<crate::scale::Scale>>) {
    let scale = layout.frames.scale(frame, spec.scale);
    (scale, spec.across.and_then(|id| layout.frames.scale(frame, id)))
}

/// A second axis on a side stands outside of the first.
fn stack_outward(
    layout: &Layout<'_>,
    axis: &mut crate::scene::Axis,
    outward: &mut [f64; 4],
    size: Size,
    spec: &AxisSpec,
) {
    let side = axis.orient as usize;
    let given = spec.look.get("offset").is_some();
    let before = outward.get(side).copied().unwrap_or(0.0);
    if before > 0.0 && !given {
        let (dx, dy) = match axis.orient {
            Side::Bottom => (0.0, before),
            Side::Top => (0.0, -before),
            Side::Left => (-before, 0.0),
            Side::Right => (before, 0.0),
        };
        axis.offset += before;
        shift_axis(axis, dx, dy);
    }
    let around = bounds::axis(layout.measure, axis);
    let reach = match axis.orient {
        Side::Bottom => around.y1 - size.height,
        Side::Top => -around.y0,
        Side::Left => -around.x0,
        Side::Right => around.x1 - size.width,
    };
    if let Some(slot) = outward.get_mut(side) {
        *slot = slot.max(reach.ceil() + 2.0);
    }
}

/// Moves all items of an axis.
pub fn shift_axis(axis: &mut crate::scene::Axis, dx: f64, dy: f64) {
    let rules = axis.domain.iter_mut().chain(axis.ticks.iter_mut());
    for rule in rules {
        rule.x += dx;
        rule.x2 += dx;
        rule.y += dy;
        rule.y2 += dy;
    }
    let texts = axis.labels.iter_mut().map(|label| &mut label.text).chain(axis.title.iter_mut());
    for text in texts {
        text.x += dx;
        text.y += dy;
    }
}

/// The background of a plot area.
fn background(layout: &Layout<'_>, plot: &Plot, size: Size) -> Option<Frame> {
    let scope = GuideScope { view: layout.view, datum: Value::Null, size };
    let look = &plot.view;
    let ink = |name: &str| look.color(&scope, name).filter(|color| color.a > 0.0).map(Ink::Color);
    let number = |name: &str, usual: f64| look.number(&scope, name).unwrap_or(usual);
    let paint = Paint {
        fill: ink("fill"),
        stroke: ink("stroke"),
        opacity: number("opacity", 1.0),
        fill_opacity: number("fillOpacity", 1.0),
        stroke_opacity: number("strokeOpacity", 1.0),
        stroke_width: number("strokeWidth", 1.0),
        dash: look.numbers(&scope, "strokeDash").unwrap_or_default(),
        ..Paint::default()
    };
    if paint.fill.is_none() && paint.stroke.is_none() {
        return None;
    }
    let radius = number("cornerRadius", 0.0);
    Some(Frame {
        rect: Rect {
            width: size.width,
            height: size.height,
            radii: [radius; 4],
            paint: Rc::new(paint),
            source: Source::none(),
            ..Rect::default()
        },
    })
}

/// Children in a grid; the container's size is that of all their plot areas.
fn container(layout: &Layout<'_>, index: usize, marks: &mut Vec<Vec<Mark>>) -> Panel {
    let frame = &layout.frames.list[index];
    let mut children: Vec<Panel> =
        frame.children.iter().map(|child| panel(layout, *child, marks)).collect();
    let cells: Vec<Cell> = children.iter().map(|child| cell(layout, child)).collect();
    let points = place(&frame.node.grid, &cells);
    let mut size = Size::default();
    for (child, point) in children.iter_mut().zip(points) {
        child.origin = point;
        size.width = size.width.max(point.x + child.size.width);
        size.height = size.height.max(point.y + child.size.height);
    }
    Panel { size, panels: children, ..Panel::default() }
}

fn cell(layout: &Layout<'_>, child: &Panel) -> Cell {
    let inner = Bounds::new(0.0, 0.0, child.size.width, child.size.height);
    let around = bounds::panel(layout.measure, child).union(&inner);
    let around = Bounds {
        x0: around.x0.floor(),
        y0: around.y0.floor(),
        x1: around.x1.ceil(),
        y1: around.y1.ceil(),
    };
    Cell { at: child.cell.unwrap_or_default(), around, size: child.size }
}

/// The cells of a facet, the axes that its rows and columns share, and its headers.
fn facet_panel(
    layout: &Layout<'_>,
    index: usize,
    facet: &Facet,
    marks: &mut Vec<Vec<Mark>>,
) -> Panel {
    let frame = &layout.frames.list[index];
    let wrapped = facet.wrap.as_ref();
    let mut children: Vec<Panel> =
        frame.children.iter().map(|child| panel(layout, *child, marks)).collect();
    if let Some(field) = wrapped {
        for (child, value) in children.iter_mut().zip(&frame.lanes[0]) {
            wrap_label(layout, field, value, child);
        }
    }
    let cells: Vec<Cell> = children.iter().map(|child| cell(layout, child)).collect();
    let points = place(&frame.node.grid, &cells);
    let mut size = Size::default();
    for (child, point) in children.iter_mut().zip(points) {
        child.origin = point;
        size.width = size.width.max(point.x + child.size.width);
        size.height = size.height.max(point.y + child.size.height);
    }
    let mut panel = Panel { size, panels: children, ..Panel::default() };
    shared_axes(layout, index, &mut panel);
    headers(layout, index, facet, &mut panel);
    panel
}

/// The label of a wrapped facet's cell is the cell's title.
fn wrap_label(layout: &Layout<'_>, field: &FacetField, value: &Value, child: &mut Panel) {
    let inner = Bounds::new(0.0, 0.0, child.size.width, child.size.height);
    let around = bounds::panel(layout.measure, child).union(&inner);
    let beside = Beside { lane: Lane::Column(0), span: (0.0, child.size.width), edge: around.y0 };
    let Some(label) = header::label(layout, field, value, false, beside) else { return };
    let anchor = match label.text.style.align {
        crate::scene::Align::Left => crate::scene::Anchor::Start,
        crate::scene::Align::Center => crate::scene::Anchor::Middle,
        crate::scene::Align::Right => crate::scene::Anchor::End,
    };
    child.title = Some(crate::scene::Title {
        orient: label.orient,
        anchor,
        text: label.text,
        subtitle: None,
    });
}

/// The cells of each row (or column) of a container.
fn lane_of(panel: &Panel, lane: Lane) -> impl Iterator<Item = &Panel> {
    panel.panels.iter().filter(move |child| match (lane, child.cell) {
        (Lane::Row(row), Some((own, _))) => own == row,
        (Lane::Column(column), Some((_, own))) => own == column,
        (_, None) => false,
    })
}

/// The axes that a facet shares: one for each column (x) or row (y) of cells, beside the outermost cell.
fn shared_axes(layout: &Layout<'_>, index: usize, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let count = |pick: fn((usize, usize)) -> usize| {
        panel
            .panels
            .iter()
            .filter_map(|child| child.cell)
            .map(pick)
            .map(|at| at + 1)
            .max()
            .unwrap_or(0)
    };
    let (rows, columns) = (count(|cell| cell.0), count(|cell| cell.1));
    let mut axes = Vec::new();
    for spec in &frame.node.axes {
        let x = spec.channel == Channel::X;
        for i in 0..if x { columns } else { rows } {
            let lane = if x { Lane::Column(i) } else { Lane::Row(i) };
            // The outermost cell on the axis' side.
            let far = |child: &&Panel| if x { child.origin.y } else { child.origin.x };
            let mut cells: Vec<&Panel> = lane_of(panel, lane).collect();
            sort::by(&mut cells, |a, b| far(a).total_cmp(&far(b)));
            let outer = match spec.orient {
                Side::Bottom | Side::Right => cells.last(),
                Side::Top | Side::Left => cells.first(),
            };
            let Some(cell) = outer else { continue };
            // Every column has an axis under its lowest cell; the container's edge is the same for all.
            let edge = panel.size;
            let Some(scale) = layout.frames.scale(index, spec.scale) else { continue };
            let (Some(mut axis), _) = axis::build(layout, spec, scale, None, cell.size) else {
                continue;
            };
            let (dx, dy) = match spec.orient {
                Side::Bottom => (cell.origin.x, cell.origin.y),
                Side::Top => (cell.origin.x, 0.0),
                Side::Left => (0.0, cell.origin.y),
                Side::Right => (edge.width - cell.size.width, cell.origin.y),
            };
            shift_axis(&mut axis, dx, dy);
            axis.lane = Some(lane);
            axes.push(axis);
        }
    }
    panel.axes = axes;
}

/// Labels of rows and columns, then the names of their fields, further out.
fn headers(layout: &Layout<'_>, index: usize, facet: &Facet, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let fields = [(facet.row.as_ref(), 0, true), (facet.column.as_ref(), 1, false)];
    for (field, which, row) in fields {
        let Some(field) = field else { continue };
        let side = header::side(layout, field, row, false);
        let edge = edge_of(layout, panel, side);
        for (i, value) in frame.lanes[which].iter().enumerate() {
            let lane = if row { Lane::Row(i) } else { Lane::Column(i) };
            let span = lane_of(panel, lane).fold(None, |span: Option<(f64, f64)>, child| {
                let (low, high) = if row {
                    (child.origin.y, child.origin.y + child.size.height)
                } else {
                    (child.origin.x, child.origin.x + child.size.width)
                };
                Some(span.map_or((low, high), |span| (span.0.min(low), span.1.max(high))))
            });
            let Some(span) = span else { continue };
            panel.headers.extend(header::label(
                layout,
                field,
                value,
                row,
                Beside { lane, span, edge },
            ));
        }
    }
    let titles =
        [(facet.row.as_ref(), true), (facet.column.as_ref(), false), (facet.wrap.as_ref(), false)];
    for (field, row) in titles {
        let Some(field) = field else { continue };
        let side = header::side(layout, field, row, true);
        let edge = edge_of(layout, panel, side);
        let lane = if row { Lane::Row(0) } else { Lane::Column(0) };
        let span = match side {
            Side::Left | Side::Right => (0.0, panel.size.height),
            Side::Top | Side::Bottom => (0.0, panel.size.width),
        };
        panel.headers.extend(header::title(layout, field, row, Beside { lane, span, edge }));
    }
}

/// How far a container reaches on a side, from its first child's corner.
fn edge_of(layout: &Layout<'_>, panel: &Panel, side: Side) -> f64 {
    let inner = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
    let around = bounds::panel(layout.measure, panel).union(&inner);
    match side {
        Side::Top => around.y0,
        Side::Bottom => around.y1,
        Side::Left => around.x0,
        Side::Right => around.x1,
    }
}

/// Legends around a panel: those of a side under each other (or beside), in corners inside the plot.
fn legends(layout: &Layout<'_>, index: usize, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let inner = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
    let around = bounds::panel(layout.measure, panel).union(&inner);
    let mut next: Vec<(Rc<str>, f64)> = Vec::new();
    for spec in &frame.node.legends {
        let Some(mut legend) = legend::build(layout, spec, index) else { continue };
        let scope = GuideScope { view: layout.view, datum: Value::Null, size: panel.size };
        let number = |name: &str, usual: f64| spec.look.number(&scope, name).unwrap_or(usual);
        let offset = number("offset", 18.0);
        let orient = legend.orient.clone();
        let before = next.iter().find(|(known, _)| *known == orient).map_or(0.0, |(_, at)| *at);
        let (width, height) = (legend.size.width, legend.size.height);
        let (low_x, high_x) = (offset, inner.x1 - offset - width);
        let (low_y, high_y) = (offset + before, inner.y1 - offset - height - before);
        legend.origin = match &*orient {
            "left" => Point::new(around.x0 - offset - width, before),
            "top" => Point::new(before, around.y0 - offset - height),
            "bottom" => Point::new(before, around.y1 + offset),
            "top-left" => Point::new(low_x, low_y),
            "top-right" => Point::new(high_x, low_y),
            "bottom-left" => Point::new(low_x, high_y),
            "bottom-right" => Point::new(high_x, high_y),
            "none" => Point::new(number("legendX", 0.0), number("legendY", 0.0)),
            _ => Point::new(around.x1 + offset, before),
        };
        let along = if matches!(&*orient, "top" | "bottom") { width } else { height };
        let at = before + along + offset;
        match next.iter_mut().find(|(known, _)| *known == orient) {
            Some((_, slot)) => *slot = at,
            None => next.push((orient, at)),
        }
        panel.legends.push(legend);
    }
}

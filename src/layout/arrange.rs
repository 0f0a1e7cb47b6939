//! The scene: marks, guides, and the place of everything.

use super::grid::{Cell, place};
use super::header::{self, Beside};
use super::{Layout, axis, legend, title};
use crate::base::geometry::{Bounds, Point, Size};
use crate::base::value::Value;
use crate::resolve::Channel;
use crate::resolve::{AxisSpec, Facet, FacetField, NodeKind, Plot};
use crate::scene::{Frame, Ink, Lane, Mark, Paint, Panel, Rect, Scene, Side, Title, bounds};
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
    let (mut panel, group) = match &frame.node.kind {
        NodeKind::Plot(plot) => (plot_panel(layout, index, plot, marks), true),
        NodeKind::Concat(_) => (container(layout, index, None, marks), false),
        NodeKind::Facet(facet, _) => {
            let mut panel = container(layout, index, facet.wrap.as_ref(), marks);
            shared_axes(layout, index, &mut panel);
            headers(layout, index, facet, &mut panel);
            (panel, false)
        }
    };
    panel.cell = frame.cell;
    legends(layout, index, &mut panel);
    if let Some(spec) = &frame.node.title {
        let around = around(layout, &panel);
        panel.title = Some(title::build(layout, spec, area(&panel), around, group));
    }
    panel
}

/// The plot area of a panel, from its own corner.
fn area(panel: &Panel) -> Bounds {
    Bounds::new(0.0, 0.0, panel.size.width, panel.size.height)
}

/// The box of a panel with all that belongs to it, from the corner of its plot area.
fn around(layout: &Layout<'_>, panel: &Panel) -> Bounds {
    bounds::panel(layout.measure, panel).union(&area(panel))
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
    let guide = layout.guide(&plot.view, size);
    let ink = |name: &str| {
        guide.look.color(&guide.scope, name).filter(|color| color.a > 0.0).map(Ink::Color)
    };
    let (fill, stroke) = (ink("fill"), ink("stroke"));
    if fill.is_none() && stroke.is_none() {
        return None;
    }
    let paint = Paint {
        fill,
        stroke,
        opacity: guide.number("opacity", 1.0),
        fill_opacity: guide.number("fillOpacity", 1.0),
        stroke_opacity: guide.number("strokeOpacity", 1.0),
        stroke_width: guide.number("strokeWidth", 1.0),
        dash: guide.look.numbers(&guide.scope, "strokeDash").unwrap_or_default(),
        ..Paint::default()
    };
    let mut rect = Rect::guide((0.0, 0.0), (size.width, size.height), paint);
    rect.radii = [guide.number("cornerRadius", 0.0); 4];
    Some(Frame { rect })
}

/// Children in a grid; the container's size is that of all their plot areas.
/// Each cell of a wrapped facet has its label.
fn container(
    layout: &Layout<'_>,
    index: usize,
    wrap: Option<&FacetField>,
    marks: &mut Vec<Vec<Mark>>,
) -> Panel {
    let frame = &layout.frames.list[index];
    let (mut children, mut cells) = (Vec::new(), Vec::new());
    for (i, child) in frame.children.iter().enumerate() {
        let mut child = panel(layout, *child, marks);
        if let (Some(field), Some(value)) = (wrap, frame.lanes[0].get(i)) {
            wrap_label(layout, field, value, &mut child);
        }
        cells.push(cell(layout, &child));
        children.push(child);
    }
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
    let Bounds { x0, y0, x1, y1 } = around(layout, child);
    let around = Bounds { x0: x0.floor(), y0: y0.floor(), x1: x1.ceil(), y1: y1.ceil() };
    Cell { at: child.cell.unwrap_or_default(), around, size: child.size }
}

/// The label of a wrapped facet's cell is the cell's title.
fn wrap_label(layout: &Layout<'_>, field: &FacetField, value: &Value, child: &mut Panel) {
    let edge = around(layout, child).y0;
    let beside = Beside { lane: Lane::Column(0), span: (0.0, child.size.width), edge };
    let Some(label) = header::label(layout, field, value, false, beside) else { return };
    let anchor = layout.guide(&field.header, child.size).anchor("labelAnchor");
    child.title = Some(Title { orient: label.orient, anchor, text: label.text, subtitle: None });
}

/// The `i`th row, or column.
fn lane(row: bool, i: usize) -> Lane {
    if row { Lane::Row(i) } else { Lane::Column(i) }
}

/// The cells of a row (or column) of a container.
fn lane_of(panel: &Panel, row: bool, i: usize) -> Vec<&Panel> {
    let mut cells = Vec::new();
    for child in &panel.panels {
        if child.cell.is_some_and(|(own, column)| i == if row { own } else { column }) {
            cells.push(child);
        }
    }
    cells
}

/// The axes that a facet shares: one for each column (x) or row (y) of cells, beside the outermost cell.
fn shared_axes(layout: &Layout<'_>, index: usize, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let mut axes = Vec::new();
    for spec in &frame.node.axes {
        let Some(scale) = layout.frames.scale(index, spec.scale) else { continue };
        let row = spec.channel != Channel::X;
        // The outermost cell on the axis' side.
        let far = |child: &Panel| if row { child.origin.x } else { child.origin.y };
        let last = matches!(spec.orient, Side::Bottom | Side::Right);
        for i in 0.. {
            let mut outer: Option<&Panel> = None;
            for cell in lane_of(panel, row, i) {
                let further = outer.is_none_or(|outer| {
                    if last { far(cell) >= far(outer) } else { far(cell) < far(outer) }
                });
                if further {
                    outer = Some(cell);
                }
            }
            let Some(cell) = outer else { break };
            let (Some(mut axis), _) = axis::build(layout, spec, scale, None, cell.size) else {
                continue;
            };
            // As in Vega, at the container's edge, even below a column that ends before it.
            let (dx, dy) = match spec.orient {
                Side::Bottom => (cell.origin.x, panel.size.height - cell.size.height),
                Side::Top => (cell.origin.x, 0.0),
                Side::Left => (0.0, cell.origin.y),
                Side::Right => (panel.size.width - cell.size.width, cell.origin.y),
            };
            shift_axis(&mut axis, dx, dy);
            axis.lane = Some(lane(row, i));
            axes.push(axis);
        }
    }
    panel.axes = axes;
}

/// Labels of rows and columns, then the names of their fields, further out.
fn headers(layout: &Layout<'_>, index: usize, facet: &Facet, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let fields = [(&facet.row, true), (&facet.column, false), (&facet.wrap, false)];
    for ((field, row), values) in fields.iter().zip(&frame.lanes) {
        let Some(field) = field else { continue };
        let edge = edge_of(layout, panel, header::side(layout, field, *row, false));
        for (i, value) in values.iter().enumerate() {
            let mut span: Option<(f64, f64)> = None;
            for child in lane_of(panel, *row, i) {
                let (low, length) = if *row {
                    (child.origin.y, child.size.height)
                } else {
                    (child.origin.x, child.size.width)
                };
                let (from, to) = span.unwrap_or((low, low + length));
                span = Some((from.min(low), to.max(low + length)));
            }
            let Some(span) = span else { continue };
            let beside = Beside { lane: lane(*row, i), span, edge };
            panel.headers.extend(header::label(layout, field, value, *row, beside));
        }
    }
    for (field, row) in fields {
        let Some(field) = field else { continue };
        let side = header::side(layout, field, row, true);
        let edge = edge_of(layout, panel, side);
        let upright = matches!(side, Side::Left | Side::Right);
        let span = (0.0, if upright { panel.size.height } else { panel.size.width });
        panel.headers.extend(header::title(
            layout,
            field,
            row,
            Beside { lane: lane(row, 0), span, edge },
        ));
    }
}

/// How far a container reaches on a side, from its first child's corner.
fn edge_of(layout: &Layout<'_>, panel: &Panel, side: Side) -> f64 {
    let around = around(layout, panel);
    match side {
        Side::Top => around.y0,
        Side::Bottom => around.y1,
        Side::Left => around.x0,
        Side::Right => around.x1,
    }
}

/// Where legends stand; any other word is the right.
const ORIENTS: [&str; 8] =
    ["left", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right", "none"];

/// Legends around a panel: those of a side under each other (or beside), in corners inside the plot.
fn legends(layout: &Layout<'_>, index: usize, panel: &mut Panel) {
    let frame = &layout.frames.list[index];
    let around = around(layout, panel);
    let mut next = [0.0; ORIENTS.len() + 1];
    for spec in &frame.node.legends {
        let Some(mut legend) = legend::build(layout, spec, index) else { continue };
        let guide = layout.guide(&spec.look, panel.size);
        let offset = guide.number("offset", 18.0);
        let orient = guide.which("orient", &ORIENTS);
        let Some(slot) = next.get_mut(orient) else { continue };
        let (width, height, before) = (legend.size.width, legend.size.height, *slot);
        let (low_x, high_x) = (offset, panel.size.width - offset - width);
        let (low_y, high_y) = (offset + before, panel.size.height - offset - height - before);
        let (x, y) = match orient {
            0 => (around.x0 - offset - width, before),
            1 => (before, around.y0 - offset - height),
            2 => (before, around.y1 + offset),
            3 => (low_x, low_y),
            4 => (high_x, low_y),
            5 => (low_x, high_y),
            6 => (high_x, high_y),
            7 => (guide.number("legendX", 0.0), guide.number("legendY", 0.0)),
            _ => (around.x1 + offset, before),
        };
        legend.origin = Point::new(x, y);
        *slot = before + if matches!(orient, 1 | 2) { width } else { height } + offset;
        panel.legends.push(legend);
    }
}

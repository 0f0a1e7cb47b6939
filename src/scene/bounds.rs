//! The boxes around items, guides and panels, as layout needs them.
//!
//! Source: vega-scenegraph's `bound` of each mark: strokes count with half
//! their width, pointed corners with the miter limit's share.

use super::item::{Items, Mark, Rect, Rule, Symbol, SymbolShape, Text};
use super::many::Look;
use super::outline;
use super::style::{Cap, Join, Paint};
use super::{Axis, Grid, Header, Label, Legend, LegendBody, Panel, Scene, Title};
use crate::base::font::Measure;
use crate::base::geometry::{Bounds, Segment};
use crate::base::svg_path;

/// How far a stroke reaches over the outline; 0 when there is none. `pointed` is
/// whether the outline may have corners that are not right angles.
///
/// Vega grants a pointed corner the miter limit of 4: twice the width.
#[must_use]
pub fn reach(paint: &Paint, pointed: bool) -> f64 {
    if paint.stroke.is_none() || paint.opacity == 0.0 || paint.stroke_opacity == 0.0 {
        return 0.0;
    }
    let half = paint.stroke_width / 2.0;
    let cap = if paint.cap == Cap::Square { std::f64::consts::SQRT_2 * half } else { half };
    if pointed && paint.join == Join::Miter { cap.max(4.0 * half) } else { cap }
}

/// The box of a rectangle with its stroke.
#[must_use]
pub fn rect(rect: &Rect) -> Bounds {
    let box_ = Bounds::new(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
    box_.grown(reach(&rect.paint, false))
}

/// The box of a straight line with its stroke.
#[must_use]
pub fn rule(rule: &Rule) -> Bounds {
    Bounds::new(rule.x, rule.y, rule.x2, rule.y2).grown(reach(&rule.paint, false))
}

/// The box of a symbol with its stroke.
#[must_use]
pub fn symbol(symbol: &Symbol) -> Bounds {
    let by = reach(&symbol.paint, true);
    if symbol.shape == SymbolShape::Circle {
        let radius = outline::symbol::radius(symbol.size) + by;
        let (x, y) = (symbol.x, symbol.y);
        return Bounds { x0: x - radius, y0: y - radius, x1: x + radius, y1: y + radius };
    }
    svg_path::bounds(&outline::symbol::outline(symbol)).grown(by)
}

/// The box of a text as it stands, turned and cut to its limit.
#[must_use]
pub fn text(measure: &dyn Measure, text: &Text) -> Bounds {
    super::text::bounds(measure, text)
}

fn outlined(path: &[Segment], paint: &Paint) -> Bounds {
    svg_path::bounds(path).grown(reach(paint, true))
}

/// The box of one item of a mark; empty when there is no such item.
#[must_use]
pub fn item(measure: &dyn Measure, items: &Items, index: usize) -> Bounds {
    let found = match items {
        Items::Rects(list) => list.get(index).map(rect),
        Items::Symbols(list) => list.get(index).map(symbol),
        Items::Lines(list) => {
            list.get(index).map(|item| outlined(&outline::line(item), &item.paint))
        }
        Items::Areas(list) => {
            list.get(index).map(|item| outlined(&outline::area(item), &item.paint))
        }
        Items::Trails(list) => {
            list.get(index).map(|item| outlined(&outline::trail::outline(item), &item.paint))
        }
        Items::Arcs(list) => {
            list.get(index).map(|item| outlined(&outline::arc::outline(item), &item.paint))
        }
        Items::Rules(list) => list.get(index).map(rule),
        Items::Texts(list) => list.get(index).map(|item| text(measure, item)),
        Items::Images(list) => list
            .get(index)
            .map(|item| Bounds::new(item.x, item.y, item.x + item.width, item.y + item.height)),
        Items::Geos(list) => list.get(index).map(|item| outlined(&item.path, &item.paint)),
        Items::Many(many) => {
            let [[x0, y0], [x1, y1]] = many.corners();
            let by = match &*many.look {
                Look::Line(line) => reach(&line.paint, true),
                Look::Symbol(symbol) => {
                    outline::symbol::radius(symbol.size) + reach(&symbol.paint, true)
                }
            };
            Some(Bounds::new(x0, y0, x1, y1).grown(by))
        }
    };
    found.filter(|b| !(b.x0 + b.y0 + b.x1 + b.y1).is_nan()).unwrap_or(Bounds::EMPTY)
}

/// How many items a mark has.
#[must_use]
pub fn count(items: &Items) -> usize {
    match items {
        Items::Rects(list) => list.len(),
        Items::Symbols(list) => list.len(),
        Items::Lines(list) => list.len(),
        Items::Areas(list) => list.len(),
        Items::Trails(list) => list.len(),
        Items::Arcs(list) => list.len(),
        Items::Rules(list) => list.len(),
        Items::Texts(list) => list.len(),
        Items::Images(list) => list.len(),
        Items::Geos(list) => list.len(),
        Items::Many(_) => 1,
    }
}

/// The box around all items of a mark, not cut off at the plot area.
#[must_use]
pub fn mark(measure: &dyn Measure, mark: &Mark) -> Bounds {
    let each = (0..count(&mark.items)).map(|index| item(measure, &mark.items, index));
    each.fold(Bounds::EMPTY, |all, one| all.union(&one))
}

fn label(measure: &dyn Measure, label: &Label) -> Bounds {
    if label.shown { text(measure, &label.text) } else { Bounds::EMPTY }
}

/// The box of an axis with its labels and title; labels that are not shown do not count.
#[must_use]
pub fn axis(measure: &dyn Measure, axis: &Axis) -> Bounds {
    let mut out = Bounds::EMPTY;
    for line in axis.domain.iter().chain(&axis.ticks) {
        out = out.union(&rule(line));
    }
    for one in &axis.labels {
        out = out.union(&label(measure, one));
    }
    axis.title.iter().fold(out, |out, title| out.union(&text(measure, title)))
}

/// The box of grid lines.
#[must_use]
pub fn grid(grid: &Grid) -> Bounds {
    grid.lines.iter().fold(Bounds::EMPTY, |out, line| out.union(&rule(line)))
}

/// The box of a legend, in the panel's coordinates.
#[must_use]
pub fn legend(measure: &dyn Measure, legend: &Legend) -> Bounds {
    let mut out = Bounds::new(0.0, 0.0, legend.size.width, legend.size.height);
    if let Some(frame) = &legend.frame {
        out = out.union(&rect(&frame.rect));
    }
    if let Some(title) = &legend.title {
        out = out.union(&text(measure, title));
    }
    out.union(&legend_body(measure, &legend.body)).moved(legend.origin.x, legend.origin.y)
}

/// The box of what a legend shows, without title and frame, from the legend's own corner.
#[must_use]
pub fn legend_body(measure: &dyn Measure, body: &LegendBody) -> Bounds {
    let mut out = Bounds::EMPTY;
    match body {
        LegendBody::Symbols(entries) => {
            for entry in entries {
                out = out.union(&symbol(&entry.symbol)).union(&text(measure, &entry.label));
            }
        }
        LegendBody::Gradient { bar, labels, .. } => {
            out = out.union(&rect(bar));
            for (_, one) in labels {
                out = out.union(&label(measure, one));
            }
        }
        LegendBody::Bands { bands, labels, .. } => {
            for band in bands {
                out = out.union(&rect(band));
            }
            for (_, one) in labels {
                out = out.union(&label(measure, one));
            }
        }
    }
    out
}

/// The box of a title with its subtitle.
#[must_use]
pub fn title(measure: &dyn Measure, title: &Title) -> Bounds {
    let own = text(measure, &title.text);
    title.subtitle.iter().fold(own, |out, subtitle| out.union(&text(measure, subtitle)))
}

/// The box of a header.
#[must_use]
pub fn header(measure: &dyn Measure, header: &Header) -> Bounds {
    text(measure, &header.text)
}

/// The box of everything in a panel, its children too, from the panel's own corner:
/// the plot area, marks (those that are cut off count inside it only), guides and titles.
#[must_use]
pub fn panel(measure: &dyn Measure, panel: &Panel) -> Bounds {
    let area = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
    let mut out = if panel.is_plot { area } else { Bounds::EMPTY };
    let mut add = |own: Bounds| out = out.union(&own);
    if let Some(frame) = &panel.frame {
        add(rect(&frame.rect));
    }
    for one in panel.marks.iter().filter(|one| !one.clip) {
        add(mark(measure, one));
    }
    for one in &panel.grids {
        add(grid(one));
    }
    for one in &panel.axes {
        add(axis(measure, one));
    }
    for one in &panel.legends {
        add(legend(measure, one));
    }
    for one in &panel.headers {
        add(header(measure, one));
    }
    if let Some(one) = &panel.title {
        add(title(measure, one));
    }
    for child in &panel.panels {
        add(self::panel(measure, child).moved(child.origin.x, child.origin.y));
    }
    out
}

/// The box of everything in a scene, from the picture's corner.
#[must_use]
pub fn scene(measure: &dyn Measure, scene: &Scene) -> Bounds {
    panel(measure, &scene.root).moved(scene.root.origin.x, scene.root.origin.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::color::Color;
    use crate::base::geometry::{Point, Size};
    use std::rc::Rc;

    struct None_;

    impl Measure for None_ {
        fn width(&self, _: &crate::base::font::Font, _: &str) -> f64 {
            0.0
        }
    }

    fn symbol_of(shape: SymbolShape, angle_deg: f64, stroke: f64) -> Symbol {
        let paint = if stroke > 0.0 {
            Paint::stroked(Color::BLACK, stroke)
        } else {
            Paint::filled(Color::BLACK)
        };
        let (paint, source) = (Rc::new(paint), Default::default());
        Symbol { x: 10.0, y: 20.0, size: 100.0, shape, angle_deg, paint, source }
    }

    #[test]
    fn symbols_as_vega_bounds_them() {
        let check = |symbol: Symbol, expected: [f64; 4]| {
            let b = super::symbol(&symbol);
            let found = [b.x0, b.y0, b.x1, b.y1].map(|v| (v * 1000.0).round() / 1000.0);
            assert_eq!(found, expected, "{:?}", symbol.shape);
        };
        check(symbol_of(SymbolShape::Circle, 0.0, 0.0), [5.0, 15.0, 15.0, 25.0]);
        check(symbol_of(SymbolShape::Circle, 0.0, 1.0), [3.0, 13.0, 17.0, 27.0]);
        check(symbol_of(SymbolShape::Square, 45.0, 0.0), [2.929, 12.929, 17.071, 27.071]);
        check(symbol_of(SymbolShape::Triangle, 0.0, 0.0), [5.0, 14.226, 15.0, 22.887]);
        check(symbol_of(SymbolShape::TriangleUp, 0.0, 0.0), [5.0, 15.67, 15.0, 24.33]);
        check(symbol_of(SymbolShape::TriangleRight, 0.0, 0.0), [5.67, 15.0, 14.33, 25.0]);
        check(symbol_of(SymbolShape::Wedge, 0.0, 0.0), [8.75, 14.226, 11.25, 22.887]);
        check(symbol_of(SymbolShape::Arrow, 0.0, 0.0), [8.0, 15.0, 12.0, 25.0]);
        check(symbol_of(SymbolShape::Stroke, 90.0, 2.0), [6.0, 11.0, 14.0, 29.0]);
        let custom = svg_path::parse("M-1,0L1,.5").unwrap();
        let custom = SymbolShape::Custom("M-1,0L1,.5".into(), Rc::new(custom));
        check(symbol_of(custom, 0.0, 0.0), [5.0, 20.0, 15.0, 22.5]);
    }

    #[test]
    fn panels_hold_their_children() {
        let dot = |x: f64| {
            let symbol = Symbol { x, ..symbol_of(SymbolShape::Circle, 0.0, 0.0) };
            Mark {
                unit: 0,
                role: Default::default(),
                clip: x > 500.0,
                items: Items::Symbols(vec![symbol]),
            }
        };
        let child = Panel {
            is_plot: true,
            origin: Point::new(7.0, 8.0),
            size: Size::new(50.0, 30.0),
            marks: vec![dot(-20.0), dot(900.0)],
            ..Panel::default()
        };
        let root = Panel { panels: vec![child], ..Panel::default() };
        assert_eq!(panel(&None_, &root), Bounds { x0: -18.0, y0: 8.0, x1: 57.0, y1: 38.0 });
        assert!(panel(&None_, &Panel::default()).is_empty());
    }

    #[test]
    fn broken_numbers_have_no_box() {
        let mut symbol = symbol_of(SymbolShape::Circle, 0.0, 0.0);
        symbol.x = f64::NAN;
        assert!(item(&None_, &Items::Symbols(vec![symbol]), 0).is_empty());
    }
}

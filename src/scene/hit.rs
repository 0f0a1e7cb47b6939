//! From a point of the picture to the item there, and the items in the order they are read.

use super::distance::{to_arc, to_area, to_box, to_line, to_path, to_rect, to_trail};
use super::item::{Items, Mark, Role, Source, SymbolShape};
use super::many::Look;
use super::{Panel, Scene, bounds, outline, text};
use crate::base::font::Measure;
use crate::base::geometry::{Bounds, Point, Segment};
use crate::base::number::hypot;
use crate::base::sort;
use crate::base::svg_path;

/// The radius for a mouse, in CSS pixels.
pub const MOUSE: f64 = 8.0;
/// The radius for a finger, in CSS pixels: half of the least target of 44.
pub const TOUCH: f64 = 22.0;
/// An item over a large one is meant rather than it when it is no farther than this.
const OVER: f64 = 6.0;
/// How many points of one mark are read.
const READ: usize = 100_000;

/// An item of a scene, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which child to take at each panel, from the outermost.
    pub panel: Vec<usize>,
    /// Which mark of the panel.
    pub mark: usize,
    /// Which item of the mark.
    pub item: usize,
    /// Which point of a line, area or trail; 0 of other items.
    pub point: usize,
    /// The unit of the view it is drawn for.
    pub unit: usize,
    /// The row of the unit's table; `u32::MAX` when there is none.
    pub row: u32,
    /// The box of the item (of a line, area or trail: of its point), in the picture.
    pub bounds: Bounds,
    /// How far from the point it is, in CSS pixels; 0 inside.
    pub distance: f64,
}

/// The item that is meant by a point of the picture, `radius` around it counted.
///
/// An item that the point lies in comes first, the one drawn last of several;
/// only items drawn over it that are near may be meant instead. Else it is the
/// nearest within the radius. Of lines, areas and trails the point nearest
/// along their run is meant. Brushes do not count, and what is cut off neither.
#[must_use]
pub fn nearest(measure: &dyn Measure, scene: &Scene, point: Point, radius: f64) -> Option<Hit> {
    let mut search = Search { measure, radius, best: None, path: vec![] };
    search.panel(
        &scene.root,
        Point::new(point.x - scene.root.origin.x, point.y - scene.root.origin.y),
    );
    let mut hit = search.best?;
    let at = origin(&scene.root, &hit.panel);
    hit.bounds = hit.bounds.moved(at.x, at.y);
    Some(hit)
}

/// All items with a row in the order they are read, for a keyboard: panel by
/// panel, mark by mark, points of lines along them, other items from left to
/// right (lying bars from top to bottom). Distances are 0. Of more than 100,000 points
/// every so manieth is read, in the order of the rows.
#[must_use]
pub fn reading(measure: &dyn Measure, scene: &Scene) -> Vec<Hit> {
    let mut out = Vec::new();
    read(measure, &scene.root, scene.root.origin, &mut vec![], &mut out);
    out
}

/// The panel at a path from the outermost; `None` when there is none.
#[must_use]
pub fn panel<'a>(scene: &'a Scene, path: &[usize]) -> Option<&'a Panel> {
    path.iter().try_fold(&scene.root, |panel, index| panel.panels.get(*index))
}

fn origin(root: &Panel, path: &[usize]) -> Point {
    let (mut at, mut panel) = (root.origin, root);
    for index in path {
        let Some(child) = panel.panels.get(*index) else { break };
        at = Point::new(at.x + child.origin.x, at.y + child.origin.y);
        panel = child;
    }
    at
}

struct Search<'a> {
    measure: &'a dyn Measure,
    radius: f64,
    best: Option<Hit>,
    path: Vec<usize>,
}

impl Search<'_> {
    fn panel(&mut self, panel: &Panel, point: Point) {
        // Children are drawn after the panel's own marks, so they come first.
        for (index, child) in panel.panels.iter().enumerate().rev() {
            self.path.push(index);
            self.panel(child, Point::new(point.x - child.origin.x, point.y - child.origin.y));
            self.path.pop();
        }
        let area = Bounds::new(0.0, 0.0, panel.size.width, panel.size.height);
        if !panel.is_plot || !area.grown(self.radius).contains(point) {
            return;
        }
        for (index, mark) in panel.marks.iter().enumerate().rev() {
            let is_cut = mark.clip && !area.contains(point);
            if mark.role == Role::Data && !is_cut && !self.is_settled() {
                self.mark(index, mark, point);
            }
        }
    }

    /// Whether an item was found that nothing under it can beat.
    fn is_settled(&self) -> bool {
        self.best.as_ref().is_some_and(|hit| hit.distance == 0.0)
    }

    fn mark(&mut self, index: usize, mark: &Mark, point: Point) {
        for item in (0..bounds::count(&mark.items)).rev() {
            let Some((distance, at)) = self.distance(&mark.items, item, point) else { continue };
            let reach = match &self.best {
                // What lies over a large item is meant only from near by.
                Some(hit) if distance == 0.0 && hit.distance <= OVER => return,
                Some(hit) => hit.distance,
                None => f64::INFINITY,
            };
            if distance <= self.radius && distance < reach {
                let (row, own) = place(self.measure, &mark.items, item, at);
                let (panel, unit) = (self.path.clone(), mark.unit);
                let mark = index;
                self.best =
                    Some(Hit { panel, mark, item, point: at, unit, row, bounds: own, distance });
                if distance == 0.0 {
                    return;
                }
            }
        }
    }

    /// How far an item is from the point, and which of its points is meant; `None` when it is cut off there.
    fn distance(&self, items: &Items, index: usize, point: Point) -> Option<(f64, usize)> {
        let source = source(items, index)?;
        if source.clip.as_ref().is_some_and(|clip| to_rect(clip, point) > 0.0) {
            return None;
        }
        let whole = |distance: f64| distance.is_finite().then_some((distance, 0));
        match items {
            Items::Rects(list) => list.get(index).and_then(|rect| whole(to_rect(rect, point))),
            Items::Symbols(list) => {
                let symbol = list.get(index)?;
                let far = hypot(symbol.x - point.x, symbol.y - point.y);
                // Corners stand out of the circle, those of a triangle farthest.
                let size = outline::symbol::radius(symbol.size);
                if far > self.radius + 2.0 * size
                    && !matches!(symbol.shape, SymbolShape::Custom(..))
                {
                    return None;
                }
                if symbol.shape == SymbolShape::Circle {
                    return whole((far - size).max(0.0));
                }
                whole(to_path(&outline::symbol::outline(symbol), point))
            }
            Items::Lines(list) => to_line(list.get(index)?, point, self.radius),
            Items::Areas(list) => to_area(list.get(index)?, point),
            Items::Trails(list) => to_trail(list.get(index)?, point),
            Items::Arcs(list) => list.get(index).and_then(|arc| whole(to_arc(arc, point))),
            Items::Rules(list) => {
                let rule = list.get(index)?;
                let ends = (Point::new(rule.x, rule.y), Point::new(rule.x2, rule.y2));
                let far = svg_path::from_line(ends.0, ends.1, point);
                whole((far - rule.paint.stroke_width / 2.0).max(0.0))
            }
            Items::Texts(list) => {
                let item = list.get(index)?;
                // The point is turned back, so that the box is upright.
                let angle = -item.style.angle_deg;
                let anchor = Point::new(item.x, item.y);
                let back = svg_path::placed(
                    &[Segment::Move(Point::new(point.x - anchor.x, point.y - anchor.y))],
                    1.0,
                    angle,
                    anchor,
                );
                let Some(Segment::Move(point)) = back.first() else { return None };
                whole(to_box(&text::upright(self.measure, item), *point))
            }
            Items::Images(_) => whole(to_box(&bounds::item(self.measure, items, index), point)),
            Items::Geos(list) => {
                let geo = list.get(index)?;
                if to_box(&svg_path::bounds(&geo.path), point) > self.radius {
                    return None;
                }
                whole(to_path(&geo.path, point))
            }
            Items::Many(many) => {
                let size = match &*many.look {
                    Look::Line(line) => line.paint.stroke_width / 2.0,
                    Look::Symbol(symbol) => outline::symbol::radius(symbol.size),
                };
                let (far, row) = many.nearest([point.x, point.y], self.radius + size)?;
                Some(((far - size).max(0.0), row))
            }
        }
    }
}

fn source(items: &Items, index: usize) -> Option<&Source> {
    match items {
        Items::Rects(list) => list.get(index).map(|item| &item.source),
        Items::Symbols(list) => list.get(index).map(|item| &item.source),
        Items::Lines(list) => list.get(index).map(|item| &item.source),
        Items::Areas(list) => list.get(index).map(|item| &item.source),
        Items::Trails(list) => list.get(index).map(|item| &item.source),
        Items::Arcs(list) => list.get(index).map(|item| &item.source),
        Items::Rules(list) => list.get(index).map(|item| &item.source),
        Items::Texts(list) => list.get(index).map(|item| &item.source),
        Items::Images(list) => list.get(index).map(|item| &item.source),
        Items::Geos(list) => list.get(index).map(|item| &item.source),
        Items::Many(many) => Some(match &*many.look {
            Look::Line(line) => &line.source,
            Look::Symbol(symbol) => &symbol.source,
        }),
    }
}

/// The points of an item of many: where each is, and its row.
fn points(items: &Items, index: usize) -> Option<(Vec<[f64; 4]>, &[u32])> {
    match items {
        Items::Lines(list) => list.get(index).map(|line| {
            (line.points.iter().map(|p| [p[0], p[1], p[0], p[1]]).collect(), &*line.rows)
        }),
        Items::Areas(list) => list.get(index).map(|area| {
            (area.points.iter().map(|p| [p.x, p.y, p.x2, p.y2]).collect(), &*area.rows)
        }),
        Items::Trails(list) => list.get(index).map(|trail| {
            (trail.points.iter().map(|p| [p[0], p[1], p[0], p[1]]).collect(), &*trail.rows)
        }),
        Items::Rects(_)
        | Items::Symbols(_)
        | Items::Arcs(_)
        | Items::Rules(_)
        | Items::Texts(_)
        | Items::Images(_)
        | Items::Geos(_)
        | Items::Many(_) => None,
    }
}

/// The row and the box of an item, or of one point of it.
fn place(measure: &dyn Measure, items: &Items, index: usize, at: usize) -> (u32, Bounds) {
    if let Items::Many(many) = items {
        let [x, y] = many.place(many.points.at(at));
        return (at as u32, Bounds::new(x, y, x, y).grown(4.0));
    }
    let own = source(items, index).map_or(u32::MAX, |source| source.row);
    match points(items, index) {
        Some((list, rows)) => {
            let [x, y, x2, y2] = list.get(at).copied().unwrap_or([f64::NAN; 4]);
            let row = rows.get(at).copied().unwrap_or(own);
            (row, Bounds::new(x, y, x2, y2).grown(4.0))
        }
        None => (own, bounds::item(measure, items, index)),
    }
}

fn read(
    measure: &dyn Measure,
    panel: &Panel,
    at: Point,
    path: &mut Vec<usize>,
    out: &mut Vec<Hit>,
) {
    for (mark, one) in panel.marks.iter().enumerate().filter(|(_, one)| one.role == Role::Data) {
        let before = out.len();
        if let Items::Many(many) = &one.items {
            let step = many.points.rows().div_ceil(READ);
            many.each_place(0..many.points.rows(), &mut |point, [x, y]| {
                if point % step == 0 {
                    let (panel, unit, row) = (path.clone(), one.unit, point as u32);
                    let bounds = Bounds::new(x, y, x, y).grown(4.0).moved(at.x, at.y);
                    out.push(Hit { panel, mark, item: 0, point, unit, row, bounds, distance: 0.0 });
                }
            });
            continue;
        }
        for item in 0..bounds::count(&one.items) {
            let count = points(&one.items, item).map_or(1, |(list, _)| list.len());
            for point in 0..count {
                let (row, own) = place(measure, &one.items, item, point);
                let is_seen = !own.is_empty() && (own.x0 + own.y0).is_finite();
                if row != u32::MAX && is_seen {
                    let (panel, unit) = (path.clone(), one.unit);
                    let (bounds, distance) = (own.moved(at.x, at.y), 0.0);
                    out.push(Hit { panel, mark, item, point, unit, row, bounds, distance });
                }
            }
        }
        if points(&one.items, 0).is_none()
            && let Some(own) = out.get_mut(before..)
        {
            // Lying bars begin at one place and end at many; others are read from left to right.
            let lying = own.windows(2).all(|pair| pair[0].bounds.x0 == pair[1].bounds.x0)
                || own.windows(2).all(|pair| pair[0].bounds.x1 == pair[1].bounds.x1);
            let key = |hit: &Hit| {
                let b = &hit.bounds;
                if lying { (b.y0, b.x0) } else { (b.x0, b.y0) }
            };
            sort::by(own, |a, b| {
                let (a, b) = (key(a), key(b));
                a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
            });
        }
    }
    for (index, child) in panel.panels.iter().enumerate() {
        path.push(index);
        let at = Point::new(at.x + child.origin.x, at.y + child.origin.y);
        read(measure, child, at, path, out);
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::super::item::{Arc, Area, AreaPoint, Curve, Line, Rect, Symbol};
    use super::*;
    use crate::base::color::Color;
    use crate::base::font::BuiltIn;
    use crate::base::geometry::Size;
    use crate::scene::Paint;
    use std::f64::consts::TAU;
    use std::rc::Rc;

    fn source(row: u32) -> Source {
        Source { row, ..Source::default() }
    }

    fn paint() -> Rc<Paint> {
        Rc::new(Paint::filled(Color::BLACK))
    }

    fn bar(x: f64, height: f64, row: u32) -> Rect {
        let (y, width, source) = (100.0 - height, 20.0, source(row));
        Rect { x, y, width, height, radii: [0.0; 4], paint: paint(), source }
    }

    fn dot(x: f64, y: f64, row: u32) -> Symbol {
        let (size, shape, angle_deg) = (64.0, SymbolShape::Circle, 0.0);
        Symbol { x, y, size, shape, angle_deg, paint: paint(), source: source(row) }
    }

    fn line(points: &[[f64; 2]]) -> Line {
        Line {
            points: points.to_vec(),
            rows: (10..).take(points.len()).collect(),
            curve: Curve::Linear,
            tension: 0.0,
            paint: Rc::new(Paint::stroked(Color::BLACK, 2.0)),
            source: source(10),
        }
    }

    fn plot(origin: (f64, f64), all: Vec<Items>) -> Panel {
        let mark = |(unit, items)| Mark { unit, role: Role::Data, clip: false, items };
        Panel {
            is_plot: true,
            origin: Point::new(origin.0, origin.1),
            size: Size::new(200.0, 100.0),
            marks: all.into_iter().enumerate().map(mark).collect(),
            ..Panel::default()
        }
    }

    fn scene(root: Panel) -> Scene {
        let size = Size::new(300.0, 300.0);
        Scene { size, background: None, name: "".into(), description: "".into(), root }
    }

    /// Unit, item, row and distance of what is at a point.
    fn check(
        scene: &Scene,
        at: (f64, f64),
        radius: f64,
        expected: Option<(usize, usize, u32, f64)>,
    ) {
        let hit = nearest(&BuiltIn, scene, Point::new(at.0, at.1), radius);
        let found =
            hit.map(|hit| (hit.unit, hit.item, hit.row, (hit.distance * 1e3).round() / 1e3));
        assert_eq!(found, expected, "at {at:?}");
    }

    #[test]
    fn bars_and_dots() {
        let bars = Items::Rects(vec![bar(0.0, 50.0, 1), bar(40.0, 80.0, 2)]);
        let dots = Items::Symbols(vec![dot(10.0, 60.0, 3), dot(12.0, 60.0, 4)]);
        let scene = scene(plot((30.0, 20.0), vec![bars, dots]));
        check(&scene, (80.0, 100.0), TOUCH, Some((0, 1, 2, 0.0)));
        check(&scene, (95.0, 100.0), TOUCH, Some((0, 1, 2, 5.0)));
        check(&scene, (95.0, 100.0), 4.0, None);
        // The dot drawn last of two that both hold the point.
        check(&scene, (41.0, 80.0), TOUCH, Some((1, 1, 4, 0.0)));
        // In a bar, but close to a dot drawn over it.
        check(&scene, (42.0, 85.0), TOUCH, Some((1, 1, 4, 1.0)));
        check(&scene, (42.0, 95.0), TOUCH, Some((0, 0, 1, 0.0)));
        check(&scene, (290.0, 290.0), TOUCH, None);
    }

    #[test]
    fn lines_by_the_nearest_x() {
        let lines = vec![line(&[[0.0, 50.0], [100.0, 50.0], [200.0, 90.0]])];
        let scene = scene(plot((0.0, 0.0), vec![Items::Lines(lines)]));
        check(&scene, (40.0, 55.0), TOUCH, Some((0, 0, 10, 4.0)));
        check(&scene, (60.0, 50.5), TOUCH, Some((0, 0, 11, 0.0)));
        check(&scene, (60.0, 80.0), TOUCH, None);
        let hit = nearest(&BuiltIn, &scene, Point::new(190.0, 86.0), MOUSE).unwrap();
        assert_eq!((hit.point, hit.row), (2, 12));
        assert_eq!(hit.bounds, Bounds::new(196.0, 86.0, 204.0, 94.0));
    }

    #[test]
    fn rings_areas_and_rules() {
        let arc = |start_angle: f64, row: u32| Arc {
            x: 50.0,
            y: 50.0,
            start_angle,
            end_angle: start_angle + TAU / 4.0,
            inner_radius: 20.0,
            outer_radius: 40.0,
            pad_angle: 0.0,
            corner_radius: 0.0,
            paint: paint(),
            source: source(row),
        };
        let arcs = Items::Arcs(vec![arc(0.0, 1), arc(TAU / 4.0, 2)]);
        let area = Area {
            points: [100.0, 150.0, 190.0].map(|x| AreaPoint { x, y: 40.0, x2: x, y2: 90.0 }).into(),
            rows: [7, 8, 9].into(),
            horizontal: false,
            curve: Curve::Linear,
            tension: 0.0,
            paint: paint(),
            source: source(7),
        };
        let rule = crate::scene::Rule {
            x: 0.0,
            y: 95.0,
            x2: 100.0,
            y2: 95.0,
            paint: paint(),
            source: source(20),
        };
        let all = vec![arcs, Items::Areas(vec![area]), Items::Rules(vec![rule])];
        let scene = scene(plot((0.0, 0.0), all));
        check(&scene, (71.0, 29.0), TOUCH, Some((0, 0, 1, 0.0)));
        check(&scene, (71.0, 71.0), TOUCH, Some((0, 1, 2, 0.0)));
        check(&scene, (45.0, 50.0), TOUCH, Some((0, 1, 2, 20.616)));
        check(&scene, (171.0, 60.0), TOUCH, Some((1, 0, 9, 0.0)));
        check(&scene, (130.0, 30.0), TOUCH, Some((1, 0, 8, 10.0)));
        check(&scene, (5.0, 97.5), TOUCH, Some((2, 0, 20, 2.0)));
    }

    #[test]
    fn panels_and_clips() {
        let inner = plot((40.0, 150.0), vec![Items::Rects(vec![bar(0.0, 50.0, 5)])]);
        let mut outer = plot((10.0, 10.0), vec![Items::Symbols(vec![dot(-6.0, 50.0, 6)])]);
        outer.panels.push(inner);
        let mut scene = scene(outer);
        let hit = nearest(&BuiltIn, &scene, Point::new(60.0, 230.0), MOUSE).unwrap();
        assert_eq!((hit.panel.as_slice(), hit.row), ([0].as_slice(), 5));
        assert_eq!(hit.bounds, Bounds::new(50.0, 210.0, 70.0, 260.0));
        assert!(panel(&scene, &hit.panel).is_some_and(|panel| panel.origin.y == 150.0));
        check(&scene, (4.0, 60.0), MOUSE, Some((0, 0, 6, 0.0)));
        scene.root.marks[0].clip = true;
        check(&scene, (4.0, 60.0), MOUSE, None);
        scene.root.panels[0].marks[0].role = Role::Brush;
        check(&scene, (60.0, 230.0), MOUSE, None);
    }

    #[test]
    fn reading_order() {
        let rows = |all: Vec<Items>| {
            let hits = reading(&BuiltIn, &scene(plot((0.0, 0.0), all)));
            hits.iter().map(|hit| hit.row).collect::<Vec<_>>()
        };
        let dots = Items::Symbols(vec![dot(90.0, 0.0, 1), dot(10.0, 9.0, 2), dot(10.0, 3.0, 3)]);
        assert_eq!(rows(vec![dots]), [3, 2, 1]);
        let lying =
            |y: f64, width: f64, row: u32| Rect { y, width, height: 5.0, ..bar(0.0, 5.0, row) };
        let bars = Items::Rects(vec![lying(30.0, 10.0, 1), lying(10.0, 90.0, 2)]);
        assert_eq!(rows(vec![bars]), [2, 1]);
        let broken = Items::Symbols(vec![dot(f64::NAN, 0.0, 1), dot(0.0, 0.0, u32::MAX)]);
        let run = Items::Lines(vec![line(&[[90.0, 1.0], [f64::NAN, 1.0], [10.0, 1.0]])]);
        assert_eq!(rows(vec![broken, run]), [10, 12]);
    }
}

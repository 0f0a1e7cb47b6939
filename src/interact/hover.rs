//! From a pointer to the mark it means.

use crate::base::font::Measure;
use crate::base::geometry::{Bounds, Point, Size};
use crate::base::number::hypot;
use crate::scene::hit::{Hit, nearest};
use crate::scene::many::{Look, back};
use crate::scene::{Items, Panel, Role, Scene};

/// A line whose points go one way along x, so that they are searched by halves.
#[derive(Clone, Debug)]
struct Run {
    panel: Vec<usize>,
    origin: Point,
    size: Size,
    mark: usize,
    item: usize,
    unit: usize,
    down: bool,
}

/// What is known of a scene before a pointer moves over it.
#[derive(Clone, Debug, Default)]
pub struct Index {
    runs: Vec<Run>,
    /// Whether there is nothing but such lines.
    only_runs: bool,
}

impl Index {
    /// Reads a scene once; what it costs grows with the number of points.
    #[must_use]
    pub fn new(scene: &Scene) -> Self {
        let mut index = Self { runs: Vec::new(), only_runs: true };
        index.read(&scene.root, scene.root.origin, &mut Vec::new());
        index
    }

    fn read(&mut self, panel: &Panel, origin: Point, path: &mut Vec<usize>) {
        for (mark, one) in panel.marks.iter().enumerate() {
            if one.role != Role::Data {
                continue;
            }
            let mut run = |item: usize, down: Option<bool>| match down {
                Some(down) => self.runs.push(Run {
                    panel: path.clone(),
                    origin,
                    size: panel.size,
                    mark,
                    item,
                    unit: one.unit,
                    down,
                }),
                None => self.only_runs = false,
            };
            if let Items::Lines(lines) = &one.items {
                for (item, line) in lines.iter().enumerate() {
                    run(item, direction(&line.points));
                }
            } else if let Items::Many(many) = &one.items
                && let Look::Line(_) = &*many.look
            {
                run(0, many.points.pyramid.as_ref().map(|_| false));
            } else {
                self.only_runs = false;
            }
        }
        for (i, child) in panel.panels.iter().enumerate() {
            path.push(i);
            let at = Point::new(origin.x + child.origin.x, origin.y + child.origin.y);
            self.read(child, at, path);
            path.pop();
        }
    }

    /// The mark that a pointer means: the one under it, or the nearest within
    /// `radius`. With `across`, as for a mouse, a plot of lines has a point for
    /// each of its places: that nearest along x, of the line nearest along y.
    #[must_use]
    pub fn hover(
        &self,
        measure: &dyn Measure,
        scene: &Scene,
        point: Point,
        radius: f64,
        across: bool,
    ) -> Option<Hit> {
        let by_run = || {
            let hit = self.nearest_run(scene, point)?;
            (across || hit.distance <= radius).then_some(hit)
        };
        if self.only_runs {
            return by_run();
        }
        nearest(measure, scene, point, radius).or_else(by_run)
    }

    fn nearest_run(&self, scene: &Scene, point: Point) -> Option<Hit> {
        let mut best: Option<(f64, Hit)> = None;
        for run in &self.runs {
            let at = Point::new(point.x - run.origin.x, point.y - run.origin.y);
            let inside = Bounds::new(0.0, 0.0, run.size.width, run.size.height).contains(at);
            let mark = crate::scene::hit::panel(scene, &run.panel)
                .and_then(|panel| panel.marks.get(run.mark))
                .filter(|_| inside);
            let Some((i, row, [x, y])) = mark.and_then(|mark| place(&mark.items, run, at.x)) else {
                continue;
            };
            let far = (y - at.y).abs();
            if !far.is_nan() && best.as_ref().is_none_or(|(least, _)| far < *least) {
                let box_ = Bounds::new(x, y, x, y).grown(4.0).moved(run.origin.x, run.origin.y);
                let hit = Hit {
                    panel: run.panel.clone(),
                    mark: run.mark,
                    item: run.item,
                    point: i,
                    unit: run.unit,
                    row,
                    bounds: box_,
                    distance: hypot(x - at.x, y - at.y),
                };
                best = Some((far, hit));
            }
        }
        best.map(|(_, hit)| hit)
    }
}

/// The point of a run nearest along x: which, its row and its place.
fn place(items: &Items, run: &Run, x: f64) -> Option<(usize, u32, [f64; 2])> {
    if let Items::Many(many) = items {
        let i = many.points.nearest(back(&many.x, x))?;
        return Some((i, i as u32, many.place(many.points.at(i))));
    }
    let Items::Lines(lines) = items else { return None };
    let line = lines.get(run.item)?;
    let i = nearest_in(&line.points, x, run.down)?;
    let row = line.rows.get(i).copied().unwrap_or(line.source.row);
    Some((i, row, line.points.get(i).copied()?))
}

/// Whether x falls along the points rather than rises; `None` when it turns or is no number somewhere.
fn direction(points: &[[f64; 2]]) -> Option<bool> {
    let steps = || points.windows(2).map(|pair| pair[1][0] - pair[0][0]);
    if steps().all(|step| step >= 0.0) {
        Some(false)
    } else if steps().all(|step| step <= 0.0) {
        Some(true)
    } else {
        None
    }
}

/// The point nearest along x that has a y, by halving; the first of equal ones.
fn nearest_in(points: &[[f64; 2]], x: f64, down: bool) -> Option<usize> {
    let before = |p: &[f64; 2]| if down { p[0] > x } else { p[0] < x };
    let at = points.partition_point(before);
    let has_y = |i: &usize| points.get(*i).is_some_and(|p| !p[1].is_nan());
    let right = (at..points.len()).find(has_y);
    let left = (0..at).rev().find(has_y);
    let far = |i: usize| points.get(i).map_or(f64::INFINITY, |p| (p[0] - x).abs());
    match (left, right) {
        (Some(left), Some(right)) => Some(if far(right) < far(left) { right } else { left }),
        (left, right) => left.or(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_halves() {
        let nan = f64::NAN;
        let check = |points: &[[f64; 2]], x: f64, expected: Option<usize>| {
            let down = direction(points).unwrap();
            assert_eq!(nearest_in(points, x, down), expected, "{points:?} {x}");
        };
        let rising = [[0.0, 1.0], [1.0, 2.0], [2.0, nan], [4.0, 3.0]];
        check(&rising, -5.0, Some(0));
        check(&rising, 0.4, Some(0));
        check(&rising, 0.6, Some(1));
        check(&rising, 2.1, Some(1));
        check(&rising, 2.6, Some(3));
        check(&rising, 99.0, Some(3));
        let falling = [[4.0, 3.0], [1.0, 2.0], [0.0, 1.0]];
        check(&falling, 3.0, Some(0));
        check(&falling, 0.9, Some(1));
        check(&falling, -1.0, Some(2));
        check(&[], 0.0, None);
        check(&[[1.0, nan]], 0.0, None);
    }

    #[test]
    fn directions() {
        assert_eq!(direction(&[[0.0, 0.0], [0.0, 1.0], [2.0, 0.0]]), Some(false));
        assert_eq!(direction(&[[2.0, 0.0], [1.0, 1.0]]), Some(true));
        assert_eq!(direction(&[[2.0, 0.0], [1.0, 1.0], [3.0, 0.0]]), None);
        assert_eq!(direction(&[[f64::NAN, 0.0], [1.0, 1.0]]), None);
    }
}

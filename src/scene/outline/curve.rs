//! How a line runs between its points: the curves of d3-shape.
//!
//! Source: d3-shape's documentation, "Curves"; the control points are d3's own.

use crate::base::geometry::{Path, Point, Segment};
use crate::base::number::pow;
use crate::scene::item::Curve;

/// What a run of points is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line: of one point, it is closed, so that its round cap shows as a dot.
    Line,
    /// The first edge of an area.
    There,
    /// The second edge of an area, which continues the first and closes it.
    Back,
}

/// Adds the curve through a run of points. `tension` is d3's tension of
/// cardinal curves, alpha of Catmull–Rom, beta of bundles; `horizontal` makes
/// [`Curve::Monotone`] keep the order of y rather than that of x.
pub fn add(
    out: &mut Path,
    curve: Curve,
    tension: f64,
    horizontal: bool,
    points: &[[f64; 2]],
    part: Part,
) {
    if points.is_empty() {
        return;
    }
    let back = part == Part::Back;
    let cardinal = Slope::Cardinal((1.0 - tension) / 6.0);
    let catmull =
        if tension == 0.0 { Slope::Cardinal(1.0 / 6.0) } else { Slope::CatmullRom(tension) };
    let mut run = Run { out, part };
    match curve {
        Curve::Linear => run.linear(points),
        Curve::LinearClosed => run.linear_closed(points),
        Curve::Step => run.step(points, 0.5),
        Curve::StepBefore => run.step(points, if back { 1.0 } else { 0.0 }),
        Curve::StepAfter => run.step(points, if back { 0.0 } else { 1.0 }),
        Curve::Basis => run.basis(points),
        Curve::BasisOpen => run.basis_open(points),
        Curve::BasisClosed => run.basis_closed(points),
        Curve::Bundle => run.basis(&bundled(points, tension)),
        Curve::Cardinal => run.spline(points, cardinal),
        Curve::CardinalOpen => run.spline_open(points, cardinal),
        Curve::CardinalClosed => run.spline_closed(points, cardinal),
        Curve::CatmullRom => run.spline(points, catmull),
        Curve::CatmullRomOpen => run.spline_open(points, catmull),
        Curve::CatmullRomClosed => run.spline_closed(points, catmull),
        Curve::Monotone => run.monotone(points, horizontal),
        Curve::Natural => run.natural(points),
    }
}

type Pair = [f64; 2];

fn point(p: Pair) -> Point {
    Point::new(p[0], p[1])
}

/// `(a·wa + b·wb + c·wc) / by`.
fn mix(terms: [(Pair, f64); 3], by: f64) -> Pair {
    let mut sum = [0.0; 2];
    for (p, weight) in terms {
        sum = [sum[0] + p[0] * weight, sum[1] + p[1] * weight];
    }
    [sum[0] / by, sum[1] / by]
}

/// The points pulled toward the straight line between the first and the last.
fn bundled(points: &[Pair], beta: f64) -> Vec<Pair> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return vec![] };
    let steps = (points.len() - 1) as f64;
    let mut out = Vec::new();
    for (i, [x, y]) in points.iter().enumerate().filter(|_| steps > 0.0) {
        let (share, rest) = (i as f64 / steps, 1.0 - beta);
        out.push([
            beta * x + rest * (first[0] + share * (last[0] - first[0])),
            beta * y + rest * (first[1] + share * (last[1] - first[1])),
        ]);
    }
    out
}

/// How the tangents of a spline through points are found.
#[derive(Clone, Copy)]
enum Slope {
    /// Parallel to the line between the neighbours, of this part of its length.
    Cardinal(f64),
    /// Weighted by the distances to the power alpha.
    CatmullRom(f64),
}

impl Slope {
    /// The control point that leaves `b` toward `c`, where the line comes from `a`.
    fn control(self, a: Option<Pair>, b: Pair, c: Pair) -> Pair {
        let Some(a) = a else { return b };
        let alpha = match self {
            Self::Cardinal(k) => return [b[0] + k * (c[0] - a[0]), b[1] + k * (c[1] - a[1])],
            Self::CatmullRom(alpha) => alpha,
        };
        let squared = |p: Pair| {
            let (dx, dy) = (p[0] - b[0], p[1] - b[1]);
            pow(dx * dx + dy * dy, alpha)
        };
        let (near2, mid2) = (squared(a), squared(c));
        let (near, mid) = (near2.sqrt(), mid2.sqrt());
        if near <= 1e-12 {
            return b;
        }
        let own = 2.0 * near2 + 3.0 * near * mid + mid2;
        mix([(b, own), (a, -mid2), (c, near2)], 3.0 * near * (near + mid))
    }
}

/// One run of points being added to a path.
struct Run<'a> {
    out: &'a mut Path,
    part: Part,
}

impl Run<'_> {
    fn begin(&mut self, p: Pair) {
        self.out.push(match self.part {
            Part::Back => Segment::Line(point(p)),
            Part::Line | Part::There => Segment::Move(point(p)),
        });
    }

    fn line(&mut self, p: Pair) {
        self.out.push(Segment::Line(point(p)));
    }

    fn cubic(&mut self, a: Pair, b: Pair, p: Pair) {
        self.out.push(Segment::Cubic(point(a), point(b), point(p)));
    }

    fn end(&mut self, is_dot: bool) {
        if self.part == Part::Back || (self.part == Part::Line && is_dot) {
            self.out.push(Segment::Close);
        }
    }

    fn lines(&mut self, points: &[Pair]) {
        for p in points {
            self.line(*p);
        }
    }

    fn linear(&mut self, points: &[Pair]) {
        let Some((first, rest)) = points.split_first() else { return };
        self.begin(*first);
        self.lines(rest);
        self.end(rest.is_empty());
    }

    fn linear_closed(&mut self, points: &[Pair]) {
        let Some((first, rest)) = points.split_first() else { return };
        self.out.push(Segment::Move(point(*first)));
        self.lines(rest);
        self.out.push(Segment::Close);
    }

    fn step(&mut self, points: &[Pair], t: f64) {
        let Some(first) = points.first() else { return };
        self.begin(*first);
        for pair in points.windows(2) {
            let [[x0, y0], [x, y]] = [pair[0], pair[1]];
            if t <= 0.0 {
                self.line([x0, y]);
                self.line([x, y]);
            } else {
                let middle = x0 * (1.0 - t) + x * t;
                self.line([middle, y0]);
                self.line([middle, y]);
            }
        }
        if let (true, [_, .., last]) = (t > 0.0 && t < 1.0, points) {
            self.line(*last);
        }
        self.end(points.len() == 1);
    }

    /// The piece of a basis spline that ends near `b`.
    fn basis_piece(&mut self, a: Pair, b: Pair, c: Pair) {
        self.cubic(
            mix([(a, 2.0), (b, 1.0), (a, 0.0)], 3.0),
            mix([(a, 1.0), (b, 2.0), (a, 0.0)], 3.0),
            mix([(a, 1.0), (b, 4.0), (c, 1.0)], 6.0),
        );
    }

    fn basis(&mut self, points: &[Pair]) {
        let Some(first) = points.first() else { return };
        self.begin(*first);
        if let [a, b, _, ..] = points {
            self.line(mix([(*a, 5.0), (*b, 1.0), (*a, 0.0)], 6.0));
        }
        for three in points.windows(3) {
            self.basis_piece(three[0], three[1], three[2]);
        }
        if let [.., a, b] = points {
            if points.len() > 2 {
                self.basis_piece(*a, *b, *b);
            }
            self.line(*b);
        }
        self.end(points.len() == 1);
    }

    fn basis_open(&mut self, points: &[Pair]) {
        for (i, three) in points.windows(3).enumerate() {
            let [a, b, c] = [three[0], three[1], three[2]];
            if i == 0 {
                self.begin(mix([(a, 1.0), (b, 4.0), (c, 1.0)], 6.0));
            } else {
                self.basis_piece(a, b, c);
            }
        }
        self.end(points.len() == 3);
    }

    fn basis_closed(&mut self, points: &[Pair]) {
        match points {
            [a, b, c, ..] => {
                let start = mix([(*a, 1.0), (*b, 4.0), (*c, 1.0)], 6.0);
                self.out.push(Segment::Move(point(start)));
                let around = [points, &[*a, *b, *c]].concat();
                for three in around.windows(3).skip(1) {
                    self.basis_piece(three[0], three[1], three[2]);
                }
            }
            [a, b] => {
                let third = |a: Pair, b: Pair| mix([(a, 1.0), (b, 2.0), (a, 0.0)], 3.0);
                self.linear_closed(&[third(*a, *b), third(*b, *a)]);
            }
            _ => self.linear_closed(points),
        }
    }

    /// The piece of a spline from `b` to `c`; `a` and `d` are their neighbours,
    /// none at the ends of the line.
    fn spline_piece(&mut self, slope: Slope, a: Option<Pair>, b: Pair, c: Pair, d: Option<Pair>) {
        self.cubic(slope.control(a, b, c), slope.control(d, c, b), c);
    }

    fn spline(&mut self, points: &[Pair], slope: Slope) {
        let Some(first) = points.first() else { return };
        self.begin(*first);
        if let [_, b] = points {
            self.line(*b);
        } else {
            for (i, pair) in points.windows(2).enumerate() {
                let before = i.checked_sub(1).and_then(|i| points.get(i)).copied();
                let after = points.get(i + 2).copied();
                self.spline_piece(slope, before, pair[0], pair[1], after);
            }
        }
        self.end(points.len() == 1);
    }

    fn spline_open(&mut self, points: &[Pair], slope: Slope) {
        if let [_, b, _, ..] = points {
            self.begin(*b);
        }
        self.fours(points, slope);
        self.end(points.len() == 3);
    }

    fn spline_closed(&mut self, points: &[Pair], slope: Slope) {
        match points {
            [a, b, c, ..] => {
                self.out.push(Segment::Move(point(*b)));
                self.fours(&[points, &[*a, *b, *c]].concat(), slope);
            }
            [a, b] => self.linear_closed(&[*b, *a]),
            _ => self.linear_closed(points),
        }
    }

    /// The pieces between the second and third of each four points.
    fn fours(&mut self, points: &[Pair], slope: Slope) {
        for four in points.windows(4) {
            self.spline_piece(slope, Some(four[0]), four[1], four[2], Some(four[3]));
        }
    }

    /// Steffen's cubic interpolation: no extreme between the points.
    fn monotone(&mut self, points: &[Pair], along_y: bool) {
        let turned = |p: Pair| if along_y { [p[1], p[0]] } else { p };
        let mut run: Vec<Pair> = points.iter().map(|p| turned(*p)).collect();
        run.dedup();
        let Some(first) = run.first() else { return };
        self.begin(turned(*first));
        if let [_, b] = run[..] {
            self.line(turned(b));
        } else if run.len() > 2 {
            let inner: Vec<f64> =
                run.windows(3).map(|three| slope_between(three[0], three[1], three[2])).collect();
            for (i, pair) in run.windows(2).enumerate() {
                let [[x0, y0], [x1, y1]] = [pair[0], pair[1]];
                let before = i.checked_sub(1).and_then(|i| inner.get(i)).copied();
                let after = inner.get(i).copied();
                let end = |other: Option<f64>| {
                    let (h, other) = (x1 - x0, other.unwrap_or(0.0));
                    if h == 0.0 { other } else { (3.0 * (y1 - y0) / h - other) / 2.0 }
                };
                let from = before.unwrap_or_else(|| end(after));
                let to = after.unwrap_or_else(|| end(before));
                let third = (x1 - x0) / 3.0;
                self.cubic(
                    turned([x0 + third, y0 + third * from]),
                    turned([x1 - third, y1 - third * to]),
                    turned([x1, y1]),
                );
            }
        }
        self.end(run.len() == 1);
    }

    fn natural(&mut self, points: &[Pair]) {
        let Some(first) = points.first() else { return };
        self.begin(*first);
        if let [_, b] = points {
            self.line(*b);
        } else if points.len() > 2 {
            let (x, y) = (natural_controls(points, 0), natural_controls(points, 1));
            for ((pair, x), y) in points.windows(2).zip(x).zip(y) {
                self.cubic([x[0], y[0]], [x[1], y[1]], pair[1]);
            }
        }
        self.end(points.len() == 1);
    }
}

/// The slope at `b` that lets no extreme arise between the three points.
fn slope_between(a: Pair, b: Pair, c: Pair) -> f64 {
    let (h0, h1) = (b[0] - a[0], c[0] - b[0]);
    let sign = |value: f64| if value < 0.0 { -1.0 } else { 1.0 };
    // Of two points one above the other the slope is endless, its sign that of the way along x.
    let steep = |rise: f64, own: f64, other: f64| {
        rise / if own == 0.0 || own.is_nan() { if other < 0.0 { -0.0 } else { 0.0 } } else { own }
    };
    let (s0, s1) = (steep(b[1] - a[1], h0, h1), steep(c[1] - b[1], h1, h0));
    let middle = (s0 * h1 + s1 * h0) / (h0 + h1);
    if s0.is_nan() || s1.is_nan() || middle.is_nan() {
        return 0.0;
    }
    (sign(s0) + sign(s1)) * s0.abs().min(s1.abs()).min(0.5 * middle.abs())
}

/// The two control values of each piece of a natural cubic spline, along one axis:
/// the solution of a system with three diagonals.
fn natural_controls(points: &[Pair], axis: usize) -> Vec<Pair> {
    let at = |i: usize| points.get(i).map_or(0.0, |p| p[axis]);
    let n = points.len() - 1;
    let (mut diagonal, mut right) = (vec![2.0], vec![at(0) + 2.0 * at(1)]);
    let (mut last, mut sum) = (2.0, at(0) + 2.0 * at(1));
    for i in 1..n {
        let is_end = i == n - 1;
        let (below, own, want) = if is_end {
            (2.0, 7.0, 8.0 * at(i) + at(n))
        } else {
            (1.0, 4.0, 4.0 * at(i) + 2.0 * at(i + 1))
        };
        let share = below / last;
        last = own - share;
        sum = want - share * sum;
        diagonal.push(last);
        right.push(sum);
    }
    let mut out = vec![[0.0; 2]; n];
    let mut next = sum / last;
    let mut second = (at(n) + next) / 2.0;
    for (i, controls) in out.iter_mut().enumerate().rev() {
        if i < n - 1 {
            second = 2.0 * at(i + 1) - next;
            next = (right.get(i).unwrap_or(&0.0) - next) / diagonal.get(i).unwrap_or(&1.0);
        }
        *controls = [next, second];
    }
    out
}

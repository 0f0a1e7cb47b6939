//! Lines and polygons cut along an edge, on the sphere or on the plane.

use super::antimeridian;
use super::circle::Circle;
use super::rectangle::Rectangle;
use super::{EPSILON, Pair, compare, same, sphere};
use crate::base::sort;
use std::cmp::Ordering;
use std::f64::consts::{FRAC_PI_2, PI};

/// What shapes are cut along.
#[derive(Clone, Copy, Debug)]
pub enum Edge {
    /// The meridian opposite the middle.
    Antimeridian,
    /// A circle around the middle.
    Circle(Circle),
    /// A box of the plane.
    Rectangle(Rectangle),
}

/// A visible part of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Its points.
    pub points: Vec<Pair>,
    /// Whether its ends may touch each other and yet be apart along the edge.
    pub apart: bool,
}

/// The visible parts of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    /// The parts, in order.
    pub list: Vec<Piece>,
    /// Whether the edge cuts the line at all.
    pub cut: bool,
    /// Whether the last part goes on with the first, when the line is a ring.
    pub joined: bool,
}

impl Pieces {
    /// Starts a part.
    pub fn start(&mut self) {
        self.list.push(Piece::default());
    }

    /// Adds a point to the last part.
    pub fn push(&mut self, point: Pair) {
        if let Some(piece) = self.list.last_mut() {
            piece.points.push(point);
        }
    }

    /// Says that the last part has an end where others may touch it.
    pub fn apart(&mut self) {
        if let Some(piece) = self.list.last_mut() {
            piece.apart = true;
        }
    }
}

impl Edge {
    /// Whether a point is on the visible side.
    #[must_use]
    pub fn shows(&self, point: Pair) -> bool {
        match self {
            Self::Antimeridian => true,
            Self::Circle(circle) => circle.shows(point),
            Self::Rectangle(rectangle) => rectangle.shows(point),
        }
    }

    /// The visible parts of a line.
    #[must_use]
    pub fn line(&self, points: &[Pair]) -> Pieces {
        match self {
            Self::Antimeridian => antimeridian::line(points),
            Self::Circle(circle) => circle.line(points),
            Self::Rectangle(rectangle) => rectangle.line(points),
        }
    }

    /// Goes along the edge from one point of it to another, or (`None`) all around.
    pub fn follow(&self, ends: Option<(Pair, Pair)>, forward: bool, out: &mut Vec<Pair>) {
        match self {
            Self::Antimeridian => antimeridian::follow(ends, forward, out),
            Self::Circle(circle) => circle.follow(ends, forward, out),
            Self::Rectangle(rectangle) => rectangle.follow(ends, forward, out),
        }
    }

    /// The order of points along the edge.
    fn order(&self, a: Pair, b: Pair) -> Ordering {
        if let Self::Rectangle(rectangle) = self {
            return rectangle.order(a, b);
        }
        let along =
            |p: Pair| if p[0] < 0.0 { p[1] - FRAC_PI_2 - EPSILON } else { FRAC_PI_2 - p[1] };
        compare(along(a), along(b))
    }

    /// Whether the point that the order starts from is inside the polygon.
    fn starts_inside(&self, rings: &[Vec<Pair>]) -> bool {
        match self {
            Self::Antimeridian => sphere::contains(rings, [-PI, -FRAC_PI_2]),
            Self::Circle(circle) => sphere::contains(rings, circle.first()),
            Self::Rectangle(rectangle) => rectangle.inside(rings),
        }
    }

    /// The rings of the visible part of a polygon, whose rings come without their first point again.
    #[must_use]
    pub fn polygon(&self, rings: &[Vec<Pair>]) -> Vec<Vec<Pair>> {
        let mut out = Vec::new();
        let mut pieces = Vec::new();
        let mut whole = true;
        for ring in rings {
            let Some(first) = ring.first() else { continue };
            let mut closed = ring.clone();
            closed.push(*first);
            let mut found = self.line(&closed);
            if !found.cut {
                whole &= !found.list.is_empty();
                for mut piece in found.list {
                    piece.points.pop();
                    if !piece.points.is_empty() {
                        out.push(piece.points);
                    }
                }
                continue;
            }
            if found.joined && found.list.len() > 1 {
                let first = found.list.remove(0);
                if let Some(last) = found.list.last_mut() {
                    last.points.extend(first.points);
                    last.apart |= first.apart;
                }
            }
            pieces.extend(found.list.into_iter().filter(|piece| piece.points.len() > 1));
        }
        // On the plane a polygon that lies wholly inside does not hold the corner of the box.
        if whole && pieces.is_empty() && matches!(self, Self::Rectangle(_)) {
            return out;
        }
        let inside = self.starts_inside(rings);
        if !pieces.is_empty() {
            rejoin(self, pieces, inside, &mut out);
        } else if inside {
            out.push(self.outline());
        }
        out
    }

    /// The edge itself.
    #[must_use]
    pub fn outline(&self) -> Vec<Pair> {
        let mut ring = Vec::new();
        self.follow(None, true, &mut ring);
        ring
    }
}

/// Joins pieces to rings along the edge.
///
/// Source: G. Greiner and K. Hormann, Efficient clipping of arbitrary polygons, 1998; d3-geo's variant, in which
/// the edge is no polygon and its points are sorted.
fn rejoin(edge: &Edge, pieces: Vec<Piece>, inside: bool, out: &mut Vec<Vec<Pair>>) {
    let mut open: Vec<Vec<Pair>> = Vec::new();
    let mut ends: Vec<[Pair; 2]> = Vec::new();
    for mut piece in pieces {
        let (Some(first), Some(mut last)) =
            (piece.points.first().copied(), piece.points.last().copied())
        else {
            continue;
        };
        if same(first, last) {
            if !piece.apart {
                piece.points.pop();
                out.push(piece.points);
                continue;
            }
            last[0] += 2.0 * EPSILON;
            if let Some(point) = piece.points.last_mut() {
                *point = last;
            }
        }
        open.push(piece.points);
        ends.push([first, last]);
    }
    // The ends of the `i`th piece are 2i and 2i + 1; along the edge they follow each other by its order.
    let points = ends.concat();
    let count = points.len();
    let mut order: Vec<u32> = (0..count as u32).collect();
    sort::places(&mut order, &|a, b| edge.order(points[a as usize], points[b as usize]));
    let (mut ranks, mut ways, mut forward) = (vec![0; count], vec![false; count], inside);
    for (rank, own) in order.iter().enumerate() {
        forward = !forward;
        ranks[*own as usize] = rank;
        ways[*own as usize] = forward;
    }
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut ring = Vec::new();
        let (mut at, mut along_piece) = (start, true);
        while !seen[at] {
            seen[at] = true;
            let to;
            if along_piece {
                to = at ^ 1;
                let piece = &open[at / 2];
                if to > at {
                    ring.extend(piece);
                } else {
                    ring.extend(piece.iter().rev());
                }
            } else {
                let step = if ways[at] { 1 } else { count - 1 };
                to = order[(ranks[at] + step) % count] as usize;
                edge.follow(Some((points[at], points[to])), ways[at], &mut ring);
            }
            at = to;
            along_piece = !along_piece;
        }
        if !ring.is_empty() {
            out.push(ring);
        }
    }
}

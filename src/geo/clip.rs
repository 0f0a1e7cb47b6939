//! Lines and polygons cut along an edge, on the sphere or on the plane.

use super::antimeridian;
use super::circle::Circle;
use super::rectangle::Rectangle;
use super::{EPSILON, Pair, compare, same, sphere};
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

/// An end of a piece, in one of two rings: that of the pieces in order, and that of the edge.
struct End {
    point: Pair,
    /// The piece that starts here, when the end is in the ring of the pieces.
    piece: Option<usize>,
    /// The same end in the other ring.
    other: usize,
    next: usize,
    previous: usize,
    /// Whether the polygon's outline goes forward from here.
    forward: bool,
    seen: bool,
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
    let mut nodes = linked(edge, &ends, inside);
    for start in 0..ends.len() * 2 {
        if nodes[start].seen {
            continue;
        }
        let mut ring = Vec::new();
        let (mut at, mut along_piece) = (start, true);
        loop {
            let other = nodes[at].other;
            nodes[at].seen = true;
            nodes[other].seen = true;
            let forward = nodes[at].forward;
            let to = if forward { nodes[at].next } else { nodes[at].previous };
            if along_piece {
                let piece = if forward { nodes[at].piece } else { nodes[to].piece };
                let points = piece.and_then(|piece| open.get(piece)).map(Vec::as_slice);
                let points = points.unwrap_or_default();
                if forward {
                    ring.extend(points);
                } else {
                    ring.extend(points.iter().rev());
                }
            } else {
                edge.follow(Some((nodes[at].point, nodes[to].point)), forward, &mut ring);
            }
            at = nodes[to].other;
            along_piece = !along_piece;
            if nodes[at].seen {
                break;
            }
        }
        out.push(ring);
    }
}

/// The two rings of ends: first that of the pieces, then that of the edge, which is in order along it.
fn linked(edge: &Edge, ends: &[[Pair; 2]], inside: bool) -> Vec<End> {
    let count = ends.len() * 2;
    let points: Vec<Pair> = ends.iter().flatten().copied().collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| edge.order(points[*a], points[*b]));
    let mut nodes: Vec<End> = (0..count * 2)
        .map(|i| {
            let own = i % count;
            let starts = own.is_multiple_of(2);
            End {
                point: points[own],
                piece: (i < count && starts).then_some(own / 2),
                other: (i + count) % (count * 2),
                next: (own + 1) % count,
                previous: (own + count - 1) % count,
                forward: starts,
                seen: false,
            }
        })
        .collect();
    let mut forward = inside;
    for (i, own) in order.iter().enumerate() {
        forward = !forward;
        let node = &mut nodes[count + own];
        node.forward = forward;
        node.next = count + order[(i + 1) % count];
        node.previous = count + order[(i + count - 1) % count];
    }
    nodes
}

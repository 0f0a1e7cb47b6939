//! Points between those of a line, where its picture is no straight line.

use super::{EPSILON, Pair, sphere};
use crate::base::number::{atan2, cos};

/// How often a segment is halved at most.
const DEEPEST: u32 = 16;

/// One end of a segment: its picture, its longitude, its vector.
type End = (Pair, f64, sphere::Vector);

/// The picture of a line, or (`closed`) of a ring, of longitudes and latitudes in radians.
///
/// `limit` is the square of the distance in pixels by which a straight line may miss the curve; 0 adds no points.
#[must_use]
pub fn line(
    points: &[Pair],
    closed: bool,
    limit: f64,
    project: &dyn Fn(Pair) -> Pair,
) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::with_capacity(points.len());
    let sampler = Sampler { limit, project, least: cos(30_f64.to_radians()) };
    let mut before: Option<(Pair, Pair)> = None;
    for point in points {
        let picture = project(*point);
        if let Some(before) = before {
            sampler.segment(before, (*point, picture), &mut out);
        }
        out.push(picture);
        before = Some((*point, picture));
    }
    if let (true, Some(last), Some(first)) = (closed, before, points.first()) {
        let picture = out.first().copied().unwrap_or_default();
        sampler.segment(last, (*first, picture), &mut out);
    }
    out
}

struct Sampler<'a> {
    limit: f64,
    project: &'a dyn Fn(Pair) -> Pair,
    /// The cosine of the angle from which on a segment is always halved.
    least: f64,
}

impl Sampler<'_> {
    fn segment(&self, from: (Pair, Pair), to: (Pair, Pair), out: &mut Vec<Pair>) {
        // Most segments are short: only others need vectors.
        let (dx, dy) = (to.1[0] - from.1[0], to.1[1] - from.1[1]);
        if self.limit > 0.0 && dx * dx + dy * dy > 4.0 * self.limit {
            let end = |(point, picture): (Pair, Pair)| (picture, point[0], sphere::vector(point));
            self.halve(end(from), end(to), DEEPEST, out);
        }
    }

    fn halve(&self, from: End, to: End, depth: u32, out: &mut Vec<Pair>) {
        let (dx, dy) = (to.0[0] - from.0[0], to.0[1] - from.0[1]);
        let square = dx * dx + dy * dy;
        if !(square > 4.0 * self.limit && depth > 0) {
            return;
        }
        let sum = sphere::plus(from.2, 1.0, to.2);
        let length = sphere::dot(sum, sum).sqrt();
        let z = sum[2] / length;
        let phi = sphere::asin(z);
        let lambda = if (z.abs() - 1.0).abs() < EPSILON || (from.1 - to.1).abs() < EPSILON {
            (from.1 + to.1) / 2.0
        } else {
            atan2(sum[1], sum[0])
        };
        let middle = (self.project)([lambda, phi]);
        let (mx, my) = (middle[0] - from.0[0], middle[1] - from.0[1]);
        let aside = dy * mx - dx * my;
        if aside * aside / square > self.limit
            || ((dx * mx + dy * my) / square - 0.5).abs() > 0.3
            || sphere::dot(from.2, to.2) < self.least
        {
            let middle = (middle, lambda, sum.map(|part| part / length));
            self.halve(from, middle, depth - 1, out);
            out.push(middle.0);
            self.halve(middle, to, depth - 1, out);
        }
    }
}

//! Points of a curve, closer where it bends.

use crate::base::number::atan2;
use std::f64::consts::PI;

/// Two lines that differ by less than this, in radians, are taken for straight: half a degree.
const STRAIGHT: f64 = 0.5 * PI / 180.0;

/// Points of the function over `extent`, ascending: at least `least` steps; more, up to `most`, where the curve
/// bends. With `least` = `most` the steps are even.
///
/// Source: `sampleCurve` of vega-statistics.
pub(super) fn sample(
    function: &dyn Fn(f64) -> f64,
    extent: [f64; 2],
    least: f64,
    most: f64,
) -> Vec<[f64; 2]> {
    let least = if least >= 1.0 { least.floor() } else { 25.0 };
    let most = most.max(least).floor();
    let point = |x: f64| [x, function(x)];
    let [from, to] = extent;
    let span = to - from;
    let mut out = vec![point(from)];
    let step = |i: usize| point(from + (i as f64 / least) * span);
    if least == most {
        for i in 1..most as usize {
            out.push(step(i));
        }
        out.push(point(to));
        return out;
    }
    let mut next = vec![point(to)];
    for i in (1..least as usize).rev() {
        next.push(step(i));
    }
    let (mut low, mut high) = (out[0][1], out[0][1]);
    for [_, y] in &next {
        low = low.min(*y);
        high = high.max(*y);
    }
    let scale = [1.0 / span, 1.0 / (high - low)];
    let nearest = span / most;
    let mut last = point(from);
    while let Some(end) = next.last().copied() {
        let middle = point((last[0] + end[0]) / 2.0);
        if middle[0] - last[0] >= nearest && bend(last, middle, end, scale) > STRAIGHT {
            next.push(middle);
        } else {
            last = end;
            out.push(end);
            next.pop();
        }
    }
    out
}

/// The angle between the lines from `p` to `r` and to `q`, as they are drawn.
fn bend(p: [f64; 2], q: [f64; 2], r: [f64; 2], [sx, sy]: [f64; 2]) -> f64 {
    let direction = |to: [f64; 2]| atan2(sy * (to[1] - p[1]), sx * (to[0] - p[0]));
    (direction(r) - direction(q)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples() {
        let xs = |list: Vec<[f64; 2]>| list.into_iter().map(|[x, _]| x).collect::<Vec<_>>();
        assert_eq!(xs(sample(&|x| x, [0.0, 4.0], 4.0, 4.0)), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(xs(sample(&|x| x, [0.0, 2.0], 2.0, 100.0)), [0.0, 1.0, 2.0]);
        let bent = sample(&|x| if x < 1.0 { 0.0 } else { x - 1.0 }, [0.0, 2.0], 3.0, 12.0);
        let bent = xs(bent);
        assert!(bent.len() > 4 && bent.is_sorted(), "{bent:?}");
    }
}

//! Linear scales, and the round values of all scales that are not logarithmic or of times.

use crate::base::number::{tick_increment, ticks as round_values};

/// The domain with its ends moved outward to round values, about `count` steps apart.
///
/// Source: d3-scale 4, `linear.js`.
pub(super) fn nice(domain: &mut [f64], count: f64) {
    let (Some(first), Some(last)) = (domain.first().copied(), domain.last().copied()) else {
        return;
    };
    let falling = last < first;
    let (mut start, mut stop) = if falling { (last, first) } else { (first, last) };
    let mut before = f64::NAN;
    // The step may grow with the domain; it settles in a few turns.
    for _ in 0..10 {
        let step = tick_increment(start, stop, count);
        if step == before {
            set_ends(domain, if falling { (stop, start) } else { (start, stop) });
            return;
        } else if step > 0.0 {
            start = (start / step).floor() * step;
            stop = (stop / step).ceil() * step;
        } else if step < 0.0 {
            start = (start * step).ceil() / step;
            stop = (stop * step).floor() / step;
        } else {
            return;
        }
        before = step;
    }
}

/// Sets the first and the last number.
pub(super) fn set_ends(domain: &mut [f64], (first, last): (f64, f64)) {
    if let [start, .., end] = domain {
        (*start, *end) = (first, last);
    }
}

/// About `count` round values within the domain, in its direction.
///
/// Source: d3-scale 4, `linear.js`.
pub(super) fn ticks((start, stop): (f64, f64), count: f64) -> Vec<f64> {
    round_values(start, stop, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected domains were made by d3-scale 4.0.2.
    #[test]
    fn round_domains() {
        let check = |domain: &[f64], count, expected: &[f64]| {
            let mut found = domain.to_vec();
            nice(&mut found, count);
            assert_eq!(found, expected, "{domain:?} {count}");
        };
        check(&[0.0, 97.3], 10.0, &[0.0, 100.0]);
        check(&[1.1, 10.9], 10.0, &[1.0, 11.0]);
        check(&[10.9, 1.1], 10.0, &[11.0, 1.0]);
        check(&[0.123, 0.456], 5.0, &[0.1, 0.5]);
        check(&[-0.7, 0.0, 13.0], 10.0, &[-1.0, 0.0, 13.0]);
        check(&[5.0, 5.0], 10.0, &[5.0, 5.0]);
        check(&[0.0, f64::INFINITY], 10.0, &[0.0, f64::INFINITY]);
    }
}

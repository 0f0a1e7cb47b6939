//! Logarithmic scales.

use super::curve::{log_of, power_of};
use super::linear::set_ends;
use crate::base::number::{ln, pow, round, ticks as round_values};

/// More ticks than anybody could read; what a broken domain or base asks for beyond is left out.
const MOST: usize = 2000;

/// The domain with its ends moved outward to powers of the base.
///
/// Source: d3-scale 4, `log.js`.
pub(super) fn nice(domain: &mut [f64], base: f64) {
    let (Some(first), Some(last)) = (domain.first().copied(), domain.last().copied()) else {
        return;
    };
    let negative = first < 0.0;
    let outward = |x: f64, up: bool| {
        // Of a negative domain the distance from zero is rounded, so up is down.
        let exponent = log_of(base, x.abs());
        let power = power_of(base, if up != negative { exponent.ceil() } else { exponent.floor() });
        if negative { -power } else { power }
    };
    let falling = last < first;
    set_ends(domain, (outward(first, falling), outward(last, !falling)));
}

/// The powers of the base within the domain, and their multiples where there are
/// few; about `count`, in the direction of the domain.
///
/// Source: d3-scale 4, `log.js`.
pub(super) fn ticks((first, last): (f64, f64), base: f64, count: f64) -> Vec<f64> {
    let falling = last < first;
    let (start, stop) = if falling { (last, first) } else { (first, last) };
    let negative = first < 0.0;
    let exponent = |x: f64| if negative { -log_of(base, -x) } else { log_of(base, x) };
    let power = |x: f64| if negative { -power_of(base, -x) } else { power_of(base, x) };
    let (low, high) = (exponent(start), exponent(stop));
    let mut list = Vec::new();
    if !(low.is_finite() && high.is_finite()) {
        return list;
    }
    if base.fract() == 0.0 && base > 1.0 && base < 1000.0 && high - low < count {
        let mut at = low.floor();
        while at <= high.ceil() && list.len() < MOST {
            for k in 1..base as u32 {
                let k = f64::from(if start > 0.0 { k } else { base as u32 - k });
                let tick = if start > 0.0 {
                    if at < 0.0 { k / power(-at) } else { k * power(at) }
                } else if at > 0.0 {
                    k / power(-at)
                } else {
                    k * power(at)
                };
                if tick > stop {
                    break;
                }
                if tick >= start {
                    list.push(tick);
                }
            }
            at += 1.0;
        }
        if (list.len() * 2) as f64 + 0.0 < count {
            list = round_values(start, stop, count);
        }
    } else {
        list = round_values(low, high, count.min(high - low)).into_iter().map(power).collect();
    }
    if falling {
        list.reverse();
    }
    list
}

/// Which ticks have a label: those of the lower multiples of each power, as many as `count` asks for.
///
/// Source: vega-scale, `tickLog`.
pub(super) fn is_labelled(value: f64, base: f64, count: f64, ticks: usize) -> bool {
    let most = (base * count / ticks as f64).max(1.0);
    let mut multiple = value / pow(base, round(ln(value) / ln(base)));
    if multiple * base < base - 0.5 {
        multiple *= base;
    }
    multiple <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected numbers were made by d3-scale 4.0.2.
    #[test]
    fn round_domains() {
        let check = |domain: [f64; 2], base, expected: [f64; 2]| {
            let mut found = domain;
            nice(&mut found, base);
            assert_eq!(found, expected, "{domain:?} {base}");
        };
        check([1.1, 10.9], 10.0, [1.0, 100.0]);
        check([10.9, 1.1], 10.0, [100.0, 1.0]);
        check([0.7, 11.001], 10.0, [0.1, 100.0]);
        check([-1.1, -10.9], 10.0, [-1.0, -100.0]);
        check([12.0, 400.0], 2.0, [8.0, 512.0]);
    }

    #[test]
    fn powers_and_multiples() {
        let check = |domain, base, count, expected: &[f64]| {
            assert_eq!(ticks(domain, base, count), expected, "{domain:?} {base} {count}");
        };
        check((1.0, 10.0), 10.0, 10.0, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        check((10.0, 1.0), 10.0, 10.0, &[10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]);
        check((0.15, 0.68), 10.0, 10.0, &[0.2, 0.3, 0.4, 0.5, 0.6]);
        check(
            (-100.0, -10.0),
            10.0,
            10.0,
            &[-100.0, -90.0, -80.0, -70.0, -60.0, -50.0, -40.0, -30.0, -20.0, -10.0],
        );
        check((1.0, 1e12), 10.0, 5.0, &[1.0, 100.0, 1e4, 1e6, 1e8, 1e10, 1e12]);
        check((0.0, 10.0), 10.0, 10.0, &[]);
        check((1.0, f64::INFINITY), 10.0, 10.0, &[]);
        check((1.0, 16.0), 2.0, 10.0, &[1.0, 2.0, 4.0, 8.0, 16.0]);
    }
}

//! Functions of real numbers that give the same bits natively and in wasm, and round steps.
//!
//! Source: the `libm` crate; the standard library's differ from platform to
//! platform (banned in `.clippy.toml`).

pub use libm::{
    acos, asin, atan, atan2, cbrt, cos, cosh, exp, expm1, hypot, log as ln, log1p, log2, log10,
    pow, sin, sinh, tan, tanh,
};

/// The nearest whole number; halves go up, as JavaScript's `Math.round`.
#[must_use]
pub fn round(number: f64) -> f64 {
    let below = number.floor();
    if number - below >= 0.5 { below + 1.0 } else { below }
}

/// The step between about `count` round values from `start` to `stop`, as
/// 1, 2 or 5 times a power of ten. Steps below one are given as minus their
/// inverse (0.2 is −5), because the inverse is exact. 0 or NaN when there is none.
///
/// Source: d3-array, `tickIncrement`.
#[must_use]
pub fn tick_increment(start: f64, stop: f64, count: f64) -> f64 {
    tick_span(start, stop, count).2
}

/// The step between about `count` round values from `start` to `stop`;
/// negative when `stop` is the lower.
///
/// Source: d3-array, `tickStep`.
#[must_use]
pub fn tick_step(start: f64, stop: f64, count: f64) -> f64 {
    let (low, high, sign) = if stop < start { (stop, start, -1.0) } else { (start, stop, 1.0) };
    let step = tick_increment(low, high, count);
    sign * if step < 0.0 { 1.0 / -step } else { step }
}

/// About `count` round values from `start` to `stop`, both included when they are
/// round; in falling order when `stop` is the lower. Empty when `count` is not positive.
///
/// Source: d3-array, `ticks`.
///
/// ```
/// assert_eq!(shushuo::base::number::ticks(0.0, 1.0, 5.0), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
/// ```
#[must_use]
pub fn ticks(start: f64, stop: f64, count: f64) -> Vec<f64> {
    if count.is_nan() || count <= 0.0 || !(stop - start).is_finite() {
        return Vec::new();
    }
    if start == stop {
        return vec![start];
    }
    let (first, last, step) = tick_span(start.min(stop), start.max(stop), count);
    let mut list = Vec::new();
    let mut i = first;
    while i <= last {
        list.push(if step < 0.0 { i / -step } else { i * step });
        if i + 1.0 == i {
            break;
        }
        i += 1.0;
    }
    if stop < start {
        list.reverse();
    }
    list
}

/// First and last multiple, and the step as in [`tick_increment`].
fn tick_span(start: f64, stop: f64, count: f64) -> (f64, f64, f64) {
    let step = (stop - start) / count.max(0.0);
    let power = log10(step).floor();
    let rest = step / pow(10.0, power);
    // The borders are the square roots of 50, 10 and 2.
    let factor = match rest {
        rest if rest >= 50_f64.sqrt() => 10.0,
        rest if rest >= 10_f64.sqrt() => 5.0,
        rest if rest >= 2_f64.sqrt() => 2.0,
        _ => 1.0,
    };
    let (first, last, increment);
    if power < 0.0 {
        let inverse = pow(10.0, -power) / factor;
        let (low, high) = (round(start * inverse), round(stop * inverse));
        first = if low / inverse < start { low + 1.0 } else { low };
        last = if high / inverse > stop { high - 1.0 } else { high };
        increment = -inverse;
    } else {
        increment = pow(10.0, power) * factor;
        let (low, high) = (round(start / increment), round(stop / increment));
        first = if low * increment < start { low + 1.0 } else { low };
        last = if high * increment > stop { high - 1.0 } else { high };
    }
    if last < first && (0.5..2.0).contains(&count) {
        return tick_span(start, stop, count * 2.0);
    }
    (first, last, increment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_up() {
        for (number, rounded) in
            [(0.5, 1.0), (-0.5, 0.0), (-2.5, -2.0), (2.4, 2.0), (0.499_999_999_999_999_94, 0.0)]
        {
            assert_eq!(round(number), rounded, "{number}");
        }
    }

    #[test]
    fn steps() {
        for (start, stop, count, step) in [
            (0.0, 1.0, 10.0, 0.1),
            (0.0, 1.0, 5.0, 0.2),
            (0.0, 97.0, 10.0, 10.0),
            (-10.0, 10.0, 3.0, 5.0),
            (10.0, 0.0, 5.0, -2.0),
            (0.0, 1e-7, 4.0, 2e-8),
            (0.0, 2_283_829.0, 6.0, 500_000.0),
        ] {
            assert_eq!(tick_step(start, stop, count), step, "{start} {stop} {count}");
        }
        assert_eq!(tick_increment(0.0, 1.0, 10.0), -10.0);
        for power in -15..=22 {
            let ten: f64 = format!("1e{power}").parse().unwrap();
            assert_eq!(log10(ten), f64::from(power), "{ten}");
        }
    }

    #[test]
    fn round_values() {
        assert_eq!(ticks(0.0, 10.0, 5.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(1.0, 0.0, 2.0), [1.0, 0.5, 0.0]);
        assert_eq!(ticks(-0.37, 0.22, 3.0), [-0.2, 0.0, 0.2]);
        assert_eq!(ticks(3.0, 3.0, 5.0), [3.0]);
        assert!(ticks(0.0, 1.0, 0.0).is_empty());
        assert!(ticks(0.0, f64::INFINITY, 5.0).is_empty());
    }
}

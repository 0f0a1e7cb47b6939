//! Random numbers, always the same for the same seed, and the distributions they come from.
//!
//! Source: vega-statistics (`normal`, `lognormal`, `uniform`); G. West, "Better Approximations
//! to Cumulative Normal Functions" (2009); M. Giles, "Approximating the erfinv function" (2010).

use super::{Function, arg, context, num, num_or, numbers};
use crate::base::number::{exp, ln, pow};
use crate::base::value::Value;
use crate::expr::eval::Context;

pub(super) const LIST: &[Function] = &[
    numbers("cumulativeLogNormal", |args| cumulative_normal(ln(num(args, 0)), args)),
    numbers("cumulativeNormal", |args| cumulative_normal(num(args, 0), args)),
    numbers("cumulativeUniform", cumulative_uniform),
    numbers("densityLogNormal", density_log_normal),
    numbers("densityNormal", |args| density_normal(num(args, 0), args)),
    numbers("densityUniform", density_uniform),
    numbers("quantileLogNormal", |args| exp(quantile_normal(args))),
    numbers("quantileNormal", quantile_normal),
    numbers("quantileUniform", quantile_uniform),
    context("random", |context, _| Value::Number(random(context))),
    context("sampleLogNormal", |context, args| {
        let (mean, deviation) = normal(args, 0);
        Value::Number(exp(mean + sample(context) * deviation))
    }),
    context("sampleNormal", |context, args| {
        let (mean, deviation) = normal(args, 0);
        Value::Number(mean + sample(context) * deviation)
    }),
    context("sampleUniform", |context, args| {
        let (least, most) = limits(args, 0);
        Value::Number(least + (most - least) * random(context))
    }),
];

/// The next number, at least 0 and below 1 (SplitMix64, Steele et al. 2014).
fn random(context: &Context<'_>) -> f64 {
    let next = context.memory.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
    context.memory.random.set(next);
    let mut mixed = next;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / pow(2.0, 53.0)
}

/// A number of the standard normal distribution (Box and Muller, polar form of Marsaglia).
fn sample(context: &Context<'_>) -> f64 {
    // Each try succeeds with a chance of π/4.
    for _ in 0..64 {
        let (x, y) = (random(context) * 2.0 - 1.0, random(context) * 2.0 - 1.0);
        let square = x * x + y * y;
        if square > 0.0 && square <= 1.0 {
            return x * (-2.0 * ln(square) / square).sqrt();
        }
    }
    0.0
}

/// Mean, 0 by default, and standard deviation, 1 by default, from the argument `i` on.
fn normal(args: &[Value], i: usize) -> (f64, f64) {
    let mean = num_or(args, i, 0.0);
    (if mean.is_nan() { 0.0 } else { mean }, num_or(args, i + 1, 1.0))
}

/// Least and greatest from the argument `i` on; one alone is the greatest.
fn limits(args: &[Value], i: usize) -> (f64, f64) {
    if arg(args, i + 1).is_null() {
        (0.0, num_or(args, i, 1.0))
    } else {
        (num(args, i), num(args, i + 1))
    }
}

/// √(2π)
const ROOT: f64 = 2.506_628_274_631_000_7;

fn density_normal(value: f64, args: &[Value]) -> f64 {
    let (mean, deviation) = normal(args, 1);
    let z = (value - mean) / deviation;
    exp(-0.5 * z * z) / (deviation * ROOT)
}

fn density_log_normal(args: &[Value]) -> f64 {
    let value = num(args, 0);
    if value <= 0.0 { 0.0 } else { density_normal(ln(value), args) / value }
}

/// A polynomial, its coefficients from the highest power on.
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

fn cumulative_normal(value: f64, args: &[Value]) -> f64 {
    let (mean, deviation) = normal(args, 1);
    let z = (value - mean) / deviation;
    let far = z.abs();
    let bell = exp(-far * far / 2.0);
    let tail = if far > 37.0 {
        0.0
    } else if far < 7.071_067_811_865_47 {
        let over = [
            3.526_249_659_989_11e-2,
            0.700_383_064_443_688,
            6.373_962_203_531_65,
            33.912_866_078_383,
            112.079_291_497_871,
            221.213_596_169_931,
            220.206_867_912_376,
        ];
        let under = [
            8.838_834_764_831_84e-2,
            1.755_667_163_182_64,
            16.064_177_579_207,
            86.780_732_202_946_1,
            296.564_248_779_674,
            637.333_633_378_831,
            793.826_512_519_948,
            440.413_735_824_752,
        ];
        bell * polynomial(far, &over) / polynomial(far, &under)
    } else {
        let fraction = [4.0, 3.0, 2.0, 1.0].iter().fold(far + 0.65, |sum, n| far + n / sum);
        bell / fraction / 2.506_628_274_631
    };
    if z > 0.0 { 1.0 - tail } else { tail }
}

fn quantile_normal(args: &[Value]) -> f64 {
    let share = num(args, 0);
    if !(0.0..=1.0).contains(&share) {
        return f64::NAN;
    }
    let (mean, deviation) = normal(args, 1);
    mean + deviation * std::f64::consts::SQRT_2 * inverse_error(2.0 * share - 1.0)
}

/// Coefficients near the middle, of −ln(1 − x²) − 3.125.
const MIDDLE: [f64; 23] = [
    -3.644_412_064_017_82e-21,
    -1.685_059_138_182_016_6e-19,
    1.285_848_071_525_64e-18,
    1.115_787_767_802_518_1e-17,
    -1.333_171_662_854_621e-16,
    2.097_276_787_596_856_2e-17,
    6.637_638_134_358_324e-15,
    -4.054_566_272_975_207e-14,
    -8.151_934_197_605_472e-14,
    2.633_509_315_308_232_3e-12,
    -1.297_513_325_345_353_2e-11,
    -5.415_412_054_294_628e-11,
    1.051_212_273_321_532_3e-9,
    -4.112_633_980_346_984e-9,
    -2.907_036_995_788_200_5e-8,
    4.234_787_782_793_240_4e-7,
    -1.365_469_200_083_467_9e-6,
    -1.388_252_336_278_646_9e-5,
    0.000_186_734_208_034_057_14,
    -0.000_740_702_534_166_267,
    -0.006_033_670_871_430_149,
    0.240_158_182_425_589_62,
    1.653_654_562_683_102_7,
];
/// Further out, of √(−ln(1 − x²)) − 3.25.
const OUTER: [f64; 19] = [
    2.213_737_692_177_578_7e-9,
    9.075_656_193_888_539e-8,
    -2.751_740_629_706_454_5e-7,
    1.823_962_921_438_922_8e-8,
    1.502_740_396_890_982_8e-6,
    -4.013_867_526_981_546e-6,
    2.923_444_908_995_544_6e-6,
    1.247_530_448_167_177_9e-5,
    -4.731_822_900_905_573_4e-5,
    6.828_485_145_957_318e-5,
    2.403_111_038_709_789_4e-5,
    -0.000_355_037_520_362_847_5,
    0.000_953_289_379_737_380_5,
    -0.001_688_275_556_023_504_7,
    0.002_491_442_096_107_851,
    -0.003_751_208_507_569_241,
    0.005_370_914_553_590_064,
    1.005_258_967_694_159_2,
    3.083_885_610_492_220_8,
];
/// At the ends, of √(−ln(1 − x²)) − 5.
const ENDS: [f64; 17] = [
    -2.710_992_061_643_857_3e-11,
    -2.555_641_816_996_525e-10,
    1.507_657_269_350_054_8e-9,
    -3.789_465_440_126_737e-9,
    7.615_701_208_078_34e-9,
    -1.496_002_662_714_924e-8,
    2.914_795_345_090_108e-8,
    -6.771_199_775_845_234e-8,
    2.290_048_222_802_665_5e-7,
    -9.929_827_294_231_7e-7,
    4.526_062_597_223_154e-6,
    -1.968_177_810_553_167e-5,
    7.599_527_703_001_776e-5,
    -0.000_215_030_119_300_444_77,
    -0.000_138_719_318_336_231_22,
    1.010_300_464_864_534_4,
    4.849_906_401_408_584,
];

fn inverse_error(x: f64) -> f64 {
    let w = -ln((1.0 - x) * (1.0 + x));
    x * if w < 6.25 {
        polynomial(w - 3.125, &MIDDLE)
    } else if w < 16.0 {
        polynomial(w.sqrt() - 3.25, &OUTER)
    } else if w.is_finite() {
        polynomial(w.sqrt() - 5.0, &ENDS)
    } else {
        f64::INFINITY
    }
}

fn density_uniform(args: &[Value]) -> f64 {
    let (least, most) = limits(args, 1);
    if (least..=most).contains(&num(args, 0)) { 1.0 / (most - least) } else { 0.0 }
}

fn cumulative_uniform(args: &[Value]) -> f64 {
    let (least, most) = limits(args, 1);
    let value = num(args, 0);
    if value < least {
        0.0
    } else if value > most {
        1.0
    } else {
        (value - least) / (most - least)
    }
}

fn quantile_uniform(args: &[Value]) -> f64 {
    let (least, most) = limits(args, 1);
    let share = num(args, 0);
    if (0.0..=1.0).contains(&share) { least + share * (most - least) } else { f64::NAN }
}

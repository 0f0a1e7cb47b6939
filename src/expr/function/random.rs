//! Random numbers, always the same for the same seed, and the distributions they come from.

use super::{Function, context};
use crate::base::number;
use crate::base::value::Value;
use crate::expr::eval::Context;

pub(super) const LIST: &[Function] =
    &[context("random", |context, _| Value::Number(random(context)))];

/// The seed that `random` starts from.
pub(in crate::expr) const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The next number, at least 0 and below 1 (SplitMix64, Steele et al. 2014).
fn random(context: &Context<'_>) -> f64 {
    let next = context.random.get().wrapping_add(SEED);
    context.random.set(next);
    let mut mixed = next;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / number::pow(2.0, 53.0)
}

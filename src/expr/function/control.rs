//! Functions that log and give back their last argument. There is nobody to log to here.

use super::{Function, plain};
use crate::base::value::Value;

pub(super) const LIST: &[Function] =
    &[plain("debug", last), plain("info", last), plain("warn", last)];

fn last(args: &[Value]) -> Value {
    args.last().cloned().unwrap_or_default()
}

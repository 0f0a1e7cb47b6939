//! Functions of real numbers that give the same bits natively and in wasm.
//!
//! Source: the `libm` crate; the standard library's differ from platform to
//! platform (banned in `.clippy.toml`).

pub use libm::{
    acos, asin, atan, atan2, cbrt, cos, cosh, exp, expm1, hypot, log as ln, log1p, log2, log10,
    pow, sin, sinh, tan, tanh,
};

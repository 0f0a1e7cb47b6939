//! Scene → pixels; the only folder that names plotters, and it sees only scenes and words.
//!
//! plotters is the painter: its elements are drawn over backends of our own,
//! which add what it lacks (clips, dashes, curves, turned text, gradients) and
//! count in sixteenths of a CSS pixel, because its coordinates are whole
//! numbers. It never sees a domain or a scale.

mod surface;
mod pen;
mod painter;
mod shape;
mod thin;
mod columns;
mod dots;
mod many;
mod certainty;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod record;
#[cfg(not(target_arch = "wasm32"))]
mod attribute;
#[cfg(not(target_arch = "wasm32"))]
mod data;
#[cfg(not(target_arch = "wasm32"))]
pub mod svg;
#[cfg(not(target_arch = "wasm32"))]
pub mod png;
#[cfg(target_arch = "wasm32")]
pub mod canvas;

pub use self::painter::MAX_SIDE;

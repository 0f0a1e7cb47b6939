//! Vega-Lite specs in, pictures out, and figures proved against their source text.
//!
//! ```text
//!  JSON text ─spec─▶ Spec ─normalize─▶ Spec ─resolve─▶ View ─data, transform─▶ Tables ─scale─▶ Scales
//!                  (author's)      (fewer kinds)   (no defaults left)                            │
//!  pixels ◀─paint─ Scene (plain data) ◀────────────── layout (axes, legends, titles) ◀── mark ───┘
//!                    └─▶ hit, describe ─▶ interact: new parameter values, and the pipeline runs again
//! ```
//!
//! The modules stand in reading order; each imports only from those above it.

pub mod error;
pub mod base;
pub mod expr;
pub mod scene;
pub mod spec;
pub mod normalize;
pub mod resolve;
pub mod data;
pub mod transform;
pub mod scale;
pub mod geo;
pub mod mark;
pub mod layout;
pub mod interact;
pub mod paint;
pub mod chart;
pub mod report;
#[cfg(target_arch = "wasm32")]
pub mod web;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

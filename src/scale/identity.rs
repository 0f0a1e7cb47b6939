//! Identity scales: numbers as they are.

/// A scale that gives what it gets.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// The domain, for ticks.
    pub domain: Vec<f64>,
}

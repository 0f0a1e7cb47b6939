//! Ordinal scales: a value of the range for each value of the domain.

use super::index::Index;
use super::output::Palette;
use crate::base::value::Value;

/// A scale from values to values. The range starts again when it is short.
#[derive(Clone, Debug, Default)]
pub struct Ordinal {
    /// The domain.
    pub domain: Index,
    /// The range.
    pub palette: Palette,
}

impl Ordinal {
    /// The place in the palette that belongs to a value; none when the domain has it not.
    #[must_use]
    pub fn part(&self, value: &Value) -> Option<usize> {
        self.domain.of(value)?.checked_rem(self.palette.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_starts_again() {
        let scale = Ordinal {
            domain: Index::new(vec!["x".into(), "y".into(), "z".into()]),
            palette: Palette::new(vec!["red".into(), "blue".into()]),
        };
        let found = ["x", "y", "z", "w"].map(|text| scale.part(&text.into()));
        assert_eq!(found, [Some(0), Some(1), Some(0), None]);
        assert_eq!(Ordinal::default().part(&Value::Null), None);
    }
}

//! `sample`.

use super::Context;
use crate::data::Table;
use crate::spec::transform::Sample;

/// Keeps some rows, each with the same chance, chosen by the seed of the context.
///
/// A table of no more rows stays as it is. A row that is chosen late stands in the place of the one it
/// replaces, so the order is not that of the table.
///
/// Source: Vega-Lite docs, "Sample"; Vega, `Sample.js`; Vitter (1985), "Random sampling with a reservoir".
pub(super) fn apply(context: &Context, step: &Sample, table: Table) -> Table {
    let size = step.sample.max(0.0) as usize;
    if table.rows() <= size {
        return table;
    }
    let mut random = Random::new(context.seed);
    let mut kept: Vec<u32> = (0..size as u32).collect();
    for row in size..table.rows() {
        if let Some(place) = kept.get_mut(random.below(row + 1)) {
            *place = row as u32;
        }
    }
    table.take(&kept)
}

/// Random numbers of a seed: the minimal standard generator of Park and Miller (1988).
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// The numbers of a seed.
    pub fn new(seed: u32) -> Self {
        Self { state: u64::from(seed) % 0x7fff_fffe + 1 }
    }

    /// The next number, from 0 to below 1.
    pub fn next(&mut self) -> f64 {
        self.state = self.state * 48_271 % 0x7fff_ffff;
        (self.state - 1) as f64 / 2_147_483_646.0
    }

    /// The next whole number from 0 to below `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        ((self.next() * limit as f64) as usize).min(limit.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{check, run};
    use super::*;

    #[test]
    fn samples() {
        check(r#"{"sample":5}"#, "[1,2]", r#"[{"data":1},{"data":2}]"#);
        check(r#"{"sample":0}"#, "[1,2]", "[]");
        let rows: Vec<String> = (0..1000).map(|i| i.to_string()).collect();
        let rows = format!("[{}]", rows.join(","));
        let numbers = || {
            let table = run(r#"{"sample":100}"#, &rows).unwrap();
            table.column("data").and_then(crate::data::Column::numbers).cloned().unwrap()
        };
        let mut sample = numbers().to_vec();
        assert_eq!(sample, numbers().to_vec(), "the same seed, the same rows");
        sample.sort_by(f64::total_cmp);
        sample.dedup();
        assert_eq!(sample.len(), 100);
        let mean = sample.iter().sum::<f64>() / 100.0;
        assert!((mean - 499.5).abs() < 100.0, "{mean}");
    }

    #[test]
    fn numbers_are_even() {
        let mut random = Random::new(0);
        let mut counts = [0; 10];
        for _ in 0..10_000 {
            counts[random.below(10)] += 1;
        }
        assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
    }
}

//! `sample`.

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

//! The project's chores: `cargo xtask pkg | test | ci`.
fn main() {}

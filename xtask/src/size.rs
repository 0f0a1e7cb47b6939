//! The size of the package as it is sent: `cat pkg/*.wasm pkg/*.js | gzip -9 | wc -c`.

use crate::step::{Done, Failure, read_all, root, step};
use std::io::Write;
use std::process::{Command, Stdio};

/// The most that the package may weigh, in bytes.
pub const BUDGET: usize = 345_000;

/// What the package is to weigh, in bytes.
pub const GOAL: usize = 200_000;

/// Fails when the package is heavier than [`BUDGET`].
pub fn check() -> Done {
    step("size", || {
        let size = measure()?;
        println!("  {size} bytes of {BUDGET}");
        if size <= BUDGET {
            return Ok(());
        }
        Err(Failure::found(format!("pkg/ is {} bytes over its budget", size - BUDGET)))
    })
}

/// The one formula, by gzip itself.
fn measure() -> Done<usize> {
    let files = read_all(&root().join("pkg"))?;
    let of = |end: &'static str| {
        files.iter().filter(move |(name, _)| name.ends_with(end) && !name.contains('/'))
    };
    let bytes: Vec<u8> =
        of(".wasm").chain(of(".js")).flat_map(|(_, bytes)| bytes.clone()).collect();
    if bytes.is_empty() {
        return Err(Failure::could_not_run("pkg/ is empty: cargo xtask pkg"));
    }
    gzip(bytes)
}

/// How many bytes gzip makes of these, at its best.
pub fn gzip(bytes: Vec<u8>) -> Done<usize> {
    let mut gzip =
        Command::new("gzip").arg("-9").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let pipe = gzip.stdin.take();
    // gzip writes while it reads, so another thread feeds it.
    let feed = std::thread::spawn(move || pipe.map_or(Ok(()), |mut pipe| pipe.write_all(&bytes)));
    let output = gzip.wait_with_output()?;
    match feed.join() {
        Ok(fed) => fed?,
        Err(_) => return Err(Failure::could_not_run("gzip was not fed")),
    }
    Ok(output.stdout.len())
}

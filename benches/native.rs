//! Milliseconds from the text of a spec to its scene: `native FILE COUNT`, one line a run.

use shushuo::base::json::Json;
use shushuo::chart::{Chart, Options};
use shushuo::data::Sources;
use shushuo::error::Diagnostic;
use std::error::Error;
use std::io::{Write, stdout};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let file = words.next().ok_or("no file")?;
    let count: u32 = words.next().ok_or("no count")?.parse()?;
    let text = std::fs::read_to_string(file)?;
    width(&text).map_err(|why| why.to_string())?;
    for _ in 0..count {
        let start = Instant::now();
        width(&text).map_err(|why| why.to_string())?;
        writeln!(stdout(), "{}", start.elapsed().as_secs_f64() * 1000.0)?;
    }
    Ok(())
}

fn width(spec: &str) -> Result<f64, Diagnostic> {
    let mut chart = Chart::new(&Json::parse_spec(spec)?, &Sources::new(), &Options::default())?;
    Ok(chart.scene(&Options::default())?.size.width)
}

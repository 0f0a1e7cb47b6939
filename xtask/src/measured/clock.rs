//! What takes a clock or the harness: times of the program, and conformance.

use super::Kept;
use crate::conformance;
use crate::step::{Done, Failure, cargo, command, quiet, read_all, root, run, step};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often a time is taken; the shortest counts.
const TIMES: usize = 3;
/// The length of the text that is drafted and checked, in bytes.
const LENGTH: usize = 1_000_000;

/// Measures again, over what was kept.
pub fn measure(mut kept: Kept) -> Done<Kept> {
    step("the program", || run(cargo(&["build", "--quiet", "--release", "--package", "shushuo"])))?;
    step("a text of 1 MB", || texts(&mut kept))?;
    step("drawing", || drawing(&mut kept))?;
    if root().join("../shared/conformance").is_dir() {
        conformance(&mut kept)?;
    } else {
        println!("  ../shared/conformance is not there: its totals stay as they were");
    }
    Ok(kept)
}

fn program() -> Command {
    command(root().join("target/release/shushuo"), &[])
}

/// Drafting and checking a text, beside reading its file and counting its characters.
fn texts(kept: &mut Kept) -> Done {
    let folder = root().join("target/measured");
    fs::create_dir_all(&folder)?;
    let (source, report) = (folder.join("source.txt"), folder.join("report.json"));
    fs::write(&source, long_text()?)?;
    let read = best(|| {
        let started = Instant::now();
        black_box(fs::read_to_string(black_box(&source))?.chars().count());
        Ok((started.elapsed(), 0))
    })?;
    let draft =
        best(|| watch(program().arg("draft").arg(&source).arg("--force").arg("-o").arg(&report)))?;
    let check = best(|| watch(program().arg("check").arg(&report).arg("--source").arg(&source)))?;
    let text = fs::read_to_string(&report)?;
    let figures = text.lines().filter(|line| line.contains("\"numeral\"")).count();
    println!("  read {:?}, draft {:?}, check {:?}", read, draft, check);
    kept.set("text-figures", figures.to_string());
    kept.set("text-read-ms", format!("{:.2}", read.0.as_secs_f64() * 1e3));
    kept.set("text-draft-ms", format!("{:.0}", draft.0.as_secs_f64() * 1e3));
    kept.set("text-check-ms", format!("{:.0}", check.0.as_secs_f64() * 1e3));
    kept.set("text-draft-kb", draft.1.to_string());
    kept.set("text-check-kb", check.1.to_string());
    Ok(())
}

/// A text of a report's kind: the one of the tests again and again, with other digits each time.
fn long_text() -> Done<String> {
    let seed = fs::read_to_string(root().join("tests/reports/qingxi/source.txt"))?;
    let mut out = String::with_capacity(LENGTH + seed.len());
    let mut state = 7_u32;
    while out.len() < LENGTH {
        for letter in seed.chars() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let digit = letter.to_digit(10).filter(|digit| *digit > 2);
            out.push(
                digit.and_then(|_| char::from_digit(3 + (state >> 16) % 7, 10)).unwrap_or(letter),
            );
        }
    }
    Ok(out)
}

/// Drawing every spec of the tests as SVG, a run of the program each.
fn drawing(kept: &mut Kept) -> Done {
    let out = root().join("target/measured/drawing.svg");
    let specs = read_all(&root().join("tests/specs"))?;
    let mut times = Vec::new();
    for (name, _) in specs.iter().filter(|(name, _)| name.ends_with(".json")) {
        let path = root().join("tests/specs").join(name);
        times.push(best(|| watch(program().arg("render").arg(&path).arg("-o").arg(&out)))?.0);
    }
    let all: Duration = times.iter().sum();
    println!("  {} specs in {all:?}", times.len());
    kept.set("drawn-specs", times.len().to_string());
    kept.set("drawn-ms", format!("{:.0}", all.as_secs_f64() * 1e3));
    Ok(())
}

/// The shortest of some times, and the most memory in kB.
fn best(mut run: impl FnMut() -> Done<(Duration, u64)>) -> Done<(Duration, u64)> {
    let mut found = (Duration::MAX, 0);
    for _ in 0..TIMES {
        let (time, memory) = run()?;
        found = (found.0.min(time), found.1.max(memory));
    }
    Ok(found)
}

/// How long a program runs, and the most memory it held, in kB. Its findings do not matter here.
fn watch(command: &mut Command) -> Done<(Duration, u64)> {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        if let Some(held) = held(Path::new(&status)) {
            most = most.max(held);
        }
        if let Some(ended) = child.try_wait()? {
            let time = started.elapsed();
            if ended.code().is_none_or(|code| code > 1) {
                return Err(Failure::found(format!("{command:?} ended with {ended}")));
            }
            return Ok((time, most));
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// The high-water mark of a process on Linux.
fn held(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}

/// The totals by tier, as the harness prints them.
fn conformance(kept: &mut Kept) -> Done {
    conformance::run(&[])?;
    let folder = conformance::harness("conformance")?;
    let mut node =
        command("node", &["compare.mjs", "out/ref", "out/ours", "--tiers", "tiers.json"]);
    node.current_dir(folder).env("TZ", "UTC");
    let output = quiet(node)?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [name, specs, "specs", "pass", pass, ..] = words.as_slice()
            && name.starts_with("tier")
        {
            kept.set(&format!("{name}-specs"), (*specs).to_owned());
            kept.set(&format!("{name}-drawn"), (*pass).to_owned());
        }
    }
    Ok(())
}

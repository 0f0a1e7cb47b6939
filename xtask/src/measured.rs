//! The project's own figures as a report: a source text and its report file, both written from what was measured.

mod count;
mod clock;
mod prose;
mod relation;
mod report;

use crate::step::{Done, Failure, command, quiet, root, step};
use std::fs;
use std::path::PathBuf;

/// Measures what files tell and writes www/measured; with `all` also what takes a clock or the harness.
pub fn write(all: bool) -> Done {
    step("measured", || {
        let folder = root().join("www/measured");
        fs::create_dir_all(&folder)?;
        let kept = folder.join("kept.txt");
        if all {
            let old = Kept::read(&kept)?;
            fs::write(&kept, clock::measure(old)?.text())?;
        }
        let facts = Facts { counts: count::measure()?, kept: Kept::read(&kept)? };
        let text = prose::write(&facts);
        fs::write(folder.join("source.txt"), &text.text)?;
        let hash = hash(&folder.join("source.txt"))?;
        fs::write(folder.join("report.json"), report::write(&facts, &text, &hash))?;
        Ok(())
    })
}

/// What is known.
pub struct Facts {
    /// What the files tell.
    pub counts: count::Counts,
    /// What was measured when there was time for it.
    pub kept: Kept,
}

/// Measurements that are kept from one time to the next: pairs of name and number.
#[derive(Default)]
pub struct Kept(Vec<(String, String)>);

impl Kept {
    /// The lines `name number` of a file; none when it is not there.
    fn read(path: &PathBuf) -> Done<Self> {
        if !path.is_file() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path)?;
        let pair = |line: &str| line.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
        Ok(Self(text.lines().filter_map(pair).collect()))
    }

    /// Sets a number.
    pub fn set(&mut self, name: &str, number: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = number,
            None => self.0.push((name.to_owned(), number)),
        }
    }

    /// The number of a name, as it is written.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, number)| number.as_str())
    }

    fn text(&self) -> String {
        self.0.iter().map(|(name, number)| format!("{name} {number}\n")).collect()
    }
}

/// The SHA-256 of a file, by the program of that name.
fn hash(path: &PathBuf) -> Done<String> {
    let mut sum = command("sha256sum", &[]);
    sum.arg(path);
    let output = quiet(sum)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let first = text.split_whitespace().next().map(str::to_owned);
    first.ok_or_else(|| Failure::could_not_run("sha256sum said nothing"))
}

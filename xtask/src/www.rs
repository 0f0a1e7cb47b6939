//! The pages under www/, written by `shushuo build` from each report.json.

use crate::step::{Done, Failure, cargo, read_all, root, run, same, step};
use std::fs;
use std::path::{Path, PathBuf};

/// A report, the folder its pages stand in, both from the root, and the engine from there.
const PAGES: [(&str, &str, &str); 2] = [
    ("www/xiangfang/report.json", "www", "../pkg/"),
    ("www/measured/report.json", "www/measured", "../../pkg/"),
];

/// Writes the pages where they stand.
pub fn write() -> Done {
    step("www", || {
        for (report, folder, pkg) in PAGES {
            build(report, &root().join(folder), pkg)?;
        }
        Ok(())
    })
}

/// Writes the pages elsewhere and compares them with those that stand.
pub fn check() -> Done {
    step("www --check", || {
        for (report, folder, pkg) in PAGES {
            let elsewhere = root().join("target/www-again").join(report);
            if elsewhere.is_dir() {
                fs::remove_dir_all(&elsewhere)?;
            }
            fs::create_dir_all(&elsewhere)?;
            build(report, &elsewhere, pkg)?;
            let made = read_all(&elsewhere)?;
            let stands = standing(&root().join(folder), &made)?;
            same(&stands, &made, "www/ is not what the report gives: cargo xtask www")?;
        }
        Ok(())
    })
}

/// Of the files that were made, those that stand in the folder.
fn standing(folder: &Path, made: &[(String, Vec<u8>)]) -> Done<Vec<(String, Vec<u8>)>> {
    let mut list = Vec::new();
    for (name, _) in made {
        let path = folder.join(name);
        if path.is_file() {
            list.push((name.clone(), fs::read(path)?));
        }
    }
    Ok(list)
}

fn build(report: &str, folder: &Path, pkg: &str) -> Done {
    let report: PathBuf = root().join(report);
    if !report.is_file() {
        return Err(Failure::could_not_run(format!("{} is missing", report.display())));
    }
    let mut command =
        cargo(&["run", "--quiet", "--release", "--package", "shushuo", "--", "build"]);
    command.arg(report).arg("-o").arg(folder).args(["--pkg", pkg]);
    run(command)
}

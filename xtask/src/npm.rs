//! npm packages, pinned by lock files, installed where their package.json is.

use crate::step::{Done, Failure, answers, command, quiet, root};
use std::fs;
use std::path::{Path, PathBuf};

/// Installs what a folder's lock file says, unless that is there already.
pub fn install(folder: &str) -> Done<PathBuf> {
    let folder = root().join(folder);
    install_in(&folder)?;
    Ok(folder.join("node_modules"))
}

/// The same for a folder anywhere.
pub fn install_in(folder: &Path) -> Done {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.lock-installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if !answers("npm") {
        return Err(Failure::could_not_run("npm is missing; install Node 20 or later"));
    }
    let mut npm = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    npm.current_dir(folder);
    quiet(npm)?;
    fs::write(stamp, lock)?;
    Ok(())
}

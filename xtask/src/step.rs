//! Steps with a name and a time, and the commands they run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// Why a chore did not end well.
#[derive(Debug)]
pub struct Failure {
    /// 1: something was found wrong; 2: the chore could not run.
    pub code: u8,
    /// What to tell.
    pub text: String,
}

impl Failure {
    pub fn found(text: impl Into<String>) -> Self {
        Self { code: 1, text: text.into() }
    }

    pub fn could_not_run(text: impl Into<String>) -> Self {
        Self { code: 2, text: text.into() }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::could_not_run(error.to_string())
    }
}

pub type Done<T = ()> = Result<T, Failure>;

/// The root of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Runs a step and says how it went and how long it took.
pub fn step<T>(name: &str, run: impl FnOnce() -> Done<T>) -> Done<T> {
    println!("· {name}");
    let start = Instant::now();
    let done = run();
    let seconds = start.elapsed().as_secs_f64();
    let mark = if done.is_ok() { "✓" } else { "✗" };
    println!("{mark} {name} ({seconds:.1} s)");
    done
}

/// All that went wrong of several steps: 1 when something was found, 2 when some could only not run.
pub fn all(steps: impl IntoIterator<Item = Done>) -> Done {
    let failures: Vec<Failure> = steps.into_iter().filter_map(Result::err).collect();
    let Some(code) = failures.iter().map(|failure| failure.code).min() else { return Ok(()) };
    let texts: Vec<&str> = failures.iter().map(|failure| failure.text.trim_end()).collect();
    Err(Failure { code, text: texts.join("\n") })
}

/// A command that runs in the root of the repository.
pub fn command(program: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Cargo, the one that runs this.
pub fn cargo(args: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

fn failed(command: &Command, code: Option<i32>) -> Failure {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    let code = code.map_or("a signal".to_owned(), |code| format!("exit code {code}"));
    Failure::found(format!("failed with {code}: {}", words.join(" ")))
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::could_not_run(format!("{}: {error}", command.get_program().to_string_lossy()))
}

/// Runs a command with its output shown; any exit code but 0 is a failure.
pub fn run(mut command: Command) -> Done {
    let status = command.status().map_err(|error| not_started(&command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(&command, status.code())) }
}

/// Runs a command with its output kept, and shown only when it fails.
pub fn quiet(mut command: Command) -> Done<Output> {
    command.stdin(Stdio::null());
    let output = command.output().map_err(|error| not_started(&command, &error))?;
    if output.status.success() {
        return Ok(output);
    }
    eprint!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Err(failed(&command, output.status.code()))
}

/// Whether a program is there and answers to `--version`.
pub fn answers(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The files of a folder and those below, as sorted pairs of path and bytes; no such folder has none.
pub fn read_all(folder: &Path) -> Done<Vec<(String, Vec<u8>)>> {
    fn walk(base: &Path, folder: &Path, into: &mut Vec<(String, Vec<u8>)>) -> Done {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                walk(base, &path, into)?;
            } else {
                let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().into_owned();
                into.push((name, std::fs::read(&path)?));
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    if folder.is_dir() {
        walk(folder, folder, &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// Fails when two folders' files differ, naming the first few.
pub fn same(was: &[(String, Vec<u8>)], is: &[(String, Vec<u8>)], hint: &str) -> Done {
    let mut wrong = Vec::new();
    let of = |list: &[(String, Vec<u8>)], name: &str| -> Option<Vec<u8>> {
        list.iter().find(|(one, _)| one == name).map(|(_, bytes)| bytes.clone())
    };
    for (name, bytes) in was {
        match of(is, name) {
            None => wrong.push(format!("{name}: not made any more")),
            Some(now) if now != *bytes => {
                wrong.push(format!(
                    "{name}: {} bytes tracked, {} made, not the same",
                    bytes.len(),
                    now.len()
                ));
            }
            Some(_) => {}
        }
    }
    wrong.extend(
        is.iter()
            .filter(|(name, _)| of(was, name).is_none())
            .map(|(name, _)| format!("{name}: not tracked")),
    );
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Failure::found(format!("{}\n{hint}", wrong.join("\n"))))
    }
}

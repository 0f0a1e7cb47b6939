//! What the files of the repository tell.

use crate::size;
use crate::step::{Done, Failure, read_all, root};

/// A folder of the engine.
pub struct Folder {
    pub name: String,
    pub lines: usize,
}

/// What was counted.
pub struct Counts {
    /// The module, its gzip, the scripts, module and scripts as they are sent.
    pub module: usize,
    pub module_sent: usize,
    pub scripts: usize,
    pub sent: usize,
    /// Lines of Rust by folder, in the order of the pipeline.
    pub folders: Vec<Folder>,
    /// Files of Rust in src.
    pub files: usize,
    /// Test functions in src, in tests, in www/test.
    pub beside: usize,
    pub whole: usize,
    pub browser: usize,
    /// Specs that are drawn and compared with a stored scene.
    pub specs: usize,
}

/// Counts it all.
pub fn measure() -> Done<Counts> {
    let pkg = read_all(&root().join("pkg"))?;
    let flat = |end: &str| -> Vec<u8> {
        let here = pkg.iter().filter(|(name, _)| name.ends_with(end) && !name.contains('/'));
        here.flat_map(|(_, bytes)| bytes.clone()).collect()
    };
    let (module, scripts) = (flat(".wasm"), flat(".js"));
    let (own, lines) = rust("src")?;
    let mut folders: Vec<Folder> = Vec::new();
    for name in order()? {
        let here = |path: &str| {
            let path = path.trim_end_matches(".rs");
            path.split('/').next() == Some(name.as_str())
        };
        let lines = own.iter().filter(|(path, _)| here(path)).map(|(_, text)| text.lines().count());
        folders.push(Folder { lines: lines.sum(), name });
    }
    let rest = lines - folders.iter().map(|folder| folder.lines).sum::<usize>();
    folders.push(Folder { name: "the crate's root".to_owned(), lines: rest });
    let functions = |files: &[(String, String)]| {
        files.iter().flat_map(|(_, text)| text.lines()).filter(|it| it.trim() == "#[test]").count()
    };
    let scripts_of_tests = read_all(&root().join("www/test"))?;
    let browser = scripts_of_tests
        .iter()
        .filter(|(name, _)| name.ends_with(".test.mjs") && !name.contains('/'));
    let browser = browser.map(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        text.lines().filter(|line| line.trim_start().starts_with("test(")).count()
    });
    let specs = read_all(&root().join("tests/specs"))?;
    Ok(Counts {
        module: module.len(),
        module_sent: size::gzip(module.clone())?,
        scripts: scripts.len(),
        sent: size::gzip([module, scripts].concat())?,
        files: own.len(),
        beside: functions(&own),
        whole: functions(&rust("tests")?.0),
        browser: browser.sum(),
        specs: specs.iter().filter(|(name, _)| name.ends_with(".json")).count(),
        folders,
    })
}

/// The files of Rust below a folder, and their lines together.
fn rust(folder: &str) -> Done<(Vec<(String, String)>, usize)> {
    let mut files = Vec::new();
    for (name, bytes) in read_all(&root().join(folder))? {
        if name.ends_with(".rs") {
            files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let lines = files.iter().map(|(_, text)| text.lines().count()).sum();
    Ok((files, lines))
}

/// The folders as ARCHITECTURE.md orders them.
fn order() -> Done<Vec<String>> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    let line = text.lines().find(|line| line.starts_with("error  base  "));
    let line =
        line.ok_or_else(|| Failure::could_not_run("ARCHITECTURE.md has no order of modules"))?;
    Ok(line.split_whitespace().filter(|name| *name != "|").map(str::to_owned).collect())
}

//! pkg/, the npm package: tracked, so that the repository is a static site as it stands.

use crate::step::{Done, Failure, command, quiet, read_all, root, same, step};
use crate::{npm, size, wasm};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The module that `import 'shushuo'` gives.
const MAIN: &str = "shushuo";

/// The oldest browsers whose JavaScript is written.
const BROWSERS: &str = "--target=safari15,chrome96,firefox79";

/// Makes pkg/.
pub fn write() -> Done {
    let files = step("pkg", || make(&root(), &root().join("target/pkg")))?;
    let folder = root().join("pkg");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes)?;
    }
    size::check()
}

/// Makes the package from a copy of the tracked tree in another folder, and
/// compares it with pkg/.
pub fn check() -> Done {
    step("pkg --check", || {
        let elsewhere = std::env::temp_dir().join(format!("shushuo-pkg-{}", std::process::id()));
        let made =
            copy(&elsewhere).and_then(|()| make(&elsewhere, &elsewhere.join("target/again")));
        let _ = fs::remove_dir_all(&elsewhere);
        same(
            &read_all(&root().join("pkg"))?,
            &made?,
            "pkg/ is not what the source gives: cargo xtask pkg",
        )
    })
}

/// Copies what the package is made of: the tracked files, and new ones that are not ignored.
fn copy(to: &Path) -> Done {
    let output =
        quiet(command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    for name in list.split('\0').filter(|name| !name.is_empty() && !name.starts_with("pkg/")) {
        let (from, to) = (root().join(name), to.join(name));
        // A tracked file may be gone from the tree.
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(&to))?;
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

/// The scripts of src/web that become modules of the package: those that have types beside them.
fn modules(tree: &Path) -> Done<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(tree.join("src/web"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".d.ts").map(str::to_owned));
    }
    // The main one first, whatever the order of the folder.
    names.sort_by_key(|name| (name != MAIN, name.clone()));
    Ok(names)
}

/// The files of the package, by name, in the order of their names.
fn make(tree: &Path, target: &Path) -> Done<Vec<(String, Vec<u8>)>> {
    let wasm::Built { parts, glue } = wasm::build(tree, target)?;
    let mut files = vec![
        ("shushuo_bg.wasm".to_owned(), parts.first),
        ("shushuo_rest.wasm".to_owned(), parts.rest),
    ];
    let stage = target.join("stage");
    if stage.is_dir() {
        fs::remove_dir_all(&stage)?;
    }
    fs::create_dir_all(&stage)?;
    for entry in fs::read_dir(tree.join("src/web"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "js")
            && let Some(name) = path.file_name()
        {
            fs::copy(&path, stage.join(name))?;
        }
    }
    fs::write(stage.join("glue.js"), binding(&glue)?)?;
    let modules = modules(tree)?;
    for module in &modules {
        files.push((format!("{module}.js"), bundle(&stage, module, &modules)?));
        let types = fs::read(tree.join(format!("src/web/{module}.d.ts")))?;
        files.push((format!("{module}.d.ts"), types));
    }
    files.push(("package.json".to_owned(), manifest(tree, &modules)?.into_bytes()));
    files.push(("README.md".to_owned(), fs::read(tree.join("src/web/README.md"))?));
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"] {
        files.push((name.to_owned(), fs::read(tree.join(name))?));
    }
    files.sort();
    Ok(files)
}

/// The glue as a module: `bind` gives a function that makes an instance of a compiled module, with what it exports.
/// Loading is our own, so the glue's way of it goes.
fn binding(glue: &str) -> Done<String> {
    let start = "async function __wbg_load(";
    let Some((glue, _)) = glue.split_once(start) else {
        return Err(Failure::could_not_run(format!("wasm-bindgen's glue has no {start}")));
    };
    Ok(format!(
        "export function bind() {{
{glue}
async function start(module) {{
  return __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
}}
return Object.assign(start, exports);
}})({{}});
return wasm_bindgen;
}}
"
    ))
}

/// One module with what it imports, without what it does not use. The other modules of the package stay outside.
fn bundle(stage: &Path, module: &str, modules: &[String]) -> Done<Vec<u8>> {
    let tool = npm::install("xtask/npm")?.join("esbuild/bin/esbuild");
    let out = stage.join(format!("out/{module}.js"));
    let mut command = Command::new("node");
    command.current_dir(stage).arg(tool).arg(format!("{module}.js"));
    command.args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        // What our classes keep to themselves: a private field would be a weak map in Firefox 79,
        // which grows with every chart that ever was.
        "--mangle-props=^_[a-z]",
        "--log-level=warning",
        BROWSERS,
    ]);
    for other in modules.iter().filter(|other| *other != module) {
        command.arg(format!("--external:./{other}.js"));
    }
    command.arg(format!("--outfile={}", out.display()));
    quiet(command)?;
    Ok(fs::read(out)?)
}

/// The package.json, with the version, description and licence of Cargo.toml.
fn manifest(tree: &Path, modules: &[String]) -> Done<String> {
    let cargo = fs::read_to_string(tree.join("Cargo.toml"))?;
    let field = |name: &str| {
        let start = format!("{name} = \"");
        let line = cargo.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'));
        line.ok_or_else(|| Failure::could_not_run(format!("Cargo.toml has no {name}")))
    };
    let (version, description, license) =
        (field("version")?, field("description")?, field("license")?);
    let exports: Vec<String> = modules
        .iter()
        .map(|module| {
            let path = if module == MAIN { ".".to_owned() } else { format!("./{module}") };
            format!("    \"{path}\": {{ \"types\": \"./{module}.d.ts\", \"default\": \"./{module}.js\" }}")
        })
        .chain(["bg", "rest"].map(|part| {
            format!("    \"./shushuo_{part}.wasm\": \"./shushuo_{part}.wasm\"")
        }))
        .collect();
    let scripts: Vec<String> = modules
        .iter()
        .filter(|module| *module != MAIN)
        .map(|module| format!("\"./{module}.js\""))
        .collect();
    Ok(format!(
        "{{
  \"name\": \"shushuo\",
  \"version\": \"{version}\",
  \"description\": \"{description}\",
  \"license\": \"{license}\",
  \"type\": \"module\",
  \"main\": \"./shushuo.js\",
  \"types\": \"./shushuo.d.ts\",
  \"exports\": {{
{}
  }},
  \"files\": [\"*.js\", \"*.d.ts\", \"*.wasm\", \"LICENSE-*\", \"NOTICE\"],
  \"sideEffects\": [{}]
}}
",
        exports.join(",\n"),
        scripts.join(", "),
    ))
}

//! The engine as WebAssembly: compiled, bound to JavaScript, made small.

use crate::npm;
use crate::pack::pack;
use crate::split::{Parts, split, watched};
use crate::step::{Done, Failure, cargo, command, quiet, read_all, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What Safari 15, Chromium 96 and Firefox 79 all run, and rustc uses; wasm-opt refuses anything else.
const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The passes of wasm-opt. -Oz gives fewer bytes than these, but more once
/// they are compressed: it breaks up the regular code that LLVM writes.
const PASSES: [&str; 19] = [
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--remove-unused-module-elements",
    "--dae-optimizing",
    "--duplicate-function-elimination",
    "--vacuum",
    "--remove-unused-brs",
    "--remove-unused-names",
    "--optimize-instructions",
    "--simplify-locals-nostructure",
    "--reorder-locals",
    "--merge-blocks",
    "--rse",
    "--dealign",
    "--optimize-instructions",
    "--vacuum",
    "--reorder-locals",
    "--dealign",
];

/// In the glue: how much of a text stands in memory before the loop over its letters: all of a long one
/// whose letters are a byte each.
const LONG_TEXT: &str = "let offset = len > 999 \
    && cachedTextEncoder.encodeInto(arg, mem.subarray(ptr, ptr + len)).read === len ? len : 0;";

/// What is left to do after the split.
const LAST_PASSES: [&str; 4] =
    ["--optimize-instructions", "--vacuum", "--reorder-locals", "--dealign"];

/// Charts whose drawing stands in the first part: the page's, and plain ones of each common kind.
const USUAL: [&str; 14] = [
    "www/index.html",
    "tests/specs/mark/bar/vertical.vl.json",
    "tests/specs/mark/bar/grouped.vl.json",
    "tests/specs/mark/line/plain.vl.json",
    "tests/specs/mark/line/colours.vl.json",
    "tests/specs/mark/line/monotone-with-points.vl.json",
    "tests/specs/mark/area/plain.vl.json",
    "tests/specs/mark/circle/plain.vl.json",
    "tests/specs/mark/arc/donut.vl.json",
    "tests/specs/mark/rect/heatmap.vl.json",
    "tests/specs/scale/time/months.vl.json",
    "tests/specs/stack/area/zero.vl.json",
    "tests/specs/legend/symbols/merged.vl.json",
    "tests/specs/size/autosize/fit-under-a-title.vl.json",
];

/// The module in two parts, and the glue that binds it, as a script that defines `wasm_bindgen`.
pub struct Built {
    pub parts: Parts,
    pub glue: String,
}

struct Bound {
    wasm: Vec<u8>,
    glue: String,
}

/// Compiles the tree at `tree` in `target`, binds it, makes it small, splits it and packs it.
pub fn build(tree: &Path, target: &Path) -> Done<Built> {
    add_source()?;
    let raw = compile(tree, target, &["--lib", "--crate-type", "cdylib"])?;
    let bound = bind(&raw.join("shushuo.wasm"), &target.join("bound"))?;
    let small = shrink(&bound.wasm, &PASSES, target)?;
    let parts = split(&small, &used(tree, target, &small)?)?;
    let first = shrink(&parts.first, &LAST_PASSES, target)?;
    let rest = shrink(&parts.rest, &LAST_PASSES, target)?;
    let raw = compile(tree, target, &["--package", "unpack", "--lib", "--crate-type", "cdylib"])?;
    let unpacking = shrink(&fs::read(raw.join("unpack.wasm"))?, &PASSES, target)?;
    let parts = Parts { first: pack(&first, &unpacking)?, rest: pack(&rest, &unpacking)? };
    Ok(Built { parts, glue: bound.glue })
}

/// Whether usual charts run a function, for each of the module: they are drawn, on canvases that keep nothing.
fn used(tree: &Path, target: &Path, wasm: &[u8]) -> Done<Vec<bool>> {
    let watching = target.join("watched.wasm");
    fs::write(&watching, watched(wasm)?)?;
    let mut command = Command::new("node");
    command.current_dir(tree).arg("xtask/src/used.mjs").arg(&watching);
    command.arg(target.join("bound/shushuo.js")).args(USUAL).arg("--");
    command.args(specs(&tree.join("tests/specs"))?);
    let line = quiet(command)?.stdout;
    Ok(line.trim_ascii().iter().map(|digit| *digit == b'1').collect())
}

/// The specs in a folder and those below, in the order of their names.
fn specs(folder: &Path) -> Done<Vec<PathBuf>> {
    let names = read_all(folder)?.into_iter().map(|(name, _)| name);
    Ok(names.filter(|name| name.ends_with(".vl.json")).map(|name| folder.join(name)).collect())
}

/// The engine for Node, which is no part of the package: compiled as the package is, and bound
/// in the folder that comes back.
pub fn for_node() -> Done<PathBuf> {
    add_source()?;
    let target = root().join("target/pkg");
    let raw = compile(&root(), &target, &["--example", "scene"])?;
    let folder = target.join("node");
    let bound = bind(&raw.join("examples/scene.wasm"), &folder)?;
    fs::write(folder.join("shushuo_bg.wasm"), shrink(&bound.wasm, &PASSES, &target)?)?;
    Ok(folder)
}

/// Adds the source of std by rustup, when it is missing.
fn add_source() -> Done {
    if sysroot()?.join("lib/rustlib/src/rust/library").is_dir() {
        return Ok(());
    }
    quiet(command("rustup", &["component", "add", "rust-src"])).map(|_| ())
}

fn sysroot() -> Done<PathBuf> {
    let output = quiet(command("rustc", &["--print", "sysroot"]))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

fn cargo_home() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home).unwrap_or_default()
}

/// The folder with the module as rustc leaves it. No path of this machine gets into it.
fn compile(tree: &Path, target: &Path, what: &[&str]) -> Done<PathBuf> {
    let args = [
        "rustc",
        "--quiet",
        "--locked",
        "--target",
        TARGET,
        "--profile",
        "wasm",
        // std from its source, in its small form and without the texts of its panics: a panic is a
        // trap all the same. The toolchain is pinned, so its unstable options are as fixed as the rest.
        "-Zbuild-std=std,panic_abort",
        "-Zbuild-std-features=optimize_for_size",
    ];
    // The folders of crates are there once they are fetched; their names hold the registry's.
    let mut fetch = cargo(&["fetch", "--quiet", "--locked", "--target", TARGET]);
    fetch.current_dir(tree);
    quiet(fetch)?;
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    // Of those that match, the last one counts.
    let mut flags =
        vec![remap(tree, "/shushuo"), remap(&sysroot()?, "/rust"), remap(&cargo_home(), "/cargo")];
    for registry in fs::read_dir(cargo_home().join("registry/src"))? {
        flags.push(remap(&registry?.path(), "/crates"));
    }
    // Half of the usual stack, at the bottom of the memory: what stands above
    // it then has addresses of three bytes instead of four.
    flags.push("-Clink-arg=-zstack-size=524288".to_owned());
    flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(str::to_owned));
    let mut cargo = cargo(&[&args[..], what].concat());
    cargo
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_INCREMENTAL");
    quiet(cargo)?;
    Ok(target.join(TARGET).join("wasm"))
}

/// Runs wasm-bindgen. Its glue is a script and not a module, since a function
/// around it makes as many instances as are wanted: a trap ends only one.
fn bind(raw: &Path, out: &Path) -> Done<Bound> {
    let fail =
        |error: &dyn std::fmt::Display| Failure::could_not_run(format!("wasm-bindgen: {error:#}"));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(raw).out_name("shushuo").typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(|error| fail(&error))?;
    bindgen.generate(out).map_err(|error| fail(&error))?;
    let glue = fs::read_to_string(out.join("shushuo.js"))?;
    // Only of texts that go in: those have a loop over their letters, which takes ten times as long
    // as the browser's own way when they are long.
    let (head, tail) = glue
        .split_once("let offset = 0;\n")
        .filter(|(_, tail)| tail.contains("encodeInto(arg, view)"))
        .ok_or_else(|| fail(&"no \"let offset = 0;\" in the glue"))?;
    let glue = format!("{head}{LONG_TEXT}\n{tail}");
    fs::write(out.join("shushuo.js"), &glue)?;
    Ok(Bound { wasm: fs::read(out.join("shushuo_bg.wasm"))?, glue })
}

/// Runs wasm-opt, pinned by xtask/npm.
fn shrink(wasm: &[u8], passes: &[&str], target: &Path) -> Done<Vec<u8>> {
    let tool = npm::install("xtask/npm")?.join("binaryen/bin/wasm-opt");
    let (from, to) = (target.join("bound.wasm"), target.join("small.wasm"));
    fs::write(&from, wasm)?;
    let mut command = Command::new("node");
    command.arg(tool).args(passes);
    command.args(FEATURES).arg(&from).arg("-o").arg(&to);
    quiet(command)?;
    Ok(fs::read(to)?)
}

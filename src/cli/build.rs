//! `shushuo build`: a report to its pages.

use super::check::hex;
use super::read::load;
use super::{CLEAN, COULD_NOT_RUN, FINDINGS, package, text};
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::chart::{Chart, Options};
use crate::data::Sources;
use crate::error::{Diagnostic, Lang, Notes, Result};
use crate::layout::size::Container;
use crate::paint::svg;
use crate::report::check::check;
use crate::report::{self, Report, html};
use crate::scene::describe::describe;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `build` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The report, a JSON file; its theme is read from the same folder.
    pub report: PathBuf,
    /// The folder to write to; made when it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where the pages find the engine, from their folder; without, it is copied to pkg/ beside them.
    #[arg(long, value_name = "URL")]
    pub pkg: Option<String>,
}

/// The style sheet of the pages.
const PAGE_CSS: &str = include_str!("../../www/page.css");
/// What its script does, whatever the report.
const PAGE_JS: &str = include_str!("../../www/page.js");

/// The two languages of a page, and the file of each.
const PAGES: [(Lang, &str); 2] = [(Lang::Zh, "index.html"), (Lang::En, "en/index.html")];

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it: 1 when a
/// chart could not be drawn (its message stands on the page, the rest is
/// complete) or a report that ships its source text does not hold against it
/// (nothing is written then: `check` tells more), 2 when the report cannot be read or nothing can be written.
pub fn run(args: &Args, lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let mut notes = Notes::new();
    let done = read(&mut notes, &args.report);
    for note in notes.list() {
        let _ = writeln!(err, "{}", text::line(note, lang));
    }
    let (report, theme) = match done {
        Ok(done) => done,
        Err(Trouble::Said(why)) => {
            let _ = writeln!(err, "{}", text::line(&why, lang));
            return COULD_NOT_RUN;
        }
        Err(Trouble::File(path, why)) => return unusable(err, lang, &path, &why),
    };
    let mut code = CLEAN;
    let mut files: Vec<(PathBuf, Vec<u8>)> = vec![
        ("page.css".into(), PAGE_CSS.into()),
        ("page.js".into(), PAGE_JS.into()),
        ("theme.css".into(), html::dark_rules(&theme).into()),
    ];
    if args.pkg.is_none() {
        for (name, bytes) in package::FILES {
            files.push((Path::new("pkg").join(name), bytes.into()));
        }
    }
    let shipped = match shipped(args, &report, lang, err) {
        Ok(shipped) => shipped,
        Err(code) => return code,
    };
    let text = shipped.unwrap_or_default();
    for (page, name) in pages(&report) {
        let drawing = RefCell::new(Notes::new());
        let made =
            html::page(&report, &site(args, (&report, &theme), &text, page), page, &|request| {
                draw(&drawing, &theme, request)
            });
        for note in drawing.borrow().list() {
            let _ = writeln!(err, "{}", text::line(note, lang));
        }
        for why in &made.broken {
            let _ = writeln!(err, "{}", text::line(why, lang));
            code = FINDINGS;
        }
        files.push((name.into(), made.html.into()));
    }
    for (name, bytes) in files {
        let path = args.out.join(name);
        if let Err(why) = write(&path, &bytes) {
            return unusable(err, lang, &path, &why);
        }
    }
    code
}

/// The pages of a report: one when it is in one language.
fn pages(report: &Report) -> Vec<(Lang, &'static str)> {
    report.lang.map_or_else(|| PAGES.to_vec(), |lang| vec![(lang, "index.html")])
}

/// The source text, when the report ships it: then every figure has to stand in it.
///
/// # Errors
///
/// The exit code, once it is told why.
fn shipped(
    args: &Args,
    report: &Report,
    lang: Lang,
    err: &mut dyn Write,
) -> std::result::Result<Option<String>, u8> {
    if !report.source.shipped {
        return Ok(None);
    }
    let path = args.report.with_file_name(&*report.source.file);
    let text = load(&path).map_err(|why| unusable(err, lang, &path, &why))?;
    let hash = hex(&Sha256::digest(text.as_bytes()));
    let proof = check(report, Some(&text), Some(&hash));
    if proof.findings.is_empty() {
        return Ok(Some(text));
    }
    for finding in &proof.findings {
        let (line, column) = finding.spot.map_or((0, 0), |it| (it.line, it.column + 1));
        let (file, rule) = (path.display(), finding.rule.name());
        let said = finding.claim.text(lang);
        let _ = writeln!(err, "{file}:{line}:{column}: error[{rule}]: {}: {said}", finding.id);
    }
    Err(FINDINGS)
}

/// Where the page of a language finds the rest.
fn site(args: &Args, (report, theme): (&Report, &Json), text: &str, lang: Lang) -> html::Site {
    let mut pkg = args.pkg.clone().unwrap_or_else(|| "pkg/".to_owned());
    if !pkg.ends_with('/') {
        pkg.push('/');
    }
    let elsewhere = pkg.starts_with('/') || pkg.contains("://");
    let (css, other) = match lang {
        _ if report.lang.is_some() => (String::new(), String::new()),
        Lang::Zh => (String::new(), "en/index.html".to_owned()),
        Lang::En => ("../".to_owned(), "../index.html".to_owned()),
    };
    let pkg = if elsewhere { pkg } else { format!("{css}{pkg}") };
    html::Site { theme: theme.clone(), pkg, css, other, text: text.to_owned() }
}

/// Why a report could not be read.
enum Trouble {
    Said(Diagnostic),
    File(PathBuf, io::Error),
}

/// The report and its theme.
fn read(notes: &mut Notes, path: &Path) -> std::result::Result<(Report, Json), Trouble> {
    let open =
        |path: &Path| fs::read_to_string(path).map_err(|why| Trouble::File(path.to_owned(), why));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let report = report::parse(notes, &name, &open(path)?).map_err(Trouble::Said)?;
    if report.theme.is_empty() {
        return Ok((report, Json::Null));
    }
    let theme = open(&path.with_file_name(&*report.theme))?;
    let theme = Json::parse(&theme).map_err(|why| {
        let at = why.at.in_file(&report.theme);
        Trouble::Said(why.moved(at))
    })?;
    Ok((report, theme))
}

/// Says which file cannot be used.
fn unusable(err: &mut dyn Write, lang: Lang, path: &Path, why: &io::Error) -> u8 {
    let path = path.display();
    let _ = match lang {
        Lang::En => writeln!(err, "error: {path}: {why}"),
        Lang::Zh => writeln!(err, "错误：{path}：{why}"),
    };
    COULD_NOT_RUN
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// Draws a still picture of a chart: its spec to a scene with the name of the
/// request, the scene to an SVG whose ids begin with the request's id.
fn draw(notes: &RefCell<Notes>, theme: &Json, request: &html::ChartRequest) -> Result<html::Still> {
    let options = Options {
        locale: Locale::of(request.lang),
        container: Container { width: Some(request.width), ..Container::default() },
        theme: theme.get("config").cloned(),
        ..Options::default()
    };
    let mut chart = Chart::new(request.spec, &Sources::new(), &options)?;
    let mut scene = chart.scene(&options)?;
    for note in chart.notes.list() {
        let file = request.id.split('-').next().unwrap_or_default();
        let at = note.at.in_file(&format!("#{file}"));
        notes.borrow_mut().warn(&at, note.kind.clone());
    }
    scene.name = request.name.into();
    let sentence = describe(&scene, request.lang);
    scene.description = match request.lang {
        Lang::Zh => format!("{}：{}。", sentence.trim_end_matches('。'), request.shows),
        Lang::En => format!("{}: {}.", sentence.trim_end_matches('.'), request.shows),
    }
    .into();
    let svg = svg::paint(options.measure, &scene, request.id)?;
    Ok(html::Still { svg })
}

//! `shushuo check`: the figures of a report against its source text.

use super::read::load;
use super::{CLEAN, COULD_NOT_RUN, FINDINGS, text};
use crate::base::json::Json;
use crate::error::{Lang, Notes};
use crate::report::check::locate::locate;
use crate::report::check::show::{self, Files};
use crate::report::check::{Finding, Proof, Rule, check};
use crate::report::{Report, parse};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `check` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The report, a JSON file, or a folder with report.json in it.
    pub report: PathBuf,
    /// The source text; without, the file the report names, beside it, if it is there.
    #[arg(long)]
    pub source: Option<PathBuf>,
    /// How the findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// As a compiler prints them, with a line of counts at the end.
    Text,
    /// One JSON object: `findings` and `proved`.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
}

/// The report and its source text, read.
struct Input {
    name: String,
    json: String,
    report: Report,
    source: Option<(String, String)>,
}

/// Runs the command: 0 when everything holds, 1 when something does not, 2 when it could not run.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let input = match read(args, lang, err) {
        Ok(input) => input,
        Err(message) => {
            let _ = writeln!(err, "{message}");
            return COULD_NOT_RUN;
        }
    };
    let source = input.source.as_ref().map(|(_, text)| text.as_str());
    let hash = source.map(|text| hex(&Sha256::digest(text.as_bytes())));
    let proof = check(&input.report, source, hash.as_deref());
    let code = if proof.findings.is_empty() { CLEAN } else { FINDINGS };
    let written = match args.format {
        Format::Text => lines(&input, &proof, lang, out),
        Format::Json => json(&input, &proof, lang, out),
        Format::Sarif => sarif(&input, &proof, lang, out),
    };
    super::finish(written.map(|()| code), err)
}

/// Reads the report and its source text.
///
/// # Errors
///
/// The message, when a file cannot be read or the report is none.
fn read(args: &Args, lang: Lang, err: &mut dyn Write) -> Result<Input, String> {
    let path =
        if args.report.is_dir() { args.report.join("report.json") } else { args.report.clone() };
    let name = path.display().to_string();
    let cannot = |path: &Path, why: &io::Error| match lang {
        Lang::Zh => format!("error: 读不了 {}:{why}", path.display()),
        Lang::En => format!("error: cannot read {}: {why}", path.display()),
    };
    let json = load(&path).map_err(|why| cannot(&path, &why))?;
    let mut notes = Notes::new();
    let report = parse(&mut notes, &name, &json).map_err(|why| text::line(&why, lang))?;
    for note in notes.list() {
        let _ = writeln!(err, "{}", text::line(note, lang));
    }
    let beside = path.parent().unwrap_or(Path::new("")).join(&*report.source.file);
    let source = match &args.source {
        Some(source) => Some((source.clone(), load(source).map_err(|why| cannot(source, &why))?)),
        None if report.source.file.is_empty() || !beside.is_file() => None,
        None => Some((beside.clone(), load(&beside).map_err(|why| cannot(&beside, &why))?)),
    };
    let source = source.map(|(path, text)| (path.display().to_string(), text));
    Ok(Input { name, json, report, source })
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn lines(input: &Input, proof: &Proof, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let files = Files {
        report: &input.name,
        json: &input.json,
        source: input
            .source
            .as_ref()
            .map(|(name, text)| (name.as_str(), text.split('\n').collect())),
    };
    for finding in &proof.findings {
        writeln!(out, "{}", show::finding(finding, &files, lang))?;
    }
    writeln!(out, "{}", show::summary(proof, lang))
}

/// Where a finding is shown: in the source text when it stands there, else in the report.
/// File, line and column from 1, length.
fn place(input: &Input, finding: &Finding) -> (String, u32, u32, u32) {
    if let (Some(spot), Some((name, _))) = (finding.spot, &input.source) {
        return (name.clone(), spot.line, spot.column + 1, spot.length);
    }
    let (line, column) = locate(&input.json, &finding.pointer);
    (input.name.clone(), line, column, 1)
}

/// A path as a reference in a URI: what RFC 3986 does not allow there in percent signs.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn text_of(text: &str) -> Json {
    Json::Text(text.into())
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn count(number: usize) -> Json {
    Json::Number(number as f64)
}

fn json(input: &Input, proof: &Proof, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let list = proof.findings.iter().map(|finding| {
        let (file, line, column, length) = place(input, finding);
        let (report_line, report_column) = locate(&input.json, &finding.pointer);
        let number = |number: u32| Json::Number(f64::from(number));
        object(vec![
            ("rule", text_of(finding.rule.name())),
            ("id", text_of(&finding.id)),
            ("file", text_of(&file)),
            ("line", number(line)),
            ("column", number(column)),
            ("length", number(length)),
            ("pointer", text_of(&finding.pointer)),
            ("report_line", number(report_line)),
            ("report_column", number(report_column)),
            ("message", text_of(&finding.claim.text(lang))),
            ("hint", finding.claim.hint(lang).map_or(Json::Null, |hint| text_of(&hint))),
        ])
    });
    let c = &proof.counts;
    let proved = object(vec![
        ("source", Json::Bool(c.source)),
        ("figures", count(c.figures)),
        ("read", count(c.read)),
        ("years", count(c.years)),
        ("dates", count(c.dates)),
        ("marks", count(c.marks)),
        ("charts", count(c.charts)),
        ("computed", count(c.computed)),
        ("relations", count(c.relations)),
        ("apart", count(c.apart)),
        ("open", count(c.open)),
    ]);
    let whole = object(vec![("findings", Json::List(list.collect())), ("proved", proved)]);
    writeln!(out, "{}", whole.write())
}

/// Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0.
fn sarif(input: &Input, proof: &Proof, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let message = |text: &str| object(vec![("text", text_of(text))]);
    let rules = Rule::ALL.iter().map(|rule| {
        object(vec![("id", text_of(rule.name())), ("shortDescription", message(rule.describe()))])
    });
    let results = proof.findings.iter().map(|finding| {
        let (file, line, column, length) = place(input, finding);
        let number = |number: u32| Json::Number(f64::from(number));
        let region = object(vec![
            ("startLine", number(line)),
            ("startColumn", number(column)),
            ("endColumn", number(column + length.max(1))),
        ]);
        let physical = object(vec![
            ("artifactLocation", object(vec![("uri", text_of(&uri(&file)))])),
            ("region", region),
        ]);
        let logical = object(vec![("fullyQualifiedName", text_of(&finding.pointer))]);
        let location = object(vec![
            ("physicalLocation", physical),
            ("logicalLocations", Json::List(vec![logical])),
        ]);
        object(vec![
            ("ruleId", text_of(finding.rule.name())),
            ("level", text_of("error")),
            ("message", message(&format!("{}: {}", finding.id, finding.claim.text(lang)))),
            ("locations", Json::List(vec![location])),
        ])
    });
    let driver = object(vec![
        ("name", text_of("shushuo")),
        ("version", text_of(env!("CARGO_PKG_VERSION"))),
        ("rules", Json::List(rules.collect())),
    ]);
    let run = object(vec![
        ("tool", object(vec![("driver", driver)])),
        ("columnKind", text_of("unicodeCodePoints")),
        ("results", Json::List(results.collect())),
    ]);
    let whole = object(vec![
        ("$schema", text_of("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", text_of("2.1.0")),
        ("runs", Json::List(vec![run])),
    ]);
    writeln!(out, "{}", whole.write())
}

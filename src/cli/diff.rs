//! `shushuo diff`: what changed between two reports.

use super::read::load;
use super::{CLEAN, COULD_NOT_RUN, FINDINGS, text};
use crate::base::json::Json;
use crate::error::{Lang, Notes};
use crate::report::diff::{Change, Differences, diff};
use crate::report::{Figure, Report, parse};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `diff` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older report, a JSON file.
    pub before: PathBuf,
    /// The newer report, a JSON file.
    pub after: PathBuf,
    /// How the differences are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A line for each figure that differs, and one of counts.
    Text,
    /// One JSON object.
    Json,
}

/// Runs the command: 0 when nothing differs, 1 when something does, 2 when it could not run.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let open = |path: &Path| -> Result<Report, String> {
        let name = path.display().to_string();
        let text = load(path).map_err(|why| match lang {
            Lang::Zh => format!("error: 读不了 {name}:{why}"),
            Lang::En => format!("error: cannot read {name}: {why}"),
        })?;
        parse(&mut Notes::new(), &name, &text).map_err(|why| text::line(&why, lang))
    };
    let reports = open(&args.before).and_then(|before| Ok((before, open(&args.after)?)));
    let (before, after) = match reports {
        Ok(reports) => reports,
        Err(message) => {
            let _ = writeln!(err, "{message}");
            return COULD_NOT_RUN;
        }
    };
    let found = diff(&before, &after);
    let code = if found.figures.is_empty() && found.checks.is_empty() { CLEAN } else { FINDINGS };
    let written = match args.format {
        Format::Text => lines(&before, &after, &found, lang, out),
        Format::Json => json(&before, &after, &found, out),
    };
    super::finish(written.map(|()| code), err)
}

fn place(figure: &Figure) -> String {
    format!("{}:{}", figure.line, figure.column + 1)
}

fn lines(
    before: &Report,
    after: &Report,
    found: &Differences,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let zh = lang == Lang::Zh;
    let mut counts = [0; 4];
    for change in &found.figures {
        let (kind, words) = match change {
            Change::Changed(_, _, _) => (0, if zh { "改" } else { "changed" }),
            Change::Moved(_, _) => (1, if zh { "移" } else { "moved" }),
            Change::Gone(_) => (2, if zh { "删" } else { "gone" }),
            Change::New(_) => (3, if zh { "增" } else { "new" }),
        };
        if let Some(count) = counts.get_mut(kind) {
            *count += 1;
        }
        writeln!(out, "{words} {}", line(before, after, change))?;
    }
    for it in &found.checks {
        let word = if zh { "验算" } else { "check" };
        writeln!(out, "{word} {}: {} → {}", it.id, it.before.name(), it.after.name())?;
    }
    let [changed, moved, gone, new] = counts;
    let (same, checks) = (found.same, found.checks.len());
    if zh {
        writeln!(
            out,
            "改{changed}处，移{moved}处，删{gone}处，增{new}处，相同{same}处；验算变{checks}条"
        )
    } else {
        writeln!(
            out,
            "{changed} changed, {moved} moved, {gone} gone, {new} new, {same} the same; {checks} checks turned"
        )
    }
}

/// Place, phrase and id of a figure, and what differs.
fn line(before: &Report, after: &Report, change: &Change) -> String {
    let said = |it: Option<&Figure>| {
        it.map_or(String::new(), |it| format!("{} \"{}\" ({})", place(it), it.phrase, it.id))
    };
    match change {
        Change::Changed(_, new, list) => {
            let list: Vec<String> = list
                .iter()
                .map(|it| format!("{} {} → {}", it.member, it.before, it.after))
                .collect();
            format!("{}: {}", said(after.figures.get(*new)), list.join(", "))
        }
        Change::Moved(old, new) => {
            let from = before.figures.get(*old).map_or(String::new(), place);
            format!("{from} → {}", said(after.figures.get(*new)))
        }
        Change::Gone(old) => said(before.figures.get(*old)),
        Change::New(new) => said(after.figures.get(*new)),
    }
}

fn json(
    before: &Report,
    after: &Report,
    found: &Differences,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = |text: &str| Json::Text(text.into());
    let object = |members: Vec<(&str, Json)>| {
        Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    };
    let figure = |it: Option<&Figure>| {
        it.map_or(Json::Null, |it| {
            object(vec![
                ("id", text(&it.id)),
                ("line", Json::Number(f64::from(it.line))),
                ("column", Json::Number(f64::from(it.column))),
                ("phrase", text(&it.phrase)),
            ])
        })
    };
    let rows = found.figures.iter().map(|change| {
        let (kind, old, new) = match change {
            Change::Changed(old, new, _) => ("changed", Some(*old), Some(*new)),
            Change::Moved(old, new) => ("moved", Some(*old), Some(*new)),
            Change::Gone(old) => ("gone", Some(*old), None),
            Change::New(new) => ("new", None, Some(*new)),
        };
        let mut members = vec![
            ("change", text(kind)),
            ("before", figure(old.and_then(|i| before.figures.get(i)))),
            ("after", figure(new.and_then(|i| after.figures.get(i)))),
        ];
        if let Change::Changed(_, _, list) = change {
            let list = list.iter().map(|it| {
                object(vec![
                    ("member", text(it.member)),
                    ("before", text(&it.before)),
                    ("after", text(&it.after)),
                ])
            });
            members.push(("differences", Json::List(list.collect())));
        }
        object(members)
    });
    let checks = found.checks.iter().map(|it| {
        object(vec![
            ("id", text(&it.id)),
            ("before", text(it.before.name())),
            ("after", text(it.after.name())),
        ])
    });
    let whole = object(vec![
        ("figures", Json::List(rows.collect())),
        ("checks", Json::List(checks.collect())),
        ("same", Json::Number(found.same as f64)),
    ]);
    writeln!(out, "{}", whole.write())
}

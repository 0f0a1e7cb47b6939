//! `shushuo read`: the numbers of a text, with their places.

use super::{CLEAN, COULD_NOT_RUN};
use crate::base::json::Json;
use crate::error::Lang;
use crate::report::Qualifier;
use crate::report::read::{Quantity, read, read_all};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What `read` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text, UTF-8; `-` is standard input.
    pub source: PathBuf,
    /// How the numbers are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Dates, ordinals, names and idioms too.
    #[arg(long)]
    pub all: bool,
}

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A line for each number: place, text, value in base units, qualifier, kind.
    Text,
    /// One JSON array.
    Json,
}

/// Runs the command; the exit code is 0, or 2 as [`super`] has it.
pub fn run(args: &Args, lang: Lang, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let source = match load(&args.source) {
        Ok(source) => source,
        Err(error) => {
            let name = args.source.display();
            let _ = match lang {
                Lang::Zh => writeln!(err, "error: 读不了 {name}:{error}"),
                Lang::En => writeln!(err, "error: cannot read {name}: {error}"),
            };
            return COULD_NOT_RUN;
        }
    };
    let found = if args.all { read_all(&source) } else { read(&source) };
    let written = match args.format {
        Format::Json => json(&found, out),
        Format::Text => lines(&found, &args.source, out),
    };
    super::finish(written.map(|()| CLEAN), err)
}

/// The text of a file, or of standard input for `-`; a byte order mark is no part of it.
///
/// # Errors
///
/// When it cannot be read or is not UTF-8.
pub fn load(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_string(&mut text)?;
    } else {
        std::fs::File::open(path)?.read_to_string(&mut text)?;
    }
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn json(found: &[Quantity], out: &mut dyn Write) -> io::Result<()> {
    if found.is_empty() {
        return writeln!(out, "[]");
    }
    for (i, quantity) in found.iter().enumerate() {
        writeln!(out, "{}{}", if i == 0 { "[" } else { "," }, object(quantity).write())?;
    }
    writeln!(out, "]")
}

fn object(quantity: &Quantity) -> Json {
    let text = |text: &str| Json::Text(text.into());
    let or_null = |word: &str| if word.is_empty() { Json::Null } else { text(word) };
    let number = |number: u32| Json::Number(f64::from(number));
    let mut members = vec![
        ("text", text(&quantity.text)),
        ("start", number(quantity.start)),
        ("end", number(quantity.end)),
        ("line", number(quantity.line)),
        ("column", number(quantity.column)),
        ("value", text(&quantity.value.to_string())),
        ("scale", Json::Number(quantity.scale as f64)),
        ("unit", or_null(&quantity.unit)),
        ("base_unit", or_null(&quantity.base_unit)),
        ("dimension", or_null(quantity.dimension.name())),
        ("base_value", text(&quantity.base_value.to_string())),
        (
            "qualifier",
            if quantity.qualifier == Qualifier::Exact {
                Json::Null
            } else {
                text(quantity.qualifier.name())
            },
        ),
        ("kind", text(quantity.kind.name())),
    ];
    if let Some(range) = quantity.range {
        members.push(("range", number(range)));
    }
    Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn lines(found: &[Quantity], path: &Path, out: &mut dyn Write) -> io::Result<()> {
    for quantity in found {
        let Quantity { line, column, text, base_value, base_unit, qualifier, kind, .. } = quantity;
        let name = path.display();
        let text = text.replace(['\n', '\r'], " ");
        let (qualifier, kind) = (qualifier.name(), kind.name());
        writeln!(
            out,
            "{name}:{line}:{}\t{text}\t{base_value} {base_unit}\t{qualifier}\t{kind}",
            column + 1
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_every_member() {
        let mut out = Vec::new();
        json(&read("投资近13万元~17万元。"), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"[{"text":"13万元","start":3,"end":7,"line":1,"column":3,"value":"13","scale":10000,"#,
                r#""unit":"万元","base_unit":"元","dimension":"money","base_value":"130000","#,
                r#""qualifier":"nearly","kind":"flow","range":0}"#,
                "\n",
                r#",{"text":"17万元","start":8,"end":12,"line":1,"column":8,"value":"17","scale":10000,"#,
                r#""unit":"万元","base_unit":"元","dimension":"money","base_value":"170000","#,
                r#""qualifier":"nearly","kind":"flow","range":0}"#,
                "\n]\n"
            )
        );
        let mut out = Vec::new();
        json(&[], &mut out).unwrap();
        assert_eq!(out, b"[]\n");
    }
}

//! Errors and warnings as values with a place.
//!
//! A [`Diagnostic`] says where, what was found and what was expected; its
//! [`Kind`] is an enum, so tests match on it and never on text. The texts, in
//! Chinese and English, stand one file a stage.

mod expr;
mod data;
mod paint;
mod claim;
mod report;
mod spec;
#[cfg(test)]
pub mod asked;

pub use self::claim::{Aspect, Claim};
pub use self::data::DataError;
pub use self::expr::ExprError;
pub use self::paint::PaintError;
pub use self::report::ReportError;
pub use self::spec::{SpecError, Word};

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// The language of texts that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, the page's first language.
    Zh,
    /// English, the program's default.
    #[default]
    En,
}

/// Whether the chart draws all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is drawn in the chart's place but this message.
    Error,
    /// The chart is drawn; the note is for its author.
    Warning,
}

/// Where something was found: a JSON pointer into a spec or report, or a line
/// and column of a text. Empty parts are unknown. Cloning it is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    // One pointer wide: places are handed to and dropped by every function.
    parts: Rc<PlaceParts>,
}

/// What a [`Place`] knows; read through it, as `place.pointer`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceParts {
    /// The file or page, and the chart in it, such as `report.json #c01`.
    pub file: Rc<str>,
    /// A JSON pointer (RFC 6901), such as `/encoding/x/type`; empty is the whole.
    pub pointer: Rc<str>,
    /// The line from 1; 0 is unknown.
    pub line: u32,
    /// The column in characters from 1; 0 is unknown.
    pub column: u32,
}

impl Deref for Place {
    type Target = PlaceParts;

    fn deref(&self) -> &PlaceParts {
        &self.parts
    }
}

impl Place {
    /// The whole of an unnamed document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The member or element `key` of this place, escaped as RFC 6901 asks.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        self.step(&key.to_string())
    }

    fn step(&self, key: &str) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + 1 + key.len());
        pointer.push_str(&self.pointer);
        pointer.push('/');
        for letter in key.chars() {
            match letter {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                letter => pointer.push(letter),
            }
        }
        self.with(|parts| parts.pointer = pointer.into())
    }

    /// A line and column, both from 1.
    #[must_use]
    pub fn text(line: u32, column: u32) -> Self {
        Self::root().at_text(line, column)
    }

    /// This place at a line and column, both from 1.
    #[must_use]
    pub fn at_text(&self, line: u32, column: u32) -> Self {
        self.with(|parts| (parts.line, parts.column) = (line, column))
    }

    /// This place in a file, or in a chart of a page.
    #[must_use]
    pub fn in_file(&self, file: &str) -> Self {
        self.with(|parts| parts.file = file.into())
    }

    fn with(&self, change: impl FnOnce(&mut PlaceParts)) -> Self {
        let mut parts = PlaceParts::clone(self);
        change(&mut parts);
        Self { parts: parts.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(
                f,
                "{}{}:{}",
                if self.file.is_empty() { "" } else { ":" },
                self.line,
                self.column
            )?;
        }
        if !self.pointer.is_empty() {
            write!(f, "{}{}", if self.file.is_empty() { "" } else { " " }, self.pointer)?;
        }
        Ok(())
    }
}

/// What is wrong, by the stage that finds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// In the spec: words, types, properties.
    Spec(SpecError),
    /// In an expression.
    Expr(ExprError),
    /// In the data: sources, formats, fields.
    Data(DataError),
    /// While painting.
    Paint(PaintError),
    /// In a report or its source text.
    Report(ReportError),
}

/// One error or warning, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    // One pointer wide: every `?` moves it.
    parts: Box<DiagnosticParts>,
}

/// What a [`Diagnostic`] says; read and written through it, as `diagnostic.at`.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagnosticParts {
    /// Error or warning.
    pub level: Level,
    /// Where.
    pub at: Place,
    /// What.
    pub kind: Kind,
}

impl Deref for Diagnostic {
    type Target = DiagnosticParts;

    fn deref(&self) -> &DiagnosticParts {
        &self.parts
    }
}

impl DerefMut for Diagnostic {
    fn deref_mut(&mut self) -> &mut DiagnosticParts {
        &mut self.parts
    }
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(at: &Place, kind: impl Into<Kind>) -> Self {
        Self::new(Level::Error, at, kind.into())
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(at: &Place, kind: impl Into<Kind>) -> Self {
        Self::new(Level::Warning, at, kind.into())
    }

    fn new(level: Level, at: &Place, kind: Kind) -> Self {
        Self { parts: Box::new(DiagnosticParts { level, at: at.clone(), kind }) }
    }

    /// The same said of another place.
    #[must_use]
    pub fn moved(mut self, at: Place) -> Self {
        self.at = at;
        self
    }

    /// The message with its hint, without the place: lower case, values quoted, no full stop.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match &self.kind {
            Kind::Spec(kind) => kind.text(lang),
            Kind::Expr(kind) => kind.text(lang),
            Kind::Data(kind) => kind.text(lang),
            Kind::Paint(kind) => kind.text(lang),
            // The browser's module has no reports, nor the words for them.
            Kind::Report(_) if cfg!(target_arch = "wasm32") => String::new(),
            Kind::Report(kind) => kind.text(lang),
        }
    }
}

/// A message in one of two languages, Chinese and English, whose `{0}`, `{1}` … are these parts,
/// and the question whether the nearest known word was meant.
fn said(lang: Lang, texts: [&str; 2], parts: &[&str], nearest: Option<&Rc<str>>) -> String {
    let [text, before, after] = match (lang, texts) {
        (Lang::Zh, [text, _]) => [text, ";是不是“", "”?"],
        (Lang::En, [_, text]) => [text, "; hint: did you mean \"", "\"?"],
    };
    let mut out = String::new();
    for (i, piece) in text.split('{').enumerate() {
        let Some((place, rest)) = piece.split_once('}').filter(|_| i > 0) else {
            out.push_str(piece);
            continue;
        };
        let part = place.parse().ok().and_then(|place: usize| parts.get(place));
        out.push_str(part.copied().unwrap_or_default());
        out.push_str(rest);
    }
    if let Some(word) = nearest {
        out.push_str(&[before, word, after].concat());
    }
    out
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.at.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Diagnostic {}

/// The result of a stage: its value, or why there is none.
pub type Result<T> = std::result::Result<T, Diagnostic>;

/// The warnings collected on the way, passed along as `notes`.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    list: Vec<Diagnostic>,
}

impl Notes {
    /// No notes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a warning, unless the very same one stands already.
    pub fn warn(&mut self, at: &Place, kind: impl Into<Kind>) {
        self.add(Diagnostic::warning(at, kind));
    }

    fn add(&mut self, note: Diagnostic) {
        // What reads the same of the same place is the same.
        let text = note.text(Lang::En);
        if !self.list.iter().any(|known| known.at == note.at && known.text(Lang::En) == text) {
            self.list.push(note);
        }
    }

    /// The notes in the order they were made.
    #[must_use]
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }
}

/// A value with the notes made on the way to it: the form at the boundary.
#[derive(Clone, Debug)]
pub struct Warned<T> {
    /// What was asked for.
    pub value: T,
    /// The warnings, for the author.
    pub notes: Notes,
}

/// The known word nearest to `found`, when it is near enough to be meant:
/// at most a third of its letters differ (Damerau–Levenshtein, letter case ignored).
#[must_use]
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(found, &mut known.into_iter())
}

fn nearest_of<'a>(found: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let found: Vec<char> = found.to_ascii_lowercase().chars().collect();
    let limit = (found.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let letters: Vec<char> = word.to_ascii_lowercase().chars().collect();
        if letters.len().abs_diff(found.len()) > limit {
            continue;
        }
        let far = distance(&found, &letters);
        if far <= limit && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, word));
        }
    }
    best.map(|(_, word)| word)
}

/// The number of letters to insert, remove, replace or swap with a neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_word() {
        let known = ["bar", "line", "area", "point"];
        assert_eq!(nearest("bars", known), Some("bar"));
        assert_eq!(nearest("piont", known), Some("point"));
        assert_eq!(nearest("Line", known), Some("line"));
        assert_eq!(nearest("treemap", known), None);
    }

    #[test]
    fn pointer_escapes() {
        assert_eq!(Place::root().child("a/b").child(0).to_string(), "/a~1b/0");
    }
}

//! Texts as HTML.

use crate::error::Lang;
use crate::report::model::{Report, Words};
use crate::report::prose::{self, Piece};
use crate::report::words;

/// A text with the characters that HTML gives a meaning written as entities.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// JSON that may stand inside a script element.
pub fn script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Running text, its figures as links to their places.
pub fn prose(report: &Report, text: &Words, lang: Lang) -> String {
    let mut out = String::new();
    for piece in prose::pieces(text.get(lang)) {
        match piece {
            Piece::Plain(text) => out.push_str(&escape(text)),
            Piece::Number { id, words } => out.push_str(&figure(report, id, words, lang)),
        }
    }
    out
}

/// A figure in running text: a link to its place, with its line for print.
pub fn figure(report: &Report, id: &str, said: Option<&str>, lang: Lang) -> String {
    let said = said.map_or_else(|| words::of(report, id, lang), str::to_owned);
    let (class, line) = match report.figure(id) {
        Some(it) => ("fig", format!(" data-line=\"{}\"", it.line)),
        None => ("fig computed", String::new()),
    };
    format!("<a class=\"{class}\" href=\"#f-{}\"{line}>{}</a>", escape(id), escape(&said))
}

/// An expression with the figures' numbers in place of their ids, as people write it.
pub fn working(report: &Report, expr: &str, base: bool) -> String {
    let mut words = Vec::new();
    for token in expr.split_ascii_whitespace() {
        words.push(match token {
            "*" => "×".to_owned(),
            "/" => "÷".to_owned(),
            "-" => "−".to_owned(),
            _ => match report.figure(token) {
                Some(it) => {
                    let value = if base { it.base_value() } else { it.value };
                    let number = plain(value);
                    format!("<a class=\"fig\" href=\"#f-{}\">{number}</a>", escape(token))
                }
                None => escape(token),
            },
        });
    }
    words.join(" ").replace("( ", "(").replace(" )", ")")
}

/// A number with at most four decimals.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

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
    let mut out = String::new();
    // How deep the parentheses of a power are; its own are not written.
    let mut power: Option<usize> = None;
    let mut tokens = expr.split_ascii_whitespace().peekable();
    while let Some(token) = tokens.next() {
        let word = match (token, power) {
            ("^", None) => {
                out.truncate(out.trim_end().len());
                out.push_str("<sup>");
                power = Some(0);
                continue;
            }
            ("(", Some(depth)) => {
                power = Some(depth + 1);
                if depth == 0 { continue } else { "(".to_owned() }
            }
            (")", Some(1)) => {
                out.truncate(out.trim_end().len());
                out.push_str("</sup> ");
                power = None;
                continue;
            }
            (")", Some(depth)) => {
                power = Some(depth.saturating_sub(1));
                ")".to_owned()
            }
            ("*", _) => "×".to_owned(),
            ("/", _) => "÷".to_owned(),
            ("-", _) => "−".to_owned(),
            _ => number(report, token, base),
        };
        if word == ")" {
            out.truncate(out.trim_end().len());
        }
        out.push_str(&word);
        if power == Some(0) {
            out.push_str("</sup>");
            power = None;
        }
        if word != "(" && tokens.peek().is_some() {
            out.push(' ');
        }
    }
    if power.is_some() {
        out.push_str("</sup>");
    }
    out.truncate(out.trim_end().len());
    out
}

/// A token of an expression; an id is the figure's number with a link.
fn number(report: &Report, token: &str, base: bool) -> String {
    match report.figure(token) {
        Some(it) => {
            let number = plain(if base { it.base_value() } else { it.value });
            format!("<a class=\"fig\" href=\"#f-{}\">{number}</a>", escape(token))
        }
        None => escape(token),
    }
}

/// A number with at most four decimals, fewer when it is large.
pub fn plain(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 1e4 => 0,
        size if size >= 1e3 => 1,
        _ => 4,
    };
    let text = format!("{value:.places$}");
    let text = if places > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_as_people_write_them() {
        let report = Report::default();
        for (expr, expected) in [
            ("1 + 2 * 3 - 4 / 5", "1 + 2 × 3 − 4 ÷ 5"),
            ("( 1 - a / 100 ) * 2", "(1 − a ÷ 100) × 2"),
            (
                "( ( 1 + 25 / 100 ) ^ ( 1 / 4 ) - 1 ) * 100",
                "((1 + 25 ÷ 100)<sup>1 ÷ 4</sup> − 1) × 100",
            ),
            ("a ^ 2 + ( b", "a<sup>2</sup> + (b"),
            ("a ^ ( b", "a<sup>b</sup>"),
            ("<", "&lt;"),
        ] {
            assert_eq!(working(&report, expr, false), expected, "{expr}");
        }
    }

    #[test]
    fn numbers_and_entities() {
        assert_eq!(plain(-0.0371), "−0.0371");
        assert_eq!(plain(100.0), "100");
        assert_eq!(plain(110_000.0), "110000");
        assert_eq!(plain(9628.4501), "9628.5");
        assert_eq!(script("{\"a\":\"</script>\"}"), "{\"a\":\"\\u003c/script>\"}");
    }
}

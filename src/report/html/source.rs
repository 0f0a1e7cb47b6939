//! The source text of a report that ships it, each figure in it a link.

use super::text::escape;
use crate::report::check::source::Text;
use crate::report::model::{Figure, Report};

/// The most characters that stand before a phrase, and after it, when its sentence is quoted.
const AROUND: usize = 48;

/// A part of a line: the columns of its first character and of the one after its last.
type Span = (usize, usize);

/// The source text as the page sees it.
pub struct Source {
    text: Text,
}

impl Source {
    /// The text, unless it is empty: then the page does not ship it.
    pub fn new(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { text: Text::new(text) })
    }

    /// The whole text, a paragraph for each line that is not empty.
    ///
    /// A figure's number with its unit is a link to what the page says of it: `t-` and the
    /// figure's id is its own id, and `data-figure` the id that its marks have.
    pub fn write(&self, out: &mut String, report: &Report) {
        out.push_str(&format!("<div class=\"source\" lang=\"{}\">\n", language(report)));
        for (number, letters) in (1_u32..).zip(&self.text.lines) {
            if letters.iter().all(|letter| letter.is_whitespace()) {
                continue;
            }
            let heading = report.sections.iter().any(|it| it.heading_line == number);
            let class = if heading { " class=\"said-heading\"" } else { "" };
            out.push_str(&format!("<p id=\"line-{number}\" data-line=\"{number}\"{class}>"));
            self.line(out, report, number, letters);
            out.push_str("</p>\n");
        }
        out.push_str("</div>\n");
    }

    fn line(&self, out: &mut String, report: &Report, number: u32, letters: &[char]) {
        let here = report.figures.iter().filter(|figure| figure.line == number);
        let mut here: Vec<(Span, &Figure)> = here.map(|it| (self.number(it), it)).collect();
        here.sort_by_key(|((from, to), _)| (*from, *to));
        let mut at = 0;
        for ((from, to), figure) in here {
            // Two figures of one number: only the first is a link.
            if from < at || to <= from {
                continue;
            }
            out.push_str(&part(letters, at, from));
            let id = escape(&figure.id);
            let first = if figure.repeat_of.is_empty() { &figure.id } else { &figure.repeat_of };
            out.push_str(&format!(
                "<a class=\"said\" id=\"t-{id}\" href=\"#f-{id}\" data-figure=\"{}\">{}</a>",
                escape(first),
                part(letters, from, to),
            ));
            at = to;
        }
        out.push_str(&part(letters, at, letters.len()));
    }

    /// Where a figure's number stands in its line, its unit included.
    fn number(&self, figure: &Figure) -> Span {
        let from = figure.number_column as usize;
        let mut to = from + figure.numeral.chars().count();
        if let Some(read) = self.text.quantity(figure.line, figure.number_column) {
            // One that goes on in another line ends with this one.
            to = to.max(read.column as usize + (read.end - read.start) as usize);
        }
        (from, to.min(self.text.line(figure.line).len()))
    }

    /// Whether a figure's number is a link in the text.
    pub fn links(&self, figure: &Figure) -> bool {
        let (from, to) = self.number(figure);
        from < to
    }

    /// The sentence around a figure's phrase, the number marked.
    pub fn sentence(&self, figure: &Figure) -> String {
        let letters = self.text.line(figure.line);
        let start = (figure.column as usize).min(letters.len());
        let end = (start + figure.phrase.chars().count()).min(letters.len());
        let ends = |i: usize| {
            let next = letters.get(i + 1).copied().unwrap_or(' ');
            letters.get(i).is_some_and(|letter| match letter {
                '。' | '！' | '？' | '；' => true,
                '.' | '!' | '?' | ';' => next.is_whitespace(),
                _ => false,
            })
        };
        let mut from = start;
        while from > 0 && start - from < AROUND && !ends(from - 1) {
            from -= 1;
        }
        let mut to = end;
        while to < letters.len() && to - end < AROUND && !(to > 0 && ends(to - 1)) {
            to += 1;
        }
        while letters.get(from).is_some_and(|letter| letter.is_whitespace()) {
            from += 1;
        }
        let cut = |cut: bool| if cut { "…" } else { "" };
        let before = cut(from > 0 && start - from >= AROUND);
        let after = cut(to < letters.len() && to - end >= AROUND);
        let (first, last) = self.number(figure);
        let (first, last) = (first.clamp(from, to), last.clamp(from, to));
        format!(
            "{before}{}<mark>{}</mark>{}{after}",
            part(letters, from, first),
            part(letters, first, last),
            part(letters, last, to)
        )
    }
}

/// A phrase with its number marked, as the report alone tells.
pub fn phrase(figure: &Figure) -> String {
    let letters: Vec<char> = figure.phrase.chars().collect();
    let from = figure.number_column.saturating_sub(figure.column) as usize;
    let to = from + figure.numeral.chars().count();
    let (from, to) = (from.min(letters.len()), to.min(letters.len()));
    if from >= to || part(&letters, from, to) != escape(&figure.numeral) {
        return escape(&figure.phrase);
    }
    format!(
        "{}<mark>{}</mark>{}",
        part(&letters, 0, from),
        part(&letters, from, to),
        part(&letters, to, letters.len())
    )
}

fn part(letters: &[char], from: usize, to: usize) -> String {
    escape(&letters.get(from..to).unwrap_or_default().iter().collect::<String>())
}

/// The language of the source text, as HTML names it.
pub fn language(report: &Report) -> &'static str {
    if report.source.english { "en" } else { "zh-CN" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn figure(id: &str, line: u32, column: u32, phrase: &str, numeral: &str) -> Figure {
        let before = phrase.split_once(numeral).map_or(0, |(before, _)| before.chars().count());
        Figure {
            id: id.into(),
            line,
            column,
            phrase: phrase.into(),
            numeral: numeral.into(),
            number_column: column + before as u32,
            ..Figure::default()
        }
    }

    fn report(figures: Vec<Figure>) -> Report {
        Report { figures, ..Report::default() }
    }

    #[test]
    fn figures_are_links_in_the_text() {
        let text = "A title\n\nThe module has 12,300 bytes & 4 <parts>. It is 5 % more.\n";
        let mut again = figure("again", 3, 44, "is 5 % more", "5");
        again.repeat_of = Rc::from("b");
        let report = report(vec![figure("a", 3, 11, "has 12,300 bytes", "12,300"), again]);
        let mut out = String::new();
        Source::new(text).unwrap().write(&mut out, &report);
        assert_eq!(
            out,
            "<div class=\"source\" lang=\"zh-CN\">\n\
             <p id=\"line-1\" data-line=\"1\">A title</p>\n\
             <p id=\"line-3\" data-line=\"3\">The module has <a class=\"said\" id=\"t-a\" href=\"#f-a\" \
             data-figure=\"a\">12,300 bytes</a> &amp; 4 &lt;parts&gt;. It is <a class=\"said\" \
             id=\"t-again\" href=\"#f-again\" data-figure=\"b\">5 %</a> more.</p>\n</div>\n"
        );
        assert!(Source::new("").is_none());
    }

    #[test]
    fn sentences_around_a_phrase() {
        let check = |text: &str, phrase: &str, numeral: &str, expected: &str| {
            let column = text.split_once(phrase).unwrap().0.chars().count() as u32;
            let figure = figure("a", 1, column, phrase, numeral);
            assert_eq!(Source::new(text).unwrap().sentence(&figure), expected, "{text}");
        };
        check(
            "一。投资22.8亿元，增长5%。二",
            "投资22.8亿元",
            "22.8",
            "投资<mark>22.8亿元</mark>，增长5%。",
        );
        check("It is v1.2. Now 3 parts fit. More", "3 parts", "3", "Now <mark>3 parts</mark> fit.");
        let far = "长".repeat(100);
        let cut = "长".repeat(AROUND);
        check(
            &format!("{far}有3处{far}"),
            "有3处",
            "3",
            &format!("…{cut}有<mark>3处</mark>{cut}…"),
        );
    }

    #[test]
    fn phrases_mark_their_number() {
        assert_eq!(phrase(&figure("a", 1, 0, "近1.8万户", "1.8")), "近<mark>1.8</mark>万户");
        assert_eq!(phrase(&figure("a", 1, 0, "<b>", "9")), "&lt;b&gt;");
    }
}

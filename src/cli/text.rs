//! How a diagnostic stands in a terminal.

use crate::error::{Diagnostic, Lang, Level};

/// The line of a diagnostic: `error: PLACE: MESSAGE`, without colours and
/// without a line break at the end. An empty place is left out.
#[must_use]
pub fn line(diagnostic: &Diagnostic, lang: Lang) -> String {
    let level = match (diagnostic.level, lang) {
        (Level::Error, Lang::En) => "error: ",
        (Level::Warning, Lang::En) => "warning: ",
        (Level::Error, Lang::Zh) => "错误：",
        (Level::Warning, Lang::Zh) => "警告：",
    };
    let place = diagnostic.at.to_string();
    let stop = match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    };
    let stop = if place.is_empty() { "" } else { stop };
    format!("{level}{place}{stop}{}", diagnostic.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Place, ReportError};

    #[test]
    fn lines() {
        let check = |place: &Place, lang: Lang, expected: &str| {
            let kind = ReportError::Missing { name: "id" };
            assert_eq!(line(&Diagnostic::error(place, kind), lang), expected);
        };
        let place = Place::root().child("charts").in_file("report.json");
        check(&place, Lang::En, "error: report.json /charts: missing \"id\"");
        check(&Place::root(), Lang::En, "error: missing \"id\"");
        check(&place, Lang::Zh, "错误：report.json /charts：缺少“id”");
    }
}

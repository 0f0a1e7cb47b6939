//! A figure in words: 近1.8万户, nearly 18,000 households.

use super::model::{Derived, Figure, Period, Qualifier, Report};
use crate::error::Lang;

/// A stated figure in words: value, unit and qualifier.
///
/// In Chinese 万 and 亿 as they read best, in English whole units, thousands
/// parted by commas, yuan as ¥. A rank is its unit alone (全市首家).
#[must_use]
pub fn figure(figure: &Figure, lang: Lang) -> String {
    if &*figure.kind == "rank" {
        return figure.unit.get(lang).to_owned();
    }
    let unit = if figure.base_unit.is_empty() { &figure.unit } else { &figure.base_unit };
    let unit = unit.get(lang);
    match lang {
        Lang::Zh => zh(figure.base_value(), unit, figure.qualifier, decimal),
        Lang::En => en(figure.base_value(), unit, figure.qualifier, decimal),
    }
}

/// A computed number in words, rounded to three digits or one decimal.
#[must_use]
pub fn derived(derived: &Derived, lang: Lang) -> String {
    let mut letters = derived.unit.zh.chars();
    let (scale, unit) = match letters.next() {
        Some('亿') => (1e8, letters.as_str()),
        Some('万') => (1e4, letters.as_str()),
        _ => (1.0, &*derived.unit.zh),
    };
    let value = derived.value * scale;
    match lang {
        Lang::Zh => zh(value, unit, derived.qualifier, about),
        Lang::En => en(value, derived.unit.get(lang), derived.qualifier, about),
    }
}

/// A figure or computed number of a report in words; empty when there is none of that id.
#[must_use]
pub fn of(report: &Report, id: &str, lang: Lang) -> String {
    match (report.figure(id), report.derived(id)) {
        (Some(it), _) => figure(it, lang),
        (None, Some(it)) => derived(it, lang),
        (None, None) => String::new(),
    }
}

/// Years: 2016—2020年, 2016–2020.
#[must_use]
pub fn period(period: Period, lang: Lang) -> String {
    match (lang, period.from == period.to) {
        (Lang::Zh, true) => format!("{}年", period.from),
        (Lang::Zh, false) => format!("{}—{}年", period.from, period.to),
        (Lang::En, true) => period.from.to_string(),
        (Lang::En, false) => format!("{}–{}", period.from, period.to),
    }
}

fn zh(value: f64, unit: &str, qualifier: Qualifier, number: fn(f64) -> String) -> String {
    let (shown, power) = if value.abs() >= 1e8 {
        (value / 1e8, "亿")
    } else if value.abs() >= 1e4 {
        (value / 1e4, "万")
    } else {
        (value, "")
    };
    let number = number(shown);
    match qualifier {
        Qualifier::Exact => format!("{number}{power}{unit}"),
        Qualifier::About => format!("约{number}{power}{unit}"),
        Qualifier::Nearly => format!("近{number}{power}{unit}"),
        Qualifier::Over => format!("{number}{power}余{unit}"),
        Qualifier::MoreThan => format!("超过{number}{power}{unit}"),
        Qualifier::AtLeast => format!("{number}{power}{unit}以上"),
        Qualifier::AtMost => format!("{number}{power}{unit}以下"),
        Qualifier::Forecast => format!("预计{number}{power}{unit}"),
    }
}

fn en(value: f64, unit: &str, qualifier: Qualifier, number: fn(f64) -> String) -> String {
    let yuan = unit.starts_with("yuan");
    let rest = if yuan { unit.get(4..).unwrap_or("") } else { unit };
    let (number, power) = if yuan && value.abs() >= 1e9 {
        (number(value / 1e9), " bn")
    } else if yuan && value.abs() >= 1e6 {
        (number(value / 1e6), " m")
    } else if value.abs() >= 1e6 {
        (number(value / 1e6), " million")
    } else {
        (grouped(&number(value)), "")
    };
    let close = yuan || rest.is_empty() || rest.starts_with('%');
    let space = if close { "" } else { "\u{a0}" };
    let sign = if yuan { "¥" } else { "" };
    let power = power.replace(' ', "\u{a0}");
    let said = format!("{sign}{number}{power}{space}{rest}");
    match qualifier {
        Qualifier::Exact => said,
        Qualifier::About => format!("about {said}"),
        Qualifier::Nearly => format!("nearly {said}"),
        Qualifier::Over => format!("over {said}"),
        Qualifier::MoreThan => format!("more than {said}"),
        Qualifier::AtLeast => format!("{said} or more"),
        Qualifier::AtMost => format!("{said} or less"),
        Qualifier::Forecast => format!("{said} (forecast)"),
    }
}

/// At most four decimals, without zeros at the end.
fn decimal(value: f64) -> String {
    crate::base::format::plain(round(value, 4))
}

/// With commas between thousands.
fn grouped(text: &str) -> String {
    let (whole, rest) = match text.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (text, String::new()),
    };
    let mut out = String::new();
    let digits = whole.trim_start_matches('-');
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{}{out}{rest}", if whole.starts_with('-') { "-" } else { "" })
}

/// Three digits or one decimal, whichever is more.
fn about(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    crate::base::format::plain(round(value, places))
}

fn round(value: f64, places: usize) -> f64 {
    format!("{value:.places$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Words;

    fn words(zh: &str, en: &str) -> Words {
        Words { zh: zh.into(), en: en.into() }
    }

    #[test]
    fn figures_in_words() {
        let yuan = words("元", "yuan");
        let household = words("户", "households");
        for (value, scale, unit, qualifier, zh, en) in [
            (147.3, 1e8, &yuan, Qualifier::Exact, "147.3亿元", "¥14.73 bn"),
            (45.5, 1e8, &yuan, Qualifier::Forecast, "预计45.5亿元", "¥4.55 bn (forecast)"),
            (1464.0, 1e4, &yuan, Qualifier::About, "约1464万元", "about ¥14.64 m"),
            (18000.0, 1.0, &household, Qualifier::Nearly, "近1.8万户", "nearly 18,000 households"),
            (
                1.28,
                1e4,
                &words("人次", "attendances"),
                Qualifier::Exact,
                "1.28万人次",
                "12,800 attendances",
            ),
            (
                5.0,
                1e4,
                &words("人次", "visits"),
                Qualifier::Over,
                "5万余人次",
                "over 50,000 visits",
            ),
            (82.0, 1.0, &words("%", "%"), Qualifier::AtLeast, "82%以上", "82% or more"),
            (387.0, 1e4, &words("株", "trees"), Qualifier::Exact, "387万株", "3.87 million trees"),
            (
                4000.0,
                1.0,
                &words("场次", "sessions"),
                Qualifier::Over,
                "4000余场次",
                "over 4,000 sessions",
            ),
            (30.0, 1e8, &yuan, Qualifier::AtMost, "30亿元以下", "¥3 bn or less"),
        ] {
            let it =
                Figure { value, scale, base_unit: unit.clone(), qualifier, ..Figure::default() };
            assert_eq!(figure(&it, Lang::Zh), zh);
            assert_eq!(figure(&it, Lang::En).replace('\u{a0}', " "), en);
        }
    }

    #[test]
    fn computed_in_words() {
        for (value, zh_unit, en_unit, zh, en) in [
            (101.8, "亿元", "yuan", "101.8亿元", "¥10.2 bn"),
            (7.6389, "%", "%", "7.64%", "7.64%"),
            (
                20909.09,
                "元/人·年",
                "yuan per worker and year",
                "2.09万元/人·年",
                "¥20,909 per worker and year",
            ),
            (0.4374, "%", "%", "0.437%", "0.437%"),
        ] {
            let it = Derived { value, unit: words(zh_unit, en_unit), ..Derived::default() };
            assert_eq!(derived(&it, Lang::Zh), zh);
            assert_eq!(derived(&it, Lang::En).replace('\u{a0}', " "), en);
        }
    }
}

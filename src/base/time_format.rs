//! Dates and times written by patterns.
//!
//! Source: d3-time-format 4; vega-format, `time.js`. Local time is UTC.

use crate::base::calendar::Civil;
use crate::base::format::plain;
use crate::base::interval::{Interval, Part};
use crate::base::locale::{Locale, Text};
use crate::error::Lang;

/// The time by a pattern such as `%Y-%m-%d`; what is no time gives `NaN` in place of its parts.
///
/// A directive may have a padding flag: `%-d` none, `%_d` blanks, `%0d` zeros.
///
/// ```
/// use shushuo::base::{locale::Locale, time_format::format_time};
/// assert_eq!(format_time(&Locale::zh(), "%x %A", 0.0), "1970年1月1日 星期四");
/// ```
#[must_use]
pub fn format_time(locale: &Locale, pattern: &str, time: f64) -> String {
    let mut out = String::new();
    let at = Civil::of(time);
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        let Some(mut directive) = letters.next() else { break };
        let pad = match directive {
            '-' => Some(""),
            '_' => Some(" "),
            '0' => Some("0"),
            _ => None,
        };
        if pad.is_some() {
            directive = letters.next().unwrap_or(' ');
        }
        let pad = pad.unwrap_or(if directive == 'e' { " " } else { "0" });
        match directive {
            '%' => out.push('%'),
            'Z' => out.push_str("+0000"),
            'c' => out.push_str(&format_time(locale, &plain_pattern(&locale.date_time), time)),
            'x' => out.push_str(&format_time(locale, &plain_pattern(&locale.date), time)),
            'X' => out.push_str(&format_time(locale, &plain_pattern(&locale.time), time)),
            'Q' => out.push_str(&plain(time)),
            's' => out.push_str(&plain((time / 1000.0).floor())),
            _ => match &at {
                Some(at) => write_directive(&mut out, locale, directive, pad, at),
                None if directive.is_ascii_alphabetic() => out.push_str("NaN"),
                None => out.push(directive),
            },
        }
    }
    out
}

/// A locale's own pattern; `%c` within itself would never end.
pub(crate) fn plain_pattern(pattern: &Text) -> String {
    pattern.replace("%c", "")
}

fn write_directive(out: &mut String, locale: &Locale, directive: char, pad: &str, at: &Civil) {
    let (iso_year, iso_week) = at.iso_week();
    let (number, width) = match directive {
        'a' => return push_word(out, &locale.short_days, at.weekday),
        'A' => return push_word(out, &locale.days, at.weekday),
        'b' => return push_word(out, &locale.short_months, at.month),
        'B' => return push_word(out, &locale.months, at.month),
        'p' => return push_word(out, &locale.periods, u8::from(at.hour >= 12)),
        'd' | 'e' => (i32::from(at.day), 2),
        'f' | 'L' => (i32::from(at.millisecond), 3),
        'g' => (iso_year % 100, 2),
        'G' => (iso_year % 10_000, 4),
        'H' => (i32::from(at.hour), 2),
        'I' => (i32::from((at.hour + 11) % 12 + 1), 2),
        'j' => (i32::from(at.day_of_year) + 1, 3),
        'm' => (i32::from(at.month) + 1, 2),
        'M' => (i32::from(at.minute), 2),
        'q' => (i32::from(at.month / 3) + 1, 1),
        'S' => (i32::from(at.second), 2),
        'u' => (i32::from((at.weekday + 6) % 7) + 1, 1),
        'U' => (i32::from(at.week(0)), 2),
        'V' => (i32::from(iso_week), 2),
        'w' => (i32::from(at.weekday), 1),
        'W' => (i32::from(at.week(1)), 2),
        'y' => (at.year % 100, 2),
        'Y' => (at.year % 10_000, 4),
        other => return out.push(other),
    };
    if number < 0 {
        out.push('-');
    }
    let digits = number.unsigned_abs().to_string();
    for _ in digits.len()..width {
        out.push_str(pad);
    }
    out.push_str(&digits);
    if directive == 'f' {
        out.push_str("000");
    }
}

fn push_word(out: &mut String, words: &[Text], i: u8) {
    out.push_str(words.get(usize::from(i)).map_or("", |word| word));
}

/// The parts of a time that patterns are for, from the longest; each has a pattern in [`MultiFormat`].
const PARTS: [&str; 9] =
    ["year", "quarter", "month", "week", "date", "hours", "minutes", "seconds", "milliseconds"];

/// The patterns that a time is written with according to the longest part it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct MultiFormat([Text; 9]);

impl MultiFormat {
    /// Vega's default patterns in English, and in Chinese what is written there.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self(match lang {
            Lang::En => {
                ["%Y", "%B", "%B", "%b %d", "%a %d", "%I %p", "%I:%M", ":%S", ".%L"].map(Text::from)
            }
            Lang::Zh => [
                "%Y年",
                "%-m月",
                "%-m月",
                "%-m月%-d日",
                "%-m月%-d日",
                "%-H时",
                "%H:%M",
                ":%S",
                ".%L",
            ]
            .map(Text::from),
        })
    }

    /// Sets the pattern of a part such as `quarter`.
    pub fn set(&mut self, part: &str, pattern: &str) {
        for (name, own) in PARTS.iter().zip(&mut self.0) {
            if *name == part {
                *own = pattern.to_owned().into();
            }
        }
    }

    /// The time by the pattern of the longest part that begins with it.
    #[must_use]
    pub fn format(&self, locale: &Locale, time: f64) -> String {
        let begins = |part: Part| Interval::one(part).floor(time) >= time;
        let [year, quarter, month, week, date, hours, minutes, seconds, milliseconds] = &self.0;
        let pattern = if !begins(Part::Seconds) {
            milliseconds
        } else if !begins(Part::Minutes) {
            seconds
        } else if !begins(Part::Hours) {
            minutes
        } else if !begins(Part::Date) {
            hours
        } else if !begins(Part::Month) {
            if begins(Part::Week) { week } else { date }
        } else if !begins(Part::Year) {
            if begins(Part::Quarter) { quarter } else { month }
        } else {
            year
        };
        format_time(locale, pattern, time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected texts were made by d3-time-format 4.1.1.
    #[test]
    fn written() {
        for (zh, pattern, time, text) in [
            (false, "%a", 1_451_826_309_007.0, "Sun"),
            (false, "%A", 1_451_826_309_007.0, "Sunday"),
            (false, "%b", 1_451_826_309_007.0, "Jan"),
            (true, "%B", 1_451_826_309_007.0, "一月"),
            (false, "%c", 1_451_826_309_007.0, "1/3/2016, 1:05:09 PM"),
            (true, "%c", 1_451_826_309_007.0, "2016年1月3日 星期日 13:05:09"),
            (false, "%d", 1_451_826_309_007.0, "03"),
            (false, "%-d", 1_451_826_309_007.0, "3"),
            (false, "%_d", 1_451_826_309_007.0, " 3"),
            (false, "%e", 1_451_826_309_007.0, " 3"),
            (false, "%f", 1_451_826_309_007.0, "007000"),
            (false, "%g", 1_451_826_309_007.0, "15"),
            (false, "%G", 1_451_826_309_007.0, "2015"),
            (false, "%-I", 1_451_826_309_007.0, "1"),
            (false, "%H:%M:%S.%L", 1_451_826_309_007.0, "13:05:09.007"),
            (false, "%j", 1_451_826_309_007.0, "003"),
            (true, "%p", 1_451_826_309_007.0, "下午"),
            (false, "%Q", 1_451_826_309_007.0, "1451826309007"),
            (false, "%s", 1_451_826_309_007.0, "1451826309"),
            (false, "%u", 1_451_826_309_007.0, "7"),
            (false, "%U", 1_451_826_309_007.0, "01"),
            (false, "%V", 1_451_826_309_007.0, "53"),
            (false, "%w", 1_451_826_309_007.0, "0"),
            (false, "%W", 1_451_826_309_007.0, "00"),
            (false, "%X", 1_451_826_309_007.0, "1:05:09 PM"),
            (true, "%x", 1_451_826_309_007.0, "2016年1月3日"),
            (false, "%Z", 1_451_826_309_007.0, "+0000"),
            (false, "100%%", 1_451_826_309_007.0, "100%"),
            (false, "a%", 1_451_826_309_007.0, "a"),
            (false, "%k%-k", 1_451_826_309_007.0, "kk"),
            (false, "Q%q %Y", 1_451_826_309_007.0, "Q1 2016"),
            (true, "%Y年%-m月", 1_451_826_309_007.0, "2016年1月"),
            (false, "%Y-%m-%d", -59_040_144_000_000.0, "0099-02-03"),
            (false, "%Y-%m-%d", -62_233_315_200_000.0, "-0003-11-27"),
            (false, "%Y", -59_040_144_000_000.0, "0099"),
            (false, "%Y", -62_233_315_200_000.0, "-0003"),
        ] {
            let locale = if zh { Locale::zh() } else { Locale::en() };
            assert_eq!(format_time(&locale, pattern, time), text, "{pattern}");
        }
        assert_eq!(format_time(&Locale::en(), "%Y-%%", f64::NAN), "NaN-%");
    }

    #[test]
    fn by_the_longest_part() {
        let en = MultiFormat::of(Lang::En);
        for (time, text) in [
            (1_325_376_000_000.0, "2012"),
            (1_333_238_400_000.0, "April"),
            (1_335_830_400_000.0, "May"),
            (1_336_262_400_000.0, "May 06"),
            (1_336_348_800_000.0, "Mon 07"),
            (1_336_359_600_000.0, "03 AM"),
            (1_336_359_840_000.0, "03:04"),
            (1_336_359_845_000.0, ":05"),
            (1_336_359_845_678.0, ".678"),
        ] {
            assert_eq!(en.format(&Locale::en(), time), text);
        }
        let zh = MultiFormat::of(Lang::Zh);
        assert_eq!(zh.format(&Locale::zh(), 1_336_176_000_000.0), "5月5日");
    }
}

//! Dates and times read by patterns.
//!
//! Source: d3-time-format 4. Local time is UTC.

use crate::base::calendar::{Civil, time_of};
use crate::base::decimal;
use crate::base::locale::{Locale, Text};
use crate::base::time_format::plain_pattern;

/// What a text says of a time: numbers by directive, in order.
struct Found(Vec<(char, f64)>);

/// The time that a text gives by a pattern; `None` when it does not fit it. The
/// whole text must fit. What is not given is that of 1900-01-01.
///
/// ```
/// use shushuo::base::{calendar::midnight, locale::Locale, time_parse::parse_time};
/// assert_eq!(parse_time(&Locale::en(), "%d %B %Y", "3 May 2012"), Some(midnight(2012, 4, 3)));
/// ```
#[must_use]
pub fn parse_time(locale: &Locale, pattern: &str, text: &str) -> Option<f64> {
    let mut found = Found(Vec::new());
    let rest = read(&mut found, locale, pattern, text)?;
    if rest.is_empty() { found.time() } else { None }
}

impl Found {
    /// The last number of one of these directives, and the directive.
    fn last(&self, directives: &str) -> Option<(char, f64)> {
        self.0.iter().rev().find(|(directive, _)| directives.contains(*directive)).copied()
    }

    fn number(&self, directives: &str) -> Option<f64> {
        self.last(directives).map(|(_, number)| number)
    }

    fn time(&self) -> Option<f64> {
        let or_zero = |directives: &str| self.number(directives).unwrap_or(0.0);
        let millisecond = match self.last("Lf") {
            Some(('f', number)) => (number / 1000.0).floor(),
            found => found.map_or(0.0, |(_, number)| number),
        };
        if let Some(unix) = self.number("Q") {
            return Some(unix);
        }
        if let Some(seconds) = self.number("s") {
            return Some(seconds * 1000.0 + millisecond);
        }
        let year = match self.last("gyGY") {
            Some(('g' | 'y', year)) => year + if year > 68.0 { 1900.0 } else { 2000.0 },
            found => found.map_or(1900.0, |(_, year)| year),
        };
        let mut month = match self.last("bBmj") {
            Some(('j', _)) => 0.0,
            Some(('m', month)) => month - 1.0,
            Some((_, month)) => month,
            None => self.number("q").map_or(0.0, |quarter| quarter * 3.0 - 3.0),
        };
        let mut day = self.number("dej").unwrap_or(1.0);
        let mut hour = or_zero("HI");
        if let Some(afternoon) = self.number("p") {
            hour = hour % 12.0 + afternoon * 12.0;
        }
        let first = time_of([year, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        let first = f64::from(Civil::of(first)?.weekday);
        let weekday = self.number("aAw");
        let any_weekday = weekday.or(self.number("u").map(|weekday| weekday % 7.0));
        if let Some(week) = self.number("V") {
            if !(1.0..=53.0).contains(&week) {
                return None;
            }
            // Week 1 is the one with the first Thursday.
            let monday =
                if first > 4.0 || first == 0.0 { 1.0 + (8.0 - first) % 7.0 } else { 2.0 - first };
            month = 0.0;
            day = monday + (week - 1.0) * 7.0 + (weekday.unwrap_or(1.0) + 6.0) % 7.0;
        } else if let Some(week) = self.number("W") {
            month = 0.0;
            day = (any_weekday.unwrap_or(1.0) + 6.0) % 7.0 + week * 7.0 - (first + 5.0) % 7.0;
        } else if let Some(week) = self.number("U") {
            month = 0.0;
            day = any_weekday.unwrap_or(0.0) + week * 7.0 - (first + 6.0) % 7.0;
        }
        let zone = or_zero("Z");
        hour += (zone / 100.0).trunc();
        let minute = or_zero("M") + zone % 100.0;
        let time = time_of([year, month, day, hour, minute, or_zero("S"), millisecond]);
        (!time.is_nan()).then_some(time)
    }
}

/// Reads the front of a text by a pattern and gives the rest.
fn read<'a>(
    found: &mut Found,
    locale: &Locale,
    pattern: &str,
    mut text: &'a str,
) -> Option<&'a str> {
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if text.is_empty() {
            return None;
        }
        if letter != '%' {
            text = text.strip_prefix(letter)?;
            continue;
        }
        let mut directive = letters.next()?;
        if matches!(directive, '-' | '_' | '0') {
            directive = letters.next()?;
        }
        text = read_directive(found, locale, directive, text)?;
    }
    Some(text)
}

fn read_directive<'a>(
    found: &mut Found,
    locale: &Locale,
    directive: char,
    text: &'a str,
) -> Option<&'a str> {
    let (words, most): (&[Text], usize) = match directive {
        'a' => (&locale.short_days, 0),
        'A' => (&locale.days, 0),
        'b' => (&locale.short_months, 0),
        'B' => (&locale.months, 0),
        'p' => (&locale.periods, 0),
        'c' => return read(found, locale, &plain_pattern(&locale.date_time), text),
        'x' => return read(found, locale, &plain_pattern(&locale.date), text),
        'X' => return read(found, locale, &plain_pattern(&locale.time), text),
        '%' => return text.strip_prefix('%'),
        'Z' => {
            let (zone, rest) = read_zone(text)?;
            found.0.push((directive, zone));
            return Some(rest);
        }
        'q' | 'u' | 'w' => (&[], 1),
        'd' | 'e' | 'g' | 'H' | 'I' | 'm' | 'M' | 'S' | 'U' | 'V' | 'W' | 'y' => (&[], 2),
        'j' | 'L' => (&[], 3),
        'G' | 'Y' => (&[], 4),
        'f' => (&[], 6),
        'Q' | 's' => (&[], usize::MAX),
        _ => return None,
    };
    let (number, rest) = if most == 0 { read_word(words, text)? } else { read_number(text, most)? };
    found.0.push((directive, number));
    Some(rest)
}

/// A number of at most so many characters, blanks in front included.
fn read_number(text: &str, most: usize) -> Option<(f64, &str)> {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..most).unwrap_or(bytes);
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let digits = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    let number = decimal::read(text.get(start..start + digits)?)?;
    Some((number, text.get(start + digits..)?))
}

/// The number of the first of the words that the text begins with; the case of A–Z does not matter.
fn read_word<'a>(words: &[Text], text: &'a str) -> Option<(f64, &'a str)> {
    for (i, word) in words.iter().enumerate() {
        if !word.is_empty()
            && let Some((front, rest)) = text.split_at_checked(word.len())
            && front.eq_ignore_ascii_case(word)
        {
            return Some((i as f64, rest));
        }
    }
    None
}

/// `Z`, `+08`, `+0800` or `+08:00`, as what is to be added: hours × 100 and minutes.
fn read_zone(text: &str) -> Option<(f64, &str)> {
    if let Some(rest) = text.strip_prefix('Z') {
        return Some((0.0, rest));
    }
    let sign = match text.as_bytes().first()? {
        b'+' => -1.0,
        b'-' => 1.0,
        _ => return None,
    };
    let two = |from: usize| {
        let digits = text.get(from..from + 2)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| decimal::read(digits))?
    };
    let hours = two(1)?;
    let colon = usize::from(text.as_bytes().get(3) == Some(&b':'));
    match two(3 + colon) {
        Some(minutes) => Some((sign * (hours * 100.0 + minutes), text.get(5 + colon..)?)),
        None => Some((sign * hours * 100.0, text.get(3..)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected times were read by d3-time-format 4.1.1.
    #[test]
    fn parsed() {
        for (zh, pattern, text, time) in [
            (false, "%Y-%m-%d", "2012-02-30", Some(1_330_560_000_000.0)),
            (false, "%Y-%m-%d", "2012-2-3", Some(1_328_227_200_000.0)),
            (false, "%Y-%m-%d", " 2012-02-03", None),
            (false, "%Y-%m-%d", "2012-02-03x", None),
            (false, "%m/%d/%y", "12/31/68", Some(3_124_137_600_000.0)),
            (false, "%m/%d/%y", "12/31/69", Some(-86_400_000.0)),
            (false, "%b %d %Y", "jan 3 2012", Some(1_325_548_800_000.0)),
            (false, "%B %d, %Y", "September 30, 1999", Some(938_649_600_000.0)),
            (false, "%d %b %Y", "3 Foo 2012", None),
            (false, "%H:%M", "25:61", Some(-2_208_895_140_000.0)),
            (false, "%I:%M %p", "12:30 AM", Some(-2_208_987_000_000.0)),
            (false, "%I:%M %p", "12:30 pm", Some(-2_208_943_800_000.0)),
            (false, "%j %Y", "060 2012", Some(1_330_473_600_000.0)),
            (false, "%U %Y", "10 2012", Some(1_330_819_200_000.0)),
            (false, "%W %w %Y", "10 3 2012", Some(1_331_078_400_000.0)),
            (false, "%W %u %Y", "10 7 2012", Some(1_331_424_000_000.0)),
            (false, "%G-W%V-%w", "2015-W53-4", Some(1_451_520_000_000.0)),
            (false, "%Y W%V", "2012 W54", None),
            (false, "%Y W%V", "2012 W1", Some(1_325_462_400_000.0)),
            (false, "%Y W%V", "2010 W1", Some(1_262_563_200_000.0)),
            (false, "%Y W%V", "2016 W1", Some(1_451_865_600_000.0)),
            (false, "%Q", "1330473600123", Some(1_330_473_600_123.0)),
            (false, "%s", "1330473600", Some(1_330_473_600_000.0)),
            (false, "%s.%L", "1330473600.25", Some(1_330_473_600_025.0)),
            (
                false,
                "%Y-%m-%dT%H:%M:%S.%L%Z",
                "2012-01-01T10:11:12.5+08:30",
                Some(1_325_382_072_005.0),
            ),
            (false, "%Y-%m-%d %Z", "2012-01-01 -0530", Some(1_325_395_800_000.0)),
            (false, "%Y-%m-%d %Z", "2012-01-01 +08", Some(1_325_347_200_000.0)),
            (false, "%Y-%m-%d %Z", "2012-01-01 Z", Some(1_325_376_000_000.0)),
            (false, "%Y%m%d", "20120203", Some(1_328_227_200_000.0)),
            (false, "%f", "123456", Some(-2_208_988_799_877.0)),
            (false, "Q%q %Y", "Q3 2012", Some(1_341_100_800_000.0)),
            (false, "%Y-%m", "2012", None),
            (false, "%Y", "20125", None),
            (false, "%y", "7", Some(1_167_609_600_000.0)),
            (false, "%e %m", "  3 04", None),
            (false, "%x", "2/3/2012", Some(1_328_227_200_000.0)),
            (false, "%c", "2/3/2012, 4:05:06 PM", Some(1_328_285_106_000.0)),
            (false, "%X", "4:05:06 PM", Some(-2_208_930_894_000.0)),
            (false, "%%", "%", Some(-2_208_988_800_000.0)),
            (false, "%A %d %m", "Monday 3 4", Some(-2_201_040_000_000.0)),
            (false, "%a", "xyz", None),
            (false, "", "", Some(-2_208_988_800_000.0)),
            (false, "%Y ", "2012", None),
            (false, "%Y", "0033", Some(-61_125_753_600_000.0)),
            (false, "%Y-%m-%d", "2012-13-01", Some(1_356_998_400_000.0)),
            (true, "%Y年%-m月%-d日", "2012年3月4日", Some(1_330_819_200_000.0)),
            (true, "%x", "2012年13月4日", Some(1_357_257_600_000.0)),
            (true, "%B%d", "十一月03", Some(-2_182_550_400_000.0)),
            (true, "%A %p %I %Y", "星期三 下午 3 2011", Some(1_293_894_000_000.0)),
        ] {
            let locale = if zh { Locale::zh() } else { Locale::en() };
            assert_eq!(parse_time(&locale, pattern, text), time, "{text:?} by {pattern}");
        }
    }
}

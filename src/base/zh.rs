//! Large numbers as people say them: 万 and 亿 in Chinese, mn and bn in English.

use crate::base::digits::Digits;
use crate::base::number::pow;
use crate::error::Lang;

/// A unit that large numbers are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The language of the unit and of the numbers before it.
    pub lang: Lang,
    /// The power of ten of one unit.
    pub power: i32,
    /// The word: 万, 亿, 万亿; mn, bn, tn; empty for single ones.
    pub name: &'static str,
}

const ZH: [(i32, &str); 3] = [(12, "万亿"), (8, "亿"), (4, "万")];
const EN: [(i32, &str); 3] = [(12, "tn"), (9, "bn"), (6, "mn")];

impl Unit {
    /// The greatest unit that the number, whatever its sign, has at least one of.
    /// One axis has one unit: that of its largest number.
    ///
    /// ```
    /// use shushuo::{base::zh::Unit, error::Lang};
    /// let unit = Unit::of(Lang::Zh, 1.5e10);
    /// assert_eq!((unit.name, unit.number(1.473e10, None).as_str()), ("亿", "147.3"));
    /// ```
    #[must_use]
    pub fn of(lang: Lang, number: f64) -> Self {
        let units = match lang {
            Lang::Zh => ZH,
            Lang::En => EN,
        };
        let size = if number.is_finite() { number.abs() } else { 0.0 };
        let power = Digits::shortest(size).exponent;
        let found = units.into_iter().find(|(least, _)| size > 0.0 && power >= *least);
        let (power, name) = found.unwrap_or((0, ""));
        Self { lang, power, name }
    }

    /// The number counted in this unit, without its word: all digits, or those
    /// of at most `places` after the point (halves of the decimal go up), without
    /// zeros at the end. English sets commas between thousands. The minus is
    /// U+2212; what is not finite is "–".
    #[must_use]
    pub fn number(&self, number: f64, places: Option<u8>) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        if number == 0.0 {
            return "0".to_owned();
        }
        // The point moves in the text, so no digit changes.
        let mut digits = Digits::shortest(number.abs());
        digits.exponent -= self.power;
        if let Some(places) = places {
            digits = digits.to_places(i32::from(places));
        }
        let text = digits.fixed();
        let text = match text.split_once('.') {
            Some((whole, part)) => {
                let part = part.trim_end_matches('0');
                let whole = self.grouped(whole);
                if part.is_empty() { whole } else { format!("{whole}.{part}") }
            }
            None => self.grouped(&text),
        };
        if number < 0.0 && text != "0" { format!("\u{2212}{text}") } else { text }
    }

    /// The number with its word: `1.28万`, `14.73 bn`.
    #[must_use]
    pub fn text(&self, number: f64, places: Option<u8>) -> String {
        let text = self.number(number, places);
        if self.name.is_empty() || !number.is_finite() || number == 0.0 {
            return text;
        }
        match self.lang {
            Lang::Zh => format!("{text}{}", self.name),
            Lang::En => format!("{text} {}", self.name),
        }
    }

    fn grouped(&self, whole: &str) -> String {
        if self.lang == Lang::Zh {
            return whole.to_owned();
        }
        let mut out = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }
}

/// The number in the unit that fits it: 12800 is "1.28万" or "12,800",
/// 2.28e9 is "22.8亿" or "2.28 bn". A number that rounds up to the next unit
/// is written in that.
#[must_use]
pub fn value(lang: Lang, number: f64, places: Option<u8>) -> String {
    let unit = Unit::of(lang, number);
    let written = unit.number(number, places);
    let whole = written.trim_start_matches('\u{2212}').split('.').next().unwrap_or("");
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let power = unit.power + i32::try_from(digits).unwrap_or(0) - 1;
    let next = Unit::of(lang, pow(10.0, f64::from(power)));
    if next.power > unit.power { next.text(number, places) } else { unit.text(number, places) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Zh};

    #[test]
    fn free_form() {
        for (lang, number, places, text) in [
            (Zh, 12_800.0, None, "1.28万"),
            (Zh, 2.28e9, None, "22.8亿"),
            (Zh, 9999.0, None, "9999"),
            (Zh, 0.1 + 0.2, Some(2), "0.3"),
            (Zh, -14_730_000_000.0, None, "\u{2212}147.3亿"),
            (Zh, 1.5e13, None, "15万亿"),
            (Zh, 99_999_999.0, Some(2), "1亿"),
            (Zh, 9999.6, Some(0), "1万"),
            (Zh, 2_283_829.0, None, "228.3829万"),
            (Zh, 2_283_829.0, Some(1), "228.4万"),
            (Zh, 0.0, None, "0"),
            (Zh, -0.001, Some(1), "0"),
            (Zh, f64::NAN, None, "–"),
            (En, 14.73e9, None, "14.73 bn"),
            (En, 12_800.0, None, "12,800"),
            (En, 999_999.9, Some(0), "1 mn"),
            (En, -1_234_567.0, Some(2), "\u{2212}1.23 mn"),
            (En, 0.125, None, "0.125"),
        ] {
            assert_eq!(value(lang, number, places), text, "{number}");
        }
    }

    #[test]
    fn one_unit_for_an_axis() {
        let unit = Unit::of(Zh, 1.5e10);
        let texts = [0.0, 5e9, 1.473e10, 3e7].map(|number| unit.number(number, None));
        assert_eq!(texts, ["0", "50", "147.3", "0.3"]);
        assert_eq!(Unit::of(Zh, 9e3).name, "");
        assert_eq!(Unit::of(Zh, f64::INFINITY).name, "");
        assert_eq!(Unit::of(En, -2e12).name, "tn");
    }
}

//! The words and signs of numbers and times in a language.

use crate::base::json::Json;
use crate::error::Lang;
use std::borrow::Cow;

/// A word, known beforehand or read from a config.
pub type Text = Cow<'static, str>;

/// How a language writes numbers and times.
///
/// Source: CLDR, in the form of d3-format's and d3-time-format's locales.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    /// The language of what has no entry here, such as units.
    pub lang: Lang,
    /// Between whole and fraction.
    pub decimal: Text,
    /// Between groups of digits.
    pub thousands: Text,
    /// The sizes of groups from the right, used in turn.
    pub grouping: Cow<'static, [usize]>,
    /// Before and after an amount of money.
    pub currency: [Text; 2],
    /// After a percentage.
    pub percent: Text,
    /// Before a negative number.
    pub minus: Text,
    /// For what is not a number.
    pub nan: Text,
    /// The pattern of `%c`.
    pub date_time: Text,
    /// The pattern of `%x`.
    pub date: Text,
    /// The pattern of `%X`.
    pub time: Text,
    /// Before and after noon.
    pub periods: [Text; 2],
    /// Days of the week from Sunday.
    pub days: [Text; 7],
    /// Days of the week from Sunday, short.
    pub short_days: [Text; 7],
    /// Months from January.
    pub months: [Text; 12],
    /// Months from January, short.
    pub short_months: [Text; 12],
}

impl Locale {
    /// American English, Vega's default.
    #[must_use]
    pub fn en() -> Self {
        Self {
            lang: Lang::En,
            decimal: ".".into(),
            thousands: ",".into(),
            grouping: Cow::Borrowed(&[3]),
            currency: words("$ "),
            percent: "%".into(),
            minus: "\u{2212}".into(),
            nan: "NaN".into(),
            date_time: "%x, %X".into(),
            date: "%-m/%-d/%Y".into(),
            time: "%-I:%M:%S %p".into(),
            periods: words("AM PM"),
            days: words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
            short_days: words("Sun Mon Tue Wed Thu Fri Sat"),
            months: words(
                "January February March April May June July August September October November December",
            ),
            short_months: words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        }
    }

    /// Simplified Chinese as in China.
    #[must_use]
    pub fn zh() -> Self {
        let months = "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月";
        Self {
            lang: Lang::Zh,
            currency: words("¥ "),
            date_time: "%x %A %X".into(),
            date: "%Y年%-m月%-d日".into(),
            time: "%H:%M:%S".into(),
            periods: words("上午 下午"),
            days: words("星期日 星期一 星期二 星期三 星期四 星期五 星期六"),
            short_days: words("周日 周一 周二 周三 周四 周五 周六"),
            months: words(months),
            short_months: words(months),
            ..Self::en()
        }
    }

    /// Takes over what a configuration says: `{number: …, time: …}`, each in the form of d3.
    pub fn lay(&mut self, own: &Json) {
        let number = &mut [
            ("decimal", std::slice::from_mut(&mut self.decimal)),
            ("thousands", std::slice::from_mut(&mut self.thousands)),
            ("currency", &mut self.currency),
            ("percent", std::slice::from_mut(&mut self.percent)),
            ("minus", std::slice::from_mut(&mut self.minus)),
            ("nan", std::slice::from_mut(&mut self.nan)),
        ];
        let time = &mut [
            ("dateTime", std::slice::from_mut(&mut self.date_time)),
            ("date", std::slice::from_mut(&mut self.date)),
            ("time", std::slice::from_mut(&mut self.time)),
            ("periods", &mut self.periods),
            ("days", &mut self.days),
            ("shortDays", &mut self.short_days),
            ("months", &mut self.months),
            ("shortMonths", &mut self.short_months),
        ];
        for (part, words) in [("number", &mut number[..]), ("time", &mut time[..])] {
            for (name, slots) in words {
                let Some(json) = own.get(part).and_then(|part| part.get(name)) else { continue };
                let list = json.list().unwrap_or(std::slice::from_ref(json));
                for (slot, word) in slots.iter_mut().zip(list.iter().filter_map(Json::text)) {
                    *slot = Cow::Owned(word.to_string());
                }
            }
        }
        if let Some(list) = own.get("number").and_then(|part| part.get("grouping")?.list()) {
            let sizes = list.iter().filter_map(Json::number).filter(|size| *size >= 1.0);
            self.grouping = sizes.map(|size| size as usize).collect();
        }
    }

    /// The locale of a language.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::zh(),
            Lang::En => Self::en(),
        }
    }
}

/// The words of a text with one blank between two.
fn words<const N: usize>(text: &'static str) -> [Text; N] {
    let mut list = text.split(' ');
    std::array::from_fn(|_| Cow::Borrowed(list.next().unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there() {
        for locale in [Locale::en(), Locale::zh()] {
            for word in locale
                .days
                .iter()
                .chain(&locale.short_days)
                .chain(&locale.months)
                .chain(&locale.short_months)
                .chain(&locale.periods)
            {
                assert!(!word.is_empty(), "{:?}", locale.lang);
            }
        }
        let mut locale = Locale::en();
        let own = r#"{"number": {"decimal": ",", "grouping": [2], "currency": ["", " €"]},
            "time": {"shortDays": ["So", "Mo"]}}"#;
        locale.lay(&Json::parse(own).unwrap());
        assert_eq!((&*locale.decimal, &locale.grouping[..]), (",", &[2][..]));
        assert_eq!((&*locale.currency[1], &*locale.short_days[1]), (" €", "Mo"));
        assert_eq!(&*locale.short_days[2], "Tue");
        assert_eq!(Locale::zh().months[11], "十二月");
        assert_eq!(Locale::of(Lang::En).currency, ["$", ""]);
    }
}

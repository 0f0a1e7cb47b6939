//! Time units: dates and times with some of their parts left out.
//!
//! Source: Vega-Lite docs, "Time Unit"; vega-time, `floor.js`, `units.js`, `bin.js`. Local time is UTC.

use crate::base::calendar::{Civil, DAY, midnight, time_of};
use crate::base::interval::{Interval, Part};
use crate::base::number::tick_step;
use crate::error::Lang;
use std::rc::Rc;

/// The year of times whose unit has none: a leap year that begins on a Sunday.
const YEAR: f64 = 2012.0;

/// A time unit such as `yearmonth`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeUnit {
    /// One bit for each part.
    parts: u16,
    /// Whether it was asked for in UTC; the results are the same.
    pub utc: bool,
    /// Whether the data are in this unit already.
    pub binned: bool,
    /// How many of the shortest part make one step; at least 1.
    pub step: f64,
}

impl TimeUnit {
    /// The unit of these parts; `None` when there is none of them or they do not
    /// go together.
    #[must_use]
    pub fn new(parts: &[Part]) -> Option<Self> {
        let parts = parts.iter().fold(0, |bits, part| bits | 1 << *part as u16);
        let unit = Self { parts, utc: false, binned: false, step: 1.0 };
        let any = |parts: &[Part]| usize::from(parts.iter().any(|part| unit.has(*part)));
        let kinds = any(&[Part::Week, Part::Day])
            + any(&[Part::Quarter, Part::Month, Part::Date])
            + any(&[Part::DayOfYear]);
        (parts != 0 && kinds <= 1).then_some(unit)
    }

    /// Reads a name: parts from the longest to the shortest without anything
    /// between them, after `utc`, `binned` or `binnedutc`.
    ///
    /// ```
    /// use shushuo::base::{calendar::midnight, time_unit::TimeUnit};
    /// let unit = TimeUnit::parse("utcyearmonth");
    /// assert_eq!(unit.map(|unit| unit.floor(midnight(2024, 4, 17))), Some(midnight(2024, 4, 1)));
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (mut rest, binned) = match name.strip_prefix("binned") {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let utc = rest.starts_with("utc");
        rest = rest.strip_prefix("utc").unwrap_or(rest);
        let mut parts: Vec<Part> = Vec::new();
        while !rest.is_empty() {
            // The longest name: "dayofyear" begins with "day".
            let part = Part::ALL
                .into_iter()
                .filter(|part| rest.starts_with(part.name()))
                .max_by_key(|part| part.name().len())?;
            if parts.last().is_some_and(|last| *last >= part) {
                return None;
            }
            parts.push(part);
            rest = rest.strip_prefix(part.name())?;
        }
        Some(Self { utc, binned, ..Self::new(&parts)? })
    }

    /// The unit and step that cut the time between two limits into at most about
    /// `maxbins` (40 when not positive) pieces.
    #[must_use]
    pub fn of_bins(start: f64, stop: f64, maxbins: f64) -> Option<Self> {
        let most = if maxbins > 0.0 { maxbins } else { 40.0 };
        let target = (stop - start).abs() / most;
        let i = BINS.iter().take_while(|(_, _, length)| *length <= target).count();
        let (parts, step) = match (i.checked_sub(1).and_then(|i| BINS.get(i)), BINS.get(i)) {
            (_, None) => {
                let year = 365.0 * DAY;
                (1, tick_step(start / year, stop / year, most))
            }
            (None, Some(_)) => (7, tick_step(start, stop, most).max(1.0)),
            (Some((parts, step, below)), Some((_, _, above)))
                if target / below < above / target =>
            {
                (*parts, *step)
            }
            (Some(_), Some((parts, step, _))) => (*parts, *step),
        };
        let clock = [
            Part::Year,
            Part::Month,
            Part::Date,
            Part::Hours,
            Part::Minutes,
            Part::Seconds,
            Part::Milliseconds,
        ];
        let unit = match parts {
            0 => Self::new(&[Part::Year, Part::Week]),
            parts => Self::new(clock.get(..parts)?),
        };
        Some(Self { step, ..unit? })
    }

    /// The same unit in other steps, at least 1 and at most 1000 of its shortest part.
    #[must_use]
    pub fn every(self, step: f64) -> Self {
        Self { step: step.clamp(1.0, 1000.0), ..self }
    }

    /// Whether the unit has a part.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.parts & 1 << part as u16 != 0
    }

    /// The parts from the longest to the shortest.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| self.has(*part)).collect()
    }

    /// The shortest part.
    #[must_use]
    pub fn shortest(&self) -> Part {
        let last = (u16::BITS - 1).saturating_sub(self.parts.leading_zeros());
        Part::ALL.get(last as usize).copied().unwrap_or(Part::Milliseconds)
    }

    /// The name with `utc` but without `binned`, as in the names of computed columns.
    #[must_use]
    pub fn name(&self) -> String {
        let parts: String = self.parts().into_iter().map(Part::name).collect();
        if self.utc { format!("utc{parts}") } else { parts }
    }

    /// The time with only the parts of the unit, the last of them a multiple of
    /// the step. What is left out is that of Sunday, 2012-01-01, 00:00. NaN stays NaN.
    #[must_use]
    pub fn floor(&self, time: f64) -> f64 {
        let Some(at) = Civil::of(time) else { return f64::NAN };
        let last = self.shortest();
        // Parts that count from 1 have multiples from 1 on.
        let snap = |part: Part, number: f64, first: f64| {
            if part == last && self.step > 1.0 {
                first + self.step * ((number - first) / self.step).floor()
            } else {
                number
            }
        };
        let pick = |part: Part, number: f64| {
            if self.has(part) { snap(part, number, 0.0) } else { 0.0 }
        };
        let year = if self.has(Part::Year) { pick(Part::Year, f64::from(at.year)) } else { YEAR };
        let month = if self.has(Part::Month) {
            pick(Part::Month, f64::from(at.month))
        } else {
            3.0 * pick(Part::Quarter, f64::from(at.month / 3))
        };
        let day_of_week = |week: f64, weekday: f64| {
            let first = Civil::of(midnight(year as i32, 0, 1)).map_or(0, |at| at.weekday);
            weekday + week * 7.0 - f64::from((first + 6) % 7)
        };
        let (weekday, week) = (f64::from(at.weekday), f64::from(at.week(0)));
        let day = match (self.has(Part::Week), self.has(Part::Day)) {
            (true, true) => snap(Part::Day, day_of_week(week, weekday), 1.0),
            (true, false) => day_of_week(snap(Part::Week, week, 1.0), 0.0),
            (false, true) => snap(Part::Day, day_of_week(1.0, weekday), 1.0),
            (false, false) if self.has(Part::Date) => snap(Part::Date, f64::from(at.day), 1.0),
            (false, false) if self.has(Part::DayOfYear) => {
                snap(Part::DayOfYear, f64::from(at.day_of_year) + 1.0, 1.0)
            }
            (false, false) => 1.0,
        };
        time_of([
            year,
            month,
            day,
            pick(Part::Hours, f64::from(at.hour)),
            pick(Part::Minutes, f64::from(at.minute)),
            pick(Part::Seconds, f64::from(at.second)),
            pick(Part::Milliseconds, f64::from(at.millisecond)),
        ])
    }

    /// The time so many steps later, or earlier when negative: `offset(start, 1.0)` is the
    /// end of what begins at `start`.
    #[must_use]
    pub fn offset(&self, time: f64, steps: f64) -> f64 {
        Interval::one(self.shortest()).offset(time, steps * self.step)
    }

    /// The pattern that times of this unit are written with: Vega-Lite's in
    /// English (`%b %Y` of a year and month), and in Chinese what is written there.
    #[must_use]
    pub fn specifier(&self, lang: Lang) -> String {
        let own: &[(&str, &str)] = match lang {
            Lang::En => &[("year-month", "%b %Y "), ("year-month-date", "%b %d, %Y ")],
            Lang::Zh => &ZH,
        };
        let names: Vec<&str> = self.parts().into_iter().map(Part::name).collect();
        specifier(&names, &|key| pattern_of(own, key).map(Into::into))
    }
}

fn pattern_of(patterns: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    patterns.iter().find(|(name, _)| *name == key).map(|(_, pattern)| *pattern)
}

/// The pattern for times of units, in whatever order: own patterns, asked for by units with hyphens
/// between, go before Vega's; the longest key that fits is taken.
///
/// Source: vega-time, `timeUnitSpecifier`.
#[must_use]
pub fn specifier(units: &[&str], own: &dyn Fn(&str) -> Option<Rc<str>>) -> String {
    let mut rest = Vec::new();
    for (name, _) in PATTERNS.iter().filter(|(name, _)| units.contains(name)) {
        rest.push(*name);
    }
    let mut out = String::new();
    while !rest.is_empty() {
        let mut length = rest.len();
        let pattern = loop {
            let key = rest.get(..length).unwrap_or_default().join("-");
            let found = own(&key).or_else(|| pattern_of(&PATTERNS, &key).map(Into::into));
            match found {
                Some(pattern) => break pattern,
                None if length > 1 => length -= 1,
                None => return out.trim().to_owned(),
            }
        };
        out.push_str(&pattern);
        rest.drain(..length);
    }
    out.trim().to_owned()
}

/// Vega's patterns; those of one unit in the order of time.
const PATTERNS: [(&str, &str); 16] = [
    ("year", "%Y "),
    ("quarter", "Q%q "),
    ("month", "%b "),
    ("week", "W%U "),
    ("isoweek", "W%V "),
    ("date", "%d "),
    ("day", "%a "),
    ("dayofyear", "%j "),
    ("hours", "%H:00"),
    ("minutes", "00:%M"),
    ("seconds", ":%S"),
    ("milliseconds", ".%L"),
    ("year-isoweek", "%G W%V "),
    ("year-month", "%Y-%m "),
    ("year-month-date", "%Y-%m-%d "),
    ("hours-minutes", "%H:%M"),
];

/// The Chinese ones.
const ZH: [(&str, &str); 9] = [
    ("year", "%Y年"),
    ("quarter", "第%q季度"),
    ("month", "%-m月"),
    ("date", "%-d日 "),
    ("week", "第%-U周 "),
    ("dayofyear", "第%-j天 "),
    ("year-month", "%Y年%-m月"),
    ("year-month-date", "%Y年%-m月%-d日 "),
    ("month-date", "%-m月%-d日 "),
];

/// Steps of bins: how many parts of the clock (0 is year and week), how many of
/// the last, and their length in milliseconds.
const BINS: [(usize, f64, f64); 17] = [
    (6, 1.0, 1000.0),
    (6, 5.0, 5000.0),
    (6, 15.0, 15_000.0),
    (6, 30.0, 30_000.0),
    (5, 1.0, 60_000.0),
    (5, 5.0, 300_000.0),
    (5, 15.0, 900_000.0),
    (5, 30.0, 1_800_000.0),
    (4, 1.0, 3_600_000.0),
    (4, 3.0, 10_800_000.0),
    (4, 6.0, 21_600_000.0),
    (4, 12.0, 43_200_000.0),
    (3, 1.0, DAY),
    (0, 1.0, 7.0 * DAY),
    (2, 1.0, 30.0 * DAY),
    (2, 3.0, 90.0 * DAY),
    (1, 1.0, 365.0 * DAY),
];

/// The units that a combined one is made of: `yearmonth` is `year`, `month`.
#[must_use]
pub fn unit_parts(unit: &str) -> Vec<&'static str> {
    const PARTS: [&str; 10] = [
        "year",
        "quarter",
        "month",
        "week",
        "dayofyear",
        "date",
        "day",
        "hours",
        "minutes",
        "milliseconds",
    ];
    const SECONDS: &str = "seconds";
    let mut parts = Vec::new();
    let mut rest = unit;
    'next: while !rest.is_empty() {
        for part in PARTS.into_iter().chain([SECONDS]) {
            if let Some(after) = rest.strip_prefix(part) {
                parts.push(part);
                rest = after;
                continue 'next;
            }
        }
        break;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected times were made by vega-time 3.3.0.
    #[test]
    fn floors() {
        for (name, step, time, start, end) in [
            ("year", 1.0, 1_192_640_138_603.0, 1_167_609_600_000.0, 1_199_145_600_000.0),
            ("year", 5.0, -120_016_259_328.0, -157_766_400_000.0, 0.0),
            ("quarter", 1.0, 209_746_670_722.0, 1_341_100_800_000.0, 1_349_049_600_000.0),
            ("month", 1.0, 1_135_149_610_042.0, 1_354_320_000_000.0, 1_356_998_400_000.0),
            ("week", 1.0, 2_030_527_305_603.0, 1_335_657_600_000.0, 1_336_262_400_000.0),
            ("week", 2.0, 1_243_334_573_507.0, 1_337_472_000_000.0, 1_338_681_600_000.0),
            ("day", 1.0, 821_230_423_450.0, 1_325_548_800_000.0, 1_325_635_200_000.0),
            ("day", 5.0, 1_502_728_176_116.0, 1_325_376_000_000.0, 1_325_808_000_000.0),
            ("dayofyear", 1.0, 2_059_986_007_213.0, 1_334_102_400_000.0, 1_334_188_800_000.0),
            ("date", 1.0, 1_307_025_265_693.0, 1_325_462_400_000.0, 1_325_548_800_000.0),
            ("hours", 1.0, 1_219_686_952_233.0, 1_325_437_200_000.0, 1_325_440_800_000.0),
            ("hours", 2.0, 1_589_559_328_556.0, 1_325_433_600_000.0, 1_325_440_800_000.0),
            ("minutes", 5.0, -147_171_828_151.0, 1_325_379_300_000.0, 1_325_379_600_000.0),
            ("milliseconds", 1.0, 1_850_683_701_038.0, 1_325_376_000_038.0, 1_325_376_000_039.0),
            ("milliseconds", 5.0, 2_037_445_020_675.0, 1_325_376_000_675.0, 1_325_376_000_680.0),
            ("yearquarter", 1.0, 2_087_157_157_063.0, 2_082_758_400_000.0, 2_090_620_800_000.0),
            ("yearquarter", 2.0, -172_784_912_587.0, -173_664_000_000.0, -157_766_400_000.0),
            ("yearmonth", 1.0, 721_914_482_116.0, 720_576_000_000.0, 723_168_000_000.0),
            ("yearmonth", 5.0, 1_905_040_454_864.0, 1_893_456_000_000.0, 1_906_502_400_000.0),
            ("yearmonthdate", 2.0, 1_302_165_699_005.0, 1_302_134_400_000.0, 1_302_307_200_000.0),
            ("yearweek", 1.0, 2_121_269_416_809.0, 2_120_688_000_000.0, 2_121_292_800_000.0),
            ("yearweek", 5.0, 1_115_074_765_682.0, 1_113_696_000_000.0, 1_116_720_000_000.0),
            ("yearweekday", 1.0, 878_477_704_524.0, 878_428_800_000.0, 878_515_200_000.0),
            ("yearweekday", 5.0, -298_247_325_421.0, -298_339_200_000.0, -297_907_200_000.0),
            ("yeardayofyear", 5.0, -14_765_548_707.0, -15_120_000_000.0, -14_688_000_000.0),
            ("monthdate", 1.0, 341_789_734_363.0, 1_351_555_200_000.0, 1_351_641_600_000.0),
            ("weekdayhours", 1.0, 651_201_394_200.0, 1_344_906_000_000.0, 1_344_909_600_000.0),
            ("hoursminutes", 1.0, 268_703_114_986.0, 1_325_461_500_000.0, 1_325_461_560_000.0),
            (
                "secondsmilliseconds",
                1.0,
                606_603_038_311.0,
                1_325_376_038_311.0,
                1_325_376_038_312.0,
            ),
        ] {
            let unit = TimeUnit { step, ..TimeUnit::parse(name).unwrap() };
            assert_eq!(unit.floor(time), start, "{name} by {step}");
            assert_eq!(unit.offset(start, 1.0), end, "{name} by {step}");
        }
        assert!(TimeUnit::parse("year").unwrap().floor(f64::NAN).is_nan());
    }

    #[test]
    fn names() {
        for name in ["yearmonthdate", "utcdayofyear", "weekdayhours", "secondsmilliseconds"] {
            assert_eq!(TimeUnit::parse(name).map(|unit| unit.name()).as_deref(), Some(name));
        }
        let unit = TimeUnit::parse("binnedutcyearweek").unwrap();
        assert!(unit.binned && unit.utc && unit.has(Part::Week));
        for name in ["", "utc", "monthyear", "yearyear", "weekmonth", "decade", "daydayofyear"] {
            assert_eq!(TimeUnit::parse(name), None, "{name}");
        }
    }

    #[test]
    fn bins() {
        for (start, stop, most, name, step) in [
            (708_826_065_063.0, 824_140_060_252.0, 0.0, "yearmonth", 1.0),
            (
                800_413_131_713.0,
                800_413_131_788.0,
                5.0,
                "yearmonthdatehoursminutessecondsmilliseconds",
                20.0,
            ),
            (645_570_784_807.0, 653_474_353_177.0, 10.0, "yearweek", 1.0),
            (811_529_040_336.0, 822_287_653_240.0, 100.0, "yearmonthdate", 1.0),
            (780_697_703_361.0, 780_697_843_634.0, 0.0, "yearmonthdatehoursminutesseconds", 5.0),
            (923_778_414_726.0, 924_080_911_922.0, 5.0, "yearmonthdatehours", 12.0),
            (636_217_951_774.0, 1_725_977_061_721.0, 10.0, "year", 5.0),
            (104_378_581_047.0, 104_379_059_381.0, 0.0, "yearmonthdatehoursminutesseconds", 15.0),
            (92_509_508_132.0, 92_517_786_733.0, 5.0, "yearmonthdatehoursminutes", 30.0),
            (881_036_400_794.0, 881_672_600_227.0, 100.0, "yearmonthdatehours", 3.0),
            (305_899_262_428.0, 305_905_724_063.0, 0.0, "yearmonthdatehoursminutes", 5.0),
            (573_982_834_815.0, 574_026_568_814.0, 10.0, "yearmonthdatehours", 1.0),
            (61_158_776_283.0, 8_450_318_869_304.0, 100.0, "year", 2.0),
        ] {
            let unit = TimeUnit::of_bins(start, stop, most).unwrap();
            assert_eq!((unit.name().as_str(), unit.step), (name, step));
        }
    }

    #[test]
    fn patterns() {
        for (name, en, zh) in [
            ("yearmonth", "%b %Y", "%Y年%-m月"),
            ("yearmonthdatehours", "%b %d, %Y %H:00", "%Y年%-m月%-d日 %H:00"),
            ("yearquarter", "%Y Q%q", "%Y年第%q季度"),
            ("yearweek", "%Y W%U", "%Y年第%-U周"),
            ("monthdate", "%b %d", "%-m月%-d日"),
            ("day", "%a", "%a"),
            ("hoursminutesseconds", "%H:%M:%S", "%H:%M:%S"),
        ] {
            let unit = TimeUnit::parse(name).unwrap();
            assert_eq!([unit.specifier(Lang::En), unit.specifier(Lang::Zh)], [en, zh], "{name}");
        }
        assert_eq!(specifier(&["month", "year"], &|_| None), "%Y-%m");
    }

    #[test]
    fn parts_of_units() {
        assert_eq!(unit_parts("yearmonthdate"), ["year", "month", "date"]);
        assert_eq!(unit_parts("hoursminutesseconds"), ["hours", "minutes", "seconds"]);
        assert_eq!(unit_parts("dayofyear"), ["dayofyear"]);
    }
}

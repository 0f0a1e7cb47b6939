//! Steps of the calendar: parts of time, ticks at them, and limits made round by them.
//!
//! Source: d3-time 3 (`interval.js`, `ticks.js`), with local time in UTC.

use crate::base::calendar::{Civil, DAY, time_of};
use crate::base::number::tick_step;

/// A part of a date and time, from the longest to the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The year.
    Year,
    /// The quarter, 1–4.
    Quarter,
    /// The month.
    Month,
    /// The week of the year; it begins on Sunday, and days before the first Sunday are in week 0.
    Week,
    /// The day of the month.
    Date,
    /// The day of the week.
    Day,
    /// The day of the year.
    DayOfYear,
    /// The hour.
    Hours,
    /// The minute.
    Minutes,
    /// The second.
    Seconds,
    /// The millisecond.
    Milliseconds,
}

impl Part {
    /// All parts in order.
    pub const ALL: [Self; 11] = [
        Self::Year,
        Self::Quarter,
        Self::Month,
        Self::Week,
        Self::Date,
        Self::Day,
        Self::DayOfYear,
        Self::Hours,
        Self::Minutes,
        Self::Seconds,
        Self::Milliseconds,
    ];

    /// Vega's name of the part.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Date => "date",
            Self::Day => "day",
            Self::DayOfYear => "dayofyear",
            Self::Hours => "hours",
            Self::Minutes => "minutes",
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// The part of that name; d3's names without the last "s" are understood too.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| {
            part.name() == name || part.name().strip_suffix('s').is_some_and(|word| word == name)
        })
    }
}

/// Every so many of a part: midnight of every day, or every third month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The part that is counted.
    pub part: Part,
    /// How many make one step; at least 1.
    pub step: f64,
    /// Whether steps of days are counted from 1970 and not within each month.
    pub from_1970: bool,
}

impl Interval {
    /// One of a part.
    #[must_use]
    pub const fn one(part: Part) -> Self {
        Self { part, step: 1.0, from_1970: false }
    }

    /// Every `step` of a part; `None` when that is not at least 1.
    #[must_use]
    pub fn every(part: Part, step: f64) -> Option<Self> {
        let step = step.floor();
        (step.is_finite() && step >= 1.0).then_some(Self { part, step, from_1970: false })
    }

    /// The last step at or before a time.
    #[must_use]
    pub fn floor(&self, time: f64) -> f64 {
        if self.part == Part::Milliseconds {
            return (time / self.step).floor() * self.step;
        }
        let mut time = self.floor_one(time);
        while !self.is_step(time) {
            time = self.floor_one(time - 1.0);
        }
        time
    }

    /// The first step at or after a time.
    #[must_use]
    pub fn ceil(&self, time: f64) -> f64 {
        self.floor(self.offset(self.floor(time - 1.0), 1.0))
    }

    /// The time so many steps later, or earlier when negative; the rest of the
    /// date stays as it is, where there is such a date.
    #[must_use]
    pub fn offset(&self, time: f64, steps: f64) -> f64 {
        let steps = steps.floor();
        if self.step == 1.0 || matches!(self.part, Part::Year | Part::Milliseconds) {
            return self.offset_one(time, steps * self.step);
        }
        let (mut time, direction) = (time, steps.signum());
        for _ in 0..(steps.abs().min(1e6) as u32) {
            time = self.offset_one(time, direction);
            while !self.is_step(time) {
                time = self.offset_one(time, direction);
            }
        }
        time
    }

    /// The steps from `start` on and before `stop`, at most 100,000.
    #[must_use]
    pub fn range(&self, start: f64, stop: f64) -> Vec<f64> {
        self.sequence(start, stop, 1.0)
    }

    /// Every so many of the steps from `start` on and before `stop`, counted from
    /// the first of them; at most 100,000.
    ///
    /// Source: vega-time, `timeSequence`.
    #[must_use]
    pub fn sequence(&self, start: f64, stop: f64, every: f64) -> Vec<f64> {
        let mut list = Vec::new();
        let mut time = self.ceil(start);
        while time < stop && list.last().is_none_or(|last| *last < time) && list.len() < 100_000 {
            list.push(time);
            time = self.floor(self.offset(time, every));
        }
        list
    }

    /// The start of the part that a time lies in.
    fn floor_one(&self, time: f64) -> f64 {
        let Some(at) = Civil::of(time) else { return f64::NAN };
        let (year, month) = (f64::from(at.year), f64::from(at.month));
        let start = |year, month| time_of([year, month, 1.0, 0.0, 0.0, 0.0, 0.0]);
        let by = |length: f64| (time / length).floor() * length;
        match self.part {
            Part::Year => start((year / self.step).floor() * self.step, 0.0),
            Part::Quarter => start(year, (month / 3.0).floor() * 3.0),
            Part::Month => start(year, month),
            Part::Week => by(DAY) - f64::from(at.weekday) * DAY,
            Part::Date | Part::Day | Part::DayOfYear => by(DAY),
            Part::Hours => by(3_600_000.0),
            Part::Minutes => by(60_000.0),
            Part::Seconds => by(1000.0),
            Part::Milliseconds => time,
        }
    }

    fn offset_one(&self, time: f64, count: f64) -> f64 {
        let months = match self.part {
            Part::Year => 12.0,
            Part::Quarter => 3.0,
            Part::Month => 1.0,
            Part::Week => return time + count * 7.0 * DAY,
            Part::Date | Part::Day | Part::DayOfYear => return time + count * DAY,
            Part::Hours => return time + count * 3_600_000.0,
            Part::Minutes => return time + count * 60_000.0,
            Part::Seconds => return time + count * 1000.0,
            Part::Milliseconds => return time + count,
        };
        let Some(at) = Civil::of(time) else { return f64::NAN };
        time_of([
            f64::from(at.year),
            f64::from(at.month) + months * count,
            f64::from(at.day),
            f64::from(at.hour),
            f64::from(at.minute),
            f64::from(at.second),
            f64::from(at.millisecond),
        ])
    }

    /// Whether a start of a part is a multiple of the step, counted from the next longer part.
    fn is_step(&self, time: f64) -> bool {
        if self.step == 1.0 {
            return true;
        }
        let Some(at) = Civil::of(time) else { return true };
        let count = match self.part {
            Part::Year | Part::Milliseconds => return true,
            Part::Quarter => f64::from(at.month / 3),
            Part::Month => f64::from(at.month),
            // The first week of 1970 began on December 28.
            Part::Week => ((time / DAY + 4.0) / 7.0).floor(),
            Part::Date | Part::Day | Part::DayOfYear if self.from_1970 => (time / DAY).floor(),
            Part::Date | Part::Day | Part::DayOfYear => f64::from(at.day) - 1.0,
            Part::Hours => f64::from(at.hour),
            Part::Minutes => f64::from(at.minute),
            Part::Seconds => f64::from(at.second),
        };
        count % self.step == 0.0
    }
}

/// Steps that ticks may have, with their length in milliseconds.
const TICKS: [(Part, f64, f64); 18] = [
    (Part::Seconds, 1.0, 1000.0),
    (Part::Seconds, 5.0, 5000.0),
    (Part::Seconds, 15.0, 15_000.0),
    (Part::Seconds, 30.0, 30_000.0),
    (Part::Minutes, 1.0, 60_000.0),
    (Part::Minutes, 5.0, 300_000.0),
    (Part::Minutes, 15.0, 900_000.0),
    (Part::Minutes, 30.0, 1_800_000.0),
    (Part::Hours, 1.0, 3_600_000.0),
    (Part::Hours, 3.0, 10_800_000.0),
    (Part::Hours, 6.0, 21_600_000.0),
    (Part::Hours, 12.0, 43_200_000.0),
    (Part::Date, 1.0, DAY),
    (Part::Date, 2.0, 2.0 * DAY),
    (Part::Week, 1.0, 7.0 * DAY),
    (Part::Month, 1.0, 30.0 * DAY),
    (Part::Month, 3.0, 90.0 * DAY),
    (Part::Year, 1.0, YEAR),
];

/// A year, roughly.
const YEAR: f64 = 365.0 * DAY;

/// The interval of about `count` ticks between two times; `utc` is the kind of
/// the scale, whose steps of two days are counted from 1970. `None` when there is none.
#[must_use]
pub fn tick_interval(start: f64, stop: f64, count: f64, utc: bool) -> Option<Interval> {
    let target = (stop - start).abs() / count;
    if !target.is_finite() {
        return None;
    }
    let i = TICKS.iter().take_while(|(_, _, length)| *length <= target).count();
    let (part, step) = match (i.checked_sub(1).and_then(|i| TICKS.get(i)), TICKS.get(i)) {
        (_, None) => {
            return Interval::every(Part::Year, tick_step(start / YEAR, stop / YEAR, count));
        }
        (None, Some(_)) => {
            return Interval::every(Part::Milliseconds, tick_step(start, stop, count).max(1.0));
        }
        (Some((part, step, below)), Some((_, _, above))) if target / below < above / target => {
            (*part, *step)
        }
        (Some(_), Some((part, step, _))) => (*part, *step),
    };
    Some(Interval { part, step, from_1970: utc })
}

/// The times of about `count` ticks from `start` to `stop`, both included when
/// they are round; in falling order when `stop` is the earlier.
///
/// ```
/// use shushuo::base::{calendar::{iso, midnight}, interval::time_ticks};
/// let ticks = time_ticks(midnight(2012, 0, 1), midnight(2015, 0, 1), 4.0, false);
/// assert_eq!(ticks.iter().map(|time| iso(*time)[..4].to_owned()).collect::<Vec<_>>(),
///     ["2012", "2013", "2014", "2015"]);
/// ```
#[must_use]
pub fn time_ticks(start: f64, stop: f64, count: f64, utc: bool) -> Vec<f64> {
    let (low, high) = if stop < start { (stop, start) } else { (start, stop) };
    match tick_interval(low, high, count, utc) {
        Some(interval) => ticks_at(&interval, start, stop),
        None => Vec::new(),
    }
}

/// The steps of an interval from `start` to `stop`, both included; in falling
/// order when `stop` is the earlier.
#[must_use]
pub fn ticks_at(interval: &Interval, start: f64, stop: f64) -> Vec<f64> {
    let (low, high) = if stop < start { (stop, start) } else { (start, stop) };
    let mut list = interval.range(low, high + 1.0);
    if stop < start {
        list.reverse();
    }
    list
}

/// The limits moved outward to steps of an interval; `stop` may be the earlier.
///
/// Source: d3-scale, `nice`.
#[must_use]
pub fn nice(interval: &Interval, start: f64, stop: f64) -> (f64, f64) {
    if stop < start {
        (interval.ceil(start), interval.floor(stop))
    } else {
        (interval.floor(start), interval.ceil(stop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::calendar::{iso, midnight};

    fn day(text: &str) -> f64 {
        let mut parts = text.split('-').map(|part| part.parse().unwrap());
        let [year, month, day] = std::array::from_fn(|_| parts.next().unwrap());
        midnight(year, month - 1, day)
    }

    fn texts(times: &[f64]) -> Vec<String> {
        times.iter().map(|time| iso(*time)[..16].to_owned()).collect()
    }

    // The expected ticks were made by d3-time 3.1.1.
    #[test]
    fn ticks() {
        for (start, stop, count, utc, expected) in [
            (
                "2012-1-1",
                "2012-12-31",
                4.0,
                false,
                vec![
                    "2012-01-01T00:00",
                    "2012-04-01T00:00",
                    "2012-07-01T00:00",
                    "2012-10-01T00:00",
                ],
            ),
            (
                "2012-1-30",
                "2012-2-6",
                5.0,
                false,
                vec![
                    "2012-01-30T00:00",
                    "2012-01-31T00:00",
                    "2012-02-01T00:00",
                    "2012-02-02T00:00",
                    "2012-02-03T00:00",
                    "2012-02-04T00:00",
                    "2012-02-05T00:00",
                    "2012-02-06T00:00",
                ],
            ),
            (
                "2012-1-30",
                "2012-2-6",
                5.0,
                true,
                vec![
                    "2012-01-30T00:00",
                    "2012-01-31T00:00",
                    "2012-02-01T00:00",
                    "2012-02-02T00:00",
                    "2012-02-03T00:00",
                    "2012-02-04T00:00",
                    "2012-02-05T00:00",
                    "2012-02-06T00:00",
                ],
            ),
            (
                "2012-1-1",
                "2012-1-2",
                4.0,
                false,
                vec![
                    "2012-01-01T00:00",
                    "2012-01-01T06:00",
                    "2012-01-01T12:00",
                    "2012-01-01T18:00",
                    "2012-01-02T00:00",
                ],
            ),
            (
                "1970-1-1",
                "2020-1-1",
                5.0,
                false,
                vec![
                    "1970-01-01T00:00",
                    "1980-01-01T00:00",
                    "1990-01-01T00:00",
                    "2000-01-01T00:00",
                    "2010-01-01T00:00",
                    "2020-01-01T00:00",
                ],
            ),
            (
                "2013-1-1",
                "2012-10-1",
                3.0,
                false,
                vec![
                    "2013-01-01T00:00",
                    "2012-12-01T00:00",
                    "2012-11-01T00:00",
                    "2012-10-01T00:00",
                ],
            ),
            (
                "2012-1-1",
                "2012-2-1",
                4.0,
                false,
                vec![
                    "2012-01-01T00:00",
                    "2012-01-08T00:00",
                    "2012-01-15T00:00",
                    "2012-01-22T00:00",
                    "2012-01-29T00:00",
                ],
            ),
        ] {
            assert_eq!(texts(&time_ticks(day(start), day(stop), count, utc)), expected);
        }
        assert_eq!(time_ticks(0.0, 10.0, 5.0, false), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(time_ticks(0.0, f64::NAN, 5.0, false), Vec::<f64>::new());
    }

    #[test]
    fn steps() {
        let month = Interval::one(Part::Month);
        assert_eq!(month.offset(day("2012-1-31"), 1.0), day("2012-3-2"));
        assert_eq!(month.ceil(day("2012-2-1")), day("2012-2-1"));
        assert_eq!(month.ceil(day("2012-2-1") + 1.0), day("2012-3-1"));
        let third = Interval::every(Part::Month, 3.0).unwrap();
        assert_eq!(third.floor(day("2012-6-30")), day("2012-4-1"));
        assert_eq!(third.offset(day("2012-4-1"), -2.0), day("2011-10-1"));
        assert_eq!(Interval::one(Part::Week).floor(day("2024-5-1")), day("2024-4-28"));
        let list = month.sequence(day("2012-1-15"), day("2012-7-1"), 2.0);
        assert_eq!(list, ["2012-2-1", "2012-4-1", "2012-6-1"].map(day));
        assert_eq!(Interval::every(Part::Date, 0.5), None);
        let year = Interval::every(Part::Year, 10.0).unwrap();
        assert_eq!(
            nice(&year, day("2012-1-1"), day("2031-2-3")),
            (day("2010-1-1"), day("2040-1-1"))
        );
        assert_eq!(
            nice(&year, day("2031-2-3"), day("2012-1-1")),
            (day("2040-1-1"), day("2010-1-1"))
        );
        assert_eq!(Part::parse("hour"), Some(Part::Hours));
        assert_eq!(Part::parse("decade"), None);
    }
}

//! Civil dates and times in UTC.

/// Milliseconds of a day.
pub const DAY: f64 = 86_400_000.0;
/// The first and last times are so far from 1970, as in JavaScript.
const LIMIT: f64 = 8.64e15;

/// A point in time as a calendar has it, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// The month, 0–11.
    pub month: u8,
    /// The day of the month, 1–31.
    pub day: u8,
    /// The hour, 0–23.
    pub hour: u8,
    /// The minute, 0–59.
    pub minute: u8,
    /// The second, 0–59.
    pub second: u8,
    /// The millisecond, 0–999.
    pub millisecond: u16,
    /// The day of the week; 0 is Sunday.
    pub weekday: u8,
    /// The day of the year from 0.
    pub day_of_year: u16,
}

impl Civil {
    /// The calendar's view of a time; `None` when it is no time.
    ///
    /// Source of the arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    ///
    /// ```
    /// use shushuo::base::calendar::Civil;
    /// let leap = Civil::of(1_330_473_600_000.0).map(|at| (at.year, at.month, at.day, at.weekday));
    /// assert_eq!(leap, Some((2012, 1, 29, 3)));
    /// ```
    #[must_use]
    pub fn of(time: f64) -> Option<Self> {
        if time.is_nan() || time.abs() > LIMIT {
            return None;
        }
        let time = time.trunc() as i64;
        let (days, rest) = (time.div_euclid(86_400_000), time.rem_euclid(86_400_000));
        // Years begin in March here, so that the leap day is the last.
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let from_march = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * from_march + 2) / 153;
        let day = from_march - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12;
        let year = year_of_era + era * 400 + i64::from(month < 2);
        let day_of_year = days - days_before_year(year);
        Some(Self {
            year: year as i32,
            month: month as u8,
            day: day as u8,
            hour: (rest / 3_600_000) as u8,
            minute: (rest / 60_000 % 60) as u8,
            second: (rest / 1000 % 60) as u8,
            millisecond: (rest % 1000) as u16,
            weekday: (days + 4).rem_euclid(7) as u8,
            day_of_year: day_of_year as u16,
        })
    }

    /// Weeks that began in this year until now, 0–53; a week begins on the given
    /// day of the week: `%U` has 0 (Sunday), `%W` 1 (Monday).
    #[must_use]
    pub fn week(&self, first: u8) -> u16 {
        let into_week = (self.weekday + 7 - first % 7) % 7;
        (self.day_of_year + 7 - u16::from(into_week)) / 7
    }

    /// The year and week, 1–53, that ISO 8601 counts it in.
    #[must_use]
    pub fn iso_week(&self) -> (i32, u16) {
        // The week is that of its Thursday.
        let to_thursday = 3 - (i32::from(self.weekday) + 6) % 7;
        let thursday = i32::from(self.day_of_year) + to_thursday;
        let days = |year: i32| {
            (days_before_year(i64::from(year) + 1) - days_before_year(i64::from(year))) as i32
        };
        let (year, day) = if thursday < 0 {
            (self.year - 1, thursday + days(self.year - 1))
        } else if thursday >= days(self.year) {
            (self.year + 1, thursday - days(self.year))
        } else {
            (self.year, thursday)
        };
        (year, (day / 7 + 1) as u16)
    }
}

/// Days from 1970-01-01 to the first of January.
fn days_before_year(year: i64) -> i64 {
    let before = year - 1;
    365 * (year - 1970) + (before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400))
        - 477
}

/// The time of year, month (from 0), day (from 1), hour, minute, second and
/// millisecond, all of which may lie outside their limits and are then carried
/// over: month 12 is January of the next year. NaN when there is no such time.
///
/// Source: ECMAScript, `Date.UTC`, but the years 0–99 are those years.
#[must_use]
pub fn time_of([year, month, day, hour, minute, second, millisecond]: [f64; 7]) -> f64 {
    let (year, month) = (year.trunc(), month.trunc());
    let year = year + (month / 12.0).floor();
    if year.is_nan() || year.abs() > 400_000.0 {
        return f64::NAN;
    }
    let (year, month) = (year as i64, month.rem_euclid(12.0) as usize);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let days = days_before_year(year)
        + before.get(month).copied().unwrap_or(0)
        + i64::from(leap && month > 1);
    let time = (days as f64 + day.trunc() - 1.0) * DAY
        + hour.trunc() * 3_600_000.0
        + minute.trunc() * 60_000.0
        + second.trunc() * 1000.0
        + millisecond.trunc();
    if time.abs() <= LIMIT { time + 0.0 } else { f64::NAN }
}

/// The time of a day at midnight; the month counts from 0, the day from 1.
#[must_use]
pub fn midnight(year: i32, month: i32, day: i32) -> f64 {
    time_of([f64::from(year), f64::from(month), f64::from(day), 0.0, 0.0, 0.0, 0.0])
}

/// ISO 8601 with milliseconds, as JavaScript's `toISOString`: `2012-01-01T00:00:00.000Z`;
/// years outside 0–9999 have a sign and six digits, and what is no time is `Invalid Date`.
#[must_use]
pub fn iso(time: f64) -> String {
    let Some(at) = Civil::of(time) else { return "Invalid Date".to_owned() };
    let year = match at.year {
        0..=9999 => format!("{:04}", at.year),
        year => format!("{year:+07}"),
    };
    let (month, day) = (at.month + 1, at.day);
    let Civil { hour, minute, second, millisecond, .. } = at;
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_and_fro() {
        for (parts, time, text) in [
            ([1970, 0, 1, 0, 0, 0, 0], 0.0, "1970-01-01T00:00:00.000Z"),
            ([2012, 1, 29, 23, 59, 59, 999], 1_330_559_999_999.0, "2012-02-29T23:59:59.999Z"),
            ([1969, 11, 31, 23, 59, 59, 999], -1.0, "1969-12-31T23:59:59.999Z"),
            ([1900, 2, 1, 0, 0, 0, 0], -2_203_891_200_000.0, "1900-03-01T00:00:00.000Z"),
            ([0, 0, 1, 0, 0, 0, 0], -62_167_219_200_000.0, "0000-01-01T00:00:00.000Z"),
            ([-1, 11, 31, 0, 0, 0, 0], -62_167_305_600_000.0, "-000001-12-31T00:00:00.000Z"),
            ([275_760, 8, 13, 0, 0, 0, 0], 8.64e15, "+275760-09-13T00:00:00.000Z"),
        ] {
            assert_eq!(time_of(parts.map(f64::from)), time, "{text}");
            assert_eq!(iso(time), text);
        }
        assert_eq!(iso(f64::NAN), "Invalid Date");
        assert!(time_of([1e9, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]).is_nan());
    }

    #[test]
    fn carries_over() {
        let text = |parts: [i32; 7]| iso(time_of(parts.map(f64::from)));
        assert_eq!(text([2012, 13, 0, 25, 0, 0, 0]), "2013-02-01T01:00:00.000Z");
        assert_eq!(text([2012, -1, 1, 0, -1, 0, 0]), "2011-11-30T23:59:00.000Z");
    }

    #[test]
    fn weeks() {
        for (date, sunday, monday, iso) in [
            ([2012, 0, 1], 1, 0, (2011, 52)),
            ([2012, 0, 2], 1, 1, (2012, 1)),
            ([2014, 11, 29], 52, 52, (2015, 1)),
            ([2016, 0, 3], 1, 0, (2015, 53)),
            ([2020, 11, 31], 52, 52, (2020, 53)),
            ([2021, 0, 1], 0, 0, (2020, 53)),
            ([2023, 11, 31], 53, 52, (2023, 52)),
        ] {
            let [year, month, day] = date;
            let at = Civil::of(midnight(year, month, day)).unwrap();
            assert_eq!((at.week(0), at.week(1), at.iso_week()), (sunday, monday, iso), "{date:?}");
        }
    }
}

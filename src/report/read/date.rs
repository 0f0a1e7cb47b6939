//! Dates, times and spans of the calendar in Chinese prose.

use super::numeral::{Numeral, digits};
use crate::report::unit;

fn at(chars: &[char], i: usize) -> char {
    chars.get(i).copied().unwrap_or('\n')
}

fn word(chars: &[char], i: usize, word: &str) -> bool {
    word.chars().zip(i..).all(|(letter, i)| chars.get(i) == Some(&letter))
}

fn within(numeral: &Numeral, from: i64, to: i64) -> bool {
    numeral.value.scale() == 0 && numeral.value.to_whole().is_some_and(|n| n >= from && n <= to)
}

/// Whether it joins the ends of a range.
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '—' | '–' | '~' | '〜' | '∼' | '至' | '到' | '﹣' | '‐' | '‑')
}

/// The end of the date that begins with the digits at `i`, if they begin one.
pub fn arabic(chars: &[char], i: usize) -> Option<usize> {
    let number = digits(chars, i)?;
    let long = number.end - i;
    let year = long == 4 && within(&number, 1000, 2999);
    let next = at(chars, number.end);
    if year && let Some(end) = year_end(chars, number.end) {
        return Some(end);
    }
    if long <= 2 && next == '·' && at(chars, number.end + 1).is_ascii_digit() {
        return digits(chars, number.end + 1).map(|day| day.end);
    }
    if next == '年' && at(chars, number.end + 1) == '代' {
        return Some(number.end + 2);
    }
    if next == '世' && at(chars, number.end + 1) == '纪' {
        return Some(number.end + 2);
    }
    if long <= 2 {
        return part(chars, i, &number);
    }
    None
}

/// What makes four digits a year, from the index after them.
fn year_end(chars: &[char], end: usize) -> Option<usize> {
    let next = at(chars, end);
    if next == '年' {
        let span = ["年的历史", "年历史", "年以上", "年前", "年左右"];
        if span.iter().any(|words| word(chars, end, words)) {
            return None;
        }
        let rest = end + 1 + usize::from(at(chars, end + 1) == '度');
        return Some(rest);
    }
    let mut dash = end;
    if at(chars, dash) == '年' {
        dash += 1;
    }
    if is_dash(at(chars, dash)) {
        let other = digits(chars, dash + 1);
        let other = other.filter(|n| n.end - dash - 1 == 4 && within(n, 1000, 2999));
        // 1500~1700毫升 are no years.
        if let Some(other) = other.filter(|n| !counts(chars, n.end)) {
            return Some(other.end + usize::from(at(chars, other.end) == '年'));
        }
    }
    // 2019-02-03, 2019/2/3, 2019.2.3
    if matches!(next, '-' | '/' | '.') {
        let month = digits(chars, end + 1)?;
        // The point between month and day is read as a decimal point.
        let dotted = next == '.' || month.value.scale() > 0;
        if month.end - end > 3 && !dotted {
            return None;
        }
        if at(chars, month.end) == next && next != '.' {
            let day = digits(chars, month.end + 1)?;
            return Some(day.end);
        }
        return (within(&month, 1, 12) && next != '.').then_some(month.end);
    }
    None
}

/// Whether a scale or a unit other than a year stands at an index.
fn counts(chars: &[char], end: usize) -> bool {
    let next = at(chars, end);
    let unit = unit::starts(chars.get(end..).unwrap_or_default());
    "万亿余多".contains(next)
        || unit.is_some_and(|(_, unit)| !matches!(unit.name, "年" | "期" | "个" | "部" | "段"))
}

/// Months, days, hours, quarters.
fn part(chars: &[char], i: usize, number: &Numeral) -> Option<usize> {
    let end = number.end;
    let next = at(chars, end);
    match next {
        '月' if within(number, 1, 12) => Some(end + 1 + usize::from(at(chars, end + 1) == '份')),
        '日' if within(number, 1, 31) => {
            // 拘留15日, 连续3日 are lengths of time.
            let lasts = i > 0 && "留拘满达共长期续休隔限足超停离晒".contains(at(chars, i - 1));
            let span = "内均以游".contains(at(chars, end + 1)) || lasts;
            (!span).then_some(end + 1)
        }
        '号' if within(number, 1, 31) && before(chars, i, '月') => Some(end + 1),
        '时' if within(number, 0, 24) => Some(end + 1),
        '点' if within(number, 0, 24) && at(chars, end + 1) != '位' => {
            Some(end + 1 + usize::from(at(chars, end + 1) == '钟'))
        }
        // 2小时18分钟 is a length of time, 8时18分 a time of day.
        '分' if at(chars, end + 1) != '钟' && i > 1 => {
            let clock =
                before(chars, i, '点') || (before(chars, i, '时') && at(chars, i - 2) != '小');
            clock.then_some(end + 1)
        }
        '秒' if before(chars, i, '分') => {
            let minutes = (2..4).find(|back| i > *back && !at(chars, i - back).is_ascii_digit())?;
            let sign = at(chars, i - minutes);
            let clock = sign == '点' || sign == '时' && at(chars, i - minutes - 1) != '小';
            clock.then_some(end + 1)
        }
        '季' if within(number, 1, 4) => Some(end + 1 + usize::from(at(chars, end + 1) == '度')),
        ':' | '\u{ff1a}' => {
            let minutes = digits(chars, end + 1)?;
            (minutes.end - end == 3 && within(number, 0, 24) && within(&minutes, 0, 59))
                .then_some(minutes.end)
        }
        _ if is_dash(next) => {
            // 1-9月, 3至5日
            let other = digits(chars, end + 1)?;
            let unit = at(chars, other.end);
            let months = unit == '月' && within(&other, 1, 12);
            let days = unit == '日' && within(&other, 1, 31);
            (months || days).then_some(other.end + 1)
        }
        '年' if {
            let month = digits(chars, end + 1);
            end - i == 2 && month.is_some_and(|m| at(chars, m.end) == '月')
        } =>
        {
            Some(end + 1)
        }
        _ => None,
    }
}

fn before(chars: &[char], i: usize, letter: char) -> bool {
    i.checked_sub(1).and_then(|at| chars.get(at)) == Some(&letter)
}

/// The end of the date that begins with a Chinese numeral that ends at `end`.
pub fn han(chars: &[char], number: &Numeral, year: bool) -> Option<usize> {
    let end = number.end;
    match at(chars, end) {
        '年' if year => Some(end + 1),
        '年' if at(chars, end + 1) == '代' => Some(end + 2),
        '世' if at(chars, end + 1) == '纪' => Some(end + 2),
        '月' if within(number, 1, 12) => Some(end + 1 + usize::from(at(chars, end + 1) == '份')),
        '日' if within(number, 1, 31) => Some(end + 1),
        '季' if within(number, 1, 4) && at(chars, end + 1) == '度' => Some(end + 2),
        '时' | '点'
            if within(number, 1, 24) && !"一二三四五六七八九".contains(at(chars, end + 1)) =>
        {
            Some(end + 1)
        }
        _ => None,
    }
}

/// Whether a number of years is a span of the calendar, as in 五年来, and not a measured one, as in 四年间.
pub fn is_period(chars: &[char], start: usize, end: usize, arabic: bool) -> bool {
    let back = |n: usize| start.checked_sub(n).map_or('\n', |i| at(chars, i));
    let before: String = [back(2), back(1)].iter().collect();
    let measured = [
        "为期", "历时", "历经", "长达", "连续", "超过", "不足", "不到", "将近", "至少", "用了",
        "缩短", "延长", "满",
    ]
    .iter()
    .any(|word| before.ends_with(word));
    if measured {
        return false;
    }
    if matches!(back(1), '近' | '这' | '前' | '后' | '头' | '过' | '未')
        || ["未来", "今后", "最近", "过去", "此后"].contains(&before.as_str())
    {
        return true;
    }
    if word(chars, end, "来")
        || word(chars, end, "以来")
        || word(chars, end, "后")
        || word(chars, end, "前")
    {
        return true;
    }
    let span = ["间", "内", "多", "以上", "以下", "以内", "之内", "左右", "时间", "期", "有期"];
    !arabic && !span.iter().any(|words| word(chars, end, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_what_is_none() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(arabic(&text.chars().collect::<Vec<_>>(), 0), expected, "{text}");
        };
        check("2019年2月", Some(5));
        check("2019年度", Some(6));
        check("2016—2019年", Some(10));
        check("2016-2019年", Some(10));
        check("2019-02-03", Some(10));
        check("2019/2/3", Some(8));
        check("3·15", Some(4));
        check("2月", Some(2));
        check("1-9月", Some(4));
        check("12日", Some(3));
        check("10日内", None);
        check("8:30", Some(4));
        check("8时30分", Some(2));
        check("80年代", Some(4));
        check("5年", None);
        check("13月", None);
        check("1500年的历史", None);
        check("2019户", None);
        let chars: Vec<char> = "2小时18分，8时18分".chars().collect();
        assert_eq!((arabic(&chars, 3), arabic(&chars, 9)), (None, Some(12)));
        check("3个月", None);
        check("3.5点", None);
    }
}

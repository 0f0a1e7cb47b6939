//! The words that say how a number is meant.

use super::text::is_han;
use crate::report::model::Qualifier::{self, About, AtLeast, AtMost, Exact, MoreThan, Nearly};

/// Words before a number; longer ones first.
const BEFORE: &[(&str, Qualifier)] = &[
    ("不得超过", AtMost),
    ("不得高于", AtMost),
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("不下于", AtLeast),
    ("不超过", AtMost),
    ("不高于", AtMost),
    ("不多于", AtMost),
    ("不大于", AtMost),
    ("未超过", AtMost),
    ("控制在", Exact),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("不下", AtLeast),
    ("至多", AtMost),
    ("最多", AtMost),
    ("跌破", AtMost),
    ("低于", AtMost),
    ("少于", AtMost),
    ("小于", AtMost),
    ("不足", AtMost),
    ("不到", AtMost),
    ("不满", AtMost),
    ("未达", AtMost),
    ("超过", MoreThan),
    ("高于", MoreThan),
    ("多于", MoreThan),
    ("大于", MoreThan),
    ("突破", MoreThan),
    ("超出", MoreThan),
    ("打破", Exact),
    ("改写", Exact),
    ("大约", About),
    ("约为", About),
    ("约合", About),
    ("大概", About),
    ("左右", Exact),
    ("将近", Nearly),
    ("接近", Nearly),
    ("靠近", Exact),
    ("附近", Exact),
    ("最近", Exact),
    ("临近", Exact),
    ("邻近", Exact),
    ("就近", Exact),
    ("节约", Exact),
    ("契约", Exact),
    ("集约", Exact),
    ("公约", Exact),
    ("签约", Exact),
    ("预约", Exact),
    ("合约", Exact),
    ("赴约", Exact),
    ("逾", MoreThan),
    ("超", MoreThan),
    ("破", MoreThan),
    ("约", About),
    ("近", Nearly),
    ("≥", AtLeast),
    ("≤", AtMost),
    ("≈", About),
    ("<", AtMost),
    (">", MoreThan),
];

/// Words after a number and its unit.
const AFTER: &[(&str, Qualifier)] = &[
    ("及以上", AtLeast),
    ("或以上", AtLeast),
    ("(含)以上", AtLeast),
    ("以上", AtLeast),
    ("及以下", AtMost),
    ("(含)以下", AtMost),
    ("以下", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("内", AtMost),
    ("左右", About),
    ("上下", About),
    ("开外", Qualifier::Over),
    ("出头", Qualifier::Over),
    ("挂零", Qualifier::Over),
    ("起", AtLeast),
    ("有余", Qualifier::Over),
    ("余", Qualifier::Over),
    ("多", Qualifier::Over),
    ("许", About),
    ("强", Qualifier::Over),
    ("弱", Nearly),
];

/// Words that make a clause a forecast.
const FORECAST: [&str; 6] = ["预计", "预期", "预测", "有望", "预估", "估计"];

/// The qualifier right before `start`, or 约占 before a whole, as in 约占全部事项的四成.
pub fn before(chars: &[char], start: usize) -> Qualifier {
    if start.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'的') {
        let clause = super::kind::clause_before(chars, start);
        let tail: Vec<char> = clause.chars().collect();
        let tail: String = tail.iter().skip(tail.len().saturating_sub(14)).collect();
        let share = ["约占", "约为", "约是", "约相当于"].iter().any(|word| tail.contains(word));
        return if share { About } else { bound(&tail) };
    }
    // 跌破零下20℃
    let start = start - usize::from(start > 0 && chars.get(start - 1) == Some(&'±'));
    let below = start.checked_sub(2).is_some_and(|i| chars.get(i..start) == Some(&['零', '下']));
    let mut end = start - if below { 2 } else { 0 };
    for tries in 0..3 {
        for (word, qualifier) in BEFORE {
            let length = word.chars().count();
            let Some(from) = end.checked_sub(length) else { continue };
            if word.chars().zip(from..).all(|(letter, i)| chars.get(i) == Some(&letter)) {
                // 附近有3处 says nothing about the 3; one letter alone must stand next to it.
                let far = tries > 0 && length == 1 && *word != "约";
                return if far { Exact } else { *qualifier };
            }
        }
        let Some(last) = end.checked_sub(1).and_then(|i| chars.get(i)) else { break };
        if !"为有占达到合需了在计达约".contains(*last) && *last != ' ' {
            break;
        }
        end -= 1;
    }
    adverb(chars, start)
}

/// A bound with the whole between it and the number: 不超过总股本的2%, 不到去年的三成.
fn bound(clause: &str) -> Qualifier {
    let words = [("不超过", AtMost), ("不低于", AtLeast), ("不少于", AtLeast), ("不高于", AtMost)];
    let words = words.iter().chain(&[("不足", AtMost), ("不到", AtMost)]);
    for (word, meant) in words {
        let whole = clause.rsplit_once(word).map(|(_, whole)| whole);
        let number = |letter| super::text::is_numeral(letter) || !is_han(letter);
        if whole.is_some_and(|whole| whole.chars().count() < 9 && !whole.contains(number)) {
            return *meant;
        }
    }
    Exact
}

/// 至少 and 至多 with a verb between them and the number: 至少进行150分钟.
fn adverb(chars: &[char], start: usize) -> Qualifier {
    for length in 3..8 {
        let Some(from) = start.checked_sub(length) else { break };
        let Some([first, second, rest @ ..]) = chars.get(from..start) else { break };
        if !rest.iter().all(|letter| is_han(*letter)) {
            break;
        }
        let open = !rest.iter().any(|letter| "的是有".contains(*letter));
        match (first, second) {
            ('至' | '最', '少') if open => return AtLeast,
            ('至' | '最', '多') if open => return AtMost,
            _ => {}
        }
    }
    Exact
}

/// Whether 过 before a large number means more than it: 产值过10亿元, but not 通过 or 经过.
pub fn past(chars: &[char], start: usize) -> bool {
    let letter = |steps: usize| start.checked_sub(steps).and_then(|i| chars.get(i)).copied();
    let verbs = "通经不度走去来跑见做用看打开参到历渡越跨路飞转受办获提透";
    letter(1) == Some('过') && letter(2).is_none_or(|lead| !verbs.contains(lead))
}

/// The qualifier right after a unit, and where it ends.
pub fn after(chars: &[char], end: usize) -> Option<(Qualifier, usize)> {
    let skip = usize::from(chars.get(end) == Some(&' '));
    for (word, qualifier) in AFTER {
        let length = word.chars().count();
        let from = end + skip;
        if word.chars().zip(from..).all(|(letter, i)| chars.get(i) == Some(&letter)) {
            let then = chars.get(from + length).copied().unwrap_or(' ');
            if *word == "内" && !spans(chars, end, then) {
                continue;
            }
            let part = match *word {
                "多" => "种元样边方次功数媒层级".contains(then),
                "许" => is_han(then),
                "强" | "弱" => is_han(then) && then != '的',
                "余" => "下地热额".contains(then),
                // 213万元起, but not 5件起诉.
                "起" => is_han(then) && !"售".contains(then),
                _ => false,
            };
            return (!part).then_some((*qualifier, from + length));
        }
    }
    None
}

/// Whether 内 after a unit says within what: 24小时内, 5公里内.
fn spans(chars: &[char], end: usize, then: char) -> bool {
    let unit = end.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let time = "时钟秒天日周年月期里米".contains(unit);
    time && !"容部外存蒙河地陆涝需销资径".contains(then)
}

/// Whether a letter ends a clause; `strong` ends the sentence.
pub fn ends_clause(letter: char, strong: bool) -> bool {
    matches!(letter, '。' | '!' | '?' | ';' | '\n' | '\u{ff01}' | '\u{ff1f}' | '\u{ff1b}')
        || (!strong && matches!(letter, ',' | '\u{ff0c}' | '\u{ff1a}'))
}

/// Whether the number at `start` is forecast: its clause says so, or the clause
/// before it, which states no number of its own.
pub fn is_forecast(chars: &[char], start: usize) -> bool {
    let mut clauses = 0;
    let mut at = start;
    let mut digits = false;
    while let Some(i) = at.checked_sub(1).filter(|i| start - i <= 48) {
        let Some(letter) = chars.get(i).copied() else { break };
        if ends_clause(letter, true) {
            return false;
        }
        if ends_clause(letter, false) {
            clauses += 1;
            if clauses == 2 {
                return false;
            }
            digits = false;
        }
        if clauses == 1 {
            // A year is no number of its own.
            digits |= letter.is_ascii_digit()
                && !chars
                    .get(i + 1)
                    .is_some_and(|c| *c == '年' || *c == '月' || c.is_ascii_digit());
        }
        let word: String = chars.iter().skip(i).take(2).collect();
        if FORECAST.contains(&word.as_str()) && !digits {
            // 比预期, 好于预期, 超预期 compare with a forecast.
            let back = i.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
            // 预期向好 is a mood, not a forecast.
            let then = chars.get(i + 2).copied().unwrap_or(' ');
            let noun = match word.as_str() {
                "预期" => !"将达完实增可到为".contains(then),
                // 预测总票房25亿元, but not 预测值.
                "预测" => !is_han(then) || "值数结模区期的显表中".contains(then),
                _ => false,
            };
            return !"比于超如及".contains(back) && !noun;
        }
        at = i;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use Qualifier::Forecast;

    #[test]
    fn words_before_and_after() {
        let check = |text: &str, expected: Qualifier| {
            let chars: Vec<char> = text.chars().collect();
            let start = chars.iter().rposition(char::is_ascii_digit).unwrap();
            let end = start + 2;
            let mut out = before(&chars, start);
            if let Some((after, _)) = after(&chars, end) {
                out = after;
            }
            if is_forecast(&chars, start) {
                out = Forecast;
            }
            assert_eq!(out, expected, "{text}");
        };
        check("近3户", Nearly);
        check("附近3户", Exact);
        check("附近有3户", Exact);
        check("约占3%", About);
        check("节约3元", Exact);
        check("超过了3户", MoreThan);
        check("不低于3%", AtLeast);
        check("3户以上", AtLeast);
        check("3户左右", About);
        check("3户多", Qualifier::Over);
        check("3户多媒体", Exact);
        check("预计全年完成3元", Forecast);
        check("预计到年底,将完成3元", Forecast);
        check("预计完成4元,已建3户", Exact);
        check("好于预期,完成3元", Exact);
        check("企业预期向好,上升3%", Exact);
        check("预期将上升3%", Forecast);
    }
}

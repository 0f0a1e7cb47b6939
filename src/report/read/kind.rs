//! What a figure is: as far as the wording around it tells.

use super::Kind;
use super::qualifier::ends_clause;
use crate::report::model::Qualifier;
use crate::report::unit::Dimension;

/// Whether a number of 级 is the strength of a wind, a sea or an earthquake, not a class.
pub fn is_strength(chars: &[char], start: usize, end: usize) -> bool {
    let lead: String =
        chars.get(start.saturating_sub(6)..start).unwrap_or_default().iter().collect();
    let lead = lead.rsplit(['\n', '。', '\u{ff0c}', ',', '、']).next().unwrap_or_default();
    let then: String = chars.iter().skip(end).take(2).collect();
    let blows = ["阵风", "东风", "南风", "西风", "北风", "风力", "大风", "台风", "微风", "海浪"];
    any(lead, &blows)
        || any(lead, &["震级", "烈度", "紫外线", "发生", "抗震"]) && !lead.ends_with("发生")
        || ["大风", "台风", "地震", "阵风", "强风", "狂风", "偏北", "偏南", "海浪"]
            .contains(&then.as_str())
}

/// The words of the clause before `start`, at most 28 characters.
pub fn clause_before(chars: &[char], start: usize) -> String {
    let from = (start.saturating_sub(28)..start)
        .rev()
        .find(|i| chars.get(*i).is_some_and(|c| ends_clause(*c, false)))
        .map_or(start.saturating_sub(28), |i| i + 1);
    chars.get(from..start).unwrap_or_default().iter().collect()
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

const GROWTH: [&str; 27] = [
    "增长", "增幅", "增速", "下降", "降低", "降幅", "提高", "提升", "减少", "上升", "回落", "上涨",
    "下跌", "涨幅", "跌幅", "同比", "环比", "增加", "增至", "扩大", "缩小", "压减", "增产", "减产",
    "增收", "多增", "少增",
];
const AVERAGE: [&str; 10] =
    ["年均", "平均", "人均", "日均", "月均", "户均", "亩均", "均投", "每人", "每户"];
const FLOW: [&str; 32] = [
    "完成", "投资", "实现", "创收", "累计", "投入", "新增", "新建", "新植", "举办", "开展", "接待",
    "培训", "支出", "收入", "发放", "引进", "签约", "销售", "生产", "安装", "组织", "受理", "办理",
    "转移", "流通", "咨询", "宣传", "改造", "筹集", "争取", "减免",
];

/// Words that lead to a level reached, not to a change.
const REACHED: [&str; 13] = [
    "增长到",
    "增加到",
    "提高到",
    "提升到",
    "上升到",
    "下降到",
    "降低到",
    "减少到",
    "增至",
    "提高至",
    "升至",
    "降至",
    "扩大到",
];

/// The kind of a figure in Chinese prose, by its unit and the clause around it.
pub fn chinese(
    chars: &[char],
    (start, end): (usize, usize),
    unit: &str,
    dimension: Dimension,
    qualifier: Qualifier,
) -> Kind {
    let clause = clause_before(chars, start);
    let letters = clause.chars().count();
    let near: String = clause.chars().skip(letters.saturating_sub(10)).collect();
    let reached = any(&near, &REACHED);
    match dimension {
        Dimension::Points => Kind::Growth,
        Dimension::Ratio => ratio(&clause, &near, reached, unit),
        Dimension::Number => {
            if any(&near, &GROWTH) && !reached {
                Kind::Growth
            } else {
                Kind::Level
            }
        }
        Dimension::Count
        | Dimension::Money
        | Dimension::Length
        | Dimension::Area
        | Dimension::Volume
        | Dimension::Mass
        | Dimension::Time
        | Dimension::Energy
        | Dimension::Power
        | Dimension::Voltage
        | Dimension::Temperature
        | Dimension::Data
        | Dimension::Level
        | Dimension::Rate => {
            let quoted = start.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'“');
            let bound = matches!(qualifier, Qualifier::AtLeast | Qualifier::AtMost)
                && dimension != Dimension::Count
                && defines(chars, end);
            if bound || (dimension == Dimension::Time && quoted) {
                return Kind::Threshold;
            }
            amount(&clause, &near, reached, unit, dimension)
        }
    }
}

/// Whether 以上 or 以下 at an index goes on with a noun, so that it says which things are meant.
fn defines(chars: &[char], end: usize) -> bool {
    let after: String = chars.iter().skip(end).take(2).collect();
    let noun = chars.get(end + 2).is_some_and(|c| super::text::is_han(*c) || c.is_ascii_digit());
    (after == "以上" || after == "以下") && noun
}

fn ratio(clause: &str, near: &str, reached: bool, unit: &str) -> Kind {
    if unit == "番" {
        return Kind::Growth;
    }
    if any(clause, &AVERAGE) {
        return Kind::Average;
    }
    let grows = any(near, &GROWTH) && !reached;
    if unit == "倍" {
        let of = near.ends_with('的') || near.ends_with("达到") || near.ends_with("相当于");
        return if grows && !of { Kind::Growth } else { Kind::Level };
    }
    let moved = near.ends_with(['涨', '跌', '增', '降']);
    if moved || grows && !near.ends_with('占') { Kind::Growth } else { Kind::Share }
}

fn amount(clause: &str, near: &str, reached: bool, unit: &str, dimension: Dimension) -> Kind {
    let count = dimension == Dimension::Count;
    let flows = any(clause, &FLOW);
    if any(clause, &AVERAGE) {
        return Kind::Average;
    }
    if reached {
        return Kind::Level;
    }
    if unit.ends_with('次') || unit == "场" || (!count && flows) {
        return Kind::Flow;
    }
    if any(near, &["总量", "藏量", "存量", "保有", "拥有量"]) {
        return Kind::Level;
    }
    let scaled = unit.starts_with('万') || unit.starts_with('亿');
    if count && scaled && flows {
        return Kind::Flow;
    }
    if count || dimension == Dimension::Time { Kind::Count } else { Kind::Level }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::read::read;

    #[test]
    fn kinds_of_figures() {
        let check = |text: &str, expected: Kind| {
            let found = read(text);
            assert_eq!(found.last().map(|q| q.kind), Some(expected), "{text}");
        };
        check("产值增长2.5倍", Kind::Growth);
        check("产值增长到2.5倍", Kind::Level);
        check("产值是五年前的2.5倍", Kind::Level);
        check("覆盖率达到82%以上。", Kind::Share);
        check("同比增长8.4%", Kind::Growth);
        check("年均增长8.4%", Kind::Average);
        check("提高5.74个百分点", Kind::Growth);
        check("总投资10亿元以上项目", Kind::Threshold);
        check("完成投资50亿元", Kind::Flow);
        check("绿地面积2286公顷", Kind::Level);
        check("共有项目63个", Kind::Count);
        check("接待咨询4200人次", Kind::Flow);
        check("产值翻一番", Kind::Growth);
        check("价格涨0.56%", Kind::Growth);
        check("失业率增至5%", Kind::Share);
        check("打造“15分钟生活圈”", Kind::Threshold);
    }
}

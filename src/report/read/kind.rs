//! What a figure is: as far as the wording around it tells.

use super::Kind;
use super::qualifier::ends_clause;
use crate::report::model::Qualifier;
use crate::report::unit::{self, Dimension};

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

/// The words of the clause before `start`, at most 28 characters. A line break right
/// before the number, or within three characters of it, is one that a page made.
pub fn clause_before(chars: &[char], start: usize) -> String {
    let mut wrapped = false;
    let from = (start.saturating_sub(28)..start)
        .rev()
        .find(|i| {
            let Some(letter) = chars.get(*i).copied() else { return true };
            let last = i.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or('\n');
            if letter == '\n' && start - i < 5 && super::text::is_han(last) && !wrapped {
                wrapped = true;
                return false;
            }
            ends_clause(letter, false)
        })
        .map_or(start.saturating_sub(28), |i| i + 1);
    chars.get(from..start).unwrap_or_default().iter().filter(|c| **c != '\n').collect()
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Verbs and nouns of change. The ones up to 缩小 turn a number after 到 into a level.
#[rustfmt::skip]
const GROWTH: &[&str] = &[
    "增长", "增幅", "增速", "下降", "降低", "降幅", "提高", "提升", "减少", "上升", "回落", "上涨",
    "下跌", "涨幅", "跌幅", "同比", "环比", "增加", "扩大", "缩小", "压减", "增产", "减产", "增收",
    "多增", "少增", "净增", "缩短", "延长", "收窄", "偏多", "偏少", "上浮", "下浮", "上调", "下调",
    "改善", "高出", "微涨", "微降", "前移", "后移", "上移", "回升", "攀升", "减亏", "下行", "上行",
    "增亏", "减收", "增支", "调贬", "贬值", "升值", "加快", "放缓",
];
/// Nouns that are themselves changes: a number they reach is still one.
const CHANGES: &[&str] = &["增幅", "增速", "降幅", "涨幅", "跌幅", "增长率", "增长速度", "跌势"];
/// Words of so much a head, a year, a day; 均 alone is "each", as in 均为.
#[rustfmt::skip]
const AVERAGE: &[&str] = &[
    "年均", "平均", "人均", "日均", "月均", "户均", "亩均", "均投", "场均", "篇均", "店均", "校均",
    "村均", "件均", "单均", "次均", "地均", "周均", "车均", "均价", "均值", "单车", "客单价",
];
/// What happens over a period: verbs of doing, nouns of what is made, paid, moved.
#[rustfmt::skip]
const FLOW: &[&str] = &[
    "完成", "投资", "实现", "创收", "累计", "投入", "新增", "新建", "新植", "举办", "开展", "接待",
    "培训", "支出", "收入", "发放", "引进", "签约", "销售", "生产", "安装", "组织", "受理", "办理",
    "转移", "流通", "咨询", "宣传", "改造", "筹集", "争取", "减免", "产量", "产值", "总值",
    "增加值", "营收", "利润", "净利", "亏损", "成交", "零售额", "进出口", "出口", "进口", "顺差",
    "逆差", "发电", "用电", "用水", "用能", "消费", "投放", "募集", "募资", "融资额", "票房",
    "罚款", "罚没", "补助", "补贴", "税收", "纳税", "缴税", "发行", "回购", "回笼", "兑付", "追缴",
    "追回", "止付", "冻结资金", "挽回", "节约", "减排", "出栏", "外资", "排放", "发送", "运量",
    "吞吐", "降水", "降雨", "雨量", "减税", "降费", "退税", "偿还", "到期", "分红", "派发", "捐赠",
    "拨付", "下达", "审结", "执结", "审执结", "检查", "排查", "整改", "采样", "检测", "发表",
    "授权", "申请", "清理", "拆除", "盘活", "流转", "净流", "交易额", "合同额", "订单", "营业额",
    "捕捞", "采伐", "收购", "运送", "客流", "观影", "点击", "播放", "外借", "到馆", "借阅", "接种",
    "诊疗", "接诊", "治理", "造林", "修复", "出动", "查处", "查获", "立案", "破获", "抓获", "帮扶",
    "慰问", "救助", "资助", "销量", "交付", "用量", "耗", "支付", "赔付", "理赔", "经费", "减值",
    "计提", "上缴", "贡献", "总收", "年产", "利税", "压采", "开采", "取水", "卖了", "到位", "买入",
    "卖出", "摸排", "解决", "化解", "花", "供水", "供电", "供气", "供热", "电量", "增量", "出货",
    "捐款", "用工", "毛收", "创汇", "直接经济损失", "额达", "上线", "推送", "开行", "加开",
];
/// What is there at a time: stocks, sizes, prices.
#[rustfmt::skip]
const LEVEL: &[&str] = &[
    "总量", "藏量", "存量", "保有", "拥有量", "存栏", "余额", "库容", "面积", "容量", "装机",
    "里程", "全长", "规模", "储量", "人口", "资产", "负债", "水位", "市值", "在校", "现有", "注册",
    "储备", "估值", "单价", "价格", "标准", "额度", "高度", "深度", "温度", "浓度", "距离", "时速",
    "密度", "能力", "单机", "用户", "占地", "跨度", "海拔", "身高", "体重", "蓄积", "股本", "面值",
    "电价", "售价", "报价", "水价", "票价", "租金", "用地", "价值", "回收期", "工期", "期限",
    "全线", "线路",
];

/// Whether a clause tells of a change.
pub fn moves(clause: &str) -> bool {
    any(clause, GROWTH) || clause.contains(['涨', '跌', '升', '降', '增', '减', '贬'])
}

/// The kind of a figure in Chinese prose, by its unit and the clause around it.
/// A count is `large` from 500 on: few things that are done are counted further.
pub fn chinese(
    chars: &[char],
    (start, end): (usize, usize),
    (unit, large): (&str, bool),
    dimension: Dimension,
    qualifier: Qualifier,
) -> Kind {
    let clause = clause_before(chars, start);
    let letters = clause.chars().count();
    let near: String = clause.chars().skip(letters.saturating_sub(10)).collect();
    let near = near.trim_end_matches(['约', '近', '了', '超', '过', '逾', '仅', ' ']);
    let change = any(&clause, CHANGES);
    // 降至, 提高到, 上升为: the number is where the change ends.
    let reached = !change
        && (near.ends_with(['到', '至'])
            // 提高到2023年的36.5%
            || near.ends_with("年的") && near.contains(['到', '至'])
            || ["上升为", "下降为", "降为", "升为", "增为", "减为", "变为"]
                .iter()
                .any(|word| near.ends_with(word)));
    let each = each(&clause) || sampled(chars, start);
    match dimension {
        Dimension::Points => Kind::Growth,
        Dimension::Ratio => ratio(&clause, near, reached, unit),
        Dimension::Number => {
            if any(near, GROWTH) && !reached {
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
            let bounded = matches!(qualifier, Qualifier::AtLeast | Qualifier::AtMost);
            let quoted = start.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'“');
            let named = dimension == Dimension::Time
                && (quoted || unit == "岁" && bounded || all_day(chars, end, unit));
            let bound = bounded && defines(chars, end, dimension == Dimension::Count);
            if bound || named {
                return Kind::Threshold;
            }
            amount(&clause, near, (reached, each), (unit, large), dimension)
        }
    }
}

/// Whether a clause says for each of what: 人均, 每亩, 每千人口, 每10万人.
fn each(clause: &str) -> bool {
    if any(clause, AVERAGE) {
        return true;
    }
    let letters: Vec<char> = clause.chars().collect();
    letters.iter().enumerate().any(|(i, letter)| {
        let rest = letters.get(i + 1..).unwrap_or_default();
        let number = |c: &&char| c.is_ascii_digit() || super::text::is_numeral(**c);
        let digits = rest.iter().take_while(number).count();
        let unit = rest.get(digits..).and_then(unit::starts);
        *letter == '每' && (unit.is_some() || digits > 0 || rest.first() == Some(&'月'))
    })
}

/// Whether the sentence begins with the base of its rates: 每10万人中, 高中的为17862人.
fn sampled(chars: &[char], start: usize) -> bool {
    let from = (start.saturating_sub(64)..start)
        .rev()
        .find(|i| chars.get(*i).is_some_and(|c| ends_clause(*c, true)))
        .map_or(start.saturating_sub(64), |i| i + 1);
    let sentence: String = chars.get(from..start).unwrap_or_default().iter().collect();
    let base = sentence.split(['\u{ff0c}', ',']).next().unwrap_or_default();
    base.starts_with('每') && base.ends_with('中') && each(base)
}

/// 24小时自助, 24小时营业: the hours name what is open.
fn all_day(chars: &[char], end: usize, unit: &str) -> bool {
    let then: String = chars.iter().skip(end).take(2).collect();
    unit == "小时" && ["自助", "营业", "便利", "开放", "值班", "值守", "无人"].contains(&&*then)
}

/// Whether 以上 or 以下 at an index goes on with a noun, so that it says which things are meant.
fn defines(chars: &[char], end: usize, count: bool) -> bool {
    let lead = usize::from(matches!(chars.get(end), Some('及' | '或')));
    let after: String = chars.iter().skip(end + lead).take(2).collect();
    let next = chars.get(end + lead + 2).copied().unwrap_or('\n');
    let noun = super::text::is_han(next) || next.is_ascii_digit();
    // 3000人以上参加 counts them.
    let verb = count && "参受获从得在已实完进报被能可将占是出".contains(next);
    (after == "以上" || after == "以下") && noun && !verb
}

fn ratio(clause: &str, near: &str, reached: bool, unit: &str) -> Kind {
    if unit == "番" {
        return Kind::Growth;
    }
    if any(clause, &["年均", "年平均", "平均增", "平均下", "平均上", "平均每年"])
    {
        return Kind::Average;
    }
    let grows = any(near, GROWTH) && !reached || any(clause, CHANGES);
    if unit == "倍" {
        let of = near.ends_with('的') || near.ends_with("达到") || near.ends_with("相当于");
        return if grows && !of { Kind::Growth } else { Kind::Level };
    }
    let compared =
        clause.contains(['比', '较']) && near.ends_with(['高', '低', '多', '少', '快', '慢']);
    let moved = compared || near.ends_with(['涨', '跌', '增', '降', '浮', '升', '减']);
    match (moved || grows && !near.ends_with('占'), clause.contains("平均")) {
        (true, _) => Kind::Growth,
        (false, true) => Kind::Average,
        (false, false) => Kind::Share,
    }
}

fn amount(
    clause: &str,
    near: &str,
    (reached, each): (bool, bool),
    (unit, large): (&str, bool),
    dimension: Dimension,
) -> Kind {
    let count = dimension == Dimension::Count;
    let compared = ["比", "较", "同比", "环比"].iter().any(|word| clause.starts_with(word));
    let tail = last(near, 5);
    let changed = !reached
        && !unit.ends_with('次')
        && (ends_with_change(near)
            || compared
                && (any(tail, GROWTH) || tail.contains(['多', '少', '高', '低', '增', '减'])));
    if changed {
        return Kind::Growth;
    }
    if each {
        return Kind::Average;
    }
    let (flow, level) = (place(clause, FLOW), place(clause, LEVEL));
    let flows = flow > level;
    if unit.ends_with('次') || unit == "场" {
        return Kind::Flow;
    }
    if dimension == Dimension::Time {
        return Kind::Count;
    }
    let scaled = large || unit.starts_with('万') || unit.starts_with('亿');
    if !count {
        // 新建36公里 is done; 安装30万千瓦机组 names a size.
        let size = matches!(
            dimension,
            Dimension::Length | Dimension::Power | Dimension::Voltage | Dimension::Rate
        ) || matches!(dimension, Dimension::Level | Dimension::Temperature) && !scaled;
        let built = any(last(near, 8), &["新建", "建成", "新增", "改造", "完成", "治理", "修建"]);
        return if flows && (!size || built) { Kind::Flow } else { Kind::Level };
    }
    match (flows, level > 0) {
        (true, _) if scaled => Kind::Flow,
        (false, true) if scaled || any(near, &["总量", "藏量", "存量", "保有", "拥有量"]) => {
            Kind::Level
        }
        (_, _) => Kind::Count,
    }
}

/// The last letters of a text, at most `count`.
fn last(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// Whether the words right before a number say that something changed by it.
fn ends_with_change(near: &str) -> bool {
    let stated = near.trim_end_matches(['达', '为', '不', '足', '到']);
    let letter = near.ends_with(['降', '涨', '跌', '升', '贵', '增', '减']);
    letter && !near.ends_with("新增")
        || GROWTH.iter().any(|word| !matches!(*word, "同比" | "环比") && stated.ends_with(word))
}

/// Where the last of some words ends, in bytes from one; nought when none stands there.
fn place(clause: &str, words: &[&str]) -> usize {
    words.iter().filter_map(|word| clause.rfind(word).map(|at| at + word.len())).max().unwrap_or(0)
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

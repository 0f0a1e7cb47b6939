//! Set phrases with a numeral in them that count nothing.

use super::text::{is_han, is_numeral};
use crate::report::unit;
use std::sync::OnceLock;

/// Phrases of the language, slogans of public life, and place names. They are
/// looked for only around a numeral.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "一方面", "另一方面", "一体化", "一系列", "一站式", "一揽子", "一带一路", "一国两制", "一把手", "一条龙",
    "一条心", "一票否决", "一网通办", "一窗受理", "一件事", "一次性", "一刀切", "一对一", "一一", "一定",
    "一直", "一旦", "一般", "一切", "一起", "一律", "一致", "一流", "一线", "一体", "一手", "一心", "一度",
    "一时", "一同", "一边", "一向", "一连", "一再", "一贯", "一概", "一生", "一共", "一卡通", "一码通",
    "一张网", "一盘棋", "一张蓝图", "一老一小", "一枝独秀", "进一步", "同一", "统一", "唯一", "单一", "万一",
    "之一", "不一", "逐一", "任一", "某一", "每一", "另一", "这一", "那一", "上一", "下一", "新一", "有一",
    "最后一公里", "最后一百米", "一公里", "最多跑一次", "跑一次", "只跑一次", "一次办", "一扇门", "二维码",
    "二手", "二次", "二孩", "二胎", "二级", "二元", "二线", "二期", "二十四节气", "二十国集团", "二十大",
    "十八大", "十九大", "三农", "三资", "三峡", "三方", "第三方", "三位一体", "四位一体", "五位一体", "三角",
    "三明", "三亚", "三门峡", "三维", "三军", "三包", "三次产业", "三产", "二产", "三甲", "三好", "三级",
    "三伏", "三峡库区", "三沙", "三轮车", "三套车", "东三省", "东北三省", "四川", "四平", "四通八达",
    "四面八方", "四季", "四处", "四周", "四肢", "四大名著", "五一", "五四", "五星", "五保", "五官", "五金",
    "五谷", "五险一金", "五花八门", "五湖四海", "五台山", "五家渠", "五粮液", "五常", "五大连池", "六一",
    "六安", "六盘水", "六神", "七夕", "七一", "七台河", "七上八下", "八一", "八达岭", "八方", "八大山人",
    "八字", "八宝", "九江", "九龙", "九寨沟", "九州", "九三学社", "九年义务", "九年一贯", "十一", "十堰",
    "十字", "十分", "十足", "十万火急", "百姓", "百货", "百年", "百日", "百家", "百科", "百度", "百合",
    "百花", "百强", "百色", "百分", "百倍", "百般", "百战", "千方百计", "千家万户", "千军万马", "千载难逢",
    "千古", "千秋", "千山", "千岛", "千变万化", "千言万语", "千千万万", "千万不", "千万要", "千万别", "千里",
    "千禧", "千禧年", "万象", "万物", "万里", "万家", "万众", "万达", "万科", "万事", "万万", "万能",
    "万水千山", "万元户", "万元地区", "万元国内", "万元工业", "万元产值", "亿万", "零距离", "零付费", "零件",
    "零部件", "零售", "零星", "零容忍", "零申报", "零碳", "零排放", "零碎", "零食", "零跑腿", "零报告",
    "零增长", "归零", "清零", "两会", "两岸", "两侧", "两旁", "两边", "两端", "两极", "两手", "两难", "两全",
    "两弹一星", "两江", "两湖", "两广", "两免一补", "两不愁三保障", "两学一做", "两票制", "两级", "两地",
    "两国", "两用", "两头", "两栖", "两回事", "两口子", "两面", "两个一百年", "两个文明", "两位数", "三位数",
    "四位数", "个位数", "十位数", "三个代表", "四个全面", "四个意识", "四个自信", "两个维护", "两个确立",
    "四项基本原则", "八项规定", "八荣八耻", "三严三实", "三会一课", "三重一大", "四风", "五个一", "三个一",
    "一业一案", "一企一策", "一村一品", "一户一策", "一岗双责", "一心一意", "一举两得", "一分为二",
    "一五一十", "一模一样", "一步一个", "一日", "一夜", "举一反三", "三番五次", "三三两两", "三天两头",
    "接二连三", "再三", "不三不四", "朝三暮四", "丢三落四", "低三下四", "张三", "李四", "独一无二",
    "说一不二", "九牛一毛", "十全十美", "千篇一律", "万无一失", "以一当十", "百里挑一", "七嘴八舌",
    "乱七八糟", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "周一", "周二", "周三", "周四",
    "周五", "周六", "礼拜一", "初一", "初二", "初三", "高一", "高二", "高三", "大一", "大二", "大三", "大四",
    "老三", "老二", "十三陵", "五棵松", "三里屯", "八宝山", "双一流", "一中全会", "二中全会", "三中全会",
    "四中全会", "五中全会", "六中全会", "七中全会", "二中", "三中", "四中", "五中", "六中", "七中",
    "三一重工", "三只松鼠", "三星", "一汽", "二汽", "三安", "四维", "五矿", "六福", "七匹狼", "九号",
    "三十六计", "五十六个民族", "一五", "二五", "三五计划", "零的突破", "三下乡", "五险", "六书", "七律",
    "四合院", "五行", "八卦", "十二生肖", "半导体", "半岛", "半径", "半夜", "半天", "半空", "半山", "半年",
    "半程", "半决赛", "半壁江山", "事半功倍", "一成不变", "一无所有", "三成新",
];

/// The phrases that begin with a letter.
fn beginning(letter: char) -> &'static [&'static str] {
    static SORTED: OnceLock<Vec<&'static str>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let mut all = PHRASES.to_vec();
        all.sort_unstable();
        all
    });
    let head = |phrase: &&str| phrase.chars().next().unwrap_or(' ');
    let from = sorted.partition_point(|phrase| head(phrase) < letter);
    let to = sorted.partition_point(|phrase| head(phrase) <= letter);
    sorted.get(from..to).unwrap_or_default()
}

/// The set phrase that covers index `i`: where it starts and ends.
pub fn around(chars: &[char], i: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for back in 0..=4 {
        let Some(start) = i.checked_sub(back) else { break };
        let Some(first) = chars.get(start).filter(|letter| is_han(**letter)) else { break };
        for &phrase in beginning(*first) {
            let length = phrase.len() / 3;
            let is = length > back
                && phrase.chars().zip(start..).all(|(letter, at)| chars.get(at) == Some(&letter));
            if is && phrase == "十一" && eleven(chars, start) {
                continue;
            }
            if is && best.is_none_or(|(from, to)| length > to - from) {
                best = Some((start, start + length));
            }
        }
    }
    best
}

/// Whether 十一 at an index is a number and not the holiday or the congress: 十一个, 三十一人, 十一万.
fn eleven(chars: &[char], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or('\n');
    let then = chars.get(start + 2).copied().unwrap_or('\n');
    let unit = unit::starts(chars.get(start + 2..).unwrap_or_default());
    is_numeral(before)
        || is_numeral(then)
        || "余多几".contains(then)
        || unit.is_some_and(|(_, unit)| !matches!(unit.name, "期" | "节" | "大" | "队"))
}

/// The end of the name of a plan at `i`: 十三五, 十四五, and 七五 before 普法.
pub fn plan(chars: &[char], i: usize) -> Option<usize> {
    let mut at = i;
    if chars.get(at) == Some(&'十') {
        at += 1;
    }
    let ordinal = chars.get(at).is_some_and(|c| "一二三四五六七八九".contains(*c));
    if ordinal && chars.get(at + 1) == Some(&'五') {
        at += 2;
    } else {
        return None;
    }
    let rest: String = chars.iter().skip(at).take(2).collect();
    let named = [
        "”", "\"", "规划", "时期", "期间", "计划", "普法", "以来", "收官", "开局", "末", "’", "」",
        "发展",
    ]
    .iter()
    .any(|word| rest.starts_with(word));
    (named || at - i == 3).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_takes_three_bytes() {
        for phrase in PHRASES {
            assert_eq!(phrase.len(), 3 * phrase.chars().count(), "{phrase}");
        }
    }

    #[test]
    fn phrases_cover_their_numeral() {
        let check = |text: &str, i: usize, expected: Option<(usize, usize)>| {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(around(&chars, i), expected, "{text}");
        };
        check("将进一步推动", 2, Some((1, 4)));
        check("最多跑一次改革", 3, Some((0, 5)));
        check("共有三个项目", 2, None);
        check("扫二维码", 1, Some((1, 4)));
    }

    #[test]
    fn plans() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(plan(&text.chars().collect::<Vec<_>>(), 0), expected, "{text}");
        };
        check("十三五”期间", Some(3));
        check("十四五规划", Some(3));
        check("七五”普法", Some(2));
        check("十五个", None);
        check("三五个", None);
    }
}

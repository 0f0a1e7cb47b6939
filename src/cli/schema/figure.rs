//! The kinds of objects that hold the numbers of a report: stated, computed and compared.

use super::shape::{Kind, Shape};
use crate::report::model::{Qualifier, Verdict};

fn qualifiers() -> Vec<&'static str> {
    Qualifier::NAMES.iter().map(|(name, _)| *name).collect()
}

fn verdicts() -> Vec<&'static str> {
    Verdict::NAMES.iter().map(|(name, _)| *name).collect()
}

fn operands() -> Vec<&'static str> {
    vec!["value", "base"]
}

/// Words that several kinds have.
pub const ID: (&str, &str) = ("本文件内唯一的 id", "an id, the only one of its kind in this file");
/// Words that several kinds have.
pub const TITLE: (&str, &str) = ("标题", "the title");

const SECTION: (&str, &str) = ("所在章节的 id", "the id of the section it stands in");
const LINE: (&str, &str) = ("原文中的行号，从 1 起", "the line in the source text, from 1");
const COLUMN: (&str, &str) =
    ("行内起点，按字符从 0 数", "where in the line the phrase begins, in characters from 0");
const PHRASE: (&str, &str) =
    ("原文照录，至多 16 个字符", "the words as printed, 16 characters at most");
const SUBJECT: (&str, &str) = ("数的是什么", "what is counted or measured");
const UNIT: (&str, &str) = ("单位，照原文书写", "the unit as printed");
const QUALIFIER: (&str, &str) = (
    "数的口径：确数、约、近、余、超过、以上、以下、预计",
    "how the number is meant: exact, about, nearly, over, more than, at least, at most, forecast",
);
const NOTE: (&str, &str) = ("读者须知", "what a reader should know of it");
const OPERANDS: (&str, &str) = (
    "式中的 id 读作 value 还是 value×scale",
    "whether ids in expressions read value, or value times scale",
);

/// Figures, series of them, dates, computed numbers, checks and gaps.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "figure",
        needs: "id line column phrase value",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("section", Shape::Text, SECTION.0, SECTION.1),
            ("line", Shape::Count, LINE.0, LINE.1),
            ("column", Shape::Count, COLUMN.0, COLUMN.1),
            ("phrase", Shape::Text, PHRASE.0, PHRASE.1),
            (
                "numeral",
                Shape::Text,
                "数本身的字，照原文",
                "the digits or words of the number itself, as printed",
            ),
            (
                "number_column",
                Shape::Count,
                "数本身的起点；省略则是它在词中第一次出现处",
                "where the numeral begins; left out, its first place in the phrase",
            ),
            ("subject", Shape::Words, SUBJECT.0, SUBJECT.1),
            ("value", Shape::Number, "数值，以 unit 计", "the number, in unit"),
            ("unit", Shape::Unit, UNIT.0, UNIT.1),
            (
                "scale",
                Shape::Number,
                "一个单位合多少基本单位：亿元是 1e8；省略是 1",
                "how many base units one unit is: 1e8 for 亿元; left out, 1",
            ),
            ("base_unit", Shape::Unit, "不带万、亿的单位", "the unit without 万 or 亿"),
            ("qualifier", Shape::Listed(qualifiers), QUALIFIER.0, QUALIFIER.1),
            ("period", Shape::One("period"), "说的是哪些年", "the years it speaks of"),
            (
                "period_basis",
                Shape::Listed(|| vec!["", "stated", "section", "writing"]),
                "年份从何得知：本句、本节、或写作之年",
                "how the period is known: its clause, its section, or the year of writing",
            ),
            ("base_year", Shape::Count, "增长从哪一年算起", "the year growth is counted from"),
            (
                "kind",
                Shape::Text,
                "count、share、flow、level、growth、average、threshold 或 rank",
                "count, share, flow, level, growth, average, threshold or rank",
            ),
            (
                "of",
                Shape::Text,
                "比率的整体：占什么的；整体不同的比率不可相比",
                "the whole a rate is of; rates of unlike wholes are not comparable",
            ),
            (
                "prices",
                Shape::Text,
                "current（现价）或 constant（可比价）；省略则依原文",
                "current (现价) or constant (可比价) prices; left out, as the words tell",
            ),
            (
                "place",
                Shape::Listed(|| vec!["body", "heading", "caption"]),
                "在正文、标题还是图注",
                "in running text, a heading or a caption",
            ),
            ("repeat_of", Shape::Text, "重说的是哪个数", "the figure this one restates"),
            ("subset_of", Shape::Text, "是哪个数的一部分", "the figure this one is a part of"),
            (
                "chartable",
                Shape::Truth,
                "能否入图；省略为能",
                "whether it may be drawn; left out, yes",
            ),
            ("note", Shape::Words, NOTE.0, NOTE.1),
        ],
    },
    Kind {
        name: "period",
        needs: "",
        members: &[
            ("year", Shape::Count, "单独一年", "a single year"),
            ("from", Shape::Count, "头一年", "the first year"),
            ("to", Shape::Count, "末一年，含", "the last year, included"),
        ],
    },
    Kind {
        name: "series",
        needs: "id",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("title", Shape::Words, TITLE.0, TITLE.1),
            (
                "measures",
                Shape::Each("series-measure"),
                "各量，每量一组数",
                "the measures, each with its figures in order",
            ),
            (
                "rows",
                Shape::Rows,
                "不是数的行，各有 id",
                "rows that are no figures, each with an id",
            ),
            ("note", Shape::Words, NOTE.0, NOTE.1),
        ],
    },
    Kind {
        name: "series-measure",
        needs: "key",
        members: &[
            ("key", Shape::Text, "量的键", "its key"),
            ("label", Shape::Words, "量的名字", "what it is called"),
            ("figures", Shape::Each("member"), "它的数，按顺序", "its figures, in order"),
        ],
    },
    Kind {
        name: "member",
        needs: "figure",
        members: &[
            (
                "x",
                Shape::Text,
                "在系列中的键：年份、产业",
                "the key along the series: a year, a sector",
            ),
            ("figure", Shape::Text, "数的 id", "the id of the figure"),
            (
                "label",
                Shape::Words,
                "图中一行的名字；省略则是数的主题",
                "what the row is called; left out, the figure's subject",
            ),
        ],
    },
    Kind {
        name: "year-date",
        needs: "id line column phrase year",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("section", Shape::Text, SECTION.0, SECTION.1),
            ("line", Shape::Count, LINE.0, LINE.1),
            ("column", Shape::Count, COLUMN.0, COLUMN.1),
            ("phrase", Shape::Text, PHRASE.0, PHRASE.1),
            ("year", Shape::Count, "年", "the year"),
            ("month", Shape::Count, "月，从 1 起", "the month, from 1"),
            ("subject", Shape::Words, "发生了什么", "what happened"),
        ],
    },
    Kind {
        name: "derived",
        needs: "id expr value",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("section", Shape::Text, SECTION.0, SECTION.1),
            (
                "expr",
                Shape::Text,
                "算式：id、数与 + - * / ^ ( )，以空格分开",
                "the expression: ids, numbers and + - * / ^ ( ), parted by blanks",
            ),
            ("operands", Shape::Listed(operands), OPERANDS.0, OPERANDS.1),
            ("value", Shape::Number, "作者算得的值", "the number its author expects"),
            ("unit", Shape::Unit, UNIT.0, UNIT.1),
            ("qualifier", Shape::Listed(qualifiers), QUALIFIER.0, QUALIFIER.1),
            ("subject", Shape::Words, "它是什么", "what it is"),
            ("caution", Shape::Words, "它不是什么", "what it is not"),
        ],
    },
    Kind {
        name: "check",
        needs: "id lhs",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("section", Shape::Text, SECTION.0, SECTION.1),
            (
                "kind",
                Shape::Text,
                "sum、compound、ratio、part_whole、bounds、repeat、unit、named_list、coincidence 等",
                "sum, compound, ratio, part_whole, bounds, repeat, unit, named_list, coincidence and so on",
            ),
            ("lhs", Shape::Text, "左边的算式", "the left side, an expression"),
            (
                "relation",
                Shape::Listed(|| vec!["=", "<=", ">=", "none"]),
                "两边如何比较",
                "how the sides compare",
            ),
            (
                "rhs",
                Shape::Text,
                "右边的算式；缺则省略",
                "the right side; left out when it is missing",
            ),
            ("operands", Shape::Listed(operands), OPERANDS.0, OPERANDS.1),
            ("unit", Shape::Unit, "两边的单位", "the unit of both sides"),
            (
                "tolerance",
                Shape::Number,
                "仍算相等的差；省略则依所印的精度",
                "the difference that still counts as equal; left out, as the printed precision says",
            ),
            ("verdict", Shape::Listed(verdicts), "结论", "the verdict, as its author states it"),
            (
                "expect",
                Shape::Listed(verdicts),
                "应当算出的结论；省略则依 verdict",
                "the computed verdict its author expects; left out, as verdict says",
            ),
            (
                "actual",
                Shape::Number,
                "左边之值，作者所算",
                "the left side's number, as its author worked it out",
            ),
            (
                "expected",
                Shape::Number,
                "右边之值，作者所算",
                "the right side's number, as its author worked it out",
            ),
            (
                "show",
                Shape::Truth,
                "是否列在页面的验算中",
                "whether the page lists it among the checks to see",
            ),
            ("chart", Shape::Text, "也列在这个图表旁", "the chart it is shown at too"),
            ("comment", Shape::Words, "它说了什么", "what it says, in words"),
            ("settle", Shape::Words, "怎样才能定论", "what would settle it"),
        ],
    },
    Kind {
        name: "gap",
        needs: "id",
        members: &[
            ("id", Shape::Text, ID.0, ID.1),
            ("lines", Shape::Counts, "所在各行", "the lines it is about"),
            (
                "kind",
                Shape::Text,
                "cut、missing、repeat、ambiguous、trap、typo、scope 等",
                "cut, missing, repeat, ambiguous, trap, typo, scope and so on",
            ),
            ("text", Shape::Words, "没有说清什么", "what is open"),
            ("figures", Shape::Texts, "相关的数的 id", "ids of the figures concerned"),
        ],
    },
];

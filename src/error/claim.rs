//! What `check` finds in a report, and how it is said.
//!
//! A finding says that two things cannot both be read that way, never that one is false.

use super::{Kind, Lang, ReportError};
use std::rc::Rc;

/// What of a figure differs from what its phrase reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The number.
    Value,
    /// 万, 亿, million.
    Scale,
    /// The unit.
    Unit,
    /// The unit without its scale.
    BaseUnit,
    /// 近, 余, 以上 …
    Qualifier,
    /// The printed digits.
    Numeral,
}

/// A claim that does not hold, with what the report says (`found`) and what it should by the text (`expected`).
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The source text is another one than the report was made from.
    SourceChanged,
    /// The phrase stands elsewhere.
    Moved {
        /// The line it is on now, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
    },
    /// The phrase stands nowhere.
    Gone {
        /// What looks most like it: line and column from 1, and the words.
        nearest: Option<(u32, u32, Rc<str>)>,
    },
    /// Two figures claim one number.
    SpanTwice {
        /// The id of the other.
        other: Rc<str>,
    },
    /// There is no quantity where the figure says.
    NoQuantity,
    /// The figure differs from what its phrase reads.
    Reads {
        /// In what.
        aspect: Aspect,
        /// In the report.
        found: Rc<str>,
        /// In the text.
        expected: Rc<str>,
    },
    /// The years are not those of the text.
    Years {
        /// In the report.
        found: Rc<str>,
        /// In the text; empty when it says none.
        expected: Rc<str>,
    },
    /// A repeat states another number than the figure it repeats.
    Repeat {
        /// The id of the figure repeated.
        other: Rc<str>,
        /// The number here.
        found: Rc<str>,
        /// The number there.
        expected: Rc<str>,
    },
    /// A heading that is not on its line.
    Heading {
        /// What the line reads.
        expected: Rc<str>,
    },
    /// Things drawn along one scale have unlike units.
    UnlikeUnits {
        /// The unit here.
        found: Rc<str>,
        /// The unit of those before.
        expected: Rc<str>,
    },
    /// A mark whose value comes from no figure and no computation.
    Unproved {
        /// The value.
        found: Rc<str>,
    },
    /// A label or number set as text differs from the figure it stands for.
    Set {
        /// As it is set.
        found: Rc<str>,
        /// The figure.
        expected: Rc<str>,
    },
    /// A computed number that comes out otherwise.
    Computed {
        /// In the report.
        found: Rc<str>,
        /// Recomputed.
        expected: Rc<str>,
    },
    /// A check that comes out otherwise than its author expects.
    Verdict {
        /// The verdict expected by the author.
        found: Rc<str>,
        /// The verdict worked out.
        expected: Rc<str>,
        /// Why.
        why: Rc<str>,
    },
    /// An expression that has no value.
    Expression {
        /// Why.
        why: Rc<str>,
    },
    /// A character in the phrase that does not look like what it is.
    Lookalike {
        /// Its code point, such as U+200F.
        found: Rc<str>,
    },
}

impl From<Claim> for Kind {
    fn from(claim: Claim) -> Self {
        Self::Report(ReportError::Claim(claim))
    }
}

impl Aspect {
    fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Value => ("数值", "the number"),
            Self::Scale => ("数量级", "the scale"),
            Self::Unit => ("单位", "the unit"),
            Self::BaseUnit => ("基本单位", "the base unit"),
            Self::Qualifier => ("限定词", "the qualifier"),
            Self::Numeral => ("数字", "the digits"),
        };
        if lang == Lang::Zh { zh } else { en }
    }
}

impl Claim {
    /// The message: what was found and what was expected.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::SourceChanged => "the source text is not the one the report was made from".into(),
            Self::Moved { line, column } => {
                format!("the phrase is not here; it stands at {line}:{column}")
            }
            Self::Gone { .. } => "the phrase stands nowhere in the source text".into(),
            Self::SpanTwice { other } => format!("\"{other}\" claims the same number"),
            Self::NoQuantity => "no quantity is read here".into(),
            Self::Reads { aspect, found, expected } => {
                let aspect = aspect.text(Lang::En);
                format!("{aspect} is {found} in the report, {expected} in the text")
            }
            Self::Years { found, expected } if expected.is_empty() => {
                format!("the report says {found}, the text says no year here")
            }
            Self::Years { found, expected } => {
                format!("the report says {found}, the text says {expected}")
            }
            Self::Repeat { other, found, expected } => {
                format!("repeats \"{other}\", but {found} and {expected} cannot be one number")
            }
            Self::Heading { expected } => {
                format!("the heading is not on this line; it reads \"{expected}\"")
            }
            Self::UnlikeUnits { found, expected } => {
                format!("drawn in {found} along a scale in {expected}")
            }
            Self::Unproved { found } => {
                format!("the value {found} comes from no figure and no stated computation")
            }
            Self::Set { found, expected } => {
                format!("set as \"{found}\", the figure is {expected}")
            }
            Self::Computed { found, expected } => {
                format!("the report says {found}, recomputed it is {expected}")
            }
            Self::Verdict { found, expected, why } => {
                format!("expected to be {found}, worked out it is {expected}: {why}")
            }
            Self::Expression { why } => format!("the expression has no value: {why}"),
            Self::Lookalike { found } => format!("{found} in the phrase is not what it looks like"),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::SourceChanged => "原文不是写报告时的那一份".into(),
            Self::Moved { line, column } => format!("这里没有这句话,它在第{line}行第{column}列"),
            Self::Gone { .. } => "原文里没有这句话".into(),
            Self::SpanTwice { other } => format!("“{other}”用的是同一个数"),
            Self::NoQuantity => "这里读不出数量".into(),
            Self::Reads { aspect, found, expected } => {
                let aspect = aspect.text(Lang::Zh);
                format!("{aspect}在报告里是{found},在原文里是{expected}")
            }
            Self::Years { found, expected } if expected.is_empty() => {
                format!("报告写{found},原文此处没有年份")
            }
            Self::Years { found, expected } => format!("报告写{found},原文写{expected}"),
            Self::Repeat { other, found, expected } => {
                format!("重复“{other}”,但{found}与{expected}不可能是同一个数")
            }
            Self::Heading { expected } => format!("这一行不是这个标题,而是“{expected}”"),
            Self::UnlikeUnits { found, expected } => {
                format!("以{found}为单位,却画在以{expected}为单位的尺度上")
            }
            Self::Unproved { found } => format!("数值{found}既不来自数字,也不来自写明的计算"),
            Self::Set { found, expected } => format!("写作“{found}”,而数字是{expected}"),
            Self::Computed { found, expected } => format!("报告写{found},重算为{expected}"),
            Self::Verdict { found, expected, why } => {
                format!("作者预期为 {found},算得 {expected}:{why}")
            }
            Self::Expression { why } => format!("算式算不出数:{why}"),
            Self::Lookalike { found } => format!("语句中的 {found} 看似别的字符"),
        }
    }

    /// What would settle it, when something can be said.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let zh = lang == Lang::Zh;
        let (first, second) = match self {
            Self::SourceChanged => (
                "检查每句话的位置,再改报告里的 sha256",
                "look through the places, then write its new sha256 into the report",
            ),
            Self::Moved { line, column } => {
                let column = column.saturating_sub(1);
                return Some(format!("\"line\": {line}, \"column\": {column}"));
            }
            Self::Gone { nearest: Some((line, column, words)) } => {
                return Some(if zh {
                    format!("最像的在第{line}行第{column}列:“{words}”")
                } else {
                    format!("the nearest is at {line}:{column}: \"{words}\"")
                });
            }
            Self::SpanTwice { .. } => (
                "同一个数只写一次;在别处再说一遍的写 repeat_of",
                "state a number once; another place that says it again is a repeat_of",
            ),
            Self::Unproved { .. } => (
                "用 figure 指明数字,或把计算写进 derived",
                "name the figure, or state the computation in derived",
            ),
            Self::Verdict { .. } => (
                "两个数不能同时这样读:核对两处原文,或改 expect",
                "the two cannot both be read that way: look at both places, or change expect",
            ),
            Self::Lookalike { .. } => {
                ("按原文重新键入这句话", "type the phrase again from the printed text")
            }
            Self::Gone { nearest: None }
            | Self::NoQuantity
            | Self::Reads { .. }
            | Self::Years { .. }
            | Self::Repeat { .. }
            | Self::Heading { .. }
            | Self::UnlikeUnits { .. }
            | Self::Set { .. }
            | Self::Computed { .. }
            | Self::Expression { .. } => return None,
        };
        Some(if zh { first } else { second }.to_owned())
    }
}

//! What can be wrong in a spec, and how it is said.

use super::{Kind, Lang, said};
use std::rc::Rc;

/// The families of words that a spec is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A mark type.
    Mark,
    /// An encoding channel.
    Channel,
    /// A transform.
    Transform,
    /// An aggregate, window or predicate operation.
    Operation,
    /// A scale type.
    Scale,
    /// A named colour scheme.
    Scheme,
    /// A property of an object.
    Property,
    /// A field type such as `quantitative`.
    Type,
    /// A time unit.
    TimeUnit,
    /// A projection.
    Projection,
    /// A parameter or selection.
    Param,
    /// A named data set.
    Data,
    /// One of a property's listed values.
    Value,
}

/// What is wrong in a spec.
#[derive(Clone, Debug, PartialEq)]
pub enum SpecError {
    /// The text is not JSON; the place has its line and column.
    Syntax {
        /// What the JSON reader says.
        found: Rc<str>,
    },
    /// A word that is not of its family.
    Unknown {
        /// The family.
        word: Word,
        /// The word found.
        found: Rc<str>,
        /// The nearest known word, when one is near enough.
        nearest: Option<Rc<str>>,
    },
    /// A value of another type than the one that stands there.
    WrongType {
        /// What stands there, in a few words.
        found: Rc<str>,
        /// What may stand there.
        expected: &'static str,
    },
    /// Something that has to be there and is not.
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// Part of Vega-Lite, but not of this engine.
    Unsupported {
        /// Its name.
        what: Rc<str>,
    },
    /// A logarithmic scale whose domain holds zero.
    LogZero,
    /// Repeats, layers or includes nested deeper than a page could ever show.
    TooDeep,
    /// A picture larger than can be drawn.
    TooLarge {
        /// The size asked for, in CSS pixels.
        found: f64,
        /// The largest, in CSS pixels.
        limit: f64,
    },
}

impl From<SpecError> for Kind {
    fn from(kind: SpecError) -> Self {
        Self::Spec(kind)
    }
}

impl Word {
    fn text(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Mark => ("图形", "mark"),
            Self::Channel => ("通道", "channel"),
            Self::Transform => ("变换", "transform"),
            Self::Operation => ("运算", "operation"),
            Self::Scale => ("比例尺", "scale"),
            Self::Scheme => ("配色", "color scheme"),
            Self::Property => ("属性", "property"),
            Self::Type => ("类型", "type"),
            Self::TimeUnit => ("时间单位", "time unit"),
            Self::Projection => ("投影", "projection"),
            Self::Param => ("参数", "parameter"),
            Self::Data => ("数据", "data set"),
            Self::Value => ("取值", "value"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl SpecError {
    /// A word that is not of its family, with the nearest that is.
    #[must_use]
    pub fn unknown<'a>(
        word: Word,
        found: &Rc<str>,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let nearest = super::nearest(found, known).map(Into::into);
        Self::Unknown { word, found: found.clone(), nearest }
    }

    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (size, most);
        let (texts, parts, nearest) = match self {
            Self::Syntax { found } => {
                (["不是合法的 JSON:{0}", "not JSON: {0}"], [&**found, ""], &None)
            }
            Self::Unknown { word, found, nearest } => {
                (["不认识的{1}“{0}”", "unknown {1} \"{0}\""], [&**found, word.text(lang)], nearest)
            }
            Self::WrongType { found, expected } => {
                (["这里是{0},应为 {1}", "found {0}, expected {1}"], [&**found, expected], &None)
            }
            Self::Missing { name } => (["缺少“{0}”", "missing \"{0}\""], [*name, ""], &None),
            Self::Unsupported { what } => {
                (["还不支持“{0}”", "\"{0}\" is not supported yet"], [&**what, ""], &None)
            }
            Self::LogZero => {
                (["对数比例尺上没有零的位置", "a log scale has no place for zero"], [""; 2], &None)
            }
            Self::TooDeep => (["嵌套太深", "nested too deep"], [""; 2], &None),
            Self::TooLarge { found, limit } => {
                (size, most) = (found.to_string(), limit.to_string());
                let en = "{0} px is too large; at most {1} px can be drawn";
                (["{0} 像素太大,最多 {1} 像素", en], [&*size, &*most], &None)
            }
        };
        said(lang, texts, &parts, nearest.as_ref())
    }
}

//! What can be wrong in a spec, and how it is said.

use super::{Kind, Lang};
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
        match (self, lang) {
            (Self::Syntax { found }, Lang::Zh) => format!("不是合法的 JSON:{found}"),
            (Self::Syntax { found }, Lang::En) => format!("not JSON: {found}"),
            (Self::Unknown { word, found, nearest }, Lang::Zh) => {
                let hint =
                    nearest.as_ref().map_or(String::new(), |word| format!(";是不是“{word}”?"));
                format!("不认识的{}“{found}”{hint}", word.text(lang))
            }
            (Self::Unknown { word, found, nearest }, Lang::En) => {
                let hint = nearest
                    .as_ref()
                    .map_or(String::new(), |word| format!("; hint: did you mean \"{word}\"?"));
                format!("unknown {} \"{found}\"{hint}", word.text(lang))
            }
            (Self::WrongType { found, expected }, Lang::Zh) => {
                format!("这里是{found},应为 {expected}")
            }
            (Self::WrongType { found, expected }, Lang::En) => {
                format!("found {found}, expected {expected}")
            }
            (Self::Missing { name }, Lang::Zh) => format!("缺少“{name}”"),
            (Self::Missing { name }, Lang::En) => format!("missing \"{name}\""),
            (Self::Unsupported { what }, Lang::Zh) => format!("还不支持“{what}”"),
            (Self::Unsupported { what }, Lang::En) => format!("\"{what}\" is not supported yet"),
            (Self::LogZero, Lang::Zh) => "对数比例尺上没有零的位置".to_owned(),
            (Self::LogZero, Lang::En) => "a log scale has no place for zero".to_owned(),
            (Self::TooDeep, Lang::Zh) => "嵌套太深".to_owned(),
            (Self::TooDeep, Lang::En) => "nested too deep".to_owned(),
            (Self::TooLarge { found, limit }, Lang::Zh) => {
                format!("{found} 像素太大,最多 {limit} 像素")
            }
            (Self::TooLarge { found, limit }, Lang::En) => {
                format!("{found} px is too large; at most {limit} px can be drawn")
            }
        }
    }
}

//! What can be wrong in an expression, and how it is said.

use super::{Kind, Lang};
use std::rc::Rc;

/// What is wrong in an expression of Vega's language.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprError {
    /// A character or token where another was needed.
    Syntax {
        /// The expression.
        source: Rc<str>,
        /// The character it goes wrong at, from 0.
        at: usize,
        /// What stands there.
        found: Rc<str>,
        /// What may stand there.
        expected: &'static str,
    },
    /// A function that the language does not have.
    UnknownFunction {
        /// Its name.
        found: Rc<str>,
        /// The nearest known name.
        nearest: Option<Rc<str>>,
    },
    /// A regular expression that is none, or that cannot be matched in linear time.
    Regex {
        /// The expression with its flags.
        found: Rc<str>,
        /// What was expected.
        why: &'static str,
    },
    /// Brackets and operators nested deeper than anybody writes.
    TooDeep,
    /// A signal or parameter that nobody defines.
    UnknownName {
        /// Its name.
        found: Rc<str>,
        /// The nearest known name.
        nearest: Option<Rc<str>>,
    },
}

impl From<ExprError> for Kind {
    fn from(kind: ExprError) -> Self {
        Self::Expr(kind)
    }
}

impl ExprError {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let hint = |nearest: &Option<Rc<str>>| match (nearest, lang) {
            (None, _) => String::new(),
            (Some(word), Lang::Zh) => format!(";是不是“{word}”?"),
            (Some(word), Lang::En) => format!("; hint: did you mean \"{word}\"?"),
        };
        match (self, lang) {
            (Self::Syntax { source, at, found, expected }, Lang::Zh) => {
                format!("表达式“{source}”第 {} 个字符处是“{found}”,应为 {expected}", at + 1)
            }
            (Self::Syntax { source, at, found, expected }, Lang::En) => {
                format!(
                    "expression \"{source}\": found \"{found}\" at character {}, expected {expected}",
                    at + 1
                )
            }
            (Self::UnknownFunction { found, nearest }, Lang::Zh) => {
                format!("不认识的函数“{found}”{}", hint(nearest))
            }
            (Self::UnknownFunction { found, nearest }, Lang::En) => {
                format!("unknown function \"{found}\"{}", hint(nearest))
            }
            (Self::Regex { found, why }, Lang::Zh) => {
                format!("不能使用正则表达式“{found}”,应为 {why}")
            }
            (Self::Regex { found, why }, Lang::En) => {
                format!("cannot match the regular expression \"{found}\", expected {why}")
            }
            (Self::TooDeep, Lang::Zh) => "表达式嵌套太深".to_owned(),
            (Self::TooDeep, Lang::En) => "expression nested too deep".to_owned(),
            (Self::UnknownName { found, nearest }, Lang::Zh) => {
                format!("不认识的名称“{found}”{}", hint(nearest))
            }
            (Self::UnknownName { found, nearest }, Lang::En) => {
                format!("unknown name \"{found}\"{}", hint(nearest))
            }
        }
    }
}

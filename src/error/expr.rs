//! What can be wrong in an expression, and how it is said.

use super::{Kind, Lang, said};
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
        let place;
        let (texts, parts, nearest) = match self {
            Self::Syntax { source, at, found, expected } => {
                place = (at + 1).to_string();
                let texts = [
                    "表达式“{0}”第 {1} 个字符处是“{2}”,应为 {3}",
                    "expression \"{0}\": found \"{2}\" at character {1}, expected {3}",
                ];
                (texts, [source, &*place, found, expected], &None)
            }
            Self::UnknownFunction { found, nearest } => {
                (["不认识的函数“{0}”", "unknown function \"{0}\""], [&**found, "", "", ""], nearest)
            }
            Self::Regex { found, why } => {
                let texts = [
                    "不能使用正则表达式“{0}”,应为 {1}",
                    "cannot match the regular expression \"{0}\", expected {1}",
                ];
                (texts, [&**found, why, "", ""], &None)
            }
            Self::TooDeep => (["表达式嵌套太深", "expression nested too deep"], [""; 4], &None),
            Self::UnknownName { found, nearest } => {
                (["不认识的名称“{0}”", "unknown name \"{0}\""], [&**found, "", "", ""], nearest)
            }
        };
        said(lang, texts, &parts, nearest.as_ref())
    }
}

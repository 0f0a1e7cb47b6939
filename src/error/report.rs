//! What can be wrong in a report or its source text, and how it is said.

use super::claim::Claim;
use super::{Kind, Lang};
use std::rc::Rc;

/// What is wrong in a report.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportError {
    /// Something that has to be there and is not.
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// An id that nothing has.
    UnknownId {
        /// The id.
        found: Rc<str>,
        /// The nearest known id.
        nearest: Option<Rc<str>>,
    },
    /// An id that two things have.
    TwiceId {
        /// The id.
        found: Rc<str>,
    },
    /// A claim of the report that its source text or its own figures do not bear out.
    Claim(Claim),
}

impl From<ReportError> for Kind {
    fn from(kind: ReportError) -> Self {
        Self::Report(kind)
    }
}

impl ReportError {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Missing { name }, Lang::Zh) => format!("缺少“{name}”"),
            (Self::Missing { name }, Lang::En) => format!("missing \"{name}\""),
            (Self::UnknownId { found, nearest }, Lang::Zh) => {
                let hint =
                    nearest.as_ref().map_or(String::new(), |word| format!(";是不是“{word}”?"));
                format!("没有 id 为“{found}”的项{hint}")
            }
            (Self::UnknownId { found, nearest }, Lang::En) => {
                let hint = nearest
                    .as_ref()
                    .map_or(String::new(), |word| format!("; hint: did you mean \"{word}\"?"));
                format!("nothing has the id \"{found}\"{hint}")
            }
            (Self::TwiceId { found }, Lang::Zh) => format!("id“{found}”出现了两次"),
            (Self::TwiceId { found }, Lang::En) => format!("the id \"{found}\" is given twice"),
            (Self::Claim(claim), _) => claim.text(lang),
        }
    }
}

//! What can be wrong in a report or its source text, and how it is said.

use super::claim::Claim;
use super::{Kind, Lang, said};
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
        let (texts, part, nearest) = match self {
            Self::Missing { name } => (["缺少“{0}”", "missing \"{0}\""], *name, &None),
            Self::UnknownId { found, nearest } => {
                (["没有 id 为“{0}”的项", "nothing has the id \"{0}\""], &**found, nearest)
            }
            Self::TwiceId { found } => {
                (["id“{0}”出现了两次", "the id \"{0}\" is given twice"], &**found, &None)
            }
            Self::Claim(claim) => return claim.text(lang),
        };
        said(lang, texts, &[part], nearest.as_ref())
    }
}

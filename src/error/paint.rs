//! What can go wrong while painting, and how it is said.

use super::{Kind, Lang, said};
use std::rc::Rc;

/// What is wrong with a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum PaintError {
    /// No font at hand has these letters.
    NoFont {
        /// Some of the letters.
        letters: Rc<str>,
    },
    /// The canvas or the picture format refuses.
    Refused {
        /// What it says.
        found: Rc<str>,
    },
}

impl From<PaintError> for Kind {
    fn from(kind: PaintError) -> Self {
        Self::Paint(kind)
    }
}

impl PaintError {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (texts, part) = match self {
            Self::NoFont { letters } => (
                [
                    "没有字体含“{0}”;请安装 Noto Sans CJK SC,或用 --font 指定字体文件",
                    "no font has \"{0}\"; hint: install Noto Sans CJK SC or name a font file with --font",
                ],
                letters,
            ),
            Self::Refused { found } => (["画不出来:{0}", "cannot be painted: {0}"], found),
        };
        said(lang, texts, &[part], None)
    }
}

//! What can go wrong while painting, and how it is said.

use super::{Kind, Lang};
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
        match (self, lang) {
            (Self::NoFont { letters }, Lang::Zh) => {
                format!("没有字体含“{letters}”;请安装 Noto Sans CJK SC,或用 --font 指定字体文件")
            }
            (Self::NoFont { letters }, Lang::En) => format!(
                "no font has \"{letters}\"; hint: install Noto Sans CJK SC or name a font file with --font"
            ),
            (Self::Refused { found }, Lang::Zh) => format!("画不出来:{found}"),
            (Self::Refused { found }, Lang::En) => format!("cannot be painted: {found}"),
        }
    }
}

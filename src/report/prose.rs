//! Running text with figures in braces: `{id}` is the figure in words, `{id|words}` these words.

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as it is.
    Plain(&'a str),
    /// A figure or computed number.
    Number {
        /// Its id.
        id: &'a str,
        /// How it is set; without, its value in words.
        words: Option<&'a str>,
    },
}

/// The pieces of a text, in order. A brace without its partner is plain text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut list = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inner, next)) = after.split_once('}') else { break };
        if !before.is_empty() {
            list.push(Piece::Plain(before));
        }
        list.push(match inner.split_once('|') {
            Some((id, words)) => Piece::Number { id, words: Some(words) },
            None => Piece::Number { id: inner, words: None },
        });
        rest = next;
    }
    if !rest.is_empty() {
        list.push(Piece::Plain(rest));
    }
    list
}

/// The ids that a text names, in order.
pub fn ids(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Plain(_) => None,
        Piece::Number { id, .. } => Some(id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_text() {
        let number = |id, words| Piece::Number { id, words };
        for (text, expected) in [
            ("", vec![]),
            ("甲{a}乙", vec![Piece::Plain("甲"), number("a", None), Piece::Plain("乙")]),
            ("{a|近1.8万}{b}", vec![number("a", Some("近1.8万")), number("b", None)]),
            ("甲{a", vec![Piece::Plain("甲{a")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }
}

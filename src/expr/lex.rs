//! Text → tokens, as Vega's parser cuts it (ECMAScript 5.1 without comments and assignments).

use crate::base::decimal;
use crate::error::ExprError;
use std::rc::Rc;

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number, decimal or hexadecimal.
    Number(f64),
    /// A text, its escapes resolved.
    Text(Rc<str>),
    /// A name or keyword.
    Name(Rc<str>),
    /// A regular expression: its pattern and flags.
    Regex(Rc<str>, Rc<str>),
    /// An operator or bracket.
    Sign(&'static str),
    /// Past the last one.
    End,
}

/// A token and the character it starts at.
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) at: usize,
}

/// Longer signs first, so that the longest match is found.
const SIGNS: [&str; 32] = [
    ">>>", "===", "!==", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "??", "+", "-", "*", "/",
    "%", "&", "|", "^", "~", "!", "<", ">", "?", ":", "(", ")", "[", "]", "{", "}",
];

/// What stands at a character that begins no token, or `end`.
pub(super) fn found(letters: &[char], at: usize) -> Rc<str> {
    letters.get(at).map_or_else(|| "end".into(), |letter| letter.to_string().into())
}

struct Lexer {
    letters: Vec<char>,
    at: usize,
    /// Where it goes wrong, and what may stand there.
    wrong: Option<(usize, &'static str)>,
}

/// Cuts an expression into tokens; the last is [`Token::End`].
///
/// # Errors
///
/// [`ExprError::Syntax`] at a character that begins no token, a text or regular expression
/// without an end, a wrong escape, or a number that runs into a name.
pub(super) fn tokens(source: &str) -> Result<Vec<Lexeme>, ExprError> {
    let mut lexer = Lexer { letters: source.chars().collect(), at: 0, wrong: None };
    let mut list: Vec<Lexeme> = Vec::new();
    loop {
        while lexer.peek(0).is_some_and(is_blank) {
            lexer.at += 1;
        }
        let at = lexer.at;
        let token = lexer.next(divides(list.last())).unwrap_or(Token::End);
        if let Some((at, expected)) = lexer.wrong {
            let found = found(&lexer.letters, at);
            return Err(ExprError::Syntax { source: source.into(), at, found, expected });
        }
        let last = token == Token::End;
        list.push(Lexeme { token, at });
        if last {
            return Ok(list);
        }
    }
}

/// Whether a `/` after this token divides, instead of beginning a regular expression.
fn divides(last: Option<&Lexeme>) -> bool {
    match last.map(|lexeme| &lexeme.token) {
        Some(Token::Number(_) | Token::Text(_) | Token::Regex(..)) => true,
        Some(Token::Name(name)) => &**name != "in",
        Some(Token::Sign(sign)) => matches!(*sign, ")" | "]" | "}"),
        Some(Token::End) | None => false,
    }
}

/// JavaScript's blanks and line ends.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

fn starts_name(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '$' | '_')
        || (!letter.is_ascii() && !is_blank(letter))
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn error<T>(&mut self, at: usize, expected: &'static str) -> Option<T> {
        self.wrong = Some((at, expected));
        None
    }

    fn next(&mut self, divides: bool) -> Option<Token> {
        let letter = self.peek(0)?;
        let digit_next = self.peek(1).is_some_and(|next| next.is_ascii_digit());
        if starts_name(letter) || letter == '\\' {
            return self.name();
        }
        if letter.is_ascii_digit() || (letter == '.' && digit_next) {
            return self.number();
        }
        if matches!(letter, '"' | '\'') {
            return self.text(letter);
        }
        if letter == '/' && !divides {
            return self.regex();
        }
        if matches!(letter, ',' | '.') {
            self.at += 1;
            return Some(Token::Sign(if letter == ',' { "," } else { "." }));
        }
        for sign in SIGNS {
            let same = |(i, letter): (usize, char)| self.peek(i) == Some(letter);
            if sign.chars().enumerate().all(same) {
                let after = self.peek(sign.len());
                // `+=`, `=>` and `++` are JavaScript's, but not of this language.
                let doubled = matches!(sign, "+" | "-") && after == self.peek(0);
                if doubled || (after == Some('=') && "+-*/%&|^<<>>>".contains(sign)) {
                    return self.error(self.at + sign.len(), "a value");
                }
                self.at += sign.len();
                return Some(Token::Sign(sign));
            }
        }
        self.error(self.at, "a value or an operator")
    }

    fn name(&mut self) -> Option<Token> {
        let mut name = String::new();
        while let Some(letter) = self.peek(0) {
            if letter == '\\' {
                if self.peek(1) != Some('u') {
                    return self.error(self.at, "a name");
                }
                self.at += 1;
                self.escape(&mut name)?;
            } else if starts_name(letter) || letter.is_ascii_digit() {
                name.push(letter);
                self.at += 1;
            } else {
                break;
            }
        }
        Some(Token::Name(name.into()))
    }

    fn digits(&mut self, radix: u32) -> f64 {
        let mut number = 0.0;
        while let Some(digit) = self.peek(0).and_then(|letter| letter.to_digit(radix)) {
            number = number * f64::from(radix) + f64::from(digit);
            self.at += 1;
        }
        number
    }

    fn number(&mut self) -> Option<Token> {
        let start = self.at;
        let number = match (self.peek(0), self.peek(1)) {
            (Some('0'), Some('x' | 'X')) => {
                self.at += 2;
                let number = self.digits(16);
                if self.at == start + 2 {
                    return self.error(self.at, "a hexadecimal digit");
                }
                number
            }
            (Some('0'), Some('0'..='9')) => return self.error(self.at + 1, "no octal number"),
            _ => self.decimal()?,
        };
        if self.peek(0).is_some_and(|letter| starts_name(letter) || letter.is_ascii_digit()) {
            return self.error(self.at, "an operator after the number");
        }
        Some(Token::Number(number))
    }

    fn decimal(&mut self) -> Option<f64> {
        let start = self.at;
        self.digits(10);
        if self.peek(0) == Some('.') {
            self.at += 1;
            self.digits(10);
        }
        if matches!(self.peek(0), Some('e' | 'E')) {
            self.at += 1;
            if matches!(self.peek(0), Some('+' | '-')) {
                self.at += 1;
            }
            let digits = self.at;
            self.digits(10);
            if self.at == digits {
                return self.error(self.at, "a digit of the exponent");
            }
        }
        let text: String = self.letters.iter().take(self.at).skip(start).collect();
        Some(decimal::read(&text).unwrap_or(f64::NAN))
    }

    fn text(&mut self, quote: char) -> Option<Token> {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek(0) {
                None | Some('\n' | '\r' | '\u{2028}' | '\u{2029}') => {
                    return self.error(start, "a closing quote");
                }
                Some('\\') => {
                    self.at += 1;
                    self.escape(&mut text)?;
                }
                Some(letter) => {
                    self.at += 1;
                    if letter == quote {
                        return Some(Token::Text(text.into()));
                    }
                    text.push(letter);
                }
            }
        }
    }

    /// Reads what stands behind a backslash.
    fn escape(&mut self, out: &mut String) -> Option<()> {
        let Some(letter) = self.peek(0) else { return self.error(self.at, "an escape") };
        self.at += 1;
        match letter {
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'v' => out.push('\u{b}'),
            '\r' if self.peek(0) == Some('\n') => self.at += 1,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {}
            '0' if !self.peek(0).is_some_and(|next| next.is_ascii_digit()) => out.push('\0'),
            '0'..='7' => return self.error(self.at - 1, "no octal escape"),
            'x' | 'u' => {
                let mut unit = self.unit(letter)?;
                // A character past U+FFFF may be written as its two UTF-16 halves.
                if (0xd800..0xdc00).contains(&unit)
                    && self.peek(0) == Some('\\')
                    && self.peek(1) == Some('u')
                {
                    self.at += 2;
                    let low = self.unit('u')?;
                    unit = 0x10000 + ((unit - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff);
                }
                out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            letter => out.push(letter),
        }
        Some(())
    }

    /// The number of a `\x41`, `\u0041` or `\u{41}`.
    fn unit(&mut self, kind: char) -> Option<u32> {
        let braced = self.peek(0) == Some('{');
        self.at += usize::from(braced);
        let (start, most) = (self.at, if braced { 6 } else { if kind == 'x' { 2 } else { 4 } });
        let mut unit = 0;
        while let Some(digit) = self.peek(0).and_then(|letter| letter.to_digit(16)) {
            if self.at == start + most {
                break;
            }
            unit = unit * 16 + digit;
            self.at += 1;
        }
        let whole = if braced { self.at > start } else { self.at == start + most };
        if !whole || (braced && self.peek(0) != Some('}')) {
            return self.error(self.at, "hexadecimal digits");
        }
        self.at += usize::from(braced);
        Some(unit)
    }

    fn regex(&mut self) -> Option<Token> {
        let start = self.at;
        let mut pattern = String::new();
        let mut in_class = false;
        self.at += 1;
        loop {
            let Some(letter) = self.peek(0).filter(|letter| !matches!(letter, '\n' | '\r')) else {
                return self.error(start, "a closing /");
            };
            self.at += 1;
            match letter {
                '/' if !in_class => break,
                '[' => in_class = true,
                ']' => in_class = false,
                _ => {}
            }
            pattern.push(letter);
            if letter == '\\'
                && let Some(next) = self.peek(0)
            {
                pattern.push(next);
                self.at += 1;
            }
        }
        let mut flags = String::new();
        while let Some(letter) = self.peek(0).filter(char::is_ascii_alphabetic) {
            flags.push(letter);
            self.at += 1;
        }
        Some(Token::Regex(pattern.into(), flags.into()))
    }
}

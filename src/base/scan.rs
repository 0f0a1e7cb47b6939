//! Reads JSON text (RFC 8259), value by value.
//!
//! Written by hand because tables are read straight into columns, numbers have
//! to come out exactly as in JavaScript, and every byte of wasm counts.

mod parted;
pub mod rows;
use crate::base::decimal;
use crate::base::json::Json;
use std::borrow::Cow;
use std::rc::Rc;

/// Lists and objects nested deeper than this are refused.
const DEPTH: usize = 128;

/// So many names of members are kept to be shared.
const SHARED: usize = 64;

/// Where the text is not JSON, and what would have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte it goes wrong at, from 0.
    pub at: usize,
    /// What may stand there.
    pub expected: &'static str,
}

impl Fault {
    /// The line and the column in characters, both from 1.
    #[must_use]
    pub fn place(&self, text: &str) -> (u32, u32) {
        let before = text.get(..self.at).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
        (line as u32, column as u32)
    }
}

/// A place in a JSON text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Names of members that came before, and the place of the one that is likely next.
    names: Vec<Rc<str>>,
    guess: usize,
    /// Whether the rows of data become columns, and whether the next value is data.
    lazy: bool,
    data: bool,
}

impl<'a> Scanner<'a> {
    /// The start of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, names: Vec::new(), guess: 0, lazy: false, data: false }
    }

    /// The next byte that is not blank, which stays next.
    #[inline(always)]
    pub fn peek(&mut self) -> Option<u8> {
        let next = self.text.as_bytes().get(self.at).copied();
        if next.is_some_and(|byte| byte > b' ') { next } else { self.after_blanks() }
    }

    #[inline(never)]
    fn after_blanks(&mut self) -> Option<u8> {
        self.skip(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.text.as_bytes().get(self.at).copied()
    }

    /// The fault at this place.
    #[must_use]
    pub fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected }
    }

    /// Whether `byte` comes next; it is passed.
    pub fn pass(&mut self, byte: u8) -> bool {
        // Mostly there are no blanks.
        let is = self.text.as_bytes().get(self.at) == Some(&byte) || self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// Passes `byte`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when something else comes next.
    pub fn need(&mut self, byte: u8, expected: &'static str) -> Result<(), Fault> {
        if self.pass(byte) { Ok(()) } else { Err(self.fault(expected)) }
    }

    /// Whether there is another element of a list or object that `close` ends: passes the comma before
    /// it, or `close`. `first` tells whether none was read yet.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when neither comes next.
    pub fn more(&mut self, close: u8, first: bool) -> Result<bool, Fault> {
        let next = self.peek();
        let ends = next == Some(close);
        if !ends && !first && next != Some(b',') {
            return Err(self.fault(if close == b']' {
                "\",\" or \"]\""
            } else {
                "\",\" or \"}\""
            }));
        }
        self.at += usize::from(ends || !first);
        Ok(!ends)
    }

    /// Nothing but blanks is left.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when something is.
    pub fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { Err(self.fault("the end")) }
    }

    /// A text in quotes; it is copied only where it has escapes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when there is none, or when it has a control character or a wrong escape.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.need(b'"', "text in quotes")?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        self.letters();
        if bytes.get(self.at) == Some(&b'"') {
            let text = self.text.get(start..self.at).unwrap_or("");
            self.at += 1;
            return Ok(Cow::Borrowed(text));
        }
        let mut out = self.text.get(start..self.at).unwrap_or("").to_owned();
        loop {
            let from = self.at;
            self.letters();
            out.push_str(self.text.get(from..self.at).unwrap_or(""));
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(out));
                }
                Some(b'\\') => {
                    let letter = self.escape()?;
                    out.push(letter);
                }
                _ => return Err(self.fault("\" at the end of the text")),
            }
        }
    }

    /// Passes what stands for itself in a text.
    fn letters(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(eight) = bytes.get(self.at..).and_then(|rest| rest.first_chunk()) {
            let count = letters(u64::from_le_bytes(*eight));
            self.at += count;
            if count < 8 {
                return;
            }
        }
        self.skip(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
    }

    /// The letter of an escape. Half a surrogate pair becomes U+FFFD, because Rust has no such letter.
    fn escape(&mut self) -> Result<char, Fault> {
        let byte = self.text.as_bytes().get(self.at + 1).copied().unwrap_or(0);
        let letter = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                self.at += 6;
                if !(0xd800..0xdc00).contains(&high) {
                    return Ok(char::from_u32(high).unwrap_or('\u{fffd}'));
                }
                if self.text.get(self.at..self.at + 2) == Some("\\u") {
                    let low = self.hex()?;
                    if (0xdc00..0xe000).contains(&low) {
                        self.at += 6;
                        let both = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        return Ok(char::from_u32(both).unwrap_or('\u{fffd}'));
                    }
                }
                return Ok('\u{fffd}');
            }
            _ => return Err(self.fault("an escape")),
        };
        self.at += 2;
        Ok(letter)
    }

    /// The four digits of the `\u` at this place.
    fn hex(&self) -> Result<u32, Fault> {
        let digits = self.text.get(self.at + 2..self.at + 6).unwrap_or("");
        if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            u32::from_str_radix(digits, 16).map_err(|_| self.fault("four hexadecimal digits"))
        } else {
            Err(self.fault("four hexadecimal digits"))
        }
    }

    /// A number; what is too large is infinite.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when there is none.
    pub fn number(&mut self) -> Result<f64, Fault> {
        self.peek();
        let start = self.at;
        if let Some((number, end)) = decimal::short(self.text.as_bytes(), start) {
            self.at = end;
            return Ok(number);
        }
        self.skip(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let text = self.text.get(start..self.at).unwrap_or("");
        // What other decimals may have, and numbers of JSON have not.
        let whole = text.strip_prefix('-').unwrap_or(text).as_bytes();
        let point = text.split_once('.').map(|(_, after)| after.as_bytes());
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let right = digit(whole.first())
            && !(whole.starts_with(b"0") && digit(whole.get(1)))
            && point.is_none_or(|after| digit(after.first()));
        decimal::read(text).filter(|_| right).ok_or_else(|| {
            self.at = start;
            self.fault("a value")
        })
    }

    /// Passes bytes while they are such; their number.
    fn skip(&mut self, such: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        let count = rest.iter().position(|byte| !such(*byte)).unwrap_or(rest.len());
        self.at += count;
        count
    }

    /// One of the words `true`, `false`, `null`, and what it means.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when there is none.
    pub fn word(&mut self) -> Result<Option<bool>, Fault> {
        self.peek();
        for (word, means) in [("true", Some(true)), ("false", Some(false)), ("null", None)] {
            if self.text.get(self.at..self.at + word.len()) == Some(word) {
                self.at += word.len();
                return Ok(means);
            }
        }
        Err(self.fault("a value"))
    }

    /// Any value. Of members of the same name the last one counts, as in `JSON.parse`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] when there is none, or when lists and objects are nested more than 128 deep.
    pub fn json(&mut self) -> Result<Json, Fault> {
        self.nested(0)
    }

    /// Any value, of which the rows of data become columns: a list that is the member `values` of a member
    /// `data` is [`Json::Rows`], which is copied by no stage.
    ///
    /// # Errors
    ///
    /// As for [`Scanner::json`].
    pub fn lazy(&mut self) -> Result<Json, Fault> {
        self.lazy = true;
        self.nested(0)
    }

    /// The name of a member; rows of data share theirs.
    fn shared(&mut self, name: &str) -> Rc<str> {
        let next = match self.names.get(self.guess) {
            Some(known) if **known == *name => Some(self.guess),
            _ => self.names.iter().position(|known| **known == *name),
        };
        let place = next.unwrap_or_else(|| {
            if self.names.len() >= SHARED {
                self.names.clear();
            }
            self.names.push(name.into());
            self.names.len() - 1
        });
        self.guess = place + 1;
        self.names.get(place).map_or_else(|| name.into(), Clone::clone)
    }

    fn nested(&mut self, depth: usize) -> Result<Json, Fault> {
        if depth > DEPTH {
            return Err(self.fault("less nesting"));
        }
        let data = std::mem::take(&mut self.data);
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                let mut rows = None;
                let mut members: Vec<(Rc<str>, Json)> = Vec::new();
                while self.more(b'}', members.is_empty())? {
                    let name = self.string()?;
                    let name = self.shared(&name);
                    self.need(b':', "\":\"")?;
                    let value = if data && &*name == "values" && self.peek() == Some(b'[') {
                        let start = self.at;
                        let table = self.rows()?;
                        rows = self.text.get(start..self.at);
                        Json::Rows(table.into())
                    } else {
                        self.data = self.lazy && &*name == "data";
                        self.nested(depth + 1)?
                    };
                    match members.iter_mut().find(|(known, _)| **known == *name) {
                        Some((_, old)) => *old = value,
                        None => members.push((name, value)),
                    }
                }
                // A format may look into its rows.
                let format = members.iter().find(|(name, _)| &**name == "format");
                if let (Some(text), true) = (rows, format.is_some())
                    && let Some((_, value)) =
                        members.iter_mut().find(|(name, _)| &**name == "values")
                {
                    *value = Self::new(text).json()?;
                }
                Ok(Json::Object(members))
            }
            Some(b'[') => {
                self.at += 1;
                let mut list = Vec::new();
                while self.more(b']', list.is_empty())? {
                    list.push(self.nested(depth + 1)?);
                }
                Ok(Json::List(list))
            }
            Some(b'"') => Ok(Json::Text(self.string()?.into())),
            Some(b'-' | b'0'..=b'9') => self.number().map(Json::Number),
            _ => Ok(self.word()?.map_or(Json::Null, Json::Bool)),
        }
    }
}

/// How many of eight bytes stand for themselves in a text, before the first that does not.
#[inline(always)]
fn letters(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(limit * EACH) & !bytes;
    let (quote, slash) = (eight ^ (0x22 * EACH), eight ^ (0x5c * EACH));
    // The lowest byte of which this has the highest bit is right.
    let others = (below(eight, 0x20) | below(quote, 1) | below(slash, 1)) & (0x80 * EACH);
    others.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Json, Fault> {
        let mut scanner = Scanner::new(text);
        let json = scanner.json()?;
        scanner.end()?;
        Ok(json)
    }

    #[test]
    fn numbers() {
        let numbers = "0 -0 1 -12 0.1 1e3 1.5E-7 123456789012345678 5e-324 1e400 -0.30 \
            12345.678901234567 0.12345678901234567 98765432109876543210 1.0e2";
        for text in numbers.split_whitespace() {
            let expected: f64 = text.parse().unwrap();
            let found = read(text).map(|json| json.number().map(f64::to_bits));
            assert_eq!(found, Ok(Some(expected.to_bits())), "{text}");
        }
        for text in "01,-,1.,.5,+1,1e,--1,NaN,,1.2.3,-01.5,-.5,1.5e".split(',') {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn texts() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text), Ok(Json::Text(expected.into())), "{text}");
        };
        check(r#""""#, "");
        check(r#" "山é" "#, "山é");
        check(r#""a\n\"\\\/\u0041\ud83d\ude00""#, "a\n\"\\/A😀");
        check(r#""\ud83dx""#, "\u{fffd}x");
        for text in ["\"a", "\"a\nb\"", r#""\x""#, r#""\u12g4""#, r#""\u+123""#] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rows_become_columns() {
        let check = |text: &str, rows: Option<usize>| {
            let json = Scanner::new(text).lazy().unwrap_or_default();
            assert_eq!(Ok(json.write()), read(text).map(|json| json.write()), "{text}");
            let values = json.get("data").and_then(|data| data.get("values"));
            let table = values.and_then(|values| {
                if let Json::Rows(table) = values { Some(table.rows()) } else { None }
            });
            assert_eq!(table, rows, "{text}");
        };
        check(r#"{"data": {"values": [{"b": 1}, {"b": "x"}]}, "a": 1}"#, Some(2));
        check(r#"{"data":{"a":{"values":[1]}}}"#, None);
        check(r#"{"values":[1],"data":[{"values":[1]}]}"#, None);
        check(r#"{"data":{"values":"a"}}"#, None);
        check(r#"{"data":{"values":[{"a":"b"}],"format":{"type":"csv"}}}"#, None);
        let wrong = r#"{"data":{"values":[{"a":01}]}}"#;
        assert_eq!(Scanner::new(wrong).lazy(), Scanner::new(wrong).json());
    }

    #[test]
    fn faults() {
        let check = |text: &str, at: (u32, u32), expected: &str| {
            let fault = read(text).err().map(|fault| (fault.place(text), fault.expected));
            assert_eq!(fault, Some((at, expected)), "{text}");
        };
        check("{\n \"a\": }", (2, 7), "a value");
        check("[1 2]", (1, 4), "\",\" or \"]\"");
        check("[1,]", (1, 4), "a value");
        check("{\"山\":1,}", (1, 8), "text in quotes");
        check("1 1", (1, 3), "the end");
        check("nul", (1, 1), "a value");
        check(&"[".repeat(200), (1, 130), "less nesting");
    }
}

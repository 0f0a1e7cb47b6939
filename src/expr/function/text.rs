//! Functions of texts. Positions count UTF-16 units, as JavaScript's.

use super::{Function, arg, num, num_or, plain};
use crate::base::decimal;
use crate::base::letter_case;
use crate::base::value::Value;
use crate::expr::lex::is_blank;
use crate::expr::operator::text as text_of;
use std::rc::Rc;

pub(super) const LIST: &[Function] = &[
    plain("atob", atob),
    plain("btoa", btoa),
    plain("encodeURIComponent", encode_uri_component),
    plain("lower", |args| Value::Text(letter_case::lower(&words(args, 0)).into())),
    plain("pad", pad),
    plain("parseFloat", |args| Value::Number(parse_float(&words(args, 0)))),
    plain("parseInt", parse_int),
    plain("substring", substring),
    plain("trim", |args| Value::Text(words(args, 0).trim_matches(is_blank).into())),
    plain("truncate", truncate),
    plain("upper", |args| Value::Text(letter_case::upper(&words(args, 0)).into())),
];

/// The text of an argument.
pub(super) fn words(args: &[Value], i: usize) -> Rc<str> {
    text_of(arg(args, i))
}

/// The length in UTF-16 units.
pub(in crate::expr) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// The UTF-16 units from `from` to before `to`; half a character is replaced by `\u{fffd}`.
pub(in crate::expr) fn slice(text: &str, from: usize, to: usize) -> Rc<str> {
    if text.is_ascii() {
        return text.get(from.min(text.len())..to.min(text.len())).unwrap_or_default().into();
    }
    let units: Vec<u16> = text.encode_utf16().skip(from).take(to.saturating_sub(from)).collect();
    String::from_utf16_lossy(&units).into()
}

fn substring(args: &[Value]) -> Value {
    let text = words(args, 0);
    let length = length(&text);
    // NaN and what is below 0 are 0: `as` does so.
    let place = |i: usize| (num(args, i) as usize).min(length);
    let (from, to) = (place(1), if args.len() < 3 { length } else { place(2) });
    Value::Text(slice(&text, from.min(to), from.max(to)))
}

/// The longest text that `pad` makes; a longer one is the sign of an error.
const LONGEST: usize = 100_000;

fn pad(args: &[Value]) -> Value {
    let text = words(args, 0);
    let missing = (num(args, 1) as usize).min(LONGEST).saturating_sub(length(&text));
    let letter = if arg(args, 2).truthy() { words(args, 2) } else { " ".into() };
    let (before, after) = match &*words(args, 3) {
        "left" => (missing, 0),
        "center" => (missing / 2, missing.div_ceil(2)),
        _ => (0, missing),
    };
    Value::Text(format!("{}{text}{}", letter.repeat(before), letter.repeat(after)).into())
}

fn truncate(args: &[Value]) -> Value {
    let text = words(args, 0);
    let ellipsis = if arg(args, 3).is_null() { "…".into() } else { words(args, 3) };
    let limit = num(args, 1);
    let length = length(&text);
    if length as f64 <= limit {
        return Value::Text(text);
    }
    let room = (limit - self::length(&ellipsis) as f64).max(0.0);
    let tail = |count: usize| slice(&text, length.saturating_sub(count), length);
    Value::Text(match &*words(args, 2) {
        "left" => format!("{ellipsis}{}", tail(room as usize)).into(),
        "center" => {
            let start = slice(&text, 0, (room / 2.0).ceil() as usize);
            format!("{start}{ellipsis}{}", tail((room / 2.0) as usize)).into()
        }
        _ => format!("{}{ellipsis}", slice(&text, 0, room as usize)).into(),
    })
}

/// The number a text begins with.
fn parse_float(text: &str) -> f64 {
    let text = text.trim_start_matches(is_blank);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.starts_with("Infinity") {
        return if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let bytes = text.as_bytes();
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let skip_digits = |mut i: usize| {
        while is_digit(i) {
            i += 1;
        }
        i
    };
    let mut end = skip_digits(text.len() - digits.len());
    if bytes.get(end) == Some(&b'.') {
        end = skip_digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if is_digit(end + 1 + sign) {
            end = skip_digits(end + 1 + sign);
        }
    }
    text.get(..end).and_then(decimal::read).unwrap_or(f64::NAN)
}

/// The whole number a text begins with, in the radix of the second argument.
fn parse_int(args: &[Value]) -> Value {
    let text = words(args, 0);
    let text = text.trim_start_matches(is_blank);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let bare = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let (digits, radix) = match (bare, num_or(args, 1, 0.0) as i64) {
        (Some(bare), 0 | 16) => (bare, 16),
        (_, 0) => (digits, 10),
        (_, radix) => (digits, radix),
    };
    let Some(radix) = u32::try_from(radix).ok().filter(|radix| (2..=36).contains(radix)) else {
        return Value::Number(f64::NAN);
    };
    let end = digits.find(|letter: char| !letter.is_digit(radix)).unwrap_or(digits.len());
    let digits = digits.get(..end).unwrap_or_default();
    let number = if digits.is_empty() {
        f64::NAN
    } else if radix == 10 {
        decimal::read(digits).unwrap_or(f64::NAN)
    } else {
        let digit = |letter: char| f64::from(letter.to_digit(radix).unwrap_or(0));
        digits.chars().fold(0.0, |sum, letter| sum * f64::from(radix) + digit(letter))
    };
    Value::Number(sign * number)
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 of a text whose characters are bytes; null when they are not.
fn btoa(args: &[Value]) -> Value {
    let mut bytes = Vec::new();
    for letter in words(args, 0).chars() {
        match u8::try_from(u32::from(letter)) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Value::Null,
        }
    }
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for i in 0..4 {
            let six = ((bits >> (18 - 6 * i)) & 63) as usize;
            let letter = BASE64.get(six).copied().unwrap_or(b'=');
            out.push(if i <= three.len() { char::from(letter) } else { '=' });
        }
    }
    Value::Text(out.into())
}

/// The text of a base 64; null when it is none.
fn atob(args: &[Value]) -> Value {
    let text: String = words(args, 0).split_ascii_whitespace().collect();
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    if padding > 2 || digits.len() % 4 == 1 || (padding > 0 && !text.len().is_multiple_of(4)) {
        return Value::Null;
    }
    let (mut bits, mut count) = (0u32, 0);
    let mut out = String::new();
    for byte in digits.bytes() {
        let Some(six) = BASE64.iter().position(|letter| *letter == byte) else {
            return Value::Null;
        };
        bits = (bits << 6) | six as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(char::from((bits >> count) as u8));
        }
    }
    Value::Text(out.into())
}

fn encode_uri_component(args: &[Value]) -> Value {
    let mut out = String::new();
    for byte in words(args, 0).bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Value::Text(out.into())
}

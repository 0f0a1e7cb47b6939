//! A pattern's text → the matcher's program.

use super::{Assert, Op, Regex, Set};

/// The longest program; counted repeats are written out, so that `{1000}` of much is too long.
const LONGEST: usize = 20_000;
/// The deepest nesting of groups.
const DEEPEST: usize = 100;

type Result<T> = std::result::Result<T, &'static str>;

struct Reader<'a> {
    /// What is not read yet.
    rest: &'a str,
    dot_all: bool,
    depth: usize,
    regex: &'a mut Regex,
}

/// Compiles a pattern into `regex`.
///
/// # Errors
///
/// What was expected, when it is no pattern or cannot be matched in linear time.
pub(super) fn compile(source: &str, dot_all: bool, regex: &mut Regex) -> Result<()> {
    let mut reader = Reader { rest: source, dot_all, depth: 0, regex };
    reader.regex.program.push(Op::Save(0));
    reader.choice()?;
    if !reader.rest.is_empty() {
        return Err("an opening bracket for each closing one");
    }
    reader.regex.program.extend([Op::Save(1), Op::Match]);
    Ok(())
}

/// A step on to the next one or past so many, the first preferred when greedy.
fn split(past: usize, greedy: bool) -> Op {
    let past = past as isize;
    if greedy { Op::Split(1, past) } else { Op::Split(past, 1) }
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next();
        self.rest = letters.as_str();
        letter
    }

    fn skip(&mut self, letter: char) -> bool {
        let here = self.peek() == Some(letter);
        if here {
            self.next();
        }
        here
    }

    /// Writes alternatives.
    fn choice(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("fewer groups inside each other");
        }
        let start = self.regex.program.len();
        self.sequence()?;
        while self.skip('|') {
            // What was written so far is preferred; behind it stands a jump past the next.
            let program = &mut self.regex.program;
            program.insert(start, split(program.len() - start + 2, true));
            let jump = program.len();
            program.push(Op::Jump(0));
            self.sequence()?;
            let length = self.regex.program.len() - jump;
            if let Some(op) = self.regex.program.get_mut(jump) {
                *op = Op::Jump(length as isize);
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn sequence(&mut self) -> Result<()> {
        while let Some(letter) = self.peek().filter(|letter| !matches!(letter, '|' | ')')) {
            self.next();
            let start = self.regex.program.len();
            let repeats = self.atom(letter)?;
            self.quantified(start, repeats)?;
            if self.regex.program.len() > LONGEST {
                return Err("a pattern with fewer repeats");
            }
        }
        Ok(())
    }

    /// Writes a letter, set or group; whether it may be repeated.
    fn atom(&mut self, letter: char) -> Result<bool> {
        let (op, repeats) = match letter {
            '^' => (Op::Assert(Assert::Start), false),
            '$' => (Op::Assert(Assert::End), false),
            '\\' if self.skip('b') => (Op::Assert(Assert::Word), false),
            '\\' if self.skip('B') => (Op::Assert(Assert::NotWord), false),
            '(' => return self.group().map(|()| true),
            '*' | '+' | '?' => return Err("something to repeat"),
            '{' if count(self.rest).is_some() => return Err("something to repeat"),
            '.' => {
                let ends: &[(char, char)] = if self.dot_all { &[] } else { &LINE_ENDS };
                (Op::Set(Set { ranges: ends.to_vec(), all_but: true }), true)
            }
            '[' => (Op::Set(self.class()?), true),
            '\\' => (Op::Set(self.escape()?), true),
            letter => (Op::Set(one(letter)), true),
        };
        self.regex.program.push(op);
        Ok(repeats)
    }

    fn group(&mut self) -> Result<()> {
        let mut number = Some(self.regex.groups);
        if self.skip('?') {
            if self.skip(':') {
                number = None;
            } else if self.skip('<') && !matches!(self.peek(), Some('=' | '!')) {
                let name = self.rest.split_once('>').filter(|(name, _)| !name.is_empty());
                let (name, rest) = name.ok_or("a group's name between < and >")?;
                self.rest = rest;
                self.regex.names.push((name.into(), self.regex.groups));
            } else {
                return Err("no lookahead or lookbehind");
            }
        }
        if let Some(number) = number {
            self.regex.groups += 1;
            self.regex.program.push(Op::Save(2 * number));
        }
        self.choice()?;
        if !self.skip(')') {
            return Err("a closing bracket for each opening one");
        }
        if let Some(number) = number {
            self.regex.program.push(Op::Save(2 * number + 1));
        }
        Ok(())
    }

    /// Repeats what was written from `start` on as the next letters say.
    fn quantified(&mut self, start: usize, repeats: bool) -> Result<()> {
        let (least, most) = if self.skip('*') {
            (0, None)
        } else if self.skip('+') {
            (1, None)
        } else if self.skip('?') {
            (0, Some(1))
        } else if let Some((least, most, rest)) = self.rest.strip_prefix('{').and_then(count) {
            self.rest = rest;
            (least, most)
        } else {
            // A bracket that counts nothing is a letter.
            return Ok(());
        };
        if most.is_some_and(|most| most < least) {
            return Err("a repeat's smaller number first");
        }
        let greedy = !self.skip('?');
        if !repeats || matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err("something to repeat");
        }
        let program = &mut self.regex.program;
        let part = program.split_off(start);
        let length = part.len() + 1;
        let more = most.map_or(1, |most| most - least);
        if least.saturating_add(more).saturating_mul(length) > LONGEST {
            return Err("a pattern with fewer repeats");
        }
        for _ in 0..least {
            program.extend_from_slice(&part);
        }
        for left in (1..=more).rev() {
            let past = if most.is_none() { length + 1 } else { left * length };
            program.push(split(past, greedy));
            program.extend_from_slice(&part);
        }
        if most.is_none() {
            program.push(Op::Jump(-(length as isize)));
        }
        Ok(())
    }

    /// Reads what stands behind a backslash, as a set.
    fn escape(&mut self) -> Result<Set> {
        let letter = self.next().ok_or("a letter after the backslash")?;
        let (ranges, all_but): (&[(char, char)], bool) = match letter {
            'd' | 'D' => (&[('0', '9')], letter == 'D'),
            'w' | 'W' => (&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')], letter == 'W'),
            's' | 'S' => (&BLANKS, letter == 'S'),
            'b' => return Ok(one('\u{8}')),
            't' => return Ok(one('\t')),
            'n' => return Ok(one('\n')),
            'r' => return Ok(one('\r')),
            'f' => return Ok(one('\u{c}')),
            'v' => return Ok(one('\u{b}')),
            '0' => return Ok(one('\0')),
            '1'..='9' | 'k' => return Err("no back reference"),
            'p' | 'P' => return Err("no Unicode property"),
            'x' => return self.hex(2, 'x'),
            'u' => return self.hex(4, 'u'),
            letter => return Ok(one(letter)),
        };
        Ok(Set { ranges: ranges.to_vec(), all_but })
    }

    /// Reads the digits of `\x41`, `\u0041` or `\u{41}`; without them it is the letter itself.
    fn hex(&mut self, count: usize, letter: char) -> Result<Set> {
        let braced = self.rest.strip_prefix('{').filter(|_| letter == 'u');
        let found = match braced {
            Some(inside) => inside.split_once('}').filter(|(digits, _)| digits.len() <= 6),
            None => self.rest.split_at_checked(count),
        };
        let whole = |(digits, _): &(&str, &str)| digits.bytes().all(|b| b.is_ascii_hexdigit());
        let found = found.filter(whole).and_then(|(digits, rest)| {
            Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, rest))
        });
        match found {
            Some((found, rest)) => {
                self.rest = rest;
                Ok(one(found))
            }
            None if braced.is_some() => Err("a code point"),
            None => Ok(one(letter)),
        }
    }

    fn class(&mut self) -> Result<Set> {
        let all_but = self.skip('^');
        let mut ranges = Vec::new();
        loop {
            let letter = self.next().ok_or("a closing ]")?;
            if letter == ']' {
                return Ok(Set { ranges, all_but });
            }
            let from = if letter == '\\' { self.escape()? } else { one(letter) };
            let last = self.rest.strip_prefix('-').and_then(|rest| rest.chars().next());
            if let (Some(start), Some(last)) = (single(&from), last.filter(|last| *last != ']')) {
                self.next();
                self.next();
                let to = if last == '\\' { self.escape()? } else { one(last) };
                match single(&to) {
                    Some(end) if end < start => return Err("a range's smaller end first"),
                    Some(end) => ranges.push((start, end)),
                    None => {
                        ranges.extend([(start, start), ('-', '-')]);
                        join(&mut ranges, to);
                    }
                }
            } else {
                join(&mut ranges, from);
            }
        }
    }
}

/// Line ends.
const LINE_ENDS: [(char, char); 3] = [('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')];

/// Blanks, in order.
const BLANKS: [(char, char); 10] = [
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

/// The numbers behind an opening brace, and what stands behind the closing one.
fn count(text: &str) -> Option<(usize, Option<usize>, &str)> {
    let (inside, rest) = text.split_once('}')?;
    let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
    let number = |digits: &str| {
        let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<usize>().ok().filter(|_| whole)
    };
    let open = most.is_empty() && !least.is_empty();
    Some((number(least)?, if open { None } else { Some(number(most)?) }, rest))
}

fn one(letter: char) -> Set {
    Set { ranges: vec![(letter, letter)], all_but: false }
}

/// The only letter of a set.
fn single(set: &Set) -> Option<char> {
    match set.ranges.as_slice() {
        [(from, to)] if from == to && !set.all_but => Some(*from),
        _ => None,
    }
}

/// Adds a set, such as `\d` or `\S`, to the ranges of a class.
fn join(ranges: &mut Vec<(char, char)>, set: Set) {
    if !set.all_but {
        ranges.extend(set.ranges);
        return;
    }
    // The sets that can be negated here are in order.
    let mut next = 0u32;
    for (from, to) in set.ranges {
        if let Some(last) = u32::from(from).checked_sub(1).filter(|last| *last >= next) {
            ranges.extend(between(next, last));
        }
        next = u32::from(to) + 1;
    }
    ranges.extend(between(next, u32::from(char::MAX)));
}

/// A range of characters by number; the surrogates, which are none, are stepped over.
fn between(from: u32, to: u32) -> Option<(char, char)> {
    let start = char::from_u32(from).or(char::from_u32(0xe000))?;
    let end = char::from_u32(to).or(char::from_u32(0xd7ff))?;
    Some((start, end))
}

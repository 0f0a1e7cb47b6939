//! A pattern's text → the matcher's program.

use super::{Assert, Op, Regex, Set};
use std::rc::Rc;

/// The longest program; counted repeats are written out, so that `{1000}` of much is too long.
const LONGEST: usize = 20_000;
/// The deepest nesting of groups.
const DEEPEST: usize = 100;

/// A part of a pattern.
enum Part {
    Set(Set),
    Assert(Assert),
    Group(Box<Part>, usize),
    Sequence(Vec<Part>),
    Choice(Vec<Part>),
    Repeat { part: Box<Part>, least: usize, most: Option<usize>, greedy: bool },
}

type Result<T> = std::result::Result<T, &'static str>;

type Letters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

struct Reader<'a> {
    letters: Letters<'a>,
    dot_all: bool,
    depth: usize,
    groups: usize,
    names: Vec<(Rc<str>, usize)>,
}

/// Compiles a pattern into `regex`.
///
/// # Errors
///
/// What was expected, when it is no pattern or cannot be matched in linear time.
pub(super) fn compile(source: &str, dot_all: bool, regex: &mut Regex) -> Result<()> {
    let mut reader = Reader {
        letters: source.chars().peekable(),
        dot_all,
        depth: 0,
        groups: 1,
        names: Vec::new(),
    };
    let part = reader.choice()?;
    if reader.letters.peek().is_some() {
        return Err("an opening bracket for each closing one");
    }
    regex.groups = reader.groups;
    regex.names = reader.names;
    emit(&Part::Group(Box::new(part), 0), &mut regex.program)?;
    regex.program.push(Op::Match);
    Ok(())
}

fn emit(part: &Part, program: &mut Vec<Op>) -> Result<()> {
    if program.len() > LONGEST {
        return Err("a pattern with fewer repeats");
    }
    match part {
        Part::Set(set) => program.push(Op::Set(set.clone())),
        Part::Assert(assert) => program.push(Op::Assert(*assert)),
        Part::Group(part, group) => {
            program.push(Op::Save(2 * group));
            emit(part, program)?;
            program.push(Op::Save(2 * group + 1));
        }
        Part::Sequence(parts) => {
            for part in parts {
                emit(part, program)?;
            }
        }
        Part::Choice(parts) => {
            let mut ends = Vec::new();
            for (i, part) in parts.iter().enumerate() {
                let split = program.len();
                if i + 1 < parts.len() {
                    program.push(Op::Split(split + 1, 0));
                }
                emit(part, program)?;
                if i + 1 < parts.len() {
                    ends.push(program.len());
                    program.push(Op::Jump(0));
                    let next = program.len();
                    set(program, split, Op::Split(split + 1, next));
                }
            }
            let end = program.len();
            for jump in ends {
                set(program, jump, Op::Jump(end));
            }
        }
        Part::Repeat { part, least, most, greedy } => {
            for _ in 0..*least {
                emit(part, program)?;
            }
            repeat(part, most.map(|most| most.saturating_sub(*least)), *greedy, program)?;
        }
    }
    Ok(())
}

fn set(program: &mut [Op], at: usize, op: Op) {
    if let Some(place) = program.get_mut(at) {
        *place = op;
    }
}

fn split(to: usize, past: usize, greedy: bool) -> Op {
    if greedy { Op::Split(to, past) } else { Op::Split(past, to) }
}

/// Writes up to `most` further repeats of a part.
fn repeat(part: &Part, most: Option<usize>, greedy: bool, program: &mut Vec<Op>) -> Result<()> {
    let Some(most) = most else {
        let start = program.len();
        program.push(Op::Jump(0));
        emit(part, program)?;
        program.push(Op::Jump(start));
        let past = program.len();
        set(program, start, split(start + 1, past, greedy));
        return Ok(());
    };
    let mut starts = Vec::new();
    for _ in 0..most {
        starts.push(program.len());
        program.push(Op::Jump(0));
        emit(part, program)?;
    }
    let past = program.len();
    for start in starts {
        set(program, start, split(start + 1, past, greedy));
    }
    Ok(())
}

impl<'a> Reader<'a> {
    fn skip(&mut self, letter: char) -> bool {
        self.letters.next_if_eq(&letter).is_some()
    }

    fn choice(&mut self) -> Result<Part> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("fewer groups inside each other");
        }
        let mut parts = Vec::new();
        loop {
            parts.push(self.sequence()?);
            if !self.skip('|') {
                break;
            }
        }
        self.depth -= 1;
        Ok(match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Part::Choice(parts.into_iter().chain(last).collect()),
        })
    }

    fn sequence(&mut self) -> Result<Part> {
        let mut parts = Vec::new();
        while let Some(letter) = self.letters.next_if(|letter| !matches!(letter, '|' | ')')) {
            let part = self.atom(letter)?;
            parts.push(self.quantified(part)?);
        }
        Ok(Part::Sequence(parts))
    }

    fn atom(&mut self, letter: char) -> Result<Part> {
        Ok(match letter {
            '^' => Part::Assert(Assert::Start),
            '$' => Part::Assert(Assert::End),
            '.' if self.dot_all => Part::Set(Set { ranges: Vec::new(), all_but: true }),
            '.' => Part::Set(Set {
                ranges: vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')],
                all_but: true,
            }),
            '(' => self.group()?,
            '[' => Part::Set(self.class()?),
            '*' | '+' | '?' => return Err("something to repeat"),
            '{' if Self::count(self.letters.clone()).is_some() => {
                return Err("something to repeat");
            }
            '\\' => match self.letters.peek() {
                Some('b' | 'B') => {
                    let word = self.skip('b');
                    if !word {
                        self.letters.next();
                    }
                    Part::Assert(if word { Assert::Word } else { Assert::NotWord })
                }
                _ => Part::Set(self.escape()?),
            },
            letter => Part::Set(one(letter)),
        })
    }

    fn group(&mut self) -> Result<Part> {
        let mut number = None;
        if self.skip('?') {
            match self.letters.next() {
                Some(':') => {}
                Some('<') if !matches!(self.letters.peek(), Some('=' | '!')) => {
                    let mut name = String::new();
                    while let Some(letter) = self.letters.next_if(|letter| *letter != '>') {
                        name.push(letter);
                    }
                    if !self.skip('>') || name.is_empty() {
                        return Err("a group's name between < and >");
                    }
                    number = Some(self.groups);
                    self.names.push((name.into(), self.groups));
                }
                _ => return Err("no lookahead or lookbehind"),
            }
        } else {
            number = Some(self.groups);
        }
        self.groups += usize::from(number.is_some());
        let part = self.choice()?;
        if !self.skip(')') {
            return Err("a closing bracket for each opening one");
        }
        Ok(match number {
            Some(number) => Part::Group(Box::new(part), number),
            None => part,
        })
    }

    fn quantified(&mut self, part: Part) -> Result<Part> {
        let (least, most) = match self.letters.peek().copied() {
            Some(letter @ ('*' | '+' | '?')) => {
                self.letters.next();
                match letter {
                    '*' => (0, None),
                    '+' => (1, None),
                    _ => (0, Some(1)),
                }
            }
            // A bracket that counts nothing is a letter.
            Some('{') => match self.braces() {
                Some(counts) => counts,
                None => return Ok(part),
            },
            _ => return Ok(part),
        };
        if matches!(part, Part::Assert(_)) {
            return Err("something to repeat");
        }
        if most.is_some_and(|most| most < least) {
            return Err("a repeat's smaller number first");
        }
        let greedy = !self.skip('?');
        if matches!(self.letters.peek(), Some('*' | '+' | '?')) {
            return Err("something to repeat");
        }
        Ok(Part::Repeat { part: Box::new(part), least, most, greedy })
    }

    /// Reads `{2}`, `{2,}` or `{2,5}`; else stays where it is.
    fn braces(&mut self) -> Option<(usize, Option<usize>)> {
        let mut ahead = self.letters.clone();
        ahead.next();
        let (least, most, behind) = Self::count(ahead)?;
        self.letters = behind;
        Some((least, most))
    }

    /// The numbers behind an opening brace, and what stands behind the closing one.
    fn count(mut ahead: Letters<'a>) -> Option<(usize, Option<usize>, Letters<'a>)> {
        let mut number = || {
            let mut digits = String::new();
            while let Some(digit) = ahead.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            (digits, ahead.next())
        };
        let (least, closing) = number();
        let least: usize = least.parse().ok()?;
        let most = match closing {
            Some('}') => Some(least),
            Some(',') => match number() {
                (digits, Some('}')) if digits.is_empty() => None,
                (digits, Some('}')) => Some(digits.parse().ok()?),
                _ => return None,
            },
            _ => return None,
        };
        Some((least, most, ahead))
    }

    /// Reads what stands behind a backslash, as a set.
    fn escape(&mut self) -> Result<Set> {
        let letter = self.letters.next().ok_or("a letter after the backslash")?;
        let (ranges, all_but): (&[(char, char)], bool) = match letter {
            'd' | 'D' => (&[('0', '9')], letter == 'D'),
            'w' | 'W' => (&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')], letter == 'W'),
            's' | 'S' => (
                &[
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
                ],
                letter == 'S',
            ),
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
        let mut ahead = self.letters.clone();
        let braced = letter == 'u' && ahead.next_if_eq(&'{').is_some();
        let most = if braced { 6 } else { count };
        let mut digits = String::new();
        while digits.len() < most
            && let Some(digit) = ahead.next_if(char::is_ascii_hexdigit)
        {
            digits.push(digit);
        }
        let whole = if braced { ahead.next_if_eq(&'}').is_some() } else { digits.len() == count };
        match u32::from_str_radix(&digits, 16).ok().filter(|_| whole).and_then(char::from_u32) {
            Some(found) => {
                self.letters = ahead;
                Ok(one(found))
            }
            None if braced => Err("a code point"),
            None => Ok(one(letter)),
        }
    }

    fn class(&mut self) -> Result<Set> {
        let all_but = self.skip('^');
        let mut ranges = Vec::new();
        loop {
            let letter = self.letters.next().ok_or("a closing ]")?;
            if letter == ']' {
                return Ok(Set { ranges, all_but });
            }
            let from = if letter == '\\' { self.escape()? } else { one(letter) };
            let mut ahead = self.letters.clone();
            let dash = ahead.next() == Some('-');
            if let (Some(start), true, Some(last)) = (single(&from), dash, ahead.peek().copied())
                && last != ']'
            {
                self.letters.next();
                self.letters.next();
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

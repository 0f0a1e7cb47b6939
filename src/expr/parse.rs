//! Tokens → a tree, by operator precedence; functions are bound and constants computed here.

use super::Empty;
use super::eval::{Context, Memory, eval};
use super::function::{self, Call};
use super::lex::{Lexeme, Token, found, tokens};
use super::node::{Binary, Logic, Node, Op, Part, Unary};
use super::regex::{self, Regex};
use crate::base::value::Value;
use crate::error::ExprError;
use std::rc::Rc;

/// The deepest nesting of brackets and operators; deeper ones would need too much stack.
const DEEPEST: usize = 200;

/// Vega's constants.
const CONSTANTS: [(&str, Value); 16] = {
    use std::f64::consts;
    [
        ("NaN", Value::Number(f64::NAN)),
        ("Infinity", Value::Number(f64::INFINITY)),
        ("E", Value::Number(consts::E)),
        ("LN2", Value::Number(consts::LN_2)),
        ("LN10", Value::Number(consts::LN_10)),
        ("LOG2E", Value::Number(consts::LOG2_E)),
        ("LOG10E", Value::Number(consts::LOG10_E)),
        ("PI", Value::Number(consts::PI)),
        ("SQRT1_2", Value::Number(consts::FRAC_1_SQRT_2)),
        ("SQRT2", Value::Number(consts::SQRT_2)),
        ("MIN_VALUE", Value::Number(5e-324)),
        ("MAX_VALUE", Value::Number(f64::MAX)),
        ("true", Value::Bool(true)),
        ("false", Value::Bool(false)),
        ("null", Value::Null),
        ("undefined", Value::Null),
    ]
};

/// Words of JavaScript that are no names here.
const KEYWORDS: [&str; 10] =
    ["in", "typeof", "delete", "void", "new", "this", "function", "instanceof", "var", "_"];

#[derive(Clone, Copy)]
enum Operator {
    Binary(Binary),
    Logic(Logic),
}

/// The operators, and how tightly they bind.
const OPERATORS: [(&str, u8, Operator); 23] = [
    ("??", 1, Operator::Logic(Logic::Default)),
    ("||", 2, Operator::Logic(Logic::Or)),
    ("&&", 3, Operator::Logic(Logic::And)),
    ("|", 4, Operator::Binary(Binary::BitOr)),
    ("^", 5, Operator::Binary(Binary::BitXor)),
    ("&", 6, Operator::Binary(Binary::BitAnd)),
    ("==", 7, Operator::Binary(Binary::Equal)),
    ("!=", 7, Operator::Binary(Binary::NotEqual)),
    ("===", 7, Operator::Binary(Binary::Same)),
    ("!==", 7, Operator::Binary(Binary::NotSame)),
    ("<", 8, Operator::Binary(Binary::Less)),
    ("<=", 8, Operator::Binary(Binary::LessEqual)),
    (">", 8, Operator::Binary(Binary::Greater)),
    (">=", 8, Operator::Binary(Binary::GreaterEqual)),
    ("in", 8, Operator::Binary(Binary::In)),
    ("<<", 9, Operator::Binary(Binary::ShiftLeft)),
    (">>", 9, Operator::Binary(Binary::ShiftRight)),
    (">>>", 9, Operator::Binary(Binary::ShiftRightUnsigned)),
    ("+", 10, Operator::Binary(Binary::Add)),
    ("-", 10, Operator::Binary(Binary::Subtract)),
    ("*", 11, Operator::Binary(Binary::Multiply)),
    ("/", 11, Operator::Binary(Binary::Divide)),
    ("%", 11, Operator::Binary(Binary::Remainder)),
];

/// Operators of one value.
const SIGNS: [(&str, Unary); 4] =
    [("!", Unary::Not), ("-", Unary::Minus), ("+", Unary::Plus), ("~", Unary::Bits)];

/// What was parsed; `None` when it went wrong, and then `Parser::wrong` says why.
type Parsed<T = Part> = Option<T>;

struct Parser<'a> {
    source: &'a str,
    list: &'a [Lexeme],
    next: usize,
    depth: usize,
    wrong: Option<ExprError>,
}

/// Parses an expression.
///
/// # Errors
///
/// [`ExprError::Syntax`], [`ExprError::UnknownFunction`], [`ExprError::Regex`] and
/// [`ExprError::TooDeep`].
pub(super) fn parse(source: &str) -> Result<Part, ExprError> {
    let list = tokens(source)?;
    let mut parser = Parser { source, list: &list, next: 0, depth: 0, wrong: None };
    let node = parser.choice();
    if node.is_some() && *parser.token() != Token::End {
        parser.expected::<()>("an operator or the end");
    }
    match (node, parser.wrong) {
        (Some(node), None) => Ok(node),
        (_, why) => Err(why.unwrap_or(ExprError::TooDeep)),
    }
}

/// A node of these parts: its value at once, where they are literals and nothing else decides.
fn node(op: Op, parts: Vec<Part>) -> Part {
    let fixed = match &op {
        Op::Call(function, _) => !matches!(function.call, Call::Context(_) | Call::Chart),
        Op::Datum | Op::Field(_) | Op::Name(_) | Op::Literal(_) => false,
        Op::Path | Op::List | Op::Object(_) | Op::Unary(_) | Op::Chain(_) | Op::Logic(_) => true,
        // Its condition may hold on the way to a constant, which is no matter.
        Op::Choice => true,
    };
    folded(Box::new(Node { op, parts }), fixed)
}

fn folded(mut node: Part, fixed: bool) -> Part {
    if fixed && node.parts.iter().all(|part| part.literal().is_some()) {
        let value = eval(&node, &Context { scope: &Empty, memory: &Memory::new(0) });
        *node = Node { op: Op::Literal(value), parts: Vec::new() };
    }
    node
}

impl<'a> Parser<'a> {
    fn token(&self) -> &'a Token {
        self.list.get(self.next).map_or(&Token::End, |lexeme| &lexeme.token)
    }

    fn fail(&mut self, why: ExprError) {
        self.wrong = Some(why);
    }

    fn expected<T>(&mut self, expected: &'static str) -> Parsed<T> {
        self.unexpected(expected);
        None
    }

    fn unexpected(&mut self, expected: &'static str) {
        let letters: Vec<char> = self.source.chars().collect();
        let at = self.list.get(self.next).map_or(letters.len(), |lexeme| lexeme.at);
        let found = match self.token() {
            Token::Name(name) => name.clone(),
            Token::Sign(sign) => (*sign).into(),
            Token::Number(_) | Token::Text(_) | Token::Regex(..) | Token::End => {
                found(&letters, at)
            }
        };
        self.fail(ExprError::Syntax { source: self.source.into(), at, found, expected });
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.token(), Token::Sign(found) if *found == sign)
    }

    fn skip(&mut self, sign: &str) -> bool {
        let here = self.is(sign);
        self.next += usize::from(here);
        here
    }

    fn expect(&mut self, sign: &'static str) -> Parsed<()> {
        if self.skip(sign) { Some(()) } else { self.expected(sign) }
    }

    fn deeper(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.fail(ExprError::TooDeep);
            return None;
        }
        Some(())
    }

    /// `a ? b : c`, whose `c` may be a choice again.
    fn choice(&mut self) -> Parsed {
        self.deeper()?;
        let mut parts = Vec::new();
        loop {
            parts.push(self.binary(1)?);
            if !self.skip("?") {
                break;
            }
            parts.push(self.choice()?);
            self.expect(":")?;
        }
        self.depth -= 1;
        if parts.len() == 1 { parts.pop() } else { Some(node(Op::Choice, parts)) }
    }

    /// Operators that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8) -> Parsed {
        self.deeper()?;
        let mut left = self.unary()?;
        let mut open = 0;
        while let Some((rank, operator)) = self.operator().filter(|(rank, _)| *rank >= least) {
            self.next += 1;
            let right = self.binary(rank + 1)?;
            // What binds alike goes on in the same list, so that a long sum is not a deep nest.
            if open != rank || left.literal().is_some() {
                let op = match operator {
                    Operator::Binary(_) => Op::Chain(Vec::new()),
                    Operator::Logic(logic) => Op::Logic(logic),
                };
                left = Box::new(Node { op, parts: vec![left] });
            }
            left.parts.push(right);
            if let (Op::Chain(signs), Operator::Binary(sign)) = (&mut left.op, operator) {
                signs.push(sign);
            }
            left = folded(left, true);
            open = rank;
        }
        self.depth -= 1;
        Some(left)
    }

    /// The operator of this token and how tightly it binds.
    fn operator(&self) -> Option<(u8, Operator)> {
        let sign: &str = match self.token() {
            Token::Sign(sign) => sign,
            Token::Name(name) if &**name == "in" => name,
            Token::Name(_) | Token::Number(_) | Token::Text(_) | Token::Regex(..) | Token::End => {
                ""
            }
        };
        let found = OPERATORS.iter().find(|(name, ..)| *name == sign);
        found.map(|(_, rank, operator)| (*rank, *operator))
    }

    fn unary(&mut self) -> Parsed {
        for (sign, unary) in SIGNS {
            if self.skip(sign) {
                self.deeper()?;
                let part = self.unary()?;
                self.depth -= 1;
                return Some(node(Op::Unary(unary), vec![part]));
            }
        }
        self.postfix()
    }

    /// A value and its members.
    fn postfix(&mut self) -> Parsed {
        let start = self.primary()?;
        let mut parts = vec![start];
        loop {
            if self.skip(".") {
                let Token::Name(name) = self.token() else {
                    return self.expected("a member's name");
                };
                parts.push(self.literal(Value::Text(name.clone())));
            } else if self.skip("[") {
                parts.push(self.choice()?);
                self.expect("]")?;
            } else if self.is("(") {
                return self.expected("an operator; only functions can be called");
            } else {
                break;
            }
            if let [start, key] = parts.as_mut_slice()
                && let (Op::Datum, Some(key)) = (&start.op, key.literal())
            {
                start.op = Op::Field(key.to_text());
                parts.pop();
            }
        }
        if parts.len() == 1 { parts.pop() } else { Some(node(Op::Path, parts)) }
    }

    fn primary(&mut self) -> Parsed {
        match self.token() {
            Token::Number(number) => Some(self.literal(Value::Number(*number))),
            Token::Text(text) => Some(self.literal(Value::Text(text.clone()))),
            Token::Regex(pattern, flags) => {
                if let Err(why) = Regex::new(pattern, flags) {
                    self.fail(why);
                    return None;
                }
                Some(self.literal(regex::value(pattern, flags)))
            }
            Token::Name(name) => self.name(name),
            Token::Sign(_) | Token::End => {
                if self.skip("(") {
                    // What stands in brackets is closed: `(a + b) + c` is not `a + b + c` for texts.
                    let node = self.choice()?;
                    self.expect(")")?;
                    Some(node)
                } else if self.skip("[") {
                    Some(node(Op::List, self.list("]")?))
                } else if self.skip("{") {
                    self.object()
                } else {
                    self.expected("a value")
                }
            }
        }
    }

    fn literal(&mut self, value: Value) -> Part {
        self.next += 1;
        Box::new(Node { op: Op::Literal(value), parts: Vec::new() })
    }

    /// Values between commas, up to the closing bracket.
    fn list(&mut self, close: &'static str) -> Parsed<Vec<Part>> {
        let mut nodes = Vec::new();
        while !self.skip(close) {
            if self.is(",") && close == "]" {
                nodes.push(node(Op::List, Vec::new()));
                if let Some(node) = nodes.last_mut() {
                    node.op = Op::Literal(Value::Null);
                }
            } else {
                nodes.push(self.choice()?);
            }
            if !self.is(close) {
                self.expect(",")?;
                // A comma may end a list, not the arguments of a function.
                if close == ")" && self.is(close) {
                    return self.expected("an argument");
                }
            }
        }
        Some(nodes)
    }

    fn object(&mut self) -> Parsed {
        let (mut names, mut parts) = (Vec::new(), Vec::new());
        while !self.skip("}") {
            let name = match self.token() {
                Token::Name(name) | Token::Text(name) => name.clone(),
                Token::Number(number) => Value::Number(*number).to_text(),
                Token::Regex(..) | Token::Sign(_) | Token::End => {
                    return self.expected("a member's name");
                }
            };
            if names.contains(&name) {
                return self.expected("another member's name");
            }
            names.push(name);
            self.next += 1;
            self.expect(":")?;
            parts.push(self.choice()?);
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        Some(node(Op::Object(names), parts))
    }

    fn name(&mut self, name: &Rc<str>) -> Parsed {
        if KEYWORDS.contains(&&**name) {
            return self.expected("a value");
        }
        let at = self.next;
        let mut node = self.literal(Value::Null);
        if self.skip("(") {
            let parts = self.list(")")?;
            return self.call(name, parts, at);
        }
        node.op = match CONSTANTS.iter().find(|(known, _)| *known == &**name) {
            Some((_, value)) => Op::Literal(value.clone()),
            None if &**name == "datum" => Op::Datum,
            None => Op::Name(name.clone()),
        };
        Some(node)
    }

    fn call(&mut self, name: &str, parts: Vec<Part>, at: usize) -> Parsed {
        if matches!(name, "if" | "clamp") && parts.len() != 3 {
            self.next = at;
            return self.expected("three arguments");
        }
        if name == "if" {
            return Some(node(Op::Choice, parts));
        }
        let Some(mut function) = function::find(name) else {
            let nearest = function::nearest(name).map(Into::into);
            self.fail(ExprError::UnknownFunction { found: name.into(), nearest });
            return None;
        };
        if function.name == "datetime" && parts.is_empty() {
            function = &function::date::TODAY;
        }
        // A pattern that cannot be is said now, not for each row.
        let literal = |i: usize| parts.get(i).and_then(|part| part.literal());
        let regex = match (function.call, literal(0)) {
            (Call::Pattern(place, _), _) => {
                literal(place).map_or(Ok(None), |value| regex::written(value, place == 0))
            }
            (_, Some(source)) if function.name == "regexp" => {
                regex::check(source, literal(1)).map(|()| None)
            }
            _ => Ok(None),
        };
        match regex {
            Ok(regex) => Some(node(Op::Call(function, regex.map(Rc::new)), parts)),
            Err(why) => {
                self.fail(why);
                None
            }
        }
    }
}

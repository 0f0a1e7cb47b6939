//! Tokens → a tree, by operator precedence; functions are bound and constants computed here.

use super::eval::{Context, Memory, eval};
use super::function::{self, Call};
use super::lex::{Lexeme, Token, found, tokens};
use super::node::{Binary, Logic, Node, Unary};
use super::regex::{self, Regex};
use super::{Empty, Scope};
use crate::base::value::Value;
use crate::error::ExprError;
use std::rc::Rc;

/// The deepest nesting of brackets and operators; deeper ones would need too much stack.
const DEEPEST: usize = 200;

/// Vega's constants.
fn constant(name: &str) -> Option<Value> {
    use std::f64::consts;
    Some(Value::Number(match name {
        "NaN" => f64::NAN,
        "Infinity" => f64::INFINITY,
        "E" => consts::E,
        "LN2" => consts::LN_2,
        "LN10" => consts::LN_10,
        "LOG2E" => consts::LOG2_E,
        "LOG10E" => consts::LOG10_E,
        "PI" => consts::PI,
        "SQRT1_2" => consts::FRAC_1_SQRT_2,
        "SQRT2" => consts::SQRT_2,
        "MIN_VALUE" => 5e-324,
        "MAX_VALUE" => f64::MAX,
        "true" | "false" => return Some(Value::Bool(name == "true")),
        "null" | "undefined" => return Some(Value::Null),
        _ => return None,
    }))
}

enum Operator {
    Binary(Binary),
    Logic(Logic),
}

/// The operator of a token and how tightly it binds.
fn operator(token: &Token) -> Option<(Operator, u8)> {
    let sign: &str = match token {
        Token::Sign(sign) => sign,
        Token::Name(name) if &**name == "in" => "in",
        Token::Name(_) | Token::Number(_) | Token::Text(_) | Token::Regex(..) | Token::End => {
            return None;
        }
    };
    let (operator, rank) = match sign {
        "??" => return Some((Operator::Logic(Logic::Default), 1)),
        "||" => return Some((Operator::Logic(Logic::Or), 2)),
        "&&" => return Some((Operator::Logic(Logic::And), 3)),
        "|" => (Binary::BitOr, 4),
        "^" => (Binary::BitXor, 5),
        "&" => (Binary::BitAnd, 6),
        "==" => (Binary::Equal, 7),
        "!=" => (Binary::NotEqual, 7),
        "===" => (Binary::Same, 7),
        "!==" => (Binary::NotSame, 7),
        "<" => (Binary::Less, 8),
        "<=" => (Binary::LessEqual, 8),
        ">" => (Binary::Greater, 8),
        ">=" => (Binary::GreaterEqual, 8),
        "in" => (Binary::In, 8),
        "<<" => (Binary::ShiftLeft, 9),
        ">>" => (Binary::ShiftRight, 9),
        ">>>" => (Binary::ShiftRightUnsigned, 9),
        "+" => (Binary::Add, 10),
        "-" => (Binary::Subtract, 10),
        "*" => (Binary::Multiply, 11),
        "/" => (Binary::Divide, 11),
        "%" => (Binary::Remainder, 11),
        _ => return None,
    };
    Some((Operator::Binary(operator), rank))
}

struct Parser<'a> {
    source: &'a str,
    list: Vec<Lexeme>,
    next: usize,
    depth: usize,
}

/// Parses an expression.
///
/// # Errors
///
/// [`ExprError::Syntax`], [`ExprError::UnknownFunction`], [`ExprError::Regex`] and
/// [`ExprError::TooDeep`].
pub(super) fn parse(source: &str) -> Result<Node, ExprError> {
    let mut parser = Parser { source, list: tokens(source)?, next: 0, depth: 0 };
    let node = parser.choice()?;
    if *parser.token() == Token::End { Ok(node) } else { parser.error("an operator or the end") }
}

/// The value of a node whose parts are all literals.
fn fold(node: Node) -> Node {
    let context = Context { scope: &Empty as &dyn Scope, memory: &Memory::new(0) };
    Node::Literal(eval(&node, &context))
}

fn literals(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| node.literal().is_some())
}

impl Parser<'_> {
    fn token(&self) -> &Token {
        self.list.get(self.next).map_or(&Token::End, |lexeme| &lexeme.token)
    }

    fn error<T>(&self, expected: &'static str) -> Result<T, ExprError> {
        let letters: Vec<char> = self.source.chars().collect();
        let at = self.list.get(self.next).map_or(letters.len(), |lexeme| lexeme.at);
        let found = match self.token() {
            Token::Name(name) => name.clone(),
            Token::Sign(sign) => (*sign).into(),
            Token::Number(_) | Token::Text(_) | Token::Regex(..) | Token::End => {
                found(&letters, at)
            }
        };
        Err(ExprError::Syntax { source: self.source.into(), at, found, expected })
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.token(), Token::Sign(found) if *found == sign)
    }

    fn skip(&mut self, sign: &str) -> bool {
        let here = self.is(sign);
        self.next += usize::from(here);
        here
    }

    fn expect(&mut self, sign: &'static str) -> Result<(), ExprError> {
        if self.skip(sign) { Ok(()) } else { self.error(sign) }
    }

    fn deeper(&mut self) -> Result<(), ExprError> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(ExprError::TooDeep) } else { Ok(()) }
    }

    /// `a ? b : c`, whose `c` may be a choice again.
    fn choice(&mut self) -> Result<Node, ExprError> {
        self.deeper()?;
        let mut arms = Vec::new();
        let otherwise = loop {
            let node = self.binary(1)?;
            if !self.skip("?") {
                break node;
            }
            let value = self.choice()?;
            self.expect(":")?;
            arms.push((node, value));
        };
        self.depth -= 1;
        Ok(if arms.is_empty() { otherwise } else { Node::Choice(arms, Box::new(otherwise)) })
    }

    /// Operators that bind at least as tightly as `least`.
    fn binary(&mut self, least: u8) -> Result<Node, ExprError> {
        self.deeper()?;
        let mut left = self.unary()?;
        let mut open = 0;
        while let Some((operator, rank)) = operator(self.token()).filter(|(_, rank)| *rank >= least)
        {
            self.next += 1;
            let right = self.binary(rank + 1)?;
            // What binds alike goes on in the same list, so that a long sum is not a deep nest.
            left = match (operator, left) {
                (Operator::Binary(sign), Node::Chain(first, mut rest)) if open == rank => {
                    rest.push((sign, right));
                    Node::Chain(first, rest)
                }
                (Operator::Logic(_), Node::Logic(logic, mut nodes)) if open == rank => {
                    nodes.push(right);
                    Node::Logic(logic, nodes)
                }
                (Operator::Binary(sign), left) => {
                    let constant = left.literal().is_some() && right.literal().is_some();
                    let node = Node::Chain(Box::new(left), vec![(sign, right)]);
                    if constant { fold(node) } else { node }
                }
                (Operator::Logic(logic), left) => Node::Logic(logic, vec![left, right]),
            };
            open = rank;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Node, ExprError> {
        let mut signs = Vec::new();
        while let Token::Sign(sign) = self.token() {
            signs.push(match *sign {
                "!" => Unary::Not,
                "-" => Unary::Minus,
                "+" => Unary::Plus,
                "~" => Unary::Bits,
                _ => break,
            });
            self.next += 1;
            self.deeper()?;
        }
        let mut node = self.postfix()?;
        self.depth -= signs.len();
        while let Some(sign) = signs.pop() {
            let constant = node.literal().is_some();
            node = Node::Unary(sign, Box::new(node));
            node = if constant { fold(node) } else { node };
        }
        Ok(node)
    }

    /// A value and its members.
    fn postfix(&mut self) -> Result<Node, ExprError> {
        let start = self.primary()?;
        let mut keys = Vec::new();
        loop {
            if self.skip(".") {
                let Token::Name(name) = self.token().clone() else {
                    return self.error("a member's name");
                };
                self.next += 1;
                keys.push(Node::Literal(Value::Text(name)));
            } else if self.skip("[") {
                keys.push(self.choice()?);
                self.expect("]")?;
            } else if self.is("(") {
                return self.error("an operator; only functions can be called");
            } else {
                break;
            }
        }
        if keys.is_empty() {
            return Ok(start);
        }
        let field = match (&start, keys.first()) {
            (Node::Datum, Some(Node::Literal(key))) => Some(Node::Field(key.to_text())),
            _ => None,
        };
        if let Some(field) = field {
            keys.remove(0);
            return Ok(if keys.is_empty() { field } else { Node::Path(Box::new(field), keys) });
        }
        let constant = start.literal().is_some() && literals(&keys);
        let node = Node::Path(Box::new(start), keys);
        Ok(if constant { fold(node) } else { node })
    }

    fn primary(&mut self) -> Result<Node, ExprError> {
        match self.token().clone() {
            Token::Number(number) => self.literal(Value::Number(number)),
            Token::Text(text) => self.literal(Value::Text(text)),
            Token::Regex(pattern, flags) => {
                Regex::new(&pattern, &flags)?;
                self.literal(regex::value(&pattern, &flags))
            }
            Token::Sign("(") => {
                self.next += 1;
                let node = self.choice()?;
                self.expect(")")?;
                // What stands in brackets is closed: `(a + b) + c` is not `a + b + c` for texts.
                Ok(node)
            }
            Token::Sign("[") => {
                self.next += 1;
                let nodes = self.list("]")?;
                let constant = literals(&nodes);
                Ok(if constant { fold(Node::List(nodes)) } else { Node::List(nodes) })
            }
            Token::Sign("{") => self.object(),
            Token::Name(name) => self.name(name),
            Token::Sign(_) | Token::End => self.error("a value"),
        }
    }

    fn literal(&mut self, value: Value) -> Result<Node, ExprError> {
        self.next += 1;
        Ok(Node::Literal(value))
    }

    /// Values between commas, up to the closing bracket.
    fn list(&mut self, close: &'static str) -> Result<Vec<Node>, ExprError> {
        let mut nodes = Vec::new();
        while !self.skip(close) {
            if self.is(",") && close == "]" {
                nodes.push(Node::Literal(Value::Null));
            } else {
                nodes.push(self.choice()?);
            }
            if !self.is(close) {
                self.expect(",")?;
                // A comma may end a list, not the arguments of a function.
                if close == ")" && self.is(close) {
                    return self.error("an argument");
                }
            }
        }
        Ok(nodes)
    }

    fn object(&mut self) -> Result<Node, ExprError> {
        self.next += 1;
        let mut members: Vec<(Rc<str>, Node)> = Vec::new();
        while !self.skip("}") {
            let name = match self.token().clone() {
                Token::Name(name) | Token::Text(name) => name,
                Token::Number(number) => Value::Number(number).to_text(),
                Token::Regex(..) | Token::Sign(_) | Token::End => {
                    return self.error("a member's name");
                }
            };
            if members.iter().any(|(known, _)| *known == name) {
                return self.error("another member's name");
            }
            self.next += 1;
            self.expect(":")?;
            members.push((name, self.choice()?));
            if !self.is("}") {
                self.expect(",")?;
            }
        }
        let constant = members.iter().all(|(_, node)| node.literal().is_some());
        let node = Node::Object(members);
        Ok(if constant { fold(node) } else { node })
    }

    fn name(&mut self, name: Rc<str>) -> Result<Node, ExprError> {
        const KEYWORDS: [&str; 10] =
            ["in", "typeof", "delete", "void", "new", "this", "function", "instanceof", "var", "_"];
        if KEYWORDS.contains(&&*name) {
            return self.error("a value");
        }
        let at = self.next;
        self.next += 1;
        if self.is("(") {
            self.next += 1;
            let nodes = self.list(")")?;
            return self.call(&name, nodes, at);
        }
        if &*name == "datum" {
            return Ok(Node::Datum);
        }
        Ok(constant(&name).map_or(Node::Name(name), Node::Literal))
    }

    fn call(&mut self, name: &str, nodes: Vec<Node>, at: usize) -> Result<Node, ExprError> {
        if matches!(name, "if" | "clamp") && nodes.len() != 3 {
            self.next = at;
            return self.error("three arguments");
        }
        if name == "if" {
            let mut nodes = nodes.into_iter();
            let mut next = || nodes.next().unwrap_or(Node::Literal(Value::Null));
            let (condition, value, otherwise) = (next(), next(), next());
            return Ok(Node::Choice(vec![(condition, value)], Box::new(otherwise)));
        }
        let Some(function) = function::find(name) else {
            let nearest = function::nearest(name).map(Into::into);
            return Err(ExprError::UnknownFunction { found: name.into(), nearest });
        };
        let today = function.name == "datetime" && nodes.is_empty();
        let function = if today { function::date::TODAY } else { function };
        let constant = literals(&nodes);
        match function.call {
            Call::Chart => Ok(Node::Chart(function.name, nodes)),
            Call::Context(_) => Ok(Node::Call(function, nodes)),
            Call::Number(_)
            | Call::Ease(..)
            | Call::Numbers(_)
            | Call::Part(_)
            | Call::Plain(_) => {
                // `regexp` with a pattern that cannot be: said now, not for each row.
                if function.name == "regexp" {
                    regex::check(&nodes)?;
                }
                let node = Node::Call(function, nodes);
                Ok(if constant { fold(node) } else { node })
            }
            Call::Pattern(place, _) => {
                let regex = match nodes.get(place).and_then(Node::literal) {
                    Some(value) => regex::written(value, function.name == "test")?,
                    None => None,
                };
                let node = match regex {
                    Some(regex) => Node::Match(function, Rc::new(regex), nodes),
                    None => Node::Call(function, nodes),
                };
                Ok(if constant { fold(node) } else { node })
            }
        }
    }
}

//! A parsed expression.

use super::function::Function;
use super::regex::Regex;
use crate::base::value::Value;
use std::rc::Rc;

/// An operator of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    /// `!`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
    /// `~`
    Bits,
}

/// An operator of two values that looks at both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Same,
    NotSame,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    In,
}

impl Binary {
    /// Whether the result is a number (or a text, of `+`) and not true or false.
    pub(super) fn is_arithmetic(self) -> bool {
        use Binary::{
            Add, BitAnd, BitOr, BitXor, Divide, Multiply, Remainder, ShiftLeft, ShiftRight,
            ShiftRightUnsigned, Subtract,
        };
        matches!(
            self,
            Add | Subtract
                | Multiply
                | Divide
                | Remainder
                | BitAnd
                | BitOr
                | BitXor
                | ShiftLeft
                | ShiftRight
                | ShiftRightUnsigned
        )
    }
}

/// An operator that may leave its right side alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Logic {
    And,
    Or,
    /// `??`
    Default,
}

/// A part of an expression. Chains of operators are lists and not nests, so that the depth
/// is that of the brackets, which the parser limits.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Literal(Value),
    /// The whole row.
    Datum,
    /// `datum.name`
    Field(Rc<str>),
    /// A parameter.
    Name(Rc<str>),
    /// A value and the keys of its members, one after the other.
    Path(Box<Node>, Vec<Node>),
    List(Vec<Node>),
    Object(Vec<(Rc<str>, Node)>),
    Unary(Unary, Box<Node>),
    /// A value, and what is done with it from left to right.
    Chain(Box<Node>, Vec<(Binary, Node)>),
    Logic(Logic, Vec<Node>),
    /// Conditions with their values, and the value when none holds.
    Choice(Vec<(Node, Node)>, Box<Node>),
    /// A function of its arguments.
    Call(Function, Vec<Node>),
    /// A function of texts whose regular expression is known: its place among the arguments.
    Match(Function, Rc<Regex>, Vec<Node>),
    /// A function that only the chart can answer.
    Chart(&'static str, Vec<Node>),
}

impl Node {
    /// Calls `visit` with this node and all its parts, from left to right.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Literal(_) | Self::Datum | Self::Field(_) | Self::Name(_) => {}
            Self::Unary(_, node) => node.walk(visit),
            Self::Path(node, keys) => {
                node.walk(visit);
                keys.iter().for_each(|key| key.walk(visit));
            }
            Self::Chain(first, rest) => {
                first.walk(visit);
                rest.iter().for_each(|(_, node)| node.walk(visit));
            }
            Self::Object(members) => members.iter().for_each(|(_, node)| node.walk(visit)),
            Self::List(nodes)
            | Self::Logic(_, nodes)
            | Self::Call(_, nodes)
            | Self::Match(_, _, nodes)
            | Self::Chart(_, nodes) => nodes.iter().for_each(|node| node.walk(visit)),
            Self::Choice(arms, otherwise) => {
                for (condition, value) in arms {
                    condition.walk(visit);
                    value.walk(visit);
                }
                otherwise.walk(visit);
            }
        }
    }

    /// The value, when it is written as one.
    pub(super) fn literal(&self) -> Option<&Value> {
        if let Self::Literal(value) = self { Some(value) } else { None }
    }
}

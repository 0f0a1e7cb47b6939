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

/// An operator of two values that looks at both. Up to `ShiftRightUnsigned` the result is a
/// number (or a text, of `+`), of the others it is true or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Equal,
    NotEqual,
    Same,
    NotSame,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
}

impl Binary {
    /// Whether the result is a number (or a text, of `+`) and not true or false.
    pub(super) fn is_arithmetic(self) -> bool {
        self <= Self::ShiftRightUnsigned
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

/// What is done with the parts of a node.
#[derive(Debug)]
pub(super) enum Op {
    /// A value; no parts.
    Literal(Value),
    /// The whole row; no parts.
    Datum,
    /// `datum.name`; no parts.
    Field(Rc<str>),
    /// A parameter; no parts.
    Name(Rc<str>),
    /// A value and the keys of its members, one after the other.
    Path,
    List,
    /// The values of members, whose names stand here.
    Object(Vec<Rc<str>>),
    /// One part.
    Unary(Unary),
    /// A value, and what is done with it from left to right: one part more than operators.
    Chain(Vec<Binary>),
    Logic(Logic),
    /// Conditions, each with its value, and the value when none holds.
    Choice,
    /// A function of its arguments, with the regular expression when it is known already.
    Call(&'static Function, Option<Rc<Regex>>),
}

/// A node, one pointer wide: parsing moves them from hand to hand.
pub(super) type Part = Box<Node>;

/// A part of an expression. Chains of operators are lists and not nests, so that the depth
/// is that of the brackets, which the parser limits.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) op: Op,
    pub(super) parts: Vec<Part>,
}

impl Node {
    /// The part of that number; null when there is none.
    pub(super) fn part(&self, i: usize) -> &Self {
        const NONE: &Node = &Node { op: Op::Literal(Value::Null), parts: Vec::new() };
        self.parts.get(i).map_or(NONE, |part| part)
    }

    /// Calls `visit` with this node and all its parts, from left to right.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(&Op)) {
        visit(&self.op);
        for part in &self.parts {
            part.walk(visit);
        }
    }

    /// The value, when it is written as one.
    pub(super) fn literal(&self) -> Option<&Value> {
        if let Op::Literal(value) = &self.op { Some(value) } else { None }
    }
}

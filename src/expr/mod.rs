//! Vega's expression language, without JavaScript: parsed once, then evaluated row by row.
//!
//! Source: Vega docs, "Expressions"; ECMA-262 for the operators. There is no `undefined`:
//! what is missing is null. Local time is UTC.

pub mod batch;
mod eval;
mod function;
mod lex;
mod node;
mod operator;
mod parse;
pub mod predicate;
mod regex;

use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::error::{Diagnostic, Place, Result};
use eval::{Context, Memory};
use function::Call;
use node::{Node, Op};
use std::rc::Rc;
use std::sync::OnceLock;

/// A parsed expression.
#[derive(Clone, Debug)]
pub struct Expr {
    text: Rc<str>,
    node: Rc<Node>,
    memory: Memory,
}

/// What an expression can see.
pub trait Scope {
    /// The whole row as an object.
    fn datum(&self) -> Value;

    /// `datum.<name>`; null when there is no such field. Tables answer it from the column.
    ///
    /// A field predicate asks for its field as it was written, which may be a path into
    /// objects such as `a.b` or `a[0]` when there is no field of that very name.
    fn field(&self, name: &str) -> Value {
        operator::field(&self.datum(), name)
    }

    /// A parameter, or a name the chart gives: `parent`, `event`, `item`, `width`, `height` …
    fn name(&self, name: &str) -> Option<Value>;

    /// A function that only the chart can answer: `scale`, `invert`, `bandwidth`, `domain`,
    /// `range`, `data`, `indata`, `geoArea`, `vlSelectionTest` …
    fn call(&self, function: &str, args: &[Value]) -> Option<Value>;

    /// How numbers and times are written.
    fn locale(&self) -> &Locale;
}

/// A scope with nothing in it, for constants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;

impl Scope for Empty {
    fn datum(&self) -> Value {
        Value::Null
    }

    fn name(&self, _name: &str) -> Option<Value> {
        None
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        static ENGLISH: OnceLock<Locale> = OnceLock::new();
        ENGLISH.get_or_init(Locale::en)
    }
}

/// Parses an expression; its functions are bound and its constant parts computed.
///
/// # Errors
///
/// [`ExprError::Syntax`](crate::error::ExprError::Syntax) where a token does not fit,
/// [`ExprError::UnknownFunction`](crate::error::ExprError::UnknownFunction) with the nearest known one,
/// [`ExprError::Regex`](crate::error::ExprError::Regex) for a pattern that cannot be matched, and
/// [`ExprError::TooDeep`](crate::error::ExprError::TooDeep) for brackets in brackets in brackets.
///
/// ```
/// use shushuo::{base::value::Value, error::Place, expr};
/// let sum = expr::parse(&Place::root(), "1 + 2 * 3")?;
/// assert_eq!(sum.eval(&expr::Empty), Value::Number(7.0));
/// # Ok::<(), shushuo::error::Diagnostic>(())
/// ```
pub fn parse(at: &Place, text: &str) -> Result<Expr> {
    match parse::parse(text) {
        Ok(node) => {
            Ok(Expr { text: text.into(), node: node.into(), memory: Memory::new(seed(at, text)) })
        }
        Err(kind) => Err(Diagnostic::error(at, kind)),
    }
}

/// The seed of an expression's random numbers: other places have others, so that an `x` and
/// a `y` of `random()` are not the same (FNV-1a).
fn seed(at: &Place, text: &str) -> u64 {
    at.pointer.bytes().chain(text.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Expr {
    fn context<'a>(&'a self, scope: &'a dyn Scope) -> Context<'a> {
        Context { scope, memory: &self.memory }
    }

    /// The value for the row that the scope shows. A colour, such as `hsl(…)` makes, is its CSS text.
    #[must_use]
    pub fn eval(&self, scope: &dyn Scope) -> Value {
        let value = eval::eval(&self.node, &self.context(scope));
        function::color::css(&value).map_or(value, |css| Value::Text(css.into()))
    }

    /// `Number(value)` for the row, without a value in between where that is possible.
    #[must_use]
    pub fn eval_number(&self, scope: &dyn Scope) -> f64 {
        eval::number(&self.node, &self.context(scope))
    }

    /// `Boolean(value)` for the row.
    #[must_use]
    pub fn eval_truth(&self, scope: &dyn Scope) -> bool {
        eval::truth(&self.node, &self.context(scope))
    }

    /// Begins `random` and the samples anew, so that the same rows get the same numbers.
    pub fn reseed(&self) {
        self.memory.again();
    }

    /// The fields that are read as `datum.x` or `datum['x']`: the first step only, each once,
    /// in order of appearance.
    #[must_use]
    pub fn fields(&self) -> Vec<Rc<str>> {
        self.collect(&|op| if let Op::Field(name) = op { Some(name) } else { None })
    }

    /// The free names: parameters, and what the chart gives such as `width`. Each once, in order.
    #[must_use]
    pub fn names(&self) -> Vec<Rc<str>> {
        self.collect(&|op| if let Op::Name(name) = op { Some(name) } else { None })
    }

    fn collect(&self, pick: &dyn Fn(&Op) -> Option<&Rc<str>>) -> Vec<Rc<str>> {
        let mut list: Vec<Rc<str>> = Vec::new();
        self.node.walk(&mut |op| {
            if let Some(name) = pick(op).filter(|name| !list.contains(name)) {
                list.push(name.clone());
            }
        });
        list
    }

    /// Whether the row is read as a whole, so that [`Expr::fields`] is not all of it:
    /// `datum` alone, or `datum[…]` with a key that is computed.
    #[must_use]
    pub fn whole_row(&self) -> bool {
        let mut found = false;
        self.node.walk(&mut |op| found |= matches!(op, Op::Datum));
        found
    }

    /// Whether it reads neither the row nor a name nor a function of the chart.
    #[must_use]
    pub fn constant(&self) -> bool {
        let mut constant = true;
        self.node.walk(&mut |op| {
            constant &= match op {
                Op::Datum | Op::Field(_) | Op::Name(_) => false,
                Op::Call(function, _) => !matches!(function.call, Call::Chart),
                Op::Literal(_)
                | Op::Path
                | Op::List
                | Op::Object(_)
                | Op::Unary(_)
                | Op::Chain(_)
                | Op::Logic(_)
                | Op::Choice => true,
            };
        });
        constant
    }

    /// The expression as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests;

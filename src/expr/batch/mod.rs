//! All rows at once, for columns: the same values as row by row, many times faster.
//!
//! What reads only one column of texts is computed once for each distinct word; numbers, times
//! and truth values are computed column by column. Where neither is possible there is no batch,
//! and the caller goes row by row.

mod column;

pub use self::column::Batch;

use self::column::relation;
use super::eval::{Context, eval};
use super::function::{Call, ease};
use super::node::{Binary, Logic, Node, Unary};
use super::predicate::Predicate;
use super::{Expr, Scope, operator};
use crate::base::calendar::Civil;
use crate::base::locale::Locale;
use crate::base::value::{NULL, Value, is_null};
use std::borrow::Cow;
use std::rc::Rc;

/// A column as it is stored.
#[derive(Clone, Copy, Debug)]
pub enum Cells<'a> {
    /// Numbers; [`NULL`] is missing.
    Number(&'a [f64]),
    /// Times; [`NULL`] is missing.
    Time(&'a [f64]),
    /// Codes into a list of distinct words; a code past its end is missing.
    Text(&'a [u32], &'a [Rc<str>]),
}

/// The columns of a table.
pub trait Columns {
    /// The number of rows.
    fn rows(&self) -> usize;
    /// The column of a field, or none when it is missing or of mixed values.
    fn cells(&self, name: &str) -> Option<Cells<'_>>;
}

impl Expr {
    /// The values of all rows, where they can be computed together. `scope` answers the names;
    /// its row is not asked for.
    #[must_use]
    pub fn batch<'a>(&self, columns: &'a dyn Columns, scope: &dyn Scope) -> Option<Batch<'a>> {
        let context = self.context(scope);
        Pass { columns, context: &context }.values(&self.node)
    }

    /// Whether it is true of each row, where that can be computed together.
    #[must_use]
    pub fn batch_truth(&self, columns: &dyn Columns, scope: &dyn Scope) -> Option<Vec<bool>> {
        let context = self.context(scope);
        Pass { columns, context: &context }.truths(&self.node)
    }
}

impl Predicate {
    /// Whether it holds for each row, where that can be computed together.
    #[must_use]
    pub fn batch(&self, columns: &dyn Columns, scope: &dyn Scope) -> Option<Vec<bool>> {
        let both = |list: &[Self], and: bool| {
            let mut all = vec![and; columns.rows()];
            for part in list {
                for (all, part) in all.iter_mut().zip(part.batch(columns, scope)?) {
                    *all = if and { *all && part } else { *all || part };
                }
            }
            Some(all)
        };
        match self {
            Self::Expr(expr) => expr.batch_truth(columns, scope),
            // A selection may hold each row or not.
            Self::Param { .. } => None,
            Self::And(list) => both(list, true),
            Self::Or(list) => both(list, false),
            Self::Not(part) => {
                Some(part.batch(columns, scope)?.into_iter().map(|truth| !truth).collect())
            }
        }
    }
}

/// A scope in which the only field has a given value.
struct Word<'a> {
    outer: &'a dyn Scope,
    value: Value,
}

impl Scope for Word<'_> {
    fn datum(&self) -> Value {
        Value::Null
    }

    fn field(&self, _name: &str) -> Value {
        self.value.clone()
    }

    fn name(&self, name: &str) -> Option<Value> {
        self.outer.name(name)
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        self.outer.call(function, args)
    }

    fn locale(&self) -> &Locale {
        self.outer.locale()
    }
}

/// What a part of an expression reads of the row.
#[derive(Default)]
struct Reads {
    fields: Vec<Rc<str>>,
    /// More than fields, or something that is another one each time.
    more: bool,
}

struct Pass<'a, 'c> {
    columns: &'a dyn Columns,
    context: &'c Context<'c>,
}

impl<'a> Pass<'a, '_> {
    fn reads(node: &Node) -> Reads {
        let mut reads = Reads::default();
        node.walk(&mut |node| match node {
            Node::Field(name) if !reads.fields.contains(name) => reads.fields.push(name.clone()),
            Node::Datum => reads.more = true,
            Node::Call(function, _) => {
                reads.more |=
                    function.name.starts_with("random") || function.name.starts_with("sample");
            }
            // The chart may look at the row too.
            Node::Chart(..) => reads.more = true,
            Node::Literal(_)
            | Node::Field(_)
            | Node::Name(_)
            | Node::Path(..)
            | Node::List(_)
            | Node::Object(_)
            | Node::Unary(..)
            | Node::Chain(..)
            | Node::Logic(..)
            | Node::Choice(..)
            | Node::Match(..) => {}
        });
        reads
    }

    fn values(&self, node: &Node) -> Option<Batch<'a>> {
        let reads = Self::reads(node);
        if reads.more {
            return None;
        }
        match reads.fields.as_slice() {
            [] => return Some(Batch::One(eval(node, self.context))),
            [name] => {
                if let Some(Cells::Text(codes, words)) = self.columns.cells(name) {
                    // A filter leaves words behind that no row has any more.
                    let few = words.len() <= codes.len().max(16);
                    return few.then(|| self.by_word(node, codes, words));
                }
            }
            _ => {}
        }
        match node {
            Node::Field(name) => Some(match self.columns.cells(name)? {
                Cells::Number(numbers) => Batch::Number(numbers.into()),
                Cells::Time(times) => Batch::Time(times.into()),
                Cells::Text(..) => return None,
            }),
            Node::Unary(Unary::Not, node) => {
                Some(Batch::Truth(self.truths(node)?.into_iter().map(|truth| !truth).collect()))
            }
            Node::Unary(sign, node) => {
                let mut numbers = self.numbers(node)?;
                for number in &mut numbers {
                    *number = operator::unary(*sign, &Value::Number(*number)).to_number();
                }
                Some(Batch::Number(numbers.into()))
            }
            Node::Chain(first, rest) => self.chain(first, rest),
            Node::Logic(logic, nodes) => self.logic(*logic, nodes),
            Node::Choice(arms, otherwise) => self.choice(arms, otherwise),
            Node::Call(function, nodes) => {
                self.usual(function.name, nodes).or_else(|| self.call(function.call, nodes))
            }
            Node::Literal(_)
            | Node::Datum
            | Node::Name(_)
            | Node::Path(..)
            | Node::List(_)
            | Node::Object(_)
            | Node::Match(..)
            | Node::Chart(..) => None,
        }
    }

    /// The value for each word, and for none.
    fn by_word(&self, node: &Node, codes: &'a [u32], words: &[Rc<str>]) -> Batch<'a> {
        let texts = words.iter().cloned().map(Value::Text).chain([Value::Null]);
        let values = texts.map(|value| {
            let scope = Word { outer: self.context.scope, value };
            eval(node, &Context { scope: &scope, memory: self.context.memory })
        });
        Batch::Coded(codes.into(), values.collect())
    }

    /// `Number(node)` of each row.
    fn numbers(&self, node: &Node) -> Option<Vec<f64>> {
        self.values(node).map(|batch| batch.numbers(self.columns.rows()))
    }

    /// `Boolean(node)` of each row.
    fn truths(&self, node: &Node) -> Option<Vec<bool>> {
        if let Node::Logic(logic @ (Logic::And | Logic::Or), nodes) = node
            && !Self::reads(node).more
        {
            let and = *logic == Logic::And;
            let mut all = vec![and; self.columns.rows()];
            for node in nodes {
                for (all, truth) in all.iter_mut().zip(self.truths(node)?) {
                    *all = if and { *all && truth } else { *all || truth };
                }
            }
            return Some(all);
        }
        Some(self.values(node)?.truths(self.columns.rows()))
    }

    fn chain(&self, first: &Node, rest: &[(Binary, Node)]) -> Option<Batch<'a>> {
        let rows = self.columns.rows();
        let mut left = self.values(first)?;
        for (sign, node) in rest {
            let right = self.values(node)?;
            if sign.is_arithmetic() {
                if *sign == Binary::Add && (left.joins() || right.joins()) {
                    return None;
                }
                let mut numbers = left.numbers(rows);
                if let Batch::One(value) = right {
                    let b = operator::number(&value);
                    for a in &mut numbers {
                        *a = operator::arithmetic(*sign, *a, b).unwrap_or(f64::NAN);
                    }
                } else {
                    for (a, b) in numbers.iter_mut().zip(right.numbers(rows)) {
                        *a = operator::arithmetic(*sign, *a, b).unwrap_or(f64::NAN);
                    }
                }
                left = Batch::Number(numbers.into());
            } else {
                left = Batch::Truth(relation(*sign, &left, &right, rows)?);
            }
        }
        Some(left)
    }

    /// Truth values stay such; of others the value counts, which is not computed here.
    fn logic(&self, logic: Logic, nodes: &[Node]) -> Option<Batch<'a>> {
        if logic == Logic::Default {
            return None;
        }
        let mut all: Option<Vec<bool>> = None;
        for node in nodes {
            let Batch::Truth(truths) = self.values(node)? else { return None };
            match &mut all {
                None => all = Some(truths),
                Some(all) => {
                    for (all, truth) in all.iter_mut().zip(truths) {
                        *all = if logic == Logic::And { *all && truth } else { *all || truth };
                    }
                }
            }
        }
        all.map(Batch::Truth)
    }

    fn choice(&self, arms: &[(Node, Node)], otherwise: &Node) -> Option<Batch<'a>> {
        let rows = self.columns.rows();
        let mut picks = vec![arms.len() as u32; rows];
        let mut values = Vec::new();
        for (i, (condition, value)) in arms.iter().enumerate() {
            for (pick, truth) in picks.iter_mut().zip(self.truths(condition)?) {
                if truth && *pick == arms.len() as u32 {
                    *pick = i as u32;
                }
            }
            values.push(self.values(value)?);
        }
        values.push(self.values(otherwise)?);
        let constants: Option<Vec<Value>> = values
            .iter()
            .map(|batch| if let Batch::One(value) = batch { Some(value.clone()) } else { None })
            .collect();
        if let Some(constants) = constants {
            return Some(Batch::Coded(picks.into(), constants));
        }
        let numbers: Option<Vec<Cow<'_, [f64]>>> =
            values.into_iter().map(|batch| batch.plain_numbers(rows)).collect();
        let numbers = numbers?;
        let pick = |(row, pick): (usize, &u32)| {
            numbers
                .get(*pick as usize)
                .and_then(|numbers| numbers.get(row))
                .copied()
                .unwrap_or(NULL)
        };
        Some(Batch::Number(picks.iter().enumerate().map(pick).collect()))
    }

    /// The tests that field predicates are made of, on a column of numbers.
    fn usual(&self, name: &str, nodes: &[Node]) -> Option<Batch<'a>> {
        let first = nodes.first().filter(|_| matches!(name, "inrange" | "isFinite" | "isValid"))?;
        let Batch::Number(numbers) = self.values(first)? else { return None };
        let test = |test: &dyn Fn(f64) -> bool| {
            Some(Batch::Truth(numbers.iter().map(|number| test(*number)).collect()))
        };
        match (name, nodes) {
            ("isFinite", [_]) => test(&f64::is_finite),
            // Null is a NaN too.
            ("isValid", [_]) => test(&|number| !number.is_nan()),
            ("inrange", [_, Node::Literal(Value::List(ends))]) => match ends.as_ref() {
                [Value::Number(a), Value::Number(b)] => {
                    let (least, most) = if a > b { (*b, *a) } else { (*a, *b) };
                    test(&|number| {
                        let number = if is_null(number) { 0.0 } else { number };
                        least <= number && number <= most
                    })
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn call(&self, call: Call, nodes: &[Node]) -> Option<Batch<'a>> {
        let first = nodes.first()?;
        match call {
            Call::Number(call) => {
                let mut numbers = self.numbers(first)?;
                numbers.iter_mut().for_each(|number| *number = call(*number));
                Some(Batch::Number(numbers.into()))
            }
            Call::Ease(curve, way) => {
                let mut numbers = self.numbers(first)?;
                numbers.iter_mut().for_each(|number| *number = ease::at(curve, way, *number));
                Some(Batch::Number(numbers.into()))
            }
            Call::Part(call) => {
                let mut numbers = self.values(first)?.times(self.columns.rows())?;
                for number in &mut numbers {
                    *number = Civil::of(*number).map_or(f64::NAN, |at| call(&at));
                }
                Some(Batch::Number(numbers.into()))
            }
            Call::Numbers(_) | Call::Plain(_) => self.each(call, nodes),
            Call::Context(_) | Call::Pattern(..) | Call::Chart => None,
        }
    }

    /// A function of values, row by row, whose results are all of one kind.
    fn each(&self, call: Call, nodes: &[Node]) -> Option<Batch<'a>> {
        let args: Option<Vec<Batch<'_>>> = nodes.iter().map(|node| self.values(node)).collect();
        let (args, rows) = (args?, self.columns.rows());
        let mut row_args: Vec<Value> = Vec::with_capacity(args.len());
        let mut results = Vec::with_capacity(rows);
        let mut kind = None;
        for row in 0..rows {
            row_args.clear();
            row_args.extend(args.iter().map(|batch| batch.value(row)));
            let value = match call {
                Call::Numbers(call) => Value::Number(call(&row_args)),
                Call::Plain(call) => call(&row_args),
                Call::Number(_)
                | Call::Ease(..)
                | Call::Part(_)
                | Call::Context(_)
                | Call::Pattern(..)
                | Call::Chart => return None,
            };
            results.push(match &value {
                Value::Bool(truth) => f64::from(u8::from(*truth)),
                Value::Number(number) | Value::Time(number) => *number,
                Value::Null | Value::Text(_) | Value::List(_) | Value::Object(_) => return None,
            });
            let found = std::mem::discriminant(&value);
            if *kind.get_or_insert(found) != found {
                return None;
            }
        }
        Some(if kind == Some(std::mem::discriminant(&Value::Bool(true))) {
            Batch::Truth(results.into_iter().map(|truth| truth != 0.0).collect())
        } else if kind == Some(std::mem::discriminant(&Value::Time(0.0))) {
            Batch::Time(results.into())
        } else {
            Batch::Number(results.into())
        })
    }
}

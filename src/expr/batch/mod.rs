//! All rows at once, for columns: the same values as row by row, many times faster.
//!
//! What reads only one column of texts is computed once for each distinct word; numbers, times
//! and truth values are computed column by column. Where neither is possible there is no batch,
//! and the caller goes row by row.

mod column;

pub use self::column::Batch;

use self::column::pick;
use super::eval::{Context, call, eval};
use super::function::{Call, Function, date};
use super::node::{Binary, Logic, Node, Op, Part, Unary};
use super::predicate::Predicate;
use super::{Expr, Scope, operator};
use crate::base::locale::Locale;
use crate::base::value::{NULL, Value, is_null};
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
        let (list, and) = match self {
            Self::Expr(expr) => return expr.batch_truth(columns, scope),
            // A selection may hold each row or not.
            Self::Param { .. } => return None,
            Self::Not(part) => return part.batch(columns, scope).map(negated),
            Self::And(list) => (list, true),
            Self::Or(list) => (list, false),
        };
        let mut all = vec![and; columns.rows()];
        for part in list {
            join(&mut all, &part.batch(columns, scope)?, and);
        }
        Some(all)
    }
}

fn negated(mut truths: Vec<bool>) -> Vec<bool> {
    for truth in &mut truths {
        *truth = !*truth;
    }
    truths
}

/// What is true of both, or (not `and`) of one.
fn join(all: &mut [bool], more: &[bool], and: bool) {
    for (all, truth) in all.iter_mut().zip(more) {
        *all = if and { *all && *truth } else { *all || *truth };
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

impl Reads {
    fn of(node: &Node) -> Self {
        let mut reads = Self::default();
        node.walk(&mut |op| match op {
            Op::Field(name) if !reads.fields.contains(name) => reads.fields.push(name.clone()),
            Op::Datum => reads.more = true,
            // The chart may look at the row too.
            Op::Call(function, _) => {
                reads.more |= matches!(function.call, Call::Chart)
                    || function.name.starts_with("random")
                    || function.name.starts_with("sample");
            }
            Op::Literal(_)
            | Op::Field(_)
            | Op::Name(_)
            | Op::Path
            | Op::List
            | Op::Object(_)
            | Op::Unary(_)
            | Op::Chain(_)
            | Op::Logic(_)
            | Op::Choice => {}
        });
        reads
    }
}

struct Pass<'a, 'c> {
    columns: &'a dyn Columns,
    context: &'c Context<'c>,
}

impl<'a> Pass<'a, '_> {
    fn values(&self, node: &Node) -> Option<Batch<'a>> {
        let reads = Reads::of(node);
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
        match &node.op {
            Op::Field(name) => match self.columns.cells(name)? {
                Cells::Number(numbers) => Some(Batch::Number(numbers.into())),
                Cells::Time(times) => Some(Batch::Time(times.into())),
                Cells::Text(..) => None,
            },
            Op::Unary(Unary::Not) => self.truths(node.part(0)).map(negated).map(Batch::Truth),
            Op::Unary(sign) => {
                let mut numbers = self.numbers(node.part(0))?;
                for number in &mut numbers {
                    *number = operator::unary(*sign, &Value::Number(*number)).to_number();
                }
                Some(Batch::Number(numbers.into()))
            }
            Op::Chain(signs) => self.chain(signs, &node.parts),
            Op::Logic(logic) => self.logic(*logic, &node.parts, false).map(Batch::Truth),
            Op::Choice => self.choice(&node.parts),
            Op::Call(function, _) => self.call(function, node),
            Op::Literal(_) | Op::Datum | Op::Name(_) | Op::Path | Op::List | Op::Object(_) => None,
        }
    }

    /// The value for each word, and for none.
    fn by_word(&self, node: &Node, codes: &'a [u32], words: &[Rc<str>]) -> Batch<'a> {
        let mut values = Vec::with_capacity(words.len() + 1);
        for i in 0..=words.len() {
            let value = words.get(i).map_or(Value::Null, |word| Value::Text(word.clone()));
            let scope = Word { outer: self.context.scope, value };
            values.push(eval(node, &Context { scope: &scope, memory: self.context.memory }));
        }
        Batch::Coded(codes.into(), values)
    }

    /// `Number(node)` of each row.
    fn numbers(&self, node: &Node) -> Option<Vec<f64>> {
        self.values(node).map(|batch| batch.numbers(self.columns.rows()))
    }

    /// `Boolean(node)` of each row.
    fn truths(&self, node: &Node) -> Option<Vec<bool>> {
        if let Op::Logic(logic @ (Logic::And | Logic::Or)) = &node.op
            && !Reads::of(node).more
        {
            return self.logic(*logic, &node.parts, true);
        }
        Some(self.values(node)?.truths(self.columns.rows()))
    }

    /// Truth values stay such; of others the value counts, which is not computed here, unless
    /// only their truth is asked for (`any`).
    fn logic(&self, logic: Logic, nodes: &[Part], any: bool) -> Option<Vec<bool>> {
        let and = logic == Logic::And;
        let mut all = vec![and; self.columns.rows()];
        for node in nodes {
            let truths = if any {
                self.truths(node)?
            } else {
                let Batch::Truth(truths) = self.values(node)? else { return None };
                if logic == Logic::Default {
                    return None;
                }
                truths
            };
            join(&mut all, &truths, and);
        }
        Some(all)
    }

    fn chain(&self, signs: &[Binary], parts: &[Part]) -> Option<Batch<'a>> {
        let rows = self.columns.rows();
        let (first, rest) = parts.split_first()?;
        let mut left = self.values(first)?;
        for (sign, node) in signs.iter().zip(rest) {
            let right = self.values(node)?;
            left = if !sign.is_arithmetic() {
                let test = |row| operator::relation(*sign, &left.value(row), &right.value(row));
                Batch::Truth((0..rows).map(test).collect())
            } else if *sign == Binary::Add && (left.joins() || right.joins()) {
                return None;
            } else {
                let mut numbers = left.numbers(rows);
                // One number stands for all.
                let one = matches!(right, Batch::One(_));
                let others = right.numbers(if one { 1 } else { rows });
                let first = others.first().copied().unwrap_or(f64::NAN);
                for (row, number) in numbers.iter_mut().enumerate() {
                    let other = if one { first } else { others.get(row).copied().unwrap_or(first) };
                    *number = operator::arithmetic(*sign, *number, other);
                }
                Batch::Number(numbers.into())
            };
        }
        Some(left)
    }

    fn choice(&self, parts: &[Part]) -> Option<Batch<'a>> {
        let rows = self.columns.rows();
        let last = (parts.len() / 2) as u32;
        let mut picks = vec![last; rows];
        let mut values = Vec::new();
        for (i, arm) in (0..last).zip(parts.chunks_exact(2)) {
            let [condition, value] = arm else { continue };
            for (pick, truth) in picks.iter_mut().zip(self.truths(condition)?) {
                if truth && *pick == last {
                    *pick = i;
                }
            }
            values.push(self.values(value)?);
        }
        values.push(self.values(parts.last()?)?);
        if values.iter().all(|batch| matches!(batch, Batch::One(_))) {
            return Some(Batch::Coded(
                picks.into(),
                values.iter().map(|one| one.value(0)).collect(),
            ));
        }
        let number = |batch: &Batch<'_>| {
            matches!(batch, Batch::Number(_) | Batch::One(Value::Number(_) | Value::Null))
        };
        let numbers = values.iter().all(number);
        let pick = |row: usize| {
            let pick = picks.get(row).copied().unwrap_or(last);
            values.get(pick as usize).map_or(Value::Null, |batch| batch.value(row))
        };
        Some(if numbers {
            Batch::Number((0..rows).map(|row| pick(row).as_number().unwrap_or(NULL)).collect())
        } else {
            each((0..rows).map(pick).collect())
        })
    }

    fn call(&self, function: &Function, node: &Node) -> Option<Batch<'a>> {
        let rows = self.columns.rows();
        match function.call {
            Call::Number(_) | Call::Ease(..) | Call::Part(_) => {
                let batch = self.values(node.parts.first()?)?;
                let mut numbers = match (function.call, batch) {
                    (Call::Part(_), Batch::One(value)) => vec![date::instant(&value); rows],
                    (Call::Part(_), Batch::Coded(codes, values)) => {
                        let times: Vec<f64> = values.iter().map(date::instant).collect();
                        pick(&codes, &times, f64::NAN)
                    }
                    (_, batch) => batch.numbers(rows),
                };
                for number in &mut numbers {
                    *number = function.call.of_number(*number).unwrap_or(f64::NAN);
                }
                Some(Batch::Number(numbers.into()))
            }
            Call::Numbers(_) | Call::Plain(_) => {
                let mut args = Vec::new();
                for part in &node.parts {
                    args.push(self.values(part)?);
                }
                usual(function.name, &args).or_else(|| {
                    let mut given = vec![Value::Null; args.len()];
                    let mut values = Vec::with_capacity(rows);
                    for row in 0..rows {
                        for (slot, batch) in given.iter_mut().zip(&args) {
                            *slot = batch.value(row);
                        }
                        values.push(call(function, None, &given, self.context));
                    }
                    Some(each(values))
                })
            }
            Call::Context(_) | Call::Pattern(..) | Call::Chart => None,
        }
    }
}

/// A value for each row.
fn each<'a>(values: Vec<Value>) -> Batch<'a> {
    Batch::Coded((0..values.len() as u32).collect(), values)
}

/// The tests that field predicates are made of, on a column of numbers.
fn usual<'a>(name: &str, args: &[Batch<'_>]) -> Option<Batch<'a>> {
    let Some(Batch::Number(numbers)) = args.first() else { return None };
    let test = |test: &dyn Fn(f64) -> bool| {
        Some(Batch::Truth(numbers.iter().map(|number| test(*number)).collect()))
    };
    match (name, args) {
        ("isFinite", [_]) => test(&f64::is_finite),
        // Null is a NaN too.
        ("isValid", [_]) => test(&|number| !number.is_nan()),
        ("inrange", [_, Batch::One(Value::List(ends))]) => match ends.as_ref() {
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

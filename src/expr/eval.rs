//! The value of a parsed expression for one row.

use super::Scope;
use super::function::{Call, Function, date};
use super::node::{Binary, Logic, Node, Op, Part};
use super::regex::Regex;
use super::{operator, regex};
use crate::base::value::Value;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What an expression is evaluated in.
pub(super) struct Context<'a> {
    pub(super) scope: &'a dyn Scope,
    pub(super) memory: &'a Memory,
}

/// What an expression keeps from row to row.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    seed: u64,
    /// The state of `random`.
    pub(super) random: Cell<u64>,
    /// The last regular expression that was made of a value, such as a parameter.
    regex: RefCell<(Value, Option<Rc<Regex>>)>,
}

impl Memory {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, random: Cell::new(seed), regex: RefCell::default() }
    }

    /// Begins the random numbers anew.
    pub(super) fn again(&self) {
        self.random.set(self.seed);
    }

    /// The regular expression of a value; a text is one too where `texts`.
    fn regex(&self, value: &Value, texts: bool) -> Option<Rc<Regex>> {
        let mut last = self.regex.borrow_mut();
        if last.0 != *value {
            *last = (value.clone(), regex::written(value, texts).ok().flatten().map(Rc::new));
        }
        last.1.clone()
    }
}

/// The value of a node.
pub(super) fn eval(node: &Node, context: &Context<'_>) -> Value {
    match &node.op {
        Op::Literal(value) => value.clone(),
        Op::Datum => context.scope.datum(),
        Op::Field(name) => context.scope.field(name),
        Op::Name(name) => context.scope.name(name).unwrap_or_default(),
        Op::Path => path(&node.parts, context),
        Op::List => Value::List(all(&node.parts, context).into()),
        Op::Object(names) => {
            let mut members = Vec::with_capacity(names.len());
            for (name, part) in names.iter().zip(&node.parts) {
                members.push((name.clone(), eval(part, context)));
            }
            Value::Object(members.into())
        }
        Op::Unary(sign) => operator::unary(*sign, &eval(node.part(0), context)),
        Op::Chain(signs) => chain(signs, &node.parts, context),
        Op::Logic(logic) => short(*logic, &node.parts, context),
        Op::Choice => {
            let mut i = 0;
            while i + 1 < node.parts.len() && !truth(node.part(i), context) {
                i += 2;
            }
            let chosen = if i + 1 < node.parts.len() { i + 1 } else { i };
            eval(node.part(chosen), context)
        }
        Op::Call(function, regex) => match function.call {
            Call::Number(_) | Call::Ease(..) | Call::Part(_) => {
                Value::Number(number(node, context))
            }
            Call::Numbers(_)
            | Call::Plain(_)
            | Call::Context(_)
            | Call::Pattern(..)
            | Call::Chart => {
                // Few arguments need no allocation.
                let mut few: [Value; 4] = Default::default();
                match few.get_mut(..node.parts.len()) {
                    Some(args) => {
                        for (slot, part) in args.iter_mut().zip(&node.parts) {
                            *slot = eval(part, context);
                        }
                        call(function, regex.as_deref(), args, context)
                    }
                    None => call(function, regex.as_deref(), &all(&node.parts, context), context),
                }
            }
        },
    }
}

/// The value of a function of these arguments.
pub(super) fn call(
    function: &Function,
    regex: Option<&Regex>,
    args: &[Value],
    context: &Context<'_>,
) -> Value {
    match function.call {
        Call::Numbers(call) => Value::Number(call(args)),
        Call::Plain(call) => call(args),
        Call::Context(call) => call(context, args),
        Call::Pattern(place, call) => match (regex, args.get(place)) {
            (None, Some(value)) => call(context.memory.regex(value, place == 0).as_deref(), args),
            _ => call(regex, args),
        },
        Call::Chart | Call::Number(_) | Call::Ease(..) | Call::Part(_) => {
            context.scope.call(function.name, args).unwrap_or_default()
        }
    }
}

fn all(nodes: &[Part], context: &Context<'_>) -> Vec<Value> {
    let mut values = Vec::with_capacity(nodes.len());
    for node in nodes {
        values.push(eval(node, context));
    }
    values
}

/// `Number(node)`, without a value in between where that is possible.
pub(super) fn number(node: &Node, context: &Context<'_>) -> f64 {
    if let Op::Call(function, _) = &node.op {
        let part = node.part(0);
        let given = match function.call {
            _ if node.parts.is_empty() => f64::NAN,
            Call::Part(_) => date::instant(&eval(part, context)),
            Call::Number(_) | Call::Ease(..) => number(part, context),
            Call::Numbers(_)
            | Call::Plain(_)
            | Call::Context(_)
            | Call::Pattern(..)
            | Call::Chart => 0.0,
        };
        if let Some(number) = function.call.of_number(given) {
            return number;
        }
    }
    eval(node, context).to_number()
}

/// `Boolean(node)`.
pub(super) fn truth(node: &Node, context: &Context<'_>) -> bool {
    eval(node, context).truthy()
}

fn path(parts: &[Part], context: &Context<'_>) -> Value {
    let mut value = None;
    for part in parts {
        value = Some(match (value, part.literal()) {
            (None, _) => eval(part, context),
            (Some(value), Some(key)) => operator::member(&value, key),
            (Some(value), None) => operator::member(&value, &eval(part, context)),
        });
    }
    value.unwrap_or_default()
}

fn short(logic: Logic, nodes: &[Part], context: &Context<'_>) -> Value {
    let mut value = Value::Null;
    for node in nodes {
        value = eval(node, context);
        let stop = match logic {
            Logic::And => !value.truthy(),
            Logic::Or => value.truthy(),
            Logic::Default => !value.is_null(),
        };
        if stop {
            break;
        }
    }
    value
}

/// Applies operators from left to right; a run of `+` on texts grows one text.
fn chain(signs: &[Binary], parts: &[Part], context: &Context<'_>) -> Value {
    let mut value = Value::Null;
    let mut text: Option<String> = None;
    for (i, part) in parts.iter().enumerate() {
        let right = eval(part, context);
        let Some(sign) = i.checked_sub(1).and_then(|i| signs.get(i)) else {
            value = right;
            continue;
        };
        if let Some(grown) = &mut text {
            if *sign == Binary::Add {
                grown.push_str(&operator::text(&right));
                continue;
            }
            value = Value::Text(text.take().unwrap_or_default().into());
        }
        if *sign == Binary::Add && signs.len() > 1 && operator::joins(&value, &right) {
            let mut grown = operator::text(&value).to_string();
            grown.push_str(&operator::text(&right));
            text = Some(grown);
        } else {
            value = operator::binary(*sign, &value, &right);
        }
    }
    text.map_or(value, |text| Value::Text(text.into()))
}

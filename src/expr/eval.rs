//! The value of a parsed expression for one row.

use super::Scope;
use super::function::{Call, date, ease};
use super::node::{Binary, Logic, Node};
use super::regex::Regex;
use super::{operator, regex};
use crate::base::calendar::Civil;
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
    match node {
        Node::Literal(value) => value.clone(),
        Node::Datum => context.scope.datum(),
        Node::Field(name) => context.scope.field(name),
        Node::Name(name) => context.scope.name(name).unwrap_or_default(),
        Node::Path(start, keys) => path(start, keys, context),
        Node::List(nodes) => Value::List(all(nodes, context).into()),
        Node::Object(members) => Value::Object(
            members.iter().map(|(name, node)| (name.clone(), eval(node, context))).collect(),
        ),
        Node::Unary(sign, node) => operator::unary(*sign, &eval(node, context)),
        Node::Chain(first, rest) => chain(first, rest, context),
        Node::Logic(logic, nodes) => short(*logic, nodes, context),
        Node::Choice(arms, otherwise) => {
            let arm = arms.iter().find(|(condition, _)| truth(condition, context));
            eval(arm.map_or(otherwise, |(_, value)| value), context)
        }
        Node::Chart(name, nodes) => {
            context.scope.call(name, &all(nodes, context)).unwrap_or_default()
        }
        Node::Match(function, regex, nodes) => {
            if let Call::Pattern(_, call) = function.call {
                call(Some(regex), &all(nodes, context))
            } else {
                Value::Null
            }
        }
        Node::Call(function, nodes) => match (function.call, nodes.as_slice()) {
            (Call::Number(call), [node, ..]) => Value::Number(call(number(node, context))),
            (Call::Number(call), []) => Value::Number(call(f64::NAN)),
            (Call::Ease(..) | Call::Part(_), _) => Value::Number(number(node, context)),
            (Call::Numbers(call), _) => Value::Number(call(&all(nodes, context))),
            // The commonest counts of arguments need no allocation.
            (Call::Plain(call), [one]) => call(&[eval(one, context)]),
            (Call::Plain(call), [one, two]) => call(&[eval(one, context), eval(two, context)]),
            (Call::Plain(call), _) => call(&all(nodes, context)),
            (Call::Context(call), _) => call(context, &all(nodes, context)),
            (Call::Pattern(place, call), _) => {
                let values = all(nodes, context);
                let regex =
                    values.get(place).and_then(|value| context.memory.regex(value, place == 0));
                call(regex.as_deref(), &values)
            }
            (Call::Chart, _) => {
                context.scope.call(function.name, &all(nodes, context)).unwrap_or_default()
            }
        },
    }
}

fn all(nodes: &[Node], context: &Context<'_>) -> Vec<Value> {
    nodes.iter().map(|node| eval(node, context)).collect()
}

/// `Number(node)`, without a value in between where that is possible.
pub(super) fn number(node: &Node, context: &Context<'_>) -> f64 {
    if let Node::Chain(first, rest) = node
        && let [(sign, second)] = rest.as_slice()
        && *sign != Binary::Add
        && sign.is_arithmetic()
    {
        let (a, b) = (number(first, context), number(second, context));
        return operator::arithmetic(*sign, a, b).unwrap_or(f64::NAN);
    }
    if let Node::Call(function, nodes) = node {
        match (function.call, nodes.as_slice()) {
            (Call::Number(call), [node, ..]) => return call(number(node, context)),
            (Call::Part(call), [node, ..]) => {
                let time = date::instant(&eval(node, context));
                return Civil::of(time).map_or(f64::NAN, |at| call(&at));
            }
            (Call::Ease(curve, way), [node, ..]) => {
                return ease::at(curve, way, number(node, context));
            }
            (Call::Ease(..) | Call::Part(_), []) => return f64::NAN,
            _ => {}
        }
    }
    operator::number(&eval(node, context))
}

/// `Boolean(node)`.
pub(super) fn truth(node: &Node, context: &Context<'_>) -> bool {
    if let Node::Logic(logic, nodes) = node {
        match logic {
            Logic::And => return nodes.iter().all(|node| truth(node, context)),
            Logic::Or => return nodes.iter().any(|node| truth(node, context)),
            Logic::Default => {}
        }
    }
    if let Node::Chain(first, rest) = node
        && let [(sign, second)] = rest.as_slice()
        && !sign.is_arithmetic()
    {
        return operator::relation(*sign, &eval(first, context), &eval(second, context));
    }
    eval(node, context).truthy()
}

fn path(start: &Node, keys: &[Node], context: &Context<'_>) -> Value {
    let mut value = eval(start, context);
    for key in keys {
        value = match key.literal() {
            Some(key) => operator::member(&value, key),
            None => operator::member(&value, &eval(key, context)),
        };
    }
    value
}

fn short(logic: Logic, nodes: &[Node], context: &Context<'_>) -> Value {
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
fn chain(first: &Node, rest: &[(Binary, Node)], context: &Context<'_>) -> Value {
    let mut value = eval(first, context);
    let mut text: Option<String> = None;
    for (sign, node) in rest {
        let right = eval(node, context);
        if let Some(grown) = &mut text {
            if *sign == Binary::Add {
                grown.push_str(&operator::text(&right));
                continue;
            }
            value = Value::Text(text.take().unwrap_or_default().into());
        }
        if *sign == Binary::Add && operator::joins(&value, &right) && rest.len() > 1 {
            text = Some(format!("{}{}", operator::text(&value), operator::text(&right)));
        } else {
            value = operator::binary(*sign, &value, &right);
        }
    }
    text.map_or(value, |text| Value::Text(text.into()))
}

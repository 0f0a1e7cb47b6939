//! What a scale is made for: the channels that use it, and the author's properties as values.

use crate::base::json::Json;
use crate::base::value::Value;
use crate::expr;
use crate::expr::predicate::date_time;
use crate::resolve::{Binning, ChannelDef, FieldKind, ParamScope, ScaleSpec, Unit, View};
use crate::spec::bag::evaluate;
use crate::spec::{Bag, Channel};

/// A scale with what it is made for.
pub(super) struct Source<'a> {
    /// The view.
    pub view: &'a View,
    /// The scale.
    pub spec: &'a ScaleSpec,
    /// The units that use it, with the channel that does: the first decides defaults.
    pub users: Vec<(&'a Unit, &'a ChannelDef)>,
    /// The configuration of scales.
    pub config: Bag,
}

impl<'a> Source<'a> {
    /// The channels that use a scale of a view.
    pub fn new(view: &'a View, spec: &'a ScaleSpec) -> Self {
        let id = view.scales.iter().position(|known| std::ptr::eq(known, spec));
        let id = id.or_else(|| {
            view.scales
                .iter()
                .position(|known| known.at == spec.at && known.channel == spec.channel)
        });
        let mut users = Vec::new();
        for unit in &view.units {
            let channels = unit.channels.iter();
            users.extend(
                channels
                    .filter(|def| def.scale == id && id.is_some() && def.channel == spec.channel)
                    .map(|def| (unit, def)),
            );
        }
        Self { view, spec, users, config: view.config.part("scale") }
    }

    /// A property of the author's as a value; expressions are evaluated, `null` is none.
    pub fn value(&self, name: &str) -> Option<Value> {
        self.evaluated(self.spec.own.get(name)?)
    }

    fn evaluated(&self, json: &Json) -> Option<Value> {
        let value = evaluate(&self.spec.at, &ParamScope::new(&self.view.params), json);
        (!value.is_null()).then_some(value)
    }

    /// A property of the author's as a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.value(name)?.as_number().filter(|number| !number.is_nan())
    }

    /// A property of the author's as a truth value.
    pub fn truth(&self, name: &str) -> Option<bool> {
        self.value(name).map(|value| value.truthy())
    }

    /// A member of the configuration of scales as a number.
    pub fn default(&self, name: &str) -> Option<f64> {
        self.config.number(&ParamScope::new(&self.view.params), name)
    }

    /// Whether the scale's values are times.
    pub fn is_temporal(&self) -> bool {
        self.spec.field == Some(FieldKind::Temporal)
            || self.users.iter().any(|(_, def)| !def.time_unit.is_empty())
    }

    /// A value of a domain as the author wrote it: `{year, month, …}` and, on
    /// temporal fields, texts and numbers become times.
    ///
    /// Source: Vega-Lite, `valueExpr`.
    pub fn domain_value(&self, json: &Json) -> Value {
        if let Some(time) = json.members().and_then(|_| date_time(json)) {
            return Value::Time(time);
        }
        let value = evaluate(&self.spec.at, &ParamScope::new(&self.view.params), json);
        if !self.is_temporal() {
            return value;
        }
        match &value {
            Value::Number(number) => match self.in_unit(json) {
                Some(time) if *number < 10000.0 => time,
                _ => Value::Time(*number),
            },
            Value::Text(_) => {
                let text = format!("datetime({})", json.write());
                let read = expr::parse(&self.spec.at, &text)
                    .map(|expr| expr.eval(&expr::Empty))
                    .unwrap_or_default();
                match read.as_number() {
                    Some(time) if !time.is_nan() => Value::Time(time),
                    _ => self.in_unit(json).unwrap_or(value),
                }
            }
            Value::Null | Value::Bool(_) | Value::Time(_) | Value::List(_) | Value::Object(_) => {
                value
            }
        }
    }

    /// A value of a single time unit, such as 3 for `month`.
    fn in_unit(&self, json: &Json) -> Option<Value> {
        const SINGLE: [&str; 10] = [
            "year",
            "quarter",
            "month",
            "day",
            "date",
            "dayofyear",
            "hours",
            "minutes",
            "seconds",
            "milliseconds",
        ];
        let unit = self
            .users
            .iter()
            .map(|(_, def)| &def.time_unit)
            .find(|unit| SINGLE.contains(&&***unit))?;
        date_time(&Json::Object(vec![(unit.clone(), json.clone())])).map(Value::Time)
    }

    /// The author's step of bins that the data have already.
    pub fn given_bin_step(&self) -> Option<f64> {
        let (_, def) = self.users.iter().find(|(_, def)| def.bin == Binning::Binned)?;
        def.def.get("bin")?.get("step")?.number()
    }

    /// Whether the first unit that uses the scale has such a channel.
    pub fn has(&self, channel: Channel, is: &dyn Fn(&ChannelDef) -> bool) -> bool {
        let first = self.users.first();
        first.is_some_and(|(unit, _)| {
            unit.channels.iter().any(|def| def.channel == channel && is(def))
        })
    }
}

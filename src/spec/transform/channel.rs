//! The settings that transforms share with the channels of an encoding.

use super::Impute;
use super::read::Members;
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Notes, Word};
use std::rc::Rc;

/// The range that bins cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum BinExtent {
    /// That of the data.
    #[default]
    Data,
    /// From, to.
    Range([f64; 2]),
    /// That of the data; the width of an interval selection decides the step.
    Param {
        /// The name of the selection.
        param: Rc<str>,
        /// The channel or field of the selection, when it has two.
        part: Option<Rc<str>>,
    },
}

/// How to bin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BinParams {
    /// At most so many bins; default 10 for most channels, 6 for `row`, `column` and `shape`.
    pub maxbins: Option<f64>,
    /// The width of a bin, in the unit of the field; decides alone when given.
    pub step: Option<f64>,
    /// The widths to choose from.
    pub steps: Option<Vec<f64>>,
    /// The least width.
    pub minstep: Option<f64>,
    /// The base of the scale of widths; default 10.
    pub base: Option<f64>,
    /// By what a width may be divided; default 5 and 2.
    pub divide: Option<Vec<f64>>,
    /// A value that a boundary has to meet.
    pub anchor: Option<f64>,
    /// Whether boundaries are multiples of the width; default yes.
    pub nice: Option<bool>,
    /// What the bins cover.
    pub extent: BinExtent,
}

/// What stands in imputed rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImputeMethod {
    /// [`Impute::value`].
    #[default]
    Value,
    /// The mean of the frame.
    Mean,
    /// The median of the frame.
    Median,
    /// The greatest value of the frame.
    Max,
    /// The least value of the frame.
    Min,
}

/// The keys that each group has to have, beside those in the data.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyVals {
    /// These.
    List(Vec<Value>),
    /// The numbers from `start` to before `stop`.
    Sequence {
        /// The first; default 0.
        start: f64,
        /// The end, itself not a key.
        stop: f64,
        /// The distance; default 1.
        step: f64,
    },
}

/// How to round times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeUnitParams {
    /// The unit, such as `yearmonth`; without it `maxbins` decides.
    pub unit: Option<Rc<str>>,
    /// Whether in UTC rather than local time.
    pub utc: bool,
    /// How many of the smallest part make a step; default 1.
    pub step: Option<f64>,
    /// At most so many steps, when no unit is given; default 40.
    pub maxbins: Option<f64>,
}

impl BinParams {
    /// Reads the member `bin` of a transform: true, or an object. `maxbins` is 10 when neither it nor `step` is given.
    pub(super) fn read(notes: &mut Notes, outer: &mut Members) -> Self {
        let usual = Self::maxbins(10.0);
        let Some(json) = outer.get("bin") else {
            outer.missing("bin");
            return usual;
        };
        if json.bool() == Some(true) {
            return usual;
        }
        if json.members().is_none() {
            outer.wrong("bin", json, "true or an object");
            return usual;
        }
        let mut m = outer.object("bin", json);
        m.raw("binned");
        let extent = match m.get("extent") {
            Some(json @ Json::Object(_)) => {
                let mut inner = m.object("extent", json);
                let param = inner.need("param");
                let part = inner.text("encoding").or_else(|| inner.text("field"));
                m.keep(inner);
                BinExtent::Param { param, part }
            }
            _ => m.range("extent").map_or(BinExtent::Data, BinExtent::Range),
        };
        let mut bin = BinParams {
            maxbins: m.number("maxbins"),
            step: m.number("step"),
            steps: m.numbers("steps").filter(|list| !list.is_empty()),
            minstep: m.number("minstep"),
            base: m.number("base"),
            divide: m.numbers("divide"),
            anchor: m.number("anchor"),
            nice: m.flag("nice"),
            extent,
        };
        if bin.step.is_none() {
            bin.maxbins = bin.maxbins.or(usual.maxbins);
        }
        outer.close(notes, m);
        bin
    }
}

/// The units that people write most, to find the nearest to a wrong one and for editors to offer.
pub const UNITS: [&str; 19] = [
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "dayofyear",
    "date",
    "hours",
    "minutes",
    "seconds",
    "milliseconds",
    "yearquarter",
    "yearmonth",
    "yearmonthdate",
    "yearmonthdatehours",
    "yearweek",
    "monthdate",
    "hoursminutes",
    "yearmonthdatehoursminutes",
];

impl TimeUnitParams {
    /// Reads the member `timeUnit` of a transform: a unit, or an object.
    ///
    /// The prefix `utc` becomes [`TimeUnitParams::utc`].
    pub(super) fn read(notes: &mut Notes, outer: &mut Members) -> Self {
        const NAME: &str = "timeUnit";
        let mut params = TimeUnitParams::default();
        let Some(json) = outer.get(NAME) else {
            outer.missing(NAME);
            return params;
        };
        if let Some(unit) = json.text() {
            params.unit = Some(unit.clone());
        } else if json.members().is_some() {
            let mut m = outer.object(NAME, json);
            m.raw("binned");
            params = TimeUnitParams {
                unit: m.text("unit"),
                utc: m.is_true("utc"),
                step: m.number("step"),
                maxbins: m.number("maxbins"),
            };
            outer.close(notes, m);
        } else {
            outer.wrong(NAME, json, "a time unit or an object");
        }
        let Some(unit) = params.unit.clone() else { return params };
        if crate::base::time_unit::TimeUnit::parse(&unit).is_none() {
            outer.unknown(NAME, Word::TimeUnit, &unit, &UNITS);
        }
        if let Some(unit) = unit.strip_prefix("utc") {
            params.unit = Some(unit.into());
            params.utc = true;
        }
        params
    }
}

impl Impute {
    /// Reads `impute`.
    pub(super) fn read(notes: &mut Notes, m: &mut Members) -> Self {
        let keyvals = match m.get("keyvals") {
            None => None,
            Some(Json::List(list)) => {
                Some(KeyVals::List(list.iter().map(Json::to_value).collect()))
            }
            Some(json @ Json::Object(_)) => {
                let mut inner = m.object("keyvals", json);
                let (start, stop, step) = inner.sequence();
                m.close(notes, inner);
                Some(KeyVals::Sequence { start, stop, step })
            }
            Some(json) => {
                m.wrong("keyvals", json, "list, or object with stop");
                None
            }
        };
        Impute {
            at: m.at.clone(),
            impute: m.need("impute"),
            key: m.need("key"),
            groupby: m.texts("groupby"),
            keyvals,
            method: match m.word("method", &["value", "mean", "median", "max", "min"]) {
                1 => ImputeMethod::Mean,
                2 => ImputeMethod::Median,
                3 => ImputeMethod::Max,
                4 => ImputeMethod::Min,
                _ => ImputeMethod::Value,
            },
            value: m.raw("value").map(Json::to_value),
            frame: m.frame("frame", [None, None]),
        }
    }
}

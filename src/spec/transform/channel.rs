//! The settings that transforms share with the channels of an encoding.

use super::Impute;
use super::read::{Members, unknown, wrong};
use crate::base::json::Json;
use crate::base::value::Value;
use crate::error::{Notes, Place, Result, Word};
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
    /// Reads the value of `bin`, in a transform or an encoding: true, or an object.
    ///
    /// `binned` and the text `binned` are the caller's. `maxbins` is `default` when neither it nor `step` is given.
    ///
    /// # Errors
    ///
    /// `SpecError::WrongType` at `at` or at a member.
    pub fn parse(notes: &mut Notes, at: &Place, json: &Json, default: f64) -> Result<Self> {
        if json.bool() == Some(true) {
            return Ok(BinParams::maxbins(default));
        }
        let Some(_) = json.members() else { return Err(wrong(at, json, "true or an object")) };
        let mut m = Members::of(at, json)?;
        m.raw("binned");
        let extent = match m.get("extent") {
            Some(json @ Json::Object(_)) => {
                let mut m = Members::of(&at.child("extent"), json)?;
                let param = m.need("param")?;
                let part = match m.text("encoding")? {
                    Some(part) => Some(part),
                    None => m.text("field")?,
                };
                BinExtent::Param { param, part }
            }
            _ => m.range("extent")?.map_or(BinExtent::Data, BinExtent::Range),
        };
        let mut bin = BinParams {
            maxbins: m.number("maxbins")?,
            step: m.number("step")?,
            steps: m.numbers("steps")?.filter(|list| !list.is_empty()),
            minstep: m.number("minstep")?,
            base: m.number("base")?,
            divide: m.numbers("divide")?,
            anchor: m.number("anchor")?,
            nice: m.flag("nice")?,
            extent,
        };
        if bin.maxbins.is_none() && bin.step.is_none() {
            bin.maxbins = Some(default);
        }
        m.finish(notes);
        Ok(bin)
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
    /// Reads the value of `timeUnit`, in a transform or an encoding: a unit, or an object.
    ///
    /// The prefix `utc` becomes [`TimeUnitParams::utc`]; `binned` is the caller's.
    ///
    /// # Errors
    ///
    /// `SpecError::WrongType` at `at` or at a member; `SpecError::Unknown` when there is no such unit.
    pub fn parse(notes: &mut Notes, at: &Place, json: &Json) -> Result<Self> {
        let mut params = TimeUnitParams::default();
        match json.text() {
            Some(unit) => params.unit = Some(unit.clone()),
            None if json.members().is_none() => {
                return Err(wrong(at, json, "a time unit or an object"));
            }
            None => {
                let mut m = Members::of(at, json)?;
                m.raw("binned");
                params = TimeUnitParams {
                    unit: m.text("unit")?,
                    utc: m.flag("utc")?.unwrap_or(false),
                    step: m.number("step")?,
                    maxbins: m.number("maxbins")?,
                };
                m.finish(notes);
            }
        }
        if let Some(unit) = &params.unit
            && crate::base::time_unit::TimeUnit::parse(unit).is_none()
        {
            return Err(unknown(at, Word::TimeUnit, unit, UNITS));
        }
        if let Some(unit) = params.unit.as_deref().and_then(|unit| unit.strip_prefix("utc")) {
            params.unit = Some(unit.into());
            params.utc = true;
        }
        Ok(params)
    }
}

impl Impute {
    /// Reads the `impute` of a channel; the fields are the caller's to fill in.
    ///
    /// # Errors
    ///
    /// `SpecError::WrongType` and `SpecError::Unknown` at a member.
    pub fn parse(notes: &mut Notes, at: &Place, json: &Json) -> Result<Self> {
        let mut members = Members::of(at, json)?;
        let impute = Self::members(notes, &mut members)?;
        members.finish(notes);
        Ok(impute)
    }

    /// Reads the members of `impute`, in a transform or an encoding, but for the fields.
    pub(super) fn members(notes: &mut Notes, m: &mut Members) -> Result<Self> {
        const METHODS: [(&str, ImputeMethod); 5] = [
            ("value", ImputeMethod::Value),
            ("mean", ImputeMethod::Mean),
            ("median", ImputeMethod::Median),
            ("max", ImputeMethod::Max),
            ("min", ImputeMethod::Min),
        ];
        let at = m.at.child("keyvals");
        let keyvals = match m.get("keyvals") {
            None => None,
            Some(Json::List(list)) => {
                Some(KeyVals::List(list.iter().map(Json::to_value).collect()))
            }
            Some(json @ Json::Object(_)) => {
                let mut m = Members::of(&at, json)?;
                let stop = m.number("stop")?.ok_or_else(|| m.missing("stop"))?;
                let start = m.number("start")?.unwrap_or(0.0);
                let step = m.number("step")?.filter(|step| *step != 0.0).unwrap_or(1.0);
                m.finish(notes);
                Some(KeyVals::Sequence { start, stop, step })
            }
            Some(json) => return Err(wrong(&at, json, "list, or object with stop")),
        };
        Ok(Impute {
            at: m.at.clone(),
            keyvals,
            method: m.word("method", &METHODS)?.unwrap_or_default(),
            value: m.raw("value").map(Json::to_value),
            frame: m.frame("frame")?.unwrap_or([None, None]),
            ..Impute::default()
        })
    }
}

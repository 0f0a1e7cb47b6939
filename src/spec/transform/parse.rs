//! Reads transforms from JSON.

use super::read::{Members, unknown, wrong};
use super::{
    Aggregate, Bin, BinParams, Calculate, Density, Extent, Filter, Flatten, Fold, Impute,
    JoinAggregate, Loess, Lookup, LookupFrom, Measure, Op, Pivot, Quantile, Regression,
    RegressionMethod, Sample, SortField, Stack, StackOffset, TimeUnit, TimeUnitParams, Transform,
    Window, WindowMeasure, WindowOp, field_name,
};
use crate::base::json::Json;
use crate::base::path;
use crate::base::value::Value;
use crate::error::{Notes, Place, Result, Word};
use std::rc::Rc;

/// The members that tell transforms apart. `extent` stands last, because density and regression have one too.
const KINDS: [&str; 19] = [
    "aggregate",
    "bin",
    "calculate",
    "density",
    "filter",
    "flatten",
    "fold",
    "impute",
    "joinaggregate",
    "loess",
    "lookup",
    "pivot",
    "quantile",
    "regression",
    "sample",
    "stack",
    "timeUnit",
    "window",
    "extent",
];

impl Transform {
    /// Reads one element of `transform`.
    ///
    /// Members that the transform does not have are noted as warnings.
    ///
    /// # Errors
    ///
    /// `SpecError::Unknown` at the transform when no member tells its kind, and at an operation or
    /// listed value that does not exist; `SpecError::WrongType` at a member of another type;
    /// `SpecError::Missing` when a member has to be there.
    pub fn parse(notes: &mut Notes, at: &Place, json: &Json) -> Result<Self> {
        let mut members = Members::of(at, json)?;
        let Some(kind) = KINDS.into_iter().find(|kind| members.raw(kind).is_some()) else {
            let names = json.members().unwrap_or_default();
            let near = names.iter().find(|(name, _)| crate::error::nearest(name, KINDS).is_some());
            let found = near.or(names.first()).map_or("{}", |(name, _)| &**name);
            return Err(unknown(at, Word::Transform, found, KINDS));
        };
        let mut members = Members::of(at, json)?;
        let step = read(notes, kind, &mut members)?;
        members.finish(notes);
        Ok(step)
    }
}

/// Reads the transform of a kind.
fn read(notes: &mut Notes, kind: &str, m: &mut Members) -> Result<Transform> {
    Ok(match kind {
        "aggregate" => Transform::Aggregate(Aggregate {
            at: m.at.clone(),
            aggregate: measures(notes, m, "aggregate")?,
            groupby: groupby(m)?,
        }),
        "joinaggregate" => Transform::JoinAggregate(JoinAggregate {
            at: m.at.clone(),
            joinaggregate: measures(notes, m, "joinaggregate")?,
            groupby: groupby(m)?,
        }),
        "bin" => bin(notes, m)?,
        "calculate" => Transform::Calculate(Calculate {
            at: m.at.clone(),
            calculate: m.need("calculate")?,
            name: path::flat(&m.need("as")?),
        }),
        "density" => density(m)?,
        "extent" => Transform::Extent(Extent {
            at: m.at.clone(),
            extent: m.need("extent")?,
            param: m.need("param")?,
        }),
        "filter" => Transform::Filter(Filter {
            at: m.at.clone(),
            filter: m.raw("filter").cloned().unwrap_or_default(),
        }),
        "flatten" => flatten(m)?,
        "fold" => Transform::Fold(Fold {
            at: m.at.clone(),
            fold: list(m, "fold")?,
            name: names(m, ["key", "value"])?,
        }),
        "impute" => impute(notes, m)?,
        "loess" => loess(m)?,
        "lookup" => lookup(notes, m)?,
        "pivot" => Transform::Pivot(Pivot {
            at: m.at.clone(),
            pivot: m.need("pivot")?,
            value: m.need("value")?,
            groupby: groupby(m)?,
            limit: m.number("limit")?,
            op: operation(m, "op", Op::words, Op::parse)?.unwrap_or(Op::Sum),
        }),
        "quantile" => Transform::Quantile(Quantile {
            at: m.at.clone(),
            quantile: m.need("quantile")?,
            groupby: groupby(m)?,
            probs: m.numbers("probs")?,
            step: m.number("step")?,
            name: names(m, ["prob", "value"])?,
        }),
        "regression" => regression(m)?,
        "sample" => Transform::Sample(Sample {
            at: m.at.clone(),
            sample: m.number("sample")?.unwrap_or(1000.0),
        }),
        "stack" => stack(notes, m)?,
        "timeUnit" => time_unit(notes, m)?,
        _ => window(notes, m)?,
    })
}

fn groupby(m: &mut Members) -> Result<Vec<Rc<str>>> {
    Ok(m.texts("groupby")?.unwrap_or_default())
}

/// A list of fields that has to be there.
fn list(m: &mut Members, name: &'static str) -> Result<Vec<Rc<str>>> {
    m.texts(name)?.ok_or_else(|| m.missing(name))
}

/// The two names of `as`, with their defaults.
fn names(m: &mut Members, default: [&str; 2]) -> Result<[Rc<str>; 2]> {
    let given = m.texts("as")?.unwrap_or_default();
    let [first, second] = default;
    let name = |i: usize, default: &str| given.get(i).cloned().unwrap_or_else(|| default.into());
    Ok([name(0, first), name(1, second)])
}

/// The two names of `as`; of one name, the second is that with `_end`.
fn ends(m: &mut Members, default: [&str; 2]) -> Result<[Rc<str>; 2]> {
    match m.texts("as")?.unwrap_or_default().as_slice() {
        [] => Ok(default.map(Into::into)),
        [one] => Ok([one.clone(), format!("{one}_end").into()]),
        [start, end, ..] => Ok([start.clone(), end.clone()]),
    }
}

fn operation<T, I: Iterator<Item = &'static str>>(
    m: &mut Members,
    name: &'static str,
    words: impl Fn() -> I,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    let Some(word) = m.text(name)? else { return Ok(None) };
    match parse(&word) {
        Some(op) => Ok(Some(op)),
        None => Err(unknown(&m.at.child(name), Word::Operation, &word, words())),
    }
}

/// The objects of a list, each read by `each`.
fn objects<T>(
    notes: &mut Notes,
    m: &mut Members,
    name: &'static str,
    each: impl Fn(&mut Members) -> Result<T>,
) -> Result<Vec<T>> {
    let Some(json) = m.get(name) else { return Ok(Vec::new()) };
    let at = m.at.child(name);
    let Some(list) = json.list() else { return Err(wrong(&at, json, "list of objects")) };
    let mut read = Vec::with_capacity(list.len());
    for (i, json) in list.iter().enumerate() {
        let mut members = Members::of(&at.child(i), json)?;
        read.push(each(&mut members)?);
        members.finish(notes);
    }
    Ok(read)
}

fn measures(notes: &mut Notes, m: &mut Members, name: &'static str) -> Result<Vec<Measure>> {
    objects(notes, m, name, |m| {
        let op = match m.raw("op") {
            Some(json @ Json::Object(_)) => {
                let share = |word| json.get(word).and_then(Json::number);
                share("exponential")
                    .map(Op::Exponential)
                    .or(share("exponentialb").map(Op::Exponentialb))
                    .ok_or_else(|| wrong(&m.at.child("op"), json, "an operation"))?
            }
            _ => operation(m, "op", Op::words, Op::parse)?.ok_or_else(|| m.missing("op"))?,
        };
        let field = m.text("field")?.filter(|field| &**field != "*");
        if field.is_none() && op != Op::Count {
            return Err(m.missing("field"));
        }
        let name = m.text("as")?;
        let name = name.unwrap_or_else(|| field_name(op.word(), field.as_deref(), ""));
        Ok(Measure { op, field, name })
    })
}

fn window(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    let window = objects(notes, m, "window", |m| {
        let op =
            operation(m, "op", WindowOp::words, WindowOp::parse)?.ok_or_else(|| m.missing("op"))?;
        let field = m.text("field")?;
        let name = m.text("as")?;
        let name = name.unwrap_or_else(|| field_name(op.word(), field.as_deref(), ""));
        Ok(WindowMeasure { op, field, param: m.number("param")?, name })
    })?;
    Ok(Transform::Window(Window {
        at: m.at.clone(),
        window,
        frame: m.frame("frame")?.unwrap_or([None, Some(0.0)]),
        ignore_peers: m.flag("ignorePeers")?.unwrap_or(false),
        groupby: groupby(m)?,
        sort: sort(notes, m)?,
    }))
}

fn sort(notes: &mut Notes, m: &mut Members) -> Result<Vec<SortField>> {
    objects(notes, m, "sort", |m| {
        let order = m.word("order", &[("ascending", false), ("descending", true)])?;
        Ok(SortField { field: m.need("field")?, descending: order.unwrap_or(false) })
    })
}

fn bin(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    let json = m.get("bin").ok_or_else(|| m.missing("bin"))?;
    let bin = BinParams::parse(notes, &m.at.child("bin"), json, 10.0)?;
    let field = m.need("field")?;
    let default = bin.names(&field);
    let name = ends(m, default.each_ref().map(|name| &**name))?;
    Ok(Transform::Bin(Bin { at: m.at.clone(), bin, field, name }))
}

fn time_unit(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    let json = m.get("timeUnit").ok_or_else(|| m.missing("timeUnit"))?;
    let time_unit = TimeUnitParams::parse(notes, &m.at.child("timeUnit"), json)?;
    let field = m.need("field")?;
    let default = time_unit.names(&field);
    let name = ends(m, default.each_ref().map(|name| &**name))?;
    Ok(Transform::TimeUnit(TimeUnit { at: m.at.clone(), time_unit, field, name }))
}

fn flatten(m: &mut Members) -> Result<Transform> {
    let flatten = list(m, "flatten")?;
    let given = m.texts("as")?.unwrap_or_default();
    let name =
        |(i, field): (usize, &Rc<str>)| given.get(i).cloned().unwrap_or_else(|| path::flat(field));
    let name = flatten.iter().enumerate().map(name).collect();
    Ok(Transform::Flatten(Flatten { at: m.at.clone(), flatten, name }))
}

fn loess(m: &mut Members) -> Result<Transform> {
    let (loess, on) = (m.need("loess")?, m.need("on")?);
    Ok(Transform::Loess(Loess {
        at: m.at.clone(),
        groupby: groupby(m)?,
        bandwidth: m.number("bandwidth")?,
        name: names(m, [&path::flat(&on), &path::flat(&loess)])?,
        loess,
        on,
    }))
}

fn density(m: &mut Members) -> Result<Transform> {
    Ok(Transform::Density(Density {
        at: m.at.clone(),
        density: m.need("density")?,
        groupby: groupby(m)?,
        cumulative: m.flag("cumulative")?.unwrap_or(false),
        counts: m.flag("counts")?.unwrap_or(false),
        bandwidth: m.number("bandwidth")?,
        extent: m.range("extent")?,
        minsteps: m.number("minsteps")?,
        maxsteps: m.number("maxsteps")?,
        steps: m.number("steps")?,
        independent: m
            .word("resolve", &[("shared", false), ("independent", true)])?
            .unwrap_or(false),
        name: names(m, ["value", "density"])?,
    }))
}

fn impute(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    let rest = Impute::members(notes, m)?;
    let (impute, key) = (m.need("impute")?, m.need("key")?);
    Ok(Transform::Impute(Impute { impute, key, groupby: groupby(m)?, ..rest }))
}

fn lookup(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    let json = m.get("from").ok_or_else(|| m.missing("from"))?;
    let at = m.at.child("from");
    let mut from = Members::of(&at, json)?;
    let given = m.texts("as")?;
    let key = from.need("key")?;
    let fields = from.texts("fields")?.unwrap_or_default();
    let param = from.text("param")?;
    let data = from.get("data");
    let place = match (&param, data) {
        (Some(param), _) => LookupFrom::Param(param.clone()),
        (None, Some(data)) => {
            let member = |name| data.get(name).and_then(Json::text).cloned();
            let table = member("name").or_else(|| member("url"));
            let table = table.unwrap_or_else(|| at.child("data").pointer.clone());
            LookupFrom::Data { table, data: data.clone() }
        }
        (None, None) => return Err(from.missing("data")),
    };
    from.finish(notes);
    let name = given.unwrap_or_else(|| match (&param, fields.as_slice()) {
        (Some(param), []) => vec![param.clone()],
        (None, []) => vec!["_lookup".into()],
        (_, fields) => fields.iter().map(|field| path::flat(field)).collect(),
    });
    Ok(Transform::Lookup(Lookup {
        at: m.at.clone(),
        lookup: m.need("lookup")?,
        from: place,
        key,
        fields,
        name,
        default: m.raw("default").map_or(Value::Null, Json::to_value),
    }))
}

fn regression(m: &mut Members) -> Result<Transform> {
    const METHODS: [(&str, RegressionMethod); 6] = [
        ("linear", RegressionMethod::Linear),
        ("log", RegressionMethod::Log),
        ("exp", RegressionMethod::Exp),
        ("pow", RegressionMethod::Pow),
        ("quad", RegressionMethod::Quad),
        ("poly", RegressionMethod::Poly),
    ];
    let (regression, on) = (m.need("regression")?, m.need("on")?);
    Ok(Transform::Regression(Regression {
        at: m.at.clone(),
        groupby: groupby(m)?,
        method: m.word("method", &METHODS)?.unwrap_or_default(),
        order: m.number("order")?,
        extent: m.range("extent")?,
        params: m.flag("params")?.unwrap_or(false),
        name: names(m, [&path::flat(&on), &path::flat(&regression)])?,
        regression,
        on,
    }))
}

fn stack(notes: &mut Notes, m: &mut Members) -> Result<Transform> {
    const OFFSETS: [(&str, StackOffset); 3] = [
        ("zero", StackOffset::Zero),
        ("center", StackOffset::Center),
        ("normalize", StackOffset::Normalize),
    ];
    let stack = m.need("stack")?;
    let default = [format!("{stack}_start"), format!("{stack}_end")];
    Ok(Transform::Stack(Stack {
        at: m.at.clone(),
        groupby: groupby(m)?,
        offset: m.word("offset", &OFFSETS)?.unwrap_or_default(),
        sort: sort(notes, m)?,
        name: ends(m, default.each_ref().map(|name| name.as_str()))?,
        stack,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Diagnostic;

    fn read(text: &str) -> (Result<Transform>, Vec<String>) {
        let mut notes = Notes::new();
        let step = Json::parse(text)
            .and_then(|json| Transform::parse(&mut notes, &Place::root().child("t"), &json));
        (step, notes.list().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn produces() {
        let check = |text: &str, expected: &[&str]| {
            let (step, notes) = read(text);
            let names = step.map(|step| step.produces());
            let names = names.map(|names| names.iter().map(ToString::to_string).collect());
            assert_eq!(
                names,
                Ok::<Vec<_>, Diagnostic>(expected.iter().map(ToString::to_string).collect())
            );
            assert_eq!(notes, [""; 0]);
        };
        check(
            r#"{"aggregate":[{"op":"mean","field":"x"},{"op":"count"}],"groupby":["g"]}"#,
            &["g", "mean_x", "count"],
        );
        check(r#"{"bin":true,"field":"x","as":"b"}"#, &["b", "b_end"]);
        check(r#"{"bin":{"step":5},"field":"x"}"#, &["bin_step_5_x", "bin_step_5_x_end"]);
        check(r#"{"calculate":"datum.a","as":"b"}"#, &["b"]);
        check(r#"{"density":"a","extent":[0,1]}"#, &["value", "density"]);
        check(r#"{"extent":"a","param":"p"}"#, &[]);
        check(r#"{"filter":"true"}"#, &[]);
        check(r#"{"flatten":["a","b.c"],"as":["d"]}"#, &["d", "b.c"]);
        check(r#"{"fold":["a"],"as":["d"]}"#, &["d", "value"]);
        check(r#"{"impute":"a","key":"b","keyvals":{"stop":3}}"#, &["a"]);
        check(r#"{"joinaggregate":[{"op":"sum","field":"x","as":"t"}]}"#, &["t"]);
        check(r#"{"loess":"y","on":"x","bandwidth":1}"#, &["x", "y"]);
        check(
            r#"{"lookup":"k","from":{"data":{"url":"u"},"key":"k","fields":["a","b"]}}"#,
            &["a", "b"],
        );
        check(r#"{"lookup":"k","from":{"param":"p","key":"k"}}"#, &["p"]);
        check(r#"{"pivot":"a","value":"b","limit":2}"#, &[]);
        check(r#"{"quantile":"a","step":0.1}"#, &["prob", "value"]);
        check(r#"{"regression":"y","on":"x","method":"poly","extent":[1,2]}"#, &["x", "y"]);
        check(r#"{"sample":10}"#, &[]);
        check(r#"{"stack":"a","groupby":["b"],"as":["c","d"]}"#, &["c", "d"]);
        check(r#"{"timeUnit":"utcmonth","field":"d","as":"m"}"#, &["m", "m_end"]);
        check(
            r#"{"window":[{"op":"rank"},{"op":"sum","field":"x"}],"frame":[null,0]}"#,
            &["rank", "sum_x"],
        );
    }

    #[test]
    fn errors() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read(text).0.map_err(|why| why.to_string()), Err(expected.to_owned()));
        };
        check(
            r#"{"agregate":[]}"#,
            "/t: unknown transform \"agregate\"; hint: did you mean \"aggregate\"?",
        );
        check(r#"[]"#, "/t: found a list, expected an object");
        check(
            r#"{"aggregate":[{"op":"mena","field":"x"}]}"#,
            "/t/aggregate/0/op: unknown operation \"mena\"; hint: did you mean \"mean\"?",
        );
        check(r#"{"stack":"a","groupby":[1]}"#, "/t/groupby: found a list, expected list of texts");
        check(r#"{"stack":"a","offset":"middle"}"#, "/t/offset: unknown value \"middle\"");
        check(r#"{"calculate":"1"}"#, "/t: missing \"as\"");
        check(
            r#"{"timeUnit":"yearmonths","field":"d"}"#,
            "/t/timeUnit: unknown time unit \"yearmonths\"; hint: did you mean \"yearmonth\"?",
        );
        check(r#"{"bin":3,"field":"x"}"#, "/t/bin: found 3, expected true or an object");
    }

    #[test]
    fn unknown_members_are_noted() {
        let (step, notes) = read(r#"{"sample":3,"sede":1}"#);
        assert_eq!(
            step,
            Ok(Transform::Sample(Sample { at: Place::root().child("t"), sample: 3.0 }))
        );
        assert_eq!(notes, ["/t/sede: unknown property \"sede\""]);
    }

    #[test]
    fn facets_add_groups() {
        let (step, _) = read(r#"{"stack":"a","groupby":["b"]}"#);
        let groups = step.map(|mut step| {
            step.add_groupby(&["b".into(), "c".into()]);
            if let Transform::Stack(stack) = step { stack.groupby } else { Vec::new() }
        });
        assert_eq!(groups, Ok(vec!["b".into(), "c".into()]));
    }
}

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

/// Reads the transform of a kind.
type Read = fn(&mut Notes, &mut Members) -> Transform;

/// The members that tell transforms apart, and how each is read. `extent` stands last, because
/// density and regression have one too.
const KINDS: [(&str, Read); 19] = [
    ("aggregate", |notes, m| {
        let aggregate = measures(notes, m, "aggregate");
        Transform::Aggregate(Aggregate { at: m.at.clone(), aggregate, groupby: m.texts("groupby") })
    }),
    ("bin", bin),
    ("calculate", |_, m| {
        let calculate = m.need("calculate");
        let name = path::flat(&m.need("as"));
        Transform::Calculate(Calculate { at: m.at.clone(), calculate, name })
    }),
    ("density", |_, m| density(m)),
    ("filter", |_, m| {
        let filter = m.raw("filter").cloned().unwrap_or_default();
        Transform::Filter(Filter { at: m.at.clone(), filter })
    }),
    ("flatten", |_, m| flatten(m)),
    ("fold", |_, m| {
        let fold = list(m, "fold");
        Transform::Fold(Fold { at: m.at.clone(), fold, name: names(m, "key", "value") })
    }),
    ("impute", |notes, m| Transform::Impute(Impute::read(notes, m))),
    ("joinaggregate", |notes, m| {
        let joinaggregate = measures(notes, m, "joinaggregate");
        let groupby = m.texts("groupby");
        Transform::JoinAggregate(JoinAggregate { at: m.at.clone(), joinaggregate, groupby })
    }),
    ("loess", |_, m| loess(m)),
    ("lookup", lookup),
    ("pivot", |_, m| pivot(m)),
    ("quantile", |_, m| quantile(m)),
    ("regression", |_, m| regression(m)),
    ("sample", |_, m| {
        let sample = m.number("sample").unwrap_or(1000.0);
        Transform::Sample(Sample { at: m.at.clone(), sample })
    }),
    ("stack", stack),
    ("timeUnit", time_unit),
    ("window", window),
    ("extent", |_, m| {
        let (extent, param) = (m.need("extent"), m.need("param"));
        Transform::Extent(Extent { at: m.at.clone(), extent, param })
    }),
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
        let mut members = Members::of(at, json);
        let kind = KINDS.iter().find(|(kind, _)| json.get(kind).is_some());
        let Some((_, read)) = kind else {
            let Some(names) = json.members() else { return Err(wrong(at, json, "an object")) };
            let known = KINDS.map(|(kind, _)| kind);
            let near = names.iter().find(|(name, _)| crate::error::nearest(name, known).is_some());
            let found = near.or(names.first()).map_or("{}", |(name, _)| &**name);
            return Err(unknown(at, Word::Transform, found, &known));
        };
        let step = read(notes, &mut members);
        members.finish(notes).map(|()| step)
    }
}

/// A list of fields that has to be there.
fn list(m: &mut Members, name: &'static str) -> Vec<Rc<str>> {
    if m.get(name).is_none() {
        m.missing(name);
    }
    m.texts(name)
}

/// The two names of `as`, with their defaults.
fn names(m: &mut Members, first: &str, second: &str) -> [Rc<str>; 2] {
    let given = m.texts("as");
    let name = |i: usize, usual: &str| given.get(i).cloned().unwrap_or_else(|| usual.into());
    [name(0, first), name(1, second)]
}

/// The two names of `as`; of one name, the second is that with `_end`.
fn ends(m: &mut Members, usual: [Rc<str>; 2]) -> [Rc<str>; 2] {
    match m.texts("as").as_slice() {
        [] => usual,
        [one] => [one.clone(), format!("{one}_end").into()],
        [start, end, ..] => [start.clone(), end.clone()],
    }
}

/// The operation at `op`, of windows or of aggregates alone.
fn operation(m: &mut Members, aggregate: bool) -> Option<WindowOp> {
    let word = m.text("op")?;
    let op = WindowOp::parse(&word).filter(|op| !aggregate || op.aggregate().is_some());
    if op.is_none() {
        m.unknown("op", Word::Operation, &word, &WindowOp::words(aggregate));
    }
    op
}

fn aggregate(m: &mut Members) -> Option<Op> {
    operation(m, true)?.aggregate()
}

/// An operation with a number, `{"exponential": 0.5}`, or a word.
fn measured(m: &mut Members) -> Option<Op> {
    let Some(json @ Json::Object(_)) = m.raw("op") else { return aggregate(m) };
    if let Some(share) = json.get("exponential").and_then(Json::number) {
        return Some(Op::Exponential(share));
    }
    let share = json.get("exponentialb").and_then(Json::number);
    if share.is_none() {
        m.wrong("op", json, "an operation");
    }
    share.map(Op::Exponentialb)
}

/// The column that an operation makes: as asked, or by the operation and its field.
fn made(m: &mut Members, op: &str, field: Option<&str>) -> Rc<str> {
    m.text("as").unwrap_or_else(|| field_name(op, field, ""))
}

fn measures(notes: &mut Notes, m: &mut Members, name: &'static str) -> Vec<Measure> {
    let mut list = Vec::new();
    for mut inner in m.objects(name) {
        let op = measured(&mut inner);
        if op.is_none() {
            inner.missing("op");
        }
        let op = op.unwrap_or_default();
        let field = inner.text("field").filter(|field| &**field != "*");
        if field.is_none() && op != Op::Count {
            inner.missing("field");
        }
        let name = made(&mut inner, op.word(), field.as_deref());
        // Rows are counted whatever a field holds, so that it need not be there.
        let field = field.filter(|_| op != Op::Count);
        list.push(Measure { op, field, name });
        m.close(notes, inner);
    }
    list
}

fn window(notes: &mut Notes, m: &mut Members) -> Transform {
    let mut window = Vec::new();
    for mut inner in m.objects("window") {
        let op = operation(&mut inner, false);
        if op.is_none() {
            inner.missing("op");
        }
        let op = op.unwrap_or(WindowOp::Rank);
        let field = inner.text("field");
        let name = made(&mut inner, op.word(), field.as_deref());
        let field = field.filter(|_| op != WindowOp::Aggregate(Op::Count));
        window.push(WindowMeasure { op, field, param: inner.number("param"), name });
        m.close(notes, inner);
    }
    Transform::Window(Window {
        at: m.at.clone(),
        window,
        frame: m.frame("frame", [None, Some(0.0)]),
        ignore_peers: m.is_true("ignorePeers"),
        groupby: m.texts("groupby"),
        sort: sort(notes, m),
    })
}

fn sort(notes: &mut Notes, m: &mut Members) -> Vec<SortField> {
    let mut list = Vec::new();
    for mut inner in m.objects("sort") {
        let descending = inner.word("order", &["ascending", "descending"]) == 1;
        list.push(SortField { field: inner.need("field"), descending });
        m.close(notes, inner);
    }
    list
}

fn bin(notes: &mut Notes, m: &mut Members) -> Transform {
    let bin = BinParams::read(notes, m);
    let field = m.need("field");
    let name = ends(m, bin.names(&field));
    Transform::Bin(Bin { at: m.at.clone(), bin, field, name })
}

fn time_unit(notes: &mut Notes, m: &mut Members) -> Transform {
    let time_unit = TimeUnitParams::read(notes, m);
    let field = m.need("field");
    let name = ends(m, time_unit.names(&field));
    Transform::TimeUnit(TimeUnit { at: m.at.clone(), time_unit, field, name })
}

fn flatten(m: &mut Members) -> Transform {
    let flatten = list(m, "flatten");
    let mut name = m.texts("as");
    name.truncate(flatten.len());
    for field in flatten.iter().skip(name.len()) {
        name.push(path::flat(field));
    }
    Transform::Flatten(Flatten { at: m.at.clone(), flatten, name })
}

fn loess(m: &mut Members) -> Transform {
    let (loess, on) = (m.need("loess"), m.need("on"));
    Transform::Loess(Loess {
        at: m.at.clone(),
        groupby: m.texts("groupby"),
        bandwidth: m.number("bandwidth"),
        name: names(m, &path::flat(&on), &path::flat(&loess)),
        loess,
        on,
    })
}

fn density(m: &mut Members) -> Transform {
    Transform::Density(Density {
        at: m.at.clone(),
        density: m.need("density"),
        groupby: m.texts("groupby"),
        cumulative: m.is_true("cumulative"),
        counts: m.is_true("counts"),
        bandwidth: m.number("bandwidth"),
        extent: m.range("extent"),
        minsteps: m.number("minsteps"),
        maxsteps: m.number("maxsteps"),
        steps: m.number("steps"),
        independent: m.word("resolve", &["shared", "independent"]) == 1,
        name: names(m, "value", "density"),
    })
}

fn pivot(m: &mut Members) -> Transform {
    Transform::Pivot(Pivot {
        at: m.at.clone(),
        pivot: m.need("pivot"),
        value: m.need("value"),
        groupby: m.texts("groupby"),
        limit: m.number("limit"),
        op: aggregate(m).unwrap_or(Op::Sum),
    })
}

fn quantile(m: &mut Members) -> Transform {
    Transform::Quantile(Quantile {
        at: m.at.clone(),
        quantile: m.need("quantile"),
        groupby: m.texts("groupby"),
        probs: m.numbers("probs"),
        step: m.number("step"),
        name: names(m, "prob", "value"),
    })
}

fn lookup(notes: &mut Notes, m: &mut Members) -> Transform {
    let json = m.get("from");
    if json.is_none() {
        m.missing("from");
    }
    let mut from = m.object("from", json.unwrap_or(&Json::Null));
    let mut name = m.texts("as");
    let key = from.need("key");
    let fields = from.texts("fields");
    let param = from.text("param");
    let data = from.get("data");
    if name.is_empty() {
        for field in &fields {
            name.push(path::flat(field));
        }
    }
    if name.is_empty() {
        name.push(param.clone().unwrap_or_else(|| "_lookup".into()));
    }
    let place = match (param, data) {
        (Some(param), _) => LookupFrom::Param(param),
        (None, Some(data)) => {
            let named = data.get("name").and_then(Json::text);
            let table = named.or_else(|| data.get("url").and_then(Json::text)).cloned();
            let table = table.unwrap_or_else(|| from.at.child("data").pointer.clone());
            LookupFrom::Data { table, data: data.clone() }
        }
        (None, None) => {
            from.missing("data");
            LookupFrom::Param("".into())
        }
    };
    m.close(notes, from);
    Transform::Lookup(Lookup {
        at: m.at.clone(),
        lookup: m.need("lookup"),
        from: place,
        key,
        fields,
        name,
        default: m.raw("default").map_or(Value::Null, Json::to_value),
    })
}

fn regression(m: &mut Members) -> Transform {
    let (regression, on) = (m.need("regression"), m.need("on"));
    Transform::Regression(Regression {
        at: m.at.clone(),
        groupby: m.texts("groupby"),
        method: match m.word("method", &["linear", "log", "exp", "pow", "quad", "poly"]) {
            1 => RegressionMethod::Log,
            2 => RegressionMethod::Exp,
            3 => RegressionMethod::Pow,
            4 => RegressionMethod::Quad,
            5 => RegressionMethod::Poly,
            _ => RegressionMethod::Linear,
        },
        order: m.number("order"),
        extent: m.range("extent"),
        params: m.is_true("params"),
        name: names(m, &path::flat(&on), &path::flat(&regression)),
        regression,
        on,
    })
}

fn stack(notes: &mut Notes, m: &mut Members) -> Transform {
    let stack = m.need("stack");
    let usual = ["start", "end"].map(|end| format!("{stack}_{end}").into());
    Transform::Stack(Stack {
        at: m.at.clone(),
        groupby: m.texts("groupby"),
        offset: match m.word("offset", &["zero", "center", "normalize"]) {
            1 => StackOffset::Center,
            2 => StackOffset::Normalize,
            _ => StackOffset::Zero,
        },
        sort: sort(notes, m),
        name: ends(m, usual),
        stack,
    })
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

//! Predicates, with what Vega-Lite 6.5 and Vega 6.4 say of the same row.

use super::*;
use crate::base::json::Json;
use crate::expr::predicate::{Predicate, date_time};

const CASES: &[(&str, bool)] = &[
    (r#""datum.a > 0""#, true),
    (r#"{"field":"a","equal":1}"#, true),
    (r#"{"field":"a","equal":"1"}"#, false),
    (r#"{"field":"s","equal":"Hello"}"#, true),
    (r#"{"field":"yes","equal":true}"#, true),
    (r#"{"field":"z","equal":null}"#, true),
    (r#"{"field":"a","lt":1}"#, false),
    (r#"{"field":"a","lte":1}"#, true),
    (r#"{"field":"b","gt":2}"#, true),
    (r#"{"field":"b","gte":2.5}"#, true),
    (r#"{"field":"s","lt":"I"}"#, true),
    (r#"{"field":"z","gte":0}"#, true),
    (r#"{"field":"a","range":[1,3]}"#, true),
    (r#"{"field":"a","range":[3,1]}"#, true),
    (r#"{"field":"a","range":[null,0]}"#, false),
    (r#"{"field":"a","range":[1,null]}"#, true),
    (r#"{"field":"a","range":[null,null]}"#, true),
    (r#"{"field":"b","range":[{"expr":"1+1"},{"signal":"p"}]}"#, true),
    (r#"{"field":"s","oneOf":["Hi","Hello"]}"#, true),
    (r#"{"field":"a","oneOf":[2,3]}"#, false),
    (r#"{"field":"a","valid":true}"#, true),
    (r#"{"field":"z","valid":true}"#, false),
    (r#"{"field":"z","valid":false}"#, true),
    (r#"{"field":"nan","valid":true}"#, false),
    (r#"{"field":"s","valid":true}"#, false),
    (r#"{"field":"t","valid":true}"#, true),
    (r#"{"field":"x y","equal":7}"#, true),
    (r#"{"not":{"field":"a","equal":1}}"#, false),
    (r#"{"and":[{"field":"a","equal":1},{"field":"b","gt":3}]}"#, false),
    (r#"{"or":[{"field":"a","equal":2},"datum.b < 3"]}"#, true),
    (r#"{"and":[{"or":[{"field":"a","equal":1}]},{"not":{"not":"true"}}]}"#, true),
    (r#"{"field":"t","timeUnit":"year","equal":2020}"#, true),
    (r#"{"field":"t","timeUnit":"year","equal":"2020"}"#, true),
    (r#"{"field":"t","timeUnit":"year","range":[2010,2020]}"#, true),
    (r#"{"field":"t","timeUnit":"year","lt":2020}"#, false),
    (r#"{"field":"t","timeUnit":"month","equal":2}"#, true),
    (r#"{"field":"t","timeUnit":"month","equal":"february"}"#, true),
    (r#"{"field":"t","timeUnit":"month","equal":"Feb"}"#, true),
    (r#"{"field":"t","timeUnit":"month","oneOf":["jan","feb"]}"#, true),
    (r#"{"field":"t","timeUnit":"day","equal":"sat"}"#, true),
    (r#"{"field":"t","timeUnit":"day","equal":6}"#, true),
    (r#"{"field":"t","timeUnit":"date","equal":29}"#, true),
    (r#"{"field":"t","timeUnit":"hours","range":[9,12]}"#, true),
    (r#"{"field":"t","timeUnit":"hours","range":[13,17]}"#, false),
    (r#"{"field":"t","timeUnit":"quarter","equal":1}"#, true),
    (r#"{"field":"t","timeUnit":"yearmonth","equal":{"year":2020,"month":2}}"#, true),
    (r#"{"field":"t","timeUnit":"yearmonth","equal":{"year":2020,"month":"feb"}}"#, true),
    (r#"{"field":"t","timeUnit":"yearmonthdate","equal":"2020-02-29"}"#, true),
    (r#"{"field":"t","timeUnit":"yearmonthdate","equal":1582934400000}"#, true),
    (r#"{"field":"t","timeUnit":"yearquarter","equal":{"year":2020,"quarter":1}}"#, true),
    (r#"{"field":"t","timeUnit":"hoursminutes","gte":{"hours":12,"minutes":34}}"#, true),
    (r#"{"field":"t","timeUnit":"monthdate","lt":{"month":3,"date":1}}"#, true),
    (r#"{"field":"t","timeUnit":"utcyear","equal":2020}"#, true),
    (r#"{"field":"t","timeUnit":{"unit":"year"},"equal":2020}"#, true),
    (r#"{"field":"t","timeUnit":{"unit":"month","step":3},"equal":2}"#, true),
    (r#"{"field":"t","timeUnit":"binnedyear","lt":2021}"#, true),
    (r#"{"field":"t","timeUnit":"minutesseconds","lte":{"minutes":34,"seconds":56}}"#, true),
    (r#"{"field":"t","timeUnit":"milliseconds","equal":789}"#, true),
    (r#"{"field":"t","timeUnit":"year","valid":true}"#, true),
    (r#"{"field":"z","timeUnit":"year","equal":1970}"#, true),
    (
        r#"{"field":"t","range":[{"year":2020,"month":"jan","date":1},{"year":2020,"month":"mar","date":1}]}"#,
        true,
    ),
    (r#"{"field":"t","gt":{"year":2020,"month":3}}"#, false),
    (r#"{"field":"t","equal":{"year":2020}}"#, false),
    (r#"{"field":"t","lt":{"year":2020,"quarter":2,"utc":true}}"#, true),
    (r#"{"field":"t","timeUnit":"day","equal":{"day":"saturday"}}"#, true),
    (r#"{"field":"t","timeUnit":"yearmonth","equal":{"expr":"datetime(2020,1,1)"}}"#, true),
    (r#"{"field":"a","equal":{"expr":"p - 9"}}"#, true),
    (r#"{"field":"a","lt":{"signal":"p"}}"#, true),
    (r#"{"field":"cn","equal":"中文字"}"#, true),
    (r#"{"field":"s","equal":"it's \"q\""}"#, false),
];

/// What Vega-Lite does not accept, or flattens first.
const BEYOND: &[(&str, bool)] = &[
    (r#"{"field":"b","range":{"expr":"[2,3]"}}"#, true),
    (r#"{"field":"a","in":[1]}"#, true),
    (r#"{"and":[]}"#, true),
    (r#"{"or":[]}"#, false),
    (r#"{"field":"o.k","equal":"v"}"#, true),
    (r#"{"field":"l[0]","equal":3}"#, true),
    (r#"{"field":"o['n'].m","equal":5}"#, true),
];

fn read(text: &str) -> Result<Predicate> {
    Predicate::parse(&Place::root(), &Json::parse(text)?)
}

fn check(cases: &[(&str, bool)]) {
    for (text, expected) in cases {
        let found = read(text).map(|predicate| predicate.test(&Row));
        assert_eq!(found.as_ref().ok(), Some(expected), "{text} {found:?}");
    }
}

#[test]
fn as_vega_lite() {
    check(CASES);
    check(BEYOND);
}

/// A row of a chart with a selection `brush` that is not empty and does not hold it.
struct Chart;

impl Scope for Chart {
    fn datum(&self) -> Value {
        Row.datum()
    }

    fn name(&self, name: &str) -> Option<Value> {
        (name == "off").then_some(Value::Bool(false))
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        assert_eq!(function, "vlSelectionTest");
        match args {
            [Value::Text(name), Value::Bool(empty)] => match &**name {
                "brush" => Some(Value::Bool(false)),
                "none" => Some(Value::Bool(*empty)),
                _ => None,
            },
            _ => None,
        }
    }

    fn locale(&self) -> &Locale {
        Empty.locale()
    }
}

#[test]
fn parameters() {
    for (text, expected) in [
        (r#"{"param":"brush"}"#, false),
        (r#"{"selection":"brush"}"#, false),
        (r#"{"not":{"param":"brush"}}"#, true),
        (r#"{"param":"none"}"#, true),
        (r#"{"param":"none","empty":false}"#, false),
        (r#"{"param":"off"}"#, false),
        (r#"{"param":"unknown"}"#, true),
        (r#"{"and":[{"param":"none"},{"field":"a","equal":1}]}"#, true),
    ] {
        assert_eq!(read(text).unwrap().test(&Chart), expected, "{text}");
    }
}

#[test]
fn of_a_tooltip() {
    for (text, expected) in [
        (r#"{"valid":true}"#, true),
        (r#"{"not":{"equal":1}}"#, false),
        (r#"{"and":[{"gt":0},{"lt":2}]}"#, true),
        (r#"{"field":"b","gt":2}"#, true),
    ] {
        let json = Json::parse(text).unwrap();
        let predicate = Predicate::parse_of(&Place::root(), &json, "a").unwrap();
        assert_eq!(predicate.test(&Row), expected, "{text}");
    }
}

#[test]
fn what_is_read() {
    let text = r#"{"or":["datum.a > p", {"field":"t","timeUnit":"year","lt":{"expr":"q"}},
        {"not":{"param":"brush"}}, {"field":"o.k","valid":true}]}"#;
    let predicate = read(text).unwrap();
    let words = |list: Vec<Rc<str>>| list.join(" ");
    assert_eq!(words(predicate.fields()), "a t o.k");
    assert_eq!(words(predicate.names()), "p q brush");
}

#[test]
fn what_is_wrong() {
    for (text, expected) in [
        ("1", ": found 1, expected an expression or a predicate object"),
        (r#"{"and":{}}"#, "/and: found an object, expected a list of predicates"),
        (
            r#"{"not":{"or":["1 +"]}}"#,
            "/not/or/0: expression \"1 +\": found \"end\" at character 4, expected a value",
        ),
        (
            r#"{"field":"a","equals":1}"#,
            ": unknown operation \"equals\"; hint: did you mean \"equal\"?",
        ),
        (r#"{"field":3,"equal":1}"#, "/field: found 3, expected a field's name"),
        (
            r#"{"field":"a","range":[1]}"#,
            "/range: found a list, expected a list of the least and the greatest value",
        ),
        (r#"{"field":"a","equal":{"month":"juno"}}"#, ""),
        (
            r#"{"field":"a","equal":{"month":"x"}}"#,
            "/equal/month: found \"x\", expected a month from 1 to 12 or its English name",
        ),
        (r#"{"parm":"a"}"#, ": unknown operation \"parm\"; hint: did you mean \"param\"?"),
    ] {
        let found = read(text).map_or_else(
            |why| format!("{}: {}", why.at.pointer, why.text(crate::error::Lang::En)),
            |_| String::new(),
        );
        assert_eq!(found, expected, "{text}");
    }
    let deep = format!("{}1{}", r#"{"not":"#.repeat(200), "}".repeat(200));
    assert!(Json::parse(&deep).is_err() || read(&deep).is_err());
}

#[test]
fn date_times() {
    for (text, expected) in [
        (r#"{"year":2020}"#, Some(1_577_836_800_000.0)),
        (r#"{"year":2020,"month":"march","date":3,"hours":4}"#, Some(1_583_208_000_000.0)),
        (r#"{"quarter":2}"#, Some(1_333_238_400_000.0)),
        (r#"{"day":"wed"}"#, Some(1_325_635_200_000.0)),
        (r#"{"day":7}"#, Some(1_325_376_000_000.0)),
        (r#"{"day":3,"hours":1}"#, Some(1_325_379_600_000.0)),
        (r#"{"month":"never"}"#, None),
        (r#"{"expr":"1"}"#, None),
        ("5", None),
    ] {
        assert_eq!(Json::parse(text).ok().and_then(|json| date_time(&json)), expected, "{text}");
    }
}

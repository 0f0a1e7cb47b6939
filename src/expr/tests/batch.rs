//! Batches: what they give is what the rows give one by one.

use super::*;
use crate::base::value::NULL;
use crate::expr::batch::{Batch, Cells, Columns};

const NUMBERS: [f64; 6] = [1.0, -2.5, NULL, 0.0, f64::NAN, 7.0];
const OTHERS: [f64; 6] = [1.0, 3.0, 0.0, NULL, 2.0, 7.0];
const TIMES: [f64; 6] = [0.0, 1_582_979_696_789.0, NULL, -1.0, 1e12, 1e12];
const CODES: [u32; 6] = [0, 1, 2, u32::MAX, 1, 3];

struct Rows {
    words: Vec<Rc<str>>,
}

impl Columns for Rows {
    fn rows(&self) -> usize {
        6
    }

    fn cells(&self, name: &str) -> Option<Cells<'_>> {
        match name {
            "n" => Some(Cells::Number(&NUMBERS)),
            "m" => Some(Cells::Number(&OTHERS)),
            "t" => Some(Cells::Time(&TIMES)),
            "s" => Some(Cells::Text(&CODES, &self.words)),
            _ => None,
        }
    }
}

/// One of those rows.
struct At<'a>(&'a Rows, usize);

impl Scope for At<'_> {
    fn datum(&self) -> Value {
        let names = ["n", "m", "t", "s"];
        Value::Object(names.iter().map(|name| ((*name).into(), self.field(name))).collect())
    }

    fn field(&self, name: &str) -> Value {
        let batch = match self.0.cells(name) {
            Some(Cells::Number(list)) => Batch::Number(list.into()),
            Some(Cells::Time(list)) => Batch::Time(list.into()),
            Some(Cells::Text(codes, words)) => {
                let values = words.iter().cloned().map(Value::Text).chain([Value::Null]);
                Batch::Coded(codes.into(), values.collect())
            }
            None => return Value::Null,
        };
        batch.value(self.1)
    }

    fn name(&self, name: &str) -> Option<Value> {
        Row.name(name)
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        Empty.locale()
    }
}

fn rows() -> Rows {
    Rows { words: ["", "Bar", "2020-02-29", "7"].map(Into::into).into() }
}

#[test]
fn as_row_by_row() {
    let rows = rows();
    for text in [
        "datum.n",
        "datum.s",
        "datum.t",
        "datum.n + 1",
        "1 + datum.n * datum.m - 2",
        "datum.n / datum.m",
        "datum.n % 2",
        "-datum.n",
        "+datum.n",
        "~datum.n",
        "!datum.n",
        "!datum.t",
        "datum.n & datum.m | 1",
        "datum.n > 0",
        "datum.n >= datum.m",
        "datum.n <= null",
        "datum.n == null",
        "datum.n != null",
        "datum.n === datum.m",
        "datum.n !== 1",
        "datum.n == datum.m",
        "datum.t > 1e11",
        "datum.t - 1",
        "datum.t < datum.n",
        "datum.t == datum.t",
        "datum.t === 0",
        "year(datum.t) + 1",
        "month(datum.n)",
        "hours(datum.t) > 3",
        "datum.n > 0 && datum.m > 0",
        "datum.n > 0 || datum.m > 1",
        "!(datum.n > 0)",
        "datum.n > 0 ? datum.n : datum.m",
        "datum.n > 0 ? 'a' : datum.m > 0 ? 'b' : null",
        "datum.n ? datum.n : null",
        "datum.n ? 1 : 'x'",
        "datum.n ? datum.n > 1 : datum.m > 1",
        "sqrt(datum.n)",
        "max(datum.n, datum.m, 2)",
        "pow(datum.n, 2)",
        "clamp(datum.n, 0, 1)",
        "isValid(datum.n)",
        "isFinite(+datum.n)",
        "isValid(datum.n) && isFinite(+datum.n)",
        "inrange(datum.n, [0, 2])",
        "inrange(datum.n, [2, 0])",
        "inrange(datum.n, [0, NaN])",
        "inrange(datum.n, [0, 2], false)",
        "inrange(datum.t, [0, 1e12])",
        "isFinite(datum.n)",
        "isFinite(datum.t)",
        "isValid(datum.t)",
        "isValid(datum.s)",
        "easeCubic(datum.n)",
        "indexof([1, 7], datum.n) !== -1",
        "isDate(datum.t)",
        "time(datum.t)",
        "datum.s == 'Bar'",
        "upper(datum.s) + '!'",
        "length(datum.s)",
        "year(datum.s)",
        "datum.s ? datum.s : 'none'",
        "test(/a/, datum.s)",
        "datum.s < 'C'",
        "datum.s == 'Bar' && datum.n > -9",
        "length(datum.s) * datum.n",
        "+datum.s + datum.n",
        "datum.s > datum.n",
        "datum.s == datum.n",
        "datum.n * p",
        "width - datum.n",
        "p",
        "'x'",
        "null",
        "datum.n && true",
        "datum.n > 1 == true",
        "if(datum.n > 0, sqrt(datum.n), -1)",
        "datum.n + true",
        "datum.n < '5'",
        "datum.missing",
        "datum.n == 'NaN'",
        "abs(datum.n - datum.m) < 1e-3",
        "datum['n'] * 1e6 / 1e6",
        "datum.t + 1",
        "datum.n + datum.s",
        "datum.n ?? 5",
    ] {
        let expr = parse(&Place::root(), text).unwrap();
        let value = |row: usize| expr.eval(&At(&rows, row));
        if let Some(batch) = expr.batch(&rows, &Row) {
            for row in 0..6 {
                assert_eq!(show(&batch.value(row)), show(&value(row)), "{text} in row {row}");
            }
        }
        if let Some(truths) = expr.batch_truth(&rows, &Row) {
            let found: Vec<bool> = (0..6).map(|row| value(row).truthy()).collect();
            assert_eq!(truths, found, "{text}");
        }
    }
}

#[test]
fn which_are_batches() {
    let rows = rows();
    for (text, values, truths) in [
        ("datum.n * 2 + datum.m", true, true),
        ("datum.s == 'Bar'", true, true),
        ("datum.n && datum.m", false, true),
        ("datum.n > 0 ? 'a' : 'b'", true, true),
        ("isValid(datum.n)", true, true),
        ("datum.n + datum.s", false, false),
        ("datum", false, false),
        ("random()", false, false),
        ("random() < datum.n", false, false),
        ("scale('x', datum.n)", false, false),
        ("datum.missing", false, false),
        ("[datum.n]", false, false),
    ] {
        let expr = parse(&Place::root(), text).unwrap();
        let found = (expr.batch(&rows, &Row).is_some(), expr.batch_truth(&rows, &Row).is_some());
        assert_eq!(found, (values, truths), "{text}");
    }
}

#[test]
fn predicates_too() {
    use crate::base::json::Json;
    use crate::expr::predicate::Predicate;
    let rows = rows();
    for text in [
        r#"{"field":"n","gt":0}"#,
        r#"{"field":"n","range":[0,5]}"#,
        r#"{"field":"n","valid":true}"#,
        r#"{"field":"s","oneOf":["Bar","7"]}"#,
        r#"{"field":"s","equal":null}"#,
        r#"{"field":"t","timeUnit":"year","equal":2020}"#,
        r#"{"field":"t","range":[{"year":2000},{"year":2030}]}"#,
        r#"{"and":[{"field":"n","lt":5},{"not":{"or":["datum.m > 2","datum.s == 'Bar'"]}}]}"#,
        r#"{"and":[]}"#,
    ] {
        let json = Json::parse(text).unwrap();
        let predicate = Predicate::parse(&Place::root(), &json).unwrap();
        let found: Vec<bool> = (0..6).map(|row| predicate.test(&At(&rows, row))).collect();
        assert_eq!(predicate.batch(&rows, &Row), Some(found), "{text}");
    }
    let json = Json::parse(r#"{"param":"p"}"#).unwrap();
    assert!(Predicate::parse(&Place::root(), &json).unwrap().batch(&rows, &Row).is_none());
}

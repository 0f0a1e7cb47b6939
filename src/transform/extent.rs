//! `extent`.

use super::Context;
use super::input::Input;
use crate::base::value::Value;
use crate::data::Table;
use crate::spec::transform::Extent;

/// Gives a parameter the least and the greatest value of a field.
///
/// The table stays as it is. The parameter becomes a list of two numbers, or of two nulls when there
/// are no finite numbers.
///
/// # Errors
///
/// `DataError::UnknownField` at `extent`.
///
/// Source: Vega-Lite docs, "Extent"; Vega, `Extent.js`.
pub(super) fn apply(context: &Context, step: &Extent, input: &Input, table: Table) -> Table {
    let ends = match range(&input.numbers(0)) {
        Some(ends) => ends.map(Value::Number),
        None => [Value::Null, Value::Null],
    };
    context.give(&step.param, Value::List(ends.into()));
    table
}

/// The least and the greatest of some numbers; none when there is no finite one.
pub(super) fn range(values: &[f64]) -> Option<[f64; 2]> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        // NaN fails both comparisons.
        if *value < low {
            low = *value;
        }
        if *value > high {
            high = *value;
        }
    }
    (low.is_finite() && high.is_finite()).then_some([low, high])
}

#[cfg(test)]
mod tests {
    use super::super::check::run_in;
    use super::*;

    #[test]
    fn gives_the_parameter() {
        let check = |rows: &str, expected: Option<[f64; 2]>| {
            let context = Context::empty();
            run_in(&context, r#"{"extent":"a","param":"p"}"#, rows).unwrap();
            let ends = expected.map_or([Value::Null, Value::Null], |ends| ends.map(Value::Number));
            assert_eq!(context.given("p"), Some(Value::List(ends.into())), "{rows}");
        };
        check(r#"[{"a":3},{"a":null},{"a":-1}]"#, Some([-1.0, 3.0]));
        check(r#"[{"a":"12"},{"a":"7"},{"a":""}]"#, Some([7.0, 12.0]));
        check(r#"[{"a":null}]"#, None);
        check("[]", None);
    }
}

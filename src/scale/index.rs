//! The place of a value in a discrete domain.

use crate::base::sort;
use crate::base::value::Value;
use std::cmp::Ordering;

/// Distinct values, and where each stands.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The values, each once, in the order of the domain.
    pub values: Vec<Value>,
    /// The places of the values in the order of [`compare`].
    sorted: Vec<u32>,
}

impl Index {
    /// The index of values; of equal ones the first stays. Times are equal to
    /// the same numbers; the text `1` and the number 1 are two values.
    ///
    /// Source: d3-scale's ordinal domains.
    #[must_use]
    pub fn new(list: Vec<Value>) -> Self {
        let mut sorted: Vec<u32> = (0..list.len() as u32).collect();
        sort::places(&mut sorted, &|a, b| compare(&list[a as usize], &list[b as usize]));
        let repeats =
            |pair: &[u32]| compare(&list[pair[0] as usize], &list[pair[1] as usize]).is_eq();
        if !sorted.windows(2).any(repeats) {
            return Self { values: list, sorted };
        }
        sorted.dedup_by(|b, a| compare(&list[*a as usize], &list[*b as usize]).is_eq());
        sort::places(&mut sorted, &|a, b| a.cmp(&b));
        Self::new(sorted.into_iter().map(|i| list[i as usize].clone()).collect())
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Where a value stands, from 0.
    #[must_use]
    pub fn of(&self, value: &Value) -> Option<usize> {
        let at =
            self.sorted.binary_search_by(|i| compare(&self.values[*i as usize], value)).ok()?;
        self.sorted.get(at).map(|i| *i as usize)
    }
}

/// Some order in which no two different values are equal.
fn compare(a: &Value, b: &Value) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) | Value::Time(_) => 2,
        Value::Text(_) => 3,
        Value::List(_) => 4,
        Value::Object(_) => 5,
    };
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => {
            let differs =
                a.iter().zip(b.iter()).map(|(a, b)| compare(a, b)).find(|order| order.is_ne());
            differs.unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        (Value::Object(a), Value::Object(b)) => {
            let member = |((a, x), (b, y)): (&(_, Value), &(_, Value))| {
                Ord::cmp(a, b).then_with(|| compare(x, y))
            };
            let differs = a.iter().zip(b.iter()).map(member).find(|order: &Ordering| order.is_ne());
            differs.unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        _ => match (a.as_number(), b.as_number()) {
            // Zero has one sign, and what is not a number one form.
            (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let list = vec![
            "b".into(),
            1.0.into(),
            "a".into(),
            Value::Null,
            "b".into(),
            "1".into(),
            f64::NAN.into(),
        ];
        let index = Index::new(list);
        assert_eq!(index.len(), 6);
        let check = |value: Value, place| assert_eq!(index.of(&value), place, "{value:?}");
        check("b".into(), Some(0));
        check(1.0.into(), Some(1));
        check(Value::Time(1.0), Some(1));
        check("a".into(), Some(2));
        check(Value::Null, Some(3));
        check("1".into(), Some(4));
        check(f64::NAN.into(), Some(5));
        check("c".into(), None);
        check(true.into(), None);
        assert!(Index::new(Vec::new()).is_empty());
    }
}

//! Sorting, compiled once for all lists: std's own sort is made anew for each
//! type and order, at 3 to 5 kB of program each. An order that contradicts
//! itself gives some order and never a panic.

use std::cmp::Ordering;

/// Sorts a list; equal items keep their order.
pub fn by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    places(&mut order, &|a, b| compare(&list[a as usize], &list[b as usize]));
    arrange(&mut order, &mut |a, b| list.swap(a, b));
}

/// Sorts a list by a key that is made once an item; equal items keep their order.
pub fn by_key<T>(list: &mut [T], key: impl Fn(&T) -> usize) {
    let keys: Vec<usize> = list.iter().map(key).collect();
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    places(&mut order, &|a, b| keys[a as usize].cmp(&keys[b as usize]));
    arrange(&mut order, &mut |a, b| list.swap(a, b));
}

/// Sorts numbers by [`f64::total_cmp`]: −∞ first, NaN last.
pub fn numbers(list: &mut [f64]) {
    list.sort_unstable_by(f64::total_cmp);
}

/// Sorts the places of a list, such as `0..n` or some rows of a table, by an
/// order of what stands there; equal ones keep their order.
///
/// A merge sort: n log n comparisons, n for places that are in order or in
/// the reverse of a strict order already.
pub fn places(order: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    if order.windows(2).all(|pair| compare(pair[0], pair[1]).is_le()) {
        return;
    }
    if order.windows(2).all(|pair| compare(pair[0], pair[1]).is_gt()) {
        order.reverse();
        return;
    }
    let mut spare = vec![0; order.len()];
    merge(order, &mut spare, compare);
}

/// Below this many places, those that stand wrong are moved one by one.
const FEW: usize = 12;

fn merge(order: &mut [u32], spare: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    if order.len() <= FEW {
        for end in 1..order.len() {
            let mut at = end;
            while at > 0 && compare(order[at - 1], order[at]).is_gt() {
                order.swap(at - 1, at);
                at -= 1;
            }
        }
        return;
    }
    let middle = order.len() / 2;
    merge(&mut order[..middle], &mut spare[..middle], compare);
    merge(&mut order[middle..], &mut spare[middle..], compare);
    if compare(order[middle - 1], order[middle]).is_le() {
        return;
    }
    spare.copy_from_slice(order);
    let (left, right) = spare.split_at(middle);
    let (mut i, mut j) = (0, 0);
    for place in order {
        let from_left = match (left.get(i), right.get(j)) {
            (Some(a), Some(b)) => compare(*a, *b).is_le(),
            (Some(_), None) => true,
            (None, _) => false,
        };
        *place = if from_left { left[i] } else { right[j] };
        if from_left {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Brings a list into an order by swaps: at each place stands then what stood
/// at `order` of that place. The order is used up.
fn arrange(order: &mut [u32], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        // Each swap puts one item where it belongs for good.
        loop {
            let from = order[at] as usize;
            order[at] = at as u32;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_std_does() {
        // Lengths around those where the way of sorting changes, keys that repeat.
        for length in [0, 1, 2, 3, 11, 12, 13, 24, 25, 26, 100, 1000] {
            for spread in [1_u64, 2, 7, 1_000_000] {
                let mut state = length + spread;
                let list: Vec<(u64, u64)> = (0..length)
                    .map(|place| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        ((state >> 33) % spread, place)
                    })
                    .collect();
                let mut expected = list.clone();
                expected.sort_by_key(|item| item.0);
                let mut found = list.clone();
                by(&mut found, |a, b| a.0.cmp(&b.0));
                assert_eq!(found, expected, "{length} items, {spread} keys");
                let mut found = list;
                by_key(&mut found, |item| item.0 as usize);
                assert_eq!(found, expected, "{length} items, {spread} keys");
            }
        }
    }

    #[test]
    fn lists_in_order_and_in_reverse() {
        let check = |list: &[i32], expected: &[i32]| {
            let mut list = list.to_vec();
            by(&mut list, |a, b| (a / 10).cmp(&(b / 10)));
            assert_eq!(list, expected);
        };
        check(&[11, 12, 20, 31], &[11, 12, 20, 31]);
        check(&[30, 20, 10], &[10, 20, 30]);
        // Equal items in a falling list keep their order.
        check(&[30, 21, 20, 10], &[10, 21, 20, 30]);
    }

    #[test]
    fn a_contradictory_order_ends() {
        let mut list: Vec<u32> = (0..100).collect();
        by(&mut list, |a, b| if (a * 7 + b) % 3 == 0 { Ordering::Greater } else { Ordering::Less });
        let mut found = list.clone();
        found.sort_unstable();
        assert_eq!(found, (0..100).collect::<Vec<u32>>());
    }

    #[test]
    fn some_rows() {
        let values = [5, 3, 9, 1];
        let mut rows = [0, 2, 3];
        places(&mut rows, &|a, b| values[a as usize].cmp(&values[b as usize]));
        assert_eq!(rows, [3, 0, 2]);
    }

    #[test]
    fn numbers_by_the_total_order() {
        let mut list = [2.0, f64::NAN, -1.0, f64::INFINITY, f64::NEG_INFINITY];
        numbers(&mut list);
        assert_eq!(list[..4], [f64::NEG_INFINITY, -1.0, 2.0, f64::INFINITY]);
        assert!(list[4].is_nan());
    }
}

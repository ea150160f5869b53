//! Sorting in little code: the library's is made anew for every kind of item and every comparison, some 5 kB each time, and a page is fetched.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order. Merging from below (Knuth, *The Art of Computer Programming* 3, 5.2.4): n·log₂n
/// comparisons at most, and room for two numbers an item.
///
/// ```
/// let mut words = ["to", "be", "or", "not"];
/// precopy_model::numeric::sort_by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["to", "be", "or", "not"]);
/// precopy_model::numeric::sort_by(&mut words, |a, b| a.cmp(b));
/// assert_eq!(words, ["be", "not", "or", "to"]);
/// ```
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = items.len();
    let mut order = order(places, &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Cycle by cycle: what belongs to a place is swapped to it, and what was there goes on to where that came from.
    for start in 0..places {
        let mut to = start;
        while let Some(place) = order.get_mut(to) {
            let from = std::mem::replace(place, to);
            if from == start || from == to {
                break;
            }
            items.swap(to, from);
            to = from;
        }
    }
}

/// Sorts by what items themselves say.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Which item comes first, second and so on. No generics, so that there is one of it.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..count).collect();
    let mut to = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        for pair in from.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            loop {
                match (left.split_first(), right.split_first()) {
                    (Some((&one, rest)), Some((&other, _))) if compare(one, other) != Ordering::Greater => {
                        to.push(one);
                        left = rest;
                    }
                    (_, Some((&other, rest))) => {
                        to.push(other);
                        right = rest;
                    }
                    (_, None) => {
                        to.extend_from_slice(left);
                        break;
                    }
                }
            }
        }
        std::mem::swap(&mut from, &mut to);
        to.clear();
        width *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::Random;

    #[test]
    fn it_is_the_librarys_order_and_keeps_that_of_equals() {
        let mut dice = Random::seeded(7);
        for count in (0..40).chain([100, 257, 1000]) {
            for kinds in [1.0, 3.0, 1e6] {
                let mut ours: Vec<(u32, usize)> = (0..count).map(|at| ((dice.share() * kinds) as u32, at)).collect();
                let mut theirs = ours.clone();
                sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
                theirs.sort_by_key(|one| one.0);
                assert_eq!(ours, theirs);
                sort_by(&mut ours, |a, b| b.cmp(a));
                theirs.sort_by_key(|one| std::cmp::Reverse(*one));
                assert_eq!(ours, theirs);
                sort(&mut ours);
                theirs.sort_unstable();
                assert_eq!(ours, theirs);
            }
        }
    }
}

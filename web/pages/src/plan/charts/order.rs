//! Puts things in the order of a moment.

/// Numbers in rising order of a moment, then by themselves. One sort for all, since each kind would be in the program once more.
#[must_use]
pub(super) fn by_moment(moments: impl Iterator<Item = (f64, usize)>) -> Vec<(f64, usize)> {
    let mut all: Vec<(f64, usize)> = moments.collect();
    precopy_model::numeric::sort_by(&mut all, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    all
}

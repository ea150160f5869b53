//! What the end hangs on: from the step that is over last back, each begun at the moment at which another one was over.

use super::fate::Bar;

/// Moments nearer than this share of themselves are one.
const SAME: f64 = 1e-9;

/// The steps of the chain, by number, from the last one back. It ends with a step that waited for nothing. Of several that were over at that
/// moment, one at the same host counts, else the first: it may have been waited for because a rule says so, or because there was no
/// room for more at once. Where something never ends there is no chain.
#[must_use]
pub(super) fn chain(bars: &[Bar]) -> Vec<usize> {
    let mut chain = Vec::new();
    if bars.iter().any(|bar| bar.end.is_infinite()) {
        return chain;
    }
    let last = bars.iter().max_by(|a, b| a.end.total_cmp(&b.end));
    let mut next = last;
    while let Some(bar) = next {
        chain.push(bar.step);
        if bar.start <= 0.0 {
            break;
        }
        let near = bar.start * SAME;
        // Nothing that is over before it begins leads round in a circle.
        let before = || bars.iter().filter(|one| (one.end - bar.start).abs() <= near && one.start < one.end);
        next = before().find(|one| one.host == bar.host).or_else(|| before().next());
    }
    chain
}

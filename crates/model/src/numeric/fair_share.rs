//! Max-min fair shares: how flows divide the capacities that they have in common.

/// A flow that wants a share of each thing that it uses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow<'a> {
    /// The most that it takes; infinite: all that it can get. Nothing below zero, and NaN, is nothing.
    pub demand: f64,
    /// What it uses, by number; a number that does not exist is no limit.
    pub uses: &'a [usize],
}

/// What a flow gets.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// So much.
    pub rate: f64,
    /// What it uses that is full, and gives nobody more than it; none when it gets what it demands.
    pub held_back_by: Option<usize>,
}

/// What each flow gets, so that none can get more without one that has no more than it getting less.
///
/// Question: at what rates do flows run on shared links?
///
/// Method. Progressive filling: all flows rise together. A flow stays where it is when it has what it demands, or when something that
/// it uses is full; the others go on rising. With *n* flows, each using *k* things, it takes at most one pass over them for each
/// thing that gets full and each demand that is met: O(n²·k) at worst, and a few passes as a rule.
///
/// Source: Bertsekas and Gallager, *Data Networks*, 2nd edition 1992, section 6.5.2.
///
/// Edges: a flow that uses nothing gets its demand, infinite or not; a capacity that is not above zero gives nothing; NaN is nothing.
///
/// ```
/// use precopy_model::numeric::fair_share::{shares, Flow};
/// // Three flows share a link of 900; one of them wants 100 only, and one passes a link of 300 as well.
/// let flows = [Flow { demand: 100.0, uses: &[0] }, Flow { demand: f64::INFINITY, uses: &[0, 1] }, Flow { demand: f64::INFINITY, uses: &[0] }];
/// let shares = shares(&[900.0, 300.0], &flows);
/// assert_eq!([0, 1, 2].map(|flow| shares[flow].rate), [100.0, 300.0, 500.0]);
/// assert_eq!([0, 1, 2].map(|flow| shares[flow].held_back_by), [None, Some(1), Some(0)]);
/// ```
#[must_use]
pub fn shares(capacities: &[f64], flows: &[Flow<'_>]) -> Vec<Share> {
    let positive = |number: f64| if 0.0 < number { number } else { 0.0 };
    let mut left: Vec<f64> = capacities.iter().map(|&capacity| positive(capacity)).collect();
    let mut rising = vec![0_u32; capacities.len()];
    for flow in flows {
        count(&mut rising, flow, 1);
    }
    let mut shares = vec![Share::default(); flows.len()];
    let mut open: Vec<usize> = (0..flows.len()).collect();
    let mut level = 0.0;
    while !open.is_empty() {
        // How far all can rise: to the next demand, or until something is full.
        let mut step = f64::INFINITY;
        for &at in &open {
            if let Some(flow) = flows.get(at) {
                step = step.min(positive(flow.demand) - level);
            }
        }
        for (&left, &rising) in left.iter().zip(&rising) {
            if 0 < rising {
                step = step.min(left / f64::from(rising));
            }
        }
        let step = positive(step);
        level += step;
        for (left, &rising) in left.iter_mut().zip(&rising) {
            if 0 < rising {
                *left = positive(*left - step * f64::from(rising));
            }
        }
        // What is full, but for rounding: a billionth of what there was.
        let full = |at: usize| match (left.get(at), capacities.get(at)) {
            (Some(&left), Some(&capacity)) => left <= positive(capacity) * ROUNDING,
            _ => false,
        };
        let before = open.len();
        let mut stays = Vec::with_capacity(before);
        for at in open {
            let Some((flow, share)) = flows.get(at).zip(shares.get_mut(at)) else { continue };
            share.rate = level.min(positive(flow.demand));
            let is_met = positive(flow.demand) <= level;
            share.held_back_by = if is_met { None } else { flow.uses.iter().copied().find(|&used| full(used)) };
            if is_met || share.held_back_by.is_some() {
                count(&mut rising, flow, -1);
            } else {
                stays.push(at);
            }
        }
        open = stays;
        // All that are left use nothing that has an end.
        if open.len() == before || level == f64::INFINITY {
            break;
        }
    }
    shares
}

/// What may be left of a capacity that is full.
const ROUNDING: f64 = 1e-12;

/// Counts a flow in, or out, wherever it goes.
fn count(rising: &mut [u32], flow: &Flow<'_>, by: i32) {
    for &used in flow.uses {
        if let Some(rising) = rising.get_mut(used) {
            *rising = rising.saturating_add_signed(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(capacities: &[f64], flows: &[Flow<'_>]) -> Vec<f64> {
        shares(capacities, flows).into_iter().map(|share| share.rate).collect()
    }

    #[test]
    fn a_flow_that_uses_nothing_gets_what_it_wants() {
        let flows = [Flow { demand: 7.0, uses: &[] }, Flow { demand: f64::INFINITY, uses: &[9] }];
        assert_eq!(rates(&[], &flows), [7.0, f64::INFINITY]);
    }

    #[test]
    fn nothing_is_divided_into_nothing() {
        let flows = [
            Flow { demand: 5.0, uses: &[0] },
            Flow { demand: f64::NAN, uses: &[1] },
            Flow { demand: -1.0, uses: &[1] },
        ];
        assert_eq!(rates(&[0.0, 3.0], &flows), [0.0, 0.0, 0.0]);
        assert_eq!(rates(&[f64::NAN, -3.0], &flows), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_textbook_line_of_links() {
        // One flow passes all links, one more each single one: Bertsekas and Gallager's picture.
        let long = [0, 1, 2];
        let flows = [&long[..], &[0], &[1], &[2]].map(|uses| Flow { demand: f64::INFINITY, uses });
        assert_eq!(rates(&[1.0, 2.0, 1.0], &flows), [0.5, 0.5, 1.5, 0.5]);
    }
}

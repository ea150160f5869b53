//! Max-min fair shares: how flows divide the capacities that they have in common.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

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
/// Method. Progressive filling, from bottleneck to bottleneck: of the things that are used, that which divides into the least for each of its flows is full
/// first; its flows stay at that, what they use elsewhere is taken off, and so on. A flow that demands less than the least is met before. With *n*
/// flows that use *k* things each, of *m* things, it takes O(n·k + n log n + m log m) as a rule.
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
    let mut filling = Filling::of(capacities, flows);
    // Least demand first; those without end are never met.
    let mut by_demand: Vec<(f64, usize)> = flows
        .iter()
        .enumerate()
        .map(|(at, flow)| (positive(flow.demand), at))
        .filter(|(demand, _)| demand.is_finite())
        .collect();
    by_demand.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut demands = by_demand.into_iter().peekable();
    while let Some((level, thing)) = filling.fullest() {
        while let Some(&(demand, flow)) =
            demands.peek().filter(|(demand, flow)| *demand <= level || !filling.is_open(*flow))
        {
            demands.next();
            filling.settle(flow, demand, None);
        }
        // Who has left it may have left more to the others.
        if filling.level(thing).is_some_and(|now| now <= level) {
            filling.fill(thing, level);
        }
    }
    filling.finish()
}

/// Flows that are being given their shares.
struct Filling<'a> {
    flows: &'a [Flow<'a>],
    shares: Vec<Option<Share>>,
    /// By thing: what is left of it, and how many flows that have no share yet use it.
    left: Vec<f64>,
    open: Vec<u32>,
    /// By thing: its flows, from one number to the next in a list.
    first: Vec<usize>,
    users: Vec<usize>,
    /// What each thing divided into when it was last looked at, least first. It never divides into less later on.
    levels: BinaryHeap<Reverse<(Level, usize)>>,
}

/// A level, which is never below zero and never NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Level(f64);

impl Eq for Level {}

impl PartialOrd for Level {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Level {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl<'a> Filling<'a> {
    fn of(capacities: &[f64], flows: &'a [Flow<'a>]) -> Self {
        let left: Vec<f64> = capacities.iter().map(|&capacity| positive(capacity)).collect();
        let mut open = vec![0_u32; left.len()];
        for &used in flows.iter().flat_map(|flow| flow.uses) {
            if let Some(open) = open.get_mut(used) {
                *open += 1;
            }
        }
        let mut first = Vec::with_capacity(left.len() + 1);
        let mut count = 0;
        for &open in &open {
            first.push(count);
            count += open as usize;
        }
        let mut next = first.clone();
        first.push(count);
        let mut users = vec![0; count];
        for (at, flow) in flows.iter().enumerate() {
            for &used in flow.uses {
                if let Some(next) = next.get_mut(used) {
                    if let Some(user) = users.get_mut(*next) {
                        *user = at;
                    }
                    *next += 1;
                }
            }
        }
        let mut filling =
            Self { flows, shares: vec![None; flows.len()], left, open, first, users, levels: BinaryHeap::new() };
        filling.levels =
            (0..filling.left.len()).filter_map(|thing| Some(Reverse((Level(filling.level(thing)?), thing)))).collect();
        filling
    }

    /// What a thing divides into now; none when no open flow uses it.
    fn level(&self, thing: usize) -> Option<f64> {
        let (left, open) = (*self.left.get(thing)?, *self.open.get(thing)?);
        (0 < open).then(|| left / f64::from(open))
    }

    fn is_open(&self, flow: usize) -> bool {
        self.shares.get(flow).is_some_and(Option::is_none)
    }

    /// The thing that divides into the least; none when no open flow uses anything that has an end.
    fn fullest(&mut self) -> Option<(f64, usize)> {
        loop {
            let Reverse((Level(known), thing)) = self.levels.pop()?;
            let Some(now) = self.level(thing) else { continue };
            if now == f64::INFINITY {
                continue;
            }
            // It is looked at again, whether or not it is filled now.
            if known < now {
                self.levels.push(Reverse((Level(now), thing)));
                continue;
            }
            self.levels.push(Reverse((Level(now), thing)));
            return Some((now, thing));
        }
    }

    /// All open flows of a thing stay at this level.
    fn fill(&mut self, thing: usize, level: f64) {
        let (Some(&from), Some(&until)) = (self.first.get(thing), self.first.get(thing + 1)) else { return };
        for at in from..until {
            let Some(&flow) = self.users.get(at) else { continue };
            if self.is_open(flow) {
                // Of several things that are full, the first that it uses, but for rounding.
                let uses = self.flows.get(flow).map_or(&[][..], |flow| flow.uses);
                let is_full = |used: usize| self.level(used).is_some_and(|now| now <= level * (1.0 + ROUNDING));
                let held_back_by = uses.iter().copied().find(|&used| is_full(used));
                self.settle(flow, level, Some(held_back_by.unwrap_or(thing)));
            }
        }
    }

    /// A flow has its share.
    fn settle(&mut self, flow: usize, rate: f64, held_back_by: Option<usize>) {
        let Some((share, data)) = self.shares.get_mut(flow).zip(self.flows.get(flow)) else { return };
        if share.is_some() {
            return;
        }
        *share = Some(Share { rate, held_back_by });
        for &used in data.uses {
            if let Some((left, open)) = self.left.get_mut(used).zip(self.open.get_mut(used)) {
                *left = positive(*left - rate);
                *open = open.saturating_sub(1);
            }
        }
    }

    /// Those that are left use nothing that has an end, and get what they demand.
    fn finish(self) -> Vec<Share> {
        let all = self.shares.into_iter().zip(self.flows);
        all.map(|(share, flow)| share.unwrap_or(Share { rate: positive(flow.demand), held_back_by: None })).collect()
    }
}

/// By how much of itself what two things divide into may differ and be the same.
const ROUNDING: f64 = 1e-9;

fn positive(number: f64) -> f64 {
    if 0.0 < number { number } else { 0.0 }
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

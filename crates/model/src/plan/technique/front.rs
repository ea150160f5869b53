//! Of all ways to choose, the pairs that no other pair beats in both sums.

use std::cmp::Ordering;

/// What a VM adds to either sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    /// To the source's, when it is pre-copied.
    pub(super) pre: f64,
    /// To the destination's, when it is post-copied.
    pub(super) post: f64,
}

/// A way to choose for the VMs so far: both sums, how many are post-copied, and its last decision.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pair {
    pre: f64,
    post: f64,
    posts: u32,
    last: usize,
}

/// A decision about a VM, and the one about the VM before it.
#[derive(Clone, Copy, Debug)]
struct Decision {
    before: usize,
    is_post: bool,
}

/// The pairs of some VMs, by what is pre-copied: upwards; what is post-copied goes down meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Front {
    pairs: Vec<Pair>,
    decisions: Vec<Decision>,
    totals: [f64; 2],
    is_exact: bool,
}

/// No decision yet.
const NONE: usize = usize::MAX;

impl Front {
    /// Of these VMs, keeping so many pairs at most.
    pub(super) fn of(parts: &[Part], most: usize) -> Self {
        let mut front = Self {
            pairs: vec![Pair { pre: 0.0, post: 0.0, posts: 0, last: NONE }],
            decisions: Vec::new(),
            totals: [0.0; 2],
            is_exact: true,
        };
        for part in parts {
            front.add(*part, most);
            front.totals[0] += part.pre;
            front.totals[1] += part.post;
        }
        front
    }

    /// One VM more: each pair goes two ways, and those that are beaten are left out.
    fn add(&mut self, part: Part, most: usize) {
        let step = |pair: &Pair, is_post: bool| Pair {
            pre: pair.pre + if is_post { 0.0 } else { part.pre },
            post: pair.post + if is_post { part.post } else { 0.0 },
            posts: pair.posts + u32::from(is_post),
            last: pair.last,
        };
        let mut kept: Vec<(Pair, bool)> = Vec::with_capacity(2 * self.pairs.len());
        let mut stays = self.pairs.iter().map(|pair| step(pair, true)).peekable();
        let mut grows = self.pairs.iter().map(|pair| step(pair, false)).peekable();
        loop {
            // In the order of what is pre-copied, and of equals the one first that receives less.
            let takes_post = match (stays.peek(), grows.peek()) {
                (Some(a), Some(b)) => self.compare((a, true), (b, false)) != Ordering::Greater,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => break,
            };
            let Some(next) = (if takes_post { stays.next() } else { grows.next() }) else { break };
            if kept.last().is_none_or(|(last, _)| next.post < last.post) {
                kept.push((next, takes_post));
            }
        }
        if most < kept.len() {
            self.is_exact = false;
            let (count, last) = (kept.len(), kept.len() - 1);
            // Evenly, with both ends.
            kept =
                (0..most).filter_map(|at| kept.get((at * last / (most - 1).max(1)).min(count - 1)).copied()).collect();
        }
        self.pairs = kept
            .into_iter()
            .map(|(pair, is_post)| {
                self.decisions.push(Decision { before: pair.last, is_post });
                Pair { last: self.decisions.len() - 1, ..pair }
            })
            .collect();
    }

    /// Which of two steps comes first: less pre-copied, then less post-copied, then fewer post-copied VMs, then names.
    fn compare(&self, (a, a_is_post): (&Pair, bool), (b, b_is_post): (&Pair, bool)) -> Ordering {
        let sums = a.pre.total_cmp(&b.pre).then(a.post.total_cmp(&b.post)).then(a.posts.cmp(&b.posts));
        sums.then_with(|| {
            let before = self.names(a.last, b.last);
            if before == Ordering::Equal { a_is_post.cmp(&b_is_post) } else { before }
        })
    }

    /// Which of two ways pre-copies the first VM in which they differ.
    fn names(&self, mut a: usize, mut b: usize) -> Ordering {
        let mut first = Ordering::Equal;
        // Both are as long; once they are the same decision there is no difference before it.
        while a != b {
            let (Some(one), Some(other)) = (self.decisions.get(a), self.decisions.get(b)) else { break };
            if one.is_post != other.is_post {
                first = one.is_post.cmp(&other.is_post);
            }
            (a, b) = (one.before, other.before);
        }
        first
    }

    /// What was decided for each VM: whether it is post-copied.
    fn decided(&self, pair: &Pair) -> Vec<bool> {
        let mut all = Vec::new();
        let mut at = pair.last;
        while let Some(decision) = self.decisions.get(at) {
            all.push(decision.is_post);
            at = decision.before;
        }
        all.reverse();
        all
    }
}

/// Two halves, whose pairs are met in the middle.
#[derive(Clone, Debug)]
pub(super) struct Halves {
    pub(super) first: Front,
    pub(super) second: Front,
}

impl Halves {
    /// Whether no pair was left out that nothing beats.
    pub(super) const fn is_exact(&self) -> bool {
        self.first.is_exact && self.second.is_exact
    }

    /// What all pre-copied send, and what all post-copied receive.
    pub(super) fn totals(&self) -> [f64; 2] {
        [0, 1].map(|at| self.first.totals.get(at).unwrap_or(&0.0) + self.second.totals.get(at).unwrap_or(&0.0))
    }

    /// The least that is pre-copied with no more than so much post-copied: as the first half's pairs receive less, the second half's may
    /// receive more, and send less.
    pub(super) fn least_pre(&self, room: f64) -> f64 {
        let mut least = f64::INFINITY;
        let mut others = self.second.pairs.iter().rev().peekable();
        let mut other = None;
        // From the pair that receives least: the last one.
        for pair in &self.first.pairs {
            if room < pair.post {
                continue;
            }
            while let Some(next) = others.peek() {
                if room < pair.post + next.post {
                    break;
                }
                other = others.next();
            }
            if let Some(other) = other {
                least = least.min(pair.pre + other.pre);
            }
        }
        least
    }

    /// The best choice within so much of each sum, and what it pre-copies: the least total, then the fewest post-copied, then names.
    pub(super) fn best_within(&self, pre: f64, post: f64) -> Option<(Vec<bool>, f64)> {
        let best_of = BestOfRange::new(&self.second);
        let mut best: Option<(&Pair, &Pair)> = None;
        for pair in &self.first.pairs {
            // Pairs of the second half that receive little enough come last, those that send little enough first.
            let from = self.second.pairs.partition_point(|other| post < pair.post + other.post);
            let until = self.second.pairs.partition_point(|other| pair.pre + other.pre <= pre);
            let Some(other) = best_of.within(from, until) else { continue };
            let is_better = best.is_none_or(|best| self.compare((pair, other), best) == Ordering::Less);
            if is_better {
                best = Some((pair, other));
            }
        }
        best.map(|(first, second)| {
            let mut all = self.first.decided(first);
            all.extend(self.second.decided(second));
            (all, first.pre + second.pre)
        })
    }

    fn compare(&self, a: (&Pair, &Pair), b: (&Pair, &Pair)) -> Ordering {
        let total = |(first, second): (&Pair, &Pair)| first.pre + first.post + second.pre + second.post;
        let posts = |(first, second): (&Pair, &Pair)| first.posts + second.posts;
        let sums = total(a).total_cmp(&total(b)).then(posts(a).cmp(&posts(b)));
        let names = || self.first.names(a.0.last, b.0.last).then_with(|| self.second.names(a.1.last, b.1.last));
        sums.then_with(names)
    }
}

/// The best pair of any range of a front: by the total of both sums, then fewer post-copied VMs, then names.
struct BestOfRange<'a> {
    front: &'a Front,
    /// By power of two: for each place the best of so many pairs from there on.
    levels: Vec<Vec<usize>>,
}

impl<'a> BestOfRange<'a> {
    fn new(front: &'a Front) -> Self {
        let mut all = Self { front, levels: vec![(0..front.pairs.len()).collect()] };
        let mut width = 1;
        while 2 * width <= front.pairs.len() {
            let Some(last) = all.levels.last() else { break };
            let level = (0..=front.pairs.len() - 2 * width)
                .map(|at| {
                    let (a, b) = (last.get(at).copied(), last.get(at + width).copied());
                    all.better(a.unwrap_or_default(), b.unwrap_or_default())
                })
                .collect();
            all.levels.push(level);
            width *= 2;
        }
        all
    }

    fn better(&self, a: usize, b: usize) -> usize {
        let (Some(one), Some(other)) = (self.front.pairs.get(a), self.front.pairs.get(b)) else { return a.min(b) };
        let sums = (one.pre + one.post).total_cmp(&(other.pre + other.post)).then(one.posts.cmp(&other.posts));
        let order = sums.then_with(|| self.front.names(one.last, other.last));
        if order == Ordering::Greater { b } else { a }
    }

    fn within(&self, from: usize, until: usize) -> Option<&'a Pair> {
        let length = until.checked_sub(from).filter(|&length| 0 < length)?;
        let level = length.ilog2();
        let level_pairs = self.levels.get(level as usize)?;
        let (a, b) = (*level_pairs.get(from)?, *level_pairs.get(until - (1 << level))?);
        self.front.pairs.get(self.better(a, b))
    }
}

//! When a loop that looks when little is left is sure to stop although the guest outruns it: where a writer goes through one block of
//! memory in the order of addresses, as the sender does, and the threshold is a burst or two smaller than the block.
//!
//! Hot pages lie on a circle of h, on which sender and writer go round in the same direction. Let C be those that are neither known
//! to be unsent nor written since the loop looked: h − |C| is what a look finds. The loop stops as soon as |C| ≥ m = h − c1 at the end
//! of a burst. From one look to the next the sender covers an arc, sends what it knows of it and skips what it does not know, all of which is
//! in C; the writer covers another arc, W; and
//!
//! ```text
//! C := (C ∪ covered) \ W
//! ```
//!
//! in whatever order things happen in between: a page of W that is sent, before or after it is written, is found by the look. Each look
//! comes ⌊(m − |C|)/b⌋ + 1 bursts of b after the one before, at most k = ⌊m/b⌋ + 1. Let ω be what is written in a burst's time, b < ω, and
//! x how far the writer is ahead of the sender, at a look.
//!
//! * *In between*: m < x < h − k(ω − b) − m. The next k bursts cover k·b pages at least; W leaves more than m of them. It stops,
//!   whatever C was.
//! * *Behind*: larger x. The writer is gaining on the sender: d = h − x falls by ω − b a burst. C is nowhere but between the two, so that the
//!   sender skips nothing. At the look after it has been overtaken C is empty.
//! * *Ahead*: x ≤ m. Of each arc that is covered the first x pages stay in C, until the writer comes round to them, and x grows by ω − b a
//!   burst, less what is skipped; that can only be what was covered in the round before. Enough of them come together before that, or x
//!   gets in between, or this says nothing. The looks may come at any of the times that are possible: all are tried, in small steps of x.
//!
//! That needs a C of which it is known where it is. The first look finds the whole block written, if that has been written once by then, and
//! C is empty; what is left of the first pass lies behind the block, and goes first. The details stand in [`crate::docs::validity`].

use crate::predict::{Rising, Terms, WayOut};
use crate::scenario::{Checked, Grain, Pattern};

/// The guest writes at least this share of what is stated, in any window: assumed, a condition of the rule. Recorded guests
/// wrote 98.3 to 100.1 % over whole migrations; single windows may differ by more.
pub(in crate::predict) const WRITES_AT_LEAST: f64 = 0.97;
/// And at most this: assumed as well.
pub(in crate::predict) const WRITES_AT_MOST: f64 = 1.02;
/// The threshold is at least this share of what the bandwidth makes of it: QEMU's clock counts whole milliseconds, so that a window of
/// 100 ms may count as 101.
const ALLOWS_AT_LEAST: f64 = 0.99;
/// So many parts of where the writer may stand ahead of the sender are looked at one by one: more of them make the bound sharper.
const PARTS: u32 = 32;
/// More bursts than this between two looks are not looked into: it would say little, and take long.
const MOST_GAP: f64 = 3.0;
/// Nor are more until it stops.
const MOST_BURSTS: usize = 48;

/// The circle of hot pages. All amounts are in bursts.
#[derive(Clone, Copy, Debug)]
pub(in crate::predict) struct InOrder {
    /// The hot set.
    hot: f64,
    /// m at most: so much of it has to be clean.
    rest: f64,
    /// m at least.
    rest_at_least: f64,
    /// Until the first look that comes at the end of a window the buffers may not have been full: m at most.
    rest_at_first: f64,
    /// By how much the writer gains on the sender in each burst.
    gains: [f64; 2],
    /// What is written while a burst goes by, and all empty pages.
    during: f64,
    /// Seconds from burst to burst.
    every: f64,
}

impl InOrder {
    /// Of a guest that writes in the order of addresses, under a cap whose windows end on time; none where the rule says nothing.
    pub(super) fn of(terms: &Terms, scenario: &Checked, window: f64, burst: f64, grain: Grain) -> Option<Self> {
        let is_one = scenario.dirtying.pattern == Pattern::InOrder && !terms.throttled && terms.way_out == WayOut::None;
        // How many pages go by in a window has to be known, not only how many at least.
        let goes_as_it_is = scenario.hypervisor.compression.value.is_none() && scenario.link.streams == 1;
        if !is_one || !goes_as_it_is || terms.rising != Rising::Never || grain.buffer.as_pages() < 1.0 {
            return None;
        }
        let quota = terms.r_u * window;
        let pages = grain.through_cap(quota, 1.0);
        let c1 = if terms.measured { terms.c1 * pages / quota } else { terms.c1 };
        let allows = c1 * ALLOWS_AT_LEAST;
        // The look at the clock must not come in between, and a look must leave more than a burst.
        let goes_by = burst * terms.r_stop;
        // Of the other pages half lie behind the block: more than can be left of the first pass.
        let behind = terms.pset / 2.0;
        // Whole windows before the first look: all but c1 pages have gone, the first of them in a burst at the very beginning.
        let first_look = (terms.wset - c1) / pages - 1.0;
        let written = terms.rate * WRITES_AT_LEAST * window * first_look;
        if goes_by <= pages || allows <= pages || behind <= c1 || written <= terms.hwset || first_look <= 3.0 {
            return None;
        }
        let writes = terms.rate * window;
        let rule = Self {
            hot: terms.hwset / pages,
            rest: (terms.hwset - allows + 2.0) / pages,
            rest_at_least: (terms.hwset - c1) / pages,
            rest_at_first: (terms.hwset - terms.c1 * ALLOWS_AT_LEAST + 2.0) / pages,
            gains: [writes * WRITES_AT_LEAST - 1.0, writes * WRITES_AT_MOST + 1.0].map(|writes| writes / pages - 1.0),
            during: terms.rate * WRITES_AT_MOST * (1.0 / terms.r_stop + terms.eset / terms.r_e / pages),
            every: window,
        };
        (0.0 < rule.gains[0] && rule.during < rule.gains[0] && 0.0 < rule.rest_at_least).then_some(rule)
    }

    /// Bursts between two looks, at most.
    fn gap(&self) -> f64 {
        libm::floor(self.rest) + 1.0
    }

    /// Where "in between" ends, as a distance of the writer from the sender.
    fn between_ends(&self) -> f64 {
        self.hot - self.gap() * self.gains[1] - self.rest
    }

    /// In so many seconds after the end of the window in which the first pass ends it is stopped; none if that is not sure.
    pub(super) fn stops_within(&self) -> Option<f64> {
        let (gap, ends) = (self.gap(), self.between_ends());
        if MOST_GAP < gap || ends <= self.rest || self.hot <= gap * (1.0 + self.gains[1]) + self.rest {
            return None;
        }
        let first = libm::floor(self.rest_at_first) + 1.0;
        // Just overtaken: by no more than is gained between two looks.
        let just = self.ahead([0.0, gap * self.gains[1]])?;
        let anywhere = self.ahead([0.0, self.rest])?;
        let behind = libm::ceil((self.hot - ends) / self.gains[0]) + gap + just;
        Some((first + behind.max(anywhere).max(gap)) * self.every)
    }

    /// Bursts until it stops, at most, when the writer is ahead by so much.
    fn ahead(&self, [from, to]: [f64; 2]) -> Option<f64> {
        let part = (to - from) / f64::from(PARTS);
        let mut most = 0.0_f64;
        for index in 0..PARTS {
            most = most.max(self.goes_on([from + f64::from(index) * part, from + f64::from(index + 1) * part])?);
        }
        Some(most)
    }

    /// The same for a small part. Of all the times at which looks may come the least that can be clean then is kept: who has less goes on
    /// for longer.
    fn goes_on(&self, ahead: [f64; 2]) -> Option<f64> {
        // The writer has come round to what was clean: of each burst no more than it was ahead.
        let erased = |bursts: f64| -> f64 {
            let round = (ahead[1] + bursts * (1.0 + self.gains[1]) - self.hot).max(0.0);
            let starts = (0..MOST_BURSTS).map(|start| start as f64).take_while(|&start| start < round.min(bursts));
            starts.map(|start| (round - start).min(1.0).min(ahead[0] + start * self.gains[0])).sum()
        };
        let mut least_clean = [f64::INFINITY; MOST_BURSTS];
        if let Some(first) = least_clean.first_mut() {
            *first = 0.0;
        }
        let mut longest = 0.0_f64;
        for index in 0..MOST_BURSTS {
            let clean = least_clean.get(index).copied().filter(|clean| clean.is_finite());
            let Some(clean) = clean else { continue };
            let bursts = index as f64;
            if self.rest < clean {
                longest = longest.max(bursts);
                continue;
            }
            let [least, most] = self.stands(ahead, bursts)?;
            if self.rest < least && most < self.between_ends() {
                longest = longest.max(bursts + self.gap());
                continue;
            }
            if self.hot <= most {
                return None;
            }
            for gap in 1..=libm::floor(self.rest - clean) as usize + 1 {
                let (then, gap) = (least_clean.get_mut(index + gap)?, gap as f64);
                let lost = erased(bursts + gap) - erased(bursts);
                *then = then.min((clean + least.min(gap) - lost).max(0.0));
            }
        }
        Some(longest)
    }

    /// How far the writer is ahead after so many bursts; none where the sender may have come to what it skips, and overtaken it.
    fn stands(&self, ahead: [f64; 2], bursts: f64) -> Option<[f64; 2]> {
        // What was covered before the first look at the end of a window: so much is clean of it if it was so long.
        let covered = (self.hot - bursts).max(self.rest_at_least);
        let before = if self.rest_at_first + 1.0 < covered {
            0.0
        } else {
            (ahead[1] + self.during - libm::ceil(covered) * self.gains[0]).max(0.0)
        };
        // And what it covered in the round before: the first arc's clean pages, at most those that the writer was ahead.
        let skips = before + if bursts + before <= self.hot { 0.0 } else { ahead[1] };
        if self.hot + 1.0 <= bursts + skips {
            return None;
        }
        let least = ahead[0] + bursts * self.gains[0] - skips;
        (0.0 <= least).then_some([least, ahead[1] + bursts * self.gains[1]])
    }
}

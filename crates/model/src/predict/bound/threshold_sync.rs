//! Bound for loops that merge the dirty pages only when the known rest falls under the threshold (QEMU since 1.4).
//!
//! Let L be the known unsent pages and D those rewritten since the last merge. A = L + D falls by one with each page
//! sent and rises by one with each page written, and a merge never raises it, so A(t) is a line of slope RATE − r_u.
//! A burst that ends with A < c1 has L < c1: the loop merges, finds at most A pages, and stops. So the guest is stopped at
//! the first burst end after the line has come down to c1. Where does the line begin?
//!
//! The first merge comes when x < c1 pages of the first pass are unsent, at t1 − x/r_u, and finds x + min(HWSET, RATE·t1)
//! pages at most. Over all x that puts the line at t1 to at most
//!
//! ```text
//! a1 = min(RATE·t1, HWSET + λ c1)                        λ = RATE/r_u
//! ```
//!
//! which is the paper's line, later by λ·c1/(r_u − RATE) once the whole hot set has been rewritten. What the first pass
//! left is sent before the sender comes round again, at the latest at t_w = t1 + min(HWSET, RATE·t1)/r_u. Hence
//!
//! ```text
//! t2 ≤ max(t_w, t1 + (a1 − c1)/(r_u − RATE)) + burst     for RATE < r_u
//! t2 ≤ t_w + burst                                       for HWSET ≤ c1, at any rate
//! ```
//!
//! A threshold that follows a *measured* bandwidth is zero in the first window and tiny after one full of empty pages: two
//! windows are allowed for it to recover. When a limit strikes, a burst may have left ahead of its time. The details stand in
//! [`crate::docs::validity`].
//!
//! A threshold that is raised makes the stop earlier, never later, and more may be left. In steps of time each step bounds t2 by
//! its own line, from when it is sure to be in force; the earliest of these counts. By rounds, the first step bounds t2 for
//! RATE < r_u; the last one does once it is sure to be in force; and if neither is sure to come before the product gives up, it
//! may give up. Doubling changes nothing about t2 and t3; only the downtime is that of the first value.
//!
//! When a limit only *pauses* the guest, the loop sends L, then looks, then sends D: |L| + |D| = A pages in all, of which those
//! in both go twice. For RATE < r_u that is the line; for RATE ≥ r_u at most HWSET·(2 − 1/λ) after the first pass.

use super::course::{Course, Ending, WithoutALook};
use super::fluid::left_at;
use super::in_order::InOrder;
use crate::numeric::within;
use crate::predict::terms::ByRounds;
use crate::predict::{LimitKind, Rising, Step, Terms, TimeSteps};
use crate::quantity::Seconds;
use crate::scenario::{Checked, Grain, Pattern, RoundSteps};

pub(super) fn course(terms: &Terms, pace: &Pace) -> Course {
    match terms.rising {
        Rising::Never | Rising::Doubling(_) => {
            let by_threshold = pace.by_threshold(terms);
            ending(terms, pace, by_threshold)
        }
        Rising::OverTime(steps) => over_time(terms, pace, &steps),
        Rising::ByRounds(steps) => by_rounds(terms, pace, steps),
    }
}

/// How the loop is paced, in seconds.
pub(in crate::predict) struct Pace {
    /// A burst at most.
    pub(in crate::predict) burst: f64,
    /// The window in which the bandwidth is measured.
    pub(in crate::predict) window: f64,
    /// How much later than its time a limit is seen at most.
    pub(in crate::predict) late: f64,
    /// Under a cap: whether each window ends when its time is up, since the link carries what it lets through in less.
    pub(in crate::predict) aligned: bool,
    /// The longest burst on a link, where a cap's burst has to fit in.
    on_link: f64,
    /// Under a cap a window carries up to so many times what is let through, because a buffer is sent as a whole: so much more may be
    /// allowed.
    pub(in crate::predict) most_allowed: f64,
    /// The threshold may be zero until then.
    zero_until: f64,
    /// What a load that changes with time writes at most beyond its mean rate, in pages.
    pub(in crate::predict) excess: f64,
    /// Of a guest that is known to write in the order of addresses: how long after the first pass the loop is sure to stop, all the same.
    in_order: Option<f64>,
}

/// Why a stop is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::predict) enum Why {
    /// What the first pass left is gone, and no more than the threshold can be left then.
    FirstPassGone,
    /// The line has come down to the threshold.
    Line,
    /// A cap lets the whole hot set through in one burst.
    WithinABurst,
    /// The writer goes through the hot set in the order of addresses, and cannot keep out of the sender's way.
    InOrder,
}

/// Where the line A begins.
pub(in crate::predict) struct Line {
    /// When the loop surely looks, in seconds.
    pub(in crate::predict) start: f64,
    /// Dirtied by then, in pages.
    pub(in crate::predict) dirtied: f64,
    /// Its height at t1.
    pub(in crate::predict) a1: f64,
    /// When what the first pass left has been sent.
    pub(in crate::predict) first_pass_gone: f64,
}

impl Pace {
    /// Of a loop with these bursts.
    pub(in crate::predict) fn of(terms: &Terms, burst: Seconds, capped_burst: Seconds, grain: Grain) -> Self {
        let window = capped_burst.as_seconds();
        let on_link = grain.burst(burst.as_seconds(), terms.r_u);
        let buffer = grain.buffer.as_pages();
        let aligned = terms.cap_binds && terms.r_u * window + buffer <= terms.r_stop * window;
        // A buffer that goes beyond the cap takes its time where the link has none to spare.
        let burst = match (terms.cap_binds, aligned) {
            (false, _) => on_link,
            (true, true) => window,
            (true, false) => window + buffer / terms.r_stop,
        };
        Self {
            burst,
            window,
            aligned,
            on_link,
            most_allowed: if terms.cap_binds && terms.measured { 1.0 + buffer / (terms.r_u * window) } else { 1.0 },
            late: match (terms.raises_limit, terms.cap_binds) {
                (true, false) => window + on_link,
                (true, true) | (false, _) => burst,
            },
            zero_until: if terms.measured { window } else { 0.0 },
            excess: 0.0,
            in_order: None,
        }
    }

    /// The same beside a guest of which it may be known that it writes in the order of addresses.
    pub(in crate::predict) fn beside_a_writer_in_order(
        self,
        terms: &Terms,
        scenario: &Checked,
        burst: Seconds,
        grain: Grain,
    ) -> Self {
        let rule = InOrder::of(terms, scenario, self.window, burst.as_seconds(), grain).filter(|_| self.aligned);
        Self { in_order: rule.and_then(|rule| rule.stops_within()), ..self }
    }

    /// The pace and the terms for a load that changes with time: it writes its mean rate, and in no span more than an excess beyond it.
    pub(in crate::predict) fn under_load(self, terms: &Terms, pattern: &Pattern) -> (Self, Terms) {
        let Pattern::Load(load) = pattern else { return (self, *terms) };
        let excess = load.excess() * terms.first_rate;
        (Self { excess, ..self }, Terms { rate: terms.rate * load.mean(), ..*terms })
    }

    pub(in crate::predict) fn line(&self, terms: &Terms) -> Line {
        // A measured threshold is zero in the first window: nothing is merged before, and the sender may idle.
        let start = terms.t1.max(self.zero_until);
        let dirtied = terms.dirtied_by(start);
        let a1 = if dirtied == 0.0 {
            0.0
        } else if terms.t1 < start {
            dirtied + self.excess
        } else {
            let written = if self.excess == 0.0 { terms.first_rate } else { terms.rate } * terms.t1;
            self.excess + written.min(terms.hwset + terms.rate / terms.slowest() * terms.c1)
        };
        // A window is surely full of pages with content when it began after the first pass; on a link it may be a burst
        // longer. It counts from its end. Without empty pages that matters in the first two windows only; and under a cap a window
        // has time for what it lets through and for all empty pages besides, where those go by fast enough.
        let in_time = terms.eset / terms.r_e + terms.r_u * self.window / terms.r_stop;
        let slow_empty = 0.0 < terms.eset && !(self.aligned && in_time <= self.window);
        let two_windows = 2.0 * if terms.cap_binds { self.window } else { self.window + self.burst };
        let recovers = match (terms.measured && 0.0 < dirtied, slow_empty) {
            (true, true) => start + two_windows,
            (true, false) => start.max(2.0 * self.window + two_windows),
            (false, _) => start,
        };
        Line { start, dirtied, a1, first_pass_gone: (start + dirtied / terms.r_u).max(recovers) }
    }

    /// When the loop tests at the latest, after a moment: at the end of a burst, and under a cap of a window.
    pub(in crate::predict) fn tests_by(&self, moment: f64) -> f64 {
        if self.aligned && moment.is_finite() {
            // What rounding makes of a whole number of windows is one.
            let windows = libm::ceil(moment / self.window + 1e-9);
            (windows * self.window).min(moment + self.burst)
        } else {
            moment + self.burst
        }
    }

    /// t2 at the latest, in seconds; infinite when that is not sure.
    fn by_threshold(&self, terms: &Terms) -> f64 {
        self.sure(terms).0
    }

    /// The same, and why.
    pub(in crate::predict) fn sure(&self, terms: &Terms) -> (f64, Why) {
        let Line { start, dirtied, a1, first_pass_gone } = self.line(terms);
        if dirtied == 0.0 || (1.0 <= terms.c1 && terms.hwset <= terms.c1) {
            return (self.tests_by(first_pass_gone), Why::FirstPassGone);
        }
        if terms.c1 < 1.0 {
            return (f64::INFINITY, Why::Line);
        }
        let falls_by = terms.r_u - terms.rate;
        let comes_down = if 0.0 < falls_by { start + (a1 - terms.c1).max(0.0) / falls_by } else { f64::INFINITY };
        let by_line = if comes_down < first_pass_gone {
            (self.tests_by(first_pass_gone), Why::FirstPassGone)
        } else {
            (self.tests_by(comes_down), Why::Line)
        };
        let within_a_burst = self.within_a_burst(terms, first_pass_gone);
        let in_order = self.in_order.map_or(f64::INFINITY, |seconds| self.tests_by(terms.t1) + seconds);
        if in_order < by_line.0.min(within_a_burst) {
            (in_order, Why::InOrder)
        } else if within_a_burst < by_line.0 {
            (within_a_burst, Why::WithinABurst)
        } else {
            by_line
        }
    }

    /// t2 at the latest where a cap lets the whole hot set through in one burst, at the link's own speed: within it the loop is one
    /// without a cap, and that link outruns the writer. Infinite where it does not.
    fn within_a_burst(&self, terms: &Terms, first_pass_gone: f64) -> f64 {
        let quota = terms.r_u * self.window;
        let ratio = terms.first_rate / terms.r_stop;
        if !self.aligned || 1.0 <= ratio || self.on_link * terms.r_stop < quota {
            return f64::INFINITY;
        }
        // What is known at a window's beginning is sent, and what was written meanwhile, and what was written while that was sent, …
        // and of each a page more.
        let comes_to = terms.c1 - 1.0 / (1.0 - ratio);
        if comes_to <= 1.0 {
            return f64::INFINITY;
        }
        let looks = if ratio == 0.0 {
            1.0
        } else {
            libm::ceil(libm::log(comes_to / terms.hwset) / libm::log(ratio)).max(0.0) + 1.0
        };
        let chain = (terms.hwset + looks) / (1.0 - ratio);
        if quota <= chain {
            return f64::INFINITY;
        }
        let windows = libm::ceil((terms.hwset + chain - quota).max(0.0) / (quota - chain));
        self.tests_by(first_pass_gone) + windows * self.window + quota / terms.r_stop
    }
}

/// What a limit can leave that strikes at a moment, or up to a burst later.
struct Forced {
    /// Pages that differ.
    left: f64,
    /// Pages that a loop sends which does not look first; a page that it knew and that was rewritten counts twice.
    sends: f64,
    /// Seconds in which such a loop may send nothing.
    waits: f64,
}

impl Forced {
    /// Beside so many pages that are left.
    fn without_a_look(&self, left: f64) -> WithoutALook {
        WithoutALook { again: (self.sends - left).max(0.0), waits: self.waits }
    }
}

impl Pace {
    fn forced(&self, terms: &Terms, line: &Line, at: f64) -> Forced {
        let &Line { start, dirtied, a1, first_pass_gone } = line;
        let falls_by = terms.r_u - terms.rate;
        // Until the sender has come round, pages of the first pass may be left beside the hot set.
        let cap = if at < first_pass_gone { terms.hwset + terms.c1 } else { terms.hwset };
        // Under a cap the burst that ends the first pass is up to a window ahead of its time, and the guest writes on.
        let ahead = if terms.cap_binds { terms.first_rate * self.window } else { 0.0 };
        let a1 = a1 + ahead + falls_by.max(0.0) * (start - terms.t1);
        let idles = terms.t1 <= at && at < start;
        let left = if idles { dirtied } else { left_at(terms, a1, cap.min(terms.wset), at) };
        // A = |L| + |D|: a page in both goes twice. Under a cap a look may come in the middle of a burst, when part of what the
        // window allows is used up.
        let used_up = if terms.cap_binds { terms.r_u * self.window } else { 0.0 };
        let most = cap + used_up;
        let in_first_pass = if at < terms.t1 {
            terms.wset.min(terms.r_u * (terms.t1 - at)) + terms.dirtied_by((at + self.burst - terms.early).max(0.0))
        } else {
            0.0
        };
        // The first look may come while c1 pages are unsent, and under a cap a window ahead of its time; but not before there is a
        // threshold.
        let first_look = terms.t1 - terms.c1 / terms.slowest() - if terms.cap_binds { self.window } else { 0.0 };
        let after_a_look = if at < first_look.max(self.zero_until) {
            0.0
        } else if 0.0 < falls_by {
            within(a1 - falls_by * (at - terms.t1), 0.0, most)
        } else {
            // Of HWSET known pages HWSET/λ have gone when all have been rewritten.
            terms.hwset * (1.0 - terms.r_u / terms.first_rate) + most
        };
        // What it knew and what was written.
        let at_most = terms.wset + terms.hwset;
        let sends = if idles { dirtied } else { in_first_pass.max(after_a_look).min(at_most) };
        // Nothing is looked at before there is a threshold.
        Forced { left, sends, waits: (start - terms.t1.max(at)).max(0.0) }
    }
}

/// The ending, with the threshold in force then.
fn ending(terms: &Terms, pace: &Pace, by_threshold: f64) -> Course {
    let line = pace.line(terms);
    let falls_by = terms.r_u - terms.rate;
    // In the first window the guest may be stopped without a look, when nothing known is left.
    let unseen = if terms.c1 == 0.0 {
        // And at any time under a limit of nothing, or of no page.
        terms.dirtied_by(f64::INFINITY)
    } else if terms.t1 - if terms.cap_binds { pace.window } else { 0.0 } < pace.zero_until {
        // Under a cap all of the first pass may have left in the first bursts.
        line.dirtied
    } else {
        0.0
    };
    let by_rule = (terms.c1 * pace.most_allowed).min(terms.vmsize).max(unseen);
    // No byte is sent while the sender idles.
    let limit_in_time = terms.limit_in_time.map(|(limit, at)| {
        let idles = terms.volume_in_bytes && matches!(limit, LimitKind::Volume(_)) && terms.t1 < at;
        (limit, if idles { at + (line.start - terms.t1) } else { at })
    });
    let (ending, without_a_look) = match limit_in_time {
        Some((limit, at)) if at < by_threshold => {
            let forced = pace.forced(terms, &line, at);
            let left = forced.left.max(by_rule);
            let t2 = (at + pace.late).min(by_threshold);
            (Ending::Limit { limit, at, t2, left }, forced.without_a_look(left))
        }
        _ if by_threshold.is_finite() => {
            (Ending::Threshold { t2: by_threshold, left: by_rule }, WithoutALook::default())
        }
        _ if falls_by <= 0.0 => (Ending::Outpaced, WithoutALook::default()),
        _ => (Ending::NoPageAllowed, WithoutALook::default()),
    };
    Course { without_a_look, sooner: by_rule, ..Course::new(line.a1, ending) }
}

/// Steps of time: each one bounds t2 by its own line, from when it is sure to be in force.
fn over_time(terms: &Terms, pace: &Pace, steps: &TimeSteps) -> Course {
    let takes_effect = pace.window + pace.burst;
    // Limits below a millisecond are none.
    let zero_until = (0..=steps.count).find(|&index| Seconds::ZERO < steps.step(index).limit);
    let zero_until = zero_until.map_or(0.0, |index| steps.taken_by(index) + takes_effect);
    let pace = &Pace { zero_until: pace.zero_until.max(zero_until), ..*pace };
    let mut by_threshold = f64::INFINITY;
    for (index, step) in (0..).zip(steps.steps()) {
        let in_force = steps.taken_by(index) + takes_effect;
        by_threshold = by_threshold.min(pace.by_threshold(&terms.with_step(step)).max(in_force));
    }
    let limit = terms.limit_in_time.map_or(f64::INFINITY, |(_, at)| at + pace.late);
    let step = steps.in_force(by_threshold.min(limit));
    Course { step: Some(step), ..ending(&terms.with_step(step), pace, by_threshold) }
}

/// Steps by rounds, after which the product gives up.
fn by_rounds(terms: &Terms, pace: &Pace, steps: &RoundSteps) -> Course {
    let line = pace.line(terms);
    let ByRounds { earliest_end, last_step, latest_end } = terms.by_rounds(steps, line.start);
    let last = Step { at: last_step, limit: steps.last(), c1: terms.c1 };
    let first = Step { at: 0.0, limit: steps.first, c1: terms.c1 * (steps.first / steps.last()) };
    let takes_effect = pace.window + pace.burst;
    let by_first = pace.by_threshold(&terms.with_step(first));
    // It gives up a look after the last step at the earliest; until then that has to be in force.
    let by_last = if takes_effect <= steps.poll.as_seconds() { pace.by_threshold(terms) } else { f64::INFINITY };
    let sure = [by_first, by_last.max(last_step + takes_effect)];
    // Where nothing is rewritten, the first look stops the guest.
    let sure = match [by_first <= earliest_end || line.dirtied == 0.0, by_last <= earliest_end] {
        [true, true] => sure[0].min(sure[1]),
        [true, false] => sure[0],
        [false, true] => sure[1],
        [false, false] => f64::INFINITY,
    };
    // What may be in force by then: the n-th raise comes no earlier than n − 1 looks of the manager after the first.
    let first_action = earliest_end - steps.poll.as_seconds() * steps.raises.len() as f64;
    let step = if sure.is_finite() {
        let taken = libm::floor((sure - first_action) / steps.poll.as_seconds()) + 1.0;
        let limit = steps.after_raises(within(taken, 0.0, steps.raises.len() as f64) as usize);
        Step { at: first_action, limit, c1: terms.c1 * (limit / steps.last()) }
    } else {
        last
    };
    let own = Course { step: Some(step), ..ending(&terms.with_step(step), pace, sure) };
    let limit_at = terms.limit_in_time.map_or(f64::INFINITY, |(_, at)| at);
    if sure.is_finite() || limit_at < earliest_end {
        return own;
    }
    // The rest is largest when it gives up as early as it can; or at t1, where that is later.
    let mut forced = pace.forced(terms, &line, earliest_end);
    let at_t1 = pace.forced(terms, &line, earliest_end.max(terms.t1));
    forced.sends = forced.sends.max(at_t1.sends);
    let left = forced.left.max(at_t1.left).max(own.sooner);
    let ending = match own.ending {
        // A limit of another kind may strike before the last step, and the last step before that limit.
        Ending::Limit { limit, at, t2, left: then } if at < latest_end => {
            Ending::Limit { limit, at, t2, left: left.max(then) }
        }
        _ => Ending::Limit { limit: LimitKind::LastStep(steps.last()), at: latest_end, t2: latest_end, left },
    };
    Course { ending, without_a_look: forced.without_a_look(left), ..own }
}

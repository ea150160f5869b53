//! Salfner, Tröger, Richly: the predictor of "Dependable Estimation of Downtime for Virtual Machine Live Migration"
//! (2012), equations (1) to (15).
//!
//! Symbols are those of the paper; [`Terms`] lists them with units.
//!
//! ```text
//! f(t) = e(t) + p(t) + h(t)                                           (1)
//! e(t) = max(0, ESET − r_e t)                   0 ≤ t ≤ t1, then 0    (2), clipped: as printed it goes below zero
//! ESET = VMSIZE − WSET                                                (3)
//! p(t) = max(0, PSET − (PSET/WSET) r_u t)       0 ≤ t ≤ t1, then 0    (4), clipped
//! PSET = WSET − HWSET                                                 (5)
//! h(t) = min(HWSET, max(0, h1(t)))              0 ≤ t ≤ t1            (6)
//!        min(HWSET, max(0, h2(t)))              t1 < t ≤ t2
//!        h3(t)                                  t2 < t ≤ t3           (printed from t1)
//! h1(t) = HWSET + (RATE − (HWSET/WSET) r_u) t                         (7)
//! h2(t) = f(t1) + (RATE − r_u)(t − t1)                                (8), printed with t
//! h3(t) = f(t2) − r_u (t − t2)                                        (9), printed with t
//! migration time = t3 − t0                                            (10)
//! blackout time = t3 − t2                                             (11)
//! t1 = ESET/r_e + WSET/r_u                                            (12)
//! t2 = min(t_c1, t_c2)                                                (13)
//! t3 = t2 + f(t2)/r_u                                                 (14)
//! t_c2 = 2 VMSIZE / migrate_speed                                     (15), for Proxmox VE; other limits likewise
//! ```
//!
//! How each deviation from the print was settled stands in [`crate::docs::errata`].
//!
//! # Conditions and edges
//!
//! The stop rule is tested continuously, which no product does: real loops can take longer (see
//! [`crate::docs::validity`]); [`super::bound`] accounts for that. Device state and fixed overheads are left out, as in
//! the paper. A threshold may be met inside the first pass; a limit may strike there, and (14) then charges left-over
//! empty pages at r_u as printed. Without a threshold crossing and without a limit the outcome is "never". For WSET = 0
//! the shares HWSET/WSET and PSET/WSET are zero. Where a product slows the guest down below the copy rate, RATE in (7) is what it
//! writes by itself, and RATE in (8) what is left of that.

use super::prediction::{Outcome, Parts, Prediction, Predictor, Remaining};
use super::{LimitKind, Reason, Rising, Step, Terms};
use crate::numeric::within;
use crate::quantity::{Pages, Seconds};
use crate::scenario::{Checked, LimitAction};

/// Predicts with Salfner's equations.
///
/// ```
/// // Table III, row 6 (SPEC 30), with r_u = 30,000 pages/s, 4 GiB and 30 ms, which the paper does not print.
/// use precopy_model::predict::{paper, Outcome};
/// use precopy_model::quantity::{Bytes, Pages, PagesPerSecond};
/// use precopy_model::scenario::*;
/// let pages = |n: f64| Pages::from_pages(n).in_bytes(Bytes::from_bytes(4096.0));
/// let mut kvm = presets::find("kvm-paper").unwrap().hypervisor();
/// kvm.empty_pages.enter(EmptyPages::Skipped);
/// let scenario = Scenario {
///     vm: Vm { memory: pages(1_048_576.0), working_set: pages(688_627.0) },
///     dirtying: Dirtying::round_robin(pages(90_284.0), PagesPerSecond::from_pages_per_second(33_707.0)),
///     link: Link {
///         speed: LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0)),
///         ..Link::line(Default::default())
///     },
///     hypervisor: kvm,
/// };
/// let prediction = paper::predict(&scenario.check().unwrap());
/// assert_eq!(prediction.outcome, Outcome::Completes);
/// assert_eq!(format!("{:.2}", prediction.migration_time.unwrap().as_seconds()), "72.91");
/// assert_eq!(format!("{:.2}", prediction.downtime.unwrap().as_seconds()), "3.01");
/// assert_eq!(
///     prediction.reason_in_words(),
///     "gives up pre-copy after 69.9 s, having sent twice the memory, with 90,284 pages left",
/// );
/// ```
#[must_use]
pub fn predict(scenario: &Checked) -> Prediction {
    let terms = Terms::of(scenario);
    equations(scenario, &terms).behind_other_data(&terms)
}

/// The same with equation (8) as it is printed: with t, the time since the start, where sense wants t − t1.
///
/// Question: what would the print say, if one believed it?
///
/// ```text
/// h2(t) = f(t1) + (RATE − r_u) t                                      (8), as printed
/// ```
///
/// Symbols and units are those of [the module](self). Source: Salfner, Tröger, Richly (2012), equation (8). Conditions: this is a
/// misprint, to be drawn beside [`predict`] and nowhere else. Its curve jumps at t1, down by (r_u − RATE) t1 where the guest writes more
/// slowly than the link carries, up by as much where it is faster, though not beyond the hot set. Edges: a stop inside the first pass is
/// the same as without the misprint, and so is everything for t1 = 0. Bytes and times follow from where the print has it stop.
///
/// ```
/// use precopy_model::predict::paper;
/// use precopy_model::quantity::{Bytes, PagesPerSecond};
/// use precopy_model::scenario::*;
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(3.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_gib(1.0), PagesPerSecond::from_pages_per_second(12_000.0)),
///     link: Link { speed: LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0)), ..Link::line(Default::default()) },
///     hypervisor: presets::find("kvm-paper").unwrap().hypervisor(),
/// }.check().unwrap();
/// let (read, printed) = (paper::predict(&scenario), paper::predict_as_printed(&scenario));
/// // Pages do not vanish: as read the line goes on from f(t1), as printed it is below the threshold at once.
/// assert_eq!(printed.stop, Some(printed.first_pass_end));
/// assert!(printed.stop < read.stop);
/// ```
#[must_use]
pub fn predict_as_printed(scenario: &Checked) -> Prediction {
    let terms = Terms::of(scenario);
    equations_since(scenario, &terms, Since::Start).behind_other_data(&terms)
}

/// From when (8) counts its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    /// The end of the first pass.
    FirstPass,
    /// The start, as printed.
    Start,
}

impl Since {
    const fn seconds(self, terms: &Terms) -> f64 {
        match self {
            Self::FirstPass => terms.t1,
            Self::Start => 0.0,
        }
    }
}

/// Between which moments (13) chooses, and what they rest on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    /// f(t1) = h1(t1), in pages.
    pub(super) at_t1: f64,
    /// t_c1 in seconds; infinite when the threshold is never met.
    pub(super) t_c1: f64,
    /// The step of a raised threshold that is met then.
    pub(super) step: Option<Step>,
    /// t_c2 in seconds; infinite without a limit.
    pub(super) t_c2: f64,
    /// Which limit that is.
    pub(super) limit: Option<LimitKind>,
}

/// The moments of (13), and the first pass.
pub(super) fn moments(terms: &Terms) -> (Remaining, Moments) {
    moments_since(terms, Since::FirstPass)
}

fn moments_since(terms: &Terms, since: Since) -> (Remaining, Moments) {
    let (remaining, at_t1) = first_pass(terms);
    let (t_c1, step) = crossing(terms, &remaining, at_t1, since);
    let (limit, t_c2) = match terms.rising {
        // Given up after the last step: when that is, at the latest.
        Rising::ByRounds(steps) => {
            let after = terms.by_rounds(steps, 0.0).latest_end;
            if after < terms.t_c2 {
                (Some(LimitKind::LastStep(steps.last())), after)
            } else {
                (terms.limit, terms.t_c2)
            }
        }
        Rising::Never | Rising::OverTime(_) | Rising::Doubling(_) => (terms.limit, terms.t_c2),
    };
    (remaining, Moments { at_t1, t_c1, step, t_c2, limit })
}

/// The prediction as if memory went first.
pub(super) fn equations(scenario: &Checked, terms: &Terms) -> Prediction {
    equations_since(scenario, terms, Since::FirstPass)
}

fn equations_since(scenario: &Checked, terms: &Terms, since: Since) -> Prediction {
    let (mut remaining, Moments { at_t1, t_c1, step, t_c2, limit }) = moments_since(terms, since);
    let t2 = t_c1.min(t_c2);

    let mut prediction = Prediction::without_end(Predictor::Paper, terms, terms.outpaced());
    if t2 == f64::INFINITY {
        prediction.remaining = remaining;
        return prediction;
    }
    prediction.limit = t_c2.is_finite().then_some(Seconds::from_seconds(t_c2));
    if terms.t1 <= t2 {
        later_rounds(terms, &mut remaining, at_t1, t2, since);
    }
    let at_t2 = remaining.cut_after(t2);
    let left = Pages::from_pages(at_t2.total);
    prediction.left = Some(left);
    let mut action = LimitAction::StopAndCopy;
    match limit {
        Some(limit) if t_c2 < t_c1 => {
            let at = Seconds::from_seconds(t2);
            action = scenario.hypervisor.on_limit.value.settled(Seconds::from_seconds(at_t2.total / terms.r_u));
            if action == LimitAction::Cancel {
                prediction.outcome = Outcome::Cancelled;
                prediction.reason = Reason::Cancelled { limit, at };
                prediction.migration_time = Some(at);
                prediction.downtime = Some(Seconds::ZERO);
                prediction.data = Some(terms.on_wire(terms.eset - at_t2.empty, used_sent(terms, t2)));
                prediction.remaining = remaining;
                prediction.brownout = terms.brownout(t2);
                return prediction;
            }
            prediction.reason = Reason::Limit { limit, action, at, left };
        }
        _ => {
            let threshold = match step {
                Some(step) => scenario.hypervisor.threshold.value.at_limit(step.limit),
                None => scenario.hypervisor.threshold.value,
            };
            prediction.threshold = Pages::from_pages(step.map_or(terms.c1, |step| step.c1));
            prediction.reason = Reason::Threshold { left, threshold };
        }
    }
    let copying = at_t2.total / terms.r_u; // (11), (14)
    let stopped = if action == LimitAction::PostCopy { 0.0 } else { copying };
    prediction.outcome = Outcome::Completes;
    prediction.stop = Some(Seconds::from_seconds(t2));
    prediction.downtime = Some(Seconds::from_seconds(stopped));
    prediction.brownout = terms.brownout(t2) + Seconds::from_seconds(copying - stopped);
    prediction.migration_time = Some(Seconds::from_seconds(t2 + copying)); // (10)
    prediction.data = Some(terms.on_wire(terms.eset, used_sent(terms, t2) + at_t2.passive + at_t2.hot));
    stop_and_copy(terms, &mut remaining, t2, at_t2);
    prediction.remaining = remaining;
    prediction
}

/// t_c1, and the step of a raised threshold that is met then. f never rises, so a step that begins below its threshold is
/// met at once.
fn crossing(terms: &Terms, first_pass: &Remaining, at_t1: f64, since: Since) -> (f64, Option<Step>) {
    match terms.rising {
        Rising::Never | Rising::Doubling(_) => (first_crossing(terms, first_pass, at_t1, since), None),
        Rising::ByRounds(steps) => {
            let last = Step { at: 0.0, limit: steps.last(), c1: terms.c1 };
            (first_crossing(terms, first_pass, at_t1, since), Some(last))
        }
        Rising::OverTime(steps) => {
            let mut first = (f64::INFINITY, None);
            for step in steps.steps() {
                let met = first_crossing(&terms.with_step(step), first_pass, at_t1, since).max(step.at);
                if met < first.0 {
                    first = (met, Some(step));
                }
            }
            first
        }
    }
}

/// e, p and h1 up to t1: (2), (4), (7); and f(t1), which is h1(t1).
fn first_pass(terms: &Terms) -> (Remaining, f64) {
    let (hot_share, passive_share) =
        if terms.wset == 0.0 { (0.0, 0.0) } else { (terms.hwset / terms.wset, terms.pset / terms.wset) };
    let hot_slope = terms.first_rate - hot_share * terms.r_u;
    let empty_gone = terms.eset / terms.r_e;
    let passive_gone = terms.wset / terms.r_u;
    let hot_gone = if terms.first_rate == 0.0 {
        passive_gone
    } else if hot_slope < 0.0 {
        terms.hwset / -hot_slope
    } else {
        f64::INFINITY
    };

    let empty = |t: f64| if empty_gone <= t { 0.0 } else { (terms.eset - terms.r_e * t).max(0.0) };
    let passive = |t: f64| if passive_gone <= t { 0.0 } else { (terms.pset - passive_share * terms.r_u * t).max(0.0) };
    let hot = |t: f64| if hot_gone <= t { 0.0 } else { within(terms.hwset + hot_slope * t, 0.0, terms.hwset) };

    let mut remaining = Remaining::with_capacity(9);
    // With r_e infinite the empty pages are gone at once: a step at 0.
    remaining.push(0.0, terms.eset, terms.pset, terms.hwset);
    for at in in_order([empty_gone, passive_gone, hot_gone, terms.t1]).into_iter().filter(|&at| at <= terms.t1) {
        remaining.push(at, empty(at), passive(at), hot(at));
    }
    (remaining, hot(terms.t1))
}

/// t_c1: the first time at which f(t) ≤ c1, inside the first pass or after it; infinite when there is none.
fn first_crossing(terms: &Terms, first_pass: &Remaining, at_t1: f64, since: Since) -> f64 {
    if let Some(crossing) = first_pass.first_at_or_below(terms.threshold()) {
        return crossing.as_seconds();
    }
    let falls_by = terms.r_u - terms.rate;
    // As printed it may be below the threshold as soon as it begins.
    let met = since.seconds(terms) + (at_t1 - terms.c1) / falls_by;
    if 0.0 < falls_by { met.max(terms.t1) } else { f64::INFINITY }
}

/// h2 from t1 to `until`: (8). Nothing to add when that is never: f(t1) < HWSET only if RATE < r_u, so without a
/// crossing the curve stays at f(t1).
fn later_rounds(terms: &Terms, remaining: &mut Remaining, at_t1: f64, until: f64, since: Since) {
    if until.is_finite() {
        let level = |t: f64| {
            let level = at_t1 + (terms.rate - terms.r_u) * (t - since.seconds(terms));
            within(level, 0.0, terms.hwset)
        };
        if since == Since::Start {
            remaining.push(terms.t1, 0.0, 0.0, level(terms.t1)); // the jump
        }
        remaining.push(until, 0.0, 0.0, level(until));
    }
}

/// Pages with content sent until t2: (4) and (7) share r_u until WSET/r_u, (8) uses all of it from t1 on.
pub(super) fn used_sent(terms: &Terms, t2: f64) -> f64 {
    terms.wset.min(terms.r_u * t2) + terms.r_u * (t2 - terms.t1).max(0.0)
}

/// f from t2 to t3: (9). The parts go at their own rates, the total as printed.
fn stop_and_copy(terms: &Terms, remaining: &mut Remaining, t2: f64, at_t2: Parts) {
    let used = at_t2.passive + at_t2.hot;
    let end = t2 + at_t2.total / terms.r_u;
    if at_t2.empty == 0.0 {
        remaining.push(end, 0.0, 0.0, 0.0);
        return;
    }
    for at in in_order([t2 + at_t2.empty / terms.r_e, t2 + used / terms.r_u, end]).into_iter().filter(|&at| at <= end) {
        let since = at - t2;
        let used_left = if used == 0.0 { 0.0 } else { (1.0 - terms.r_u * since / used).max(0.0) };
        let empty = if at_t2.empty == 0.0 { 0.0 } else { (at_t2.empty - terms.r_e * since).max(0.0) };
        let total = if end <= at { 0.0 } else { (at_t2.total - terms.r_u * since).max(0.0) };
        remaining.push_with_total(
            at,
            Parts { total, empty, passive: at_t2.passive * used_left, hot: at_t2.hot * used_left },
        );
    }
    remaining.push(end, 0.0, 0.0, 0.0);
}

/// A few moments in their order. By insertion: the library's sorts are several times as large as this file.
fn in_order<const N: usize>(mut moments: [f64; N]) -> [f64; N] {
    for end in 1..N {
        for at in (1..=end).rev() {
            if let Some([before, after]) = moments.get_mut(at - 1..=at)
                && *after < *before
            {
                std::mem::swap(before, after);
            }
        }
    }
    moments
}

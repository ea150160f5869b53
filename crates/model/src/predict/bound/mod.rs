//! A bound on downtime, migration time and volume that the product's own loop does not exceed while the stated
//! conditions hold: the headline of the page.
//!
//! [`super::paper`] tests the stop rule at every instant; products test it at ticks, at bitmap synchronisations or at
//! round ends, so a real loop can take longer than the paper says. Each loop family has its own derivation, one file
//! each; the common idea and all conditions stand in [`crate::docs::validity`]:
//!
//! After the first pass the number of pages that are unsent or rewritten stays under the line
//!
//! ```text
//! A(t) = a1 − (r_u − RATE)(t − t1)
//! ```
//!
//! and under the hot set. `a1` is `min(HWSET, RATE·t1)` where every look at the dirty pages sees all of them, and a little
//! more where pages of the first pass can still be unsent at the first look. What a family adds is *when it looks*.
//!
//! Device state is part of the bound, and the guest is stopped at the link's speed where the product lifts its cap.

mod course;
mod estimate_rounds;
mod fixed_rounds;
mod fluid;
pub(super) mod in_order;
pub(super) mod threshold_sync;
mod vote;

pub(super) use self::course::{Course, Ending, Rest};
use self::threshold_sync::Pace;
use super::prediction::{Outcome, Prediction, Predictor};
use super::{LimitKind, Reason, Terms};
use crate::quantity::{Pages, Seconds};
use crate::scenario::{Checked, LimitAction, LoopFamily};

/// Bounds one migration.
///
/// Conditions: the link carries at least the copy rate that [`Terms`] states; the guest rewrites at most
/// `min(HWSET, RATE·τ)` distinct pages in any span τ; a stopped guest is copied at least at the rate stated for it;
/// fixed parts take no longer than the device-state time. Then migration time and downtime of the product's loop are
/// at most what is returned, whichever pages are written and in whatever order pages are sent.
///
/// Edges: where no rule that is sure to apply ends pre-copy, the outcome is "never", although a real loop may find a
/// lucky moment (QEMU above r_u with a small hot set). "Cancelled" means that it may be: it can still complete
/// before the limit.
///
/// ```
/// // 1 GbE, 2 GiB working set, 512 MiB hot, RATE = 0.8 r_u: the paper says 39.9 s, QEMU's loop takes up to 41.0 s.
/// use precopy_model::predict::{bound, paper};
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// let mut qemu = presets::find("qemu").unwrap().hypervisor();
/// qemu.bandwidth_cap.enter(None);
/// qemu.device_state.enter(Seconds::ZERO);
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(2.0), working_set: Bytes::from_gib(2.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(22_942.0)),
///     link: Link {
///         speed: LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(117.7e6)),
///         ..Link::line(Default::default())
///     },
///     hypervisor: qemu,
/// }.check().unwrap();
/// let seconds = |p: precopy_model::predict::Prediction| p.migration_time.unwrap().as_seconds();
/// assert_eq!(format!("{:.1}", seconds(paper::predict(&scenario))), "39.9");
/// let bound = seconds(bound::predict(&scenario));
/// assert!(41.0 <= bound && bound < 41.6, "{bound}");
/// ```
#[must_use]
pub fn predict(scenario: &Checked) -> Prediction {
    let terms = Terms::of(scenario);
    let course = course(scenario, &terms);
    prediction(scenario, &terms, &course).behind_other_data(&terms)
}

/// What the derivation of the product's loop yields.
pub(super) fn course(scenario: &Checked, terms: &Terms) -> Course {
    match scenario.hypervisor.family.value {
        LoopFamily::Fluid { tick } => fluid::course(terms, tick.as_seconds()),
        LoopFamily::ThresholdSync { capped_burst, burst, grain } => {
            let pace = Pace::of(terms, burst, capped_burst, grain);
            let pace = pace.beside_a_writer_in_order(terms, scenario, burst, grain);
            let (pace, terms) = pace.under_load(terms, &scenario.dirtying.pattern);
            threshold_sync::course(&terms, &pace)
        }
        LoopFamily::FixedRounds { passes_over } => fixed_rounds::course(terms, &scenario.hypervisor, passes_over),
        LoopFamily::OvertakenRounds => fixed_rounds::overtaken(terms, &scenario.hypervisor),
        LoopFamily::EstimateRounds { .. } => estimate_rounds::course(terms, &scenario.hypervisor),
        LoopFamily::Vote { patience } => vote::course(terms, &scenario.hypervisor, patience),
    }
}

/// What is left of pages when the guest is stopped, and what of it goes while it is. A loop that was overtaken, and one whose guest
/// is only paused, goes on as before: with its cap, and without a look first.
pub(super) fn rest(scenario: &Checked, terms: &Terms, course: &Course, left: f64, action: LimitAction) -> Rest {
    let overtaken = scenario.hypervisor.family.value == LoopFamily::OvertakenRounds;
    if overtaken || action == LimitAction::Pause {
        course.rest_without_a_look(terms, left)
    } else {
        course.rest(terms, left, terms.r_stop)
    }
}

/// The prediction that comes of a course, as if memory went first.
pub(super) fn prediction(scenario: &Checked, terms: &Terms, course: &Course) -> Prediction {
    let device_state = scenario.hypervisor.device_state.value;
    let mut prediction =
        Prediction { rounds: course.rounds, ..Prediction::without_end(Predictor::Bound, terms, Reason::NoPageAllowed) };
    if let Some(step) = course.step {
        prediction.threshold = Pages::from_pages(step.c1);
    }
    let copy = |left: f64, action: LimitAction| rest(scenario, terms, course, left, action).seconds();
    let mut action = LimitAction::StopAndCopy;
    let (t2, left) = match course.ending {
        Ending::NoPageAllowed => {
            prediction.remaining = course.curve_without_end(terms);
            return prediction;
        }
        Ending::Outpaced => {
            prediction.reason = terms.outpaced();
            prediction.remaining = course.curve_without_end(terms);
            return prediction;
        }
        Ending::Threshold { t2, left } => {
            let threshold = scenario.hypervisor.threshold.value;
            let threshold = course.step.map_or(threshold, |step| threshold.at_limit(step.limit));
            prediction.reason = Reason::Threshold { left: Pages::from_pages(left), threshold };
            (t2, left)
        }
        Ending::Limit { limit, t2, left, .. } => {
            let at = Seconds::from_seconds(t2);
            if let LimitKind::LastStep(_) = limit {
                prediction.limit = Some(at);
            }
            // Other data that a limit on time finds still under way is part of the rest.
            let early = if matches!(limit, LimitKind::Time(_)) { terms.early } else { 0.0 };
            let rest = Seconds::from_seconds(copy(left, LimitAction::StopAndCopy) + early);
            action = scenario.hypervisor.on_limit.value.settled(rest);
            if action == LimitAction::Cancel {
                prediction.outcome = Outcome::Cancelled;
                prediction.reason = Reason::Cancelled { limit, at };
                prediction.migration_time = Some(at);
                prediction.downtime = Some(Seconds::ZERO);
                prediction.brownout = terms.brownout(t2);
                prediction.data = Some(terms.on_wire(terms.eset, course.used_sent_in_vain(terms, t2)));
                prediction.remaining = course.curve_until(terms, t2, left);
                return prediction;
            }
            prediction.reason = Reason::Limit { limit, action, at, left: Pages::from_pages(left) };
            (t2, left)
        }
    };
    let copying = copy(left, action);
    // It may have come down to the threshold a moment before the switch to post-copy.
    let stopped = match action {
        LimitAction::PostCopy => copy(left.min(course.sooner), action).min(copying),
        _ => copying,
    };
    let downtime = Seconds::from_seconds(stopped) + device_state;
    let stop = Seconds::from_seconds(t2);
    prediction.outcome = Outcome::Completes;
    prediction.stop = Some(stop);
    prediction.left = Some(Pages::from_pages(left));
    prediction.downtime = Some(downtime);
    prediction.brownout = terms.brownout(t2)
        + match action {
            LimitAction::PostCopy => Seconds::from_seconds(copying),
            _ => Seconds::ZERO,
        };
    let rest = Seconds::from_seconds(copying) + device_state;
    prediction.migration_time = Some(stop + rest);
    prediction.data = Some(terms.on_wire(terms.eset, course.used_sent(terms, t2) + left.min(terms.wset)));
    let mut remaining = course.curve_until(terms, t2, left);
    if action == LimitAction::PostCopy {
        // The device state goes first, then the guest runs and waits for the rest.
        let parts = remaining.at(stop);
        remaining.push_with_total(t2 + device_state.as_seconds(), parts);
    } else {
        remaining.push(t2 + copying, 0.0, 0.0, 0.0);
    }
    remaining.push(t2 + rest.as_seconds(), 0.0, 0.0, 0.0);
    prediction.remaining = remaining;
    prediction
}

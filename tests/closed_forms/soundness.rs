//! What every prediction keeps: numbers that are numbers, a reason that fits, a curve without steps that ends with the migration.

use precopy_model::predict::{LimitKind, Outcome, Parts, Prediction, Predictor, Reason, Terms};
use precopy_model::quantity::{Bytes, Pages, Seconds};
use precopy_model::scenario::{Checked, LimitAction};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::scenarios::{a_scenario, both, config};

/// What rounding may cost, relative: near RATE = r_u one bit of either is worth 1 / |1 − λ| of them.
pub(crate) fn grain(terms: &Terms) -> f64 {
    let distance = (1.0 - terms.lambda()).abs();
    1e-9 + if distance == 0.0 { 0.0 } else { 1e-15 / distance }
}

/// `a ≤ b`, but for rounding: of the numbers themselves, and of all the data that they were computed from.
pub(crate) fn at_most(a: f64, b: f64, terms: &Terms) -> bool {
    let memory = terms.vmsize / terms.r_u + terms.lead;
    a <= b + grain(terms) * a.abs().max(b.abs()) + 1e-12 * memory
}

pub(crate) fn same(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * (a.abs().max(b.abs())) + 1e-12 * scale
}

pub(crate) fn time(value: Option<Seconds>) -> Option<f64> {
    value.map(Seconds::as_seconds)
}

/// Whether empty pages are still unsent when pre-copy ends. Equation (14) then charges them at r_u as printed, so that
/// ending *earlier* takes *longer*: the one place where the paper's times are not monotone.
pub(crate) fn stops_before_empty_pages_are_gone(prediction: &Prediction) -> bool {
    let ended = prediction.stop.or(prediction.migration_time);
    ended.is_some_and(|at| 0.0 < prediction.remaining.at(at).empty)
}

pub(crate) fn ended_by(prediction: &Prediction) -> Option<LimitKind> {
    match prediction.reason {
        Reason::Limit { limit, .. } | Reason::Cancelled { limit, .. } => Some(limit),
        Reason::Threshold { .. } | Reason::Outpaced { .. } | Reason::NoPageAllowed => None,
    }
}

pub(crate) fn is_sound(prediction: &Prediction, scenario: &Checked) -> Result<(), TestCaseError> {
    let terms = Terms::of(scenario);
    numbers_are_sound(prediction, scenario, &terms)?;
    curve_is_sound(prediction, &terms)
}

pub(crate) fn numbers_are_sound(
    prediction: &Prediction,
    scenario: &Checked,
    terms: &Terms,
) -> Result<(), TestCaseError> {
    let numbers = [
        Some(prediction.first_pass_end.as_seconds()),
        time(prediction.stop),
        prediction.left.map(Pages::as_pages),
        time(prediction.migration_time),
        time(prediction.downtime),
        Some(prediction.brownout.as_seconds()),
        prediction.data.map(Bytes::as_bytes),
        Some(prediction.threshold.as_pages()),
        time(prediction.limit),
    ];
    for number in numbers.into_iter().flatten() {
        prop_assert!(number.is_finite() && 0.0 <= number, "{prediction:?}");
    }
    match prediction.outcome {
        Outcome::Completes => {
            let (Some(stop), Some(down), Some(whole), Some(left), Some(data)) = (
                time(prediction.stop),
                time(prediction.downtime),
                time(prediction.migration_time),
                prediction.left,
                prediction.data,
            ) else {
                return Err(TestCaseError::fail(format!("completes without its numbers: {prediction:?}")));
            };
            let post_copy = matches!(prediction.reason, Reason::Limit { action: LimitAction::PostCopy, .. });
            if post_copy {
                // Post-copy has a short downtime by design: the guest runs while the rest is copied, and waits for it.
                prop_assert!(at_most(stop + down, whole, terms), "stop {stop} + downtime {down} is more than {whole}");
                let fixed = match prediction.predictor {
                    Predictor::Paper => 0.0,
                    Predictor::Bound | Predictor::Rounds => scenario.hypervisor.device_state.value.as_seconds(),
                };
                let rest = whole - stop - fixed;
                prop_assert!(
                    rest <= prediction.brownout.as_seconds() + 1e-12 * whole + 1e-9 * rest,
                    "waits for {rest} s, but the brownout is {:?}",
                    prediction.brownout
                );
            } else {
                prop_assert!(same(stop + down, whole, 0.0), "stop {stop} + downtime {down} is not {whole}");
                prop_assert!(terms.throttled || prediction.brownout == Seconds::ZERO, "a brownout without a cause");
            }
            let running = if terms.throttled { stop } else { 0.0 } + if post_copy { whole - stop } else { 0.0 };
            prop_assert!(
                prediction.brownout.as_seconds() <= running * (1.0 + 1e-9) + 1e-12 * whole,
                "it does not run in its brownout"
            );
            prop_assert!(left.as_pages() <= terms.vmsize * (1.0 + 1e-12), "more left than there is: {left:?}");
            let once = terms.page_on_wire.as_bytes() * terms.wset;
            prop_assert!(
                once <= data.as_bytes() * (1.0 + 1e-9),
                "{data:?} do not hold the working set of {once} bytes"
            );
            if prediction.predictor == Predictor::Bound {
                prop_assert!(scenario.hypervisor.device_state.value.as_seconds() <= down, "device state is missing");
            }
        }
        Outcome::Cancelled => {
            prop_assert_eq!(prediction.stop, None);
            prop_assert_eq!(prediction.downtime, Some(Seconds::ZERO));
            prop_assert!(prediction.migration_time.is_some() && prediction.data.is_some());
        }
        Outcome::Never => {
            prop_assert_eq!(prediction.stop, None);
            prop_assert_eq!(prediction.downtime, None);
            prop_assert_eq!(prediction.migration_time, None);
            prop_assert_eq!(prediction.data, None);
        }
    }
    reason_fits(prediction, terms)
}

/// Pages in the buffer of a sender, and the shortest window that is drawn, in seconds.
const LARGEST_BUFFER: f64 = 32.0;
const SHORTEST_WINDOW: f64 = 1e-3;

pub(crate) fn reason_fits(prediction: &Prediction, terms: &Terms) -> Result<(), TestCaseError> {
    let words = prediction.reason_in_words();
    prop_assert!(!words.contains("NaN") && !words.contains("inf") && !words.ends_with('.'), "{words}");
    match prediction.reason {
        Reason::Threshold { left, .. } => {
            prop_assert_eq!(prediction.outcome, Outcome::Completes);
            // Rounds are compared before they are sent, and a threshold below one page means none there: what is
            // left afterwards can be more. Everywhere else it is what is compared: c1, or up to twice that where the
            // bandwidth is measured from the first burst on; and in the first window nobody looks at the hot set.
            // Where the threshold is raised, it is the one in force then.
            let in_force = prediction.threshold.as_pages();
            // Under a cap a window carries a buffer more than it lets through.
            let buffers = 1.0 + LARGEST_BUFFER / (terms.r_u * SHORTEST_WINDOW);
            let most = match prediction.predictor {
                Predictor::Paper => in_force,
                Predictor::Bound | Predictor::Rounds if terms.cap_binds => (2.0 * in_force * buffers).max(terms.hwset),
                Predictor::Bound | Predictor::Rounds => (2.0 * in_force).max(terms.hwset),
            };
            if prediction.rounds.is_none() {
                prop_assert!(
                    at_most(left.as_pages(), most.max(1.0), terms) || left.as_pages() <= most + 1e-9 * terms.vmsize
                );
            }
        }
        Reason::Limit { limit, at, .. } | Reason::Cancelled { limit, at } => {
            let completes = matches!(prediction.reason, Reason::Limit { .. });
            prop_assert_eq!(prediction.outcome, if completes { Outcome::Completes } else { Outcome::Cancelled });
            if let Reason::Limit { action, .. } = prediction.reason {
                prop_assert!(!matches!(action, LimitAction::StopIfWithin(_) | LimitAction::Cancel), "{action:?}");
            }
            let Some(t_c2) = time(prediction.limit) else {
                return Err(TestCaseError::fail(format!("ended by {limit:?}, but has no limit")));
            };
            // No product gives up before its limit. (When rounds end depends on the guest, and t_c2 is the latest moment.)
            let early = matches!(limit, LimitKind::Rounds(_)) || at_most(t_c2, at.as_seconds(), terms);
            prop_assert!(early, "{limit:?} at {t_c2} s, but given up at {at:?}");
            if prediction.predictor == Predictor::Paper {
                prop_assert!(same(at.as_seconds(), t_c2, 0.0));
            }
        }
        Reason::Outpaced { .. } => {
            prop_assert_eq!(prediction.outcome, Outcome::Never);
            prop_assert!(terms.r_u <= terms.rate);
        }
        Reason::NoPageAllowed => prop_assert_eq!(prediction.outcome, Outcome::Never),
    }
    Ok(())
}

pub(crate) fn curve_is_sound(prediction: &Prediction, terms: &Terms) -> Result<(), TestCaseError> {
    let stop = time(prediction.stop).unwrap_or(f64::INFINITY);
    // A tenth of a millionth of a page is none, also in a memory of one byte.
    let rounding = (1e-9 * terms.vmsize).max(1e-7);
    // Nothing leaves faster than pages with content and empty pages together.
    let fastest = terms.r_stop.max(terms.r_u) + if terms.r_e.is_finite() { terms.r_e } else { 0.0 };
    let knots: Vec<(f64, Parts)> = prediction.remaining.knots().map(|(at, parts)| (at.as_seconds(), parts)).collect();
    let (Some((start, first)), Some((end, last))) = (knots.first(), knots.last()) else {
        return Err(TestCaseError::fail("a curve without knots"));
    };
    prop_assert_eq!((*start, first.empty, first.passive, first.hot), (0.0, terms.eset, terms.pset, terms.hwset));
    // Before the memory's turn nothing of it goes.
    let lead = knots.iter().map(|(at, _)| *at).find(|at| terms.lead <= *at).filter(|_| 0.0 < terms.lead);
    // At the stop itself only the first of several knots at one moment still belongs to pre-copy.
    let stopped = knots.iter().position(|(at, _)| stop <= *at).unwrap_or(usize::MAX);
    for (index, (at, Parts { total, empty, passive, hot })) in knots.iter().enumerate() {
        for number in [*at, *total, *empty, *passive, *hot] {
            prop_assert!(number.is_finite() && 0.0 <= number, "at {at}: {number}");
        }
        prop_assert!(*total <= terms.vmsize + rounding, "f = {total} at {at} s, but the memory has {}", terms.vmsize);
        if index <= stopped {
            prop_assert!((total - (empty + passive + hot)).abs() <= rounding, "f is not e + p + h at {at} s");
        }
    }
    for (index, pair) in knots.windows(2).enumerate() {
        let [(left, before), (right, after)] = pair else { continue };
        prop_assert!(left <= right, "knots out of order: {left}, {right}");
        prop_assert!(after.total <= before.total + rounding, "f rises from {before:?} to {after:?} at {right} s");
        let begins = *left == lead.unwrap_or(0.0);
        let unlimited_empty_rate = begins && left == right && terms.r_e == f64::INFINITY && 0.0 < before.empty;
        if unlimited_empty_rate {
            prop_assert_eq!((before.passive, before.hot, after.empty), (after.passive, after.hot, 0.0));
            continue;
        }
        // No step: what falls, falls at a rate that the link has. Rounding of the moment counts too.
        let span = (right - left) * (1.0 + 1e-9) + 1e-15 * right;
        let part = |before: f64, after: f64| (before - after).abs() <= fastest * span + rounding;
        prop_assert!(part(before.total, after.total), "f steps from {before:?} to {after:?} at {right} s");
        if index < stopped {
            let parts = [(before.empty, after.empty), (before.passive, after.passive), (before.hot, after.hot)];
            for (before, after) in parts {
                prop_assert!(part(before, after), "a part steps from {before} to {after} at {right} s");
            }
        }
    }
    if let Some(ends) = time(prediction.migration_time) {
        prop_assert!(same(*end, ends, 0.0), "the curve ends at {end} s, the migration at {ends} s");
    }
    if prediction.outcome == Outcome::Completes {
        prop_assert_eq!(*last, Parts { total: 0.0, empty: 0.0, passive: 0.0, hot: 0.0 });
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn every_prediction_is_sound(scenario in a_scenario()) {
        for prediction in both(&scenario) {
            is_sound(&prediction, &scenario)?;
        }
    }

    #[test]
    fn the_same_scenario_gives_the_same_prediction(scenario in a_scenario()) {
        prop_assert_eq!(both(&scenario), both(&scenario.clone()));
    }
}

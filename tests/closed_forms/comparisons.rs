//! What never makes it worse: a faster link, a calmer guest. And the bound is above the paper.

use precopy_model::predict::{LimitKind, Outcome, Prediction, Predictor, Reason, Rising, Terms};
use precopy_model::quantity::{PagesPerSecond, Seconds};
use precopy_model::scenario::{BandwidthEstimate, Checked, LimitAction, LinkSpeed, LoopFamily, Threshold};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::scenarios::{a_scenario, across, both, config, sound};
use crate::soundness::{at_most, ended_by, stops_before_empty_pages_are_gone, time};

fn with_link(scenario: &Checked, factor: f64) -> Checked {
    let mut faster = scenario.clone().into_inner();
    faster.link.speed = match faster.link.speed {
        LinkSpeed::Line(rate) => LinkSpeed::Line(rate * factor),
        LinkSpeed::Payload(rate) => LinkSpeed::Payload(rate * factor),
        LinkSpeed::CopyRate(rate) => LinkSpeed::CopyRate(rate * factor),
    };
    sound(faster)
}

fn with_rate(scenario: &Checked, rate: f64) -> Checked {
    let mut busier = scenario.clone().into_inner();
    busier.dirtying.rate = PagesPerSecond::from_pages_per_second(rate);
    sound(busier)
}

/// How much later QEMU's loop may look because the faster link makes its cap bind, or carries one look at the clock more within a burst:
/// its bursts are longer then. And the window that is under way may end a little before a whole number of them has been sent.
fn longer_bursts(scenario: &Checked, slow: &Terms, fast: &Terms) -> f64 {
    let LoopFamily::ThresholdSync { capped_burst, burst, grain } = scenario.hypervisor.family.value else { return 0.0 };
    let burst = |terms: &Terms| match terms.cap_binds {
        true => capped_burst.as_seconds() + grain.buffer.as_pages() / terms.r_stop,
        false => grain.burst(burst.as_seconds(), terms.r_u),
    };
    // A limit on rounds counts a burst in each of them; one that raises the threshold, a window.
    let rounds = scenario.hypervisor.round_limit.value.map_or(1.0, f64::from);
    let bursts = (burst(fast) - burst(slow)).max(0.0);
    bursts * (rounds + 3.0)
}

/// A schedule by rounds is given up after so many rounds. Each may bring as many pages of the first pass as the threshold lets be
/// left, which grows with the link; and empty ones do not become faster with it, nor any under a cap.
fn slower_rounds(slow: &Terms, fast: &Terms) -> f64 {
    let Rising::ByRounds(steps) = fast.rising else { return 0.0 };
    let slowest = |terms: &Terms| if 0.0 < terms.eset { terms.r_u.min(terms.r_e) } else { terms.r_u };
    let first_pass = |terms: &Terms| terms.c1 / slowest(terms);
    let rounds = f64::from(steps.last_round()) + 3.0 + steps.raises.len() as f64;
    rounds * (first_pass(fast) - first_pass(slow)).max(0.0)
}

/// Where a limit ends pre-copy, the faster link can be the worse one, and rightly. A limit on volume strikes the earlier
/// the faster the link is, possibly while pages are unsent that would have gone for little:
///
/// * in both predictors while empty pages are unsent, because those do not become faster with the link;
/// * in `bound` inside the first pass, where it must take all unsent pages for ones with content;
/// * in `bound` for a loop that looks at ticks, where the guest is only paused and waits for the next one;
/// * in `bound` for QEMU's loop: it takes the latest look and the most pages left, which no one look has.
///
/// And a loop that looks after each round gives up at the first round end after its limit: on the faster link another
/// round may just have begun.
fn struck_at_a_worse_moment(scenario: &Checked, fast: &Prediction) -> bool {
    let Some(limit) = ended_by(fast) else { return false };
    let volume = matches!(limit, LimitKind::Volume(_));
    match (fast.predictor, scenario.hypervisor.family.value) {
        (Predictor::Paper, _) => volume && stops_before_empty_pages_are_gone(fast),
        (Predictor::Bound | Predictor::Rounds, LoopFamily::Fluid { .. }) => {
            let pauses = matches!(fast.reason, Reason::Limit { action: LimitAction::Pause, .. });
            volume && (pauses || fast.limit.is_some_and(|at| at < fast.first_pass_end))
        }
        (Predictor::Bound | Predictor::Rounds, LoopFamily::ThresholdSync { .. }) => volume,
        (
            Predictor::Bound | Predictor::Rounds,
            LoopFamily::FixedRounds { .. }
            | LoopFamily::OvertakenRounds
            | LoopFamily::EstimateRounds { .. }
            | LoopFamily::Vote { .. },
        ) => !matches!(limit, LimitKind::Rounds(_)),
    }
}

/// A round limit on a loop that has no rounds: the bound puts it where rounds would end, but looks at ticks, so the two
/// race within one tick and either may win. No product has it.
fn limits_rounds_without_rounds(scenario: &Checked, who: Predictor) -> bool {
    let fluid = matches!(scenario.hypervisor.family.value, LoopFamily::Fluid { .. });
    who == Predictor::Bound && fluid && scenario.hypervisor.round_limit.value.is_some()
}

proptest! {
    #![proptest_config(config(8000))]

    #[test]
    fn a_faster_link_never_takes_longer(scenario in a_scenario(), factor in across(1.000_01, 50.0)) {
        // Only a loop that looks at every tick measures inside a burst; in another one such a threshold grows with a link that a cap
        // keeps from being used.
        let in_bursts = matches!(
            scenario.hypervisor.threshold.value,
            Threshold::DowntimeLimit { estimate: BandwidthEstimate::SendBurst, .. }
        );
        prop_assume!(!in_bursts || matches!(scenario.hypervisor.family.value, LoopFamily::Fluid { .. }));
        let faster = with_link(&scenario, factor);
        let (slow_terms, fast_terms) = (Terms::of(&scenario), Terms::of(&faster));
        for (slow, fast) in both(&scenario).into_iter().zip(both(&faster)) {
            let who = slow.predictor;
            if struck_at_a_worse_moment(&scenario, &fast) || limits_rounds_without_rounds(&scenario, who) {
                continue;
            }
            // The same empty pages let the first round end earlier, and with it the schedule.
            let given_up = matches!(ended_by(&fast), Some(LimitKind::LastStep(_)));
            if given_up && 0.0 < slower_rounds(&slow_terms, &fast_terms) {
                continue;
            }
            // With the link a measured threshold grows, and so do the empty pages that may be left for the end; those go
            // no faster.
            let emptier = if who == Predictor::Bound && fast_terms.r_e < fast_terms.r_stop {
                let left = |prediction: &Prediction| prediction.left.map_or(0.0, |left| left.as_pages());
                (left(&fast) - left(&slow)).max(0.0).min(fast_terms.eset) / fast_terms.r_e
            } else {
                0.0
            };
            // Within a burst the bandwidth is the link's, also where a cap holds: the faster link leaves more pages, and these go
            // no faster under the cap. They are in the way once only where the line falls by less than r_u.
            let burst = matches!(
                scenario.hypervisor.threshold.value,
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::SendBurst, .. }
            );
            let more_left = match who {
                _ if !burst => 0.0,
                // Equation (14) charges empty pages at r_u, which gone before would have taken less.
                Predictor::Paper if stops_before_empty_pages_are_gone(&fast) => (fast_terms.c1 - slow_terms.c1) / fast_terms.r_u,
                Predictor::Paper => 0.0,
                // The latest stop is that of the smallest estimate, the most pages are left with the largest. And before the first
                // look the guest of a product that will slow it down has written more than went in the time of a threshold.
                Predictor::Bound | Predictor::Rounds => {
                    let more = (fast_terms.c1 - slow_terms.c1).min(fast_terms.vmsize);
                    let gains = fast_terms.r_u - fast_terms.rate;
                    let written = (fast_terms.first_rate / fast_terms.r_u - 1.0).max(0.0) * more;
                    // A guest that is only paused, and one whose stop has overtaken the loop, are copied under the cap too.
                    let pauses = matches!(fast.reason, Reason::Limit { action: LimitAction::Pause, .. });
                    let goes_on = pauses || scenario.hypervisor.family.value == LoopFamily::OvertakenRounds;
                    more / if goes_on { fast_terms.r_u } else { fast_terms.r_stop } + if fast_terms.throttled { written / gains } else { 0.0 }
                }
            };
            // When a step of the limit is taken, is no matter of the link; and what is left was perhaps left long before, in a first
            // window that only the faster link had to spare.
            let early = match fast_terms.rising {
                Rising::OverTime(_) if who == Predictor::Bound => {
                    let left = |prediction: &Prediction| prediction.left.map_or(0.0, |left| left.as_pages());
                    (left(&fast) - left(&slow)).max(0.0) / fast_terms.r_stop
                }
                _ => 0.0,
            };
            // A mean since the start counts the burst that leaves before the clock runs: the sooner the stop, the more of
            // the downtime limit that is.
            let first_burst = match (scenario.hypervisor.family.value, scenario.hypervisor.threshold.value) {
                (LoopFamily::Fluid { .. }, Threshold::DowntimeLimit { limit, .. }) if who == Predictor::Bound => {
                    limit.as_seconds()
                }
                _ => 0.0,
            };
            let later = longer_bursts(&scenario, &slow_terms, &fast_terms) + emptier + first_burst + early + more_left.max(0.0) + slower_rounds(&slow_terms, &fast_terms);
            match (slow.outcome, fast.outcome) {
                // Nothing to compare with. What was cancelled may go through now, and take longer than giving up did.
                (Outcome::Never, _) | (Outcome::Cancelled, Outcome::Completes) => {}
                (Outcome::Completes, Outcome::Cancelled) => {
                    // Empty pages do not become faster with the link, so the volume may be through before the rest
                    // is small; and before a loop that looks now and then has looked.
                    let volume = matches!(ended_by(&fast), Some(LimitKind::Volume(_)))
                        && (who == Predictor::Bound || 0.0 < slow_terms.eset);
                    // After so many rounds that not even the last digit is left, all is sent when the last of them ends.
                    let at_once = matches!(ended_by(&fast), Some(LimitKind::Rounds(rounds))
                        if fast_terms.c1 == 0.0 && fast_terms.lambda().powf(f64::from(rounds) - 1.0) < 1e-15);
                    prop_assert!(0.0 < later || volume || at_once, "{who:?}: the faster link is cancelled, {:?}", fast.reason);
                }
                (_, Outcome::Never) => prop_assert!(false, "{who:?}: the faster link never ends, {:?}", fast.reason),
                (Outcome::Completes, Outcome::Completes) | (Outcome::Cancelled, Outcome::Cancelled) => {
                    let (slow_time, fast_time) = (time(slow.migration_time), time(fast.migration_time));
                    let (Some(slow_time), Some(fast_time)) = (slow_time, fast_time) else { continue };
                    prop_assert!(
                        at_most(fast_time, slow_time + later, &slow_terms),
                        "{who:?}: {slow_time} s on the slow link ({:?}), {fast_time} s on the fast one ({:?})",
                        slow.reason,
                        fast.reason
                    );
                }
            }
        }
    }

    #[test]
    fn a_busier_guest_never_takes_less(scenario in a_scenario(), more in prop_oneof![Just(1.0), across(1e-4, 10.0)]) {
        let terms = Terms::of(&scenario);
        // What it writes when nobody slows it down.
        let rate = terms.first_rate;
        let busier = with_rate(&scenario, (rate + if rate == 0.0 { terms.r_u } else { rate } * more).min(1e10));
        for (calm, busy) in both(&scenario).into_iter().zip(both(&busier)) {
            let who = calm.predictor;
            if limits_rounds_without_rounds(&scenario, who) {
                continue;
            }
            match (calm.outcome, busy.outcome) {
                (Outcome::Completes, Outcome::Cancelled | Outcome::Never) | (Outcome::Never, Outcome::Never) => {}
                (Outcome::Cancelled | Outcome::Never, Outcome::Completes)
                | (Outcome::Never, Outcome::Cancelled)
                | (Outcome::Cancelled, Outcome::Never) => {
                    prop_assert!(false, "{who:?}: {:?} when calm, {:?} when busy", calm.reason, busy.reason);
                }
                (Outcome::Completes, Outcome::Completes) | (Outcome::Cancelled, Outcome::Cancelled) => {
                    // Equations that stop the guest for the switch to post-copy for no time at all: less than a calm guest is
                    // stopped that gets to the threshold. (The bound never forgets that it may get there at the last moment.)
                    let switches = who == Predictor::Paper
                        && matches!(busy.reason, Reason::Limit { action: LimitAction::PostCopy, .. });
                    let pairs = [
                        ("migration time", time(calm.migration_time), time(busy.migration_time)),
                        ("downtime", time(calm.downtime).filter(|_| !switches), time(busy.downtime)),
                    ];
                    for (what, calm_time, busy_time) in pairs {
                        let (Some(calm_time), Some(busy_time)) = (calm_time, busy_time) else { continue };
                        prop_assert!(
                            at_most(calm_time, busy_time, &terms),
                            "{who:?}: {what} {calm_time} s when calm ({:?}), {busy_time} s when busy ({:?})",
                            calm.reason,
                            busy.reason
                        );
                    }
                }
            }
        }
    }

    /// Where both end by the threshold, and the guest is copied at the same rate while it is stopped.
    #[test]
    fn the_bound_is_above_the_paper(scenario in a_scenario()) {
        let mut like = scenario.0.into_inner();
        like.hypervisor.cap_in_stop.enter(true);
        like.hypervisor.device_state.enter(Seconds::ZERO);
        let like = sound(like);
        let terms = Terms::of(&like);
        prop_assert_eq!(terms.r_stop, terms.r_u);
        let [paper, bound] = both(&like);
        let rounds = like.hypervisor.family.value.has_rounds();
        // Rounds of less than one page are none, so such a loop ends where the fluid goes on; and where empty pages are
        // left, (14) charges them at r_u as printed, which no loop does.
        // A vote rounds averages down, so that half its threshold is a page at least, and a downtime limit is 32 ms at least.
        let vote = matches!(like.hypervisor.family.value, LoopFamily::Vote { .. });
        let larger = vote && (terms.c1 < 2.0 || terms.c1 < bound.threshold.as_pages());
        // The paper's reading takes the last step of a schedule by rounds from the start, when none of them can be in force.
        let steps = matches!(terms.rising, Rising::ByRounds(_)) && bound.threshold < paper.threshold;
        let differs = larger || steps || rounds && (terms.c1 < 1.0 || stops_before_empty_pages_are_gone(&paper));
        let by_threshold = |p: &Prediction| matches!(p.reason, Reason::Threshold { .. });
        prop_assume!(!differs && by_threshold(&paper) && by_threshold(&bound));
        let (Some(paper), Some(bound)) = (time(paper.migration_time), time(bound.migration_time)) else {
            return Err(TestCaseError::fail("ends by the threshold, but has no migration time"));
        };
        prop_assert!(at_most(paper, bound, &terms), "the paper says {paper} s, the bound only {bound} s");
    }
}

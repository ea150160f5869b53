//! Each rule of a product does what it says, and nothing else.

use precopy_model::predict::{Outcome, Prediction, Predictor, Reason, Terms, bound, paper};
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::{
    Checked, DataUnit, Hypervisor, LimitAction, Link, LinkSpeed, LoopFamily, Raised, Scenario, Threshold, Throttle,
    TimeLimit,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::scenarios::{a_scenario, both, config, sound};
use crate::soundness::{at_most, same, time};

fn changed(scenario: &Checked, change: impl FnOnce(&mut Scenario)) -> Checked {
    let mut other = scenario.clone().into_inner();
    change(&mut other);
    sound(other)
}

fn at_limit(scenario: &Checked, action: LimitAction) -> [Prediction; 2] {
    both(&changed(scenario, |scenario| scenario.hypervisor.on_limit.enter(action)))
}

fn number(value: Option<Seconds>) -> f64 {
    time(value).unwrap_or(f64::NAN)
}

/// Seconds that are in the bound whatever the memory does.
fn fixed(scenario: &Checked, who: Predictor) -> f64 {
    match who {
        Predictor::Paper => 0.0,
        Predictor::Bound | Predictor::Rounds => scenario.hypervisor.device_state.value.as_seconds(),
    }
}

/// The longest time from a limit in time to the look that sees it, for loops that look now and then.
fn burst(hypervisor: &Hypervisor, terms: &Terms) -> f64 {
    match hypervisor.family.value {
        LoopFamily::Fluid { tick } => tick.as_seconds(),
        LoopFamily::ThresholdSync { capped_burst, burst, grain } => {
            let on_link = grain.burst(burst.as_seconds(), terms.r_u) + grain.buffer.as_pages() / terms.r_stop;
            capped_burst.as_seconds() + on_link
        }
        _ => 0.0,
    }
}

/// Everything is the same, so much later.
fn is_later(alone: &Prediction, behind: &Prediction, lead: f64, other: Bytes) -> Result<(), TestCaseError> {
    let later = |what: &str, alone: Option<Seconds>, behind: Option<Seconds>, by: f64| match (alone, behind) {
        (None, None) => Ok(()),
        (Some(alone), Some(behind)) if same(alone.as_seconds() + by, behind.as_seconds(), lead) => Ok(()),
        _ => Err(TestCaseError::fail(format!("{what}: {alone:?} alone, {behind:?} behind {lead} s of other data"))),
    };
    prop_assert_eq!(alone.outcome, behind.outcome);
    prop_assert_eq!(alone.reason.id(), behind.reason.id());
    prop_assert_eq!((alone.left, alone.rounds, alone.threshold), (behind.left, behind.rounds, behind.threshold));
    later("end of the first pass", Some(alone.first_pass_end), Some(behind.first_pass_end), lead)?;
    later("stop", alone.stop, behind.stop, lead)?;
    later("limit", alone.limit, behind.limit, lead)?;
    later("migration time", alone.migration_time, behind.migration_time, lead)?;
    later("downtime", alone.downtime, behind.downtime, 0.0)?;
    later("brownout", Some(alone.brownout), Some(behind.brownout), 0.0)?;
    let bytes = |data: Bytes| data.as_bytes();
    if let (Some(alone), Some(behind)) = (alone.data, behind.data) {
        prop_assert!(same(bytes(alone) + bytes(other), bytes(behind), 0.0));
    }
    match (alone.reason, behind.reason) {
        (
            Reason::Limit { at: a, action, left, .. },
            Reason::Limit { at: b, action: same_action, left: same_left, .. },
        ) => {
            later("limit struck", Some(a), Some(b), lead)?;
            prop_assert_eq!((action, left), (same_action, same_left));
        }
        (Reason::Cancelled { at: a, .. }, Reason::Cancelled { at: b, .. }) => {
            later("cancelled", Some(a), Some(b), lead)?
        }
        (alone, behind) => prop_assert_eq!(alone, behind),
    }
    let knots = |prediction: &Prediction, by: f64| {
        let mut knots: Vec<_> = prediction.remaining.knots().map(|(at, parts)| (at.as_seconds() + by, parts)).collect();
        // So much later, two moments can be the same.
        knots.dedup();
        knots
    };
    let (alone, behind) = (knots(alone, lead), knots(behind, 0.0));
    prop_assert_eq!(behind.first().map(|knot| knot.1), alone.first().map(|knot| knot.1));
    prop_assert_eq!(behind.len(), alone.len() + 1);
    for (alone, behind) in alone.iter().zip(behind.iter().skip(1)) {
        prop_assert!(same(alone.0, behind.0, lead), "{alone:?} {behind:?}");
        prop_assert_eq!(alone.1, behind.1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(8000))]

    /// The clock of a time limit runs meanwhile, and so do the steps of a limit that is raised over time.
    #[test]
    fn other_data_only_shifts(scenario in a_scenario()) {
        let other = scenario.link.other_data;
        let terms = Terms::of(&scenario);
        let steps = matches!(
            scenario.hypervisor.threshold.value,
            Threshold::DowntimeLimit { raised: Raised::OverTime { .. }, .. }
        );
        let limit = scenario.hypervisor.time_limit.value.map(|limit| limit.of(scenario.vm.memory, other).as_seconds() - terms.lead);
        prop_assume!(Bytes::ZERO < other && !steps && limit.is_none_or(|limit| (1e-6..=1e9).contains(&limit)));
        let alone = changed(&scenario, |alone| {
            alone.link.other_data = Bytes::ZERO;
            alone.hypervisor.time_limit.enter(limit.map(|limit| TimeLimit::fixed(Seconds::from_seconds(limit))));
        });
        for (alone, behind) in both(&alone).iter().zip(both(&scenario)) {
            is_later(alone, &behind, terms.lead, other)?;
        }
    }

    /// A guest that is stopped before the memory's turn is stopped until then.
    #[test]
    fn a_limit_may_strike_before_the_memorys_turn(scenario in a_scenario(), share in 0.01..0.99_f64) {
        let lead = Terms::of(&scenario).lead;
        let limit = lead * share;
        prop_assume!((1e-6..=1e9).contains(&limit));
        let hypervisor = &scenario.hypervisor;
        // One that raises the threshold waits until there is one.
        prop_assume!(!hypervisor.ends_by_raising_the_limit());
        let early = changed(&scenario, |early| {
            early.hypervisor.time_limit.enter(Some(TimeLimit::fixed(Seconds::from_seconds(limit))));
            early.hypervisor.volume_limit.enter(None);
        });
        let terms = Terms::of(&early);
        for prediction in both(&early) {
            let latest = match prediction.predictor {
                Predictor::Paper => limit,
                Predictor::Bound | Predictor::Rounds => limit + burst(hypervisor, &terms),
            };
            let rounds = hypervisor.family.value.has_rounds();
            match prediction.reason {
                Reason::Cancelled { at, .. } if !rounds => {
                    prop_assert!(at_most(limit, at.as_seconds(), &terms) && at_most(at.as_seconds(), latest, &terms));
                    prop_assert_eq!(prediction.migration_time, Some(at));
                    let sent = prediction.data.map_or(f64::NAN, Bytes::as_bytes);
                    let share = at.as_seconds() / lead;
                    if share < 1.0 {
                        prop_assert!(same(sent, share * early.link.other_data.as_bytes(), 0.0), "{sent} bytes");
                    }
                }
                Reason::Limit { at, action: LimitAction::StopAndCopy | LimitAction::Pause, .. } if !rounds => {
                    prop_assert!(at_most(limit, at.as_seconds(), &terms) && at_most(at.as_seconds(), latest, &terms));
                    prop_assert_eq!(prediction.stop, Some(at));
                    // All of the memory is still to come, and none of it is written again.
                    let all = lead + terms.t1 + fixed(&early, prediction.predictor);
                    let (whole, down) = (number(prediction.migration_time), number(prediction.downtime));
                    if prediction.predictor == Predictor::Bound && !terms.cap_binds {
                        prop_assert!(at_most(all, whole, &terms), "all takes {all} s, but the migration only {whole} s");
                    }
                    prop_assert!(at_most(lead - limit, down + latest - limit, &terms), "stopped for {down} s only");
                }
                // There is nothing to switch before, and nothing that rounds could look at.
                Reason::Limit { at, .. } | Reason::Cancelled { at, .. } => {
                    prop_assert!(at_most(lead, at.as_seconds(), &terms), "{:?}", prediction.reason);
                }
                // It fits as soon as the memory has its turn.
                Reason::Threshold { .. } => prop_assert!(at_most(lead, number(prediction.stop), &terms)),
                other => prop_assert!(false, "{other:?}, but there is a time limit"),
            }
        }
    }

    /// What else a limit can do than to stop the guest and copy the rest.
    #[test]
    fn a_pause_is_no_shorter_and_a_switch_no_longer(scenario in a_scenario()) {
        let terms = Terms::of(&scenario);
        let actions = [LimitAction::StopAndCopy, LimitAction::Pause, LimitAction::PostCopy];
        let [stop, pause, switch] = actions.map(|action| at_limit(&scenario, action));
        for ((stop, pause), switch) in stop.iter().zip(&pause).zip(&switch) {
            if !matches!(stop.reason, Reason::Limit { .. }) {
                prop_assert_eq!(stop, pause);
                prop_assert_eq!(stop, switch);
                continue;
            }
            prop_assert_eq!((stop.stop, stop.left), (pause.stop, pause.left));
            prop_assert!(at_most(number(stop.downtime), number(pause.downtime), &terms), "{stop:?} {pause:?}");
            prop_assert!(at_most(number(switch.downtime), number(stop.downtime), &terms), "{stop:?} {switch:?}");
            prop_assert_eq!(stop.left, switch.left);
            prop_assert!(at_most(number(stop.stop), number(switch.stop), &terms));
            // The rest takes as long with the guest running as with the guest stopped.
            prop_assert!(same(number(stop.migration_time), number(switch.migration_time), terms.lead));
        }
    }

    #[test]
    fn a_guest_is_stopped_if_the_rest_is_short_enough(scenario in a_scenario()) {
        let early = changed(&scenario, |stops| stops.hypervisor.on_limit.enter(LimitAction::StopAndCopy));
        prop_assume!(Terms::of(&early).early == 0.0);
        let (stops, cancels) = (at_limit(&scenario, LimitAction::StopAndCopy), at_limit(&scenario, LimitAction::Cancel));
        for (stop, cancel) in stops.iter().zip(&cancels) {
            let who = stop.predictor;
            let rest = number(stop.downtime) - fixed(&scenario, who);
            let within = |most: f64| {
                let action = LimitAction::StopIfWithin(Seconds::from_seconds(most.min(1e9)));
                let [paper, bound] = at_limit(&scenario, action);
                if who == Predictor::Paper { paper } else { bound }
            };
            if !matches!(stop.reason, Reason::Limit { .. }) {
                prop_assert_eq!(&within(1.0), stop);
            } else if 1e-6 < rest && rest < 1e8 {
                prop_assert_eq!(&within(2.0 * rest), stop);
                prop_assert_eq!(&within(0.5 * rest), cancel);
            }
        }
    }

    /// A limit that is raised over time: no later than with its first step, no earlier than with its last one, and no more left.
    #[test]
    fn steps_over_time_lie_between_the_first_and_the_last(scenario in a_scenario()) {
        let Threshold::DowntimeLimit { limit, estimate, raised: Raised::OverTime { steps, .. } } = scenario.hypervisor.threshold.value
        else {
            return Ok(());
        };
        let free = changed(&scenario, |free| {
            free.hypervisor.time_limit.enter(None);
            free.hypervisor.volume_limit.enter(None);
        });
        let terms = Terms::of(&free);
        let whole = |limit: f64| Seconds::from_milliseconds((limit * 1000.0 + 1e-9).floor());
        let (first, last) = (whole(limit.as_seconds() / f64::from(steps)), whole(limit.as_seconds()));
        // Slow empty pages in the first pass, and a guest that is slowed down after it, let more be written the more pages may
        // be left; and a limit of nothing is none.
        prop_assume!(Seconds::ZERO < first && !terms.throttled && (terms.eset == 0.0 || terms.r_u <= terms.r_e));
        let only = |limit: Seconds| {
            let only = Threshold::DowntimeLimit { limit, estimate, raised: Raised::Never };
            both(&changed(&free, |scenario| scenario.hypervisor.threshold.enter(only)))
        };
        for ((raised, first), last) in both(&free).iter().zip(only(first)).zip(only(last)) {
            match (raised.outcome, first.outcome, last.outcome) {
                (Outcome::Completes, Outcome::Completes, Outcome::Completes) => {
                    prop_assert!(at_most(number(raised.stop), number(first.stop), &terms), "{raised:?} {first:?}");
                    prop_assert!(at_most(number(last.stop), number(raised.stop), &terms), "{raised:?} {last:?}");
                    prop_assert!(at_most(number(raised.downtime), number(last.downtime), &terms), "{raised:?} {last:?}");
                }
                (Outcome::Completes, Outcome::Never, Outcome::Completes) => {}
                (raised, first, last) => prop_assert_eq!([raised, first], [last, last]),
            }
        }
    }

    /// The doubling itself is not in the figures.
    #[test]
    fn a_limit_that_is_doubled_counts_as_its_first_value(scenario in a_scenario()) {
        let Threshold::DowntimeLimit { limit, estimate, raised: Raised::Doubling(_) } = scenario.hypervisor.threshold.value else {
            return Ok(());
        };
        let once = Threshold::DowntimeLimit { limit, estimate, raised: Raised::Never };
        let once = changed(&scenario, |scenario| scenario.hypervisor.threshold.enter(once));
        for (doubled, once) in both(&scenario).iter().zip(both(&once)) {
            let numbers = |p: &Prediction| (p.outcome, p.stop, p.left, p.migration_time, p.downtime, p.data, p.limit);
            prop_assert_eq!(numbers(doubled), numbers(&once));
        }
    }

    /// A guest that is slowed down: no better than one that writes no more by itself, no worse than one that nobody slows down.
    #[test]
    fn slowing_the_guest_down_helps(scenario in a_scenario(), share in 0.0..0.999_f64) {
        let throttled = changed(&scenario, |slow| {
            slow.hypervisor.throttle.enter(Some(Throttle::BelowCopyRate(share)));
            slow.hypervisor.time_limit.enter(None);
            slow.hypervisor.volume_limit.enter(None);
            slow.hypervisor.round_limit.enter(None);
            if let Threshold::DowntimeLimit { limit, estimate, .. } = slow.hypervisor.threshold.value {
                slow.hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised: Raised::Never });
            }
        });
        let terms = Terms::of(&throttled);
        let free = changed(&throttled, |free| free.hypervisor.throttle.enter(None));
        let calm = changed(&free, |calm| calm.dirtying.rate = calm.dirtying.rate.min(calm.link.copy_rate(&calm.hypervisor).used * share));
        for ((slow, free), calm) in both(&throttled).iter().zip(both(&free)).zip(both(&calm)) {
            prop_assert!(!matches!(slow.reason, Reason::Outpaced { .. }), "slowed down below the copy rate, but outpaced");
            if slow.outcome == Outcome::Completes {
                prop_assert!(at_most(number(calm.migration_time), number(slow.migration_time), &terms), "{calm:?} {slow:?}");
                let ran = terms.lead < number(slow.stop);
                prop_assert!((terms.throttled && ran) == (Seconds::ZERO < slow.brownout), "{slow:?}");
            }
            if free.outcome == Outcome::Completes {
                prop_assert!(at_most(number(slow.migration_time), number(free.migration_time), &terms), "{slow:?} {free:?}");
            }
        }
    }

    /// Streams and a tunnel are steps to a rate, and nothing else; a copy rate that is given is the end of those steps.
    #[test]
    fn streams_and_a_tunnel_only_limit_the_rate(scenario in a_scenario()) {
        let Link { speed, other_data, .. } = scenario.link;
        let available = scenario.link.copy_rate(&scenario.hypervisor).available;
        prop_assume!(matches!(speed, LinkSpeed::CopyRate(_)) || 100.0 <= available.as_bytes_per_second());
        let plain = changed(&scenario, |plain| {
            let speed = if let LinkSpeed::CopyRate(_) = speed { speed } else { LinkSpeed::Payload(available) };
            plain.link = Link { speed, other_data, ..Link::line(Default::default()) };
        });
        prop_assert_eq!(both(&plain), both(&scenario));
    }

    /// A limit for each unit of data is a limit, and at least as long as for the data itself.
    #[test]
    fn a_limit_for_each_unit_of_data_is_a_limit(scenario in a_scenario()) {
        let Some(limit) = scenario.hypervisor.time_limit.value else { return Ok(()) };
        let other = scenario.link.other_data;
        let whole = limit.of(scenario.vm.memory, other);
        let bytes = (scenario.vm.memory + other).as_bytes();
        let least = match limit.per {
            DataUnit::Migration => limit.time.as_seconds(),
            DataUnit::GbRoundedUp => limit.time.as_seconds() * bytes / 1e9,
            DataUnit::GibAtLeastTwo => limit.time.as_seconds() * (bytes / 2_f64.powi(30)).max(2.0) - 1.0,
        };
        prop_assert!(least <= whole.as_seconds() * (1.0 + 1e-12), "{whole:?} for {bytes} bytes, {limit:?}");
        prop_assume!((1e-6..=1e9).contains(&whole.as_seconds()));
        let once = changed(&scenario, |once| once.hypervisor.time_limit.enter(Some(TimeLimit::fixed(whole))));
        prop_assert_eq!(paper::predict(&once), paper::predict(&scenario));
        prop_assert_eq!(bound::predict(&once), bound::predict(&scenario));
    }
}

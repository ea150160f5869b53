//! The simulated loops on any sound scenario: they end, with sound numbers, nothing gets lost on the way, the summary is the whole,
//! and what they come to does not exceed the bound.

use precopy_model::predict::rounds::{self, Simulation, Then};
use precopy_model::predict::{Outcome, Prediction, Reason, Terms, bound};
use precopy_model::quantity::{BitsPerSecond, Bytes, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    Checked, DataUnit, Dirtying, EmptyPages, Hypervisor, LimitAction, Link, LoopFamily, Pattern, Raised, Scenario,
    Threshold, Throttle, TimeLimit, Vm, VolumeClock, VolumeLimit, presets,
};
use proptest::prelude::*;

use super::patterns::with_pattern;
use super::scenarios::{config, sound};

fn seconds(time: Option<Seconds>) -> f64 {
    time.map_or(f64::NAN, Seconds::as_seconds)
}

/// What the bound does not promise.
fn is_promised(scenario: &Checked, terms: &Terms) -> bool {
    let raised = match scenario.hypervisor.threshold.value {
        Threshold::DowntimeLimit { raised, .. } => raised,
        Threshold::Pages(_) => Raised::Never,
    };
    // Sets of a vote need not shrink above the copy rate, nor where the load swings.
    let votes = matches!(scenario.hypervisor.family.value, LoopFamily::Vote { .. })
        && (terms.r_u <= terms.rate || scenario.dirtying.pattern != Pattern::RoundRobin);
    !votes && !matches!(raised, Raised::Doubling(_))
}

/// A millionth of it all, a nanosecond, and a page: less than a page is nothing to a loop, and takes its time all the same.
fn slack(of: f64, terms: &Terms) -> f64 {
    of.abs() * 1e-6 + 1e-9 + 1.0 / terms.slowest()
}

fn check_bound(scenario: &Checked, simulated: &Prediction) -> Result<(), TestCaseError> {
    let bound = bound::predict(scenario);
    let terms = Terms::of(scenario);
    if !is_promised(scenario, &terms) {
        return Ok(());
    }
    let (ours, most) = (seconds(simulated.migration_time), seconds(bound.migration_time));
    match (bound.outcome, simulated.outcome) {
        (Outcome::Never, _) | (Outcome::Cancelled, Outcome::Completes) => {}
        (Outcome::Completes, Outcome::Completes) => {
            // After 20,000 looks a simulation follows the straight line of the closed forms: averages over passes are not on it; and of
            // a line that takes thirty years to come down the slope is known to few digits.
            let by_the_line = 1e9 < ours || simulated.rounds.is_some_and(|rounds| 20_000 < rounds);
            let most = if by_the_line { most * 1.05 } else { most };
            prop_assert!(
                ours <= most + slack(most, &terms),
                "time {ours}, bound {most}: {} / {}",
                simulated.reason_in_words(),
                bound.reason_in_words()
            );
            let (down, most) = (seconds(simulated.downtime), seconds(bound.downtime));
            prop_assert!(
                down <= most + slack(ours.max(most), &terms),
                "downtime {down}, bound {most}: {} / {}",
                simulated.reason_in_words(),
                bound.reason_in_words()
            );
        }
        (Outcome::Cancelled, Outcome::Cancelled) => {
            prop_assert!(ours <= most + slack(most, &terms), "cancelled at {ours}, bound {most}");
        }
        (claimed, came) => prop_assert!(
            false,
            "{came:?}, claimed {claimed:?}: {} / {}",
            simulated.reason_in_words(),
            bound.reason_in_words()
        ),
    }
    Ok(())
}

fn check_sound(scenario: &Checked, Simulation { prediction, rounds }: &Simulation) -> Result<(), TestCaseError> {
    let terms = Terms::of(scenario);
    let summary = rounds::predict(scenario);
    prop_assert_eq!(
        &Prediction { remaining: Default::default(), ..prediction.clone() },
        &Prediction { remaining: Default::default(), ..summary }
    );
    for number in [
        seconds(prediction.migration_time),
        seconds(prediction.downtime),
        prediction.data.map_or(f64::NAN, |data| data.as_bytes()),
    ] {
        prop_assert!(prediction.outcome == Outcome::Never || (number.is_finite() && 0.0 <= number), "{number}");
    }
    prop_assert!(prediction.brownout.is_finite() && Seconds::ZERO <= prediction.brownout);
    let mut last = 0.0;
    for (at, parts) in prediction.remaining.knots() {
        prop_assert!(
            last <= at.as_seconds() && parts.total.is_finite() && -1e-6 * terms.vmsize <= parts.total,
            "{at:?} {parts:?}"
        );
        prop_assert!(parts.total <= terms.vmsize * (1.0 + 1e-9), "{at:?} {parts:?}");
        last = at.as_seconds();
    }
    if prediction.outcome == Outcome::Completes {
        prop_assert!(
            (last - seconds(prediction.migration_time)).abs() <= 1e-9 * last + 1e-9,
            "the curve ends at {last}"
        );
    }
    // Conservation: what was sent is what was there, and what became dirty, without what is left.
    let skips = matches!(scenario.hypervisor.family.value, LoopFamily::FixedRounds { passes_over: true });
    if let Some(last) = rounds.last().filter(|last| last.then == Then::Limit)
        && prediction.outcome == Outcome::Completes
    {
        // What its look found is what the guest is stopped with.
        let left = prediction.left.map_or(f64::NAN, |left| left.as_pages());
        prop_assert!((last.left.as_pages() - left).abs() <= 1.0 + 1e-9 * terms.vmsize, "{last:?}, {left} left");
    }
    let slowly = 20_000 <= rounds.len();
    if !skips && !slowly {
        for round in rounds {
            let before = round.known.as_pages() + round.dirtied.as_pages();
            let after = round.sent.as_pages() + round.left.as_pages();
            // Less than a page is none.
            prop_assert!((before - after).abs() <= 1.0 + 1e-6 * terms.vmsize.max(before), "{round:?}");
        }
        for pair in rounds.windows(2) {
            let in_order = matches!(pair, [before, after] if before.end <= after.start);
            prop_assert!(in_order, "{pair:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn simulations_are_sound_and_within_the_bound(drawn in with_pattern()) {
        let simulation = rounds::simulate(&drawn);
        check_sound(&drawn, &simulation)?;
        check_bound(&drawn, &simulation.prediction)?;
    }
}

/// What random scenarios have found once, whatever they find today.
#[test]
fn what_was_found_stays_mended() -> Result<(), TestCaseError> {
    let memory = Bytes::from_bytes(16e6);
    let of = |id: &str, working_set: Bytes, rate: f64, rules: &dyn Fn(&mut Hypervisor)| {
        let mut hypervisor = presets::find(id).unwrap().hypervisor();
        rules(&mut hypervisor);
        sound(Scenario {
            vm: Vm { memory, working_set },
            dirtying: Dirtying::round_robin(working_set, PagesPerSecond::from_pages_per_second(rate)),
            link: Link::line(BitsPerSecond::from_bits_per_second(1e7)),
            hypervisor,
        })
    };
    let holds = |scenario: Checked| {
        let simulation = rounds::simulate(&scenario);
        check_sound(&scenario, &simulation)?;
        check_bound(&scenario, &simulation.prediction)
    };
    // No page may be left: the guest is stopped without a look when nothing known is, and the hot set can be left.
    holds(of("libvirt", memory, 256.5, &|hypervisor| {
        hypervisor.threshold.enter(Threshold::Pages(Pages::ZERO));
        hypervisor.time_limit.enter(Some(TimeLimit { time: Seconds::from_seconds(150.0), per: DataUnit::Migration }));
    }))?;
    // The first pass ends within the tick in which the guest is stopped: it is never slowed down.
    holds(of("custom", Bytes::ZERO, 1000.0, &|hypervisor| {
        hypervisor.family.enter(LoopFamily::Fluid { tick: Seconds::from_seconds(1.0) });
        hypervisor.threshold.enter(Threshold::Pages(Pages::from_pages(50.0)));
        hypervisor.empty_pages.enter(EmptyPages::SentInFull);
        hypervisor.empty_page.enter(Bytes::from_bytes(4096.0));
        hypervisor.throttle.enter(Some(Throttle::BelowCopyRate(0.0)));
    }))?;
    // Empty pages that are sent in full are more than a limit on bytes allows.
    holds(of("custom", Bytes::ZERO, 0.0, &|hypervisor| {
        hypervisor.family.enter(LoopFamily::Fluid { tick: Seconds::from_seconds(1.0) });
        hypervisor.threshold.enter(Threshold::Pages(Pages::from_pages(50.0)));
        hypervisor.empty_pages.enter(EmptyPages::SentInFull);
        hypervisor.empty_page.enter(Bytes::from_bytes(4096.0));
        hypervisor.volume_limit.enter(Some(VolumeLimit { factor: 0.65, clock: VolumeClock::BytesSent }));
    }))
}

/// Tens of thousands of rounds are not all played, and where the simulation leaves off may be anywhere within one of them.
#[test]
fn just_below_the_copy_rate_a_simulation_comes_to_its_end() {
    let memory = Bytes::from_mib(15.0);
    for other_data in [0.0, 1e9, 1e12, 2_f64.powi(50)] {
        for gap in [1e-6, 3e-6, 1e-5, 1.7e-5, 3e-5, 1e-4] {
            let mut scenario = Scenario {
                vm: Vm { memory, working_set: memory },
                dirtying: Dirtying::round_robin(memory, PagesPerSecond::ZERO),
                link: Link {
                    other_data: Bytes::from_bytes(other_data),
                    ..Link::line(BitsPerSecond::from_bits_per_second(13e6))
                },
                hypervisor: presets::find("libvirt").unwrap().hypervisor(),
            };
            scenario.dirtying.rate = scenario.link.copy_rate(&scenario.hypervisor).used * (1.0 - gap);
            let simulated = rounds::predict(&sound(scenario));
            assert_eq!(simulated.outcome, Outcome::Completes, "{other_data} {gap}: {}", simulated.reason_in_words());
        }
    }
}

#[test]
fn what_is_special_is_drawn_often_enough() {
    let kinds = [const { std::cell::Cell::new(0_u32) }; 7];
    let count = |kind: usize, is: bool| {
        if let Some(count) = kinds.get(kind) {
            count.set(count.get() + u32::from(is));
        }
    };
    proptest!(config(400), |(drawn in with_pattern())| {
        let hypervisor = &drawn.hypervisor;
        count(0, matches!(hypervisor.throttle.value, Some(Throttle::Steps { .. })));
        count(1, hypervisor.on_limit.value == LimitAction::Pause && hypervisor.time_limit.value.is_some());
        count(2, matches!(rounds::predict(&drawn).reason, Reason::Outpaced { .. }));
        let pattern = &drawn.dirtying.pattern;
        count(3, matches!(pattern, Pattern::Uniform));
        count(4, matches!(pattern, Pattern::HotSets(_)));
        count(5, matches!(pattern, Pattern::Load(_)));
        count(6, matches!(pattern, Pattern::Distinct(_)));
    });
    assert!(kinds.iter().all(|count| 5 < count.get()), "{kinds:?}");
}

//! A toy's migration for the model: the same machine, link and rules, in the model's types.

#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::LazyLock;

use precopy_model::predict::rounds::{self, Layout};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Checked, Dirtying, Doubling, EmptyPages, Grain, LimitAction, Link, LinkSpeed, LoopFamily,
    Pattern, Raised, RoundSteps, Scenario, Threshold, TimeLimit, Vm, VolumeClock, VolumeLimit, presets,
};

use crate::toy::{
    self, AtLimit, BURST, Loop, MEASURING_WINDOW, Place, Raises, SCHEDULES, Schedule, Setup, TICK, Writer,
};

/// Seconds that a stopped guest takes beside its pages; the simulators know nothing of it.
pub const DEVICE_STATE: f64 = 0.02;

/// The simulators' schedules for the model.
static STEPS: LazyLock<Vec<(&'static Schedule, RoundSteps)>> = LazyLock::new(|| {
    let seconds = Seconds::from_seconds;
    let steps = |schedule: &'static Schedule| {
        let raises: Vec<(u32, Seconds)> =
            schedule.raises.iter().map(|&(round, limit)| (round, seconds(limit))).collect();
        RoundSteps { first: seconds(schedule.first), raises: raises.leak(), poll: seconds(schedule.poll) }
    };
    SCHEDULES.iter().map(|schedule| (schedule, steps(schedule))).collect()
});

/// How a limit is raised, for the model.
fn raised(raises: Raises) -> Raised {
    match raises {
        Raises::Never => Raised::Never,
        // For each GiB, of which there are two at least.
        Raises::OverTime { steps, every } => Raised::OverTime { steps, every: Seconds::from_seconds(every / 2.0) },
        Raises::ByRounds(schedule) => {
            let steps = STEPS.iter().find(|(same, _)| *same == schedule).expect("the schedule is one of those");
            Raised::ByRounds(&steps.1)
        }
        Raises::Doubling { poll } => Raised::Doubling(Doubling {
            after: 6,
            poll: Seconds::from_seconds(poll),
            poll_near_the_end: Seconds::from_seconds(poll),
            most: Seconds::from_seconds(2000.0),
        }),
    }
}

/// The same migration for the model.
///
/// # Panics
/// When something was drawn that the model does not accept.
#[must_use]
pub fn scenario(runs: Loop, setup: &Setup) -> Checked {
    let Setup { guest, speeds, wire, rules } = setup;
    let (bytes, seconds) = (Bytes::from_bytes, Seconds::from_seconds);
    let payload = |pages: f64| BytesPerSecond::from_bytes_per_second(pages * wire.content);
    let rate = PagesPerSecond::from_pages_per_second;
    let memory = guest.pages as f64 * wire.page;

    let mut hypervisor = presets::find("custom").expect("the preset exists").hypervisor();
    let (family, estimate) = match runs {
        Loop::Fluid { .. } => (LoopFamily::Fluid { tick: seconds(TICK) }, BandwidthEstimate::MeanSinceStart),
        Loop::Capped(_) | Loop::CappedAtLinkSpeed(_) | Loop::Linked(_) => (
            LoopFamily::ThresholdSync {
                capped_burst: seconds(MEASURING_WINDOW),
                burst: seconds(BURST),
                grain: grain(rules.grain),
            },
            BandwidthEstimate::LastWindow,
        ),
        Loop::FixedRounds => (LoopFamily::FixedRounds { passes_over: false }, BandwidthEstimate::LastRound),
        Loop::PassingOver => (LoopFamily::FixedRounds { passes_over: true }, BandwidthEstimate::LastRound),
        Loop::OvertakenRounds | Loop::OvertakenAtOnce => (LoopFamily::OvertakenRounds, BandwidthEstimate::LastRound),
        Loop::Vote => (LoopFamily::Vote { patience: 11 }, BandwidthEstimate::MeanSinceStart),
        Loop::EstimateRounds => (LoopFamily::EstimateRounds { from_round: 2 }, BandwidthEstimate::LastRound),
    };
    hypervisor.family.enter(family);
    hypervisor.threshold.enter(match rules.threshold {
        toy::Threshold::Pages(pages) => Threshold::Pages(Pages::from_pages(pages)),
        toy::Threshold::Seconds(limit) => {
            Threshold::DowntimeLimit { limit: seconds(limit), estimate, raised: raised(rules.raises) }
        }
    });
    let capped = speeds.content < speeds.content_stopped;
    hypervisor.bandwidth_cap.enter(capped.then(|| payload(speeds.content)));
    hypervisor.page_size.enter(bytes(wire.page));
    hypervisor.page_header.enter(bytes(wire.content - wire.page));
    hypervisor.empty_page.enter(bytes(wire.empty));
    hypervisor.empty_pages.enter(match speeds.empty {
        None => EmptyPages::Skipped,
        Some(_) if wire.empty == wire.content => EmptyPages::SentInFull,
        Some(scan) => EmptyPages::Scanned(rate(scan)),
    });
    hypervisor.device_state.enter(seconds(DEVICE_STATE));
    hypervisor.round_limit.enter(rules.rounds);
    let volume = |bytes: f64, clock| VolumeLimit { factor: bytes / memory, clock };
    // A limit in time may also be one on volume, counted as the time that it would take.
    let by_clock = rules.seconds.filter(|_| rules.bytes.is_none() && guest.seed % 2 == 0);
    hypervisor.time_limit.enter(if by_clock.is_some() {
        None
    } else {
        rules.seconds.map(|limit| TimeLimit::fixed(seconds(limit)))
    });
    hypervisor.volume_limit.enter(
        rules
            .bytes
            .map(|bytes| volume(bytes, VolumeClock::BytesSent))
            .or(by_clock.map(|time| volume(time * speeds.content * wire.content, VolumeClock::Time))),
    );
    hypervisor.on_limit.enter(match rules.at_limit {
        AtLimit::Stop => LimitAction::StopAndCopy,
        AtLimit::Raise => LimitAction::RaiseLimit,
        AtLimit::Pause => LimitAction::Pause,
        AtLimit::PostCopy => LimitAction::PostCopy,
        AtLimit::Cancel => LimitAction::Cancel,
    });

    let in_pages = wire.content == wire.page && !capped;
    Scenario {
        vm: Vm { memory: bytes(memory), working_set: bytes(guest.used as f64 * wire.page) },
        dirtying: Dirtying {
            pattern: match guest.writer {
                Writer::Random => Pattern::Uniform,
                Writer::InOrder { .. } => Pattern::InOrder,
                _ => Pattern::RoundRobin,
            },
            ..Dirtying::round_robin(bytes(guest.hot as f64 * wire.page), rate(guest.rate))
        },
        link: Link {
            speed: if in_pages {
                LinkSpeed::CopyRate(rate(speeds.content))
            } else {
                LinkSpeed::Payload(payload(speeds.content_stopped))
            },
            ..Link::line(Default::default())
        },
        hypervisor,
    }
    .check()
    .expect("drawn within the limits")
}

/// Where its pages lie and its writer begins.
#[must_use]
pub fn layout(setup: &Setup) -> Layout {
    let place = |place: Place| match place {
        Place::First => rounds::Place::First,
        Place::Last => rounds::Place::Last,
        // The model's layouts know no middle: between others is nearest to it.
        Place::Middle | Place::Spread => rounds::Place::Spread,
    };
    let writer = if setup.guest.hot == 0 { 0.0 } else { setup.guest.first_written() as f64 / setup.guest.hot as f64 };
    Layout { low: Pages::ZERO, empty: place(setup.guest.empty_lie), hot: place(setup.guest.hot_lie), writer }
}

fn grain(toy::Grain { clock, buffer }: toy::Grain) -> Grain {
    let pages = |count: usize| Pages::from_pages(count as f64);
    Grain { clock: pages(clock), buffer: pages(buffer) }
}

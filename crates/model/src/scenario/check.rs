//! The check of a scenario: everything that is wrong with it, at once.

use std::ops::Deref;

use super::{EmptyPages, LimitAction, LinkSpeed, LoopFamily, Raised, Scenario, Threshold, Throttle};
use crate::problem::{Field, Problem};
use crate::quantity::limits::{self, Range};
use crate::quantity::text::{Amount, print};

/// A scenario that has passed its check: no predictor fails on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked(Scenario);

impl Checked {
    /// Gives the scenario back, to be changed and checked again.
    #[must_use]
    pub fn into_inner(self) -> Scenario {
        self.0
    }
}

impl Deref for Checked {
    type Target = Scenario;
    fn deref(&self) -> &Scenario {
        &self.0
    }
}

impl Scenario {
    /// Checks every input: 0 ≤ hot set ≤ working set ≤ memory, positive rates, everything within [`limits`].
    ///
    /// # Errors
    /// All problems, in the order of the fields.
    pub fn check(self) -> Result<Checked, Vec<Problem>> {
        let mut problems = Vec::new();
        self.check_memory(&mut problems);
        self.check_link(&mut problems);
        self.check_hypervisor(&mut problems);
        if problems.is_empty() { Ok(Checked(self)) } else { Err(problems) }
    }

    fn check_memory(&self, problems: &mut Vec<Problem>) {
        let (vm, dirtying) = (&self.vm, &self.dirtying);
        within(problems, Field::Memory, vm.memory.as_bytes(), &limits::MEMORY);
        let working_set = within(problems, Field::WorkingSet, vm.working_set.as_bytes(), &limits::SET);
        if working_set && vm.memory < vm.working_set {
            problems.push(
                Problem::at(Field::WorkingSet, "The working set is larger than the memory.")
                    .given(print(Amount::Bytes(vm.working_set)))
                    .allowed(format!("at most {}", print(Amount::Bytes(vm.memory)))),
            );
        }
        let hot_set = within(problems, Field::HotSet, dirtying.hot_set.as_bytes(), &limits::SET);
        if hot_set && vm.working_set < dirtying.hot_set {
            problems.push(
                Problem::at(Field::HotSet, "The hot set is larger than the working set.")
                    .given(print(Amount::Bytes(dirtying.hot_set)))
                    .allowed(format!("at most {}", print(Amount::Bytes(vm.working_set)))),
            );
        }
        within(problems, Field::DirtyRate, dirtying.rate.as_pages_per_second(), &limits::DIRTY_RATE);
    }

    fn check_link(&self, problems: &mut Vec<Problem>) {
        let link = &self.link;
        match link.speed {
            LinkSpeed::Line(rate) => {
                within(problems, Field::Link, rate.as_bits_per_second(), &limits::LINE_RATE);
            }
            LinkSpeed::Payload(rate) => {
                within(problems, Field::Link, rate.as_bytes_per_second(), &limits::BYTE_RATE);
            }
            LinkSpeed::CopyRate(rate) => {
                within(problems, Field::Link, rate.as_pages_per_second(), &limits::COPY_RATE);
            }
        }
        within(problems, Field::Goodput, link.goodput, &limits::GOODPUT);
        within(problems, Field::SharedBy, f64::from(link.shared_by), &limits::SHARED_BY);
        if let Some(limit) = link.stream_limit {
            within(problems, Field::StreamLimit, limit.as_bytes_per_second(), &limits::BYTE_RATE);
        }
        within(problems, Field::Streams, f64::from(link.streams), &limits::STREAMS);
        if let Some(limit) = link.tunnel_limit {
            within(problems, Field::TunnelLimit, limit.as_bytes_per_second(), &limits::BYTE_RATE);
        }
        within(problems, Field::OtherData, link.other_data.as_bytes(), &limits::SET);
    }

    fn check_hypervisor(&self, problems: &mut Vec<Problem>) {
        let hypervisor = &self.hypervisor;
        match hypervisor.family.value {
            LoopFamily::Fluid { tick } => {
                within(problems, Field::LookEvery, tick.as_seconds(), &limits::LOOK_EVERY);
            }
            LoopFamily::ThresholdSync { capped_burst, burst, .. } => {
                let bursts = [capped_burst.min(burst), capped_burst.max(burst)];
                // One problem is enough for both.
                bursts.iter().all(|burst| within(problems, Field::LookEvery, burst.as_seconds(), &limits::LOOK_EVERY));
            }
            LoopFamily::FixedRounds { .. }
            | LoopFamily::OvertakenRounds
            | LoopFamily::EstimateRounds { .. }
            | LoopFamily::Vote { .. } => {}
        }
        match hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, raised, .. } => {
                within(problems, Field::DowntimeLimit, limit.as_seconds(), &limits::TIME);
                let raises = matches!(hypervisor.family.value, LoopFamily::ThresholdSync { .. });
                if raised != Raised::Never && !raises {
                    problems.push(
                        Problem::at(Field::Loop, "With this loop the downtime limit cannot be raised on the way.")
                            .allowed("a loop that looks when little is left"),
                    );
                }
                if let Raised::OverTime { steps, every } = raised {
                    within(problems, Field::DowntimeSteps, f64::from(steps), &limits::STEPS);
                    within(problems, Field::DowntimeDelay, every.as_seconds(), &limits::TIME);
                }
            }
            Threshold::Pages(pages) => {
                within(problems, Field::StopThreshold, pages.as_pages(), &limits::THRESHOLD);
            }
        }
        if let Some(cap) = hypervisor.bandwidth_cap.value {
            within(problems, Field::BandwidthCap, cap.as_bytes_per_second(), &limits::BYTE_RATE);
        }
        if let Some(rounds) = hypervisor.round_limit.value {
            within(problems, Field::RoundLimit, f64::from(rounds), &limits::ROUNDS);
            if !hypervisor.family.value.has_rounds() {
                problems.push(
                    Problem::at(Field::RoundLimit, "This loop has no rounds that could be counted.")
                        .allowed("none, or a loop that looks after or before each round"),
                );
            }
        }
        if let Some(volume) = hypervisor.volume_limit.value {
            within(problems, Field::VolumeLimit, volume.factor, &limits::VOLUME);
        }
        if let Some(limit) = hypervisor.time_limit.value {
            within(problems, Field::TimeLimit, limit.time.as_seconds(), &limits::TIME_LIMIT);
        }
        if let LimitAction::StopIfWithin(time) = hypervisor.on_limit.value {
            within(problems, Field::OnLimit, time.as_seconds(), &limits::TIME);
        }
        if let Some(Throttle::BelowCopyRate(share)) = hypervisor.throttle.value {
            within(problems, Field::Throttling, share, &limits::THROTTLED_RATE);
        }
        if let EmptyPages::Scanned(rate) = hypervisor.empty_pages.value {
            within(problems, Field::EmptyRate, rate.as_pages_per_second(), &limits::COPY_RATE);
        }
        within(problems, Field::Setup, hypervisor.setup.value.as_seconds(), &limits::TIME);
        within(problems, Field::Compression, hypervisor.compression.value.to, &limits::COMPRESSION);
        within(problems, Field::DeviceState, hypervisor.device_state.value.as_seconds(), &limits::TIME);
        within(problems, Field::PageSize, hypervisor.page_size.value.as_bytes(), &limits::PAGE_SIZE);
        within(problems, Field::PageHeader, hypervisor.page_header.value.as_bytes(), &limits::PAGE_OVERHEAD);
        within(problems, Field::EmptyPage, hypervisor.empty_page.value.as_bytes(), &limits::PAGE_OVERHEAD);
    }
}

/// Whether a number lies within its range; when not, that is a problem.
fn within(problems: &mut Vec<Problem>, field: Field, value: f64, range: &Range) -> bool {
    let inside = range.contains(value);
    if !inside {
        let what = if value < range.min {
            "This is too small."
        } else if range.max < value {
            "This is too large."
        } else {
            "This is not a number."
        };
        problems.push(Problem::at(field, what).allowed(range.in_words()));
    }
    inside
}

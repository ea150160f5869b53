//! The numbers of a scenario that can be turned: read, replaced in a copy, and how far it makes sense to turn them.

use crate::numeric::within;
use crate::problem::Field;
use crate::quantity::limits::{self, Range};
use crate::quantity::{
    BITS_PER_BYTE, BYTES_PER_GIB, BYTES_PER_MIB, BYTES_PER_TIB, BitsPerSecond, Bytes, BytesPerSecond, Pages,
    PagesPerSecond, Seconds,
};
use crate::scenario::{Checked, LinkSpeed, Raised, Scenario, Threshold, Throttle};

/// An input that can be turned, as a number in its base unit.
///
/// | input | unit | what follows it |
/// | --- | --- | --- |
/// | memory size | bytes | working set and hot set keep their shares of it: the same guest, larger or smaller |
/// | working set | bytes | a hot set that would be larger is cut down to it |
/// | hot set | bytes | nothing |
/// | dirty rate | pages/s | nothing |
/// | link | bit/s, bytes/s or pages/s, in the sense in which it was given | nothing; as many migrations as before share it |
/// | downtime limit | s | what raises it keeps its steps |
/// | stop threshold | pages | nothing |
/// | bandwidth cap | bytes/s | nothing |
/// | first throttle step | share of processor time | nothing |
///
/// Patterns of writes are shares of hot set and dirty rate, so that their shapes stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// Configured memory (VMSIZE).
    Memory,
    /// Memory that holds data (WSET).
    WorkingSet,
    /// Part of the working set that is rewritten (HWSET).
    HotSet,
    /// Page writes per second (RATE).
    DirtyRate,
    /// Speed of the link.
    Link,
    /// The downtime that the product aims at.
    DowntimeLimit,
    /// Remaining pages at which the guest is stopped (c1), where the product counts pages.
    StopThreshold,
    /// The product's own limit on its sending rate.
    BandwidthCap,
    /// Share of processor time that the first step of throttling takes.
    FirstThrottle,
}

/// How equal steps of an input are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As equal differences.
    Linear,
    /// As equal ratios.
    Logarithmic,
}

impl Scale {
    /// The value at a share of the way from one value to another; both ends are exact. On a logarithmic scale the way from zero is
    /// linear.
    ///
    /// ```
    /// use precopy_model::explore::Scale;
    /// assert_eq!(Scale::Linear.between(1.0, 100.0, 0.5), 50.5);
    /// assert!((Scale::Logarithmic.between(1.0, 100.0, 0.5) - 10.0).abs() < 1e-12);
    /// assert_eq!(Scale::Logarithmic.between(1.0, 100.0, 1.0), 100.0);
    /// ```
    #[must_use]
    pub fn between(self, from: f64, to: f64, share: f64) -> f64 {
        if share <= 0.0 {
            return from;
        }
        if 1.0 <= share {
            return to;
        }
        let value = match self {
            Self::Logarithmic if 0.0 < from && 0.0 < to => from * libm::exp(share * libm::log(to / from)),
            Self::Linear | Self::Logarithmic => from + (to - from) * share,
        };
        // Rounding must not lead out.
        within(value, from.min(to), from.max(to))
    }
}

/// A range of values of an input, in its base unit, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The smallest.
    pub from: f64,
    /// The largest.
    pub to: f64,
}

impl Span {
    /// Whether a value lies within; NaN never does.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.from <= value && value <= self.to
    }
}

/// Link speeds: from Fast Ethernet to half a dozen of today's fastest ports together.
const PLAUSIBLE_BITS_PER_SECOND: Span = Span { from: 1e8, to: 2.4e12 };
/// Memory, up to the largest machines sold; sets begin at a MiB.
const PLAUSIBLE_MEMORY_BYTES: Span = Span { from: BYTES_PER_GIB / 16.0, to: 32.0 * BYTES_PER_TIB };
/// Dirty rates, up to 40 GiB of 4 KiB pages a second.
const PLAUSIBLE_PAGES_PER_SECOND: Span = Span { from: 10.0, to: 1e7 };
/// Downtime limits, up to the most that QEMU takes.
const PLAUSIBLE_SECONDS: Span = Span { from: 1e-3, to: 2000.0 };
/// Stop thresholds.
const PLAUSIBLE_PAGES: Span = Span { from: 1.0, to: 1e7 };
/// Shares of processor time, as QEMU takes them.
const PLAUSIBLE_SHARES: Span = Span { from: 0.01, to: 0.99 };

impl Input {
    /// All of them, in the order in which values have to be put where several are: what follows an input comes after it.
    pub const ALL: [Self; 9] = [
        Self::Memory,
        Self::WorkingSet,
        Self::HotSet,
        Self::DirtyRate,
        Self::Link,
        Self::DowntimeLimit,
        Self::StopThreshold,
        Self::BandwidthCap,
        Self::FirstThrottle,
    ];

    /// The field of a scenario that holds it.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Memory => Field::Memory,
            Self::WorkingSet => Field::WorkingSet,
            Self::HotSet => Field::HotSet,
            Self::DirtyRate => Field::DirtyRate,
            Self::Link => Field::Link,
            Self::DowntimeLimit => Field::DowntimeLimit,
            Self::StopThreshold => Field::StopThreshold,
            Self::BandwidthCap => Field::BandwidthCap,
            Self::FirstThrottle => Field::Throttling,
        }
    }

    /// Its value in a scenario, in its base unit; none where the scenario has no such input.
    ///
    /// A downtime limit that goes by fixed steps (oVirt) is none that could be turned, and neither is one of a product that counts
    /// pages. A link in pages/s is the copy rate, which no cap changes. Where there is no cap, its value is what one migration can
    /// use of the link: a cap of that changes nothing.
    ///
    /// ```
    /// use precopy_model::explore::Input;
    /// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    /// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
    /// let scenario = |product| Scenario {
    ///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
    ///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
    ///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
    ///     hypervisor: presets::find(product).map(|preset| preset.hypervisor()).unwrap(),
    /// };
    /// assert_eq!(Input::DowntimeLimit.value(&scenario("qemu")), Some(0.3)); // QEMU's 300 ms
    /// assert_eq!(Input::DowntimeLimit.value(&scenario("xen")), None); // counts pages:
    /// assert_eq!(Input::StopThreshold.value(&scenario("xen")), Some(50.0));
    /// ```
    #[must_use]
    pub fn value(self, scenario: &Scenario) -> Option<f64> {
        let hypervisor = &scenario.hypervisor;
        match self {
            Self::Memory => Some(scenario.vm.memory.as_bytes()),
            Self::WorkingSet => Some(scenario.vm.working_set.as_bytes()),
            Self::HotSet => Some(scenario.dirtying.hot_set.as_bytes()),
            Self::DirtyRate => Some(scenario.dirtying.rate.as_pages_per_second()),
            Self::Link => Some(match scenario.link.speed {
                LinkSpeed::Line(rate) => rate.as_bits_per_second(),
                LinkSpeed::Payload(rate) => rate.as_bytes_per_second(),
                LinkSpeed::CopyRate(rate) => rate.as_pages_per_second(),
            }),
            Self::DowntimeLimit => match hypervisor.threshold.value {
                Threshold::DowntimeLimit { raised: Raised::ByRounds(_), .. } | Threshold::Pages(_) => None,
                Threshold::DowntimeLimit { limit, .. } => Some(limit.as_seconds()),
            },
            Self::StopThreshold => match hypervisor.threshold.value {
                Threshold::DowntimeLimit { .. } => None,
                Threshold::Pages(pages) => Some(pages.as_pages()),
            },
            Self::BandwidthCap => match (scenario.link.speed, hypervisor.bandwidth_cap.value) {
                (LinkSpeed::CopyRate(_), _) => None,
                (_, Some(cap)) => Some(cap.as_bytes_per_second()),
                (_, None) => Some(scenario.link.copy_rate(hypervisor).available.as_bytes_per_second()),
            },
            Self::FirstThrottle => match hypervisor.throttle.value {
                Some(Throttle::Steps { initial, .. }) => Some(initial),
                Some(Throttle::BelowCopyRate(_)) | None => None,
            },
        }
    }

    /// Whether the scenario has this input.
    #[must_use]
    pub fn applies(self, scenario: &Scenario) -> bool {
        self.value(scenario).is_some()
    }

    /// A copy of a scenario with another value, marked as entered where a product's value is replaced; what follows the input
    /// follows (see [`Input`]).
    ///
    /// None where the scenario has no such input, where the value is outside of what is accepted ([`limits`]), and where it cannot
    /// be: a working set larger than the memory, a hot set larger than the working set.
    ///
    /// ```
    /// use precopy_model::explore::Input;
    /// # use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    /// # use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
    /// # let scenario = Scenario {
    /// #     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
    /// #     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
    /// #     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
    /// #     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
    /// # }.check().unwrap();
    /// // 4 GiB, of which 2 GiB hold data and 512 MiB are hot; twice the memory:
    /// let twice = Input::Memory.put(&scenario, Bytes::from_gib(8.0).as_bytes()).unwrap();
    /// assert_eq!(twice.vm.working_set, Bytes::from_gib(4.0));
    /// assert_eq!(twice.dirtying.hot_set, Bytes::from_gib(1.0));
    /// assert_eq!(Input::HotSet.put(&scenario, Bytes::from_gib(3.0).as_bytes()), None);
    /// ```
    #[must_use]
    pub fn put(self, scenario: &Checked, value: f64) -> Option<Checked> {
        if !self.accepted(scenario)?.contains(value) {
            return None;
        }
        let mut changed = (**scenario).clone();
        let (vm, dirtying, hypervisor) = (&mut changed.vm, &mut changed.dirtying, &mut changed.hypervisor);
        match self {
            Self::Memory => {
                let memory = Bytes::from_bytes(value);
                let factor = value / vm.memory.as_bytes();
                vm.memory = memory;
                vm.working_set = (vm.working_set * factor).min(memory);
                dirtying.hot_set = (dirtying.hot_set * factor).min(vm.working_set);
            }
            Self::WorkingSet => {
                vm.working_set = Bytes::from_bytes(value);
                dirtying.hot_set = dirtying.hot_set.min(vm.working_set);
            }
            Self::HotSet => dirtying.hot_set = Bytes::from_bytes(value),
            Self::DirtyRate => dirtying.rate = PagesPerSecond::from_pages_per_second(value),
            Self::Link => {
                changed.link.speed = match changed.link.speed {
                    LinkSpeed::Line(_) => LinkSpeed::Line(BitsPerSecond::from_bits_per_second(value)),
                    LinkSpeed::Payload(_) => LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(value)),
                    LinkSpeed::CopyRate(_) => LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(value)),
                };
            }
            Self::DowntimeLimit => {
                let limit = Seconds::from_seconds(value);
                hypervisor.threshold.enter(hypervisor.threshold.value.at_limit(limit));
            }
            Self::StopThreshold => hypervisor.threshold.enter(Threshold::Pages(Pages::from_pages(value))),
            Self::BandwidthCap => {
                hypervisor.bandwidth_cap.enter(Some(BytesPerSecond::from_bytes_per_second(value)));
            }
            Self::FirstThrottle => {
                if let Some(Throttle::Steps { initial, .. }) = &mut hypervisor.throttle.value {
                    *initial = value;
                }
                hypervisor.throttle.enter(hypervisor.throttle.value);
            }
        }
        changed.check().ok()
    }

    /// What is accepted in a scenario; none where it has no such input.
    #[must_use]
    pub fn accepted(self, scenario: &Scenario) -> Option<Span> {
        self.value(scenario)?;
        let span = |range: &Range| Span { from: range.min, to: range.max };
        Some(match self {
            Self::Memory => span(&limits::MEMORY),
            Self::WorkingSet => Span { from: limits::SET.min, to: scenario.vm.memory.as_bytes() },
            Self::HotSet => Span { from: limits::SET.min, to: scenario.vm.working_set.as_bytes() },
            Self::DirtyRate => span(&limits::DIRTY_RATE),
            Self::Link => span(match scenario.link.speed {
                LinkSpeed::Line(_) => &limits::LINE_RATE,
                LinkSpeed::Payload(_) => &limits::BYTE_RATE,
                LinkSpeed::CopyRate(_) => &limits::COPY_RATE,
            }),
            Self::DowntimeLimit => span(&limits::TIME),
            Self::StopThreshold => span(&limits::THRESHOLD),
            Self::BandwidthCap => span(&limits::BYTE_RATE),
            Self::FirstThrottle => match scenario.hypervisor.throttle.value {
                Some(Throttle::Steps { initial, most, .. }) => {
                    Span { from: PLAUSIBLE_SHARES.from.min(initial), to: most.max(initial) }
                }
                Some(Throttle::BelowCopyRate(_)) | None => PLAUSIBLE_SHARES,
            },
        })
    }

    /// How far it makes sense to turn it: what real machines have (assumed), within what is accepted, and with the present value; but
    /// a zero has no place on a logarithmic scale. None where the scenario has no such input.
    ///
    /// A link in bytes/s or pages/s has the range of line rates, divided by the bits of a byte, and by the bytes of a page.
    #[must_use]
    pub fn plausible(self, scenario: &Scenario) -> Option<Span> {
        let value = self.value(scenario)?;
        let accepted = self.accepted(scenario)?;
        let divided = |span: Span, by: f64| Span { from: span.from / by, to: span.to / by };
        let bytes_per_second = divided(PLAUSIBLE_BITS_PER_SECOND, BITS_PER_BYTE);
        let plausible = match self {
            Self::Memory => PLAUSIBLE_MEMORY_BYTES,
            Self::WorkingSet | Self::HotSet => Span { from: BYTES_PER_MIB, to: accepted.to },
            Self::DirtyRate => PLAUSIBLE_PAGES_PER_SECOND,
            Self::Link => match scenario.link.speed {
                LinkSpeed::Line(_) => PLAUSIBLE_BITS_PER_SECOND,
                LinkSpeed::Payload(_) => bytes_per_second,
                LinkSpeed::CopyRate(_) => divided(bytes_per_second, scenario.hypervisor.page_size.value.as_bytes()),
            },
            Self::DowntimeLimit => PLAUSIBLE_SECONDS,
            Self::StopThreshold => PLAUSIBLE_PAGES,
            Self::BandwidthCap => Span { from: BYTES_PER_MIB, ..bytes_per_second },
            Self::FirstThrottle => PLAUSIBLE_SHARES,
        };
        let inside = |end: f64| within(end, accepted.from, accepted.to);
        let least = if value == 0.0 && self.scale() == Scale::Logarithmic { plausible.from } else { value };
        Some(Span { from: inside(plausible.from.min(least)), to: inside(plausible.to.max(value)) })
    }

    /// How it is seen: sizes, rates and times by ratios, shares by differences.
    #[must_use]
    pub const fn scale(self) -> Scale {
        match self {
            Self::FirstThrottle => Scale::Linear,
            Self::Memory
            | Self::WorkingSet
            | Self::HotSet
            | Self::DirtyRate
            | Self::Link
            | Self::DowntimeLimit
            | Self::StopThreshold
            | Self::BandwidthCap => Scale::Logarithmic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Dirtying, Link, Vm, presets};

    fn scenarios() -> impl Iterator<Item = Checked> {
        let speeds = [
            LinkSpeed::Line(BitsPerSecond::from_gbit_per_second(10.0)),
            LinkSpeed::Payload(BytesPerSecond::from_mib_per_second(800.0)),
            LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0)),
        ];
        presets::all().flat_map(move |preset| {
            speeds.map(|speed| {
                let scenario = Scenario {
                    vm: Vm { memory: Bytes::from_gib(7.0), working_set: Bytes::from_gib(3.3) },
                    dirtying: Dirtying::round_robin(Bytes::from_mib(700.0), PagesPerSecond::from_pages_per_second(2e4)),
                    link: Link { speed, ..Link::line(BitsPerSecond::ZERO) },
                    hypervisor: preset.hypervisor(),
                };
                scenario.check().expect("sound")
            })
        })
    }

    #[test]
    fn what_was_put_is_read_and_what_was_read_changes_nothing_when_put() {
        for scenario in scenarios() {
            for input in Input::ALL {
                let Some(value) = input.value(&scenario) else {
                    assert_eq!(input.put(&scenario, 1.0), None);
                    assert_eq!((input.accepted(&scenario), input.plausible(&scenario)), (None, None));
                    continue;
                };
                let same = input.put(&scenario, value).expect("accepted");
                assert_eq!((same.vm, &same.dirtying, same.link), (scenario.vm, &scenario.dirtying, scenario.link));
                assert_eq!(same.hypervisor.threshold.value, scenario.hypervisor.threshold.value);
                assert_eq!(same.hypervisor.throttle.value, scenario.hypervisor.throttle.value);
                for share in [0.0, 0.3, 0.7, 1.0] {
                    let span = input.plausible(&scenario).expect("applies");
                    assert!(value == 0.0 || span.contains(value), "{input:?} {span:?}");
                    assert!(span.from < span.to, "{input:?} {span:?}");
                    let other = input.scale().between(span.from, span.to, share);
                    let changed = input.put(&scenario, other).expect("plausible values are accepted");
                    assert_eq!(input.value(&changed), Some(other));
                }
            }
        }
    }

    #[test]
    fn what_is_not_accepted_is_not_put() {
        for scenario in scenarios() {
            for input in Input::ALL {
                let Some(span) = input.accepted(&scenario) else { continue };
                for value in [span.from - 1e-3, span.to * 1.01, f64::NAN, f64::INFINITY, -1.0] {
                    assert_eq!(input.put(&scenario, value), None, "{input:?} {value}");
                }
                assert!(input.put(&scenario, span.from).is_some() && input.put(&scenario, span.to).is_some());
            }
        }
    }

    #[test]
    fn sets_keep_within_each_other() {
        for scenario in scenarios() {
            let smaller = Input::WorkingSet.put(&scenario, Bytes::from_mib(100.0).as_bytes()).expect("accepted");
            assert_eq!(smaller.dirtying.hot_set, Bytes::from_mib(100.0));
            for gib in [1e-9, 0.1, 3.0, 1e6] {
                let other = Input::Memory.put(&scenario, Bytes::from_gib(gib).as_bytes()).expect("accepted");
                let share = |bytes: Bytes, of: Bytes| bytes.as_bytes() / of.as_bytes();
                let before = share(scenario.dirtying.hot_set, scenario.vm.memory);
                assert!((share(other.dirtying.hot_set, other.vm.memory) / before - 1.0).abs() < 1e-12);
            }
        }
    }
}

//! How far a planner would turn an input from where it is, and why so far.

use super::{Input, Span};
use crate::numeric::within;
use crate::quantity::BITS_PER_BYTE;
use crate::scenario::{LinkSpeed, Scenario};

/// What lies around the present value of an input: near enough to be the same guest and the same hosts at another hour, or after the
/// next purchase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Around {
    /// The ends, in the input's base unit, within what is accepted; an end beyond which nothing is accepted is the present value.
    pub span: Span,
    /// Why so far, as a sentence.
    pub reason: &'static str,
}

/// Line rates of Ethernet ports that servers have, in bit/s (IEEE 802.3; 2.5, 5 and 50 Gbit/s are rare in servers).
const USUAL_BITS_PER_SECOND: [f64; 9] = [1e8, 1e9, 1e10, 2.5e10, 4e10, 1e11, 2e11, 4e11, 8e11];
/// A port that is nearer than by this factor is the present one under another name, as 1.2 GB/s is 10 Gbit/s.
const ANOTHER_PORT: f64 = 1.25;
/// A step of throttling: QEMU's `cpu-throttle-increment`, as it is by default.
const THROTTLE_STEP: f64 = 0.1;

impl Input {
    /// How far it makes sense to turn this input to see what it does here, and why; none where the scenario has no such input.
    ///
    /// | input | from … to |
    /// | --- | --- |
    /// | memory size, working set, hot set, dirty rate, limits, thresholds, caps | half … double |
    /// | link in bit/s or bytes/s | next slower … next faster usual port; half or double beyond the last |
    /// | link in pages/s | half … double |
    /// | first throttle step | 10 percentage points less … more |
    ///
    /// That is narrower than [`plausible`](Input::plausible), which is all that machines can have. Factors of two are assumed. A zero stays
    /// zero.
    ///
    /// ```
    /// use precopy_model::explore::{Input, Span};
    /// # use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
    /// # use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
    /// # let scenario = Scenario {
    /// #     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(3.0) },
    /// #     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
    /// #     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
    /// #     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
    /// # };
    /// // 10 Gbit/s and 20,000 pages/s; 3 of 4 GiB hold data.
    /// let span = |input: Input| input.around(&scenario).unwrap().span;
    /// assert_eq!(span(Input::Link), Span { from: 1e9, to: 25e9 });
    /// assert_eq!(span(Input::DirtyRate), Span { from: 10_000.0, to: 40_000.0 });
    /// assert_eq!(span(Input::WorkingSet).to, Bytes::from_gib(4.0).as_bytes());
    /// ```
    #[must_use]
    pub fn around(self, scenario: &Scenario) -> Option<Around> {
        let value = self.value(scenario)?;
        let accepted = self.accepted(scenario)?;
        let twice = Span { from: value / 2.0, to: value * 2.0 };
        let (span, reason) = match self {
            Self::Memory => (twice, "Sizes of virtual machines double from one to the next."),
            Self::WorkingSet => (twice, "How much of the memory holds data is rarely known better than this."),
            Self::HotSet | Self::DirtyRate => (twice, "The same guest writes half or twice as much at another hour."),
            Self::Link => match scenario.link.speed {
                LinkSpeed::Line(_) => (next_ports(value, 1.0), "These are the next slower and faster ports."),
                LinkSpeed::Payload(_) => {
                    let goodput = scenario.link.goodput;
                    (next_ports(value, goodput / BITS_PER_BYTE), "These are the next slower and faster ports.")
                }
                LinkSpeed::CopyRate(_) => (twice, "Half and twice the rate."),
            },
            Self::DowntimeLimit | Self::StopThreshold | Self::BandwidthCap => {
                (twice, "Half and twice the setting are what one tries next.")
            }
            Self::FirstThrottle => {
                let span = Span { from: value - THROTTLE_STEP, to: value + THROTTLE_STEP };
                (span, "QEMU's own next step is 10 % more.")
            }
        };
        let inside = |end: f64| within(end, accepted.from, accepted.to);
        // What is accepted need not hold the present value, but for rounding it does.
        Some(Around { span: Span { from: inside(span.from).min(value), to: inside(span.to).max(value) }, reason })
    }
}

/// The usual ports on both sides of a speed, which is so many times their bits per second.
fn next_ports(speed: f64, unit_per_bit: f64) -> Span {
    let mut ports = Span { from: speed / 2.0, to: speed * 2.0 };
    for port in USUAL_BITS_PER_SECOND.map(|bits| bits * unit_per_bit) {
        if port * ANOTHER_PORT <= speed {
            ports.from = port;
        }
        if speed * ANOTHER_PORT <= port {
            ports.to = port;
            break;
        }
    }
    ports
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond};
    use crate::scenario::{Dirtying, Link, Vm, presets};

    #[test]
    fn ends_are_accepted_and_hold_the_present_value() {
        let speeds = [
            LinkSpeed::Line(BitsPerSecond::from_gbit_per_second(10.0)),
            LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(1.2e9)),
            LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(30_000.0)),
        ];
        for preset in presets::all() {
            for (speed, hot_set) in speeds.into_iter().zip([Bytes::from_mib(512.0), Bytes::ZERO, Bytes::from_gib(2.8)])
            {
                let scenario = Scenario {
                    vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
                    dirtying: Dirtying::round_robin(hot_set, PagesPerSecond::from_pages_per_second(2e4)),
                    link: Link { speed, ..Link::line(BitsPerSecond::ZERO) },
                    hypervisor: preset.hypervisor(),
                };
                let scenario = scenario.check().expect("sound");
                for input in Input::ALL {
                    let (around, value) = (input.around(&scenario), input.value(&scenario));
                    assert_eq!(around.is_some(), value.is_some());
                    let (Some(Around { span, reason }), Some(value)) = (around, value) else { continue };
                    assert!(span.contains(value) && reason.ends_with('.'), "{input:?} {span:?}");
                    for end in [span.from, span.to] {
                        assert!(input.put(&scenario, end).is_some(), "{} {input:?} {span:?}", preset.id);
                    }
                }
            }
        }
    }

    #[test]
    fn ports_are_those_on_both_sides() {
        let gbit = |speed: f64, unit: f64| {
            let ports = next_ports(speed * 1e9, unit);
            [ports.from / 1e9, ports.to / 1e9]
        };
        assert_eq!(gbit(1.0, 1.0), [0.1, 10.0]);
        assert_eq!(gbit(25.0, 1.0), [10.0, 40.0]);
        assert_eq!(gbit(60.0, 1.0), [40.0, 100.0]);
        // Beyond the last ones.
        assert_eq!(gbit(0.1, 1.0), [0.05, 1.0]);
        assert_eq!(gbit(800.0, 1.0), [400.0, 1600.0]);
        // 1.2 GB/s is 10 Gbit/s, near enough.
        assert_eq!(gbit(1.2, 0.125), [0.125, 3.125]);
    }
}

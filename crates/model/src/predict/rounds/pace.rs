//! How fast pages go over the link.

use crate::predict::terms::empty_rate;
use crate::quantity::BytesPerSecond;
use crate::scenario::{Binding, Checked, CopyRate, EmptyPages, Hypervisor};

/// Pages per second of each kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rates {
    /// With content.
    pub(super) used: f64,
    /// Empty.
    pub(super) empty: f64,
}

/// The rates of the moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    /// While the guest runs, on average: under a cap that is the cap (r_u, r_e).
    pub(super) live: Rates,
    /// Within a burst: the link's.
    pub(super) burst: Rates,
    /// While the guest is stopped.
    pub(super) stopped: Rates,
    /// What a cap lets through, in bytes per second; none when it does not bind.
    pub(super) cap: Option<f64>,
    /// What goes over the link, in bytes per second, while the guest runs.
    pub(super) bandwidth: f64,
    /// Bytes that the product sees go by with each page that has content.
    pub(super) seen: f64,
    /// The same with each empty page: never more than the link carries.
    pub(super) seen_empty: f64,
}

impl Pace {
    /// The pace on the scenario's own link.
    pub(super) fn of(scenario: &Checked) -> Self {
        Self::at(&scenario.link.copy_rate(&scenario.hypervisor), &scenario.hypervisor)
    }

    /// The pace when so much of the link is available.
    pub(super) fn with_available(available: BytesPerSecond, hypervisor: &Hypervisor) -> Self {
        Self::at(&CopyRate::with_available(available, hypervisor), hypervisor)
    }

    /// The same for pages that are sent again, where those take less on the wire.
    pub(super) fn resent(self, hypervisor: &Hypervisor) -> Self {
        let gain = hypervisor.page_on_wire() / hypervisor.resent_page_on_wire();
        let faster = |rates: Rates| Rates { used: rates.used * gain, ..rates };
        Self {
            live: faster(self.live),
            burst: faster(self.burst),
            stopped: faster(self.stopped),
            seen: self.seen / gain,
            ..self
        }
    }

    fn at(copy_rate: &CopyRate, hypervisor: &Hypervisor) -> Self {
        let live = Rates { used: copy_rate.used.as_pages_per_second(), empty: empty_rate(hypervisor, copy_rate) };
        let capped = copy_rate.binding == Binding::Cap;
        let without_cap = |used: f64| {
            let empty = match hypervisor.empty_pages.value {
                EmptyPages::SentInFull => used,
                EmptyPages::Skipped => f64::INFINITY,
                EmptyPages::Scanned(_) => {
                    empty_rate(hypervisor, &CopyRate { bandwidth: copy_rate.available, ..*copy_rate })
                }
            };
            Rates { used, empty }
        };
        let on_wire = hypervisor.page_on_wire();
        let stopped = copy_rate.stopped.as_pages_per_second();
        Self {
            live,
            burst: if capped {
                without_cap(copy_rate.available.in_pages_of(on_wire).as_pages_per_second())
            } else {
                live
            },
            stopped: if live.used < stopped { without_cap(stopped) } else { live },
            cap: capped.then(|| copy_rate.bandwidth.as_bytes_per_second()),
            bandwidth: copy_rate.bandwidth.as_bytes_per_second(),
            seen: copy_rate.bandwidth.as_bytes_per_second() / live.used,
            seen_empty: if hypervisor.empty_pages.value == EmptyPages::Skipped {
                0.0
            } else {
                hypervisor.empty_page.value.as_bytes().min(copy_rate.bandwidth.as_bytes_per_second() / live.empty)
            },
        }
    }
}

//! The paper's symbols for a checked scenario: what every closed form starts from.

use super::{LimitKind, Reason, Rising, Step, TimeSteps, WayOut};
use crate::numeric::{geometric_sum, within};
use crate::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Binding, Checked, CopyRate, DataUnit, EmptyPages, Hypervisor, LoopFamily, Raised, RoundSteps,
    Threshold, Throttle, VolumeClock,
};

/// When a schedule by rounds gives up, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ByRounds {
    /// Not before.
    pub(super) earliest_end: f64,
    /// The last step is taken by then.
    pub(super) last_step: f64,
    /// Given up by then.
    pub(super) latest_end: f64,
}

/// The inputs of Salfner's Table I for a scenario, in pages and seconds, as plain numbers for use in equations.
///
/// | symbol | field | meaning | unit |
/// | --- | --- | --- | --- |
/// | VMSIZE | `vmsize` | configured memory | pages |
/// | WSET | `wset` | working set | pages |
/// | HWSET | `hwset` | hot set | pages |
/// | ESET | `eset` | empty set, VMSIZE − WSET (3) | pages |
/// | PSET | `pset` | passive set, WSET − HWSET (5) | pages |
/// | RATE | `rate`, `first_rate` | dirty rate, and that of the first pass | pages/s |
/// | r_u | `r_u` | copy rate of pages with content | pages/s |
/// | r_e | `r_e` | copy rate of empty pages, may be infinite | pages/s |
/// | – | `r_stop` | copy rate while the guest is stopped | pages/s |
/// | c1 | `c1` | stop threshold | pages |
/// | t_c2 | `t_c2` | pre-copy limit, may be infinite | s |
/// | t1 | `t1` | end of the first pass (12) | s |
/// | – | `lead` | setup and other data that go first; all moments count from their end | s |
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// VMSIZE in pages.
    pub vmsize: f64,
    /// WSET in pages.
    pub wset: f64,
    /// HWSET in pages.
    pub hwset: f64,
    /// ESET in pages.
    pub eset: f64,
    /// PSET in pages.
    pub pset: f64,
    /// RATE in pages/s; what is left of it where the product is sure to slow the guest down.
    pub rate: f64,
    /// RATE in the first pass, in pages/s: only then the product knows that it has to slow the guest down.
    pub first_rate: f64,
    /// r_u in pages/s.
    pub r_u: f64,
    /// r_e in pages/s.
    pub r_e: f64,
    /// Copy rate while stopped, in pages/s.
    pub r_stop: f64,
    /// c1 in pages; the first of them where it is raised over time, the last one where by rounds.
    pub c1: f64,
    /// How c1 is raised.
    pub rising: Rising,
    /// The least that the product may take for c1 while its bandwidth estimate recovers from empty pages, in pages.
    pub c1_low: f64,
    /// t_c2 in seconds.
    pub t_c2: f64,
    /// Which limit t_c2 is.
    pub limit: Option<LimitKind>,
    /// The earlier of the limits on time and volume, as a time; rounds left aside.
    pub limit_in_time: Option<(LimitKind, f64)>,
    /// t1 in seconds.
    pub t1: f64,
    /// Seconds before the memory's turn: setup, and other data.
    pub lead: f64,
    /// Seconds of that for setup.
    pub setup: f64,
    /// That data.
    pub other_data: Bytes,
    /// Seconds by which a time limit struck before the memory's turn, where that stops the guest at once.
    pub early: f64,
    /// Whether a limit ends pre-copy by way of the threshold.
    pub raises_limit: bool,
    /// Whether the guest is slowed down.
    pub throttled: bool,
    /// What the product would do about a guest that writes too fast, beyond these terms.
    pub way_out: WayOut,
    /// Bytes on the wire for a page with content.
    pub page_on_wire: Bytes,
    /// Bytes on the wire for an empty page.
    pub empty_on_wire: Bytes,
    /// Whether the bandwidth cap limits r_u.
    pub cap_binds: bool,
    /// Whether the threshold follows a measured bandwidth.
    pub measured: bool,
    /// Whether that bandwidth is the one inside a burst, which no waiting lowers.
    pub measured_in_bursts: bool,
    /// Whether a limit on volume is counted in bytes.
    pub volume_in_bytes: bool,
}

impl Terms {
    /// The terms of a scenario.
    #[must_use]
    pub fn of(scenario: &Checked) -> Self {
        let hypervisor = &scenario.hypervisor;
        let page = hypervisor.page_size.value;
        let pages = |bytes: Bytes| bytes.in_pages_of(page).as_pages();
        let copy_rate = scenario.link.copy_rate(hypervisor);

        let vmsize = pages(scenario.vm.memory);
        let wset = pages(scenario.vm.working_set);
        let hwset = pages(scenario.dirtying.hot_set);
        let eset = (vmsize - wset).max(0.0);
        let r_u = copy_rate.used.as_pages_per_second();
        let r_e = empty_rate(hypervisor, &copy_rate);
        // (12); 0 pages take no time, also at an infinite rate.
        let t1 = eset / r_e + wset / r_u;
        let other_data = scenario.link.other_data;
        let lead = hypervisor.setup.value + other_data / copy_rate.bandwidth;
        let (c1, rising) = threshold(hypervisor, &copy_rate, scenario, lead.as_seconds());
        let rate = scenario.dirtying.rate.as_pages_per_second();
        let throttled_to = match hypervisor.throttle.value {
            Some(Throttle::BelowCopyRate(share)) => rate.min(share * r_u),
            Some(Throttle::Steps { .. }) | None => rate,
        };
        let mut terms = Self {
            vmsize,
            wset,
            hwset,
            eset,
            pset: (wset - hwset).max(0.0),
            rate: throttled_to,
            first_rate: rate,
            r_u,
            r_e,
            r_stop: copy_rate.stopped.as_pages_per_second(),
            c1,
            rising,
            c1_low: c1,
            t_c2: f64::INFINITY,
            limit: None,
            limit_in_time: None,
            t1,
            lead: lead.as_seconds(),
            setup: hypervisor.setup.value.as_seconds(),
            other_data,
            early: 0.0,
            raises_limit: hypervisor.ends_by_raising_the_limit(),
            throttled: throttled_to < rate,
            way_out: match (rising, hypervisor.throttle.value) {
                (_, Some(Throttle::Steps { .. })) => WayOut::Throttling,
                (Rising::Doubling(_), _) => WayOut::RaisedLimit,
                _ => WayOut::None,
            },
            page_on_wire: hypervisor.page_on_wire(),
            empty_on_wire: match hypervisor.empty_pages.value {
                EmptyPages::Skipped => Bytes::ZERO,
                EmptyPages::Scanned(_) | EmptyPages::SentInFull => hypervisor.empty_page.value,
            },
            cap_binds: copy_rate.binding == Binding::Cap,
            measured: matches!(hypervisor.threshold.value, Threshold::DowntimeLimit { .. }),
            measured_in_bursts: matches!(
                hypervisor.threshold.value,
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::SendBurst, .. }
            ),
            volume_in_bytes: hypervisor.volume_limit.value.is_some_and(|volume| volume.clock == VolumeClock::BytesSent),
        };
        let by_round = matches!(hypervisor.family.value, LoopFamily::EstimateRounds { .. });
        if let Threshold::DowntimeLimit { estimate, .. } = hypervisor.threshold.value
            && (by_round || matches!(estimate, BandwidthEstimate::MeanSinceStart | BandwidthEstimate::LastRound))
            && 0.0 < t1
        {
            // The mean counts the time in which only empty pages went by; it is lowest at t1. So does the first round.
            terms.c1_low = c1 * (wset / r_u) / t1;
        }
        if let Threshold::DowntimeLimit { limit, .. } = hypervisor.threshold.value
            && terms.measured_in_bursts
        {
            // How fast a burst is depends on buffers; it is no slower than the mean under the cap.
            terms.c1_low = (copy_rate.bandwidth * limit).in_pages_of(page).as_pages();
        }
        terms.set_limit(scenario, &copy_rate);
        terms
    }

    /// The same with the threshold of a step.
    #[must_use]
    pub fn with_step(&self, step: Step) -> Self {
        Self { c1: step.c1, c1_low: step.c1, ..*self }
    }

    /// Distinct pages that become dirty from the start to a moment, at most: min(HWSET, RATE × t). A guest that is slowed down
    /// writes at its full rate until t1.
    #[must_use]
    pub fn dirtied_by(&self, moment: f64) -> f64 {
        let written = if self.throttled && self.t1 < moment {
            self.first_rate * self.t1 + self.rate * (moment - self.t1)
        } else {
            self.first_rate * moment
        };
        if self.hwset == 0.0 || self.first_rate == 0.0 { 0.0 } else { self.hwset.min(written) }
    }

    /// λ = RATE / r_u.
    #[must_use]
    pub fn lambda(&self) -> f64 {
        self.rate / self.r_u
    }

    /// Bytes on the wire for so many pages of each kind.
    #[must_use]
    pub fn on_wire(&self, empty: f64, used: f64) -> Bytes {
        self.empty_on_wire * empty + self.page_on_wire * used
    }

    /// The share of the other data that has gone by at a moment since the start, while that goes first.
    pub(super) fn share_of_other_data(&self, at: Seconds) -> f64 {
        let takes = self.lead - self.setup;
        if takes <= 0.0 { 1.0 } else { within((at.as_seconds() - self.setup) / takes, 0.0, 1.0) }
    }

    /// The time in which the guest runs slowed down, when it is stopped at t2.
    pub(super) fn brownout(&self, t2: f64) -> Seconds {
        Seconds::from_seconds(if self.throttled { t2 } else { 0.0 })
    }

    /// Between which moments a schedule by rounds takes its last step and gives up, for a loop that is sure to look a first time
    /// by t1 or `first_look`, whichever is later.
    ///
    /// The manager looks every `poll` seconds and acts at most once a look, when a round has ended since the last one. No round
    /// ends before c1 pages of the first pass are left, so the step after `raises` others comes no earlier than
    /// t1 − c1/r_u + raises·poll. A round takes at most (HWSET + c1)/r_u; after `last_round` of them (counted from the manager's
    /// first look), the one that is under way and one more, and one round and look for each action, it has come. Where empty pages
    /// go by more slowly than others, c1 pages take as long as so many of those.
    pub(super) fn by_rounds(&self, steps: &RoundSteps, first_look: f64) -> ByRounds {
        let poll = steps.poll.as_seconds();
        let c1 = self.c1 / self.slowest();
        let round = self.hwset / self.r_u + c1;
        let raises = steps.raises.len() as f64;
        let rounds = f64::from(steps.last_round()) + 2.0;
        let last_step = self.t1.max(poll).max(first_look) + rounds * round + raises * (round + poll);
        ByRounds {
            earliest_end: (self.t1 - c1).max(0.0) + raises * poll,
            last_step,
            latest_end: last_step + round + poll,
        }
    }

    /// The smallest of the product's limits, as a time.
    fn set_limit(&mut self, scenario: &Checked, copy_rate: &CopyRate) {
        let hypervisor = &scenario.hypervisor;
        if let Some(limit) = hypervisor.time_limit.value {
            let limit = limit.of(scenario.vm.memory, self.other_data);
            // The clock runs from the start, other data included. A loop that tests its limits between rounds sees it only then.
            let at = limit.as_seconds() - self.lead;
            let waits = hypervisor.family.value.has_rounds() || hypervisor.ends_by_raising_the_limit();
            self.early = if waits { 0.0 } else { (-at).max(0.0) };
            self.take_limit(LimitKind::Time(limit), at.max(0.0));
        }
        if let Some(volume) = hypervisor.volume_limit.value {
            let bytes = hypervisor.page_size.value * self.vmsize * volume.factor;
            let at = match volume.clock {
                // (15)
                VolumeClock::Time => bytes.as_bytes() / copy_rate.bandwidth.as_bytes_per_second(),
                VolumeClock::BytesSent => {
                    // Empty pages first; where they are sent in full, they may be too many already.
                    let empty = (bytes / self.empty_on_wire).min(self.eset);
                    let used = (bytes - self.empty_on_wire * self.eset).max(Bytes::ZERO) / self.page_on_wire;
                    empty / self.r_e + used / self.r_u
                }
            };
            self.take_limit(LimitKind::Volume(volume.factor), at);
        }
        self.limit_in_time = self.limit.map(|limit| (limit, self.t_c2));
        if let Some(rounds) = hypervisor.round_limit.value {
            self.take_limit(LimitKind::Rounds(rounds), self.rounds_end(rounds));
        }
    }

    fn take_limit(&mut self, kind: LimitKind, at: f64) {
        if at < self.t_c2 {
            self.t_c2 = at;
            self.limit = Some(kind);
        }
    }

    /// When round `n` ends, if each round sends what was dirtied in the one before: t1 + Σ S_k / r_u with
    /// S_2 = min(HWSET, RATE·t1) and S_{k+1} = min(HWSET, λ S_k).
    #[must_use]
    pub fn rounds_end(&self, n: u32) -> f64 {
        self.t1 + self.sent_in_rounds(n) / self.r_u
    }

    /// Σ S_k for k = 2 … n: what rounds after the first send.
    #[must_use]
    pub fn sent_in_rounds(&self, n: u32) -> f64 {
        // RATE ≥ r_u rewrites the whole hot set in the first pass and in every later round.
        self.dirtied_by(self.t1) * geometric_sum(self.lambda().min(1.0), n.saturating_sub(1))
    }

    /// How fast pages of the first pass go by at least, empty ones included where there are any.
    #[must_use]
    pub fn slowest(&self) -> f64 {
        if self.eset == 0.0 { self.r_u } else { self.r_u.min(self.r_e) }
    }

    /// 1 − λ, without losing digits where RATE is close to r_u.
    pub(super) fn free_share(&self) -> f64 {
        (self.r_u - self.rate) / self.r_u
    }

    /// The reason for never ending: the guest writes at least as fast as the link carries.
    pub(super) fn outpaced(&self) -> Reason {
        Reason::Outpaced {
            rate: PagesPerSecond::from_pages_per_second(self.rate),
            copy_rate: PagesPerSecond::from_pages_per_second(self.r_u),
            way_out: self.way_out,
        }
    }

    /// The limit as a moment; none when there is none.
    #[must_use]
    pub fn limit_at(&self) -> Option<Seconds> {
        self.t_c2.is_finite().then_some(Seconds::from_seconds(self.t_c2))
    }

    /// The threshold as pages.
    #[must_use]
    pub const fn threshold(&self) -> Pages {
        Pages::from_pages(self.c1)
    }
}

/// r_e: the scan for zeros, or what of an empty page has to pass the link.
pub(super) fn empty_rate(hypervisor: &Hypervisor, copy_rate: &CopyRate) -> f64 {
    match hypervisor.empty_pages.value {
        EmptyPages::Skipped => f64::INFINITY,
        EmptyPages::SentInFull => copy_rate.used.as_pages_per_second(),
        EmptyPages::Scanned(rate) => {
            let scanned = rate.as_pages_per_second();
            let bytes = hypervisor.empty_page.value;
            // The few bytes of an empty page have to pass the link too, unless the copy rate was given as such.
            if bytes == Bytes::ZERO || copy_rate.binding == Binding::Given {
                scanned
            } else {
                scanned.min(copy_rate.bandwidth.in_pages_of(bytes).as_pages_per_second())
            }
        }
    }
}

/// The bandwidth that a product takes for the link's when it estimates the downtime.
pub(super) const fn measured_bandwidth(estimate: BandwidthEstimate, copy_rate: &CopyRate) -> BytesPerSecond {
    match estimate {
        BandwidthEstimate::SendBurst => copy_rate.available,
        BandwidthEstimate::LastWindow | BandwidthEstimate::MeanSinceStart | BandwidthEstimate::LastRound => {
            copy_rate.bandwidth
        }
    }
}

/// c1 in pages, and how it is raised.
fn threshold(hypervisor: &Hypervisor, copy_rate: &CopyRate, scenario: &Checked, lead: f64) -> (f64, Rising) {
    let (limit, estimate, raised) = match hypervisor.threshold.value {
        Threshold::Pages(pages) => return (pages.as_pages(), Rising::Never),
        Threshold::DowntimeLimit { limit, estimate, raised } => (limit, estimate, raised),
    };
    let measured = measured_bandwidth(estimate, copy_rate);
    let pages = |limit: Seconds| (measured * limit).in_pages_of(hypervisor.page_size.value).as_pages();
    match raised {
        Raised::Never => (pages(limit), Rising::Never),
        Raised::Doubling(doubling) => (pages(limit), Rising::Doubling(doubling)),
        Raised::ByRounds(steps) => (pages(steps.last()), Rising::ByRounds(steps)),
        Raised::OverTime { steps, every } => {
            let steps = TimeSteps {
                count: steps,
                every: DataUnit::GibAtLeastTwo.scale(every, scenario.vm.memory, scenario.link.other_data).as_seconds(),
                limit,
                lead,
                pages_per_second: pages(Seconds::from_seconds(1.0)),
            };
            (steps.step(0).c1, Rising::OverTime(steps))
        }
    }
}

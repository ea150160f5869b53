//! One thing that is changed in a scenario, as it can be entered.

use super::Disturbance;
use crate::explore::Input;
use crate::problem::Field;
use crate::quantity::{BytesPerSecond, Pages, PagesPerSecond, Seconds};
use crate::scenario::presets::{self, Preset, Reach};
use crate::scenario::{
    Checked, Hypervisor, LimitAction, LinkSpeed, Mark, Raised, Scenario, Sourced, Threshold, Throttle, TimeLimit,
};

/// Something that is changed: the input, and what it becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// The downtime limit; what raises it keeps its steps.
    DowntimeLimit(Seconds),
    /// The stop threshold, where the product counts pages.
    StopThreshold(Pages),
    /// The product's own limit on its sending rate; none: it is lifted.
    BandwidthCap(Option<BytesPerSecond>),
    /// The time between two raises of the downtime limit, for each GiB.
    RaisedEvery(Seconds),
    /// Rounds after which pre-copy is given up.
    RoundLimit(u32),
    /// The time after which pre-copy is given up, for each unit of data where the product counts so.
    TimeLimit(Seconds),
    /// What is done at the limit.
    OnLimit(LimitAction),
    /// How many migrations share the link.
    SharedBy(u32),
    /// Connections that the migration sends through.
    Streams(u32),
    /// The guest is slowed down while it writes too fast.
    SlowedDown,
    /// Another of the product's policies, by its short name. Values that were entered for the migration stay.
    Policy(&'static str),
    /// A dirty rate: a quieter time.
    DirtyRate(PagesPerSecond),
    /// Another link, in the sense in which the present one was given.
    Link(LinkSpeed),
}

impl Change {
    /// The input that is changed.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::DowntimeLimit(_) => Field::DowntimeLimit,
            Self::StopThreshold(_) => Field::StopThreshold,
            Self::BandwidthCap(_) => Field::BandwidthCap,
            Self::RaisedEvery(_) => Field::DowntimeDelay,
            Self::RoundLimit(_) => Field::RoundLimit,
            Self::TimeLimit(_) => Field::TimeLimit,
            Self::OnLimit(_) => Field::OnLimit,
            Self::SharedBy(_) => Field::SharedBy,
            Self::Streams(_) => Field::Streams,
            Self::SlowedDown => Field::Throttling,
            Self::Policy(_) => Field::Hypervisor,
            Self::DirtyRate(_) => Field::DirtyRate,
            Self::Link(_) => Field::Link,
        }
    }

    /// A copy of a scenario with the change made, marked as entered where a product's value is replaced; none where the scenario has
    /// no such input, or the value cannot be.
    ///
    /// A count of migrations that is the product's own for its link stays the product's own for another link, and the numbers of
    /// streams and migrations that are a policy's own become those of another policy.
    #[must_use]
    pub fn apply(self, scenario: &Checked) -> Option<Checked> {
        match self {
            Self::DowntimeLimit(limit) => return Input::DowntimeLimit.put(scenario, limit.as_seconds()),
            Self::StopThreshold(pages) => return Input::StopThreshold.put(scenario, pages.as_pages()),
            Self::DirtyRate(rate) => return Input::DirtyRate.put(scenario, rate.as_pages_per_second()),
            _ => {}
        }
        let mut changed = (**scenario).clone();
        let hypervisor = &mut changed.hypervisor;
        match self {
            Self::BandwidthCap(cap) => hypervisor.bandwidth_cap.enter(cap),
            Self::RaisedEvery(every) => {
                let Threshold::DowntimeLimit { limit, estimate, raised: Raised::OverTime { steps, .. } } =
                    hypervisor.threshold.value
                else {
                    return None;
                };
                let raised = Raised::OverTime { steps, every };
                hypervisor.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised });
            }
            Self::RoundLimit(rounds) => hypervisor.round_limit.enter(Some(rounds)),
            Self::TimeLimit(time) => {
                let before = hypervisor.time_limit.value;
                let limit = before.map_or(TimeLimit::fixed(time), |limit| TimeLimit { time, ..limit });
                hypervisor.time_limit.enter(Some(limit));
            }
            Self::OnLimit(action) => hypervisor.on_limit.enter(action),
            Self::SharedBy(migrations) => changed.link.shared_by = migrations,
            Self::Streams(streams) => changed.link.streams = streams,
            Self::SlowedDown => {
                let way = hypervisor.throttle.value.unwrap_or(Throttle::AUTO_CONVERGE);
                hypervisor.throttle.enter(Some(way));
            }
            Self::Policy(id) => under(&mut changed, presets::policies(id).iter().find(|policy| policy.id == id)?),
            Self::Link(speed) => {
                let own = hypervisor.shared_by.value;
                if changed.link.shared_by == own.on(changed.link.speed) {
                    changed.link.shared_by = own.on(speed);
                }
                changed.link.speed = speed;
            }
            Self::DowntimeLimit(_) | Self::StopThreshold(_) | Self::DirtyRate(_) => {}
        }
        changed.check().ok()
    }

    /// What it disturbs in a scenario.
    #[must_use]
    pub fn disturbance(self, scenario: &Scenario) -> Disturbance {
        let setting = presets::find(scenario.hypervisor.id).and_then(|preset| preset.setting(self.field()));
        let reach = match setting.map(|setting| setting.reach) {
            Some(Reach::Cluster) => Disturbance::Cluster,
            Some(Reach::Migration | Reach::Source) | None => Disturbance::Migration,
        };
        match self {
            Self::SlowedDown => Disturbance::Throttling,
            Self::SharedBy(_) => Disturbance::Cluster,
            Self::OnLimit(action) => reach.max(of_action(action)),
            // A later limit strikes less; an earlier one, or a new one, does what it does sooner.
            Self::TimeLimit(time) => match scenario.hypervisor.time_limit.value {
                Some(limit) if limit.time < time => reach,
                _ => reach.max(of_action(scenario.hypervisor.on_limit.value)),
            },
            Self::Policy(id) => {
                let policy = presets::find(id).map(|policy| policy.hypervisor().on_limit.value);
                Disturbance::Cluster.max(policy.map_or(Disturbance::Cluster, of_action))
            }
            Self::DirtyRate(_) => Disturbance::Waiting,
            Self::Link(_) => Disturbance::Hardware,
            Self::DowntimeLimit(_)
            | Self::StopThreshold(_)
            | Self::BandwidthCap(_)
            | Self::RaisedEvery(_)
            | Self::RoundLimit(_)
            | Self::Streams(_) => reach,
        }
    }

    /// How large it is: the logarithm of the ratio of new and old, upwards or downwards; of what has no ratio, one.
    #[must_use]
    pub fn size(self, scenario: &Scenario) -> f64 {
        let hypervisor = &scenario.hypervisor;
        let link = scenario.link;
        let (before, after) = match self {
            Self::DowntimeLimit(limit) => (Input::DowntimeLimit.value(scenario), limit.as_seconds()),
            Self::StopThreshold(pages) => (Input::StopThreshold.value(scenario), pages.as_pages()),
            Self::BandwidthCap(cap) => (
                Input::BandwidthCap.value(scenario),
                cap.unwrap_or(link.copy_rate(hypervisor).available).as_bytes_per_second(),
            ),
            Self::RaisedEvery(every) => match hypervisor.threshold.value {
                Threshold::DowntimeLimit { raised: Raised::OverTime { every: before, .. }, .. } => {
                    (Some(before.as_seconds()), every.as_seconds())
                }
                _ => (None, 1.0),
            },
            Self::RoundLimit(rounds) => (hypervisor.round_limit.value.map(f64::from), f64::from(rounds)),
            Self::TimeLimit(time) => {
                (hypervisor.time_limit.value.map(|limit| limit.time.as_seconds()), time.as_seconds())
            }
            Self::SharedBy(migrations) => (Some(f64::from(link.shared_by)), f64::from(migrations)),
            Self::Streams(streams) => (Some(f64::from(link.streams)), f64::from(streams)),
            Self::DirtyRate(rate) => (Input::DirtyRate.value(scenario), rate.as_pages_per_second()),
            Self::Link(speed) => (Input::Link.value(scenario), value_of(speed)),
            Self::OnLimit(_) | Self::SlowedDown | Self::Policy(_) => (None, 1.0),
        };
        match before {
            Some(before) if 0.0 < before && 0.0 < after => libm::log(after / before).abs(),
            // To nothing, or from nothing.
            Some(_) => f64::MAX,
            None => 1.0,
        }
    }
}

const fn value_of(speed: LinkSpeed) -> f64 {
    match speed {
        LinkSpeed::Line(rate) => rate.as_bits_per_second(),
        LinkSpeed::Payload(rate) => rate.as_bytes_per_second(),
        LinkSpeed::CopyRate(rate) => rate.as_pages_per_second(),
    }
}

const fn of_action(action: LimitAction) -> Disturbance {
    match action {
        LimitAction::PostCopy => Disturbance::PostCopy,
        LimitAction::StopAndCopy | LimitAction::RaiseLimit | LimitAction::Pause | LimitAction::StopIfWithin(_) => {
            Disturbance::Stopping
        }
        LimitAction::Cancel => Disturbance::Migration,
    }
}

/// Puts a scenario under another policy: its rules and defaults, and what was entered that is no rule of a policy.
fn under(scenario: &mut Scenario, policy: &Preset) {
    let old = scenario.hypervisor;
    let mut new: Hypervisor = policy.hypervisor();
    keep(&mut new.bandwidth_cap, old.bandwidth_cap);
    keep(&mut new.empty_pages, old.empty_pages);
    keep(&mut new.setup, old.setup);
    keep(&mut new.device_state, old.device_state);
    let link = &mut scenario.link;
    if link.shared_by == old.shared_by.value.on(link.speed) {
        link.shared_by = new.shared_by.value.on(link.speed);
    }
    if link.streams == old.streams.value {
        link.streams = new.streams.value;
    }
    scenario.hypervisor = new;
}

fn keep<T>(new: &mut Sourced<T>, old: Sourced<T>) {
    if old.source.mark == Mark::Entered {
        *new = old;
    }
}

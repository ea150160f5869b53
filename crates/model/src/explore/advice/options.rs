//! What a scenario's product lets one turn, and the figures to which it can be set.

use super::dial::{BYTES_PER_MB, Dial, Run};
use super::{Change, ladder};
use crate::explore::Input;
use crate::predict::bound;
use crate::problem::Field;
use crate::quantity::{BITS_PER_GBIT, BYTES_PER_MIB, MILLISECONDS_PER_SECOND, Seconds};
use crate::scenario::presets::{self, Preset, Reach};
use crate::scenario::{Binding, Checked, LimitAction, LinkSpeed, Raised, Threshold};

/// The preset whose values are all the user's.
const CUSTOM: &str = "custom";
/// Inputs that only products have which name them.
const NAMED: [Field; 3] = [Field::DowntimeSteps, Field::DowntimeDelay, Field::Throttling];
/// A downtime limit beyond this is none that anyone would set, in milliseconds.
const LONGEST_DOWNTIME_LIMIT: f64 = 60_000.0;
/// Rounds beyond which more are no use.
const MOST_ROUNDS: f64 = 100.0;
/// The least dirty rate that is looked at beside none at all, in pages/s.
const QUIET: f64 = 10.0;
/// Stop thresholds beyond this are downtimes of seconds on any link, in pages.
const MOST_PAGES: f64 = 1e6;

/// Things that are turned for the same end; the smaller change among them is advised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Axis {
    DowntimeLimit,
    StopThreshold,
    BandwidthCap,
    RaisedEvery,
    RoundLimit,
    /// Later.
    TimeLimit,
    SharedBy,
    Streams,
    SlowedDown,
    /// What is done at a limit, with an earlier limit where that is needed.
    AtLimit(LimitAction),
    Policy(&'static str),
    DirtyRate,
    Link,
}

/// The options of a scenario's product. A product that is not among the presets is all of its user's, as the custom one is.
pub(super) struct Options {
    preset: Option<&'static Preset>,
}

impl Options {
    pub(super) fn of(scenario: &Checked) -> Self {
        Self { preset: presets::find(scenario.hypervisor.id).filter(|preset| preset.id != CUSTOM) }
    }

    /// What the product takes for an input; none where it has no such option, or nobody can set it.
    fn takes(&self, field: Field) -> Option<(f64, f64)> {
        match self.preset {
            None => Some((0.0, f64::INFINITY)).filter(|_| !NAMED.contains(&field)),
            Some(preset) => preset
                .setting(field)
                .filter(|setting| setting.reach != Reach::Source)
                .map(|setting| (setting.least, setting.most)),
        }
    }

    /// What the product can be told to do at a limit.
    fn actions(&self) -> impl Iterator<Item = LimitAction> {
        let words = match self.preset {
            None => Some(&[][..]),
            Some(preset) => preset.setting(Field::OnLimit).map(|setting| setting.words),
        };
        [LimitAction::StopAndCopy, LimitAction::Pause, LimitAction::PostCopy]
            .into_iter()
            .filter(move |action| words.is_some_and(|words| words.is_empty() || words.contains(&action.id())))
    }

    /// All axes, in the order in which they are looked at.
    pub(super) fn axes(&self, scenario: &Checked) -> Vec<Axis> {
        let mut axes = vec![
            Axis::DowntimeLimit,
            Axis::StopThreshold,
            Axis::BandwidthCap,
            Axis::RaisedEvery,
            Axis::RoundLimit,
            Axis::TimeLimit,
            Axis::SharedBy,
            Axis::Streams,
            Axis::SlowedDown,
        ];
        axes.extend(self.actions().map(Axis::AtLimit));
        let policies = presets::policies(scenario.hypervisor.id).iter().map(|policy| policy.id);
        axes.extend(policies.filter(|&id| id != scenario.hypervisor.id).map(Axis::Policy));
        axes.extend([Axis::DirtyRate, Axis::Link]);
        axes
    }

    /// The figures of an axis in a scenario; none where it has no such thing to turn.
    pub(super) fn runs(&self, axis: Axis, scenario: &Checked) -> Vec<Run> {
        self.found(axis, scenario).unwrap_or_default()
    }

    fn found(&self, axis: Axis, scenario: &Checked) -> Option<Vec<Run>> {
        let (hypervisor, link) = (&scenario.hypervisor, &scenario.link);
        let copy_rate = link.copy_rate(hypervisor);
        let given = copy_rate.binding == Binding::Given;
        let both = |dial: Dial, present: f64, figures: fn(f64, f64) -> Vec<f64>, (least, most): (f64, f64)| {
            let mut down: Vec<f64> =
                figures(least, most.min(present)).into_iter().filter(|&figure| figure < present).collect();
            down.reverse();
            let up = figures(least.max(present), most).into_iter().filter(|&figure| present < figure).collect();
            vec![Run::new(dial, present, up), Run::new(dial, present, down)]
        };
        Some(match axis {
            Axis::DowntimeLimit => {
                let present = Input::DowntimeLimit.value(scenario)? * MILLISECONDS_PER_SECOND;
                let (least, most) = self.takes(Field::DowntimeLimit)?;
                let least = (least * MILLISECONDS_PER_SECOND).max(1.0);
                let most = (most * MILLISECONDS_PER_SECOND).min(LONGEST_DOWNTIME_LIMIT);
                both(Dial::DowntimeLimit, present, ladder::figures, (least, most))
            }
            Axis::StopThreshold => {
                let present = Input::StopThreshold.value(scenario)?;
                let (least, most) = self.takes(Field::StopThreshold)?;
                both(Dial::StopThreshold, present, ladder::figures, (least, most.min(MOST_PAGES)))
            }
            Axis::BandwidthCap => {
                self.takes(Field::BandwidthCap)?;
                let present = hypervisor.bandwidth_cap.value?.as_bytes_per_second() / BYTES_PER_MIB;
                let available = copy_rate.available.as_bytes_per_second() / BYTES_PER_MIB;
                if given || available <= present {
                    return None;
                }
                let mut figures: Vec<f64> = ladder::figures(present, available);
                figures.retain(|&figure| present < figure);
                let last = ladder::two_digits_below(available);
                if figures.last().copied().unwrap_or(present) < last {
                    figures.push(last);
                }
                // Where the product has a cap by itself, none of its documents says how to do without.
                let can_be_lifted = self.preset.is_none_or(|preset| preset.hypervisor().bandwidth_cap.value.is_none());
                figures.extend(can_be_lifted.then_some(f64::INFINITY));
                vec![Run::new(Dial::BandwidthCap, present, figures)]
            }
            Axis::RaisedEvery => {
                let Threshold::DowntimeLimit { raised: Raised::OverTime { every, .. }, .. } =
                    hypervisor.threshold.value
                else {
                    return None;
                };
                let (least, most) = self.takes(Field::DowntimeDelay)?;
                let every = every.as_seconds();
                let mut figures = ladder::figures(least.max(1.0), most.min(every));
                figures.retain(|&figure| figure < every);
                figures.reverse();
                vec![Run::new(Dial::RaisedEvery, every, figures)]
            }
            Axis::RoundLimit => {
                let (least, most) = self.takes(Field::RoundLimit)?;
                let present = f64::from(hypervisor.round_limit.value?);
                both(Dial::RoundLimit, present, ladder::counts, (least.max(1.0), most.min(MOST_ROUNDS)))
            }
            Axis::TimeLimit => {
                let (least, most) = self.takes(Field::TimeLimit)?;
                let present = hypervisor.time_limit.value?.time.as_seconds();
                let mut figures = ladder::times(least.max(present), most);
                figures.retain(|&figure| present < figure);
                vec![Run::new(Dial::TimeLimit, present, figures)]
            }
            Axis::AtLimit(action) => self.at_limit(action, scenario),
            Axis::SharedBy => {
                let present = f64::from(link.shared_by);
                let mut figures = ladder::counts(1.0, present);
                figures.retain(|&figure| figure < present && !given);
                figures.reverse();
                vec![Run::new(Dial::SharedBy, present, figures)]
            }
            Axis::Streams => {
                let (_, most) = self.takes(Field::Streams)?;
                let present = f64::from(link.streams);
                if copy_rate.binding != Binding::Stream {
                    return None;
                }
                let enough =
                    libm::ceil(copy_rate.share.as_bytes_per_second() / link.stream_limit?.as_bytes_per_second());
                let mut figures = ladder::counts(present, most.min(enough));
                figures.retain(|&figure| present < figure);
                if present < enough && enough <= most && figures.last().copied().unwrap_or(present) < enough {
                    figures.push(enough);
                }
                vec![Run::new(Dial::Streams, present, figures)]
            }
            Axis::SlowedDown => {
                self.takes(Field::Throttling)?;
                // Some products slow a guest down only if it may not switch to post-copy.
                if hypervisor.throttle.value.is_some() || hypervisor.on_limit.value == LimitAction::PostCopy {
                    return None;
                }
                vec![Run::switch(Dial::SlowedDown)]
            }
            Axis::Policy(id) => vec![Run::switch(Dial::Policy(id))],
            Axis::DirtyRate => {
                let present = scenario.dirtying.rate.as_pages_per_second();
                let mut figures = ladder::figures(QUIET, present);
                figures.retain(|&figure| figure < present);
                figures.reverse();
                figures.extend((0.0 < present).then_some(0.0));
                vec![Run::new(Dial::DirtyRate, present, figures)]
            }
            Axis::Link => {
                let above = |present: f64, mut figures: Vec<f64>| {
                    figures.retain(|&figure| present < figure);
                    figures
                };
                let most = Input::Link.plausible(scenario)?.to;
                vec![match link.speed {
                    LinkSpeed::Line(rate) => {
                        let present = rate.as_bits_per_second() / BITS_PER_GBIT;
                        Run::new(Dial::Line, present, above(present, ladder::ports(present, most / BITS_PER_GBIT)))
                    }
                    LinkSpeed::Payload(rate) => {
                        let present = rate.as_bytes_per_second() / BYTES_PER_MB;
                        Run::new(Dial::Payload, present, above(present, ladder::figures(present, most / BYTES_PER_MB)))
                    }
                    LinkSpeed::CopyRate(rate) => {
                        let present = rate.as_pages_per_second();
                        Run::new(Dial::CopyRate, present, above(present, ladder::figures(present, most)))
                    }
                }]
            }
        })
    }

    /// What is done at a limit: as the limit is, or with another one; first the times in which the first pass can end, as soon as
    /// possible, then earlier ones.
    fn at_limit(&self, action: LimitAction, scenario: &Checked) -> Vec<Run> {
        let hypervisor = &scenario.hypervisor;
        let same = hypervisor.on_limit.value == action;
        let has_limit = hypervisor.time_limit.value.is_some()
            || hypervisor.volume_limit.value.is_some()
            || hypervisor.round_limit.value.is_some();
        let mut runs = Vec::new();
        if !same && has_limit {
            runs.push(Run::switch(Dial::OnLimit(action)));
        }
        let with = (!same).then_some(Change::OnLimit(action));
        if let Some((least, most)) = self.takes(Field::TimeLimit) {
            let present = hypervisor.time_limit.value.map_or(most, |limit| limit.time.as_seconds());
            let figures = ladder::times(least, most.min(present));
            let first_pass = bound::predict(scenario).first_pass_end.as_seconds();
            let is_later = |time: f64| match Change::TimeLimit(Seconds::from_seconds(time)).apply(scenario) {
                Some(changed) => {
                    let (memory, other) = (changed.vm.memory, changed.link.other_data);
                    let limit = changed.hypervisor.time_limit.value.map(|limit| limit.of(memory, other).as_seconds());
                    limit.is_some_and(|limit| first_pass <= limit)
                }
                None => false,
            };
            let (later, mut earlier): (Vec<f64>, Vec<f64>) =
                figures.into_iter().filter(|&figure| figure < present).partition(|&figure| is_later(figure));
            earlier.reverse();
            for figures in [later, earlier] {
                runs.push(Run { with, ..Run::new(Dial::TimeLimit, present, figures) });
            }
        }
        runs
    }
}

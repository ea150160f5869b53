//! What the predictors would have said of a recorded migration beforehand: from its inputs and a calibration, never from what was
//! measured.

use super::calibrate::{Calibration, Spread, WINDOW, grain};
use super::{Help, Run};
use crate::predict::rounds::{Layout, Place, simulate_with};
use crate::predict::{Prediction, bound, paper};
use crate::quantity::{Pages, PagesPerSecond, Seconds};
use crate::scenario::{
    Checked, Dirtying, EmptyPages, Hypervisor, LimitAction, Link, LinkSpeed, LoopFamily, Pattern, Scenario, Threshold,
    Throttle, TimeLimit, Vm, presets,
};

/// Positions of the writer that are tried where it is not known.
const POSITIONS: u32 = 8;

/// Where the rig's guest begins to fill its memory: at 4 MiB.
const BEGINS_AT: Pages = Pages::from_pages(1024.0);

/// Which of the calibrated numbers are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The middle ones: what is expected.
    Typical,
    /// The slowest rates and the longest fixed parts: what a bound needs.
    Slowest,
}

impl Caution {
    const fn rate(self, spread: Spread<PagesPerSecond>) -> PagesPerSecond {
        match self {
            Self::Typical => spread.typical,
            Self::Slowest => spread.least,
        }
    }

    const fn time(self, spread: Spread<Seconds>) -> Seconds {
        match self {
            Self::Typical => spread.typical,
            Self::Slowest => spread.p99,
        }
    }
}

/// The scenario of a run, for QEMU; none where nothing was calibrated for its kind of limit.
#[must_use]
pub fn scenario(run: &Run, calibration: &Calibration, caution: Caution) -> Option<Checked> {
    let mut qemu = presets::find("qemu")?.hypervisor();
    let page = qemu.page_size.value;
    let on_wire = qemu.page_on_wire();
    let window = caution.time(calibration.window);
    if let LoopFamily::ThresholdSync { burst, .. } = qemu.family.value {
        qemu.family.enter(LoopFamily::ThresholdSync { capped_burst: window, burst, grain: grain(run) });
    }
    // A window lets through what was asked for in its nominal length, however long it really takes.
    let cap = run.settings.cap.map(|cap| cap * (WINDOW / window));
    let link = match run.settings.link {
        Some(link) => caution.rate(calibration.on_link(link)?),
        None => caution.rate(calibration.free),
    };
    qemu.bandwidth_cap.enter(cap);
    set_rules(&mut qemu, run, calibration, caution);
    let bytes = |pages: Pages| pages.in_bytes(page);
    Scenario {
        vm: Vm { memory: bytes(run.guest.memory), working_set: bytes(run.guest.working_set + calibration.besides) },
        dirtying: Dirtying {
            hot_set: bytes(if run.is_idle() { Pages::ZERO } else { run.guest.hot_set + calibration.restless }),
            rate: run.guest.rate,
            pattern: match &run.guest.pattern {
                Pattern::Load(load) => Pattern::Load(load.beginning_at(run.guest.start.clock)),
                other => other.clone(),
            },
        },
        link: Link { speed: LinkSpeed::Payload(link.in_bytes(on_wire)), ..Link::line(Default::default()) },
        hypervisor: qemu,
    }
    .check()
    .ok()
}

/// What QEMU was told.
fn set_rules(qemu: &mut Hypervisor, run: &Run, calibration: &Calibration, caution: Caution) {
    if let Threshold::DowntimeLimit { estimate, raised, .. } = qemu.threshold.value {
        qemu.threshold.enter(Threshold::DowntimeLimit { limit: run.settings.downtime_limit, estimate, raised });
    }
    qemu.empty_pages.enter(EmptyPages::Scanned(caution.rate(calibration.empty)));
    qemu.device_state.enter(caution.time(calibration.fixed));
    if let Some(after) = run.forced_after() {
        qemu.time_limit.enter(Some(TimeLimit::fixed(after)));
        qemu.on_limit.enter(LimitAction::RaiseLimit);
    }
    match run.settings.help {
        Help::None => {}
        Help::AutoConverge { first, step } => qemu.throttle.enter(Some(Throttle::auto_converge(first, step))),
        Help::PostCopy(after) => {
            qemu.time_limit.enter(Some(TimeLimit::fixed(after)));
            qemu.on_limit.enter(LimitAction::PostCopy);
        }
    }
}

/// The order of the memory of the rig's guest: from 4 MiB on it fills pages, the hot ones are the first of them. What has content
/// besides lies below that.
fn layout(calibration: &Calibration, writer: f64) -> Layout {
    Layout { low: BEGINS_AT - calibration.besides, empty: Place::Last, hot: Place::First, writer }
}

/// The loop as it is expected, with the writer at a share of the hot set.
pub(super) fn simulate(run: &Run, calibration: &Calibration, writer: f64) -> Option<Prediction> {
    let typical = scenario(run, calibration, Caution::Typical)?;
    Some(simulate_with(&typical, &layout(calibration, writer)).prediction)
}

/// What the predictors say of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicted {
    /// Salfner's equations.
    pub paper: Prediction,
    /// The bound.
    pub bound: Prediction,
    /// The simulated loop, with the writer where it was.
    pub known: Prediction,
    /// The same without knowing that: the middle one, by time, of several positions.
    pub unknown: Prediction,
}

/// Predicts a run; none where nothing was calibrated for its kind of limit.
#[must_use]
pub fn predict(run: &Run, calibration: &Calibration) -> Option<Predicted> {
    let typical = scenario(run, calibration, Caution::Typical)?;
    let slowest = scenario(run, calibration, Caution::Slowest)?;
    let simulate = |writer: f64| simulate_with(&typical, &layout(calibration, writer)).prediction;
    let hot = run.guest.hot_set;
    let stands = if hot == Pages::ZERO { 0.0 } else { run.guest.start.written / hot };
    let mut tried: Vec<Prediction> =
        (0..POSITIONS).map(|index| simulate(f64::from(index) / f64::from(POSITIONS))).collect();
    let time = |prediction: &Prediction| prediction.migration_time.map_or(f64::INFINITY, Seconds::as_seconds);
    crate::numeric::sort_by(&mut tried, |one, other| time(one).total_cmp(&time(other)));
    let unknown = tried.swap_remove(tried.len() / 2);
    Some(Predicted {
        paper: paper::predict(&typical),
        bound: bound::predict(&slowest),
        known: simulate(stands - libm::floor(stands)),
        unknown,
    })
}

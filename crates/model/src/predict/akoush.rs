//! Akoush's bounds for Xen, from the memory alone: the worst and the best that any guest can do.
//!
//! Question: between what do migration time and downtime lie, whatever the guest writes?
//!
//! ```text
//! O + V/B ≤ migration time ≤ O + (5 V − 1 page)/B
//! O_post  ≤ downtime       ≤ O_post + V/B
//! ```
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | V | memory size | bytes |
//! | B | bandwidth | bytes/s |
//! | O | all fixed phases, before and after the stop | s |
//! | O_post | those after the stop | s |
//!
//! The 5: the first pass sends 1 V; the limit of 3 V is tested after a round, so that up to 4 V are sent live; the stop phase sends at
//! most 1 V more.
//!
//! Source: Akoush, Sohan, Rice, Moore, Hopper: "Predicting the Performance of Virtual Machine Migration", MASCOTS 2010. **Form and table
//! are recalled, not read in the paper**; the table's rows agree with the form to within a percent, and another simulator cites a time of
//! 277 ± 182 s at 100 Mbit/s, which are the middle and half the width of its first row.
//!
//! Conditions: the loop of Xen until 4.5 (29 rounds, three times the memory, 50 pages), and a guest whose pages are all sent.
//!
//! His two simulators: *AVG* has one constant dirty rate for all of the memory ([`average`]); *HIST* replays a recorded history of dirty
//! pages on the same loop, which is [`crate::scenario::Load`] or [`crate::scenario::DistinctCurve`] here.

use super::{Prediction, rounds};
use crate::quantity::{Bytes, BytesPerSecond, Seconds};
use crate::scenario::{Checked, Dirtying, Vm, presets};

/// Bytes of a page.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// The fixed phases of a migration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overheads {
    /// Before the guest is stopped: initialisation, reservation, what comes before the first pass.
    pub before: Seconds,
    /// After it: commitment and activation.
    pub after: Seconds,
}

impl Overheads {
    /// As the recalled table has them: 4.1 s in all, of which 314 ms are the least downtime.
    pub const RECALLED: Self =
        Self { before: Seconds::from_milliseconds(3786.0), after: Seconds::from_milliseconds(314.0) };
}

/// One row of his results with recorded histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recorded {
    /// What ran in the guest.
    pub workload: &'static str,
    /// Migration time, measured and predicted.
    pub migration_time: [Seconds; 2],
    /// Downtime, measured and predicted.
    pub downtime: [Seconds; 2],
}

const fn recorded(workload: &'static str, seconds: [f64; 2], milliseconds: [f64; 2]) -> Recorded {
    let [taken, predicted] = seconds;
    let [down, down_predicted] = milliseconds;
    Recorded {
        workload,
        migration_time: [Seconds::from_seconds(taken), Seconds::from_seconds(predicted)],
        downtime: [Seconds::from_milliseconds(down), Seconds::from_milliseconds(down_predicted)],
    }
}

/// The results of HIST, as on the slides of the paper. They print neither the histories nor the link, so nothing here can be computed
/// again.
pub const HIST: [Recorded; 4] = [
    recorded("CPU", [5.8, 5.7], [317.3, 314.1]),
    recorded("WEB", [7.5, 7.4], [449.5, 420.4]),
    recorded("SFS", [14.8, 14.9], [217.6, 217.7]),
    recorded("MR", [14.9, 15.13], [348.9, 348.1]),
];

/// From the least to the most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// At least.
    pub least: Seconds,
    /// At most.
    pub most: Seconds,
}

/// Between what a migration lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Migration time.
    pub migration_time: Between,
    /// Downtime.
    pub downtime: Between,
}

/// The bounds for a memory size and a bandwidth. Edges: a memory below a quarter of a page counts as nothing to send again.
///
/// ```
/// use precopy_model::predict::akoush::{Overheads, bounds};
/// use precopy_model::quantity::{Bytes, BytesPerSecond};
/// // The table's row for 1 Gbit/s: 1024 MB, about 935 Mbit/s of payload: 13.3 to 49.8 s, 314 to 9497 ms.
/// let gigabit = BytesPerSecond::from_bytes_per_second(935e6 / 8.0);
/// let all = bounds(Bytes::from_mib(1024.0), gigabit, Overheads::RECALLED);
/// let about = |a: f64, b: f64| (a / b - 1.0).abs() < 0.01;
/// assert!(about(all.migration_time.least.as_seconds(), 13.3));
/// assert!(about(all.migration_time.most.as_seconds(), 49.8));
/// assert!(about(all.downtime.least.as_milliseconds(), 314.0));
/// assert!(about(all.downtime.most.as_milliseconds(), 9497.0));
/// ```
#[must_use]
pub fn bounds(memory: Bytes, bandwidth: BytesPerSecond, overheads: Overheads) -> Bounds {
    let Overheads { before, after } = overheads;
    let fixed = before + after;
    let once = memory / bandwidth;
    let most = (memory * 5.0 - PAGE).max(memory) / bandwidth;
    Bounds {
        migration_time: Between { least: fixed + once, most: fixed + most },
        downtime: Between { least: after, most: after + once },
    }
}

/// AVG: the guest of a scenario under Xen until 4.5, as if it wrote all of its memory at its rate (HWSET = WSET = VMSIZE), with
/// these fixed phases. None where such a guest is out of the accepted ranges.
///
/// ```
/// use precopy_model::predict::akoush::{Overheads, average};
/// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond, Seconds};
/// use precopy_model::scenario::{Dirtying, Link, Scenario, Vm, presets};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(1.0), working_set: Bytes::from_mib(100.0) },
///     dirtying: Dirtying::round_robin(Bytes::ZERO, PagesPerSecond::ZERO),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(1.0)),
///     hypervisor: presets::find("xen").unwrap().hypervisor(),
/// }.check().unwrap();
/// // Nothing is written: all of the memory goes once, and device state after it.
/// let overheads = Overheads { before: Seconds::ZERO, after: Seconds::from_milliseconds(314.0) };
/// let time = average(&scenario, overheads).unwrap().migration_time.unwrap().as_seconds();
/// assert!((time - (1_073_741_824.0 / (125e6 * 1448.0 / 1538.0) + 0.314)).abs() < 1e-3);
/// ```
#[must_use]
pub fn average(scenario: &Checked, overheads: Overheads) -> Option<Prediction> {
    let mut scenario = scenario.clone().into_inner();
    let memory = scenario.vm.memory;
    scenario.vm = Vm { memory, working_set: memory };
    scenario.dirtying = Dirtying::round_robin(memory, scenario.dirtying.rate);
    scenario.hypervisor = presets::find("xen-3")?.hypervisor();
    scenario.hypervisor.setup.enter(overheads.before);
    scenario.hypervisor.device_state.enter(overheads.after);
    scenario.check().ok().map(|checked| rounds::predict(&checked))
}

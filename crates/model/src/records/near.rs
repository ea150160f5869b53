//! Recorded runs that are like a scenario: how far off were the predictions there?
//!
//! Question: what error is to be expected of the prediction for *this* scenario?
//!
//! QEMU's loop knows no scale of its own beside its bursts, so that two migrations are alike when these agree:
//!
//! | symbol | what | may differ by |
//! | --- | --- | --- |
//! | λ | RATE/r_u | a factor of 1.15 |
//! | HWSET/b | hot set in bursts | a factor of 1.6 |
//! | c1/b | stop threshold in bursts | a factor of 1.6 |
//! | WSET/b | working set in bursts | a factor of 6: the first pass is the easy part |
//! | – | whether a cap limits the sender | not at all |
//!
//! b is what goes by in a burst: under a cap r_u × window, on a link r_u × burst. Factors are ours: assumed.
//!
//! Conditions: a loop that looks when little is left, with a measured threshold; what was recorded is QEMU. Edges: a guest that writes nothing
//! is like other such guests, whatever its threshold; fewer than [`FEWEST`] runs are none.

use super::forecast::{Forecast, Span};
use super::replay::{Caution, Predicted, scenario};
use super::{Judge, Run};
use crate::predict::Terms;
use crate::quantity::Seconds;
use crate::scenario::{Checked, LoopFamily, Threshold};

/// Of fewer runs nothing is said.
pub const FEWEST: usize = 4;

/// Factors by which λ, hot set, threshold and working set may differ.
const FACTORS: [f64; 4] = [1.15, 1.6, 1.6, 6.0];

/// Where a migration lies among all that QEMU's loop can do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Whether a cap limits the sender.
    pub capped: bool,
    /// λ, HWSET/b, c1/b, WSET/b.
    pub shape: [f64; 4],
}

impl Place {
    /// Of a scenario; none for other loops.
    #[must_use]
    pub fn of(scenario: &Checked) -> Option<Self> {
        let hypervisor = &scenario.hypervisor;
        let LoopFamily::ThresholdSync { burst, capped_burst, .. } = hypervisor.family.value else { return None };
        let Threshold::DowntimeLimit { .. } = hypervisor.threshold.value else { return None };
        let terms = Terms::of(scenario);
        let length = if terms.cap_binds { capped_burst } else { burst };
        let in_bursts = |pages: f64| pages / (terms.r_u * length.as_seconds());
        let idle = terms.hwset == 0.0 || terms.rate == 0.0;
        let hot = if idle { 0.0 } else { in_bursts(terms.hwset) };
        let rate = if idle { 0.0 } else { terms.lambda() };
        Some(Self { capped: terms.cap_binds, shape: [rate, hot, in_bursts(terms.c1), in_bursts(terms.wset)] })
    }

    /// Whether two are alike. Products, since logarithms of a thousand runs would be felt while a slider moves.
    fn is_like(&self, other: &Self) -> bool {
        let [rate, _, _, working_set] = self.shape;
        let alike = |one: f64, other: f64, factor: f64| one <= other * factor && other <= one * factor;
        let [.., working_set_factor] = FACTORS;
        if self.capped != other.capped || !alike(working_set, other.shape[3], working_set_factor) {
            return false;
        }
        if rate == 0.0 || other.shape[0] == 0.0 {
            return rate == other.shape[0];
        }
        self.shape.iter().zip(&other.shape).zip(FACTORS).all(|((one, other), factor)| alike(*one, *other, factor))
    }
}

/// A recorded run, with what was predicted of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Where it lies.
    pub place: Place,
    /// Migration time and downtime, as they were.
    pub measured: [Seconds; 2],
    /// As the simulated loop expected them, the writer's position not known.
    pub expected: [Seconds; 2],
    /// As they were bounded.
    pub bound: [Seconds; 2],
}

impl Neighbour {
    /// A recorded run as a neighbour; none where it was slowed down or post-copied, or where nothing was calibrated for it.
    #[must_use]
    pub fn of(run: &Run, judge: &Judge<'_>) -> Option<Self> {
        if run.settings.help != super::Help::None {
            return None;
        }
        let place = Place::of(&scenario(run, judge.calibration_for(run), Caution::Typical)?)?;
        let predicted: Predicted = judge.predict(run)?;
        let of = |forecast: Forecast| {
            let prediction = forecast.of(&predicted);
            Some([Span::MigrationTime.predicted(prediction)?, Span::Downtime.predicted(prediction)?])
        };
        Some(Self {
            place,
            measured: [run.measured.migration_time, run.measured.downtime],
            expected: of(Forecast::Unknown)?,
            bound: of(Forecast::Bound)?,
        })
    }
}

/// What runs like a scenario say of its prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// How many there are.
    pub runs: usize,
    /// By which share of it the expected migration time was off, in the median.
    pub time_error_share: f64,
    /// By how much the expected downtime was off, in the median.
    pub downtime_error: Seconds,
    /// In how many of them neither migration time nor downtime exceeded the bound.
    pub bound_held: usize,
}

/// The runs that are like a scenario; none where they are too few, or where its loop is another one.
#[must_use]
pub fn near(scenario: &Checked, recorded: &[Neighbour]) -> Option<Near> {
    let place = Place::of(scenario)?;
    let mut bound_held = 0;
    // In order of size: few enough to be put in one by one, which weighs less in a page than to sort them.
    let (mut shares, mut downtimes) = (Vec::new(), Vec::new());
    for Neighbour { measured: [time, downtime], expected, bound: [most, longest], .. } in
        recorded.iter().filter(|neighbour| place.is_like(&neighbour.place))
    {
        let [expected_time, expected_downtime] = expected;
        put_in(&mut shares, (*expected_time - *time).as_seconds().abs() / time.as_seconds());
        put_in(&mut downtimes, (*expected_downtime - *downtime).as_seconds().abs());
        bound_held += usize::from(time <= most && downtime <= longest);
    }
    let runs = shares.len();
    let middle = |numbers: &[f64]| numbers.get(runs / 2).copied();
    (FEWEST <= runs).then_some(Near {
        runs,
        time_error_share: middle(&shares)?,
        downtime_error: Seconds::from_seconds(middle(&downtimes)?),
        bound_held,
    })
}

fn put_in(numbers: &mut Vec<f64>, number: f64) {
    let place = numbers.partition_point(|other| *other < number);
    numbers.insert(place, number);
}

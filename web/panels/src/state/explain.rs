//! Which number is explained, and what Akoush says of a VM under Xen.

use precopy_model::predict::akoush::{Bounds, Overheads, average, bounds};
use precopy_model::predict::explain::Quantity;
use precopy_model::predict::{Prediction, Predictor};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::presets::GROUPS;

use super::Calculator;

/// Which number is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose.
    pub predictor: Predictor,
    /// Which one.
    pub quantity: Quantity,
}

impl Default for Asked {
    /// The page's largest number.
    fn default() -> Self {
        Self { predictor: Predictor::Bound, quantity: Quantity::Downtime }
    }
}

/// What a person chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another predictor.
    Predictor(Predictor),
    /// Another number.
    Quantity(Quantity),
}

impl Asked {
    /// What it is after a choice.
    #[must_use]
    pub const fn after(self, change: Change) -> Self {
        match change {
            Change::Predictor(predictor) => Self { predictor, ..self },
            Change::Quantity(quantity) => Self { quantity, ..self },
        }
    }
}

/// What Akoush's models say.
#[derive(Clone, Debug)]
pub struct Akoush {
    /// What comes before the stop, as both count it.
    pub before: Seconds,
    /// From the memory alone.
    pub bounds: Bounds,
    /// With one constant dirty rate for all of the memory.
    pub average: Option<Prediction>,
}

/// What Akoush's models say of a VM under Xen; none under other products.
#[must_use]
pub fn akoush(calculator: &Calculator) -> Option<Akoush> {
    let id = calculator.inputs.preset().id;
    let xen = GROUPS.iter().find(|group| group.name == "Xen")?;
    xen.presets.iter().any(|presets| presets.iter().any(|preset| preset.id == id)).then(|| {
        let scenario = &calculator.scenario;
        let bandwidth = scenario.link.copy_rate(&scenario.hypervisor).bandwidth;
        // What comes before and after are values of the product, and can be entered.
        let (setup, after) = (scenario.hypervisor.setup.value, scenario.hypervisor.device_state.value);
        let before = if Seconds::ZERO < setup { setup } else { Overheads::RECALLED.before };
        let overheads = Overheads { before, after };
        Akoush {
            before,
            bounds: bounds(scenario.vm.memory, bandwidth, overheads),
            average: average(scenario, overheads),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_leaves_the_other_one() {
        let asked = Asked::default().after(Change::Quantity(Quantity::Data)).after(Change::Predictor(Predictor::Paper));
        assert_eq!((asked.quantity, asked.predictor), (Quantity::Data, Predictor::Paper));
    }

    #[test]
    fn akoush_speaks_of_xen_only() {
        for (product, speaks) in
            [("qemu", false), ("xen", true), ("xen-3", true), ("xenserver", true), ("custom", false)]
        {
            let calculator = Calculator::of_link(&format!("hv={product}&mem=1GiB&link=1Gbit/s"));
            assert_eq!(akoush(&calculator).is_some(), speaks, "{product}");
        }
    }

    #[test]
    fn a_setup_that_is_entered_counts_instead_of_the_recalled_one() {
        let of = |setup: &str| akoush(&Calculator::of_link(&format!("hv=xen-3&mem=1GiB&link=1Gbit/s{setup}"))).unwrap();
        let (recalled, entered) = (of(""), of("&setup=2s"));
        assert_eq!((recalled.before, entered.before), (Overheads::RECALLED.before, Seconds::from_seconds(2.0)));
        let average = |of: &Akoush| of.average.as_ref().unwrap().migration_time.unwrap();
        let saved = recalled.before - entered.before;
        assert!(((average(&recalled) - average(&entered)) - saved).as_seconds().abs() < 1e-6, "AVG counts it too");
    }

    #[test]
    fn the_average_lies_between_the_bounds() {
        for rate in ["0", "1000", "20000", "200000"] {
            let calculator = Calculator::of_link(&format!("hv=xen-3&mem=1GiB&link=1Gbit/s&dirty={rate}pages/s"));
            let akoush = akoush(&calculator).unwrap();
            let (average, bounds) = (akoush.average.unwrap(), akoush.bounds);
            let (time, down) = (average.migration_time.unwrap(), average.downtime.unwrap());
            // A page more or less: the 5 V are those of whole rounds.
            let page = precopy_model::quantity::Seconds::from_milliseconds(1.0);
            let least = bounds.migration_time.least;
            assert!(least <= time + page && time <= bounds.migration_time.most + page, "{rate}: {time:?}");
            assert!(bounds.downtime.least <= down + page && down <= bounds.downtime.most + page, "{rate}: {down:?}");
        }
    }
}

//! Inputs with every default written out, so that they keep their meaning when a default changes.

use precopy_model::predict::{Prediction, bound};
use precopy_model::problem::Field;
use precopy_model::quantity::Seconds;

use crate::fields::TABLE;
use crate::{Inputs, Value};

/// A share that is written in per cent may lose its last digit.
const ALIKE: f64 = 1e-9;

impl Inputs {
    /// The same inputs with every value entered that counts and means something for the product. What the product says of itself
    /// in words only (a schedule, a way of sending empty pages) stays with the product.
    #[must_use]
    pub fn complete(&self) -> Self {
        let Ok(own) = self.scenario() else { return self.clone() };
        let own = bound::predict(&own);
        let is_the_same = |inputs: &Self| inputs.scenario().is_ok_and(|one| are_alike(&bound::predict(&one), &own));
        let missing: Vec<(Field, Value)> = TABLE
            .iter()
            .filter(|row| self.get(row.field).is_none() && self.applies(row.field) && !self.is_moot(row.field))
            // As a link will be read.
            .filter_map(|row| Some((row.field, row.parse(&self.effective(row.field).0.compact()).ok()?)))
            .collect();
        // All at once, which nearly always goes: this is done at every change where a page listens.
        let mut all = self.clone();
        for (field, value) in &missing {
            all.set(*field, value.clone());
        }
        if is_the_same(&all) {
            return all;
        }
        // Rules that exclude each other are not entered both.
        let mut complete = self.clone();
        for (field, value) in missing {
            let mut next = complete.clone();
            next.set(field, value);
            if is_the_same(&next) {
                complete = next;
            }
        }
        complete
    }
}

fn are_alike(a: &Prediction, b: &Prediction) -> bool {
    let times = |a: Option<Seconds>, b: Option<Seconds>| match (a, b) {
        (Some(a), Some(b)) => (a.as_seconds() - b.as_seconds()).abs() <= ALIKE * a.as_seconds().max(1.0),
        (a, b) => a == b,
    };
    a.outcome == b.outcome
        && a.reason.id() == b.reason.id()
        && times(a.migration_time, b.migration_time)
        && times(a.downtime, b.downtime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use precopy_model::predict::{paper, rounds};
    use precopy_model::scenario::presets;

    #[test]
    fn nothing_changes_for_any_product() {
        for preset in presets::all() {
            for rest in ["", "dirty=31000pages/s", "mem=64GiB&ws=40GiB&hot=4GiB&link=25GbE&writes=uniform"] {
                let inputs = link::parse(&format!("hv={}&{rest}", preset.id)).inputs;
                let text = link::print_complete(&inputs);
                let parsed = link::parse(&text);
                assert!(parsed.problems.is_empty() && parsed.others.is_empty(), "{text}: {:?}", parsed.problems);
                let (own, complete) = (inputs.scenario().unwrap(), parsed.inputs.scenario().unwrap());
                assert!(are_alike(&bound::predict(&own), &bound::predict(&complete)), "{text}");
                assert!(are_alike(&rounds::predict(&own), &rounds::predict(&complete)), "{text}");
                assert!(are_alike(&paper::predict(&own), &paper::predict(&complete)), "{text}");
                assert_eq!(parsed.inputs, inputs.complete(), "{text}");
            }
        }
    }

    #[test]
    fn defaults_are_written_out() {
        let text = link::print_complete(&link::parse("hv=qemu&mem=8GiB").inputs);
        for part in ["mem=8GiB", "max-downtime=300ms", "goodput=", "shared-by=1", "writes=round-robin", "device-state="]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(Inputs::default().get(Field::DowntimeLimit).is_none());
    }
}

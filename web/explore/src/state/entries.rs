//! What has to be entered so that some inputs become others: pairs of a field and a text, in the order in which they are typed.

use precopy_base::words::field_text;
use precopy_formats::Inputs;
use precopy_formats::fields::{Scope, row};
use precopy_model::explore::Input;
use precopy_model::problem::Field;
use precopy_model::quantity::text::Amount;
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{LinkSpeed, Scenario};

use precopy_formats::Value;

/// What is to be entered.
pub type Entries = Vec<(Field, String)>;

/// Sets that keep their share of what they are part of when that is entered: they have to be entered after it.
const SETS: [Field; 3] = [Field::Memory, Field::WorkingSet, Field::HotSet];

/// What makes the first inputs the second; nothing where they are the same.
#[must_use]
pub fn entries(before: &Inputs, after: &Inputs) -> Entries {
    let another_product = before.get(Field::Hypervisor) != after.get(Field::Hypervisor);
    let (mut all, mut set_before) = (Entries::new(), false);
    for (field, value) in after.entered() {
        let changed = before.get(field).as_ref() != Some(&value);
        // Choosing a product takes back what was entered for the one before.
        let lost = another_product && row(field).scope != Scope::Always;
        let is_set = SETS.contains(&field);
        if changed || lost || (is_set && set_before) {
            set_before |= is_set;
            all.push((field, text(&value)));
        }
    }
    all
}

/// A value as it is typed: words by their short names.
fn text(value: &Value) -> String {
    match value {
        Value::Word(word) => (*word).to_owned(),
        value => field_text(value),
    }
}

/// A value of an input in its base unit as an amount, in the units in which the input is entered; another one where it is not.
#[must_use]
pub fn amount(input: Input, value: f64, scenario: &Scenario, entered: Option<Amount>) -> Amount {
    let page = scenario.hypervisor.page_size.value;
    let size = |whole: Bytes| {
        let bytes = Bytes::from_bytes(value);
        match entered {
            Some(Amount::Pages(_)) if Bytes::ZERO < page => Amount::Pages(bytes.in_pages_of(page)),
            Some(Amount::Share(_)) if Bytes::ZERO < whole => Amount::Share(bytes / whole),
            _ => Amount::Bytes(bytes),
        }
    };
    match input {
        Input::Memory | Input::WorkingSet => size(scenario.vm.memory),
        Input::HotSet => size(scenario.vm.working_set),
        Input::DirtyRate => {
            let rate = PagesPerSecond::from_pages_per_second(value);
            match entered {
                Some(Amount::BytesPerSecond(_)) => Amount::BytesPerSecond(rate.in_bytes(page)),
                _ => Amount::PagesPerSecond(rate),
            }
        }
        Input::Link => match scenario.link.speed {
            LinkSpeed::Line(_) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(value)),
            LinkSpeed::Payload(_) => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(value)),
            LinkSpeed::CopyRate(_) => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(value)),
        },
        Input::DowntimeLimit => Amount::Seconds(Seconds::from_seconds(value)),
        Input::StopThreshold => Amount::Pages(Pages::from_pages(value)),
        Input::BandwidthCap => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(value)),
        Input::FirstThrottle => Amount::Share(value),
    }
}

/// The inputs with another value of one; none where no field takes it. What follows an input does so too
/// ([`Input::put`]), where it does not do so by itself.
#[must_use]
pub fn with(inputs: &Inputs, scenario: &precopy_model::scenario::Checked, input: Input, value: f64) -> Option<Inputs> {
    let after = input.put(scenario, value)?;
    let mut changed = inputs.clone();
    let entered = |field: Field| inputs.effective(field).0.amount();
    if input == Input::FirstThrottle {
        return None;
    }
    changed.set(input.field(), Value::Amount(amount(input, value, &after, entered(input.field()))));
    let followers: &[Input] = match input {
        Input::Memory => &[Input::WorkingSet, Input::HotSet],
        Input::WorkingSet => &[Input::HotSet],
        _ => &[],
    };
    for follower in followers {
        // A share of the memory follows by itself; the hot set does not follow the working set.
        let follows = input == Input::Memory && matches!(entered(follower.field()), Some(Amount::Share(_)));
        if let Some(value) = follower.value(&after).filter(|_| !follows) {
            let amount = amount(*follower, value, &after, entered(follower.field()));
            changed.set(follower.field(), Value::Amount(amount));
        }
    }
    changed.scenario().ok().map(|_| changed)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;
    use precopy_formats::fields::Takes;
    use precopy_model::scenario::presets;

    /// What the page makes of entries, as far as these need it: the shares that sets keep are not played here.
    pub(crate) fn enter(inputs: &Inputs, entries: &Entries) -> Inputs {
        let mut inputs = inputs.clone();
        for (field, text) in entries {
            match (row(*field).takes, row(*field).parse(text).unwrap()) {
                (Takes::Preset, Value::Word(id)) => inputs.choose(presets::find(id).unwrap()),
                (_, value) => inputs.set(*field, value),
            }
        }
        inputs
    }

    #[test]
    fn what_is_entered_makes_the_one_the_other() {
        let links = [
            "hv=qemu&mem=8GiB&ws=4GiB&hot=1GiB&cap=none&device=50ms",
            "hv=qemu&mem=16GiB&ws=50pct&hot=1GiB&max-downtime=1s",
            "hv=ovirt-suspend&mem=8GiB&ws=4GiB&hot=500MiB",
            "hv=xen&mem=8GiB&ws=2GiB&hot=1GiB&link=1GB/s&dirty=100MiB/s",
        ];
        for one in links {
            let before = Calculator::of_link(one).inputs;
            assert_eq!(entries(&before, &before), []);
            for other in links {
                let after = Calculator::of_link(other).inputs;
                let entered = enter(&before, &entries(&before, &after));
                for (field, value) in after.entered() {
                    assert_eq!(entered.get(field), Some(value), "{one} {other}");
                }
            }
        }
    }

    #[test]
    fn a_set_is_entered_after_what_it_is_part_of() {
        let before = Calculator::of_link("mem=8GiB&ws=4GiB&hot=1GiB").inputs;
        let after = Calculator::of_link("mem=8GiB&ws=2GiB&hot=1GiB").inputs;
        let fields: Vec<Field> = entries(&before, &after).iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::WorkingSet, Field::HotSet]);
    }

    #[test]
    fn a_value_that_is_put_is_the_one_that_is_entered() {
        for link in [
            "hv=qemu&mem=8GiB&ws=4GiB&hot=1GiB&dirty=20000pages/s&link=10Gbit/s",
            "hv=libvirt&mem=8GiB&ws=50pct&hot=10pct&dirty=100MiB/s&link=1GB/s",
            "hv=xen&mem=2097152pages&ws=1048576pages&hot=131072pages&dirty=20000pages/s&link=30000pages/s",
        ] {
            let Calculator { inputs, scenario, .. } = Calculator::of_link(link);
            for input in Input::ALL {
                let Some(value) = input.value(&scenario) else { continue };
                let Some(put) = input.put(&scenario, value * 0.75) else { continue };
                let Some(entered) = with(&inputs, &scenario, input, value * 0.75) else {
                    assert!(input == Input::FirstThrottle, "{link} {input:?}");
                    continue;
                };
                let entered = entered.scenario().unwrap();
                for other in Input::ALL {
                    let [put, entered] = [&put, &entered].map(|scenario| other.value(scenario).unwrap_or_default());
                    assert!((put - entered).abs() <= 1e-9 * put, "{link} {input:?} {other:?} {put} {entered}");
                }
            }
        }
    }
}

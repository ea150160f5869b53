//! Working set and hot set keep their share of their parent when the parent changes.

use precopy_formats::{Inputs, Value};
use precopy_model::problem::Field;
use precopy_model::quantity::Bytes;
use precopy_model::quantity::text::Amount;

use super::Results;
use super::slider::round_size;

/// The shares as the person last set them, so that dragging the memory to and fro loses nothing to rounding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Proportions {
    working_set_of_memory: f64,
    hot_set_of_working_set: f64,
}

impl Proportions {
    pub(super) fn of(results: &Results) -> Self {
        let (vm, dirtying) = (&results.scenario.vm, &results.scenario.dirtying);
        let share = |part: Bytes, whole: Bytes| if Bytes::ZERO < whole { part / whole } else { 0.0 };
        Self {
            working_set_of_memory: share(vm.working_set, vm.memory),
            hot_set_of_working_set: share(dirtying.hot_set, vm.working_set),
        }
    }

    /// After `field` was set to its new value: gives the parts of its memory their share again.
    pub(super) fn keep(&self, inputs: &mut Inputs, field: Field, before: &Results) {
        if !matches!(field, Field::Memory | Field::WorkingSet) {
            return;
        }
        let page = before.scenario.hypervisor.page_size.value;
        let bytes = |value: Option<Value>, parent: Bytes| match value {
            Some(Value::Amount(Amount::Bytes(bytes))) => bytes,
            Some(Value::Amount(Amount::Pages(pages))) => pages.in_bytes(page),
            Some(Value::Amount(Amount::Share(share))) => parent * share,
            _ => Bytes::ZERO,
        };
        let memory = bytes(inputs.get(Field::Memory), Bytes::ZERO);
        if field == Field::Memory && is_absolute(inputs, Field::WorkingSet) {
            set_part(inputs, Field::WorkingSet, memory, self.working_set_of_memory);
        }
        let working_set = bytes(inputs.get(Field::WorkingSet), memory);
        if is_absolute(inputs, Field::HotSet) {
            set_part(inputs, Field::HotSet, working_set, self.hot_set_of_working_set);
        }
    }

    /// After `field` was accepted: the person's new share, when that is what was set.
    pub(super) fn learn(&mut self, field: Field, results: &Results) {
        let now = Self::of(results);
        match field {
            Field::WorkingSet => self.working_set_of_memory = now.working_set_of_memory,
            Field::HotSet => self.hot_set_of_working_set = now.hot_set_of_working_set,
            _ => {}
        }
    }
}

/// A share follows its parent by itself.
fn is_absolute(inputs: &Inputs, field: Field) -> bool {
    !matches!(inputs.get(field), Some(Value::Amount(Amount::Share(_))))
}

fn set_part(inputs: &mut Inputs, field: Field, parent: Bytes, share: f64) {
    let size = if 1.0 <= share { parent } else { round_size(parent * share).min(parent) };
    inputs.set(field, Value::Amount(Amount::Bytes(size)));
}

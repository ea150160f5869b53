//! The product that moves the VMs, and what is entered for it: the part of a link that is about it.

use precopy_model::problem::{Field, Problem};
use precopy_model::scenario::{Hypervisor, presets};

use super::cell::given;
use crate::fields::{Scope, TABLE, row};
use crate::{Inputs, link};

/// The product of a calculator's inputs with what is entered for it; not its machine, nor its link.
///
/// ```
/// let inputs = precopy_formats::link::parse("hv=qemu&mem=64GiB&max-downtime=30ms").inputs;
/// assert_eq!(precopy_formats::maintenance::product_of(&inputs), "hv=qemu&max-downtime=30ms");
/// ```
#[must_use]
pub fn product_of(inputs: &Inputs) -> String {
    let mut text = String::new();
    for (field, value) in inputs.entered().filter(|(field, _)| is_of_product(*field)) {
        link::push(&mut text, row(field).key, &value.compact());
    }
    text.strip_prefix('&').map(str::to_owned).unwrap_or_default()
}

fn is_of_product(field: Field) -> bool {
    field == Field::Hypervisor || row(field).scope != Scope::Always
}

/// The product with what is entered for it. What is wrong is said, and left out.
pub(super) fn read(text: &str) -> (Hypervisor, Vec<Problem>) {
    let parsed = link::parse(text);
    let mut problems = parsed.problems;
    for (key, _) in &parsed.others {
        problems.push(given("There is no such option.", key));
    }
    for part in text.trim_start_matches(['#', '?']).split('&') {
        let key = part.split_once('=').map_or(part, |(key, _)| key);
        if TABLE.iter().any(|row| row.key == key && !is_of_product(row.field)) {
            problems.push(given("This is no option of the product: it is said of each VM, or of the network.", key));
        }
    }
    let product = match parsed.inputs.scenario() {
        Ok(scenario) => scenario.hypervisor,
        Err(_) => presets::first().hypervisor(),
    };
    (product, problems)
}

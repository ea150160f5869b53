//! From a scenario back to inputs: what a person would have to enter, as far as inputs can say it.

use std::fmt::Write;
use std::sync::Arc;

use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, written_out};
use precopy_model::scenario::presets::Preset;
use precopy_model::scenario::{LinkSpeed, Load, Pattern, Scenario};

use crate::fields::TABLE;
use crate::product::product_value;
use crate::shape::{distinct_text, has_one};
use crate::{Inputs, Value};

impl Inputs {
    /// The inputs that make a scenario under a product's name; and the fields in which that product cannot be told what the scenario
    /// is. How often a loop looks is not said: its families have more such times than inputs.
    #[must_use]
    pub fn of_scenario(scenario: &Scenario, preset: &'static Preset) -> (Self, Vec<Field>) {
        let mut inputs = Self::default();
        inputs.choose(preset);
        let amount = Value::Amount;
        let (pattern, shape) = pattern_and_shape(&scenario.dirtying.pattern);
        inputs.set(Field::Memory, amount(Amount::Bytes(scenario.vm.memory)));
        inputs.set(Field::WorkingSet, amount(Amount::Bytes(scenario.vm.working_set)));
        inputs.set(Field::HotSet, amount(Amount::Bytes(scenario.dirtying.hot_set)));
        inputs.set(Field::DirtyRate, amount(Amount::PagesPerSecond(scenario.dirtying.rate)));
        inputs.set(Field::Pattern, Value::Word(pattern));
        inputs.set(Field::Shape, Value::Text(shape));
        let mut unsaid = Vec::new();
        match scenario.link.speed {
            LinkSpeed::Payload(rate) => inputs.set(Field::Link, amount(Amount::BytesPerSecond(rate))),
            LinkSpeed::CopyRate(rate) => inputs.set(Field::Link, amount(Amount::PagesPerSecond(rate))),
            LinkSpeed::Line(rate) => inputs.set(Field::Link, amount(Amount::BitsPerSecond(rate))),
        }
        let speed = scenario.link.speed;
        for field in TABLE.iter().filter(|row| row.default.is_empty()).map(|row| row.field) {
            let of_link = matches!(field, Field::Goodput | Field::SharedBy | Field::Streams | Field::StreamLimit);
            if of_link || matches!(field, Field::Shape | Field::LookEvery) {
                continue;
            }
            let wanted = product_value(&scenario.hypervisor, speed, field).0;
            if wanted == product_value(&preset.hypervisor(), speed, field).0 {
                continue;
            }
            if inputs.applies(field) { inputs.set(field, wanted) } else { unsaid.push(field) }
        }
        (inputs, unsaid)
    }
}

/// The word for a pattern, and its shape as a text.
fn pattern_and_shape(pattern: &Pattern) -> (&'static str, Arc<str>) {
    let mut shape = String::new();
    let name = match pattern {
        Pattern::RoundRobin => "round-robin",
        Pattern::InOrder => "in-order",
        Pattern::Uniform => "uniform",
        Pattern::HotSets(sets) => {
            for set in sets.sets() {
                push(&mut shape, &[percent(set.of_hot_set), percent(set.of_rate)]);
            }
            "hot-sets"
        }
        Pattern::Load(load) => {
            shape = phases(load);
            "phases"
        }
        Pattern::Distinct(curve) => {
            shape = distinct_text(curve);
            "distinct"
        }
    };
    debug_assert_eq!(has_one(name), !shape.is_empty());
    (name, Arc::from(shape))
}

fn phases(load: &Load) -> String {
    let mut text = String::new();
    for phase in load.phases() {
        push(&mut text, &[format!("{}s", written_out(phase.lasts.as_seconds())), percent(phase.of_rate)]);
    }
    text
}

fn percent(share: f64) -> String {
    format!("{}%", written_out(share * 100.0))
}

fn push(text: &mut String, item: &[String]) {
    let comma = if text.is_empty() { "" } else { "," };
    // Writing to a text cannot fail.
    let _ = write!(text, "{comma}{}", item.join(":"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use precopy_model::scenario::presets;

    #[test]
    fn what_a_link_says_is_found_again() {
        for text in [
            "hv=qemu&mem=4GiB&ws=3GiB&hot=512MiB&dirty=20000pages/s&link=100MB/s&cap=64MiB/s&max-downtime=30ms",
            "hv=qemu&link=30000pages/s&dirty=1000pages/s&writes=uniform&empty-rate=6000000pages/s&device-state=2ms",
            "hv=custom&link=100MB/s&dirty=9000pages/s&cap=10MB/s&time-limit=8s&on-limit=raise-limit&max-downtime=30ms",
            "hv=qemu&link=1GB/s&dirty=900pages/s&writes=phases&shape=4s:100pct,6s:0pct",
            "hv=qemu&link=1GB/s&dirty=900pages/s&writes=hot-sets&shape=25pct:75pct,75pct:25pct",
        ] {
            let given = link::parse(text);
            assert!(given.problems.is_empty(), "{text}: {:?}", given.problems);
            let scenario = given.inputs.scenario().unwrap();
            let preset = given.inputs.preset();
            let (found, unsaid) = Inputs::of_scenario(&scenario, preset);
            assert!(unsaid.is_empty(), "{text}: {unsaid:?}");
            let again = link::parse(&link::print(&found)).inputs.scenario().unwrap();
            assert_eq!(format!("{:?}", again.vm), format!("{:?}", scenario.vm), "{text}");
            assert_eq!(format!("{:?}", again.dirtying), format!("{:?}", scenario.dirtying), "{text}");
            assert_eq!(format!("{:?}", again.link), format!("{:?}", scenario.link), "{text}");
            assert_eq!(again.hypervisor.threshold.value, scenario.hypervisor.threshold.value, "{text}");
            assert_eq!(again.hypervisor.time_limit.value, scenario.hypervisor.time_limit.value, "{text}");
        }
    }

    #[test]
    fn what_a_product_has_no_option_for_is_named() {
        let scenario =
            link::parse("hv=custom&link=1GB/s&time-limit=8s&on-limit=raise-limit").inputs.scenario().unwrap();
        let (_, unsaid) = Inputs::of_scenario(&scenario, presets::find("qemu").unwrap());
        assert!(unsaid.contains(&Field::TimeLimit), "{unsaid:?}");
    }
}

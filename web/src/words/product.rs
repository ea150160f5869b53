//! What is said of the chosen product: its rules, its options, and where its numbers come from.

use precopy_formats::Value;
use precopy_formats::fields::row;
use precopy_model::problem::Field;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::scenario::{
    DataUnit, EmptyPages, Hypervisor, LimitAction, Mark, Raised, Source, Threshold, Throttle,
};

use super::count;
use crate::state::Results;

/// The product's rules, one line each.
#[must_use]
pub fn rules(results: &Results) -> Vec<String> {
    let hypervisor = &results.scenario.hypervisor;
    let mut rules = vec![format!("It {}.", hypervisor.family.value.name())];
    rules.push(threshold_rule(results));
    rules.extend(limit_rules(results));
    match hypervisor.throttle.value {
        Some(Throttle::Steps { initial, increment, most, .. }) => {
            let share = |share| short(Amount::Share(share));
            rules.push(format!(
                "It slows a guest down that writes too fast: by {}, then {} more each time, up to {}.",
                share(initial),
                share(increment),
                share(most)
            ));
        }
        Some(Throttle::BelowCopyRate(share)) => rules.push(format!(
            "It slows a guest down until it writes no more than {} of what the link carries (assumed).",
            short(Amount::Share(share))
        )),
        None => {}
    }
    if let EmptyPages::SentInFull = hypervisor.empty_pages.value {
        rules.push("Empty pages are sent like any other.".to_owned());
    }
    rules
}

fn threshold_rule(results: &Results) -> String {
    let pages = count(results.bound.threshold);
    match results.scenario.hypervisor.threshold.value {
        Threshold::Pages(threshold) if threshold.as_pages() < 1.0 => {
            "It stops the guest early only when nothing is left.".to_owned()
        }
        Threshold::Pages(threshold) => format!("It stops the guest at {} or fewer.", count(threshold)),
        Threshold::DowntimeLimit { limit, raised, .. } => {
            let limit = short_seconds(limit);
            match raised {
                Raised::Never => format!("It stops the guest once the rest can be sent within {limit}: {pages}."),
                Raised::OverTime { steps, every } => {
                    let scenario = &results.scenario;
                    let every = DataUnit::GibAtLeastTwo.scale(every, scenario.vm.memory, scenario.link.other_data);
                    format!(
                        "It stops the guest once the rest can be sent within its downtime limit, which rises to {limit} in \
                         {steps} steps, one every {}.",
                        short_seconds(every)
                    )
                }
                Raised::ByRounds(steps) => format!(
                    "It stops the guest once the rest can be sent within {}, which rises by rounds to {limit}.",
                    short_seconds(steps.first)
                ),
                Raised::Doubling(_) => format!(
                    "It stops the guest once the rest can be sent within {limit} ({pages}), and doubles that while it does \
                     not get there; the simulation does so, the bound does not."
                ),
            }
        }
    }
}

fn limit_rules(results: &Results) -> Vec<String> {
    let scenario = &results.scenario;
    let hypervisor = &scenario.hypervisor;
    let mut rules = Vec::new();
    if let Some(rounds) = hypervisor.round_limit.value {
        rules.push(format!("It gives up after {} rounds.", short(Amount::Count(f64::from(rounds)))));
    }
    if let Some(volume) = hypervisor.volume_limit.value {
        rules.push(format!("It gives up after {} × the memory.", short(Amount::Count(volume.factor))));
    }
    if let Some(limit) = hypervisor.time_limit.value {
        let all = limit.of(scenario.vm.memory, scenario.link.other_data);
        rules.push(format!("It gives up after {}{}.", short_seconds(all), per_data(hypervisor)));
    }
    let by_rounds = matches!(hypervisor.threshold.value, Threshold::DowntimeLimit { raised: Raised::ByRounds(_), .. });
    if by_rounds {
        rules.push("It gives up after the last step.".to_owned());
    }
    if rules.is_empty() {
        return vec!["It never gives up by itself.".to_owned()];
    }
    rules.push(match hypervisor.on_limit.value {
        LimitAction::StopAndCopy => "Then the guest is stopped and the rest is copied.".to_owned(),
        LimitAction::RaiseLimit => {
            "Then the downtime limit is raised: the guest is stopped and the rest is copied.".to_owned()
        }
        LimitAction::Pause => "Then the guest is paused until the rest is there.".to_owned(),
        LimitAction::PostCopy => "Then the guest goes on at the destination and waits for pages.".to_owned(),
        LimitAction::Cancel => "Then the migration is cancelled.".to_owned(),
        LimitAction::StopIfWithin(time) => format!(
            "Then the guest is stopped if the rest takes less than {}; else the migration fails.",
            short_seconds(time)
        ),
    });
    rules
}

/// How a time limit follows the data, as an addition to it.
fn per_data(hypervisor: &Hypervisor) -> String {
    let Some(limit) = hypervisor.time_limit.value else { return String::new() };
    let each: Seconds = limit.time;
    match limit.per {
        DataUnit::Migration => String::new(),
        DataUnit::GbRoundedUp => format!(" ({} for each GB, rounded up)", short_seconds(each)),
        DataUnit::GibAtLeastTwo => format!(" ({} for each GiB, at least two)", short_seconds(each)),
    }
}

/// The quiet line of an option: what it means, and what it comes to where that depends on the data.
#[must_use]
pub fn option_line(results: &Results, field: Field, value: &Value) -> Option<String> {
    let scenario = &results.scenario;
    match (field, value) {
        (Field::TimeLimit, Value::Amount(Amount::Seconds(_))) => {
            let limit = scenario.hypervisor.time_limit.value?;
            let all = limit.of(scenario.vm.memory, scenario.link.other_data);
            Some(match limit.per {
                DataUnit::Migration => row(field).help.to_owned(),
                DataUnit::GbRoundedUp => format!("for each GB of memory and disks: {} here", short_seconds(all)),
                DataUnit::GibAtLeastTwo => format!("for each GiB of memory and disks: {} here", short_seconds(all)),
            })
        }
        (Field::DowntimeLimit, Value::Amount(Amount::Seconds(_))) => {
            let Threshold::DowntimeLimit { raised: Raised::OverTime { steps, .. }, .. } =
                scenario.hypervisor.threshold.value
            else {
                return None;
            };
            Some(format!("reached in {steps} steps; {} are left at the end", count(results.bound.threshold)))
        }
        (Field::DowntimeDelay, Value::Amount(Amount::Seconds(every))) => {
            let all = DataUnit::GibAtLeastTwo.scale(*every, scenario.vm.memory, scenario.link.other_data);
            Some(format!("for each GiB: a step every {} here", short_seconds(all)))
        }
        _ => None,
    }
}

/// Where a value comes from, in one line.
#[must_use]
pub fn source_line(source: &Source) -> String {
    let place = precopy_base::words::place(source);
    if place.is_empty() { "You entered it.".to_owned() } else { place }
}

/// What the button that shows a source is called.
#[must_use]
pub fn source_label(field: Field, mark: Mark) -> String {
    format!("{}: {}", field.name(), mark.name())
}

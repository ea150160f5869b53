//! What ends a migration, and the last steps to the number that was asked for.

use super::step::{Steps, Value, byte_rate, bytes, number, seconds};
use super::{Quantity, bound_place, equation};
use crate::predict::{LimitKind, Outcome, Prediction, Terms};
use crate::quantity::{Bytes, Seconds};
use crate::scenario::{Checked, Source, VolumeClock};

/// What a prediction says of a quantity.
pub(super) fn value_of(prediction: &Prediction, quantity: Quantity) -> Value {
    const NEVER: Value = Value::Text("never");
    match quantity {
        Quantity::Downtime => prediction.downtime.map_or(NEVER, Value::Seconds),
        Quantity::MigrationTime => prediction.migration_time.map_or(NEVER, Value::Seconds),
        Quantity::Data => prediction.data.map_or(NEVER, Value::Bytes),
    }
}

/// When a limit strikes; `reached`: whether it ends the migration.
pub(super) fn limit(steps: &mut Steps, scenario: &Checked, terms: &Terms, (kind, at): (LimitKind, f64), reached: bool) {
    let hypervisor = &scenario.hypervisor;
    let title = if reached { "A limit strikes" } else { "A limit that is not reached" };
    let (formula, with, source) = match kind {
        LimitKind::Time(time) if terms.lead == 0.0 => {
            ("t_c2 = the time limit", seconds(time.as_seconds()), hypervisor.time_limit.source)
        }
        LimitKind::Time(time) => (
            "t_c2 = the time limit − setup and other data, counted from the first page",
            format!("{} − {}", seconds(time.as_seconds()), seconds(terms.lead)),
            hypervisor.time_limit.source,
        ),
        LimitKind::Volume(factor) => {
            let by_time = hypervisor.volume_limit.value.is_some_and(|volume| volume.clock == VolumeClock::Time);
            let formula = if by_time {
                "t_c2 = factor · memory / bandwidth, as in (15)"
            } else {
                "t_c2: more than factor · memory has been sent, empty pages being a few bytes"
            };
            let with = format!("factor {}, memory {}", number(factor), bytes(scenario.vm.memory));
            (formula, with, hypervisor.volume_limit.source)
        }
        LimitKind::Rounds(rounds) => (
            "the last round that is allowed ends",
            format!("round {}", number(f64::from(rounds))),
            hypervisor.round_limit.source,
        ),
        // Nobody asks here.
        LimitKind::OnDemand => ("on demand", String::new(), Source::ENTERED),
        LimitKind::LastStep(limit) => (
            "the last downtime limit has not helped",
            format!("limit {}", seconds(limit.as_seconds())),
            hypervisor.threshold.source,
        ),
    };
    steps.add(title, formula, with, Value::seconds(at), source);
}

/// The migration goes on for ever.
pub(super) fn never(steps: &mut Steps, prediction: &Prediction, source: Source) {
    let formula = "no rule that is sure to apply ends it";
    steps.add("Result", formula, prediction.reason_in_words(), Value::Text("never"), source);
}

/// The migration is cancelled.
pub(super) fn cancelled(steps: &mut Steps, prediction: &Prediction, quantity: Quantity, source: Source) {
    let formula = match quantity {
        Quantity::Downtime => "cancelled: the guest stays where it is and is never stopped",
        Quantity::MigrationTime => "cancelled: the time until it is given up",
        Quantity::Data => "cancelled: what has been sent in vain until then",
    };
    steps.add("Result", formula, prediction.reason_in_words(), value_of(prediction, quantity), source);
}

/// Device state, start at the destination: in the downtime whatever the memory does.
pub(super) fn device_state(steps: &mut Steps, scenario: &Checked) {
    let state = scenario.hypervisor.device_state;
    let formula = "with the start at the destination; whatever the memory does";
    steps.add("Device state", formula, "", Value::Seconds(state.value), state.source);
}

/// Where setup or other data go first, everything is later by their time.
pub(super) fn behind_other_data(
    steps: &mut Steps,
    scenario: &Checked,
    terms: &Terms,
    (alone, whole): (&Prediction, &Prediction),
    quantity: Quantity,
) {
    let (before, after) = (value_of(alone, quantity), value_of(whole, quantity));
    if before == after {
        return;
    }
    what_goes_first(steps, scenario, terms);
    let formula = match (quantity, whole.outcome) {
        (Quantity::Data, Outcome::Completes) => "data + other data",
        (Quantity::Data, _) => "what has been sent by then, other data included",
        (Quantity::MigrationTime, Outcome::Completes) => "t3 + what goes first",
        (Quantity::MigrationTime, _) => "counted from the beginning, what goes first included",
        (Quantity::Downtime, _) => "the limit struck before the memory's turn: the guest is stopped until then, too",
    };
    let with = match quantity {
        Quantity::Data => format!("{}, {}", before.in_words(), bytes(terms.other_data)),
        Quantity::MigrationTime => format!("{}, {}", before.in_words(), seconds(terms.lead)),
        Quantity::Downtime => format!("{} + {}", before.in_words(), seconds(terms.early)),
    };
    steps.add("Result", formula, with, after, bound_place("other data first"));
}

/// How long setup and other data take.
pub(super) fn what_goes_first(steps: &mut Steps, scenario: &Checked, terms: &Terms) {
    let setup = scenario.hypervisor.setup;
    if Seconds::ZERO < setup.value {
        let formula = "what passes before anything is sent";
        steps.add("Setup", formula, "", Value::Seconds(setup.value), setup.source);
    }
    if Bytes::ZERO < terms.other_data {
        let bandwidth = scenario.link.copy_rate(&scenario.hypervisor).bandwidth;
        steps.add(
            "Other data goes first",
            "other data / bandwidth",
            format!("{} / {}", bytes(terms.other_data), byte_rate(bandwidth)),
            Value::Seconds(terms.other_data / bandwidth),
            bound_place("other data first"),
        );
    }
}

/// Bytes for pages with content and for empty ones.
pub(super) fn wire(terms: &Terms, used: f64, empty: f64) -> String {
    let bytes = |bytes: Bytes| number(bytes.as_bytes());
    format!("{} × {} B + {} × {} B", number(used), bytes(terms.page_on_wire), number(empty), bytes(terms.empty_on_wire))
}

/// t2 as the paper has it.
pub(super) fn stop(steps: &mut Steps, t_c1: f64, t_c2: f64) {
    steps.add(
        "The guest is stopped",
        "t2 = min(t_c1, t_c2)",
        format!("min({}, {})", seconds(t_c1), seconds(t_c2)),
        Value::Seconds(Seconds::from_seconds(t_c1.min(t_c2))),
        equation("equation (13)"),
    );
}

//! KubeVirt's `VirtualMachineInstanceMigration`, as `kubectl get vmim -o json` gives it, and what a `VirtualMachineInstance` says of its
//! last migration.

use precopy_model::records::log::Outcome;
use serde_json::Value;

use super::Format;
use super::draft::Draft;
use super::field::{Field, Named};
use super::json::{at, is_true, text};
use super::sink::Sink;

const MIGRATION: &str = "VirtualMachineInstanceMigration";
const INSTANCE: &str = "VirtualMachineInstance";

/// Whether it is an object of Kubernetes.
pub(super) fn is_one(value: &Value) -> bool {
    text(value, &["kind"]).is_some() && value.get("metadata").is_some() || value.get("apiVersion").is_some()
}

/// Takes one.
pub(super) fn take(sink: &mut Sink, value: &Value, line: usize) {
    sink.format(Format::KubeVirt);
    let kind = text(value, &["kind"]).unwrap_or_default();
    let state = |name: &'static str| ["status", "migrationState", name];
    let is_migration = kind == MIGRATION || (kind == INSTANCE && at(value, &["status", "migrationState"]).is_some());
    if !is_migration {
        return sink.other();
    }
    let vm = if kind == MIGRATION { text(value, &["spec", "vmiName"]) } else { text(value, &["metadata", "name"]) };
    let mut draft = Draft::default();
    // Two VMs of one name may live in two namespaces.
    let name = match (text(value, &["metadata", "namespace"]), vm) {
        (Some(namespace), Some(vm)) => format!("{namespace}/{vm}"),
        (None, Some(vm)) => vm.to_owned(),
        _ => String::new(),
    };
    let log = &mut sink.reading.log;
    draft.set_name(Field::Vm, &name, log);
    draft.set_name(Field::Product, "kubevirt", log);
    for (field, name) in
        [(Field::Source, "sourceNode"), (Field::Destination, "targetNode"), (Field::Cause, "failureReason")]
    {
        draft.set_name(field, text(value, &state(name)).unwrap_or_default(), log);
    }
    let phase = text(value, &["status", "phase"]).unwrap_or_default();
    let was_aborted = text(value, &state("abortStatus")) == Some("Succeeded");
    let failed = is_true(value, &state("failed")) || phase == "Failed";
    let completed = is_true(value, &state("completed")) || phase == "Succeeded";
    draft.set_outcome(match (was_aborted, failed, completed) {
        (true, ..) => Outcome::Cancelled,
        (false, true, _) => Outcome::Failed,
        (false, false, true) => Outcome::Completed,
        (false, false, false) => Outcome::Unknown,
    });
    // Where the state has been tidied away, the phases still say when.
    let start = text(value, &state("startTimestamp")).or_else(|| entered(value, &["Running"]));
    let end = text(value, &state("endTimestamp")).or_else(|| entered(value, &["Succeeded", "Failed"]));
    for (field, moment) in [(Field::Start, start), (Field::End, end)] {
        let Some(moment) = moment else { continue };
        if let Err(problem) = draft.set(Named { field, unit: None }, moment, &mut sink.reading.log, sink.minutes_ahead)
        {
            sink.problem(line, problem);
        }
    }
    sink.record(draft, line);
}

/// When it came into one of these phases.
fn entered<'a>(value: &'a Value, phases: &[&str]) -> Option<&'a str> {
    let all = at(value, &["status", "phaseTransitionTimestamps"])?.as_array()?;
    let entered = all.iter().find(|one| text(one, &["phase"]).is_some_and(|phase| phases.contains(&phase)))?;
    text(entered, &["phaseTransitionTimestamp"])
}

//! QEMU's answers to `query-migrate`, with or without `return` around them. What else a conversation in QMP holds is passed over.

use precopy_model::problem::Problem;
use precopy_model::quantity::{BITS_PER_BYTE, MILLISECONDS_PER_SECOND};
use precopy_model::records::log::Outcome;
use serde_json::Value;

use super::Format;
use super::draft::{Draft, outcome};
use super::field::Field;
use super::json::{number, text};
use super::sink::Sink;

/// 1 Mbit in bits.
const BITS_PER_MBIT: f64 = 1e6;

/// Whether an object belongs to a conversation in QMP.
pub(super) fn is_one(value: &Value) -> bool {
    let is_answer = |value: &Value| {
        text(value, &["status"]).is_some()
            && ["ram", "total-time", "setup-time", "error-desc", "blocked-reasons"]
                .iter()
                .any(|name| value.get(name).is_some())
    };
    let is_refusal = value.get("error").is_some_and(|error| error.get("class").is_some());
    let is_of_qmp = ["return", "QMP", "event", "execute"].iter().any(|name| value.get(name).is_some());
    is_of_qmp || is_refusal || is_answer(value)
}

/// Takes one.
pub(super) fn take(sink: &mut Sink, value: &Value, line: usize) {
    sink.format(Format::QueryMigrate);
    let answer = value.get("return").unwrap_or(value);
    let Some(status) = text(answer, &["status"]).filter(|_| !is_event(value)) else { return sink.other() };
    if status == "none" {
        return sink.other();
    }
    let mut draft = Draft::default();
    draft.set_name(Field::Product, "qemu", &mut sink.reading.log);
    match outcome(status) {
        // What failed says why; COLO goes on for ever.
        Some(outcome) => draft.set_outcome(outcome),
        None if status == "colo" => draft.set_outcome(Outcome::Unknown),
        None => sink.problem(line, Problem::general("This status is not known.").given(super::moment::short(status))),
    }
    if let Some(why) = text(answer, &["error-desc"]) {
        draft.set_name(Field::Cause, why, &mut sink.reading.log);
    }
    // Before 1.3 times stood among the counts of memory.
    let milliseconds = |name: &str| number(answer, &[name]).or_else(|| number(answer, &["ram", name]));
    let said = [
        (Field::Duration, milliseconds("total-time").map(|time| time / MILLISECONDS_PER_SECOND)),
        (Field::Downtime, milliseconds("downtime").map(|time| time / MILLISECONDS_PER_SECOND)),
        (Field::Memory, number(answer, &["ram", "total"])),
        (Field::Sent, number(answer, &["ram", "transferred"])),
        (Field::Rounds, number(answer, &["ram", "dirty-sync-count"]).filter(|rounds| 1.0 <= *rounds)),
        (Field::Rate, number(answer, &["ram", "mbps"]).map(|mbit| mbit * BITS_PER_MBIT / BITS_PER_BYTE)),
    ];
    for (field, number) in said {
        let Some(number) = number else { continue };
        if let Err(problem) = draft.set_number(field, number) {
            sink.problem(line, problem);
        }
    }
    sink.record(draft, line);
}

fn is_event(value: &Value) -> bool {
    value.get("event").is_some() || value.get("execute").is_some()
}

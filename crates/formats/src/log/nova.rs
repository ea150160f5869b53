//! OpenStack's migrations, of one server (`/servers/…/migrations`) or of all (`/os-migrations`).

use precopy_model::problem::Problem;
use precopy_model::records::log::Outcome;
use serde_json::Value;

use super::Format;
use super::draft::{Draft, outcome};
use super::field::Field;
use super::json::{number, text};
use super::moment;
use super::sink::Sink;

/// Its times come without a zone and are UTC, as its documentation says.
const MINUTES_AHEAD: i16 = 0;

/// The type that is meant here; migrations of one server carry none, and are all live.
const LIVE: &str = "live-migration";

/// Whether it is one.
pub(super) fn is_one(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    (has("source_compute") || has("dest_compute")) && (has("server_uuid") || has("instance_uuid") || has("created_at"))
}

/// Takes one.
pub(super) fn take(sink: &mut Sink, value: &Value, line: usize) {
    sink.format(Format::OpenStack);
    if text(value, &["migration_type"]).is_some_and(|kind| kind != LIVE) {
        return sink.other();
    }
    let mut draft = Draft::default();
    let log = &mut sink.reading.log;
    let vm = text(value, &["server_uuid"]).or_else(|| text(value, &["instance_uuid"]));
    draft.set_name(Field::Vm, vm.unwrap_or_default(), log);
    draft.set_name(Field::Product, "nova", log);
    for (field, names) in
        [(Field::Source, ["source_compute", "source_node"]), (Field::Destination, ["dest_compute", "dest_node"])]
    {
        let host = names.iter().find_map(|name| text(value, &[name]));
        draft.set_name(field, host.unwrap_or_default(), log);
    }
    let status = text(value, &["status"]).unwrap_or_default();
    let ended = outcome(status);
    match ended {
        Some(outcome) => draft.set_outcome(outcome),
        None => sink.problem(line, Problem::general("This status is not known.").given(moment::short(status))),
    }
    // What has ended was changed last when it did.
    let has_ended = ended.is_some_and(|ended| ended != Outcome::Unknown);
    let moments = [(Field::Start, "created_at"), (Field::End, "updated_at")];
    for (field, name) in moments.into_iter().filter(|(field, _)| *field == Field::Start || has_ended) {
        let Some(written) = text(value, &[name]) else { continue };
        match moment::parse(written, Some(MINUTES_AHEAD)) {
            Ok(moment) => draft.set_moment(field, moment),
            Err(problem) => sink.problem(line, problem),
        }
    }
    for (field, name) in [(Field::Memory, "memory_total_bytes"), (Field::Sent, "memory_processed_bytes")] {
        let Some(bytes) = number(value, &[name]).filter(|bytes| 0.0 < *bytes) else { continue };
        if let Err(problem) = draft.set_number(field, bytes) {
            sink.problem(line, problem);
        }
    }
    sink.record(draft, line);
}

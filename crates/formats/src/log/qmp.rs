//! QEMU's answers to `query-migrate`, with or without `return` around them, and the moments of its `MIGRATION` events. What else a
//! conversation in QMP holds is passed over.
//!
//! A conversation is with one QEMU, so that what it tells between two begins is of one migration: an answer while it still runs gives way to
//! a later one, an end that is told again is one end, and events say when it began and ended. Answers without `return` may come from
//! anywhere, and stand each for itself.

use precopy_model::problem::Problem;
use precopy_model::quantity::{BITS_PER_BYTE, MILLISECONDS_PER_SECOND};
use precopy_model::records::log::{Moment, Outcome};
use serde_json::Value;

use super::Format;
use super::draft::{Draft, outcome};
use super::field::Field;
use super::json::{number, text};
use super::sink::Sink;

/// 1 s in microseconds.
const MICROSECONDS_PER_SECOND: f64 = 1e6;
/// Clocks that show more than this, the end of the year 9999, are wrong.
const LATEST: f64 = 253_402_300_800.0;
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
    if text(value, &["event"]) == Some("MIGRATION") {
        event(sink, value, line);
        return sink.other();
    }
    let Some(status) = text(answer, &["status"]).filter(|_| !is_event(value)) else { return sink.other() };
    let is_told = sink.conversation.told.as_ref() == Some(answer);
    if status == "none" || is_told {
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
    let is_of_a_conversation = value.get("return").is_some();
    let conversation = &mut sink.conversation;
    if is_of_a_conversation && draft.is_unfinished() {
        if conversation.unfinished.replace((draft, line)).is_some() {
            sink.other();
        }
        return;
    }
    if is_of_a_conversation {
        if conversation.unfinished.take().is_some() {
            sink.reading.others += 1;
        }
        let conversation = &mut sink.conversation;
        conversation.told = answer.get("total-time").is_some().then(|| answer.clone());
        draft.set_moments(conversation.begun.take(), conversation.ended.take().map(|ended| ended.at));
    }
    sink.record(draft, line);
}

/// What a conversation has said of a migration that is not told to its end.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    begun: Option<Moment>,
    ended: Option<Ended>,
    /// The last answer while it ran.
    unfinished: Option<(Draft, usize)>,
    /// The last answer at an end, which is the same as long as nothing new begins.
    told: Option<Value>,
}

/// An end that only an event told.
#[derive(Debug)]
struct Ended {
    at: Moment,
    outcome: Outcome,
    line: usize,
}

/// Takes an event: `setup` comes first, then `active`, and how it ended.
fn event(sink: &mut Sink, value: &Value, line: usize) {
    let status = text(value, &["data", "status"]).unwrap_or_default();
    let Some(at) = moment(value) else { return };
    if status == "setup" {
        finish(sink);
        sink.conversation.begun = Some(at);
        return;
    }
    let conversation = &mut sink.conversation;
    match outcome(status) {
        Some(outcome @ (Outcome::Completed | Outcome::Failed | Outcome::Cancelled)) => {
            conversation.ended = Some(Ended { at, outcome, line });
        }
        // A conversation may have been listened to only after the setup.
        Some(Outcome::Unknown) if status == "active" && conversation.ended.is_none() => {
            conversation.begun = conversation.begun.or(Some(at));
        }
        _ => {}
    }
}

/// When an event was, by the clock of its host, which counts from 1970 in UTC.
fn moment(value: &Value) -> Option<Moment> {
    let part = |name| number(value, &["timestamp", name]).filter(|number| (0.0..LATEST).contains(number));
    let seconds = part("seconds")? + part("microseconds").unwrap_or_default() / MICROSECONDS_PER_SECOND;
    Some(super::moment::since_1970(seconds))
}

/// Takes what was told of a migration of which nothing more comes.
pub(super) fn finish(sink: &mut Sink) {
    let Conversation { begun, ended, unfinished, .. } = std::mem::take(&mut sink.conversation);
    let (mut draft, line) = match (ended, unfinished) {
        (Some(ended), unfinished) => {
            // What an answer told while it ran is not what it came to.
            sink.reading.others += usize::from(unfinished.is_some());
            let mut draft = Draft::default();
            draft.set_name(Field::Product, "qemu", &mut sink.reading.log);
            draft.set_outcome(ended.outcome);
            draft.set_moments(None, Some(ended.at));
            (draft, ended.line)
        }
        (None, Some(unfinished)) => unfinished,
        (None, None) => return,
    };
    draft.set_moments(begun, None);
    sink.record(draft, line);
}

fn is_event(value: &Value) -> bool {
    value.get("event").is_some() || value.get("execute").is_some()
}

//! JSON objects, each by what it is.

use precopy_model::problem::Problem;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::field::Field;
use super::sink::Sink;
use super::split::{Found, Item};
use super::{Format, MOST_OBJECT_BYTES, kubevirt, nova, qmp};

/// Takes what was found.
pub(super) fn take(sink: &mut Sink, item: Item<'_>) {
    if sink.is_full() {
        return;
    }
    let problem = match item.what {
        Found::Object(text) => match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(object)) => return object_of(sink, &object, item.line),
            Ok(_) => Problem::general("This is no object."),
            Err(error) => {
                let line = item.line + error.line().saturating_sub(1);
                let problem =
                    Problem::general(format!("This JSON has a slip at character {} of the line.", error.column()));
                return sink.problem(line, problem);
            }
        },
        Found::TooLong => {
            Problem::general("This object is too long.").allowed(format!("{} MiB", MOST_OBJECT_BYTES >> 20))
        }
        Found::Broken => Problem::general("This object has no end."),
        Found::Stray => Problem::general("Only objects are read: what stands beside them is not."),
    };
    sink.problem(item.line, problem);
}

fn object_of(sink: &mut Sink, object: &Map<String, Value>, line: usize) {
    let whole = Value::Object(object.clone());
    if kubevirt::is_one(&whole) {
        kubevirt::take(sink, &whole, line);
    } else if qmp::is_one(&whole) {
        qmp::take(sink, &whole, line);
    } else if nova::is_one(&whole) {
        nova::take(sink, &whole, line);
    } else {
        flat(sink, object, line);
    }
}

/// An object whose names are those of a table.
fn flat(sink: &mut Sink, object: &Map<String, Value>, line: usize) {
    let mut draft = Draft::default();
    let mut known = 0;
    for (name, value) in object {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(is_true) => is_true.to_string(),
            Value::Null => continue,
            Value::Array(_) | Value::Object(_) => {
                sink.ignored(name);
                continue;
            }
        };
        let Some(named) = Field::named(name) else {
            sink.ignored(name);
            continue;
        };
        known += 1;
        if let Err(problem) = draft.set(named, &text, &mut sink.reading.log, sink.minutes_ahead) {
            sink.problem(line, Problem { what: format!("{name}: {}", problem.what), ..problem });
        }
    }
    // One name may be chance.
    if known < 2 {
        let problem = Problem::general("This object is none that is known.");
        let names = "answers of query-migrate, KubeVirt's and OpenStack's migrations, or names such as vm, start, durationSeconds";
        sink.problem(line, problem.allowed(names));
        return;
    }
    sink.format(Format::FlatObjects);
    sink.record(draft, line);
}

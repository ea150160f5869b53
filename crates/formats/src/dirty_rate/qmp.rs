//! JSON: QEMU's answers to `query-dirty-rate` and `query-migrate`, alone or in a list, with or without `return` around them.

use precopy_model::problem::Problem;
use precopy_model::quantity::{Bytes, MILLISECONDS_PER_SECOND, limits};
use serde_json::{Map, Value};

use super::reader::Reader;
use super::report::{Report, Status};
use super::{Mode, Origin};

/// Names of QMP objects that are no answers: greeting, events, commands that were pasted along.
const NO_ANSWERS: [&str; 3] = ["QMP", "event", "execute"];

/// Takes what is in a value.
pub(super) fn value(reader: &mut Reader, value: &Value, line: usize) {
    match value {
        Value::Array(values) => {
            for value in values {
                self::value(reader, value, line);
            }
        }
        Value::Object(names) => answer(reader, value, names, line),
        _ => reader.problem(Some(line), Problem::general("This is JSON, but no answer of QEMU.")),
    }
}

fn answer(reader: &mut Reader, object: &Value, names: &Map<String, Value>, line: usize) {
    match object.get("return") {
        // The answer to a command that only starts something.
        Some(Value::Object(inner)) if inner.is_empty() => return,
        Some(Value::String(printed)) => return reader.printed(printed, line),
        Some(inner @ (Value::Object(_) | Value::Array(_))) => return value(reader, inner, line),
        _ => {}
    }
    if let Some(error) = object.get("error") {
        let said =
            error.get("desc").and_then(Value::as_str).unwrap_or("no reason").chars().take(120).collect::<String>();
        return reader.problem(Some(line), Problem::general(format!("QEMU answered with an error: {said}")));
    }
    if NO_ANSWERS.iter().any(|name| object.get(name).is_some()) {
        return;
    }
    let status = object.get("status").and_then(Value::as_str);
    if let Some(ram @ Value::Object(_)) = object.get("ram") {
        migration(reader, ram, line);
    } else if object.get("calc-time").or(object.get("dirty-rate")).is_some() {
        dirty_rate(reader, object, line);
    } else if let Some(status) = status.and_then(Status::named) {
        reader.report(&Report { status: Some(status), ..Report::of(Origin::QueryDirtyRate) }, None, line);
    } else if status.is_some() || names.is_empty() {
        reader.report(&Report::of(Origin::QueryMigrate), None, line);
    } else {
        let names: Vec<&str> = names.keys().take(4).map(String::as_str).collect();
        let names: String = names.join(", ").chars().take(60).collect();
        let problem =
            Problem::general("This object is no answer of query-dirty-rate: it has neither dirty-rate nor calc-time.");
        reader.problem(Some(line), problem.given(names));
    }
}

/// An answer of `query-dirty-rate`.
fn dirty_rate(reader: &mut Reader, object: &Value, line: usize) {
    let mut report = Report::of(Origin::QueryDirtyRate);
    let number = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or(Problem::general(format!("{name} is not a number."))),
    };
    let (rate, mut window) = match (number("dirty-rate"), number("calc-time")) {
        (Ok(rate), Ok(window)) => (rate, window),
        (Err(problem), _) | (_, Err(problem)) => return reader.problem(Some(line), problem),
    };
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    report.status = text("status").and_then(Status::named);
    if report.status.is_none() && object.get("status").is_some() {
        let problem = Problem::general("The status is none of unstarted, measuring and measured.");
        return reader.problem(Some(line), problem);
    }
    match text("calc-time-unit") {
        Some("millisecond") => window = window.map(|window| window / MILLISECONDS_PER_SECOND),
        Some("second") | None => {}
        Some(_) => {
            let problem = Problem::general("calc-time-unit is neither second nor millisecond.");
            return reader.problem(Some(line), problem);
        }
    }
    report.window = window;
    report.mode = text("mode").and_then(Mode::named);
    // With dirty rings there is a rate per virtual CPU as well; their sum stands in where the whole is missing.
    let of_vcpus = match object.get("vcpu-dirty-rate") {
        Some(Value::Array(vcpus)) => {
            Some(vcpus.iter().filter_map(|vcpu| vcpu.get("dirty-rate").and_then(Value::as_f64)).sum())
        }
        _ => None,
    };
    if let Some(rate) = rate.or(of_vcpus) {
        report.set_mib_per_second(rate);
    }
    reader.report(&report, None, line);
}

/// The `ram` of an answer of `query-migrate`: pages per second, over a time that is not said.
fn migration(reader: &mut Reader, ram: &Value, line: usize) {
    let number = |name: &str| ram.get(name).and_then(Value::as_f64);
    let mut report = Report::of(Origin::QueryMigrate);
    report.pages = number("dirty-pages-rate");
    if let Some(page) = number("page-size").filter(|&page| limits::PAGE_SIZE.contains(page)) {
        report.page_size = Bytes::from_bytes(page);
    }
    if let Some(total) = number("total").filter(|&total| limits::MEMORY.contains(total)) {
        reader.guest(None, |guest| guest.memory = Some(Bytes::from_bytes(total)));
    }
    reader.report(&report, None, line);
}

//! What the formats are read as; golden files and broken ones stand in the acceptance tests.

use precopy_model::quantity::Bytes;
use precopy_model::records::log::{Outcome, Recipe};

use super::*;

fn plain(text: &str) -> Reading {
    read(text, Options::default())
}

#[test]
fn what_is_written_reads_back() {
    let mut log = Recipe { records: 60, ..Recipe::sample() }.made();
    if let Some(first) = log.records.first_mut() {
        first.cause = log.names.named("a \"quoted\", cause;\nof two lines");
    }
    let reading = plain(&print(&log));
    assert_eq!((reading.problems.len(), reading.log.records.len()), (0, 60));
    for (record, written) in reading.log.records.iter().zip(&log.records) {
        for (one, other) in [(record.vm, written.vm), (record.cause, written.cause), (record.source, written.source)] {
            assert_eq!(reading.log.text(one), log.text(other));
        }
        assert_eq!((record.start, record.duration, record.outcome), (written.start, written.duration, written.outcome));
        assert_eq!((record.memory, record.sent, record.rounds), (written.memory, written.sent, written.rounds));
    }
}

#[test]
fn rows_that_cannot_be_read_are_told_and_the_rest_is_used() {
    let text = "# written by a script\nvm,start,duration,outcome,memory,colour\n\
        a,2024-01-31T13:45:00Z,12 s,ok,8 GiB,red\n\
        b,tomorrow,12 s,ok,8 GiB,red\n\
        c,2024-01-31T13:45:00Z,12,ok,8 GiB,red\n\
        d,2024-01-31T13:45:00Z,12 s,perhaps,8 GiB,red\n\
        e,2024-01-31T13:45:00Z,12 s,ok,8 GiB,red,blue\n\
        \"f,2024-01-31T13:45:00Z,12 s,ok,8 GiB,red\n\
        g,2024-01-31T13:45:00,12 s,failed,8 GiB,red\n";
    let reading = plain(text);
    let lines: Vec<Option<usize>> = reading.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(4), Some(5), Some(6), Some(7), Some(8)]);
    assert_eq!(reading.log.records.len(), 5);
    assert_eq!((reading.ignored_columns.as_slice(), reading.without_zone), (["colour".to_owned()].as_slice(), 1));
    assert_eq!(reading.log.records[1].memory, Some(Bytes::from_gib(8.0)));
}

#[test]
fn a_zone_that_is_known_is_used_where_none_is_written() {
    let text = "vm,start,end\na,2024-01-31 14:45,2024-01-31 14:46\nb,2024-01-31T14:45Z,2024-01-31T14:46Z\n";
    let at = |minutes_ahead| {
        let reading = read(text, Options { minutes_ahead });
        let starts: Vec<f64> =
            reading.log.records.iter().filter_map(|record| Some(record.start?.since_1970.as_seconds())).collect();
        (starts[1] - starts[0], reading.without_zone)
    };
    assert_eq!((at(None), at(Some(60))), ((0.0, 1), (3600.0, 0)));
}

#[test]
fn flat_objects_have_the_names_of_a_table() {
    let text = r#"{"vm": "a", "startedAt": "2024-01-31T13:45:00Z", "durationSeconds": 12.5, "succeeded": true, "memoryBytes": 8589934592}
        {"vm": "b", "durationMs": 900, "succeeded": false, "reason": "no route", "tags": []}
        {"colour": "red"}"#;
    let reading = plain(text);
    assert_eq!(reading.formats, [Format::FlatObjects]);
    let [one, other] = [reading.log.records[0], reading.log.records[1]];
    assert_eq!((one.outcome, one.memory), (Outcome::Completed, Some(Bytes::from_gib(8.0))));
    assert_eq!((other.outcome, reading.log.text(other.cause)), (Outcome::Failed, "no route"));
    assert_eq!((reading.problems.len(), reading.problems[0].line), (1, Some(3)));
}

#[test]
fn what_is_no_log_says_what_would_be() {
    for text in ["", " \n\n", "hello\nworld\n", "name,colour\na,b\n", "[]", "{}", "42", "\u{feff}", "[1, 2]"] {
        let reading = plain(text);
        assert!(reading.log.records.is_empty() && !reading.problems.is_empty(), "{text:?}");
    }
    let mut reader = Reader::new(Options::default());
    reader.push(b"\xff\xfev\0m\0");
    assert_eq!(reader.finish().problems[0].problem.what, "This is no text in UTF-8.");
}

#[test]
fn problems_without_end_are_counted() {
    let text = "vm,duration_s\n".to_owned() + &"x,y\n".repeat(5000);
    let reading = plain(&text);
    assert_eq!((reading.problems.len(), reading.further_problems), (MOST_PROBLEMS, 5000 - MOST_PROBLEMS));
}

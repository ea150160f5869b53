//! QEMU's own monitor: QMP, today's and the commands of old.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

const fn schema(place: &'static str) -> Source {
    Source::code("QEMU 10.2.50", place)
}
const fn old(place: &'static str) -> Source {
    Source::code("QEMU 2.8, qapi-schema.json", place)
}

const PARAMETERS: Form = Form {
    language: Language::Json,
    acts: Acts::Now,
    note: "",
    head: "{\"execute\": \"migrate-set-parameters\", \"arguments\": {",
    between: ", ",
    tail: "}}",
    begins: false,
    lines: &[
        line(
            Takes::DowntimeMilliseconds,
            "\"downtime-limit\": ",
            schema("qapi/migration.json migrate-set-parameters: downtime-limit in milliseconds"),
        ),
        line(
            Takes::CapBytes,
            "\"max-bandwidth\": ",
            schema("qapi/migration.json migrate-set-parameters: max-bandwidth in bytes a second"),
        ),
    ],
};

const CAPABILITIES: Form = Form {
    acts: Acts::Next,
    note: "Before the migration begins: while one is under way it is refused. Several connections need it on both hosts.",
    head: "{\"execute\": \"migrate-set-capabilities\", \"arguments\": {\"capabilities\": [",
    tail: "]}}",
    lines: &[
        line(
            Takes::SlowedDown,
            "{\"capability\": \"auto-converge\", \"state\": true}",
            schema("qapi/migration.json MigrationCapability: auto-converge"),
        ),
        line(
            Takes::SeveralStreams,
            "{\"capability\": \"multifd\", \"state\": true}",
            schema("qapi/migration.json MigrationCapability: multifd"),
        ),
    ],
    ..PARAMETERS
};

/// Several connections are a capability, and their number is a parameter.
const MULTIFD: Form = Form {
    acts: Acts::Next,
    note: "On both hosts, before the migration begins, after the capability multifd.",
    lines: &[line(
        Takes::Streams,
        "\"multifd-channels\": ",
        schema("qapi/migration.json migrate-set-parameters: multifd-channels"),
    )],
    ..PARAMETERS
};

pub(super) const TODAY: &[Form] = &[PARAMETERS, CAPABILITIES, MULTIFD];

const OLD_NOTE: &str = "Since QEMU 0.14, and until 5.2, which was the last to have this command.";

const OLD_DOWNTIME: Form = Form {
    note: OLD_NOTE,
    head: "{\"execute\": \"migrate_set_downtime\", \"arguments\": {",
    lines: &[line(Takes::DowntimeSeconds, "\"value\": ", old("migrate_set_downtime: in seconds, since 0.14"))],
    ..PARAMETERS
};

const OLD_SPEED: Form = Form {
    note: OLD_NOTE,
    head: "{\"execute\": \"migrate_set_speed\", \"arguments\": {",
    lines: &[line(Takes::CapBytes, "\"value\": ", old("migrate_set_speed: in bytes a second, since 0.14"))],
    ..PARAMETERS
};

pub(super) const OLD: &[Form] = &[OLD_DOWNTIME, OLD_SPEED];

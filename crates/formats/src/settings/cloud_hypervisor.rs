//! Cloud Hypervisor since 52: the command that begins a migration.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

const fn docs(place: &'static str) -> Source {
    Source::documentation("Cloud Hypervisor, docs/live_migration.md, Migration Parameters", place)
}

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::Shell,
    acts: Acts::Next,
    note: "",
    head: "ch-remote --api-socket=SOCKET send-migration destination_url=tcp:HOST:PORT",
    between: "",
    tail: "",
    begins: true,
    lines: &[
        line(Takes::DowntimeMilliseconds, ",downtime_ms=", docs("downtime_ms")),
        line(Takes::TimeSeconds, ",timeout_s=", docs("timeout_s")),
        line(Takes::Action("stop-and-copy"), ",timeout_strategy=ignore", docs("timeout_strategy")),
        line(Takes::Action("cancel"), ",timeout_strategy=cancel", docs("timeout_strategy")),
        line(Takes::Streams, ",connections=", docs("connections")),
    ],
}];

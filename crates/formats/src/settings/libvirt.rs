//! libvirt: virsh.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

const fn manual(place: &'static str) -> Source {
    Source::documentation("libvirt, docs/manpages/virsh.rst", place)
}

/// A migration that is under way.
const NOW: Form = Form {
    language: Language::Shell,
    acts: Acts::Now,
    note: "",
    head: "",
    between: "\n",
    tail: "",
    begins: false,
    lines: &[
        line(
            Takes::DowntimeMilliseconds,
            "virsh migrate-setmaxdowntime DOMAIN ",
            manual("migrate-setmaxdowntime: in milliseconds"),
        ),
        line(Takes::CapMib, "virsh migrate-setspeed DOMAIN ", manual("migrate-setspeed: in MiB/s")),
    ],
};

const SWITCH: Form = Form {
    note: "Only where the migration was begun with --postcopy. It switches when this is run, and does not wait for a time limit.",
    lines: &[line(Takes::Action("post-copy"), "virsh migrate-postcopy DOMAIN", manual("migrate-postcopy"))],
    ..NOW
};

const NEXT: Form = Form {
    language: Language::Shell,
    acts: Acts::Next,
    note: "",
    head: "virsh migrate --live",
    between: "",
    tail: " DOMAIN DESTURI",
    begins: true,
    lines: &[
        line(Takes::CapMib, " --bandwidth ", manual("migrate --bandwidth: in MiB/s")),
        line(Takes::NoCap, "", manual("migrate: without --bandwidth there is no limit")),
        line(Takes::SlowedDown, " --auto-converge", manual("migrate --auto-converge")),
        line(Takes::TimeSeconds, " --timeout ", manual("migrate --timeout: in seconds")),
        line(Takes::Action("pause"), " --timeout-suspend", manual("migrate --timeout-suspend")),
        line(
            Takes::Action("post-copy"),
            " --postcopy --timeout-postcopy",
            manual("migrate --timeout-postcopy: needs --postcopy"),
        ),
        line(
            Takes::Streams,
            " --parallel --parallel-connections ",
            manual("migrate --parallel-connections: needs --parallel"),
        ),
    ],
};

pub(super) const FORMS: &[Form] = &[NOW, NEXT, SWITCH];

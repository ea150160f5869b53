//! VMware: an advanced setting of a host.

use precopy_model::scenario::Source;

use super::form::{Form, Line, Takes, line};
use super::{Acts, Language};

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::PowerShell,
    acts: Acts::Cluster,
    note: "For each host. Since vSphere 7.0 U2 it is 0 by default: as many as the link needs.",
    head: "",
    between: "",
    tail: "",
    begins: false,
    lines: &[Line {
        after: " -Confirm:$false",
        ..line(
            Takes::Streams,
            "Get-VMHost HOST | Get-AdvancedSetting -Name Migrate.VMotionStreamHelpers | Set-AdvancedSetting -Value ",
            Source::documentation(
                "VMware vSphere blog, September 2019 (How to tune vMotion)",
                "Migrate.VMotionStreamHelpers",
            ),
        )
    }],
}];

//! VMware: an advanced setting of a host.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::PowerShell,
    acts: Acts::Cluster,
    note: "For each host. Since vSphere 7.0 U2 there are as many as the link needs where nobody sets it.",
    head: "",
    between: "",
    tail: "",
    begins: false,
    lines: &[line(
        Takes::Streams,
        "Get-AdvancedSetting -Entity (Get-VMHost HOST) -Name Migrate.VMotionStreamHelpers | Set-AdvancedSetting -Value ",
        Source::documentation(
            "VMware vSphere blog, September 2019 (How to tune vMotion)",
            "Migrate.VMotionStreamHelpers",
        ),
    )],
}];

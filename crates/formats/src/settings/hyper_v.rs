//! Hyper-V: the settings of a host.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::PowerShell,
    acts: Acts::Cluster,
    note: "For each host.",
    head: "Set-VMHost -ComputerName HOST",
    between: "",
    tail: "",
    begins: false,
    lines: &[line(
        Takes::SharedBy,
        " -MaximumVirtualMachineMigrations ",
        Source::documentation(
            "MicrosoftDocs/windowsserverdocs 0480221fe1, Set-up-hosts-for-live-migration",
            "Set-VMHost: simultaneous live migrations, 2 by default",
        ),
    )],
}];

//! VirtualBox: the command that begins a teleportation.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

pub(super) const FORMS: &[Form] = &[Form {
    language: Language::Shell,
    acts: Acts::Next,
    note: "",
    head: "VBoxManage controlvm VM teleport --host=HOST --port=PORT",
    between: "",
    tail: "",
    begins: true,
    lines: &[line(
        Takes::DowntimeMilliseconds,
        " --maxdowntime=",
        Source::code("VirtualBox 4908d8d1a8", "VBoxManageControlVM.cpp teleport: --maxdowntime in milliseconds"),
    )],
}];

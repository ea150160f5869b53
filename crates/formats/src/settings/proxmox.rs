//! Proxmox VE: the settings of a VM, and the data centre's limit.

use precopy_model::scenario::Source;

use super::form::{Form, Line, Takes, line};
use super::{Acts, Language};

const fn code(place: &'static str) -> Source {
    Source::code("qemu-server e6352be6 (9.2.6)", place)
}

/// `bwlimit` and `migrate_speed` are both looked at.
const LOWER: &str = "Where datacenter.cfg has a lower bwlimit for migrations, that one counts.";

const VM: Form = Form {
    language: Language::Shell,
    acts: Acts::Next,
    note: "",
    head: "qm set VMID",
    between: "",
    tail: "",
    begins: false,
    lines: &[
        line(
            Takes::DowntimeSeconds,
            " --migrate_downtime ",
            code("src/PVE/QemuServer.pm migrate_downtime: in seconds"),
        ),
        Line {
            note: LOWER,
            ..line(
                Takes::CapMib,
                " --migrate_speed ",
                code(
                    "src/PVE/QemuServer.pm migrate_speed: called MB/s; src/PVE/QemuMigrate.pm phase2 takes it as MiB/s",
                ),
            )
        },
        Line {
            note: LOWER,
            ..line(Takes::NoCap, " --migrate_speed 0", code("src/PVE/QemuServer.pm migrate_speed: 0 is no limit"))
        },
    ],
};

const DATA_CENTRE: Form = Form {
    language: Language::Ini,
    acts: Acts::Cluster,
    note: "In datacenter.cfg, beside other limits of bwlimit. The lower of this and the VM's own counts.",
    head: "",
    lines: &[line(
        Takes::CapKib,
        "bwlimit: migration=",
        code("src/PVE/QemuMigrate.pm phase2: bwlimit of datacenter.cfg, in KiB/s; the lower of the two"),
    )],
    ..VM
};

pub(super) const FORMS: &[Form] = &[VM, DATA_CENTRE];

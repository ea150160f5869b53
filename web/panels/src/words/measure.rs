//! What the panel says that helps to measure a VM: why, with which commands, and what came out of it.

use precopy_base::words::problem_line;
use precopy_formats::dirty_rate::{LineProblem, Measured, Origin, Reading};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, BytesPerSecond, Seconds};
use precopy_model::scenario::distinct_pages::{Fit, Remark, Sample};

use crate::state::measure::Entries;

/// Why it takes two numbers, and several measurements.
pub const WHY: &str = "A product that measures counts each page once, however often it is written. A short window therefore \
    shows how fast pages are written (the dirty rate); a long one shows how many different pages are ever written (the hot \
    set). One number alone tells neither: measure for 1 s, 10 s and 60 s, while the VM is as busy as it gets.";
/// Heads.
pub const STEP_MEASURE: &str = "1. Measure";
/// Heads.
pub const STEP_PASTE: &str = "2. Paste what it said";
/// Heads.
pub const STEP_USE: &str = "3. Use it";
/// Heads.
pub const STEP_GUESS: &str = "Nothing measured? Start from a kind of guest";
/// What starting values are good for.
pub const GUESS: &str = "Orders of magnitude to begin with, for the memory that is entered. Your guest is different: move the \
    sliders and see what matters.";
/// Labels.
pub const TOOL: &str = "Product to measure with";
/// Labels.
pub const PASTE_BOX: &str = "Answers, in any order; several at once are best";
/// In the empty box.
pub const PASTE_EXAMPLE: &str = "{\"return\": {\"status\": \"measured\", \"dirty-rate\": 300, \"calc-time\": 1, …}}\n\nor: \
    dirtyrate.megabytes_per_second=300\n\nor: 10 s: 900 MiB";
/// Below the box.
pub const WHAT_IS_READ: &str = "Read are query-dirty-rate (JSON), virsh domstats --dirtyrate, the monitor's info dirty_rate, \
    KubeVirt's dirty rate metric, and lines such as “10 s: 900 MiB”. Nothing leaves this page.";
/// Labels.
pub const DOMAIN: &str = "VM";
/// Said while there is nothing to show.
pub const NOTHING_YET: &str = "What is read of it appears here.";
/// Buttons.
pub const COPY: &str = "Copy";
/// Buttons.
pub const COPIED: &str = "Copied";
/// Columns of the measurements.
pub const COLUMNS: [&str; 4] = ["Window", "Distinct", "Rate", "Curve lies"];
/// Head of what could not be read.
pub const NOT_READ: &str = "Not read:";
/// The warning that always stands above the factor.
pub const WARNING: &str = "Before a migration less is seen: KubeVirt's developers found dirty rates two to three times higher \
    during migrations than before (VEP 246), and did not find out why. The hot set stays.";
/// Beside the choice of a factor.
pub const COUNT_THE_RATE: &str = "Count the rate";
/// Labels.
pub const FACTOR: &str = "How often the measured rate counts";
/// Said where a migration was running already.
pub const OF_A_MIGRATION: &str =
    "The rate was taken in a running migration, so × 1 is right. It says nothing of the hot set.";
/// Said for a guest in which nothing was seen.
pub const NOTHING_SEEN: &str = "0 MiB/s means less than 1 MiB/s, or that sampling missed the writes (QEMU issue 1200 saw 0 \
    under a copying load). Measure again with the mode dirty-bitmap before you trust it.";
/// Buttons.
pub const WHOLE_WORKING_SET: &str = "The safe side, while the hot set is known from below only: the whole working set.";
/// Buttons.
pub const TAKE_WHOLE: &str = "Set hot set to 100 % of the working set";
/// Above the button that enters the measured windows as they are.
pub const AS_MEASURED: &str =
    "Or the curve as it was measured, for the simulated loop: the bound knows its hot set and rate only.";
/// Buttons.
pub const USE_DISTINCT: &str = "Use as distinct pages";
/// Buttons.
pub const USE: &str = "Use these values";
/// Marks what the calculator holds already.
pub const ENTERED: &str = "These are in the calculator now.";
/// Marks what we have not seen confirmed.
pub const ASSUMED: &str = "assumed";
/// Labels.
pub const TABLE: &str = "What was read";
/// What a screen reader hears of the picture.
pub const PLOT: &str = "Distinct memory by length of the window: the measurements as dots, the fitted curve as a line that \
    rises and then stays at the hot set";
/// Below the picture.
pub const PLOT_CAPTION: &str = "Across the length of the window, up the distinct memory; both scales logarithmic.";

/// A product, with what to do to measure a VM of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tool {
    /// In the list.
    pub id: &'static str,
    /// For people.
    pub name: &'static str,
    /// What to do, in order.
    pub steps: &'static [Step],
}

/// One step of measuring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Something to know or do.
    Say(&'static str),
    /// Something to copy into a terminal.
    Run(&'static str),
    /// Something that we have not seen confirmed.
    Assumed(&'static str),
}

use Step::{Assumed, Run, Say};

const LIBVIRT_LOOP: &str = "for s in 1 10 60; do virsh domdirtyrate-calc DOMAIN --seconds $s; sleep $((s + 1)); virsh domstats \
    DOMAIN --dirtyrate --balloon; done";

/// Every product that we know something of.
pub const TOOLS: &[Tool] = &[
    Tool {
        id: "qemu",
        name: "QEMU (QMP)",
        steps: &[
            Say("Start a measurement of 1 s, and ask for it after that time:"),
            Run("{\"execute\": \"calc-dirty-rate\", \"arguments\": {\"calc-time\": 1}}"),
            Run("{\"execute\": \"query-dirty-rate\"}"),
            Say("Then the same for 10 s and 60 s, and paste the three answers:"),
            Run("{\"execute\": \"calc-dirty-rate\", \"arguments\": {\"calc-time\": 10}}"),
            Run("{\"execute\": \"calc-dirty-rate\", \"arguments\": {\"calc-time\": 60}}"),
            Say("If it says 0 although the guest is busy, count every page instead of sampling:"),
            Run("{\"execute\": \"calc-dirty-rate\", \"arguments\": {\"calc-time\": 10, \"mode\": \"dirty-bitmap\"}}"),
        ],
    },
    Tool {
        id: "libvirt",
        name: "libvirt (virsh)",
        steps: &[
            Say("One measurement, and its answer after that time (libvirt 7.2 or newer, at most 60 s):"),
            Run("virsh domdirtyrate-calc DOMAIN --seconds 1"),
            Run("virsh domstats DOMAIN --dirtyrate --balloon"),
            Say("Or all three at once, in about 75 s:"),
            Run(LIBVIRT_LOOP),
            Say(
                "If it says 0 although the guest is busy, add --mode dirty-bitmap (libvirt 8.1 or newer) to domdirtyrate-calc.",
            ),
        ],
    },
    Tool {
        id: "proxmox",
        name: "Proxmox VE",
        steps: &[
            Say("Open the monitor of the VM on its node:"),
            Run("qm monitor VMID"),
            Say("There, start a measurement of 1 s and ask for it after that time; then with 10 and 60:"),
            Run("calc_dirty_rate 1"),
            Run("info dirty_rate"),
            Assumed(
                "The two commands are in QEMU's own monitor since 6.1; that Proxmox VE passes them on is not tried here.",
            ),
        ],
    },
    Tool {
        id: "kubevirt",
        name: "KubeVirt",
        steps: &[
            Say("A metric holds the rate, sampled for one second at a time. Paste its line, with the name in front:"),
            Run("kubevirt_vmi_dirty_rate_bytes_per_second{name=\"VM\"}"),
            Say("One window says little of the hot set. For more of them, ask libvirt within the VM's pod:"),
            Run(
                "kubectl exec -n NAMESPACE VIRT-LAUNCHER-POD -c compute -- virsh domdirtyrate-calc NAMESPACE_VM --seconds 10",
            ),
            Run(
                "kubectl exec -n NAMESPACE VIRT-LAUNCHER-POD -c compute -- virsh domstats NAMESPACE_VM --dirtyrate --balloon",
            ),
            Assumed("The names of container and domain are those of current versions, and not tried here."),
            Say("While the VM is being migrated no measurement can be started (KubeVirt issue 17504)."),
        ],
    },
    Tool {
        id: "ovirt",
        name: "oVirt",
        steps: &[
            Say(
                "oVirt itself measures nothing before a migration. On the host, read only, libvirt tells of the memory, and of a \
                 dirty rate if one was measured:",
            ),
            Run("virsh -r domstats DOMAIN --balloon --dirtyrate"),
            Assumed("A read-only connection cannot start a measurement; that needs libvirt's credentials on the host."),
        ],
    },
    Tool {
        id: "vsphere",
        name: "VMware vSphere",
        steps: &[
            Say(
                "vSphere shows no dirty rate. “Active memory” (Monitor, Performance, Advanced, Memory; or the column Active of \
                 RVTools' vMemory) is what was touched lately, by sampling: a rough guess for the hot set. Reads count in it as \
                 well, so it is rather too large.",
            ),
            Say("Enter it as the hot set, and try the dirty rates of the guests below."),
        ],
    },
    Tool {
        id: "xen",
        name: "Xen",
        steps: &[Say(
            "We know of nothing built in that measures before a migration. Start from a kind of guest below.",
        )],
    },
    Tool {
        id: "hyperv",
        name: "Hyper-V",
        steps: &[Say(
            "We know of nothing built in that measures before a migration. Start from a kind of guest below.",
        )],
    },
    Tool {
        id: "cloud-hypervisor",
        name: "Cloud Hypervisor",
        steps: &[Say(
            "We know of nothing built in that measures before a migration. Start from a kind of guest below.",
        )],
    },
    Tool {
        id: "virtualbox",
        name: "VirtualBox",
        steps: &[Say(
            "We know of nothing built in that measures before a teleportation. Start from a kind of guest below.",
        )],
    },
];

/// The product whose commands are shown: the chosen one, or the one that fits the preset.
#[must_use]
pub fn tool(chosen: Option<&str>, preset: &str) -> &'static Tool {
    // Presets of one product have names that begin alike: "xen", "xen-4.5", …
    let of_preset = || TOOLS.iter().find(|tool| preset.starts_with(tool.id));
    let others = [
        ("kvm", "proxmox"),
        ("nova", "libvirt"),
        ("openstack", "libvirt"),
        ("vmotion", "vsphere"),
        ("hyper", "hyperv"),
    ];
    let alias = || others.iter().find(|(start, _)| preset.starts_with(start)).and_then(|(_, id)| with_id(id));
    chosen.and_then(with_id).or_else(of_preset).or_else(alias).unwrap_or(&FIRST)
}

#[allow(clippy::indexing_slicing)] // at compile time
static FIRST: Tool = TOOLS[0];

fn with_id(id: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.id == id)
}

/// What was read, in a line for those who cannot see the table.
#[must_use]
pub fn summary(text: &str, reading: &Reading, shown: usize) -> String {
    let problems = reading.problems.len();
    match (shown, problems) {
        _ if text.trim().is_empty() => NOTHING_YET.to_owned(),
        (0, 0) if !reading.guests.is_empty() => "Only memory sizes are in it; no dirty rate yet.".to_owned(),
        (0, 0) => "There is no answer in it yet: commands and comments only.".to_owned(),
        (0, _) => "No measurement could be read.".to_owned(),
        (1, 0) => "One measurement was read.".to_owned(),
        (1, _) => "One measurement was read; not all of the text.".to_owned(),
        (many, 0) => format!("{many} measurements were read."),
        (many, _) => format!("{many} measurements were read; not all of the text."),
    }
}

/// The cells of one measurement: window, distinct memory, rate, and how far the curve lies above it.
#[must_use]
pub fn row(sample: &Sample, fit: Option<&Fit>) -> [String; 4] {
    let bytes = |bytes: Bytes| short(Amount::Bytes(bytes));
    let unknown = || "–".to_owned();
    let above = fit
        .and_then(|fit| fit.above(sample))
        .map(|above| if above.as_bytes() < 1.0 { "on it".to_owned() } else { format!("{} above", bytes(above)) });
    [
        sample.window.map_or_else(unknown, short_seconds),
        sample.distinct().map_or_else(unknown, bytes),
        rate(sample.rate),
        above.unwrap_or_else(unknown),
    ]
}

fn rate(rate: BytesPerSecond) -> String {
    format!("{}/s", short(Amount::Bytes(Bytes::from_bytes(rate.as_bytes_per_second()))))
}

/// Where a measurement comes from.
#[must_use]
pub fn origin(one: &Measured) -> String {
    format!("line {}: {}", one.line, source_of(one))
}

fn source_of(one: &Measured) -> String {
    let from = match one.origin {
        Origin::QueryDirtyRate => "query-dirty-rate",
        Origin::Domstats => "virsh domstats",
        Origin::Monitor => "info dirty_rate",
        Origin::QueryMigrate => "query-migrate, in a migration; mean of a time that is not said",
        Origin::DomJobInfo => "virsh domjobinfo, in a migration; mean of a time that is not said",
        Origin::Metric => "KubeVirt's metric, of one second",
        Origin::MigrationMetric => "KubeVirt's metric, in a migration; mean of a time that is not said",
        Origin::Typed => "lines written by hand",
    };
    match one.mode {
        Some(mode) => format!("{from}, {}", mode.name()),
        None => from.to_owned(),
    }
}

/// Where the measurements come from, each source once.
#[must_use]
pub fn origins(rows: &[&Measured]) -> String {
    let mut names: Vec<String> = Vec::new();
    for one in rows {
        let name = source_of(one);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { String::new() } else { format!("From {}.", names.join("; ")) }
}

/// The fit in words.
#[must_use]
pub fn fitted(fit: &Fit) -> String {
    let at_least = if fit.hot_set_is_lower_limit() { "at least " } else { "" };
    let hot_set = match fit.hot_set {
        Some(hot_set) => format!("hot set {at_least}{}", short(Amount::Bytes(hot_set))),
        None => "hot set unknown".to_owned(),
    };
    let used_up = fit.used_up().filter(|_| !fit.hot_set_is_lower_limit());
    let used_up = used_up.map_or_else(String::new, |time| format!(", written over once in {}", short_seconds(time)));
    format!("{hot_set}; dirty rate at least {}{used_up}.", rate(fit.rate))
}

/// How the fit is made.
pub const FIT: &str = "Fitted so that no measurement lies above the curve: ";

/// A remark on the fit.
#[must_use]
pub fn remark(remark: &Remark) -> String {
    let time = |time: &Seconds| short_seconds(*time);
    match remark {
        Remark::NothingSeen => NOTHING_SEEN.to_owned(),
        Remark::OneWindow(window) => format!(
            "There is only a window of {}: the hot set is at least what it shows, and at most the working set. Measure with \
             a much longer one as well, and with a shorter one for the rate.",
            time(window)
        ),
        Remark::StillGrowing(window) => format!(
            "Even the longest window, {}, shows more than the shorter ones: the hot set may be larger. What it shows is a \
             lower limit.",
            time(window)
        ),
        Remark::RateHidden(window) => format!(
            "The shortest window, {}, shows the whole hot set already: the rate may be much higher. Measure with a shorter \
             window.",
            time(window)
        ),
        Remark::Fewer { shorter, longer } => format!(
            "In {} less was written than in {}: the load changed in between, or the figures are rounded. The busier one \
             counts.",
            time(longer),
            time(shorter)
        ),
    }
}

/// What a button enters: "Set hot set to 930 MiB and dirty rate to 76,800 pages/s".
#[must_use]
pub fn set(entries: &Entries) -> String {
    let mut text = String::from("Set ");
    // A shape is not to be read aloud.
    let count = entries.iter().filter(|(field, _)| *field != Field::Shape).count();
    for (index, (field, value)) in entries.iter().filter(|(field, _)| *field != Field::Shape).enumerate() {
        text += match index {
            0 => "",
            _ if index + 1 == count => " and ",
            _ => ", ",
        };
        text += &format!("{} to {value}", field.name().to_ascii_lowercase());
    }
    text
}

/// The values of a kind of guest: "working set 60 %, hot set 5 %, 5,000 pages/s".
#[must_use]
pub fn values(entries: &Entries) -> String {
    let value = |(field, value): &(Field, String)| match field {
        Field::DirtyRate => value.clone(),
        field => format!("{} {value}", field.name().to_ascii_lowercase()),
    };
    entries.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// The verdict on the values that are in the calculator now.
#[must_use]
pub fn calculator_says(verdict: &str) -> String {
    format!("With what is entered now, the calculator says: {verdict}")
}

/// The name of a button that copies: what it says, and which command.
#[must_use]
pub fn copy(says: &str, command: &str) -> String {
    format!("{says} {command}")
}

/// Beside the level part of the curve.
#[must_use]
pub fn hot_set_label(fit: &Fit) -> String {
    let at_least = if fit.hot_set_is_lower_limit() { "at least " } else { "" };
    fit.hot_set.map_or_else(String::new, |hot_set| format!("{at_least}{}", short(Amount::Bytes(hot_set))))
}

/// Said instead of a button where the memory is too small for what was measured.
#[must_use]
pub fn more_than_memory(hot_set: Bytes, memory: Bytes) -> String {
    format!(
        "This guest writes at least {}, more than the memory that is entered ({}). Enter its memory first.",
        short(Amount::Bytes(hot_set)),
        short(Amount::Bytes(memory))
    )
}

/// What could not be read, with its line.
#[must_use]
pub fn not_read(problem: &LineProblem) -> String {
    let said = problem_line(&problem.problem);
    match problem.line {
        Some(line) => format!("Line {line}: {said}"),
        None => said,
    }
}

/// A factor on its button.
#[must_use]
pub fn factor(factor: u8) -> String {
    format!("× {factor}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::scenario::presets;

    #[test]
    fn the_commands_shown_fit_the_product_that_is_chosen() {
        let id = |chosen, preset| tool(chosen, preset).id;
        assert_eq!([id(None, "qemu"), id(None, "xen"), id(None, "kvm-paper")], ["qemu", "xen", "proxmox"]);
        assert_eq!(
            [id(None, "custom"), id(Some("vsphere"), "xen"), id(Some("nothing"), "xen")],
            ["qemu", "vsphere", "xen"]
        );
        for preset in presets::all() {
            let expected = match preset.id {
                id if id.starts_with("kvm") || id == "proxmox" => "proxmox",
                id if id.starts_with("xen") => "xen",
                id if id.starts_with("ovirt") => "ovirt",
                id if id.starts_with("kubevirt") => "kubevirt",
                id if id.starts_with("vmotion") => "vsphere",
                id if id.starts_with("cloud-hypervisor") => "cloud-hypervisor",
                "hyper-v" => "hyperv",
                "virtualbox" => "virtualbox",
                "libvirt" | "nova" => "libvirt",
                _ => "qemu",
            };
            assert_eq!(id(None, preset.id), expected, "{}", preset.id);
        }
    }

    #[test]
    fn a_button_says_what_it_sets() {
        let entries = vec![
            (Field::WorkingSet, "2 GiB".to_owned()),
            (Field::HotSet, "1 GiB".to_owned()),
            (Field::DirtyRate, "76,800 pages/s".to_owned()),
        ];
        assert_eq!(set(&entries), "Set working set to 2 GiB, hot set to 1 GiB and dirty rate to 76,800 pages/s");
        assert_eq!(values(&entries), "working set 2 GiB, hot set 1 GiB, 76,800 pages/s");
    }
}

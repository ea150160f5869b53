//! Measured dirty rates, as products print them: recognised by their content, read as far as they go.
//!
//! | what | from |
//! | --- | --- |
//! | JSON, one object, a list, or several after one another | QEMU's `query-dirty-rate`; also `query-migrate` |
//! | `key=value` lines | `virsh domstats --dirtyrate`, with `--balloon` for the memory |
//! | `label: value` lines | the QEMU monitor's `info dirty_rate`; also `virsh domjobinfo` |
//! | metrics | `kubevirt_vmi_dirty_rate_bytes_per_second` and the rate of a running migration |
//! | `window: amount` | written by hand: `10 s: 900 MiB` |
//!
//! They may be mixed in one text. What cannot be read becomes a problem with its line; the rest is kept.
//!
//! Field names and units: QEMU `qapi/migration.json` and `migration/dirtyrate.c` (rates are MiB/s there, also where "MB" is
//! printed); libvirt `docs/manpages/virsh.rst` and `tools/virsh-domain.c`; KubeVirt `docs/observability/metrics.md`.

mod block;
mod json;
mod metric;
mod qmp;
mod reader;
mod report;
mod typed;

use precopy_model::problem::Problem;
use precopy_model::quantity::text::with_places;
use precopy_model::quantity::{BYTES_PER_MIB, Bytes};
use precopy_model::scenario::distinct_pages::Sample;

/// Longer texts are refused.
pub const MAX_BYTES: usize = 1_000_000;
/// Further measurements are not kept.
pub const MAX_MEASURED: usize = 200;
/// Further problems are counted, not listed.
const MAX_PROBLEMS: usize = 20;
/// Pages are of this size where a count of them comes without one.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The measurements, in the order of the text.
    pub measured: Vec<Measured>,
    /// What is said of the memory of VMs.
    pub guests: Vec<Guest>,
    /// What could not be read.
    pub problems: Vec<LineProblem>,
}

impl Reading {
    /// The names of the VMs, each once, in the order of the text.
    #[must_use]
    pub fn domains(&self) -> Vec<&str> {
        let measured = self.measured.iter().map(|one| one.domain.as_deref());
        let guests = self.guests.iter().map(|guest| guest.domain.as_deref());
        let mut names = Vec::new();
        for name in measured.chain(guests).flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What was measured of one VM, and what does not say of which it is.
    pub fn of<'a>(&'a self, domain: Option<&'a str>) -> impl Iterator<Item = &'a Measured> {
        self.measured.iter().filter(move |one| one.domain.is_none() || one.domain.as_deref() == domain)
    }

    /// The memory of one VM.
    #[must_use]
    pub fn guest(&self, domain: Option<&str>) -> Option<&Guest> {
        self.guests.iter().rfind(|guest| guest.domain.is_none() || guest.domain.as_deref() == domain)
    }
}

/// One measurement that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Window and rate.
    pub sample: Sample,
    /// Who said it.
    pub origin: Origin,
    /// How it was measured, where that is said.
    pub mode: Option<Mode>,
    /// The VM's name, where that is said.
    pub domain: Option<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// Who said a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// QEMU's answer to `query-dirty-rate`.
    QueryDirtyRate,
    /// `virsh domstats --dirtyrate`.
    Domstats,
    /// `info dirty_rate` in QEMU's monitor.
    Monitor,
    /// QEMU's answer to `query-migrate`, in a running migration.
    QueryMigrate,
    /// `virsh domjobinfo`, in a running migration.
    DomJobInfo,
    /// KubeVirt's metric of a VM.
    Metric,
    /// KubeVirt's metric of a running migration.
    MigrationMetric,
    /// Written by hand.
    Typed,
}

impl Origin {
    /// Whether it was measured while the VM was being migrated.
    #[must_use]
    pub const fn is_of_a_migration(self) -> bool {
        matches!(self, Self::QueryMigrate | Self::DomJobInfo | Self::MigrationMetric)
    }
}

/// How a dirty rate was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Some pages are looked at twice. The default, and the least exact.
    PageSampling,
    /// The hypervisor's own dirty bitmap: every page counts.
    DirtyBitmap,
    /// The dirty rings of the virtual CPUs.
    DirtyRing,
}

impl Mode {
    /// The mode with this name in QEMU and libvirt.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::PageSampling, Self::DirtyBitmap, Self::DirtyRing].into_iter().find(|mode| mode.name() == name.trim())
    }

    /// The name in QEMU and libvirt.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PageSampling => "page-sampling",
            Self::DirtyBitmap => "dirty-bitmap",
            Self::DirtyRing => "dirty-ring",
        }
    }
}

/// What is said of the memory of a VM.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guest {
    /// Its name, where that is said.
    pub domain: Option<String>,
    /// Configured memory.
    pub memory: Option<Bytes>,
    /// What the balloon leaves to the guest.
    pub current: Option<Bytes>,
    /// What the guest leaves untouched.
    pub unused: Option<Bytes>,
}

impl Guest {
    /// The configured memory, or what the balloon leaves where that is all that is said.
    #[must_use]
    pub fn memory(&self) -> Option<Bytes> {
        self.memory.or(self.current)
    }

    /// What holds data, as far as the guest says: what the balloon leaves to it, less what it has never touched.
    #[must_use]
    pub fn in_use(&self) -> Option<Bytes> {
        let used = self.current.or(self.memory)? - self.unused?;
        (Bytes::ZERO < used).then_some(used)
    }
}

/// Something that could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, from 1; none when it is about the text as a whole.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// Reads all that is in a text. Never fails: a text without anything to read gives a problem that says what can be read.
///
/// ```
/// use precopy_formats::dirty_rate::read;
/// let reading = read(r#"{"return": {"status": "measured", "dirty-rate": 300, "calc-time": 2, "mode": "page-sampling"}}"#);
/// let sample = reading.measured[0].sample;
/// assert_eq!(sample.window.unwrap().as_seconds(), 2.0);
/// assert_eq!(sample.distinct().unwrap().as_bytes(), 600.0 * 1024.0 * 1024.0);
/// ```
#[must_use]
pub fn read(text: &str) -> Reading {
    if MAX_BYTES < text.len() {
        let size = text.len() as f64 / BYTES_PER_MIB;
        let problem = Problem::general(format!("This text is too long: {} MiB.", with_places(size, 1)))
            .allowed("about 1 MB; a few answers are enough");
        return Reading { problems: vec![LineProblem { line: None, problem }], ..Reading::default() };
    }
    let mut reader = reader::Reader::default();
    reader.text(text);
    reader.finish()
}

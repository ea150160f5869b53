//! Lines that belong together: those of one VM in `virsh domstats`, one answer of the monitor's `info dirty_rate`, one of
//! `virsh domjobinfo`.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, parse, plain_number};
use precopy_model::quantity::{BYTES_PER_KIB, Bytes, limits};

use super::report::{Report, Status};
use super::{Guest, Mode, Origin};

/// Groups of `virsh domstats` that say nothing of the dirty rate.
const OTHER_GROUPS: [&str; 9] = ["state.", "cpu.", "vcpu.", "net.", "block.", "memory.", "perf.", "iothread.", "vm."];

/// Labels of `virsh domjobinfo` that are passed over.
const JOB_LABELS: [&str; 34] = [
    "Operation",
    "Time elapsed",
    "Time elapsed w/o network",
    "Time remaining",
    "Data processed",
    "Data remaining",
    "Data total",
    "Memory processed",
    "Memory remaining",
    "Memory bandwidth",
    "Iteration",
    "File processed",
    "File remaining",
    "File total",
    "File bandwidth",
    "Constant pages",
    "Normal pages",
    "Normal data",
    "Expected downtime",
    "Total downtime",
    "Downtime w/o network",
    "Setup time",
    "Postcopy requests",
    "Compression cache",
    "Compressed data",
    "Compressed pages",
    "Compression cache misses",
    "Compression overflows",
    "Auto converge throttle",
    "Error message",
    "Disk space total",
    "Disk space used",
    "Transferred data",
    "Zero pages",
];

/// Lines that belong together, as far as they have been read.
pub(super) struct Block {
    line: usize,
    /// Whether a `Domain:` line stands above.
    of_domain: bool,
    /// Whether a line said anything of a measurement.
    spoke: bool,
    broken: bool,
    report: Report,
    guest: Guest,
}

impl Block {
    pub(super) fn new(line: usize) -> Self {
        let report = Report::of(Origin::Domstats);
        Self { line, of_domain: false, spoke: false, broken: false, report, guest: Guest::default() }
    }

    /// The lines of one VM.
    pub(super) fn domain(line: usize) -> Self {
        Self { of_domain: true, ..Self::new(line) }
    }

    pub(super) const fn line(&self) -> usize {
        self.line
    }

    pub(super) const fn is_of_domain(&self) -> bool {
        self.of_domain
    }

    /// Whether such a line can be the first of a block.
    pub(super) fn begins_with(text: &str) -> bool {
        ["Status:", "Job type:", "dirtyrate.calc_status="].iter().any(|first| text.starts_with(first))
    }

    /// Whether the block ends before such a first line.
    pub(super) fn is_over(&self, text: &str) -> bool {
        self.spoke || (self.of_domain && !text.starts_with("dirtyrate."))
    }

    /// Takes a line; none when it is none of these.
    pub(super) fn take(&mut self, text: &str) -> Option<Result<(), Problem>> {
        let taken = match text.split_once('=') {
            Some((key, value)) if key.contains('.') && !key.contains(' ') => self.stat(key, value.trim()),
            _ => {
                let (label, value) = text.split_once(':')?;
                self.label(label.trim(), value.trim())
            }
        };
        if matches!(taken, Some(Err(_))) {
            self.broken = true;
        }
        taken
    }

    /// `key=value`, of `virsh domstats`.
    fn stat(&mut self, key: &str, value: &str) -> Option<Result<(), Problem>> {
        if OTHER_GROUPS.iter().any(|group| key.starts_with(group)) {
            return Some(Ok(()));
        }
        if let Some(key) = key.strip_prefix("balloon.") {
            let place = match key {
                "maximum" => &mut self.guest.memory,
                "current" => &mut self.guest.current,
                "unused" => &mut self.guest.unused,
                _ => return Some(Ok(())),
            };
            let bytes = plain_number(value).map(|kib| kib * BYTES_PER_KIB);
            return Some(match bytes {
                Some(bytes) if limits::SET.contains(bytes) => {
                    *place = Some(Bytes::from_bytes(bytes));
                    Ok(())
                }
                _ => Err(not_a_number(value)),
            });
        }
        let key = key.strip_prefix("dirtyrate.")?;
        self.spoke = true;
        let number = || plain_number(value).ok_or_else(|| not_a_number(value));
        Some(match key {
            "calc_status" => self.status(value),
            "calc_period" => number().map(|seconds| self.report.window = Some(seconds)),
            "megabytes_per_second" => number().map(|mib| self.report.set_mib_per_second(mib)),
            "calc_mode" => {
                self.report.mode = Mode::named(value);
                Ok(())
            }
            // The start, and the rates of single virtual CPUs.
            _ => Ok(()),
        })
    }

    /// `label: value`, of the monitor or of `virsh domjobinfo`.
    fn label(&mut self, label: &str, value: &str) -> Option<Result<(), Problem>> {
        let first = value.split_whitespace().next().unwrap_or_default();
        let number = || plain_number(first).ok_or_else(|| not_a_number(value));
        let of_vcpu = label.starts_with("vcpu[");
        Some(match label {
            "Status" => {
                self.speak(Origin::Monitor);
                self.status(first)
            }
            "Period" => number().map(|seconds| {
                self.report.window = Some(if value.ends_with("(ms)") { seconds / 1000.0 } else { seconds });
            }),
            "Mode" => {
                self.report.mode = Mode::named(first);
                Ok(())
            }
            "Start Time" | "Sample Pages" => Ok(()),
            _ if of_vcpu => Ok(()),
            "Job type" => {
                self.speak(Origin::DomJobInfo);
                Ok(())
            }
            "Dirty rate" if value.starts_with("(not ready)") => {
                self.speak(Origin::Monitor);
                self.report.status.get_or_insert(Status::Measuring);
                Ok(())
            }
            "Dirty rate" if value.ends_with("pages/s") => {
                self.speak(Origin::DomJobInfo);
                number().map(|pages| self.report.pages = Some(pages))
            }
            "Dirty rate" => {
                self.speak(Origin::Monitor);
                number().map(|mib| self.report.set_mib_per_second(mib))
            }
            "Page size" => {
                if let Ok(Amount::Bytes(page)) = parse(value, Kind::Size)
                    && limits::PAGE_SIZE.contains(page.as_bytes())
                {
                    self.report.page_size = page;
                }
                Ok(())
            }
            "Memory total" => {
                if let Ok(Amount::Bytes(memory)) = parse(value, Kind::Size) {
                    self.guest.memory = Some(memory).filter(|memory| limits::MEMORY.contains(memory.as_bytes()));
                }
                Ok(())
            }
            _ if JOB_LABELS.contains(&label) => {
                self.speak(Origin::DomJobInfo);
                Ok(())
            }
            _ => return None,
        })
    }

    fn status(&mut self, value: &str) -> Result<(), Problem> {
        match Status::named(value) {
            Some(status) => {
                self.report.status = Some(status);
                Ok(())
            }
            None => Err(Problem::general("The status is none of unstarted (0), measuring (1) and measured (2).")),
        }
    }

    fn speak(&mut self, origin: Origin) {
        self.spoke = true;
        self.report.origin = origin;
    }

    pub(super) fn says_memory(&self) -> bool {
        self.guest != Guest::default()
    }

    pub(super) fn note_memory(&self, guest: &mut Guest) {
        let read = &self.guest;
        guest.memory = read.memory.or(guest.memory);
        guest.current = read.current.or(guest.current);
        guest.unused = read.unused.or(guest.unused);
    }

    /// The report that the lines make; none when they are not about a measurement, or a line of theirs has its problem
    /// already.
    pub(super) fn report(&self) -> Option<Result<&Report, Problem>> {
        if self.broken {
            return None;
        }
        if self.spoke {
            return Some(Ok(&self.report));
        }
        let silent = self.of_domain && !self.says_memory();
        silent.then(|| {
            let what =
                "There is no dirty rate for this VM: first start virsh domdirtyrate-calc, then ask with --dirtyrate.";
            Err(Problem::general(what))
        })
    }
}

fn not_a_number(value: &str) -> Problem {
    Problem::general("This is not a number.").given(value.chars().take(60).collect::<String>())
}

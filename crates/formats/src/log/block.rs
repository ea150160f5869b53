//! Answers of `virsh domjobinfo --completed`, one after another, in the C locale. Who asked may have written above each which VM it is of,
//! when it began and where it went: `Domain: web`, `Start: 2024-01-31T13:45:00Z`, or the very command.

use precopy_model::problem::Problem;
use precopy_model::records::log::Outcome;

use super::draft::{Draft, outcome};
use super::field::{Field, Named};
use super::sink::Sink;

/// How a job begins.
const FIRST: &str = "Job type:";

/// What makes an answer a migration's.
const MIGRATIONS: [&str; 2] = ["Outgoing migration", "Incoming migration"];

/// Labels that say something, and what they say.
const LABELS: &[(&str, Field)] = &[
    ("Time elapsed", Field::Duration),
    ("Data processed", Field::Sent),
    ("Memory total", Field::Memory),
    ("Memory bandwidth", Field::Rate),
    ("Iteration", Field::Rounds),
    ("Total downtime", Field::Downtime),
];

/// Labels that are passed over.
const OTHERS: [&str; 26] = [
    "Time elapsed w/o network",
    "Time remaining",
    "Data remaining",
    "Data total",
    "Memory processed",
    "Memory remaining",
    "Dirty rate",
    "Page size",
    "File processed",
    "File remaining",
    "File total",
    "File bandwidth",
    "Constant pages",
    "Normal pages",
    "Normal data",
    "Expected downtime",
    "Downtime w/o network",
    "Setup time",
    "Postcopy requests",
    "Compression cache",
    "Compressed data",
    "Compressed pages",
    "Compression cache misses",
    "Compression overflows",
    "Auto converge throttle",
    "Zero pages",
];

/// Answers on their way.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// What is said of the next job, or of this one.
    draft: Draft,
    /// The line of the job that is being read, and what kind it is.
    job: Option<(usize, Job)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Migration,
    Other,
    None,
}

impl Blocks {
    /// Whether a text begins so.
    pub(super) fn begin_with(line: &str) -> bool {
        line.trim_start().starts_with(FIRST)
    }

    /// Takes a line.
    pub(super) fn line(&mut self, number: usize, line: &str, sink: &mut Sink) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            if self.job.is_some() {
                self.end(sink);
            }
            return;
        }
        if let Some(kind) = line.strip_prefix(FIRST) {
            if self.job.is_some() {
                self.end(sink);
            }
            self.begin(number, kind.trim(), sink);
        } else if let Some(name) = asked_for(line) {
            self.end_before_next(sink);
            self.draft.set_name(Field::Vm, name, &mut sink.reading.log);
        } else if let Some((label, value)) = line.split_once(':') {
            self.label(number, label.trim(), value.trim(), sink);
        } else {
            self.unknown(number, line, sink);
        }
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        self.end(sink);
    }

    fn begin(&mut self, number: usize, kind: &str, sink: &mut Sink) {
        let job = if kind == "None" { Job::None } else { Job::Migration };
        self.job = Some((number, job));
        match outcome(kind) {
            Some(outcome) => self.draft.set_outcome(outcome),
            None => self.unknown(number, kind, sink),
        }
    }

    fn label(&mut self, number: usize, label: &str, value: &str, sink: &mut Sink) {
        if label == "Operation" {
            if let Some((_, job)) = self.job.as_mut().filter(|_| !MIGRATIONS.contains(&value)) {
                *job = Job::Other;
            }
            return;
        }
        if label == "Error message" {
            self.draft.set_name(Field::Cause, value, &mut sink.reading.log);
            if let Some((_, Job::Migration)) = self.job {
                self.draft.set_outcome(Outcome::Failed);
            }
            return;
        }
        if OTHERS.contains(&label) {
            return;
        }
        let known = LABELS.iter().find(|(known, _)| *known == label).map(|(_, field)| *field);
        if known.is_none() && self.job.is_some() && Field::named(label).is_some() {
            // What is said of the next one ends this one.
            self.end(sink);
        }
        let named = known.map(|field| Named { field, unit: None }).or_else(|| Field::named(label));
        let Some(named) = named else { return self.unknown(number, label, sink) };
        // A count is written with spaces behind it, a time with its unit.
        if let Err(problem) = self.draft.set(named, value, &mut sink.reading.log, sink.minutes_ahead) {
            sink.problem(number, Problem { what: format!("{label}: {}", problem.what), ..problem });
        }
    }

    fn unknown(&self, number: usize, what: &str, sink: &mut Sink) {
        let problem = Problem::general("This is no line of virsh domjobinfo in the C locale.");
        sink.problem(number, problem.given(super::moment::short(what)));
    }

    fn end_before_next(&mut self, sink: &mut Sink) {
        if self.job.is_some() {
            self.end(sink);
        }
    }

    /// The job is over.
    fn end(&mut self, sink: &mut Sink) {
        let draft = std::mem::take(&mut self.draft);
        match self.job.take() {
            Some((number, Job::Migration)) => {
                let mut draft = draft;
                draft.set_name(Field::Product, "libvirt", &mut sink.reading.log);
                sink.record(draft, number);
            }
            Some((_, Job::Other | Job::None)) => sink.other(),
            None => {}
        }
    }
}

/// The VM of a command such as `$ virsh domjobinfo --completed web`.
fn asked_for(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("domjobinfo")?;
    before.contains("virsh").then_some(())?;
    after.split_whitespace().find(|word| !word.starts_with('-'))
}

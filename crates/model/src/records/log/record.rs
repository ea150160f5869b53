//! One migration, as far as a log tells of it.

use super::{Moment, Name, Names};
use crate::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};

/// How a migration ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The guest runs at the destination.
    Completed,
    /// It did not come to that, for a reason that nobody wished.
    Failed,
    /// Somebody or a rule called it off. It counts neither as done nor as failed.
    Cancelled,
    /// It had not ended when this was written down, or the log does not say how.
    #[default]
    Unknown,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Completed, Self::Failed, Self::Cancelled, Self::Unknown];

    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }
}

/// One migration. What the log does not tell is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Record {
    /// The VM.
    pub vm: Option<Name>,
    /// The host that it left.
    pub source: Option<Name>,
    /// The host that it went to.
    pub destination: Option<Name>,
    /// The product that moved it.
    pub product: Option<Name>,
    /// When it began.
    pub start: Option<Moment>,
    /// How long it took, until it ended in whatever way.
    pub duration: Option<Seconds>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, where it did not end well.
    pub cause: Option<Name>,
    /// Memory of the VM (VMSIZE).
    pub memory: Option<Bytes>,
    /// Memory that holds data (WSET).
    pub working_set: Option<Bytes>,
    /// Memory that is rewritten (HWSET).
    pub hot_set: Option<Bytes>,
    /// How fast (RATE).
    pub dirty_rate: Option<PagesPerSecond>,
    /// What went over the link.
    pub sent: Option<Bytes>,
    /// How long the guest ran nowhere.
    pub downtime: Option<Seconds>,
    /// Passes over the memory.
    pub rounds: Option<u32>,
    /// How fast it was sent, as the product says.
    pub rate: Option<BytesPerSecond>,
    /// The line or object of the file at which it stands, from 1; 0: in none.
    pub line: u32,
}

impl Record {
    /// Whether it counts when failures are counted: it was neither called off nor left open.
    #[must_use]
    pub const fn is_decided(&self) -> bool {
        matches!(self.outcome, Outcome::Completed | Outcome::Failed)
    }

    /// When it ended.
    #[must_use]
    pub fn end(&self) -> Option<Moment> {
        Some(self.start?.after(self.duration?))
    }
}

/// Many of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// In the order in which they were read.
    pub records: Vec<Record>,
    /// What their names are.
    pub names: Names,
}

impl Log {
    /// Takes over the records of another log, with their names.
    pub fn append(&mut self, other: &Self) {
        for record in &other.records {
            let mut renamed = *record;
            for name in [
                &mut renamed.vm,
                &mut renamed.source,
                &mut renamed.destination,
                &mut renamed.product,
                &mut renamed.cause,
            ] {
                *name = name.and_then(|name| self.names.named(other.names.text(name)));
            }
            self.records.push(renamed);
        }
    }

    /// The text of a name; empty where there is none.
    #[must_use]
    pub fn text(&self, name: Option<Name>) -> &str {
        name.map_or("", |name| self.names.text(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_joined_by_the_texts_of_their_names() {
        let log = |first: &str, second: &str| {
            let mut log = Log::default();
            let (vm, source) = (log.names.named(first), log.names.named(second));
            log.records.push(Record { vm, source, ..Record::default() });
            log
        };
        let mut joined = log("web", "host-1");
        joined.append(&log("host-1", "web"));
        let [one, other] = [joined.records[0], joined.records[1]];
        assert_eq!((one.vm, one.source), (other.source, other.vm));
        assert_eq!(joined.names.len(), 2);
    }
}

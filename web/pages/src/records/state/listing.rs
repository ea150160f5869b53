//! The migrations one by one: which of them, in which order, and from which row on.

use precopy_model::records::log::{Log, Record};

use super::large::Large;
use super::looked_at::Looked;

/// So many are shown at once.
pub const ROWS: usize = 25;

/// By what they are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// As they stand in the log.
    #[default]
    Place,
    /// When they began.
    Start,
    /// How long they took.
    Duration,
    /// The size of the VM.
    Memory,
    /// What was sent.
    Sent,
    /// How long the guest ran nowhere.
    Downtime,
}

impl Column {
    /// Those by which one can order, as they stand in the table.
    pub const ALL: [Self; 5] = [Self::Start, Self::Duration, Self::Memory, Self::Sent, Self::Downtime];

    /// What a record has there.
    #[must_use]
    pub fn of(self, record: &Record) -> Option<f64> {
        match self {
            Self::Place => None,
            Self::Start => record.start.map(|start| start.since_1970.as_seconds()),
            Self::Duration => record.duration.map(|time| time.as_seconds()),
            Self::Memory => record.memory.map(|memory| memory.as_bytes()),
            Self::Sent => record.sent.map(|sent| sent.as_bytes()),
            Self::Downtime => record.downtime.map(|time| time.as_seconds()),
        }
    }

    /// The number by which a record is ordered: the largest first, where that is wanted; what is not said always last.
    #[must_use]
    pub fn key(self, record: &Record, largest_first: bool) -> f64 {
        self.of(record).map_or(f64::INFINITY, |number| if largest_first { -number } else { number })
    }
}

/// An order, and what is sought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// By this.
    pub column: Column,
    /// The largest first.
    pub largest_first: bool,
    /// In names of VMs, hosts, products and causes.
    pub sought: String,
}

impl Order {
    /// The same by another column; by the same one the other way round.
    #[must_use]
    pub fn by(&self, column: Column) -> Self {
        let largest_first = if self.column == column { !self.largest_first } else { true };
        Self { column, largest_first, sought: self.sought.clone() }
    }
}

/// Which migrations, in which order?
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Those that are looked at.
    pub looked: Looked,
    /// Their places.
    pub places: Large<Vec<u32>>,
    /// In this order, with what is sought.
    pub order: Order,
}

/// Whether a text holds what is sought, whatever the case of its letters.
#[must_use]
pub fn holds(text: &str, sought: &str) -> bool {
    let (text, sought) = (text.as_bytes(), sought.as_bytes());
    sought.is_empty() || text.windows(sought.len()).any(|part| part.eq_ignore_ascii_case(sought))
}

/// Whether one of a record's names is one of those that hold what is sought.
#[must_use]
pub fn is_found(log: &Log, record: &Record, sought: &str) -> bool {
    let names = [record.vm, record.source, record.destination, record.product, record.cause];
    sought.is_empty() || names.into_iter().flatten().any(|name| holds(log.names.text(name), sought))
}

#[cfg(test)]
mod tests {
    use precopy_model::quantity::Seconds;

    use super::*;

    #[test]
    fn names_are_found_whatever_their_case() {
        assert!(holds("Host-12", "host") && holds("host-12", "T-1") && holds("anything", ""));
        assert!(!holds("host", "hosts") && !holds("", "x"));
    }

    #[test]
    fn what_is_not_said_comes_last_either_way() {
        let record = |time: Option<f64>| Record { duration: time.map(Seconds::from_seconds), ..Record::default() };
        for largest_first in [false, true] {
            let key = |time| Column::Duration.key(&record(time), largest_first);
            assert!(key(Some(1e9)) < key(None) && key(Some(1.0)) < key(None));
            assert_eq!(key(Some(1.0)) < key(Some(2.0)), !largest_first);
        }
        let order = Order::default().by(Column::Memory);
        assert!(order.largest_first && !order.by(Column::Memory).largest_first && order.by(Column::Sent).largest_first);
    }
}

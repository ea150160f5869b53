//! The migrations one by one: which of them, in which order, and from which row on.

use precopy_model::records::log::{Log, Name, Names, Record};

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
    /// The name of the VM.
    Vm,
    /// Where it came from, then where it went.
    Hosts,
    /// What came of it, then the cause.
    Ended,
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
    pub const ALL: [Self; 8] =
        [Self::Vm, Self::Hosts, Self::Ended, Self::Start, Self::Duration, Self::Memory, Self::Sent, Self::Downtime];

    /// Whether it is text, which stands at the left of its column and begins with A.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Vm | Self::Hosts | Self::Ended)
    }

    /// What a record has there, names by their place in the alphabet.
    #[must_use]
    pub fn of(self, record: &Record, alphabet: &Alphabet) -> Option<f64> {
        let both = |one: f64, other: Option<Name>| one + alphabet.share(other).unwrap_or_default();
        match self {
            Self::Place => None,
            Self::Vm => alphabet.place(record.vm),
            Self::Hosts => Some(both(alphabet.place(record.source)?, record.destination)),
            Self::Ended => Some(both(f64::from(record.outcome as u8), record.cause)),
            Self::Start => record.start.map(|start| start.since_1970.as_seconds()),
            Self::Duration => record.duration.map(|time| time.as_seconds()),
            Self::Memory => record.memory.map(|memory| memory.as_bytes()),
            Self::Sent => record.sent.map(|sent| sent.as_bytes()),
            Self::Downtime => record.downtime.map(|time| time.as_seconds()),
        }
    }

    /// The number by which a record is ordered: the largest first, where that is wanted; what is not said always last.
    #[must_use]
    pub fn key(self, record: &Record, alphabet: &Alphabet, largest_first: bool) -> f64 {
        self.of(record, alphabet).map_or(f64::INFINITY, |number| if largest_first { -number } else { number })
    }
}

/// The places of names in the alphabet.
#[derive(Clone, Debug, Default)]
pub struct Alphabet(Vec<f64>);

impl Alphabet {
    /// Of all names.
    #[must_use]
    pub fn of(names: &Names) -> Self {
        let mut places = vec![0.0; names.len()];
        for (place, name) in names.in_order().enumerate() {
            if let Some(slot) = places.get_mut(name.index()) {
                *slot = place as f64;
            }
        }
        Self(places)
    }

    fn place(&self, name: Option<Name>) -> Option<f64> {
        self.0.get(name?.index()).copied()
    }

    /// The same from above 0 to below 1.
    fn share(&self, name: Option<Name>) -> Option<f64> {
        Some((self.place(name)? + 1.0) / (self.0.len() as f64 + 2.0))
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
        let largest_first = if self.column == column { !self.largest_first } else { !column.is_text() };
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
    use precopy_model::records::log::Recipe;

    use super::*;

    #[test]
    fn names_are_found_whatever_their_case() {
        assert!(holds("Host-12", "host") && holds("host-12", "T-1") && holds("anything", ""));
        assert!(!holds("host", "hosts") && !holds("", "x"));
    }

    #[test]
    fn names_are_ordered_by_the_alphabet() {
        let log = Recipe { records: 200, ..Recipe::sample() }.made();
        let alphabet = Alphabet::of(&log.names);
        let ordered = |column: Column, text: fn(&Log, &Record) -> String| {
            let mut keys: Vec<(f64, String)> =
                log.records.iter().map(|record| (column.key(record, &alphabet, false), text(&log, record))).collect();
            keys.sort_by(|one, other| one.0.total_cmp(&other.0));
            assert!(keys.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{column:?}");
        };
        ordered(Column::Vm, |log, record| log.text(record.vm).to_owned());
        ordered(Column::Hosts, |log, record| format!("{} {}", log.text(record.source), log.text(record.destination)));
        ordered(Column::Ended, |log, record| format!("{:?} {}", record.outcome, log.text(record.cause)));
    }

    #[test]
    fn what_is_not_said_comes_last_either_way() {
        let record = |time: Option<f64>| Record { duration: time.map(Seconds::from_seconds), ..Record::default() };
        for largest_first in [false, true] {
            let key = |time| Column::Duration.key(&record(time), &Alphabet::default(), largest_first);
            assert!(key(Some(1e9)) < key(None) && key(Some(1.0)) < key(None));
            assert_eq!(key(Some(1.0)) < key(Some(2.0)), !largest_first);
        }
        let order = Order::default().by(Column::Memory);
        assert!(!Order::default().by(Column::Vm).largest_first);
        assert!(order.largest_first && !order.by(Column::Memory).largest_first && order.by(Column::Sent).largest_first);
    }
}

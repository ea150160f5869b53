//! How often migrations fail: by cause, product, host, hour and size.

use super::{Name, Outcome, Record};
use crate::numeric::{Interval, wilson};
use crate::quantity::Bytes;

/// Hours of a day.
const HOURS: usize = 24;

/// Classes of sizes: below 1 GiB, then each twice the one before, the last without end.
const SIZES: usize = 13;

/// How many migrations, by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// At the destination.
    pub completed: u64,
    /// Not.
    pub failed: u64,
    /// Called off.
    pub cancelled: u64,
    /// Not known.
    pub unknown: u64,
}

impl Ended {
    /// All of them.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.completed + self.failed + self.cancelled + self.unknown
    }

    /// How many failed of those that were decided.
    #[must_use]
    pub const fn rate(&self) -> Rate {
        Rate { failed: self.failed, of: self.completed + self.failed }
    }

    const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Completed => self.completed += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Cancelled => self.cancelled += 1,
            Outcome::Unknown => self.unknown += 1,
        }
    }
}

/// So many failed of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Failed.
    pub failed: u64,
    /// Of these.
    pub of: u64,
}

impl Rate {
    /// As a share; none of none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (0 < self.of).then(|| self.failed as f64 / self.of as f64)
    }

    /// Between which shares the true one lies (Wilson).
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        wilson(self.failed, self.of, confidence)
    }
}

/// By what failures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Why it failed: a share of all that were decided.
    Cause,
    /// The product.
    Product,
    /// The host that it left.
    Source,
    /// The host that it went to.
    Destination,
    /// Both hosts: a migration counts at each.
    Host,
    /// The hour in which it began, by the log's own clock.
    Hour,
    /// The size of the VM.
    Size,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    /// A cause, a product or a host.
    Named(Name),
    /// The hour from this one to the next.
    Hour(u8),
    /// Memory from one size to another, which does not count; infinite: without end.
    Size(Bytes, Bytes),
    /// The log does not say.
    Unsaid,
}

/// How often migrations failed of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub label: Label,
    /// How often.
    pub rate: Rate,
}

/// Counts of a log, taken record by record, so that a long one can be counted in pieces.
///
/// Question: how often do migrations fail, and of which kind more often than others? Rates are those of migrations that were decided, with
/// Wilson's interval ([`wilson`]). Conditions: records do not depend on each other; a host on which many failed at once looks surer
/// than it is. Edges: what a log does not say is a row of its own.
///
/// ```
/// use precopy_model::records::log::{Failures, Group, Label, Log, Outcome, Record};
/// let mut log = Log::default();
/// let product = log.names.named("qemu");
/// for outcome in [Outcome::Completed, Outcome::Failed, Outcome::Cancelled, Outcome::Completed] {
///     log.records.push(Record { product, outcome, ..Record::default() });
/// }
/// let mut failures = Failures::default();
/// log.records.iter().for_each(|record| failures.add(record));
/// assert_eq!((failures.ended().all(), failures.ended().rate().share()), (4, Some(1.0 / 3.0)));
/// assert_eq!(failures.rows(Group::Product)[0].label, Label::Named(product.unwrap()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failures {
    ended: Ended,
    causes: Counts,
    products: Counts,
    sources: Counts,
    destinations: Counts,
    hosts: Counts,
    hours: Counts,
    sizes: Counts,
}

/// Rates by place; the first is that of what is not said.
#[derive(Clone, Debug, Default, PartialEq)]
struct Counts(Vec<Rate>);

impl Counts {
    fn add(&mut self, place: Option<usize>, failed: bool) {
        let place = place.map_or(0, |place| place + 1);
        if self.0.len() <= place {
            self.0.resize(place + 1, Rate::default());
        }
        if let Some(rate) = self.0.get_mut(place) {
            rate.of += 1;
            rate.failed += u64::from(failed);
        }
    }
}

impl Failures {
    /// Takes one more record.
    pub fn add(&mut self, record: &Record) {
        self.ended.add(record.outcome);
        if !record.is_decided() {
            return;
        }
        let failed = record.outcome == Outcome::Failed;
        let place = |name: Option<Name>| name.map(Name::index);
        if failed {
            self.causes.add(place(record.cause), true);
        }
        self.products.add(place(record.product), failed);
        self.sources.add(place(record.source), failed);
        self.destinations.add(place(record.destination), failed);
        self.hosts.add(place(record.source), failed);
        if record.destination != record.source {
            self.hosts.add(place(record.destination), failed);
        }
        self.hours.add(record.start.map(|start| usize::from(start.hour()) % HOURS), failed);
        self.sizes.add(record.memory.map(size_class), failed);
    }

    /// How they ended.
    #[must_use]
    pub const fn ended(&self) -> Ended {
        self.ended
    }

    /// The rows of a group: hours and sizes in their order, others with the most failures first; what is not said comes last.
    #[must_use]
    pub fn rows(&self, group: Group) -> Vec<Row> {
        let (counts, is_ordered) = match group {
            Group::Cause => (&self.causes, false),
            Group::Product => (&self.products, false),
            Group::Source => (&self.sources, false),
            Group::Destination => (&self.destinations, false),
            Group::Host => (&self.hosts, false),
            Group::Hour => (&self.hours, true),
            Group::Size => (&self.sizes, true),
        };
        let mut rows = self.said(group, counts);
        if !is_ordered {
            rows.sort_by_key(|row| (std::cmp::Reverse(row.rate.failed), std::cmp::Reverse(row.rate.of)));
        }
        let unsaid = counts.0.first().filter(|rate| 0 < rate.of).map(|rate| self.row(group, Label::Unsaid, *rate));
        rows.extend(unsaid);
        rows
    }

    fn said(&self, group: Group, counts: &Counts) -> Vec<Row> {
        let said = counts.0.iter().enumerate().skip(1).filter(|(_, rate)| 0 < rate.of);
        said.filter_map(|(place, rate)| {
            let label = match group {
                Group::Hour => Label::Hour(u8::try_from(place - 1).ok()?),
                Group::Size => {
                    let (from, to) = class_of_size(place - 1);
                    Label::Size(from, to)
                }
                _ => Label::Named(Name::at(place - 1)?),
            };
            Some(self.row(group, label, *rate))
        })
        .collect()
    }

    /// A cause is counted among all that were decided, whatever came of them.
    const fn row(&self, group: Group, label: Label, rate: Rate) -> Row {
        let rate = match group {
            Group::Cause => Rate { failed: rate.failed, of: self.ended.rate().of },
            _ => rate,
        };
        Row { label, rate }
    }
}

/// The class of a size: 0 below 1 GiB, 1 from there to 2 GiB, and so on.
fn size_class(memory: Bytes) -> usize {
    (0..SIZES - 1).take_while(|class| class_of_size(*class).1 <= memory).count()
}

/// From where to where a class goes.
fn class_of_size(class: usize) -> (Bytes, Bytes) {
    let edge = |class: usize| Bytes::from_gib((1_u64 << class.min(SIZES)) as f64);
    let from = class.checked_sub(1).map_or(Bytes::ZERO, edge);
    (from, if class + 1 < SIZES { edge(class) } else { Bytes::INFINITY })
}

#[cfg(test)]
mod tests {
    use super::super::{Log, Moment};
    use super::*;
    use crate::quantity::Seconds;

    #[test]
    fn sizes_fall_into_classes() {
        for (gib, from, to) in [(0.5, 0.0, 1.0), (1.0, 1.0, 2.0), (3.9, 2.0, 4.0), (64.0, 64.0, 128.0)] {
            assert_eq!(class_of_size(size_class(Bytes::from_gib(gib))), (Bytes::from_gib(from), Bytes::from_gib(to)));
        }
        let huge = class_of_size(size_class(Bytes::from_gib(1e6)));
        assert_eq!(huge, (Bytes::from_gib(2048.0), Bytes::INFINITY));
    }

    #[test]
    fn every_group_counts_what_it_is_about() {
        let mut log = Log::default();
        let [here, there, timeout] = ["here", "there", "timeout"].map(|text| log.names.named(text));
        let start = Some(Moment { since_1970: Seconds::from_seconds(3.5 * 3600.0), minutes_ahead: None });
        let memory = Some(Bytes::from_gib(3.0));
        for index in 0..10 {
            let outcome = if index < 3 { Outcome::Failed } else { Outcome::Completed };
            let cause = if index < 2 { timeout } else { None };
            log.records.push(Record {
                source: here,
                destination: there,
                start,
                memory,
                outcome,
                cause,
                ..Record::default()
            });
        }
        log.records.push(Record { outcome: Outcome::Completed, ..Record::default() });
        let mut failures = Failures::default();
        log.records.iter().for_each(|record| failures.add(record));
        let rate = |failed, of| Rate { failed, of };
        let rows = |group| failures.rows(group).iter().map(|row| (row.label, row.rate)).collect::<Vec<_>>();
        let (timeout, here, there) = (timeout.unwrap(), here.unwrap(), there.unwrap());
        assert_eq!(rows(Group::Cause), [(Label::Named(timeout), rate(2, 11)), (Label::Unsaid, rate(1, 11))]);
        assert_eq!(rows(Group::Source), [(Label::Named(here), rate(3, 10)), (Label::Unsaid, rate(0, 1))]);
        let hosts = rows(Group::Host);
        assert_eq!(hosts[..2], [(Label::Named(here), rate(3, 10)), (Label::Named(there), rate(3, 10))]);
        assert_eq!(rows(Group::Hour)[0], (Label::Hour(3), rate(3, 10)));
        assert_eq!(rows(Group::Size)[0].0, Label::Size(Bytes::from_gib(2.0), Bytes::from_gib(4.0)));
    }
}

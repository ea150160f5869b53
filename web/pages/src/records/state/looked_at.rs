//! What is counted of the migrations that are looked at.

use precopy_model::quantity::Seconds;
use precopy_model::records::log::{Failures, Log, Name, Record, Times};

use super::large::Large;
use super::part::Part;

/// Of which log, and which of its migrations.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// The log.
    pub log: Large<Log>,
    /// These.
    pub part: Part,
}

/// The numbers.
#[derive(Clone, Debug)]
pub struct LookedAt {
    /// Their places in the log.
    pub places: Large<Vec<u32>>,
    /// How they ended, by this and that.
    pub failures: Failures,
    /// How long they took, whatever came of them.
    pub times: Times,
}

/// What can be chosen of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Products, in the order in which they come.
    pub products: Vec<Name>,
    /// Hosts, in alphabetical order.
    pub hosts: Vec<Name>,
    /// The first begin and the last, since 1970.
    pub span: Option<(Seconds, Seconds)>,
    seen_products: Vec<bool>,
    seen_hosts: Vec<bool>,
}

impl Choices {
    /// Takes one more record.
    pub fn add(&mut self, record: &Record) {
        note(&mut self.products, &mut self.seen_products, record.product);
        note(&mut self.hosts, &mut self.seen_hosts, record.source);
        note(&mut self.hosts, &mut self.seen_hosts, record.destination);
        if let Some(start) = record.start.map(|start| start.since_1970) {
            let (first, last) = self.span.unwrap_or((start, start));
            self.span = Some((if start < first { start } else { first }, if last < start { start } else { last }));
        }
    }

    /// When all records were taken.
    #[must_use]
    pub fn finish(mut self, log: &Log) -> Self {
        let is_host = |name: &Name| self.seen_hosts.get(name.index()).copied().unwrap_or_default();
        self.hosts = log.names.in_order().filter(is_host).collect();
        self
    }
}

fn note(names: &mut Vec<Name>, seen: &mut Vec<bool>, name: Option<Name>) {
    let Some(name) = name else { return };
    if seen.len() <= name.index() {
        seen.resize(name.index() + 1, false);
    }
    if let Some(seen) = seen.get_mut(name.index()).filter(|seen| !**seen) {
        *seen = true;
        names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::Recipe;

    use super::*;

    #[test]
    fn every_host_can_be_chosen_once() {
        let log = Recipe::sample().made();
        let mut choices = Choices::default();
        log.records.iter().for_each(|record| choices.add(record));
        let choices = choices.finish(&log);
        let hosts: Vec<&str> = choices.hosts.iter().map(|host| log.names.text(*host)).collect();
        assert!(hosts.is_sorted() && 1 < hosts.len());
        assert!(hosts.windows(2).all(|pair| pair[0] != pair[1]));
        let (first, last) = choices.span.unwrap();
        assert!(first < last);
    }
}

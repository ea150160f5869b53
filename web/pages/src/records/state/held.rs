//! Expectations held against what happened, fairly: every other migration calibrates, the others are held against that.

use precopy_model::records::log::{Filter, Log, Swept};

use super::large::Large;
use super::pressed::Known;

/// How far off are expectations?
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// Of this log.
    pub log: Large<Log>,
    /// By what every other one of its migrations says.
    pub half: Large<Known>,
    /// With what was in flight.
    pub swept: Large<Swept>,
    /// Of these migrations.
    pub filter: Filter,
}

/// The places of those that calibrate.
pub fn calibrating(log: &Log) -> impl Iterator<Item = u32> {
    (0..log.records.len() as u32).step_by(2)
}

/// The places of those that are held against it.
pub fn held(log: &Log, filter: Filter) -> impl Iterator<Item = u32> {
    let others = log.records.iter().zip(0..).skip(1).step_by(2);
    others.filter(move |(record, _)| filter.takes(record)).map(|(_, place)| place)
}

/// A calculator's link in which some keys say something else; it names no page and no scenario any more.
#[must_use]
pub fn link_with(link: &str, entries: &[(&str, String)]) -> String {
    let is_replaced = |key: &str| key == "page" || key == "scenario" || entries.iter().any(|(other, _)| *other == key);
    let kept =
        link.split('&').filter(|part| !part.is_empty() && !is_replaced(part.split('=').next().unwrap_or_default()));
    let mut parts: Vec<String> = kept.map(str::to_owned).collect();
    // Amounts need no space before their unit.
    parts.extend(entries.iter().map(|(key, text)| format!("{key}={}", text.replace(' ', ""))));
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use precopy_formats::link::parse;
    use precopy_formats::log::calibrated;
    use precopy_model::records::log::{Outcome, Recipe, Site};

    use super::*;

    #[test]
    fn nothing_is_held_against_itself() {
        let log = Recipe { records: 101, ..Recipe::sample() }.made();
        let mut all: Vec<u32> = calibrating(&log).chain(held(&log, Filter::default())).collect();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..101));
        let failed = Filter { outcome: Some(Outcome::Failed), ..Filter::default() };
        assert!(
            held(&log, failed).all(|place| place % 2 == 1 && log.records[place as usize].outcome == Outcome::Failed)
        );
    }

    #[test]
    fn the_calculators_link_is_the_sites_link() {
        let log = Recipe::sample().made();
        let entries = calibrated(&Site::of(&log, 0..1200).unwrap());
        let link = link_with("mem=8GiB&link=1Gbit/s&page=records&want-time=10s", &entries);
        let parsed = parse(&link);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        assert!(
            link.starts_with("mem=8GiB&want-time=10s&link=") && !link.contains("1Gbit") && !link.contains("page="),
            "{link}"
        );
        assert!(parse(&link_with("", &entries)).problems.is_empty());
    }
}

//! What the page says, as rows of a table to be taken away: each with its part, what it is about, the value, and its interval.

use precopy_formats::csv_text::{Cell, print};
use precopy_model::records::log::{Associated, CONFIDENCE, Failures, Group, Log, Rate, Site, Times};

use super::pressed::Scale;
use crate::records::words::{failures, pressure};

/// The columns. Times are in seconds, rates in bytes a second, shares between 0 and 1.
const HEAD: [&str; 7] = ["part", "about", "value", "least_95", "most_95", "failed", "of"];

/// What is known by now.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a> {
    /// Whose names these are.
    pub log: &'a Log,
    /// How they ended.
    pub failures: &'a Failures,
    /// How long they took.
    pub times: &'a Times,
    /// How failures go with pressure, and what that is of.
    pub associated: Option<(&'a Associated, Scale)>,
    /// What the site says to the calculator.
    pub site: Option<&'a Site>,
}

impl Results<'_> {
    /// The table as text.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut rows = vec![rate("failures", "all", &self.failures.ended().rate())];
        for group in failures::GROUPS {
            rows.extend(self.failures.rows(group).iter().map(|row| {
                let name = failures::label(row.label, |name| self.log.names.text(name));
                rate(part(group), &name, &row.rate)
            }));
        }
        for share in [0.1, 0.5, 0.9, 0.95, 0.99, 1.0] {
            let time = self.times.quantile(share).map(|time| time.as_seconds());
            rows.push(plain("duration quantile (s)", Cell::from(share), time));
        }
        for (time, share) in self.times.shares(200) {
            rows.push(plain("share that took at most so long (s)", Cell::from(time.as_seconds()), Some(share)));
        }
        if let Some((associated, scale)) = self.associated {
            for bin in &associated.bins {
                rows.push(rate("failures by pressure", &pressure::amount(bin.mean, scale), &bin.rate));
            }
            if let Ok(curve) = &associated.curve {
                let (slope, intercept) = (curve.slope_interval(CONFIDENCE), curve.intercept_interval(CONFIDENCE));
                rows.push(number("logistic curve", "slope", [curve.slope, slope.least, slope.most]));
                rows.push(number("logistic curve", "intercept", [curve.intercept, intercept.least, intercept.most]));
            }
        }
        if let Some(site) = self.site {
            let rate = [site.rate.value, site.rate.least, site.rate.most].map(|rate| rate.as_bytes_per_second());
            let fixed = [site.fixed.value, site.fixed.least, site.fixed.most].map(|time| time.as_seconds());
            rows.push(number("calibration", "effective rate (bytes/s)", rate));
            rows.push(number("calibration", "fixed overhead (s)", fixed));
        }
        print(&HEAD.map(Cell::from), &rows)
    }
}

const fn part(group: Group) -> &'static str {
    match group {
        Group::Cause => "failures by cause",
        Group::Product => "failures by product",
        Group::Source => "failures by source",
        Group::Destination => "failures by destination",
        Group::Host => "failures by host",
        Group::Hour => "failures by hour",
        Group::Size => "failures by size",
    }
}

fn rate(part: &str, about: &str, rate: &Rate) -> Vec<Cell> {
    let interval = rate.interval(CONFIDENCE);
    vec![
        Cell::from(part),
        Cell::from(about),
        Cell::from(rate.share()),
        Cell::from(interval.map(|one| one.least)),
        Cell::from(interval.map(|one| one.most)),
        Cell::from(rate.failed as f64),
        Cell::from(rate.of as f64),
    ]
}

fn number(part: &str, about: &str, [value, least, most]: [f64; 3]) -> Vec<Cell> {
    vec![
        Cell::from(part),
        Cell::from(about),
        Cell::from(value),
        Cell::from(least),
        Cell::from(most),
        Cell::Empty,
        Cell::Empty,
    ]
}

fn plain(part: &str, about: Cell, value: Option<f64>) -> Vec<Cell> {
    vec![Cell::from(part), about, Cell::from(value), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::Recipe;

    use super::*;

    #[test]
    fn every_row_has_all_columns() {
        let log = Recipe { records: 300, ..Recipe::sample() }.made();
        let mut failures = Failures::default();
        log.records.iter().for_each(|record| failures.add(record));
        let times = Times::of(log.records.iter().filter_map(|record| record.duration));
        let site = Site::of(&log, 0..300);
        let results = Results { log: &log, failures: &failures, times: &times, associated: None, site: site.as_ref() };
        let text = results.csv();
        assert!(text.starts_with("part,about,value,") && text.contains("calibration,effective rate (bytes/s),"));
        assert!(text.lines().all(|line| line.contains('"') || line.matches(',').count() == 6), "{text}");
    }
}

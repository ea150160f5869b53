//! What a synthetic log is read and analysed as, with the bits of every number: for parity.

use precopy_formats::log::{Options, print, read};
use precopy_model::records::log::{
    Associating, CostUnit, Costing, Estimated, Measure, Recipe, Rule, Site, Sweep, Throttling, TimesInOrder,
    failures_by_pressure, flights,
};

/// The bits of a log that is made, written, read and asked everything; none when it cannot be.
#[must_use]
pub fn bits() -> Option<Vec<u64>> {
    let made = Recipe { records: 500, ..Recipe::sample() }.made();
    let log = read(&print(&made), Options::default()).log;
    let mut bits = Vec::new();
    let mut take = |number: f64| bits.push(number.to_bits());
    for record in &log.records {
        take(record.start?.since_1970.as_seconds());
        take(record.duration?.as_seconds());
        take(record.sent?.as_bytes());
    }
    let mut times = TimesInOrder::new(log.records.iter().filter_map(|record| record.duration));
    while !times.go_on(1000) {}
    for bin in times.finish().histogram(24) {
        take(bin.to.as_seconds());
        take(bin.count as f64);
    }
    let site = Site::of(&log, 0..500)?;
    let rates = [Some(site.rate), site.empty].into_iter().flatten();
    for Estimated { value, least, most } in rates {
        [value, least, most].iter().for_each(|rate| take(rate.as_bytes_per_second()));
    }
    site.residuals.iter().for_each(|residual| take(residual.fitted.as_seconds()));
    let mut costing = Costing::new(&log, &site, CostUnit::Bytes);
    while !costing.go_on(100) {}
    let mut sweep = Sweep::new(flights(&log, &costing.finish()));
    while !sweep.go_on(1000) {}
    let swept = sweep.finish();
    swept.pressures.iter().for_each(|pressure| take(Measure::Cost.of(pressure)));
    let mut association = Associating::new(failures_by_pressure(&log, &swept, Measure::Count, |_, _| true));
    while !association.go_on(1000) {}
    let associated = association.finish();
    let curve = associated.curve.ok()?;
    [curve.intercept, curve.slope, curve.log_likelihood].into_iter().for_each(&mut take);
    curve.covariance.into_iter().for_each(&mut take);
    for (r, interval) in [associated.pearson?, associated.spearman?] {
        let interval = interval?;
        [r, interval.least, interval.most].into_iter().for_each(&mut take);
    }
    for bin in &associated.bins {
        let interval = bin.interval?;
        [interval.least, interval.most, bin.fitted?].into_iter().for_each(&mut take);
    }
    let mut throttling = Throttling::new(&swept, Rule::AtMost(3), Measure::Count, Some(curve));
    while !throttling.go_on(1000) {}
    let throttled = throttling.finish();
    let Estimated { value, least, most } = throttled.avoided?;
    [value, least, most].into_iter().for_each(&mut take);
    throttled.played.flights.iter().for_each(|flight| take(flight.start.as_seconds()));
    Some(bits)
}

//! What follows from a log, worked out in slices.

use precopy_formats::log::{print, print_chunk};
use precopy_model::numeric::Sorting;
use precopy_model::records::log::{
    Against, Associated, Associating, Costing, Costs, Expecting, Failures, Flight, Log, Recommendation, Recommending,
    Record, Site, Step, Sweep, Throttled, Throttling, TimesInOrder, against, failures_by_pressure, flights,
};

use super::pace::Pace;
use crate::records::state::held::{Hold, calibrating, evenly};
use crate::records::state::large::Large;
use crate::records::state::listing::{Alphabet, Column, Listing, is_found};
use crate::records::state::looked_at::{Choices, Looked, LookedAt};
use crate::records::state::pressed::{Associate, AtHost, Cost, Load, Loaded};
use crate::records::state::throttle::{Recommend, Throttle};

/// So many records are looked at before the clock is.
const RECORDS: usize = 1024;
/// So many steps of the model are made before the clock is looked at.
const STEPS: usize = 8192;
/// So many migrations are expected before the clock is looked at.
const EXPECTED: usize = 64;
/// So many rows of a table are written before the clock is looked at.
const PRINTED: usize = 256;

/// What can be chosen of a log.
pub(crate) async fn choices(log: Large<Log>, pace: Pace) -> Option<Choices> {
    let mut choices = Choices::default();
    for part in log.records.chunks(RECORDS) {
        part.iter().for_each(|record| choices.add(record));
        pace.breathe().await?;
    }
    Some(choices.finish(&log))
}

/// What is counted of the migrations that are looked at.
pub(crate) async fn look(looked: Looked, pace: Pace) -> Option<LookedAt> {
    let Looked { log, part: asked } = &looked;
    let (mut places, mut failures, mut durations) = (Vec::new(), Failures::default(), Vec::new());
    let mut first = 0;
    for part in log.records.chunks(RECORDS) {
        for (record, place) in part.iter().zip(first..).filter(|(record, place)| asked.takes(*place, record)) {
            places.push(place);
            failures.add(record);
            durations.extend(record.duration);
        }
        first += part.len() as u32;
        pace.breathe().await?;
    }
    let mut sorting = TimesInOrder::new(durations);
    pace.all(|| sorting.go_on(STEPS)).await?;
    Some(LookedAt { places: Large::new(places), failures, times: sorting.finish() })
}

/// What a log says of its site.
pub(crate) async fn site(log: Large<Log>, pace: Pace) -> Option<Large<Option<Site>>> {
    pace.give_way().await?;
    Some(Large::new(Site::of(&log, 0..log.records.len() as u32)))
}

/// What every other migration of a log says of its site.
pub(crate) async fn half(log: Large<Log>, pace: Pace) -> Option<Large<Option<Site>>> {
    pace.give_way().await?;
    Some(Large::new(Site::of(&log, calibrating(&log))))
}

/// What each migration costs.
pub(crate) async fn cost(asked: Cost, pace: Pace) -> Option<Large<Costs>> {
    let Cost { log, site, unit } = &asked;
    let costs = match site.as_ref() {
        Some(site) => {
            let mut costing = Costing::new(log, site, *unit);
            // Each of them may be a simulated migration.
            pace.all(|| costing.go_on(EXPECTED)).await?;
            costing.finish()
        }
        None => Costs::alike(log.records.len()),
    };
    Some(Large::new(costs))
}

/// What was in flight.
pub(crate) async fn load(load: Load, pace: Pace) -> Option<Loaded> {
    let Load { log, costs } = &load;
    let costs = costs.clone().unwrap_or_else(|| Large::new(Costs::alike(log.records.len())));
    pace.give_way().await?;
    let flights = flights(log, &costs);
    pace.give_way().await?;
    let mut sweep = Sweep::new(flights);
    pace.all(|| sweep.go_on(STEPS)).await?;
    Some(Loaded::of(sweep.finish(), &costs))
}

/// What was in flight at one host, over time.
pub(crate) async fn at_host(asked: AtHost, pace: Pace) -> Option<Vec<Step>> {
    let mut flights = Vec::new();
    for part in asked.swept.flights.chunks(RECORDS) {
        let is_there = |flight: &&Flight| [flight.source, flight.destination].contains(&Some(asked.host));
        flights.extend(part.iter().filter(is_there).copied());
        pace.breathe().await?;
    }
    let mut sweep = Sweep::new(flights);
    pace.all(|| sweep.go_on(STEPS)).await?;
    Some(sweep.finish().steps)
}

/// How failures go with pressure.
pub(crate) async fn associate(asked: Associate, pace: Pace) -> Option<Associated> {
    let points =
        failures_by_pressure(&asked.log, &asked.swept, asked.measure, |place, record| asked.part.takes(place, record));
    pace.give_way().await?;
    let mut associating = Associating::new(points);
    pace.all(|| associating.go_on(STEPS)).await?;
    Some(associating.finish())
}

/// What a rule would have come to.
pub(crate) async fn throttle(asked: Throttle, pace: Pace) -> Option<Throttled> {
    let mut throttling = Throttling::new(&asked.swept, asked.rule, asked.measure, asked.curve);
    pace.all(|| throttling.go_on(STEPS)).await?;
    Some(throttling.finish())
}

/// Which limit keeps failures below a share.
pub(crate) async fn recommend(asked: Recommend, pace: Pace) -> Option<Recommendation> {
    let mut recommending = Recommending::new(&asked.swept, asked.kind, asked.measure, asked.curve, asked.target);
    pace.all(|| recommending.go_on(STEPS)).await?;
    Some(recommending.finish())
}

/// How far off expectations are.
pub(crate) async fn hold(asked: Hold, pace: Pace) -> Option<Option<Against>> {
    let Hold { log, half, swept, part, is_whole } = &asked;
    let Some(site) = half.as_ref() else { return Some(None) };
    pace.give_way().await?;
    let places: Vec<u32> = part.places(log, 1, 2).collect();
    let mut expecting = Expecting::new(log, site, evenly(places, *is_whole));
    // Each of them may be a simulated migration.
    pace.all(|| expecting.go_on(EXPECTED)).await?;
    pace.give_way().await?;
    Some(Some(against(log, site, &expecting.finish(), Some(swept))))
}

/// The migrations at these places as a table.
pub(crate) async fn table(log: &Log, places: &[u32], pace: &Pace) -> Option<String> {
    let mut text = print(&Log::default());
    for part in places.chunks(PRINTED) {
        let records: Vec<Record> = part.iter().filter_map(|place| log.records.get(*place as usize)).copied().collect();
        text += &print_chunk(log, &records);
        pace.breathe().await?;
    }
    Some(text)
}

/// The places of some migrations, in an order.
pub(crate) async fn list(asked: Listing, pace: Pace) -> Option<Vec<u32>> {
    let Listing { looked, places, order } = &asked;
    let log = &looked.log;
    let alphabet = if order.column.is_text() { Alphabet::of(&log.names) } else { Alphabet::default() };
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for part in places.chunks(RECORDS) {
        for place in part {
            let Some(record) = log.records.get(*place as usize) else { continue };
            if is_found(log, record, &order.sought) {
                found.push(*place);
                keys.push(order.column.key(record, &alphabet, order.largest_first));
            }
        }
        pace.breathe().await?;
    }
    if order.column == Column::Place {
        return Some(found);
    }
    let mut sorting = Sorting::new(keys);
    pace.all(|| sorting.go_on(STEPS)).await?;
    let sorted = sorting.finish();
    Some(sorted.into_iter().filter_map(|(_, index)| found.get(index as usize).copied()).collect())
}

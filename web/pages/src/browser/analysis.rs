//! What follows from a log, worked out in slices.

use precopy_formats::log::{print, print_chunk};
use precopy_model::numeric::Sorting;
use precopy_model::records::log::{
    Against, Associated, Associating, Costs, Expecting, Failures, Log, Recommendation, Recommending, Record, Site,
    Sweep, Throttled, Throttling, TimesInOrder, against, failures_by_pressure, flights,
};

use super::work::Pace;
use crate::records::state::held::{Hold, calibrating, held};
use crate::records::state::large::Large;
use crate::records::state::listing::{Column, Listing, is_found};
use crate::records::state::looked_at::{Choices, Looked, LookedAt};
use crate::records::state::pressed::{Associate, Known, Load, Loaded};
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
    let Looked { log, filter } = &looked;
    let (mut places, mut failures, mut durations) = (Vec::new(), Failures::default(), Vec::new());
    let mut first = 0;
    for part in log.records.chunks(RECORDS) {
        for (record, place) in part.iter().zip(first..).filter(|(record, _)| filter.takes(record)) {
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

/// What a log says of its site, and what that makes each of its migrations take.
pub(crate) async fn know(log: Large<Log>, pace: Pace) -> Option<Large<Known>> {
    known_by(&log, Site::of(&log, 0..log.records.len() as u32), &pace).await
}

async fn known_by(log: &Log, site: Option<Site>, pace: &Pace) -> Option<Large<Known>> {
    pace.give_way().await?;
    let expected = match &site {
        Some(site) => {
            let mut expecting = Expecting::new(log, site);
            // Each of them is a simulated migration.
            pace.all(|| expecting.go_on(EXPECTED)).await?;
            expecting.finish()
        }
        None => vec![None; log.records.len()],
    };
    Some(Large::new(Known { site, expected }))
}

/// What was in flight.
pub(crate) async fn load(load: Load, pace: Pace) -> Option<Loaded> {
    let Load { log, known, unit } = &load;
    let costs = match known.as_ref().filter(|known| known.site.is_some()) {
        Some(known) => Costs::of(&known.expected, *unit),
        None => Costs::alike(log.records.len()),
    };
    pace.give_way().await?;
    let flights = flights(log, &costs);
    pace.give_way().await?;
    let mut sweep = Sweep::new(flights);
    pace.all(|| sweep.go_on(STEPS)).await?;
    Some(Loaded::of(sweep.finish(), &costs))
}

/// How failures go with pressure.
pub(crate) async fn associate(asked: Associate, pace: Pace) -> Option<Associated> {
    let points = failures_by_pressure(&asked.log, &asked.swept, asked.measure, &asked.filter);
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

/// What every other migration of a log says of its site, and what that makes each take.
pub(crate) async fn know_half(log: Large<Log>, pace: Pace) -> Option<Large<Known>> {
    known_by(&log, Site::of(&log, calibrating(&log)), &pace).await
}

/// How far off expectations are.
pub(crate) async fn hold(asked: Hold, pace: Pace) -> Option<Option<Against>> {
    pace.give_way().await?;
    let Hold { log, half, swept, filter } = &asked;
    let site = half.site.as_ref();
    Some(site.map(|site| against(log, site, &half.expected, Some(swept), held(log, *filter))))
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
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for part in places.chunks(RECORDS) {
        for place in part {
            let Some(record) = log.records.get(*place as usize) else { continue };
            if is_found(log, record, &order.sought) {
                found.push(*place);
                keys.push(order.column.key(record, order.largest_first));
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

//! Two changes together, where one alone does not do.

use super::options::{Axis, Options};
use super::search::{Search, Tried, smaller};
use crate::scenario::Checked;

/// What is turned as far as it goes.
const LEVERS: [Axis; 4] = [Axis::BandwidthCap, Axis::SharedBy, Axis::Streams, Axis::SlowedDown];
/// What is looked for then, beside other levers.
const SETTINGS: [Axis; 5] =
    [Axis::DowntimeLimit, Axis::StopThreshold, Axis::TimeLimit, Axis::RaisedEvery, Axis::RoundLimit];

/// Pairs with what is not cheap, where nothing else does: the first of each as far as it goes.
pub(super) const LAST: [(Axis, Axis); 5] = [
    (Axis::BandwidthCap, Axis::DirtyRate),
    (Axis::SharedBy, Axis::DirtyRate),
    (Axis::Streams, Axis::DirtyRate),
    (Axis::Link, Axis::BandwidthCap),
    (Axis::Link, Axis::DowntimeLimit),
];

/// All pairs of what is cheap, each once.
pub(super) fn cheap() -> impl Iterator<Item = (Axis, Axis)> {
    let levers = LEVERS.into_iter().enumerate();
    levers.flat_map(|(index, lever)| {
        let others = LEVERS.into_iter().skip(index + 1);
        SETTINGS.into_iter().chain(others).map(move |axis| (lever, axis))
    })
}

/// What meets all targets with a lever as far as it goes; and then with the lever as little as that needs.
pub(super) fn found(
    search: &mut Search<'_>,
    options: &Options,
    scenario: &Checked,
    lever: Axis,
    axis: Axis,
) -> Option<Tried> {
    let lever = options.runs(lever, scenario).into_iter().next()?;
    let (&strongest, weaker) = lever.figures.split_last()?;
    let strongest = lever.changes(strongest);
    let mut base = scenario.clone();
    for change in &strongest {
        base = change.apply(&base)?;
    }
    let mut found = None;
    for run in options.runs(axis, &base) {
        found = smaller(scenario, found, search.along(&base, &strongest, &run, axis == Axis::DirtyRate));
    }
    let found = found?;
    let second = found.changes.get(strongest.len()..)?.to_vec();
    for &figure in weaker {
        let first = lever.changes(figure);
        let changes: Vec<_> = first.iter().chain(&second).copied().collect();
        if let Some(tried) = search.try_changes(scenario, &[], &changes).filter(Tried::is_met) {
            return Some(tried);
        }
    }
    Some(found)
}

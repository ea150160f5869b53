//! Random patterns of writes: every kind of them, whatever its shape.

use precopy_model::quantity::{Pages, Seconds};
use precopy_model::scenario::{DistinctCurve, HotSet, HotSets, Load, Pattern, Phase};
use proptest::prelude::*;

use super::scenarios::{Drawn, a_scenario, across, sound};

fn hot_sets() -> impl Strategy<Value = Pattern> {
    prop::collection::vec((0.01..1.0_f64, 0.0..1.0_f64), 1..5).prop_map(|sets| {
        let sets: Vec<HotSet> = sets.into_iter().map(|(of_hot_set, of_rate)| HotSet { of_hot_set, of_rate }).collect();
        HotSets::new(&sets).map_or(Pattern::RoundRobin, Pattern::HotSets)
    })
}

fn phases() -> impl Strategy<Value = Pattern> {
    prop::collection::vec((0.01..20.0_f64, 0.0..1.0_f64), 1..6).prop_map(|phases| {
        let phases: Vec<Phase> =
            phases.into_iter().map(|(lasts, of_rate)| Phase { lasts: Seconds::from_seconds(lasts), of_rate }).collect();
        Load::new(&phases).map_or(Pattern::RoundRobin, Pattern::Load)
    })
}

/// Windows that follow each other, each with the pages that are new in it: many, few or none. Left of the first one and right of the
/// last one the curve is continued.
fn distinct() -> impl Strategy<Value = Pattern> {
    let new = prop_oneof![1 => Just(0.0), 4 => across(1.0, 1e6)];
    let windows = prop::collection::vec((across(1e-3, 1e2), new), 1..6);
    (windows, 1.0..4.0_f64).prop_map(|(windows, beyond)| {
        let (mut at, mut pages) = (0.0, 0.0);
        let points = windows.into_iter().map(|(lasts, new)| {
            at += lasts;
            pages += new;
            (Seconds::from_seconds(at), Pages::from_pages(pages))
        });
        let points: Vec<_> = points.collect();
        let curve = DistinctCurve::of_points(&points, Pages::from_pages(pages * beyond));
        curve.map_or(Pattern::RoundRobin, |(curve, ..)| Pattern::Distinct(curve))
    })
}

fn a_pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        3 => Just(Pattern::RoundRobin),
        1 => Just(Pattern::Uniform),
        1 => Just(Pattern::InOrder),
        1 => hot_sets(),
        1 => phases(),
        1 => distinct(),
    ]
}

/// Any scenario, with a guest that writes in any pattern.
pub(crate) fn with_pattern() -> impl Strategy<Value = Drawn> {
    (a_scenario(), a_pattern()).prop_map(|(drawn, pattern)| {
        let mut scenario = drawn.0.into_inner();
        scenario.dirtying.pattern = pattern;
        Drawn(sound(scenario))
    })
}

//! Every picture of the example is drawn, at any size, with what its axes are of.

use plotters::drawing::IntoDrawingArea;
use precopy_base::charts::{Palette, Pen, Svg};
use precopy_model::quantity::Seconds;
use precopy_model::records::log::{Associating, Costs, Measure, Recipe, Sweep, Times, failures_by_pressure, flights};

use super::{curve, scatter, timeline, times};
use crate::records::state::pressed::Scale;

/// What is drawn at a size, as the text of a picture.
fn drawn(size: (f64, f64), draw: impl Fn(&Pen<'_, Svg>)) -> String {
    const UNITS_PER_PIXEL: f64 = 4.0;
    let svg = Svg::new(((size.0 * UNITS_PER_PIXEL) as u32, (size.1 * UNITS_PER_PIXEL) as u32));
    let area = svg.clone().into_drawing_area();
    let measure = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * 0.6;
    draw(&Pen::new(&area, UNITS_PER_PIXEL, &measure));
    svg.finish(size, "sans-serif", "title", "description")
}

#[test]
fn pictures_say_what_they_are_of() {
    let log = Recipe::sample().made();
    let swept = {
        let mut sweep = Sweep::new(flights(&log, &Costs::alike(log.records.len())));
        while !sweep.go_on(1 << 16) {}
        sweep.finish()
    };
    let associated = {
        let points = failures_by_pressure(&log, &swept, Measure::Count, |_, _| true);
        let mut associating = Associating::new(points);
        while !associating.go_on(1 << 16) {}
        associating.finish()
    };
    let durations = Times::of(log.records.iter().filter_map(|record| record.duration));
    let durations = times::Scene::of(&durations, Some(Seconds::from_seconds(960.0))).unwrap();
    let in_flight = timeline::Scene::of(&swept.steps, Some(&swept.steps), Scale::Count, None).unwrap();
    let curve_of = |is_fit| curve::Scene { associated: associated.clone(), scale: Scale::Count, is_fit };
    let dots = scatter::Scene::of(&[(10.0, 12.0), (300.0, 250.0)], vec![(300.0, 250.0)]).unwrap();
    let palette = &Palette::LIGHT;
    for size in [(960.0, 420.0), (340.0, 180.0), (1.0, 1.0)] {
        let pictures = [
            (drawn(size, |pen| times::draw(pen, &durations, palette).unwrap()), "12 over 16 min"),
            (drawn(size, |pen| timeline::draw(pen, &in_flight, palette).unwrap()), "migrations in flight"),
            (drawn(size, |pen| curve::draw(pen, &curve_of(false), palette).unwrap()), "share that failed"),
            (drawn(size, |pen| curve::draw(pen, &curve_of(true), palette).unwrap()), "share that the curve expects"),
            (drawn(size, |pen| scatter::draw(pen, &dots, palette).unwrap()), "what was expected"),
        ];
        for (picture, said) in pictures {
            assert_eq!(picture.contains(said), 300.0 < size.0, "{said} at {size:?}");
        }
    }
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert_eq!(times::Scene::of(&Times::default(), None), None);
    assert_eq!(timeline::Scene::of(&[], None, Scale::Count, None), None);
    assert_eq!(scatter::Scene::of(&[(0.0, 0.0), (f64::NAN, f64::INFINITY)], Vec::new()), None);
}

#[test]
fn a_stretch_is_looked_at_as_far_as_there_is_something() {
    let log = Recipe { records: 50, ..Recipe::sample() }.made();
    let mut sweep = Sweep::new(flights(&log, &Costs::alike(50)));
    while !sweep.go_on(1 << 16) {}
    let steps = sweep.finish().steps;
    let of = |stretch| timeline::Scene::of(&steps, None, Scale::Count, stretch).unwrap().span;
    let (first, last) = of(None);
    let middle = first + (last - first) / 2.0;
    assert_eq!(of(Some((Seconds::ZERO, middle))), (first, middle));
    assert_eq!(of(Some((Seconds::ZERO, Seconds::ZERO))), (first, last), "nothing was in flight then");
}

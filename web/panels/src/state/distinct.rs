//! The measured windows as they are, instead of a curve fitted to them.

use precopy_formats::shape::distinct_text;
use precopy_model::problem::Field;
use precopy_model::quantity::{Pages, Seconds};
use precopy_model::scenario::DistinctCurve;

use super::State;
use super::measure::{Entries, rate_text, size_text_within};

/// What the button enters: the measured curve as the pattern, with its hot set and its rate; none with fewer than two
/// windows, or where the memory is too small for it.
#[must_use]
pub fn distinct_entries(state: &State) -> Option<Entries> {
    let measure = state.measure();
    let scenario = &state.calculator.scenario;
    let page = scenario.hypervisor.page_size.value;
    let mut points: Vec<(Seconds, Pages)> = Vec::new();
    for sample in measure.reading.of(measure.domain.as_deref()).map(|one| one.sample).filter(|sample| sample.is_sound())
    {
        let (Some(window), Some(distinct)) = (sample.window, sample.distinct()) else { continue };
        let pages = distinct.in_pages_of(page);
        match points.iter_mut().find(|point| point.0 == window) {
            Some(same) => same.1 = same.1.max(pages),
            None => points.insert(points.partition_point(|point| point.0 < window), (window, pages)),
        }
    }
    // In a longer time no fewer pages are written; where fewer were counted, the busier measurement counts.
    let mut most = Pages::ZERO;
    for point in &mut points {
        most = most.max(point.1);
        point.1 = most;
    }
    if points.len() < 2 || scenario.vm.memory < most.in_bytes(page) {
        return None;
    }
    let limit = scenario.vm.working_set.in_pages_of(page).max(most);
    let (curve, hot_set, rate) = DistinctCurve::of_points(&points, limit)?;
    let (text, size) = size_text_within(hot_set.in_bytes(page), scenario.vm.memory);
    let mut entries = Vec::new();
    if scenario.vm.working_set < size {
        entries.push((Field::WorkingSet, text.clone()));
    }
    entries.extend([
        (Field::HotSet, text),
        (Field::DirtyRate, rate_text(state, rate.in_bytes(page) * f64::from(measure.factor))),
        (Field::Pattern, "distinct".to_owned()),
        (Field::Shape, distinct_text(&curve)),
    ]);
    Some(entries)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::measure::{Change, are_entered};
    use super::super::{Action, Calculator, Kept};
    use super::*;
    use precopy_formats::fields::row;

    fn pasted(text: &str, factor: u8) -> State {
        let kept = Kept::default().after(Action::Measure(Change::Paste(text.to_owned())));
        let kept = kept.after(Action::Measure(Change::Factor(factor)));
        let calculator = Rc::new(Calculator::of_link("mem=4GiB&ws=2GiB&hot=1GiB"));
        State { instance: 0, calculator, verdict: "".into(), kept }
    }

    fn entered(state: &State, entries: &Entries) -> State {
        let mut inputs = state.calculator.inputs.clone();
        for (field, text) in entries {
            inputs.set(*field, row(*field).parse(text).unwrap());
        }
        let scenario = inputs.scenario().unwrap();
        State { calculator: Rc::new(Calculator { inputs, scenario, others: Vec::new() }), ..state.clone() }
    }

    #[test]
    fn the_measured_windows_are_entered_as_they_are() {
        // The slope of the last two windows, 3 MiB/s, leads to the whole working set of 2 GiB.
        let state = pasted("10 s: 900 MiB\n1 s: 300 MiB\n60 s: 1050 MiB\n1 s: 200 MiB", 1);
        let entries = distinct_entries(&state).unwrap();
        assert_eq!(entries[0], (Field::HotSet, "2 GiB".to_owned()));
        assert_eq!(entries[1], (Field::DirtyRate, "76,800 pages/s".to_owned()));
        let after = entered(&state, &entries);
        assert!(are_entered(&after, &entries));
        let precopy_model::scenario::Pattern::Distinct(curve) = &after.calculator.scenario.dirtying.pattern else {
            panic!("{entries:?}")
        };
        // 10 s: 900 MiB of 2048, at 300 MiB/s · 10 s / 2048 MiB.
        assert!((curve.at(3000.0 / 2048.0) - 900.0 / 2048.0).abs() < 1e-6);
        let tripled = distinct_entries(&pasted("1 s: 300 MiB\n10 s: 900 MiB\n60 s: 1050 MiB", 3)).unwrap();
        assert_eq!((tripled[1].1.as_str(), &tripled[3]), ("230,400 pages/s", &entries[3]));
    }

    #[test]
    fn fewer_pages_in_a_longer_window_count_as_those_of_the_shorter_one() {
        let state = pasted("1 s: 300 MiB\n10 s: 900 MiB\n60 s: 600 MiB", 1);
        let entries = distinct_entries(&state).unwrap();
        assert_eq!(entries[0], (Field::HotSet, "900 MiB".to_owned()));
        assert!(are_entered(&entered(&state, &entries), &entries));
    }

    #[test]
    fn more_than_the_working_set_is_entered_with_the_last_window_as_its_end() {
        // 2.5 GiB were written although the working set is said to be 2 GiB, and the slope still rises.
        let entries = distinct_entries(&pasted("1 s: 300 MiB\n9 s: 2.5 GiB", 1)).unwrap();
        assert_eq!(entries[0], (Field::WorkingSet, "2.5 GiB".to_owned()));
        let shape = &entries.last().unwrap().1;
        assert!(precopy_formats::shape::pattern("distinct", shape).is_ok(), "{shape}");
    }

    #[test]
    fn one_window_or_too_much_for_the_memory_makes_no_curve() {
        for text in
            ["", "1 s: 300 MiB", "1 s: 300 MiB\n1 s: 200 MiB", "1 s: 300 MiB\n9 s: 5 GiB", "1 s: 0 MiB\n9 s: 0 MiB"]
        {
            assert_eq!(distinct_entries(&pasted(text, 1)), None, "{text}");
        }
    }
}

//! The two axes of the chart of remaining pages: which times and pages they go over, for a view of some predictions.

use precopy_base::charts::decade;
use precopy_base::player::track;
use precopy_model::numeric::within;
use precopy_model::predict::{Prediction, Predictor};
use precopy_model::quantity::Seconds;

use super::landmarks::{landmarks, span};
use super::{Range, Scale, Scene};
use crate::state::Zoom;

/// The axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axes {
    /// Across: seconds.
    pub times: Scale,
    /// Upwards: pages.
    pub pages: Scale,
    /// Where times are told as "so long after": in a window so narrow that full times would all read the same.
    pub since: Option<Since>,
}

/// A moment from which others are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Since {
    /// When, in seconds.
    pub at: f64,
    /// Its symbol.
    pub symbol: &'static str,
}

/// A pinned curve may make an axis so many times as long as the present one needs, and is cut off there.
const ROOM_FOR_PINS: f64 = 3.0;

/// How much is shown of what comes before and after a phase.
const CONTEXT: f64 = 0.1;

impl Axes {
    /// The axes of a scene: those that are held, or those that fit.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Self {
        scene.held.unwrap_or_else(|| Self::fitting(scene))
    }

    /// On the way to other axes: 0 is here, 1 is there.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        let [times, pages] =
            [(self.times, other.times), (self.pages, other.pages)].map(|(from, to)| from.toward(to, share));
        Self { times, pages, since: other.since }
    }

    /// The axes that fit a scene.
    #[must_use]
    pub fn fitting(scene: &Scene<'_>) -> Self {
        let (told, view) = (scene.told(), scene.view);
        let simulated = scene.expected().map(|simulation| &simulation.prediction);
        let own = horizon(scene.lead())
            .max(scene.paper().map_or(0.0, horizon))
            .max(scene.expected().map_or(0.0, track::horizon));
        let with_pins = |own: f64, of: fn(&Prediction) -> f64| {
            let pins = scene.pins.iter().map(|pin| of(&pin.results.bound)).fold(own, f64::max);
            pins.min(own * ROOM_FOR_PINS)
        };
        let whole = with_pins(own, horizon);
        let start = with_pins(beginning(told), beginning);
        let whole_range = Range::from_zero_to_step_above(whole * 1.02);
        let (times, pages, since) = match (view.zoom, span(told, view.zoom)) {
            (Zoom::Whole, _) | (_, None) => (whole_range, Range::around(0.0, start * 1.02), None),
            (Zoom::FirstPass, Some((_, end))) => {
                (Range::from_zero_to_step_above(end * (1.0 + CONTEXT)), Range::around(0.0, start * 1.02), None)
            }
            (zoom, Some((from, to))) => {
                let to = to.min(own);
                // A phase of no length is shown as one of a millionth of it all.
                let context = ((to - from) * CONTEXT).max(own * 1e-6);
                let times = Range::around((from - context).max(0.0), to + context);
                let drawn = [scene.bound(), simulated, scene.paper()].into_iter().flatten();
                let highest = drawn.map(|one| highest(one, times)).fold(0.0, f64::max);
                let symbol = if zoom == Zoom::Resending { "t₁" } else { "t₂" };
                let since = (times.max() - times.min() < 0.1 * times.max()).then_some(Since { at: from, symbol });
                (times, Range::from_zero_to_step_above(highest.max(1.0) * 1.05), since)
            }
        };
        let pages = if view.log_pages { Scale::logarithmic(1.0, pages) } else { Scale::linear(pages) };
        let times = if view.log_time && times.min() == 0.0 {
            Scale::logarithmic(earliest(told, times.max()), times)
        } else {
            Scale::linear(times)
        };
        Self { times, pages, since }
    }
}

/// The pages that remain at first.
fn beginning(prediction: &Prediction) -> f64 {
    prediction.remaining.at(Seconds::from_seconds(-1.0)).total
}

/// Until when a prediction is drawn: past its end; for one without an end, past where its course is clear.
fn horizon(prediction: &Prediction) -> f64 {
    match prediction.migration_time {
        Some(time) => time.as_seconds(),
        None => {
            let last = prediction.remaining.knots().last().map_or(0.0, |(at, _)| at.as_seconds());
            let first_pass = prediction.first_pass_end.as_seconds();
            // A simulated one goes on for as long as it took to see that it does.
            let clear = if prediction.predictor == Predictor::Rounds { first_pass } else { last.max(first_pass) };
            clear * 1.6
        }
    }
}

/// The most pages that remain at any moment of a range of time.
fn highest(prediction: &Prediction, times: Range) -> f64 {
    let at = |seconds: f64| prediction.remaining.at(Seconds::from_seconds(seconds)).total;
    let inside = |at: Seconds| times.min() <= at.as_seconds() && at.as_seconds() <= times.max();
    let knots = prediction.remaining.knots().filter(|(at, _)| inside(*at)).map(|(_, parts)| parts.total);
    knots.fold(at(times.min()).max(at(times.max())), f64::max)
}

/// Where a logarithmic axis of time begins: at the decade before the first thing that happens, at most six decades long.
fn earliest(bound: &Prediction, until: f64) -> f64 {
    let first =
        landmarks(bound, Seconds::from_seconds(until)).into_iter().map(|one| one.at.as_seconds()).find(|&at| 0.0 < at);
    let floor = first.map_or(0.0, decade);
    within(floor, until * 1e-6, until * 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::scene::pinned;
    use crate::state::{State, View};

    fn axes(link: &str, view: View) -> Axes {
        let state = State::from_link(link);
        Axes::of(&Scene::of(&state.results, state.shown(), view))
    }

    #[test]
    fn a_zoomed_axis_holds_its_phase_with_some_of_what_is_around() {
        let results = State::from_link("").results;
        let t2 = results.bound.stop.unwrap().as_seconds();
        let t3 = results.bound.end().unwrap().as_seconds();
        let stopped = axes("curves=bound", View { zoom: Zoom::Stopped, ..View::default() });
        assert!(stopped.times.min() < t2 && t3 < stopped.times.max());
        assert!(stopped.times.max() - stopped.times.min() < 1.5 * (t3 - t2));
        assert!(results.bound.left.unwrap().as_pages() <= stopped.pages.max());
    }

    #[test]
    fn pinned_curves_have_room_but_do_not_squash_the_present_one() {
        let state = State::from_link("");
        let with = |link: &str, zoom| {
            let pins = [pinned('A', link)];
            let view = View { zoom, ..View::default() };
            Axes::of(&Scene { pins: &pins, ..Scene::of(&state.results, state.shown(), view) })
        };
        let alone = axes("", View::default());
        let slower = with("dirty=25000pages/s", Zoom::Whole);
        assert!(alone.times.max() < slower.times.max() && slower.pages == alone.pages);
        let end = State::from_link("dirty=25000pages/s").results.bound.end().unwrap().as_seconds();
        assert!(slower.times.holds(end));
        let huge = with("mem=1TiB&ws=1TiB", Zoom::Whole);
        assert!(huge.times.max() <= alone.times.max() * 4.0 && huge.pages.max() <= alone.pages.max() * 3.1);
        assert_eq!(with("mem=1TiB&ws=1TiB", Zoom::Stopped), axes("", View { zoom: Zoom::Stopped, ..View::default() }));
    }

    #[test]
    fn held_axes_stay() {
        let (near, far) = (axes("", View::default()), axes("mem=1TiB", View::default()));
        let state = State::from_link("mem=1TiB");
        let held = Scene { held: Some(near), ..Scene::of(&state.results, state.shown(), View::default()) };
        assert_eq!((Axes::of(&held), Axes::fitting(&held)), (near, far));
        assert_eq!((near.toward(far, 0.0), near.toward(far, 1.0)), (near, far));
        assert!(near.times.max() < near.toward(far, 0.5).times.max());
    }

    #[test]
    fn a_phase_that_does_not_come_about_shows_the_whole() {
        let never = "dirty=45000pages/s";
        assert_eq!(axes(never, View { zoom: Zoom::Stopped, ..View::default() }), axes(never, View::default()));
    }

    #[test]
    fn the_first_pass_of_a_migration_without_end_stays_in_sight() {
        for never in ["dirty=45000pages/s", "dirty=45000pages/s&curves=expected", "hot=100pct&dirty=45000pages/s"] {
            let times = axes(never, View::default()).times;
            let t1 = State::from_link(never).results.bound.first_pass_end.as_seconds();
            assert!(0.25 < times.share(t1) && times.share(t1) < 0.7, "{never}: {times:?}");
        }
    }

    #[test]
    fn an_end_that_only_the_simulation_knows_is_on_the_axis() {
        let link = "hv=qemu-auto-converge&dirty=45000pages/s";
        let end = State::from_link(link).results.simulation.prediction.end().unwrap().as_seconds();
        assert!(axes(link, View::default()).times.holds(end));
        assert!(axes(link, View { zoom: Zoom::Stopped, ..View::default() }).times.holds(end));
    }

    #[test]
    fn every_view_of_every_scenario_has_axes_with_room() {
        let links = [
            "mem=1PiB&ws=1PiB&hot=1PiB&dirty=50000000pages/s&link=10Mbit/s",
            "mem=1B&ws=1B&hot=1B&dirty=1pages/s",
            "mem=4KiB&ws=0B&hot=0B&dirty=0pages/s",
            "max-downtime=0s",
            "max-downtime=1000000000s",
            "link=0.001pages/s",
            "link=10000000000pages/s",
            "hv=custom&dirty=50000000pages/s&time-limit=0.000001s",
            "hv=custom&dirty=50000000pages/s&time-limit=1000000000s&on-limit=cancel",
        ];
        for link in links.into_iter().flat_map(|link| [link.to_owned(), format!("{link}&curves=expected")]) {
            let link = link.as_str();
            for zoom in Zoom::ALL {
                for (log_pages, log_time) in [(false, false), (true, false), (false, true), (true, true)] {
                    let axes = axes(link, View { zoom, log_pages, log_time, ..View::default() });
                    for scale in [axes.times, axes.pages] {
                        assert!(scale.min() < scale.max() && scale.max().is_finite(), "{link} {zoom:?}");
                        assert!((scale.share(scale.max()) - 1.0).abs() < 1e-9, "{link} {zoom:?}");
                    }
                }
            }
        }
    }
}

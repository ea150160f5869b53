//! Where the curve lies when the inputs are uncertain: between two lines.

use super::frame::Frame;
use crate::state::Band as Row;
use precopy_base::charts::pen::Point;

/// The band as it is drawn: its upper and its lower edge, from left to right.
#[derive(Debug, Default)]
pub(super) struct Band {
    pub(super) upper: Vec<Point>,
    pub(super) lower: Vec<Point>,
}

impl Band {
    /// The part of it that is on the plot.
    pub(super) fn of(rows: &[Row], frame: &Frame) -> Self {
        let mut band = Self::default();
        let (from, to) = (frame.axes.times.min(), frame.axes.times.max());
        let mut before: Option<[f64; 3]> = None;
        for row in rows {
            let (at, low, high) = (row.at.as_seconds(), row.low.as_pages(), row.high.as_pages());
            if let Some([before, low_before, high_before]) = before {
                // An edge of the plot between the two.
                for edge in [from, to].into_iter().filter(|&edge| before < edge && edge < at) {
                    let share = (edge - before) / (at - before);
                    let mix = |before: f64, now: f64| before + (now - before) * share;
                    band.add(frame, edge, mix(low_before, low), mix(high_before, high));
                }
            }
            if from <= at && at <= to {
                band.add(frame, at, low, high);
            }
            before = Some([at, low, high]);
        }
        band
    }

    fn add(&mut self, frame: &Frame, at: f64, low: f64, high: f64) {
        self.upper.push((frame.x(at), frame.y(high)));
        self.lower.push((frame.x(at), frame.y(low)));
    }

    /// All round it.
    pub(super) fn outline(&self) -> Vec<Point> {
        self.upper.iter().chain(self.lower.iter().rev()).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::legibility::written;
    use crate::charts::{Axes, Range, Scale, Scene};
    use crate::state::{Action, State, Uncertain, View};
    use std::rc::Rc;

    fn frame(from: f64, to: f64) -> Frame {
        let times = Scale::linear(Range::around(from, to));
        let pages = Scale::linear(Range::around(0.0, 1000.0));
        Frame::of((800.0, 400.0), Axes { times, pages, since: None }).unwrap()
    }

    fn rows() -> Vec<Row> {
        Uncertain::read("1", "", "", "", "0 800 900 1000\n10 400 500 600\n20 0 100 200").band
    }

    #[test]
    fn its_edges_are_where_the_axes_have_those_values() {
        let frame = frame(0.0, 20.0);
        let band = Band::of(&rows(), &frame);
        assert_eq!(band.upper, [(0.0, 1000.0), (10.0, 600.0), (20.0, 200.0)].map(|(x, y)| (frame.x(x), frame.y(y))));
        assert_eq!(band.lower, [(0.0, 800.0), (10.0, 400.0), (20.0, 0.0)].map(|(x, y)| (frame.x(x), frame.y(y))));
        assert_eq!(band.outline().len(), 6);
        assert_eq!(Band::of(&[], &frame).outline(), []);
    }

    #[test]
    fn it_goes_from_edge_to_edge_of_the_plot() {
        for (from, to) in [(5.0, 15.0), (2.0, 8.0), (12.0, 19.0)] {
            let frame = frame(from, to);
            let band = Band::of(&rows(), &frame);
            let near = |point: Option<&Point>, x: f64, y: f64| {
                let point = point.copied().unwrap();
                assert!((point.0 - x).abs() < 1e-9 && (point.1 - y).abs() < 1e-9, "{point:?} {x} {y}");
            };
            // A straight line from 1000 to 200 pages within 20 s.
            near(band.upper.first(), frame.left, frame.y(1000.0 - 40.0 * from));
            near(band.upper.last(), frame.right, frame.y(1000.0 - 40.0 * to));
            assert!(band.outline().iter().all(|&(x, _)| frame.left <= x && x <= frame.right));
        }
        assert_eq!(Band::of(&rows(), &frame(30.0, 40.0)).outline(), []);
    }

    #[test]
    fn it_says_what_it_is() {
        let state = State::from_link("vary-dirty=10pct");
        let uncertain =
            Uncertain::read("1", "", "", "", "0 900000 1000000 1048576\n20 50000 150000 400000\n40 0 0 200000");
        let known = state.reduce(Action::Uncertain(Rc::new((state.link(), uncertain))));
        let says = |state: &State| {
            let band = state.uncertain.as_ref().map_or(&[][..], |uncertain| &uncertain.band);
            let scene = Scene { band, ..Scene::of(&state.results, state.shown(), View::default()) };
            written(&scene, (830.0, 400.0)).iter().any(|(text, _)| text == crate::words::chart::BAND)
        };
        assert!(says(&known) && !says(&state));
    }
}

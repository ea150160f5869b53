//! The plot within its chart: where a moment and a number of pages lie, and how a curve runs from edge to edge.

use precopy_model::predict::{Outcome, Parts, Prediction};
use precopy_model::quantity::{Pages, Seconds};

use super::Axes;
use super::handles::Place;
use precopy_base::charts::pen::Point;

/// The two axes in CSS pixels. The style sheet lays the crosshair over the same box.
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Size of the letters.
    pub(super) text: f64,
    pub(super) axes: Axes,
}

impl Frame {
    /// The frame of a chart of that size; none where there is no room for one.
    pub(super) fn of((width, height): Point, axes: Axes) -> Option<Self> {
        if width < 120.0 || height < 90.0 {
            return None;
        }
        let (left, right, top, bottom, text) = if width < 480.0 {
            (44.0, 14.0, 46.0, 26.0, 11.0)
        } else if width < 1000.0 {
            (54.0, 14.0, 46.0, 26.0, 11.0)
        } else {
            (66.0, 18.0, 54.0, 32.0, 13.0)
        };
        Some(Self { left, right: width - right, top, bottom: height - bottom, text, axes })
    }

    pub(super) fn x(&self, seconds: f64) -> f64 {
        self.left + self.axes.times.share(seconds) * (self.right - self.left)
    }

    pub(super) fn y(&self, pages: f64) -> f64 {
        self.bottom - self.axes.pages.share(pages) * (self.bottom - self.top)
    }

    /// The point at a place of the plot.
    pub(super) fn point(&self, place: Place) -> Point {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        (self.left + place.across * width, self.bottom - place.up * height)
    }

    /// The moment at a place across.
    pub(super) fn seconds(&self, x: f64) -> f64 {
        self.axes.times.value((x - self.left) / (self.right - self.left))
    }

    /// The points of one part of a curve, from edge to edge of the plot; a curve without an end goes on to the edge.
    pub(super) fn outline(&self, prediction: &Prediction, part: impl Fn(&Parts) -> f64) -> Vec<Point> {
        self.outline_from(self.axes.times.min(), prediction, part)
    }

    /// The points of a curve from where it comes into the plot, be it from above.
    pub(super) fn outline_within(&self, prediction: &Prediction) -> Vec<Point> {
        let top = Pages::from_pages(self.axes.pages.max());
        match prediction.remaining.first_at_or_below(top) {
            Some(from) => self.outline_from(from.as_seconds().max(self.axes.times.min()), prediction, |all| all.total),
            None => Vec::new(),
        }
    }

    fn outline_from(&self, from: f64, prediction: &Prediction, part: impl Fn(&Parts) -> f64) -> Vec<Point> {
        let to = self.axes.times.max();
        let value_at = |at: f64| part(&prediction.remaining.at(Seconds::from_seconds(at)));
        let ends = prediction.remaining.knots().last().map_or(0.0, |(at, _)| at.as_seconds());
        let goes_on = prediction.outcome == Outcome::Never;
        let mut points = Vec::with_capacity(12);
        if !goes_on && ends < from || to < from {
            return points;
        }
        let mut last = None;
        let mut add = |at: f64, pages: f64| {
            self.go(&mut points, last, (at, pages), 0);
            last = Some((at, pages));
        };
        if prediction.remaining.knots().next().is_none_or(|(first, _)| first.as_seconds() < from) {
            add(from, value_at(from));
        }
        for (at, parts) in prediction.remaining.knots() {
            let at = at.as_seconds();
            if from <= at && at <= to {
                add(at, part(&parts));
            }
        }
        if to < ends || goes_on && ends < to {
            add(to, value_at(to));
        }
        points
    }

    /// Goes on from the last moment to another one. On logarithmic scales a straight line is bent: it is halved until
    /// nobody sees the difference.
    pub(super) fn go(&self, points: &mut Vec<Point>, last: Option<(f64, f64)>, (at, pages): (f64, f64), depth: u32) {
        const MOST_HALVINGS: u32 = 16;
        const SEEN: f64 = 0.4;
        let is_bent = self.axes.pages.is_logarithmic() || self.axes.times.is_logarithmic();
        let end = (self.x(at), self.y(pages));
        if let Some((last_at, last_pages)) = last.filter(|_| is_bent && depth < MOST_HALVINGS) {
            let start = (self.x(last_at), self.y(last_pages));
            let middle = (last_at / 2.0 + at / 2.0, last_pages / 2.0 + pages / 2.0);
            let on_screen = (self.x(middle.0), self.y(middle.1));
            let (across, down) = (end.0 - start.0, end.1 - start.1);
            let beside = (on_screen.0 - start.0) * down - (on_screen.1 - start.1) * across;
            if SEEN * across.hypot(down) < beside.abs() {
                self.go(points, last, middle, depth + 1);
                self.go(points, Some(middle), (at, pages), depth + 1);
                return;
            }
        }
        points.push(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Scene;
    use crate::state::{State, View, Zoom};

    fn frame(view: View, link: &str) -> (Frame, Prediction) {
        let state = State::from_link(link);
        let axes = Axes::of(&Scene::of(&state.results, state.shown(), view));
        (Frame::of((800.0, 400.0), axes).unwrap(), state.results.bound.clone())
    }

    #[test]
    fn curves_end_at_the_edge_of_a_zoomed_plot() {
        let (frame, bound) = frame(View { zoom: Zoom::Resending, ..View::default() }, "");
        let points = frame.outline(&bound, |parts| parts.total);
        assert_eq!(points[0].0, frame.left);
        assert!(
            points.iter().all(|&(x, y)| frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom)
        );
        assert!(points.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        assert!(points[0].1 < frame.bottom - 50.0, "comes from above");
    }

    #[test]
    fn straight_lines_bend_on_logarithmic_axes_and_points_stay_few() {
        for (log_pages, log_time) in [(true, false), (false, true), (true, true)] {
            let (frame, bound) = frame(View { log_pages, log_time, ..View::default() }, "");
            let points = frame.outline(&bound, |parts| parts.total);
            assert!((8..400).contains(&points.len()), "{}", points.len());
            for &(x, y) in &points {
                let pages = bound.remaining.at(Seconds::from_seconds(frame.seconds(x))).total;
                // Along steep parts a hair's breadth across is far in height: either may be near.
                let beside = bound.remaining.at(Seconds::from_seconds(frame.seconds(x + 0.5))).total;
                assert!(frame.y(pages) - 1.0 <= y && y <= frame.y(beside) + 1.0, "{x} {y}");
            }
        }
    }

    #[test]
    fn a_curve_from_above_begins_at_the_top() {
        let (frame, _) = frame(View::default(), "");
        let huge = State::from_link("mem=1TiB&ws=900GiB&link=400Gbit/s&cap=none").results.bound.clone();
        let points = frame.outline_within(&huge);
        assert!(points.iter().filter(|&&(_, y)| y <= frame.top + 0.01).count() <= 1, "{points:?}");
        assert!(
            frame
                .outline_within(&State::from_link("mem=1TiB&ws=900GiB&hot=800GiB&dirty=9000000pages/s").results.bound)
                .is_empty()
        );
    }

    #[test]
    fn no_chart_without_room() {
        let axes = frame(View::default(), "").0.axes;
        assert!(Frame::of((119.0, 400.0), axes).is_none() && Frame::of((400.0, 10.0), axes).is_none());
    }
}

//! A saw-tooth as it is drawn: its teeth where they are wide enough to be seen, else the band that they fill. Simulated
//! migrations have up to tens of thousands of rounds, and a chart has a thousand pixels.

use precopy_model::predict::{Outcome, Parts, Prediction};
use precopy_model::quantity::Seconds;

use super::frame::Frame;
use super::pen::Point;

/// A narrower tooth is not drawn by itself, in CSS pixels.
pub(super) const NARROWEST: f64 = 3.0;

/// The pieces of a saw-tooth, from left to right.
#[derive(Debug, Default)]
pub(super) struct Saw {
    /// Teeth, one line for those that follow each other.
    pub(super) lines: Vec<Vec<Point>>,
    /// Bands: their upper and their lower edge.
    pub(super) bands: Vec<[Vec<Point>; 2]>,
    /// From tip to tip, along all of it.
    pub(super) tips: Vec<Point>,
    /// The upper edge of all of it.
    pub(super) crest: Vec<Point>,
}

/// The tooth that is being gone over: from one valley to the next.
#[derive(Default)]
struct Tooth {
    /// Seconds and pages.
    points: Vec<(f64, f64)>,
    tip: Option<(f64, f64)>,
}

impl Saw {
    /// One part of a simulated curve, from edge to edge of the plot.
    pub(super) fn of(frame: &Frame, prediction: &Prediction, part: impl Fn(&Parts) -> f64) -> Self {
        let (from, to) = (frame.axes.times.min(), frame.axes.times.max());
        let value_at = |at: f64| part(&prediction.remaining.at(Seconds::from_seconds(at)));
        let (mut saw, mut tooth) = (Self::default(), Tooth::default());
        let mut ends = 0.0;
        let mut falls = false;
        let mut add = |at: f64, pages: f64| {
            if let Some(&last) = tooth.points.last() {
                // What rises begins the next tooth, at the valley.
                if falls && last.1 < pages {
                    saw.take(frame, &mut tooth);
                    tooth.points.push(last);
                }
                falls = pages < last.1 || falls && pages == last.1;
            }
            tooth.add(at, pages);
        };
        if prediction.remaining.knots().next().is_none_or(|(first, _)| first.as_seconds() < from) {
            add(from, value_at(from));
        }
        for (at, parts) in prediction.remaining.knots() {
            ends = at.as_seconds();
            if from <= ends && ends <= to {
                add(ends, part(&parts));
            } else if to < ends {
                add(to, value_at(to));
                break;
            }
        }
        saw.take(frame, &mut tooth);
        if prediction.outcome == Outcome::Never && ends < to {
            saw.go_on(frame.right);
        } else if ends < from {
            return Self::default();
        }
        saw
    }

    /// Takes a tooth over, as a part of a line or of a band.
    fn take(&mut self, frame: &Frame, tooth: &mut Tooth) {
        let (Some(&first), Some(&last), Some(tip)) = (tooth.points.first(), tooth.points.last(), tooth.tip) else {
            return;
        };
        let place = |(at, pages): (f64, f64)| (frame.x(at), frame.y(pages));
        let (left, right) = (frame.x(first.0), frame.x(last.0));
        add_thinned(&mut self.tips, place(tip), f64::min);
        if NARROWEST <= right - left {
            let from = self.lines.last_mut().filter(|line| line.last() == Some(&place(first)));
            let mut points = Vec::with_capacity(tooth.points.len() + 1);
            let mut before = None;
            for &point in &tooth.points {
                frame.go(&mut points, before, point, 0);
                before = Some(point);
            }
            self.crest.extend_from_slice(&points);
            match from {
                Some(line) => line.append(&mut points),
                None => self.lines.push(points),
            }
        } else {
            let ((_, high), (_, low)) = (place(tip), place(if first.1 < last.1 { first } else { last }));
            let joins = |[upper, _]: &&mut [Vec<Point>; 2]| upper.last().is_some_and(|end| left <= end.0 + NARROWEST);
            if self.bands.last_mut().filter(joins).is_none() {
                self.bands.push([vec![(left, high)], vec![(left, low)]]);
            }
            if let Some([upper, lower]) = self.bands.last_mut() {
                add_thinned(upper, (right, high), f64::min);
                add_thinned(lower, (right, low), f64::max);
            }
            add_thinned(&mut self.crest, (right, high), f64::min);
        }
        tooth.points.clear();
        tooth.tip = None;
    }

    /// It goes on as it did last, to the right edge.
    fn go_on(&mut self, right: f64) {
        let [Some((_, high)), Some((left, low))] = [self.tips.last().copied(), self.crest.last().copied()] else {
            return;
        };
        let low = self.bands.last().and_then(|[_, lower]| lower.last()).map_or(low, |&(_, low)| low);
        self.bands.push([vec![(left, high), (right, high)], vec![(left, low), (right, low)]]);
        self.crest.extend([(left, high), (right, high)]);
    }

    /// All edges and lines.
    pub(super) fn all(&self) -> impl Iterator<Item = &[Point]> {
        self.lines.iter().chain(self.bands.iter().flatten()).map(Vec::as_slice)
    }
}

impl Tooth {
    fn add(&mut self, at: f64, pages: f64) {
        self.points.push((at, pages));
        if self.tip.is_none_or(|(_, tip)| tip < pages) {
            self.tip = Some((at, pages));
        }
    }
}

/// Adds a point; in a column that has one already, the more extreme of the two stays.
fn add_thinned(points: &mut Vec<Point>, (x, y): Point, extreme: fn(f64, f64) -> f64) {
    match points.last_mut() {
        Some(last) if x - last.0 < 1.0 => *last = (last.0, extreme(last.1, y)),
        _ => points.push((x, y)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Axes, Scene};
    use crate::state::{State, View};

    fn saw(link: &str, view: View) -> (Frame, Saw) {
        let state = State::from_link(link);
        let axes = Axes::of(&Scene { results: &state.results, shown: state.shown(), view });
        let frame = Frame::of((830.0, 400.0), axes).unwrap();
        let saw = Saw::of(&frame, &state.results.simulation.prediction, |parts| parts.total);
        (frame, saw)
    }

    #[test]
    fn wide_teeth_are_lines_and_narrow_ones_a_band() {
        let (_, saw) = saw("", View::default());
        assert_eq!(saw.lines.len(), 1);
        assert_eq!(saw.bands.len(), 1);
        assert!((6..40).contains(&saw.lines[0].len()), "{}", saw.lines[0].len());
        let rises = saw.lines[0].windows(2).filter(|pair| pair[1].1 < pair[0].1).count();
        assert!(4 <= rises, "{rises}");
    }

    #[test]
    fn tens_of_thousands_of_rounds_are_a_few_points_a_pixel() {
        for link in ["dirty=32700pages/s", "dirty=32704pages/s", "hv=kvm-paper", "hv=nova&dirty=280000pages/s"] {
            for (log_pages, log_time) in [(false, false), (true, false), (true, true)] {
                let (frame, saw) = saw(link, View { log_pages, log_time, ..View::default() });
                let points: usize = saw.all().map(<[Point]>::len).sum();
                assert!(points < 5 * 760, "{link}: {points}");
                for &(x, y) in saw.all().flatten() {
                    assert!(frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom, "{link}");
                }
            }
        }
    }

    #[test]
    fn a_migration_without_end_goes_on_to_the_edge() {
        for link in ["dirty=45000pages/s", "dirty=45000pages/s&hot=50MiB", "hv=custom&cap=none&dirty=99999999pages/s"] {
            let (frame, saw) = saw(link, View::default());
            let last = saw.all().filter_map(<[Point]>::last).map(|&(x, _)| x).fold(0.0, f64::max);
            assert!((last - frame.right).abs() < 1.0, "{link}: {last}");
        }
    }
}

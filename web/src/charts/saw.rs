//! A saw-tooth as it is drawn: its teeth where they are wide enough to be seen, else the band that they fill. Simulated
//! migrations have up to tens of thousands of rounds, and a chart has a thousand pixels.

use precopy_model::predict::rounds::Simulation;
use precopy_model::predict::{Outcome, Parts};
use precopy_model::quantity::Seconds;

use super::frame::Frame;
use precopy_base::charts::pen::Point;

/// A narrower tooth is not drawn by itself, in CSS pixels.
pub(super) const NARROWEST: f64 = 3.0;

/// Over so many teeth it shows how high and how low they go.
const TEETH_OF_A_CYCLE: usize = 60;

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
    /// Of each tooth, how high and how low it goes.
    heights: Vec<(f64, f64)>,
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
    pub(super) fn of(frame: &Frame, simulation: &Simulation, part: impl Fn(&Parts) -> f64) -> Self {
        let (from, to) = (frame.axes.times.min(), frame.axes.times.max());
        let remaining = &simulation.prediction.remaining;
        let value_at = |at: f64| part(&remaining.at(Seconds::from_seconds(at)));
        let (mut saw, mut tooth) = (Self::default(), Tooth::default());
        let mut skipped = skipped(simulation);
        let mut ends = 0.0;
        let mut falls = false;
        let mut add = |at: f64, pages: f64| {
            if let Some((_, over)) = skipped.take_if(|(begin, _)| *begin < at) {
                saw.take(frame, &mut tooth);
                saw.go_on(frame.x(over));
            }
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
        if remaining.knots().next().is_none_or(|(first, _)| first.as_seconds() < from) {
            add(from, value_at(from));
        }
        for (at, parts) in remaining.knots() {
            ends = at.as_seconds();
            if from <= ends && ends <= to {
                add(ends, part(&parts));
            } else if to < ends {
                add(to, value_at(to));
                break;
            }
        }
        saw.take(frame, &mut tooth);
        if simulation.prediction.outcome == Outcome::Never && ends < to {
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
        let (tip, low) = (place(tip), frame.y(first.1.min(last.1)));
        add_thinned(&mut self.tips, tip, f64::min);
        self.heights.push((tip.1, low));
        if NARROWEST <= right - left {
            let before = self.lines.last_mut().filter(|line| line.last() == Some(&place(first)));
            let mut points = Vec::with_capacity(tooth.points.len() + 1);
            let mut last = None;
            for &point in &tooth.points {
                frame.go(&mut points, last, point, 0);
                last = Some(point);
            }
            self.crest.extend_from_slice(&points);
            match before {
                Some(line) => line.append(&mut points),
                None => self.lines.push(points),
            }
        } else {
            self.add_to_band(left, right, (tip.1, low));
        }
        tooth.points.clear();
        tooth.tip = None;
    }

    /// A piece of a band from one place across to another, between two heights.
    fn add_to_band(&mut self, left: f64, right: f64, (high, low): (f64, f64)) {
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

    /// Goes on as it did last, to a place across. What goes on like that has done so for many teeth.
    fn go_on(&mut self, right: f64) {
        let Some(&(left, _)) = self.crest.last() else { return };
        let last = self.heights.iter().rev().take(TEETH_OF_A_CYCLE).copied();
        let Some(heights) = last.reduce(|(high, low), (tip, valley)| (high.min(tip), low.max(valley))) else { return };
        add_thinned(&mut self.tips, (right, heights.0), f64::min);
        self.add_to_band(left, left, heights);
        self.add_to_band(left, right, heights);
    }

    /// All edges and lines.
    pub(super) fn all(&self) -> impl Iterator<Item = &[Point]> {
        self.lines.iter().chain(self.bands.iter().flatten()).map(Vec::as_slice)
    }
}

/// From when to when a simulation has passed over rounds that were all alike; it does so once at most.
fn skipped(simulation: &Simulation) -> Option<(f64, f64)> {
    simulation.rounds.windows(2).find_map(|pair| match pair {
        [before, after] if before.number + 1 < after.number => {
            Some((before.end.as_seconds(), after.start.as_seconds()))
        }
        _ => None,
    })
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
        let axes = Axes::of(&Scene::of(&state.results, state.shown(), view));
        let frame = Frame::of((830.0, 400.0), axes).unwrap();
        let saw = Saw::of(&frame, &state.results.simulation, |parts| parts.total);
        (frame, saw)
    }

    #[test]
    fn wide_teeth_are_lines_and_narrow_ones_a_band() {
        let (_, saw) = saw("", View::default());
        assert_eq!(saw.lines.len(), 1);
        assert_eq!(saw.bands.len(), 1);
        assert!((6..60).contains(&saw.lines[0].len()), "{}", saw.lines[0].len());
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
        for link in ["dirty=45000pages/s", "dirty=45000pages/s&hot=100MiB", "hv=custom&dirty=99999999pages/s"] {
            let (frame, saw) = saw(link, View::default());
            let last = saw.all().filter_map(<[Point]>::last).map(|&(x, _)| x).fold(0.0, f64::max);
            assert!((last - frame.right).abs() < 1.0, "{link}: {last}");
        }
    }
}

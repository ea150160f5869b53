//! The chart of remaining pages: f(t) with its parts, the bound, the simulated rounds and the paper's line, threshold, limit
//! and times.

use plotters_backend::DrawingBackend;
use precopy_model::predict::{Parts, Prediction};
use precopy_model::quantity::Seconds;

use super::band::Band;
use super::captions::{Lines, captions};
use super::frame::Frame;
use super::landmarks::limit_ahead;
use super::saw::{NARROWEST, Saw};
use super::{Axes, Palette, Pen, Range, Scene};
use crate::state::Pinned;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::ticks::{
    decade_marks, floor_label, page_label, round_marks, since_label, time_label, time_marks,
};

/// How much of its colour the band of narrow rounds has.
const BAND: f64 = 0.2;
/// The same of what is uncertain.
const UNCERTAIN: f64 = 0.16;

/// Draws the chart.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene<'_>, palette: &Palette) -> Result<(), Failure<B>> {
    let axes = Axes::of(scene);
    let Some(frame) = Frame::of(pen.size(), axes) else { return Ok(()) };
    let outline = |one: Option<&Prediction>| one.map_or_else(Vec::new, |one| frame.outline(one, |parts| parts.total));
    let (bound, paper) = (outline(scene.bound()), outline(scene.paper()));
    let expected = scene.expected().map(|simulation| Saw::of(&frame, simulation, |parts| parts.total));
    let expected = expected.unwrap_or_default();
    let part = |part: fn(&Parts) -> f64| match scene.bound() {
        Some(bound) => frame.outline(bound, part),
        None => Saw::of(&frame, &scene.results.simulation, part).crest,
    };
    let (hot, used) = (part(|parts| parts.hot), part(|parts| parts.hot + parts.passive));
    rounds(pen, scene, &frame, palette)?;
    let all = if scene.shown.curves.has_bound() { &bound } else { &expected.crest };
    areas(pen, [&hot, &used, all], &frame, palette)?;
    draw_axes(pen, &frame, palette)?;
    let band = Band::of(scene.band, &frame);
    pen.area(&band.outline(), palette.accent.with_opacity(UNCERTAIN))?;
    let threshold = scene.lead().threshold.as_pages();
    if threshold <= frame.axes.pages.max() {
        let line = [(frame.left, frame.y(threshold)), (frame.right, frame.y(threshold))];
        pen.dashed(&line, palette.threshold, 1.0, (6.0, 4.0))?;
    }
    let moments = Moments::of(scene.told(), &frame);
    for at in moments.phases() {
        let x = frame.x(at);
        pen.dashed(&[(x, frame.top - 8.0), (x, frame.bottom)], palette.quiet, 1.0, (1.0, 3.0))?;
    }
    if let Some(limit) = moments.limit {
        let x = frame.x(limit);
        pen.dashed(&[(x, frame.top - 4.0), (x, frame.bottom)], palette.limit, 1.25, (9.0, 3.0))?;
    }
    let pins: Vec<PinnedLine> = scene.pins.iter().map(|pin| PinnedLine::of(pin, &frame)).collect();
    for pin in &pins {
        pen.dashed(&pin.points, palette.quiet, 1.5, (8.0, 3.0))?;
    }
    pen.line(&bound, palette.accent, 2.25)?;
    saw(pen, &expected, palette)?;
    // Over the others and on a ground of its own, so that it is seen where they are one.
    pen.dashed_on(&paper, palette.reference, palette.ground, 1.5, (5.0, 4.0))?;
    let lines =
        Lines { bound: &bound, expected: &expected, paper: &paper, within: [&hot, &used], pins: &pins, band: &band };
    captions(pen, scene, &frame, &moments, &lines, palette)
}

/// Every other round is on a ground of its own, where rounds are wide enough to be told apart.
fn rounds<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene<'_>,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let Some(simulation) = scene.expected() else { return Ok(()) };
    for round in &simulation.rounds {
        if !frame.axes.times.meets(round.start.as_seconds(), round.end.as_seconds()) {
            continue;
        }
        let (left, right) = (frame.x(round.start.as_seconds()), frame.x(round.end.as_seconds()));
        if round.number % 2 == 0 && NARROWEST <= right - left {
            let (top, bottom) = (frame.top, frame.bottom);
            pen.area(&[(left, top), (right, top), (right, bottom), (left, bottom)], palette.round)?;
        }
    }
    Ok(())
}

/// The saw-tooth: a thin line, and a pale band where its teeth are too narrow for one.
fn saw<B: DrawingBackend>(pen: &Pen<'_, B>, saw: &Saw, palette: &Palette) -> Result<(), Failure<B>> {
    for [upper, lower] in &saw.bands {
        let outline: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        pen.area(&outline, palette.expected.with_opacity(BAND))?;
    }
    for line in saw.all() {
        pen.line(line, palette.expected, 1.25)?;
    }
    Ok(())
}

/// The curve of a pinned scenario.
pub(super) struct PinnedLine {
    pub(super) letter: char,
    /// Empty where all of it is above the plot.
    pub(super) points: Vec<Point>,
    /// Whether it goes on beyond the right edge.
    pub(super) goes_on: bool,
}

impl PinnedLine {
    fn of(pin: &Pinned, frame: &Frame) -> Self {
        let bound = &pin.results.bound;
        let end = bound.migration_time.map_or(f64::INFINITY, Seconds::as_seconds);
        let goes_on = frame.axes.times.max() < end;
        Self { letter: pin.letter, points: frame.outline_within(bound), goes_on }
    }
}

/// The moments that are marked, in seconds: those on the axis.
pub(super) struct Moments {
    pub(super) t1: Option<f64>,
    pub(super) t2: Option<f64>,
    pub(super) t3: Option<f64>,
    pub(super) limit: Option<f64>,
}

impl Moments {
    fn of(bound: &Prediction, frame: &Frame) -> Self {
        let shown = |at: Option<Seconds>| at.map(Seconds::as_seconds).filter(|&at| frame.axes.times.holds(at));
        let t1 = Some(bound.first_pass_end).filter(|&t1| bound.stop.is_none_or(|t2| t1 <= t2));
        Self { t1: shown(t1), t2: shown(bound.stop), t3: shown(bound.end()), limit: shown(limit_ahead(bound)) }
    }

    fn phases(&self) -> impl Iterator<Item = f64> {
        [self.t1, self.t2, self.t3].into_iter().flatten()
    }
}

/// The areas under the lines: of hot pages, of all with data, of all.
fn areas<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    [hot, used, all]: [&[Point]; 3],
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let ground = [
        (all.first().map_or(frame.left, |point| point.0), frame.bottom),
        (all.last().map_or(frame.left, |point| point.0), frame.bottom),
    ];
    for (upper, lower, colour) in
        [(all, used, palette.empty), (used, hot, palette.passive), (hot, ground.as_slice(), palette.hot)]
    {
        let outline: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        pen.area(&outline, colour)?;
    }
    // The tints are pale: where one ends and the next begins is also a line.
    pen.line(used, palette.boundary, 1.0)?;
    pen.line(hot, palette.boundary, 1.0)
}

fn draw_axes<B: DrawingBackend>(pen: &Pen<'_, B>, frame: &Frame, palette: &Palette) -> Result<(), Failure<B>> {
    let text = (frame.text, false);
    let Axes { times, pages, since } = frame.axes;
    let tall = ((frame.bottom - frame.top) / (frame.text * 5.0)).max(2.0);
    let marks = if pages.is_logarithmic() {
        decade_marks(pages, tall)
    } else {
        round_marks(Range::around(pages.min(), pages.max()), tall)
    };
    for mark in marks {
        let y = frame.y(mark);
        if pages.min() < mark {
            pen.dashed(&[(frame.left, y), (frame.right, y)], palette.rule, 1.0, (1.0, 4.0))?;
        }
        let at_floor = pages.is_logarithmic() && mark <= pages.min();
        let label = if at_floor { floor_label(page_label(mark)) } else { page_label(mark) };
        pen.text(&label, (frame.left - 8.0, y), Align::End, palette.quiet, text)?;
    }
    pen.line(&[(frame.left, frame.bottom), (frame.right, frame.bottom)], palette.rule, 1.0)?;
    let wide = ((frame.right - frame.left) / (frame.text * 8.6)).max(2.0);
    let marks: Vec<(f64, String)> = match since {
        Some(since) => round_marks(Range::around(times.min() - since.at, times.max() - since.at), wide)
            .into_iter()
            .map(|after| (since.at + after, since_label(after, since.symbol)))
            .collect(),
        None => {
            let range = Range::around(times.min(), times.max());
            let marks = if times.is_logarithmic() { decade_marks(times, wide) } else { time_marks(range, wide) };
            let at_floor = |seconds: f64| times.is_logarithmic() && seconds <= times.min() * (1.0 + 1e-9);
            let label =
                |seconds| if at_floor(seconds) { floor_label(time_label(seconds)) } else { time_label(seconds) };
            marks.into_iter().map(|seconds| (seconds, label(seconds))).collect()
        }
    };
    for (seconds, label) in marks {
        let x = frame.x(seconds);
        pen.line(&[(x, frame.bottom), (x, frame.bottom + 4.0)], palette.rule, 1.0)?;
        let half = pen.text_width(&label, frame.text, false) / 2.0;
        if x + half <= frame.right + 12.0 {
            let below = frame.bottom + frame.text + 4.0;
            pen.text(&label, (x, below), Align::Middle, palette.quiet, text)?;
        }
    }
    Ok(())
}

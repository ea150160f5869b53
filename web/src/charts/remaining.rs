//! The chart of remaining pages: f(t) with its parts, the bound and the paper's line, threshold, limit and times.

use plotters_backend::DrawingBackend;
use precopy_model::predict::Prediction;
use precopy_model::quantity::Seconds;

use super::captions::{Curves, captions};
use super::frame::Frame;
use super::landmarks::limit_ahead;
use super::pen::{Align, Failure, Point};
use super::ticks::{decade_marks, floor_label, page_label, round_marks, since_label, time_label, time_marks};
use super::{Axes, Palette, Pen, Range};
use crate::state::View;

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The bound, with its areas.
    pub bound: &'a Prediction,
    /// The paper's line beside it.
    pub paper: Option<&'a Prediction>,
    /// How it is looked at.
    pub view: View,
}

/// Draws the chart.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene<'_>, palette: &Palette) -> Result<(), Failure<B>> {
    let axes = Axes::of(scene.bound, scene.paper, scene.view);
    let Some(frame) = Frame::of(pen.size(), axes) else { return Ok(()) };
    let bound = frame.outline(scene.bound, |parts| parts.total);
    let paper = scene.paper.map_or_else(Vec::new, |paper| frame.outline(paper, |parts| parts.total));
    let hot = frame.outline(scene.bound, |parts| parts.hot);
    let used = frame.outline(scene.bound, |parts| parts.hot + parts.passive);
    areas(pen, [&hot, &used, &bound], &frame, palette)?;
    draw_axes(pen, &frame, palette)?;
    let threshold = frame.y(scene.bound.threshold.as_pages());
    if scene.bound.threshold.as_pages() <= frame.axes.pages.max() {
        let line = [(frame.left, threshold), (frame.right, threshold)];
        pen.dashed(&line, palette.threshold, 1.0, (6.0, 4.0))?;
    }
    let moments = Moments::of(scene.bound, &frame);
    for at in moments.phases() {
        let x = frame.x(at);
        pen.dashed(&[(x, frame.top - 8.0), (x, frame.bottom)], palette.quiet, 1.0, (1.0, 3.0))?;
    }
    if let Some(limit) = moments.limit {
        let x = frame.x(limit);
        pen.dashed(&[(x, frame.top - 4.0), (x, frame.bottom)], palette.limit, 1.25, (9.0, 3.0))?;
    }
    pen.line(&bound, palette.accent, 2.25)?;
    // Over the bound and on a ground of its own, so that it is seen where the two are one.
    pen.dashed_on(&paper, palette.reference, palette.ground, 1.5, (5.0, 4.0))?;
    captions(pen, scene, &frame, &moments, &Curves { bound: &bound, paper: &paper, within: [&hot, &used] }, palette)
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

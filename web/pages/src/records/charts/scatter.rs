//! What was expected against what happened, both on the same logarithmic scale: on the diagonal an expectation is exact, above it too long.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure};
use precopy_base::charts::ticks::{decade_marks, time_label};
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::numeric::quantile;
use precopy_model::quantity::Seconds;

use crate::charts::frame::Frame;
use crate::records::words::against as words;

/// More are not told apart; so many are drawn, evenly taken.
const MOST: usize = 3000;
/// So near on the axis are those that took about so long.
const NEAR: f64 = 0.015;
/// Half of a dot.
const DOT: f64 = 1.75;
/// Half of one that is marked.
const MARKED: f64 = 4.0;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What happened and what was expected, in seconds.
    points: Vec<(f64, f64)>,
    marked: Vec<(f64, f64)>,
    scale: Scale,
}

impl Scene {
    /// Of pairs of what happened and what was expected, and of those among them that are to be marked; none of none.
    #[must_use]
    pub fn of(pairs: &[(f64, f64)], marked: Vec<(f64, f64)>) -> Option<Self> {
        const SHORTEST: f64 = 1e-3;
        let points: Vec<(f64, f64)> = pairs.iter().step_by(pairs.len().div_ceil(MOST).max(1)).copied().collect();
        let both = points.iter().chain(&marked).flat_map(|(one, other)| [*one, *other]);
        let (least, most) = both
            .filter(|time| time.is_finite() && SHORTEST <= *time)
            .fold((f64::INFINITY, 0.0_f64), |(least, most), time| (least.min(time), most.max(time)));
        (0.0 < most).then(|| Self {
            points,
            marked,
            scale: Scale::logarithmic(least * 0.8, Range::around(0.0, most * 1.25)),
        })
    }
}

impl Scene {
    /// The time at a place across it.
    #[must_use]
    pub fn time(&self, across: f64) -> Seconds {
        Seconds::from_seconds(self.scale.value(across))
    }

    /// What it says at a place across it: what was expected of those that took about so long.
    #[must_use]
    pub fn read(&self, across: f64) -> String {
        let near = self.points.iter().filter(|(actual, _)| (self.scale.share(*actual) - across).abs() <= NEAR);
        let expected: Vec<f64> = near.map(|(_, expected)| *expected).collect();
        let middle = quantile(&expected, 0.5).map(Seconds::from_seconds);
        words::read(self.time(across), expected.len(), middle)
    }
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let Some(frame) = Frame::of(pen.size(), scene.scale, scene.scale) else { return Ok(()) };
    let marks = |room: f64, apart: f64| -> Vec<(f64, String)> {
        decade_marks(scene.scale, (room / apart).max(2.0)).into_iter().map(|mark| (mark, time_label(mark))).collect()
    };
    let across = marks(frame.right - frame.left, frame.text * 6.0);
    let up = marks(frame.bottom - frame.top, frame.text * 3.0);
    frame.draw(pen, (&across, &up), (words::ACTUAL, words::EXPECTED), palette)?;
    let (from, to) = (scene.scale.min(), scene.scale.max());
    pen.line(&[(frame.x(from), frame.y(from)), (frame.x(to), frame.y(to))], palette.quiet, 1.25)?;
    let text = (frame.text, false);
    pen.text(words::TOO_LONG, (frame.left + 8.0, frame.top + frame.text * 1.2), Align::Start, palette.quiet, text)?;
    pen.text(words::TOO_SHORT, (frame.right - 8.0, frame.bottom - frame.text * 1.2), Align::End, palette.quiet, text)?;
    let square = |(x, y): (f64, f64), half: f64| {
        [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    };
    for (actual, expected) in &scene.points {
        pen.area(&square((frame.x(*actual), frame.y(*expected)), DOT), palette.accent.with_opacity(0.55))?;
    }
    for (actual, expected) in &scene.marked {
        let mut outline = square((frame.x(*actual), frame.y(*expected)), MARKED).to_vec();
        outline.extend(outline.first().copied());
        pen.line(&outline, palette.limit, 1.5)?;
    }
    Ok(())
}

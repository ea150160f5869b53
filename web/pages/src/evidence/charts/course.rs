//! What a recorded run had left to send from moment to moment, over what the predictors say: the bound as the one strong line, the
//! simulated loop as a saw-tooth, the paper dashed, the measurement broad in ink.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::ticks::{page_label, round_marks, time_label, time_marks};
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::predict::Prediction;

use crate::charts::frame::Frame;
use crate::evidence::state::opened::Opened;
use crate::evidence::words::chart as words;

/// How much of its colour the measured line has.
const MEASURED: f64 = 0.4;

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, opened: &Opened, palette: &Palette) -> Result<(), Failure<B>> {
    let ends = opened.ends().as_seconds();
    let most = opened.row.run.guest.memory.as_pages();
    let times = Range::from_zero_to_step_above(ends * 1.02);
    let pages = Range::around(0.0, most * 1.04);
    let Some(frame) = Frame::of(pen.size(), Scale::linear(times), Scale::linear(pages)) else { return Ok(()) };
    let wide = (frame.right - frame.left) / (frame.text * 8.0);
    let tall = (frame.bottom - frame.top) / (frame.text * 4.0);
    let across: Vec<_> = time_marks(times, wide).into_iter().map(|mark| (mark, time_label(mark))).collect();
    let up: Vec<_> = round_marks(pages, tall).into_iter().map(|mark| (mark, page_label(mark))).collect();
    frame.draw(pen, (&across, &up), (words::TIME, words::PAGES), palette)?;
    let line = |one: &Prediction| -> Vec<Point> {
        let knots = one.remaining.knots();
        knots.map(|(at, parts)| (frame.x(at.as_seconds()), frame.y(parts.total))).collect()
    };
    let predicted = &opened.predicted;
    pen.dashed(&line(&predicted.paper), palette.reference, 1.5, (5.0, 4.0))?;
    pen.line(&line(&predicted.bound), palette.accent, 2.25)?;
    // The measured line is broad and pale, so that the saw-tooth is seen where it lies on it, which is nearly everywhere.
    let measured: Vec<Point> =
        opened.course.iter().map(|(at, left)| (frame.x(at.as_seconds()), frame.y(left.as_pages()))).collect();
    pen.line(&measured, palette.ink.with_opacity(MEASURED), 4.0)?;
    pen.line(&line(&predicted.known), palette.expected, 1.25)?;
    // The end is known also where the way to it was not recorded.
    let end = frame.x(opened.row.run.measured.migration_time.as_seconds());
    pen.dashed(&[(end, frame.top), (end, frame.bottom)], palette.ink, 1.0, (2.0, 3.0))
}

//! Predicted against measured, both on the same logarithmic scale: on the diagonal a prediction is exact, above it too long.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure};
use precopy_base::charts::ticks::{decade_marks, floor_label, time_label};
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::records::Regime;

use super::mark;
use crate::charts::frame::Frame;
use crate::evidence::words::chart as words;

/// A run in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// What was measured, in seconds.
    pub measured: f64,
    /// What was predicted, in seconds; infinite: "never".
    pub predicted: f64,
    /// The shape and the colour of its mark.
    pub regime: Regime,
    /// Whether its end was forced.
    pub forced: bool,
    /// Whether it is looked at; the others stay in sight, pale.
    pub wanted: bool,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The runs.
    pub points: Vec<Point>,
    /// The scale of both axes.
    pub scale: Scale,
    /// What the axes are of.
    pub names: (String, String),
}

/// How far off the two lines beside the diagonal are.
const BESIDE: [f64; 2] = [0.95, 1.05];

/// Nothing shorter is told apart: QEMU counts milliseconds.
const SHORTEST: f64 = 1e-3;

/// How pale the runs are that are not looked at.
const PALE: f64 = 0.16;

/// Radius of a mark, in CSS pixels.
pub const RADIUS: f64 = 3.2;

/// The scale for all these times, in seconds; "never" lies at its upper end.
#[must_use]
pub fn scale(times: impl Iterator<Item = f64>) -> Scale {
    let (mut least, mut most) = (f64::INFINITY, SHORTEST);
    for time in times.filter(|time| time.is_finite()) {
        least = least.min(time);
        most = most.max(time);
    }
    let least = if least.is_finite() { least.max(SHORTEST) } else { SHORTEST };
    Scale::logarithmic(least * 0.8, Range::around(0.0, most * 1.6))
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let Some(frame) = Frame::of(pen.size(), scene.scale, scene.scale) else { return Ok(()) };
    let ticks = |room: f64, apart: f64| -> Vec<(f64, String)> {
        let marks = decade_marks(scene.scale, (room / apart).max(2.0));
        marks.into_iter().map(|mark| (mark, time_label(mark))).collect()
    };
    let mut up = ticks(frame.bottom - frame.top, frame.text * 3.0);
    if let Some((value, label)) = up.first_mut().filter(|(value, _)| *value <= SHORTEST * 1.01) {
        *label = floor_label(time_label(*value));
    }
    let across = ticks(frame.right - frame.left, frame.text * 6.0);
    frame.draw(pen, (&across, &up), (&scene.names.0, &scene.names.1), palette)?;
    let (from, to) = (scene.scale.min(), scene.scale.max());
    for factor in BESIDE {
        let (start, end) = if factor < 1.0 { (from / factor, to) } else { (from, to / factor) };
        let line = [(frame.x(start), frame.y(start * factor)), (frame.x(end), frame.y(end * factor))];
        pen.dashed(&line, palette.quiet, 1.0, (3.0, 4.0))?;
    }
    pen.line(&[(frame.x(from), frame.y(from)), (frame.x(to), frame.y(to))], palette.quiet, 1.25)?;
    let text = (frame.text, false);
    let inside = frame.text * 1.2;
    pen.text(words::TOO_LONG, (frame.left + 8.0, frame.top + inside), Align::Start, palette.quiet, text)?;
    pen.text(words::TOO_SHORT, (frame.right - 8.0, frame.bottom - inside), Align::End, palette.quiet, text)?;
    for wanted in [false, true] {
        for point in scene.points.iter().filter(|point| point.wanted == wanted) {
            let place = (frame.x(point.measured), frame.y(point.predicted));
            let colour = mark::colour(point.regime, palette);
            let colour = if wanted { colour.with_opacity(0.8) } else { colour.with_opacity(PALE) };
            mark::draw(pen, point.regime, place, RADIUS, point.forced, colour)?;
        }
    }
    if scene.points.iter().any(|point| point.wanted && point.predicted.is_infinite()) {
        pen.text(words::NEVER, (frame.right, frame.top - frame.text * 0.9), Align::End, palette.quiet, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_holds_all_times_and_never_lies_at_its_end() {
        let scale = scale([0.002, 3.0, 17.0, f64::INFINITY].into_iter());
        assert!(scale.is_logarithmic() && scale.min() < 0.002 && 17.0 < scale.max());
        assert_eq!(scale.share(f64::INFINITY), 1.0);
        assert!(scale.share(17.0) < 1.0);
        let floor = super::scale([0.0, 1.0].into_iter());
        assert_eq!(floor.share(0.0), 0.0);
        let none = super::scale(std::iter::empty());
        assert!(none.min() < none.max());
    }
}

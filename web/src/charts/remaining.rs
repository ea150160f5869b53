//! The chart of remaining pages: f(t) with its parts, the bound and the paper's line, threshold, limit and times.

use plotters_backend::DrawingBackend;
use precopy_model::predict::{Outcome, Parts, Prediction, Reason};
use precopy_model::quantity::text::{grouped, short_seconds};
use precopy_model::quantity::{Pages, Seconds};

use super::pen::{Align, Failure, Point};
use super::ticks::{page_label, round_marks, time_label, time_marks};
use super::{Palette, Pen, Range};

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The bound, with its areas.
    pub bound: &'a Prediction,
    /// The paper's line beside it.
    pub paper: Option<&'a Prediction>,
}

const SMALL: f64 = 11.0;
const TEXT: (f64, bool) = (SMALL, false);
const BOLD: (f64, bool) = (SMALL, true);

/// The two axes, in CSS pixels.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    times: Range,
    pages: Range,
}

impl Frame {
    fn x(&self, seconds: f64) -> f64 {
        self.left + self.times.share(seconds) * (self.right - self.left)
    }

    fn y(&self, pages: f64) -> f64 {
        self.bottom - self.pages.share(pages) * (self.bottom - self.top)
    }
}

/// Draws the chart.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene<'_>, palette: &Palette) -> Result<(), Failure<B>> {
    let (width, height) = pen.size();
    if width < 120.0 || height < 90.0 {
        return Ok(()); // no room for a chart
    }
    let frame = Frame {
        left: if width < 480.0 { 44.0 } else { 54.0 },
        right: width - 14.0,
        top: 46.0,
        bottom: height - 26.0,
        times: Range::from_zero_to_step_above(horizon(scene) * 1.02),
        pages: Range::around(0.0, scene.bound.remaining.at(Seconds::from_seconds(-1.0)).total * 1.02),
    };
    areas(pen, scene.bound, &frame, palette)?;
    axes(pen, &frame, palette)?;
    names_of_areas(pen, scene.bound, &frame, palette)?;
    threshold(pen, scene.bound, &frame, palette)?;
    times(pen, scene.bound, &frame, palette)?;
    if let Some(paper) = scene.paper {
        pen.dashed(&outline(paper, &frame, |parts| parts.total), palette.reference, 1.5, (5.0, 4.0))?;
    }
    pen.line(&outline(scene.bound, &frame, |parts| parts.total), palette.accent, 2.25)
}

/// Until when the chart goes: past every end; for a migration without one, past where its course is clear.
fn horizon(scene: &Scene<'_>) -> f64 {
    let of = |prediction: &Prediction| match prediction.migration_time {
        Some(time) => time.as_seconds(),
        None => {
            let last = prediction.remaining.knots().last().map_or(0.0, |(at, _)| at.as_seconds());
            last.max(prediction.first_pass_end.as_seconds()) * 1.6
        }
    };
    of(scene.bound).max(scene.paper.map_or(0.0, of))
}

/// The points of one part of a curve, to the end of the axis where it goes on for ever.
fn outline(prediction: &Prediction, frame: &Frame, part: impl Fn(&Parts) -> f64) -> Vec<Point> {
    let mut points: Vec<Point> =
        prediction.remaining.knots().map(|(at, parts)| (frame.x(at.as_seconds()), frame.y(part(&parts)))).collect();
    if prediction.outcome == Outcome::Never
        && let Some((_, parts)) = prediction.remaining.knots().last()
    {
        points.push((frame.right, frame.y(part(&parts))));
    }
    points
}

fn areas<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    bound: &Prediction,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let hot = outline(bound, frame, |parts| parts.hot);
    let used = outline(bound, frame, |parts| parts.hot + parts.passive);
    let all = outline(bound, frame, |parts| parts.hot + parts.passive + parts.empty);
    let axis = hot.iter().map(|&(x, _)| (x, frame.bottom)).collect::<Vec<_>>();
    for (upper, lower, colour) in
        [(&all, &used, palette.empty), (&used, &hot, palette.passive), (&hot, &axis, palette.hot)]
    {
        let outline: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        pen.area(&outline, colour)?;
    }
    Ok(())
}

fn axes<B: DrawingBackend>(pen: &Pen<'_, B>, frame: &Frame, palette: &Palette) -> Result<(), Failure<B>> {
    let tall = (frame.bottom - frame.top) / 55.0;
    for pages in round_marks(frame.pages, tall.max(2.0)) {
        let y = frame.y(pages);
        if pages > 0.0 {
            pen.dashed(&[(frame.left, y), (frame.right, y)], palette.rule, 1.0, (1.0, 4.0))?;
        }
        pen.text(&page_label(pages), (frame.left - 8.0, y), Align::End, palette.quiet, TEXT)?;
    }
    pen.line(&[(frame.left, frame.bottom), (frame.right, frame.bottom)], palette.rule, 1.0)?;
    let wide = (frame.right - frame.left) / 95.0;
    for seconds in time_marks(frame.times, wide.max(2.0)) {
        let x = frame.x(seconds);
        pen.line(&[(x, frame.bottom), (x, frame.bottom + 4.0)], palette.rule, 1.0)?;
        let label = time_label(seconds);
        let half = pen.text_width(&label, SMALL, false) / 2.0;
        if x + half <= frame.right + 12.0 {
            pen.text(&label, (x, frame.bottom + 15.0), Align::Middle, palette.quiet, TEXT)?;
        }
    }
    Ok(())
}

/// A part's name, where along the axis it may begin, and from which to which number of pages it goes.
type Band = (&'static str, f64, fn(&Parts) -> (f64, f64));

/// Writes each part's name into its area, where it is high and long enough.
fn names_of_areas<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    bound: &Prediction,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let parts_at = |x: f64| {
        let share = (x - frame.left) / (frame.right - frame.left);
        bound.remaining.at(Seconds::from_seconds(share * frame.times.max()))
    };
    // The threshold's label stands at the left, low in the hot area.
    let label_end = frame.left + 8.0 + pen.text_width(&threshold_label(bound), SMALL, false) + 14.0;
    let label_y = frame.y(bound.threshold.as_pages()) - 9.0;
    let bands: [Band; 3] = [
        ("hot", 0.12, |parts| (0.0, parts.hot)),
        ("sent once", 0.12, |parts| (parts.hot, parts.hot + parts.passive)),
        ("empty", 0.02, |parts| (parts.hot + parts.passive, parts.hot + parts.passive + parts.empty)),
    ];
    for (name, first, band) in bands {
        let width = pen.text_width(name, SMALL, true);
        let mut placed = false;
        for step in 0..12 {
            let x = frame.left + (frame.right - frame.left) * (first + 0.05 * f64::from(step));
            if frame.right < x + width {
                break;
            }
            let (low_a, high_a) = band(&parts_at(x));
            let (low_b, high_b) = band(&parts_at(x + width));
            let (floor, ceiling) = (frame.y(low_a.max(low_b)), frame.y(high_a.min(high_b)));
            let y = (floor + ceiling) / 2.0;
            let touches_label = x < label_end && (y - label_y).abs() < 15.0;
            if 17.0 <= floor - ceiling && !touches_label {
                pen.text(name, (x, y), Align::Start, palette.quiet, BOLD)?;
                placed = true;
                break;
            }
        }
        // The empty set goes by so quickly that its area is a sliver: its name stands beside it.
        let (low, high) = band(&bound.remaining.at(Seconds::from_seconds(-1.0)));
        let height = frame.y(low) - frame.y(high);
        if name == "empty" && !placed && 15.0 <= height {
            let middle = (low + high) / 2.0;
            let curve = bound.remaining.first_at_or_below(Pages::from_pages(middle)).map_or(0.0, Seconds::as_seconds);
            pen.text(name, (frame.x(curve) + 10.0, frame.y(middle)), Align::Start, palette.quiet, TEXT)?;
        }
    }
    Ok(())
}

fn threshold<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    bound: &Prediction,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let pages = bound.threshold.as_pages();
    if frame.pages.max() < pages {
        return Ok(()); // everything is below it
    }
    let y = frame.y(pages);
    pen.dashed(&[(frame.left, y), (frame.right, y)], palette.threshold, 1.0, (6.0, 4.0))?;
    let label = threshold_label(bound);
    let above = if y - 9.0 < frame.top + 4.0 { y + 9.0 } else { y - 9.0 };
    pen.text(&label, (frame.left + 8.0, above), Align::Start, palette.threshold, TEXT)
}

fn threshold_label(bound: &Prediction) -> String {
    format!("stop threshold {} pages", grouped(bound.threshold.as_pages().floor()))
}

/// t1, t2, t3 and the limit as lines, with labels that never touch each other, and the phases between them.
fn times<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    bound: &Prediction,
    frame: &Frame,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let t1 = bound.first_pass_end.as_seconds();
    let t2 = bound.stop.map(Seconds::as_seconds);
    let t3 = bound.end().map(Seconds::as_seconds);
    // A limit that a migration reached its threshold before is of interest only while it lies ahead.
    let ahead = if matches!(bound.reason, Reason::Threshold { .. }) { t3.unwrap_or(0.0) } else { 0.0 };
    let limit = bound.limit.map(Seconds::as_seconds).filter(|&limit| ahead <= limit && limit <= frame.times.max());
    let mut marks: Vec<(f64, String)> = Vec::new();
    if t2.is_none_or(|t2| t1 <= t2) {
        marks.push((t1, format!("t₁ {}", short_seconds(bound.first_pass_end))));
    }
    match (t2, t3) {
        (Some(t2), Some(t3)) if frame.x(t3) - frame.x(t2) < 74.0 => {
            // So close together that both with three digits would read the same.
            let after = short_seconds(Seconds::from_seconds(t3 - t2));
            let label = format!("t₂ {} · t₃ +{after}", short_seconds(Seconds::from_seconds(t2)));
            marks.push((t2, label));
        }
        (Some(t2), Some(t3)) => {
            marks.push((t2, format!("t₂ {}", short_seconds(Seconds::from_seconds(t2)))));
            marks.push((t3, format!("t₃ {}", short_seconds(Seconds::from_seconds(t3)))));
        }
        _ => {}
    }
    for &(at, _) in &marks {
        let x = frame.x(at);
        pen.dashed(&[(x, frame.top - 8.0), (x, frame.bottom)], palette.quiet, 1.0, (1.0, 3.0))?;
    }
    if let Some(limit) = limit {
        let x = frame.x(limit);
        pen.dashed(&[(x, frame.top - 4.0), (x, frame.bottom)], palette.limit, 1.0, (6.0, 4.0))?;
        let label = "limit";
        let half = pen.text_width(label, SMALL, false) + 8.0;
        let (x, align) = if frame.right < x + half { (x - 5.0, Align::End) } else { (x + 5.0, Align::Start) };
        pen.text(label, (x, frame.top + 12.0), align, palette.limit, TEXT)?;
    }
    // Labels keep within the chart; one that would touch the one before goes to the second row.
    let mut ends = [f64::NEG_INFINITY; 2];
    for (at, label) in &marks {
        let width = pen.text_width(label, SMALL, true);
        let left = (frame.x(*at) - width / 2.0).min(frame.right + 8.0 - width).max(4.0);
        let row = usize::from(left < ends.first().copied().unwrap_or(0.0) + 8.0);
        pen.text(label, (left, 12.0 + 16.0 * row as f64), Align::Start, palette.ink, BOLD)?;
        if let Some(end) = ends.get_mut(row) {
            *end = left + width;
        }
    }
    phases(pen, frame, palette, t1, t2, t3, ends.last().is_some_and(|end| end.is_finite()))
}

fn phases<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    frame: &Frame,
    palette: &Palette,
    t1: f64,
    t2: Option<f64>,
    t3: Option<f64>,
    second_row_taken: bool,
) -> Result<(), Failure<B>> {
    let end_of_first = t2.map_or(t1, |t2| t1.min(t2));
    let y = frame.top - if second_row_taken { -6.0 } else { 14.0 };
    let phase = |name: &str, from: f64, to: f64| {
        let (from, to) = (frame.x(from), frame.x(to));
        if pen.text_width(name, SMALL, false) + 16.0 <= to - from {
            pen.text(name, ((from + to) / 2.0, y), Align::Middle, palette.quiet, TEXT)
        } else {
            Ok(())
        }
    };
    phase("first pass: all memory", 0.0, end_of_first)?;
    match t2 {
        Some(t2) => phase("rewritten pages only", t1.min(t2), t2)?,
        None => phase("rewritten again and again", t1, frame.times.max())?,
    }
    if let (Some(t2), Some(t3)) = (t2, t3) {
        phase("stopped", t2, t3)?;
    }
    Ok(())
}

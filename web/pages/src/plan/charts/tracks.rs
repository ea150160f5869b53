//! What links carried and hosts drew meanwhile, and how many migrations went on at once: three courses on the axis of the bars.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Colour, Palette, Pen, Range};
use precopy_model::quantity::Watts;

use super::course::{Stacked, course};
use super::frame::{Across, TEXT, fitting};
use super::{Scene, Window};
use crate::plan::words::picture as words;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What is in sight.
    pub window: Window,
    /// The lane whose use is drawn.
    pub lane: Option<usize>,
    /// What all hosts may draw together.
    pub cap: Option<Watts>,
}

/// How high all of them are, in CSS pixels; the same stands in the style sheet.
pub const HEIGHT: f64 = 262.0;
/// Above each: its name.
const HEAD: f64 = 18.0;
/// Heights: link use, at once, power.
const HIGH: [f64; 3] = [76.0, 42.0, 48.0];
/// Between two.
const GAP: f64 = 5.0;

/// One of the courses.
struct Track {
    top: f64,
    bottom: f64,
    range: Range,
}

impl Track {
    fn y(&self, value: f64) -> f64 {
        self.bottom - self.range.share(value) * (self.bottom - self.top)
    }
}

/// Draws them.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    look: Look,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (width, _) = pen.size();
    let Some(across) = Across::of(width, look.window) else { return Ok(()) };
    let timeline = &scene.played.timeline;
    let mut top = 0.0;
    let mut places = [(0.0, 0.0); 3];
    for (place, high) in places.iter_mut().zip(HIGH) {
        *place = (top + HEAD, top + HEAD + high);
        top += HEAD + high + GAP;
    }
    let [link, at_once, power] = places;
    across.grid(pen, (0.0, power.1), palette)?;
    contention_line(pen, scene, &across, power.1, palette)?;
    draw_link(pen, scene, look.lane, (&across, link), palette)?;

    let most = timeline.at_once.peak().max(1.0);
    let track = Track { top: at_once.0, bottom: at_once.1, range: Range::around(0.0, most * 1.05) };
    head(pen, &across, track.top, &words::at_once_head(timeline.at_once.peak()), palette)?;
    let told = course([Some(&timeline.at_once), None], look.window, across.width());
    fill(pen, &across, &track, &told, [Some((palette.passive, palette.accent)), None])?;
    ends(pen, &across, &track, &[(most, words::count(most))], palette)?;

    let cap = look.cap.map(Watts::as_watts);
    let most = timeline.power.peak().max(cap.unwrap_or(0.0));
    let track = Track { top: power.0, bottom: power.1, range: Range::around(0.0, most * 1.06) };
    head(pen, &across, track.top, &words::power_head(timeline.peak_power(), look.cap), palette)?;
    let told = course([Some(&timeline.power), None], look.window, across.width());
    fill(pen, &across, &track, &told, [Some((palette.empty, palette.ink)), None])?;
    ends(pen, &across, &track, &[(most, words::power(Watts::from_watts(most)))], palette)?;
    if let Some(cap) = cap {
        let y = track.y(cap);
        pen.dashed(&[(across.left, y), (across.right, y)], palette.limit, 1.25, (9.0, 3.0))?;
    }
    across.labels(pen, power.1 + 3.0, palette)?;
    contention_label(pen, scene, &across, link, palette)
}

/// What that line is, beside it.
fn contention_label<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    across: &Across,
    (top, bottom): (f64, f64),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let Some(contention) = scene.contention.filter(|contention| across.window().holds(contention.at)) else {
        return Ok(());
    };
    let wide = pen.text_width(words::CONTENTION, TEXT, false);
    let x = across.x(contention.at);
    let left = if x + wide + 10.0 < across.right { x + 5.0 } else { x - wide - 5.0 };
    let (middle, right) = (f64::midpoint(top, bottom), left + wide);
    let (top, bottom) = (middle - TEXT * 0.7, middle + TEXT * 0.7);
    let plate = [(left - 2.0, top), (right + 2.0, top), (right + 2.0, bottom), (left - 2.0, bottom)];
    pen.area(&plate, palette.ground.with_opacity(0.8))?;
    pen.text(words::CONTENTION, (left, f64::midpoint(top, bottom)), Align::Start, palette.limit, (TEXT, false))
}

/// The line of the moment of greatest contention.
fn contention_line<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    across: &Across,
    bottom: f64,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let Some(contention) = scene.contention.filter(|contention| across.window().holds(contention.at)) else {
        return Ok(());
    };
    let x = across.x(contention.at);
    pen.dashed(&[(x, 0.0), (x, bottom)], palette.limit, 1.25, (5.0, 3.0))
}

/// What a lane carries: migrations, and applications on top of them, below what it can carry.
fn draw_link<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    scene: &Scene,
    lane: Option<usize>,
    (across, (top, bottom)): (&Across, (f64, f64)),
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let timeline = &scene.played.timeline;
    let Some(lane) = lane.or_else(|| scene.lanes.first().copied()) else {
        return head(pen, across, top, words::NO_LINK, palette);
    };
    let capacity = scene.capacity(lane);
    let track = Track { top, bottom, range: Range::around(0.0, capacity * 1.12) };
    let both = [timeline.migrating.get(lane), timeline.applications.get(lane)];
    let has_applications = both[1].is_some_and(|steps| 0.0 < steps.peak());
    head(pen, across, top, &words::link_head(&scene.played.site, lane, has_applications), palette)?;
    let told = course(both, across.window(), across.width());
    let looks = [Some((palette.passive, palette.accent)), Some((palette.hot, palette.expected))];
    fill(pen, across, &track, &told, looks)?;
    let y = track.y(capacity);
    pen.dashed(&[(across.left, y), (across.right, y)], palette.threshold, 1.25, (6.0, 3.0))?;
    ends(pen, across, &track, &[(capacity, words::rate(capacity))], palette)
}

/// The name of a course, above it.
fn head<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    across: &Across,
    top: f64,
    text: &str,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    match fitting(pen, text, TEXT, across.width()) {
        Some(text) => pen.text(&text, (across.left, top - HEAD / 2.0), Align::Start, palette.ink, (TEXT, false)),
        None => Ok(()),
    }
}

/// What an axis says at its values, and at its lower end.
fn ends<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    across: &Across,
    track: &Track,
    values: &[(f64, String)],
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let left = across.left;
    pen.line(&[(left, track.bottom), (across.right, track.bottom)], palette.rule, 1.0)?;
    pen.line(&[(left, track.top), (left, track.bottom)], palette.rule, 1.0)?;
    let place = |y: f64| (left - 8.0, y);
    pen.text("0", place(track.bottom - TEXT * 0.4), Align::End, palette.quiet, (TEXT, false))?;
    for (value, label) in values {
        if let Some(label) = fitting(pen, label, TEXT, left - 10.0) {
            pen.text(&label, place(track.y(*value)), Align::End, palette.quiet, (TEXT, false))?;
        }
    }
    Ok(())
}

/// One or two areas on top of each other, each with its fill and its edge.
fn fill<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    across: &Across,
    track: &Track,
    told: &[Stacked],
    looks: [Option<(Colour, Colour)>; 2],
) -> Result<(), Failure<B>> {
    let line = |value: fn([f64; 2]) -> f64| -> Vec<Point> {
        let mut points = Vec::with_capacity(told.len() * 2);
        for (place, (at, values)) in told.iter().enumerate() {
            let until = told.get(place + 1).map_or(across.window().to, |next| next.0);
            let y = track.y(value(*values));
            points.extend([(across.x(*at), y), (across.x(until), y)]);
        }
        points
    };
    let lower = line(|[one, _]| one);
    let base = [(across.right, track.bottom), (across.left, track.bottom)];
    if let Some((fill, _)) = looks[0] {
        let outline: Vec<Point> = lower.iter().copied().chain(base).collect();
        pen.area(&outline, fill)?;
    }
    if let Some((fill, edge)) = looks[1] {
        let upper = line(|[one, other]| one + other);
        let outline: Vec<Point> = upper.iter().copied().chain(lower.iter().rev().copied()).collect();
        if told.iter().any(|(_, [_, other])| 0.0 < *other) {
            pen.area(&outline, fill)?;
            pen.line(&upper, edge, 1.0)?;
        }
    }
    match looks[0] {
        Some((_, edge)) => pen.line(&lower, edge, 1.25),
        None => Ok(()),
    }
}

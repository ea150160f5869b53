//! Failure against pressure: the rate of each bin with its interval, the fitted curve in its band, the straight line; and, beside it, what the
//! curve says of each bin against what happened.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::ticks::round_marks;
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::records::log::{Associated, CONFIDENCE, PressureBin};

use super::tint;
use crate::charts::frame::Frame;
use crate::records::state::pressed;
use crate::records::words::pressure as words;

/// So many points of the curve.
const POINTS: u32 = 120;
/// Half of a dot.
const DOT: f64 = 3.5;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What is known.
    pub associated: Associated,
    /// What pressure is of.
    pub scale: pressed::Scale,
    /// Only what the curve says against what happened.
    pub is_fit: bool,
}

impl Scene {
    /// The axis across, in what is shown.
    fn across(&self) -> Range {
        match self.is_fit {
            true => Range::from_zero_to_step_above(highest(&self.associated)),
            false => Range::around(0.0, self.most() * 1.05),
        }
    }

    /// The highest pressure.
    fn most(&self) -> f64 {
        self.associated.bins.iter().map(|bin| bin.to / self.scale.one()).fold(1.0, f64::max)
    }

    /// The pressure at a place across it; none where the curve, by which the second picture goes, does not say one.
    #[must_use]
    pub fn pressure(&self, across: f64) -> Option<f64> {
        let value = Scale::linear(self.across()).value(across);
        match self.is_fit {
            true => self.associated.curve.as_ref().ok()?.at_probability(value.clamp(1e-9, 1.0 - 1e-9)),
            false => Some(value * self.scale.one()),
        }
    }

    /// Pressures from one place to another.
    #[must_use]
    pub fn stretch(&self, (one, other): (f64, f64)) -> Option<(f64, f64)> {
        let (one, other) = (self.pressure(one)?, self.pressure(other)?);
        Some(if other < one { (other, one) } else { (one, other) })
    }

    /// What it says at a place across it.
    #[must_use]
    pub fn read(&self, across: f64) -> String {
        let Some(pressure) = self.pressure(across).filter(|pressure| 0.0 <= *pressure) else { return String::new() };
        let bins = &self.associated.bins;
        let distance = |bin: &&PressureBin| (bin.mean - pressure).abs();
        let nearest = bins.iter().reduce(|best, bin| if distance(&bin) < distance(&best) { bin } else { best });
        words::read_curve(pressure, self.associated.curve.as_ref().ok(), nearest, self.scale)
    }
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    if scene.is_fit { fit(pen, scene, palette) } else { curve(pen, scene, palette) }
}

fn curve<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let Scene { associated, scale, .. } = scene;
    let one = scale.one();
    let most = scene.most();
    let (across, up) = (scene.across(), Range::from_zero_to_step_above(highest(associated)));
    let Some(frame) = Frame::of(pen.size(), Scale::linear(across), Scale::linear(up)) else { return Ok(()) };
    axes(pen, &frame, (across, up), (words::pressure(*scale), words::FAILED), palette, words::mark)?;
    let steps = || (0..=POINTS).map(|step| most * f64::from(step) / f64::from(POINTS));
    if let Ok(fitted) = &associated.curve {
        let at = |x: f64, share: f64| (frame.x(x), frame.y(share));
        let above = steps().map(|x| at(x, fitted.probability_interval(x * one, CONFIDENCE).most));
        let below = steps().map(|x| at(x, fitted.probability_interval(x * one, CONFIDENCE).least));
        let mut band: Vec<Point> = above.collect();
        band.extend(below.collect::<Vec<_>>().into_iter().rev());
        tint::area(pen, &band, palette)?;
        let line: Vec<Point> = steps().map(|x| at(x, fitted.probability(x * one))).collect();
        pen.line(&line, palette.accent, 2.25)?;
    }
    if let Some(line) = &associated.line {
        let ends = [0.0, most].map(|x| (frame.x(x), frame.y(line.at(x * one).clamp(0.0, up.max()))));
        pen.dashed(&ends, palette.reference, 1.25, (5.0, 4.0))?;
    }
    for bin in &associated.bins {
        dot(pen, &frame, bin, bin.mean / one, palette)?;
    }
    Ok(())
}

fn fit<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let both = scene.across();
    let Some(frame) = Frame::of(pen.size(), Scale::linear(both), Scale::linear(both)) else { return Ok(()) };
    axes(pen, &frame, (both, both), (words::FITTED, words::FAILED), palette, words::share_mark)?;
    let (low, high) = (both.min(), both.max());
    pen.line(&[(frame.x(low), frame.y(low)), (frame.x(high), frame.y(high))], palette.quiet, 1.25)?;
    for bin in &scene.associated.bins {
        if let Some(fitted) = bin.fitted {
            dot(pen, &frame, bin, fitted, palette)?;
        }
    }
    Ok(())
}

fn highest(associated: &Associated) -> f64 {
    let tops = associated.bins.iter().filter_map(|bin| Some(bin.interval?.most.max(bin.fitted.unwrap_or_default())));
    // One interval of a few migrations that reaches far up would press everything else down.
    let rates = associated.bins.iter().filter_map(|bin| bin.rate.share()).fold(0.0, f64::max);
    tops.fold(0.0, f64::max).min((rates * 3.0).max(0.05))
}

fn axes<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    frame: &Frame,
    (across, up): (Range, Range),
    names: (&str, &str),
    palette: &Palette,
    label: fn(f64) -> String,
) -> Result<(), Failure<B>> {
    let wide = round_marks(across, ((frame.right - frame.left) / (frame.text * 6.0)).max(2.0));
    let tall = round_marks(up, ((frame.bottom - frame.top) / (frame.text * 3.5)).max(2.0));
    let wide: Vec<(f64, String)> = wide.into_iter().map(|mark| (mark, label(mark))).collect();
    let tall: Vec<(f64, String)> = tall.into_iter().map(|mark| (mark, words::share_mark(mark))).collect();
    frame.draw(pen, (&wide, &tall), names, palette)
}

/// A bin's rate with its interval.
fn dot<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    frame: &Frame,
    bin: &PressureBin,
    x: f64,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (Some(share), Some(interval)) = (bin.rate.share(), bin.interval) else { return Ok(()) };
    let (x, y) = (frame.x(x), frame.y(share));
    pen.line(&[(x, frame.y(interval.least)), (x, frame.y(interval.most))], palette.ink.with_opacity(0.55), 1.5)?;
    pen.area(&[(x - DOT, y - DOT), (x + DOT, y - DOT), (x + DOT, y + DOT), (x - DOT, y + DOT)], palette.ink)
}

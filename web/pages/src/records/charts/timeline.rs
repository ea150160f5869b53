//! What was in flight over time: the most in each stretch as an area, the mean as the strong line; and the same under a rule.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::ticks::round_marks;
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::quantity::Seconds;
use precopy_model::records::log::{InFlight, Step, spans};

use super::{calendar, tint};
use crate::charts::frame::Frame;
use crate::records::state::pressed;
use crate::records::words::pressure as words;

/// So many stretches.
const STRETCHES: u32 = 480;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    was: Vec<InFlight>,
    /// Under a rule.
    is: Vec<InFlight>,
    /// Costs, not counts; shown in this.
    scale: pressed::Scale,
    /// From the first moment to the last, since 1970.
    pub span: (Seconds, Seconds),
}

impl Scene {
    /// Of what was in flight, and of what would have been, all of it or during a stretch; none without any.
    #[must_use]
    pub fn of(
        was: &[Step],
        is: Option<&[Step]>,
        scale: pressed::Scale,
        stretch: Option<(Seconds, Seconds)>,
    ) -> Option<Self> {
        let (first, mut last) = pressed::span(was)?;
        if let Some((_, other)) = is.and_then(pressed::span).filter(|(_, other)| last < *other) {
            last = other;
        }
        let whole = (first, last);
        let (from, to) = stretch.map_or(whole, |(from, to)| (from.max(first), to.min(last)));
        let (from, to) = if from < to { (from, to) } else { whole };
        let spans = |steps: &[Step]| spans(steps, from, to, STRETCHES);
        Some(Self { was: spans(was), is: is.map_or_else(Vec::new, spans), scale, span: (from, to) })
    }

    /// The moment at a place across it.
    #[must_use]
    pub fn moment(&self, across: f64) -> Seconds {
        let (from, to) = self.span;
        from + (to - from) * across
    }

    /// What it says at a place across it.
    #[must_use]
    pub fn read(&self, across: f64) -> String {
        let moment = self.moment(across);
        let at = |stretches: &[InFlight]| stretches.iter().find(|one| one.from <= moment && moment <= one.to).copied();
        let Some(was) = at(&self.was) else { return String::new() };
        let most = self.most(&was);
        match at(&self.is) {
            Some(is) => words::read_both(moment, most, self.most(&is), self.scale),
            None if self.is.is_empty() => words::read(moment, most, self.mean(&was), self.scale),
            None => words::read_both(moment, most, 0.0, self.scale),
        }
    }

    fn most(&self, one: &InFlight) -> f64 {
        if self.scale == pressed::Scale::Count { f64::from(one.most) } else { one.most_cost / self.scale.one() }
    }

    fn mean(&self, one: &InFlight) -> f64 {
        if self.scale == pressed::Scale::Count { one.mean } else { one.mean_cost / self.scale.one() }
    }
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let (from, to) = (scene.span.0.as_seconds(), scene.span.1.as_seconds());
    let top = scene.was.iter().chain(&scene.is).map(|one| scene.most(one)).fold(0.0, f64::max);
    let up = Range::from_zero_to_step_above(top.max(1.0));
    let Some(frame) = Frame::of(pen.size(), Scale::linear(Range::around(from, to)), Scale::linear(up)) else {
        return Ok(());
    };
    let across = calendar::marks(from, to, ((frame.right - frame.left) / (frame.text * 8.0)).max(2.0));
    let marks = round_marks(up, ((frame.bottom - frame.top) / (frame.text * 3.5)).max(2.0));
    let marks: Vec<(f64, String)> = marks.into_iter().map(|mark| (mark, words::mark(mark))).collect();
    frame.draw(pen, (&across, &marks), (words::WHEN, words::in_flight(scene.scale)), palette)?;
    let outline = |stretches: &[InFlight], value: &dyn Fn(&InFlight) -> f64| -> Vec<Point> {
        let ends = |one: &InFlight| {
            let y = frame.y(value(one));
            [(frame.x(one.from.as_seconds()), y), (frame.x(one.to.as_seconds()), y)]
        };
        stretches.iter().flat_map(ends).collect()
    };
    let mut area = outline(&scene.was, &|one| scene.most(one));
    if let (Some(first), Some(last)) = (area.first().copied(), area.last().copied()) {
        area.extend([(last.0, frame.bottom), (first.0, frame.bottom)]);
        tint::area(pen, &area, palette)?;
    }
    if scene.is.is_empty() {
        pen.line(&outline(&scene.was, &|one| scene.mean(one)), palette.accent, 1.75)
    } else {
        pen.line(&outline(&scene.is, &|one| scene.most(one)), palette.accent, 1.75)
    }
}

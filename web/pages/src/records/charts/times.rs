//! How long migrations took: bins of the logarithm as bars, the empirical distribution as the one strong line, and where the tail begins.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::ticks::{decade_marks, time_label};
use precopy_base::charts::{Palette, Pen, Range, Scale};
use precopy_model::quantity::Seconds;
use precopy_model::records::log::{TimeBin, Times};

use super::tint;
use crate::charts::frame::Frame;
use crate::records::words::times as words;

/// So many bars.
const BARS: usize = 36;
/// So many points of the line.
const POINTS: usize = 600;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    bins: Vec<TimeBin>,
    shares: Vec<(f64, f64)>,
    /// Where the tail begins, in seconds, and what lies beyond it.
    tail: Option<(f64, String)>,
    /// Of time, in seconds.
    pub scale: Scale,
}

impl Scene {
    /// Of a distribution; none where there is nothing above zero.
    #[must_use]
    pub fn of(times: &Times, tail: Option<Seconds>) -> Option<Self> {
        let bins = times.histogram(BARS);
        let (first, last) = (bins.first()?, bins.last()?);
        let scale = Scale::logarithmic(
            first.from.as_seconds() * 0.8,
            Range::around(0.0, last.to.as_seconds().max(first.from.as_seconds() * 2.0) * 1.15),
        );
        let shares = times.shares(POINTS).into_iter().map(|(time, share)| (time.as_seconds(), share)).collect();
        let tail = tail.map(|tail| (tail.as_seconds(), words::beyond(tail, &times.tail(tail))));
        Some(Self { bins, shares, tail, scale })
    }
}

impl Scene {
    /// What it says at a place across it.
    #[must_use]
    pub fn read(&self, across: f64) -> String {
        let time = self.scale.value(across);
        let within = self.shares.iter().take_while(|(least, _)| *least <= time).last().map_or(0.0, |(_, share)| *share);
        let bin = self.bins.iter().find(|bin| bin.from.as_seconds() <= time && time < bin.to.as_seconds());
        words::read(Seconds::from_seconds(time), within, bin)
    }
}

/// Draws it.
///
/// # Errors
/// When the backend fails.
pub fn draw<B: DrawingBackend>(pen: &Pen<'_, B>, scene: &Scene, palette: &Palette) -> Result<(), Failure<B>> {
    let up = Scale::linear(Range::around(0.0, 1.0));
    let Some(frame) = Frame::of(pen.size(), scene.scale, up) else { return Ok(()) };
    let text = (frame.text, false);
    let across: Vec<(f64, String)> =
        decade_marks(scene.scale, ((frame.right - frame.left) / (frame.text * 6.0)).max(2.0))
            .into_iter()
            .map(|mark| (mark, time_label(mark)))
            .collect();
    let shares = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share: f64| (share, format!("{} %", (share * 100.0) as u32)));
    frame.draw(pen, (&across, &shares), (words::ACROSS, words::UP), palette)?;
    let most = scene.bins.iter().map(|bin| bin.count).max().unwrap_or_default().max(1) as f64;
    for bin in scene.bins.iter().filter(|bin| 0 < bin.count) {
        let (left, right) = (frame.x(bin.from.as_seconds()), frame.x(bin.to.as_seconds()));
        let right = if right - left < 3.0 { right } else { right - 1.0 };
        let top = frame.y(bin.count as f64 / most * 0.9);
        tint::area(pen, &[(left, frame.bottom), (left, top), (right, top), (right, frame.bottom)], palette)?;
    }
    let mut line: Vec<Point> = Vec::with_capacity(scene.shares.len() * 2 + 2);
    let mut before = frame.y(0.0);
    for (time, share) in &scene.shares {
        let (x, y) = (frame.x(*time), frame.y(*share));
        line.extend([(x, before), (x, y)]);
        before = y;
    }
    line.push((frame.right, before));
    pen.line(&line, palette.accent, 2.25)?;
    if let Some((tail, said)) = scene.tail.as_ref().filter(|(tail, _)| scene.scale.holds(*tail)) {
        let x = frame.x(*tail);
        pen.dashed(&[(x, frame.top), (x, frame.bottom)], palette.limit, 1.5, (4.0, 3.0))?;
        let wide = pen.text_width(said, frame.text, false);
        // At the side on which there is room.
        let (at, align) = if x + 6.0 + wide <= frame.right { (x + 6.0, Align::Start) } else { (x - 6.0, Align::End) };
        pen.text(said, (at, frame.bottom - frame.text * 1.4), align, palette.limit, text)?;
    }
    Ok(())
}

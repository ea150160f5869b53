//! Where the axis of time lies within the pictures: the same in all that stand below each other, and in the style sheet
//! (`styles/plan-pictures.css`), which lays what is pointed at over it.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure};
use precopy_base::charts::ticks::{time_label, time_marks};
use precopy_base::charts::{Palette, Pen, Scale};

use super::Window;

/// Size of the letters.
pub(super) const TEXT: f64 = 11.5;
/// Right of the axis.
const RIGHT: f64 = 14.0;
/// A picture narrower than this has the narrow margin.
const NARROW: f64 = 600.0;

/// The axis of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Across {
    pub(super) left: f64,
    pub(super) right: f64,
    times: Scale,
    window: Window,
}

impl Across {
    /// The axis in a picture of that width; none where there is no room for one.
    pub(super) fn of(width: f64, window: Window) -> Option<Self> {
        if width < 150.0 {
            return None;
        }
        let left = if width < NARROW { 78.0 } else { 118.0 };
        Some(Self { left, right: width - RIGHT, times: window.scale(), window })
    }

    /// Where a moment is; those out of sight are at the edge.
    pub(super) fn x(&self, moment: f64) -> f64 {
        self.left + self.times.share(moment) * (self.right - self.left)
    }

    /// Whether something from one moment to another is in sight.
    pub(super) fn meets(&self, from: f64, to: f64) -> bool {
        self.times.meets(from, to)
    }

    pub(super) const fn window(&self) -> Window {
        self.window
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    fn marks(&self) -> Vec<f64> {
        time_marks(self.window.range(), (self.width() / 95.0).max(2.0))
    }

    /// Draws the lines of the marks from one height to another.
    pub(super) fn grid<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        (top, bottom): (f64, f64),
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        for mark in self.marks() {
            let x = self.x(mark);
            pen.dashed(&[(x, top), (x, bottom)], palette.rule, 1.0, (1.0, 4.0))?;
        }
        Ok(())
    }

    /// Draws what the marks say, below a height.
    pub(super) fn labels<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        top: f64,
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        let mut taken = f64::NEG_INFINITY;
        for mark in self.marks() {
            let label = time_label(mark);
            let wide = pen.text_width(&label, TEXT, false);
            // The last one does not go over the edge.
            let x = self.x(mark).min(self.right + RIGHT - 2.0 - wide / 2.0);
            if taken + 8.0 <= x - wide / 2.0 {
                pen.text(&label, (x, top + TEXT), Align::Middle, palette.quiet, (TEXT, false))?;
                taken = x + wide / 2.0;
            }
        }
        Ok(())
    }
}

/// As much of a text as there is room for: whole, or with dots at its end; none where not even that makes sense.
pub(super) fn fitting<B: DrawingBackend>(pen: &Pen<'_, B>, text: &str, size: f64, room: f64) -> Option<String> {
    if pen.text_width(text, size, false) <= room {
        return Some(text.to_owned());
    }
    let mut letters: Vec<char> = text.chars().collect();
    while 2 < letters.len() {
        letters.pop();
        let mut short: String = letters.iter().collect();
        short.push('…');
        if pen.text_width(&short, size, false) <= room {
            return Some(short);
        }
    }
    None
}

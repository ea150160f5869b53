//! The box of the axes within a chart. The style sheet lays what is pointed at over the same box.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Palette, Pen, Scale};

/// The axes in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// Size of the letters.
    pub(crate) text: f64,
    pub(crate) across: Scale,
    pub(crate) up: Scale,
}

/// A mark of an axis and what it says.
pub(crate) type Tick = (f64, String);

impl Frame {
    /// The frame of a chart of that size; none where there is no room for one.
    pub(crate) fn of((width, height): Point, across: Scale, up: Scale) -> Option<Self> {
        if width < 120.0 || height < 90.0 {
            return None;
        }
        let left = if width < 480.0 { 50.0 } else { 62.0 };
        Some(Self { left, right: width - 14.0, top: 26.0, bottom: height - 42.0, text: 11.5, across, up })
    }

    pub(crate) fn x(&self, value: f64) -> f64 {
        self.left + self.across.share(value) * (self.right - self.left)
    }

    pub(crate) fn y(&self, value: f64) -> f64 {
        self.bottom - self.up.share(value) * (self.bottom - self.top)
    }

    /// Draws the axes with what they are of.
    pub(crate) fn draw<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        (across, up): (&[Tick], &[Tick]),
        (name_across, name_up): (&str, &str),
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        let text = (self.text, false);
        for (value, label) in up {
            let y = self.y(*value);
            pen.dashed(&[(self.left, y), (self.right, y)], palette.rule, 1.0, (1.0, 4.0))?;
            pen.text(label, (self.left - 8.0, y), Align::End, palette.quiet, text)?;
        }
        for (value, label) in across {
            let x = self.x(*value);
            pen.dashed(&[(x, self.top), (x, self.bottom)], palette.rule, 1.0, (1.0, 4.0))?;
            // The last one ends where the picture ends.
            let half = pen.text_width(label, self.text, false) / 2.0;
            let middle = x.min(pen.size().0 - half);
            pen.text(label, (middle, self.bottom + self.text + 2.0), Align::Middle, palette.quiet, text)?;
        }
        pen.line(&[(self.left, self.bottom), (self.right, self.bottom)], palette.rule, 1.0)?;
        pen.line(&[(self.left, self.top), (self.left, self.bottom)], palette.rule, 1.0)?;
        pen.text(name_across, (self.right, self.bottom + self.text * 2.0 + 8.0), Align::End, palette.ink, text)?;
        pen.text(name_up, (4.0, self.text * 0.8), Align::Start, palette.ink, text)
    }
}

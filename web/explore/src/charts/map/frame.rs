//! The box of the map's axes within its picture. The style sheet lays the pixels, and what is pointed at, over the same box.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Palette, Pen, Scale};

use crate::state::map::{Axes, Ends};
use crate::words::map as words;

/// The axes in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Size of the letters.
    pub(super) text: f64,
}

impl Frame {
    /// The frame of a picture of that size; none where there is no room for one.
    pub(super) fn of((width, height): Point) -> Option<Self> {
        if width < 120.0 || height < 120.0 {
            return None;
        }
        let left = if width < 480.0 { 54.0 } else { 70.0 };
        Some(Self { left, right: width - 14.0, top: 60.0, bottom: height - 46.0, text: 11.5 })
    }

    /// The place of a share of the map.
    pub(super) fn place(&self, (across, up): Point) -> Point {
        (self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top))
    }

    /// Draws the axes with their marks and names.
    pub(super) fn draw<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        axes: &Axes,
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        let text = (self.text, false);
        let marks = |ends: &Ends, room: f64, apart: f64| -> Vec<(f64, String)> {
            let scale: Scale = ends.chart_scale();
            let all = ends.unit.marks(scale, (room / apart).max(2.0));
            all.into_iter().map(|mark| (scale.share(mark), ends.unit.mark(mark))).collect()
        };
        for (share, label) in marks(&axes.up, self.bottom - self.top, 46.0) {
            let (x, y) = self.place((0.0, share));
            pen.line(&[(x - 5.0, y), (x, y)], palette.boundary, 1.0)?;
            pen.text(&label, (x - 8.0, y), Align::End, palette.quiet, text)?;
        }
        let mut free_from = f64::NEG_INFINITY;
        for (share, label) in marks(&axes.across, self.right - self.left, 84.0) {
            let (x, y) = self.place((share, 0.0));
            pen.line(&[(x, y), (x, y + 5.0)], palette.boundary, 1.0)?;
            let half = pen.text_width(&label, self.text, false) / 2.0;
            let x = x.min(self.right + 12.0 - half);
            if free_from < x - half {
                pen.text(&label, (x, y + 15.0), Align::Middle, palette.quiet, text)?;
                free_from = x + half + 8.0;
            }
        }
        let outline = [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
            (self.left, self.top),
        ];
        pen.line(&outline, palette.boundary, 1.0)?;
        pen.text(&words::axis(&axes.up), (4.0, self.top - 13.0), Align::Start, palette.ink, text)?;
        pen.text(&words::axis(&axes.across), (self.right, self.bottom + 35.0), Align::End, palette.ink, text)
    }
}

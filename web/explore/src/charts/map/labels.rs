//! Where the words of the map stand: on small plates, on their lines, none over another.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Colour, Palette, Pen};

/// A box in CSS pixels: left, top, right, bottom.
type Rect = (f64, f64, f64, f64);

/// The words that have a place so far.
pub(super) struct Labels {
    within: Rect,
    taken: Vec<Rect>,
    text: f64,
}

/// Room around the letters.
const PAD: f64 = 4.0;

impl Labels {
    /// None so far; all have to lie within a box.
    pub(super) const fn within(within: Rect, text: f64) -> Self {
        Self { within, taken: Vec::new(), text }
    }

    /// Writes a text at the first of some points where it does not lie over another; not at all where there is none.
    pub(super) fn write<B: DrawingBackend>(
        &mut self,
        pen: &Pen<'_, B>,
        text: &str,
        points: impl IntoIterator<Item = Point>,
        colour: Colour,
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        let (left, top, right, bottom) = self.within;
        let (wide, high) = (pen.text_width(text, self.text, false) + 2.0 * PAD, self.text * 1.6);
        if right - left < wide || bottom - top < high {
            return Ok(());
        }
        for (x, y) in points {
            let x = (x - wide / 2.0).max(left + 2.0).min(right - wide - 2.0);
            let y = (y - high / 2.0).max(top + 2.0).min(bottom - high - 2.0);
            let place = (x, y, x + wide, y + high);
            let touches =
                |other: &Rect| place.0 < other.2 && other.0 < place.2 && place.1 < other.3 && other.1 < place.3;
            if self.taken.iter().any(touches) {
                continue;
            }
            self.taken.push(place);
            let plate = [(place.0, place.1), (place.2, place.1), (place.2, place.3), (place.0, place.3)];
            pen.area(&plate, palette.ground.with_opacity(0.88))?;
            return pen.text(text, (x + PAD, y + high / 2.0), Align::Start, colour, (self.text, false));
        }
        Ok(())
    }
}

//! The box of the axes within a chart. The style sheet lays what is pointed at over the same box.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Palette, Pen, Scale};

/// What is free between two marks of the lower axis.
const GAP: f64 = 6.0;

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
            // A long one comes as near to the axis as it has to.
            let right = (self.left - 8.0).max(pen.text_width(label, self.text, false) + 1.0);
            pen.text(label, (right, y), Align::End, palette.quiet, text)?;
        }
        let places: Vec<(f64, f64)> = across
            .iter()
            .map(|(value, label)| {
                // The last one ends where the picture ends.
                let half = pen.text_width(label, self.text, false) / 2.0;
                (self.x(*value).min(pen.size().0 - half), half)
            })
            .collect();
        let every = apart(&places);
        for (at, ((value, label), (middle, _))) in across.iter().zip(&places).enumerate() {
            let x = self.x(*value);
            pen.dashed(&[(x, self.top), (x, self.bottom)], palette.rule, 1.0, (1.0, 4.0))?;
            if at.is_multiple_of(every) {
                pen.text(label, (*middle, self.bottom + self.text + 2.0), Align::Middle, palette.quiet, text)?;
            }
        }
        pen.line(&[(self.left, self.bottom), (self.right, self.bottom)], palette.rule, 1.0)?;
        pen.line(&[(self.left, self.top), (self.left, self.bottom)], palette.rule, 1.0)?;
        pen.text(name_across, (self.right, self.bottom + self.text * 2.0 + 8.0), Align::End, palette.ink, text)?;
        pen.text(name_up, (4.0, self.text * 0.8), Align::Start, palette.ink, text)
    }
}

/// Every which of these texts, each with its middle and half its width, can be written so that none stands on the one before it.
fn apart(places: &[(f64, f64)]) -> usize {
    let fit = |every: &usize| {
        let shown = || places.iter().step_by(*every);
        shown().zip(shown().skip(1)).all(|((one, half), (next, other))| one + half + GAP <= next - other)
    };
    (1..places.len()).find(fit).unwrap_or(places.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn texts_do_not_stand_on_each_other() {
        let places = |half: f64| [(0.0, half), (50.0, half), (100.0, half), (150.0, half)];
        assert_eq!(apart(&places(20.0)), 1);
        assert_eq!(apart(&places(30.0)), 2);
        assert_eq!(apart(&places(60.0)), 3);
        assert_eq!(apart(&places(90.0)), 4);
        assert_eq!(apart(&[]), 1);
    }
}

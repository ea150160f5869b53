//! Draws lines, areas and words in CSS pixels on any plotters backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, IntoFont, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::Colour;

/// What drawing may fail with.
pub type Failure<B> = DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>;

/// How wide a text is, in CSS pixels: text, size, bold.
pub type TextMeasure<'a> = &'a dyn Fn(&str, f64, bool) -> f64;

/// A point in CSS pixels.
pub type Point = (f64, f64);

/// A disc about the origin, of a size of one, as an outline: small marks look round with it.
pub const DISC: [Point; 12] = [
    (1.0, 0.0),
    (0.866, 0.5),
    (0.5, 0.866),
    (0.0, 1.0),
    (-0.5, 0.866),
    (-0.866, 0.5),
    (-1.0, 0.0),
    (-0.866, -0.5),
    (-0.5, -0.866),
    (0.0, -1.0),
    (0.5, -0.866),
    (0.866, -0.5),
];

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// Draws on an area whose units are a fraction of a CSS pixel.
pub struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    units_per_pixel: f64,
    measure: TextMeasure<'a>,
}

/// Dashes longer than this many would be a grey line, and would take long.
const MOST_DASHES: usize = 2000;

impl<'a, B: DrawingBackend> Pen<'a, B> {
    /// A pen for an area with so many units to a CSS pixel.
    #[must_use]
    pub fn new(area: &'a DrawingArea<B, Shift>, units_per_pixel: f64, measure: TextMeasure<'a>) -> Self {
        Self { area, units_per_pixel, measure }
    }

    /// Draws in a part of the area, as if that were all.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn within<T>(
        &self,
        (left, top): Point,
        (right, bottom): Point,
        draw: impl FnOnce(&Pen<'_, B>) -> Result<T, Failure<B>>,
    ) -> Result<T, Failure<B>> {
        let (width, height) = self.size();
        let [left, top] = [left, top].map(|edge| self.unit(edge));
        let part = self.area.margin(top, self.unit(height - bottom), left, self.unit(width - right));
        draw(&Pen { area: &part, ..*self })
    }

    /// The size of the area in CSS pixels.
    #[must_use]
    pub fn size(&self) -> Point {
        let (width, height) = self.area.dim_in_pixel();
        (f64::from(width) / self.units_per_pixel, f64::from(height) / self.units_per_pixel)
    }

    /// The width of a text in CSS pixels.
    #[must_use]
    pub fn text_width(&self, text: &str, size: f64, bold: bool) -> f64 {
        (self.measure)(text, size, bold)
    }

    fn unit(&self, value: f64) -> i32 {
        // Casts of floats saturate, so nothing overflows.
        (value * self.units_per_pixel).round() as i32
    }

    fn points(&self, points: &[Point]) -> Vec<(i32, i32)> {
        points.iter().map(|&(x, y)| (self.unit(x), self.unit(y))).collect()
    }

    fn stroke(&self, colour: Colour, width: f64) -> ShapeStyle {
        ShapeStyle { color: colour.0, filled: false, stroke_width: self.unit(width).unsigned_abs() }
    }

    /// A line through points.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn line(&self, points: &[Point], colour: Colour, width: f64) -> Result<(), Failure<B>> {
        self.area.draw(&PathElement::new(self.points(points), self.stroke(colour, width)))
    }

    /// A dashed line through points: `on` pixels drawn, `off` left out.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn dashed(
        &self,
        points: &[Point],
        colour: Colour,
        width: f64,
        (on, off): (f64, f64),
    ) -> Result<(), Failure<B>> {
        for dash in dashes(points, on, off) {
            self.line(&dash, colour, width)?;
        }
        Ok(())
    }

    /// A dashed line whose dashes lie on a ground a little larger than they are: seen also over another line.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn dashed_on(
        &self,
        points: &[Point],
        colour: Colour,
        ground: Colour,
        width: f64,
        (on, off): (f64, f64),
    ) -> Result<(), Failure<B>> {
        // First all grounds, then all dashes: the backend changes its pen once.
        self.dashed(points, ground, width + 2.5, (on, off))?;
        self.dashed(points, colour, width, (on, off))
    }

    /// A filled area.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn area(&self, outline: &[Point], colour: Colour) -> Result<(), Failure<B>> {
        self.area
            .draw(&Polygon::new(self.points(outline), ShapeStyle { color: colour.0, filled: true, stroke_width: 0 }))
    }

    /// A text, centred vertically on its point.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn text(
        &self,
        text: &str,
        (x, y): Point,
        align: Align,
        colour: Colour,
        (size, bold): (f64, bool),
    ) -> Result<(), Failure<B>> {
        let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let across = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let style = TextStyle::from((FontFamily::SansSerif, size * self.units_per_pixel, style).into_font())
            .color(&colour.0)
            .pos(Pos::new(across, VPos::Center));
        self.area.draw(&Text::new(text.to_owned(), (self.unit(x), self.unit(y)), style))
    }
}

/// Cuts a line into dashes.
fn dashes(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut dashes = Vec::new();
    let mut dash: Vec<Point> = Vec::new();
    let mut drawing = true;
    let mut rest = on;
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = *pair else { continue };
        let length = ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).sqrt();
        let mut done = 0.0;
        while done < length && dashes.len() < MOST_DASHES {
            let at = |along: f64| (x0 + (x1 - x0) * along / length, y0 + (y1 - y0) * along / length);
            if drawing && dash.is_empty() {
                dash.push(at(done));
            }
            let step = rest.min(length - done);
            done += step;
            rest -= step;
            if drawing {
                dash.push(at(done));
            }
            if rest <= 0.0 {
                if drawing {
                    dashes.push(std::mem::take(&mut dash));
                }
                drawing = !drawing;
                rest = if drawing { on } else { off };
            }
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_round_corners_and_have_their_length() {
        let cut = dashes(&[(0.0, 0.0), (5.0, 0.0), (5.0, 10.0)], 4.0, 2.0);
        assert_eq!(cut[0], [(0.0, 0.0), (4.0, 0.0)]);
        assert_eq!(cut[1], [(5.0, 1.0), (5.0, 5.0)]);
        assert_eq!(cut.len(), 3);
        assert!(dashes(&[(0.0, 0.0), (1e9, 0.0)], 1.0, 1.0).len() <= MOST_DASHES + 1);
        assert!(dashes(&[], 1.0, 1.0).is_empty());
    }
}

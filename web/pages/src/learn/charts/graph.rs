//! A graph: lines and areas over an axis, with what is marked on it. Generic over the plotters backend.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::ramp::Ramp;
use precopy_base::charts::{Colour, Palette, Pen, Scale};

use super::Pixels;
use crate::charts::frame::Frame;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// What bounds the loop: the one strong line.
    Bound,
    /// The simulated loop.
    Expected,
    /// A second quantity of the simulated loop.
    Again,
    /// The paper.
    Paper,
    /// A further scenario.
    Beside,
    /// The area down to the line before it, of empty pages.
    Empty,
    /// The same of passive ones.
    Passive,
    /// The same of hot ones.
    Hot,
    /// What a paper prints: points.
    Printed,
}

impl Look {
    /// As part of a class.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::Expected => "expected",
            Self::Again => "again",
            Self::Paper => "paper",
            Self::Beside => "beside",
            Self::Empty => "empty",
            Self::Passive => "passive",
            Self::Hot => "hot",
            Self::Printed => "printed",
        }
    }

    const fn is_area(self) -> bool {
        matches!(self, Self::Empty | Self::Passive | Self::Hot)
    }

    const fn colour(self, palette: &Palette) -> Colour {
        match self {
            Self::Bound => palette.accent,
            Self::Expected | Self::Again => palette.expected,
            Self::Paper => palette.reference,
            Self::Beside => palette.quiet,
            Self::Empty => palette.empty,
            Self::Passive => palette.passive,
            Self::Hot => palette.hot,
            Self::Printed => palette.ink,
        }
    }
}

/// A line: pieces of points, with gaps where there is no number.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// How it looks.
    pub look: Look,
    /// Its pieces.
    pub pieces: Vec<Vec<Point>>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is along it.
    pub name: String,
    /// Its scale.
    pub scale: Scale,
    /// Its marks.
    pub marks: Vec<(f64, String)>,
}

/// A graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// To the right.
    pub across: Axis,
    /// Upwards.
    pub up: Axis,
    /// Its areas and lines, in the order in which they are drawn.
    pub lines: Vec<Line>,
    /// Moments and values that are marked across, with their names.
    pub upright: Vec<(f64, String)>,
    /// Levels that are marked, with their names.
    pub level: Vec<(f64, String)>,
    /// Where the reader's hand is.
    pub here: Vec<Point>,
}

impl Graph {
    /// Several further scenarios look the same: each says at its end which it is.
    fn name_besides<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        frame: &Frame,
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        let besides = || self.lines.iter().filter(|line| line.look == Look::Beside);
        if besides().nth(1).is_none() {
            return Ok(());
        }
        let mut taken: Vec<f64> = Vec::new();
        for line in besides() {
            let Some(&(_, last)) = line.pieces.iter().flatten().last() else { continue };
            let y = frame.y(last) - frame.text * 0.8;
            // A name that would stand on another one is left out; it is in the key.
            if y < frame.top || taken.iter().any(|other| (other - y).abs() < frame.text) {
                continue;
            }
            // Its name is that of the quantity, a comma, and that of the scenario.
            let comma = line.name.bytes().rposition(|letter| letter == b',');
            let name = comma.and_then(|at| line.name.get(at + 2..)).unwrap_or(&line.name);
            pen.text(name, (frame.right - 4.0, y), Align::End, palette.quiet, (frame.text, false))?;
            taken.push(y);
        }
        Ok(())
    }

    /// Draws it over the pixels of a map.
    ///
    /// # Errors
    /// When the backend fails.
    pub(crate) fn draw_over<B: DrawingBackend>(
        &self,
        pixels: &Pixels,
        pen: &Pen<'_, B>,
        palette: &Palette,
    ) -> Result<(), Failure<B>> {
        if let Some(frame) = Frame::of(pen.size(), self.across.scale, self.up.scale) {
            pixels.draw(pen, &frame, &Ramp::of(palette))?;
        }
        self.draw(pen, palette)
    }

    /// Draws it on an empty ground.
    ///
    /// # Errors
    /// When the backend fails.
    pub(crate) fn draw<B: DrawingBackend>(&self, pen: &Pen<'_, B>, palette: &Palette) -> Result<(), Failure<B>> {
        let Some(frame) = Frame::of(pen.size(), self.across.scale, self.up.scale) else { return Ok(()) };
        let at = |(x, y): &Point| (frame.x(*x), frame.y(*y));
        let mut below: Vec<Point> = Vec::new();
        for line in self.lines.iter().filter(|line| line.look.is_area()) {
            let top: Vec<Point> = line.pieces.iter().flatten().map(at).collect();
            let ground = || top.iter().rev().map(|&(x, _)| (x, frame.bottom)).collect();
            let lower: Vec<Point> = if below.is_empty() { ground() } else { below.iter().rev().copied().collect() };
            let outline: Vec<Point> = top.iter().copied().chain(lower).collect();
            pen.area(&outline, line.look.colour(palette))?;
            pen.line(&top, palette.boundary, 1.0)?;
            below = top;
        }
        let names = (self.across.name.as_str(), self.up.name.as_str());
        frame.draw(pen, (&self.across.marks, &self.up.marks), names, palette)?;
        let levels = || self.level.iter().filter(|(level, _)| self.up.scale.holds(*level));
        for (level, _) in levels() {
            let y = frame.y(*level);
            pen.dashed(&[(frame.left, y), (frame.right, y)], palette.threshold, 1.0, (6.0, 4.0))?;
        }
        // The name of the axis stands at the left, from the edge.
        let mut free = 8.0 + pen.text_width(&self.up.name, frame.text, false);
        for (value, name) in self.upright.iter().filter(|(value, _)| self.across.scale.holds(*value)) {
            let x = frame.x(*value);
            pen.dashed(&[(x, frame.top), (x, frame.bottom)], palette.quiet, 1.0, (3.0, 3.0))?;
            // A name that would stand on the one before it is left out; it is in the table.
            let half = pen.text_width(name, frame.text, false) / 2.0;
            if free < x - half {
                pen.text(
                    name,
                    (x.min(frame.right - half), frame.top - 8.0),
                    Align::Middle,
                    palette.ink,
                    (frame.text, false),
                )?;
                free = x + half + 4.0;
            }
        }
        for line in self.lines.iter().filter(|line| !line.look.is_area()) {
            let colour = line.look.colour(palette);
            for piece in &line.pieces {
                let points: Vec<Point> = piece.iter().map(at).collect();
                match line.look {
                    Look::Bound => pen.line(&points, colour, 2.25)?,
                    Look::Paper => pen.dashed(&points, colour, 1.5, (5.0, 4.0))?,
                    Look::Again | Look::Beside => pen.dashed(&points, colour, 1.5, (8.0, 3.0))?,
                    Look::Printed => {
                        for &point in &points {
                            diamond(pen, point, colour, palette)?;
                        }
                    }
                    Look::Expected | Look::Empty | Look::Passive | Look::Hot => pen.line(&points, colour, 1.75)?,
                }
            }
        }
        // Above the lines, on a ground of their own: a saw goes through them.
        for (level, name) in levels() {
            let (right, y) = (frame.right - 4.0, frame.y(*level) - 9.0);
            let (left, half) = (right - pen.text_width(name, frame.text, false) - 3.0, frame.text / 2.0 + 1.0);
            let ground = [(left, y - half), (right + 3.0, y - half), (right + 3.0, y + half), (left, y + half)];
            pen.area(&ground, palette.ground)?;
            pen.text(name, (right, y), Align::End, palette.threshold, (frame.text, false))?;
        }
        self.name_besides(pen, &frame, palette)?;
        for point in &self.here {
            let (x, y) = at(point);
            let square =
                |half: f64| [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
            pen.area(&square(5.5), palette.ground)?;
            pen.area(&square(4.0), palette.ink)?;
        }
        Ok(())
    }
}

/// The mark of what is printed.
fn diamond<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    (x, y): Point,
    colour: Colour,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let corners = |half: f64| [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
    pen.area(&corners(8.0), palette.ground)?;
    pen.area(&corners(6.5), colour)?;
    pen.area(&corners(3.0), palette.ground)
}

//! The marks of regimes: each a shape and a colour of its own, so that they are told apart without the one or the other. Forced runs
//! are hollow.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::{Colour, Palette, Pen};
use precopy_model::records::Regime;

/// The colour of a regime.
#[must_use]
pub const fn colour(regime: Regime, palette: &Palette) -> Colour {
    match regime {
        Regime::Cap => palette.accent,
        Regime::Link => palette.expected,
        Regime::Both => palette.reference,
        Regime::Free => palette.threshold,
    }
}

/// The outline of a regime's mark about the origin, of a size of one: a disc, a square, a triangle, a rhombus.
#[must_use]
pub fn outline(regime: Regime) -> &'static [Point] {
    const DISC: [Point; 12] = [
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
    const SQUARE: [Point; 4] = [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)];
    const TRIANGLE: [Point; 3] = [(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)];
    const RHOMBUS: [Point; 4] = [(0.0, -1.3), (1.1, 0.0), (0.0, 1.3), (-1.1, 0.0)];
    match regime {
        Regime::Cap => &DISC,
        Regime::Link => &SQUARE,
        Regime::Both => &TRIANGLE,
        Regime::Free => &RHOMBUS,
    }
}

/// Draws a mark: hollow for a forced run.
///
/// # Errors
/// When the backend fails.
pub(super) fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    regime: Regime,
    (x, y): Point,
    size: f64,
    forced: bool,
    colour: Colour,
) -> Result<(), Failure<B>> {
    let shape = outline(regime);
    let placed: Vec<Point> =
        shape.iter().chain(shape.first()).map(|(across, down)| (x + across * size, y + down * size)).collect();
    if forced { pen.line(&placed, colour, 1.25) } else { pen.area(&placed, colour) }
}

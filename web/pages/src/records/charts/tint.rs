//! Areas that are told from the ground by their tint; with forced colours, which have no tints, by an outline.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Failure, Point};
use precopy_base::charts::{Palette, Pen};

/// Draws one.
pub(super) fn area<B: DrawingBackend>(pen: &Pen<'_, B>, points: &[Point], palette: &Palette) -> Result<(), Failure<B>> {
    pen.area(points, palette.passive)?;
    if palette.passive == palette.ground {
        let mut outline = points.to_vec();
        outline.extend(points.first());
        pen.line(&outline, palette.quiet, 1.0)?;
    }
    Ok(())
}

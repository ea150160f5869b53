//! What charts are drawn on: a canvas or an SVG picture. One type for both, so that the drawing is in the program once.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::canvas::{CanvasBackend, CanvasRefused};
use crate::charts::Svg;

/// A canvas or a picture.
pub enum Surface {
    /// A canvas.
    Canvas(CanvasBackend),
    /// A picture.
    Svg(Svg),
}

type Outcome = Result<(), DrawingErrorKind<CanvasRefused>>;

/// Writing into a text does not fail.
const DONE: Outcome = Ok(());

impl DrawingBackend for Surface {
    type ErrorType = CanvasRefused;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(canvas) => canvas.get_size(),
            Self::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        match self {
            Self::Canvas(canvas) => canvas.draw_pixel(point, color),
            Self::Svg(svg) => svg.draw_pixel(point, color).or(DONE),
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        match self {
            Self::Canvas(canvas) => canvas.draw_path(path, style),
            Self::Svg(svg) => svg.draw_path(path, style).or(DONE),
        }
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        match self {
            Self::Canvas(canvas) => canvas.fill_polygon(path, style),
            Self::Svg(svg) => svg.fill_polygon(path, style).or(DONE),
        }
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        match self {
            Self::Canvas(canvas) => canvas.draw_text(text, style, at),
            Self::Svg(svg) => svg.draw_text(text, style, at).or(DONE),
        }
    }
}

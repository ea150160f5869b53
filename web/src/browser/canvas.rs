//! A plotters backend on a canvas. Unlike the stock one it measures text with the canvas, not with styled elements (which
//! a strict content security policy forbids, and which force layout), and it has many units to a pixel.

use std::fmt;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use web_sys::CanvasRenderingContext2d;

/// Units of the backend to one device pixel: enough that shallow curves have no stairs.
pub(super) const UNITS_PER_DEVICE_PIXEL: f64 = 4.0;

/// A canvas as a drawing backend.
pub(super) struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    family: String,
    /// What the canvas is set to: dashes and marks come in rows of one look, and each setting crosses into the browser.
    line: Option<(Colour, u32)>,
    filling: Option<Colour>,
}

/// Red, green, blue and opacity.
type Colour = (u8, u8, u8, f64);

/// The canvas refused something. It does so for texts only, and only in broken browsers.
#[derive(Debug)]
pub(super) struct CanvasRefused;

impl fmt::Display for CanvasRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the canvas refused to draw")
    }
}

impl std::error::Error for CanvasRefused {}

type Outcome = Result<(), DrawingErrorKind<CanvasRefused>>;

impl CanvasBackend {
    /// A backend over a whole canvas of so many device pixels, wiped clean.
    pub(super) fn new(context: CanvasRenderingContext2d, (width, height): (u32, u32), family: &str) -> Self {
        let scale = 1.0 / UNITS_PER_DEVICE_PIXEL;
        // Setting a finite transform cannot fail.
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        context.set_line_join("round");
        context.set_line_cap("butt");
        let units = |pixels: u32| pixels.saturating_mul(UNITS_PER_DEVICE_PIXEL as u32);
        Self { context, size: (units(width), units(height)), family: family.to_owned(), line: None, filling: None }
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (index, (x, y)) in path.into_iter().enumerate() {
            if index == 0 {
                self.context.move_to(f64::from(x), f64::from(y));
            } else {
                self.context.line_to(f64::from(x), f64::from(y));
            }
        }
    }

    fn stroke<S: BackendStyle>(&mut self, style: &S) {
        let wanted = (colour(style.color()), style.stroke_width().max(1));
        if self.line.replace(wanted) != Some(wanted) {
            self.context.set_stroke_style_str(&css(wanted.0));
            self.context.set_line_width(f64::from(wanted.1));
        }
        self.context.stroke();
    }

    fn fill_with(&mut self, wanted: BackendColor) {
        let wanted = colour(wanted);
        if self.filling.replace(wanted) != Some(wanted) {
            self.context.set_fill_style_str(&css(wanted));
        }
    }

    fn fill<S: BackendStyle>(&mut self, style: &S) {
        self.fill_with(style.color());
        self.context.fill();
    }
}

fn colour(BackendColor { alpha, rgb: (r, g, b) }: BackendColor) -> Colour {
    (r, g, b, alpha)
}

fn css((r, g, b, alpha): Colour) -> String {
    if alpha >= 1.0 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("rgba({r},{g},{b},{alpha})") }
}

/// The CSS font of a size and weight.
pub(super) fn font(family: &str, size: f64, bold: bool) -> String {
    format!("{}{size}px {family}", if bold { "600 " } else { "" })
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = CanvasRefused;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Outcome {
        self.fill_with(color);
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.trace(path);
        self.stroke(style);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.trace(path);
        self.context.close_path();
        self.fill(style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.trace([(left, top), (right, top), (right, bottom), (left, bottom)]);
        self.context.close_path();
        if fill {
            self.fill(style);
        } else {
            self.stroke(style);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        self.context.begin_path();
        self.context
            .arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, std::f64::consts::TAU)
            .map_err(|_| DrawingErrorKind::DrawingError(CanvasRefused))?;
        if fill {
            self.fill(style);
        } else {
            self.stroke(style);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        self.fill_with(style.color());
        self.context.set_font(&font(&self.family, style.size(), matches!(style.style(), FontStyle::Bold)));
        let anchor = style.anchor();
        self.context.set_text_align(match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context.set_text_baseline(match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context
            .fill_text(text, f64::from(x), f64::from(y))
            .map_err(|_| DrawingErrorKind::DrawingError(CanvasRefused))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        self.context.set_font(&font(&self.family, style.size(), matches!(style.style(), FontStyle::Bold)));
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

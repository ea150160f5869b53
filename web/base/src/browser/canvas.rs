//! A plotters backend on a canvas. Unlike the stock one it measures text with the canvas, not with styled elements (which
//! a strict content security policy forbids, and which force layout), and it has many units to a pixel.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use precopy_model::quantity::text::written_out;
use web_sys::CanvasRenderingContext2d;

/// Units of the backend to one device pixel: enough that shallow curves have no stairs.
pub const UNITS_PER_DEVICE_PIXEL: f64 = 4.0;

/// The letters of a canvas. Browsers take their time to read a font's name: it is set when it changes only, also between
/// measuring and writing.
pub struct Letters {
    context: CanvasRenderingContext2d,
    family: String,
    units_per_pixel: f64,
    font: Cell<Option<(f64, bool)>>,
}

impl Letters {
    /// Letters of these fonts, on a canvas with so many units to a CSS pixel.
    pub fn new(context: &CanvasRenderingContext2d, family: &str, units_per_pixel: f64) -> Rc<Self> {
        Rc::new(Self { context: context.clone(), family: family.to_owned(), units_per_pixel, font: Cell::new(None) })
    }

    /// Sets the size, in units, and the weight of what is written or measured next.
    fn set(&self, size: f64, bold: bool) {
        if self.font.replace(Some((size, bold))) != Some((size, bold)) {
            let weight = if bold { "600 " } else { "" };
            self.context.set_font(&format!("{weight}{}px {}", written_out(size), self.family));
        }
    }

    /// The width of a text in CSS pixels, at a size in CSS pixels.
    pub fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        self.set(size * self.units_per_pixel, bold);
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width()) / self.units_per_pixel
    }
}

/// A canvas as a drawing backend.
pub struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    letters: Rc<Letters>,
    /// Whether lines of the present look have been traced and not drawn: rows of dashes are drawn at once.
    is_open: bool,
    anchor: Option<(&'static str, &'static str)>,
    /// What the canvas is set to: dashes and marks come in rows of one look, and each setting crosses into the browser.
    line: Option<(Colour, u32)>,
    filling: Option<Colour>,
}

/// Red, green, blue and opacity.
type Colour = (u8, u8, u8, f64);

/// The canvas refused something. It does so for texts only, and only in broken browsers.
#[derive(Debug)]
pub struct CanvasRefused;

impl fmt::Display for CanvasRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the canvas refused to draw")
    }
}

impl std::error::Error for CanvasRefused {}

type Outcome = Result<(), DrawingErrorKind<CanvasRefused>>;

impl CanvasBackend {
    /// A backend over a whole canvas of so many device pixels, wiped clean.
    pub fn new(context: CanvasRenderingContext2d, (width, height): (u32, u32), letters: Rc<Letters>) -> Self {
        let scale = 1.0 / UNITS_PER_DEVICE_PIXEL;
        // Setting a finite transform cannot fail.
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        context.set_line_join("round");
        context.set_line_cap("butt");
        let units = |pixels: u32| pixels.saturating_mul(UNITS_PER_DEVICE_PIXEL as u32);
        let size = (units(width), units(height));
        Self { context, size, letters, is_open: false, anchor: None, line: None, filling: None }
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        for (index, (x, y)) in path.into_iter().enumerate() {
            if index == 0 {
                self.context.move_to(f64::from(x), f64::from(y));
            } else {
                self.context.line_to(f64::from(x), f64::from(y));
            }
        }
    }

    /// Draws the lines that have been traced.
    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.context.stroke();
        }
    }

    /// Makes ready to trace lines of a look: those before them are drawn when theirs is another one.
    fn open<S: BackendStyle>(&mut self, style: &S) {
        let wanted = (colour(style.color()), style.stroke_width().max(1));
        if self.line != Some(wanted) {
            self.close();
            self.line = Some(wanted);
            self.context.set_stroke_style_str(&css(wanted.0));
            self.context.set_line_width(f64::from(wanted.1));
        }
        if !std::mem::replace(&mut self.is_open, true) {
            self.context.begin_path();
        }
    }

    fn fill_with(&mut self, wanted: BackendColor) {
        self.close();
        let wanted = colour(wanted);
        if self.filling.replace(wanted) != Some(wanted) {
            self.context.set_fill_style_str(&css(wanted));
        }
    }

    fn fill<S: BackendStyle>(&mut self, path: impl IntoIterator<Item = BackendCoord>, style: &S) {
        self.fill_with(style.color());
        self.context.begin_path();
        self.trace(path);
        self.context.fill();
    }
}

impl Drop for CanvasBackend {
    fn drop(&mut self) {
        self.close();
    }
}

fn colour(BackendColor { alpha, rgb: (r, g, b) }: BackendColor) -> Colour {
    (r, g, b, alpha)
}

fn css((r, g, b, alpha): Colour) -> String {
    if alpha >= 1.0 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("rgba({r},{g},{b},{})", written_out(alpha)) }
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
        self.open(style);
        self.trace(path);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.fill(path, style);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        self.fill_with(style.color());
        self.letters.set(style.size(), matches!(style.style(), FontStyle::Bold));
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        let down = match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        if self.anchor.replace((across, down)) != Some((across, down)) {
            self.context.set_text_align(across);
            self.context.set_text_baseline(down);
        }
        self.context
            .fill_text(text, f64::from(x), f64::from(y))
            .map_err(|_| DrawingErrorKind::DrawingError(CanvasRefused))
    }
}

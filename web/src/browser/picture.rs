//! The chart as a picture to be kept: SVG, or a canvas that nobody sees as PNG. Always in the light theme: pages, prints and
//! mails are white.

use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::painter::Picture;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::charts::remaining::draw as draw_remaining;
use crate::charts::{Drawn, Palette, Pen, Svg, poster};
use crate::state::State;
use crate::words;
use precopy_base::browser::canvas::{CanvasBackend, Letters, UNITS_PER_DEVICE_PIXEL};
use precopy_base::browser::surface::Surface;

/// In CSS pixels.
const SIZE: (f64, f64) = (960.0, 600.0);
/// Units of the picture to one CSS pixel: enough that shallow curves have no stairs.
const UNITS_PER_PIXEL: f64 = 4.0;
const FAMILY: &str = "system-ui, \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";
/// A picture of more than this many pixels to a CSS pixel serves nobody, and browsers refuse it.
const LARGEST_SCALE: f64 = 8.0;

/// The chart on the page, to be painted on its canvas.
pub(crate) fn remaining(drawn: Rc<Drawn>) -> Picture {
    Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
        let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
        let area = Surface::Canvas(canvas).into_drawing_area();
        // A canvas that refuses leaves the last picture; the numbers are in the text.
        let _ = draw_remaining(&Pen::new(&area, units_per_pixel, &measure), &drawn.scene(), palette);
    })
}

/// Today, as year, month and day.
pub(crate) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A canvas that lies nowhere in the document.
fn canvas() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let context = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    Some((canvas, context))
}

fn draw(surface: Surface, letters: &Letters, units_per_pixel: f64, state: &State) -> Option<()> {
    let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
    let area = surface.into_drawing_area();
    poster::draw(&Pen::new(&area, units_per_pixel, &measure), state, &today(), &Palette::LIGHT).ok()
}

/// The picture as the text of an SVG file. None where the browser has no canvas to measure letters with.
pub(super) fn svg(state: &State) -> Option<String> {
    let (_, context) = canvas()?;
    let units = |pixels: f64| (pixels * UNITS_PER_PIXEL) as u32;
    let svg = Svg::new((units(SIZE.0), units(SIZE.1)));
    let letters = Letters::new(&context, FAMILY, UNITS_PER_PIXEL);
    draw(Surface::Svg(svg.clone()), &letters, UNITS_PER_PIXEL, state)?;
    Some(svg.finish(
        SIZE,
        FAMILY,
        &words::picture::scenario_line(&state.inputs),
        &words::picture::answer_line(&state.results, state.shown().curves),
    ))
}

/// The picture as the address of a PNG that holds it all, at so many pixels to a CSS pixel.
pub(super) fn png(state: &State, scale: f64) -> Option<String> {
    let scale = if scale.is_finite() { scale.clamp(0.25, LARGEST_SCALE) } else { 2.0 };
    let (canvas, context) = canvas()?;
    let pixels = |css: f64| (css * scale) as u32;
    let size = (pixels(SIZE.0), pixels(SIZE.1));
    canvas.set_width(size.0);
    canvas.set_height(size.1);
    let units_per_pixel = scale * UNITS_PER_DEVICE_PIXEL;
    let letters = Letters::new(&context, FAMILY, units_per_pixel);
    let backend = CanvasBackend::new(context, size, Rc::clone(&letters));
    draw(Surface::Canvas(backend), &letters, units_per_pixel, state)?;
    canvas.to_data_url().ok()
}

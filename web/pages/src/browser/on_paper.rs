//! Pictures that are made while the page is being printed: there is no frame any more in which a canvas could be painted, so that they are
//! drawn with lines and letters, in ink on white.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use precopy_base::browser::print::is_printing;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::{Pen, Svg};
use yew::prelude::*;

/// Units of a picture to one CSS pixel.
const UNITS_PER_PIXEL: f64 = 4.0;
const FAMILY: &str = "system-ui, \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";
/// How wide a letter is on average, as a share of its size: there is nothing to measure with.
const LETTER: f64 = 0.56;
/// How wide a picture is, in CSS pixels.
pub(crate) const WIDTH: f64 = 680.0;

/// Whether this was put into the page to be printed.
#[hook]
pub(crate) fn use_on_paper() -> bool {
    *use_memo((), |()| is_printing())
}

/// A picture as high as that, in CSS pixels.
pub(crate) fn on_paper(height: f64, label: &str, draw: impl FnOnce(&Pen<'_, Surface>)) -> Html {
    let units = |pixels: f64| (pixels * UNITS_PER_PIXEL) as u32;
    let svg = Svg::new((units(WIDTH), units(height)));
    let measure = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * LETTER;
    let area: DrawingArea<Surface, Shift> = Surface::Svg(svg.clone()).into_drawing_area();
    draw(&Pen::new(&area, UNITS_PER_PIXEL, &measure));
    // Every text in it is escaped.
    Html::from_html_unchecked(AttrValue::from(svg.finish((WIDTH, height), FAMILY, label, "")))
}

//! A canvas with a graph of a lesson on it.

use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::{Palette, Pen};
use yew::prelude::*;

use super::on_paper::{on_paper, use_on_paper};
use crate::learn::charts::Graph;

/// How high it is on paper, in CSS pixels.
const HEIGHT_ON_PAPER: f64 = 230.0;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) graph: Rc<Graph>,
    /// What it says, for those who do not see it.
    pub(crate) label: AttrValue,
}

/// The canvas.
#[component(GraphCanvas)]
pub(crate) fn canvas(props: &Props) -> Html {
    let place = use_painted(Rc::clone(&props.graph), picture);
    if use_on_paper() {
        // Writing into a text does not fail.
        return on_paper(HEIGHT_ON_PAPER, &props.label, |pen| drop(props.graph.draw(pen, &Palette::LIGHT)));
    }
    html! { <canvas ref={place} class="chart__canvas" role="img" aria-label={props.label.clone()}></canvas> }
}

fn picture(graph: Rc<Graph>) -> Picture {
    Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
        let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
        let area = Surface::Canvas(canvas).into_drawing_area();
        // A canvas that refuses leaves the last picture; the numbers are in the table.
        let _ = graph.draw(&Pen::new(&area, units_per_pixel, &measure), palette);
    })
}

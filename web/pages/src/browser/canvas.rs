//! A canvas with one of our charts on it.

use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::{Palette, Pen};
use yew::prelude::*;

use super::on_paper::{on_paper, use_on_paper};
use crate::evidence::charts::{course, scatter};
use crate::evidence::state::opened::Opened;

/// How high it is on paper, in CSS pixels.
const HEIGHT_ON_PAPER: f64 = 360.0;

/// What is on it.
#[derive(Clone, PartialEq)]
pub(crate) enum Chart {
    /// Predicted against measured.
    Scatter(Rc<scatter::Scene>),
    /// What was left from moment to moment.
    Course(Rc<Opened>),
}

impl Chart {
    fn picture(self) -> Picture {
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = Surface::Canvas(canvas).into_drawing_area();
            self.draw(&Pen::new(&area, units_per_pixel, &measure), palette);
        })
    }

    fn draw(&self, pen: &Pen<'_, Surface>, palette: &Palette) {
        // A canvas that refuses leaves the last picture; the numbers are in the tables.
        let _ = match self {
            Self::Scatter(scene) => scatter::draw(pen, scene, palette),
            Self::Course(opened) => course::draw(pen, opened, palette),
        };
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) chart: Chart,
    /// What it says, for those who do not see it.
    pub(crate) label: AttrValue,
}

/// The canvas.
#[component(Canvas)]
pub(crate) fn canvas(props: &Props) -> Html {
    let place = use_painted(props.chart.clone(), Chart::picture);
    if use_on_paper() {
        return on_paper(HEIGHT_ON_PAPER, &props.label, |pen| props.chart.draw(pen, &Palette::LIGHT));
    }
    html! { <canvas ref={place} class="chart__canvas" role="img" aria-label={props.label.clone()}></canvas> }
}

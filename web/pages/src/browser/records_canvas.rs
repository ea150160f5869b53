//! A canvas with one of the pictures of a log on it, and the same picture as a file.

use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::{Palette, Pen, Svg};
use yew::prelude::*;

use crate::records::charts::{curve, scatter, timeline, times};

/// What is on it.
#[derive(Clone, PartialEq)]
pub(crate) enum Chart {
    /// How long they took.
    Times(Rc<times::Scene>),
    /// What was in flight.
    Timeline(Rc<timeline::Scene>),
    /// How failures go with it.
    Curve(Rc<curve::Scene>),
    /// What was expected against what happened.
    Scatter(Rc<scatter::Scene>),
}

impl Chart {
    fn draw(&self, pen: &Pen<'_, Surface>, palette: &Palette) {
        // A canvas that refuses leaves the last picture; the numbers are in the tables.
        let _ = match self {
            Self::Times(scene) => times::draw(pen, scene, palette),
            Self::Timeline(scene) => timeline::draw(pen, scene, palette),
            Self::Curve(scene) => curve::draw(pen, scene, palette),
            Self::Scatter(scene) => scatter::draw(pen, scene, palette),
        };
    }

    /// What it says at a place across it: 0 at the left end of its axis, 1 at the right one.
    pub(crate) fn read(&self, across: f64) -> String {
        match self {
            Self::Times(scene) => scene.read(across),
            Self::Timeline(scene) => scene.read(across),
            Self::Curve(scene) => scene.read(across),
            Self::Scatter(scene) => scene.read(across),
        }
    }

    fn picture(self) -> Picture {
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = Surface::Canvas(canvas).into_drawing_area();
            self.draw(&Pen::new(&area, units_per_pixel, &measure), palette);
        })
    }

    /// The same as the text of an SVG file, in the light theme: pages, prints and mails are white.
    pub(crate) fn svg(&self, title: &str, description: &str) -> String {
        const SIZE: (f64, f64) = (960.0, 420.0);
        const UNITS_PER_PIXEL: f64 = 4.0;
        const FAMILY: &str = "system-ui, \"Segoe UI\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";
        // How wide a letter is at most on average: there is nothing to measure with, and the fonts are the viewer's.
        const LETTER: f64 = 0.6;
        let units = |pixels: f64| (pixels * UNITS_PER_PIXEL) as u32;
        let svg = Svg::new((units(SIZE.0), units(SIZE.1)));
        let area = Surface::Svg(svg.clone()).into_drawing_area();
        let measure = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * LETTER;
        let pen = Pen::new(&area, UNITS_PER_PIXEL, &measure);
        let (right, bottom) = SIZE;
        let ground = [(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)];
        let _ = pen.area(&ground, Palette::LIGHT.ground);
        self.draw(&pen, &Palette::LIGHT);
        svg.finish(SIZE, FAMILY, title, description)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) chart: Chart,
    /// What it says, for those who do not see it.
    pub(crate) label: AttrValue,
}

/// The canvas.
#[component(RecordsCanvas)]
pub(crate) fn records_canvas(props: &Props) -> Html {
    let place = use_painted(props.chart.clone(), Chart::picture);
    html! { <canvas ref={place} class="chart__canvas" role="img" aria-label={props.label.clone()}></canvas> }
}

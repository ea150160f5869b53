//! A canvas with one of the pictures of a plan on it.

use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::surface::Surface;
use precopy_base::charts::{Palette, Pen};
use yew::prelude::*;

use super::on_paper::{on_paper, use_on_paper};
use crate::plan::charts::{Moment, Scene, gantt, topology, tracks};

/// What is on it.
#[derive(Clone)]
pub(crate) enum What {
    /// The bars.
    Bars(gantt::Look),
    /// Link use, migrations at once, power.
    Tracks(tracks::Look),
    /// Where everything is at a moment, in seconds, and what is picked.
    Topology(f64, topology::Picked),
}

/// A picture of a plan.
#[derive(Clone)]
pub(crate) struct Chart {
    pub(crate) scene: Rc<Scene>,
    pub(crate) what: What,
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.what, &other.what) {
            (What::Bars(one), What::Bars(other)) => one == other,
            (What::Tracks(one), What::Tracks(other)) => one == other,
            (What::Topology(one, its), What::Topology(other, others)) => one == other && its == others,
            _ => false,
        };
        same && Rc::ptr_eq(&self.scene, &other.scene)
    }
}

impl Chart {
    fn picture(self) -> Picture {
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = Surface::Canvas(canvas).into_drawing_area();
            let pen = Pen::new(&area, units_per_pixel, &measure);
            self.draw(&pen, palette);
        })
    }

    fn draw(&self, pen: &Pen<'_, Surface>, palette: &Palette) {
        // A canvas that refuses leaves the last picture; the numbers are in the tables.
        let _ = match &self.what {
            What::Bars(look) => gantt::draw(pen, &self.scene, *look, palette),
            What::Tracks(look) => tracks::draw(pen, &self.scene, *look, palette),
            What::Topology(at, picked) => {
                topology::draw(pen, &self.scene, (&Moment::of(&self.scene, *at), *picked), palette)
            }
        };
    }

    /// How high it is on paper, in CSS pixels.
    fn height_on_paper(&self) -> f64 {
        match self.what {
            What::Bars(_) => self.scene.rows.height(),
            What::Tracks(_) | What::Topology(..) => tracks::HEIGHT,
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) chart: Chart,
    /// What it says, for those who do not see it.
    pub(crate) label: AttrValue,
}

/// The canvas.
#[component(PlanCanvas)]
pub(crate) fn plan_canvas(props: &Props) -> Html {
    let place = use_painted(props.chart.clone(), Chart::picture);
    if use_on_paper() {
        let chart = &props.chart;
        return on_paper(chart.height_on_paper(), &props.label, |pen| chart.draw(pen, &Palette::LIGHT));
    }
    html! { <canvas ref={place} class="chart__canvas" role="img" aria-label={props.label.clone()}></canvas> }
}

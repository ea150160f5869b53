//! The canvases of the map: its pixels below, axes, lines and words above. The pixels are put when the lines are painted, since both
//! have the colours of the same look.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::pixels::put;
use precopy_base::browser::plot::set_numbers;
use precopy_base::charts::ramp::Ramp;
use precopy_base::charts::{Palette, Pen};
use yew::prelude::*;

use super::map_runner::Map;
use crate::charts::map::pixels::pixels;
use crate::charts::map::{Scene, draw};

/// What is on them. A scene follows from its map, so that comparing the two by place is enough.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) map: Rc<Map>,
    pub(crate) scene: Rc<Scene>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.map, &other.map) && Rc::ptr_eq(&self.scene, &other.scene)
    }
}

/// A chart and the canvas for its pixels.
#[derive(Clone, PartialEq)]
struct Chart {
    shown: Shown,
    below: NodeRef,
}

impl Chart {
    fn picture(self) -> Picture {
        // The palette of the pixels that have been put.
        let coloured = RefCell::new(None::<Palette>);
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            let Shown { map, scene } = &self.shown;
            if coloured.replace(Some(*palette)).as_ref() != Some(palette) {
                put(&self.below, map.grid.side, &pixels(&map.grid, scene.quantity, scene.tones, &Ramp::of(palette)));
                set_numbers(&self.below, &[("--side", f64::from(map.grid.side))]);
            }
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = canvas.into_drawing_area();
            // A canvas that refuses leaves the last picture; the numbers are in the table.
            let _ = draw(&Pen::new(&area, units_per_pixel, &measure), scene, palette);
        })
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) shown: Shown,
}

/// Both canvases.
#[component(MapCanvas)]
pub(crate) fn map_canvas(props: &Props) -> Html {
    let below = use_node_ref();
    let above = use_painted(Chart { shown: props.shown.clone(), below: below.clone() }, Chart::picture);
    html! {
        <>
            <div class="plot plot--over map__plot map__clip"><canvas ref={below} class="map__pixels"></canvas></div>
            <canvas ref={above} class="chart__canvas map__canvas" role="img" aria-label={props.shown.scene.summary()}></canvas>
        </>
    }
}

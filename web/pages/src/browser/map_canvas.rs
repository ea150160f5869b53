//! The canvases of a lesson's map: its pixels below, the axes above. Both have the colours of the same look.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_base::browser::canvas::{CanvasBackend, Letters};
use precopy_base::browser::painted::use_painted;
use precopy_base::browser::painter::Picture;
use precopy_base::browser::pixels::put;
use precopy_base::browser::plot::set_numbers;
use precopy_base::browser::surface::Surface;
use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, pause, turn};
use precopy_base::charts::ramp::Ramp;
use precopy_base::charts::{Palette, Pen};
use yew::prelude::*;

use super::on_paper::{on_paper, use_on_paper};
use crate::learn::charts::{Graph, Pixels};

/// How high a map is on paper, in CSS pixels.
const HEIGHT_ON_PAPER: f64 = 300.0;

/// So many tones the key shows.
const KEY: u32 = 64;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) graph: Rc<Graph>,
    pub(crate) pixels: Rc<Pixels>,
    /// What it says, for those who do not see it.
    pub(crate) label: AttrValue,
    /// Where the tones of the key lie.
    pub(crate) key_place: NodeRef,
}

#[derive(Clone, PartialEq)]
struct Chart {
    graph: Rc<Graph>,
    pixels: Rc<Pixels>,
    below: NodeRef,
    key: NodeRef,
}

impl Chart {
    fn picture(self) -> Picture {
        // The palette of the pixels that have been put.
        let coloured = RefCell::new(None::<Palette>);
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            if coloured.replace(Some(*palette)).as_ref() != Some(palette) {
                let ramp = Ramp::of(palette);
                if !self.pixels.numbers.is_empty() {
                    put(&self.below, self.pixels.side, &self.pixels.bytes(&ramp));
                    set_numbers(&self.below, &[("--side", f64::from(self.pixels.side))]);
                }
                let tone = |at: u32| ramp.tone(f64::from(at) / f64::from(KEY - 1));
                let key: Vec<u8> = (0..KEY).flat_map(|at| tone(at).into_iter().chain([255])).collect();
                put(&self.key, KEY, &key);
            }
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = canvas.into_drawing_area();
            // A canvas that refuses leaves the last picture; the numbers are in the table.
            let _ = self.graph.draw(&Pen::new(&area, units_per_pixel, &measure), palette);
        })
    }
}

/// Both canvases.
#[component(MapCanvas)]
pub(crate) fn map_canvas(props: &Props) -> Html {
    let below = use_node_ref();
    let chart = Chart {
        graph: Rc::clone(&props.graph),
        pixels: Rc::clone(&props.pixels),
        below: below.clone(),
        key: props.key_place.clone(),
    };
    let above = use_painted(chart, Chart::picture);
    if use_on_paper() {
        // Writing into a text does not fail.
        let draw = |pen: &Pen<'_, Surface>| drop(props.graph.draw_over(&props.pixels, pen, &Palette::LIGHT));
        return on_paper(HEIGHT_ON_PAPER, &props.label, draw);
    }
    html! {
        <>
            <div class="graph__over graph__clip"><canvas ref={below} class="graph__pixels"></canvas></div>
            <canvas ref={above} class="chart__canvas graph__above" role="img" aria-label={props.label.clone()}></canvas>
        </>
    }
}

/// Works in slices, after a rest, until there is no more to do; whether it came to that before it was no longer wanted.
pub(crate) async fn in_slices(rest: i32, is_wanted: impl Fn() -> bool, mut go_on: impl FnMut() -> bool) -> bool {
    pause(rest).await;
    while is_wanted() {
        let start = now();
        while now() < start + SLICE_MILLISECONDS {
            if !go_on() {
                return true;
            }
        }
        turn().await;
    }
    false
}

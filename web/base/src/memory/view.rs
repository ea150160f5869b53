//! The view: dots below, the heads above, a key, and the state in words.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use precopy_model::predict::rounds::Cell;
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;
use yew::prelude::*;

use super::dots::{Dots, sample};
use super::reel::Reel;
use super::still::{stills, telling};
use super::{Moment, words};
use crate::browser::canvas::{CanvasBackend, Letters};
use crate::browser::painted::use_painted;
use crate::browser::painter::Picture;
use crate::browser::pixels::put;
use crate::browser::print::{Listener, is_printing};
use crate::charts::pen::{Failure, Point};
use crate::charts::{Palette, Pen};

/// What the view is given.
#[derive(Clone, Properties)]
pub struct Props {
    /// Whose memory it is.
    pub scenario: Rc<Checked>,
    /// The moment, in seconds.
    pub at: f64,
    /// Whether the state stands in words below it; else whoever is told of it says it.
    #[prop_or(true)]
    pub says: bool,
    /// Is told the state in words, whenever it is another one.
    #[prop_or_default]
    pub tell: Callback<String>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (self.at, self.says) == (other.at, other.says)
            && self.tell == other.tell
    }
}

/// The cells as they were shown last.
type Cells = Rc<RefCell<Vec<Cell>>>;

/// What is painted. The cells follow from the moment, so that comparing that is enough.
#[derive(Clone)]
struct Chart {
    moment: Option<Moment>,
    cells: Cells,
    dots: Rc<RefCell<Option<Dots>>>,
    below: NodeRef,
    keys: Rc<Vec<NodeRef>>,
    scenario: Rc<Checked>,
}

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment && Rc::ptr_eq(&self.scenario, &other.scenario)
    }
}

impl Chart {
    fn picture(self) -> Picture {
        // The palette of the key.
        let coloured = RefCell::new(None::<Palette>);
        Rc::new(move |canvas: CanvasBackend, units_per_pixel: f64, letters: &Letters, palette: &Palette| {
            if coloured.replace(Some(*palette)).as_ref() != Some(palette) {
                for (kind, place) in Cell::ALL.into_iter().zip(self.keys.iter()) {
                    let dots = sample(kind, palette);
                    put(place, dots.width(), dots.bytes());
                }
            }
            let Some(moment) = self.moment else { return };
            let mut dots = self.dots.borrow_mut();
            let dots = dots.get_or_insert_with(|| Dots::new(moment.cells, *palette));
            dots.paint(&self.cells.borrow(), palette);
            put(&self.below, dots.width(), dots.bytes());
            let measure = |text: &str, size: f64, bold: bool| letters.width(text, size, bold);
            let area = canvas.into_drawing_area();
            let pen = Pen::new(&area, units_per_pixel, &measure);
            for (head, outline) in moment.heads.into_iter().zip([SQUARE, ROUND]) {
                if let Some(head) = head {
                    // A canvas that refuses leaves the heads out; they are said.
                    let _ = mark(&pen, dots.place(head), outline, palette);
                }
            }
        })
    }
}

/// The outlines of the two heads, round the place where they are, in CSS pixels.
const SQUARE: &[Point] = &[(-6.0, -6.0), (6.0, -6.0), (6.0, 6.0), (-6.0, 6.0), (-6.0, -6.0)];
const ROUND: &[Point] = &[
    (-7.0, 0.0),
    (-6.5, -2.7),
    (-5.0, -5.0),
    (-2.7, -6.5),
    (0.0, -7.0),
    (2.7, -6.5),
    (5.0, -5.0),
    (6.5, -2.7),
    (7.0, 0.0),
    (6.5, 2.7),
    (5.0, 5.0),
    (2.7, 6.5),
    (0.0, 7.0),
    (-2.7, 6.5),
    (-5.0, 5.0),
    (-6.5, 2.7),
    (-7.0, 0.0),
];

fn mark<B: plotters_backend::DrawingBackend>(
    pen: &Pen<'_, B>,
    (x, y): Point,
    outline: &[Point],
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let (width, height) = pen.size();
    let points: Vec<Point> = outline.iter().map(|(right, down)| (x * width + right, y * height + down)).collect();
    pen.line(&points, palette.ground, 5.0)?;
    pen.line(&points, palette.ink, 2.0)
}

/// The memory at a moment. On paper it is a picture: one of that moment, or, where it is in the page for no other reason than to be printed, of
/// those that tell most.
#[component(Memory)]
pub fn memory(props: &Props) -> Html {
    let for_paper = use_memo((), |()| is_printing().then(|| stills(&props.scenario, &telling(&props.scenario))));
    let printing = use_state_eq(|| false);
    {
        let printing = printing.setter();
        use_effect_with((), move |()| {
            let listener = Listener::new(move |is| printing.set(is));
            move || drop(listener)
        });
    }
    if let Some(pictures) = for_paper.as_ref() {
        return pictures.clone();
    }
    html! {
        <>
            <Played ..props.clone() />
            if *printing {
                { stills(&props.scenario, &[Seconds::from_seconds(props.at)]) }
            }
        </>
    }
}

/// The memory at a moment, which another may follow.
#[component(Played)]
fn played(props: &Props) -> Html {
    let moment = use_state(|| None::<Moment>);
    let cells: Cells = use_mut_ref(Vec::new);
    let below = use_node_ref();
    let keys = use_memo((), |()| Cell::ALL.map(|_| NodeRef::default()).to_vec());
    let reel = use_mut_ref(|| None::<Reel>);
    let dots = use_mut_ref(|| None::<Dots>);
    {
        let (moment, cells, reel, dots) = (moment.setter(), Rc::clone(&cells), Rc::clone(&reel), Rc::clone(&dots));
        let (says, tell) = (props.says, props.tell.clone());
        use_effect_with(Shared(Rc::clone(&props.scenario)), move |Shared(scenario)| {
            reel.replace(Some(Reel::new(Rc::clone(scenario), move |grid, now| {
                // Another memory, another picture.
                if dots.borrow().as_ref().is_some_and(|_| cells.borrow().len() != grid.cells().len()) {
                    dots.replace(None);
                }
                let mut cells = cells.borrow_mut();
                cells.clear();
                cells.extend_from_slice(grid.cells());
                if !says {
                    tell.emit(words::state(&now));
                }
                moment.set(Some(now));
            })));
            move || drop(reel.take())
        });
    }
    {
        let reel = Rc::clone(&reel);
        use_effect_with((Shared(Rc::clone(&props.scenario)), props.at), move |(_, at)| {
            if let Some(reel) = reel.borrow().as_ref() {
                reel.want(Seconds::from_seconds(*at));
            }
        });
    }
    let chart = Chart {
        moment: *moment,
        cells,
        dots,
        below: below.clone(),
        keys: Rc::clone(&keys),
        scenario: Rc::clone(&props.scenario),
    };
    let above = use_painted(chart, Chart::picture);
    let state = moment.as_ref().map(words::state).unwrap_or_default();
    html! {
        <div class="memory memory--played" role="group" aria-label={words::MEMORY}>
            <div class="memory__picture">
                <canvas ref={below} class="memory__cells"></canvas>
                <canvas ref={above} class="chart__canvas memory__heads" role="img" aria-label={format!("{}. {state}", words::MEMORY)}></canvas>
            </div>
            <ul class="memory__keys">
                { for Cell::ALL.into_iter().zip(keys.iter()).map(|(kind, place)| html! {
                    <li class="memory__key"><canvas ref={place.clone()} class="memory__sample"></canvas>{ words::kind(kind) }</li>
                }) }
                <li class="memory__key memory__key--sender">{ words::COPY_HEAD }</li>
                <li class="memory__key memory__key--writer">{ words::WRITER }</li>
            </ul>
            if props.says {
                <p class="memory__state">{ state }</p>
            }
            <p class="memory__scale">{ moment.as_ref().map(words::cells).unwrap_or_default() }</p>
        </div>
    }
}

/// A scenario that is the same when it lies at the same place.
#[derive(Clone)]
struct Shared(Rc<Checked>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

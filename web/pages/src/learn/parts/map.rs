//! A quantity over two inputs: coarse at first, then finer, in slices between which the browser has its turn.

use std::cell::Cell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, MapOf, Model};
use precopy_model::quantity::text::{Amount, short};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::table::{Rows, table};
use crate::browser::map_canvas::{MapCanvas, in_slices};
use crate::browser::on_paper::use_on_paper;
use crate::learn::charts::{Pixels, Plane};
use crate::learn::words;

/// Pixels each way, coarse first, and after how many milliseconds of rest.
const FINER: [(u32, i32); 2] = [(16, 80), (64, 60)];
/// Pixels each way on paper, where they are reckoned at once.
const ON_PAPER: u32 = 32;
/// So many rows and columns the table has.
const TABLE: u32 = 5;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) shown: MapOf,
    pub(super) bench: Bench,
}

#[component(MapShown)]
pub(super) fn map(props: &Props) -> Html {
    let Props { shown, bench } = props;
    let key_place = use_node_ref();
    let pixels = use_state_eq(|| Rc::new(Pixels::new(0)));
    let is_on_paper = use_on_paper();
    let plane = use_memo(shown.clone(), Plane::of);
    // Turning the two inputs moves the point only.
    let subject = plane
        .as_ref()
        .as_ref()
        .map(|plane| Bench { start: bench.start.clone(), now: plane.at(&bench.now, [1.0, 1.0]) });
    {
        let (plane, shown, pixels) = (Rc::clone(&plane), shown.clone(), pixels.setter());
        use_effect_with(subject.clone(), move |subject: &Option<Bench>| {
            let wanted = Rc::new(Cell::new(true));
            if let Some(subject) = subject.clone().filter(|_| !is_on_paper) {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    let mut model = Model::default();
                    let Some(plane) = plane.as_ref() else { return };
                    for (side, rest) in FINER {
                        let mut next = Pixels::new(side);
                        let go_on = || next.go_on(plane, &shown.show, &subject, &mut model);
                        if !in_slices(rest, || wanted.get(), go_on).await {
                            return;
                        }
                        pixels.set(Rc::new(next));
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let on_paper = use_memo((), |()| {
        let (plane, subject) = plane.as_ref().as_ref().zip(subject.as_ref()).filter(|_| is_on_paper)?;
        Some(Rc::new(Pixels::at_once(ON_PAPER, plane, &shown.show, subject)))
    });
    let values = use_memo((shown.clone(), subject), |(shown, subject)| numbers(shown, subject.as_ref()));
    let Some(plane) = plane.as_ref() else { return Html::default() };
    let pixels = on_paper.as_ref().clone().unwrap_or_else(|| Rc::clone(&pixels));
    let graph = plane.graph(shown, &mut Model::default(), bench);
    let [across, up] = plane.names();
    let kind = Model::default().answer(&shown.show, bench).ok().and_then(|answer| match answer {
        precopy_formats::lessons::Answer::Amount(amount) => Some(amount),
        _ => None,
    });
    let said = |number: f64| short(kind.unwrap_or(Amount::Seconds(Default::default())).with_number(number));
    let (least, most) = pixels.range().map_or_else(Default::default, |(least, most)| (said(least), said(most)));
    let (heads, rows) = values.as_ref().clone();
    html! {
        <>
            <p class="graph__tones">
                <span>{ words::term(&shown.show) }</span>
                if is_on_paper {
                    <span>{ words::tones(&least, &most) }</span>
                } else {
                    <span>{ &least }</span><canvas ref={key_place.clone()} class="graph__tone"></canvas>
                    if most != least { <span>{ most }</span> }
                }
                <span class="graph__open">{ words::NO_END }</span>
            </p>
            <div class="stage graph__stage">
                <MapCanvas
                    graph={Rc::new(graph)} pixels={Rc::clone(&pixels)} label={words::map(&words::term(&shown.show), &across, &up)}
                    {key_place} />
            </div>
            <details class="lesson__numbers">
                <summary>{ words::NUMBERS }</summary>
                { table(&words::map_table(&across, &up), &heads, rows) }
            </details>
        </>
    }
}

/// The map as a table: a few values of both inputs.
fn numbers(shown: &MapOf, subject: Option<&Bench>) -> (Vec<String>, Rows) {
    let Some((plane, bench)) = Plane::of(shown).zip(subject) else { return Default::default() };
    let mut model = Model::default();
    let share = |at: u32| f64::from(at) / f64::from(TABLE - 1);
    let heads = (0..TABLE)
        .map(|at| {
            let [across, _] = plane.said([share(at), 0.0]);
            across
        })
        .collect();
    let rows = (0..TABLE).rev().map(|row| {
        let [_, name] = plane.said([0.0, share(row)]);
        let cells = (0..TABLE).map(|column| -> Html {
            let now = plane.at(&bench.now, [share(column), share(row)]);
            let answer = model.answer(&shown.show, &Bench { start: bench.start.clone(), now });
            answer.map_or_else(|problem| problem.what.to_string(), |answer| answer.said(shown.show.unit)).into()
        });
        (name, cells.collect())
    });
    (heads, rows.collect())
}

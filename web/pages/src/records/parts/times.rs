//! How long they took: the picture, where the tail begins, and quantiles.

use std::rc::Rc;

use precopy_base::browser::events::input_value;
use precopy_model::quantity::Seconds;
use precopy_model::records::log::Filter;
use yew::prelude::*;

use super::brushed::Brushed;
use super::save::save_svg;
use crate::browser::mount::Tell;
use crate::browser::records_canvas::Chart;
use crate::records::app::Dispatch;
use crate::records::charts::times::Scene;
use crate::records::state::looked_at::LookedAt;
use crate::records::state::{Action, State};
use crate::records::words::times as words;

/// The part.
pub(super) fn times(state: &State, looked: &LookedAt, tell: &Tell, dispatch: &Dispatch) -> Html {
    let tail = state.kept.tail();
    let id = format!("precopy{}-records-times", state.instance);
    let field = format!("{id}-tail");
    let on_tail = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.emit(Action::Tail(input_value(&event).unwrap_or_default()));
        })
    };
    let scene = Scene::of(&looked.times, tail).map(Rc::new);
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            if let Some(scene) = scene {
                { picture(state, looked, &scene, dispatch) }
                <div class="records__tools">
                    <label for={field.clone()}>{ words::TAIL }</label>
                    <input
                        id={field} class="records__text records__short" type="text" value={state.kept.tail.clone()} oninput={on_tail}
                        aria-invalid={tail.is_none().then_some("true")} />
                    <span>{ tail.map_or_else(|| words::NO_TIME.to_owned(), |tail| words::tail(&looked.times.tail(tail))) }</span>
                </div>
                <div class="scores__scroll" tabindex="0" role="region" aria-label={words::QUANTILES}>
                    <table class="scores__table records__table">
                        <caption class="records__caption">{ words::QUANTILES }</caption>
                        <thead><tr>{ for words::QUANTILE_COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr></thead>
                        <tbody><tr>{ for words::quantiles(&looked.times).into_iter().enumerate().map(|(at, cell)| html! { <td key={at}>{ cell }</td> }) }</tr></tbody>
                    </table>
                </div>
                { save_svg(tell, "precopy-records-times.svg", Chart::Times(Rc::clone(&scene)), words::TITLE, words::summary(&looked.times)) }
            } else {
                <p>{ words::NONE }</p>
            }
        </section>
    }
}

fn picture(state: &State, looked: &LookedAt, scene: &Rc<Scene>, dispatch: &Dispatch) -> Html {
    let (filter, scale) = (state.kept.part.filter, scene.scale);
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |(from, to): (f64, f64)| {
            let time = |share: f64| Seconds::from_seconds(scale.value(share));
            dispatch.emit(Action::Filter(Filter { duration: Some((time(from), time(to))), ..filter }));
        })
    };
    html! {
        <>
            <Brushed chart={Chart::Times(Rc::clone(scene))} label={words::summary(&looked.times)} {choose} />
            <p class="pages__quiet">{ words::HOW }</p>
        </>
    }
}

//! A picture that can be read at a place, and of which a stretch can be chosen: by dragging across it, or by keys.

use precopy_base::browser::plot::{capture, set_numbers, share_across};
use yew::prelude::*;

use crate::browser::records_canvas::{Chart, RecordsCanvas};
use crate::records::words::pictures as words;

/// So much of the width a pointer has to go over; less is a slip of the hand.
const LEAST: f64 = 0.01;
/// So much of the width a key goes over.
const STEP: f64 = 0.01;
/// And one that goes far.
const FAR: f64 = 0.1;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) chart: Chart,
    /// What it says, for those who do not see it.
    pub(super) label: AttrValue,
    /// Something is to be chosen; none where nothing can be.
    #[prop_or_default]
    pub(super) choose: Option<Callback<(f64, f64)>>,
    #[prop_or_default]
    pub(super) class: Classes,
}

/// Where it is read, and where a stretch began that is being chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct At {
    at: Option<f64>,
    from: Option<f64>,
}

/// The part.
#[component(Brushed)]
pub(super) fn brushed(props: &Props) -> Html {
    let (plot, over) = (use_node_ref(), use_node_ref());
    let place = use_state(At::default);
    use_effect_with(*place, {
        let over = over.clone();
        move |place: &At| {
            let at = place.at.unwrap_or_default();
            let from = place.from.unwrap_or(at);
            set_numbers(&over, &[("--at", at), ("--from", from.min(at)), ("--wide", (from - at).abs())]);
        }
    });
    let on_pointer = {
        let (plot, place, choose) = (plot.clone(), place.clone(), props.choose.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(at) = share_across(&plot, &event) else { return };
            let At { from, .. } = *place;
            match event.type_().as_str() {
                "pointerdown" if event.button() == 0 && event.is_primary() && choose.is_some() => {
                    capture(&plot, &event);
                    place.set(At { at: Some(at), from: Some(at) });
                }
                "pointermove" if event.is_primary() => place.set(At { at: Some(at), from }),
                "pointerup" => {
                    place.set(At { at: Some(at), from: None });
                    chosen(choose.as_ref(), from, at);
                }
                "pointercancel" => place.set(At::default()),
                "pointerleave" if from.is_none() => place.set(At::default()),
                _ => {}
            }
        })
    };
    let on_key = {
        let (place, choose) = (place.clone(), props.choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let At { at, from } = *place;
            let now = at.unwrap_or(0.5);
            let next = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => now - STEP,
                "ArrowRight" | "ArrowUp" => now + STEP,
                "PageDown" => now - FAR,
                "PageUp" => now + FAR,
                "Home" => 0.0,
                "End" => 1.0,
                "Enter" | " " if choose.is_some() => {
                    event.prevent_default();
                    place.set(At { at: Some(now), from: if from.is_none() { Some(now) } else { None } });
                    chosen(choose.as_ref(), from, now);
                    return;
                }
                "Escape" if from.is_some() => {
                    event.prevent_default();
                    place.set(At { at, from: None });
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            place.set(At { at: Some(next.clamp(0.0, 1.0)), from });
        })
    };
    let on_leave = {
        let place = place.clone();
        Callback::from(move |_: FocusEvent| place.set(At::default()))
    };
    let can = props.choose.is_some();
    let reading = place.at.map_or_else(String::new, |at| props.chart.read(at));
    let said = if reading.is_empty() { words::NOTHING_READ.to_owned() } else { reading.clone() };
    html! {
        <div class="records__picture">
            <div class={classes!("stage", "records__stage", props.class.clone())}>
                <RecordsCanvas chart={props.chart.clone()} label={props.label.clone()} />
                <div
                    ref={plot} class={classes!("plot", "scatter__plot", (!can).then_some("records__still"))} tabindex="0" role="slider"
                    aria-label={words::name(can)} aria-valuemin="0" aria-valuemax="100" aria-valuetext={said}
                    aria-valuenow={((place.at.unwrap_or(0.5) * 100.0) as u32).to_string()} onkeydown={on_key} onblur={on_leave}
                    onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                    onpointerleave={on_pointer.clone()} onpointercancel={on_pointer}>
                </div>
                <div ref={over} class="plot plot--over scatter__plot">
                    <div class={classes!("records__cross", place.at.is_none().then_some("hidden"))}></div>
                    <div class={classes!("records__brush", place.from.is_none().then_some("hidden"))}></div>
                </div>
            </div>
            <p class="records__reading" aria-hidden="true">{ reading }</p>
        </div>
    }
}

/// Tells a stretch that was chosen, where it is one.
fn chosen(choose: Option<&Callback<(f64, f64)>>, from: Option<f64>, to: f64) {
    if let Some((choose, from)) = choose.zip(from).filter(|(_, from)| LEAST <= (to - from).abs()) {
        choose.emit((from.min(to), from.max(to)));
    }
}

//! A picture of which a stretch can be chosen by dragging across it. Fields beside the picture do the same for keys.

use precopy_base::browser::plot::{capture, set_numbers, share_across};
use yew::prelude::*;

use crate::browser::records_canvas::{Chart, RecordsCanvas};

/// So much of the width a pointer has to go over; less is a slip of the hand.
const LEAST: f64 = 0.01;

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

/// The part.
#[component(Brushed)]
pub(super) fn brushed(props: &Props) -> Html {
    let (plot, over) = (use_node_ref(), use_node_ref());
    let held = use_state(|| None::<(f64, f64)>);
    use_effect_with(*held, {
        let over = over.clone();
        move |held: &Option<(f64, f64)>| {
            if let Some((one, other)) = held {
                let from = one.min(*other);
                set_numbers(&over, &[("--from", from), ("--wide", one.max(*other) - from)]);
            }
        }
    });
    let on_pointer = {
        let (plot, held, choose) = (plot.clone(), held.clone(), props.choose.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(share) = share_across(&plot, &event) else { return };
            match (event.type_().as_str(), *held) {
                ("pointerdown", _) if event.button() == 0 && event.is_primary() && choose.is_some() => {
                    capture(&plot, &event);
                    held.set(Some((share, share)));
                }
                ("pointermove", Some((from, _))) => held.set(Some((from, share))),
                ("pointerup", Some((from, _))) => {
                    held.set(None);
                    let (from, to) = (from.min(share), from.max(share));
                    if let Some(choose) = choose.as_ref().filter(|_| LEAST <= to - from) {
                        choose.emit((from, to));
                    }
                }
                ("pointercancel", _) => held.set(None),
                _ => {}
            }
        })
    };
    let can = props.choose.is_some();
    html! {
        <div class={classes!("stage", "records__stage", props.class.clone())}>
            <RecordsCanvas chart={props.chart.clone()} label={props.label.clone()} />
            <div
                ref={plot} class={classes!("plot", "scatter__plot", (!can).then_some("records__still"))}
                onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                onpointercancel={on_pointer}>
            </div>
            <div ref={over} class="plot plot--over scatter__plot">
                <div class={classes!("records__brush", held.is_none().then_some("hidden"))}></div>
            </div>
        </div>
    }
}

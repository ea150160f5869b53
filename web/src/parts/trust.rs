//! How far to trust the answer: what recorded migrations say that are like this one. They are fetched after the first paint.

use std::rc::Rc;

use precopy_formats::neighbours;
use precopy_model::records::near::{Neighbour, near};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::panels::{self, Program};
use crate::state::Results;
use crate::words;

/// What it is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) results: Rc<Results>,
    pub(crate) instance: u32,
}

/// Recorded runs: none yet, or what could be fetched.
#[derive(Clone)]
enum Recorded {
    Awaited,
    There(Rc<[Neighbour]>),
    Missing,
}

#[component(Trust)]
pub(crate) fn trust(props: &Props) -> Html {
    let recorded = use_state(|| Recorded::Awaited);
    {
        let (setter, instance) = (recorded.setter(), props.instance);
        use_effect_with(instance, move |&instance| {
            if panels::has(instance, Program::Recorded) {
                spawn_local(async move {
                    let text = panels::recorded(instance).await;
                    setter.set(text.map_or(Recorded::Missing, |text| Recorded::There(neighbours::read(&text).into())));
                });
            }
        });
    }
    if !panels::has(props.instance, Program::Recorded) {
        return html! {};
    }
    let said = match &*recorded {
        Recorded::Awaited => String::new(),
        Recorded::Missing => words::trust::MISSING.to_owned(),
        Recorded::There(recorded) => words::trust::said(near(&props.results.scenario, recorded).as_ref()),
    };
    // Its place is kept while it is fetched.
    html! { <p class="trust">{ said }</p> }
}

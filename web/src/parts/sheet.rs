//! What is printed beside result and chart: every input and product value, with where it comes from. Rendered only while the
//! page is being printed.

use precopy_formats::Inputs;
use yew::prelude::*;

use super::source_table::source_table;
use crate::browser::address;
use crate::state::{Assumed, link_of};
use crate::words;
use precopy_base::browser::print::Listener;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) inputs: Inputs,
    /// What the loaded scenario assumes.
    pub(crate) assumed: Vec<Assumed>,
    pub(crate) others: Vec<(String, String)>,
}

/// The sheet; empty on screen.
#[component(Sheet)]
pub(crate) fn sheet(props: &Props) -> Html {
    let printing = use_state_eq(|| false);
    {
        let printing = printing.clone();
        use_effect_with((), move |()| {
            let listener = Listener::new(move |now| printing.set(now));
            move || drop(listener)
        });
    }
    if !*printing {
        return Html::default();
    }
    let inputs = &props.inputs;
    html! {
        <section class="sheet">
            <h2>{ words::SHEET }</h2>
            { source_table(inputs, &props.assumed, |row| inputs.applies(row.field) && !inputs.is_moot(row.field)) }
            <p class="sheet__link">{ address::with_fragment(&link_of(inputs, &props.others)) }</p>
        </section>
    }
}

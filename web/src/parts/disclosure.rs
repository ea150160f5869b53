//! What most people leave alone, behind a line that opens it. It opens by itself when it should be seen, and closes only by
//! hand: what is in it may have the focus.

use yew::prelude::*;

use precopy_base::browser::plot::is_open;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) summary: String,
    /// Whether something in it should be seen.
    pub(crate) wanted: bool,
    /// What is in it: made only while it is open, so that what nobody sees costs nothing while one drags.
    pub(crate) content: Callback<(), Html>,
}

/// A disclosure.
#[component(Disclosure)]
pub(crate) fn disclosure(props: &Props) -> Html {
    let open = use_state_eq(|| props.wanted);
    {
        let open = open.clone();
        use_effect_with(props.wanted, move |&wanted| {
            if wanted {
                open.set(true);
            }
        });
    }
    let on_toggle = {
        let open = open.clone();
        Callback::from(move |event: Event| open.set(is_open(&event)))
    };
    html! {
        <details class="more" open={*open} ontoggle={on_toggle}>
            <summary>{ props.summary.clone() }</summary>
            if *open {
                { props.content.emit(()) }
            }
        </details>
    }
}

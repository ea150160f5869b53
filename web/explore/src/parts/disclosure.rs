//! What is closed at first, behind a line that opens it. What is in it is made only while it is open.

use precopy_base::browser::plot::is_open;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) summary: AttrValue,
    /// Whether it is open without anybody opening it.
    #[prop_or_default]
    pub(super) wanted: bool,
    /// Told whether it is open.
    #[prop_or_default]
    pub(super) opened: Callback<bool>,
    pub(super) children: Html,
}

/// A disclosure.
#[component(Disclosure)]
pub(super) fn disclosure(props: &Props) -> Html {
    let open = use_state_eq(|| props.wanted);
    {
        let (open, opened) = (open.clone(), props.opened.clone());
        use_effect_with(props.wanted, move |&wanted| {
            if wanted {
                open.set(true);
                opened.emit(true);
            }
        });
    }
    let on_toggle = {
        let (open, opened) = (open.clone(), props.opened.clone());
        Callback::from(move |event: Event| {
            open.set(is_open(&event));
            opened.emit(is_open(&event));
        })
    };
    html! {
        <details class="ask-more" open={*open} ontoggle={on_toggle}>
            <summary>{ props.summary.clone() }</summary>
            if *open {
                { props.children.clone() }
            }
        </details>
    }
}

//! Where a product's value comes from: a small button that says how good the word for it is, and shows the place.

use precopy_model::problem::Field;
use precopy_model::scenario::Mark;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::state::{Action, State};
use crate::words;
use precopy_base::parts::mark_colour;

/// What a field shows of its value's source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Provenance {
    /// The product's own name for the value; empty: none.
    pub(crate) own_name: &'static str,
    /// How good the word for the value is.
    pub(crate) mark: Mark,
    /// Where it comes from, when that is shown.
    pub(crate) place: Option<String>,
}

impl Provenance {
    /// Of a field of the chosen product, and of what the loaded scenario assumes; none for other inputs of the machine.
    pub(crate) fn of(state: &State, field: Field) -> Option<Self> {
        let own = state.inputs.preset().setting(field);
        let is_product = precopy_formats::fields::row(field).default.is_empty();
        let assumption = state.assumption(field);
        (own.is_some() || is_product || assumption.is_some()).then(|| Self {
            own_name: own.map_or("", |setting| setting.name),
            mark: assumption.map_or_else(|| state.inputs.effective(field).1.mark, |_| Mark::Assumed),
            place: (state.source_of == Some(field)).then(|| place(state, field, assumption)),
        })
    }
}

/// Where a value comes from: the scenario's reason, or the product's own source.
fn place(state: &State, field: Field, assumption: Option<&str>) -> String {
    assumption.map_or_else(|| words::source_line(&state.inputs.effective(field).1), str::to_owned)
}

/// The classes of a mark.
pub(crate) fn mark_class(mark: Mark) -> Classes {
    classes!("mark", mark_colour(mark))
}

/// The product's own name, the button, and the place when it is shown.
pub(crate) fn source_chip(field: Field, shown: &Provenance, dispatch: &Dispatch) -> Html {
    let Provenance { own_name, mark, place } = shown;
    let mark = *mark;
    let toggle = {
        let (dispatch, next) = (dispatch.clone(), place.is_none().then_some(field));
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::ShowSource(next)))
    };
    html! {
        <>
            if !own_name.is_empty() {
                <code class="own-name">{ *own_name }</code>
                { " " }
            }
            if mark != Mark::Entered {
                <button
                    class={classes!("chip", mark_class(mark))} type="button" aria-expanded={place.is_some().to_string()}
                    aria-label={words::source_label(field, mark)} title={words::WHERE_FROM} onclick={toggle}>
                    { mark.name() }
                </button>
            }
            if let Some(place) = place {
                <span class="place">{ place.clone() }</span>
            }
        </>
    }
}

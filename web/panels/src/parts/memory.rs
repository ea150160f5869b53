//! The panel with the memory at the moment that the calculator plays, which its link says.

use std::rc::Rc;

use precopy_base::memory::Memory;
use precopy_model::quantity::text::plain_number;
use yew::prelude::*;

use crate::state::{Calculator, State};

/// The key of the link that says the moment, in seconds. It is told to this panel alone.
const AT: &str = "at";

/// The panel.
pub(crate) fn memory_panel(state: &State) -> Html {
    html! { <Shown calculator={Rc::clone(&state.calculator)} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    calculator: Rc<Calculator>,
}

#[component(Shown)]
fn shown(props: &Props) -> Html {
    // The same as long as it is the same scenario, whatever the moment is.
    let scenario = use_memo(props.calculator.scenario.clone(), Clone::clone);
    let at = props.calculator.other(AT).and_then(plain_number).filter(|at| at.is_finite()).unwrap_or(0.0);
    html! { <Memory {scenario} {at} /> }
}

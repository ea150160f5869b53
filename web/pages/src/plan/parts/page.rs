//! The page of plans.

use yew::prelude::*;

use crate::plan::words as text;

/// The page.
pub(crate) fn page() -> Html {
    html! {
        <div class="planner">
            <h2 class="evidence__title">{ text::TITLE }</h2>
        </div>
    }
}

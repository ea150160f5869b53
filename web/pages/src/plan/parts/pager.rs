//! Buttons of a table that is shown part by part.

use precopy_base::browser::events::focus_named;
use yew::prelude::*;

use crate::plan::state::ROWS;
use crate::plan::words::entered as text;

/// The buttons, and which rows are shown; nothing where all are.
pub(super) fn pager(id: &str, first: usize, all: usize, show: &Callback<usize>) -> Html {
    if all <= ROWS {
        return Html::default();
    }
    let shown = ROWS.min(all.saturating_sub(first));
    let button = |place: usize, to: Option<usize>| {
        let (show, other) = (show.clone(), format!("{id}-{}", 1 - place));
        // The button stays, so that the focus does.
        let on_click = Callback::from(move |event: MouseEvent| match to {
            Some(to) => show.emit(to),
            None => focus_named(&event, &other),
        });
        let name = text::PAGES.get(place).copied().unwrap_or_default();
        html! {
            <button
                id={format!("{id}-{place}")} class="button" type="button" aria-disabled={to.is_none().then_some("true")}
                onclick={on_click}>
                { name }
            </button>
        }
    };
    html! {
        <div class="pager">
            { button(0, (0 < first).then(|| first.saturating_sub(ROWS))) }
            <span class="pages__quiet" role="status">{ text::rows(first, shown, all) }</span>
            { button(1, (first + ROWS < all).then_some(first + ROWS)) }
        </div>
    }
}

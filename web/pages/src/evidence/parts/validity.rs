//! When the bound holds, in plain words.

use yew::prelude::*;

use crate::evidence::words::validity::SECTIONS;

/// The part.
pub(super) fn validity() -> Html {
    html! {
        <div class="validity">
            { for SECTIONS.iter().map(|(head, lead, items)| html! {
                <section key={*head}>
                    <h3 class="pages__head3">{ *head }</h3>
                    <p class="pages__quiet">{ *lead }</p>
                    <dl class="validity__list">
                        { for items.iter().map(|(what, why)| html! {
                            <div key={*what} class="validity__item"><dt>{ *what }</dt><dd>{ *why }</dd></div>
                        }) }
                    </dl>
                </section>
            }) }
        </div>
    }
}

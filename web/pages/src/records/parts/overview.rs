//! The answer first: four figures and a sentence over the migrations that are looked at.

use yew::prelude::*;

use crate::records::state::State;
use crate::records::state::looked_at::LookedAt;
use crate::records::words::overview as words;

/// The part; its place is there before its numbers are.
pub(super) fn overview(state: &State, looked: Option<&LookedAt>) -> Html {
    let tail = state.kept.tail();
    let figures = words::figures(looked);
    html! {
        <section class="records__answer" aria-label={words::IN_SHORT}>
            <dl class="figures records__figures">
                { for figures.into_iter().map(|(name, number, below)| html! {
                    <div key={name} class="figure">
                        <dt class="figure__name">{ name }</dt>
                        <dd class="figure__value">
                            <span class="figure__number">{ number }</span>
                            <span class="figure__line">{ below }</span>
                        </dd>
                    </div>
                }) }
            </dl>
            <p class="why" role="status">{ looked.map(|looked| words::sentence(looked, tail)).unwrap_or_default() }</p>
        </section>
    }
}

//! The answer first: three figures over the runs that are looked at.

use yew::prelude::*;

use crate::evidence::state::library::Row;
use crate::evidence::state::scores::line;
use crate::evidence::words::scores as words;

/// The figures.
pub(super) fn figures(rows: &[Row]) -> Html {
    html! {
        <section aria-label={words::FIGURES}>
            <dl class="figures">
                { for words::figures(|forecast, span| line(rows, (forecast, span))).into_iter().map(|(name, number, below)| html! {
                    <div key={name} class="figure">
                        <dt class="figure__name">{ name }</dt>
                        <dd class="figure__value">
                            <span class="figure__number">{ number }</span>
                            <span class="figure__line">{ below }</span>
                        </dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}

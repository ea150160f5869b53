//! The mark of a regime as a small picture: the same outline as in the chart.

use precopy_model::records::Regime;
use yew::prelude::*;

use crate::evidence::charts::mark::outline;
use crate::evidence::words;

/// The picture; hollow for forced runs.
pub(crate) fn mark_key(regime: Option<Regime>, hollow: bool) -> Html {
    let shape = outline(regime.unwrap_or(Regime::Cap));
    let thousandths = |value: f64| (value * 1000.0) as i32;
    let points: Vec<String> = shape.iter().map(|(x, y)| format!("{},{}", thousandths(*x), thousandths(*y))).collect();
    let colour = regime.map(|regime| format!("mark-key--{}", words::regime(regime)));
    html! {
        <svg
            class={classes!("mark-key", colour, hollow.then_some("mark-key--hollow"))} viewBox="-1500 -1500 3000 3000"
            aria-hidden="true" focusable="false">
            <polygon points={points.join(" ")} />
        </svg>
    }
}

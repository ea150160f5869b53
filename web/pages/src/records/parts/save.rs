//! Buttons that give pictures and tables as files.

use yew::prelude::*;

use crate::browser::mount::Tell;
use crate::browser::records_canvas::Chart;
use crate::records::words::SVG;

/// A picture as a file.
pub(super) fn save_svg(
    tell: &Tell,
    name: &'static str,
    chart: Chart,
    title: &'static str,
    description: String,
) -> Html {
    let tell = tell.clone();
    let save = Callback::from(move |_: MouseEvent| tell.save(name, "image/svg+xml", &chart.svg(title, &description)));
    html! {
        <div class="records__tools">
            <button class="button button--quiet" type="button" onclick={save} aria-label={format!("{SVG}: {title}")}>{ SVG }</button>
        </div>
    }
}

//! The map as a table of a few values, for those who do not see it.

use precopy_base::browser::plot::is_open;
use yew::prelude::*;

use crate::app::Asked;
use crate::state::map::{Axes, Choice, samples};
use crate::words::map as words;

/// So many values each way.
const SIDE: u32 = 6;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) asked: Asked,
    pub(super) choice: Choice,
}

/// The table, which is predicted while it is open.
#[component(MapTable)]
pub(super) fn map_table(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let on_toggle = {
        let open = open.setter();
        Callback::from(move |event: Event| open.set(is_open(&event)))
    };
    html! {
        <details class="curve-table map__table" ontoggle={on_toggle}>
            <summary>{ words::TABLE }</summary>
            if *open {
                { table(props).unwrap_or_default() }
            }
        </details>
    }
}

fn table(props: &Props) -> Option<Html> {
    let Props { asked, choice } = props;
    let axes = Axes::of(&asked.calculator, choice)?;
    let samples = samples(&asked.calculator, choice, SIDE)?;
    let columns = axes.across.axis(SIDE)?;
    Some(html! {
        <div class="curve-table__scroll" tabindex="0" role="region" aria-label={words::TABLE}>
            <table>
                <caption>{ words::caption(&axes, choice.quantity, choice.who) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::input(axes.up.input) }</th>
                        { for columns.values().map(|value| html! { <th scope="col">{ axes.across.unit.text(value) }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for samples.chunks(SIDE as usize).rev().map(|row| html! {
                        <tr>
                            <th scope="row">{ row.first().map(|first| axes.up.unit.text(first.up)) }</th>
                            { for row.iter().map(|sample| html! {
                                <td>{ words::cell(sample.figures.as_ref(), choice.quantity, choice.who) }</td>
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    })
}

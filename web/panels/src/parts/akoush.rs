//! Akoush's bounds beside the explanation of a number under Xen, and his table of results.

use precopy_model::predict::akoush::HIST;
use yew::prelude::*;

use crate::state::State;
use crate::state::explain::akoush;
use crate::words::akoush as words;

/// The section; nothing under other products.
pub(super) fn akoush_section(state: &State) -> Html {
    let Some(akoush) = akoush(&state.calculator) else { return Html::default() };
    let [time, down] = words::average(akoush.average.as_ref());
    let rows = [
        (words::MIGRATION_TIME, words::row(akoush.bounds.migration_time, time)),
        (words::DOWNTIME, words::row(akoush.bounds.downtime, down)),
    ];
    html! {
        <section class="akoush">
            <div class="akoush__part">
                <h3>{ words::HEAD }</h3>
                { for words::FORMULAS.iter().map(|formula| html! { <p key={*formula} class="step__formula">{ *formula }</p> }) }
                <table class="akoush__table">
                    { heads(&words::COLUMNS) }
                    <tbody>
                        { for rows.into_iter().map(|(name, cells)| row(name, cells.as_slice())) }
                    </tbody>
                </table>
                <p class="akoush__caveat">{ words::CAVEAT }{ " " }{ words::overheads(akoush.before) }</p>
                <p class="explain__quiet">{ words::AVERAGE }</p>
            </div>
            <div class="akoush__part">
                <h3>{ words::HIST_HEAD }</h3>
                <table class="akoush__table">
                    { heads(&words::HIST_COLUMNS) }
                    <tbody>
                        { for HIST.iter().map(|one| {
                            row(one.workload, &[one.migration_time, one.downtime].map(words::printed))
                        }) }
                    </tbody>
                </table>
                <p class="explain__quiet">{ words::HIST }</p>
            </div>
        </section>
    }
}

fn heads(names: &[&'static str]) -> Html {
    html! {
        <thead>
            <tr>
                { for names.iter().map(|&name| {
                    // The corner above the names of the rows is no head.
                    if name.is_empty() { html! { <td key="corner"></td> } } else { html! { <th key={name} scope="col">{ name }</th> } }
                }) }
            </tr>
        </thead>
    }
}

fn row(name: &'static str, cells: &[String]) -> Html {
    html! {
        <tr key={name}>
            <th scope="row">{ name }</th>
            { for cells.iter().enumerate().map(|(index, cell)| html! { <td key={index}>{ cell.clone() }</td> }) }
        </tr>
    }
}

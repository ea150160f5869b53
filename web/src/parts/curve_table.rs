//! The curve as a table, in a disclosure below the chart; computed only while it is open.

use precopy_model::quantity::Seconds;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::plot::is_open;
use crate::charts::Axes;
use crate::charts::reading::{least_step, rows};
use crate::state::{Action, Results, View, Viewing};
use crate::words::chart as words;

/// The disclosure, and what is in it while it is open.
pub(super) fn curve_table(results: &Results, view: View, dispatch: &Dispatch) -> Html {
    let on_toggle = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| dispatch.emit(Action::View(Viewing::Table(is_open(&event)))))
    };
    html! {
        <details
            class={classes!("curve-table", view.symbols.then_some("curve-table--symbols"))} open={view.table}
            ontoggle={on_toggle}>
            <summary>{ words::TABLE }</summary>
            if view.table {
                { table(results, view.symbols) }
            }
        </details>
    }
}

fn table(results: &Results, symbols: bool) -> Html {
    let (bound, paper) = (&results.bound, &results.paper);
    // As far as the whole chart goes.
    let until = Axes::of(bound, Some(paper), View::default()).times.max();
    let rows = rows(bound, paper, Seconds::from_seconds(until));
    // A digit more than the closest rows need.
    let step = least_step(&rows).unwrap_or(1.0) / 10.0;
    html! {
        // Focusable, because it scrolls.
        <div class="curve-table__scroll" tabindex="0" role="region" aria-label={words::TABLE}>
            <table>
                <caption>{ words::TABLE_CAPTION }</caption>
                <thead>
                    <tr>
                        { for words::columns(symbols).into_iter().enumerate().map(|(index, name)| html! {
                            <th key={index} scope="col">{ name }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().enumerate().map(|(index, row)| {
                        let parts = row.reading.parts;
                        html! {
                            <tr key={index}>
                                <th scope="row">{ words::time(row.reading.at, step) }</th>
                                <td class="curve-table__words">{ words::happens(&row.events, &row.reading, symbols) }</td>
                                { for [parts.total, parts.empty, parts.passive, parts.hot, row.reading.paper]
                                    .into_iter()
                                    .enumerate()
                                    .map(|(index, pages)| html! { <td key={index}>{ words::pages(pages) }</td> }) }
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

//! The curve as a table, and the simulated rounds as another, in a disclosure below the chart; computed only while it is open.

use precopy_base::player::track::Track;
use precopy_model::predict::rounds::Round;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Pages, Seconds};
use yew::prelude::*;

use crate::app::Dispatch;
use crate::charts::reading::{least_step, rows};
use crate::charts::{Axes, Scene};
use crate::state::{Action, Curves, Shown, View, Viewing};
use crate::words::{chart as words, player};
use precopy_base::browser::plot::is_open;

/// So many rounds stand in the table: the first and the last ones.
const FIRST_ROUNDS: usize = 120;
const LAST_ROUNDS: usize = 60;

/// The disclosure, and what is in it while it is open.
pub(super) fn curve_table(scene: &Scene<'_>, dispatch: &Dispatch) -> Html {
    let on_toggle = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| dispatch.emit(Action::View(Viewing::Table(is_open(&event)))))
    };
    let view = scene.view;
    html! {
        <details
            class={classes!("curve-table", view.symbols.then_some("curve-table--symbols"))} open={view.table}
            ontoggle={on_toggle}>
            <summary>{ words::TABLE }</summary>
            if view.table {
                { curve(scene) }
                { rounds(scene) }
            }
        </details>
    }
}

/// A table within a box that scrolls; focusable for that.
fn table(name: &'static str, caption: &'static str, columns: impl Iterator<Item = String>, body: Html) -> Html {
    html! {
        <div class="curve-table__scroll" tabindex="0" role="region" aria-label={name}>
            <table>
                <caption>{ caption }</caption>
                <thead>
                    <tr>
                        { for columns.enumerate().map(|(index, name)| html! {
                            <th key={index} scope="col">{ name }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ body }</tbody>
            </table>
        </div>
    }
}

/// A row: its head, words, and amounts.
fn row(key: usize, head: String, what: String, amounts: impl IntoIterator<Item = String>) -> Html {
    html! {
        <tr {key}>
            <th scope="row">{ head }</th>
            <td class="curve-table__words">{ what }</td>
            { for amounts.into_iter().enumerate().map(|(index, amount)| html! { <td key={index}>{ amount }</td> }) }
        </tr>
    }
}

fn curve(scene: &Scene<'_>) -> Html {
    let curves = scene.shown.curves;
    // As far as the whole chart goes.
    let whole = Scene { shown: Shown { curves, paper: true }, view: View::default(), held: None, pins: &[], ..*scene };
    let rows = rows(scene, Seconds::from_seconds(Axes::of(&whole).times.max()));
    // A digit more than the closest rows need.
    let step = least_step(&rows).unwrap_or(1.0) / 10.0;
    let symbols = scene.view.symbols;
    // What is expected has a column of its own where there is another one to compare it with.
    let [time, happens, total, empty, passive, hot, expected, paper] = words::columns(symbols);
    let compared = (curves == Curves::Both).then_some(expected);
    let columns = [time, happens, total, empty, passive, hot].into_iter().chain(compared).chain([paper]);
    let columns = columns.map(str::to_owned).chain(scene.pins.iter().map(words::pinned_column));
    let body = rows.iter().enumerate().map(|(index, one)| {
        let (reading, parts) = (&one.reading, one.reading.parts);
        let expected = compared.map(|_| reading.expected);
        let amounts =
            [parts.total, parts.empty, parts.passive, parts.hot].into_iter().chain(expected).chain([reading.paper]);
        let pinned = scene.pins.iter().map(|pin| words::pinned_pages(pin, reading.at));
        let what = words::happens(&one.events, reading, symbols);
        row(index, words::time(reading.at, step), what, amounts.chain(pinned).map(words::pages))
    });
    table(words::TABLE, words::table_caption(curves), columns, body.collect())
}

fn rounds(scene: &Scene<'_>) -> Html {
    let Some(simulation) = scene.expected() else { return Html::default() };
    if Track::of(simulation).rounds().is_empty() {
        return Html::default();
    }
    let all = simulation.rounds.as_slice();
    let (first, last) = if all.len() <= FIRST_ROUNDS + LAST_ROUNDS {
        (all, all.get(..0).unwrap_or(all))
    } else {
        (all.get(..FIRST_ROUNDS).unwrap_or(all), all.get(all.len() - LAST_ROUNDS..).unwrap_or(all))
    };
    let mut body: Vec<Html> = Vec::with_capacity(first.len() + last.len() + 2);
    let mut before: Option<&Round> = None;
    for round in first.iter().chain(last) {
        // Also where the simulation itself has passed over rounds that were all alike.
        if let Some(before) = before.filter(|before| before.number + 1 < round.number) {
            let text = player::left_out(before, round);
            let columns = player::COLUMNS.len().to_string();
            body.push(html! { <tr key={body.len()}><td class="curve-table__gap" colspan={columns}>{ text }</td></tr> });
        }
        before = Some(round);
        let pages = |pages: Pages| words::pages(pages.as_pages());
        let amounts = [
            short_seconds(round.start),
            short_seconds(round.end - round.start),
            pages(round.sent),
            pages(round.dirtied),
            pages(round.left),
            round.threshold.map(pages).unwrap_or_default(),
            if 0.0 < round.throttle { short(Amount::Share(round.throttle)) } else { String::new() },
        ];
        body.push(row(body.len(), player::number(round.number), player::then(round.then).to_owned(), amounts));
    }
    let columns = player::COLUMNS.into_iter().map(str::to_owned);
    table(player::TABLE, player::TABLE, columns, body.into_iter().collect())
}

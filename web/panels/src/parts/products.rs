//! The panel with the same VM under every product: a table that can be sorted, and a button to choose each.

use std::rc::Rc;

use yew::prelude::*;

use super::ways_out::WaysOutTable;
use crate::app::Dispatch;
use crate::state::products::{Change, Column, Compared, Order, Row, entries, in_order, rows};
use crate::state::{Action, Calculator, State};
use crate::words::products as words;

/// The panel.
pub(crate) fn products_panel(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <Panel
            calculator={state.calculator.clone()} compared={state.kept.compared} instance={state.instance}
            dispatch={dispatch.clone()} />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    calculator: Rc<Calculator>,
    compared: Compared,
    instance: u32,
    dispatch: Dispatch,
}

#[component(Panel)]
fn panel(props: &Props) -> Html {
    let Compared { shared, order } = props.compared;
    // Sorting computes nothing anew.
    let rows = use_memo((props.calculator.clone(), shared), |(calculator, shared)| rows(calculator, !shared));
    let sorted = in_order(&rows, order);
    html! {
        <div class="products">
            <p class="products__what">{ words::WHAT }</p>
            { sharing(props) }
            <div class="products__scroll" tabindex="0" role="region" aria-label={words::TABLE}>
                <table class="products__table">
                    <thead>
                        <tr>{ for Column::ALL.into_iter().map(|column| head(column, props)) }</tr>
                    </thead>
                    <tbody>{ for body(&sorted, props) }</tbody>
                </table>
            </div>
            <WaysOutTable calculator={props.calculator.clone()} />
        </div>
    }
}

/// The rows, each with a key of its own, so that the focus moves with its row; the names of groups only where they are together.
fn body(sorted: &[&Row], props: &Props) -> Vec<Html> {
    let mut rows = Vec::with_capacity(sorted.len() + 5);
    let mut group = "";
    for row in sorted {
        if props.compared.order.is_none() && group != row.group {
            group = row.group;
            rows.push(html! {
                <tr key={group} class="products__group">
                    <th scope="rowgroup" colspan="6"><span>{ group }</span></th>
                </tr>
            });
        }
        rows.push(product(row, props));
    }
    rows
}

/// The choice whether products share the link, and what it comes to.
fn sharing(props: &Props) -> Html {
    let shared = props.compared.shared;
    let id = format!("precopy{}-alone", props.instance);
    let on_change = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: Event| dispatch.emit(Action::Products(Change::Shared(!shared))))
    };
    html! {
        <p class="products__alone">
            <span class="products__choice">
                <input id={id.clone()} class="products__box" type="checkbox" checked={!shared} onchange={on_change} />
                <label for={id}>{ words::ALONE }</label>
            </span>
            <span class="products__quiet">{ if shared { words::IS_SHARED } else { words::IS_ALONE } }</span>
        </p>
    }
}

/// The head of a column, which sorts by it.
fn head(column: Column, props: &Props) -> Html {
    let order = props.compared.order.filter(|order| order.column == column);
    let sort = match order {
        None => None,
        Some(Order { descending: false, .. }) => Some("ascending"),
        Some(Order { descending: true, .. }) => Some("descending"),
    };
    let on_click = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Products(Change::Sort(column))))
    };
    html! {
        <th
            key={words::column(column)} class={(column == Column::Outcome).then_some("products__outcome")} scope="col" aria-sort={sort}>
            <button class="products__sort" type="button" onclick={on_click}>{ words::column(column) }</button>
        </th>
    }
}

/// The row of a product.
fn product(row: &Row, props: &Props) -> Html {
    let preset = row.preset;
    let choose = {
        let (dispatch, calculator, alone) = (props.dispatch.clone(), props.calculator.clone(), !props.compared.shared);
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Enter(entries(&calculator.inputs, preset, alone)));
        })
    };
    html! {
        <tr key={preset.id} class={classes!("products__row", row.own.then_some("products__row--own"))}>
            <th scope="row">
                <span class="products__name">{ preset.name }</span>
                // It stays when it is pressed, and so does the focus.
                <button
                    class="products__use" type="button" aria-label={words::use_it(row)} aria-pressed={row.own.to_string()}
                    onclick={choose}>
                    { if row.own { words::CHOSEN } else { words::USE } }
                </button>
                <small class="products__note">{ words::note(row) }</small>
            </th>
            { match &row.said {
                Ok(said) => html! {
                    <>
                        { pair("products__outcome", words::outcome(said)) }
                        { for [Column::Downtime, Column::MigrationTime, Column::Data, Column::Brownout]
                            .map(|column| pair("", words::cell(said, column))) }
                    </>
                },
                Err(problem) => html! { <td class="products__problem" colspan="5">{ problem.clone() }</td> },
            } }
        </tr>
    }
}

/// A cell with its small line.
fn pair(class: &'static str, [large, small]: [String; 2]) -> Html {
    html! {
        <td {class}>
            <span>{ large }</span>
            <small>{ if small.is_empty() { "\u{a0}".to_owned() } else { small } }</small>
        </td>
    }
}

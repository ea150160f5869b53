//! Below the products: what post-copy and slowing the guest down would do.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::Calculator;
use crate::state::ways_out::{WayOut, ways_out};
use crate::words::ways_out as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) calculator: Rc<Calculator>,
}

#[component(WaysOutTable)]
pub(super) fn ways_out_table(props: &Props) -> Html {
    let ways = use_memo(props.calculator.clone(), |calculator| ways_out(&calculator.scenario));
    html! {
        <div class="ways-out">
            <h3 class="ways-out__head">{ words::HEAD }</h3>
            <p class="products__quiet">{ words::WHAT }</p>
            <div class="ways-out__scroll" tabindex="0" role="region" aria-label={words::HEAD}>
                <table class="ways-out__table">
                    <thead>
                        <tr>{ for words::COLUMNS.into_iter().map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>{ for ways.iter().map(row) }</tbody>
                </table>
            </div>
            <p class="products__quiet">{ words::FAULTS }</p>
        </div>
    }
}

fn row(way: &WayOut) -> Html {
    let name = words::name(way.way);
    html! {
        <tr key={name}>
            <th scope="row">{ name }</th>
            { for words::cells(way).into_iter().map(|cell| html! { <td>{ cell }</td> }) }
        </tr>
    }
}

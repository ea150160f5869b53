//! The runs that are looked at, the worst miss first, each with its reason; a button opens it.

use std::rc::Rc;

use yew::prelude::*;

use crate::evidence::app::Dispatch;
use crate::evidence::state::library::Row;
use crate::evidence::state::scores::worst_first;
use crate::evidence::state::{Action, Kept};
use crate::evidence::words;
use crate::evidence::words::run as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) rows: Rc<Vec<Row>>,
    pub(super) kept: Kept,
    pub(super) dispatch: Dispatch,
}

/// The table.
#[component(Misses)]
pub(super) fn misses(props: &Props) -> Html {
    let Kept { chosen, listed, open, .. } = &props.kept;
    let sorted = use_memo((Rc::clone(&props.rows), *chosen), |(rows, chosen)| worst_first(rows, *chosen));
    let rest = sorted.len().saturating_sub(*listed);
    let more = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::More))
    };
    html! {
        <section class="misses">
            <h3 class="pages__head3">{ text::TITLE }</h3>
            <p class="pages__quiet">{ text::CAPTION }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::TITLE}>
                <table class="scores__table misses__table">
                    <thead>
                        <tr>{ for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for sorted.iter().take(*listed).map(|row| one(row, props, open.as_deref() == Some(&row.run.id))) }
                    </tbody>
                </table>
            </div>
            if 0 < rest {
                <button class="button" type="button" onclick={more}>{ text::more(rest) }</button>
            }
        </section>
    }
}

fn one(row: &Row, props: &Props, is_open: bool) -> Html {
    let chosen = props.kept.chosen;
    let open = {
        let (dispatch, id) = (props.dispatch.clone(), row.run.id.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Open(Some(id.clone()))))
    };
    let [predicted, error] = text::cells(row, chosen);
    html! {
        <tr key={row.run.id.clone()} class={is_open.then_some("misses__row--open")}>
            <th scope="row">
                <button class="back" type="button" aria-label={text::open(row)} aria-current={is_open.then_some("true")} onclick={open}>
                    { row.run.id.clone() }
                </button>
            </th>
            <td class="misses__text">{ text::guest(row) }<small>{ text::limits(row) }</small></td>
            <td>{ words::time(Some(row.pair(chosen).measured)) }</td>
            <td>{ predicted }</td>
            <td>{ error }</td>
            <td class="misses__text misses__reason">{ text::why(row, chosen) }</td>
        </tr>
    }
}

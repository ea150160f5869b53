//! The migrations one by one: sought, ordered, some rows at a time.

use std::rc::Rc;

use precopy_base::browser::events::{focus_named, input_value};
use precopy_model::records::log::Site;
use yew::prelude::*;

use crate::browser::analysis;
use crate::browser::work::{Answer, use_work};
use crate::records::state::large::Large;
use crate::records::state::listing::{Column, Listing, Order, ROWS};
use crate::records::state::looked_at::{Looked, LookedAt};
use crate::records::words::table as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) looked: Rc<Answer<Looked, LookedAt>>,
    pub(super) site: Large<Option<Site>>,
}

/// The part.
#[component(Table)]
pub(super) fn table(props: &Props) -> Html {
    let Props { instance, looked, site } = props;
    let order = use_state(Order::default);
    let first = use_state(|| 0_usize);
    let places = looked.told.places.clone();
    let listed =
        use_work(Some(Listing { looked: looked.question.clone(), places, order: (*order).clone() }), analysis::list);
    let log = &looked.question.log;
    let listed = listed.filter(|answer| answer.question.looked.log == *log);
    let places: &[u32] = listed.as_ref().map_or(&[], |answer| &answer.told);
    // What is looked at may have become less.
    let from = if *first < places.len() { *first } else { 0 };
    let reorder = {
        let (order, first) = (order.setter(), first.setter());
        Callback::from(move |next: Order| {
            order.set(next);
            first.set(0);
        })
    };
    let on_seek = {
        let (order, reorder) = ((*order).clone(), reorder.clone());
        Callback::from(move |event: InputEvent| {
            let sought = input_value(&event).unwrap_or_default().trim().to_owned();
            reorder.emit(Order { sought, ..order.clone() });
        })
    };
    let id = format!("precopy{instance}-records-list");
    let field = format!("{id}-seek");
    let shown: Vec<u32> = places.iter().skip(from).take(ROWS).copied().collect();
    // What is expected of a migration may be a simulated one: only of those that are shown.
    let shown = use_memo((log.clone(), site.clone(), shown), |(log, site, shown)| {
        let cells = |place: &u32| {
            let record = log.records.get(*place as usize)?;
            let expected = site.as_ref().and_then(|site| site.expect(log, record));
            Some((*place, words::cells(log, record, expected.as_ref())))
        };
        shown.iter().filter_map(cells).collect::<Vec<_>>()
    });
    let rows = shown.iter().map(|(place, [name, rest @ ..])| {
        html! {
            <tr key={*place}>
                <th scope="row">{ name }</th>
                { for rest.iter().enumerate().map(|(at, cell)| html! { <td class={(at < 3).then_some("list__text")}>{ cell }</td> }) }
            </tr>
        }
    });
    html! {
        <section class="records__part list" aria-labelledby={id.clone()}>
            <h3 id={id.clone()} class="pages__head3">{ words::TITLE }</h3>
            <div class="records__tools">
                <label for={field.clone()}>{ words::SEEK }</label>
                <input id={field} class="records__text" type="search" value={order.sought.clone()} oninput={on_seek} />
            </div>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={words::ROWS}>
                <table class="scores__table list__table">
                    <thead>
                        <tr>
                            { for Column::ALL.into_iter().map(|column| head(column, &order, &reorder)) }
                            <th scope="col">{ words::LAST }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if listed.is_some() && places.is_empty() {
                <p>{ words::NONE }</p>
            }
            { pager(&id, from, places.len(), &first.setter()) }
        </section>
    }
}

fn head(column: Column, order: &Order, reorder: &Callback<Order>) -> Html {
    let sort = (order.column == column).then_some(if order.largest_first { "descending" } else { "ascending" });
    let on_click = {
        let (next, reorder) = (order.by(column), reorder.clone());
        Callback::from(move |_: MouseEvent| reorder.emit(next.clone()))
    };
    let arrow = sort.map_or("", |_| if order.largest_first { " ↓" } else { " ↑" });
    html! {
        <th key={words::column(column)} class={(column.is_text() || column == Column::Start).then_some("list__text")} scope="col" aria-sort={sort}>
            <button class="back" type="button" onclick={on_click}>{ words::column(column) }<span aria-hidden="true">{ arrow }</span></button>
        </th>
    }
}

fn pager(id: &str, first: usize, all: usize, show: &UseStateSetter<usize>) -> Html {
    let shown = ROWS.min(all.saturating_sub(first));
    let button = |place: usize, to: Option<usize>| {
        let (show, other) = (show.clone(), format!("{id}-{}", 1 - place));
        // The button stays, so that the focus does.
        let on_click = Callback::from(move |event: MouseEvent| match to {
            Some(to) => show.set(to),
            None => focus_named(&event, &other),
        });
        html! {
            <button id={format!("{id}-{place}")} class="button" type="button" aria-disabled={to.is_none().then_some("true")} onclick={on_click}>
                { words::PAGES.get(place).copied().unwrap_or_default() }
            </button>
        }
    };
    html! {
        <div class="pager">
            { button(0, (0 < first).then(|| first.saturating_sub(ROWS))) }
            <span class="pages__quiet" role="status">{ words::rows(first, shown, all) }</span>
            { button(1, (first + ROWS < all).then_some(first + ROWS)) }
        </div>
    }
}

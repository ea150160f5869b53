//! Which failed, by cause, product, host, hour or size, each rate with its interval.

use precopy_model::records::log::{CONFIDENCE, Filter, Group, Label, Row};
use yew::prelude::*;

use crate::parts::pick::choice;
use crate::records::app::Dispatch;
use crate::records::state::looked_at::LookedAt;
use crate::records::state::{Action, State};
use crate::records::words::failures as words;

/// So many rows are shown; further ones only when asked for by a filter.
const ROWS: usize = 24;

/// The part.
pub(super) fn failures(state: &State, looked: &LookedAt, dispatch: &Dispatch) -> Html {
    let group = state.kept.group;
    let by = {
        let dispatch = dispatch.clone();
        Callback::from(move |group: Group| dispatch.emit(Action::Group(group)))
    };
    let rows = looked.failures.rows(group);
    let most = rows.iter().take(ROWS).filter_map(|row| Some(row.rate.interval(CONFIDENCE)?.most)).fold(0.0, f64::max);
    let id = format!("precopy{}-records-failures", state.instance);
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3" tabindex="-1">{ words::TITLE }</h3>
            { choice(words::BY, &words::GROUPS, group, words::group, &by) }
            if rows.is_empty() {
                <p>{ words::none(group) }</p>
            } else {
                <div class="scores__scroll" tabindex="0" role="region" aria-label={words::group_line(group)}>
                    <table class="scores__table records__table">
                        <caption class="records__caption">{ words::group_line(group) }</caption>
                        <thead>
                            <tr>
                                { for words::columns(group).map(|name| html! { <th key={name} scope="col">{ name }</th> }) }
                                <th scope="col" class="records__bars">{ words::scale(most) }</th>
                            </tr>
                        </thead>
                        <tbody>{ for rows.iter().take(ROWS).map(|row| one(state, group, row, most, dispatch)) }</tbody>
                    </table>
                </div>
                if ROWS < rows.len() {
                    <p class="pages__quiet">{ words::further(rows.len() - ROWS) }</p>
                }
            }
            <p class="pages__quiet">{ words::LINE }</p>
        </section>
    }
}

fn one(state: &State, group: Group, row: &Row, most: f64, dispatch: &Dispatch) -> Html {
    let log = state.kept.log.as_ref();
    let name = words::label(row.label, |name| log.map_or("", |log| log.names.text(name)));
    let filter = filtered(state.kept.part.filter, group, row.label);
    let head = match filter {
        Some(filter) => {
            let dispatch = dispatch.clone();
            let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Filter(filter)));
            html! { <button class="back" type="button" onclick={on_click} title={words::ONLY}>{ name.clone() }</button> }
        }
        None => html! { { name.clone() } },
    };
    html! {
        <tr key={name}>
            <th scope="row">{ head }</th>
            { for words::cells(&row.rate).into_iter().enumerate().map(|(index, cell)| html! { <td key={index}>{ cell }</td> }) }
            <td class="records__bars">{ bar(row, most) }</td>
        </tr>
    }
}

/// The rate as a dot on its interval.
fn bar(row: &Row, most: f64) -> Html {
    let (Some(share), Some(interval)) = (row.rate.share(), row.rate.interval(CONFIDENCE)) else {
        return Html::default();
    };
    let x = |share: f64| format!("{}", (share / most.max(1e-9) * 1000.0) as i32);
    html! {
        <svg class="records__bar" viewBox="-12 0 1024 60" preserveAspectRatio="none" aria-hidden="true">
            <line x1={x(interval.least)} x2={x(interval.most)} y1="30" y2="30" />
            <rect x={x(share - most * 0.008)} y="12" width="16" height="36" />
        </svg>
    }
}

/// What shows only these; none where a filter cannot say it.
fn filtered(filter: Filter, group: Group, label: Label) -> Option<Filter> {
    let name = match label {
        Label::Named(name) => name,
        Label::Size(from, to) => return Some(Filter { memory: Some((from, to)), ..filter }),
        Label::Hour(hour) => return Some(Filter { hour: Some(hour), ..filter }),
        Label::Unsaid => return None,
    };
    match group {
        Group::Cause => Some(Filter { cause: Some(name), ..filter }),
        Group::Product => Some(Filter { product: Some(name), ..filter }),
        Group::Host | Group::Source | Group::Destination => Some(Filter { host: Some(name), ..filter }),
        Group::Hour | Group::Size => None,
    }
}

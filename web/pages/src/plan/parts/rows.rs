//! A row of a sheet: a field for each cell. It is made anew only when something of it has changed.

use precopy_formats::maintenance::{Column, Takes};
use yew::prelude::*;

use crate::plan::state::grid::Grid;
use crate::plan::words::entered as text;

/// The name of a cell's field in the document.
pub(super) fn cell_id(instance: u32, grid: Grid, row: usize, column: usize) -> String {
    format!("precopy{instance}-plan-{}-{row}-{column}", grid.id())
}

/// Row and column of a cell's field, by its name.
pub(super) fn place_of(id: &str) -> Option<(usize, usize)> {
    let mut parts = id.rsplit('-');
    let column = parts.next()?.parse().ok()?;
    Some((parts.next()?.parse().ok()?, column))
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) grid: Grid,
    pub(super) row: usize,
    /// What stands in the cells.
    pub(super) cells: Vec<AttrValue>,
    /// What is wrong, by column; of the whole row where that is none.
    pub(super) wrong: Vec<(Option<usize>, AttrValue)>,
    /// The cell that the tabulator leads to, if it is one of these.
    pub(super) active: Option<usize>,
    pub(super) readonly: bool,
}

/// The row.
#[component(Row)]
pub(super) fn row(props: &Props) -> Html {
    let columns = props.grid.columns();
    let name = props.cells.first().cloned().unwrap_or_default();
    let whole = props.wrong.iter().any(|(column, _)| column.is_none());
    html! {
        <tr class={whole.then_some("grid__row--wrong")}>
            { for columns.iter().enumerate().map(|(place, column)| cell(props, place, column, &name)) }
            if !props.readonly {
                <td class="grid__tools">
                    <button
                        id={cell_id(props.instance, props.grid, props.row, columns.len())} class="back" type="button"
                        tabindex={if props.active == Some(columns.len()) { "0" } else { "-1" }}
                        aria-label={text::remove(props.row, &name)} title={text::remove(props.row, &name)}>
                        { "×" }
                    </button>
                </td>
            }
        </tr>
    }
}

fn cell(props: &Props, place: usize, column: &'static Column, name: &str) -> Html {
    let Props { instance, grid, row, readonly, .. } = *props;
    let id = cell_id(instance, grid, row, place);
    let value = props.cells.get(place).cloned().unwrap_or_default();
    let wrong = props.wrong.iter().find(|(column, _)| *column == Some(place)).map(|(_, what)| what.clone());
    let label = text::cell(column, row, if place == 0 { "" } else { name });
    let tabindex = if props.active == Some(place) { "0" } else { "-1" };
    let invalid = wrong.is_some().then_some("true");
    let placeholder = text::placeholder(column);
    // A row has many of them, and each attribute takes its time.
    let field = match column.takes {
        Takes::Words(words) => html! {
            <select
                {id} class="grid__cell grid__cell--list" aria-label={label} aria-invalid={invalid} title={wrong.clone()} {tabindex}
                disabled={readonly}>
                <option value="" selected={value.is_empty()}>{ placeholder }</option>
                { for words.iter().map(|word| html! {
                    <option key={word.id} value={word.id} selected={*value == *word.id}>{ word.id }</option>
                }) }
                // Whatever else was pasted.
                if !value.is_empty() && !words.iter().any(|word| *value == *word.id) {
                    <option key="other" value={value.clone()} selected=true>{ value.clone() }</option>
                }
            </select>
        },
        _ => html! {
            <input
                {id} class="grid__cell" autocomplete="off" aria-label={label} aria-invalid={invalid} title={wrong.clone()} {tabindex}
                {readonly} placeholder={(!placeholder.is_empty()).then_some(placeholder)} value={(!value.is_empty()).then_some(value)} />
        },
    };
    let class = classes!(
        (place == 0).then_some("grid__first"),
        matches!(column.takes, Takes::Name | Takes::HostName | Takes::SwitchName).then_some("grid__name"),
        wrong.is_some().then_some("grid__wrong")
    );
    if place == 0 {
        html! { <th key={column.key} {class} scope="row">{ field }</th> }
    } else {
        html! { <td key={column.key} {class}>{ field }</td> }
    }
}

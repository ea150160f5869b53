//! A sheet as a table in which one types: Enter and the arrow keys go from cell to cell, what is pasted goes in from the cell on.

use std::rc::Rc;

use precopy_base::browser::events::{caret_at_ends, select_near, target_id, target_text};
use precopy_base::browser::files::pasted;
use precopy_base::browser::turn::turn;
use precopy_formats::maintenance::SheetProblem;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::pager::pager;
use super::rows::{Row, cell_id, place_of};
use crate::browser::pasting::read;
use crate::plan::app::Dispatch;
use crate::plan::state::grid::Grid;
use crate::plan::state::typed::Typed;
use crate::plan::state::{Action, ROWS};
use crate::plan::words::entered as text;

/// So many rows more are made at once.
const NEW_ROWS: usize = 20;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) grid: Grid,
    pub(super) sheets: Typed,
    pub(super) problems: Rc<[SheetProblem]>,
    pub(super) first_row: usize,
    pub(super) readonly: bool,
    pub(super) dispatch: Dispatch,
}

/// The table.
#[component(GridTable)]
pub(super) fn grid_table(props: &Props) -> Html {
    let Props { instance, grid, readonly, .. } = *props;
    let all = grid.len(&props.sheets);
    let first = if props.first_row < all { props.first_row } else { 0 };
    let columns = grid.columns();
    let table = use_node_ref();
    let active = use_state_eq(|| (0_usize, 0_usize));
    // Of which sheet, from which row on, how many rows there are.
    let made_of = use_state_eq(|| (grid, 0_usize, 0_usize));
    // Where the focus goes once the row is there.
    let wanted = use_mut_ref(|| None::<(usize, usize)>);
    {
        let (wanted, table) = (Rc::clone(&wanted), table.clone());
        use_effect(move || {
            if let Some((row, column)) = wanted.borrow_mut().take() {
                select_near(&table, &cell_id(instance, grid, row, column));
            }
        });
    }
    let go = {
        let (dispatch, active, wanted) = (props.dispatch.clone(), active.setter(), Rc::clone(&wanted));
        move |(row, column): (usize, usize)| {
            wanted.replace(Some((row, column)));
            active.set((row, column));
            if row == all && !readonly {
                dispatch.emit(Action::AddRow(row));
            } else if row < first || first + ROWS <= row {
                dispatch.emit(Action::FirstRow(row / ROWS * ROWS));
            }
        }
    };
    let on_focus = {
        let active = active.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some(place) = target_id(&event).and_then(|id| place_of(&id)) {
                active.set(place);
            }
        })
    };
    let on_change = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let place = target_id(&event).and_then(|id| place_of(&id));
            if let Some(((row, column), text)) = place.zip(target_text(&event)) {
                dispatch.emit(Action::Cell(row, column, text));
            }
        })
    };
    let on_key = {
        let (go, near, width) = (go.clone(), table.clone(), columns.len());
        Callback::from(move |event: KeyboardEvent| {
            let place = target_id(&event).and_then(|id| place_of(&id));
            let Some((row, column)) = place.filter(|_| !(event.ctrl_key() || event.alt_key() || event.meta_key()))
            else {
                return;
            };
            let last = all.saturating_sub(1);
            let (at_start, at_end) = {
                let [start, end] = caret_at_ends(&event);
                (start, end)
            };
            let to = match (event.key().as_str(), event.shift_key()) {
                // A button is pressed.
                ("Enter", _) if column == width => return,
                ("Enter", true) | ("ArrowUp", false) if 0 < row => (row - 1, column),
                // Enter in the last row begins another one.
                ("Enter", false) if row < last || !readonly => (row + 1, column),
                ("ArrowDown", false) if row < last => (row + 1, column),
                ("PageUp", false) => (row.saturating_sub(ROWS), column),
                ("PageDown", false) => ((row + ROWS).min(last), column),
                ("ArrowLeft", false) if at_start && 0 < column => (row, column - 1),
                ("ArrowRight", false) if at_end && column + usize::from(readonly) < width => (row, column + 1),
                _ => return,
            };
            event.prevent_default();
            go(to);
            select_near(&near, &cell_id(instance, grid, to.0, to.1));
        })
    };
    let on_paste = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let place = target_id(&event).and_then(|id| place_of(&id)).filter(|_| !readonly);
            let text = pasted(&event).filter(|text| text.trim_end().contains(['\t', '\n']));
            if let Some((place, text)) = place.zip(text) {
                event.prevent_default();
                let dispatch = dispatch.clone();
                spawn_local(async move { dispatch.emit(read(text, grid, Some(place)).await) });
            }
        })
    };
    let on_click = {
        let (dispatch, go, width) = (props.dispatch.clone(), go.clone(), columns.len());
        Callback::from(move |event: MouseEvent| {
            let place = target_id(&event).and_then(|id| place_of(&id));
            let row = place.filter(|(_, column)| *column == width).map(|(row, _)| row);
            if let Some(row) = row {
                dispatch.emit(Action::RemoveRow(row));
                if 1 < all {
                    go((row.min(all - 2), 0));
                }
            }
        })
    };
    let show = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |row: usize| dispatch.emit(Action::FirstRow(row)))
    };
    let (mut row_active, column_active) = *active;
    // Making rows is work: many new ones come in parts, but those before the one that is wanted at once.
    let least = wanted.borrow().map_or(0, |(row, _)| (row + 1).saturating_sub(first));
    let made = if (made_of.0, made_of.1) == (grid, first) { made_of.2 } else { 0 };
    let shown = first..all.min(first + ROWS.min((made + NEW_ROWS).max(least)));
    if !(first..first + ROWS).contains(&row_active) {
        row_active = first;
    }
    {
        let made_of = made_of.setter();
        let (now, count) = ((grid, first, shown.len()), all.min(first + ROWS) - first);
        use_effect_with((now, count), move |&(now, count)| {
            if now.2 < count {
                spawn_local(async move {
                    turn().await;
                    made_of.set(now);
                });
            } else {
                made_of.set(now);
            }
        });
    }
    let column_active = if column_active <= columns.len() { column_active } else { 0 };
    let of_sheet: Vec<&SheetProblem> = props.problems.iter().filter(|one| one.sheet == grid.sheet()).collect();
    let row = |at: usize| {
        let cells = (0..columns.len()).map(|column| AttrValue::from(grid.cell(&props.sheets, at, column).to_owned()));
        let wrong = of_sheet.iter().filter(|one| one.row == Some(at)).map(|one| {
            let place = one.column.and_then(|key| columns.iter().position(|column| column.key == key));
            (place, AttrValue::from(one.problem.to_string()))
        });
        html! {
            <Row
                key={at} {instance} {grid} row={at} cells={cells.collect::<Vec<_>>()} wrong={wrong.collect::<Vec<_>>()}
                active={(at == row_active).then_some(column_active)} {readonly} />
        }
    };
    html! {
        <>
            <div class="scores__scroll">
                <table
                    ref={table} class={classes!("grid", format!("grid--{}", grid.id()))} role="grid" aria-label={text::grid(grid)} spellcheck="false"
                    aria-rowcount={(all + 1).to_string()} onfocusin={on_focus} onchange={on_change} onkeydown={on_key} onpaste={on_paste}
                    onclick={on_click}>
                    <thead>
                        <tr>
                            { for columns.iter().map(|column| html! {
                                <th key={column.key} scope="col" title={text::help(column)}>
                                    { column.label }
                                    if column.is_needed() { <span aria-hidden="true">{ " *" }</span> }
                                </th>
                            }) }
                            if !readonly {
                                <td></td>
                            }
                        </tr>
                    </thead>
                    <tbody>{ for shown.map(row) }</tbody>
                </table>
            </div>
            if all == 0 {
                <p class="pages__quiet">{ text::NO_ROWS }</p>
            }
            { pager(&format!("precopy{instance}-plan-rows"), first, all, &show) }
        </>
    }
}

//! VMs, hosts and trunks as tables, files of them, and what is wrong with them.

use precopy_base::browser::events::focus_near;
use precopy_base::browser::files::{self, File};
use precopy_formats::maintenance::{SheetProblem, VmColumn};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::grid::GridTable;
use super::page::Around;
use super::rows::cell_id;
use crate::browser::pasting::read;
use crate::parts::pick::choice;
use crate::plan::app::Dispatch;
use crate::plan::state::grid::Grid;
use crate::plan::state::{Action, ROWS, State};
use crate::plan::words::entered as text;

/// Larger files are not read.
const MOST_BYTES: usize = 16 << 20;
/// So many problems are listed.
const LISTED: usize = 8;

/// Reads a file and takes it in, into a sheet where it is none of a whole plan.
pub(super) fn take_file(file: File, grid: Grid, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        let text = if files::is_larger(&file, MOST_BYTES) { None } else { files::text(file).await };
        match text {
            Some(text) => dispatch.emit(read(text, grid, None).await),
            None => dispatch.emit(Action::Unread),
        }
    });
}

/// The part.
pub(super) fn sheets(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let head = format!("precopy{}-plan-sheets", state.instance);
    let grid = state.kept.grid;
    let show = {
        let dispatch = dispatch.clone();
        Callback::from(move |grid: Grid| dispatch.emit(Action::Show(grid)))
    };
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let on_file = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = files::chosen(&event) {
                take_file(file, grid, &dispatch);
            }
        })
    };
    let save = {
        let (tell, sheets) = (around.tell.clone(), state.kept.sheets.clone());
        Callback::from(move |_: MouseEvent| {
            tell.save(&format!("precopy-plan-{}.csv", grid.id()), "text/csv", &grid.csv(&sheets));
        })
    };
    html! {
        <section class="planner__part sheets" aria-labelledby={head.clone()}>
            <h3 id={head} class="pages__head3" tabindex="-1">{ text::SHEETS }</h3>
            <p class="pages__quiet">{ if around.readonly { text::READONLY } else { text::SHEETS_LINE } }</p>
            <div class="planner__choices">
                { choice(text::WHICH, &Grid::ALL, grid, text::grid, &show) }
                if !around.readonly {
                    <button class="button" type="button" onclick={act(Action::AddRow(grid.len(&state.kept.sheets)))}>{ text::ADD_ROW }</button>
                    <label class="button planner__file">
                        <input class="planner__chooser" type="file" accept=".csv,.tsv,.txt,.json,text/csv,application/json" onchange={on_file} />
                        { text::CHOOSE_FILE }
                    </label>
                    <button class="button button--quiet" type="button" onclick={act(Action::Clear)}>{ text::CLEAR }</button>
                }
                <button class="button button--quiet" type="button" onclick={save}>{ text::SAVE_CSV }</button>
            </div>
            <GridTable
                instance={state.instance} {grid} sheets={state.kept.sheets.clone()} problems={state.problems.clone()}
                first_row={state.first_row} readonly={around.readonly} dispatch={dispatch.clone()} />
            if let Some(missing) = text::missing_hosts(&state.kept.sheets).filter(|_| !around.readonly) {
                <p class="pages__quiet">
                    { missing }{ " " }
                    <button class="back" type="button" onclick={act(Action::AddHosts)}>{ text::ADD_HOSTS }</button>
                </p>
            }
            <Problems
                instance={state.instance} problems={state.problems.clone()} dispatch={dispatch.clone()}
                no_room={state.no_room.map(|row| AttrValue::from(state.kept.sheets.vms.cell(row, VmColumn::Name).to_owned()))} />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ProblemsProps {
    instance: u32,
    problems: std::rc::Rc<[SheetProblem]>,
    no_room: Option<AttrValue>,
    dispatch: Dispatch,
}

/// What is wrong, each with a way to its cell.
#[component(Problems)]
fn problems_list(props: &ProblemsProps) -> Html {
    let place = use_node_ref();
    let ProblemsProps { instance, problems, no_room, .. } = props;
    let one = |problem: &SheetProblem| {
        let (dispatch, place, problem, instance) = (props.dispatch.clone(), place.clone(), problem.clone(), *instance);
        let grid = Grid::ALL.into_iter().find(|grid| grid.sheet() == problem.sheet);
        let said = problem.to_string();
        match grid.zip(problem.row) {
            Some((grid, row)) => {
                let columns = grid.columns();
                let at = problem.column.and_then(|key| columns.iter().position(|column| column.key == key));
                let id = cell_id(instance, grid, row, at.unwrap_or_default());
                let on_click = Callback::from(move |_: MouseEvent| {
                    dispatch.emit(Action::Show(grid));
                    dispatch.emit(Action::FirstRow(row / ROWS * ROWS));
                    let (place, id) = (place.clone(), id.clone());
                    spawn_local(async move {
                        precopy_base::browser::turn::frame().await;
                        focus_near(&place, &id);
                    });
                });
                html! { <li key={said.clone()}><button class="back" type="button" onclick={on_click}>{ said }</button></li> }
            }
            None => html! { <li key={said.clone()}>{ said }</li> },
        }
    };
    let count = problems.len();
    html! {
        <div ref={place.clone()} class={classes!("notice", (count == 0 && no_room.is_none()).then_some("hidden"))}>
            <p role="status">
                { match no_room {
                    Some(name) => text::no_room(name),
                    None if 0 < count => text::problems(problems),
                    None => String::new(),
                } }
            </p>
            <ul>
                { for problems.iter().take(LISTED).map(one) }
                if LISTED < count {
                    <li>{ text::further(count - LISTED) }</li>
                }
            </ul>
        </div>
    }
}

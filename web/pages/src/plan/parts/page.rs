//! The page of plans: what is to be done, the strategies side by side, the chosen plan, and the sheets.

use std::rc::Rc;

use precopy_base::browser::events::{takes_letters, target_id, target_text};
use precopy_base::browser::files::{are_dragged, dropped};
use precopy_model::plan::{Action as Move, Ran, converges_beside};
use yew::prelude::*;

use super::advice::{AdvicePart, contention};
use super::compare::compare;
use super::details::{breaches, figures};
use super::entered::entered;
use super::moves::Moves;
use super::pictures::Pictures;
use super::rows::place_of;
use super::sheets::{sheets, take_file};
use super::takeaway::TakeAway;
use crate::browser::mount::Tell;
use crate::plan::app::Dispatch;
use crate::plan::state::answers::Work;
use crate::plan::state::outcome::Outcome;
use crate::plan::state::{Action, State};
use crate::plan::words;
use crate::plan::words::entered as text;
use crate::plan::words::names::guest as guest_name;

/// What lies around the page.
#[derive(Clone, PartialEq)]
pub(crate) struct Around {
    /// The calculator's link.
    pub(crate) calculator: AttrValue,
    /// Whether a migration can be opened there.
    pub(crate) can_open: bool,
    /// Whether nothing may be changed.
    pub(crate) readonly: bool,
    pub(crate) tell: Tell,
}

/// The page.
pub(crate) fn page(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let is_done = state.answers.work == Work::Done && state.asked().is_empty();
    let on_drop = {
        let (dispatch, grid, readonly) = (dispatch.clone(), state.kept.grid, around.readonly);
        Callback::from(move |event: DragEvent| {
            if let Some(file) = dropped(&event).filter(|_| !readonly) {
                event.prevent_default();
                take_file(file, grid, &dispatch);
            }
        })
    };
    let on_over = Callback::from(|event: DragEvent| {
        if are_dragged(&event) {
            event.prevent_default();
        }
    });
    let outcome = state.chosen();
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |step: Option<usize>| dispatch.emit(Action::Step(step)))
    };
    html! {
        <div
            class="planner" data-ready={is_done.then(|| state.run.to_string())} ondrop={on_drop} ondragover={on_over}
            onkeydown={undo_keys(state, dispatch, around)}>
            <div class="pages__top">
                <h2 class="pages__title">{ words::TITLE }</h2>
                { tools(state, dispatch, around) }
            </div>
            <p class="pages__lead">{ words::LEAD }</p>
            { heard(state, dispatch) }
            <div class="planner__body">
                { entered(state, dispatch, around) }
                <div class="planner__main">
                    { figures(state) }
                    { compare(state, dispatch, around) }
                    if let Some(outcome) = outcome {
                        { breaches(outcome) }
                        <Pictures
                            instance={state.instance} site={outcome.case.site.clone()} timeline={outcome.timeline.clone()}
                            chosen={state.step} choose={choose} reasons={reasons(outcome)} cap={outcome.cap()} />
                    }
                </div>
            </div>
            { sheets(state, dispatch, around) }
            if let Some(outcome) = outcome {
                <section class="planner__part">
                    <h3 class="pages__head3">{ words::details::MOVES }</h3>
                    <Moves
                        instance={state.instance} outcome={outcome.clone()} first={state.first_move} step={state.step}
                        around={around.clone()} dispatch={dispatch.clone()} />
                </section>
                { contention(&outcome.case) }
                <div class="planner__pair">
                    <AdvicePart
                        instance={state.instance} outcome={(is_done && state.is_of_now(outcome)).then(|| outcome.clone())}
                        readonly={around.readonly} dispatch={dispatch.clone()} />
                    <TakeAway instance={state.instance} outcome={outcome.clone()} tell={around.tell.clone()} />
                </div>
            }
        </div>
    }
}

/// Why migrations do not converge in this plan, by step; of very many only the first.
fn reasons(outcome: &Outcome) -> Rc<Vec<(usize, AttrValue)>> {
    const MOST: usize = 60;
    let site = &outcome.case.site;
    let one = |(step, ran): (usize, &Ran)| {
        let Move::Migrate { guest, to, .. } = ran.action else { return None };
        let said =
            format!("{}: {}.", guest_name(site, guest), words::outcome::beside(converges_beside(site, guest, to)));
        Some((step, AttrValue::from(said)))
    };
    Rc::new(outcome.misses().take(MOST).filter_map(one).collect())
}

/// Ctrl+Z and its like, where no field has letters of its own to take back.
fn undo_keys(state: &State, dispatch: &Dispatch, around: &Around) -> Callback<KeyboardEvent> {
    let (dispatch, sheets, grid, readonly) =
        (dispatch.clone(), state.kept.sheets.clone(), state.kept.grid, around.readonly);
    Callback::from(move |event: KeyboardEvent| {
        let action = match (event.key().as_str(), event.shift_key()) {
            ("z", false) => Action::Undo,
            ("z" | "Z", true) | ("y", false) => Action::Redo,
            _ => return,
        };
        if readonly || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        // A cell that holds what counts has nothing of its own; other fields keep theirs.
        let place = target_id(&event).and_then(|id| place_of(&id));
        let is_unfinished = match (place, target_text(&event)) {
            (Some((row, column)), Some(text)) => text != grid.cell(&sheets, row, column),
            _ => takes_letters(&event),
        };
        if !is_unfinished {
            event.prevent_default();
            dispatch.emit(action);
        }
    })
}

/// Undo, and the plan as a file.
fn tools(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let [undo, redo] = state.can_undo();
    let disabled = |can: bool| (!can).then_some("true");
    let save = {
        let (tell, sheets) = (around.tell.clone(), state.kept.sheets.clone());
        Callback::from(move |_: MouseEvent| tell.save("precopy-plan.json", "application/json", &sheets.to_json()))
    };
    let is_too_large = state.kept.told.plan.is_none() && !around.readonly;
    html! {
        <div class="planner__tools">
            if !around.readonly {
                <button class="button" type="button" aria-disabled={disabled(undo)} onclick={act(Action::Undo)}>{ text::UNDO }</button>
                <button class="button" type="button" aria-disabled={disabled(redo)} onclick={act(Action::Redo)}>{ text::REDO }</button>
            }
            <button class="button" type="button" onclick={save}>{ text::SAVE }</button>
            <span class="pages__quiet" role="status">{ if is_too_large { text::TOO_LARGE } else { "" } }</span>
        </div>
    }
}

/// What came of what was brought in.
fn heard(state: &State, dispatch: &Dispatch) -> Html {
    let said = state.heard.as_ref().map(text::heard);
    let dismiss = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Heard))
    };
    const LISTED: usize = 20;
    html! {
        <div class={classes!("notice", said.is_none().then_some("hidden"))}>
            <p role="status">{ said.as_ref().map(|(line, _)| line.clone()).unwrap_or_default() }</p>
            if let Some((_, lines)) = said {
                if !lines.is_empty() {
                    <ul>
                        { for lines.iter().take(LISTED).map(|line| html! { <li key={line.clone()}>{ line.clone() }</li> }) }
                        if LISTED < lines.len() {
                            <li>{ text::further(lines.len() - LISTED) }</li>
                        }
                    </ul>
                }
                <button class="button button--quiet" type="button" onclick={dismiss}>{ text::DISMISS }</button>
            }
        </div>
    }
}

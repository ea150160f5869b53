//! What could not be read of the link that was opened: said once, and dismissed with a click.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::focus_first_choice;
use crate::state::{Action, State};
use crate::words;

/// The list; empty and hidden when there is nothing to say.
pub(crate) fn link_problems(state: &State, dispatch: &Dispatch) -> Html {
    let (problems, unknown) = (&state.link_problems, state.unknown_keys());
    let dismiss = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            // The button goes away; the focus must not go with it.
            focus_first_choice(&event);
            dispatch.emit(Action::DismissLinkProblems);
        })
    };
    let nothing = problems.is_empty() && unknown.is_none();
    html! {
        <section class={classes!("notice", nothing.then_some("hidden"))} role="status">
            if !problems.is_empty() {
                <p>{ words::LINK_PROBLEMS }</p>
                <ul>
                    { for problems.iter().enumerate().map(|(index, problem)| html! {
                        <li key={index}>{ words::problem_line(problem) }</li>
                    }) }
                </ul>
            }
            if let Some(unknown) = unknown {
                <p>{ unknown }</p>
            }
            <button class="button button--quiet" type="button" onclick={dismiss}>{ words::DISMISS }</button>
        </section>
    }
}

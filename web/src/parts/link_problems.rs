//! What could not be read of the link that was opened: said once, and dismissed with a click.

use precopy_model::problem::Problem;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::state::Action;
use crate::words;

/// What the list is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) problems: Vec<Problem>,
    /// Keys that this version does not know, in words.
    pub(crate) unknown: Option<String>,
    pub(crate) dispatch: Dispatch,
}

#[component(LinkProblems)]
pub(crate) fn link_problems(props: &Props) -> Html {
    let dismiss = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_| dispatch.emit(Action::DismissLinkProblems))
    };
    let nothing = props.problems.is_empty() && props.unknown.is_none();
    html! {
        <section class={classes!("notice", nothing.then_some("hidden"))} role="status">
            if !props.problems.is_empty() {
                <p>{ words::LINK_PROBLEMS }</p>
                <ul>
                    { for props.problems.iter().enumerate().map(|(index, problem)| html! {
                        <li key={index}>{ words::problem_line(problem) }</li>
                    }) }
                </ul>
            }
            if let Some(unknown) = &props.unknown {
                <p>{ unknown }</p>
            }
            <button class="button button--quiet" type="button" onclick={dismiss}>{ words::DISMISS }</button>
        </section>
    }
}

//! What would make the chosen plan better, each with what it comes to and a button; and what applications want of the ports.

use std::cell::Cell;
use std::rc::Rc;

use precopy_model::plan::advice::{Advice, Figures};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::planner::advise;
use crate::plan::app::Dispatch;
use crate::plan::state::Action;
use crate::plan::state::applied::can_be;
use crate::plan::state::case::Case;
use crate::plan::state::contention::compared;
use crate::plan::state::outcome::Outcome;
use crate::plan::words::advice as text;

/// So many are told.
const LISTED: usize = 6;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    /// The plan; none while it is not settled.
    pub(super) outcome: Option<Rc<Outcome>>,
    pub(super) readonly: bool,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(AdvicePart)]
pub(super) fn advice_part(props: &Props) -> Html {
    let found = use_state(|| None::<(Rc<Outcome>, Vec<Advice>)>);
    {
        let found = found.setter();
        use_effect_with(props.outcome.clone(), move |outcome| {
            let wanted = Rc::new(Cell::new(true));
            if let Some(outcome) = outcome.clone() {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    if let Some(all) = advise(Rc::clone(&outcome), wanted).await {
                        found.set(Some((outcome, all)));
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let head = format!("precopy{}-plan-advice", props.instance);
    let is_now = found.as_ref().is_some_and(|(outcome, _)| props.outcome.as_ref() == Some(outcome));
    html! {
        <section class="planner__part" aria-labelledby={head.clone()}>
            <h3 id={head} class="pages__head3">{ text::HEAD }</h3>
            <p class={classes!("pages__quiet", is_now.then_some("hidden"))} role="status">{ if is_now { "" } else { text::TRYING } }</p>
            if let Some((outcome, all)) = &*found {
                if all.is_empty() {
                    <p class="pages__quiet">{ text::NOTHING }</p>
                } else {
                    <ul class="planner__advice">
                        { for all.iter().take(LISTED).map(|one| row(one, outcome, props)) }
                    </ul>
                }
            }
        </section>
    }
}

fn row(advice: &Advice, outcome: &Outcome, props: &Props) -> Html {
    let case = &outcome.case;
    let what = text::change(&advice.change, &case.site);
    let apply = {
        let (dispatch, change) = (props.dispatch.clone(), advice.change.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Apply(change.clone())))
    };
    let now = Figures::of(&outcome.timeline, 0);
    html! {
        <li key={what.clone()}>
            <strong>{ what.clone() }</strong>
            <span class="pages__quiet">{ text::comes_to(advice, &now) }</span>
            if can_be(&advice.change, case) && !props.readonly {
                <button class="button" type="button" aria-label={format!("{}: {what}", text::APPLY)} onclick={apply}>{ text::APPLY }</button>
            }
        </li>
    }
}

/// The chosen techniques against all pre-copy and all post-copy; nothing where no application sends anything.
pub(super) fn contention(case: &Case) -> Html {
    let all = compared(case);
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class="planner__part">
            <h3 class="pages__head3">{ text::CONTENTION }</h3>
            <p class="pages__quiet">{ text::CONTENTION_LINE }</p>
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::CONTENTION}>
                <table class="scores__table contention">
                    <thead><tr>{ for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr></thead>
                    <tbody>
                        { for all.into_iter().map(|one| html! {
                            <tr key={text::techniques(one.techniques)}
                                class={(one.techniques == case.told.techniques).then_some("ways__row--chosen")}>
                                <th scope="row">{ text::techniques(one.techniques) }</th>
                                <td>{ text::rate_text(one.source) }</td>
                                <td>{ text::rate_text(one.destination) }</td>
                                <td><strong>{ text::rate_text(one.source.max(one.destination)) }</strong></td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

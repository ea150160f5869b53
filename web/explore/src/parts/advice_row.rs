//! A piece of advice: what to change, what that promises and costs, and buttons to try it and to see the setting.

use precopy_model::explore::{Advice, Measure, Who};
use precopy_model::scenario::Checked;
use yew::prelude::*;

use super::setting::Setting;
use crate::words::advice as words;
use crate::words::figures::{self, pair, sorted};

/// Numbers that a row has room for.
const MEASURES: [Measure; 2] = [Measure::Downtime, Measure::MigrationTime];

/// What a row is given.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) advice: Advice,
    /// Who was asked for it.
    pub(super) asked: Who,
    /// The scenario that it is given for.
    pub(super) scenario: Checked,
    /// The name of the row in the document.
    pub(super) id: String,
    pub(super) open: bool,
    pub(super) apply: Callback<Advice>,
    /// Shows its setting, or hides it.
    pub(super) toggle: Callback<Advice>,
}

/// The heads of the numbers; each number says its own for those who do not see them.
pub(super) fn heads() -> Html {
    html! {
        <p class="advice__heads" aria-hidden="true">
            { for MEASURES.map(|one| html! { <span>{ figures::measure(one) }</span> }) }
        </p>
    }
}

/// A row.
#[component(AdviceRow)]
pub(super) fn advice_row(props: &Props) -> Html {
    let Props { advice, asked, scenario, id, open, .. } = props;
    let [bound, expected] = sorted(advice.promised_by, &advice.promised, &advice.other);
    let tell = |callback: &Callback<Advice>| {
        let (callback, advice) = (callback.clone(), advice.clone());
        Callback::from(move |_: MouseEvent| callback.emit(advice.clone()))
    };
    let title_id = format!("{id}-title");
    html! {
        <li class="advice__row">
            <div class="advice__what">
                <span class="advice__title" id={title_id.clone()}>{ words::title(&advice.changes, scenario) }</span>
                <span class="explore__quiet">{ words::cost(advice, *asked) }</span>
            </div>
            { for MEASURES.map(|one| {
                let [large, small] = pair(bound, expected, one);
                html! {
                    <p class="advice__number">
                        <span class="advice__name">{ figures::measure(one) }{ " " }</span>
                        <span>{ large }</span>
                        <small>{ small }</small>
                    </p>
                }
            }) }
            <p class="advice__buttons">
                <button class="button" type="button" aria-describedby={title_id.clone()} onclick={tell(&props.apply)}>
                    { words::APPLY }
                </button>
                <button
                    class="button button--quiet" type="button" aria-expanded={open.to_string()} aria-describedby={title_id}
                    onclick={tell(&props.toggle)}>
                    { words::SETTING }
                </button>
            </p>
            if *open {
                <Setting changes={advice.changes.clone()} scenario={advice.scenario.clone()} />
            }
        </li>
    }
}

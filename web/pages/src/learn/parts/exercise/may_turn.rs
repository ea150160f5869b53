//! Which inputs students may turn.

use precopy_formats::fields::Row;
use precopy_formats::link;
use yew::prelude::*;

use super::Around;
use super::field::{faults, faults_id};
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Checked, Draft, Place};
use crate::learn::state::exercise::turning::{offered, said};
use crate::learn::words::exercise as words;

/// The part.
pub(super) fn may_turn(draft: &Draft, checked: &Checked, given: &Around) -> Html {
    if draft.is_told {
        return Html::default();
    }
    let inputs = link::parse(&draft.scenario).inputs;
    let [first, others] = offered(&inputs);
    // What is chosen and cannot be offered here could otherwise not be taken back.
    let is_offered = |key: &str| first.iter().chain(&others).any(|row| row.key == key);
    let strange: Vec<&String> = draft.turn.iter().filter(|key| !is_offered(key)).collect();
    let is_open = others.iter().any(|row| draft.turn.iter().any(|key| key == row.key));
    let one = |row: &&'static Row| {
        let value = said(row, &inputs.effective(row.field).0);
        check(row.key, row.field.name(), &value, draft, given)
    };
    html! {
        <fieldset class="compose__part" aria-describedby={faults_id(Place::Turn, given)}>
            <legend>{ words::MAY_TURN }</legend>
            <div class="compose__checks">
                { for first.iter().map(one) }
                { for strange.into_iter().map(|key| check(key, key, "", draft, given)) }
            </div>
            <details class="lesson__numbers" open={is_open}>
                <summary>{ words::MORE }</summary>
                <div class="compose__checks">{ for others.iter().map(one) }</div>
            </details>
            <p class="pages__quiet">{ words::MAY_TURN_LINE }</p>
            { faults(checked, Place::Turn, given) }
        </fieldset>
    }
}

fn check(key: &str, name: &str, value: &str, draft: &Draft, given: &Around) -> Html {
    let id = given.id(&format!("turn-{key}"));
    let on_change = {
        let (given, key) = (given.clone(), key.to_owned());
        Callback::from(move |_: Event| given.change(Change::MayTurn(key.clone())))
    };
    html! {
        <div key={key.to_owned()} class="compose__check">
            <input id={id.clone()} type="checkbox" checked={draft.turn.iter().any(|known| known == key)} onchange={on_change} />
            <label for={id}>{ name }<small>{ value }</small></label>
        </div>
    }
}

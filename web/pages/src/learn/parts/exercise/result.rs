//! What the model says of a draft, and what is left to do.

use yew::prelude::*;

use super::Around;
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::Checked;
use crate::learn::state::exercise::solving::From;
use crate::learn::words::exercise as words;

/// The part.
pub(super) fn result(checked: &Checked, given: &Around) -> Html {
    let mut left: Vec<String> = Vec::new();
    for (place, _) in &checked.faults {
        let name = words::place(*place).to_owned();
        if !left.contains(&name) {
            left.push(name);
        }
    }
    let said = checked.at_start.as_ref().map_or_else(|| words::NOTHING_YET.to_owned(), words::at_start);
    html! {
        <section class="compose__result" aria-label={words::RESULT}>
            <h3 class="pages__head3">{ words::RESULT }</h3>
            <div role="status">
                <p class="compose__said">{ said }</p>
                <p class="pages__quiet">{ words::reach(&checked.reach).unwrap_or_default() }</p>
                if checked.exercise.is_none() {
                    <p><strong>{ words::LEFT }{ ": " }</strong>
                        { if left.is_empty() { words::ASK_SOMETHING.to_owned() } else { words::mend(&left) } }
                    </p>
                }
            </div>
            if let Some((exercise, _)) = &checked.exercise {
                <div class="lesson__foot">
                    { given.button(words::TRY_IT, Change::Open(std::rc::Rc::new(exercise.clone()), From::Draft)) }
                </div>
            }
        </section>
    }
}

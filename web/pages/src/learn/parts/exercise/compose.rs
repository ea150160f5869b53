//! The form of a teacher, and beside it what comes of it.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{LONGEST, Model};
use yew::prelude::*;

use super::claims::claims;
use super::field::Field;
use super::give::give;
use super::may_turn::may_turn;
use super::result::result;
use super::start::start;
use super::{Around, Head};
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Checked, Draft, Place, Text};
use crate::learn::words::exercise as words;
use crate::parts::pick::choice;

/// The page.
pub(super) fn page(draft: &Draft, given: &Around) -> Html {
    html! { <Compose draft={draft.clone()} given={Parts(given.clone())} /> }
}

/// What is given, which is the same while its texts are.
#[derive(Clone)]
struct Parts(Around);

impl PartialEq for Parts {
    fn eq(&self, other: &Self) -> bool {
        self.0.instance == other.0.instance
            && self.0.calculator == other.0.calculator
            && self.0.contents.is_some() == other.0.contents.is_some()
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    draft: Draft,
    given: Parts,
}

#[component(Compose)]
fn compose(props: &Props) -> Html {
    let Props { draft, given: Parts(given) } = props;
    let model = use_memo((), |()| RefCell::new(Model::default()));
    let checked = use_memo(draft.clone(), |draft| Rc::new(draft.checked(&mut model.borrow_mut())));
    let checked: &Checked = &checked;
    let [title, ask, hint] = LONGEST;
    let text = |place: Place, text: Text, value: &str, placeholder: &'static str, rows: u32, most: usize| {
        Field { place, text, value, placeholder, rows, most: Some(most) }.html(checked, given)
    };
    let is_told = {
        let given = given.clone();
        Callback::from(move |is_told: bool| given.change(Change::IsTold(is_told)))
    };
    let [set, tell] = words::TASKS;
    html! {
        <article class="compose">
            <div class="compose__head">
                <Head text={words::FORM} />
                <p class="pages__quiet">{ words::FORM_LINE }</p>
            </div>
            <div class="compose__form">
                { text(Place::Title, Text::Title, &draft.title, "", 1, title) }
                { text(Place::Ask, Text::Ask, &draft.ask, words::ASK_EXAMPLE, 3, ask) }
                { start(draft, checked, given) }
                <fieldset class="compose__part">
                    <legend>{ words::TASK }</legend>
                    { choice(words::TASK, &[false, true], draft.is_told, move |is_told| if is_told { tell } else { set }, &is_told) }
                    if draft.is_told { <p class="pages__quiet">{ words::NOTHING_TURNS }</p> }
                </fieldset>
                { may_turn(draft, checked, given) }
                { claims(draft, checked, given) }
                { text(Place::Hint, Text::Hint, &draft.hint, "", 2, hint) }
            </div>
            <div class="compose__side">
                { result(checked, given) }
                if let Some((exercise, fragment)) = &checked.exercise {
                    { give(draft, exercise, fragment, given) }
                }
            </div>
        </article>
    }
}

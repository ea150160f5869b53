//! Fields of the form: a name, what is typed, and what is wrong with it.

use precopy_base::browser::events::{area_text, input_value};
use precopy_base::words::problem_line;
use precopy_model::problem::Problem;
use yew::prelude::*;

use super::Around;
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Checked, Place, Text};
use crate::learn::words::exercise as words;

/// What is wrong at a place.
pub(super) fn at(checked: &Checked, place: Place) -> Vec<&Problem> {
    checked.faults.iter().filter(|(known, _)| *known == place).map(|(_, problem)| problem).collect()
}

/// The name of the list of faults of a place.
pub(super) fn faults_id(place: Place, given: &Around) -> String {
    given.id(&format!("faults-{place:?}").to_ascii_lowercase())
}

/// The faults of a place; their line is there before there are any, so that nothing moves.
pub(super) fn faults(checked: &Checked, place: Place, given: &Around) -> Html {
    html! {
        <div id={faults_id(place, given)} class="exercise__faults">
            { for at(checked, place).into_iter().map(|problem| html! { <p class="exercise__fault">{ problem_line(problem) }</p> }) }
        </div>
    }
}

/// A text of the form, of one line or more.
pub(super) struct Field<'a> {
    pub(super) place: Place,
    pub(super) text: Text,
    pub(super) value: &'a str,
    pub(super) placeholder: &'static str,
    /// Lines of its box; one is no area.
    pub(super) rows: u32,
    /// The most characters; none: no matter.
    pub(super) most: Option<usize>,
}

impl Field<'_> {
    /// The field with its faults.
    pub(super) fn html(&self, checked: &Checked, given: &Around) -> Html {
        html! { <div class="compose__field">{ self.bare(checked, given) }{ faults(checked, self.place, given) }</div> }
    }

    /// The field alone: its faults stand elsewhere.
    pub(super) fn bare(&self, checked: &Checked, given: &Around) -> Html {
        let name = words::text(self.text);
        let id = given.id(&format!("text-{:?}", self.text).to_ascii_lowercase());
        let is_wrong = !at(checked, self.place).is_empty();
        let write = {
            let (given, text) = (given.clone(), self.text);
            move |typed: Option<String>| {
                if let Some(typed) = typed {
                    given.change(Change::Write(text, typed));
                }
            }
        };
        let on_input = if self.rows == 1 {
            Callback::from(move |event: InputEvent| write(input_value(&event)))
        } else {
            Callback::from(move |event: InputEvent| write(area_text(&event)))
        };
        let described = faults_id(self.place, given);
        let used = self.value.trim().chars().count();
        html! {
            <div class="exercise__field">
                <label for={id.clone()}>{ name }</label>
                if self.rows == 1 {
                    <input
                        {id} class="exercise__text" type="text" autocomplete="off" value={self.value.to_owned()} placeholder={self.placeholder}
                        aria-invalid={is_wrong.to_string()} aria-describedby={described} oninput={on_input} />
                } else {
                    <textarea
                        {id} class="exercise__text" rows={self.rows.to_string()} value={self.value.to_owned()} placeholder={self.placeholder}
                        aria-invalid={is_wrong.to_string()} aria-describedby={described} oninput={on_input} />
                }
                if let Some(most) = self.most.filter(|most| most * 3 / 4 < used) {
                    <p class="pages__quiet">{ words::letters(used, most) }</p>
                }
            </div>
        }
    }
}

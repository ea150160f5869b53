//! Where students begin: the calculator's scenario, that of a link, or a lesson's exercise.

use std::rc::Rc;

use precopy_base::browser::events::{changed_text, chosen_word};
use precopy_base::words::{problem_line, scenario_line};
use precopy_formats::lessons::{Exercise, Model};
use precopy_formats::link;
use precopy_formats::uncertain::Varied;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Around;
use super::field::{at, faults, faults_id};
use crate::browser::lessons;
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Checked, Draft, Place};
use crate::learn::words::exercise as words;

/// The part.
pub(super) fn start(draft: &Draft, checked: &Checked, given: &Around) -> Html {
    let parsed = link::parse(&draft.scenario);
    let varies = Varied::of_link(&parsed.others).0.inputs().next().is_some();
    let take = given.click(Change::Paste(format!("#{}", given.calculator.trim_start_matches('#'))));
    let id = given.id("paste");
    let on_paste = {
        let given = given.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = changed_text(&event).filter(|text| !text.trim().is_empty()) {
                given.change(Change::Paste(text));
            }
        })
    };
    let pasted = draft.refused.as_ref().map_or("", |(text, _)| text.as_str()).to_owned();
    let is_wrong = draft.refused.is_some() || !at(checked, Place::Scenario).is_empty();
    html! {
        <fieldset class="compose__part">
            <legend>{ words::SCENARIO }</legend>
            <p class="compose__scenario">{ scenario_line(&parsed.inputs) }</p>
            if varies { <p class="pages__quiet">{ words::VARIES }</p> }
            <div class="lesson__foot"><button class="button" type="button" onclick={take}>{ words::TAKE }</button></div>
            <div class="exercise__field">
                <label for={id.clone()}>{ words::PASTE }</label>
                <input
                    {id} class="exercise__text" type="text" autocomplete="off" spellcheck="false" value={pasted} placeholder={words::PASTE_EXAMPLE}
                    aria-invalid={is_wrong.to_string()} aria-describedby={faults_id(Place::Scenario, given)} onchange={on_paste} />
                if let Some((_, problem)) = &draft.refused {
                    <p class="exercise__fault" role="alert">{ problem_line(problem) }</p>
                }
                { faults(checked, Place::Scenario, given) }
            </div>
            { of_lessons(given) }
        </fieldset>
    }
}

/// The exercises of lessons.
fn of_lessons(given: &Around) -> Html {
    let Some(contents) = &given.contents else { return Html::default() };
    let id = given.id("of-lesson");
    let on_change = {
        let given = given.clone();
        Callback::from(move |event: Event| {
            if let Some(id) = chosen_word(&event).filter(|id| !id.is_empty()) {
                compose_from(id, given.clone());
            }
        })
    };
    html! {
        <div class="exercise__field">
            <label for={id.clone()}>{ words::FROM_LESSON }</label>
            <select {id} class="exercise__list" onchange={on_change}>
                <option value="" selected=true>{ words::CHOOSE }</option>
                { for contents.lessons.iter().map(|lesson| html! {
                    <option key={lesson.id.clone()} value={lesson.id.clone()}>{ &lesson.title }</option>
                }) }
            </select>
        </div>
    }
}

/// Fetches a lesson, and composes from its exercise.
fn compose_from(id: String, given: Around) {
    spawn_local(async move {
        let Some(lesson) = lessons::lesson(&id).await else { return };
        let mut model = Model::default();
        model.learn(lesson.scores.clone());
        let exercise = Exercise::of_lesson(&Rc::clone(&lesson), &mut model);
        if let Ok(exercise) = exercise {
            given.change(Change::Compose(Box::new(Draft::of(&exercise))));
        }
    });
}

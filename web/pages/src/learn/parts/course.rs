//! Below the list of lessons: the course as one file, to save.

use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::lessons;
use crate::learn::words;

/// How far the file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Offered,
    Fetching,
    Missing,
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Gives a file: its name, its type, its text.
    pub(super) save: Callback<(&'static str, &'static str, String)>,
}

/// The button, with what it gives.
#[component(CourseSaved)]
pub(super) fn course(props: &Props) -> Html {
    let state = use_state_eq(|| Course::Offered);
    // A second press while the first is being answered fetches nothing.
    let is_busy = use_mut_ref(|| false);
    let on_click = {
        let (state, save) = (state.setter(), props.save.clone());
        Callback::from(move |_: MouseEvent| {
            if is_busy.replace(true) {
                return;
            }
            let (state, save, is_busy) = (state.clone(), save.clone(), Rc::clone(&is_busy));
            state.set(Course::Fetching);
            spawn_local(async move {
                let text = lessons::course().await;
                is_busy.replace(false);
                state.set(if text.is_some() { Course::Offered } else { Course::Missing });
                if let Some(text) = text {
                    save.emit((lessons::COURSE, "text/html", text));
                }
            });
        })
    };
    html! {
        <section class="exercises" aria-label={words::COURSE}>
            <div class="lesson__foot lesson__foot--line">
                <button
                    class="button lessons__course" type="button" onclick={on_click}
                    aria-disabled={(*state == Course::Fetching).then_some("true")}>
                    { if *state == Course::Fetching { words::COURSE_FETCHING } else { words::COURSE } }
                </button>
                <span class="pages__quiet" role="status">
                    { if *state == Course::Missing { words::COURSE_MISSING } else { "" } }
                </span>
            </div>
            <p class="pages__quiet">{ words::COURSE_LINE }</p>
        </section>
    }
}

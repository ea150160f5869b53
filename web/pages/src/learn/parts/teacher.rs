//! What a lesson says to whoever teaches it.

use precopy_formats::lessons::Lesson;
use yew::prelude::*;

use super::exercise::of_lesson;
use super::text::With;
use crate::learn::words;

/// The note.
pub(super) fn teacher(lesson: &Lesson, with: &With) -> Html {
    let teacher = &lesson.teacher;
    html! {
        <details class="lesson__teacher">
            <summary>{ words::TEACHER }</summary>
            <p>{ &teacher.aim }</p>
            <p class="pages__quiet">{ words::in_class(teacher.minutes) }</p>
            <h3 class="pages__head3">{ words::MISCONCEPTIONS }</h3>
            <ul>{ for teacher.misconceptions.iter().map(|one| html! { <li>{ one }</li> }) }</ul>
            <h3 class="pages__head3">{ words::EXERCISE }</h3>
            <p>{ with.text(&teacher.exercise.ask) }</p>
            <p class="pages__quiet">{ &teacher.exercise.hint }</p>
            { of_lesson(lesson, with) }
        </details>
    }
}

//! The list of lessons, with the ways to the gallery and to the formula sheet.

use precopy_formats::lessons::{Contents, Listed};
use yew::prelude::*;

use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::view::{GALLERY, SHEET};
use crate::learn::words::{self, gallery, paper};

/// The list.
pub(super) fn list(contents: &Contents, dispatch: &Dispatch) -> Html {
    html! {
        <>
            <ol class="lessons">{ for contents.lessons.iter().map(|lesson| item(lesson, dispatch)) }</ol>
            <ul class="lessons lessons--more">
                { more(gallery::TITLE, gallery::LINE, GALLERY, dispatch) }
                { more(words::SHEET, paper::SHEET_LINE, SHEET, dispatch) }
            </ul>
        </>
    }
}

/// What is no lesson.
fn more(title: &'static str, line: &'static str, key: &'static str, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(Some(key.to_owned()))));
    html! {
        <li class="lessons__item">
            <h3 class="pages__head3">
                <button class="lesson__link" type="button" onclick={on_click}>{ title }</button>
            </h3>
            <p>{ line }</p>
        </li>
    }
}

fn item(lesson: &Listed, dispatch: &Dispatch) -> Html {
    let on_click = {
        let (dispatch, id) = (dispatch.clone(), lesson.id.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(Some(id.clone()))))
    };
    html! {
        <li key={lesson.id.clone()} class="lessons__item">
            <h3 class="pages__head3">
                <button class="lesson__link" type="button" onclick={on_click}>{ &lesson.title }</button>
            </h3>
            <p>{ &lesson.aim }</p>
            <p class="pages__quiet">{ words::minutes(lesson.minutes) }</p>
        </li>
    }
}

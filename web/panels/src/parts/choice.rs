//! A choice of a few words: buttons in a row, one of which is pressed.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::state::Action;

/// The row, with the name of the choice for those who do not see it; `classes` of the row and of its buttons.
pub(super) fn choice<T: Copy + PartialEq + 'static>(
    label: &'static str,
    words: impl IntoIterator<Item = (T, AttrValue)>,
    chosen: T,
    [row, button]: [&'static str; 2],
    dispatch: &Dispatch,
    choose: fn(T) -> Action,
) -> Html {
    let words = words.into_iter().map(|(one, word)| {
        let dispatch = dispatch.clone();
        let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(choose(one)));
        html! {
            <button
                key={word.to_string()} class={classes!("button", button)} type="button" aria-pressed={(one == chosen).to_string()}
                onclick={on_click}>
                { word }
            </button>
        }
    });
    html! { <div class={row} role="group" aria-label={label}>{ for words }</div> }
}

/// Words that are known beforehand.
pub(super) fn fixed<T: Copy>(words: &[(T, &'static str)]) -> impl Iterator<Item = (T, AttrValue)> {
    words.iter().map(|&(one, word)| (one, AttrValue::Static(word)))
}

//! A button that is pressed or not, and a row of them.

use yew::prelude::*;

/// A button of a row; what stands before its text is a picture.
pub(crate) fn pick(text: String, pressed: bool, picture: Html, press: impl Fn() + 'static) -> Html {
    let on_click = Callback::from(move |_: MouseEvent| press());
    html! {
        <button key={text.clone()} class="pick" type="button" aria-pressed={pressed.to_string()} onclick={on_click}>
            { picture }{ text }
        </button>
    }
}

/// A row of them with a head.
pub(crate) fn picks(name: &'static str, buttons: Vec<Html>) -> Html {
    html! {
        <div class="picks" role="group" aria-label={name}>
            <p class="picks__name" aria-hidden="true">{ name }</p>
            <div class="picks__row">{ for buttons }</div>
        </div>
    }
}

/// A row of which one is chosen.
pub(crate) fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    all: &[T],
    chosen: T,
    text: impl Fn(T) -> &'static str,
    choose: &Callback<T>,
) -> Html {
    html! {
        <div class="keys choice" role="group" aria-label={name}>
            { for all.iter().map(|&one| {
                let choose = choose.clone();
                let on_click = Callback::from(move |_: MouseEvent| choose.emit(one));
                html! {
                    <button
                        key={text(one)} class="key key--plain" type="button" aria-pressed={(one == chosen).to_string()}
                        onclick={on_click}>
                        { text(one) }
                    </button>
                }
            }) }
        </div>
    }
}

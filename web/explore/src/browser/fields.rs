//! What fields say when a person has done with them.

use web_sys::HtmlInputElement;
use yew::{Event, TargetCast};

/// The text of the input that an event came from.
pub(crate) fn changed_text(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

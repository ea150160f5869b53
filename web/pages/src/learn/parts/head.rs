//! The heading of what is shown: it has the focus when that is opened, so that one reads on from there.

use precopy_base::browser::events::focus;
use yew::prelude::*;

/// The place of the heading.
#[hook]
pub(super) fn use_head() -> NodeRef {
    let head = use_node_ref();
    use_effect_with((), {
        let head = head.clone();
        move |()| focus(&head)
    });
    head
}

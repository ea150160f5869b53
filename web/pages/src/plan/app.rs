//! The root of the page of plans: holds its state.

use yew::prelude::*;

use crate::app::Locked;
use crate::browser::mount::Tell;
use crate::plan::parts::page::page;

/// What the root is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Properties {
    /// Which calculator of the document this belongs to.
    pub(crate) instance: u32,
    /// The calculator's link.
    pub(crate) link: AttrValue,
    /// What may be changed.
    pub(crate) locked: Locked,
    pub(crate) tell: Tell,
}

#[component(Planner)]
pub(crate) fn root(_properties: &Properties) -> Html {
    page()
}

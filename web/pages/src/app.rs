//! The root: the page that is open.

use yew::prelude::*;

use crate::browser::mount::Tell;
use crate::evidence::app::Evidence;
use crate::learn::app::Learn;
use crate::plan::app::Planner;
use crate::records::app::Records;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Many VMs.
    Plan,
    /// Migrations of a person's own site.
    Records,
    /// Lessons.
    Learn,
    /// Recorded migrations.
    Evidence,
}

impl Page {
    /// The page of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "plan" => Some(Self::Plan),
            "records" => Some(Self::Records),
            "learn" => Some(Self::Learn),
            "evidence" => Some(Self::Evidence),
            _ => None,
        }
    }
}

/// What the root is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Properties {
    pub(crate) page: Page,
    /// Which calculator of the document this belongs to.
    pub(crate) instance: u32,
    /// The calculator's link.
    pub(crate) link: AttrValue,
    pub(crate) locked: Locked,
    pub(crate) tell: Tell,
}

/// What may be changed in the calculator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locked {
    /// Everything.
    Nothing,
    /// Some inputs may not, so that nothing can be opened there.
    Inputs,
    /// Nothing, here neither.
    All,
}

impl Locked {
    /// As the page around says it.
    pub(crate) fn named(word: &str) -> Self {
        match word {
            "locked" => Self::Inputs,
            "readonly" => Self::All,
            _ => Self::Nothing,
        }
    }
}

#[component(App)]
pub(crate) fn app(properties: &Properties) -> Html {
    let Properties { page, instance, link, locked, tell } = properties.clone();
    match page {
        Page::Plan => html! { <Planner {instance} {link} {locked} {tell} /> },
        Page::Records => html! { <Records {instance} {link} can_open={locked == Locked::Nothing} {tell} /> },
        Page::Learn => html! { <Learn {instance} {link} {locked} {tell} /> },
        Page::Evidence => html! { <Evidence {instance} locked={locked != Locked::Nothing} {tell} /> },
    }
}

//! A page beside the calculator: what it is given, and what makes a component one.

use yew::html::BaseComponent;
use yew::prelude::*;

use crate::browser::mount::Tell;

/// The root of a page. Each has a program of its own (`web/programs`), so that who opens one does not fetch the others.
pub trait Page: BaseComponent<Properties = Given> {
    /// Its style sheet, which builds on the one of the calculator.
    const SHEET: &'static str;
}

/// What the root of a page is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Given {
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

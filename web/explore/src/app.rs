//! The root: what the page has told, and the parts that answer it.

use std::rc::Rc;

use precopy_base::calculator::Calculator;
use yew::prelude::*;

use crate::parts::advice::AdvicePart;
use crate::parts::compare::Compare;
use crate::parts::export::Export;
use crate::parts::keep::Keep;
use crate::parts::map;
use crate::parts::sensitivity::Sensitivity;
use crate::parts::vary::Vary;
use crate::told::Told;

/// What the root is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Properties {
    /// Which calculator of the document this belongs to.
    pub instance: u32,
    /// The link to what is entered there.
    pub link: String,
    /// Tells the page something.
    pub tell: Callback<Told>,
}

/// What every part is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Asked {
    /// Which calculator of the document this is: part of the names that tie labels to fields.
    pub(crate) instance: u32,
    /// The calculator, as its link says it.
    pub(crate) calculator: Rc<Calculator>,
    /// Tells the page something.
    pub(crate) tell: Callback<Told>,
}

/// What lies below the chart.
#[component(Explore)]
pub fn explore(properties: &Properties) -> Html {
    let calculator = use_memo(properties.link.clone(), |link| Calculator::of_link(link));
    let asked = Asked { instance: properties.instance, calculator, tell: properties.tell.clone() };
    html! {
        <div class="explore">
            { parts(&asked, &properties.link) }
        </div>
    }
}

/// The parts, in the order in which they are read.
fn parts(asked: &Asked, link: &str) -> Html {
    html! {
        <>
            <AdvicePart ..asked.clone() />
            <Sensitivity ..asked.clone() />
            { map(asked) }
            <Vary asked={asked.clone()} link={link.to_owned()} />
            <Compare ..asked.clone() />
            <div class="explore__pair">
                <Keep ..asked.clone() />
                <Export ..asked.clone() />
            </div>
        </>
    }
}

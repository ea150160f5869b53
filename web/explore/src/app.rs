//! The root: what the page has told, and the parts that answer it.

use std::rc::Rc;

use precopy_base::calculator::Calculator;
use yew::prelude::*;

use crate::told::Told;
use crate::words;

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
            { parts(&asked) }
        </div>
    }
}

/// The parts, in the order in which they are read.
fn parts(_: &Asked) -> Html {
    html! { <h2 class="explore__head">{ words::NAME }</h2> }
}

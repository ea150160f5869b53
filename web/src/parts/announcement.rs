//! Says the result to those who hear the page: once a change has come to rest, never while a slider moves, and never at the
//! start.

use std::rc::Rc;

use precopy_formats::targets::Targets;
use yew::prelude::*;

use crate::browser::rest::Rest;
use crate::state::{Curves, Results};
use crate::words;

/// What the announcement is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) results: Rc<Results>,
    /// Which of the two that answer are shown.
    pub(crate) curves: Curves,
    /// What is wanted.
    pub(crate) targets: Targets,
}

#[component(Announcement)]
pub(crate) fn announcement(props: &Props) -> Html {
    let place = use_node_ref();
    let said = use_state(String::new);
    let rest = use_mut_ref(|| None::<Rest>);
    {
        let (place, setter, curves, targets) = (place.clone(), said.setter(), props.curves, props.targets);
        use_effect_with(Rc::clone(&props.results), move |results| {
            let mut rest = rest.borrow_mut();
            match rest.as_ref() {
                // The first results are those that the page opens with.
                None => *rest = Some(Rest::default()),
                Some(rest) => {
                    let results = Rc::clone(results);
                    let say = move || {
                        let text = words::chart::announcement(&results, curves);
                        setter.set(text + &words::targets::spoken(&targets, &results, curves));
                    };
                    rest.begin(place, Rc::new(say));
                }
            }
        });
    }
    html! { <p ref={place} class="heard" role="status">{ (*said).clone() }</p> }
}

//! A canvas of a component that is painted when its chart has changed.

use std::rc::Rc;

use yew::prelude::*;

use super::painter::{Painter, Picture};

/// The place for a canvas on which a chart is painted, anew whenever it is another one.
#[hook]
pub fn use_painted<Chart: Clone + PartialEq + 'static>(chart: Chart, picture: fn(Chart) -> Picture) -> NodeRef {
    let place = use_node_ref();
    let painter = use_mut_ref(|| None::<Painter>);
    {
        let (place, painter) = (place.clone(), Rc::clone(&painter));
        use_effect_with((), move |()| {
            *painter.borrow_mut() = place.cast().and_then(Painter::new);
            move || drop(painter.borrow_mut().take())
        });
    }
    use_effect_with(chart, move |chart| {
        if let Some(painter) = painter.borrow().as_ref() {
            painter.show(picture(chart.clone()));
        }
    });
    place
}

//! Where a pointer is in a plot, and where what lies over the plot stands.

use precopy_model::quantity::text::written_out;
use web_sys::{Event, HtmlElement};
use yew::{MouseEvent, NodeRef, PointerEvent, TargetCast};

/// Where across an element a pointer is: 0 at its left edge, 1 at its right one.
pub fn share_across(element: &NodeRef, event: &MouseEvent) -> Option<f64> {
    let place = element.cast::<HtmlElement>()?.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - place.left()) / place.width();
    share.is_finite().then(|| share.clamp(0.0, 1.0))
}

/// Where in an element a pointer is: across from its left edge, upwards from its lower one, as shares of it.
pub fn shares_within(element: &NodeRef, event: &MouseEvent) -> Option<(f64, f64)> {
    let place = element.cast::<HtmlElement>()?.get_bounding_client_rect();
    let up = (place.bottom() - f64::from(event.client_y())) / place.height();
    let across = share_across(element, event)?;
    up.is_finite().then(|| (across, up.clamp(0.0, 1.0)))
}

/// Has all that a pointer does told to an element until it is lifted, also outside of it.
pub fn capture(element: &NodeRef, event: &PointerEvent) {
    if let Some(element) = element.cast::<HtmlElement>() {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// How far below the upper edge of what an element holds a pointer is, in CSS pixels: what is scrolled out of sight counts. None outside of it.
pub fn down_within(element: &NodeRef, event: &MouseEvent) -> Option<f64> {
    let element = element.cast::<HtmlElement>()?;
    let place = element.get_bounding_client_rect();
    let y = f64::from(event.client_y());
    (place.top() <= y && y < place.bottom()).then(|| y - place.top() + f64::from(element.scroll_top()))
}

/// Whether a pointer is on the vertical scroll bar of an element.
pub fn is_on_scroll_bar(element: &NodeRef, event: &MouseEvent) -> bool {
    element.cast::<HtmlElement>().is_some_and(|element| {
        let left = element.get_bounding_client_rect().left() + f64::from(element.client_left());
        left + f64::from(element.client_width()) <= f64::from(event.client_x())
    })
}

/// How far an element is scrolled down, in CSS pixels.
pub fn scrolled(element: &NodeRef) -> f64 {
    element.cast::<HtmlElement>().map_or(0.0, |element| f64::from(element.scroll_top()))
}

/// Scrolls an element by as little as brings what lies between two heights of it into sight.
pub fn scroll_to(element: &NodeRef, (top, bottom): (f64, f64)) {
    let Some(element) = element.cast::<HtmlElement>() else { return };
    let (from, high) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
    if top < from {
        element.set_scroll_top(top as i32);
    } else if from + high < bottom {
        element.set_scroll_top((bottom - high).ceil() as i32);
    }
}

/// Width and height of an element, in CSS pixels.
pub fn size(element: &NodeRef) -> Option<(f64, f64)> {
    let place = element.cast::<HtmlElement>()?.get_bounding_client_rect();
    (0.0 < place.width() && 0.0 < place.height()).then(|| (place.width(), place.height()))
}

/// Sets numbers that the style sheet reckons with. As properties of the element, because a strict content security policy
/// forbids the attribute.
pub fn set_numbers(element: &NodeRef, numbers: &[(&str, f64)]) {
    let Some(element) = element.cast::<HtmlElement>() else { return };
    for (name, number) in numbers {
        let _ = element.style().set_property(name, &written_out(*number));
    }
}

/// Whether the disclosure that an event came from is open.
pub fn is_open(event: &Event) -> bool {
    event.target_dyn_into::<HtmlElement>().is_some_and(|element| element.has_attribute("open"))
}

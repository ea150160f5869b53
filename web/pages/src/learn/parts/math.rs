//! Formulas as MathML.

use precopy_formats::lessons::{Element, Math};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// The attributes that formulas have.
const ATTRIBUTES: [&str; 7] = ["display", "mathvariant", "stretchy", "symmetric", "movablelimits", "width", "class"];

/// A formula.
pub(super) fn math(nodes: &[Math]) -> Html {
    nodes.iter().map(node).collect::<Html>()
}

fn node(math: &Math) -> VNode {
    match math {
        Math::Text(text) => text.clone().into(),
        Math::Element(element) => VNode::from(tag(element)),
    }
}

fn tag(element: &Element) -> VTag {
    let mut tag = VTag::new(element.name.clone());
    for given in &element.attributes {
        if let Some(name) = ATTRIBUTES.into_iter().find(|name| *name == given.name) {
            tag.add_attribute(name, given.value.clone());
        }
    }
    tag.add_children(element.children.iter().map(node));
    tag
}

//! A yew app within the place that an app of another program lends it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::html::BaseComponent;
use yew::{AppHandle, Html, component};

/// Where yew writes on an element which tree it belongs to. Trees are numbered by each program for itself.
const TREE: &str = "__yew_subtree_id";

/// Mounts an app in an element of its own, within one. The page around it is a yew app too, of another program, and each tells by a
/// tree's number whether an event is its own: ours must not have the number of the tree around it.
///
/// # Errors
/// A document that makes no elements.
pub fn mount<App>(element: &Element, properties: &App::Properties) -> Result<(AppHandle<App>, Element), JsValue>
where
    App: BaseComponent,
    App::Properties: Clone,
{
    let document = element.owner_document().ok_or(JsValue::NULL)?;
    let tree = |element: &Element| Reflect::get(element, &TREE.into()).ok().and_then(|number| number.as_f64());
    let around = std::iter::successors(Some(element.clone()), |element| element.parent_element());
    let around = around.into_iter().find_map(|element| tree(&element));
    // Numbers rise by one. An app that is destroyed before it was there comes to life all the same, so that it is an empty one that
    // takes the number which ours must not have.
    while around.is_some() {
        let host = document.create_element("div")?;
        yew::Renderer::<Nothing>::with_root(host.clone()).render().destroy();
        if tree(&host).map(|number| number + 1.0) != around {
            break;
        }
    }
    let host = document.create_element("div")?;
    element.append_child(&host)?;
    let app = yew::Renderer::<App>::with_root_and_props(host.clone(), properties.clone()).render();
    Ok((app, host))
}

/// An app without content.
#[component(Nothing)]
fn nothing() -> Html {
    Html::default()
}

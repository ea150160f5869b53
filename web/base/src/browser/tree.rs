//! A yew app within the place that an app of another program lends it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::AppHandle;
use yew::html::BaseComponent;

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
    loop {
        let host = document.create_element("div")?;
        element.append_child(&host)?;
        let app = yew::Renderer::<App>::with_root_and_props(host.clone(), properties.clone()).render();
        if around.is_none() || tree(&host) != around {
            return Ok((app, host));
        }
        app.destroy();
        host.remove();
    }
}

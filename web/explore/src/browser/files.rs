//! Files that a person opens.

use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};
use yew::{Event, TargetCast};

/// The file that was chosen. The field is emptied, so that the same one can be chosen again.
pub(crate) fn chosen(event: &Event) -> Option<File> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// Whether a file is larger than this.
pub(crate) fn is_larger(file: &File, bytes: usize) -> bool {
    (bytes as f64) < file.size()
}

/// The text of a file; none when it cannot be read.
pub(crate) async fn text(file: File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

//! What a person brings in: files that are chosen or dropped, and what is pasted.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{ClipboardEvent, DragEvent, HtmlInputElement};
use yew::{Event, TargetCast};

/// The file that was chosen. The field is emptied, so that the same one can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The file that was dropped.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Whether files are dragged.
pub fn are_dragged(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// The text that was pasted.
pub fn pasted(event: &web_sys::Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}

/// Whether a file is larger than this.
pub fn is_larger(file: &File, bytes: usize) -> bool {
    (bytes as f64) < file.size()
}

/// The text of a file; none when it cannot be read.
pub async fn text(file: File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

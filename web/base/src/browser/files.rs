//! What a person brings in: files that are chosen or dropped, and what is pasted.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{ClipboardEvent, DragEvent, FileList, HtmlInputElement};
use yew::{Event, TargetCast};

/// The file that was chosen. The field is emptied, so that the same one can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// All files that were chosen. The field is emptied, as above.
pub fn all_chosen(event: &Event) -> Vec<File> {
    let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return Vec::new() };
    let files = all(field.files());
    field.set_value("");
    files
}

/// All files that were dropped.
pub fn all_dropped(event: &DragEvent) -> Vec<File> {
    event.data_transfer().map_or_else(Vec::new, |data| all(data.files()))
}

fn all(list: Option<FileList>) -> Vec<File> {
    list.map_or_else(Vec::new, |list| (0..list.length()).filter_map(|at| list.get(at)).collect())
}

/// Whether what is dragged over something are files.
pub fn are_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
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

/// Some of a file: from one place of its bytes to another; none when it cannot be read.
pub async fn piece(file: &File, from: f64, to: f64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from, to).ok()?;
    let buffer = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The text of a file; none when it cannot be read.
pub async fn text(file: File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

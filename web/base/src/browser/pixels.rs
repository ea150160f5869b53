//! A canvas of plain pixels, which the style sheet makes as large as it likes.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};
use yew::NodeRef;

/// Puts rows of red, green, blue and opacity on a canvas, from the top, which gets so many pixels a row.
pub fn put(canvas: &NodeRef, width: u32, pixels: &[u8]) {
    let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else { return };
    let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(pixels), width) else { return };
    if (canvas.width(), canvas.height()) != (image.width(), image.height()) {
        canvas.set_width(image.width());
        canvas.set_height(image.height());
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
    let context: Option<CanvasRenderingContext2d> = context;
    if let Some(context) = context {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

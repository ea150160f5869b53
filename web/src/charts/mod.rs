//! Drawing, generic over the plotters backend: canvas on screen, SVG on export. No state, no events, no browser.
//!
//! Charts reckon in CSS pixels as floats; [`Pen`] turns them into the backend's whole units, of which there are many to
//! a pixel, so that shallow curves have no stairs.

mod axes;
mod captions;
mod frame;
mod labels;
pub mod landmarks;
#[cfg(test)]
mod legibility;
mod palette;
mod pen;
pub mod poster;
mod range;
pub mod reading;
pub mod remaining;
mod saw;
mod scale;
mod scene;
mod svg;
mod ticks;
pub mod track;

pub use axes::{Axes, Since};
pub use palette::{Colour, Palette};
pub use pen::{Pen, TextMeasure};
pub use range::Range;
pub use scale::Scale;
pub use scene::Scene;
pub use svg::Svg;

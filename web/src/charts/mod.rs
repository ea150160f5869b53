//! Drawing, generic over the plotters backend: canvas on screen, SVG on export. No state, no events, no browser.
//!
//! Charts reckon in CSS pixels as floats; [`Pen`] turns them into the backend's whole units, of which there are many to
//! a pixel, so that shallow curves have no stairs.

mod axes;
mod band;
mod captions;
mod frame;
pub mod handles;
mod labels;
pub mod landmarks;
#[cfg(test)]
mod legibility;
pub mod poster;
pub mod reading;
pub mod remaining;
mod saw;
mod scene;

pub use axes::{Axes, Since};
pub use precopy_base::charts::{Colour, Palette, Pen, Range, Scale, Svg, TextMeasure};
pub use scene::{Drawn, Scene};

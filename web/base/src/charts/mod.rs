//! What all charts are drawn with: a pen that reckons in CSS pixels, the colours of the style sheet, ranges, scales and their marks.
//! Generic over the plotters backend: no state, no events, no browser.

mod palette;
pub mod pen;
pub mod ramp;
mod range;
mod scale;
mod svg;
pub mod ticks;

pub use palette::{Colour, Palette};
pub use pen::{Pen, TextMeasure};
pub use range::{Range, decade};
pub use scale::Scale;
pub use svg::Svg;

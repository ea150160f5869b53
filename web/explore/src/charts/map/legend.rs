//! The legend of the map: the colours with their numbers, and what stands where there is no number.

use plotters_backend::DrawingBackend;
use precopy_base::charts::pen::{Align, Failure, Point};
use precopy_base::charts::{Colour, Palette, Pen};

use super::Scene;
use super::frame::Frame;
use super::pixels::PALED;
use crate::state::map::{Ending, Unit};
use crate::words::map as words;
use precopy_base::charts::ramp::Ramp;

/// Slices of the colours, and how high these and the swatches are.
const SLICES: u32 = 64;
const HIGH: f64 = 9.0;
/// How wide a swatch is, and what is between its lines: as in the style sheet.
const SWATCH: f64 = 18.0;
const APART: f64 = 7.0;

/// Draws what the colours say, and the hatching.
pub(super) fn draw<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    frame: &Frame,
    scene: &Scene,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let name = words::legend(scene.quantity, scene.who);
    pen.text(&name, (4.0, 13.0), Align::Start, palette.ink, (frame.text + 1.0, true))?;
    swatches(pen, frame, scene, palette)?;
    let Some((least, most)) = scene.range else { return Ok(()) };
    let named = 4.0 + pen.text_width(&name, frame.text + 1.0, true) + 24.0;
    let left = named.max(frame.right - 360.0);
    let (wide, top) = (frame.right - left, 7.0);
    let ramp = Ramp::of(palette);
    for slice in 0..SLICES {
        let at = |index: u32| left + wide * f64::from(index) / f64::from(SLICES);
        // A little over the next one, so that no ground shines through.
        let (from, to) = (at(slice), (at(slice + 1) + 0.5).min(frame.right));
        let colour = ramp.colour((f64::from(slice) + 0.5) / f64::from(SLICES));
        pen.area(&[(from, top), (to, top), (to, top + HIGH), (from, top + HIGH)], colour)?;
    }
    let outline = [(left, top), (frame.right, top), (frame.right, top + HIGH), (left, top + HIGH), (left, top)];
    pen.line(&outline, palette.boundary, 1.0)?;
    // The least and the most there is, then the end of the colours, and what fits between them.
    let mut numbers = vec![least, most, scene.tones.max()];
    if scene.tones.is_logarithmic() {
        numbers.extend(Unit::of_quantity(scene.quantity).marks(scene.tones, 5.0));
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for number in numbers {
        let share = scene.tones.share(number);
        let label = words::number(scene.quantity, number);
        let wide_label = pen.text_width(&label, frame.text, false);
        let x = left + wide * share;
        let from = (x - wide_label / 2.0).max(left).min(frame.right - wide_label);
        let place = (from - 4.0, from + wide_label + 4.0);
        if taken.iter().any(|other| place.0 < other.1 && other.0 < place.1) {
            continue;
        }
        taken.push(place);
        mark(pen, (x, top + HIGH), palette.boundary)?;
        pen.text(&label, (from, top + HIGH + 11.0), Align::Start, palette.quiet, (frame.text, false))?;
    }
    Ok(())
}

fn mark<B: DrawingBackend>(pen: &Pen<'_, B>, (x, y): Point, colour: Colour) -> Result<(), Failure<B>> {
    pen.line(&[(x, y), (x, y + 3.0)], colour, 1.0)
}

/// What there is beside numbers, from the right, as far as there is room beside the name of the axis.
fn swatches<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    frame: &Frame,
    scene: &Scene,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let middle = frame.top - 13.0;
    let free_from = 4.0 + pen.text_width(&words::axis(&scene.axes.up), frame.text, false) + 14.0;
    let mut right = frame.right;
    for (ending, name) in scene.endings.iter().rev() {
        let left = right - pen.text_width(name, frame.text, false) - SWATCH - 6.0;
        if left < free_from {
            break;
        }
        pen.text(name, (left + SWATCH + 6.0, middle), Align::Start, palette.quiet, (frame.text, false))?;
        swatch(pen, (left, middle - HIGH / 2.0), *ending, palette)?;
        right = left - 16.0;
    }
    Ok(())
}

fn swatch<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    (left, top): Point,
    ending: Ending,
    palette: &Palette,
) -> Result<(), Failure<B>> {
    let corners = [(left, top), (left + SWATCH, top), (left + SWATCH, top + HIGH), (left, top + HIGH)];
    if ending != Ending::Impossible {
        pen.area(&corners, palette.empty)?;
        let mut start = -APART;
        while start < SWATCH {
            let (from, to) = ((-start).max(0.0), HIGH.min(SWATCH - start));
            let at = |along: f64| (left + start + along, top + HIGH - along);
            if from < to {
                pen.line(&[at(from), at(to)], palette.boundary, 1.0)?;
            }
            start += APART;
        }
    }
    if ending == Ending::Cancelled {
        pen.area(&corners, palette.ground.with_opacity(PALED))?;
    }
    let [start, ..] = corners;
    pen.line(&[corners.as_slice(), &[start]].concat(), palette.boundary, 1.0)
}

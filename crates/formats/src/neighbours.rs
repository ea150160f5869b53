//! Recorded runs as a page needs them that tells how far to trust a prediction: one line each, and no more than that takes.
//!
//! ```text
//! c 6014 2513 2999 50470 5100 30 5128 21 6170 157
//! ```
//!
//! `c` under a cap, `l` on a link; λ, hot set, threshold and working set in bursts, each in ten-thousandths; migration time and downtime, measured, expected and
//! bound, in tenths of a millisecond. Whole numbers, because a reader of others weighs more than the page has to spare.

use precopy_model::quantity::Seconds;
use precopy_model::records::near::{Neighbour, Place};

/// A whole number for each of these in a shape.
const SHAPE_PER_ONE: f64 = 10_000.0;

/// A whole number for each of these in a time.
const PER_SECOND: f64 = 10_000.0;

/// Writes runs, a line each.
#[must_use]
pub fn print(neighbours: &[Neighbour]) -> String {
    let mut text = String::new();
    for Neighbour { place, measured, expected, bound } in neighbours {
        text.push(if place.capped { 'c' } else { 'l' });
        let shape = place.shape.into_iter().map(|number| number * SHAPE_PER_ONE);
        let times = [measured, expected, bound].into_iter().flatten().map(|time| time.as_seconds() * PER_SECOND);
        for number in shape.chain(times) {
            text.push_str(&format!(" {number:.0}"));
        }
        text.push('\n');
    }
    text
}

/// Reads them back; lines that are not like that are left out.
///
/// ```
/// use precopy_formats::neighbours::{print, read};
/// let text = "c 6014 2513 2999 50470 25000 120 24800 110 29000 250\n";
/// let neighbours = read(text);
/// assert_eq!(neighbours[0].measured[0].as_seconds(), 2.5);
/// assert_eq!(print(&neighbours), text);
/// assert!(read("c 1 2 3\nx\n").is_empty());
/// ```
#[must_use]
pub fn read(text: &str) -> Vec<Neighbour> {
    text.split('\n').filter_map(line).collect()
}

fn line(line: &str) -> Option<Neighbour> {
    let mut cells = line.split(' ');
    let capped = match cells.next()? {
        "c" => true,
        "l" => false,
        _ => return None,
    };
    let mut number = || cells.next()?.parse::<u32>().ok().map(f64::from);
    let shape = [number()?, number()?, number()?, number()?].map(|number| number / SHAPE_PER_ONE);
    let mut both = || Some([number()?, number()?].map(|number| Seconds::from_seconds(number / PER_SECOND)));
    let (measured, expected, bound) = (both()?, both()?, both()?);
    cells.next().is_none().then_some(Neighbour { place: Place { capped, shape }, measured, expected, bound })
}

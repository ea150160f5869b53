//! Recorded runs as a page needs them that tells how far to trust a prediction: one line each, and no more than that takes.
//!
//! ```text
//! c 0.6 4.01 3.05 19.8 2.5 0.012 2.48 0.011 2.9 0.025
//! ```
//!
//! `c` under a cap, `l` on a link; λ, hot set, threshold and working set in bursts; migration time and downtime in seconds: measured, expected,
//! bound. Numbers have four digits.

use precopy_model::quantity::Seconds;
use precopy_model::records::near::{Neighbour, Place};

/// Writes runs, a line each.
#[must_use]
pub fn print(neighbours: &[Neighbour]) -> String {
    let mut text = String::new();
    for Neighbour { place, measured, expected, bound } in neighbours {
        text.push(if place.capped { 'c' } else { 'l' });
        let seconds = [measured, expected, bound].into_iter().flatten().map(|seconds| seconds.as_seconds());
        for number in place.shape.into_iter().chain(seconds) {
            text.push(' ');
            text.push_str(&four_digits(number));
        }
        text.push('\n');
    }
    text
}

fn four_digits(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    // The fourth digit is so many places behind the point; a whole number keeps its digits.
    let before = number.abs().log10().floor() as i32 + 1;
    let places = usize::try_from(4 - before).unwrap_or(0).min(7);
    let text = format!("{number:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Reads them back; lines that are not like that are left out.
///
/// ```
/// use precopy_formats::neighbours::{print, read};
/// let text = "c 0.6 4.01 3.05 19.8 2.5 0.012 2.48 0.011 2.9 0.025\n";
/// let neighbours = read(text);
/// assert_eq!(neighbours[0].measured[0].as_seconds(), 2.5);
/// assert_eq!(print(&neighbours), text);
/// assert!(read("c 1 2 3\nx\n").is_empty());
/// ```
#[must_use]
pub fn read(text: &str) -> Vec<Neighbour> {
    text.lines().filter_map(line).collect()
}

fn line(line: &str) -> Option<Neighbour> {
    let mut cells = line.split(' ');
    let capped = match cells.next()? {
        "c" => true,
        "l" => false,
        _ => return None,
    };
    let mut number = || cells.next()?.parse::<f64>().ok().filter(|number| number.is_finite() && 0.0 <= *number);
    let shape = [number()?, number()?, number()?, number()?];
    let mut both = || Some([Seconds::from_seconds(number()?), Seconds::from_seconds(number()?)]);
    let (measured, expected, bound) = (both()?, both()?, both()?);
    cells.next().is_none().then_some(Neighbour { place: Place { capped, shape }, measured, expected, bound })
}

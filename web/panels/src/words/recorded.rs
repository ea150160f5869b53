//! What the panel says of a recorded history.

use precopy_formats::history::{History, Reading};
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, PagesPerSecond};

/// Heads.
pub const HEAD: &str = "Or paste a recorded history";
/// What it is good for, and what is read.
pub const WHAT_IT_IS: &str = "Where somebody has written down, second after second, how much the guest wrote, the simulated loop \
    can follow it. Two columns: seconds, and pages since the line before; with the heading “time,MiB/s” or “time,pages/s”, \
    rates. MB/s and MiB/s are different.";
/// Labels.
pub const BOX: &str = "Recorded history, two columns";
/// In the empty box.
pub const EXAMPLE: &str = "seconds,pages\n1,22000\n2,18000\n3,500";
/// Buttons.
pub const USE: &str = "Use this history";
/// What a screen reader hears of the picture.
pub const PICTURE: &str = "The rate over time; its highest value and its length stand beside it, its mean below";

/// What was read, in a line.
#[must_use]
pub fn summary(text: &str, reading: &Reading) -> String {
    match &reading.history {
        _ if text.trim().is_empty() => super::measure::NOTHING_YET.to_owned(),
        None => "No history could be read.".to_owned(),
        Some(history) => {
            let all = if reading.problems.is_empty() { "" } else { "; not all of the text" };
            let (count, each) = (history.load.phases().len(), short_seconds(history.each));
            format!("{} lines were read: {count} intervals of {each}{all}.", history.lines)
        }
    }
}

/// A rate in pages.
#[must_use]
pub fn pages_per_second(rate: PagesPerSecond) -> String {
    short(Amount::PagesPerSecond(rate))
}

/// Highest and mean rate.
#[must_use]
pub fn rates(history: &History, page: Bytes) -> String {
    format!("At most {}, on average {}.", rate(history.peak, page), rate(history.mean, page))
}

fn rate(rate: PagesPerSecond, page: Bytes) -> String {
    let bytes = Bytes::from_bytes(rate.in_bytes(page).as_bytes_per_second());
    format!("{} ({}/s)", pages_per_second(rate), short(Amount::Bytes(bytes)))
}

/// Said where intervals had to be taken together.
#[must_use]
pub fn coarser(history: &History, page: Bytes) -> String {
    history.lost_peak.map_or_else(String::new, |peak| {
        format!(
            "This is too long for a link: several lines became one interval of {}. The highest line said {}.",
            short_seconds(history.each),
            rate(peak, page)
        )
    })
}

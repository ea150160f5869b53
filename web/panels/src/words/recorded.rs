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

/// Said where intervals had to be taken together, or where equal ones lost the highest rate.
#[must_use]
pub fn coarser(history: &History, page: Bytes) -> String {
    let each = short_seconds(history.each);
    let why = if history.is_coarser {
        format!("This is too long for a link: several lines became one interval of {each}.")
    } else {
        format!("The lines are not equally long: they became equal intervals of {each}.")
    };
    match history.lost_peak {
        Some(peak) => format!("{why} The highest line said {}.", rate(peak, page)),
        None if history.is_coarser => why,
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_formats::history::read;

    #[test]
    fn a_highest_rate_that_is_lost_is_said() {
        let page = Bytes::from_bytes(4096.0);
        let said = |text: &str| coarser(&read(text, page).history.unwrap(), page);
        assert_eq!(said("1,25600\n2,0"), "");
        assert_eq!(
            said("10,0 pages/s\n11.5,0 pages/s\n13,0 pages/s\n14,25600 pages/s\n15.5,0 pages/s"),
            "The lines are not equally long: they became equal intervals of 1 s. The highest line said 25,600 pages/s (100 MiB/s)."
        );
        let even: String = (1..=20_000).map(|second| format!("{second},100\n")).collect();
        assert!(said(&even).ends_with("became one interval of 19.5 s."), "{}", said(&even));
        let uneven: String = (1..=20_000).map(|second| format!("{second},{}\n", second % 9 * 100)).collect();
        assert!(said(&uneven).ends_with(" The highest line said 800 pages/s (3.12 MiB/s)."), "{}", said(&uneven));
    }
}

//! The heads of tables that are taken away: names for programs, with their units.

use precopy_model::quantity::text::Amount;

/// Of the curves.
pub const CURVE: [&str; 5] = ["time_s", "bound_pages", "expected_pages", "paper_pages", "page_size_bytes"];
/// Of the rounds.
pub const ROUNDS: [&str; 11] = [
    "round",
    "start_s",
    "end_s",
    "known_pages",
    "sent_pages",
    "dirtied_pages",
    "left_pages",
    "threshold_pages",
    "throttle_share",
    "then",
    "page_size_bytes",
];
/// Of the map, after its two inputs.
pub const MAP: [&str; 7] =
    ["predictor", "outcome", "downtime_s", "migration_time_s", "data_bytes", "brownout_s", "rounds"];
/// Of the comparison.
pub const UNIT: &str = "Unit";
/// Of the comparison.
pub const DIFFERS: &str = "Differs";
/// It does.
pub const YES: &str = "yes";
/// It does not.
pub const NO: &str = "no";

/// The unit of an amount's number.
#[must_use]
pub const fn unit(amount: Amount) -> &'static str {
    match amount {
        Amount::Bytes(_) => "bytes",
        Amount::Pages(_) => "pages",
        Amount::PagesPerSecond(_) => "pages/s",
        Amount::BytesPerSecond(_) => "bytes/s",
        Amount::BitsPerSecond(_) => "bit/s",
        Amount::Seconds(_) => "s",
        Amount::Share(_) | Amount::Count(_) | Amount::Unlimited => "",
    }
}

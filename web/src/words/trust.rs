//! What recorded migrations say of a prediction.

use precopy_model::quantity::text::{short_seconds, with_places};
use precopy_model::records::near::Near;

/// They could not be fetched.
pub const MISSING: &str = "Recorded migrations could not be loaded.";

/// None is like this one.
pub const NONE: &str = "No recorded runs near this scenario.";

/// How far off predictions were for migrations like this one.
#[must_use]
pub fn said(near: Option<&Near>) -> String {
    let Some(Near { runs, time_error_share, downtime_error, bound_held }) = near else { return NONE.to_owned() };
    format!(
        "{runs} recorded runs are near this scenario. What was expected was {} off in the median for the migration time, {} for the downtime; \
         the bound held in {bound_held} of {runs}.",
        percent(*time_error_share),
        short_seconds(*downtime_error)
    )
}

/// "0.6 %": two digits are enough.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    format!("{} %", with_places(percent, if percent < 9.95 { 1 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use precopy_model::quantity::Seconds;

    use super::*;

    #[test]
    fn what_is_near_is_told_with_its_error() {
        let near = Near {
            runs: 12,
            time_error_share: 0.0104,
            downtime_error: Seconds::from_milliseconds(5.0),
            bound_held: 11,
        };
        assert_eq!(
            said(Some(&near)),
            "12 recorded runs are near this scenario. What was expected was 1.0 % off in the median for the migration time, 5 ms for the \
             downtime; the bound held in 11 of 12."
        );
        assert_eq!(said(None), NONE);
    }
}

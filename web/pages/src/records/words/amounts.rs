//! Numbers of logs for the eye.

use precopy_model::quantity::text::{grouped, with_places};

/// "1 migration", "12 migrations".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as f64), if count == 1 { one } else { many })
}

/// A share as a percentage: "3.9 %", "61 %".
#[must_use]
pub fn percent(share: f64) -> String {
    let share = share * 100.0;
    let places = if share < 9.95 || (90.0..99.95).contains(&share) { 1 } else { 0 };
    format!("{} %", with_places(share, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([counted(1, "row", "rows"), counted(1200, "row", "rows")], ["1 row", "1,200 rows"]);
        assert_eq!([0.039, 0.61, 0.0, 1.0, 0.996].map(percent), ["3.9 %", "61 %", "0.0 %", "100 %", "99.6 %"]);
    }
}

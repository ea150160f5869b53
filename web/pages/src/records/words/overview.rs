//! The answer in figures and in a sentence.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{grouped, short_seconds};
use precopy_model::records::log::{CONFIDENCE, Ended, Rate};

use super::amounts::{counted, percent};
use crate::records::state::looked_at::LookedAt;

/// Name of the part.
pub const IN_SHORT: &str = "In short";
/// Where a log does not say it.
const NOT_SAID: &str = "–";

/// Name, number and a line.
#[must_use]
pub fn figures(looked: Option<&LookedAt>) -> [(&'static str, String, String); 4] {
    let waits = || (NOT_SAID.to_owned(), String::new());
    let count =
        looked.map_or_else(waits, |looked| (grouped(looked.places.len() as f64), ended(looked.failures.ended())));
    let failed = looked.map_or_else(waits, |looked| {
        let rate = looked.failures.ended().rate();
        (rate.share().map_or_else(|| NOT_SAID.to_owned(), percent), interval(&rate))
    });
    let time = |share: f64| looked.and_then(|looked| looked.times.quantile(share));
    let said = |time: Option<Seconds>| time.map_or_else(|| NOT_SAID.to_owned(), short_seconds);
    let longest = looked.and_then(|looked| looked.times.longest());
    let middle = time(0.9).map_or_else(String::new, |time| format!("nine of ten within {}", short_seconds(time)));
    let all = looked.map_or_else(String::new, |looked| format!("{} together", short_seconds(looked.times.total())));
    [
        ("Migrations", count.0, count.1),
        ("Failed", failed.0, failed.1),
        ("Half of them within", said(time(0.5)), middle),
        ("Longest", said(longest), all),
    ]
}

fn ended(ended: Ended) -> String {
    let parts = [
        (ended.completed, "completed"),
        (ended.failed, "failed"),
        (ended.cancelled, "cancelled"),
        (ended.unknown, "without a known end"),
    ];
    let said =
        parts.iter().filter(|(count, _)| 0 < *count).map(|(count, name)| format!("{} {name}", grouped(*count as f64)));
    said.collect::<Vec<_>>().join(", ")
}

/// Between which shares the true rate lies.
#[must_use]
pub fn interval(rate: &Rate) -> String {
    rate.interval(CONFIDENCE).map_or_else(String::new, |interval| {
        format!("{} to {} with 95 % confidence", percent(interval.least), percent(interval.most))
    })
}

/// It in a sentence.
#[must_use]
pub fn sentence(looked: &LookedAt, tail: Option<Seconds>) -> String {
    let count = counted(looked.places.len(), "migration", "migrations");
    let rate = looked.failures.ended().rate();
    let failed = match rate.share() {
        Some(share) => format!("{} failed", percent(share)),
        None => "the log does not say which failed".to_owned(),
    };
    let long = tail.filter(|_| 0 < looked.times.count()).map_or_else(String::new, |limit| {
        let tail = looked.times.tail(limit);
        match tail.count {
            0 => format!(", and none took over {}", short_seconds(limit)),
            some => format!(
                ", and {} took over {} and {} of all migration time",
                grouped(some as f64),
                short_seconds(limit),
                percent(tail.share_of_time)
            ),
        }
    });
    format!("{count}: {failed}{long}.")
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::{Failures, Outcome, Record, Times};

    use super::*;
    use crate::records::state::large::Large;

    #[test]
    fn the_sentence_says_what_the_slides_say() {
        let mut failures = Failures::default();
        for index in 0..100 {
            let outcome = if index < 4 { Outcome::Failed } else { Outcome::Completed };
            failures.add(&Record { outcome, ..Record::default() });
        }
        let times = Times::of((0..100).map(|index| Seconds::from_seconds(if index < 5 { 3600.0 } else { 60.0 })));
        let looked = LookedAt { places: Large::new((0..100).collect()), failures, times };
        let said = sentence(&looked, Some(Seconds::from_seconds(960.0)));
        assert_eq!(said, "100 migrations: 4.0 % failed, and 5 took over 16 min and 76 % of all migration time.");
        assert!(sentence(&looked, None).ends_with("4.0 % failed."));
        assert_eq!(figures(Some(&looked))[1].2, "1.6 % to 9.8 % with 95 % confidence");
    }
}

//! Expectations held against what happened, fairly: every other migration calibrates, the others are held against that.

use precopy_model::records::log::{Log, Site, Swept};

use super::large::Large;
use super::part::Part;

/// How far off are expectations?
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// Of this log.
    pub log: Large<Log>,
    /// By what every other one of its migrations says.
    pub half: Large<Option<Site>>,
    /// With what was in flight.
    pub swept: Large<Swept>,
    /// Of these migrations.
    pub part: Part,
    /// Of as many as are held at most, not only of some that say nearly the same at once.
    pub is_whole: bool,
}

/// So many are held at once, evenly taken, where there are more.
const SOME: usize = 2000;
/// And so many at most: of more, dirty rates would have a million migrations simulated.
const MOST: usize = 100_000;

/// The places of those that calibrate.
pub fn calibrating(log: &Log) -> impl Iterator<Item = u32> {
    (0..log.records.len() as u32).step_by(2)
}

/// Of those that are held against it, evenly so many that they say something at once, or as many as are held at most.
#[must_use]
pub fn evenly(places: Vec<u32>, is_whole: bool) -> Vec<u32> {
    let step = places.len().div_ceil(if is_whole { MOST } else { SOME }).max(1);
    places.into_iter().step_by(step).collect()
}

/// A calculator's link in which some keys say something else; it names no page and no scenario any more.
#[must_use]
pub fn link_with(link: &str, entries: &[(&str, String)]) -> String {
    let is_replaced = |key: &str| key == "page" || key == "scenario" || entries.iter().any(|(other, _)| *other == key);
    let kept =
        link.split('&').filter(|part| !part.is_empty() && !is_replaced(part.split('=').next().unwrap_or_default()));
    let mut parts: Vec<String> = kept.map(str::to_owned).collect();
    // Amounts need no space before their unit.
    parts.extend(entries.iter().map(|(key, text)| format!("{key}={}", text.replace(' ', ""))));
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use precopy_formats::link::parse;
    use precopy_formats::log::calibrated;
    use precopy_model::records::log::{Recipe, Site};

    use super::*;

    #[test]
    fn nothing_is_held_against_itself() {
        let log = Recipe { records: 101, ..Recipe::sample() }.made();
        let held: Vec<u32> = Part::default().places(&log, 1, 2).collect();
        let mut all: Vec<u32> = calibrating(&log).chain(held.clone()).collect();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..101));
        assert_eq!(evenly(held.clone(), false), held);
        assert_eq!(evenly((0..100_001).collect(), true).len(), 50_001);
        let few = evenly((0..100_001).collect(), false);
        assert!((SOME / 2..=SOME).contains(&few.len()) && few.windows(2).all(|pair| pair[1] - pair[0] == 51));
    }

    #[test]
    fn the_calculators_link_is_the_sites_link() {
        let log = Recipe::sample().made();
        let entries = calibrated(&Site::of(&log, 0..1200).unwrap());
        let link = link_with("mem=8GiB&link=1Gbit/s&page=records&want-time=10s", &entries);
        let parsed = parse(&link);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        assert!(
            link.starts_with("mem=8GiB&want-time=10s&link=") && !link.contains("1Gbit") && !link.contains("page="),
            "{link}"
        );
        assert!(parse(&link_with("", &entries)).problems.is_empty());
    }
}

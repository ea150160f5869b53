//! What a site's history says, as values to enter in the calculator.

use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, print, to_digits};
use precopy_model::quantity::{BytesPerSecond, PagesPerSecond, Seconds};
use precopy_model::records::log::Site;

use super::field::PAGE;
use crate::fields::row;

/// So many digits are known at most.
const DIGITS: usize = 4;

/// Pairs of a link's key and a text: the effective link, which is one migration's own and has the product's cap in it; what every migration
/// takes before anything is sent; and how fast empty pages are passed over, where the log tells it.
///
/// ```
/// use precopy_formats::log::calibrated;
/// use precopy_model::records::log::{Recipe, Site};
/// let log = Recipe::sample().made();
/// let entries = calibrated(&Site::of(&log, 0..1200).unwrap());
/// assert_eq!(entries[0].0, "link");
/// assert!(entries[0].1.ends_with("MiB/s") && entries.contains(&("cap", "none".to_owned())));
/// ```
#[must_use]
pub fn calibrated(site: &Site) -> Vec<(&'static str, String)> {
    let link = Amount::BytesPerSecond(in_mib(site.rate.value));
    let fixed = Seconds::from_seconds(to_digits(site.fixed.value.as_seconds(), DIGITS));
    let mut entries = vec![
        (row(Field::Link).key, print(link)),
        (row(Field::SharedBy).key, print(Amount::Count(1.0))),
        (row(Field::BandwidthCap).key, print(Amount::Unlimited)),
        (row(Field::Setup).key, print(Amount::Seconds(fixed))),
    ];
    if let Some(empty) = &site.empty {
        let pages = to_digits(empty.value.in_pages_of(PAGE).as_pages_per_second(), DIGITS);
        let rate = PagesPerSecond::from_pages_per_second(pages);
        entries.push((row(Field::EmptyRate).key, print(Amount::PagesPerSecond(rate))));
    }
    entries
}

/// As a person would write it: few digits in MiB/s.
fn in_mib(rate: BytesPerSecond) -> BytesPerSecond {
    let mib = BytesPerSecond::from_mib_per_second(1.0);
    mib * to_digits(rate / mib, DIGITS)
}

#[cfg(test)]
mod tests {
    use precopy_model::records::log::{Recipe, Truth};

    use super::*;
    use crate::link;

    #[test]
    fn what_is_entered_makes_the_sites_link() {
        let log = Recipe { records: 800, ..Recipe::sample() }.made();
        let entries = calibrated(&Site::of(&log, 0..800).unwrap());
        let text: Vec<String> = entries.iter().map(|(key, text)| format!("{key}={}", text.replace(' ', ""))).collect();
        let parsed = link::parse(&format!("hv=qemu&{}", text.join("&")));
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        let scenario = parsed.inputs.scenario().unwrap();
        let truth = Truth::default();
        let rate = scenario.link.copy_rate(&scenario.hypervisor).bandwidth;
        assert!((rate / truth.rate - 1.0).abs() < 0.05, "{rate:?}");
        assert!((scenario.hypervisor.setup.value / truth.fixed - 1.0).abs() < 0.2);
    }
}

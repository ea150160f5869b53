//! The rule that is played: its kind, and how far its slider stands.

use precopy_model::quantity::BytesPerSecond;
use precopy_model::records::log::{Measure, Pressure, Rule, RuleKind};

/// Steps of a limit that is no count.
const STEPS: u32 = 64;

/// A kind of rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// At most so many at once.
    #[default]
    AtMost,
    /// At most so many at each host.
    AtMostOnHost,
    /// At most so much cost at once.
    Cost,
    /// A share of each host's link stays free.
    LeaveOfLink,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AtMost, Self::AtMostOnHost, Self::Cost, Self::LeaveOfLink];

    /// The model's kind; none where the links are not known.
    #[must_use]
    pub fn kind(self, links: Option<Links>) -> Option<RuleKind> {
        Some(match self {
            Self::AtMost => RuleKind::AtMost,
            Self::AtMostOnHost => RuleKind::AtMostOnHost,
            Self::Cost => RuleKind::Cost,
            Self::LeaveOfLink => {
                let Links { link, each } = links?;
                RuleKind::LeaveOfLink { link, each }
            }
        })
    }

    /// How many places its slider has, by what was in flight without any rule.
    #[must_use]
    pub fn places(self, pressures: &[Pressure]) -> u32 {
        let most = |measure: Measure| pressures.iter().map(|one| measure.of(one)).fold(1.0, f64::max) as u32;
        match self {
            Self::AtMost => most(Measure::Count),
            Self::AtMostOnHost => most(Measure::CountOnHost),
            Self::Cost => STEPS,
            Self::LeaveOfLink => 20,
        }
    }

    /// The rule at a place of the slider, from 1; at the last one nothing waits, or nothing stays free.
    #[must_use]
    pub fn rule(self, place: u32, pressures: &[Pressure], links: Option<Links>) -> Option<Rule> {
        let places = self.places(pressures);
        let place = place.max(1).min(places);
        Some(match self {
            Self::AtMost => Rule::AtMost(place),
            Self::AtMostOnHost => Rule::AtMostOnHost(place),
            Self::Cost => {
                let most = pressures.iter().map(|one| one.cost).fold(0.0, f64::max);
                Rule::Cost(most * f64::from(place) / f64::from(places))
            }
            Self::LeaveOfLink => {
                let Links { link, each } = links?;
                Rule::LeaveOfLink { share: f64::from(places - place) / f64::from(places), link, each }
            }
        })
    }
}

/// What a host's link carries, and what one migration sends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Links {
    /// The link.
    pub link: BytesPerSecond,
    /// One migration.
    pub each: BytesPerSecond,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_goes_from_the_strictest_rule_to_none() {
        let pressures = [Pressure { count: 7, cost: 32.0, count_on_host: 3, cost_on_host: 20.0 }];
        let rate = BytesPerSecond::from_mib_per_second(100.0);
        let links = Some(Links { link: rate * 10.0, each: rate });
        assert_eq!(Kind::AtMost.rule(99, &pressures, None), Some(Rule::AtMost(7)));
        assert_eq!(Kind::AtMostOnHost.rule(0, &pressures, None), Some(Rule::AtMostOnHost(1)));
        assert_eq!(Kind::Cost.rule(STEPS / 2, &pressures, None), Some(Rule::Cost(16.0)));
        assert_eq!(Kind::LeaveOfLink.rule(1, &pressures, None), None);
        let Some(Rule::LeaveOfLink { share, .. }) = Kind::LeaveOfLink.rule(5, &pressures, links) else {
            panic!("a rule")
        };
        assert_eq!(share, 0.75);
    }
}

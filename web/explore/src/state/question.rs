//! What is asked of a calculator: of which scenario, whose answer, and what is wanted.

use precopy_base::calculator::Calculator;
use precopy_formats::targets::Targets;
use precopy_model::explore::{Figures, Target, Who};
use precopy_model::scenario::Checked;

/// The key of a link that says which curves are shown.
const CURVES: &str = "curves";

/// Who answers: the bound, or what is expected where only that is shown.
#[must_use]
pub fn who(calculator: &Calculator) -> Who {
    match calculator.other(CURVES) {
        Some("expected") => Who::Rounds,
        _ => Who::Bound,
    }
}

/// What the link wants. What is wrong there has been said when it was opened.
#[must_use]
pub fn targets(calculator: &Calculator) -> Targets {
    let keys = calculator.others.iter().map(|(key, text)| (key.as_str(), text.as_str()));
    Targets::of_keys(keys, &mut Vec::new())
}

/// A scenario that is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The scenario.
    pub scenario: Checked,
    /// What is wanted of it; nothing: that it completes.
    pub targets: Vec<Target>,
    /// Who answers.
    pub who: Who,
}

impl Question {
    /// What would change the answer?
    #[must_use]
    pub fn of(calculator: &Calculator) -> Self {
        Self {
            scenario: calculator.scenario.clone(),
            targets: targets(calculator).all().map(|(_, target)| target).collect(),
            who: who(calculator),
        }
    }

    /// Whether numbers are what is wanted.
    #[must_use]
    pub fn is_met_by(&self, figures: &Figures) -> bool {
        let met = |target: &Target| target.judge(figures).is_met();
        if self.targets.is_empty() { met(&Target::Completes) } else { self.targets.iter().all(met) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::quantity::Seconds;

    #[test]
    fn the_link_says_what_is_wanted_and_of_whom() {
        let question =
            Question::of(&Calculator::of_link("want-downtime=200ms&warning=90s&reaction=10s&curves=expected"));
        let s = Seconds::from_seconds;
        assert_eq!(question.targets, [Target::Downtime(s(0.2)), Target::MigrationTime(s(80.0))]);
        assert_eq!(question.who, Who::Rounds);
        let plain = Question::of(&Calculator::of_link("want-time=soon"));
        assert_eq!((plain.targets.len(), plain.who), (0, Who::Bound));
    }
}
